// The first page, with the list of huddles, and the search.
#include <fmt/format.h>

#include "core/calendar/calendar.h"
#include "kiosk/web/looks.h"
#include "kiosk/review/pages.h"

namespace hearthside {

namespace {

std::string time_of(Instant at, const PageReader& reader) {
    const LocalTime local = local_time(at, reader.time_zone);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string date_field(const char* name, const std::string& words, const Fields& asked) {
    return fmt::format(R"(<label>{}<input type="date" name="{}" value="{}"></label>)", e(words), name,
                       e(field(asked, name)));
}

std::string choice_field(const char* name, const std::string& words, const std::vector<Option>& all,
                         const Fields& asked) {
    return fmt::format(R"(<label>{}<select name="{}">{}</select></label>)", e(words), name,
                       options(all, field(asked, name)));
}

std::vector<Option> layout_options(const std::vector<LayoutName>& layouts, const PageReader& reader) {
    std::vector<Option> all{{"", reader.tr("Every kind")}};
    for (const LayoutName& layout : layouts) all.push_back({layout.id, reader.tr(layout.name)});
    return all;
}

std::vector<Option> round_options(const PageReader& reader) {
    std::vector<Option> all{{"", reader.tr("Any round")}};
    for (const RoundCategory category : all_categories)
        all.push_back({std::string(to_text(category)), word_of(category, reader.language)});
    return all;
}

std::string filters(const HistoryView& view, const PageReader& reader) {
    const std::vector<Option> states{{"", reader.tr("Any")},
                                     {"open-actions", reader.tr("With open actions")},
                                     {"done-actions", reader.tr("With actions done")},
                                     {"let-go-actions", reader.tr("With actions let go")},
                                     {"open-questions", reader.tr("With open questions")},
                                     {"left-alone", reader.tr("Ended by itself")}};
    return fmt::format(
        R"(<form class="filters" method="get" action="/review">{}{}{}{}{}<span class="ends"><button class="button">{}</button><a href="/review">{}</a></span></form>)",
        date_field("from", reader.tr("From"), view.asked), date_field("to", reader.tr("To"), view.asked),
        choice_field("layout", reader.tr("Kind"), layout_options(view.layouts, reader), view.asked),
        choice_field("round", reader.tr("Something said in"), round_options(reader), view.asked),
        choice_field("state", reader.tr("State"), states, view.asked), e(reader.tr("Show")), e(reader.tr("Show all")));
}

std::string rows_of_huddles(const HistoryView& view, const PageReader& reader) {
    std::string rows;
    for (const HuddleLine& line : view.huddles.items) {
        const std::string when = day_words(line.day) + ", " + time_of(line.started, reader);
        const std::string length = line.closed ? length_words(line.spent) : reader.tr("now");
        rows += fmt::format(
            R"(<tr><th scope="row"><a href="{}">{}</a></th><td dir="auto">{}{}</td><td class="number">{}</td><td class="number">{}</td>)"
            R"(<td class="number">{}</td><td class="number">{}</td></tr>)"
            "\n",
            link_to_huddle(line.id), e(when), e(reader.tr(line.layout_name)),
            line.left_alone ? fmt::format(R"( <span class="soft">{}</span>)", e(reader.tr("ended by itself"))) : "",
            e(length), line.lessons, line.actions, line.open_actions);
    }
    return rows;
}

std::string table_of_huddles(const HistoryView& view, const PageReader& reader) {
    if (view.huddles.items.empty())
        return fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No huddle fits. Fewer filters show more.")));
    return fmt::format(
        R"(<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table><caption class="unseen">{0}</caption><thead><tr>)"
        R"(<th scope="col">{1}</th><th scope="col">{2}</th><th scope="col" class="number">{3}</th><th scope="col" class="number">{4}</th>)"
        R"(<th scope="col" class="number">{5}</th><th scope="col" class="number">{6}</th></tr></thead><tbody>{7}</tbody></table></div>)",
        e(reader.tr("Huddles, newest first")), e(reader.tr("Huddle")), e(reader.tr("Kind")), e(reader.tr("Length")),
        e(reader.tr("Lessons")), e(reader.tr("Actions")), e(reader.tr("Still open")), rows_of_huddles(view, reader));
}

std::string kind_words(const Found& found, const PageReader& reader) {
    switch (found.kind) {
        case FoundKind::note:
            return reader.tr("Note");
        case FoundKind::lesson:
            return reader.tr("Lesson");
        case FoundKind::action:
            return reader.tr("Action");
        case FoundKind::question:
            return reader.tr("Question");
    }
    return "";
}

}  // namespace

Response ReviewPages::history(const HistoryView& view, bool notes_leave, const PageReader& reader) const {
    const long long total = view.huddles.total;
    const std::string heard = fmt::format(
        fmt::runtime(reader.tr("{} huddle. Trends belong to the team, never to a person.",
                               "{} huddles. Trends belong to the team, never to a person.", total)),
        total);
    const std::string since =
        !view.charts.from
            ? ""
            : fmt::format(R"(<p class="since">{}</p>)",
                          e(fmt::format(fmt::runtime(reader.tr("Since {day}, like the charts beside.")),
                                        fmt::arg("day", day_words(*view.charts.from)))));
    const ExportWish wish{.span = {day_field(view.asked, "from"), day_field(view.asked, "to")},
                          .layout = field(view.asked, "layout"),
                          .huddle = {}};
    std::string content = fmt::format(
        R"(<div class="title"><div><h1>{}</h1><p class="lead">{}</p></div><a class="button" href="/review/figures">{}</a></div>)",
        e(reader.tr("History")), e(heard), e(reader.tr("All figures")));
    if (!view.notice.empty())
        content += fmt::format(R"(<section class="card" role="status"><p>{}</p></section>)", e(reader.tr(view.notice)));
    content += fmt::format(
        R"(<div class="charts"><section class="card"><h2>{}</h2>{}</section><section class="card"><h2>{}</h2>{}</section>)"
        R"(<section class="card"><h2>{}</h2>{}</section></div>)",
        e(reader.tr("Notes by month")), notes_chart(view.notes, 430, reader), e(reader.tr("“I could speak up today”, 1 to 5")),
        pulse_chart(view.pulse, 360, reader), e(reader.tr("Things we tried")), things_we_tried(view.actions, reader) + since);
    content += fmt::format(
        R"(<section class="card list"><div class="head"><h2>{}</h2>{}{}</div>{}{}{}</section>)", e(reader.tr("Huddles")),
        search_form({}, reader), export_menu(wish, notes_leave, reader), filters(view, reader),
        table_of_huddles(view, reader), paging(view.place, "/review", view.asked, reader.language));
    return page({.title = reader.tr("History"), .place = "/review"}, std::move(content), reader);
}

Response ReviewPages::search(const SearchView& view, const PageReader& reader) const {
    const std::string& words = field(view.asked, "words");
    std::string items;
    for (const Found& found : view.found.items) {
        const std::string colour = found.round ? std::string(to_text(*found.round)) : "plain";
        items += fmt::format(
            R"(<li class="{}"><p class="said" dir="auto">{}</p><p class="soft">{} · <a href="{}">{}</a> · <span dir="auto">{}</span></p></li>)",
            colour, e(found.text),
            e(found.round ? fmt::format("{}, {}", kind_words(found, reader), word_of(*found.round, reader.language))
                          : kind_words(found, reader)),
            link_to_huddle(found.huddle), e(day_words(found.day)), e(reader.tr(found.layout_name)));
    }
    const std::string count = words.empty() ? reader.tr("Every word must occur. Case and accents do not matter.")
                                            : fmt::format(fmt::runtime(reader.tr("{} place found.", "{} places found.",
                                                                                 view.found.total)),
                                                          view.found.total);
    const std::vector<Option> kinds{{"", reader.tr("Everything")},
                                    {"note", reader.tr("Notes")},
                                    {"lesson", reader.tr("Lessons")},
                                    {"action", reader.tr("Actions")},
                                    {"question", reader.tr("Questions")}};
    std::string content = fmt::format(
        R"(<div class="title"><div><h1>{}</h1><p class="lead" role="status">{}</p></div></div><section class="card list">)"
        R"(<form class="filters" role="search" method="get" action="/review/search"><label class="long">{}<input type="search" name="words" maxlength="200" value="{}"></label>)",
        e(reader.tr("Search")), e(count), e(reader.tr("Words")), e(words));
    content += choice_field("kind", reader.tr("What"), kinds, view.asked) +
               choice_field("round", reader.tr("Round"), round_options(reader), view.asked) +
               choice_field("layout", reader.tr("Kind"), layout_options(view.layouts, reader), view.asked) +
               date_field("from", reader.tr("From"), view.asked) + date_field("to", reader.tr("To"), view.asked);
    content += fmt::format(R"(<span class="ends"><button class="button main">{}</button></span></form>)",
                           e(reader.tr("Search")));
    if (!items.empty()) content += "<ul class=\"found results\">" + items + "</ul>";
    content += paging(view.place, "/review/search", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Search"), .place = "/review/search"}, std::move(content), reader);
}

}  // namespace hearthside
