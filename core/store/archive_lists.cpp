// SPDX-License-Identifier: Apache-2.0
#include "core/store/archive_lists.h"

#include "core/store/rows.h"

namespace hearthside::store::archive {

namespace {

// The list and its count use the same condition, so that both cover the same huddles.
#define HEARTHSIDE_HUDDLES_WANTED                                                                         \
    " FROM huddles h WHERE (?1 IS NULL OR h.day >= ?1) AND (?2 IS NULL OR h.day <= ?2)"                   \
    " AND (?3 = '' OR h.layout_id = ?3)"                                                                  \
    " AND (?4 = '' OR EXISTS (SELECT 1 FROM notes WHERE huddle = h.id AND theme = ?4"                     \
    " AND state != 'set_aside'))"                                                                         \
    " AND CASE ?5 WHEN '' THEN 1"                                                                         \
    " WHEN 'open-actions' THEN EXISTS (SELECT 1 FROM actions WHERE huddle = h.id AND state = 'trying')"   \
    " WHEN 'done-actions' THEN EXISTS (SELECT 1 FROM actions WHERE huddle = h.id AND state = 'done')"     \
    " WHEN 'let-go-actions' THEN EXISTS (SELECT 1 FROM actions WHERE huddle = h.id AND state = 'let_go')" \
    " WHEN 'open-questions' THEN EXISTS (SELECT 1 FROM questions WHERE huddle = h.id AND state = 'open'"  \
    " AND " HEARTHSIDE_QUESTION_IS_SHOWN                                                                  \
    ")"                                                                                                   \
    " WHEN 'left-alone' THEN h.how_it_ended = 'left_alone' END"

constexpr const char* count_huddles = "SELECT count(*)" HEARTHSIDE_HUDDLES_WANTED;
constexpr const char* page_of_huddles =
    "SELECT h.id, h.day, h.started, h.closed, h.how_it_ended, h.layout_id, h.layout_name,"
    " (SELECT total(planned_ms) FROM rounds WHERE huddle = h.id),"
    " (SELECT total(spent_ms) FROM rounds WHERE huddle = h.id),"
    " (SELECT count(*) FROM lessons WHERE huddle = h.id AND " HEARTHSIDE_LESSON_IS_SHOWN
    "),"
    " (SELECT count(*) FROM actions WHERE huddle = h.id),"
    " (SELECT count(*) FROM actions WHERE huddle = h.id AND state = 'trying'),"
    " (SELECT count(*) FROM questions WHERE huddle = h.id AND " HEARTHSIDE_QUESTION_IS_SHOWN
    ")"
    " FROM (SELECT h.id" HEARTHSIDE_HUDDLES_WANTED
    " ORDER BY h.day DESC, h.started DESC, h.id LIMIT ?6 OFFSET ?7) page JOIN huddles h ON h.id = page.id"
    " ORDER BY h.day DESC, h.started DESC, h.id";

#define HEARTHSIDE_IN_SPAN " (?1 IS NULL OR h.day >= ?1) AND (?2 IS NULL OR h.day <= ?2)"

template <class... Values>
std::int64_t number(Statements& statements, std::string_view sql, const Values&... values) {
    auto row = statements.query(sql, values...);
    return row.next() ? row[0].getInt64() : 0;
}

// An empty text means any state.
template <class Word>
std::string word(const std::optional<Word>& state) {
    return state ? std::string(huddle::to_text(*state)) : std::string();
}

huddle::Milliseconds whole(const SQLite::Column& column) {
    return huddle::Milliseconds(static_cast<huddle::Milliseconds::rep>(column.getDouble()));
}

NotesBand band_of(std::int64_t count) {
    if (count == 0) return NotesBand::none;
    if (count < 5) return NotesBand::up_to_4;
    if (count < 25) return NotesBand::up_to_24;
    if (count < 100) return NotesBand::up_to_99;
    return count < 250 ? NotesBand::up_to_249 : NotesBand::more;
}

huddle::Day first_of_month(huddle::Day day) {
    const std::chrono::year_month_day date(day);
    return huddle::Day(date.year() / date.month() / 1);
}

huddle::Day last_of_month(huddle::Day day) {
    const std::chrono::year_month_day date(day);
    return huddle::Day(date.year() / date.month() / std::chrono::last);
}

}  // namespace

PageOf<HuddleLine> huddles(Statements& statements, const HuddleFilter& filter, PageChoice page) {
    const std::string round = word(filter.round);
    const std::string_view state = to_text(filter.state);
    PageOf<HuddleLine> result;
    result.total = number(statements, count_huddles, filter.span.from, filter.span.to, filter.layout, round, state);
    auto row = statements.query(page_of_huddles, filter.span.from, filter.span.to, filter.layout, round, state,
                                page.at_most, page.skip);
    while (row.next()) {
        HuddleLine line{.id = id_of<huddle::HuddleId>(row[0]),
                        .day = day_of(row[1]),
                        .started = instant_of(row[2]),
                        .closed = optional_instant_of(row[3]),
                        .left_alone = !row[4].isNull() && row[4].getString() == "left_alone",
                        .layout_id = row[5].getString(),
                        .layout_name = row[6].getString(),
                        .planned = whole(row[7]),
                        .spent = whole(row[8]),
                        .lessons = row[9].getInt(),
                        .actions = row[10].getInt(),
                        .open_actions = row[11].getInt(),
                        .questions = row[12].getInt()};
        result.items.push_back(std::move(line));
    }
    return result;
}

std::vector<LayoutName> layouts(Statements& statements) {
    std::vector<LayoutName> result;
    auto row = statements.query(
        "SELECT layout_id, max(layout_name) FROM huddles GROUP BY layout_id ORDER BY max(layout_name)");
    while (row.next()) result.push_back({row[0].getString(), row[1].getString()});
    return result;
}

std::optional<Span> whole_span(Statements& statements) {
    auto row = statements.query("SELECT min(day), max(day) FROM huddles");
    if (!row.next() || row[0].isNull()) return std::nullopt;
    return Span{day_of(row[0]), day_of(row[1])};
}

PageOf<LessonLine> lessons(Statements& statements, const Span& span, PageChoice page) {
    PageOf<LessonLine> result;
    result.total =
        number(statements,
               "SELECT count(*) FROM lessons JOIN huddles h ON h.id = lessons.huddle WHERE" HEARTHSIDE_IN_SPAN
               " AND " HEARTHSIDE_LESSON_IS_SHOWN,
               span.from, span.to);
    static const std::string sql =
        std::string{"SELECT "} + lesson_columns +
        ", (SELECT day FROM huddles WHERE id = lessons.huddle) FROM lessons WHERE id IN"
        " (SELECT lessons.id FROM lessons JOIN huddles h ON h.id = lessons.huddle WHERE" HEARTHSIDE_IN_SPAN
        " AND " HEARTHSIDE_LESSON_IS_SHOWN
        " ORDER BY h.day DESC, lessons.kept DESC, lessons.id LIMIT ?3 OFFSET ?4)"
        " ORDER BY (SELECT day FROM huddles WHERE id = lessons.huddle) DESC, kept DESC, id";
    {
        auto row = statements.query(sql, span.from, span.to, page.at_most, page.skip);
        const int after = row.statement().getColumnCount() - 1;
        while (row.next()) result.items.push_back({lesson_of(row, statements), day_of(row[after]), {}});
    }
    static const std::string of_lesson =
        std::string{"SELECT "} + action_columns + " FROM actions WHERE lesson = ? ORDER BY kept, id";
    for (LessonLine& line : result.items) {
        auto row = statements.query(of_lesson, line.lesson.id);
        while (row.next()) line.actions.push_back(action_of(row, statements));
    }
    return result;
}

PageOf<ActionLine> actions(Statements& statements, const Span& span, std::optional<huddle::ActionState> state,
                           PageChoice page) {
    PageOf<ActionLine> result;
    const std::string wanted = word(state);
    result.total = number(statements,
                          "SELECT count(*) FROM actions a JOIN huddles h ON h.id = a.huddle "
                          "WHERE" HEARTHSIDE_IN_SPAN " AND (?3 = '' OR a.state = ?3)",
                          span.from, span.to, wanted);
    static const std::string order =
        " ORDER BY actions.state != 'trying', CASE actions.state WHEN 'trying' THEN actions.due END,"
        " (SELECT day FROM huddles WHERE id = actions.huddle) DESC, actions.kept DESC, actions.id";
    static const std::string sql =
        std::string{"SELECT "} + action_columns +
        ", (SELECT day FROM huddles WHERE id = actions.huddle), (SELECT text FROM lessons WHERE id = actions.lesson)"
        " FROM actions WHERE id IN (SELECT a.id FROM actions a JOIN huddles h ON h.id = a.huddle "
        "WHERE" HEARTHSIDE_IN_SPAN " AND (?3 = '' OR a.state = ?3))" +
        order + " LIMIT ?4 OFFSET ?5";
    auto row = statements.query(sql, span.from, span.to, wanted, page.at_most, page.skip);
    const int after = row.statement().getColumnCount() - 2;
    while (row.next())
        result.items.push_back({action_of(row, statements), day_of(row[after]), row[after + 1].getString()});
    return result;
}

PageOf<QuestionLine> questions(Statements& statements, const Span& span, std::optional<huddle::QuestionState> state,
                               PageChoice page) {
    PageOf<QuestionLine> result;
    const std::string wanted = word(state);
    result.total =
        number(statements,
               "SELECT count(*) FROM questions JOIN huddles h ON h.id = questions.huddle "
               "WHERE" HEARTHSIDE_IN_SPAN " AND (?3 = '' OR questions.state = ?3) AND " HEARTHSIDE_QUESTION_IS_SHOWN,
               span.from, span.to, wanted);
    static const std::string sql =
        std::string{"SELECT "} + question_columns +
        ", (SELECT day FROM huddles WHERE id = questions.huddle) FROM questions WHERE id IN"
        " (SELECT questions.id FROM questions JOIN huddles h ON h.id = questions.huddle WHERE" HEARTHSIDE_IN_SPAN
        " AND (?3 = '' OR questions.state = ?3) AND " HEARTHSIDE_QUESTION_IS_SHOWN
        ") ORDER BY state != 'open',"
        " (SELECT day FROM huddles WHERE id = questions.huddle) DESC, kept DESC, id LIMIT ?4 OFFSET ?5";
    auto row = statements.query(sql, span.from, span.to, wanted, page.at_most, page.skip);
    const int after = row.statement().getColumnCount() - 1;
    while (row.next()) result.items.push_back({question_of(row, statements), day_of(row[after])});
    return result;
}

std::vector<TimeKept> time_kept(Statements& statements, const Span& span) {
    std::vector<TimeKept> result;
    auto row = statements.query(
        "SELECT h.day, total(r.planned_ms), total(r.spent_ms) FROM huddles h JOIN rounds r ON r.huddle = h.id "
        "WHERE h.how_it_ended = 'closed' AND" HEARTHSIDE_IN_SPAN " GROUP BY h.id ORDER BY h.day, h.started, h.id",
        span.from, span.to);
    while (row.next()) result.push_back({day_of(row[0]), whole(row[1]), whole(row[2])});
    return result;
}

std::vector<huddle::Day> loops_closed(Statements& statements, const Span& span) {
    std::vector<huddle::Day> days;
    auto row = statements.query(
        "SELECT closed_on FROM actions WHERE state = 'done' AND closed_on IS NOT NULL"
        " AND (?1 IS NULL OR closed_on >= ?1) AND (?2 IS NULL OR closed_on <= ?2) ORDER BY closed_on",
        span.from, span.to);
    while (row.next()) days.push_back(day_of(row[0]));
    return days;
}

ActionCounts action_counts(Statements& statements, const Span& span) {
    ActionCounts counts;
    auto row = statements.query(
        "SELECT a.state, count(*) FROM actions a JOIN huddles h ON h.id = a.huddle WHERE" HEARTHSIDE_IN_SPAN
        " GROUP BY a.state",
        span.from, span.to);
    while (row.next()) {
        const huddle::ActionState state = word_of(row[0], huddle::action_state_from_text);
        int& count = state == huddle::ActionState::done     ? counts.done
                     : state == huddle::ActionState::trying ? counts.trying
                                                            : counts.let_go;
        count = row[1].getInt();
    }
    return counts;
}

std::vector<MonthOfNotes> notes_by_month(Statements& statements, const Span& span) {
    Span months = span;
    if (months.from) months.from = first_of_month(*months.from);
    if (months.to) months.to = last_of_month(*months.to);
    std::vector<MonthOfNotes> result;
    auto row = statements.query(
        "SELECT substr(h.day, 1, 7) || '-01', n.theme, total(n.state != 'set_aside') FROM huddles h LEFT JOIN notes n "
        "ON n.huddle = h.id WHERE h.closed IS NOT NULL AND" HEARTHSIDE_IN_SPAN " GROUP BY 1, 2 ORDER BY 1",
        months.from, months.to);
    while (row.next()) {
        const huddle::Day month = day_of(row[0]);
        if (result.empty() || result.back().month != month) result.push_back({.month = month, .bands = {}});
        if (row[1].isNull()) continue;  // a huddle without a note
        const auto category = huddle::index_of(word_of(row[1], huddle::category_from_text));
        result.back().bands[category] = band_of(static_cast<std::int64_t>(row[2].getDouble()));
    }
    return result;
}

}  // namespace hearthside::store::archive
