#include "core/store/expiry.h"

#include "core/store/rows.h"

namespace hearthside {

bool expire(Statements& in, const Retention& retention, Day today) {
    const Day notes_before = today - std::chrono::days{retention.notes_days};
    const Day learning_before = today - std::chrono::days{retention.learning_days};
    const auto total = [&] {
        auto row = in.query("SELECT total_changes()");
        return row.next() ? row[0].getInt64() : 0;
    };
    const std::int64_t before = total();
    in.run(
        "DELETE FROM notes WHERE state != 'set_aside' AND huddle IN "
        "(SELECT id FROM huddles WHERE closed IS NOT NULL AND day < ?)",
        notes_before);
    in.run(
        "DELETE FROM note_groups WHERE huddle IN (SELECT id FROM huddles WHERE closed IS NOT NULL AND day < ?) "
        "AND id NOT IN (SELECT note_group FROM notes WHERE note_group IS NOT NULL)",
        notes_before);
    // A lesson and the action that tells what came of it point to each other: they go together.
    in.run("PRAGMA defer_foreign_keys = ON");
    in.run(
        "DELETE FROM actions WHERE lesson IN (SELECT lessons.id FROM lessons JOIN huddles ON huddles.id = "
        "lessons.huddle WHERE huddles.closed IS NOT NULL AND huddles.day < ?1 AND NOT EXISTS (SELECT 1 FROM actions AS "
        "open WHERE open.lesson = lessons.id AND (open.state = 'trying' OR open.closed_on >= ?1)))",
        learning_before);
    in.run(
        "DELETE FROM lessons WHERE huddle IN (SELECT id FROM huddles WHERE closed IS NOT NULL AND day < ?) "
        "AND id NOT IN (SELECT lesson FROM actions)",
        learning_before);
    in.run(
        "DELETE FROM questions WHERE state != 'open' AND (closed_on IS NULL OR closed_on < ?1) AND huddle IN "
        "(SELECT id FROM huddles WHERE closed IS NOT NULL AND day < ?1)",
        learning_before);
    in.run("DELETE FROM received_lessons WHERE received_on < ?", learning_before);
    return total() != before;
}

SeenDays see_day(Statements& in, Day today) {
    SeenDays days;
    {
        auto row = in.query("SELECT last_seen, doubt FROM calendar");
        if (row.next()) days = {day_of(row[0]), row[1].getInt()};
    }
    const SeenDays now = seen(days, today);
    if (now != days) {
        in.run("INSERT OR REPLACE INTO calendar (one, last_seen, doubt) VALUES (1, ?, ?)", *now.last, now.doubt);
    }
    return now;
}

}  // namespace hearthside
