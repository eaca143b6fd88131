// SPDX-License-Identifier: Apache-2.0
// The phone's pages in a real browser, with and without scripts. The team reads what a person types there, on a bad
// connection too, and onlookers learn nothing from it.
#include <gtest/gtest.h>

#include <thread>

#include "kiosk/web/listening.h"
#include "tests/kiosk/phone/checks.h"

namespace hearthside::phone {
namespace {

using namespace std::chrono_literals;

// A free port of this machine, for a relay between the phone and the kiosk.
int free_port() {
    const auto socket = web::open_listening_socket("127.0.0.1", 0);
    if (!socket) throw std::runtime_error("no port");
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(socket->descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket->descriptor);
    return ntohs(address.sin_port);
}

PhoneOptions reached_through(int relay) {
    PhoneOptions options;
    options.notes_per_10min = 100'000;
    options.transport.hosts = {"127.0.0.1:" + std::to_string(relay)};
    return options;
}

TEST(PhoneBrowser, WhatIsTypedIsWhatTheTeamReads) {
    PhoneHouse house;
    const std::string pictures = (std::filesystem::temp_directory_path() / "hearthside-phone-pictures").string();
    const Notes thanked = thanked_for("python3 -B tests/web/phone_pages.py '" + house.phone->url() + "' " + pictures);
    EXPECT_EQ(thanked.size(), 6u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

// People saw this: phones in a basement sent a note twice, or lost it.
TEST(PhoneBrowser, OnABadConnectionTheNoteIsThereOnce) {
    const int relay = free_port();
    PhoneHouse house(reached_through(relay));
    const Notes thanked = check(house, "bad-connection", std::to_string(relay));
    EXPECT_EQ(thanked.size(), 2u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

TEST(PhoneBrowser, OfAHundredSealedNotesAnOnlookerHearsOneLengthAndNoWord) {
    const int relay = free_port();
    PhoneHouse house(reached_through(relay));
    const Notes thanked = check(house, "traffic", std::to_string(relay));
    EXPECT_EQ(thanked.size(), 100u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

// A sealed note is asked about in a sealed answer. An onlooker sees no word of it in either direction.
TEST(PhoneBrowser, WordsThatCouldPointToSomebodyAreAskedAboutAndEveryWayOnWorks) {
    const int relay = free_port();
    PhoneHouse house(reached_through(relay));
    const Notes thanked = check(house, "nudge", std::to_string(relay));
    EXPECT_EQ(thanked.size(), 4u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

TEST(PhoneBrowser, AKeyboardIsEnough) {
    PhoneHouse house;
    const Notes thanked = check(house, "keyboard");
    EXPECT_EQ(thanked.size(), 2u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

TEST(PhoneBrowser, FollowsTheHuddleFromRoundToRoundAndToItsEnd) {
    PhoneHouse house;
    start_huddle(*house.room);
    put(*house.room, huddle::OpenNextRound{});
    std::thread facilitator([&] {
        std::this_thread::sleep_for(6s);
        put(*house.room, huddle::OpenNextRound{});
        std::this_thread::sleep_for(3s);
        while (!house.room->board()->pulse_asked) put(*house.room, huddle::OpenNextRound{});
        std::this_thread::sleep_for(6s);
        put(*house.room, huddle::CloseHuddle{});
    });
    check(house, "live");
    facilitator.join();
}

}  // namespace
}  // namespace hearthside::phone
