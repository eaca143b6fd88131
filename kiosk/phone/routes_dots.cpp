// Dots from phones: the page that shows the notes, and what it sends.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/secrets/chance.h"
#include "core/huddle/decide.h"
#include "kiosk/web/request_head.h"
#include "kiosk/phone/routes_inside.h"

namespace hearthside {

Response Routes::dots_page(const Asked& asked) const {
    if (notes_for_dots(asked.board).empty()) {
        return dressed(
            simple(asked, 200, asked.tr("No dots just now"),
                   asked.tr("Dots are placed in some rounds only, while the team asks for them.")));
    }
    // Whoever has placed dots comes back with the same page, so that the next ones take their place.
    const std::string placed = token_in_query(asked.query, "placed=");
    const DotsView view{.key = asked.note->key,
                        .page = placed.empty() ? new_retry_token() : placed,
                        .placed = !placed.empty(),
                        .chosen = {},
                        .fault = {}};
    return dressed(pages_.dots(200, view, asked.board, asked.language));
}

Answer Routes::post_dots(const Asked& asked) {
    if (auto fault = fault_in_post(asked)) return std::move(*fault);
    if (!asked.key_lives) {
        return dressed(simple(asked, 403, asked.tr(scan_again),
                              asked.tr("The code on the screen has changed; please scan it again.")));
    }
    const auto choice = read_choice(asked.request.body);
    if (media_type(asked.request.content_type) != form_type || !choice) {
        return dressed(
            simple(asked, 400, asked.tr(not_understood), asked.tr("Please choose up to three notes.")));
    }
    DotsToPlace dots;
    dots.key = asked.note->key;
    dots.json = asked.json;
    dots.language = &asked.language;
    dots.intent.page = choice->page;
    for (const std::uint64_t note : choice->notes) dots.intent.notes.push_back(NoteId{note});
    const bool too_many = dots.intent.notes.size() > dots_a_page;
    // A slip of the finger: the page comes back as it was. When voting is over, the Room says so.
    if ((too_many || dots.intent.notes.empty()) && !notes_for_dots(asked.board).empty()) {
        const std::string sentence = too_many ? asked.tr("There are three dots for each phone.")
                                              : asked.tr("Please choose up to three notes.");
        if (asked.json) return dressed(json_response(422, {{"error", sentence}}));
        const DotsView view{.key = dots.key,
                            .page = dots.intent.page,
                            .placed = false,
                            .chosen = std::move(dots.intent.notes),
                            .fault = sentence};
        return dressed(pages_.dots(422, view, asked.board, asked.language));
    }
    if (asked.board.huddle && !dots_shares_.admit(asked.request.peer, choice->page, asked.board.huddle->id))
        return dots_placed(dots, enough_pages());
    return dots;
}

Response Routes::dots_placed(const DotsToPlace& dots, const Result<void>& outcome) {
    const auto tr = [&](std::string_view english) { return dots.language->text(english); };
    if (!outcome) {
        // The voting is over, or a note was set aside meanwhile; else the kiosk is too busy.
        const ProblemKind kind = outcome.problem().kind;
        const int status = kind == ProblemKind::conflict || kind == ProblemKind::invalid ? 409 : 503;
        const std::string sentence = tr(outcome.problem().sentence);
        if (dots.json) return dressed(json_response(status, {{"error", sentence}}));
        return dressed(pages_.message(status, tr("Your dots are not placed"), sentence, *dots.language));
    }
    if (dots.json) return dressed(json_response(201, {{"placed", true}}));
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location",
                                  fmt::format("/n/{}/dots?placed={}", dots.key, dots.intent.page));
    return dressed(std::move(response));
}

}  // namespace hearthside
