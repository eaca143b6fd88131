#include "core/store/rows.h"

namespace hearthside {

Instant instant_of(const SQLite::Column& column) { return instant_from_form(column.getString()); }

std::optional<Instant> optional_instant_of(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return instant_of(column);
}

Day day_of(const SQLite::Column& column) { return day_from_form(column.getString()); }

Note note_of(const Statements::Use& row) {
    Note note{.id = id_of<NoteId>(row[0]),
              .theme = word_of(row[1], theme_from_text),
              .text = row[2].getString(),
              .state = word_of(row[3], note_state_from_text),
              .set_aside_on = {}};
    if (!row[4].isNull()) note.set_aside_on = day_of(row[4]);
    return note;
}

Lesson lesson_of(const Statements::Use& row) {
    return {.id = id_of<LessonId>(row[0]),
            .huddle = id_of<HuddleId>(row[1]),
            .kept = instant_of(row[2]),
            .text = row[3].getString(),
            .note = optional_id_of<NoteId>(row[4])};
}

Action action_of(const Statements::Use& row) {
    return {.id = id_of<ActionId>(row[0]),
            .lesson = id_of<LessonId>(row[1]),
            .huddle = id_of<HuddleId>(row[2]),
            .kept = instant_of(row[3]),
            .condition = row[4].getString(),
            .response = row[5].getString(),
            .role = row[6].getString(),
            .due = day_of(row[7]),
            .state = word_of(row[8], action_state_from_text),
            .reviewed_in = optional_id_of<HuddleId>(row[9])};
}

Question question_of(const Statements::Use& row) {
    return {.id = id_of<QuestionId>(row[0]),
            .huddle = id_of<HuddleId>(row[1]),
            .kept = instant_of(row[2]),
            .text = row[3].getString(),
            .note = optional_id_of<NoteId>(row[4]),
            .state = word_of(row[5], question_state_from_text)};
}

RoundRow round_of(const Statements::Use& row) {
    return {.round = {.id = row[0].getString(),
                      .kind = word_of(row[1], round_kind_from_text),
                      .title = row[2].getString(),
                      .icon = row[3].getString(),
                      .colour = row[4].getString(),
                      .planned = milliseconds_of(row[5]),
                      .minimum = milliseconds_of(row[6]),
                      .silent_share = row[7].getDouble(),
                      .release_at_least = row[8].getInt(),
                      .prompts = prompts_from_form(row[9].getString())},
            .time = {.allotted = milliseconds_of(row[10]), .spent = milliseconds_of(row[11])},
            .released = row[12].getString() == "yes"};
}

}  // namespace hearthside
