// SPDX-License-Identifier: Apache-2.0
// A Change is an accepted decision. It holds everything that is needed to apply it to the State and to write
// it to the store, without looking anything up.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/huddle/state.h"

namespace hearthside::huddle {

struct KeyRenewed {
    RoomKey key;
};
struct HuddleStarted {
    Huddle huddle;
};
// `opened` is the wall clock at the moment when `clock.current` was opened.
struct RoundOpened {
    HuddleId huddle;
    Clock clock;
    Instant opened;
};
struct ClockChanged {
    HuddleId huddle;
    Clock clock;
};
// Only time has passed, in the round that is open.
struct ClockMarked {
    HuddleId huddle;
    Milliseconds spent{0};
    Instant mark;
};
struct NoteSealed {
    SealedNote note;
};
// `notes` are shuffled copies with fresh ids. `sealed` are the rows they replace, and `tokens` are the retry
// tokens of those rows. Each of the three lists has an order unrelated to the others. All three are empty
// when too few notes came.
struct NotesReleased {
    HuddleId huddle;
    std::size_t round = 0;
    std::vector<Note> notes;
    std::vector<SealedNoteId> sealed;
    std::vector<std::string> tokens;
};
struct NoteMarked {
    NoteId note;
    NoteState state = NoteState::on_the_wall;
    std::optional<Day> set_aside_on;
};
struct NoteDeleted {
    NoteId note;
};
struct NoteThanked {
    NoteId note;
};
// The group as it is from now on, with its members. It is deleted when it has no members.
struct GroupChanged {
    HuddleId huddle;
    NoteGroup group;
    std::vector<NoteId> notes;
};
struct LessonKept {
    Lesson lesson;
};
struct LessonEdited {
    LessonId lesson;
    std::string text;
    std::string cause;
};
// With none of the three set, the lesson is no longer shared.
struct LessonShared {
    LessonId lesson;
    std::optional<Day> on;
    std::optional<HuddleId> in;
    std::optional<ActionId> result;
};
struct ActionKept {
    Action action;
};
struct QuestionKept {
    Question question;
};
struct KeptTakenBack {
    std::variant<LessonId, ActionId, QuestionId> kept;
};
struct ActionReviewed {
    Action action;
};  // as it is from now on, with its steps
struct QuestionReviewed {
    Question question;
};  // as it is from now on, with its steps
struct NextLeadChosen {
    std::string role;
};
struct SharedReceived {
    SharedLesson lesson;
};
struct SharedCounted {
    SharedLessonId lesson;
    SharedAnswers answers{};
};
struct SharedSeen {
    SharedLessonId lesson;
    HuddleId huddle;
};
struct SharedAnswered {
    SharedLessonId lesson;
    std::optional<SharedAnswer> answer;
};
struct HeardFrom {
    HeardBack heard;
};  // replaces what the same kiosk said about the same lesson
struct SeedMade {
    std::string seed;
};

// Adds one answer for `value`, and removes one for `instead_of` unless that is 0.
struct PulseAnswered {
    HuddleId huddle;
    int value = 0;
    int instead_of = 0;
};

enum class HowItEnded { closed, left_alone };
std::string_view to_text(HowItEnded how);
struct HuddleClosed {
    HuddleId huddle;
    Clock clock;  // final; not running
    Instant closed;
    HowItEnded how = HowItEnded::closed;
    std::optional<NoteId> hope;  // shown on the home screen until the next huddle closes
};

// The running huddle leaves the record. Sealed notes stay as they are.
struct HuddleCalledOff {
    HuddleId huddle;
    std::string lead;  // leads the next huddle, as before
};

using Change = std::variant<KeyRenewed, HuddleStarted, RoundOpened, ClockChanged, ClockMarked, NoteSealed,
                            NotesReleased, NoteMarked, NoteDeleted, NoteThanked, GroupChanged, LessonKept, LessonEdited,
                            LessonShared, ActionKept, QuestionKept, KeptTakenBack, ActionReviewed, QuestionReviewed,
                            NextLeadChosen, SharedReceived, SharedCounted, SharedSeen, SharedAnswered, HeardFrom,
                            SeedMade, PulseAnswered, HuddleClosed, HuddleCalledOff>;

}  // namespace hearthside::huddle
