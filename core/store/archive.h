// SPDX-License-Identifier: Apache-2.0
// The record for a reviewer: pages of huddles, lessons, actions and questions, a search through all released
// texts, and the numbers for charts. It only reads, through its own connection, which never checkpoints and
// cannot reach sealed notes. Belongs to one thread.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/state.h"
#include "core/store/history.h"

namespace hearthside {

template <class Item>
struct PageOf {
    std::vector<Item> items;
    std::int64_t total = 0;  // on all pages together
};

struct PageChoice {
    std::int64_t skip = 0;
    int at_most = 25;
};

enum class HuddleState { any, open_actions, done_actions, let_go_actions, open_questions, left_alone };
std::string_view to_text(HuddleState state);  // "open-actions"; "" means any
std::optional<HuddleState> huddle_state_from_text(std::string_view text);

struct HuddleFilter {
    Span span;
    std::string layout;                  // id; empty: any
    std::optional<RoundCategory> round;  // only huddles with notes in it
    HuddleState state = HuddleState::any;
};

struct HuddleLine {
    HuddleId id;
    Day day;
    Instant started;
    std::optional<Instant> closed;  // none while it is running
    bool left_alone = false;
    std::string layout_id, layout_name;
    Milliseconds planned{0}, spent{0};
    int lessons = 0, actions = 0, open_actions = 0, questions = 0;
};

struct LessonLine {
    Lesson lesson;
    Day day;  // the day of its huddle
    std::vector<Action> actions;
};

struct ActionLine {
    Action action;
    Day day;
    std::string lesson;
};

struct QuestionLine {
    Question question;
    Day day;
};

struct LayoutName {
    std::string id, name;
};

enum class FoundKind { note, lesson, action, question };

struct SearchFilter {
    std::string words;
    Span span;
    std::string layout;                  // id; empty: any
    std::optional<RoundCategory> round;  // with it, only notes are found
    std::optional<FoundKind> kind;
};

struct Found {
    FoundKind kind = FoundKind::note;
    HuddleId huddle;
    Day day;
    std::string layout_name;
    std::optional<RoundCategory> round;  // of a note
    std::string text;
};

// How many notes a month had in a round, as a band.
enum class NotesBand { none, up_to_4, up_to_24, up_to_99, up_to_249, more };

struct MonthOfNotes {
    Day month;                         // its first day
    std::array<NotesBand, 4> bands{};  // by RoundCategory
};

struct TimeKept {
    Day day;
    Milliseconds planned{0}, spent{0};
};

struct ActionCounts {
    int done = 0, trying = 0, let_go = 0;
};

class Archive {
public:
    // Problems: those of History::open.
    static Result<std::unique_ptr<Archive>> open(const std::filesystem::path& folder);
    virtual ~Archive() = default;

    // Problems of all functions below: the record cannot be read (not_saved, damaged).
    virtual Result<PageOf<HuddleLine>> huddles(const HuddleFilter& filter, PageChoice page) = 0;  // newest first
    virtual Result<std::optional<HuddleRecord>> huddle(HuddleId id) = 0;
    virtual Result<std::vector<LayoutName>> layouts() = 0;
    virtual Result<std::optional<Span>> whole_span() = 0;                               // none when the record is empty
    virtual Result<PageOf<LessonLine>> lessons(const Span& span, PageChoice page) = 0;  // newest first
    // Open ones first, by their due day; then the others, newest first.
    virtual Result<PageOf<ActionLine>> actions(const Span& span, std::optional<ActionState> state, PageChoice page) = 0;
    virtual Result<PageOf<QuestionLine>> questions(const Span& span, std::optional<QuestionState> state,
                                                   PageChoice page) = 0;  // open ones first, newest first

    // Closed huddles only.
    virtual Result<std::vector<TimeKept>> time_kept(const Span& span) = 0;  // oldest first
    virtual Result<std::vector<Day>> loops_closed(const Span& span) = 0;    // the days on which actions were done
    virtual Result<ActionCounts> action_counts(const Span& span) = 0;
    // Whole months only, so that the difference between two spans never shows a single huddle.
    virtual Result<std::vector<MonthOfNotes>> notes_by_month(const Span& span) = 0;
    virtual Result<std::vector<PulsePool>> pulse(const Span& span) = 0;  // History::pulse

    // Newest first. The first search reads all texts; later ones read only the changes.
    virtual Result<PageOf<Found>> search(const SearchFilter& filter, PageChoice page) = 0;
};

}  // namespace hearthside
