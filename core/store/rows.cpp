// SPDX-License-Identifier: Apache-2.0
#include "core/store/rows.h"

namespace hearthside::store {

huddle::Instant instant_of(const SQLite::Column& column) { return instant_from_column_text(column.getString()); }

std::optional<huddle::Instant> optional_instant_of(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return instant_of(column);
}

huddle::Day day_of(const SQLite::Column& column) { return day_from_column_text(column.getString()); }

std::optional<huddle::Day> optional_day_of(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return day_of(column);
}

namespace {

template <class Word>
std::optional<Word> optional_word_of(const SQLite::Column& column, std::optional<Word> (*from_text)(std::string_view)) {
    if (column.isNull()) return std::nullopt;
    return word_of(column, from_text);
}

}  // namespace

huddle::Note note_of(const Statements::Use& row) {
    return {.id = id_of<huddle::NoteId>(row[0]),
            .category = word_of(row[1], huddle::category_from_text),
            .text = row[2].getString(),
            .state = word_of(row[3], huddle::note_state_from_text),
            .set_aside_on = optional_day_of(row[4]),
            .group = optional_id_of<huddle::GroupId>(row[5]),
            .thanks = row[6].getInt()};
}

huddle::NoteGroup group_of(const Statements::Use& row) {
    return {.id = id_of<huddle::GroupId>(row[0]),
            .category = word_of(row[1], huddle::category_from_text),
            .title = row[2].getString()};
}

huddle::Lesson lesson_of(const Statements::Use& row, Statements& from) {
    huddle::Lesson lesson{.id = id_of<huddle::LessonId>(row[0]),
                          .huddle = id_of<huddle::HuddleId>(row[1]),
                          .kept = instant_of(row[2]),
                          .text = row[3].getString(),
                          .notes = {},
                          .cause = row[4].getString(),
                          .shared_on = optional_day_of(row[5]),
                          .shared_in = optional_id_of<huddle::HuddleId>(row[6]),
                          .shared_result = optional_id_of<huddle::ActionId>(row[7])};
    auto note = from.query("SELECT note FROM lesson_notes WHERE lesson = ? ORDER BY note", lesson.id);
    while (note.next()) lesson.notes.push_back(id_of<huddle::NoteId>(note[0]));
    return lesson;
}

huddle::Action action_of(const Statements::Use& row, Statements& from) {
    huddle::Action action{.id = id_of<huddle::ActionId>(row[0]),
                          .lesson = id_of<huddle::LessonId>(row[1]),
                          .huddle = id_of<huddle::HuddleId>(row[2]),
                          .kept = instant_of(row[3]),
                          .condition = row[4].getString(),
                          .response = row[5].getString(),
                          .role = row[6].getString(),
                          .first_due = day_of(row[10]),
                          .steps = {},
                          .due = day_of(row[7]),
                          .state = word_of(row[8], huddle::action_state_from_text),
                          .help = optional_word_of(row[11], huddle::help_from_text),
                          .closed_on = optional_day_of(row[12]),
                          .reviewed_in = optional_id_of<huddle::HuddleId>(row[9])};
    auto step = from.query("SELECT huddle, day, state, help, due FROM action_steps WHERE action = ? ORDER BY number",
                           action.id);
    while (step.next()) {
        action.steps.push_back({.huddle = id_of<huddle::HuddleId>(step[0]),
                                .day = day_of(step[1]),
                                .state = word_of(step[2], huddle::action_state_from_text),
                                .help = optional_word_of(step[3], huddle::help_from_text),
                                .due = day_of(step[4])});
    }
    return action;
}

huddle::Question question_of(const Statements::Use& row, Statements& from) {
    huddle::Question question{.id = id_of<huddle::QuestionId>(row[0]),
                              .huddle = id_of<huddle::HuddleId>(row[1]),
                              .kept = instant_of(row[2]),
                              .text = row[3].getString(),
                              .note = optional_id_of<huddle::NoteId>(row[4]),
                              .first_review_on = day_of(row[6]),
                              .steps = {},
                              .review_on = day_of(row[7]),
                              .state = word_of(row[5], huddle::question_state_from_text),
                              .answer = row[8].getString(),
                              .for_role = row[9].getString(),
                              .closed_on = optional_day_of(row[10])};
    auto step = from.query(
        "SELECT huddle, said, day, state, answer, for_role, review_on FROM question_steps WHERE question = ? "
        "ORDER BY number",
        question.id);
    while (step.next()) {
        question.steps.push_back({.huddle = id_of<huddle::HuddleId>(step[0]),
                                  .between = step[1].getString() == "after_it",
                                  .day = day_of(step[2]),
                                  .state = word_of(step[3], huddle::question_state_from_text),
                                  .answer = step[4].getString(),
                                  .for_role = step[5].getString(),
                                  .review_on = day_of(step[6])});
    }
    return question;
}

huddle::SharedLesson received_of(const Statements::Use& row) {
    return {.id = id_of<huddle::SharedLessonId>(row[0]),
            .kiosk = row[1].getString(),
            .lesson = id_of<huddle::LessonId>(row[2]),
            .team = row[3].getString(),
            .text = row[4].getString(),
            .condition = row[5].getString(),
            .response = row[6].getString(),
            .result = word_of(row[7], huddle::help_from_text),
            .shared_on = day_of(row[8]),
            .received_on = day_of(row[9]),
            .shown_in = optional_id_of<huddle::HuddleId>(row[10]),
            .answer = optional_word_of(row[11], huddle::shared_answer_from_text),
            .answers = {row[12].getInt64(), row[13].getInt64(), row[14].getInt64()}};
}

std::vector<huddle::SharedLesson> all_received(Statements& from) {
    static const std::string sql =
        std::string{"SELECT "} + received_columns + " FROM received_lessons ORDER BY received_on, id";
    std::vector<huddle::SharedLesson> received;
    auto row = from.query(sql);
    while (row.next()) received.push_back(received_of(row));
    return received;
}

std::vector<huddle::HeardBack> all_heard_back(Statements& from) {
    std::vector<huddle::HeardBack> heard;
    auto row = from.query("SELECT lesson, kiosk, answer FROM heard_back ORDER BY lesson, kiosk");
    while (row.next()) {
        heard.push_back(
            {id_of<huddle::LessonId>(row[0]), row[1].getString(), word_of(row[2], huddle::shared_answer_from_text)});
    }
    return heard;
}

std::string seed_of(Statements& from) {
    auto row = from.query("SELECT seed FROM kiosk");
    return row.next() ? row[0].getString() : std::string{};
}

RoundRow round_of(const Statements::Use& row) {
    return {.round = {.id = row[0].getString(),
                      .kind = word_of(row[1], huddle::round_kind_from_text),
                      .title = row[2].getString(),
                      .icon = row[3].getString(),
                      .colour = row[4].getString(),
                      .planned = milliseconds_of(row[5]),
                      .minimum = milliseconds_of(row[6]),
                      .silent_share = row[7].getDouble(),
                      .release_at_least = row[8].getInt(),
                      .prompts = prompts_from_column_text(row[9].getString()),
                      .dots = row[13].getString() == "yes",
                      .when_empty = row[14].getString(),
                      .when_many = row[15].getString()},
            .time = {.allotted = milliseconds_of(row[10]), .spent = milliseconds_of(row[11])},
            .released = row[12].getString() == "yes"};
}

}  // namespace hearthside::store
