// SPDX-License-Identifier: Apache-2.0
// What the phone server answers, decided without a socket: keys, hosts, origins, limits, and the text that it always
// gives back.
#include "tests/kiosk/phone/routes.h"

namespace hearthside::phone {
namespace {

TEST_F(PhoneRoutes, FormHasRoundsTextAndAFreshToken) {
    const web::Response first = response(get("/n/" + key));
    const web::Response second = response(get("/n/" + key));
    EXPECT_EQ(first.status, 200);
    for (const char* part :
         {"Willow Ward", "value=\"wins\"", "value=\"mistakes\"", "value=\"lessons\"", "value=\"hope\"", "name=\"text\"",
          "dir=\"auto\"", "lang=\"en\"", "How anonymous is this?"}) {
        EXPECT_TRUE(says(first, part)) << part;
    }
    EXPECT_NE(first.body, second.body);
    EXPECT_TRUE(says(first, "<script src=\"/app.js\" defer></script>"));
    EXPECT_FALSE(says(first, " checked>"));
}

TEST_F(PhoneRoutes, EveryAnswerCarriesTheSafeHeaders) {
    for (const web::Response& answer :
         {response(get("/n/" + key)), response(get("/")), response(get("/nothing")), response(post("round=wins&text=")),
          response(post_json("{}")), routes.unreadable(400)}) {
        const std::string policy = field(answer, "Content-Security-Policy");
        EXPECT_TRUE(policy.starts_with("default-src 'none';")) << policy;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_EQ(field(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(field(answer, "X-Frame-Options"), "DENY");
        EXPECT_EQ(field(answer, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(field(answer, "Cache-Control"), "no-store");
        EXPECT_EQ(field(answer, "Set-Cookie"), "");
        EXPECT_EQ(field(answer, "Server"), "");
    }
}

TEST_F(PhoneRoutes, TakesANoteAsFormAndAsJson) {
    const NoteToAdd from_form = note(post("round=mistakes&text=Wrong+drip%0D%0Arate&token=abc-123"));
    EXPECT_EQ(from_form.intent.category, huddle::RoundCategory::mistakes);
    EXPECT_EQ(from_form.intent.text.str(), "Wrong drip\nrate");
    const NoteToAdd from_json = note(post_json(R"({"round":"hope","text":" More hands ","token":"t1"})"));
    EXPECT_EQ(from_json.intent.category, huddle::RoundCategory::hope);
    EXPECT_EQ(from_json.intent.text.str(), "More hands");
    EXPECT_TRUE(from_json.json);
}

TEST_F(PhoneRoutes, ASecondSendingHasTheSameToken) {
    const auto token = [&](const std::string& body) { return note(post(body)).intent.token; };
    const std::string once = token("round=wins&text=Tea&token=abc");
    EXPECT_EQ(token("round=wins&text=Tea&token=abc"), once);
    EXPECT_NE(token("round=wins&text=Tea&token=abd"), once);
    EXPECT_NE(token("round=wins&text=Tea"), token("round=wins&text=Tea"));
    EXPECT_TRUE(once.size() <= 64 && once.find_first_not_of("0123456789abcdef") == std::string::npos);
}

// People saw this: they went back to the same page, wrote a second note, and it vanished under the first one's token.
TEST_F(PhoneRoutes, AnotherTextFromTheSamePageIsAnotherNote) {
    EXPECT_NE(note(post("round=wins&text=Tea&token=abc")).intent.token,
              note(post("round=wins&text=Toast&token=abc")).intent.token);
    EXPECT_NE(note(post("round=wins&text=Tea&token=abc")).intent.token,
              note(post("round=hope&text=Tea&token=abc")).intent.token);
}

TEST_F(PhoneRoutes, EveryKeptNoteGetsTheSameAnswer) {
    const web::Response one = routes.note_answered(note(post("round=wins&text=a&token=a")), {});
    const web::Response other = routes.note_answered(note(post("round=hope&text=" + std::string(500, 'b'))), {});
    EXPECT_EQ(one.status, 303);
    EXPECT_EQ(one.headers, other.headers);
    EXPECT_EQ(one.body, other.body);
    EXPECT_EQ(field(one, "Location"), "/n/" + key + "/thanks");
    const web::Response json_one = routes.note_answered(note(post_json(R"({"round":"wins","text":"a"})")), {});
    const web::Response json_other = routes.note_answered(note(post_json(R"({"round":"hope","text":"bb"})")), {});
    EXPECT_EQ(json_one.status, 201);
    EXPECT_EQ(json_one.body, json_other.body);
    EXPECT_EQ(json_one.headers, json_other.headers);
}

TEST_F(PhoneRoutes, AMissingRoundKeepsTheTextAndMarksTheField) {
    const web::Response answer = response(post("text=%3Cb%3E%22Quotes%22+%26+%E2%98%95%3C%2Fb%3E&token=keep-me"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(says(answer, "&lt;b&gt;&quot;Quotes&quot; &amp; \xe2\x98\x95&lt;/b&gt;</textarea>"));
    EXPECT_TRUE(says(answer, "value=\"keep-me\""));
    EXPECT_TRUE(says(answer, "href=\"#round-wins\""));
    EXPECT_TRUE(says(answer, "aria-invalid=\"true\" aria-describedby=\"round-fault\""));
    EXPECT_TRUE(says(answer, "id=\"round-fault\""));
    EXPECT_FALSE(says(answer, "<b>"));
}

TEST_F(PhoneRoutes, AnEmptyTextKeepsTheRoundAndMarksTheField) {
    const web::Response answer = response(post("round=lessons&text=+%0A+"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(says(answer, "value=\"lessons\" checked"));
    EXPECT_TRUE(says(answer, "href=\"#note\""));
    EXPECT_TRUE(says(answer, "aria-describedby=\"note-fault note-guide note-hint\" aria-invalid=\"true\""));
    EXPECT_TRUE(says(answer, "id=\"note-fault\""));
}

TEST_F(PhoneRoutes, ALongTextIsRefusedWithItsCountAndKept) {
    const std::string text = std::string(700, 'x') + "end";
    const web::Response answer = response(post("round=wins&text=" + text));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(says(answer, "703"));
    EXPECT_TRUE(says(answer, text + "</textarea>"));
}

TEST_F(PhoneRoutes, ALineAtTheStartIsNotEatenByTheTextField) {
    EXPECT_TRUE(says(response(post("text=%0AFirst")), ">\n\nFirst</textarea>"));
}

TEST_F(PhoneRoutes, InvalidUtf8IsRefused) {
    const web::Response answer = response(post("round=wins&text=bad%FFbyte"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(says(answer,
                     "bad\xef\xbf\xbd"
                     "byte"));
}

TEST_F(PhoneRoutes, JsonErrorsAreASentence) {
    const web::Response answer = response(post_json(R"({"round":"lunch","text":"x"})"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.content_type, "application/json");
    EXPECT_EQ(nlohmann::json::parse(answer.body)["error"], "The round must be wins, mistakes, lessons or hope.");
    EXPECT_EQ(response(post_json("[1]")).status, 400);
}

TEST_F(PhoneRoutes, AWrongKeySaysScanAgain) {
    for (const std::string& wrong :
         {std::string(32, '0'), key.substr(1), key + "0", std::string("x"), std::string(3000, 'a')}) {
        const web::Response answer = response(get("/n/" + wrong));
        EXPECT_EQ(answer.status, 403) << wrong;
        EXPECT_TRUE(says(answer, "scan the code again")) << wrong;
        EXPECT_FALSE(says(answer, "name=\"text\""));
    }
    EXPECT_EQ(response(get("/n/" + std::string(32, '0') + "/thanks")).status, 403);
}

TEST_F(PhoneRoutes, ANoteForADeadKeyComesBackToItsWriter) {
    const web::Response answer =
        response(post("round=wins&text=%3Ci%3ESo+much+written%3C%2Fi%3E", std::string(32, '0')));
    EXPECT_EQ(answer.status, 403);
    EXPECT_TRUE(says(answer, "&lt;i&gt;So much written&lt;/i&gt;</textarea>"));
    EXPECT_TRUE(says(answer, "Scan it again"));
}

TEST_F(PhoneRoutes, ThePreviousKeyHoldsForItsTimeOnly) {
    board.previous_key = old_key;
    board.previous_key_until = now + 1ms;
    EXPECT_EQ(response(get("/n/" + old_key)).status, 200);
    board.previous_key_until = now;
    EXPECT_EQ(response(get("/n/" + old_key)).status, 403);
    board.previous_key_until.reset();
    EXPECT_EQ(response(get("/n/" + old_key)).status, 403);
    board.previous_key.clear();
    board.room_key.clear();
    EXPECT_EQ(response(get("/n/")).status, 404);
}

TEST_F(PhoneRoutes, OnlyOurHostsAreAnsweredBeforeAnythingElse) {
    for (const char* wrong : {"evil.example", "192.168.1.20", "192.168.1.20:80", "192.168.1.20:8080.evil.example",
                              "localhost:8080", "", "192.168.1.20:08080"}) {
        web::Request request = get("/nothing");
        request.host = wrong;
        EXPECT_EQ(response(request).status, 421) << wrong;
    }
}

TEST_F(PhoneRoutes, AForeignOriginIsRefusedAndNoneIsFine) {
    for (const char* wrong : {"http://evil.example", "null", "https://192.168.1.20:8080", "http://192.168.1.20", "",
                              "http://192.168.1.20:8080/"}) {
        web::Request request = post("round=wins&text=x");
        request.origin = wrong;
        EXPECT_EQ(response(request).status, 403) << wrong;
    }
    web::Request request = post("round=wins&text=x");
    request.origin.reset();
    EXPECT_EQ(note(request).intent.text.str(), "x");
}

TEST_F(PhoneRoutes, OtherMethodsAndPathsAreRefused) {
    for (const char* method : {"HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO"}) {
        web::Request request = get("/n/" + key);
        request.method = method;
        EXPECT_EQ(response(request).status, 405) << method;
        EXPECT_EQ(field(response(request), "Allow"), "GET, POST");
    }
    for (const char* path : {"/n", "/n/", "/favicon.ico", "/../etc/passwd", "/n/../x", "//n/x", "/admin"}) {
        EXPECT_EQ(response(get(path)).status, 404) << path;
    }
    EXPECT_EQ(response(get("/n/" + key + "/other")).status, 404);
    EXPECT_EQ(response(post("round=wins&text=x", "x/other")).status, 404);
    web::Request to_root = post("round=wins&text=x");
    to_root.target = "/";
    EXPECT_EQ(response(to_root).status, 405);
    EXPECT_EQ(response(get("/icon.svg")).content_type, "image/svg+xml");
    web::Request thanks = post("round=wins&text=x", key + "/thanks");
    EXPECT_EQ(response(thanks).status, 405);
    EXPECT_EQ(response(get("/n/" + key + "?from=camera")).status, 200);
}

TEST_F(PhoneRoutes, OtherBodiesAreRefused) {
    for (const char* type : {"", "text/plain", "multipart/form-data; boundary=x", "application/xml"}) {
        web::Request request = post("round=wins&text=x");
        request.content_type = type;
        EXPECT_EQ(response(request).status, 415) << type;
    }
    web::Request request = post("round=wins&text=x");
    request.content_type = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
    EXPECT_EQ(note(request).intent.text.str(), "x");
}

TEST_F(PhoneRoutes, Safety18TheLimitKeepsTheTextAndSaysWhenToReturn) {
    Routes few({.team = "Willow Ward", .notes_per_10min = 2}, keys);
    few.set_hosts({host});
    const web::Request request = post("round=wins&text=Third+%3C3");
    int passed = 0;
    while (passed < 10 && std::holds_alternative<NoteToAdd>(few.answer(request, board, now, start))) ++passed;
    EXPECT_GE(passed, 2);
    EXPECT_LE(passed, 4);
    const web::Response answer = std::get<web::Response>(few.answer(request, board, now, start));
    EXPECT_EQ(answer.status, 429);
    EXPECT_TRUE(says(answer, "Third &lt;3</textarea>"));
    EXPECT_TRUE(says(answer, "value=\"wins\" checked"));
    EXPECT_GT(std::stoi(field(answer, "Retry-After")), 0);
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(few.answer(request, board, now, start + 10min)));
}

// SAFETY 17 and 18: an address that sends rubbish soon waits, before anything is read. A repeated note is free.
TEST_F(PhoneRoutes, Safety18RefusedAndNudgedSendingsCostAndRepeatedOnesDoNot) {
    const auto status_of_another = [&](const std::vector<std::string>& before) {
        Routes one({.team = "Willow Ward", .notes_per_10min = 1}, keys);
        one.set_hosts({host});
        for (const std::string& body : before) std::ignore = one.answer(post(body), board, now, start);
        const auto answer = one.answer(post("round=wins&text=another&token=another"), board, now, start);
        return std::holds_alternative<NoteToAdd>(answer) ? 201 : std::get<web::Response>(answer).status;
    };
    EXPECT_EQ(status_of_another({"text=x&token=a", "text=y&token=b"}), 429) << "no round";
    EXPECT_EQ(status_of_another({"round=wins&text=&token=a", "round=wins&text=+&token=b"}), 429) << "no text";
    EXPECT_EQ(status_of_another({"round=wins&text=bed+4&token=a", "round=wins&text=bed+5&token=b"}), 429) << "nudged";
    EXPECT_EQ(status_of_another({"round=wins&text=%CC%81%CC%81&token=a", "round=wins&text=x&token=b"}), 429);
    // Two may be the limit, one certainly is.
    Routes one({.team = "Willow Ward", .notes_per_10min = 1}, keys);
    one.set_hosts({host});
    const web::Request same = post("round=wins&text=bed+4&token=a");
    EXPECT_TRUE(says(std::get<web::Response>(one.answer(same, board, now, start)), "id=\"nudge\""));
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(
        one.answer(post("round=wins&text=bed+4&token=a&then=send"), board, now, start)));
    for (int again = 0; again < 5; ++again) {
        EXPECT_TRUE(std::holds_alternative<NoteToAdd>(
            one.answer(post("round=wins&text=bed+4&token=a&then=send"), board, now, start)));
    }
    EXPECT_EQ(
        std::get<web::Response>(one.answer(post("round=wins&text=x", std::string(32, '0')), board, now, start)).status,
        403)
        << "whoever has no key does not use up the ward's";
}

// People saw this: after a fault the page had everything except what they had written.
TEST_F(PhoneRoutes, AnErrorPageAlwaysGivesTheTextBack) {
    const std::string text = "round=wins&text=So+much+%3Cwritten%3E&token=t";
    const std::string shown = "So much &lt;written&gt;";
    const auto gives_back = [&](web::Request request, int status) {
        const web::Response answer = response(request);
        EXPECT_EQ(answer.status, status);
        EXPECT_TRUE(says(answer, shown)) << answer.body;
    };
    gives_back(post("round=wins&text=So+much+%3Cwritten%3E&other=%4"), 400);
    gives_back(post(text + "&text=twice"), 400);
    gives_back(post(text, std::string(32, '0')), 403);
    web::Request foreign = post(text);
    foreign.origin = "null";
    gives_back(foreign, 403);
    web::Request elsewhere = post(text);
    elsewhere.host = "old.address:8080";
    gives_back(elsewhere, 421);
    EXPECT_TRUE(says(response(post("round=wins&text=100%25+of+5%+%zz&x=%")), "100% of 5% %zz"))
        << "what is broken as it came";
    web::Request late = post(text, std::string(32, '0'));
    EXPECT_TRUE(says(routes.late(late, board, now), shown));
    EXPECT_TRUE(says(routes.late(post(text), board, now), shown));
}

TEST_F(PhoneRoutes, Safety8OneAddressHasItsShareOfTapsAndDotsAndNoMore) {
    board.huddle.emplace();
    board.huddle->id = huddle::HuddleId{7};
    const auto tapped = [&](std::uint8_t peer, int page, const char* path) {
        web::Request request =
            post(std::string(path) == "/pulse" ? "value=4&page=p" + std::to_string(page)
                                               : "note=0000000000000005&page=p" + std::to_string(page),
                 key + path);
        request.peer = web::PeerId{peer};
        const auto answer = ask(request);
        if (!std::holds_alternative<web::Response>(answer)) return true;
        EXPECT_EQ(std::get<web::Response>(answer).status, 409);
        EXPECT_TRUE(says(std::get<web::Response>(answer), "Thank you all the same"));
        return false;
    };
    for (const char* path : {"/pulse", "/dots"}) {
        std::size_t passed = 0;
        for (int page = 0; page < 10'000; ++page) passed += tapped(1, page, path) ? 1 : 0;
        EXPECT_GE(passed, PageShares::least) << path << ": a ward behind one address votes";
        EXPECT_LE(passed, PageShares::most) << path;
        EXPECT_TRUE(tapped(1, 0, path)) << "a page that is known always may again";
        for (int page = 0; page < 50; ++page) EXPECT_TRUE(tapped(2, page, path)) << "others are not shut out";
        board.huddle->id.value += 1;
        EXPECT_TRUE(tapped(1, 9'999, path)) << "the next huddle";
        board.huddle->id.value -= 1;
    }
}

TEST_F(PhoneRoutes, ARefusalByTheRoomKeepsTextRoundAndToken) {
    const NoteToAdd asked = note(post("round=hope&text=Keep+%22this%22&token=again"));
    const struct {
        huddle::ProblemKind kind;
        int status;
    } cases[] = {{huddle::ProblemKind::busy, 503},      {huddle::ProblemKind::not_saved, 503},
                 {huddle::ProblemKind::damaged, 503},   {huddle::ProblemKind::conflict, 409},
                 {huddle::ProblemKind::forbidden, 403}, {huddle::ProblemKind::invalid, 422}};
    for (const auto& [kind, status] : cases) {
        const web::Response answer = routes.note_answered(asked, huddle::Problem{kind, "A sentence of the Room."});
        EXPECT_EQ(answer.status, status);
        EXPECT_TRUE(says(answer, "A sentence of the Room."));
        EXPECT_TRUE(says(answer, "Keep &quot;this&quot;</textarea>"));
        EXPECT_TRUE(says(answer, "value=\"hope\" checked"));
        EXPECT_TRUE(says(answer, "value=\"again\""));
        EXPECT_FALSE(says(answer, "Thank you"));
    }
    const web::Response not_saved =
        routes.note_answered(asked, huddle::Problem{huddle::ProblemKind::not_saved, "The disk is full."});
    EXPECT_TRUE(says(not_saved, "Not saved - please keep your text"));
}

TEST_F(PhoneRoutes, ANoteThatWasNotKeptMayBeSentAgain) {
    Routes one({.team = "Willow Ward", .notes_per_10min = 1}, keys);
    one.set_hosts({host});
    const web::Request request = post("round=wins&text=x&token=t");
    const auto first = std::get<NoteToAdd>(one.answer(request, board, now, start));
    std::ignore = one.note_answered(first, huddle::Problem{huddle::ProblemKind::not_saved, "Disk."});
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(one.answer(request, board, now, start)));
}

TEST_F(PhoneRoutes, ALateRoomIsAdmittedAndTheTextKept) {
    const web::Response page = routes.late(post("round=wins&text=Still+here&token=tt"), board, now);
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(says(page, "Still here</textarea>"));
    EXPECT_TRUE(says(page, "value=\"tt\""));
    const web::Response json = routes.late(post_json(R"({"round":"wins","text":"x"})"), board, now);
    EXPECT_EQ(json.status, 503);
    EXPECT_EQ(json.content_type, "application/json");
}

TEST_F(PhoneRoutes, ThankYouIsTheSameForEverybodyAndHoldsNoCount) {
    const web::Response before = response(get("/n/" + key + "/thanks"));
    board.waiting = {huddle::Band::five_or_more, huddle::Band::a_few, huddle::Band::none_yet, huddle::Band::a_few};
    EXPECT_EQ(response(get("/n/" + key + "/thanks")).body, before.body);
    EXPECT_EQ(field(before, "Refresh"), "") << "no huddle, nothing to follow";
}

TEST_F(PhoneRoutes, ThankYouShowsTheRunningRoundWithoutAnythingOfNotes) {
    huddle::HuddleBoard huddle;
    huddle.layout_name = "Learning <huddle>";
    for (const auto& [kind, title] :
         {std::pair{huddle::RoundKind::quiet, "Quiet"}, std::pair{huddle::RoundKind::wins, "Wins & more"},
          std::pair{huddle::RoundKind::hope, "Hope"}}) {
        huddle.rounds.push_back({.round = {.kind = kind, .title = title}, .allotted = 90s});
        huddle.clock.rounds.push_back({.allotted = 90s});
    }
    huddle.clock.current = 1;
    huddle.clock.mark = now;
    board.huddle = huddle;
    const web::Response some = response(get("/n/" + key + "/thanks"));
    EXPECT_TRUE(says(some, "Wins &amp; more"));
    EXPECT_TRUE(says(some, "round 1 of 2"));
    EXPECT_TRUE(says(some, "2 min"));
    EXPECT_EQ(field(some, "Refresh"), "10") << "for phones without scripts";
    EXPECT_EQ(field(response(get("/n/" + key + "/thanks?live")), "Refresh"), "");
    board.huddle->rounds[1].notes = 17;
    board.huddle->notes.push_back({.id = {5}, .text = "a released text"});
    EXPECT_EQ(response(get("/n/" + key + "/thanks")).body, some.body);
    board.huddle->clock.running = false;
    EXPECT_TRUE(says(response(get("/n/" + key + "/thanks")), "paused"));
    board.huddle->clock.current = 0;
    EXPECT_TRUE(says(response(get("/n/" + key + "/thanks")), "Learning &lt;huddle&gt;"));
}

}  // namespace
}  // namespace hearthside::phone
