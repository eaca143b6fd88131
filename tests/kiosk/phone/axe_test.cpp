// SPDX-License-Identifier: Apache-2.0
// axe-core on the phone's pages, and their width, in every state of the huddle.
#include <gtest/gtest.h>

#include "tests/kiosk/phone/checks.h"
#include "tests/support/clean.h"

namespace hearthside::phone {
namespace {

TEST(PhoneAccessibility, AxeFindsNothingOnAnyPageInAnyStateAndDress) {
    const auto folder = std::filesystem::temp_directory_path() / "hearthside-phone-pictures";
    std::filesystem::create_directories(folder);
    PhoneHouse house;
    check(house, "axe", "before " + folder.string());
    put(*house.room, huddle::AddNote{huddle::RoundCategory::lessons,
                                     support::clean("Ask the night porter first, whatever the hour"), "a"});
    put(*house.room, huddle::AddNote{huddle::RoundCategory::lessons,
                                     support::clean("\xd8\xb4\xda\xa9\xd8\xb1\xdb\x8c\xdb\x81"), "b"});
    start_huddle(*house.room);
    put(*house.room, huddle::OpenNextRound{});
    put(*house.room, huddle::OpenNextRound{});
    put(*house.room, huddle::ReleaseNotes{});
    check(house, "axe", "running " + folder.string());
    put(*house.room, huddle::Pause{});
    check(house, "axe", "paused " + folder.string());
    put(*house.room, huddle::Resume{});
    while (house.room->board()->huddle->current().round.kind != huddle::RoundKind::lessons)
        put(*house.room, huddle::OpenNextRound{});
    put(*house.room, huddle::ReleaseNotes{});
    ASSERT_TRUE(house.room->board()->voting.open);
    check(house, "axe", "dots " + folder.string());
    while (!house.room->board()->pulse_asked) put(*house.room, huddle::OpenNextRound{});
    check(house, "axe", "close " + folder.string());
}

}  // namespace
}  // namespace hearthside::phone
