// SPDX-License-Identifier: Apache-2.0
#include "tests/support/random_huddle.h"

#include "core/huddle/apply.h"
#include "tests/support/clean.h"

namespace hearthside::support {

huddle::Layout learning_huddle() {
    const auto seconds = [](int count) { return huddle::Milliseconds{count * 1000}; };
    huddle::Layout layout{.id = "learning-huddle", .name = "Learning huddle", .for_whom = "Any team", .rounds = {}};
    const auto add = [&](const char* id, huddle::RoundKind kind, int planned, int minimum, int release_at_least) {
        layout.rounds.push_back({.id = id,
                                 .kind = kind,
                                 .title = id,
                                 .icon = "star",
                                 .colour = "primary",
                                 .planned = seconds(planned),
                                 .minimum = seconds(minimum),
                                 .release_at_least = release_at_least,
                                 .prompts = {"What helped?", "Who made it easier?"}});
    };
    add("since-last-time", huddle::RoundKind::since_last_time, 60, 20, 1);
    add("quiet", huddle::RoundKind::quiet, 90, 45, 1);
    add("wins", huddle::RoundKind::wins, 90, 40, 1);
    add("mistakes", huddle::RoundKind::mistakes, 150, 75, 3);
    add("lessons", huddle::RoundKind::lessons, 150, 75, 2);
    add("hope", huddle::RoundKind::hope, 90, 90, 1);
    add("close", huddle::RoundKind::close, 90, 90, 1);
    return layout;
}

huddle::Intent Hands::draw(const huddle::State& state) {
    const auto some_note = [&]() -> huddle::NoteId {
        if (!state.huddle || state.huddle->notes.empty() || below(20) == 0) return huddle::NoteId{below(1000) + 1};
        return state.huddle->notes[below(state.huddle->notes.size())].id;
    };
    const auto some_theme = [&] { return huddle::all_categories[below(huddle::all_categories.size())]; };
    switch (below(state.huddle ? 24 : 8)) {
        case 0:
            return huddle::StartHuddle{learning_huddle()};
        case 1:
        case 2:
        case 3:
        case 4:
        case 5: {
            // A phone repeats what it sent now and then.
            if (!state.sealed.empty() && below(5) == 0) {
                const huddle::SealedNote& note = state.sealed[below(state.sealed.size())];
                return huddle::AddNote{note.category, clean(note.text), note.token};
            }
            const std::string token = fresh_token();
            return huddle::AddNote{some_theme(), clean("note " + token), token};
        }
        case 6:
            return huddle::Tick{};
        case 7:
            return huddle::WakeAfterStop{};
        case 8:
        case 9:
            return huddle::OpenNextRound{};
        case 10:
            return below(8) ? huddle::Intent{huddle::Back{}} : huddle::Intent{huddle::CallOff{}};
        case 11:
            return huddle::Pause{};
        case 12:
            return huddle::Resume{};
        case 13:
        case 14:
            return huddle::AddMinute{};
        case 15:
        case 16:
            return huddle::ReleaseNotes{};
        case 17:
            return huddle::MarkTalkedAbout{some_note()};
        case 18:
            return huddle::SetAside{some_note()};
        case 19:
            return below(2) ? huddle::Intent{huddle::BringBack{some_note()}}
                            : huddle::Intent{huddle::DeleteNote{some_note()}};
        case 20:
            return huddle::KeepLesson{
                clean("We learnt something"), below(2) ? std::vector{some_note()} : std::vector<huddle::NoteId>{}, {}};
        case 21: {
            huddle::KeepAction action{.lesson = {},
                                      .condition = clean("it happens"),
                                      .response = clean("ask early"),
                                      .role = clean("Ward clerk"),
                                      .due = stamp().today + std::chrono::days{below(40)}};
            if (!state.lessons.empty() && below(2)) action.lesson = state.lessons[below(state.lessons.size())].id;
            return action;
        }
        case 22: {
            if (state.actions.empty() || below(3) == 0) return huddle::KeepQuestion{clean("Why is that?"), {}, {}};
            return huddle::ReviewAction{
                state.actions[below(state.actions.size())].id, static_cast<huddle::ActionReview>(below(4)),
                static_cast<huddle::Help>(below(3)), stamp().today + std::chrono::days{below(40)}};
        }
        default:
            return below(6) == 0 ? huddle::Intent{huddle::CloseHuddle{}} : huddle::Intent{huddle::Tick{}};
    }
}

huddle::Result<std::vector<huddle::Change>> step(huddle::State& state, const huddle::Intent& intent,
                                                 const huddle::Stamp& stamp) {
    auto decided = huddle::decide(state, intent, stamp);
    if (decided) {
        for (const huddle::Change& change : *decided) huddle::apply(state, change);
    }
    return decided;
}

}  // namespace hearthside::support
