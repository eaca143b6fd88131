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
    RoundCategory category = RoundCategory::wins;
    std::string text;
    // What stands for the retry token, which makes a repeated sending the same note.
    std::string token;

    friend bool operator==(const SealedNote&, const SealedNote&) = default;
};

enum class NoteState { on_the_wall, talked_about, set_aside };
std::string_view to_text(NoteState state);
std::optional<NoteState> note_state_from_text(std::string_view text);

struct Note {
    NoteId id;  // fresh at release: unrelated to the sealed note's
    RoundCategory category = RoundCategory::wins;
    std::string text;
    NoteState state = NoteState::on_the_wall;
    std::optional<Day> set_aside_on;
    std::optional<GroupId> group;  // a note that is set aside stays in its group, unseen
    int thanks = 0;                // a tally; people only ever see "thanked"

    friend bool operator==(const Note&, const Note&) = default;
};

// Notes of one theme that the team put together.
struct NoteGroup {
    GroupId id;
    RoundCategory category = RoundCategory::wins;
    std::string title;  // may be empty

    friend bool operator==(const NoteGroup&, const NoteGroup&) = default;
};

struct Lesson {
    LessonId id;
    HuddleId huddle;
    Instant kept;
    std::string text;
    std::vector<NoteId> notes;          // what it was learnt from, if anything; by id
    std::string cause;                  // what made it likely; may be empty
    std::optional<Day> shared_on;       // with other teams
    std::optional<HuddleId> shared_in;  // the huddle then running, or the last one before
    std::optional<ActionId> shared_result;  // the action that tells what came of it

    friend bool operator==(const Lesson&, const Lesson&) = default;
};

enum class ActionState { trying, done, let_go };
std::string_view to_text(ActionState state);
std::optional<ActionState> action_state_from_text(std::string_view text);

// What an action did, once it was done.
enum class Help { helped, did_not_help, too_early };
std::string_view to_text(Help help);
std::optional<Help> help_from_text(std::string_view text);

// What one huddle said of an action: its history, one step a huddle at most.
struct ActionStep {
    HuddleId huddle;
    Day day;
    ActionState state = ActionState::trying;
    std::optional<Help> help;  // of an action that is done
    Day due;                   // from then on

    friend bool operator==(const ActionStep&, const ActionStep&) = default;
};

struct Action {
    ActionId id;
    LessonId lesson;  // an action needs a lesson
    HuddleId huddle;
    Instant kept;
    std::string condition;  // "If ..." without the "If"; may be empty for a plain action
    std::string response;   // "then we will ..." without those words
    std::string role;       // a role, never a name
    Day first_due;
    std::vector<ActionStep> steps;  // oldest first; what follows is what they come to
    Day due;
    ActionState state = ActionState::trying;
    std::optional<Help> help;
    std::optional<Day> closed_on;         // done or let go
    std::optional<HuddleId> reviewed_in;  // the huddle that last said how it goes

    friend bool operator==(const Action&, const Action&) = default;
};

// "Still unknown" is open with a new day to look again.
enum class QuestionState { open, answered, not_ours };
std::string_view to_text(QuestionState state);
std::optional<QuestionState> question_state_from_text(std::string_view text);

// What was said of a question in one huddle, or between that huddle and the next.
struct QuestionStep {
    HuddleId huddle;
    bool between = false;  // after that huddle had closed
    Day day;
    QuestionState state = QuestionState::open;
    std::string answer;    // of an answered one
    std::string for_role;  // who may know, of one that is not ours to answer
    Day review_on;         // from then on

    friend bool operator==(const QuestionStep&, const QuestionStep&) = default;
};

struct Question {
    QuestionId id;
    HuddleId huddle;
    Instant kept;
    std::string text;
    std::optional<NoteId> note;
    Day first_review_on;
    std::vector<QuestionStep> steps;  // oldest first; what follows is what they come to
    Day review_on;                    // when to look at it again
    QuestionState state = QuestionState::open;
    std::string answer;
    std::string for_role;
    std::optional<Day> closed_on;

    friend bool operator==(const Question&, const Question&) = default;
};

enum class SharedAnswer { helped_here, did_not_help, adapted };
inline constexpr std::array<SharedAnswer, 3> all_shared_answers{SharedAnswer::helped_here, SharedAnswer::did_not_help,
                                                                SharedAnswer::adapted};
std::string_view to_text(SharedAnswer answer);
std::optional<SharedAnswer> shared_answer_from_text(std::string_view text);
using SharedAnswers = std::array<std::int64_t, 3>;  // how many kiosks said so, by SharedAnswer

// What another kiosk's team learnt and tried: never a note, never a place smaller than the team's name.
struct SharedLesson {
    SharedLessonId id;  // given here when it comes
    std::string kiosk;  // its public key, 64 hexadecimal digits
    LessonId lesson{};  // its id there; only together with `kiosk` does it name one lesson
    std::string team;
    std::string text;
    std::string condition, response;  // what they tried, as in Action
    Help result = Help::helped;       // helped or did_not_help
    Day shared_on, received_on;
    std::optional<HuddleId> shown_in;    // the huddle of ours that first showed it
    std::optional<SharedAnswer> answer;  // ours
    SharedAnswers answers{};             // of all kiosks, as their kiosk told it

    friend bool operator==(const SharedLesson&, const SharedLesson&) = default;
};

// What another kiosk said of a lesson of ours.
struct HeardBack {
    LessonId lesson;
    std::string kiosk;
    SharedAnswer answer = SharedAnswer::helped_here;

    friend bool operator==(const HeardBack&, const HeardBack&) = default;
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
    std::vector<NoteGroup> groups;  // by id
    std::string lead;               // the role that leads today; empty: whoever is nearest

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
    // Retry tokens of the notes that the running huddle opened, sorted: none of them belongs to any note any more.
    std::vector<std::string> opened_tokens;
    std::vector<Lesson> lessons;      // by (kept, id), as are actions and questions
    std::vector<Action> actions;
    std::vector<Question> questions;
    std::optional<LastTime> last_time;
    std::vector<Note> set_aside;  // in earlier huddles, and still to be brought back; ordered by id
    std::vector<SharedLesson> received;  // all of them, by (received_on, id)
    std::vector<HeardBack> heard_back;   // by (lesson, kiosk)
    std::vector<Day> loops_closed;       // when actions were done: all of them, sorted
    std::string next_lead;               // the role that leads the next huddle; empty: nobody chosen yet
    std::string seed;  // 64 hexadecimal digits by chance: what this kiosk signs shared lessons with

    friend bool operator==(const State&, const State&) = default;
};

// Drops what is neither open nor shared nor of the running or the last huddle, and puts every list in
// its order. Called after each change that may need it and after loading, so that both give the same State.
void tidy(State& state);

// Is "how was it?" asked now: in the last round, unless the layout has it otherwise?
bool asks_pulse(const Huddle& huddle);

// May dots be placed now, as far as the State knows: a lessons round that has them, with its notes open?
bool has_voting(const Huddle& huddle);

// Does the State hold any retry token?
bool has_tokens(const State& state);

// Is the note with this retry token in already, sealed or opened in this huddle?
bool has_token(const State& state, const std::string& token);

// Of the running huddle.
Note* find_note(State& state, NoteId id);
const Note* find_note(const State& state, NoteId id);
const Note* find_set_aside(const State& state, NoteId id);
const Lesson* find_lesson(const State& state, LessonId id);
const Action* find_action(const State& state, ActionId id);
const Question* find_question(const State& state, QuestionId id);
const SharedLesson* find_shared(const State& state, SharedLessonId id);
const SharedLesson* find_shared(const State& state, const std::string& kiosk, LessonId lesson);
const NoteGroup* find_group(const State& state, GroupId id);  // of the running huddle

// Is there still something to ask: it is being tried, or it was too early to say whether it helped?
bool is_open(const Action& action);

// Done, and the team said whether it helped: then other teams may hear of it.
bool has_result(const Action& action);

// The newest action of the lesson that has a result; null when there is none.
const Action* result_of(const State& state, LessonId lesson);

// `due`, `state` and what else follows from the steps.
void follow_steps(Action& action);
void follow_steps(Question& question);

}  // namespace hearthside
