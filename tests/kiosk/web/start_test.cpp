// SPDX-License-Identifier: Apache-2.0
// Where the phone server listens, what the code says, and how it stops. Real sockets, a real Room.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/kiosk/phone/house.h"

namespace hearthside::web {
namespace {

using namespace std::chrono_literals;

// People saw a kiosk that did not open at all, because another program had its port for a moment.
TEST(PhoneStart, APortInUseIsWaitedForAndSaidClearly) {
    phone::PhoneHouse house;
    phone::PhoneOptions options;
    options.bind = "127.0.0.1";
    options.port = house.port();
    options.transport.address_check = 20ms;
    std::promise<std::string> told;
    options.link_changed = [&, first = true](const std::string& url) mutable {
        if (!url.empty() && std::exchange(first, false)) told.set_value(url);
    };
    const auto second = phone::PhoneServer::start(*house.room, options);
    ASSERT_TRUE(second) << second.problem().sentence;
    EXPECT_NE((*second)->trouble().find(std::to_string(house.port())), std::string::npos) << (*second)->trouble();
    EXPECT_FALSE((*second)->trouble_on_screen().empty());
    EXPECT_EQ((*second)->url(), "") << "a code that leads to another program";
    house.phone.reset();
    const std::string link = told.get_future().get();
    EXPECT_EQ(link, (*second)->url()) << "it came by itself";
    EXPECT_EQ((*second)->trouble(), "");
    EXPECT_EQ((*second)->trouble_on_screen(), "");
    phone::HttpClient client((*second)->port());
    EXPECT_EQ(client
                  .ask("GET " + house.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string((*second)->port()) +
                       "\r\n\r\n")
                  ->status,
              200);
}

TEST(PhoneStart, AnAddressThatIsNotThereYetIsWaitedForAndTheEndDoesNotWait) {
    phone::PhoneHouse house;
    for (const char* bind : {"192.0.2.1", "2001:db8::1"}) {
        phone::PhoneOptions options;
        options.bind = bind;
        options.port = 0;
        options.transport.address_check = 20ms;
        const auto started = phone::PhoneServer::start(*house.room, options);
        ASSERT_TRUE(started) << bind << ": " << started.problem().sentence;
        EXPECT_NE((*started)->trouble().find(bind), std::string::npos) << (*started)->trouble();
        EXPECT_EQ((*started)->url(), "");
    }
}

TEST(PhoneStart, WhatIsNoAddressOrNoPortIsSaidClearly) {
    phone::PhoneHouse house;
    for (const auto& [bind, port] :
         {std::pair{"kiosk", 0}, std::pair{"127.0.0.1", 70000}, std::pair{"127.0.0.1", -1}}) {
        phone::PhoneOptions options;
        options.bind = bind;
        options.port = port;
        const auto started = phone::PhoneServer::start(*house.room, options);
        ASSERT_FALSE(started) << bind;
        EXPECT_EQ(started.problem().kind, huddle::ProblemKind::invalid) << started.problem().sentence;
    }
}

TEST(PhoneStart, UrlHoldsAddressPortAndKey) {
    phone::PhoneHouse house;
    EXPECT_EQ(house.phone->address(), house.host());
    const std::string url = house.phone->url();
    const std::string link = "http://" + house.host() + "/n/" + house.key();
    EXPECT_EQ(url.substr(0, url.find('#')), link);
    EXPECT_EQ(url.size() - url.find('#') - 1, 43u) << "the key that notes are sealed for";
    EXPECT_EQ(phone::typed_link(url), link.substr(7));
}

TEST(PhoneStart, BoundToLoopbackItAnswersToLocalhostAndToNamesGiven) {
    phone::PhoneOptions options;
    options.names = {"Kiosk.ward.example"};
    phone::PhoneHouse house(options);
    const std::string port = std::to_string(house.port());
    const auto status_for = [&](const std::string& host) {
        return house.ask("GET " + house.path() + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };
    EXPECT_EQ(status_for("localhost:" + port), 200);
    EXPECT_EQ(status_for("LOCALHOST:" + port), 200);
    EXPECT_EQ(status_for("kiosk.ward.example:" + port), 200);
    EXPECT_EQ(status_for("kiosk.ward.example"), 421);
    EXPECT_EQ(status_for("127.0.0.2:" + port), 421);
}

TEST(PhoneStart, OnIpv6TheLinkHasBrackets) {
    phone::PhoneOptions options;
    options.bind = "::1";
    try {
        phone::PhoneHouse house(options);
        EXPECT_TRUE(
            house.phone->url().starts_with("http://[::1]:" + std::to_string(house.port()) + "/n/" + house.key()));
    } catch (const std::runtime_error& error) {
        GTEST_SKIP() << "this machine has no IPv6: " << error.what();
    }
}

// People saw this: a kiosk that started before its network, or got another address, showed a code that led nowhere.
TEST(PhoneStart, FollowsTheAddressAsItChanges) {
    phone::PhoneHouse house;
    std::atomic<int> last = 1;
    phone::PhoneOptions options;
    options.port = 0;
    options.transport.address_check = 20ms;
    std::mutex told_lock;
    std::vector<std::string> told;
    options.link_changed = [&](const std::string& url) {
        const std::lock_guard guard(told_lock);
        told.push_back(url);
    };
    options.transport.find_address = [&] { return "127.0.0." + std::to_string(last.load()); };
    auto phone = phone::PhoneServer::start(*house.room, options);
    ASSERT_TRUE(phone);
    const std::string port = std::to_string((*phone)->port());
    EXPECT_EQ((*phone)->address(), "127.0.0.1:" + port);
    last = 5;
    for (int tries = 0; tries < 100 && (*phone)->address() != "127.0.0.5:" + port; ++tries)
        std::this_thread::sleep_for(20ms);
    EXPECT_EQ((*phone)->address(), "127.0.0.5:" + port);
    phone::HttpClient client((*phone)->port(), "127.0.0.5");
    EXPECT_EQ(client.ask("GET " + house.path() + " HTTP/1.1\r\nHost: 127.0.0.5:" + port + "\r\n\r\n")->status, 200);
    EXPECT_THROW(phone::HttpClient((*phone)->port(), "127.0.0.1"), std::runtime_error);
    EXPECT_TRUE((*phone)->url().starts_with("http://127.0.0.5:" + port));
    std::this_thread::sleep_for(200ms);
    const std::lock_guard guard(told_lock);
    EXPECT_EQ(told.back(), (*phone)->url()) << "whoever keeps the link is told";
    EXPECT_GE(told.size(), 2u);
    EXPECT_FALSE((*phone)->trouble().empty()) << "loopback is no network";
}

TEST(PhoneStart, WithAPublicNameTheCodeHoldsIt) {
    phone::PhoneOptions options;
    options.public_url = "https://notes.ward.example";
    phone::PhoneHouse house(options);
    EXPECT_TRUE(house.phone->url().starts_with("https://notes.ward.example/n/" + house.key() + "#"));
    EXPECT_EQ(house.phone->trouble(), "");
    EXPECT_EQ(house.ask("GET " + house.path() + " HTTP/1.1\r\nHost: notes.ward.example\r\n\r\n").status, 200);
    options.public_url = "notes.ward.example";
    options.bind = "127.0.0.1";
    EXPECT_FALSE(phone::PhoneServer::start(*house.room, options));
}

TEST(PhoneStart, OnAllAddressesItTellsTheOneToUse) {
    phone::PhoneOptions options;
    options.bind = "0.0.0.0";
    phone::PhoneHouse house(options);
    phone::HttpClient client(house.port());
    EXPECT_EQ(client.ask("GET " + house.path() + " HTTP/1.1\r\nHost: " + house.phone->address() + "\r\n\r\n")->status,
              200);
    EXPECT_EQ(client.ask(house.get(house.path()))->status, 200);
    EXPECT_EQ(house.phone->address().find("0.0.0.0"), std::string::npos);
}

TEST(PhoneStart, StopsWhileConnectionsAreOpen) {
    auto house = std::make_unique<phone::PhoneHouse>();
    phone::HttpClient idle(house->port());
    phone::HttpClient half(house->port());
    half.send("GET / HT");
    std::this_thread::sleep_for(50ms);
    const auto start = std::chrono::steady_clock::now();
    house->phone.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
    EXPECT_TRUE(idle.ends_within(1s));
    EXPECT_TRUE(half.ends_within(1s));
}

}  // namespace
}  // namespace hearthside::web
