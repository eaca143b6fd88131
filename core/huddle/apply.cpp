// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/apply.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace hearthside::huddle {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

template <class List, class IdType, class Doing>
void with_one(List& list, IdType id, Doing doing) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    if (found != list.end()) doing(*found);
}

void forget_loop(State& state, const Action& action) {
    if (action.state != ActionState::done || !action.closed_on) return;
    const auto day = std::find(state.loops_closed.begin(), state.loops_closed.end(), *action.closed_on);
    if (day != state.loops_closed.end()) state.loops_closed.erase(day);
}

void remember_loop(State& state, const Action& action) {
    if (action.state == ActionState::done && action.closed_on) state.loops_closed.push_back(*action.closed_on);
}

void apply_group(State& state, const GroupChanged& it) {
    Huddle& huddle = *state.huddle;
    std::erase_if(huddle.groups, [&](const NoteGroup& group) { return group.id == it.group.id; });
    if (!it.notes.empty()) huddle.groups.push_back(it.group);
    for (Note& note : huddle.notes) {
        if (note.group == it.group.id) note.group.reset();
        if (std::find(it.notes.begin(), it.notes.end(), note.id) != it.notes.end()) note.group = it.group.id;
    }
}

void take_back(State& state, const KeptTakenBack& it) {
    std::visit(
        Overloaded{
            [&](LessonId id) { std::erase_if(state.lessons, [&](const Lesson& kept) { return kept.id == id; }); },
            [&](ActionId id) { std::erase_if(state.actions, [&](const Action& kept) { return kept.id == id; }); },
            [&](QuestionId id) { std::erase_if(state.questions, [&](const Question& kept) { return kept.id == id; }); },
        },
        it.kept);
}

}  // namespace

void apply(State& state, const Change& change) {
    std::visit(Overloaded{
                   [&](const KeyRenewed& it) { state.key = it.key; },
                   [&](const HuddleStarted& it) {
                       state.huddle = it.huddle;
                       state.next_lead.clear();
                   },
                   [&](const RoundOpened& it) { state.huddle->clock = it.clock; },
                   [&](const ClockChanged& it) { state.huddle->clock = it.clock; },
                   [&](const ClockMarked& it) {
                       Clock& clock = state.huddle->clock;
                       clock.rounds[clock.current].spent = it.spent;
                       clock.mark = it.mark;
                   },
                   [&](const NoteSealed& it) {
                       // Inserted in its place at once, because notes are by far the most frequent change.
                       const auto place =
                           std::upper_bound(state.sealed.begin(), state.sealed.end(), it.note.id,
                                            [](SealedNoteId id, const SealedNote& note) { return id < note.id; });
                       state.sealed.insert(place, it.note);
                   },
                   [&](const NotesReleased& it) {
                       state.huddle->released[it.round] = true;
                       state.huddle->notes.insert(state.huddle->notes.end(), it.notes.begin(), it.notes.end());
                       std::vector<SealedNoteId> gone = it.sealed;
                       std::sort(gone.begin(), gone.end());
                       std::erase_if(state.sealed, [&](const SealedNote& note) {
                           return std::binary_search(gone.begin(), gone.end(), note.id);
                       });
                       state.opened_tokens.insert(state.opened_tokens.end(), it.tokens.begin(), it.tokens.end());
                       std::sort(state.opened_tokens.begin(), state.opened_tokens.end());
                   },
                   [&](const NoteMarked& it) {
                       if (Note* note = find_note(state, it.note)) {
                           note->state = it.state;
                           note->set_aside_on = it.set_aside_on;
                       } else if (it.state != NoteState::set_aside) {
                           std::erase_if(state.set_aside, [&](const Note& aside) { return aside.id == it.note; });
                       }
                   },
                   [&](const NoteDeleted& it) {
                       std::erase_if(state.questions, [&](const Question& question) {
                           return question.note == it.note && went_aside(state, question);
                       });
                       std::erase_if(state.lessons, [&](const Lesson& lesson) {
                           return std::find(lesson.notes.begin(), lesson.notes.end(), it.note) != lesson.notes.end() &&
                                  went_aside(state, lesson);
                       });
                       if (state.huddle)
                           std::erase_if(state.huddle->notes, [&](const Note& note) { return note.id == it.note; });
                       std::erase_if(state.set_aside, [&](const Note& note) { return note.id == it.note; });
                       for (Lesson& lesson : state.lessons) std::erase(lesson.notes, it.note);
                       for (Question& question : state.questions) {
                           if (question.note == it.note) question.note.reset();
                       }
                       if (state.last_time && state.last_time->hope && state.last_time->hope->id == it.note) {
                           state.last_time->hope.reset();
                       }
                   },
                   [&](const NoteThanked& it) {
                       if (Note* note = find_note(state, it.note)) ++note->thanks;
                   },
                   [&](const GroupChanged& it) { apply_group(state, it); },
                   [&](const LessonKept& it) { state.lessons.push_back(it.lesson); },
                   [&](const LessonEdited& it) {
                       with_one(state.lessons, it.lesson, [&](Lesson& lesson) {
                           lesson.text = it.text;
                           lesson.cause = it.cause;
                       });
                   },
                   [&](const LessonShared& it) {
                       with_one(state.lessons, it.lesson, [&](Lesson& lesson) {
                           lesson.shared_on = it.on;
                           lesson.shared_in = it.in;
                           lesson.shared_result = it.result;
                       });
                   },
                   [&](const ActionKept& it) { state.actions.push_back(it.action); },
                   [&](const QuestionKept& it) { state.questions.push_back(it.question); },
                   [&](const ActionReviewed& it) {
                       with_one(state.actions, it.action.id, [&](Action& action) {
                           forget_loop(state, action);
                           action = it.action;
                           remember_loop(state, action);
                       });
                   },
                   [&](const QuestionReviewed& it) {
                       with_one(state.questions, it.question.id, [&](Question& question) { question = it.question; });
                   },
                   [&](const KeptTakenBack& it) { take_back(state, it); },
                   [&](const NextLeadChosen& it) { state.next_lead = it.role; },
                   [&](const SharedReceived& it) {
                       // Inserted in its place at once, because a file may bring two thousand of them.
                       const auto place = std::upper_bound(state.received.begin(), state.received.end(), it.lesson,
                                                           [](const SharedLesson& left, const SharedLesson& right) {
                                                               return std::tie(left.received_on, left.id) <
                                                                      std::tie(right.received_on, right.id);
                                                           });
                       state.received.insert(place, it.lesson);
                   },
                   [&](const SharedCounted& it) {
                       with_one(state.received, it.lesson, [&](SharedLesson& lesson) { lesson.answers = it.answers; });
                   },
                   [&](const SharedSeen& it) {
                       with_one(state.received, it.lesson, [&](SharedLesson& lesson) { lesson.shown_in = it.huddle; });
                   },
                   [&](const SharedAnswered& it) {
                       with_one(state.received, it.lesson, [&](SharedLesson& lesson) { lesson.answer = it.answer; });
                   },
                   [&](const HeardFrom& it) {
                       std::erase_if(state.heard_back, [&](const HeardBack& old) {
                           return old.lesson == it.heard.lesson && old.kiosk == it.heard.kiosk;
                       });
                       state.heard_back.push_back(it.heard);
                   },
                   [&](const SeedMade& it) { state.seed = it.seed; },
                   [&](const PulseAnswered& it) {
                       PulseCounts& counts = state.huddle->pulse;
                       ++counts[static_cast<std::size_t>(it.value - 1)];
                       if (it.instead_of != 0) --counts[static_cast<std::size_t>(it.instead_of - 1)];
                   },
                   [&](const HuddleClosed& it) {
                       LastTime last{it.huddle, state.huddle->day, std::nullopt};
                       if (it.hope) {
                           if (const Note* note = find_note(state, *it.hope)) last.hope = *note;
                       }
                       std::copy_if(state.huddle->notes.begin(), state.huddle->notes.end(),
                                    std::back_inserter(state.set_aside),
                                    [](const Note& note) { return note.state == NoteState::set_aside; });
                       state.huddle.reset();
                       state.last_time = std::move(last);
                       // SAFETY 6: a note opened in a huddle that has ended cannot be sent again from any page.
                       state.opened_tokens.clear();
                   },
                   [&](const HuddleCalledOff& it) {
                       state.huddle.reset();
                       state.next_lead = it.lead;
                       for (SharedLesson& lesson : state.received) {
                           if (lesson.shown_in == it.huddle) lesson.shown_in.reset();
                       }
                   },
               },
               change);
    if (!std::holds_alternative<NoteSealed>(change)) tidy(state);
}

}  // namespace hearthside::huddle
