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

namespace hearthside::support {

// A layout of two rounds: wins, which opens with one note, and the close.
inline huddle::Layout short_layout() {
    huddle::Layout layout{.id = "short", .name = "Short", .for_whom = "tests", .rounds = {}};
    for (const huddle::RoundKind kind : {huddle::RoundKind::wins, huddle::RoundKind::close}) {
        layout.rounds.push_back({.id = std::string{huddle::to_text(kind)},
                                 .kind = kind,
                                 .title = "T",
                                 .icon = "i",
                                 .colour = "wins",
                                 .planned = huddle::Seconds{60},
                                 .minimum = huddle::Seconds{0},
                                 .silent_share = 0,
                                 .release_at_least = 1,
                                 .prompts = {}});
    }
    return layout;
}

class RandomRoom {
public:
    explicit RandomRoom(std::uint64_t seed) : random_(seed) {}

    const huddle::State& state() const { return state_; }
    void take_over(huddle::State state) { state_ = std::move(state); }

    // The changes of one random intent, already applied to state(). Empty when the rules refused.
    std::vector<huddle::Change> step() {
        let_time_pass();
        return ask(random_intent());
    }

    // The changes of one given intent, already applied. Empty when the rules refused.
    std::vector<huddle::Change> ask(const huddle::Intent& intent) {
        auto decided = huddle::decide(state_, intent, stamp());
        if (!decided) return {};
        for (const huddle::Change& change : *decided) huddle::apply(state_, change);
        return *std::move(decided);
    }

    // What a batch of the Room may hold: the changes of up to `intents` intents.
    std::vector<huddle::Change> batch(int intents) {
        std::vector<huddle::Change> changes;
        for (int left = 1 + below(intents); left > 0; --left) {
            for (huddle::Change& change : step()) changes.push_back(std::move(change));
        }
        return changes;
    }

    huddle::Stamp stamp() {
        return {.now = now_,
                .wall = now_ + huddle::Milliseconds{1234},
                .today = std::chrono::floor<std::chrono::days>(now_),
                .chance = [this] { return random_(); }};
    }

    void let_time_pass() {
        now_ += huddle::Milliseconds{below(40'000)};
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
        return made + " " + huddle::to_hex(random_()).substr(0, 6);
    }

    std::string token() { return huddle::to_hex(random_()); }

    huddle::Layout layout() {
        huddle::Layout made{.id = "layout-" + std::to_string(below(9)),
                            .name = text(),
                            .for_whom = chance(0.3) ? "" : text(),
                            .pulse = chance(0.7),
                            .rounds = {},
                            .speaks_first = {}};
        for (int i = below(3); i > 0; --i) made.speaks_first.push_back(text());
        for (const huddle::RoundKind kind :
             {huddle::RoundKind::since_last_time, huddle::RoundKind::quiet, huddle::RoundKind::wins,
              huddle::RoundKind::mistakes, huddle::RoundKind::lessons, huddle::RoundKind::hope,
              huddle::RoundKind::close}) {
            if (kind != huddle::RoundKind::close && chance(0.15)) continue;
            huddle::Round round{.id = std::string{huddle::to_text(kind)},
                                .kind = kind,
                                .title = text(),
                                .icon = "icon",
                                .colour = "wins",
                                .planned = huddle::Seconds{30 + below(200)},
                                .minimum = huddle::Seconds{below(60)},
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

    huddle::Intent random_intent() {
        if (chance(0.02)) return huddle::WakeAfterStop{};
        if (chance(0.05)) return huddle::Tick{};
        if (!state_.huddle) {
            if (chance(0.15)) return random_travel();
            if (chance(0.6)) return random_note();
            return huddle::StartHuddle{layout()};
        }
        if (huddle::may_call_off(state_) && chance(0.03)) return huddle::CallOff{};
        if (chance(0.1)) {
            return huddle::AnswerPulse{
                .value = 1 + below(5), .page = chance(0.5) ? token() : "", .instead_of = below(6)};
        }
        if (chance(0.2)) return random_learning();
        if (chance(0.12)) return random_travel();
        switch (below(20)) {
            case 0:
            case 1:
                return huddle::OpenNextRound{};
            case 2:
                return chance(0.5) ? huddle::Intent{huddle::Back{}} : huddle::Intent{huddle::OpenNextRound{}};
            case 3:
                return huddle::Pause{};
            case 4:
                return huddle::Resume{};
            case 5:
                return huddle::AddMinute{};
            case 6:
            case 7:
                return huddle::ReleaseNotes{};
            case 8:
                return huddle::MarkTalkedAbout{any_note()};
            case 9:
                return huddle::SetAside{any_note()};
            case 10:
                return huddle::BringBack{
                    any_aside(), chance(0.5) ? huddle::NoteState::on_the_wall : huddle::NoteState::talked_about};
            case 11:
                return huddle::DeleteNote{any_aside()};
            case 12:
                return random_lesson();
            case 13:
                return random_action();
            case 14:
                return huddle::KeepQuestion{clean(text()), maybe_note(),
                                            chance(0.5) ? std::nullopt : std::optional(some_day())};
            case 15:
                return random_review();
            case 16:
                return chance(0.35) ? huddle::Intent{huddle::CloseHuddle{}} : huddle::Intent{huddle::OpenNextRound{}};
            default:
                return random_note();
        }
    }

private:
    template <class List>
    const typename List::value_type& any_of(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

    huddle::Intent random_note() {
        const bool again = !state_.sealed.empty() && chance(0.1);
        return huddle::AddNote{huddle::all_categories[static_cast<std::size_t>(below(4))], clean(text()),
                               again ? any_of(state_.sealed).token : token()};
    }

    huddle::Intent random_action() {
        huddle::KeepAction action{.lesson = {},
                                  .condition = clean(chance(0.3) ? "" : text()),
                                  .response = clean(text()),
                                  .role = clean("nurse in charge"),
                                  .due = std::chrono::floor<std::chrono::days>(now_) + std::chrono::days{below(40)}};
        if (!state_.lessons.empty() && chance(0.5)) action.lesson = any_of(state_.lessons).id;
        return action;
    }

    huddle::Day some_day() { return std::chrono::floor<std::chrono::days>(now_) + std::chrono::days{below(40)}; }

    // Intents that are only asked while a huddle runs.
    huddle::Intent random_learning() {
        switch (below(8)) {
            case 0:
                return huddle::ThankNote{any_note()};
            case 1:
            case 2:
                return huddle::GroupNotes{any_note(), any_note()};
            case 3:
                return huddle::UngroupNote{any_note()};
            case 4:
                if (state_.huddle->groups.empty()) return huddle::Tick{};
                return huddle::TitleGroup{any_of(state_.huddle->groups).id,
                                          clean(chance(0.2) ? "" : "group " + token())};
            case 5:
                return random_taking_back();
            case 6:
                if (state_.received.empty()) return huddle::Tick{};
                return huddle::SharedShown{any_of(state_.received).id};
            default:
                if (state_.lessons.empty()) return random_lesson();
                return huddle::EditLesson{any_of(state_.lessons).id, clean(text()), clean(chance(0.5) ? "" : text())};
        }
    }

    // Intents that are asked with or without a huddle.
    huddle::Intent random_travel() {
        switch (below(6)) {
            case 0:
                return huddle::ChooseNextLead{clean(chance(0.2) ? "" : "ward clerk " + token())};
            case 1:
                return random_answer();
            case 2:
            case 3:
                return random_sharing();
            case 4:
                if (state_.received.empty()) return random_news();
                return huddle::AnswerShared{
                    any_of(state_.received).id,
                    chance(0.3) ? std::nullopt : std::optional(static_cast<huddle::SharedAnswer>(below(3)))};
            default:
                return random_news();
        }
    }

    // Of a lesson that has a result, if there is one.
    huddle::Intent random_sharing() {
        for (const huddle::Action& action : state_.actions) {
            if (huddle::has_result(action) && chance(0.7)) return huddle::ShareLesson{action.lesson, chance(0.85)};
        }
        if (state_.lessons.empty()) return huddle::Tick{};
        return huddle::ShareLesson{any_of(state_.lessons).id, true};
    }

    huddle::Intent random_taking_back() {
        const int which = below(3);
        if (which == 0 && !state_.lessons.empty()) return huddle::TakeBack{any_of(state_.lessons).id};
        if (which == 1 && !state_.actions.empty()) return huddle::TakeBack{any_of(state_.actions).id};
        if (!state_.questions.empty()) return huddle::TakeBack{any_of(state_.questions).id};
        return huddle::Tick{};
    }

    huddle::Intent random_answer() {
        if (state_.questions.empty()) return huddle::Tick{};
        return huddle::ReviewQuestion{any_of(state_.questions).id, static_cast<huddle::QuestionReview>(below(4)),
                                      clean(text()), clean("pharmacy"), some_day()};
    }

    // A file of another kiosk. Some of its lessons may be known.
    huddle::Intent random_news() {
        static const std::string kiosks[] = {std::string(64, 'a'), std::string(64, 'b'), std::string(64, 'c')};
        huddle::ReceiveLessons news;
        for (int left = below(3); left >= 0; --left) {
            huddle::SharedLesson lesson;
            if (!state_.received.empty() && chance(0.5)) {
                lesson = any_of(state_.received);
            } else {
                lesson.lesson = chance(0.3) && !state_.received.empty() ? any_of(state_.received).lesson
                                                                        : stamp().new_id<huddle::LessonId>();
                lesson.kiosk = kiosks[below(3)];
                lesson.team = "Rowan " + std::to_string(below(9));
                lesson.text = text();
                lesson.condition = chance(0.5) ? "" : text();
                lesson.response = text();
                lesson.result = chance(0.5) ? huddle::Help::helped : huddle::Help::did_not_help;
                lesson.shared_on = some_day();
            }
            for (std::int64_t& count : lesson.answers) count = below(4);
            news.lessons.push_back(std::move(lesson));
        }
        for (const huddle::Lesson& lesson : state_.lessons) {
            if (lesson.shared_on || chance(0.1))
                news.heard_back.push_back({lesson.id, kiosks[below(3)], static_cast<huddle::SharedAnswer>(below(3))});
        }
        news.own_kiosk = kiosks[2];
        return news;
    }

    huddle::Intent random_lesson() {
        std::vector<huddle::NoteId> notes;
        while (const auto note = maybe_note()) notes.push_back(*note);
        return huddle::KeepLesson{clean(text()), std::move(notes), clean(chance(0.5) ? "" : text())};
    }

    huddle::Intent random_review() {
        if (state_.actions.empty()) return huddle::Tick{};
        static constexpr huddle::ActionReview reviews[] = {
            huddle::ActionReview::not_said, huddle::ActionReview::done, huddle::ActionReview::done,
            huddle::ActionReview::still_trying, huddle::ActionReview::let_go};
        return huddle::ReviewAction{any_of(state_.actions).id, reviews[below(5)], static_cast<huddle::Help>(below(3)),
                                    some_day()};
    }

    // Sometimes one that was set aside in an earlier huddle.
    huddle::NoteId any_aside() {
        return !state_.set_aside.empty() && chance(0.5) ? any_of(state_.set_aside).id : any_note();
    }
    huddle::NoteId any_note() {
        return state_.huddle && !state_.huddle->notes.empty() ? any_of(state_.huddle->notes).id : huddle::NoteId{1};
    }
    std::optional<huddle::NoteId> maybe_note() {
        if (state_.huddle->notes.empty() || chance(0.4)) return std::nullopt;
        return any_note();
    }

    std::mt19937_64 random_;
    huddle::State state_;
    huddle::Instant now_ =
        huddle::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + std::chrono::hours{7};
};

}  // namespace hearthside::support
