// SPDX-License-Identifier: Apache-2.0
// A room that does plausible things at random: layouts, texts and intents from a seeded generator, decided and applied
// by the real rules. The same seed gives the same history.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "tests/support/clean.h"

namespace hearthside::tests {

// A layout of two rounds: wins, which opens with one note, and the close.
inline Layout short_layout() {
    Layout layout{.id = "short", .name = "Short", .for_whom = "tests", .rounds = {}};
    for (const RoundKind kind : {RoundKind::wins, RoundKind::close}) {
        layout.rounds.push_back({.id = std::string{to_text(kind)},
                                 .kind = kind,
                                 .title = "T",
                                 .icon = "i",
                                 .colour = "wins",
                                 .planned = Seconds{60},
                                 .minimum = Seconds{0},
                                 .silent_share = 0,
                                 .release_at_least = 1,
                                 .prompts = {}});
    }
    return layout;
}

class RandomRoom {
public:
    explicit RandomRoom(std::uint64_t seed) : random_(seed) {}

    const State& state() const { return state_; }
    void take_over(State state) { state_ = std::move(state); }

    // The changes of one random intent, already applied to state(). Empty when the rules refused.
    std::vector<Change> step() {
        let_time_pass();
        return ask(random_intent());
    }

    // The changes of one given intent, already applied. Empty when the rules refused.
    std::vector<Change> ask(const Intent& intent) {
        auto decided = decide(state_, intent, stamp());
        if (!decided) return {};
        for (const Change& change : *decided) apply(state_, change);
        return *std::move(decided);
    }

    // What a batch of the Room may hold: the changes of up to `intents` intents.
    std::vector<Change> batch(int intents) {
        std::vector<Change> changes;
        for (int left = 1 + below(intents); left > 0; --left) {
            for (Change& change : step()) changes.push_back(std::move(change));
        }
        return changes;
    }

    Stamp stamp() {
        return {.now = now_,
                .wall = now_ + Milliseconds{1234},
                .today = std::chrono::floor<std::chrono::days>(now_),
                .chance = [this] { return random_(); }};
    }

    void let_time_pass() {
        now_ += Milliseconds{below(40'000)};
        if (chance(0.01)) now_ += std::chrono::hours{below(30)};
        if (chance(0.002)) now_ += std::chrono::days{31};
        if (chance(0.02)) now_ -= std::chrono::hours{2};  // the wall clock was set right
    }

    int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
    bool chance(double of_one) { return std::uniform_real_distribution<>{}(random_) < of_one; }

    std::string text() {
        static const std::vector<std::string> parts{"the pump beeped twice",
                                                    "we were short of beds",
                                                    "Thank you, everybody",
                                                    "شکریہ",
                                                    "dziękuję",
                                                    "👩‍⚕️💙",
                                                    "\"quoted\"",
                                                    "it's fine",
                                                    "line one\nline two",
                                                    "tab and \\ slash",
                                                    "நன்றி",
                                                    "=SUM(A1)",
                                                    "100 %"};
        std::string made = parts[static_cast<std::size_t>(below(static_cast<int>(parts.size())))];
        while (chance(0.5)) made += " " + parts[static_cast<std::size_t>(below(static_cast<int>(parts.size())))];
        if (chance(0.02) && made.size() < 150) {
            for (int left = below(400); left > 0; --left)
                made += "👩‍👩‍👧‍👦";  // 25 bytes for one character
        }
        return made + " " + to_hex(random_()).substr(0, 6);
    }

    std::string token() { return to_hex(random_()); }

    Layout layout() {
        Layout made{.id = "layout-" + std::to_string(below(9)),
                    .name = text(),
                    .for_whom = chance(0.3) ? "" : text(),
                    .pulse = chance(0.7),
                    .rounds = {},
                    .speaks_first = {}};
        for (int i = below(3); i > 0; --i) made.speaks_first.push_back(text());
        for (const RoundKind kind : {RoundKind::since_last_time, RoundKind::quiet, RoundKind::wins, RoundKind::mistakes,
                                     RoundKind::lessons, RoundKind::hope, RoundKind::close}) {
            if (kind != RoundKind::close && chance(0.15)) continue;
            Round round{.id = std::string{to_text(kind)},
                        .kind = kind,
                        .title = text(),
                        .icon = "icon",
                        .colour = "wins",
                        .planned = Seconds{30 + below(200)},
                        .minimum = Seconds{below(60)},
                        .silent_share = 0,
                        .release_at_least = 1 + below(3),
                        .prompts = {},
                        .dots = chance(0.3),
                        .when_empty = chance(0.5) ? "" : text(),
                        .when_many = chance(0.5) ? "" : text()};
            if (chance(0.4)) round.silent_share = std::uniform_real_distribution<>{0, 0.9}(random_);
            for (int i = below(4); i > 0; --i) round.prompts.push_back(chance(0.1) ? "" : text());
            made.rounds.push_back(std::move(round));
        }
        return made;
    }

    Intent random_intent() {
        if (chance(0.02)) return WakeAfterStop{};
        if (chance(0.05)) return Tick{};
        if (!state_.huddle) {
            if (chance(0.15)) return random_travel();
            if (chance(0.6)) return random_note();
            return StartHuddle{layout()};
        }
        if (chance(0.1)) {
            return AnswerPulse{.value = 1 + below(5), .page = chance(0.5) ? token() : "", .instead_of = below(6)};
        }
        if (chance(0.2)) return random_learning();
        if (chance(0.12)) return random_travel();
        switch (below(20)) {
            case 0:
            case 1:
                return OpenNextRound{};
            case 2:
                return chance(0.5) ? Intent{Back{}} : Intent{OpenNextRound{}};
            case 3:
                return Pause{};
            case 4:
                return Resume{};
            case 5:
                return AddMinute{};
            case 6:
            case 7:
                return ReleaseNotes{};
            case 8:
                return MarkTalkedAbout{any_note()};
            case 9:
                return SetAside{any_note()};
            case 10:
                return BringBack{any_aside(), chance(0.5) ? NoteState::on_the_wall : NoteState::talked_about};
            case 11:
                return DeleteNote{any_aside()};
            case 12:
                return random_lesson();
            case 13:
                return random_action();
            case 14:
                return KeepQuestion{clean(text()), maybe_note(),
                                    chance(0.5) ? std::nullopt : std::optional(some_day())};
            case 15:
                return random_review();
            case 16:
                return chance(0.35) ? Intent{CloseHuddle{}} : Intent{OpenNextRound{}};
            default:
                return random_note();
        }
    }

private:
    template <class List>
    const typename List::value_type& any_of(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

    Intent random_note() {
        const bool again = !state_.sealed.empty() && chance(0.1);
        return AddNote{all_categories[static_cast<std::size_t>(below(4))], clean(text()),
                       again ? any_of(state_.sealed).token : token()};
    }

    Intent random_action() {
        KeepAction action{.lesson = {},
                          .condition = clean(chance(0.3) ? "" : text()),
                          .response = clean(text()),
                          .role = clean("nurse in charge"),
                          .due = std::chrono::floor<std::chrono::days>(now_) + std::chrono::days{below(40)}};
        if (!state_.lessons.empty() && chance(0.5)) action.lesson = any_of(state_.lessons).id;
        return action;
    }

    Day some_day() { return std::chrono::floor<std::chrono::days>(now_) + std::chrono::days{below(40)}; }

    // Intents that are only asked while a huddle runs.
    Intent random_learning() {
        switch (below(8)) {
            case 0:
                return ThankNote{any_note()};
            case 1:
            case 2:
                return GroupNotes{any_note(), any_note()};
            case 3:
                return UngroupNote{any_note()};
            case 4:
                if (state_.huddle->groups.empty()) return Tick{};
                return TitleGroup{any_of(state_.huddle->groups).id, clean(chance(0.2) ? "" : "group " + token())};
            case 5:
                return random_taking_back();
            case 6:
                if (state_.received.empty()) return Tick{};
                return SharedShown{any_of(state_.received).id};
            default:
                if (state_.lessons.empty()) return random_lesson();
                return EditLesson{any_of(state_.lessons).id, clean(text()), clean(chance(0.5) ? "" : text())};
        }
    }

    // Intents that are asked with or without a huddle.
    Intent random_travel() {
        switch (below(6)) {
            case 0:
                return ChooseNextLead{clean(chance(0.2) ? "" : "ward clerk " + token())};
            case 1:
                return random_answer();
            case 2:
            case 3:
                return random_sharing();
            case 4:
                if (state_.received.empty()) return random_news();
                return AnswerShared{any_of(state_.received).id,
                                    chance(0.3) ? std::nullopt : std::optional(static_cast<SharedAnswer>(below(3)))};
            default:
                return random_news();
        }
    }

    // Of a lesson that has a result, if there is one.
    Intent random_sharing() {
        for (const Action& action : state_.actions) {
            if (has_result(action) && chance(0.7)) return ShareLesson{action.lesson, chance(0.85)};
        }
        if (state_.lessons.empty()) return Tick{};
        return ShareLesson{any_of(state_.lessons).id, true};
    }

    Intent random_taking_back() {
        const int which = below(3);
        if (which == 0 && !state_.lessons.empty()) return TakeBack{any_of(state_.lessons).id};
        if (which == 1 && !state_.actions.empty()) return TakeBack{any_of(state_.actions).id};
        if (!state_.questions.empty()) return TakeBack{any_of(state_.questions).id};
        return Tick{};
    }

    Intent random_answer() {
        if (state_.questions.empty()) return Tick{};
        return ReviewQuestion{any_of(state_.questions).id, static_cast<QuestionReview>(below(4)), clean(text()),
                              clean("pharmacy"), some_day()};
    }

    // A file of another kiosk. Some of its lessons may be known.
    Intent random_news() {
        static const std::string kiosks[] = {std::string(64, 'a'), std::string(64, 'b'), std::string(64, 'c')};
        ReceiveLessons news;
        for (int left = below(3); left >= 0; --left) {
            SharedLesson lesson;
            if (!state_.received.empty() && chance(0.5)) {
                lesson = any_of(state_.received);
            } else {
                lesson.lesson = chance(0.3) && !state_.received.empty() ? any_of(state_.received).lesson
                                                                        : stamp().new_id<LessonId>();
                lesson.kiosk = kiosks[below(3)];
                lesson.team = "Rowan " + std::to_string(below(9));
                lesson.text = text();
                lesson.condition = chance(0.5) ? "" : text();
                lesson.response = text();
                lesson.result = chance(0.5) ? Help::helped : Help::did_not_help;
                lesson.shared_on = some_day();
            }
            for (std::int64_t& count : lesson.answers) count = below(4);
            news.lessons.push_back(std::move(lesson));
        }
        for (const Lesson& lesson : state_.lessons) {
            if (lesson.shared_on || chance(0.1))
                news.heard_back.push_back({lesson.id, kiosks[below(3)], static_cast<SharedAnswer>(below(3))});
        }
        news.own_kiosk = kiosks[2];
        return news;
    }

    Intent random_lesson() {
        std::vector<NoteId> notes;
        while (const auto note = maybe_note()) notes.push_back(*note);
        return KeepLesson{clean(text()), std::move(notes), clean(chance(0.5) ? "" : text())};
    }

    Intent random_review() {
        if (state_.actions.empty()) return Tick{};
        static constexpr ActionReview reviews[] = {ActionReview::not_said, ActionReview::done, ActionReview::done,
                                                   ActionReview::still_trying, ActionReview::let_go};
        return ReviewAction{any_of(state_.actions).id, reviews[below(5)], static_cast<Help>(below(3)), some_day()};
    }

    // Sometimes one that was set aside in an earlier huddle.
    NoteId any_aside() { return !state_.set_aside.empty() && chance(0.5) ? any_of(state_.set_aside).id : any_note(); }
    NoteId any_note() {
        return state_.huddle && !state_.huddle->notes.empty() ? any_of(state_.huddle->notes).id : NoteId{1};
    }
    std::optional<NoteId> maybe_note() {
        if (state_.huddle->notes.empty() || chance(0.4)) return std::nullopt;
        return any_note();
    }

    std::mt19937_64 random_;
    State state_;
    Instant now_ = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + std::chrono::hours{7};
};

}  // namespace hearthside::tests
