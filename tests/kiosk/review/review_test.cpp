// SPDX-License-Identifier: Apache-2.0
// The reviewer's controller: who may sign in, and what they find. A real record, a real passcode, given clocks.
#include "tests/kiosk/review/house.h"

#include <algorithm>
#include <future>
#include <sstream>
#include <thread>

#include "core/export/export.h"
#include "core/search/search_index.h"
#include "core/store/recovery_note.h"
#include "tests/kiosk/phone/huddle.h"
#include "tests/support/clean.h"

namespace hearthside::review {
namespace {

constexpr const char* pages_of_the_record[] = {"/review",           "/review/lessons", "/review/actions",
                                               "/review/questions", "/review/figures", "/review/search?words=a"};

class ReviewSignIn : public testing::Test {
protected:
    static void SetUpTestSuite() {
        shared = std::make_unique<support::TemporaryFolder>();
        make_record(shared->path() / "data", 120);
        put_passcode(shared->path() / "data");
    }
    static void TearDownTestSuite() { shared.reset(); }

    std::filesystem::path data() const { return shared->path() / "data"; }
    void SetUp() override {
        for (const char* door : {"", "-browser", "-network"})
            std::filesystem::remove(data() / (std::string("passcode-tries") + door));
    }

    static std::unique_ptr<support::TemporaryFolder> shared;
    ReviewController controller{{.data = data(), .team = "Willow <Ward>", .time_zone = "Europe/London"}};
};
std::unique_ptr<support::TemporaryFolder> ReviewSignIn::shared;

// SAFETY 20.
TEST_F(ReviewSignIn, OverPlainHttpFromAnotherMachineNothingOpens) {
    Visitor stranger(controller, web::Way::network);
    for (const char* page : pages_of_the_record) {
        const web::Response refused = stranger.get(page);
        EXPECT_EQ(refused.status, 403) << page;
        EXPECT_TRUE(web::says(refused, "tls init")) << "it says how";
        EXPECT_EQ(web::header(refused, "Set-Cookie"), "");
    }
    EXPECT_EQ(stranger.post("/review/sign-in", std::string("passcode=") + right_passcode).status, 403);
    for (const char* door : {"passcode-tries", "passcode-tries-browser", "passcode-tries-network"})
        EXPECT_FALSE(std::filesystem::exists(data() / door)) << "it counts as a try";
}

TEST_F(ReviewSignIn, ASessionOfThisMachineIsNoGoodOverTheNetwork) {
    Visitor reader(controller), stranger(controller, web::Way::network);
    ASSERT_EQ(reader.sign_in().status, 303);
    stranger.jar = reader.jar;
    EXPECT_EQ(stranger.get("/review").status, 403);
}

TEST_F(ReviewSignIn, WithoutASessionEveryPageLeadsToTheSignIn) {
    Visitor visitor(controller);
    for (const char* page : pages_of_the_record) {
        const web::Response moved = visitor.get(page);
        EXPECT_EQ(moved.status, 303);
        EXPECT_EQ(web::header(moved, "Location"), "/review/sign-in");
        EXPECT_EQ(moved.body, "");
    }
    EXPECT_EQ(visitor.post("/review/export", "format=csv").status, 303);
    EXPECT_EQ(visitor.get("/review/huddle/0000000000000001").status, 303);
}

TEST_F(ReviewSignIn, ThePasscodeOpensAndSignOutCloses) {
    Visitor visitor(controller, web::Way::encrypted);
    visitor.origin = "https://127.0.0.1:8080";
    const web::Response inside = visitor.sign_in();
    ASSERT_EQ(inside.status, 303);
    EXPECT_EQ(web::header(inside, "Location"), "/review");
    const std::string cookie = web::header(inside, "Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Secure-review="))
        << "a browser would keep it where the page itself came over plain HTTP";
    for (const char* part : {"; Path=/review", "; HttpOnly", "; SameSite=Strict", "; Secure"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
    EXPECT_EQ(cookie.find("Expires"), std::string::npos) << "it stays on the disk of the browser";
    for (const char* page : pages_of_the_record) EXPECT_EQ(visitor.get(page).status, 200) << page;
    const auto jar = visitor.jar;
    EXPECT_EQ(web::header(visitor.post_form("/review/sign-out"), "Location"), "/review/sign-in");
    EXPECT_FALSE(visitor.jar.contains("__Secure-review"));
    visitor.jar = jar;
    EXPECT_EQ(visitor.get("/review").status, 303) << "the old cookie still opens";
}

// SAFETY 20: another program may speak plain HTTP to the browser and TLS to us.
TEST_F(ReviewSignIn, AFormFromAPageOverPlainHttpOrFromNowhereSignsNobodyIn) {
    using Origin = std::optional<std::string>;
    for (const Origin& origin :
         {Origin("http://127.0.0.1:8080"), Origin("http://proxy.ward.example"), Origin("null"), Origin()}) {
        Visitor visitor(controller, web::Way::encrypted);
        visitor.origin = origin;
        EXPECT_EQ(visitor.sign_in().status, 403) << origin.value_or("none");
        EXPECT_FALSE(std::filesystem::exists(data() / "passcode-tries-network")) << "it was looked at";
    }
}

TEST_F(ReviewSignIn, OverPlainHttpOnThisMachineTheCookieIsNotSecureElseItWouldBeLost) {
    Visitor visitor(controller);
    EXPECT_EQ(web::header(visitor.sign_in(), "Set-Cookie").find("Secure"), std::string::npos);
}

TEST_F(ReviewSignIn, WrongTriesOfABrowserHereAreCounted) {
    Visitor visitor(controller);
    const web::Response wrong = visitor.sign_in("willow-ward-2");
    EXPECT_EQ(wrong.status, 403);
    EXPECT_TRUE(web::says(wrong, "That is not the passcode"));
    EXPECT_FALSE(web::says(wrong, "willow-ward-2")) << "what was typed is given back";
    EXPECT_TRUE(std::filesystem::exists(data() / "passcode-tries-browser"));
    // Nine more in another run.
    std::ofstream tries(data() / "passcode-tries-browser");
    for (int count = 0; count < 10; ++count) tries << demo_now.time_since_epoch().count() << "\n";
    tries.close();
    EXPECT_EQ(visitor.sign_in().status, 429) << "the right one, within the hour";
    visitor.wall += 61min;
    EXPECT_EQ(visitor.sign_in().status, 303);
}

// SAFETY 20. People saw this: ten wrong tries in two seconds from anywhere on the network locked the reviewer out, at
// the kiosk too.
TEST_F(ReviewSignIn, AnAddressOnTheNetworkWaitsLongerAfterEachWrongTryAndShutsNobodyOut) {
    Visitor stranger(controller, web::Way::encrypted), reviewer(controller, web::Way::encrypted), here(controller);
    for (Visitor* visitor : {&stranger, &reviewer}) visitor->origin = "https://127.0.0.1:8080";
    stranger.peer = web::PeerId{1};
    reviewer.peer = web::PeerId{2};
    int looked_at = 0;
    std::vector<std::chrono::seconds> waits;
    for (const auto end = stranger.steady + 1h; stranger.steady < end;) {
        const web::Response refused = stranger.sign_in("willow-ward-2");
        if (refused.status == 403) ++looked_at;
        if (refused.status != 429) continue;
        EXPECT_TRUE(web::says(refused, "Please wait"));
        const std::chrono::seconds wait(std::stoi(web::header(refused, "Retry-After")));
        waits.push_back(wait);
        stranger.steady += wait;
        stranger.wall += wait;
    }
    EXPECT_EQ(looked_at, 5);
    EXPECT_EQ(waits, (std::vector<std::chrono::seconds>{60s, 600s, 3600s}));
    EXPECT_EQ(reviewer.sign_in().status, 303) << "another address";
    EXPECT_EQ(here.sign_in().status, 303);
    EXPECT_TRUE(secrets::Passcode(data()).check(right_passcode, demo_now, secrets::Passcode::Source::screen));
    stranger.steady += 1s;
    EXPECT_EQ(stranger.sign_in().status, 303) << "nor is anybody shut out for ever";
}

// SAFETY 1: no file holds what the waiting time depends on.
TEST_F(ReviewSignIn, NoAddressOfAWrongTryIsKept) {
    Visitor stranger(controller, web::Way::encrypted);
    stranger.origin = "https://127.0.0.1:8080";
    stranger.peer.fill(0xA5);
    EXPECT_EQ(stranger.sign_in("willow-ward-2").status, 403);
    const std::string kept = support::bytes_of(data() / "passcode-tries-network");
    EXPECT_EQ(kept, std::to_string(demo_now.time_since_epoch().count()) + "\n");
}

TEST_F(ReviewSignIn, AQuarterOfAnHourWithoutARequestEndsTheSession) {
    Visitor visitor(controller);
    ASSERT_EQ(visitor.sign_in().status, 303);
    visitor.steady += 14min + 59s;
    EXPECT_EQ(visitor.get("/review").status, 200);
    visitor.steady += 14min + 59s;
    EXPECT_EQ(visitor.get("/review/lessons").status, 200) << "each request begins it anew";
    visitor.steady += 15min;
    const web::Response moved = visitor.get("/review/lessons");
    EXPECT_EQ(web::header(moved, "Location"), "/review/sign-in?over=1");
    EXPECT_TRUE(web::says(visitor.get("/review/sign-in?over=1"), "You were signed out"));
}

TEST_F(ReviewSignIn, AFormThatIsNotOursIsRefused) {
    Visitor visitor(controller);
    visitor.get("/review/sign-in");
    EXPECT_EQ(visitor.post("/review/sign-in", std::string("passcode=") + right_passcode).status, 403) << "no secret";
    EXPECT_EQ(visitor.post("/review/sign-in", "form=" + std::string(32, 'a') + "&passcode=" + right_passcode).status,
              403);
    EXPECT_FALSE(std::filesystem::exists(data() / "passcode-tries-browser"));
    ASSERT_EQ(visitor.sign_in().status, 303);
    for (const char* path : {"/review/export", "/review/sign-out"}) {
        EXPECT_EQ(visitor.post(path, "format=csv").status, 403) << path;
        EXPECT_EQ(visitor.post(path, "format=csv&form=" + std::string(32, '0')).status, 403) << path;
    }
    visitor.origin = "http://elsewhere.example";
    EXPECT_EQ(visitor.post_form("/review/sign-out").status, 403);
    visitor.origin = "null";
    EXPECT_EQ(visitor.post_form("/review/sign-out").status, 403);
    visitor.origin = "http://127.0.0.1:8080";
    EXPECT_EQ(visitor.get("/review").status, 200) << "none of these signed out";
    EXPECT_EQ(visitor.post_form("/review/export", "format=exe").status, 404);
}

TEST_F(ReviewSignIn, APasscodeThatWasChangedEndsEverySession) {
    Visitor visitor(controller);
    ASSERT_EQ(visitor.sign_in().status, 303);
    std::filesystem::remove(data() / "passcode");
    EXPECT_EQ(visitor.get("/review").status, 303);
    EXPECT_EQ(visitor.get("/review/sign-in").status, 403) << "there is none to sign in with";
    put_passcode(data());
    EXPECT_EQ(visitor.get("/review").status, 303);
    EXPECT_EQ(visitor.sign_in().status, 303);
}

TEST_F(ReviewSignIn, EveryAnswerCarriesItsProtection) {
    Visitor visitor(controller), stranger(controller, web::Way::network);
    std::vector<web::Response> responses{stranger.get("/review"),         visitor.get("/review"),
                                         visitor.get("/review/sign-in"),  visitor.sign_in(),
                                         visitor.get("/review?from=%zz"), visitor.get("/review/none")};
    for (const char* page : pages_of_the_record) responses.push_back(visitor.get(page));
    responses.push_back(visitor.post_form("/review/export", "format=csv"));
    for (const web::Response& response : responses) {
        const std::string policy = web::header(response, "Content-Security-Policy");
        EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
        EXPECT_EQ(policy.find("script"), std::string::npos);
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(web::header(response, "Cache-Control"), "no-store");
        EXPECT_EQ(web::header(response, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(web::header(response, "Referrer-Policy"), "no-referrer");
        EXPECT_FALSE(web::says(response, "<script"));
        EXPECT_FALSE(web::says(response, " style=\""));
        EXPECT_FALSE(web::says(response, "Willow <Ward>"));
    }
}

class ReviewList : public ReviewSignIn {
protected:
    void SetUp() override {
        ReviewSignIn::SetUp();
        ASSERT_EQ(visitor.sign_in().status, 303);
        auto opened = store::History::open(data());
        ASSERT_TRUE(opened);
        const auto read = (*opened)->read({}, [&](const store::HuddleRecord& record) {
            records.push_back(record);
            return true;
        });
        ASSERT_TRUE(read);
    }
    // The ids of the huddles to which all pages of this list link, in their order.
    std::vector<std::string> listed(const std::string& query) {
        std::vector<std::string> ids;
        for (int page = 1; page < 100; ++page) {
            const web::Response response = visitor.get("/review?" + query + "&page=" + std::to_string(page));
            EXPECT_EQ(response.status, 200);
            const std::string mark = "href=\"/review/huddle/";
            for (std::size_t at = 0; (at = response.body.find(mark, at)) != std::string::npos; ++at)
                ids.push_back(response.body.substr(at + mark.size(), 16));
            if (!web::says(response, "rel=\"next\"")) break;
        }
        return ids;
    }
    template <class Wanted>
    std::vector<std::string> expected(Wanted wanted) const {
        std::vector<std::string> ids;
        for (const store::HuddleRecord& record : records) {
            if (wanted(record)) ids.push_back(huddle::to_hex(record.id.value));
        }
        std::ranges::reverse(ids);
        return ids;
    }

    Visitor visitor{controller};
    std::vector<store::HuddleRecord> records;  // oldest first
};

TEST_F(ReviewList, AllPagesTogetherHoldEveryHuddleOnceNewestFirst) {
    EXPECT_EQ(listed("").size(), 120u);
    EXPECT_EQ(listed(""), expected([](const store::HuddleRecord&) { return true; }));
}

TEST_F(ReviewList, FiltersLeaveWhatFits) {
    const huddle::Day from = records[30].day, to = records[60].day;
    EXPECT_EQ(listed("from=" + huddle::to_text(from) + "&to=" + huddle::to_text(to)),
              expected([&](const store::HuddleRecord& record) { return record.day >= from && record.day <= to; }));
    EXPECT_EQ(listed("layout=" + records[5].layout_id),
              expected([&](const store::HuddleRecord& record) { return record.layout_id == records[5].layout_id; }));
    EXPECT_EQ(listed("round=mistakes"), expected([](const store::HuddleRecord& record) {
                  return std::ranges::any_of(record.notes, [](const huddle::Note& note) {
                      return note.category == huddle::RoundCategory::mistakes;
                  });
              }));
    const auto with_actions = [](huddle::ActionState state) {
        return [state](const store::HuddleRecord& record) {
            return std::ranges::any_of(record.actions,
                                       [&](const huddle::Action& action) { return action.state == state; });
        };
    };
    const auto done = listed("state=done-actions");
    EXPECT_FALSE(done.empty());
    EXPECT_LT(done.size(), 120u);
    EXPECT_EQ(done, expected(with_actions(huddle::ActionState::done)));
    EXPECT_EQ(listed("state=open-actions"), expected(with_actions(huddle::ActionState::trying)));
    EXPECT_EQ(listed("state=let-go-actions"), expected(with_actions(huddle::ActionState::let_go)));
    EXPECT_TRUE(web::says(visitor.get("/review?from=2001-01-01&to=2001-12-31"), "No huddle matches"));
}

TEST_F(ReviewList, AHuddlesPageHoldsItsWholeRecord) {
    for (const store::HuddleRecord& record : {records.front(), records[70], records.back()}) {
        const web::Response page = visitor.get("/review/huddle/" + huddle::to_hex(record.id.value));
        ASSERT_EQ(page.status, 200);
        for (const huddle::Note& note : record.notes) EXPECT_TRUE(web::says(page, e(note.text))) << note.text;
        for (const huddle::Lesson& lesson : record.lessons) EXPECT_TRUE(web::says(page, e(lesson.text)));
        for (const huddle::Action& action : record.actions)
            EXPECT_TRUE(web::says(page, e(huddle::sentence_of(action))));
        for (const huddle::Question& question : record.questions) EXPECT_TRUE(web::says(page, e(question.text)));
    }
    EXPECT_EQ(visitor.get("/review/huddle/0000000000000001").status, 404);
    EXPECT_EQ(visitor.get("/review/huddle/nothing").status, 404);
}

TEST_F(ReviewList, LessonsActionsAndQuestionsAreAllThereOpenOnesFirst) {
    std::size_t lessons = 0, actions = 0, questions = 0;
    for (const store::HuddleRecord& record : records) {
        lessons += record.lessons.size();
        actions += record.actions.size();
        questions += record.questions.size();
    }
    const auto count = [&](const std::string& path, const std::string& mark) {
        std::size_t all = 0;
        for (int page = 1; page < 100; ++page) {
            const web::Response response = visitor.get(path + "?page=" + std::to_string(page));
            all += web::times(response.body, mark);
            if (!web::says(response, "rel=\"next\"")) break;
        }
        return all;
    };
    EXPECT_GT(lessons, 30u);
    EXPECT_EQ(count("/review/lessons", "<li class=\"lessons\">"), lessons);
    EXPECT_EQ(count("/review/actions", "<tr><th scope=\"row\">"), actions);
    EXPECT_EQ(count("/review/questions", "<li class=\"mistakes\">"), questions);
    const std::string first = visitor.get("/review/actions").body;
    const std::size_t last_open = first.rfind("state trying"), first_done = first.find("state done");
    ASSERT_NE(last_open, std::string::npos);
    EXPECT_TRUE(first_done == std::string::npos || last_open < first_done);
    EXPECT_EQ(web::times(visitor.get("/review/actions?state=let_go").body, "state done"), 0u);
}

TEST_F(ReviewList, FiguresShowBandsAndNeverHowManyNotes) {
    const web::Response figures = visitor.get("/review/figures");
    EXPECT_EQ(web::times(figures.body, "<svg class=\"chart\""), 3u) << "the pulse had no answers here";
    EXPECT_TRUE(web::says(figures, "25 to 99"));
    EXPECT_TRUE(web::says(figures, "Appears after five answers"));
    // A span of one day shows no more than its whole month.
    auto archive = store::Archive::open(data());
    ASSERT_TRUE(archive);
    const huddle::Day day = records[60].day;
    const auto of_day = (*archive)->notes_by_month({day, day});
    const auto of_all = (*archive)->notes_by_month({});
    ASSERT_TRUE(of_day && of_all);
    ASSERT_EQ(of_day->size(), 1u);
    const auto same = std::ranges::find(*of_all, of_day->front().month, &store::MonthOfNotes::month);
    ASSERT_NE(same, of_all->end());
    EXPECT_EQ(of_day->front().bands, same->bands);
}

TEST_F(ReviewList, SearchFindsWhatAReaderWouldFind) {
    auto archive = store::Archive::open(data());
    ASSERT_TRUE(archive);
    for (const char* words : {"handover", "HANDOVER", "the board", "bed wrong", "no such words anywhere", "é"}) {
        std::size_t expected_count = 0;
        const auto holds = [&](const std::string& text) {
            const std::string folded = search::folded_for_search(text);
            std::istringstream parts(search::folded_for_search(words));
            for (std::string part; parts >> part;) {
                if (folded.find(part) == std::string::npos) return false;
            }
            return true;
        };
        for (const store::HuddleRecord& record : records) {
            for (const huddle::Note& note : record.notes) expected_count += holds(note.text);
            for (const huddle::Lesson& lesson : record.lessons)
                expected_count += holds(lesson.text + " " + lesson.cause);
            for (const huddle::Action& action : record.actions)
                expected_count += holds(action.condition + " " + action.response + " " + action.role);
            for (const huddle::Question& question : record.questions)
                expected_count += holds(question.text + " " + question.answer + " " + question.for_role);
        }
        const auto found = (*archive)->search({.words = words}, {.skip = 0, .at_most = 1'000'000});
        ASSERT_TRUE(found);
        EXPECT_EQ(found->total, static_cast<std::int64_t>(expected_count)) << words;
        EXPECT_EQ(found->items.size(), expected_count) << words;
        EXPECT_TRUE(std::ranges::is_sorted(found->items, std::ranges::greater(), &store::Found::day)) << "newest first";
    }
}

std::string bytes_of(web::Pieces& pieces) {
    std::string all;
    for (bool more = true; more;) {
        std::promise<web::Pieces::Piece> promise;
        pieces.next([&](web::Pieces::Piece piece) { promise.set_value(std::move(piece)); });
        const web::Pieces::Piece piece = promise.get_future().get();
        EXPECT_NE(piece.then, web::Pieces::Piece::Then::broken);
        all += piece.bytes;
        more = piece.then == web::Pieces::Piece::Then::more;
    }
    return all;
}

TEST_F(ReviewList, SaysForADayThatTheRecordWasRestored) {
    store::keep_recovery_note(data(), "The record was damaged & has been restored.", demo_now);
    EXPECT_TRUE(web::says(visitor.get("/review"), "The record was damaged &amp; has been restored."));
    visitor.wall += 24h;
    EXPECT_FALSE(web::says(visitor.get("/review"), "has been restored"));
}

TEST_F(ReviewList, ADownloadIsTheCommandsExportByteForByte) {
    auto history = store::History::open(data());
    ASSERT_TRUE(history);
    exports::ExportChoice choice{.what = {exports::ExportKind::lessons, exports::ExportKind::actions,
                                          exports::ExportKind::questions, exports::ExportKind::huddles},
                                 .span = {records[10].day, records[90].day}};
    choice.team = "Willow <Ward>";
    choice.time_zone = "Europe/London";
    const std::string days = "&from=" + huddle::to_text(*choice.span.from) + "&to=" + huddle::to_text(*choice.span.to);
    for (const char* format : {"csv", "json", "md"}) {
        std::ostringstream expected;
        ASSERT_TRUE(exports::export_record(**history, *exports::export_format_from_text(format), choice, expected));
        const web::Response response = visitor.post_form("/review/export", std::string("format=") + format + days);
        ASSERT_EQ(response.status, 200);
        ASSERT_TRUE(response.pieces);
        EXPECT_EQ(web::header(response, "Content-Disposition"),
                  "attachment; filename=\"hearthside-2027-01-15." + std::string(format) + "\"");
        EXPECT_EQ(bytes_of(*response.pieces), expected.str());
    }
}

TEST_F(ReviewList, TheMenusOfferWhatTheTableLetsABrowserAskFor) {
    const std::string last = huddle::to_hex(records.back().id.value);
    const web::Response list = visitor.get("/review"), huddle = visitor.get("/review/huddle/" + last);
    for (const exports::ExportFormatDetails& details : exports::export_formats()) {
        const std::string button = "name=\"format\" value=\"" + std::string(details.name) + "\"";
        const bool offered = details.may_ask.browser;
        EXPECT_EQ(web::says(list, button), offered && details.scope == exports::ExportScope::span) << details.name;
        EXPECT_EQ(web::says(huddle, button), offered && details.scope == exports::ExportScope::one_huddle)
            << details.name;
        const web::Response file =
            visitor.post_form("/review/export", "format=" + std::string(details.name) + "&huddle=" + last);
        EXPECT_EQ(file.status, offered ? 200 : 404) << details.name;
        if (file.pieces) {
            EXPECT_FALSE(bytes_of(*file.pieces).empty()) << details.name;
        }
    }
}

TEST_F(ReviewList, PaperAndWorkbooksComeWholeToo) {
    const std::string huddle = huddle::to_hex(records.back().id.value);
    for (const auto& [format, start, type] :
         {std::tuple{"xlsx", "PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
          {"poster", "%PDF-", "application/pdf"},
          {"pdf", "%PDF-", "application/pdf"},
          {"page", "%PDF-", "application/pdf"}}) {
        const web::Response response =
            visitor.post_form("/review/export", std::string("format=") + format +
                                                    "&from=" + huddle::to_text(records[100].day) + "&huddle=" + huddle);
        ASSERT_TRUE(response.pieces) << format;
        EXPECT_EQ(response.content_type, type);
        const std::string file = bytes_of(*response.pieces);
        EXPECT_TRUE(file.starts_with(start)) << format;
        EXPECT_GT(file.size(), 1000u) << format;
    }
    EXPECT_EQ(visitor.post_form("/review/export", "format=page&huddle=1").status, 404);
}

TEST_F(ReviewList, NotesLeaveOnlyWhenTheTeamHasAgreed) {
    const std::string note = exports::csv_cell(records.back().notes.front().text);
    EXPECT_EQ(bytes_of(*visitor.post_form("/review/export", "format=csv").pieces).find("\"note\",\"20"),
              std::string::npos);
    int told = 0;
    bool can_be_told = true;
    ReviewController open_desk({.data = data(),
                                .time_zone = "Europe/London",
                                .notes_exportable = [] { return true; },
                                .announce = [&](const store::Span&) -> huddle::Result<void> {
                                    if (!can_be_told) return huddle::Problem{huddle::ProblemKind::not_saved, "No."};
                                    ++told;
                                    return {};
                                }});
    Visitor reader(open_desk);
    ASSERT_EQ(reader.sign_in().status, 303);
    EXPECT_NE(bytes_of(*reader.post_form("/review/export", "format=csv").pieces).find(note), std::string::npos);
    EXPECT_EQ(told, 1) << "the kiosk says that the record was exported";
    // Nothing is exported where it cannot be announced.
    can_be_told = false;
    for (const std::string& what :
         {std::string("format=csv"), "format=page&huddle=" + huddle::to_hex(records.back().id.value)}) {
        const web::Response refused = reader.post_form("/review/export", what);
        EXPECT_EQ(refused.status, 503);
        EXPECT_FALSE(refused.pieces);
        EXPECT_NE(refused.body.find("could not be announced"), std::string::npos);
    }
}

TEST_F(ReviewList, AReaderWhoGoesAwayStopsTheWriting) {
    for (int count = 0; count < 6; ++count) {
        web::Response response;
        // The thread of a connection that ended needs a moment to see it.
        for (int wait = 0; wait < 400 && !response.pieces; ++wait) {
            response = visitor.post_form("/review/export", "format=json");
            if (!response.pieces) std::this_thread::sleep_for(5ms);
        }
        ASSERT_EQ(response.status, 200) << "one that was left still holds its place";
        std::promise<void> came;
        response.pieces->next([&](web::Pieces::Piece) { came.set_value(); });
        came.get_future().wait();
    }
}

// What people wrote is text on every page, whatever it looks like. What is deleted is not found any more.
TEST(ReviewRecord, HostileTextsStayTextAndDeletedOnesAreGone) {
    const support::TemporaryFolder folder;
    const auto data = folder.path() / "data";
    put_passcode(data);
    const std::string hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{tr:x}}{{nav}}";
    auto room = room::Room::open({.data = data, .time_zone = "Europe/London"});
    ASSERT_TRUE(room);
    phone::put(**room, huddle::AddNote{huddle::RoundCategory::wins, support::clean(hostile + " in a note"), "a1"});
    phone::put(**room,
               huddle::AddNote{huddle::RoundCategory::wins, support::clean("Straße, naïve Zürich, ĄĘŁ and فون"), "a2"});
    phone::released_notes(**room);
    ReviewController controller({.data = data, .team = hostile, .time_zone = "Europe/London"});
    phone::put(**room, huddle::KeepLesson{
                           support::clean(hostile + " in a lesson"), {}, support::clean(hostile + " as a cause")});
    phone::put(**room, huddle::KeepAction{.lesson = {},
                                          .condition = support::clean(hostile),
                                          .response = support::clean(hostile),
                                          .role = support::clean(hostile),
                                          .due = (*room)->today() + std::chrono::days(1)});
    phone::put(**room, huddle::KeepQuestion{
                           support::clean(hostile + " in a question"), {}, (*room)->today() + std::chrono::days(7)});
    Visitor visitor(controller);
    visitor.wall = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    ASSERT_EQ(visitor.sign_in().status, 303);
    const huddle::HuddleId huddle = (*room)->board()->huddle->id;
    for (const std::string& page :
         {std::string("/review"), std::string("/review/lessons"), std::string("/review/actions"),
          std::string("/review/questions"), std::string("/review/search?words=alert"),
          std::string("/review/search?words=%3Cscript%3E%22%27"), "/review/huddle/" + huddle::to_hex(huddle.value)}) {
        const web::Response response = visitor.get(page);
        EXPECT_EQ(response.status, 200) << page;
        EXPECT_FALSE(web::says(response, "<script")) << page;
        EXPECT_FALSE(web::says(response, "<img")) << page;
        EXPECT_FALSE(web::says(response, "\"'&{{")) << page;
    }
    EXPECT_EQ(web::times(visitor.get("/review/search?words=alert").body, "<p class=\"said\""), 4u)
        << "note, lesson, action, question";

    for (const char* words : {"strasse", "STRASSE", "NAIVE zurich", "ael", "%D9%81%D9%88%D9%86"}) {
        const web::Response found = visitor.get(std::string("/review/search?words=") + words);
        EXPECT_TRUE(web::says(found, "1 place found")) << words;
    }
    const auto board = (*room)->board();
    const auto note = std::ranges::find_if(board->huddle->notes,
                                           [](const huddle::Note& one) { return one.text.starts_with("Stra"); });
    ASSERT_NE(note, board->huddle->notes.end());
    const huddle::NoteId id = note->id;
    phone::put(**room, huddle::SetAside{id});
    EXPECT_TRUE(web::says(visitor.get("/review/search?words=strasse"), "0 places found"));
    EXPECT_FALSE(web::says(visitor.get("/review/huddle/" + huddle::to_hex(huddle.value)), "Stra"));
    phone::put(**room, huddle::BringBack{id});
    EXPECT_TRUE(web::says(visitor.get("/review/search?words=strasse"), "1 place found"));
    phone::put(**room, huddle::SetAside{id});
    phone::put(**room, huddle::DeleteNote{id});
    EXPECT_TRUE(web::says(visitor.get("/review/search?words=strasse"), "0 places found"));
}

}  // namespace
}  // namespace hearthside::review
