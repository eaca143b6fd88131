// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/controller.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/calendar/calendar.h"
#include "core/secrets/chance.h"
#include "core/store/recovery_note.h"
#include "kiosk/web/request_head.h"

namespace hearthside::review {

namespace {

constexpr int lines_of_a_page = 25;
constexpr int pages_at_most = 1'000'000;

// Over TLS the cookie has a name that a browser keeps only when the page itself came over TLS. So nobody can
// sign in through a proxy that speaks plain HTTP to the browser and TLS to the kiosk.
std::string named(std::string_view name, const web::Request& request) {
    return (request.way == web::Way::encrypted ? "__Secure-" : "") + std::string(name);
}

constexpr std::string_view session_cookie = "review", door_cookie = "review-door";
constexpr std::size_t passcode_bytes_at_most = 1024;

std::string cookie(std::string_view name, std::string_view value, const web::Request& request, bool gone = false) {
    return fmt::format("{}={}; Path=/review; HttpOnly; SameSite=Strict{}{}", named(name, request), value,
                       request.way == web::Way::encrypted ? "; Secure" : "", gone ? "; Max-Age=0" : "");
}

web::Response moved_to(std::string path) {
    web::Response response;
    response.status = 303;
    response.headers.emplace_back("Location", std::move(path));
    return response;
}

// Wipes our copy of a passcode that was sent.
struct Wiping {
    web::Fields& fields;
    ~Wiping() {
        for (auto& [name, value] : fields) secrets::forget(value);
    }
};

}  // namespace

// A request, and what is known of it.
struct ReviewController::Asked {
    const web::Request& request;
    std::string path;
    web::Fields query, form;
    const Sessions::Session* session = nullptr;
    PageReader reader;
    huddle::Instant wall{};

    std::string tr(std::string_view english) const { return reader.tr(english); }
    int page() const {
        int number = 1;
        const std::string& text = web::field(query, "page");
        std::from_chars(text.data(), text.data() + text.size(), number);
        return std::clamp(number, 1, pages_at_most);
    }
    store::PageChoice page_choice() const {
        return {.skip = static_cast<std::int64_t>(page() - 1) * lines_of_a_page, .at_most = lines_of_a_page};
    }
    template <class Item>
    ListPlace place_in(const store::PageOf<Item>& items) const {
        const store::PageChoice choice = page_choice();
        const auto count = static_cast<std::int64_t>(items.items.size());
        return {.first = choice.skip + 1,
                .last = choice.skip + count,
                .total = items.total,
                .page = page(),
                .more = choice.skip + count < items.total};
    }
    store::Span span() const { return {web::day_field(query, "from"), web::day_field(query, "to")}; }
};

ReviewController::ReviewController(ReviewOptions options)
    : options_(std::move(options)),
      team_(std::make_shared<const std::string>(options_.team)),
      languages_(options_.catalogues),
      pages_(options_.team),
      passcode_(options_.data) {}

void ReviewController::set_team(const std::string& team) {
    team_ = std::make_shared<const std::string>(team);
    pages_.set_team(team);
}

web::Response ReviewController::answer(const web::Request& request, huddle::Instant wall, Sessions::Time steady) {
    return pages_.dressed(answer_inside(request, wall, steady));
}

web::Response ReviewController::answer_inside(const web::Request& request, huddle::Instant wall,
                                              Sessions::Time steady) {
    const std::vector<std::string> english{"en"};
    const bool one_language = options_.catalogues.empty() || options_.languages.empty();
    const text::Language& language =
        languages_.of(text::best_for(request.accept_language, one_language ? english : options_.languages));
    Asked asked{.request = request,
                .path = request.target.substr(0, request.target.find('?')),
                .query = {},
                .form = {},
                .session = nullptr,
                .reader = {.language = language,
                           .time_zone = options_.time_zone,
                           .secret = {},
                           .today = calendar::local_time(wall, options_.time_zone).day},
                .wall = wall};
    if (request.way == web::Way::network) {
        return pages_.message(
            403, asked.tr("Not over this network"),
            asked.tr("The record opens in a browser on the kiosk itself, or over an encrypted connection (https). "
                     "“hearthside tls init” on the kiosk makes a certificate for it."),
            asked.reader);
    }
    const bool is_post = request.method == "POST";
    if (!is_post && request.method != "GET") {
        web::Response response = pages_.message(405, asked.tr("Not possible here"),
                                                asked.tr("This page is for reading only."), asked.reader);
        response.headers.emplace_back("Allow", "GET, POST");
        return response;
    }
    const std::size_t mark = request.target.find('?');
    auto query = web::read_fields(mark == std::string::npos ? "" : std::string_view(request.target).substr(mark + 1));
    const bool form_type = web::lower_case(request.content_type).starts_with("application/x-www-form-urlencoded");
    auto form = is_post && form_type ? web::read_fields(request.body) : std::optional<web::Fields>(web::Fields{});
    if (!query || !form || (is_post && !form_type)) {
        return pages_.message(400, asked.tr("Not understood"), asked.tr("This request could not be read."),
                              asked.reader);
    }
    asked.query = std::move(*query);
    asked.form = std::move(*form);
    const Wiping wiping{asked.form};
    // Browsers send the origin of a form. It must be this kiosk under its own name.
    const std::string own = (request.way == web::Way::encrypted ? "https://" : "http://") + request.host;
    if (is_post && (!request.origin || web::lower_case(*request.origin) != own)) {
        return pages_.message(403, asked.tr("Not from here"), asked.tr("Please use this kiosk’s own page."),
                              asked.reader);
    }
    // A change of the passcode ends every session that began with the old one.
    if (passcode_.look_again()) sessions_.end_all();
    const std::string id = web::cookie_named(request.cookie, named(session_cookie, request));
    asked.session = sessions_.find(id, steady);
    if (!asked.session) return front_door(asked, wall, steady);
    asked.reader.secret = asked.session->secret;
    if (is_post && !same_secret(web::field(asked.form, "form"), asked.session->secret)) {
        return pages_.message(403, asked.tr("Not from here"),
                              asked.tr("This page is out of date. Please go back, load it again and try once more."),
                              asked.reader);
    }
    if (is_post && asked.path == "/review/sign-out") {
        sessions_.end(id);
        web::Response response = moved_to("/review/sign-in");
        response.headers.emplace_back("Set-Cookie", cookie(session_cookie, "", request, true));
        return response;
    }
    if (is_post && asked.path == "/review/export") return export_file(asked);
    if (asked.path == "/review/sign-in") return moved_to("/review");
    if (is_post) return not_here(asked);
    return page_for(asked);
}

web::Response ReviewController::front_door(const Asked& asked, huddle::Instant wall, Sessions::Time steady) {
    const web::Request& request = asked.request;
    const bool had_one = !web::cookie_named(request.cookie, named(session_cookie, request)).empty();
    if (asked.path != "/review/sign-in") return moved_to(had_one ? "/review/sign-in?over=1" : "/review/sign-in");
    if (!passcode_.is_set()) {
        return pages_.message(
            403, asked.tr("There is no passcode yet"),
            asked.tr("The record opens with the kiosk’s passcode. Settings, Passcode on the kiosk makes one."),
            asked.reader);
    }
    if (request.method == "GET") {
        const bool over = !web::field(asked.query, "over").empty();
        return sign_in_page(
            asked, 200, over ? asked.tr("You were signed out to keep the record private. Please sign in again.") : "");
    }
    const std::string& text = web::field(asked.form, "passcode");
    if (!same_secret(web::field(asked.form, "form"), web::cookie_named(request.cookie, named(door_cookie, request))))
        return sign_in_page(asked, 403, asked.tr("This page is out of date. Please try again."));
    if (text.empty() || text.size() > passcode_bytes_at_most)
        return sign_in_page(asked, 422, asked.tr("Please enter the passcode."));
    const bool from_network = request.way != web::Way::this_machine;
    if (const auto left = from_network ? sign_in_delay_.left(request.peer, steady) : std::chrono::seconds(0);
        left.count() > 0) {
        web::Response response = sign_in_page(asked, 429, asked.tr(secrets::Passcode::wait_first(left).sentence));
        response.headers.emplace_back("Retry-After", std::to_string(left.count()));
        return response;
    }
    const auto right = passcode_.check(
        text, wall, from_network ? secrets::Passcode::Source::network : secrets::Passcode::Source::this_machine);
    if (!right) {
        if (from_network && right.problem().kind == huddle::ProblemKind::forbidden)
            sign_in_delay_.was_wrong(request.peer, steady);
        const bool wait = right.problem().kind == huddle::ProblemKind::busy;
        return sign_in_page(asked, wait ? 429 : 403, asked.tr(right.problem().sentence));
    }
    sign_in_delay_.was_right(request.peer);
    const Sessions::Session& session = sessions_.begin(steady);
    web::Response response = moved_to("/review");
    response.headers.emplace_back("Set-Cookie", cookie(session_cookie, session.id, request));
    response.headers.emplace_back("Set-Cookie", cookie(door_cookie, "", request, true));
    return response;
}

web::Response ReviewController::sign_in_page(const Asked& asked, int status, std::string_view fault) {
    // The form and the cookie hold the same random value, and no other page can send either.
    const std::string secret = secrets::new_retry_token();
    web::Response response = pages_.sign_in(status, secret, fault, asked.reader);
    response.headers.emplace_back("Set-Cookie", cookie(door_cookie, secret, asked.request));
    return response;
}

web::Response ReviewController::not_here(const Asked& asked) {
    return pages_.message(404, asked.tr("Nothing here"), asked.tr("There is no such page in the record."),
                          asked.reader);
}

web::Response ReviewController::troubled(const Asked& asked, const huddle::Problem& problem) {
    // The next request opens the record again.
    archive_.reset();
    return pages_.message(503, asked.tr("The record cannot be read just now"), problem.sentence, asked.reader);
}

huddle::Result<store::Archive*> ReviewController::archive() {
    if (!archive_) {
        auto opened = store::Archive::open(options_.data);
        if (!opened) return opened.problem();
        archive_ = std::move(*opened);
    }
    return archive_.get();
}

web::Response ReviewController::export_file(const Asked& asked) {
    exports::ExportChoice choice{.span = {web::day_field(asked.form, "from"), web::day_field(asked.form, "to")},
                                 .layout = web::field(asked.form, "layout"),
                                 .notes_allowed = notes_exportable(),
                                 .team = *team_.load(),
                                 .time_zone = options_.time_zone,
                                 .language = &asked.reader.language};
    if (choice.notes_allowed) choice.what.insert(exports::ExportKind::notes);
    const auto format = exports::export_format_from_text(web::field(asked.form, "format"));
    if (!format || !exports::details_of(*format).may_ask.browser) return not_here(asked);
    store::Span days = choice.span;
    if (exports::details_of(*format).scope == exports::ExportScope::one_huddle) {
        choice.huddle = huddle::HuddleId{huddle::from_hex(web::field(asked.form, "huddle")).value_or(0)};
        const auto there = archive();
        if (!there) return troubled(asked, there.problem());
        const auto found = (*there)->huddle(*choice.huddle);
        if (!found) return troubled(asked, found.problem());
        if (!*found) return not_here(asked);
        days = {(**found).day, (**found).day};
    }
    // A separate connection on the writing thread, which reads one huddle after the other.
    auto opened = store::History::open(options_.data);
    if (!opened) return troubled(asked, opened.problem());
    return download(asked, days, exports::details_of(*format),
                    [history = std::shared_ptr<store::History>(std::move(*opened)), choice, format](std::ostream& out) {
                        return exports::export_record(*history, *format, choice, out);
                    });
}

web::Response ReviewController::download(const Asked& asked, const store::Span& span,
                                         const exports::ExportFormatDetails& format,
                                         std::function<huddle::Result<void>(std::ostream& out)> write) {
    if (options_.announce && !options_.announce(span)) {
        return pages_.message(503, asked.tr("Nothing was exported"),
                              asked.tr("This could not be announced on the kiosk, so nothing was exported."),
                              asked.reader);
    }
    web::Response response;
    response.pieces = downloads_.begin(std::move(write));
    if (!response.pieces) {
        response =
            pages_.message(503, asked.tr("One moment, please"),
                           asked.tr("Two exports are under way. Please try again when they are done."), asked.reader);
        response.headers.emplace_back("Retry-After", "10");
        return response;
    }
    response.content_type = format.media_type;
    response.headers.emplace_back("Content-Disposition",
                                  fmt::format("attachment; filename=\"hearthside-{}.{}\"",
                                              huddle::to_text(asked.reader.today), format.extension));
    return response;
}

// ---- What each page asks of the archive

namespace {

// Without a first day, the charts of the first page show about a year.
constexpr std::chrono::days a_year{365};

std::optional<huddle::RoundCategory> round_of(const web::Fields& fields) {
    return huddle::category_from_text(web::field(fields, "round"));
}

std::optional<store::FoundKind> kind_of_found(const std::string& word) {
    if (word == "note") return store::FoundKind::note;
    if (word == "lesson") return store::FoundKind::lesson;
    if (word == "action") return store::FoundKind::action;
    if (word == "question") return store::FoundKind::question;
    return std::nullopt;
}

}  // namespace

web::Response ReviewController::page_for(const Asked& asked) {
    using Page = web::Response (ReviewController::*)(const Asked&);
    constexpr std::pair<std::string_view, Page> pages[] = {
        {"/review", &ReviewController::history_page},         {"/review/lessons", &ReviewController::lessons_page},
        {"/review/actions", &ReviewController::actions_page}, {"/review/questions", &ReviewController::questions_page},
        {"/review/figures", &ReviewController::figures_page}, {"/review/search", &ReviewController::search_page}};
    for (const auto& [path, page] : pages) {
        if (asked.path == path) return (this->*page)(asked);
    }
    constexpr std::string_view huddle = "/review/huddle/";
    if (asked.path.starts_with(huddle)) {
        if (const auto id = huddle::from_hex(std::string_view(asked.path).substr(huddle.size())))
            return record_page(asked, huddle::HuddleId{*id});
    }
    return not_here(asked);
}

web::Response ReviewController::history_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    store::Archive& record = **there;
    const store::HuddleFilter filter{
        .span = asked.span(),
        .layout = web::field(asked.query, "layout"),
        .round = round_of(asked.query),
        .state = store::huddle_state_from_text(web::field(asked.query, "state")).value_or(store::HuddleState::any)};
    auto huddles = record.huddles(filter, asked.page_choice());
    if (!huddles) return troubled(asked, huddles.problem());
    auto layouts = record.layouts();
    if (!layouts) return troubled(asked, layouts.problem());
    const auto whole = record.whole_span();
    if (!whole) return troubled(asked, whole.problem());
    store::Span charts = asked.span();
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
    view.notice = store::recent_recovery_note(options_.data, asked.wall);
    return pages_.history(view, notes_exportable(), asked.reader);
}

web::Response ReviewController::lessons_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines = (*there)->lessons(asked.span(), asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.lessons({asked.query, std::move(*lines), place}, asked.reader);
}

web::Response ReviewController::actions_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines = (*there)->actions(asked.span(), huddle::action_state_from_text(web::field(asked.query, "state")),
                                   asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.actions({asked.query, std::move(*lines), place}, asked.reader);
}

web::Response ReviewController::questions_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    auto lines = (*there)->questions(asked.span(), huddle::question_state_from_text(web::field(asked.query, "state")),
                                     asked.page_choice());
    if (!lines) return troubled(asked, lines.problem());
    const ListPlace place = asked.place_in(*lines);
    return pages_.questions({asked.query, std::move(*lines), place}, asked.reader);
}

web::Response ReviewController::figures_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    store::Archive& record = **there;
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

web::Response ReviewController::search_page(const Asked& asked) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    SearchView view{.asked = asked.query, .found = {}, .place = {}, .layouts = {}};
    auto layouts = (*there)->layouts();
    if (!layouts) return troubled(asked, layouts.problem());
    view.layouts = std::move(*layouts);
    if (!web::field(asked.query, "words").empty()) {
        auto found = (*there)->search({.words = web::field(asked.query, "words"),
                                       .span = asked.span(),
                                       .layout = web::field(asked.query, "layout"),
                                       .round = round_of(asked.query),
                                       .kind = kind_of_found(web::field(asked.query, "kind"))},
                                      asked.page_choice());
        if (!found) return troubled(asked, found.problem());
        view.found = std::move(*found);
        view.place = asked.place_in(view.found);
    }
    return pages_.search(view, asked.reader);
}

web::Response ReviewController::record_page(const Asked& asked, huddle::HuddleId id) {
    const auto there = archive();
    if (!there) return troubled(asked, there.problem());
    const auto record = (*there)->huddle(id);
    if (!record) return troubled(asked, record.problem());
    return *record ? pages_.record(**record, notes_exportable(), asked.reader) : not_here(asked);
}

}  // namespace hearthside::review
