// SPDX-License-Identifier: Apache-2.0
// Files and records that the kiosk hands to a phone: fetched once, and gone after a quarter of an hour.
#include "kiosk/phone/handouts.h"

#include <fstream>

#include "core/room/room.h"
#include "kiosk/phone/routes.h"
#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"
#include "tests/kiosk/web/response.h"
#include "tests/support/clean.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::phone {
namespace {

using namespace std::chrono_literals;

class HandOuts : public testing::Test {
protected:
    std::string offer(const std::string& bytes) {
        std::ofstream(folder / "export.csv", std::ios::binary) << bytes;
        auto file = HandoutFile::open(folder / "export.csv", "Rückblick.csv", "text/csv; charset=utf-8");
        EXPECT_TRUE(file);
        std::filesystem::remove(folder / "export.csv");  // it is served all the same
        return handouts.offer(std::move(*file), start);
    }
    web::Response ask(const std::string& method, const std::string& target, Handouts::Time at) {
        web::Request request{.method = method, .target = target, .host = "kiosk:1", .accept = "text/html"};
        if (method == "POST") request.content_type = "application/x-www-form-urlencoded";
        auto answer = routes.answer(request, {}, {}, at);
        return std::get<web::Response>(answer);
    }
    HandOuts() { routes.set_hosts({"kiosk:1"}); }

    const Handouts::Time start{1000h};
    support::TemporaryFolder folder;
    Handouts handouts;
    SealingKeys keys;
    Routes routes{{.team = "Willow Ward", .handouts = &handouts}, keys};
};

TEST_F(HandOuts, AFileIsFetchedOnceAndLookingDoesNotUseItUp) {
    const std::string path = offer("whole");
    EXPECT_EQ(path.size(), std::string("/take/").size() + 32);
    for (int look = 0; look < 3; ++look) {
        const web::Response page = ask("GET", path, start + 1min);
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(web::says(page, "Rückblick.csv"));
        EXPECT_FALSE(page.pieces);
    }
    const web::Response file = ask("POST", path, start + 14min + 59s);
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(web::header(file, "Content-Disposition"),
              "attachment; filename=\"R--ckblick.csv\"; filename*=UTF-8''R%C3%BCckblick.csv");
    EXPECT_EQ(web::header(file, "Cache-Control"), "no-store");
    ASSERT_TRUE(file.pieces);
    EXPECT_EQ(file.pieces->size(), 5u);
    EXPECT_EQ(ask("POST", path, start + 1min).status, 404) << "a second time";
    EXPECT_EQ(ask("GET", path, start + 1min).status, 404);
}

TEST_F(HandOuts, EverythingDiesAfterAQuarterOfAnHour) {
    const std::string file = offer("whole"), record = handouts.offer(RecordForPhones{}, start);
    EXPECT_EQ(ask("GET", file, start + 14min + 59s).status, 200);
    EXPECT_EQ(ask("GET", record, start + 14min + 59s).status, 200);
    EXPECT_EQ(ask("GET", file, start + 15min).status, 404);
    EXPECT_EQ(ask("POST", file, start + 15min).status, 404);
    EXPECT_EQ(ask("GET", record, start + 15min).status, 404);
}

TEST_F(HandOuts, WrongPathsForeignFormsAndTooManyAreRefused) {
    const std::string path = offer("whole");
    EXPECT_EQ(ask("GET", "/take/" + std::string(32, '0'), start).status, 404);
    EXPECT_EQ(ask("GET", "/take/", start).status, 404);
    EXPECT_EQ(ask("GET", "/record" + path.substr(5), start).status, 404) << "a file is no record";
    EXPECT_EQ(ask("POST", "/record" + path.substr(5), start).status, 405);
    EXPECT_EQ(ask("PUT", path, start).status, 405);
    web::Request foreign{.method = "POST", .target = path, .host = "kiosk:1", .origin = "http://elsewhere"};
    EXPECT_EQ(std::get<web::Response>(routes.answer(foreign, {}, {}, start)).status, 403);
    EXPECT_EQ(ask("GET", path, start).status, 200) << "and none of these used it up";
    for (std::size_t count = 0; count < Handouts::at_most; ++count) offer("later");
    EXPECT_EQ(ask("GET", path, start).status, 404) << "the oldest made room";
    const std::string last = offer("last");
    handouts.take_back(last);
    EXPECT_EQ(ask("GET", last, start).status, 404);
}

TEST(HandOut, TheRecordOfAHuddleHoldsLessonsAndActionsAndNoNote) {
    PhoneHouse house;
    put(*house.room, huddle::AddNote{huddle::RoundCategory::mistakes, support::clean("MarkerNote7f3a"), "token"});
    put(*house.room, huddle::AddNote{huddle::RoundCategory::hope, support::clean("MarkerHope7f3a"), "token2"});
    released_notes(*house.room);
    put(*house.room, huddle::KeepLesson{support::clean("Ask <twice>"), {}, support::clean("MarkerCause7f3a")});
    put(*house.room, huddle::KeepAction{.lesson = {},
                                        .condition = support::clean("the pump beeps"),
                                        .response = support::clean("look together"),
                                        .role = support::clean("Nurse in charge"),
                                        .due = house.room->today() + std::chrono::days(1)});
    put(*house.room, huddle::KeepQuestion{support::clean("MarkerQuestion7f3a"), {}, {}});
    const std::string path = house.phone->hand_out(record_for_phones(*house.room->board()->huddle));
    EXPECT_EQ(house.phone->link_to(path), "http://" + house.host() + path);
    for (int phone = 0; phone < 3; ++phone) {  // for everybody
        const HttpReply page = house.ask(house.get(path));
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.says("Ask &lt;twice&gt;"));
        EXPECT_TRUE(page.says("If the pump beeps, then we will look together"));
        EXPECT_TRUE(page.says("Nurse in charge"));
        EXPECT_FALSE(page.says("7f3a"));
        EXPECT_FALSE(page.says("<form"));
    }
    EXPECT_EQ(house.ask("POST " + path + " HTTP/1.1\r\nHost: " + house.host() + "\r\nContent-Length: 0\r\n\r\n").status,
              405);
    house.phone->take_back(path);
    EXPECT_EQ(house.ask(house.get(path)).status, 404);
}

}  // namespace
}  // namespace hearthside::phone
