// SPDX-License-Identifier: Apache-2.0
#include "core/store/expiry.h"

#include <algorithm>

#include "core/store/read_connection.h"
#include "core/store/rows.h"

namespace hearthside::store {

namespace {

struct Dated {
    std::int64_t id = 0;
    huddle::Day day;  // the day from which its age counts
};

// A lesson and the action with its result refer to each other. They are deleted together, once the newer of
// them is old enough. A lesson still being tried stays.
constexpr std::string_view closed_lessons =
    "SELECT lessons.id, max(ifnull(huddles.counts_from, huddles.day), ifnull(lessons.shared_on, ''), "
    "ifnull((SELECT max(closed_on) FROM actions WHERE lesson = lessons.id), '')) "
    "FROM lessons JOIN huddles ON huddles.id = lessons.huddle WHERE huddles.closed IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM actions WHERE lesson = lessons.id AND state = 'trying')";
constexpr std::string_view closed_questions =
    "SELECT questions.id, max(ifnull(huddles.counts_from, huddles.day), ifnull(questions.closed_on, '')) "
    "FROM questions JOIN huddles ON huddles.id = questions.huddle "
    "WHERE huddles.closed IS NOT NULL AND questions.state != 'open'";
constexpr std::string_view received_lessons = "SELECT id, received_on FROM received_lessons";

std::vector<Dated> dated(Statements& in, std::string_view sql) {
    std::vector<Dated> found;
    auto row = in.query(sql);
    while (row.next()) found.push_back({row[0].getInt64(), day_of(row[1])});
    return found;
}

template <class Remove>
bool remove_old(Statements& in, std::string_view sql, const huddle::Retention& retention, huddle::Day today,
                const Remove& remove) {
    bool any = false;
    for (const Dated& it : dated(in, sql)) {
        if (!huddle::is_over(it.day, retention.learning_days, today)) continue;
        remove(it.id);
        any = true;
    }
    return any;
}

bool expire_notes(Statements& in, huddle::Day before) {
    bool any = false;
    {
        auto row = in.query(
            "SELECT EXISTS (SELECT 1 FROM notes JOIN huddles ON huddles.id = notes.huddle "
            "WHERE notes.state != 'set_aside' AND huddles.closed IS NOT NULL AND ifnull(huddles.counts_from, "
            "huddles.day) < ?1) "
            "OR EXISTS (SELECT 1 FROM note_groups JOIN huddles ON huddles.id = note_groups.huddle "
            "WHERE huddles.closed IS NOT NULL AND ifnull(huddles.counts_from, huddles.day) < ?1 "
            "AND NOT EXISTS (SELECT 1 FROM notes WHERE note_group = note_groups.id AND state = 'set_aside'))",
            before);
        any = row.next() && row[0].getInt() != 0;
    }
    if (!any) return false;
    in.run(
        "DELETE FROM notes WHERE state != 'set_aside' AND huddle IN "
        "(SELECT id FROM huddles WHERE closed IS NOT NULL AND ifnull(counts_from, day) < ?)",
        before);
    in.run(
        "DELETE FROM note_groups WHERE huddle IN (SELECT id FROM huddles WHERE closed IS NOT NULL AND "
        "ifnull(counts_from, day) < ?) "
        "AND id NOT IN (SELECT note_group FROM notes WHERE note_group IS NOT NULL)",
        before);
    return true;
}

// The clock was wrong on these days. What was dated by them counts from the day on which the right days
// began.
void count_anew(Statements& in, huddle::Day first, huddle::Day last, huddle::Day from) {
    in.run("UPDATE huddles SET counts_from = ?1 WHERE ifnull(counts_from, day) BETWEEN ?2 AND ?3", from, first, last);
    in.run("UPDATE notes SET set_aside_on = ?1 WHERE set_aside_on BETWEEN ?2 AND ?3", from, first, last);
}

void set_right(Statements& in, const huddle::SeenDays& now) {
    constexpr huddle::Day end = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
    count_anew(in, *now.last + std::chrono::days{1}, end, now.run_from);
    std::vector<std::pair<huddle::Day, huddle::Day>> before_jumps;
    {
        auto row = in.query("SELECT first, last FROM days_before_jumps");
        while (row.next()) before_jumps.emplace_back(day_of(row[0]), day_of(row[1]));
    }
    for (const auto& [first, last] : before_jumps) {
        if (huddle::was_wrong(last, now.run_from)) count_anew(in, first, last, now.run_from);
    }
    in.run("DELETE FROM days_before_jumps");
}

}  // namespace

bool expire(Statements& in, const huddle::Retention& retention, huddle::Day today) {
    bool any = expire_notes(in, today - std::chrono::days{retention.notes_days});
    in.run("PRAGMA defer_foreign_keys = ON");
    any |= remove_old(in, closed_lessons, retention, today, [&](std::int64_t id) {
        in.run("DELETE FROM actions WHERE lesson = ?", id);
        in.run("DELETE FROM lessons WHERE id = ?", id);
    });
    any |= remove_old(in, closed_questions, retention, today,
                      [&](std::int64_t id) { in.run("DELETE FROM questions WHERE id = ?", id); });
    any |= remove_old(in, received_lessons, retention, today,
                      [&](std::int64_t id) { in.run("DELETE FROM received_lessons WHERE id = ?", id); });
    return any;
}

huddle::SeenDays seen_days(Statements& in) {
    {
        auto row = in.query("SELECT last_seen, run_from, doubt FROM calendar");
        if (row.next()) return {day_of(row[0]), day_of(row[1]), row[2].getInt()};
    }
    auto row = in.query("SELECT max(day), min(day) FROM huddles");
    if (row.next() && !row[0].isNull()) return {day_of(row[0]), day_of(row[1]), 0};
    return {};
}

huddle::SeenDays see_day(Statements& in, huddle::Day today) {
    const huddle::SeenDays before = seen_days(in), now = huddle::seen(before, today);
    in.run("INSERT OR REPLACE INTO calendar (one, last_seen, run_from, doubt) VALUES (1, ?, ?, ?)", *now.last,
           now.run_from, now.doubt);
    if (before.last && before.run_from != now.run_from)
        in.run("INSERT INTO days_before_jumps (first, last) VALUES (?, ?)", before.run_from, *before.last);
    if (huddle::is_believed_again(before, now)) set_right(in, now);
    return now;
}

huddle::KeptDays kept_days(Statements& in) {
    huddle::KeptDays kept{.seen = seen_days(in)};
    {
        auto row = in.query(
            "SELECT DISTINCT ifnull(counts_from, day) AS kept FROM huddles WHERE closed IS NOT NULL AND EXISTS (SELECT "
            "1 FROM notes "
            "WHERE huddle = huddles.id AND state != 'set_aside') ORDER BY kept");
        while (row.next()) kept.notes.push_back(day_of(row[0]));
    }
    for (const std::string_view sql : {closed_lessons, closed_questions, received_lessons}) {
        for (const Dated& it : dated(in, sql)) kept.learning.push_back(it.day);
    }
    std::sort(kept.learning.begin(), kept.learning.end());
    kept.learning.erase(std::unique(kept.learning.begin(), kept.learning.end()), kept.learning.end());
    auto row = in.query(
        "SELECT (SELECT count(DISTINCT lesson) FROM actions WHERE state = 'trying') + "
        "(SELECT count(*) FROM questions WHERE state = 'open' AND " HEARTHSIDE_QUESTION_IS_SHOWN ")");
    if (row.next()) kept.open = row[0].getInt();
    return kept;
}

huddle::Result<huddle::KeptDays> read_kept_days(const std::filesystem::path& folder) {
    auto database = open_for_reading(folder);
    if (!database) return database.problem();
    try {
        Statements statements(*database);
        return kept_days(statements);
    } catch (const std::exception& error) {
        return read_problem(error);
    }
}

}  // namespace hearthside::store
