// SPDX-License-Identifier: Apache-2.0
// axe-core on the phone's pages, and their width, in every state of the huddle.
#include <gtest/gtest.h>

#include "tests/kiosk/phone/checks.h"
#include "tests/support/clean.h"

namespace hearthside::tests {
namespace {

TEST(PhoneAccessibility, AxeFindsNothingOnAnyPageInAnyStateAndDress) {
    const auto folder = std::filesystem::temp_directory_path() / "hearthside-phone-pictures";
    std::filesystem::create_directories(folder);
    PhoneHouse house;
    check(house, "axe", "before " + folder.string());
    put(*house.room, AddNote{RoundCategory::lessons, clean("Ask the night porter first, whatever the hour"), "a"});
    put(*house.room, AddNote{RoundCategory::lessons, clean("\xd8\xb4\xda\xa9\xd8\xb1\xdb\x8c\xdb\x81"), "b"});
    start_huddle(*house.room);
    put(*house.room, OpenNextRound{});
    put(*house.room, OpenNextRound{});
    put(*house.room, ReleaseNotes{});
    check(house, "axe", "running " + folder.string());
    put(*house.room, Pause{});
    check(house, "axe", "paused " + folder.string());
    put(*house.room, Resume{});
    while (house.room->board()->huddle->current().round.kind != RoundKind::lessons) put(*house.room, OpenNextRound{});
    put(*house.room, ReleaseNotes{});
    ASSERT_TRUE(house.room->board()->voting.open);
    check(house, "axe", "dots " + folder.string());
    while (!house.room->board()->pulse_asked) put(*house.room, OpenNextRound{});
    check(house, "axe", "close " + folder.string());
}

}  // namespace
}  // namespace hearthside::tests
