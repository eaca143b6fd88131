// SPDX-License-Identifier: Apache-2.0
// A note's journey by phone: kept once, thanked alike, never lost, and without its sender (SAFETY 1, 6, 7, 11, 18, 19).
// Real sockets, a real Room, a real huddle.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"
#include "tests/support/clean.h"

namespace hearthside::phone {
namespace {

using namespace std::chrono_literals;

PhoneOptions many_notes() {
    PhoneOptions options;
    options.notes_per_10min = 100'000;
    return options;
}

// The value of a hidden field in the form's page.
std::string token_in(const std::string& page) {
    const std::string start = "name=\"token\" value=\"";
    const std::size_t at = page.find(start) + start.size();
    return page.substr(at, page.find('"', at) - at);
}

TEST(PhoneNotes, FromTheCodeToThankYou) {
    PhoneHouse house;
    const HttpReply form = house.ask(house.get(house.path()));
    ASSERT_EQ(form.status, 200);
    const HttpReply sent =
        house.ask(house.post(form_body("lessons", "Ask the night porter first \xf0\x9f\x8c\x99", token_in(form.body))));
    ASSERT_EQ(sent.status, 303);
    const HttpReply thanks = house.ask(house.get(sent.field("Location")));
    EXPECT_EQ(thanks.status, 200);
    EXPECT_TRUE(thanks.says("Thank you"));
    const auto notes = released_notes(*house.room);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(*notes.begin(),
              std::pair(huddle::RoundCategory::lessons, std::string("Ask the night porter first \xf0\x9f\x8c\x99")));
}

TEST(PhoneNotes, Safety7EveryAcceptedNoteGetsTheSameBytes) {
    PhoneHouse house(many_notes());
    start_huddle(*house.room);
    std::set<std::string> form_replies, json_replies, thanks;
    for (int count = 0; count < 24; ++count) {
        const std::string round(huddle::to_text(huddle::all_categories[static_cast<std::size_t>(count) % 4]));
        const std::string text(static_cast<std::size_t>(1 + count * 20), 'x');
        form_replies.insert(house.ask(house.post(form_body(round, text, "t" + std::to_string(count)))).bytes());
        json_replies.insert(
            house.ask(house.post_json(R"({"round":")" + round + R"(","text":"json )" + text + "\"}")).bytes());
        // The same note again, and one that is not the first.
        form_replies.insert(house.ask(house.post(form_body(round, text, "t" + std::to_string(count)))).bytes());
    }
    EXPECT_EQ(form_replies.size(), 1u);
    EXPECT_EQ(json_replies.size(), 1u);
    EXPECT_TRUE(json_replies.begin()->starts_with("HTTP/1.1 201"));
    EXPECT_TRUE(json_replies.begin()->ends_with("{\"added\":true}"));
}

TEST(PhoneNotes, Safety6ARetryWithTheSameTokenIsOneNote) {
    PhoneHouse house;
    for (int count = 0; count < 3; ++count)
        EXPECT_EQ(house.ask(house.post(form_body("wins", "Once", "same"))).status, 303);
    EXPECT_EQ(house.ask(house.post_json(R"({"round":"wins","text":"Once","token":"same"})")).status, 201);
    EXPECT_EQ(house.ask(house.post(form_body("wins", "Another", "same"))).status, 303);
    EXPECT_EQ(house.ask(house.post_json(R"({"round":"wins","text":"Without"})")).status, 201);
    EXPECT_EQ(house.ask(house.post_json(R"({"round":"wins","text":"Without"})")).status, 201);
    const auto notes = released_notes(*house.room);
    EXPECT_EQ(notes.count({huddle::RoundCategory::wins, "Once"}), 1u);
    EXPECT_EQ(notes.count({huddle::RoundCategory::wins, "Another"}), 1u);
    EXPECT_EQ(notes.count({huddle::RoundCategory::wins, "Without"}), 2u);
    EXPECT_EQ(notes.size(), 4u);
}

TEST(PhoneNotes, ThirtyTwoPhonesAtOnceLoseNothing) {
    PhoneHouse house(many_notes());
    constexpr int phones = 32;
    constexpr int each = 10;
    std::vector<std::thread> threads;
    std::atomic<int> added = 0;
    for (int phone = 0; phone < phones; ++phone) {
        threads.emplace_back([&, phone] {
            HttpClient client(house.port());
            for (int count = 0; count < each; ++count) {
                const std::string text = "note " + std::to_string(phone) + "-" + std::to_string(count);
                const auto reply = client.ask(house.post_json(R"({"round":"hope","text":")" + text + "\"}"), 30s);
                if (reply && reply->status == 201) ++added;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(added, phones * each);
    const auto notes = released_notes(*house.room);
    EXPECT_EQ(notes.size(), static_cast<std::size_t>(phones * each));
    EXPECT_EQ((std::set(notes.begin(), notes.end()).size()), static_cast<std::size_t>(phones * each));
}

TEST(PhoneNotes, Safety18TheLimitGivesTheTextBack) {
    PhoneOptions options;
    options.notes_per_10min = 3;
    PhoneHouse house(options);
    std::size_t taken = 0;
    while (taken < 10 && house.ask(house.post(form_body("wins", "n" + std::to_string(taken), "t"))).status == 303)
        ++taken;
    EXPECT_GE(taken, 3u);
    EXPECT_LE(taken, 6u);
    const HttpReply page = house.ask(house.post(form_body("mistakes", "<Kept> & safe", "t")));
    EXPECT_EQ(page.status, 429);
    EXPECT_TRUE(page.says("&lt;Kept&gt; &amp; safe</textarea>"));
    EXPECT_TRUE(page.says("value=\"mistakes\" checked"));
    EXPECT_FALSE(page.field("Retry-After").empty());
    EXPECT_EQ(house.ask(house.post_json(R"({"round":"wins","text":"x"})")).status, 429);
    // Another address still may send.
    HttpClient other(house.port(), "127.0.0.1", "127.0.0.77");
    EXPECT_EQ(other.ask(house.post(form_body("wins", "other", "t")))->status, 303);
    EXPECT_EQ(released_notes(*house.room).size(), taken + 1);
}

TEST(PhoneNotes, Safety6TheKeyChangesWithTheHuddleAndTheOldOneSoonDies) {
    PhoneHouse house;
    const std::string before = house.path();
    start_huddle(*house.room);
    const std::string during = house.path();
    EXPECT_NE(before, during);
    EXPECT_EQ(house.ask(house.get(before)).status, 200) << "two minutes for those who scanned a moment ago";
    EXPECT_EQ(house.ask(house.get(during)).status, 200);
    released_notes(*house.room);
    put(*house.room, huddle::CloseHuddle{});
    const std::string after = house.path();
    EXPECT_NE(during, after);
    EXPECT_EQ(house.ask(house.get(before)).status, 403);
    EXPECT_EQ(house.ask(house.get(after)).status, 200);
}

TEST(PhoneNotes, Safety19TextIsCleanedOnTheWayIn) {
    PhoneHouse house;
    EXPECT_EQ(house.ask(house.post(form_body("wins", "  e\xcc\x81\r\nb\tc\xe2\x80\xae\x01  ", "t"))).status, 303);
    const auto notes = released_notes(*house.room);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(notes.begin()->second, "\xc3\xa9\nb c");
}

TEST(PhoneNotes, DotsGoFromAPhoneToTheRoomAndTheSamePageChangesThem) {
    PhoneHouse house;
    put(*house.room, huddle::AddNote{huddle::RoundCategory::lessons, support::clean("One lesson"), "a"});
    put(*house.room, huddle::AddNote{huddle::RoundCategory::lessons, support::clean("Another lesson"), "b"});
    start_huddle(*house.room);
    while (house.room->board()->huddle->current().round.kind != huddle::RoundKind::lessons)
        put(*house.room, huddle::OpenNextRound{});
    EXPECT_FALSE(house.ask(house.get(house.path() + "/huddle")).says("/dots"));
    const auto notes = put(*house.room, huddle::ReleaseNotes{})->huddle->notes;
    ASSERT_EQ(notes.size(), 2u);
    EXPECT_TRUE(house.ask(house.get(house.path() + "/huddle")).says(house.path() + "/dots"));

    const HttpReply page = house.ask(house.get(house.path() + "/dots"));
    ASSERT_TRUE(page.says("One lesson") && page.says("Another lesson"));
    const std::string start = "name=\"page\" value=\"";
    const std::size_t at = page.body.find(start) + start.size();
    const std::string token = page.body.substr(at, page.body.find('"', at) - at);
    const auto place = [&](const std::string& body) {
        std::string request = house.post("page=" + token + body);
        return house.ask(request.replace(request.find(" HTTP"), 0, "/dots"));
    };
    const HttpReply placed =
        place("&note=" + huddle::to_hex(notes[0].id.value) + "&note=" + huddle::to_hex(notes[1].id.value));
    ASSERT_EQ(placed.status, 303);
    EXPECT_TRUE(house.ask(house.get(placed.field("Location"))).says("Thank you"));
    EXPECT_EQ(place("&note=" + huddle::to_hex(notes[1].id.value)).bytes(), placed.bytes());
    put(*house.room, huddle::EndVoting{});
    EXPECT_EQ(house.room->board()->voting.result, (std::vector{std::pair{notes[1].id, 1}}));
    const HttpReply late = place("&note=" + huddle::to_hex(notes[0].id.value));
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(late.says("The dots are all placed; the team sees them now."));
}

TEST(PhoneNotes, Safety11AFullDiskIsSaidAndTheTextKept) {
    room::RoomOptions room_options;
    room_options.keep_free_bytes = 1ull << 62;  // more than any disk has: as if it were full
    PhoneHouse house(many_notes(), room_options);
    const HttpReply page = house.ask(house.post(form_body("hope", "Do not lose me", "tok")));
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(page.says("Not saved - please keep your text"));
    EXPECT_TRUE(page.says("Do not lose me</textarea>"));
    EXPECT_TRUE(page.says("value=\"tok\""));
    const HttpReply json = house.ask(house.post_json(R"({"round":"hope","text":"x"})"));
    EXPECT_EQ(json.status, 503);
    EXPECT_TRUE(json.body.starts_with("{\"error\":\""));
}

TEST(PhoneNotes, Safety2NothingToldToPhonesHoldsASealedTextOrACount) {
    PhoneHouse house(many_notes());
    start_huddle(*house.room);
    put(*house.room, huddle::Pause{});  // the clock would differ a moment later
    const std::string thanks_before = house.ask(house.get(house.path() + "/thanks")).body;
    for (int count = 0; count < 9; ++count) {
        house.ask(house.post(form_body("mistakes", "Marker-7f3a note " + std::to_string(count), "t")));
    }
    const std::string form = house.ask(house.get(house.path())).body;
    const std::string thanks = house.ask(house.get(house.path() + "/thanks")).body;
    EXPECT_EQ(form.find("Marker-7f3a"), std::string::npos);
    EXPECT_EQ(thanks.find("Marker-7f3a"), std::string::npos);
    EXPECT_EQ(thanks, thanks_before);
}

TEST(PhoneNotes, Safety1NothingOfThePhoneIsInTheFolder) {
    PhoneHouse house(many_notes());
    const std::string request = house.post(form_body("wins", "A plain note", "tokenmarker"),
                                           "User-Agent: AgentMarker/9\r\nAccept-Language: LanguageMarker\r\n"
                                           "Cookie: CookieMarker=1\r\nX-Device: DeviceMarker\r\n");
    HttpClient client(house.port(), "127.0.0.1", "127.0.0.99");
    EXPECT_EQ(client.ask(request)->status, 303);
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder.path())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        for (const char* marker : {"AgentMarker", "LanguageMarker", "CookieMarker", "DeviceMarker", "127.0.0.99"}) {
            EXPECT_EQ(bytes.find(marker), std::string::npos) << marker << " in " << entry.path();
        }
    }
    EXPECT_GT(files, 0);
}

TEST(PhoneNotes, ANoteUnderWayWhenTheFaceStopsIsAnsweredOrRefusedNeverLost) {
    PhoneHouse house(many_notes());
    std::atomic<int> added = 0;
    std::vector<std::thread> phones;
    for (int phone = 0; phone < 8; ++phone) {
        phones.emplace_back([&, phone] {
            for (int count = 0; count < 50; ++count) {
                try {
                    HttpClient client(house.port());
                    const std::string text = std::to_string(phone) + "-" + std::to_string(count);
                    const auto reply = client.ask(house.post_json(R"({"round":"wins","text":")" + text + "\"}"));
                    if (!reply || reply->status != 201) return;
                    ++added;
                } catch (const std::exception&) {
                    return;
                }
            }
        });
    }
    std::this_thread::sleep_for(60ms);
    house.phone.reset();
    for (std::thread& phone : phones) phone.join();
    EXPECT_GE(released_notes(*house.room).size(), static_cast<std::size_t>(added));
}

}  // namespace
}  // namespace hearthside::phone
