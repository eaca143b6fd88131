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

namespace hearthside::store {

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
    std::string layout;                          // id; empty: any
    std::optional<huddle::RoundCategory> round;  // only huddles with notes in it
    HuddleState state = HuddleState::any;
};

struct HuddleLine {
    huddle::HuddleId id;
    huddle::Day day;
    huddle::Instant started;
    std::optional<huddle::Instant> closed;  // none while it is running
    bool left_alone = false;
    std::string layout_id, layout_name;
    huddle::Milliseconds planned{0}, spent{0};
    int lessons = 0, actions = 0, open_actions = 0, questions = 0;
};

struct LessonLine {
    huddle::Lesson lesson;
    huddle::Day day;  // the day of its huddle
    std::vector<huddle::Action> actions;
};

struct ActionLine {
    huddle::Action action;
    huddle::Day day;
    std::string lesson;
};

struct QuestionLine {
    huddle::Question question;
    huddle::Day day;
};

struct LayoutName {
    std::string id, name;
};

enum class FoundKind { note, lesson, action, question };

struct SearchFilter {
    std::string words;
    Span span;
    std::string layout;                          // id; empty: any
    std::optional<huddle::RoundCategory> round;  // with it, only notes are found
    std::optional<FoundKind> kind;
};

struct Found {
    FoundKind kind = FoundKind::note;
    huddle::HuddleId huddle;
    huddle::Day day;
    std::string layout_name;
    std::optional<huddle::RoundCategory> round;  // of a note
    std::string text;
};

// How many notes a month had in a round, as a band.
enum class NotesBand { none, up_to_4, up_to_24, up_to_99, up_to_249, more };

struct MonthOfNotes {
    huddle::Day month;                 // its first day
    std::array<NotesBand, 4> bands{};  // by RoundCategory
};

struct TimeKept {
    huddle::Day day;
    huddle::Milliseconds planned{0}, spent{0};
};

struct ActionCounts {
    int done = 0, trying = 0, let_go = 0;
};

class Archive {
public:
    // Problems: those of History::open.
    static huddle::Result<std::unique_ptr<Archive>> open(const std::filesystem::path& folder);
    virtual ~Archive() = default;

    // Problems of all functions below: the record cannot be read (not_saved, damaged).
    virtual huddle::Result<PageOf<HuddleLine>> huddles(const HuddleFilter& filter,
                                                       PageChoice page) = 0;  // newest first
    virtual huddle::Result<std::optional<HuddleRecord>> huddle(huddle::HuddleId id) = 0;
    virtual huddle::Result<std::vector<LayoutName>> layouts() = 0;
    virtual huddle::Result<std::optional<Span>> whole_span() = 0;  // none when the record is empty
    virtual huddle::Result<PageOf<LessonLine>> lessons(const Span& span, PageChoice page) = 0;  // newest first
    // Open ones first, by their due day; then the others, newest first.
    virtual huddle::Result<PageOf<ActionLine>> actions(const Span& span, std::optional<huddle::ActionState> state,
                                                       PageChoice page) = 0;
    virtual huddle::Result<PageOf<QuestionLine>> questions(const Span& span, std::optional<huddle::QuestionState> state,
                                                           PageChoice page) = 0;  // open ones first, newest first

    // Closed huddles only.
    virtual huddle::Result<std::vector<TimeKept>> time_kept(const Span& span) = 0;  // oldest first
    virtual huddle::Result<std::vector<huddle::Day>> loops_closed(
        const Span& span) = 0;  // the days on which actions were done
    virtual huddle::Result<ActionCounts> action_counts(const Span& span) = 0;
    // Whole months only, so that the difference between two spans never shows a single huddle.
    virtual huddle::Result<std::vector<MonthOfNotes>> notes_by_month(const Span& span) = 0;
    virtual huddle::Result<std::vector<PulsePool>> pulse(const Span& span) = 0;  // History::pulse

    // Newest first. The first search reads all texts; later ones read only the changes.
    virtual huddle::Result<PageOf<Found>> search(const SearchFilter& filter, PageChoice page) = 0;
};

}  // namespace hearthside::store
