// SPDX-License-Identifier: Apache-2.0
// The reviewer's pages in a real browser: axe-core, by day and night, wide and narrow, on paper.
#include <cstdlib>

#include "core/room/room.h"
#include "kiosk/review/port.h"
#include "kiosk/review/reviewer.h"
#include "tests/kiosk/review/house.h"

namespace hearthside::review {
namespace {

TEST(ReviewBrowser, EveryPageStandsBeforeAxeInEveryDressAndPrints) {
    const support::TemporaryFolder folder;
    const auto data = folder.path() / "data";
    make_record(data, 60);
    put_passcode(data);
    auto room = room::Room::open({.data = data});
    ASSERT_TRUE(room);
    const auto port = ReviewPort::start(0, std::make_shared<Reviewer>(ReviewOptions{
                                               .data = data, .team = "Willow Ward", .time_zone = "Europe/London"}));
    ASSERT_TRUE(port);
    const std::string origin = "http://127.0.0.1:" + std::to_string((*port)->port());
    const char* pictures = std::getenv("HEARTHSIDE_PICTURES");  // a folder to look at them in
    EXPECT_EQ(std::system(("node tests/web/review_checks.mjs " + origin + " " + right_passcode + " " +
                           (pictures ? pictures : ""))
                              .c_str()),
              0)
        << "see above for what was not as it should be";
}

}  // namespace
}  // namespace hearthside::review
