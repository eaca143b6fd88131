#include "core/huddle/apply.h"

#include <algorithm>
#include <iterator>

namespace hearthside {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

void apply(State& state, const Change& change) {
    std::visit(
        Overloaded{
            [&](const KeyRenewed& it) { state.key = it.key; },
            [&](const HuddleStarted& it) { state.huddle = it.huddle; },
            [&](const RoundOpened& it) { state.huddle->clock = it.clock; },
            [&](const ClockChanged& it) { state.huddle->clock = it.clock; },
            [&](const NoteSealed& it) {
                // In its place at once: notes are by far the most frequent change.
                const auto place = std::upper_bound(
                    state.sealed.begin(), state.sealed.end(), it.note.id,
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
                if (state.huddle) std::erase_if(state.huddle->notes, [&](const Note& note) { return note.id == it.note; });
                std::erase_if(state.set_aside, [&](const Note& note) { return note.id == it.note; });
                for (Lesson& lesson : state.lessons) {
                    if (lesson.note == it.note) lesson.note.reset();
                }
                for (Question& question : state.questions) {
                    if (question.note == it.note) question.note.reset();
                }
                if (state.last_time && state.last_time->hope && state.last_time->hope->id == it.note) {
                    state.last_time->hope.reset();
                }
            },
            [&](const LessonKept& it) { state.lessons.push_back(it.lesson); },
            [&](const ActionKept& it) { state.actions.push_back(it.action); },
            [&](const QuestionKept& it) { state.questions.push_back(it.question); },
            [&](const ActionReviewed& it) {
                for (Action& action : state.actions) {
                    if (action.id != it.action) continue;
                    action.state = it.state;
                    action.reviewed_in = it.reviewed_in;
                }
            },
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
            },
        },
        change);
    if (!std::holds_alternative<NoteSealed>(change)) tidy(state);
}

}  // namespace hearthside
