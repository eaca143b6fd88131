// SPDX-License-Identifier: Apache-2.0
// Converts rows of the tables into the types of the code. load() and History both use it, so that they read a
// row alike. Each *_columns names the columns in the order that its reader expects.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/state.h"
#include "core/store/connection.h"

namespace hearthside::store {

// All readers throw Unreadable for a word that is not one of ours.

template <class IdType>
IdType id_of(const SQLite::Column& column) {
    return IdType{static_cast<std::uint64_t>(column.getInt64())};
}

template <class IdType>
std::optional<IdType> optional_id_of(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return id_of<IdType>(column);
}

inline huddle::Milliseconds milliseconds_of(const SQLite::Column& column) {
    return huddle::Milliseconds{column.getInt64()};
}
huddle::Instant instant_of(const SQLite::Column& column);
std::optional<huddle::Instant> optional_instant_of(const SQLite::Column& column);
huddle::Day day_of(const SQLite::Column& column);
std::optional<huddle::Day> optional_day_of(const SQLite::Column& column);

template <class Word>
Word word_of(const SQLite::Column& column, std::optional<Word> (*from_text)(std::string_view)) {
    const std::string text = column.getString();
    const std::optional<Word> word = from_text(text);
    if (!word) throw Unreadable("a word in the record cannot be read");
    return *word;
}

inline constexpr const char* note_columns = "id, theme, text, state, set_aside_on, note_group, thanks";
huddle::Note note_of(const Statements::Use& row);

inline constexpr const char* group_columns = "id, theme, title";
huddle::NoteGroup group_of(const Statements::Use& row);

// Lessons, actions and questions each have rows in a second table, which their readers query too.
inline constexpr const char* lesson_columns = "id, huddle, kept, text, cause, shared_on, shared_in, shared_result";
huddle::Lesson lesson_of(const Statements::Use& row, Statements& from);

inline constexpr const char* action_columns =
    "id, lesson, huddle, kept, condition, response, role, due, state, reviewed_in, first_due, help, closed_on";
huddle::Action action_of(const Statements::Use& row, Statements& from);

inline constexpr const char* question_columns =
    "id, huddle, kept, text, note, state, first_review_on, review_on, answer, for_role, closed_on";
huddle::Question question_of(const Statements::Use& row, Statements& from);

// Questions and lessons that went aside with their note (went_aside in core/huddle/state.h) are in no list and no
// export. Conditions for the rows of `questions` and `lessons`.
#define HEARTHSIDE_QUESTION_IS_SHOWN                                                                 \
    "NOT EXISTS (SELECT 1 FROM notes WHERE notes.id = questions.note AND notes.state = 'set_aside' " \
    "AND notes.text = questions.text)"
#define HEARTHSIDE_LESSON_IS_SHOWN                                                                    \
    "(EXISTS (SELECT 1 FROM actions WHERE actions.lesson = lessons.id) OR NOT EXISTS (SELECT 1 FROM " \
    "lesson_notes JOIN notes ON notes.id = lesson_notes.note WHERE lesson_notes.lesson = lessons.id " \
    "AND notes.state = 'set_aside' AND notes.text = lessons.text))"

inline constexpr const char* received_columns =
    "id, kiosk, lesson, team, text, condition, response, result, shared_on, received_on, shown_in, answer, "
    "helped_here, did_not_help, adapted";
huddle::SharedLesson received_of(const Statements::Use& row);
std::vector<huddle::SharedLesson> all_received(Statements& from);  // by (received_on, id)
std::vector<huddle::HeardBack> all_heard_back(Statements& from);   // by (lesson, kiosk)
std::string seed_of(Statements& from);

// One row of `rounds`, in three parts of its Huddle.
struct RoundRow {
    huddle::Round round;
    huddle::RoundTime time;
    bool released = false;
};
inline constexpr const char* round_columns =
    "round_id, kind, title, icon, colour, planned_ms, minimum_ms, silent_share, release_at_least, prompts, "
    "allotted_ms, spent_ms, released, dots, when_empty, when_many";
RoundRow round_of(const Statements::Use& row);

}  // namespace hearthside::store
