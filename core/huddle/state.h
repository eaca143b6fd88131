// Everything true and saved that the rules need: the running huddle, the sealed notes, what is
// still open, and what the last huddle left behind. It lives inside the Room and never leaves it:
// it holds sealed texts. Older history is in the store only. Every member is saved, so loading
// gives back an equal State.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/layout.h"
#include "core/huddle/types.h"

namespace hearthside {

struct SealedNote {
    SealedNoteId id;
    Theme theme = Theme::wins;
    std::string text;
    std::string token;  // the retry token: makes a repeated sending the same note; dies at release

    friend bool operator==(const SealedNote&, const SealedNote&) = default;
};

enum class NoteState { on_the_wall, talked_about, set_aside };
std::string_view to_text(NoteState state);
std::optional<NoteState> note_state_from_text(std::string_view text);

struct Note {
    NoteId id;  // fresh at release: unrelated to the sealed note's
    Theme theme = Theme::wins;
    std::string text;
    NoteState state = NoteState::on_the_wall;
    std::optional<Day> set_aside_on;

    friend bool operator==(const Note&, const Note&) = default;
};

struct Lesson {
    LessonId id;
    HuddleId huddle;
    Instant kept;
    std::string text;
    std::optional<NoteId> note;  // the note it was learnt from, if any

    friend bool operator==(const Lesson&, const Lesson&) = default;
};

enum class ActionState { trying, done, let_go };
std::string_view to_text(ActionState state);
std::optional<ActionState> action_state_from_text(std::string_view text);

struct Action {
    ActionId id;
    LessonId lesson;  // an action needs a lesson
    HuddleId huddle;
    Instant kept;
    std::string condition;  // "If ..." without the "If"; may be empty for a plain action
    std::string response;   // "then we will ..." without those words
    std::string role;       // a role, never a name
    Day due;
    ActionState state = ActionState::trying;
    std::optional<HuddleId> reviewed_in;  // the huddle that last said how it goes

    friend bool operator==(const Action&, const Action&) = default;
};

enum class QuestionState { open };
std::string_view to_text(QuestionState state);
std::optional<QuestionState> question_state_from_text(std::string_view text);

struct Question {
    QuestionId id;
    HuddleId huddle;
    Instant kept;
    std::string text;
    std::optional<NoteId> note;
    QuestionState state = QuestionState::open;

    friend bool operator==(const Question&, const Question&) = default;
};

struct RoundTime {
    Milliseconds allotted{0};  // what the round has now, after lending and borrowing
    Milliseconds spent{0};     // up to the clock's mark

    friend bool operator==(const RoundTime&, const RoundTime&) = default;
};

// The one clock of the whole huddle. The sum of all allotted time and the spare time is always the
// layout's total.
struct Clock {
    std::size_t current = 0;        // index into the layout's rounds
    std::vector<RoundTime> rounds;  // as long as the layout's rounds
    Milliseconds spare{0};          // given back by rounds that ended early, lent to nobody yet
    bool running = true;            // false while paused
    Instant mark;                   // when `spent` of the current round was last brought up to date
    Instant last_touched;           // when somebody last led the huddle; notes do not count

    friend bool operator==(const Clock&, const Clock&) = default;
};

// How many people tapped 1, 2, 3, 4 or 5 at the close: counters, never answers (SAFETY 8).
using PulseCounts = std::array<std::int64_t, 5>;

struct Huddle {
    HuddleId id;
    Layout layout;     // as it was when the huddle started, minimums included
    Instant started;   // wall clock
    Day day;
    Clock clock;
    std::vector<bool> released;  // for each round: were its notes opened?
    std::vector<Note> notes;     // released in this huddle, ordered by id, which is random
    PulseCounts pulse{};

    friend bool operator==(const Huddle&, const Huddle&) = default;
};

// The key that the QR code holds: one for the whole room, never for a person (32 hexadecimal digits).
struct RoomKey {
    std::string current;
    Day made_on;
    std::string previous;                 // empty when there is none
    std::optional<Instant> previous_until;  // on the huddle's time line

    friend bool operator==(const RoomKey&, const RoomKey&) = default;
};

// What the last closed huddle leaves for the home screen.
struct LastTime {
    HuddleId huddle;
    Day day;
    std::optional<Note> hope;  // one hope note, chosen by chance

    friend bool operator==(const LastTime&, const LastTime&) = default;
};

struct State {
    RoomKey key;
    std::optional<Huddle> huddle;  // none between huddles
    std::vector<SealedNote> sealed;   // ordered by id, which is random
    std::vector<Lesson> lessons;      // by (kept, id), as are actions and questions
    std::vector<Action> actions;
    std::vector<Question> questions;
    std::optional<LastTime> last_time;
    std::vector<Note> set_aside;  // in earlier huddles, and still to be brought back; ordered by id

    friend bool operator==(const State&, const State&) = default;
};

// Drops what is neither open nor of the running or the last huddle, and puts every list in its
// order. Called after each change that may need it and after loading, so that both give the same State.
void tidy(State& state);

// Is "how was it?" asked now: in the last round, unless the layout has it otherwise?
bool asks_pulse(const Huddle& huddle);

// Of the running huddle.
Note* find_note(State& state, NoteId id);
const Note* find_note(const State& state, NoteId id);
const Note* find_set_aside(const State& state, NoteId id);
const Lesson* find_lesson(const State& state, LessonId id);
const Action* find_action(const State& state, ActionId id);

}  // namespace hearthside
