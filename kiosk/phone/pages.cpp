#include "kiosk/phone/pages.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "kiosk/phone/web_assets.h"

namespace hearthside {

namespace {

// Colour is never alone: each kind of round has its icon too. `colour` is a class of the style sheet.
struct Look {
    const char* colour;
    const char* icon;
};

const char* const check_icon = "M4.6 12.6L9.8 17.8L19.6 7";

Look look_of(RoundKind kind) {
    switch (kind) {
        case RoundKind::since_last_time:
            return {"plain", "M19.6 12A7.6 7.6 0 1 1 17 6.3M17.6 2.8V6.9H13.5"};
        case RoundKind::quiet:
            return {"plain", "M4.4 19.6L5.4 15.4L15.8 5A2.2 2.2 0 0 1 19 8.2L8.6 18.6ZM13.8 7L17 10.2"};
        case RoundKind::wins:
            return {"wins",
                    "M12 3.2L14.75 8.75L20.9 9.65L16.45 13.95L17.5 20.1L12 17.2L6.5 20.1L7.55 13.95L3.1 "
                    "9.65L9.25 8.75Z"};
        case RoundKind::mistakes:
            return {"mistakes",
                    "M2.8 9.5H21.2A9.2 9.2 0 0 1 2.8 9.5ZM9 21H15M13.4 9.5L11.6 12.6L13.3 15.1L12.4 "
                    "18.6M11.6 12.6L8.4 13.9"};
        case RoundKind::lessons:
            return {"lessons",
                    "M12 6.6C10 5 7 4.4 3.4 4.8V18.4C7 18 10 18.6 12 20.2C14 18.6 17 18 20.6 18.4V4.8C17 "
                    "4.4 14 5 12 6.6ZM12 6.6V20.2"};
        case RoundKind::hope:
            return {"hope",
                    "M2.6 18.5H21.4M6.2 18.5A5.8 5.8 0 0 1 17.8 18.5M12 5V8.4M3.8 9.4L6.2 11.8M20.2 9.4L17.8 "
                    "11.8M8.5 21.8H15.5"};
        case RoundKind::close:
            break;
    }
    return {"plain", check_icon};
}

RoundKind kind_of(Theme theme) {
    constexpr std::array kinds{RoundKind::wins, RoundKind::mistakes, RoundKind::lessons, RoundKind::hope};
    return kinds[index_of(theme)];
}

const char* word_of(Theme theme) {
    constexpr std::array words{"Wins", "Mistakes", "Lessons", "Hope"};
    return words[index_of(theme)];
}

Html icon_svg(const char* path, std::string_view css_class = "") {
    return {fmt::format(R"(<svg{} viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>)",
                        css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class), path)};
}

Html tiles(std::string_view chosen) {
    Html result;
    for (const Theme theme : all_themes) {
        const Look look = look_of(kind_of(theme));
        const std::string_view value = to_text(theme);
        result.markup += fmt::format(
            R"(<label class="tile {0}"><input type="radio" name="round" id="round-{1}" value="{1}"{2}>)"
            R"(<span class="face"><span class="disc">{3}</span><span class="word">{4}</span>{5}</span></label>)"
            "\n",
            look.colour, value, chosen == value ? " checked" : "", icon_svg(look.icon).markup, word_of(theme),
            icon_svg(check_icon, "tick").markup);
    }
    return result;
}

const FormFault* fault_at(const NoteFormView& view, FormFault::Place place) {
    const auto found = std::ranges::find(view.faults, place, &FormFault::place);
    return found == view.faults.end() ? nullptr : &*found;
}

const char* const speech_icon = "M4 5H20V16H12L7.4 20V16H4Z";

Html fault_line(const FormFault* fault, const char* id) {
    if (!fault) return {};
    return {fmt::format(R"(<p class="fault" id="{}">{}<span>{}</span></p>)", id, icon_svg(speech_icon).markup,
                        escaped(fault->sentence).markup)};
}

Html banner(const NoteFormView& view) {
    if (view.heading.empty()) return {};
    std::string lines;
    std::string links;
    for (const FormFault& fault : view.faults) {
        const std::string sentence = escaped(fault.sentence).markup;
        switch (fault.place) {
            case FormFault::Place::nowhere:
                lines += fmt::format("<p>{}</p>", sentence);
                break;
            case FormFault::Place::round:
                links += fmt::format(R"(<li><a href="#round-wins">{}</a></li>)", sentence);
                break;
            case FormFault::Place::text:
                links += fmt::format(R"(<li><a href="#note">{}</a></li>)", sentence);
                break;
        }
    }
    if (!links.empty()) links = "<ul>" + links + "</ul>";
    return {
        fmt::format(R"(<div class="banner" role="alert" tabindex="-1" autofocus aria-labelledby="banner">)"
                    R"(<h2 id="banner">{}</h2>{}{}</div>)",
                    escaped(view.heading).markup, lines, links)};
}

std::string minutes_text(Milliseconds span) {
    return fmt::format("{} min",
                       std::max<long long>(1, std::chrono::round<std::chrono::minutes>(span).count()));
}

// "round 2 of 4" among the rounds that have notes; nothing for the others.
std::string place_of_round(const HuddleBoard& huddle) {
    std::size_t count = 0;
    std::size_t place = 0;
    for (std::size_t at = 0; at < huddle.rounds.size(); ++at) {
        if (!theme_of(huddle.rounds[at].round.kind)) continue;
        ++count;
        if (at == huddle.clock.current) place = count;
    }
    return place == 0 ? huddle.layout_name : fmt::format("round {} of {}", place, count);
}

Html strip(const HuddleBoard& huddle) {
    constexpr double gap = 1.4;
    double planned = 0;
    for (const RoundBoard& round : huddle.rounds) planned += static_cast<double>(round.allotted.count());
    // However short, a round stays a pill and not a dot.
    const auto width = [planned](const RoundBoard& round) {
        return std::max(planned * 0.05, static_cast<double>(round.allotted.count()));
    };
    double total = 0;
    std::size_t shown = 0;
    for (const RoundBoard& round : huddle.rounds) {
        if (round.allotted.count() == 0) continue;
        total += width(round);
        ++shown;
    }
    if (shown == 0) return {};
    const double scale = (100 - gap * static_cast<double>(shown - 1)) / total;
    std::string bars;
    double left = 0;
    for (std::size_t at = 0; at < huddle.rounds.size(); ++at) {
        const RoundBoard& round = huddle.rounds[at];
        if (round.allotted.count() == 0) continue;
        const char* state = at < huddle.clock.current    ? "done"
                            : at == huddle.clock.current ? "open"
                                                         : "ahead";
        bars += fmt::format(R"(<rect class="{} {}" x="{:.2f}%" y="1" width="{:.2f}%" height="12" rx="6"/>)",
                            look_of(round.round.kind).colour, state, left, width(round) * scale);
        left += width(round) * scale + gap;
    }
    return {"<svg class=\"strip\" aria-hidden=\"true\">" + bars + "</svg>"};
}

Html following(const HuddleBoard& huddle) {
    Html result;
    std::size_t shown = 0;
    for (std::size_t at = huddle.clock.current + 1; at < huddle.rounds.size() && shown < 2; ++at) {
        const RoundBoard& round = huddle.rounds[at];
        if (round.allotted.count() == 0) continue;
        const Look look = look_of(round.round.kind);
        result.markup += fmt::format(
            R"(<div class="next {}"><span class="disc">{}</span><span class="word" dir="auto">{}</span>)"
            R"(<span class="soft">{} {}</span></div>)",
            look.colour, icon_svg(look.icon).markup, escaped(round.round.title).markup,
            shown == 0 ? "next," : "then", minutes_text(round.allotted));
        ++shown;
    }
    return result;
}

Html huddle_card(const HuddleBoard& huddle, Instant now) {
    const RoundBoard& current = huddle.current();
    const Milliseconds left = left_at(huddle.clock, now);
    std::string time = minutes_text(left);
    std::string word = "or so left";
    if (!huddle.clock.running) {
        time = "paused";
        word = "";
    } else if (left <= Milliseconds(0)) {
        time = "past our time";
        word = "and that is fine";
    } else if (left <= Seconds(60)) {
        time = "last minute";
        word = "";
    }
    const Look look = look_of(current.round.kind);
    return filled(web_assets::huddle_now_html, {{"colour", {look.colour}},
                                                {"icon", {look.icon}},
                                                {"title", escaped(current.round.title)},
                                                {"place", escaped(place_of_round(huddle))},
                                                {"left", {time}},
                                                {"left_word", {word}},
                                                {"strip", strip(huddle)},
                                                {"following", following(huddle)}});
}

std::string source_of_style(std::string_view style) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
        text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("'sha256-{}'", text.data());
}

}  // namespace

Pages::Pages(std::string_view team)
    : team_(escaped(team)), style_source_(source_of_style(web_assets::style_css)) {}

Response Pages::page(int status, std::string_view title, Html content, Html refresh) const {
    Response response;
    response.status = status;
    response.body = filled(web_assets::page_html, {{"refresh", std::move(refresh)},
                                                   {"title", escaped(title)},
                                                   {"style", {std::string(web_assets::style_css)}},
                                                   {"team", team_},
                                                   {"content", std::move(content)}})
                        .markup;
    return response;
}

Response Pages::note_form(int status, const NoteFormView& view) const {
    const FormFault* round_fault = fault_at(view, FormFault::Place::round);
    const FormFault* text_fault = fault_at(view, FormFault::Place::text);
    const char* round_marks =
        round_fault ? R"( class="marked" aria-invalid="true" aria-describedby="round-fault")" : "";
    Html content =
        filled(web_assets::note_form_html,
               {{"banner", banner(view)},
                {"key", escaped(view.key)},
                {"token", escaped(view.token)},
                {"round_marks", {round_marks}},
                {"round_fault", fault_line(round_fault, "round-fault")},
                {"tiles", tiles(view.round)},
                {"text_class", {text_fault ? R"( class="marked")" : ""}},
                {"text_fault", fault_line(text_fault, "note-fault")},
                {"text_described", {text_fault ? "note-fault note-guide note-hint" : "note-guide note-hint"}},
                {"text_marks", {text_fault ? R"( aria-invalid="true")" : ""}},
                {"text", escaped(view.text)}});
    return page(status, view.heading.empty() ? "Add a note" : view.heading + " - Add a note",
                std::move(content));
}

Response Pages::thank_you(const std::string& key, const Board& board, Instant now) const {
    const bool running = board.huddle.has_value();
    Html content =
        filled(web_assets::thank_you_html,
               {{"key", escaped(key)},
                {"huddle", running ? huddle_card(*board.huddle, now) : Html{}},
                {"foot", {running ? "This page refreshes by itself." : "Nobody can see who wrote it."}}});
    return page(200, "Thank you", std::move(content),
                running ? Html{"<meta http-equiv=\"refresh\" content=\"10\">\n"} : Html{});
}

Response Pages::message(int status, std::string_view heading, std::string_view sentence,
                        const std::optional<std::string>& kept_text,
                        const std::optional<std::string>& link_to_form) const {
    Html kept;
    if (kept_text && !kept_text->empty())
        kept = filled(web_assets::kept_text_html, {{"text", escaped(*kept_text)}});
    Html link;
    if (link_to_form) {
        link.markup =
            fmt::format(R"(<a class="button" href="{}">Add a note</a>)", escaped(*link_to_form).markup);
    }
    Html content = filled(web_assets::message_html, {{"heading", escaped(heading)},
                                                     {"sentence", escaped(sentence)},
                                                     {"kept", std::move(kept)},
                                                     {"link", std::move(link)}});
    return page(status, heading, std::move(content));
}

}  // namespace hearthside
