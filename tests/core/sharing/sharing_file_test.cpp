// SPDX-License-Identifier: Apache-2.0
// Lessons that travel as signed files. What is written can be read, anything changed is refused, and what comes from
// another kiosk is treated as text of strangers.
#include "core/sharing/sharing_file.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/huddle/board.h"
#include "core/room/room.h"
#include "core/sharing/incoming.h"
#include "core/text/note_text.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::sharing {
namespace {

constexpr huddle::Day made{std::chrono::days{20000}};
const std::string seed_a = std::string(63, '0') + "a";
const std::string seed_b = std::string(63, '0') + "b";

store::SharedRecord shared(std::uint64_t id, std::string text) {
    store::SharedRecord record;
    record.lesson.id = huddle::LessonId{id};
    record.lesson.text = std::move(text);
    record.lesson.cause = "never to be told elsewhere";
    record.lesson.notes = {huddle::NoteId{77}};
    record.lesson.shared_on = made;
    record.condition = "the pump beeps";
    record.response = "we look first";
    record.result = huddle::Help::did_not_help;
    return record;
}

store::SharingRecord record_of(std::string seed, std::vector<store::SharedRecord> lessons) {
    return {.seed = std::move(seed), .shared = std::move(lessons), .received = {}, .heard_back = {}};
}

std::string written(const store::SharingRecord& record, const std::string& team = "Willow Ward") {
    const auto text = write_lessons_file(record, team, made);
    EXPECT_TRUE(text) << text.problem().sentence;
    return text ? *text : "";
}

LessonsFile read(const std::string& text) {
    auto file = read_lessons_file(text, "it");
    EXPECT_TRUE(file) << file.problem().sentence;
    return file ? *std::move(file) : LessonsFile{};
}

std::string refusal(const std::string& text) {
    const auto file = read_lessons_file(text, "it");
    EXPECT_FALSE(file) << text.substr(0, 400);
    return file ? "" : file.problem().sentence;
}

const std::string changed = "it was changed after it was signed, so nothing of it is taken.";
const std::string unfit = "it is not a file of shared lessons.";

// What somebody may write who has a key: any JSON, signed as ours is.
std::string signed_by(const std::string& seed, const nlohmann::ordered_json& object) {
    EXPECT_GE(sodium_init(), 0);
    std::string seed_bytes(crypto_sign_SEEDBYTES, '\0');
    sodium_hex2bin(reinterpret_cast<unsigned char*>(seed_bytes.data()), seed_bytes.size(), seed.data(), seed.size(),
                   nullptr, nullptr, nullptr);
    unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
    crypto_sign_seed_keypair(public_key, secret_key, reinterpret_cast<const unsigned char*>(seed_bytes.data()));
    std::string body = object.dump(2);
    body.resize(body.size() - 2);
    const std::string message = "hearthside-lessons 1\n" + body;
    unsigned char signature[crypto_sign_BYTES];
    crypto_sign_detached(signature, nullptr, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         secret_key);
    std::string hex(2 * sizeof signature + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), signature, sizeof signature);
    hex.pop_back();
    return body + ",\n  \"signature\": \"" + hex + "\"\n}\n";
}

nlohmann::ordered_json plain_file() {
    nlohmann::ordered_json object =
        nlohmann::ordered_json::parse(written(record_of(seed_a, {shared(5, "Look first")})));
    object.erase("signature");
    return object;
}

TEST(SharingFile, WhatIsWrittenIsReadAgain) {
    store::SharingRecord record =
        record_of(seed_a, {shared(5, "Look first"), shared(6, "=HYPERLINK(\"http://x\")\n@“ünï”")});
    record.shared[1].condition = "";
    record.shared[1].result = huddle::Help::helped;
    record.heard_back = {{huddle::LessonId{5}, std::string(64, 'b'), huddle::SharedAnswer::adapted},
                         {huddle::LessonId{5}, std::string(64, 'c'), huddle::SharedAnswer::adapted},
                         {huddle::LessonId{6}, std::string(64, 'b'), huddle::SharedAnswer::helped_here}};
    huddle::SharedLesson theirs;
    theirs.lesson = huddle::LessonId{9};
    theirs.kiosk = std::string(64, 'c');
    theirs.answer = huddle::SharedAnswer::did_not_help;
    huddle::SharedLesson unanswered = theirs;
    unanswered.lesson = huddle::LessonId{10};
    unanswered.answer.reset();
    record.received = {theirs, unanswered};

    const LessonsFile file = read(written(record));
    EXPECT_EQ(file.kiosk, key_of_seed(seed_a));
    EXPECT_EQ(file.team, "Willow Ward");
    EXPECT_EQ(file.made, made);
    ASSERT_EQ(file.lessons.size(), 2u);
    EXPECT_EQ(file.lessons[0].lesson, huddle::LessonId{5});
    EXPECT_EQ(file.lessons[0].text, "Look first");
    EXPECT_EQ(file.lessons[0].condition, "the pump beeps");
    EXPECT_EQ(file.lessons[0].response, "we look first");
    EXPECT_EQ(file.lessons[0].result, huddle::Help::did_not_help);
    EXPECT_EQ(file.lessons[0].shared_on, made);
    EXPECT_EQ(file.lessons[0].answers, (huddle::SharedAnswers{0, 0, 2}));
    EXPECT_EQ(file.lessons[1].text, "=HYPERLINK(\"http://x\")\n@“ünï”") << "a formula is a text like any other";
    EXPECT_EQ(file.lessons[1].answers, (huddle::SharedAnswers{1, 0, 0}));
    EXPECT_EQ(
        file.answers,
        (std::vector{GivenAnswer{std::string(64, 'c'), huddle::LessonId{9}, huddle::SharedAnswer::did_not_help}}));
    EXPECT_EQ(written(record), written(record)) << "the same record, the same bytes";
}

TEST(SharingFile, HoldsNoNoteNoCauseNoSeedAndNeedsOne) {
    const std::string text = written(record_of(seed_a, {shared(5, "Look first")}));
    EXPECT_EQ(text.find("never to be told"), std::string::npos);
    EXPECT_EQ(text.find(huddle::to_hex(77)), std::string::npos);
    EXPECT_EQ(text.find("note"), std::string::npos);
    EXPECT_EQ(text.find(seed_a), std::string::npos);
    const auto none = write_lessons_file(record_of("", {}), "Willow Ward", made);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.problem().kind, huddle::ProblemKind::conflict);
    EXPECT_EQ(key_of_seed("nonsense"), "");
    EXPECT_NE(key_of_seed(seed_a), key_of_seed(seed_b));
}

TEST(SharingFile, EveryRandomRoomsFileIsTaken) {
    std::size_t lessons = 0, answers = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        support::RandomRoom room(seed);
        for (int i = 0; i < 1000; ++i) room.step();
        const huddle::State& state = room.state();
        store::SharingRecord record = record_of(state.seed, {});
        record.received = state.received;
        record.heard_back = state.heard_back;
        for (const huddle::Lesson& lesson : state.lessons) {
            if (!lesson.shared_on) continue;
            const huddle::Action& result = *huddle::find_action(state, *lesson.shared_result);
            // As people write it. Screens and scripts accept no longer text.
            if (std::max({text::count_graphemes(lesson.text), text::count_graphemes(result.condition),
                          text::count_graphemes(result.response)}) > text::note_graphemes_at_most) {
                continue;
            }
            record.shared.push_back({lesson, result.condition, result.response, *result.help});
        }
        const LessonsFile file = read(written(record));
        ASSERT_EQ(file.lessons.size(), record.shared.size()) << "seed " << seed;
        for (std::size_t i = 0; i < file.lessons.size(); ++i) {
            EXPECT_EQ(file.lessons[i].lesson.value, record.shared[i].lesson.id.value);
            EXPECT_EQ(file.lessons[i].result, record.shared[i].result);
        }
        lessons += file.lessons.size();
        answers += file.answers.size();
        // Another room's rules accept it whole.
        support::RandomRoom other(seed + 1000);
        const std::size_t before = other.state().received.size();
        const huddle::ReceiveLessons asked = received_from(file, std::string(64, 'f'));
        ASSERT_TRUE(huddle::decide(other.state(), asked, other.stamp()));
        other.ask(asked);
        EXPECT_EQ(other.state().received.size(), before + file.lessons.size());
    }
    EXPECT_GT(lessons, 40u);
    EXPECT_GT(answers, 40u);
}

TEST(SharingFile, AChangedByteAnywhereIsRefused) {
    const std::string text = written(record_of(seed_a, {shared(5, "Look first")}));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] = static_cast<char>(other[i] ^ 1);
        EXPECT_NE(refusal(other), "") << "byte " << i;
        EXPECT_NE(refusal(text.substr(0, i) + text.substr(i + 1)), "") << "without byte " << i;
        EXPECT_NE(refusal(text.substr(0, i) + ' ' + text.substr(i)), "") << "a blank before byte " << i;
        EXPECT_NE(refusal(text.substr(0, i)), "") << "cut at " << i;
        if (HasFailure()) return;
    }
    EXPECT_EQ(refusal(text + "\n"), changed);
    std::string gentler = text;
    gentler.replace(gentler.find("\"result\": \"did_not_help\""), 24, "\"result\": \"helped\"");
    EXPECT_EQ(refusal(gentler), changed);
}

TEST(SharingFile, AnotherKioskCannotSpeakInItsName) {
    std::string text = written(record_of(seed_b, {shared(5, "Look first")}));
    text.replace(text.find(key_of_seed(seed_b)), 64, key_of_seed(seed_a));
    EXPECT_EQ(refusal(text), changed);
    // A signature of the same key under other content does not help either.
    const std::string mine = written(record_of(seed_a, {shared(5, "Look first")}));
    const std::string other = written(record_of(seed_a, {shared(5, "Look later")}));
    const std::size_t tail = mine.find(",\n  \"signature\"");
    EXPECT_EQ(refusal(mine.substr(0, tail) + other.substr(other.find(",\n  \"signature\""))), changed);
}

TEST(SharingFile, ANewerVersionIsNamedAndGarbageIsRefused) {
    nlohmann::ordered_json newer = plain_file();
    EXPECT_EQ(read(signed_by(seed_a, newer)).lessons.size(), 1u) << "this test signs as the program does";
    newer["version"] = 2;
    newer["lessons"] = "something of the future";
    EXPECT_EQ(refusal(signed_by(seed_a, newer)),
              "it was written by a newer version of Hearthside; please install that version.");
    for (const nlohmann::ordered_json& odd : {nlohmann::ordered_json(0), nlohmann::ordered_json(-1),
                                              nlohmann::ordered_json("1"), nlohmann::ordered_json(1.5)}) {
        nlohmann::ordered_json object = plain_file();
        object["version"] = odd;
        EXPECT_EQ(refusal(signed_by(seed_a, object)), unfit) << odd;
    }
    const std::string deep = std::string(2'000'000, '[') + std::string(2'000'000, ']');
    std::string many = "{\"schema\":\"hearthside-lessons\"";
    for (int i = 0; many.size() < 3'500'000; ++i) many += ",\"" + std::to_string(i) + "\":1";
    for (const std::string& text :
         {std::string{}, std::string("null"), std::string("[]"), std::string("{}"),
          std::string("{\"schema\":\"hearthside-record\",\"version\":1}"), std::string("\xff\xfe\x00\x01", 4),
          std::string("\x1f\x8b\x08 zipped"), std::string("{\"schema\":\"hearthside-lessons\",\"version\":1}"), deep,
          many + "}"}) {
        EXPECT_EQ(refusal(text), unfit) << text.substr(0, 60);
    }
    EXPECT_EQ(refusal(std::string(lessons_file_bytes_at_most + 1, ' ')),
              "it is too large for a file of shared lessons.");
}

TEST(SharingFile, WhatASignerMayNotSayIsRefusedWhole) {
    using Json = nlohmann::ordered_json;
    const std::vector<std::pair<const char*, std::function<void(Json&)>>> wrongs{
        {"too early is no result", [](Json& it) { it["lessons"][0]["result"] = "too_early"; }},
        {"no text", [](Json& it) { it["lessons"][0]["text"] = " \t "; }},
        {"nothing tried", [](Json& it) { it["lessons"][0]["then"] = ""; }},
        {"a text without end", [](Json& it) { it["lessons"][0]["text"] = std::string(601, 'a'); }},
        {"a number for a text", [](Json& it) { it["lessons"][0]["if"] = 5; }},
        {"no such day", [](Json& it) { it["lessons"][0]["shared_on"] = "2026-02-30"; }},
        {"an id beyond the store", [](Json& it) { it["lessons"][0]["id"] = "ffffffffffffffff"; }},
        {"no id", [](Json& it) { it["lessons"][0]["id"] = "0000000000000000"; }},
        {"fewer than none", [](Json& it) { it["lessons"][0]["answers"]["adapted"] = -1; }},
        {"more than there are", [](Json& it) { it["lessons"][0]["answers"]["adapted"] = 1'000'001; }},
        {"more than fit", [](Json& it) { it["lessons"][0]["answers"]["adapted"] = UINT64_MAX; }},
        {"a part of one", [](Json& it) { it["lessons"][0]["answers"]["adapted"] = 0.5; }},
        {"no answers", [](Json& it) { it["lessons"][0].erase("answers"); }},
        {"no list", [](Json& it) { it["lessons"] = Json::object(); }},
        {"too many", [](Json& it) { it["lessons"] = Json(2001, it["lessons"][0]); }},
        {"a team's name without end", [](Json& it) { it["kiosk"]["team"] = std::string(401, 'a'); }},
        {"an answer to nobody",
         [](Json& it) {
             it["answers"].push_back({{"kiosk", "x"}, {"lesson", huddle::to_hex(1)}, {"answer", "adapted"}});
         }},
        {"an answer of no kind",
         [](Json& it) {
             it["answers"].push_back(
                 {{"kiosk", std::string(64, 'a')}, {"lesson", huddle::to_hex(1)}, {"answer", "loved"}});
         }},
    };
    for (const auto& [name, spoil] : wrongs) {
        Json object = plain_file();
        spoil(object);
        EXPECT_EQ(refusal(signed_by(seed_a, object)), unfit) << name;
    }
}

TEST(SharingFile, ControlAndBidiCharactersGoAndATeamIsOneLine) {
    nlohmann::ordered_json object = plain_file();
    object["lessons"][0]["text"] = "Look\x1b[2J first\u202e\r\nand again\t\x07";
    object["kiosk"]["team"] = "Rowan\nWard\x1b]0;owned\x07";
    object["a field of the same version's next release"] = true;
    const LessonsFile file = read(signed_by(seed_a, object));
    ASSERT_EQ(file.lessons.size(), 1u);
    EXPECT_EQ(file.lessons[0].text, "Look[2J first\nand again");
    EXPECT_EQ(file.team, "Rowan Ward]0;owned");
    EXPECT_EQ(file.lessons[0].team, file.team);
}

TEST(SharingFile, ALessonThatNobodyWouldTakeStaysAtHomeAlone) {
    store::SharingRecord record = record_of(seed_a, {shared(5, std::string(700, 'a')), shared(6, "Look first")});
    for (std::uint64_t id = 100; id < 2150; ++id) record.shared.push_back(shared(id, "Look first"));
    const LessonsFile file = read(written(record));
    ASSERT_EQ(file.lessons.size(), 2000u) << "the newest";
    EXPECT_EQ(file.lessons.back().lesson, huddle::LessonId{2149});
    record.shared.resize(2);
    ASSERT_EQ(read(written(record)).lessons.size(), 1u);
    EXPECT_EQ(read(written(record)).lessons[0].lesson, huddle::LessonId{6});
}

// ---- Two kiosks.

class Kiosk {
public:
    explicit Kiosk(std::string team) : team_(std::move(team)) { open(); }
    void open() {
        auto opened = room::Room::open({.data = folder.path(), .time_zone = "UTC"});
        ASSERT_TRUE(opened) << opened.problem().sentence;
        room = *std::move(opened);
    }
    std::shared_ptr<const huddle::Board> ask(huddle::Intent intent) const {
        auto reply = room->submit(std::move(intent)).get();
        EXPECT_TRUE(reply) << reply.problem().sentence;
        return room->board();
    }
    store::SharingRecord record() const { return *(*store::History::open(folder.path()))->sharing(); }
    std::string file() const { return written(record(), team_); }
    void take(const std::string& text) const { ask(received_from(read(text), key_of_seed(record().seed))); }
    // A lesson that was tried, helped, and may be shared.
    void share_a_lesson() const {
        ask(huddle::StartHuddle{support::learning_huddle()});
        ask(huddle::KeepLesson{support::clean("Look first"), {}, support::clean("We were in a hurry")});
        const auto action = ask(huddle::KeepAction{{},
                                                   support::clean("the pump beeps"),
                                                   support::clean("look first"),
                                                   support::clean("Everyone"),
                                                   room->today()})
                                ->huddle->actions[0];
        ask(huddle::CloseHuddle{});
        ask(huddle::StartHuddle{support::learning_huddle()});
        ask(huddle::ReviewAction{action.id, huddle::ActionReview::done, huddle::Help::helped, {}});
        ask(huddle::ShareLesson{action.lesson});
        ask(huddle::CloseHuddle{});
    }

    support::TemporaryFolder folder{support::TemporaryFolder::Where::in_memory};
    std::unique_ptr<room::Room> room;

private:
    std::string team_;
};

TEST(SharingFile, WhatAnotherTeamSaysOfALessonComesBack) {
    const Kiosk willow("Willow Ward"), rowan("Rowan Ward"), ash("Ash Clinic");
    willow.share_a_lesson();
    EXPECT_EQ(willow.room->board()->latest_shared->answers, (huddle::SharedAnswers{0, 0, 0}));

    rowan.take(willow.file());
    rowan.take(willow.file());
    ASSERT_EQ(rowan.record().received.size(), 1u) << "the same lesson is recognised";
    const auto news = rowan.ask(huddle::StartHuddle{support::learning_huddle()})->shared_news;
    ASSERT_TRUE(news);
    EXPECT_EQ(news->team, "Willow Ward");
    EXPECT_EQ(news->text, "Look first");
    rowan.ask(huddle::AnswerShared{news->id, huddle::SharedAnswer::adapted});
    willow.take(rowan.file());
    EXPECT_EQ(willow.room->board()->latest_shared->answers, (huddle::SharedAnswers{0, 0, 1}));
    EXPECT_TRUE(willow.record().received.empty()) << "its own lesson is no news to it";

    // A second kiosk answers, and the first one changes its mind. Each kiosk has one voice.
    ash.take(willow.file());
    ash.ask(huddle::AnswerShared{ash.record().received[0].id, huddle::SharedAnswer::helped_here});
    willow.take(ash.file());
    rowan.ask(huddle::AnswerShared{news->id, huddle::SharedAnswer::did_not_help});
    willow.take(rowan.file());
    willow.take(rowan.file());
    EXPECT_EQ(willow.room->board()->latest_shared->answers, (huddle::SharedAnswers{1, 1, 0}));

    // All kiosks hear what the others said.
    rowan.take(willow.file());
    EXPECT_EQ(rowan.record().received[0].answers, (huddle::SharedAnswers{1, 1, 0}));
    EXPECT_EQ(rowan.record().received[0].answer, huddle::SharedAnswer::did_not_help);
    willow.take(willow.file());
    EXPECT_TRUE(willow.record().received.empty());
}

// SAFETY 23: somebody who knows a lesson's id, which is in its file, can give the same id to a lesson of their own.
TEST(SharingFile, TwoKiosksWithTheSameLessonIdNeitherBlockNorOverwriteEachOther) {
    const Kiosk willow("Willow Ward"), rowan("Rowan Ward");
    willow.share_a_lesson();
    const std::string willows_file = willow.file();
    const huddle::LessonId id = read(willows_file).lessons[0].lesson;
    store::SharedRecord squatted = shared(id.value, "Never mind");
    const std::string squatter = written(record_of(seed_b, {squatted}), "Nobody's Ward");

    rowan.take(squatter);
    rowan.take(willows_file);
    rowan.take(squatter);
    const auto received = rowan.record().received;
    ASSERT_EQ(received.size(), 2u) << "each kiosk's lesson is there once";
    const auto of = [&](const std::string& kiosk) {
        return *std::ranges::find(received, kiosk, &huddle::SharedLesson::kiosk);
    };
    const huddle::SharedLesson willows = of(read(willows_file).kiosk), theirs = of(key_of_seed(seed_b));
    EXPECT_EQ(willows.lesson, theirs.lesson);
    EXPECT_NE(willows.id, theirs.id);
    EXPECT_EQ(willows.text, "Look first");
    EXPECT_EQ(theirs.text, "Never mind");

    // Each answer goes to the kiosk whose lesson it concerns.
    rowan.ask(huddle::AnswerShared{theirs.id, huddle::SharedAnswer::did_not_help});
    willow.take(rowan.file());
    EXPECT_EQ(willow.room->board()->latest_shared->answers, (huddle::SharedAnswers{0, 0, 0}));
    rowan.ask(huddle::AnswerShared{willows.id, huddle::SharedAnswer::helped_here});
    willow.take(rowan.file());
    EXPECT_EQ(willow.room->board()->latest_shared->answers, (huddle::SharedAnswers{1, 0, 0}));
    squatted.lesson.text = "Never mind at all";
    rowan.take(written(record_of(seed_b, {squatted}), "Willow Ward"));
    EXPECT_EQ(rowan.record().received, [&] {
        auto now = received;
        for (huddle::SharedLesson& it : now)
            it.answer = it.id == theirs.id ? huddle::SharedAnswer::did_not_help : huddle::SharedAnswer::helped_here;
        return now;
    }());
}

TEST(Incoming, TheRoomTakesWhatWaitsWhenItBeginsAndPutsTheRestAside) {
    const Kiosk willow("Willow Ward");
    willow.share_a_lesson();
    Kiosk rowan("Rowan Ward");
    rowan.room.reset();
    ASSERT_TRUE(put_into_incoming(rowan.folder.path(), willow.file()));
    ASSERT_TRUE(put_into_incoming(rowan.folder.path(), willow.file()));
    std::string spoilt = willow.file();
    spoilt[spoilt.find("Look first")] = 'B';
    ASSERT_TRUE(put_into_incoming(rowan.folder.path(), spoilt));
    std::ofstream(rowan.folder.path() / "incoming" / "half.json.Xy12Zz") << "half of one";
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(rowan.folder.path() / "incoming").permissions(), perms::owner_all);
    rowan.open();
    EXPECT_EQ(rowan.record().received.size(), 1u);
    std::vector<std::string> left;
    for (const auto& entry : std::filesystem::directory_iterator(rowan.folder.path() / "incoming")) {
        left.push_back(entry.path().extension());
    }
    std::sort(left.begin(), left.end());
    EXPECT_EQ(left, (std::vector<std::string>{".Xy12Zz", ".refused"}));
}

TEST(Incoming, ARunningRoomTakesItAtItsTick) {
    const Kiosk willow("Willow Ward"), rowan("Rowan Ward");
    willow.share_a_lesson();
    rowan.ask(huddle::StartHuddle{support::learning_huddle()});  // it ticks every two seconds then
    ASSERT_TRUE(put_into_incoming(rowan.folder.path(), willow.file()));
    for (int waited = 0; waited < 400 && !rowan.room->board()->shared_news; ++waited) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ASSERT_TRUE(rowan.room->board()->shared_news);
    EXPECT_EQ(rowan.room->board()->shared_news->text, "Look first");
    EXPECT_TRUE(rowan.room->board()->huddle) << "and the huddle goes on";
}

}  // namespace
}  // namespace hearthside::sharing
