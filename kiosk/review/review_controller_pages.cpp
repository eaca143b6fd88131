// What the archive is asked for each page.
#include "core/calendar/calendar.h"
#include "core/store/recovery_note.h"
#include "kiosk/review/review_controller_inside.h"

namespace hearthside {

namespace {

// Without a first day asked for, the charts of the first page show about a year.
constexpr std::chrono::days a_year{365};

std::optional<RoundCategory> round_of(const Fields& fields) { return category_from_text(field(fields, "round")); }

std::optional<FoundKind> kind_of_found(const std::string& word) {
    if (word == "note") return FoundKind::note;
    if (word == "lesson") return FoundKind::lesson;
    if (word == "action") return FoundKind::action;
    if (word == "question") return FoundKind::question;
    return std::nullopt;
}

}  // namespace

Response ReviewController::page_for(const Asked& asked) {
    using Page = Response (ReviewController::*)(const Asked&);
    constexpr std::pair<std::string_view, Page> pages[] = {{"/review", &ReviewController::history_page},
                                                           {"/review/lessons", &ReviewController::lessons_page},
                                                           {"/review/actions", &ReviewController::actions_page},
                                                           {"/review/questions", &ReviewController::questions_page},
                                                           {"/review/figures", &ReviewController::figures_page},
                                                           {"/review/search", &ReviewController::search_page}};
    for (const auto& [path, page] : pages) {
        if (asked.path == path) return (this->*page)(asked);
    }
    constexpr std::string_view huddle = "/review/huddle/";
    if (asked.path.starts_with(huddle)) {
        if (const auto id = from_hex(std::string_view(asked.path).substr(huddle.size()))) return record_page(asked, HuddleId{*id});
    }
    return not_here(asked);
}

Response ReviewController::history_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    Archive& record = **there;
    const HuddleFilter filter{.span = asked.span(),
                              .layout = field(asked.query, "layout"),
                              .round = round_of(asked.query),
                              .state = huddle_state_from_text(field(asked.query, "state")).value_or(HuddleState::any)};
    auto huddles = record.huddles(filter, asked.page_choice());
    if (!huddles) return troubled(asked, huddles.problem());
    auto layouts = record.layouts();
    if (!layouts) return troubled(asked, layouts.problem());
    const auto whole = record.whole_span();
    if (!whole) return troubled(asked, whole.problem());
    Span charts = asked.span();
    if (!charts.from && *whole) charts.from = std::max(*(*whole)->from, charts.to.value_or(*(*whole)->to) - a_year);
    auto notes = record.notes_by_month(charts);
    if (!notes) return troubled(asked, notes.problem());
    auto pulse = record.pulse(charts);
    if (!pulse) return troubled(asked, pulse.problem());
    const auto actions = record.action_counts(charts);
    if (!actions) return troubled(asked, actions.problem());
    HistoryView view{.asked = asked.query,
                     .huddles = std::move(*huddles),
                     .place = {},
                     .layouts = std::move(*layouts),
                     .notes = std::move(*notes),
                     .pulse = std::move(*pulse),
                     .actions = *actions,
                     .charts = charts};
    view.place = asked.place_in(view.huddles);
    view.notice = recent_recovery_note(options_.data, asked.wall);
    return pages_.history(view, notes_leave(), asked.reader);
}

Response ReviewController::lessons_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines = (*there)->lessons(asked.span(), asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.lessons({asked.query, std::move(*lines), place}, asked.reader);
}

Response ReviewController::actions_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines = (*there)->actions(asked.span(), action_state_from_text(field(asked.query, "state")), asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.actions({asked.query, std::move(*lines), place}, asked.reader);
}

Response ReviewController::questions_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines =
        (*there)->questions(asked.span(), question_state_from_text(field(asked.query, "state")), asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.questions({asked.query, std::move(*lines), place}, asked.reader);
}

Response ReviewController::figures_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    Archive& record = **there;
    FiguresView view{.asked = asked.query, .span = asked.span(), .times = {}, .loops = {}, .notes = {}, .pulse = {}};
    const auto whole = record.whole_span();
    if (!whole) return troubled(asked, whole.problem());
    if (*whole && !view.span.from) view.span.from = (*whole)->from;
    if (*whole && !view.span.to) view.span.to = (*whole)->to;
    auto times = record.time_kept(view.span);
    auto loops = record.loops_closed(view.span);
    auto notes = record.notes_by_month(view.span);
    auto pulse = record.pulse(view.span);
    if (!times) return troubled(asked, times.problem());
    if (!loops) return troubled(asked, loops.problem());
    if (!notes) return troubled(asked, notes.problem());
    if (!pulse) return troubled(asked, pulse.problem());
    view.times = std::move(*times);
    view.loops = std::move(*loops);
    view.notes = std::move(*notes);
    view.pulse = std::move(*pulse);
    return pages_.figures(view, asked.reader);
}

Response ReviewController::search_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    SearchView view{.asked = asked.query, .found = {}, .place = {}, .layouts = {}};
    auto layouts = (*there)->layouts();
    if (!layouts) return troubled(asked, layouts.problem());
    view.layouts = std::move(*layouts);
    if (!field(asked.query, "words").empty()) {
        auto found = (*there)->search({.words = field(asked.query, "words"),
                                       .span = asked.span(),
                                       .layout = field(asked.query, "layout"),
                                       .round = round_of(asked.query),
                                       .kind = kind_of_found(field(asked.query, "kind"))},
                                      asked.page_choice());
        if (!found) return troubled(asked, found.problem());
        view.found = std::move(*found);
        view.place = asked.place_in(view.found);
    }
    return pages_.search(view, asked.reader);
}

Response ReviewController::record_page(const Asked& asked, HuddleId id) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    const auto record = (*there)->huddle(id);
    if (!record) return troubled(asked, record.problem());
    return *record ? pages_.record(**record, notes_leave(), asked.reader) : not_here(asked);
}

}  // namespace hearthside
