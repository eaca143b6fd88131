// SPDX-License-Identifier: Apache-2.0
// SAFETY 1: keys and passcodes are in memory that is in no swap and no core file.
#include "core/secrets/secret_memory.h"

#include <gtest/gtest.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <sys/resource.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

#include "core/secrets/certificate.h"

namespace hearthside::secrets {
namespace {

// The kernel's flags of the mapping that holds `address`: "rd wr mr mw me ac lo dd".
std::string flags_at(const void* address) {
    std::ifstream maps("/proc/self/smaps");
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0, end = 0;
        char dash = 0;
        std::istringstream words(line);
        if (words >> std::hex >> begin >> dash >> end && dash == '-') inside = begin <= wanted && wanted < end;
        if (inside && line.starts_with("VmFlags:")) return line;
    }
    return "";
}

bool can_lock() {
#ifdef __SANITIZE_ADDRESS__
    return false;  // the address sanitizer locks nothing
#endif
    rlimit limit{};
    return ::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur >= 256 * 1024;
}

TEST(SecretMemory, IsLockedAndInNoCoreFile) {
    SecretMemory memory(32);
    ASSERT_EQ(memory.size(), 32u);
    for (std::size_t i = 0; i < memory.size(); ++i) EXPECT_EQ(memory.data()[i], 0);
    memory.data()[31] = 7;
    const std::string flags = flags_at(memory.data());
    EXPECT_NE(flags.find(" dd"), std::string::npos) << flags;
    if (can_lock()) {
        EXPECT_NE(flags.find(" lo"), std::string::npos) << flags;
    }
    SecretMemory moved(std::move(memory));
    EXPECT_EQ(moved.data()[31], 7);
}

TEST(SecretMemory, HoldsThePrivateKeyOfACertificateThatIsRead) {
    lock_key_memory();
    const auto make = [] { return make_certificate({"localhost"}, huddle::Instant{std::chrono::hours(500'000)}); };
    ASSERT_TRUE(make());  // OpenSSL's own generators keep their state there from their first use on
    const std::size_t before = CRYPTO_secure_used();
    const auto made = make();
    ASSERT_TRUE(made);
    EXPECT_EQ(CRYPTO_secure_used(), before) << "nothing is left of the making";
    BIO* const text = BIO_new_mem_buf(made->key.data(), static_cast<int>(made->key.size()));
    EVP_PKEY* const key = PEM_read_bio_PrivateKey(text, nullptr, nullptr, nullptr);
    ASSERT_NE(key, nullptr);
    EXPECT_GT(CRYPTO_secure_used(), before);
    EVP_PKEY_free(key);
    BIO_free(text);
    EXPECT_EQ(CRYPTO_secure_used(), before);
}

}  // namespace
}  // namespace hearthside::secrets
