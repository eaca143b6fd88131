// SPDX-License-Identifier: Apache-2.0
// The page between writing and sending that asks somebody to look again. Every way on from it is open.
#include "core/wording/nudges.h"
#include "tests/kiosk/phone/routes.h"
#include "tests/kiosk/phone/sealed.h"

namespace hearthside::phone {
namespace {

const std::string bed = "round=mistakes&token=t1&text=The+lady+in+bed+14+waited+%3Clong%3E";

const std::string both = "round=mistakes&token=t1&text=The+lady+in+bed+14+waited+for+Dr+Patel.+So+careless.";

TEST_F(PhoneRoutes, EveryFindingIsNamedInALineInTheOrderOfTheText) {
    const web::Response page = response(post(both));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "Nothing has been sent yet."));
    EXPECT_TRUE(says(page,
                     "The lady in <mark>bed 14&nbsp;<sup>1</sup></mark> waited for "
                     "<mark>Dr Patel&nbsp;<sup>2</sup></mark>. So <mark>careless&nbsp;<sup>3</sup></mark>."));
    std::size_t at = 0;
    for (const char* line : {"<li><sup>1</sup> <b>A bed or room</b><p>It could point to a patient.",
                             "<li><sup>2</sup> <b>A name</b><p>It could point to a",
                             "<li><sup>3</sup> <b>Sounds like blame</b><p>What made it likely?"}) {
        at = page.body.find(line, at);
        ASSERT_NE(at, std::string::npos) << line;
    }
    EXPECT_TRUE(says(page, "Mask 1 and 2"));
    for (const char* way : {"mask", "rewrite", "send"})
        EXPECT_TRUE(says(page, std::string("name=\"then\" value=\"") + way + "\"")) << way;
    EXPECT_TRUE(says(page, "name=\"token\" value=\"t1\""));
    EXPECT_TRUE(says(page, "name=\"round\" value=\"mistakes\""));
    EXPECT_FALSE(says(response(post(bed)), "<long>"));
}

// People saw this: Mask it and send sent the second finding, which nobody had spoken of.
TEST_F(PhoneRoutes, MaskMasksWhatCanBeMaskedThenShowsWhatRemainsAndSendsNothing) {
    const web::Response page = response(post(both + "&then=mask"));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "The lady in a bed waited for Dr …. So <mark>careless&nbsp;<sup>1</sup></mark>."));
    EXPECT_TRUE(says(page, "value=\"The lady in a bed waited for Dr …. So careless.\""));
    EXPECT_FALSE(says(page, "value=\"mask\"")) << "nothing is left to mask";
    EXPECT_TRUE(says(page, "class=\"button\" type=\"submit\" name=\"then\" value=\"rewrite\"")) << "the filled one";
    EXPECT_TRUE(says(page, "Send as it is"));
    const web::Response clean = response(post(bed + "&then=mask"));
    EXPECT_EQ(clean.status, 200);
    EXPECT_TRUE(says(clean, "Nothing left to look at"));
    EXPECT_TRUE(says(clean, "The lady in a bed waited &lt;long&gt;</p>"));
    EXPECT_TRUE(says(clean, "class=\"button\" type=\"submit\" name=\"then\" value=\"send\"")) << "the filled one";
}

TEST_F(PhoneRoutes, EveryWayOnFromTheNudgeIsOpen) {
    EXPECT_EQ(note(post(bed + "&then=send")).intent.text.str(), "The lady in bed 14 waited <long>");
    EXPECT_EQ(
        note(post("round=mistakes&token=t1&text=The+lady+in+a+bed+waited+%3Clong%3E&then=send")).intent.text.str(),
        "The lady in a bed waited <long>");
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
    EXPECT_TRUE(says(page, "Sounds like blame"));
    EXPECT_TRUE(says(page, "What made it likely?"));
    EXPECT_FALSE(says(page, "value=\"mask\""));
    EXPECT_EQ(note(post(blame + "&then=send")).intent.text.str(), "They were so careless");
    EXPECT_TRUE(says(response(post(blame + "&then=mask")), "<mark>careless"));
}

TEST_F(PhoneRoutes, AScriptIsToldOfTheNudgeInJson) {
    const web::Response answer = response(post_json(R"({"round": "wins", "text": "Ask Mrs Smith", "token": "t"})"));
    EXPECT_EQ(answer.status, 200);
    const auto told = nlohmann::json::parse(answer.body);
    EXPECT_NE(told.at("nudge").get<std::string>().find("<mark>Mrs Smith&nbsp;<sup>1</sup></mark>"), std::string::npos);
    EXPECT_EQ(note(post_json(R"({"round": "wins", "text": "Ask Mrs Smith", "then": "send"})")).intent.text.str(),
              "Ask Mrs Smith");
    for (const char* then : {"rewrite", "mask"}) {
        EXPECT_TRUE(
            response(post_json(std::string(R"({"round": "wins", "text": "Ask Mrs Smith", "then": ")") + then + "\"}"))
                .body.starts_with("{\"nudge\""))
            << then;
    }
}

// SAFETY 17: the most findings that a note can have still fit the sealed answer, so that it is asked about too.
TEST_F(PhoneRoutes, Safety17TheMostFindingsFitASealedAnswer) {
    const SealedPhone phone(keys.public_key_of(key));
    std::string text;
    while (text.size() + 5 <= 600) text += "bed1 ";
    web::Request request =
        post_json(phone.seal(nlohmann::json{{"round", "wins"}, {"text", text}, {"then", ""}}.dump()));
    request.content_type = "application/octet-stream";
    const auto told = phone.opened(response(request).body);
    ASSERT_TRUE(told);
    EXPECT_NE(told->at("told").at("nudge").get<std::string>().find("<sup>120</sup>"), std::string::npos);
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
    EXPECT_EQ(std::get<web::Response>(ask_few(bed + "&then=mask")).status, 200);
    const std::string masked = "round=mistakes&token=t1&text=The+lady+in+a+bed+waited+%3Clong%3E&then=send";
    EXPECT_TRUE(std::holds_alternative<NoteToAdd>(ask_few(masked)));
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
        EXPECT_TRUE(says(page, "<mark>bed 14&nbsp;<sup>1</sup></mark>")) << language;
        EXPECT_EQ(says(page, "A bed or room"), language == "en") << language;
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
    EXPECT_TRUE(phone.opened(response(sealed_note("bed 14", "mask")).body)) << "what remains is told sealed too";
    EXPECT_EQ(note(sealed_note("bed 14", "send")).intent.text.str(), "bed 14");
}

}  // namespace
}  // namespace hearthside::phone
