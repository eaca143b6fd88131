// One huddle's record.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/calendar/calendar.h"
#include "kiosk/web/looks.h"
#include "kiosk/review/learning_markup.h"
#include "kiosk/review/pages.h"

namespace hearthside {

namespace {

// The page's style has a class for each share of the strip, because it may hold no style of its own.
constexpr int shares = 24;

std::string strip(const HuddleRecord& record, const PageReader& reader) {
    Milliseconds spent{0}, planned{0};
    for (const RoundRecord& round : record.rounds) {
        spent += round.spent;
        planned += round.planned;
    }
    std::string items;
    for (const RoundRecord& round : record.rounds) {
        const double share = spent.count() > 0 ? static_cast<double>(round.spent.count()) / static_cast<double>(spent.count()) : 0;
        const Look look = look_of(round.kind);
        items += fmt::format(R"(<li class="{} g{}"><span class="part">{}<span>{}</span></span><span class="length">{}</span></li>)",
                             look.colour, std::clamp(static_cast<int>(std::lround(share * shares)), 1, shares), icon(look.icon),
                             e(reader.tr(round.title)), e(length_words(round.spent)));
    }
    const std::string in_all = fmt::format(fmt::runtime(reader.tr("{spent} in all, {planned} planned.")),
                                           fmt::arg("spent", length_words(spent)), fmt::arg("planned", length_words(planned)));
    return fmt::format(R"(<section class="card"><div class="head"><h2>{}</h2><p class="soft">{}</p></div><ol class="strip">{}</ol></section>)",
                       e(reader.tr("How the time went")), e(in_all), items);
}

std::string note_card(const Note& note) { return fmt::format(R"(<li dir="auto">{}</li>)", e(note.text)); }

// What the team put together stands together, under its title.
std::string grouped_cards(const HuddleRecord& record, RoundCategory category) {
    std::string result;
    for (const NoteGroup& group : record.groups) {
        std::string cards;
        for (const Note& note : record.notes) {
            if (note.category == category && note.group == group.id) cards += note_card(note);
        }
        if (cards.empty()) continue;
        const std::string title =
            group.title.empty() ? "" : fmt::format(R"(<p class="said" dir="auto">{}</p>)", e(group.title));
        result += fmt::format(R"(<li class="group">{}<ul>{}</ul></li>)", title, cards);
    }
    return result;
}

std::string card_of_notes(const HuddleRecord& record, const PageReader& reader) {
    std::string result;
    for (const RoundCategory category : all_categories) {
        std::string cards = grouped_cards(record, category);
        for (const Note& note : record.notes) {
            if (note.category == category && !note.group) cards += note_card(note);
        }
        if (cards.empty()) continue;
        result += fmt::format(R"(<section class="round {}"><h2><span class="disc">{}</span>{}</h2><ul class="notes">{}</ul></section>)",
                              to_text(category), icon_of(category), e(word_of(category, reader.language)), cards);
    }
    if (result.empty()) result = fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No notes were opened.")));
    return fmt::format(R"(<section class="card wide-part" aria-label="{}">{}<p class="soft foot">{}</p></section>)",
                       e(reader.tr("Notes")), result,
                       e(reader.tr("Shuffled when they were opened. No times, devices or names are kept.")));
}

std::string card_of_lessons(const HuddleRecord& record, const PageReader& reader) {
    std::string items;
    std::vector<ActionId> told;
    for (const Lesson& lesson : record.lessons) {
        std::string actions;
        for (const Action& action : record.actions) {
            if (action.lesson != lesson.id) continue;
            actions += action_item(action, reader);
            told.push_back(action.id);
        }
        items += lesson_item(lesson, actions, "", reader);
    }
    // Of lessons of earlier huddles.
    std::string others;
    for (const Action& action : record.actions) {
        if (std::ranges::find(told, action.id) == told.end()) others += action_item(action, reader);
    }
    if (!others.empty()) items += R"(<li class="lessons"><ul class="tries">)" + others + "</ul></li>";
    return fmt::format(R"(<section class="card"><h2>{}</h2>{}</section>)", e(reader.tr("Lessons and what we will try")),
                       items.empty() ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No lesson was kept this time.")))
                                     : "<ul class=\"found\">" + items + "</ul>");
}

std::string card_of_questions(const HuddleRecord& record, const PageReader& reader) {
    if (record.questions.empty()) return "";
    std::string items;
    for (const Question& question : record.questions)
        items += question_item(question, "", reader);
    return fmt::format(R"(<section class="card"><h2>{}</h2><ul class="found">{}</ul></section>)",
                       e(reader.tr("We don’t know yet")), items);
}

// Behind a middle dot where there is something to say.
std::string aside(const std::string& text) { return text.empty() ? "" : fmt::format(" · <span>{}</span>", e(text)); }

}  // namespace

Response ReviewPages::record(const HuddleRecord& record, bool notes_leave, const PageReader& reader) const {
    const LocalTime local = local_time(record.started, reader.time_zone);
    const std::string when = fmt::format("{} {}, {:02}:{:02}", long_date(record.day),
                                         static_cast<int>(std::chrono::year_month_day(record.day).year()), local.hour,
                                         local.minute);
    const bool alone = record.how_it_ended && *record.how_it_ended == HowItEnded::left_alone;
    const std::string lead = record.lead.empty() ? ""
                                                 : fmt::format(fmt::runtime(reader.tr("Led by: {role}.")),
                                                               fmt::arg("role", reader.tr(record.lead)));
    const std::string ended = !record.closed ? reader.tr("It runs just now.")
                              : alone        ? reader.tr("It ended by itself, when nobody led it for an hour.")
                                             : "";
    std::string content = fmt::format(
        R"(<nav class="crumbs" aria-label="{}"><a href="/review">{}</a></nav><div class="title"><div><h1>{}</h1><p class="lead" dir="auto">{}{}{}</p></div>{}</div>)",
        e(reader.tr("Where you are")), e(reader.tr("History")), e(when), e(reader.tr(record.layout_name)), aside(lead), aside(ended),
        export_menu({.span = {}, .layout = {}, .huddle = record.id}, notes_leave, reader));
    content += strip(record, reader);
    content += fmt::format(R"(<div class="halves">{}<div>{}{}</div></div>)", card_of_notes(record, reader), card_of_lessons(record, reader),
                           card_of_questions(record, reader));
    return page({.title = when, .place = ""}, std::move(content), reader);
}

}  // namespace hearthside
