// What phones send: notes (as a web form, as JSON, or sealed) and taps on the pulse.
#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/secrets/chance.h"
#include "core/text/note_text.h"
#include "core/wording/nudges.h"
#include "kiosk/web/request_head.h"
#include "kiosk/phone/routes_inside.h"

namespace hearthside {

namespace {

const char* const not_sent_yet = translatable("Your note is not sent yet");

// The page's token together with what was written. A repeated sending is the same note; but a phone
// that goes back to the same page and writes something else there has written another note.
std::string token_of_note(const std::string& page_token, RoundCategory category, const std::string& text) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&](std::string_view part) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(""), 1);
    };
    add(page_token);
    add(to_text(category));
    add(text);
    std::array<unsigned char, 16> bytes{};
    crypto_generichash_final(&state, bytes.data(), bytes.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

// What is inside the answer to a sealed note: the status that a plain one would have had, and its body.
std::string in_words(const Response& answer) {
    return fmt::format(R"({{"status":{},"told":{}}})", answer.status, answer.body);
}

}  // namespace

bool Routes::is_ours(const Request& request) const {
    if (!request.origin) return true;
    const std::string origin = lower_case(*request.origin);
    if (!options_.public_origin.empty() && origin == options_.public_origin) return true;
    return origin == (options_.tls ? "https://" : "http://") + request.host;
}

std::optional<Response> Routes::fault_in_post(const Asked& asked) const {
    if (!is_ours(asked.request)) {
        return dressed(
            simple(asked, 403, asked.tr("Not from here"),
                   asked.tr("Notes are only taken from this kiosk's own page; please scan the code.")));
    }
    const std::string type = media_type(asked.request.content_type);
    if (type != json_type && type != form_type && type != sealed_type) {
        return dressed(simple(asked, 415, asked.tr(not_understood),
                              asked.tr("Send the note as a web form or as JSON.")));
    }
    return std::nullopt;
}

Result<NoteFields> Routes::note_fields(const Asked& asked) const {
    const bool is_json = media_type(asked.request.content_type) == json_type;
    return is_json ? read_json(asked.request.body) : read_urlencoded(asked.request.body);
}

// SAFETY 17: of a note that could be opened, nobody on the way learns what became of it, not even from the status.
Response Routes::in_envelope(const AnswerKey& key, const Response& answer) const {
    auto sealed = key.seal(in_words(answer));
    if (!sealed) sealed = key.seal(R"({"status":400,"told":{}})");
    return dressed({.content_type = sealed_type, .body = std::move(*sealed)});
}

Answer Routes::post_note(const Asked& asked, Time steady) {
    if (auto fault = fault_in_post(asked)) return std::move(*fault);
    const bool sealed = media_type(asked.request.content_type) == sealed_type;
    if (!asked.key_lives && asked.json) {
        return dressed(simple(
            asked, 403, asked.tr(scan_again),
            asked.tr(
                "The code on the screen has changed, so this note is not sent yet. Please copy your text "
                "and scan the code again.")));
    }
    if (!sealed) {
        const auto fields = note_fields(asked);
        if (!fields)
            return dressed(simple(asked, 400, asked.tr(not_understood), asked.tr(fields.problem().sentence)));
        return read_note(asked, *fields, std::nullopt, steady);
    }
    const auto opened = keys_.open(asked.note->key, asked.request.body);
    const auto key = keys_.answer_key(asked.note->key, asked.request.body);
    // Sealed for another run of the kiosk, most likely.
    if (!opened || !key)
        return dressed(simple(asked, 409, asked.tr(scan_again), asked.tr(opened ? key.problem().sentence : opened.problem().sentence)));
    const auto fields = read_json(*opened);
    Answer answer = fields ? read_note(asked, *fields, *key, steady)
                           : simple(asked, 400, asked.tr(not_understood), asked.tr(fields.problem().sentence));
    if (const auto* response = std::get_if<Response>(&answer)) return in_envelope(*key, *response);
    return answer;
}

Answer Routes::read_note(const Asked& asked, const NoteFields& fields, std::optional<AnswerKey> answer_key, Time steady) {
    if (!asked.key_lives) {
        return dressed(pages_.message(
            403, asked.tr(scan_again),
            asked.tr("The code on the screen has changed, so this note is not sent yet. Scan it again and "
                     "paste your text."),
            asked.language, fields.text));
    }

    NoteToAdd note;
    note.json = asked.json;
    note.language = &asked.language;
    note.answer_key = std::move(answer_key);
    const bool own_token = fields.token && !fields.token->empty();
    const bool token_fits = !own_token || is_token(*fields.token);
    const std::string token = own_token && token_fits ? *fields.token : new_retry_token();
    note.form = {.key = asked.note->key,
                 .token = token,
                 .round = fields.round,
                 .text = fields.text,
                 .live = live_state_of(asked.board, asked.now)};

    // Before anybody looks at the text, and whatever becomes of it (SAFETY 17 and 18).
    const auto wait = limiter_.ask(asked.request.peer, fmt::format("{}\n{}\n{}", token, fields.round, fields.text), steady);
    if (wait.count() > 0) return too_many(note, wait);

    std::vector<FormFault> faults;
    if (!token_fits) {
        faults.push_back(
            {.sentence = asked.tr("The page's token must be 1 to 64 letters, digits or hyphens; please "
                                  "send again.")});
    }
    const auto category = category_from_text(fields.round);
    if (!category) {
        const bool from_a_script = asked.json && !fields.round.empty();
        faults.push_back(
            {.place = FormFault::Place::round,
             .sentence = from_a_script
                             ? asked.tr("The round must be wins, mistakes, lessons or hope.")
                             : asked.tr("Choose what your note is about: wins, mistakes, lessons or hope.")});
    }
    const std::string then = fields.then.value_or("");
    auto text = clean_note_text(fields.text);
    if (text && then == "mask") text = clean_note_text(masked(*text, nudges_in(*text)));
    if (!text)
        faults.push_back({.place = FormFault::Place::text, .sentence = asked.tr(text.problem().sentence)});
    if (!faults.empty()) return refused(note, 422, not_sent_yet, std::move(faults));

    if (then == "rewrite" && !note.json) return dressed(pages_.note_form(200, note.form, asked.language));
    if (then != "mask" && then != "send") {
        if (auto nudge = nudged(asked, note, *text)) return std::move(*nudge);
    }

    note.intent = {.category = *category, .text = std::move(*text), .token = ""};
    note.intent.token = token_of_note(token, *category, note.intent.text);
    return note;
}

Response Routes::too_many(const NoteToAdd& note, std::chrono::seconds wait) const {
    const long long minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    const auto tr = [&](std::string_view one, std::string_view many, long long number) {
        return note.language->text(one, many, number);
    };
    const std::string sentence =
        tr("Many notes came from this network just now. Please keep your text and send it again in {} minute.",
           "Many notes came from this network just now. Please keep your text and send it again in {} minutes.", minutes);
    Response response = refused(note, 429, not_sent_yet, {{.sentence = fmt::format(fmt::runtime(sentence), minutes)}});
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

// Once, before a note is sent: a way to look at it again. Nothing of it is kept, and the next sending says what to do.
std::optional<Response> Routes::nudged(const Asked& asked, const NoteToAdd& note, const std::string& text) const {
    const NudgeView view{.key = note.form.key,
                         .token = note.form.token,
                         .round = note.form.round,
                         .text = text,
                         .nudges = nudges_in(text)};
    if (view.nudges.empty()) return std::nullopt;
    if (note.json) {
        Response nudge = json_response(200, {{"nudge", PhonePages::nudge_part(view, asked.language).markup}});
        // It does not fit only where a text is made to be large.
        if (note.answer_key && in_words(nudge).size() >= answer_plain_bytes) return std::nullopt;
        return dressed(std::move(nudge));
    }
    return dressed(pages_.nudge(view, asked.language));
}

Response Routes::refused(const NoteToAdd& note, int status, std::string_view heading,
                         std::vector<FormFault> faults) const {
    const std::string told = note.language->text(heading);
    if (note.json) {
        std::string sentences;
        nlohmann::json list = nlohmann::json::array();
        for (const FormFault& fault : faults) {
            sentences += (sentences.empty() ? "" : " ") + fault.sentence;
            const char* field = fault.place == FormFault::Place::round  ? "round"
                                : fault.place == FormFault::Place::text ? "text"
                                                                        : "";
            list.push_back({{"field", field}, {"sentence", fault.sentence}});
        }
        return dressed(
            json_response(status, {{"heading", told}, {"error", sentences}, {"faults", std::move(list)}}));
    }
    NoteFormView form = note.form;
    form.heading = told;
    form.faults = std::move(faults);
    return dressed(pages_.note_form(status, form, *note.language));
}

Response Routes::note_answered(const NoteToAdd& note, const Result<void>& outcome) const {
    Response answer = outcome_of(note, outcome);
    return note.answer_key ? in_envelope(*note.answer_key, answer) : answer;
}

Response Routes::outcome_of(const NoteToAdd& note, const Result<void>& outcome) const {
    if (outcome) {
        if (note.json) return dressed(json_response(201, {{"added", true}}));
        Response response;
        response.status = 303;
        response.headers.emplace_back("Location", fmt::format("/n/{}/thanks", note.form.key));
        return dressed(std::move(response));
    }
    const Problem& problem = outcome.problem();
    FormFault fault{.sentence = note.language->text(problem.sentence)};
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
            return refused(note, 503, translatable("Not saved - please keep your text"), {std::move(fault)});
    }
    Response response = refused(note, 503, not_sent_yet, {std::move(fault)});
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

Answer Routes::post_pulse(const Asked& asked) {
    if (auto fault = fault_in_post(asked)) return std::move(*fault);
    if (!asked.key_lives) {
        return dressed(simple(asked, 403, asked.tr(scan_again),
                              asked.tr("The code on the screen has changed; please scan it again.")));
    }
    const auto tap = read_tap(asked.request.body);
    if (media_type(asked.request.content_type) != form_type || !tap) {
        return dressed(
            simple(asked, 400, asked.tr(not_understood), asked.tr("Please choose a number from 1 to 5.")));
    }
    PulseToAnswer pulse;
    pulse.intent.value = tap->value;
    pulse.intent.page = tap->page;
    pulse.key = asked.note->key;
    pulse.json = asked.json;
    pulse.language = &asked.language;
    if (asked.board.huddle && !pulse_shares_.admit(asked.request.peer, tap->page, asked.board.huddle->id))
        return pulse_answered(pulse, enough_pages());
    return pulse;
}

Response Routes::pulse_answered(const PulseToAnswer& pulse, const Result<void>& outcome) {
    if (!outcome) {
        const std::string sentence = pulse.language->text(outcome.problem().sentence);
        const auto tr = [&](std::string_view english) { return pulse.language->text(english); };
        const bool ours = outcome.problem().kind == ProblemKind::conflict;
        if (pulse.json) return dressed(json_response(ours ? 409 : 503, {{"error", sentence}}));
        return dressed(pages_.message(ours ? 409 : 503, tr("Not counted"), sentence, *pulse.language));
    }
    if (pulse.json) return dressed(json_response(201, {{"counted", true}}));
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location",
                                  fmt::format("/n/{}/huddle?page={}", pulse.key, pulse.intent.page));
    return dressed(std::move(response));
}

Response Routes::late(const Request& request, const Board& board, Instant now) const {
    if (is_for_reviewers(request.target)) return no_reviewing(request, true);
    const char* const heading = translatable("Not sure it was saved");
    const char* const sentence = translatable(
        "The kiosk is slow to answer. Please keep your text and send it again: it will not be added twice.");
    Asked asked{.request = request,
                .board = board,
                .now = now,
                .language = language_of(request),
                .json = wants_json(request),
                .path = request.target.substr(0, request.target.find('?'))};
    asked.note = note_path(asked.path);
    asked.key_lives = asked.note && key_opens(board, asked.note->key, now);
    const bool is_note = asked.key_lives && asked.note->page == NotePath::Page::form && !asked.json;
    const auto fields = is_note ? note_fields(asked) : Result<NoteFields>{Problem{}};
    if (!fields) {
        const Response answer = dressed(simple(asked, 503, asked.tr(heading), asked.tr(sentence)));
        const bool sealed = asked.key_lives && asked.note->page == NotePath::Page::form &&
                            media_type(request.content_type) == sealed_type;
        const auto key = sealed ? keys_.answer_key(asked.note->key, request.body) : Result<AnswerKey>{Problem{}};
        return key ? in_envelope(*key, answer) : answer;
    }
    NoteToAdd note;
    note.language = &asked.language;
    note.form = {.key = asked.note->key,
                 .token = fields->token && is_token(*fields->token) ? *fields->token : new_retry_token(),
                 .round = fields->round,
                 .text = fields->text,
                 .live = live_state_of(board, now)};
    return refused(note, 503, heading, {{.sentence = asked.tr(sentence)}});
}

}  // namespace hearthside
