// SPDX-License-Identifier: Apache-2.0
// The kiosk's own certificate.
#include "core/secrets/certificate.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace hearthside::secrets {
namespace {

TEST(OwnCertificate, HoldsItsNamesIsShortLivedAndFingerprintedAsBrowsersDo) {
    const support::TemporaryFolder folder;
    const huddle::Instant now{huddle::Milliseconds(1'800'000'000'000)};  // 15 January 2027, 08:00 UTC
    const auto made = make_certificate({"kiosk.ward.example", "192.168.1.20", "::1"}, now);
    ASSERT_TRUE(made);
    std::ofstream(folder / "c.pem") << made->certificate;
    std::ofstream(folder / "k.pem") << made->key;
    const auto openssl = [&](const std::string& arguments) {
        const std::string out = (folder / "out").string();
        EXPECT_EQ(std::system(("openssl " + arguments + " > " + out + " 2>&1").c_str()), 0) << arguments;
        std::ifstream file(out);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string file = (folder / "c.pem").string();
    const std::string told = openssl(
        "x509 -in " + file + " -noout -text -fingerprint -sha256 -checkhost kiosk.ward.example -checkip 192.168.1.20");
    for (const char* part :
         {"DNS:kiosk.ward.example", "IP Address:192.168.1.20", "IP Address:0:0:0:0:0:0:0:1", "CA:FALSE",
          "TLS Web Server Authentication", "prime256v1", "ecdsa-with-SHA256", "does match certificate",
          "Not Before: Jan 15 07:00:00 2027", "Not After : Apr 19 06:59:59 2029"}) {
        EXPECT_NE(told.find(part), std::string::npos) << part << " is missing in\n" << told;
    }
    EXPECT_NE(told.find("Fingerprint=" + made->fingerprint), std::string::npos);
    EXPECT_EQ(certificate_fingerprint(folder / "c.pem").value(), made->fingerprint);
    EXPECT_NE(openssl("verify -CAfile " + file + " -no_check_time " + file).find("OK"), std::string::npos);
    EXPECT_FALSE(certificate_fingerprint(folder / "k.pem"));
    EXPECT_FALSE(certificate_fingerprint(folder / "none.pem"));
    for (const char* name : {"", "two words", "a,DNS:b", "256.1.1.1", "-x", "höst"})
        EXPECT_FALSE(make_certificate({name}, now)) << name;
    EXPECT_FALSE(make_certificate({}, now));
}

}  // namespace
}  // namespace hearthside::secrets
