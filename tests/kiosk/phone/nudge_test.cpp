// SPDX-License-Identifier: Apache-2.0
// The page between writing and sending that asks somebody to look again. Every way on from it is open.
#include "core/wording/nudges.h"
#include "tests/kiosk/phone/routes.h"
#include "tests/kiosk/phone/sealed.h"

namespace hearthside::phone {
namespace {

const std::string bed = "round=mistakes&token=t1&text=The+lady+in+bed+14+waited+%3Clong%3E";

TEST_F(PhoneRoutes, ANoteThatCouldPointToAPatientIsShownAgainWithAMask) {
    const web::Response page = response(post(bed));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "“bed 14” could point to a patient."));
    EXPECT_TRUE(says(page, "Nothing has been sent yet."));
    EXPECT_TRUE(says(page, "The lady in <mark>bed 14</mark> waited &lt;long&gt;"));
    EXPECT_TRUE(says(page, "The lady in <b>a bed</b> waited &lt;long&gt;"));
    for (const char* way : {"mask", "rewrite", "send"})
        EXPECT_TRUE(says(page, std::string("name=\"then\" value=\"") + way + "\"")) << way;
    EXPECT_TRUE(says(page, "name=\"token\" value=\"t1\""));
    EXPECT_TRUE(says(page, "name=\"round\" value=\"mistakes\""));
    EXPECT_FALSE(says(page, "<long>"));
}

TEST_F(PhoneRoutes, EveryWayOnFromTheNudgeIsOpen) {
    EXPECT_EQ(note(post(bed + "&then=mask")).intent.text.str(), "The lady in a bed waited <long>");
    EXPECT_EQ(note(post(bed + "&then=send")).intent.text.str(), "The lady in bed 14 waited <long>");
    const web::Response form = response(post(bed + "&then=rewrite"));
    EXPECT_EQ(form.status, 200);
    EXPECT_TRUE(says(form, "The lady in bed 14 waited &lt;long&gt;</textarea>")) << "the text is kept";
    EXPECT_TRUE(says(form, "id=\"round-mistakes\" value=\"mistakes\" checked"));
    EXPECT_FALSE(says(form, "could point to"));
    EXPECT_TRUE(says(response(post(bed + "&then=anything")), "could point to")) << "only what was asked for";
    EXPECT_EQ(response(post(bed + "&then=send&then=mask")).status, 400);
}

TEST_F(PhoneRoutes, BlameIsAskedAboutAndNeverTakenOut) {
    const std::string blame = "round=mistakes&text=They+were+so+careless";
    const web::Response page = response(post(blame));
    EXPECT_TRUE(says(page, "“careless” could hurt somebody."));
    EXPECT_TRUE(says(page, "What made it likely?"));
    EXPECT_FALSE(says(page, "value=\"mask\""));
    EXPECT_EQ(note(post(blame + "&then=send")).intent.text.str(), "They were so careless");
    EXPECT_EQ(note(post(blame + "&then=mask")).intent.text.str(), "They were so careless");
    // Whoever could be pointed to goes before a manner of speaking.
    EXPECT_TRUE(
        says(response(post("round=wins&text=careless+Mrs+Smith+in+bed+4")), "“bed 4” could point to a patient."));
}

TEST_F(PhoneRoutes, AScriptIsToldOfTheNudgeInJson) {
    const web::Response answer = response(post_json(R"({"round": "wins", "text": "Ask Mrs Smith", "token": "t"})"));
    EXPECT_EQ(answer.status, 200);
    const auto told = nlohmann::json::parse(answer.body);
    EXPECT_NE(told.at("nudge").get<std::string>().find("“Mrs Smith” could point to a person."), std::string::npos);
    EXPECT_EQ(note(post_json(R"({"round": "wins", "text": "Ask Mrs Smith", "then": "send"})")).intent.text.str(),
              "Ask Mrs Smith");
    EXPECT_TRUE(response(post_json(R"({"round": "wins", "text": "Ask Mrs Smith", "then": "rewrite"})"))
                    .body.starts_with("{\"nudge\""));
}

// A mask may be longer than what it replaces. The limit holds for what is sent.
TEST_F(PhoneRoutes, AMaskThatMakesTheNoteTooLongIsRefusedWithItsText) {
    std::string text = "bed1";
    while (text.size() < 600) text += " ok.";
    const web::Response form = response(post("round=wins&then=mask&text=" + text.substr(0, 600)));
    EXPECT_EQ(form.status, 422);
    EXPECT_TRUE(says(form, "601 characters"));
    EXPECT_TRUE(says(form, "bed1 ok."));
}

TEST_F(PhoneRoutes, ASlipThatIsMendedCountsOnce) {
    Routes few({.team = "Ward", .notes_per_10min = 1}, keys);
    few.set_hosts({host});
    const auto ask_few = [&](const std::string& body) { return few.answer(post(body), board, now, start); };
    for (int again = 0; again < 5; ++again) EXPECT_EQ(std::get<web::Response>(ask_few(bed)).status, 200);
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(ask_few(bed + "&then=mask")));
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(ask_few(bed + "&then=send")));
    std::ignore = ask_few("round=wins&text=another&token=t2");
    EXPECT_EQ(std::get<web::Response>(ask_few("round=wins&text=one+more&token=t3")).status, 429);
}

TEST_F(PhoneRoutes, EveryLanguageOfThePhonesAsksInItsOwnWords) {
    std::vector<std::string> languages;
    for (const text::LanguageDetails& one : text::known_languages()) languages.push_back(one.id);
    Routes all({.team = "Ward", .catalogues = files::locale_folder(), .languages = languages}, keys);
    all.set_hosts({host});
    std::set<std::string> titles;
    for (const std::string& language : languages) {
        web::Request request = post(bed);
        request.accept_language = language;
        const web::Response page = std::get<web::Response>(all.answer(request, board, now, start));
        EXPECT_TRUE(says(page, "<mark>bed 14</mark>")) << language;
        EXPECT_TRUE(says(page, "bed 14”") || language == "pl" || language == "ur") << page.body;
        EXPECT_FALSE(says(page, "{words}")) << language;
        const std::size_t title = page.body.find("<title>");
        titles.insert(page.body.substr(title, page.body.find("</title>") - title));
    }
    EXPECT_EQ(titles.size(), languages.size());
}

// SAFETY 17: a sealed note gets a sealed answer (phone_sealed_test has all other answers).
TEST_F(PhoneRoutes, WhatCameSealedIsAskedAboutSealed) {
    const SealedPhone phone(keys.public_key_of(key));
    const auto sealed_note = [&](const std::string& text, const std::string& then) {
        web::Request request =
            post_json(phone.seal(nlohmann::json{{"round", "wins"}, {"text", text}, {"then", then}}.dump()));
        request.content_type = "application/octet-stream";
        request.accepts_gzip = true;
        return request;
    };
    for (const std::string& text : {std::string("bed 14"), "Dr Patel, " + std::string(560, 'x')}) {
        const web::Response answer = response(sealed_note(text, ""));
        EXPECT_EQ(answer.content_type, "application/octet-stream");
        EXPECT_EQ(field(answer, "Content-Encoding"), "");
        for (const char* word : {"bed", "Patel", "mark", "then"}) EXPECT_FALSE(says(answer, word));
        const auto told = phone.opened(answer.body);
        ASSERT_TRUE(told);
        EXPECT_EQ(told->at("status"), 200);
        EXPECT_NE(told->at("told").at("nudge").get<std::string>().find("<mark>" + text.substr(0, 6)),
                  std::string::npos);
    }
    EXPECT_EQ(note(sealed_note("bed 14", "mask")).intent.text.str(), "a bed");
    EXPECT_EQ(note(sealed_note("bed 14", "send")).intent.text.str(), "bed 14");
}

}  // namespace
}  // namespace hearthside::phone
