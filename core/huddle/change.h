// What was accepted: each Change holds all that is needed both to apply it to the State and to
// write it to the store, without looking anything up.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/huddle/state.h"

namespace hearthside {

struct KeyRenewed { RoomKey key; };
struct HuddleStarted { Huddle huddle; };
// `opened` is the wall clock when `clock.current` was opened.
struct RoundOpened { HuddleId huddle; Clock clock; Instant opened; };
struct ClockChanged { HuddleId huddle; Clock clock; };
struct NoteSealed { SealedNote note; };
// `notes` are shuffled copies under fresh identities; `sealed` are the rows they replace. Both are
// empty when too few notes came.
struct NotesReleased {
    HuddleId huddle;
    std::size_t round = 0;
    std::vector<Note> notes;
    std::vector<SealedNoteId> sealed;
};
struct NoteMarked { NoteId note; NoteState state = NoteState::on_the_wall; std::optional<Day> set_aside_on; };
struct NoteDeleted { NoteId note; };
struct LessonKept { Lesson lesson; };
struct ActionKept { Action action; };
struct QuestionKept { Question question; };
struct ActionReviewed { ActionId action; ActionState state = ActionState::trying; std::optional<HuddleId> reviewed_in; };

// One answer more for `value`, and one less for `instead_of` unless that is 0.
struct PulseAnswered { HuddleId huddle; int value = 0; int instead_of = 0; };

enum class HowItEnded { closed, left_alone };
std::string_view to_text(HowItEnded how);
struct HuddleClosed {
    HuddleId huddle;
    Clock clock;  // final; not running
    Instant closed;
    HowItEnded how = HowItEnded::closed;
    std::optional<NoteId> hope;  // shown on the home screen until the next huddle closes
};

using Change = std::variant<KeyRenewed, HuddleStarted, RoundOpened, ClockChanged, NoteSealed,
                            NotesReleased, NoteMarked, NoteDeleted, LessonKept, ActionKept,
                            QuestionKept, ActionReviewed, PulseAnswered, HuddleClosed>;

}  // namespace hearthside
