// SPDX-License-Identifier: Apache-2.0
#include "tests/support/random_huddle.h"

#include "core/huddle/apply.h"
#include "tests/support/clean.h"

namespace hearthside::tests {

Layout learning_huddle() {
    const auto seconds = [](int count) { return Milliseconds{count * 1000}; };
    Layout layout{.id = "learning-huddle", .name = "Learning huddle", .for_whom = "Any team", .rounds = {}};
    const auto add = [&](const char* id, RoundKind kind, int planned, int minimum, int release_at_least) {
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
    add("since-last-time", RoundKind::since_last_time, 60, 20, 1);
    add("quiet", RoundKind::quiet, 90, 45, 1);
    add("wins", RoundKind::wins, 90, 40, 1);
    add("mistakes", RoundKind::mistakes, 150, 75, 3);
    add("lessons", RoundKind::lessons, 150, 75, 2);
    add("hope", RoundKind::hope, 90, 90, 1);
    add("close", RoundKind::close, 90, 90, 1);
    return layout;
}

Intent Hands::draw(const State& state) {
    const auto some_note = [&]() -> NoteId {
        if (!state.huddle || state.huddle->notes.empty() || below(20) == 0) return NoteId{below(1000) + 1};
        return state.huddle->notes[below(state.huddle->notes.size())].id;
    };
    const auto some_theme = [&] { return all_categories[below(all_categories.size())]; };
    switch (below(state.huddle ? 24 : 8)) {
        case 0:
            return StartHuddle{learning_huddle()};
        case 1:
        case 2:
        case 3:
        case 4:
        case 5: {
            // A phone repeats what it sent now and then.
            if (!state.sealed.empty() && below(5) == 0) {
                const SealedNote& note = state.sealed[below(state.sealed.size())];
                return AddNote{note.category, clean(note.text), note.token};
            }
            const std::string token = fresh_token();
            return AddNote{some_theme(), clean("note " + token), token};
        }
        case 6:
            return Tick{};
        case 7:
            return WakeAfterStop{};
        case 8:
        case 9:
            return OpenNextRound{};
        case 10:
            return Back{};
        case 11:
            return Pause{};
        case 12:
            return Resume{};
        case 13:
        case 14:
            return AddMinute{};
        case 15:
        case 16:
            return ReleaseNotes{};
        case 17:
            return MarkTalkedAbout{some_note()};
        case 18:
            return SetAside{some_note()};
        case 19:
            return below(2) ? Intent{BringBack{some_note()}} : Intent{DeleteNote{some_note()}};
        case 20:
            return KeepLesson{
                clean("We learnt something"), below(2) ? std::vector{some_note()} : std::vector<NoteId>{}, {}};
        case 21: {
            KeepAction action{.lesson = {},
                              .condition = clean("it happens"),
                              .response = clean("ask early"),
                              .role = clean("Ward clerk"),
                              .due = stamp().today + std::chrono::days{below(40)}};
            if (!state.lessons.empty() && below(2)) action.lesson = state.lessons[below(state.lessons.size())].id;
            return action;
        }
        case 22: {
            if (state.actions.empty() || below(3) == 0) return KeepQuestion{clean("Why is that?"), {}, {}};
            return ReviewAction{state.actions[below(state.actions.size())].id, static_cast<ActionReview>(below(4)),
                                static_cast<Help>(below(3)), stamp().today + std::chrono::days{below(40)}};
        }
        default:
            return below(6) == 0 ? Intent{CloseHuddle{}} : Intent{Tick{}};
    }
}

Result<std::vector<Change>> step(State& state, const Intent& intent, const Stamp& stamp) {
    auto decided = decide(state, intent, stamp);
    if (decided) {
        for (const Change& change : *decided) apply(state, change);
    }
    return decided;
}

}  // namespace hearthside::tests
