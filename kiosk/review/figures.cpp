// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kiosk/review/charts.h"
#include "kiosk/review/pages.h"
#include "kiosk/web/looks.h"

namespace hearthside::review {

namespace {

using std::chrono::year_month_day;

// Weeks or months, each by its first day.
struct Buckets {
    bool weeks = false;
    huddle::Day of(huddle::Day day) const {
        if (weeks) return day - (std::chrono::weekday(day) - std::chrono::Monday);
        const year_month_day date(day);
        return huddle::Day(date.year() / date.month() / 1);
    }
    huddle::Day after(huddle::Day bucket) const {
        if (weeks) return bucket + std::chrono::days(7);
        const year_month_day date = year_month_day(bucket) + std::chrono::months(1);
        return huddle::Day(date);
    }
    std::string words(huddle::Day bucket, const PageReader& reader) const {
        const year_month_day date(bucket);
        if (weeks) return fmt::format("{} {}", static_cast<unsigned>(date.day()), month_word(bucket, reader.language));
        return fmt::format("{} {}", month_word(bucket, reader.language), static_cast<int>(date.year()));
    }
};

constexpr std::chrono::days weeks_until{26 * 7};

std::string axis_word(huddle::Day bucket, const Buckets& buckets, const PageReader& reader, bool first) {
    if (buckets.weeks) return buckets.words(bucket, reader);
    const year_month_day date(bucket);
    if (date.month() == std::chrono::January) return std::to_string(static_cast<int>(date.year()));
    const std::string month = month_word(bucket, reader.language);
    return first ? fmt::format("{} {:02}", month, static_cast<int>(date.year()) % 100) : month;
}

std::vector<huddle::Day> all_between(huddle::Day first, huddle::Day last, const Buckets& buckets) {
    std::vector<huddle::Day> result;
    for (huddle::Day at = buckets.of(first); at <= last; at = buckets.after(at)) result.push_back(at);
    return result;
}

std::vector<std::string> axis_words(const std::vector<huddle::Day>& days, const Buckets& buckets,
                                    const PageReader& reader) {
    std::vector<std::string> words;
    const bool years_only = !buckets.weeks && days.size() > 36;
    for (std::size_t at = 0; at < days.size(); ++at) {
        const bool january = year_month_day(days[at]).month() == std::chrono::January;
        words.push_back(years_only && !january ? "" : axis_word(days[at], buckets, reader, at == 0));
    }
    return words;
}

std::string nothing(const std::string& sentence) { return fmt::format(R"(<p class="lead">{}</p>)", e(sentence)); }

std::string card(const std::string& title, const std::string& lead, const std::string& content) {
    return fmt::format(R"(<section class="card figure"><h2>{}</h2><p class="soft">{}</p>{}</section>)", e(title),
                       e(lead), content);
}

// A huddle that ended within a minute of its plan counts as on time.
constexpr huddle::Milliseconds about_on_time{60'000};

std::string time_kept(const FiguresView& view, const Buckets& buckets, const PageReader& reader) {
    const std::string title = reader.tr("Finished on time");
    const std::string lead = reader.tr("Huddles finished on time, within a minute.");
    if (view.times.empty()) return card(title, lead, nothing(reader.tr("Nothing to show for these dates.")));
    std::map<huddle::Day, std::pair<int, int>> counts;  // on time, all
    for (const store::TimeKept& time : view.times) {
        auto& [kept, all] = counts[buckets.of(time.day)];
        kept += time.spent <= time.planned + about_on_time;
        ++all;
    }
    const std::vector<huddle::Day> days = all_between(counts.begin()->first, counts.rbegin()->first, buckets);
    // Made on its own: inside the braces of the chart, g++ 12 frees the title twice when there is no memory for what
    // follows it.
    const ChartFrame frame{.title = title, .description = lead};
    RunChart chart{.frame = frame,
                   .labels = axis_words(days, buckets, reader),
                   .values = {},
                   .least = 0,
                   .most = 100,
                   .lines = {{0, "0"}, {50, "50 %"}, {100, "100 %"}},
                   .median_words = {},
                   .colour = "lessons",
                   .last_words = {}};
    NumbersTable table{.caption = title, .heads = {}, .rows = {}};
    table.heads.push_back(buckets.weeks ? reader.tr("Week from") : reader.tr("Month"));
    table.heads.push_back(title);
    table.heads.push_back(reader.tr("Huddles"));
    for (const huddle::Day day : days) {
        const auto found = counts.find(day);
        if (found == counts.end()) {
            chart.values.emplace_back();
            continue;
        }
        const auto [kept, all] = found->second;
        chart.values.emplace_back(100.0 * kept / all);
        table.rows.push_back(
            {buckets.words(day, reader), fmt::format("{:.0f} %", 100.0 * kept / all), std::to_string(all)});
    }
    chart.last_words = fmt::format("{:.0f} %", *chart.values.back());
    chart.median_words = fmt::format(fmt::runtime(reader.tr("median {number}")),
                                     fmt::arg("number", fmt::format("{:.0f} %", *median_of(chart.values))));
    return card(title, lead, draw(chart) + numbers(table, reader.language));
}

std::string loops_closed(const FiguresView& view, const Buckets& buckets, const PageReader& reader) {
    const std::string title = reader.tr("Things we saw through");
    const std::string lead = reader.tr("Actions marked done, by week or month.");
    if (view.loops.empty()) return card(title, lead, nothing(reader.tr("Nothing to show for these dates.")));
    std::map<huddle::Day, int> counts;
    for (const huddle::Day day : view.loops) ++counts[buckets.of(day)];
    const std::vector<huddle::Day> days = all_between(counts.begin()->first, counts.rbegin()->first, buckets);
    const ChartFrame frame{.title = title, .description = lead};
    ColumnChart chart{.frame = frame, .labels = axis_words(days, buckets, reader), .values = {}, .colour = "lessons"};
    NumbersTable table{.caption = title, .heads = {}, .rows = {}};
    table.heads.push_back(buckets.weeks ? reader.tr("Week from") : reader.tr("Month"));
    table.heads.push_back(title);
    for (const huddle::Day day : days) {
        chart.values.push_back(counts.contains(day) ? counts[day] : 0);
        table.rows.push_back({buckets.words(day, reader), std::to_string(chart.values.back())});
    }
    return card(title, lead, draw(chart) + numbers(table, reader.language));
}

double mean_of(const huddle::PulseCounts& answers) {
    double sum = 0, count = 0;
    for (std::size_t at = 0; at < answers.size(); ++at) {
        sum += static_cast<double>(answers[at]) * static_cast<double>(at + 1);
        count += static_cast<double>(answers[at]);
    }
    return count > 0 ? sum / count : 0;
}

std::string band_word(store::NotesBand band, const PageReader& reader) {
    switch (band) {
        case store::NotesBand::none:
            return reader.tr("none");
        case store::NotesBand::up_to_4:
            return reader.tr("1 to 4");
        case store::NotesBand::up_to_24:
            return reader.tr("5 to 24");
        case store::NotesBand::up_to_99:
            return reader.tr("25 to 99");
        case store::NotesBand::up_to_249:
            return reader.tr("100 to 249");
        case store::NotesBand::more:
            return reader.tr("250 or more");
    }
    return "";
}

std::string numbers_of_pulse(const std::vector<store::PulsePool>& pools, const PageReader& reader) {
    if (pools.empty()) return "";
    NumbersTable table{.caption = reader.tr("“I could speak up today”, 1 to 5"), .heads = {}, .rows = {}};
    table.heads.push_back(reader.tr("Huddles from"));
    table.heads.push_back(reader.tr("to"));
    table.heads.push_back(reader.tr("Huddles"));
    table.heads.push_back(reader.tr("Average"));
    for (const store::PulsePool& pool : pools) {
        table.rows.push_back({day_words(pool.from), day_words(pool.to), std::to_string(pool.huddles),
                              fmt::format("{:.1f}", mean_of(pool.answers))});
    }
    return numbers(table, reader.language);
}

std::string numbers_of_notes(const std::vector<store::MonthOfNotes>& months, const PageReader& reader) {
    if (months.empty()) return "";
    NumbersTable table{.caption = reader.tr("Notes by month"), .heads = {reader.tr("Month")}, .rows = {}};
    for (const huddle::RoundCategory category : huddle::all_categories)
        table.heads.push_back(web::word_of(category, reader.language));
    for (const store::MonthOfNotes& month : months) {
        std::vector<std::string> row{Buckets{}.words(month.month, reader)};
        for (const store::NotesBand band : month.bands) row.push_back(band_word(band, reader));
        table.rows.push_back(std::move(row));
    }
    return numbers(table, reader.language);
}

}  // namespace

std::string pulse_chart(const std::vector<store::PulsePool>& pools, int width, const PageReader& reader) {
    if (pools.empty()) {
        return nothing(reader.tr("Appears after five answers from two or more huddles, always combined."));
    }
    const ChartFrame frame{.title = reader.tr("“I could speak up today”, 1 to 5"),
                           .description = reader.tr("The average of neighbouring huddles together."),
                           .width = width};
    RunChart chart{.frame = frame,
                   .labels = {},
                   .values = {},
                   .least = 1,
                   .most = 5,
                   .lines = {{1, "1"}, {2, "2"}, {3, "3"}, {4, "4"}, {5, "5"}},
                   .median_words = {},
                   .colour = "hope",
                   .last_words = fmt::format("{:.1f}", mean_of(pools.back().answers))};
    // When there are few points, a label is under the first day of each month that has one.
    huddle::Day month{};
    const bool years_only = pools.back().to - pools.front().to > std::chrono::days(3 * 366);
    for (const store::PulsePool& pool : pools) {
        chart.values.emplace_back(mean_of(pool.answers));
        const year_month_day date(pool.to);
        const huddle::Day now =
            years_only ? huddle::Day(date.year() / 1 / 1) : huddle::Day(date.year() / date.month() / 1);
        const std::string word =
            years_only ? std::to_string(static_cast<int>(date.year())) : month_word(pool.to, reader.language);
        chart.labels.push_back(now != month ? word : "");
        month = now;
    }
    return draw(chart);
}

std::string notes_chart(const std::vector<store::MonthOfNotes>& months, int width, const PageReader& reader) {
    if (months.empty()) return nothing(reader.tr("Nothing to show for these dates."));
    const ChartFrame frame{
        .title = reader.tr("Notes by month"),
        .description = reader.tr("In bands: none, 1 to 4, 5 to 24, 25 to 99, 100 to 249, 250 or more."),
        .width = width};
    BandChart chart{.frame = frame, .labels = {}, .levels = {}};
    const Buckets by_month;
    const std::vector<huddle::Day> days = all_between(months.front().month, months.back().month, by_month);
    chart.labels = axis_words(days, by_month, reader);
    chart.levels.resize(days.size());
    for (std::size_t at = 0, next = 0; at < days.size() && next < months.size(); ++at) {
        if (months[next].month != days[at]) continue;
        for (std::size_t category = 0; category < 4; ++category)
            chart.levels[at][category] = static_cast<int>(months[next].bands[category]);
        ++next;
    }
    return draw(chart, reader.language);
}

std::string things_we_tried(const store::ActionCounts& counts, const PageReader& reader) {
    const int most = std::max({1, counts.done, counts.trying, counts.let_go});
    std::string rows;
    for (const auto& [state, count] : {std::pair{huddle::ActionState::done, counts.done},
                                       {huddle::ActionState::trying, counts.trying},
                                       {huddle::ActionState::let_go, counts.let_go}}) {
        rows += fmt::format(
            R"(<li class="{}"><span class="state">{}</span><svg class="bar-line" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true"><rect width="{:.1f}" height="20" rx="3"/></svg><b>{}</b></li>)",
            huddle::to_text(state), state_chip(state, reader.language),
            count == 0 ? 0 : std::max(3.0, 100.0 * count / most), count);
    }
    return "<ul class=\"tried\">" + rows + "</ul>";
}

std::string figures_content(const FiguresView& view, const PageReader& reader) {
    const bool short_span = view.span.from && view.span.to && *view.span.to - *view.span.from <= weeks_until;
    const Buckets buckets{.weeks = short_span};
    std::string content =
        fmt::format(R"(<div class="title"><div><h1>{}</h1><p class="lead">{}</p></div></div>)", e(reader.tr("Figures")),
                    e(reader.tr("How things go over time for the whole team. Nothing here is about one person.")));
    content += fmt::format(
        R"(<form class="filters card" method="get" action="/review/figures"><label>{}<input type="date" name="from" value="{}"></label><label>{}<input type="date" name="to" value="{}"></label>)"
        R"(<span class="ends"><button class="button">{}</button><a href="/review/figures">{}</a></span></form>)",
        e(reader.tr("From")), e(web::field(view.asked, "from")), e(reader.tr("To")), e(web::field(view.asked, "to")),
        e(reader.tr("Show")), e(reader.tr("Show all")));
    content += R"(<div class="pairs">)";
    content += time_kept(view, buckets, reader) + loops_closed(view, buckets, reader);
    content +=
        card(reader.tr("“I could speak up today”, 1 to 5"),
             reader.tr("The average over several huddles; never of one huddle, never of fewer than five answers."),
             pulse_chart(view.pulse, 640, reader) + numbers_of_pulse(view.pulse, reader));
    content += card(reader.tr("Notes by month"),
                    reader.tr("In bands: none, 1 to 4, 5 to 24, 25 to 99, 100 to 249, 250 or more."),
                    notes_chart(view.notes, 640, reader) + numbers_of_notes(view.notes, reader));
    content += "</div>";
    return content;
}

}  // namespace hearthside::review
