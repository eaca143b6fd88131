// SPDX-License-Identifier: Apache-2.0
#include "core/store/load.h"

#include "core/store/rows.h"

namespace hearthside::store {

namespace {

huddle::RoomKey load_key(Statements& from) {
    auto row = from.query("SELECT current, made_on, previous, previous_until FROM room_key");
    if (!row.next()) return {};
    return {.current = row[0].getString(),
            .made_on = day_of(row[1]),
            .previous = row[2].getString(),
            .previous_until = optional_instant_of(row[3])};
}

void load_rounds(Statements& from, huddle::Huddle& huddle) {
    static const std::string sql =
        std::string{"SELECT "} + round_columns + " FROM rounds WHERE huddle = ? ORDER BY number";
    auto row = from.query(sql, huddle.id);
    while (row.next()) {
        RoundRow read = round_of(row);
        huddle.layout.rounds.push_back(std::move(read.round));
        huddle.clock.rounds.push_back(read.time);
        huddle.released.push_back(read.released);
    }
}

std::optional<huddle::Huddle> load_huddle(Statements& from) {
    auto row = from.query(
        "SELECT id, day, layout_id, layout_name, for_whom, started, current_round, clock, clock_mark, "
        "last_touched, "
        "spare_ms, lead, speaks_first FROM huddles WHERE closed IS NULL");
    if (!row.next()) return std::nullopt;
    huddle::Huddle huddle{.id = id_of<huddle::HuddleId>(row[0]),
                          .layout = {.id = row[2].getString(),
                                     .name = row[3].getString(),
                                     .for_whom = row[4].getString(),
                                     .rounds = {},
                                     .speaks_first = prompts_from_column_text(row[12].getString())},
                          .started = instant_of(row[5]),
                          .day = day_of(row[1]),
                          .clock = {.current = static_cast<std::size_t>(row[6].getInt64()),
                                    .rounds = {},
                                    .spare = milliseconds_of(row[10]),
                                    .running = row[7].getString() == "running",
                                    .mark = instant_of(row[8]),
                                    .last_touched = instant_of(row[9])},
                          .released = {},
                          .notes = {},
                          .groups = {},
                          .lead = row[11].getString()};
    load_rounds(from, huddle);
    if (huddle.clock.current >= huddle.layout.rounds.size()) throw Unreadable("the running huddle has lost its rounds");
    auto pulse = from.query("SELECT ones, twos, threes, fours, fives FROM pulse WHERE huddle = ?", huddle.id);
    huddle.layout.pulse = pulse.next();
    for (std::size_t value = 0; huddle.layout.pulse && value < huddle.pulse.size(); ++value) {
        huddle.pulse[value] = pulse[static_cast<int>(value)].getInt64();
    }
    static const std::string sql = std::string{"SELECT "} + note_columns + " FROM notes WHERE huddle = ?";
    auto notes = from.query(sql, huddle.id);
    while (notes.next()) huddle.notes.push_back(note_of(notes));
    static const std::string groups_sql = std::string{"SELECT "} + group_columns + " FROM note_groups WHERE huddle = ?";
    auto groups = from.query(groups_sql, huddle.id);
    while (groups.next()) huddle.groups.push_back(group_of(groups));
    return huddle;
}

std::optional<huddle::LastTime> load_last_time(Statements& from) {
    auto row = from.query(
        "SELECT huddles.id, huddles.day, huddles.hope_note FROM last_time JOIN huddles ON huddles.id = "
        "last_time.huddle");
    if (!row.next()) return std::nullopt;
    huddle::LastTime last{.huddle = id_of<huddle::HuddleId>(row[0]), .day = day_of(row[1]), .hope = {}};
    if (const auto hope = optional_id_of<huddle::NoteId>(row[2])) {
        static const std::string sql = std::string{"SELECT "} + note_columns + " FROM notes WHERE id = ?";
        auto note = from.query(sql, *hope);
        if (note.next()) last.hope = note_of(note);
    }
    return last;
}

}  // namespace

huddle::State load_state(Statements& from) {
    huddle::State state;
    state.key = load_key(from);
    state.huddle = load_huddle(from);
    state.last_time = load_last_time(from);

    auto sealed = from.query("SELECT id, theme, text, token FROM sealed_notes");
    while (sealed.next()) {
        state.sealed.push_back({.id = id_of<huddle::SealedNoteId>(sealed[0]),
                                .category = word_of(sealed[1], huddle::category_from_text),
                                .text = sealed[2].getString(),
                                .token = sealed[3].getString()});
    }

    auto opened = from.query("SELECT token FROM opened_tokens ORDER BY token");
    while (opened.next()) state.opened_tokens.push_back(opened[0].getString());

    // Little more than what tidy() keeps. Years of history stay in the file.
    const huddle::HuddleId running = state.huddle ? state.huddle->id : huddle::HuddleId{};
    static const std::string aside_sql =
        std::string{"SELECT "} + note_columns + " FROM notes WHERE state = 'set_aside' AND huddle != ?";
    auto aside = from.query(aside_sql, running);
    while (aside.next()) state.set_aside.push_back(note_of(aside));
    const huddle::HuddleId last = state.last_time ? state.last_time->huddle : huddle::HuddleId{};
    static const std::string actions_sql =
        std::string{"SELECT "} + action_columns +
        " FROM actions WHERE state = 'trying' OR help = 'too_early' OR huddle IN (?1, ?2) "
        "OR id IN (SELECT action FROM action_steps WHERE huddle IN (?1, ?2)) "
        "OR id IN (SELECT shared_result FROM lessons WHERE shared_on IS NOT NULL)";
    auto actions = from.query(actions_sql, running, last);
    while (actions.next()) state.actions.push_back(action_of(actions, from));

    static const std::string lessons_sql =
        std::string{"SELECT "} + lesson_columns +
        // A union, because each part has an index and their OR has none.
        " FROM lessons WHERE id IN (SELECT id FROM lessons WHERE shared_on IS NOT NULL "
        "UNION SELECT id FROM lessons WHERE huddle IN (?1, ?2) UNION SELECT lesson FROM actions "
        "WHERE state = 'trying' OR help = 'too_early' OR huddle IN (?1, ?2) "
        "OR id IN (SELECT action FROM action_steps WHERE huddle IN (?1, ?2)))";
    auto lessons = from.query(lessons_sql, running, last);
    while (lessons.next()) state.lessons.push_back(lesson_of(lessons, from));

    static const std::string questions_sql = std::string{"SELECT "} + question_columns +
                                             " FROM questions WHERE state = 'open' OR huddle IN (?1, ?2) "
                                             "OR id IN (SELECT question FROM question_steps WHERE huddle IN (?1, ?2))";
    auto questions = from.query(questions_sql, running, last);
    while (questions.next()) state.questions.push_back(question_of(questions, from));

    state.received = all_received(from);
    state.heard_back = all_heard_back(from);
    auto loops = from.query("SELECT closed_on FROM actions WHERE state = 'done' AND closed_on IS NOT NULL");
    while (loops.next()) state.loops_closed.push_back(day_of(loops[0]));
    auto kiosk = from.query("SELECT seed, next_lead FROM kiosk");
    if (kiosk.next()) {
        state.seed = kiosk[0].getString();
        state.next_lead = kiosk[1].getString();
    }

    huddle::tidy(state);
    return state;
}

}  // namespace hearthside::store
