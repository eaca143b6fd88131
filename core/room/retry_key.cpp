// SPDX-License-Identifier: Apache-2.0
#include "core/room/retry_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hearthside::room {

namespace {

class File {
public:
    File(const std::filesystem::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, S_IRUSR | S_IWUSR)) {
        struct stat status {};
        regular_ = number_ >= 0 && ::fstat(number_, &status) == 0 && S_ISREG(status.st_mode);
    }
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool is_open() const { return regular_; }
    int number() const { return number_; }

private:
    int number_;
    bool regular_ = false;
};

}  // namespace

RetryKey::RetryKey(const std::filesystem::path& folder, bool in_use) : file_(folder / "retry.key") {
    if (in_use) {
        const File there(file_, O_RDONLY);
        if (there.is_open() && ::read(there.number(), key_.data(), key_.size()) == static_cast<ssize_t>(key_.size()))
            return;
    }
    renew();
}

RetryKey::~RetryKey() { sodium_memzero(key_.data(), key_.size()); }

std::string RetryKey::hashed(const std::string& token) const {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                       key_.data(), key_.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

void RetryKey::renew() {
    randombytes_buf(key_.data(), key_.size());
    // The file is overwritten in place, not renamed, because the old key's bytes must go. No token uses the
    // new key yet, so a power cut that leaves half a key does no harm.
    const File file(file_, O_WRONLY | O_CREAT);
    const bool written = file.is_open() &&
                         ::pwrite(file.number(), key_.data(), key_.size(), 0) == static_cast<ssize_t>(key_.size()) &&
                         ::fsync(file.number()) == 0;
    if (!written) return;
    const int folder = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    ::fsync(folder);
    ::close(folder);
}

}  // namespace hearthside::room
