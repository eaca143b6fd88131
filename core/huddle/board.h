// SPDX-License-Identifier: Apache-2.0
// A Board holds what the screen, phones and scripts may show. It never holds a sealed text, and it gives the
// number of sealed notes only in bands. It is published as a whole and never changed afterwards, so any
// thread may read it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/huddle/pace.h"
#include "core/huddle/state.h"

namespace hearthside::huddle {

// How many sealed notes are waiting, as far as people may know. An exact count would go up as soon as one
// person puts a phone down, and so would show who wrote the note.
enum class Band { none_yet, a_few, five_or_more };
std::string_view to_text(Band band);
using Bands = std::array<Band, 4>;  // by RoundCategory

Bands bands_of(const State& state);

struct RoundBoard {
    Round round;
    Milliseconds allotted{0};
    Milliseconds spent{0};  // up to the clock's mark
    bool released = false;  // the notes were opened, or there were too few to open
    bool holding = false;   // released with nothing to show: a few notes wait until there are enough to mix
    std::size_t notes = 0;  // on the wall or talked about
};

struct HuddleBoard {
    HuddleId id;
    std::string layout_id;
    std::string layout_name;
    Day day;
    Instant started;
    Clock clock;
    MinuteOffer minute;
    std::vector<RoundBoard> rounds;
    std::vector<Note> notes;      // released in this huddle, including set-aside ones, which only undo shows
    std::vector<Lesson> lessons;  // kept in this huddle
    std::vector<Action> actions;
    std::vector<Question> questions;
    std::vector<NoteGroup> groups;          // by id; each has at least two notes, and some may be set aside
    std::string lead;                       // the role that leads today; empty: nobody was chosen
    std::vector<std::string> speaks_first;  // the layout's; see prompting.h
    bool may_call_off = false;

    const RoundBoard& current() const { return rounds[clock.current]; }
};

struct ActionCard {
    Action action;
    std::string lesson;      // the lesson it belongs to
    bool may_share = false;  // the lesson has a result, so it may be shared with other teams
    bool shared = false;
};

struct LoopCard {  // "you said -> we tried"
    std::string you_said;
    std::string condition, response;  // what we tried, as in Action
    ActionState state = ActionState::trying;
    std::optional<Help> help;  // "-> it did"
};

// A lesson shared between teams, as the home screen shows it.
struct SharedCard {
    bool ours = false;
    std::string team;  // the other team's name; empty when the lesson is ours
    std::string text;
    std::string condition, response;  // what was tried, as in Action
    Help result = Help::helped;
    Day shared_on;
    SharedAnswers answers{};  // what other kiosks answered
};

// Dots on the notes of a lessons round. The result stays hidden until the end, so that nobody follows the
// others.
struct Voting {
    bool open = false;
    std::vector<std::pair<NoteId, int>> result;  // most dots first; empty until voting ended or the round was left

    friend bool operator==(const Voting&, const Voting&) = default;
};

struct Board {
    std::string room_key;  // what the QR code holds
    std::string previous_key;
    std::optional<Instant> previous_key_until;
    Bands waiting{};
    std::optional<HuddleBoard> huddle;
    std::vector<ActionCard> due;  // from earlier huddles, still open or reviewed in this one, with their history
    std::vector<Question> open_questions;     // from earlier huddles, open or reviewed in this one; by review day
    std::vector<Question> answered;           // closed in the last huddle or since; shown at the start of the next one
    std::optional<SharedLesson> shared_news;  // another team's lesson: shown in this huddle, or not shown yet
    std::optional<SharedCard> latest_shared;  // of ours or of others
    std::vector<Day> loops_closed;            // when actions were done; see closed_in_quarter
    std::string next_lead;                    // the role that leads the next huddle; empty: nobody has been chosen yet
    Voting voting;                            // the Room fills it in
    std::optional<LoopCard> loop;
    std::string hope;             // one hope note from last time; empty when there was none
    bool pulse_asked = false;     // whether "how was it?" is asked now; a Board never holds an answer
    std::vector<Note> set_aside;  // in earlier huddles; for the reviewer only, behind the passcode
    std::string trouble;          // a sentence when the kiosk cannot save notes now; otherwise empty
};

// `shown` are the bands that people may see now. The Room renews them at most every ten seconds.
Board board_of(const State& state, const Bands& shown);

// Counts the days that lie in the same quarter of the year as `today`.
int closed_in_quarter(const std::vector<Day>& days, Day today);

// Joins an action's two halves: "If the pump beeps, then we will ...".
std::string sentence_of(const Action& action);

}  // namespace hearthside::huddle
