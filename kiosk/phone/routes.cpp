#include "kiosk/phone/routes.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/chance.h"
#include "core/note_text.h"
#include "kiosk/phone/form.h"
#include "kiosk/phone/request_head.h"
#include "kiosk/phone/web_assets.h"

namespace hearthside {

namespace {

const char* const json_type = "application/json";

bool mentions_json(std::string_view accept) {
    return lower_case(accept).find(json_type) != std::string::npos;
}

// Without its parameters.
std::string media_type(std::string_view content_type) {
    std::string type = lower_case(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    return type;
}

bool wants_json(const Request& request) {
    if (mentions_json(request.accept)) return true;
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

bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || letter == '-';
    });
}

// The page's token together with what was written. A repeated sending is the same note; but a phone
// that goes back to the same page and writes something else there has written another note.
std::string token_of_note(const std::string& page_token, Theme theme, const std::string& text) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&](std::string_view part) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(""), 1);
    };
    add(page_token);
    add(to_text(theme));
    add(text);
    std::array<unsigned char, 16> bytes{};
    crypto_generichash_final(&state, bytes.data(), bytes.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

bool same_in_constant_time(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() &&
           sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

// What a path under /n/ asks for.
struct NotePath {
    std::string key;
    bool thanks = false;
};

std::optional<NotePath> note_path(std::string_view path) {
    constexpr std::string_view start = "/n/";
    if (!path.starts_with(start)) return std::nullopt;
    path.remove_prefix(start.size());
    const std::size_t slash = path.find('/');
    const std::string_view key = path.substr(0, slash);
    const std::string_view rest = slash == std::string_view::npos ? "" : path.substr(slash + 1);
    if (key.empty() || (!rest.empty() && rest != "thanks")) return std::nullopt;
    return NotePath{.key = std::string(key), .thanks = rest == "thanks"};
}

Result<NoteFields> fields_of(const Request& request) {
    return media_type(request.content_type) == json_type ? read_json(request.body)
                                                         : read_urlencoded(request.body);
}

const char* const not_sent_yet = "Your note is not sent yet";
const char* const scan_again = "Please scan the code again";
const char* const scan_again_why =
    "The code on the screen changes with every huddle, and this page belongs to an earlier one. "
    "Notes that were sent are safe.";

}  // namespace

bool key_opens(const Board& board, std::string_view key, Instant now) {
    const bool current = same_in_constant_time(key, board.room_key);
    const bool previous = same_in_constant_time(key, board.previous_key);
    return current || (previous && board.previous_key_until && now < *board.previous_key_until);
}

Routes::Routes(std::string_view team, int notes_in_ten_minutes)
    : pages_(team), limiter_(notes_in_ten_minutes) {}

// What every answer carries (SAFETY 17). The referrer goes nowhere: the header says so for all other
// sites, and the page narrows it to "ourselves only", because a browser that may not tell even us
// sends "Origin: null" with the form.
Response Routes::dressed(Response response) const {
    auto& headers = response.headers;
    headers.emplace_back(
        "Content-Security-Policy",
        fmt::format("default-src 'none'; img-src 'self'; style-src {}; form-action 'self'; base-uri 'none'; "
                    "frame-ancestors 'none'",
                    pages_.style_source()));
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

Response Routes::simple(bool json, int status, std::string_view heading, std::string_view sentence) const {
    return json ? json_response(status, {{"error", sentence}}) : pages_.message(status, heading, sentence);
}

std::variant<Response, NoteToAdd> Routes::answer(const Request& request, const Board& board, Instant now,
                                                 Time steady) {
    const bool json = wants_json(request);
    const auto say = [&](int status, std::string_view heading, std::string_view sentence) {
        return dressed(simple(json, status, heading, sentence));
    };
    if (std::ranges::find(hosts_, request.host) == hosts_.end()) {
        return say(421, "Not this address",
                   "This kiosk does not answer to that address; please scan the code on its screen.");
    }
    const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
    const bool get = request.method == "GET";
    const bool post = request.method == "POST";
    const auto note = note_path(path);
    const bool takes_notes = note && !note->thanks;
    const bool exists = note || path == "/" || path == "/icon.svg";
    if ((get || post) && !exists) {
        return say(404, "Nothing here", "There is no such page; please scan the code on the screen.");
    }
    if (!get && !(post && takes_notes)) {
        Response response = simple(json, 405, "Not possible here", "This page can only be looked at.");
        response.headers.emplace_back("Allow", takes_notes ? "GET, POST" : "GET");
        return dressed(std::move(response));
    }
    if (path == "/") {
        return say(200, "Hearthside",
                   "To add a note, scan the code on the screen, or write it there by touch.");
    }
    if (path == "/icon.svg") {
        return dressed({.content_type = "image/svg+xml", .body = std::string(web_assets::icon_svg)});
    }

    const bool key_lives = key_opens(board, note->key, now);
    if (post) return post_note(request, note->key, key_lives, steady);
    if (!key_lives) return say(403, scan_again, scan_again_why);
    if (note->thanks) return dressed(pages_.thank_you(note->key, board, now));
    NoteFormView form{.key = note->key, .token = new_retry_token()};
    if (!board.trouble.empty()) {
        form.heading = "A word before you write";
        form.faults.push_back({.sentence = board.trouble});
    }
    return dressed(pages_.note_form(200, form));
}

std::variant<Response, NoteToAdd> Routes::post_note(const Request& request, const std::string& key,
                                                    bool key_lives, Time steady) {
    const bool json = wants_json(request);
    const bool ours = !request.origin || (request.origin->starts_with("http://") &&
                                          lower_case(*request.origin).substr(7) == request.host);
    if (!ours) {
        return dressed(simple(json, 403, "Not from here",
                              "Notes are only taken from this kiosk's own page; please scan the code."));
    }
    const std::string type = media_type(request.content_type);
    if (type != json_type && type != "application/x-www-form-urlencoded") {
        return dressed(simple(json, 415, "Not understood", "Send the note as a web form or as JSON."));
    }
    auto fields = fields_of(request);
    if (!fields) return dressed(simple(json, 400, "Not understood", fields.problem().sentence));
    if (!key_lives) {
        if (json) return dressed(json_response(403, {{"error", scan_again_why}}));
        return dressed(
            pages_.message(403, scan_again,
                           "The code on the screen has changed, so this note is not sent yet. Scan it again "
                           "and paste your text.",
                           fields->text));
    }

    NoteToAdd note;
    note.json = json;
    note.peer = request.peer;
    const bool own_token = fields->token && !fields->token->empty();
    const bool token_fits = !own_token || is_token(*fields->token);
    const std::string token = own_token && token_fits ? *fields->token : new_retry_token();
    note.form = {.key = key, .token = token, .round = fields->round, .text = fields->text};

    std::vector<FormFault> faults;
    if (!token_fits) {
        faults.push_back(
            {.sentence = "The page's token must be 1 to 64 letters, digits or hyphens; please send again."});
    }
    const auto theme = theme_from_text(fields->round);
    if (!theme) {
        faults.push_back(
            {.place = FormFault::Place::round,
             .sentence = json && !fields->round.empty()
                             ? "The round must be wins, mistakes, lessons or hope."
                             : "Choose what your note is about: wins, mistakes, lessons or hope."});
    }
    auto text = clean_note_text(fields->text);
    if (!text) faults.push_back({.place = FormFault::Place::text, .sentence = text.problem().sentence});
    if (!faults.empty()) return refused(note, 422, not_sent_yet, std::move(faults));

    // Last of all, so that a slip of the pen does not count.
    if (const auto wait = limiter_.ask(request.peer, steady); wait.count() > 0) {
        const long long minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
        Response response =
            refused(note, 429, not_sent_yet,
                    {{.sentence = fmt::format(
                          "Many notes came from this network just now. Please keep your text and send it "
                          "again in {} {}.",
                          minutes, minutes == 1 ? "minute" : "minutes")}});
        response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
        return response;
    }
    note.intent = {.theme = *theme, .text = std::move(*text), .token = ""};
    note.intent.token = token_of_note(token, *theme, note.intent.text);
    return note;
}

Response Routes::refused(const NoteToAdd& note, int status, std::string heading,
                         std::vector<FormFault> faults) const {
    if (note.json) {
        std::string sentences;
        for (const FormFault& fault : faults) sentences += (sentences.empty() ? "" : " ") + fault.sentence;
        return dressed(json_response(status, {{"error", sentences}}));
    }
    NoteFormView form = note.form;
    form.heading = std::move(heading);
    form.faults = std::move(faults);
    return dressed(pages_.note_form(status, form));
}

Response Routes::note_answered(const NoteToAdd& note, const Result<void>& outcome, Time steady) {
    if (outcome) {
        if (note.json) return dressed(json_response(201, {{"added", true}}));
        Response response;
        response.status = 303;
        response.headers.emplace_back("Location", fmt::format("/n/{}/thanks", note.form.key));
        return dressed(std::move(response));
    }
    limiter_.give_back(note.peer, steady);
    const Problem& problem = outcome.problem();
    FormFault fault{.sentence = problem.sentence};
    switch (problem.kind) {
        case ProblemKind::invalid:
            fault.place = FormFault::Place::text;
            return refused(note, 422, not_sent_yet, {std::move(fault)});
        case ProblemKind::conflict:
            return refused(note, 409, not_sent_yet, {std::move(fault)});
        case ProblemKind::forbidden:
            return refused(note, 403, not_sent_yet, {std::move(fault)});
        case ProblemKind::busy:
            break;
        case ProblemKind::not_saved:
        case ProblemKind::damaged:
            return refused(note, 503, "Not saved - please keep your text", {std::move(fault)});
    }
    Response response = refused(note, 503, not_sent_yet, {std::move(fault)});
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

Response Routes::late(const Request& request, const Board& board, Instant now) const {
    const char* const heading = "Not sure it was saved";
    const char* const sentence =
        "The kiosk is slow to answer. Please keep your text and send it again: it will not be added twice.";
    const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
    const auto place = note_path(path);
    const auto fields = fields_of(request);
    if (!place || !fields || wants_json(request) || !key_opens(board, place->key, now)) {
        return dressed(simple(wants_json(request), 503, heading, sentence));
    }
    NoteToAdd note;
    note.form = {.key = place->key,
                 .token = fields->token && is_token(*fields->token) ? *fields->token : new_retry_token(),
                 .round = fields->round,
                 .text = fields->text};
    return refused(note, 503, heading, {{.sentence = sentence}});
}

Response Routes::unreadable(int status) const {
    const char* sentence = "This request could not be read.";
    if (status == 408) sentence = "The request took too long to arrive.";
    if (status == 411) sentence = "The request must say how long it is.";
    if (status == 413) sentence = "This is too long to send; please go back and shorten your note.";
    if (status == 431) sentence = "The request's headers are too long.";
    // Before the request is read nobody knows whether a person or a script asks; a page suits both.
    return dressed(pages_.message(status, "Not understood", sentence));
}

}  // namespace hearthside
