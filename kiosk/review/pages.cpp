// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/pages.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "core/calendar/calendar.h"
#include "core/export/formats.h"
#include "kiosk/review/figures.h"
#include "kiosk/review/learning_markup.h"
#include "kiosk/review/review_assets.h"
#include "kiosk/web/looks.h"

namespace hearthside::review {

namespace {

std::string source_of_style(std::string_view style) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("'sha256-{}'", text.data());
}

std::string navigation(std::string_view place, const PageReader& reader) {
    constexpr std::pair<std::string_view, const char*> links[] = {
        {"/review", text::translatable("History")},
        {"/review/lessons", text::translatable("Lessons")},
        {"/review/actions", text::translatable("Actions")},
        {"/review/questions", text::translatable("Questions")},
        {"/review/figures", text::translatable("Figures")}};
    std::string items;
    for (const auto& [path, words] : links) {
        items += fmt::format(R"(<a href="{}"{}>{}</a>)", path, path == place ? R"( aria-current="page")" : "",
                             e(reader.tr(words)));
    }
    return fmt::format(
        R"(<nav class="places" aria-label="{}">{}</nav><span class="aside">{}</span>)"
        R"(<form class="leave" method="post" action="/review/sign-out"><input type="hidden" name="form" value="{}">)"
        R"(<button class="button">{}{}</button></form>)",
        e(reader.tr("The record")), items, e(reader.tr("Team view. No one is named here.")), e(reader.secret),
        icon(lock_icon), e(reader.tr("Sign out")));
}

}  // namespace

ReviewPages::ReviewPages(std::string_view team)
    : team_(std::make_shared<const web::Html>(web::escaped(team))), style_source_(source_of_style(assets::style_css)) {}

void ReviewPages::set_team(std::string_view team) { team_ = std::make_shared<const web::Html>(web::escaped(team)); }

web::Response ReviewPages::dressed(web::Response response) const {
    auto& headers = response.headers;
    headers.emplace_back("Content-Security-Policy",
                         fmt::format("default-src 'none'; img-src 'self'; style-src {}; form-action 'self'; "
                                     "base-uri 'none'; frame-ancestors 'none'",
                                     style_source_));
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    return response;
}

web::Response ReviewPages::page(const Frame& frame, std::string content, const PageReader& reader) const {
    web::Response response;
    response.status = frame.status;
    response.body = web::filled(assets::page_html,
                                {{"lang", web::escaped(reader.language.id())},
                                 {"dir", {reader.language.right_to_left() ? "rtl" : "ltr"}},
                                 {"title", web::escaped(frame.title + " - " + reader.tr("Review"))},
                                 {"style", {std::string(assets::style_css)}},
                                 {"team", *team_.load()},
                                 {"nav", {reader.secret.empty() ? "" : navigation(frame.place, reader)}},
                                 {"content", {std::move(content)}}},
                                reader.language)
                        .markup;
    return response;
}

web::Response ReviewPages::sign_in(int status, std::string_view form_secret, std::string_view fault,
                                   const PageReader& reader) const {
    const web::Html line{fault.empty() ? ""
                                       : fmt::format(R"(<p class="fault" id="fault" role="alert">{}</p>)", e(fault))};
    const web::Html marks{fault.empty() ? "" : R"( aria-invalid="true" aria-describedby="fault")"};
    return page({.title = reader.tr("Sign in"), .place = "", .status = status},
                web::filled(assets::sign_in_html,
                            {{"fault", line}, {"secret", web::escaped(form_secret)}, {"marks", marks}}, reader.language)
                    .markup,
                reader);
}

web::Response ReviewPages::message(int status, std::string_view heading, std::string_view sentence,
                                   const PageReader& reader) const {
    return page({.title = std::string(heading), .place = "", .status = status},
                fmt::format(R"(<section class="card narrow"><h1>{}</h1><p class="lead">{}</p></section>)", e(heading),
                            e(sentence)),
                reader);
}

std::string search_form(const web::Fields& asked, const PageReader& reader) {
    return fmt::format(
        R"(<form class="search" role="search" method="get" action="/review/search"><label class="unseen" for="words">{0}</label>)"
        R"({1}<input id="words" name="words" type="search" maxlength="200" placeholder="{0}" value="{2}"><button class="button">{3}</button></form>)",
        e(reader.tr("Search the whole record")), icon(search_icon), e(web::field(asked, "words")),
        e(reader.tr("Search")));
}

std::string export_menu(const ExportWish& wish, bool notes_exportable, const PageReader& reader) {
    constexpr std::pair<exports::ExportFormat, const char*> words[] = {
        {exports::ExportFormat::pdf, text::translatable("PDF report")},
        {exports::ExportFormat::xlsx, text::translatable("Spreadsheet (Excel)")},
        {exports::ExportFormat::csv, text::translatable("Spreadsheet (CSV)")},
        {exports::ExportFormat::markdown, text::translatable("Text (Markdown)")},
        {exports::ExportFormat::poster, text::translatable("Notice board poster")},
        {exports::ExportFormat::json, text::translatable("For programs (JSON)")},
        {exports::ExportFormat::page, text::translatable("One page (PDF)")}};
    const exports::ExportScope scope = wish.huddle ? exports::ExportScope::one_huddle : exports::ExportScope::span;
    std::string buttons;
    for (const auto& [format, word] : words) {
        const exports::ExportFormatDetails& details = exports::details_of(format);
        if (details.scope != scope || !details.may_ask.browser) continue;
        buttons += fmt::format(R"(<button name="format" value="{}">{}{}</button>)", details.name, icon(download_icon),
                               e(reader.tr(word)));
    }
    const auto hidden = [](const char* name, const std::string& value) {
        return value.empty() ? "" : fmt::format(R"(<input type="hidden" name="{}" value="{}">)", name, e(value));
    };
    const std::string what =
        hidden("form", reader.secret) + hidden("from", wish.span.from ? huddle::to_text(*wish.span.from) : "") +
        hidden("to", wish.span.to ? huddle::to_text(*wish.span.to) : "") + hidden("layout", wish.layout) +
        hidden("huddle", wish.huddle ? huddle::to_hex(wish.huddle->value) : "");
    const std::string carry = notes_exportable
                                  ? reader.tr("Exports include notes too: the team agreed to this.")
                                  : reader.tr("Exports hold lessons and actions, and notes only if the team agreed.");
    return fmt::format(
        R"(<details class="menu"><summary class="button main">{}{}</summary><form method="post" action="/review/export">{}{}<p>{}</p></form></details>)",
        icon(download_icon), e(reader.tr("Export")), what, buttons, e(carry));
}

web::Response ReviewPages::figures(const FiguresView& view, const PageReader& reader) const {
    return page({.title = reader.tr("Figures"), .place = "/review/figures"}, figures_content(view, reader), reader);
}

// ---- The first page, with the list of huddles, and the search

namespace {

std::string time_of(huddle::Instant at, const PageReader& reader) {
    const calendar::LocalTime local = calendar::local_time(at, reader.time_zone);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string date_field(const char* name, const std::string& words, const web::Fields& asked) {
    return fmt::format(R"(<label>{}<input type="date" name="{}" value="{}"></label>)", e(words), name,
                       e(web::field(asked, name)));
}

std::string choice_field(const char* name, const std::string& words, const std::vector<Option>& all,
                         const web::Fields& asked) {
    return fmt::format(R"(<label>{}<select name="{}">{}</select></label>)", e(words), name,
                       options(all, web::field(asked, name)));
}

std::vector<Option> layout_options(const std::vector<store::LayoutName>& layouts, const PageReader& reader) {
    std::vector<Option> all{{"", reader.tr("Every kind")}};
    for (const store::LayoutName& layout : layouts) all.push_back({layout.id, reader.tr(layout.name)});
    return all;
}

std::vector<Option> round_options(const PageReader& reader) {
    std::vector<Option> all{{"", reader.tr("Any round")}};
    for (const huddle::RoundCategory category : huddle::all_categories)
        all.push_back({std::string(huddle::to_text(category)), web::word_of(category, reader.language)});
    return all;
}

std::string filters(const HistoryView& view, const PageReader& reader) {
    const std::vector<Option> states{{"", reader.tr("Any")},
                                     {"open-actions", reader.tr("With open actions")},
                                     {"done-actions", reader.tr("With actions done")},
                                     {"let-go-actions", reader.tr("With actions let go")},
                                     {"open-questions", reader.tr("With open questions")},
                                     {"left-alone", reader.tr("Ended automatically")}};
    return fmt::format(
        R"(<form class="filters" method="get" action="/review">{}{}{}{}{}<span class="ends"><button class="button">{}</button><a href="/review">{}</a></span></form>)",
        date_field("from", reader.tr("From"), view.asked), date_field("to", reader.tr("To"), view.asked),
        choice_field("layout", reader.tr("Kind"), layout_options(view.layouts, reader), view.asked),
        choice_field("round", reader.tr("Has notes in"), round_options(reader), view.asked),
        choice_field("state", reader.tr("State"), states, view.asked), e(reader.tr("Show")), e(reader.tr("Show all")));
}

std::string rows_of_huddles(const HistoryView& view, const PageReader& reader) {
    std::string rows;
    for (const store::HuddleLine& line : view.huddles.items) {
        const std::string when = day_words(line.day) + ", " + time_of(line.started, reader);
        const std::string length = line.closed ? length_words(line.spent) : reader.tr("now");
        rows += fmt::format(
            R"(<tr><th scope="row"><a href="{}">{}</a></th><td dir="auto">{}{}</td><td class="number">{}</td><td class="number">{}</td>)"
            R"(<td class="number">{}</td><td class="number">{}</td></tr>)"
            "\n",
            link_to_huddle(line.id), e(when), e(reader.tr(line.layout_name)),
            line.left_alone ? fmt::format(R"( <span class="soft">{}</span>)", e(reader.tr("ended automatically"))) : "",
            e(length), line.lessons, line.actions, line.open_actions);
    }
    return rows;
}

std::string table_of_huddles(const HistoryView& view, const PageReader& reader) {
    if (view.huddles.items.empty())
        return fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No huddle matches. Try fewer filters.")));
    return fmt::format(
        R"(<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table><caption class="unseen">{0}</caption><thead><tr>)"
        R"(<th scope="col">{1}</th><th scope="col">{2}</th><th scope="col" class="number">{3}</th><th scope="col" class="number">{4}</th>)"
        R"(<th scope="col" class="number">{5}</th><th scope="col" class="number">{6}</th></tr></thead><tbody>{7}</tbody></table></div>)",
        e(reader.tr("Huddles, newest first")), e(reader.tr("Huddle")), e(reader.tr("Kind")), e(reader.tr("Length")),
        e(reader.tr("Lessons")), e(reader.tr("Actions")), e(reader.tr("Still open")), rows_of_huddles(view, reader));
}

std::string kind_words(const store::Found& found, const PageReader& reader) {
    switch (found.kind) {
        case store::FoundKind::note:
            return reader.tr("Note");
        case store::FoundKind::lesson:
            return reader.tr("Lesson");
        case store::FoundKind::action:
            return reader.tr("Action");
        case store::FoundKind::question:
            return reader.tr("Question");
    }
    return "";
}

}  // namespace

web::Response ReviewPages::history(const HistoryView& view, bool notes_exportable, const PageReader& reader) const {
    const long long total = view.huddles.total;
    const std::string heard =
        fmt::format(fmt::runtime(reader.tr("{} huddle. Trends belong to the team, never to a person.",
                                           "{} huddles. Trends belong to the team, never to a person.", total)),
                    total);
    const std::string since =
        !view.charts.from
            ? ""
            : fmt::format(R"(<p class="since">{}</p>)",
                          e(fmt::format(fmt::runtime(reader.tr("Since {day}, for the same time as the other charts.")),
                                        fmt::arg("day", day_words(*view.charts.from)))));
    const ExportWish wish{.span = {web::day_field(view.asked, "from"), web::day_field(view.asked, "to")},
                          .layout = web::field(view.asked, "layout"),
                          .huddle = {}};
    std::string content = fmt::format(
        R"(<div class="title"><div><h1>{}</h1><p class="lead">{}</p></div><a class="button" href="/review/figures">{}</a></div>)",
        e(reader.tr("History")), e(heard), e(reader.tr("All figures")));
    if (!view.notice.empty())
        content += fmt::format(R"(<section class="card" role="status"><p>{}</p></section>)", e(reader.tr(view.notice)));
    content += fmt::format(
        R"(<div class="charts"><section class="card"><h2>{}</h2>{}</section><section class="card"><h2>{}</h2>{}</section>)"
        R"(<section class="card"><h2>{}</h2>{}</section></div>)",
        e(reader.tr("Notes by month")), notes_chart(view.notes, 430, reader),
        e(reader.tr("“I could speak up today”, 1 to 5")), pulse_chart(view.pulse, 360, reader),
        e(reader.tr("Things we tried")), things_we_tried(view.actions, reader) + since);
    content += fmt::format(R"(<section class="card list"><div class="head"><h2>{}</h2>{}{}</div>{}{}{}</section>)",
                           e(reader.tr("Huddles")), search_form({}, reader),
                           export_menu(wish, notes_exportable, reader), filters(view, reader),
                           table_of_huddles(view, reader), paging(view.place, "/review", view.asked, reader.language));
    return page({.title = reader.tr("History"), .place = "/review"}, std::move(content), reader);
}

web::Response ReviewPages::search(const SearchView& view, const PageReader& reader) const {
    const std::string& words = web::field(view.asked, "words");
    std::string items;
    for (const store::Found& found : view.found.items) {
        const std::string colour = found.round ? std::string(huddle::to_text(*found.round)) : "plain";
        items += fmt::format(
            R"(<li class="{}"><p class="said" dir="auto">{}</p><p class="soft">{} · <a href="{}">{}</a> · <span dir="auto">{}</span></p></li>)",
            colour, e(found.text),
            e(found.round
                  ? fmt::format("{}, {}", kind_words(found, reader), web::word_of(*found.round, reader.language))
                  : kind_words(found, reader)),
            link_to_huddle(found.huddle), e(day_words(found.day)), e(reader.tr(found.layout_name)));
    }
    const std::string count =
        words.empty() ? reader.tr("Every word must occur. Case and accents do not matter.")
                      : fmt::format(fmt::runtime(reader.tr("{} place found.", "{} places found.", view.found.total)),
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

// ---- Lessons, actions and questions

namespace {

std::string head(const std::string& title, const std::string& lead) {
    return fmt::format(R"(<div class="title"><div><h1>{}</h1><p class="lead">{}</p></div></div>)", e(title), e(lead));
}

std::string huddle_link(huddle::HuddleId id, huddle::Day day) {
    return fmt::format(R"(<a href="{}">{}</a>)", link_to_huddle(id), e(day_words(day)));
}

// The states to choose from, as links; the current one is marked.
std::string tabs(std::string_view path, const std::vector<Option>& all, const web::Fields& asked,
                 const PageReader& reader) {
    std::string links;
    for (const Option& option : all) {
        web::Fields fields = asked;
        fields.erase("page");
        fields["state"] = option.value;
        links +=
            fmt::format(R"(<a class="button" href="{}"{}>{}</a>)", e(web::link_with(path, fields)),
                        web::field(asked, "state") == option.value ? R"( aria-current="true")" : "", e(option.words));
    }
    return fmt::format(R"(<nav class="tabs" aria-label="{}">{}</nav>)", e(reader.tr("State")), links);
}

}  // namespace

web::Response ReviewPages::lessons(const ListView<store::LessonLine>& view, const PageReader& reader) const {
    std::string items;
    for (const store::LessonLine& line : view.lines.items) {
        std::string actions;
        for (const huddle::Action& action : line.actions) actions += action_item(action, reader);
        items += lesson_item(line.lesson, actions, huddle_link(line.lesson.huddle, line.day), reader);
    }
    std::string content =
        head(reader.tr("Lessons"), reader.tr("What the team learnt, newest first, and what it tried because of it.")) +
        R"(<section class="card list">)";
    content += items.empty() ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No lessons yet.")))
                             : "<ul class=\"found\">" + items + "</ul>";
    content += paging(view.place, "/review/lessons", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Lessons"), .place = "/review/lessons"}, std::move(content), reader);
}

web::Response ReviewPages::actions(const ListView<store::ActionLine>& view, const PageReader& reader) const {
    std::string rows;
    for (const store::ActionLine& line : view.lines.items) {
        rows += fmt::format(
            R"(<tr><th scope="row"><span dir="auto">{}</span><span class="soft" dir="auto">{}</span></th><td>{}{}</td><td dir="auto">{}</td><td>{}</td><td>{}</td></tr>)"
            "\n",
            e(huddle::sentence_of(line.action)), e(line.lesson), state_and_result(line.action, reader),
            history_of(line.action, reader), e(reader.tr(line.action.role)), e(day_words(line.action.due)),
            huddle_link(line.action.huddle, line.day));
    }
    std::string content = head(reader.tr("Actions"), reader.tr("Open ones first, by the day they are due.")) +
                          R"(<section class="card list">)" +
                          tabs("/review/actions",
                               {{"", reader.tr("All")},
                                {"trying", reader.tr("Still trying")},
                                {"done", reader.tr("Done")},
                                {"let_go", reader.tr("Let it go")}},
                               view.asked, reader);
    if (rows.empty()) {
        content += fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No actions yet.")));
    } else {
        content += fmt::format(
            R"(<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table class="texts"><caption class="unseen">{0}</caption><thead><tr><th scope="col">{1}</th>)"
            R"(<th scope="col">{2}</th><th scope="col">{3}</th><th scope="col">{4}</th><th scope="col">{5}</th></tr></thead><tbody>{6}</tbody></table></div>)",
            e(reader.tr("Actions")), e(reader.tr("What we try, and the lesson behind it")), e(reader.tr("State")),
            e(reader.tr("Role")), e(reader.tr("Due")), e(reader.tr("From the huddle of")), rows);
    }
    content += paging(view.place, "/review/actions", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Actions"), .place = "/review/actions"}, std::move(content), reader);
}

web::Response ReviewPages::questions(const ListView<store::QuestionLine>& view, const PageReader& reader) const {
    std::string items;
    for (const store::QuestionLine& line : view.lines.items) {
        items += question_item(line.question, huddle_link(line.question.huddle, line.day), reader);
    }
    std::string content =
        head(reader.tr("Questions"), reader.tr("“We don’t know yet” is an honourable answer. Open ones come first.")) +
        R"(<section class="card list">)" +
        tabs("/review/questions",
             {{"", reader.tr("All")},
              {"open", reader.tr("We don’t know yet")},
              {"answered", reader.tr("Answered")},
              {"not_ours", reader.tr("Not ours to answer")}},
             view.asked, reader);
    content += items.empty() ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No questions yet.")))
                             : "<ul class=\"found\">" + items + "</ul>";
    content += paging(view.place, "/review/questions", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Questions"), .place = "/review/questions"}, std::move(content), reader);
}

// ---- One huddle's record

namespace {

// The page's style sheet has a class for each share of the strip, because the page may not contain inline
// styles.
constexpr int shares = 24;

std::string strip(const store::HuddleRecord& record, const PageReader& reader) {
    huddle::Milliseconds spent{0}, planned{0};
    for (const store::RoundRecord& round : record.rounds) {
        spent += round.spent;
        planned += round.planned;
    }
    std::string items;
    for (const store::RoundRecord& round : record.rounds) {
        const double share =
            spent.count() > 0 ? static_cast<double>(round.spent.count()) / static_cast<double>(spent.count()) : 0;
        const web::Look look = web::look_of(round.kind);
        items += fmt::format(
            R"(<li class="{} g{}"><span class="part">{}<span>{}</span></span><span class="length">{}</span></li>)",
            look.colour, std::clamp(static_cast<int>(std::lround(share * shares)), 1, shares), icon(look.icon),
            e(reader.tr(round.title)), e(length_words(round.spent)));
    }
    const std::string in_all =
        fmt::format(fmt::runtime(reader.tr("{spent} in all, {planned} planned.")),
                    fmt::arg("spent", length_words(spent)), fmt::arg("planned", length_words(planned)));
    return fmt::format(
        R"(<section class="card"><div class="head"><h2>{}</h2><p class="soft">{}</p></div><ol class="strip">{}</ol></section>)",
        e(reader.tr("Where the time went")), e(in_all), items);
}

std::string note_card(const huddle::Note& note) { return fmt::format(R"(<li dir="auto">{}</li>)", e(note.text)); }

// Notes of one group are together, under the group's title.
std::string grouped_cards(const store::HuddleRecord& record, huddle::RoundCategory category) {
    std::string result;
    for (const huddle::NoteGroup& group : record.groups) {
        std::string cards;
        for (const huddle::Note& note : record.notes) {
            if (note.category == category && note.group == group.id) cards += note_card(note);
        }
        if (cards.empty()) continue;
        const std::string title =
            group.title.empty() ? "" : fmt::format(R"(<p class="said" dir="auto">{}</p>)", e(group.title));
        result += fmt::format(R"(<li class="group">{}<ul>{}</ul></li>)", title, cards);
    }
    return result;
}

std::string card_of_notes(const store::HuddleRecord& record, const PageReader& reader) {
    std::string result;
    for (const huddle::RoundCategory category : huddle::all_categories) {
        std::string cards = grouped_cards(record, category);
        for (const huddle::Note& note : record.notes) {
            if (note.category == category && !note.group) cards += note_card(note);
        }
        if (cards.empty()) continue;
        result += fmt::format(
            R"(<section class="round {}"><h2><span class="disc">{}</span>{}</h2><ul class="notes">{}</ul></section>)",
            huddle::to_text(category), icon_of(category), e(web::word_of(category, reader.language)), cards);
    }
    if (result.empty()) result = fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No notes were opened.")));
    return fmt::format(R"(<section class="card wide-part" aria-label="{}">{}<p class="soft foot">{}</p></section>)",
                       e(reader.tr("Notes")), result,
                       e(reader.tr("Shuffled when they were opened. No times, devices or names are kept.")));
}

std::string card_of_lessons(const store::HuddleRecord& record, const PageReader& reader) {
    std::string items;
    std::vector<huddle::ActionId> told;
    for (const huddle::Lesson& lesson : record.lessons) {
        std::string actions;
        for (const huddle::Action& action : record.actions) {
            if (action.lesson != lesson.id) continue;
            actions += action_item(action, reader);
            told.push_back(action.id);
        }
        items += lesson_item(lesson, actions, "", reader);
    }
    // Actions of earlier huddles' lessons.
    std::string others;
    for (const huddle::Action& action : record.actions) {
        if (std::ranges::find(told, action.id) == told.end()) others += action_item(action, reader);
    }
    if (!others.empty()) items += R"(<li class="lessons"><ul class="tries">)" + others + "</ul></li>";
    return fmt::format(R"(<section class="card"><h2>{}</h2>{}</section>)", e(reader.tr("Lessons and what we will try")),
                       items.empty()
                           ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No lesson was kept this time.")))
                           : "<ul class=\"found\">" + items + "</ul>");
}

std::string card_of_questions(const store::HuddleRecord& record, const PageReader& reader) {
    if (record.questions.empty()) return "";
    std::string items;
    for (const huddle::Question& question : record.questions) items += question_item(question, "", reader);
    return fmt::format(R"(<section class="card"><h2>{}</h2><ul class="found">{}</ul></section>)",
                       e(reader.tr("We don’t know yet")), items);
}

// After a middle dot, when there is text.
std::string aside(const std::string& text) { return text.empty() ? "" : fmt::format(" · <span>{}</span>", e(text)); }

}  // namespace

web::Response ReviewPages::record(const store::HuddleRecord& record, bool notes_exportable,
                                  const PageReader& reader) const {
    const calendar::LocalTime local = calendar::local_time(record.started, reader.time_zone);
    const std::string when =
        fmt::format("{} {}, {:02}:{:02}", calendar::long_date(record.day),
                    static_cast<int>(std::chrono::year_month_day(record.day).year()), local.hour, local.minute);
    const bool alone = record.how_it_ended && *record.how_it_ended == huddle::HowItEnded::left_alone;
    const std::string lead = record.lead.empty() ? ""
                                                 : fmt::format(fmt::runtime(reader.tr("Led by: {role}.")),
                                                               fmt::arg("role", reader.tr(record.lead)));
    const std::string ended = !record.closed ? reader.tr("It is running now.")
                              : alone        ? reader.tr("It ended by itself: nobody had led it for an hour.")
                                             : "";
    std::string content = fmt::format(
        R"(<nav class="crumbs" aria-label="{}"><a href="/review">{}</a></nav><div class="title"><div><h1>{}</h1><p class="lead" dir="auto">{}{}{}</p></div>{}</div>)",
        e(reader.tr("Where you are")), e(reader.tr("History")), e(when), e(reader.tr(record.layout_name)), aside(lead),
        aside(ended), export_menu({.span = {}, .layout = {}, .huddle = record.id}, notes_exportable, reader));
    content += strip(record, reader);
    content += fmt::format(R"(<div class="halves">{}<div>{}{}</div></div>)", card_of_notes(record, reader),
                           card_of_lessons(record, reader), card_of_questions(record, reader));
    return page({.title = when, .place = ""}, std::move(content), reader);
}

}  // namespace hearthside::review
