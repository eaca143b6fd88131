#include "kiosk/phone/routes.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/secrets/chance.h"
#include "core/wording/nudges.h"
#include "kiosk/web/request_head.h"
#include "kiosk/phone/routes_inside.h"
#include "kiosk/web/squeeze.h"
#include "kiosk/web/web_assets.h"

namespace hearthside {

namespace {

const char* const scan_again_why = translatable(
    "The code on the screen changes with every huddle, and this page belongs to an earlier one. "
    "Notes that were sent are safe.");

bool same_in_constant_time(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() &&
           sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

std::string token_in_query(std::string_view query, std::string_view name) {
    if (!query.starts_with(name)) return "";
    const std::string_view value = query.substr(name.size());
    return is_token(value) ? std::string(value) : "";
}

std::string media_type(std::string_view content_type) {
    std::string type = lower_case(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    return type;
}

bool wants_json(const Request& request) {
    if (media_type(request.content_type) == sealed_type) return true;  // only our script seals
    if (lower_case(request.accept).find(json_type) != std::string::npos) return true;
    return media_type(request.content_type) == json_type &&
           request.accept.find("text/html") == std::string::npos;
}

Response json_response(int status, const nlohmann::json& content) {
    Response response;
    response.status = status;
    response.content_type = json_type;
    response.body = content.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

std::optional<NotePath> note_path(std::string_view path) {
    constexpr std::string_view start = "/n/";
    if (!path.starts_with(start)) return std::nullopt;
    path.remove_prefix(start.size());
    const std::size_t slash = path.find('/');
    const std::string_view key = path.substr(0, slash);
    const std::string_view rest = slash == std::string_view::npos ? "" : path.substr(slash + 1);
    if (key.empty()) return std::nullopt;
    constexpr std::pair<std::string_view, NotePath::Page> pages[] = {
        {"", NotePath::Page::form},    {"thanks", NotePath::Page::thanks}, {"huddle", NotePath::Page::huddle},
        {"now", NotePath::Page::now},  {"live", NotePath::Page::live},     {"pulse", NotePath::Page::pulse},
        {"dots", NotePath::Page::dots}};
    for (const auto& [name, page] : pages) {
        if (rest == name) return NotePath{.page = page, .key = std::string(key)};
    }
    return std::nullopt;
}

bool key_opens(const Board& board, std::string_view key, Instant now) {
    const bool current = same_in_constant_time(key, board.room_key);
    const bool previous = same_in_constant_time(key, board.previous_key);
    return current || (previous && board.previous_key_until && now < *board.previous_key_until);
}

Routes::Routes(RoutesOptions options, SealingKeys& keys)
    : options_(std::move(options)),
      keys_(keys),
      languages_(options_.catalogues),
      pages_(options_.team, options_.tls || options_.public_origin.starts_with("https:")),
      limiter_(options_.notes_per_10min),
      script_(web_assets::app_js),
      script_squeezed_(gzipped(script_, 9)) {
    if (options_.languages.empty() || options_.catalogues.empty()) options_.languages = {"en"};
}

void Routes::get_ready() const {
    std::ignore = nudges_in("a");
    for (const std::string& id : options_.languages) std::ignore = languages_.of(id).text(scan_again);
}

const Language& Routes::language_of(const Request& request) const {
    return languages_.of(best_for(request.accept_language, options_.languages));
}

// What every answer carries (SAFETY 17). The referrer goes nowhere: the header says so for all other
// sites, and the page narrows it to "ourselves only", because a browser that may not tell even us
// sends "Origin: null" with the form.
Response Routes::dressed(Response response) const {
    auto& headers = response.headers;
    headers.emplace_back(
        "Content-Security-Policy",
        fmt::format(
            "default-src 'none'; img-src 'self'; style-src {}; script-src 'self'; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            pages_.style_source()));
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

// What somebody wrote is never lost with the page that cannot take it, whatever was wrong with the request.
std::optional<std::string> Routes::text_sent(const Request& request) {
    if (request.method != "POST" || media_type(request.content_type) != form_type) return std::nullopt;
    return text_in_form(request.body);
}

Response Routes::simple(const Asked& asked, int status, std::string_view heading,
                        std::string_view sentence) const {
    if (asked.json) {
        return json_response(status, {{"heading", heading}, {"error", sentence}});
    }
    return pages_.message(status, heading, sentence, asked.language, text_sent(asked.request));
}

Answer Routes::answer(const Request& request, const Board& board, Instant now, Time steady) {
    const std::size_t mark = request.target.find('?');
    Asked asked{.request = request,
                .board = board,
                .now = now,
                .language = language_of(request),
                .json = wants_json(request),
                .path = request.target.substr(0, mark),
                .query = mark == std::string::npos ? "" : request.target.substr(mark + 1)};
    if (std::ranges::find(hosts_, request.host) == hosts_.end()) {
        return dressed(simple(
            asked, 421, asked.tr("Not this address"),
            asked.tr("This kiosk does not answer to that address; please scan the code on its screen.")));
    }
    if (is_for_reviewers(request.target)) return ForReviewer{};
    if (auto handed_out = handout(asked, steady)) return dressed(std::move(*handed_out));
    asked.note = note_path(asked.path);
    using Page = NotePath::Page;
    const bool is_get = request.method == "GET";
    const bool is_post = request.method == "POST";
    const bool takes_posts =
        asked.note &&
        (asked.note->page == Page::form || asked.note->page == Page::pulse || asked.note->page == Page::dots);
    const bool takes_gets = !asked.note || asked.note->page != Page::pulse;
    const bool exists =
        asked.note || asked.path == "/" || asked.path == "/icon.svg" || asked.path == "/app.js";
    if ((is_get || is_post) && !exists) {
        return dressed(simple(asked, 404, asked.tr("Nothing here"),
                              asked.tr("There is no such page; please scan the code on the screen.")));
    }
    if (!(is_get && takes_gets) && !(is_post && takes_posts)) {
        Response response = simple(asked, 405, asked.tr("Not possible here"),
                                   takes_posts && !takes_gets ? asked.tr("This page cannot be looked at.")
                                                              : asked.tr("This page can only be looked at."));
        response.headers.emplace_back("Allow", !takes_posts ? "GET" : takes_gets ? "GET, POST" : "POST");
        return dressed(std::move(response));
    }
    if (asked.note) asked.key_lives = key_opens(board, asked.note->key, now);
    Answer answer = is_get                            ? get(asked, steady)
                    : asked.note->page == Page::pulse ? post_pulse(asked)
                    : asked.note->page == Page::dots  ? post_dots(asked)
                                                      : post_note(asked, steady);
    auto* response = std::get_if<Response>(&answer);
    // Live events go out as they come; what is tiny or squeezed already stays as it is, and so does a long text that goes
    // back with an error: to squeeze it takes longer than all else (SAFETY 17).
    const bool is_long_error = response && response->status >= 400 && response->body.size() > 24'000;
    if (response && request.accepts_gzip && response->body.size() > 1000 && !is_long_error && asked.path != "/app.js" &&
        response->content_type != sealed_type) {
        response->body = gzipped(response->body, 6);
        response->headers.emplace_back("Content-Encoding", "gzip");
    }
    return answer;
}

Answer Routes::get(const Asked& asked, Time) {
    if (asked.path == "/") {
        return dressed(
            simple(asked, 200, asked.tr("Hearthside"),
                   asked.tr("To add a note, scan the code on the screen, or write it there by touch.")));
    }
    if (asked.path == "/icon.svg") {
        return dressed({.content_type = "image/svg+xml", .body = std::string(web_assets::icon_svg)});
    }
    if (asked.path == "/app.js") {
        Response script{.content_type = "text/javascript; charset=utf-8"};
        script.body = asked.request.accepts_gzip ? script_squeezed_ : script_;
        if (asked.request.accepts_gzip) script.headers.emplace_back("Content-Encoding", "gzip");
        return dressed(std::move(script));
    }
    if (!asked.key_lives) return dressed(simple(asked, 403, asked.tr(scan_again), asked.tr(scan_again_why)));

    const std::string& key = asked.note->key;
    const std::string page_token = token_in_query(asked.query, "page=");
    const PulseView pulse{.page = page_token.empty() ? new_retry_token() : page_token,
                          .answered = !page_token.empty()};
    // Without scripts the page comes anew every ten seconds; scripts say that they are there.
    const auto refreshing = [&](Response response) {
        if (asked.board.huddle && asked.query != "live") response.headers.emplace_back("Refresh", "10");
        return dressed(std::move(response));
    };
    switch (asked.note->page) {
        case NotePath::Page::thanks:
            return refreshing(pages_.thank_you(key, asked.board, asked.now, pulse, asked.language));
        case NotePath::Page::huddle:
            return refreshing(pages_.huddle(key, asked.board, asked.now, pulse, asked.language));
        case NotePath::Page::now:
            return dressed({.body = huddle_now(key, asked.board, asked.now, pulse, asked.language).markup});
        case NotePath::Page::live:
            return dressed(
                {.content_type = "text/event-stream", .body = "retry: 5000\n\n", .live_topic = key});
        case NotePath::Page::dots:
            return dots_page(asked);
        case NotePath::Page::form:
        case NotePath::Page::pulse:
            break;
    }
    NoteFormView form{.key = key, .token = new_retry_token(), .live = live_state_of(asked.board, asked.now)};
    if (!asked.board.trouble.empty()) {
        form.heading = asked.tr("A word before you write");
        form.faults.push_back({.sentence = asked.tr(asked.board.trouble)});
    }
    return dressed(pages_.note_form(200, form, asked.language));
}

std::size_t Routes::body_bytes_at_most(const std::string& target) {
    const auto note = note_path(std::string_view(target).substr(0, target.find('?')));
    return note && note->page == NotePath::Page::form ? note_body_bytes_at_most : usual_body_bytes;
}

LiveNews Routes::live(const std::string& key, const Board& board, Instant now) const {
    if (!key_opens(board, key, now)) return {.event = "event: over\ndata: {}\n\n", .over = true};
    const LiveState state = live_state_of(board, now);
    return {.version = state.version, .event = "data: " + to_json(state) + "\n\n"};
}

Response Routes::unreadable(int status) const {
    // Before the request is read nobody knows whether a person or a script asks, nor in which language; a
    // page in the team's own suits all.
    const Language& language = languages_.of(options_.languages.front());
    const auto tr = [&](std::string_view english) { return language.text(english); };
    std::string sentence = tr("This request could not be read. Please scan the code on the screen again.");
    if (status == 408) sentence = tr("The request took too long to arrive.");
    if (status == 411) sentence = tr("The request must say how long it is.");
    if (status == 413) sentence = tr("This is too long to send; please go back and shorten your note.");
    if (status == 431) sentence = tr("Your browser sent more than the kiosk reads. Please open the code in a private window.");
    return dressed(pages_.message(status, tr("Not understood"), sentence, language));
}

}  // namespace hearthside
