// SPDX-License-Identifier: Apache-2.0
// SAFETY 17: an onlooker sees one and the same answer, whatever becomes of a sealed note.
#include "tests/kiosk/phone/sealed.h"

#include "tests/kiosk/phone/routes.h"

namespace hearthside::phone {
namespace {

class SealedNotes : public PhoneRoutes {
protected:
    web::Request sealed(const nlohmann::json& note) {
        web::Request request = post_json(phone.seal(note.dump()));
        request.content_type = "application/octet-stream";
        request.accepts_gzip = true;
        return request;
    }
    static nlohmann::json a_note(const std::string& text, const std::string& round = "wins") {
        return {{"round", round}, {"text", text}, {"token", "abc"}, {"then", ""}};
    }
    // As it goes over the air, without the sealed part.
    static std::string seen(const web::Response& answer) {
        std::string all =
            std::to_string(answer.status) + " " + answer.content_type + " " + std::to_string(answer.body.size());
        for (const auto& [name, value] : answer.headers) all += "\n" + name + ": " + value;
        return all;
    }
    int status_in(const web::Response& answer) {
        const auto told = phone.opened(answer.body);
        EXPECT_TRUE(told) << seen(answer) << answer.body.substr(0, 200);
        return told ? told->at("status").get<int>() : 0;
    }

    SealedPhone phone{keys.public_key_of(key)};
};

// An onlooker could read the length of a refused text in the clear, or that no round was chosen.
TEST_F(SealedNotes, Safety17AcceptedRefusedNudgedLateOrNotSavedLookAlike) {
    std::set<std::string> looks;
    std::map<int, int> inside;
    const auto take = [&](const web::Response& answer) {
        looks.insert(seen(answer));
        ++inside[status_in(answer)];
    };
    take(routes.note_answered(note(sealed(a_note("Kind words"))), {}));
    for (const huddle::ProblemKind kind :
         {huddle::ProblemKind::busy, huddle::ProblemKind::not_saved, huddle::ProblemKind::damaged,
          huddle::ProblemKind::conflict, huddle::ProblemKind::forbidden, huddle::ProblemKind::invalid}) {
        take(routes.note_answered(note(sealed(a_note("Kind words"))), huddle::Problem{kind, "A sentence."}));
    }
    take(response(sealed(a_note(std::string(700, 'x')))));
    take(response(sealed(a_note(" "))));
    take(response(sealed(a_note("No round", ""))));
    take(response(sealed(a_note("Some round", "lunch"))));
    take(response(sealed({{"round", "wins"}, {"text", "x"}, {"token", "not a token!"}})));
    take(response(sealed({{"round", "wins"}, {"text", 7}})));
    take(response(sealed(a_note("The lady in bed 14"))));
    take(response(sealed({{"round", "wins"}, {"text", "The lady in bed 14"}, {"token", "abc"}, {"then", "mask"}})));
    take(response(sealed(a_note("Dr Patel, " + std::string(560, 'x')))));
    take(routes.late(sealed(a_note("Late")), board, now));
    Routes few({.team = "Willow Ward", .notes_per_10min = 1}, keys);
    few.set_hosts({host});
    for (int count = 0; count < 200; ++count) {
        const Answer answer = few.answer(sealed(a_note("Note " + std::to_string(count))), board, now, start);
        if (!std::holds_alternative<web::Response>(answer)) continue;
        take(std::get<web::Response>(answer));
        break;
    }
    EXPECT_EQ(looks.size(), 1u) << *looks.begin() << "\n---\n" << *looks.rbegin();
    for (const int status : {200, 201, 400, 403, 409, 422, 429, 503}) EXPECT_TRUE(inside.contains(status)) << status;
}

TEST_F(SealedNotes, AnAnswerIsStillSealedWhenTheHuddleEndedMeanwhile) {
    const NoteToAdd asked = note(sealed(a_note("Just in time")));
    keys.keep_only("another", "");
    EXPECT_EQ(status_in(routes.note_answered(asked, {})), 201);
}

TEST_F(SealedNotes, WhatCannotBeOpenedIsToldPlainlyToScanAgain) {
    web::Request request = sealed(a_note("For another run"));
    request.body[5000] = static_cast<char>(request.body[5000] ^ 1);
    const web::Response answer = response(request);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.content_type, "application/json");
    keys.keep_only("another", "");
    EXPECT_EQ(response(sealed(a_note("No such key"))).status, 409);
}

}  // namespace
}  // namespace hearthside::phone
