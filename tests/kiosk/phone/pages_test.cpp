// SPDX-License-Identifier: Apache-2.0
// What the phone's pages hold: their weight, their language, and what they may say about the huddle.
#include "tests/kiosk/phone/routes.h"

namespace hearthside::phone {
namespace {

// Everything that the page names, and its weight on the wire.
TEST_F(PhoneRoutes, FormIsAtMostTwentyKilobytesInThreeRequestsInEveryLanguage) {
    std::vector<std::string> languages;
    for (const text::LanguageDetails& one : text::known_languages()) languages.push_back(one.id);
    Routes all({.team = "Willow Ward", .catalogues = files::locale_folder(), .languages = languages}, keys);
    all.set_hosts({host});
    const auto response = [&](const web::Request& request) {
        return std::get<web::Response>(all.answer(request, board, now, start));
    };
    for (const std::string& language : languages) {
        web::Request request = language == "en" ? post("round=wins&text=") : get("/n/" + key);
        request.accept_language = language;
        const web::Response plain = response(request);
        std::set<std::string> names{"/n/" + key};
        for (const std::string attribute : {" src=\"", "<link rel=\"icon\" type=\"image/svg+xml\" href=\""}) {
            for (std::size_t at = 0; (at = plain.body.find(attribute, at)) != std::string::npos;) {
                at += attribute.size();
                names.insert(plain.body.substr(at, plain.body.find('"', at) - at));
            }
        }
        EXPECT_EQ(names.size(), 3u);
        EXPECT_EQ(plain.body.find("stylesheet"), std::string::npos);
        request.accepts_gzip = true;
        const web::Response squeezed = response(request);
        EXPECT_EQ(field(squeezed, "Content-Encoding"), "gzip");
        std::size_t bytes = squeezed.body.size();
        for (const std::string& name : names) {
            if (name == "/n/" + key) continue;
            web::Request other = get(name);
            other.accepts_gzip = true;
            bytes += response(other).body.size();
        }
        bytes += 3 * 700;  // the heads of the answers
        EXPECT_LE(bytes, 20u * 1024u) << language;
        RecordProperty("form_bytes_" + language, static_cast<int>(bytes));
    }
}

TEST_F(PhoneRoutes, TheFormIsInTheLanguageThePhoneAsksFor) {
    Routes many({.team = "Ward", .catalogues = files::locale_folder(), .languages = {"en", "cy", "ur"}}, keys);
    many.set_hosts({host});
    const auto page = [&](const std::string& accept_language) {
        web::Request request = get("/n/" + key);
        request.accept_language = accept_language;
        return std::get<web::Response>(many.answer(request, board, now, start)).body;
    };
    EXPECT_NE(page("cy-GB,cy;q=0.9,en;q=0.5").find("<html lang=\"cy\" dir=\"ltr\">"), std::string::npos);
    EXPECT_NE(page("ur").find("<html lang=\"ur\" dir=\"rtl\">"), std::string::npos);
    EXPECT_NE(page("pl").find("<html lang=\"en\" dir=\"ltr\">"), std::string::npos) << "not offered here";
    EXPECT_NE(page("").find("<html lang=\"en\""), std::string::npos);
}

// A huddle in its second of three rounds, with wins opened.
huddle::HuddleBoard running_huddle() {
    huddle::HuddleBoard huddle;
    huddle.layout_name = "Learning huddle";
    for (const auto& [kind, title] :
         {std::pair{huddle::RoundKind::wins, "Wins"}, std::pair{huddle::RoundKind::mistakes, "Mistakes"},
          std::pair{huddle::RoundKind::lessons, "Lessons"}, std::pair{huddle::RoundKind::hope, "Hope"},
          std::pair{huddle::RoundKind::close, "Close"}}) {
        huddle.rounds.push_back({.round = {.kind = kind, .title = title}, .allotted = 90s});
        huddle.clock.rounds.push_back({.allotted = 90s});
    }
    huddle.rounds[0].released = true;
    huddle.clock.current = 1;
    huddle.clock.mark = now;
    return huddle;
}

TEST_F(PhoneRoutes, ARoundThatWasOpenedStillTakesNotesAndSaysThatTheyWait) {
    EXPECT_FALSE(says(response(get("/n/" + key)), "<small>next huddle</small>"));
    board.huddle = running_huddle();
    const web::Response form = response(get("/n/" + key));
    EXPECT_TRUE(says(form, "Wins<small>next huddle</small>"));
    EXPECT_TRUE(says(form, "Mistakes<small>now</small>"));
    EXPECT_TRUE(says(form, "Lessons<small></small>"));
    EXPECT_TRUE(says(form, "<p class=\"hint later\">"));
    EXPECT_EQ(note(post("round=wins&text=Late+thanks")).intent.category, huddle::RoundCategory::wins);
    board.huddle->clock.current = 4;
    EXPECT_TRUE(says(response(get("/n/" + key)), "Hope<small>next huddle</small>")) << "the last round";
}

TEST_F(PhoneRoutes, Safety2LiveEventsTellOfTheClockAndNeverOfNotes) {
    const web::LiveNews before = routes.live(key, board, now);
    EXPECT_EQ(before.event,
              "data: {\"v\":\"" + nlohmann::json::parse(before.event.substr(6))["v"].get<std::string>() + "\"}\n\n");
    board.huddle = running_huddle();
    const web::LiveNews news = routes.live(key, board, now);
    EXPECT_NE(news.version, before.version);
    const auto state = nlohmann::json::parse(news.event.substr(6));
    EXPECT_EQ(state["open"], "mistakes");
    EXPECT_EQ(state["later"], nlohmann::json({"wins"}));
    EXPECT_EQ(state["left"], 90'000);
    EXPECT_EQ(state["running"], true);
    // Not a byte of the event changes, whatever comes in and whatever was opened.
    board.waiting = {huddle::Band::five_or_more, huddle::Band::five_or_more, huddle::Band::a_few,
                     huddle::Band::five_or_more};
    board.huddle->notes.push_back({.id = {5}, .text = "a released text"});
    board.huddle->rounds[0].notes = 17;
    board.huddle->rounds[1].holding = true;
    EXPECT_EQ(routes.live(key, board, now).event, news.event);
    EXPECT_EQ(routes.live(key, board, now + 5s).version, news.version) << "a clock that runs is no news";
    board.huddle->clock.running = false;
    EXPECT_NE(routes.live(key, board, now).version, news.version);
    EXPECT_TRUE(routes.live(old_key, board, now).over);
}

TEST_F(PhoneRoutes, ThePulseIsAskedAtTheCloseAndATapGoesToTheRoom) {
    board.huddle = running_huddle();
    EXPECT_FALSE(says(response(get("/n/" + key + "/now")), "/pulse"));
    board.huddle->clock.current = 4;
    board.pulse_asked = true;
    const web::Response page = response(get("/n/" + key + "/huddle"));
    EXPECT_TRUE(says(page, "I could speak up today"));
    web::Request tap = post("value=4&page=abc123");
    tap.target = "/n/" + key + "/pulse";
    const auto asked = std::get<PulseToAnswer>(ask(tap));
    EXPECT_EQ(asked.intent.value, 4);
    EXPECT_EQ(asked.intent.page, "abc123");
    const web::Response thanks = routes.pulse_answered(asked, {});
    EXPECT_EQ(field(thanks, "Location"), "/n/" + key + "/huddle?page=abc123");
    const web::Response again = response(get("/n/" + key + "/huddle?page=abc123"));
    EXPECT_TRUE(says(again, "name=\"page\" value=\"abc123\"")) << "a second tap must take the first one's place";
    tap.body = "value=9&page=abc123";
    EXPECT_EQ(response(tap).status, 400);
    tap.origin = "http://evil.example";
    EXPECT_EQ(response(tap).status, 403);
    web::Request look = get("/n/" + key + "/pulse");
    EXPECT_EQ(response(look).status, 405);
}

// The lessons round is open with its notes, and dots may be placed on them.
huddle::Board board_with_voting(std::vector<huddle::Note> notes) {
    huddle::Board board = board_with_key();
    board.huddle = running_huddle();
    board.huddle->clock.current = 2;
    board.huddle->rounds[2].released = true;
    board.huddle->notes = std::move(notes);
    board.voting.open = true;
    return board;
}

web::Request to_dots(web::Request request) {
    request.target = "/n/" + key + "/dots";
    return request;
}

TEST_F(PhoneRoutes, DotsArePlacedOnReleasedLessonsOnlyWhileTheTeamAsks) {
    EXPECT_FALSE(says(response(get("/n/" + key)), "/dots")) << "no huddle";
    const huddle::Note lesson{
        .id = {5}, .category = huddle::RoundCategory::lessons, .text = "Ask <early> & \"often\"", .thanks = 3};
    const huddle::Note win{.id = {6}, .category = huddle::RoundCategory::wins, .text = "A win"};
    const huddle::Note aside{.id = {7},
                             .category = huddle::RoundCategory::lessons,
                             .text = "Hurtful",
                             .state = huddle::NoteState::set_aside};
    board = board_with_voting({lesson, win, aside});
    board.waiting[huddle::index_of(huddle::RoundCategory::lessons)] = huddle::Band::a_few;
    for (const char* page : {"", "/huddle", "/thanks", "/now"}) {
        EXPECT_TRUE(says(response(get("/n/" + key + page)), "href=\"/n/" + key + "/dots\"")) << page;
    }
    const web::Response page = response(get("/n/" + key + "/dots"));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(field(page, "Refresh"), "") << "what is ticked must stay ticked";
    EXPECT_TRUE(says(page,
                     "name=\"note\" value=\"0000000000000005\"><span dir=\"auto\">"
                     "Ask &lt;early&gt; &amp; &quot;often&quot;</span>"));
    EXPECT_FALSE(says(page, "A win"));
    EXPECT_FALSE(says(page, "Hurtful"));
    EXPECT_FALSE(says(page, " checked>"));
    EXPECT_NE(response(get("/n/" + key + "/dots")).body, page.body) << "each page has a token of its own";

    const std::string version = routes.live(key, board, now).event;
    board.voting.open = false;
    board.voting.result = {{huddle::NoteId{5}, 2}};
    EXPECT_NE(routes.live(key, board, now).event, version) << "the pages that follow live learn of it";
    EXPECT_FALSE(says(response(get("/n/" + key + "/huddle")), "/dots"));
    const web::Response none = response(get("/n/" + key + "/dots"));
    EXPECT_TRUE(says(none, "No dots just now"));
    EXPECT_FALSE(says(none, "early"));
    EXPECT_FALSE(says(none, "checkbox"));
    board = board_with_voting({win, aside});
    EXPECT_FALSE(says(response(get("/n/" + key + "/huddle")), "/dots")) << "nothing to place them on";
    EXPECT_EQ(response(get("/n/" + std::string(32, '0') + "/dots")).status, 403);
}

TEST_F(PhoneRoutes, UpToThreeDotsGoToTheRoomAndASlipComesBackTicked) {
    std::vector<huddle::Note> notes;
    for (std::uint64_t id = 1; id <= 5; ++id)
        notes.push_back({.id = {id}, .category = huddle::RoundCategory::lessons, .text = "A lesson"});
    board = board_with_voting(notes);
    const auto id = [](int number) { return "&note=000000000000000" + std::to_string(number); };
    const auto asked = std::get<DotsToPlace>(ask(to_dots(post("page=abc123" + id(4) + id(1)))));
    EXPECT_EQ(asked.intent.page, "abc123");
    EXPECT_EQ(asked.intent.notes, (std::vector{huddle::NoteId{4}, huddle::NoteId{1}}));
    const web::Response thanks = routes.dots_placed(asked, {});
    EXPECT_EQ(thanks.status, 303);
    EXPECT_EQ(field(thanks, "Location"), "/n/" + key + "/dots?placed=abc123");
    EXPECT_EQ(thanks.body, "");
    const web::Response again = response(get("/n/" + key + "/dots?placed=abc123"));
    EXPECT_TRUE(says(again, "<h1>Thank you</h1>"));
    EXPECT_TRUE(says(again, "name=\"page\" value=\"abc123\"")) << "the next ones take the place of these";
    EXPECT_FALSE(says(response(get("/n/" + key + "/dots?placed=%22%3E")), "Thank you"));

    const web::Response four = response(to_dots(post("page=abc123" + id(1) + id(2) + id(3) + id(4))));
    EXPECT_EQ(four.status, 422);
    EXPECT_TRUE(says(four, "There are three dots for each phone."));
    EXPECT_TRUE(says(four, "value=\"0000000000000004\" checked>"));
    EXPECT_FALSE(says(four, "value=\"0000000000000005\" checked>"));
    EXPECT_TRUE(says(four, "name=\"page\" value=\"abc123\""));
    const web::Response nothing = response(to_dots(post("page=abc123")));
    EXPECT_EQ(nothing.status, 422);
    EXPECT_TRUE(says(nothing, "Please choose up to three notes."));
    for (const char* body : {"", "note=0000000000000001", "page=a%20b&note=0000000000000001", "page=a&page=b",
                             "page=abc&note=<script>", "page=abc&note=5", "page=abc&note=%"}) {
        EXPECT_EQ(response(to_dots(post(body))).status, 400) << body;
    }
    web::Request json = to_dots(post("page=abc123" + id(2)));
    json.accept = "application/json";
    EXPECT_EQ(routes.dots_placed(std::get<DotsToPlace>(ask(json)), {}).status, 201);
    json.content_type = "application/json";
    EXPECT_EQ(response(json).status, 400);
    web::Request foreign = to_dots(post("page=abc123" + id(2)));
    foreign.origin = "http://evil.example";
    EXPECT_EQ(response(foreign).status, 403);
    web::Request dead = to_dots(post("page=abc123" + id(2)));
    dead.target = "/n/" + old_key + "/dots";
    EXPECT_EQ(response(dead).status, 403);
}

TEST_F(PhoneRoutes, ThePageOfDotsStaysLightWhateverWasWritten) {
    const std::vector<std::string> words{"gofynnwch", "wcześniej", "کارڈ", "நன்றி", "😂🎉", "early", "ward", "lamp", "早"};
    for (const std::size_t count : {5u, 25u, 60u, 150u}) {
        std::vector<huddle::Note> notes;
        std::uint64_t chance = 88172645463325252ull;
        const auto some = [&] {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            return chance ^= chance << 17;
        };
        for (std::size_t i = 0; i < count; ++i) {
            std::string text;
            while (text.size() < 280) text += words[some() % words.size()] + std::to_string(some() % 97) + " ";
            notes.push_back({.id = {some()}, .category = huddle::RoundCategory::lessons, .text = text});
        }
        board = board_with_voting(notes);
        web::Request request = to_dots(get(""));
        const web::Response plain = response(request);
        std::size_t boxes = 0;
        for (std::size_t at = 0; (at = plain.body.find("checkbox", at)) != std::string::npos; ++at) ++boxes;
        EXPECT_EQ(boxes, count) << "every note is there";
        EXPECT_EQ(web::valid_utf8(plain.body), plain.body) << "and none is cut within a letter";
        request.accepts_gzip = true;
        std::size_t bytes = response(request).body.size() + 3 * 700;
        for (const char* name : {"/icon.svg", "/app.js"}) {
            web::Request other = get(name);
            other.accepts_gzip = true;
            if (says(plain, name)) bytes += response(other).body.size();
        }
        EXPECT_LE(bytes, 20u * 1024u) << count;
        EXPECT_EQ(says(plain, "/app.js"), count <= 60)
            << "the script stays out where the notes need its room: " << count;
        RecordProperty("dots_bytes_" + std::to_string(count), static_cast<int>(bytes));
    }
}

TEST_F(PhoneRoutes, ARefusalOfDotsIsASentence) {
    board = board_with_voting({{.id = {5}, .category = huddle::RoundCategory::lessons, .text = "A lesson"}});
    const auto asked = std::get<DotsToPlace>(ask(to_dots(post("page=abc&note=0000000000000005"))));
    const web::Response over =
        routes.dots_placed(asked, huddle::Problem{huddle::ProblemKind::conflict, "A sentence of the Room."});
    EXPECT_EQ(over.status, 409);
    EXPECT_TRUE(says(over, "A sentence of the Room."));
    EXPECT_EQ(routes.dots_placed(asked, huddle::Problem{huddle::ProblemKind::busy, "Busy."}).status, 503);
    // When the voting is already over, the Room is asked all the same, and says so.
    board.voting.open = false;
    EXPECT_TRUE(std::holds_alternative<DotsToPlace>(ask(to_dots(post("page=abc")))));
}

TEST_F(PhoneRoutes, BehindAPublicNameItsOwnPageMayPost) {
    Routes named({.team = "Ward", .public_origin = "https://notes.ward.example"}, keys);
    named.set_hosts({host, "notes.ward.example"});
    web::Request request = post("round=wins&text=x");
    request.host = "notes.ward.example";
    request.origin = "https://notes.ward.example";
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(named.answer(request, board, now, start)));
    request.host = host;  // a proxy may pass on its own
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(named.answer(request, board, now, start)));
    request.origin = "http://notes.ward.example";
    EXPECT_TRUE(std::holds_alternative<web::Response>(named.answer(request, board, now, start)));
}

TEST_F(PhoneRoutes, TroubleIsToldBeforeSomebodyWrites) {
    board.trouble = "The disk is nearly full; notes cannot be kept just now.";
    EXPECT_TRUE(says(response(get("/n/" + key)), "The disk is nearly full"));
}

}  // namespace
}  // namespace hearthside::phone
