// SPDX-License-Identifier: Apache-2.0
// The kiosk tries the address of its own code as a phone would, and says what the obstacle is.
#include "kiosk/phone/self_test.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "core/room/room.h"
#include "kiosk/phone/server.h"
#include "kiosk/web/address.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::phone {
namespace {

using namespace std::chrono_literals;

std::string sentence_of(const std::string& url, huddle::Milliseconds timeout = 3s) {
    const auto tested = test_phone_address(url, timeout);
    return tested ? "" : tested.problem().sentence;
}

TEST(PhoneSelfTest, KnowsWhatPhonesCannotReachWithoutTrying) {
    EXPECT_EQ(sentence_of(""), "There is no address for phones. Is this kiosk on a network?");
    EXPECT_EQ(sentence_of("http://[fd00::1]:8080/n/key"),
              "This network has IPv6 only, which many phones on Wi-Fi cannot use.");
    for (const char* loopback : {"http://127.0.0.1:8080/n/key", "http://localhost:8080/", "http://[::1]/n/key"}) {
        const std::string sentence = sentence_of(loopback);
        EXPECT_TRUE(sentence.starts_with("This kiosk is on no network") ||
                    sentence.starts_with("The kiosk answers only itself"))
            << sentence;
    }
}

// A listener on this machine's own network address. The tests below need one.
class OnANetwork : public testing::Test {
protected:
    void SetUp() override {
        own_ = web::find_own_address();
        if (own_.starts_with("127.") || web::is_ipv6(own_)) GTEST_SKIP() << "this machine has no network of that kind";
    }
    std::string own_;
};

TEST_F(OnANetwork, FetchesThePageForNotes) {
    const support::TemporaryFolder folder;
    auto room = room::Room::open({.data = folder.path()});
    ASSERT_TRUE(room);
    PhoneOptions options;
    options.bind = own_;
    options.port = 0;
    auto phone = PhoneServer::start(**room, options);
    ASSERT_TRUE(phone) << phone.problem().sentence;
    EXPECT_EQ(sentence_of((*phone)->url()), "");
    const std::string host = "http://" + (*phone)->address();
    EXPECT_EQ(sentence_of(host + "/n/00000000000000000000000000000000"),
              "Something else answers at this address, not this kiosk.");
}

TEST_F(OnANetwork, SaysWhenNothingAnswersAndWhenNoPageComesInTime) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, own_.c_str(), &address.sin_addr);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
    const std::string where = own_ + ":" + std::to_string(ntohs(address.sin_port));
    EXPECT_EQ(sentence_of("http://" + where + "/n/key"),
              "Nothing answers at this address. A firewall may be in the way.");
    ASSERT_EQ(::listen(listener, 1), 0);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(sentence_of("http://" + where + "/n/key", 300ms),
              "The address is there, but no page came within three seconds.");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
    ::close(listener);
}

}  // namespace
}  // namespace hearthside::phone
