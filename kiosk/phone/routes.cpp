// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/routes.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "core/files/json.h"
#include "core/huddle/decide.h"
#include "core/huddle/limits.h"
#include "core/secrets/chance.h"
#include "core/text/note_text.h"
#include "core/wording/nudges.h"
#include "kiosk/web/gzip.h"
#include "kiosk/web/request_head.h"
#include "kiosk/web/web_assets.h"

namespace hearthside::phone {

namespace {

constexpr const char* json_type = "application/json";
constexpr const char* sealed_type = "application/octet-stream";
constexpr const char* form_type = "application/x-www-form-urlencoded";
constexpr const char* not_understood = text::translatable("Not understood");
constexpr const char* scan_again = text::translatable("Please scan the code again");
const char* const scan_again_why = text::translatable(
    "The code on the screen changes with every huddle, and this page belongs to an earlier one. "
    "Notes that were sent are safe.");

bool same_in_constant_time(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

// The parts of a path under /n/.
struct NotePath {
    enum class Page { form, thanks, huddle, now, live, pulse, dots } page = Page::form;
    std::string key;
};

// The token in "NAMETOKEN", where `name` is for example "page="; empty when there is none.
std::string token_in_query(std::string_view query, std::string_view name) {
    if (!query.starts_with(name)) return "";
    const std::string_view value = query.substr(name.size());
    return huddle::is_token(value) ? std::string(value) : "";
}

// What a body is, as its Content-Type says.
enum class MediaType { form, json, sealed, other };

MediaType media_type_of(std::string_view content_type) {
    std::string type = web::lower_case(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    if (type == form_type) return MediaType::form;
    if (type == json_type) return MediaType::json;
    return type == sealed_type ? MediaType::sealed : MediaType::other;
}

bool wants_json(const web::Request& request, MediaType media) {
    if (media == MediaType::sealed) return true;  // only our script seals
    if (web::lower_case(request.accept).find(json_type) != std::string::npos) return true;
    return media == MediaType::json && request.accept.find("text/html") == std::string::npos;
}

web::Response json_response(int status, const files::Json& content) {
    web::Response response;
    response.status = status;
    response.content_type = json_type;
    response.body = content.dump();
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

}  // namespace

struct Routes::Asked {
    const web::Request& request;
    const huddle::Board& board;
    huddle::Instant now;
    const text::Language& language;
    MediaType media = MediaType::other;
    bool json = false;        // whether to answer in JSON
    std::string path, query;  // of the target
    std::optional<NotePath> note;
    bool key_lives = false;

    std::string tr(std::string_view english) const { return language.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language.text(one, many, number);
    }
};

bool key_opens(const huddle::Board& board, std::string_view key, huddle::Instant now) {
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
      script_(web::assets::app_js),
      script_squeezed_(web::gzipped(script_, 9)) {
    if (options_.languages.empty() || options_.catalogues.empty()) options_.languages = {"en"};
}

void Routes::get_ready() const {
    std::ignore = wording::nudges_in("a");
    for (const std::string& id : options_.languages) std::ignore = languages_.of(id).text(scan_again);
}

const text::Language& Routes::language_of(const web::Request& request) const {
    return languages_.of(text::best_for(request.accept_language, options_.languages));
}

// The headers of every answer (SAFETY 17). The referrer is never sent: the header forbids it for all other
// sites. The page narrows this to "same origin", because a browser that may not send it even to the kiosk
// sends "Origin: null" with the form.
web::Response Routes::dressed(web::Response response) const {
    auto& headers = response.headers;
    headers.emplace_back(
        "Content-Security-Policy",
        fmt::format("default-src 'none'; img-src 'self'; style-src {}; script-src 'self'; connect-src 'self'; "
                    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                    pages_.style_source()));
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

// A text that somebody wrote is always returned with the page that cannot take it, whatever was wrong with
// the request.
std::optional<std::string> Routes::text_sent(const Asked& asked) {
    if (asked.request.method != "POST" || asked.media != MediaType::form) return std::nullopt;
    return text_in_form(asked.request.body);
}

web::Response Routes::simple(const Asked& asked, int status, std::string_view heading,
                             std::string_view sentence) const {
    if (asked.json) {
        return json_response(status, {{"error", sentence}, {"heading", heading}});
    }
    return pages_.message(status, heading, sentence, asked.language, text_sent(asked));
}

// The type of the body, the path and the key are read here only.
Routes::Asked Routes::asked_of(const web::Request& request, const huddle::Board& board, huddle::Instant now) const {
    const std::size_t mark = request.target.find('?');
    const MediaType media = media_type_of(request.content_type);
    Asked asked{.request = request,
                .board = board,
                .now = now,
                .language = language_of(request),
                .media = media,
                .json = wants_json(request, media),
                .path = request.target.substr(0, mark),
                .query = mark == std::string::npos ? "" : request.target.substr(mark + 1)};
    asked.note = note_path(asked.path);
    asked.key_lives = asked.note && key_opens(board, asked.note->key, now);
    return asked;
}

Answer Routes::answer(const web::Request& request, const huddle::Board& board, huddle::Instant now, Time steady) {
    const Asked asked = asked_of(request, board, now);
    if (std::ranges::find(hosts_, request.host) == hosts_.end()) {
        return dressed(
            simple(asked, 421, asked.tr("Not this address"),
                   asked.tr("This kiosk does not answer to that address; please scan the code on its screen.")));
    }
    if (web::is_for_reviewers(request.target)) return ForReviewer{};
    if (auto handed_out = handout(asked, steady)) return dressed(std::move(*handed_out));
    using Page = NotePath::Page;
    const bool is_get = request.method == "GET";
    const bool is_post = request.method == "POST";
    const bool takes_posts = asked.note && (asked.note->page == Page::form || asked.note->page == Page::pulse ||
                                            asked.note->page == Page::dots);
    const bool takes_gets = !asked.note || asked.note->page != Page::pulse;
    const bool exists = asked.note || asked.path == "/" || asked.path == "/icon.svg" || asked.path == "/app.js";
    if ((is_get || is_post) && !exists) {
        return dressed(simple(asked, 404, asked.tr("Nothing here"),
                              asked.tr("There is no such page; please scan the code on the screen.")));
    }
    if (!(is_get && takes_gets) && !(is_post && takes_posts)) {
        web::Response response = simple(asked, 405, asked.tr("Not possible here"),
                                        takes_posts && !takes_gets ? asked.tr("This page cannot be opened like that.")
                                                                   : asked.tr("This page is for reading only."));
        response.headers.emplace_back("Allow", !takes_posts ? "GET" : takes_gets ? "GET, POST" : "POST");
        return dressed(std::move(response));
    }
    Answer answer = is_get ? get(asked, steady) : post(asked, steady);
    auto* response = std::get_if<web::Response>(&answer);
    // Live events are sent as they come. Tiny or compressed answers stay as they are. So does a long text
    // that is returned with an error: compressing it takes longer than everything else (SAFETY 17).
    const bool is_long_error = response && response->status >= 400 && response->body.size() > 24'000;
    if (response && request.accepts_gzip && response->body.size() > 1000 && !is_long_error && asked.path != "/app.js" &&
        response->content_type != sealed_type) {
        response->body = web::gzipped(response->body, 6);
        response->headers.emplace_back("Content-Encoding", "gzip");
    }
    return answer;
}

Answer Routes::get(const Asked& asked, Time) {
    if (asked.path == "/") {
        return dressed(simple(asked, 200, asked.tr("Hearthside"),
                              asked.tr("To add a note, scan the code on the screen, or write it there by touch.")));
    }
    if (asked.path == "/icon.svg") {
        return dressed({.content_type = "image/svg+xml", .body = std::string(web::assets::icon_svg)});
    }
    if (asked.path == "/app.js") {
        web::Response script{.content_type = "text/javascript; charset=utf-8"};
        script.body = asked.request.accepts_gzip ? script_squeezed_ : script_;
        if (asked.request.accepts_gzip) script.headers.emplace_back("Content-Encoding", "gzip");
        return dressed(std::move(script));
    }
    if (!asked.key_lives) return dressed(simple(asked, 403, asked.tr(scan_again), asked.tr(scan_again_why)));

    const std::string& key = asked.note->key;
    const std::string page_token = token_in_query(asked.query, "page=");
    const PulseView pulse{.page = page_token.empty() ? secrets::new_retry_token() : page_token,
                          .answered = !page_token.empty()};
    // Without scripts the page reloads every ten seconds. Scripts tell the server that they are there.
    const auto refreshing = [&](web::Response response) {
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
            return dressed({.content_type = "text/event-stream", .body = "retry: 5000\n\n", .live_topic = key});
        case NotePath::Page::dots:
            return dots_page(asked);
        case NotePath::Page::form:
        case NotePath::Page::pulse:
            break;
    }
    NoteFormView form{.key = key, .token = secrets::new_retry_token(), .live = live_state_of(asked.board, asked.now)};
    if (!asked.board.trouble.empty()) {
        form.heading = asked.tr("A word before you write");
        form.faults.push_back({.sentence = asked.tr(asked.board.trouble)});
    }
    return dressed(pages_.note_form(200, form, asked.language));
}

std::size_t Routes::body_bytes_at_most(const std::string& target) {
    const auto note = note_path(std::string_view(target).substr(0, target.find('?')));
    return note && note->page == NotePath::Page::form ? note_body_bytes_at_most : web::usual_body_bytes;
}

web::LiveNews Routes::live(const std::string& key, const huddle::Board& board, huddle::Instant now) const {
    if (!key_opens(board, key, now)) return {.event = "event: over\ndata: {}\n\n", .over = true};
    const LiveState state = live_state_of(board, now);
    return {.version = state.version, .event = "data: " + to_json(state) + "\n\n"};
}

web::Response Routes::unreadable(int status) const {
    // An unreadable request does not say whether a person or a script asks, or in which language. A page in
    // the team's own language suits all.
    const text::Language& language = languages_.of(options_.languages.front());
    const auto tr = [&](std::string_view english) { return language.text(english); };
    std::string sentence = tr("This request could not be read. Please scan the code on the screen again.");
    if (status == 408) sentence = tr("The request took too long to arrive.");
    if (status == 411) sentence = tr("The request must say how long it is.");
    if (status == 413) sentence = tr("This is too long to send; please go back and shorten your note.");
    if (status == 431)
        sentence = tr("Your browser sent more than the kiosk reads. Please open the code in a private window.");
    return dressed(pages_.message(status, tr("Not understood"), sentence, language));
}

// ---- What phones send: notes (as a web form, as JSON, or sealed) and taps on the pulse

namespace {

const char* const not_sent_yet = text::translatable("Your note is not sent yet");

// Combines the page's token with the text. A repeated sending is the same note. A phone that goes back to the
// same page and writes something else has written another note.
std::string token_of_note(const std::string& page_token, huddle::RoundCategory category, const std::string& text) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&](std::string_view part) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(""), 1);
    };
    add(page_token);
    add(huddle::to_text(category));
    add(text);
    std::array<unsigned char, 16> bytes{};
    crypto_generichash_final(&state, bytes.data(), bytes.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

// The contents of the answer to a sealed note: the status of the plain answer, and its body.
std::string in_words(const web::Response& answer) {
    return fmt::format(R"({{"status":{},"told":{}}})", answer.status, answer.body);
}

}  // namespace

bool Routes::is_ours(const web::Request& request) const {
    if (!request.origin) return true;
    const std::string origin = web::lower_case(*request.origin);
    if (!options_.public_origin.empty() && origin == options_.public_origin) return true;
    return origin == (options_.tls ? "https://" : "http://") + request.host;
}

Answer Routes::post(const Asked& asked, Time steady) {
    if (auto fault = fault_in_post(asked)) return std::move(*fault);
    switch (asked.note->page) {
        case NotePath::Page::pulse:
            return post_pulse(asked);
        case NotePath::Page::dots:
            return post_dots(asked);
        default:
            return post_note(asked, steady);
    }
}

// What every POST needs: our own page, a type that we read, and a key that lives.
std::optional<web::Response> Routes::fault_in_post(const Asked& asked) const {
    if (!is_ours(asked.request)) {
        return dressed(simple(asked, 403, asked.tr("Not from here"),
                              asked.tr("Notes are only taken from this kiosk's own page; please scan the code.")));
    }
    if (asked.media == MediaType::other) {
        return dressed(
            simple(asked, 415, asked.tr(not_understood), asked.tr("Send the note as a web form or as JSON.")));
    }
    if (!asked.key_lives) return dressed(with_old_key(asked));
    return std::nullopt;
}

// Somebody who has written a note gets the text back.
web::Response Routes::with_old_key(const Asked& asked) const {
    if (asked.note->page != NotePath::Page::form) {
        return simple(asked, 403, asked.tr(scan_again),
                      asked.tr("The code on the screen has changed; please scan it again."));
    }
    if (asked.json) {
        return simple(
            asked, 403, asked.tr(scan_again),
            asked.tr("The code on the screen has changed, so this note is not sent yet. Please copy your text "
                     "and scan the code again."));
    }
    const auto fields = note_fields(asked);
    if (!fields) return unread(asked, fields.problem());
    return pages_.message(
        403, asked.tr(scan_again),
        asked.tr("The code on the screen has changed, so this note is not sent yet. Scan it again and "
                 "paste your text."),
        asked.language, fields->text);
}

huddle::Result<NoteFields> Routes::note_fields(const Asked& asked) const {
    return asked.media == MediaType::json ? read_json(asked.request.body) : read_urlencoded(asked.request.body);
}

web::Response Routes::unread(const Asked& asked, const huddle::Problem& problem) const {
    return simple(asked, 400, asked.tr(not_understood), asked.tr(problem.sentence));
}

NoteFormView Routes::form_of(const Asked& asked, const NoteFields& fields) const {
    return {.key = asked.note->key,
            .token = fields.token.empty() ? secrets::new_retry_token() : fields.token,
            .round = fields.round,
            .text = fields.text,
            .live = live_state_of(asked.board, asked.now)};
}

// SAFETY 17: nobody on the way learns what became of a note that could be opened, not even from the status.
web::Response Routes::in_envelope(const AnswerKey& key, const web::Response& answer) const {
    auto sealed = key.seal(in_words(answer));
    if (!sealed) sealed = key.seal(R"({"status":400,"told":{}})");
    return dressed({.content_type = sealed_type, .body = std::move(*sealed)});
}

Answer Routes::post_note(const Asked& asked, Time steady) {
    if (asked.media != MediaType::sealed) {
        const auto fields = note_fields(asked);
        if (!fields) return dressed(unread(asked, fields.problem()));
        return read_note(asked, *fields, std::nullopt, steady);
    }
    const auto opened = keys_.open(asked.note->key, asked.request.body);
    const auto key = keys_.answer_key(asked.note->key, asked.request.body);
    // Most likely sealed for another run of the kiosk.
    if (!opened || !key)
        return dressed(simple(asked, 409, asked.tr(scan_again),
                              asked.tr(opened ? key.problem().sentence : opened.problem().sentence)));
    const auto fields = read_json(*opened);
    Answer answer = fields ? read_note(asked, *fields, *key, steady) : unread(asked, fields.problem());
    if (const auto* response = std::get_if<web::Response>(&answer)) return in_envelope(*key, *response);
    return answer;
}

Answer Routes::read_note(const Asked& asked, const NoteFields& fields, std::optional<AnswerKey> answer_key,
                         Time steady) {
    NoteToAdd note;
    note.json = asked.json;
    note.language = &asked.language;
    note.answer_key = std::move(answer_key);
    note.form = form_of(asked, fields);

    // The limit is counted before the text is checked, whatever becomes of it (SAFETY 17 and 18).
    const auto sending = [&](std::string text) {
        std::erase(text, '\r');  // a form's lines end otherwise than a script's
        return fmt::format("{}\n{}\n{}", note.form.token, fields.round, text);
    };
    const auto wait = limiter_.ask(asked.request.peer, sending(fields.text), steady);
    if (wait.count() > 0) return too_many(note, wait);

    std::vector<FormFault> faults;
    if (fields.wrong_token) {
        faults.push_back({.sentence = asked.tr("The page's token must be 1 to 64 letters, digits or hyphens; please "
                                               "send again.")});
    }
    const auto category = huddle::category_from_text(fields.round);
    if (!category) {
        const bool from_a_script = asked.json && !fields.round.empty();
        faults.push_back(
            {.place = FormFault::Place::round,
             .sentence = from_a_script ? asked.tr("The round must be wins, mistakes, lessons or hope.")
                                       : asked.tr("Choose what your note is about: wins, mistakes, lessons or hope.")});
    }
    const std::string then = fields.then.value_or("");
    auto text = text::clean_note_text(fields.text);
    const bool masks = then == "mask";
    if (text && masks) text = text::clean_note_text(wording::masked(text->str(), wording::nudges_in(text->str())));
    if (!text) faults.push_back({.place = FormFault::Place::text, .sentence = asked.tr(text.problem().sentence)});
    if (!faults.empty()) return refused(note, 422, not_sent_yet, std::move(faults));

    if (then == "rewrite" && !note.json) return dressed(pages_.note_form(200, note.form, asked.language));
    if (then != "send") {
        if (masks) limiter_.know(asked.request.peer, sending(text->str()), steady);
        if (auto nudge = nudged(asked, note, text->str(), masks)) return std::move(*nudge);
    }

    note.intent = {.category = *category, .text = std::move(*text), .token = ""};
    note.intent.token = token_of_note(note.form.token, *category, note.intent.text.str());
    return note;
}

web::Response Routes::too_many(const NoteToAdd& note, std::chrono::seconds wait) const {
    const long long minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    const auto tr = [&](std::string_view one, std::string_view many, long long number) {
        return note.language->text(one, many, number);
    };
    const std::string sentence = tr(
        "Many notes came from this network just now. Please keep your text and send it again in {} minute.",
        "Many notes came from this network just now. Please keep your text and send it again in {} minutes.", minutes);
    web::Response response =
        refused(note, 429, not_sent_yet, {{.sentence = fmt::format(fmt::runtime(sentence), minutes)}});
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

// Offers once, before a note is sent, to look at it again; once it is masked, shows what remains. Nothing of it is
// kept, and the next request says what to do.
std::optional<web::Response> Routes::nudged(const Asked& asked, const NoteToAdd& note, std::string text,
                                            bool masked) const {
    std::vector<wording::Nudge> nudges = wording::nudges_in(text);
    if (nudges.empty() && !masked) return std::nullopt;
    const NudgeView view{.key = note.form.key,
                         .token = note.form.token,
                         .round = note.form.round,
                         .text = std::move(text),
                         .nudges = std::move(nudges)};
    if (note.json) {
        web::Response nudge = json_response(200, {{"nudge", PhonePages::nudge_part(view, asked.language).markup}});
        // Only a text that was made to be large does not fit.
        if (note.answer_key && in_words(nudge).size() >= answer_plain_bytes) return std::nullopt;
        return dressed(std::move(nudge));
    }
    return dressed(pages_.nudge(view, asked.language));
}

web::Response Routes::refused(const NoteToAdd& note, int status, std::string_view heading,
                              std::vector<FormFault> faults) const {
    const std::string told = note.language->text(heading);
    if (note.json) {
        std::string sentences;
        files::Json list = files::Json::array();
        for (const FormFault& fault : faults) {
            sentences += (sentences.empty() ? "" : " ") + fault.sentence;
            const char* field = fault.place == FormFault::Place::round  ? "round"
                                : fault.place == FormFault::Place::text ? "text"
                                                                        : "";
            list.push_back({{"field", field}, {"sentence", fault.sentence}});
        }
        return dressed(json_response(status, {{"error", sentences}, {"faults", std::move(list)}, {"heading", told}}));
    }
    NoteFormView form = note.form;
    form.heading = told;
    form.faults = std::move(faults);
    return dressed(pages_.note_form(status, form, *note.language));
}

web::Response Routes::note_answered(const NoteToAdd& note, const huddle::Result<void>& outcome) const {
    web::Response answer = outcome_of(note, outcome);
    return note.answer_key ? in_envelope(*note.answer_key, answer) : answer;
}

web::Response Routes::outcome_of(const NoteToAdd& note, const huddle::Result<void>& outcome) const {
    if (outcome) {
        if (note.json) return dressed(json_response(201, {{"added", true}}));
        web::Response response;
        response.status = 303;
        response.headers.emplace_back("Location", fmt::format("/n/{}/thanks", note.form.key));
        return dressed(std::move(response));
    }
    const huddle::Problem& problem = outcome.problem();
    FormFault fault{.sentence = note.language->text(problem.sentence)};
    switch (problem.kind) {
        case huddle::ProblemKind::invalid:
            fault.place = FormFault::Place::text;
            return refused(note, 422, not_sent_yet, {std::move(fault)});
        case huddle::ProblemKind::conflict:
            return refused(note, 409, not_sent_yet, {std::move(fault)});
        case huddle::ProblemKind::forbidden:
            return refused(note, 403, not_sent_yet, {std::move(fault)});
        case huddle::ProblemKind::busy:
            break;
        case huddle::ProblemKind::not_saved:
        case huddle::ProblemKind::damaged:
            return refused(note, 503, text::translatable("Not saved - please keep your text"), {std::move(fault)});
    }
    web::Response response = refused(note, 503, not_sent_yet, {std::move(fault)});
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

Answer Routes::post_pulse(const Asked& asked) {
    const auto tap = read_tap(asked.request.body);
    if (asked.media != MediaType::form || !tap) {
        return dressed(simple(asked, 400, asked.tr(not_understood), asked.tr("Please choose a number from 1 to 5.")));
    }
    PulseToAnswer pulse;
    pulse.intent.value = tap->value;
    pulse.intent.page = tap->page;
    pulse.key = asked.note->key;
    pulse.json = asked.json;
    pulse.language = &asked.language;
    if (asked.board.huddle && !pulse_shares_.admit(asked.request.peer, tap->page, asked.board.huddle->id))
        return pulse_answered(pulse, huddle::enough_pages());
    return pulse;
}

web::Response Routes::pulse_answered(const PulseToAnswer& pulse, const huddle::Result<void>& outcome) {
    if (!outcome) {
        const std::string sentence = pulse.language->text(outcome.problem().sentence);
        const auto tr = [&](std::string_view english) { return pulse.language->text(english); };
        const bool ours = outcome.problem().kind == huddle::ProblemKind::conflict;
        if (pulse.json) return dressed(json_response(ours ? 409 : 503, {{"error", sentence}}));
        return dressed(pages_.message(ours ? 409 : 503, tr("Not counted"), sentence, *pulse.language));
    }
    if (pulse.json) return dressed(json_response(201, {{"counted", true}}));
    web::Response response;
    response.status = 303;
    response.headers.emplace_back("Location", fmt::format("/n/{}/huddle?page={}", pulse.key, pulse.intent.page));
    return dressed(std::move(response));
}

web::Response Routes::late(const web::Request& request, const huddle::Board& board, huddle::Instant now) const {
    if (web::is_for_reviewers(request.target)) return no_reviewing(request, true);
    const char* const heading = text::translatable("Not sure it was saved");
    const char* const sentence = text::translatable(
        "The kiosk is slow to answer. Please keep your text and send it again: it will not be added twice.");
    const Asked asked = asked_of(request, board, now);
    const bool is_note = asked.key_lives && asked.note->page == NotePath::Page::form;
    const auto fields = is_note && !asked.json ? note_fields(asked) : huddle::Result<NoteFields>{huddle::Problem{}};
    if (!fields) {
        const bool sealed = is_note && asked.media == MediaType::sealed;
        const web::Response answer = dressed(simple(asked, 503, asked.tr(heading), asked.tr(sentence)));
        const auto key =
            sealed ? keys_.answer_key(asked.note->key, request.body) : huddle::Result<AnswerKey>{huddle::Problem{}};
        return key ? in_envelope(*key, answer) : answer;
    }
    NoteToAdd note;
    note.language = &asked.language;
    note.form = form_of(asked, *fields);
    return refused(note, 503, heading, {{.sentence = asked.tr(sentence)}});
}

// ---- Dots on notes

web::Response Routes::dots_page(const Asked& asked) const {
    if (notes_for_dots(asked.board).empty()) {
        return dressed(simple(asked, 200, asked.tr("No dots just now"),
                              asked.tr("Dots are placed in some rounds only, while the team asks for them.")));
    }
    // A phone that has placed dots returns with the same page identifier, so that its next dots replace the
    // earlier ones.
    const std::string placed = token_in_query(asked.query, "placed=");
    const DotsView view{.key = asked.note->key,
                        .page = placed.empty() ? secrets::new_retry_token() : placed,
                        .placed = !placed.empty(),
                        .chosen = {},
                        .fault = {}};
    return dressed(pages_.dots(200, view, asked.board, asked.language));
}

Answer Routes::post_dots(const Asked& asked) {
    const auto choice = read_choice(asked.request.body);
    if (asked.media != MediaType::form || !choice) {
        return dressed(simple(asked, 400, asked.tr(not_understood), asked.tr("Please choose up to three notes.")));
    }
    DotsToPlace dots;
    dots.key = asked.note->key;
    dots.json = asked.json;
    dots.language = &asked.language;
    dots.intent.page = choice->page;
    for (const std::uint64_t note : choice->notes) dots.intent.notes.push_back(huddle::NoteId{note});
    const bool too_many = dots.intent.notes.size() > huddle::dots_a_page;
    // Probably a slip of the finger: the page is shown again unchanged. When voting is over, the Room says
    // so.
    if ((too_many || dots.intent.notes.empty()) && !notes_for_dots(asked.board).empty()) {
        const std::string sentence =
            too_many ? asked.tr("There are three dots for each phone.") : asked.tr("Please choose up to three notes.");
        if (asked.json) return dressed(json_response(422, {{"error", sentence}}));
        const DotsView view{.key = dots.key,
                            .page = dots.intent.page,
                            .placed = false,
                            .chosen = std::move(dots.intent.notes),
                            .fault = sentence};
        return dressed(pages_.dots(422, view, asked.board, asked.language));
    }
    if (asked.board.huddle && !dots_shares_.admit(asked.request.peer, choice->page, asked.board.huddle->id))
        return dots_placed(dots, huddle::enough_pages());
    return dots;
}

web::Response Routes::dots_placed(const DotsToPlace& dots, const huddle::Result<void>& outcome) {
    const auto tr = [&](std::string_view english) { return dots.language->text(english); };
    if (!outcome) {
        // The voting is over, or a note was set aside in the meantime. Otherwise the kiosk is too busy.
        const huddle::ProblemKind kind = outcome.problem().kind;
        const int status = kind == huddle::ProblemKind::conflict || kind == huddle::ProblemKind::invalid ? 409 : 503;
        const std::string sentence = tr(outcome.problem().sentence);
        if (dots.json) return dressed(json_response(status, {{"error", sentence}}));
        return dressed(pages_.message(status, tr("Your dots are not placed"), sentence, *dots.language));
    }
    if (dots.json) return dressed(json_response(201, {{"placed", true}}));
    web::Response response;
    response.status = 303;
    response.headers.emplace_back("Location", fmt::format("/n/{}/dots?placed={}", dots.key, dots.intent.page));
    return dressed(std::move(response));
}

// ---- What the kiosk hands out, and the answer for the reviewer's paths when there is no reviewer

namespace {

bool is_key(std::string_view text) { return text.size() == 32 && huddle::is_token(text); }

// For Content-Disposition (RFC 6266): plain letters unchanged, everything else percent-encoded.
std::string disposition_of(std::string_view name) {
    std::string plain, encoded;
    for (const char letter : name) {
        const bool safe = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
        plain += safe ? letter : '-';
        encoded += safe ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace

std::optional<web::Response> Routes::handout(const Asked& asked, Time steady) {
    constexpr std::string_view take = "/take/", record = "/record/";
    const std::string_view path = asked.path;
    const bool is_file = path.starts_with(take);
    if (!is_file && !path.starts_with(record)) return std::nullopt;
    const std::string_view key = path.substr(is_file ? take.size() : record.size());
    const std::string& method = asked.request.method;
    if (method != "GET" && !(method == "POST" && is_file)) {
        web::Response response =
            simple(asked, 405, asked.tr("Not possible here"), asked.tr("This page is for reading only."));
        response.headers.emplace_back("Allow", is_file ? "GET, POST" : "GET");
        return response;
    }
    if (options_.handouts && is_key(key)) {
        if (is_file) return file_handout(asked, key, steady);
        if (const auto found = options_.handouts->record(key, steady)) return pages_.record(*found, asked.language);
    }
    return simple(asked, 404, asked.tr("This link no longer works"),
                  asked.tr("It worked for 15 minutes. The kiosk can show a new one."));
}

// Opening the page does not use the link up, because cameras and messengers prefetch. Only the button does.
web::Response Routes::file_handout(const Asked& asked, std::string_view key, Time steady) {
    const auto offered = options_.handouts->look(key, steady);
    if (offered && asked.request.method == "GET")
        return pages_.file_on_offer(asked.path, offered->name, offered->size, asked.language);
    if (offered && !is_ours(asked.request)) {
        return simple(asked, 403, asked.tr("Not from here"),
                      asked.tr("Please open the link from the code on the screen."));
    }
    const std::shared_ptr<web::Pieces> pieces = offered ? options_.handouts->take(key, steady) : nullptr;
    if (!pieces) {
        return simple(asked, 404, asked.tr("This link no longer works"),
                      asked.tr("It has been used, or its 15 minutes are over. The kiosk can show a new one."));
    }
    web::Response response;
    response.content_type = offered->content_type;
    response.headers.emplace_back("Content-Disposition", disposition_of(offered->name));
    response.pieces = pieces;
    return response;
}

web::Response Routes::no_reviewing(const web::Request& request, bool busy) const {
    const text::Language& language = language_of(request);
    const auto tr = [&](std::string_view english) { return language.text(english); };
    if (busy) {
        web::Response response = pages_.message(503, tr("One moment, please"),
                                                tr("The kiosk is still at work. Please try again shortly."), language);
        response.headers.emplace_back("Retry-After", "5");
        return dressed(std::move(response));
    }
    return dressed(pages_.message(404, tr("Nothing here"),
                                  tr("There is no such page; please scan the code on the screen."), language));
}

}  // namespace hearthside::phone
