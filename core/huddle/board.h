// What may be shown: to the screen, to phones, to a script. A Board never holds a sealed text, and
// tells of sealed notes only in bands. It is published whole, never changed, and safe to read from
// any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/huddle/pace.h"
#include "core/huddle/state.h"

namespace hearthside {

// How many sealed notes wait, as far as anybody may know: a number that ticks up would name whoever
// just put a phone away.
enum class Band { none_yet, a_few, five_or_more };
std::string_view to_text(Band band);
using Bands = std::array<Band, 4>;  // by RoundCategory

Bands bands_of(const State& state);

struct RoundBoard {
    Round round;
    Milliseconds allotted{0};
    Milliseconds spent{0};    // up to the clock's mark
    bool released = false;    // its notes were opened, or too few had come
    bool holding = false;     // released with nothing to show: a few notes wait until they are enough to mix
    std::size_t notes = 0;    // on the wall or talked about
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
    std::vector<Note> notes;  // released in this huddle; set-aside ones too, which no screen but undo shows
    std::vector<Lesson> lessons;      // kept in this huddle
    std::vector<Action> actions;
    std::vector<Question> questions;
    std::vector<NoteGroup> groups;  // by id; each has two notes or more, some of them perhaps set aside
    std::string lead;               // the role that leads today; empty: nobody was chosen
    std::vector<std::string> speaks_first;  // the layout's; see prompting.h

    const RoundBoard& current() const { return rounds[clock.current]; }
};

struct ActionCard {
    Action action;
    std::string lesson;  // the lesson it belongs to
    bool may_share = false;  // the lesson has a result, so other teams may hear of it
    bool shared = false;
};

struct LoopCard {  // "you said -> we tried"
    std::string you_said;
    std::string condition, response;  // what we tried, as in Action
    ActionState state = ActionState::trying;
    std::optional<Help> help;  // "-> it did"
};

// A lesson that travels, for the home screen.
struct SharedCard {
    bool ours = false;
    std::string team;  // the other team's name; empty when it is ours
    std::string text;
    std::string condition, response;  // what was tried, as in Action
    Help result = Help::helped;
    Day shared_on;
    SharedAnswers answers{};  // what other kiosks said of it
};

// Dots on the notes of a lessons round. Nobody sees them before the end, so that none follows another.
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
    std::vector<Question> open_questions;  // from earlier huddles, open or reviewed in this one; by review day
    std::vector<Question> answered;  // closed in the last huddle or since: they open the next one
    std::optional<SharedLesson> shared_news;  // one lesson of another team: the one this huddle was shown, or one not shown yet
    std::optional<SharedCard> latest_shared;  // of ours or of others
    std::vector<Day> loops_closed;  // when actions were done; see closed_in_quarter
    std::string next_lead;          // the role that leads the next huddle; empty: nobody chosen yet
    Voting voting;                  // the Room fills it in
    std::optional<LoopCard> loop;
    std::string hope;      // one hope note of last time; empty when there was none
    bool pulse_asked = false;  // is "how was it?" asked now? No answer is ever on a Board
    std::vector<Note> set_aside;  // in earlier huddles: for whoever looks after the record, behind the passcode
    std::string trouble;   // a sentence when the kiosk cannot keep notes now; else empty
};

// `shown` are the bands people may see now: the Room renews them every ten seconds at most.
Board board_of(const State& state, const Bands& shown);

// How many of the days lie in the quarter of the year that `today` lies in.
int closed_in_quarter(const std::vector<Day>& days, Day today);

// "If the pump beeps, then we will ..." from an action's two halves.
std::string sentence_of(const Action& action);

}  // namespace hearthside
