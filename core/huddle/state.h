// SPDX-License-Identifier: Apache-2.0
// The State is everything saved that the rules need: the running huddle, the sealed notes, what is still
// open, and what the last huddle handed on. It holds sealed texts, so it stays inside the Room. Older history
// is in the store only. Every member is saved, so loading gives an equal State.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/layout.h"
#include "core/huddle/types.h"

namespace hearthside::huddle {

struct SealedNote {
    SealedNoteId id;
    RoundCategory category = RoundCategory::wins;
    std::string text;
    // The retry token in hashed form. A note sent again has the same one.
    std::string token;

    friend bool operator==(const SealedNote&, const SealedNote&) = default;
};

enum class NoteState { on_the_wall, talked_about, set_aside };
std::string_view to_text(NoteState state);
std::optional<NoteState> note_state_from_text(std::string_view text);

struct Note {
    NoteId id;  // fresh at release, unrelated to the sealed note's id
    RoundCategory category = RoundCategory::wins;
    std::string text;
    NoteState state = NoteState::on_the_wall;
    std::optional<Day> set_aside_on;
    std::optional<GroupId> group;  // a set-aside note stays in its group, hidden
    int thanks = 0;                // a count; people only see "thanked"

    friend bool operator==(const Note&, const Note&) = default;
};

// Notes of one category that the team put together.
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
    std::vector<NoteId> notes;              // the notes it was learnt from, by id; may be empty
    std::string cause;                      // what made it likely; may be empty
    std::optional<Day> shared_on;           // with other teams
    std::optional<HuddleId> shared_in;      // the running huddle, or the last one before
    std::optional<ActionId> shared_result;  // the action that shows the result

    friend bool operator==(const Lesson&, const Lesson&) = default;
};

enum class ActionState { trying, done, let_go };
std::string_view to_text(ActionState state);
std::optional<ActionState> action_state_from_text(std::string_view text);

// The result of an action that was done.
enum class Help { helped, did_not_help, too_early };
std::string_view to_text(Help help);
std::optional<Help> help_from_text(std::string_view text);

// What one huddle said about an action. At most one step for each huddle.
struct ActionStep {
    HuddleId huddle;
    Day day;
    ActionState state = ActionState::trying;
    std::optional<Help> help;  // only for an action that is done
    Day due;                   // from then on

    friend bool operator==(const ActionStep&, const ActionStep&) = default;
};

struct Action {
    ActionId id;
    LessonId lesson;  // every action needs a lesson
    HuddleId huddle;
    Instant kept;
    std::string condition;  // "If ..." without the "If"; may be empty for a plain action
    std::string response;   // "then we will ..." without those words
    std::string role;       // a role, never a name
    Day first_due;
    std::vector<ActionStep> steps;  // oldest first; the members below follow from them
    Day due;
    ActionState state = ActionState::trying;
    std::optional<Help> help;
    std::optional<Day> closed_on;         // the day it was done or let go
    std::optional<HuddleId> reviewed_in;  // the huddle that reviewed it last

    friend bool operator==(const Action&, const Action&) = default;
};

// "Still unknown" means open, with a new review day.
enum class QuestionState { open, answered, not_ours };
std::string_view to_text(QuestionState state);
std::optional<QuestionState> question_state_from_text(std::string_view text);

// What was said about a question in one huddle, or between that huddle and the next.
struct QuestionStep {
    HuddleId huddle;
    bool between = false;  // after that huddle had closed
    Day day;
    QuestionState state = QuestionState::open;
    std::string answer;    // only for an answered one
    std::string for_role;  // the role that may know, when the question is not ours to answer
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
    std::vector<QuestionStep> steps;  // oldest first; the members below follow from them
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
using SharedAnswers = std::array<std::int64_t, 3>;  // how many kiosks gave each answer, by SharedAnswer

// What another kiosk's team learnt and tried. It never holds a note, and no place more exact than the team's
// name.
struct SharedLesson {
    SharedLessonId id;  // drawn here when the lesson arrives
    std::string kiosk;  // its public key, 64 hexadecimal digits
    LessonId lesson{};  // its id at that kiosk; unique only together with `kiosk`
    std::string team;
    std::string text;
    std::string condition, response;  // what they tried, as in Action
    Help result = Help::helped;       // helped or did_not_help
    Day shared_on, received_on;
    std::optional<HuddleId> shown_in;    // our huddle that showed it first
    std::optional<SharedAnswer> answer;  // our team's answer
    SharedAnswers answers{};             // of all kiosks, as the lesson's kiosk reported them

    friend bool operator==(const SharedLesson&, const SharedLesson&) = default;
};

// What another kiosk said about one of our lessons.
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

// The one clock of the whole huddle. All allotted time plus the spare time always adds up to the layout's
// total.
struct Clock {
    std::size_t current = 0;        // index into the layout's rounds
    std::vector<RoundTime> rounds;  // as long as the layout's rounds
    Milliseconds spare{0};          // given back by rounds that ended early and not yet lent
    bool running = true;            // false while paused
    Instant mark;                   // when `spent` of the current round was last updated
    Instant last_touched;           // when somebody last led the huddle; adding a note does not count

    friend bool operator==(const Clock&, const Clock&) = default;
};

// How many people tapped 1, 2, 3, 4 or 5 at the close. Only counters are kept, never single answers (SAFETY
// 8).
using PulseCounts = std::array<std::int64_t, 5>;

struct Huddle {
    HuddleId id;
    Layout layout;    // as it was when the huddle started, including the minimums
    Instant started;  // wall clock
    Day day;
    Clock clock;
    std::vector<bool> released;  // for each round: whether its notes were opened
    std::vector<Note> notes;     // released in this huddle, ordered by id, which is random
    PulseCounts pulse{};
    std::vector<NoteGroup> groups;  // by id
    std::string lead;               // the role that leads today; empty: nobody was chosen

    friend bool operator==(const Huddle&, const Huddle&) = default;
};

// The key in the QR code: one for the whole room, never for a person (32 hexadecimal digits).
struct RoomKey {
    std::string current;
    Day made_on;
    std::string previous;                   // empty when there is none
    std::optional<Instant> previous_until;  // on the huddle's time line

    friend bool operator==(const RoomKey&, const RoomKey&) = default;
};

// What the last closed huddle hands to the home screen.
struct LastTime {
    HuddleId huddle;
    Day day;
    std::optional<Note> hope;  // one hope note, chosen at random

    friend bool operator==(const LastTime&, const LastTime&) = default;
};

struct State {
    RoomKey key;
    std::optional<Huddle> huddle;    // none between huddles
    std::vector<SealedNote> sealed;  // ordered by id, which is random
    // Retry tokens of the notes that the running huddle opened, sorted. They are no longer linked to a note.
    std::vector<std::string> opened_tokens;
    std::vector<Lesson> lessons;  // by (kept, id), as are actions and questions
    std::vector<Action> actions;
    std::vector<Question> questions;
    std::optional<LastTime> last_time;
    std::vector<Note> set_aside;         // in earlier huddles, and can still be brought back; ordered by id
    std::vector<SharedLesson> received;  // all of them, by (received_on, id)
    std::vector<HeardBack> heard_back;   // by (lesson, kiosk)
    std::vector<Day> loops_closed;       // when actions were done; complete and sorted
    std::string next_lead;               // the role that leads the next huddle; empty: nobody has been chosen yet
    std::string seed;                    // 64 random hexadecimal digits: the seed of the key that signs shared lessons

    friend bool operator==(const State&, const State&) = default;
};

// Removes what is not open, not shared and not from the running or the last huddle, and sorts every list. It
// is called after changes that may need it and after loading, so that both give the same State.
void tidy(State& state);

// Whether "how was it?" is asked now: in the last round, unless the layout switches it off.
bool asks_pulse(const Huddle& huddle);

// Whether the running huddle can still be called off: it is in its first round, and nothing was opened, kept or
// answered in it.
bool may_call_off(const State& state);

// Whether the State allows dots now: in a lessons round with dots whose notes are open.
bool has_voting(const Huddle& huddle);

// Whether the State holds any retry token.
bool has_tokens(const State& state);

// Whether the note with this retry token is already there, sealed or opened in this huddle.
bool has_token(const State& state, const std::string& token);

// These search the running huddle.
Note* find_note(State& state, NoteId id);
const Note* find_note(const State& state, NoteId id);
const Note* find_set_aside(const State& state, NoteId id);
const Lesson* find_lesson(const State& state, LessonId id);
const Action* find_action(const State& state, ActionId id);
const Question* find_question(const State& state, QuestionId id);
const SharedLesson* find_shared(const State& state, SharedLessonId id);
const SharedLesson* find_shared(const State& state, const std::string& kiosk, LessonId lesson);
const NoteGroup* find_group(const State& state, GroupId id);  // in the running huddle

// Whether it is a note's words, kept as they stand, and that note was set aside. Then it is not shown, until the note
// is brought back, and is deleted with the note. A lesson from which an action grew has become the team's own.
bool went_aside(const State& state, const Question& question);
bool went_aside(const State& state, const Lesson& lesson);

// Whether there is still something to ask: it is being tried, or it was too early to say whether it helped.
bool is_open(const Action& action);

// Whether it is done and the team said whether it helped. Then it may be shared with other teams.
bool has_result(const Action& action);

// The newest action of the lesson that has a result; null when there is none.
const Action* result_of(const State& state, LessonId lesson);

// Sets `due`, `state` and the other members that follow from the steps.
void follow_steps(Action& action);
void follow_steps(Question& question);

}  // namespace hearthside::huddle
