// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/huddle_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/phone/live_state.h"
#include "kiosk/web/looks.h"
#include "kiosk/web/web_assets.h"

namespace hearthside::phone {

namespace {

std::string minutes_text(huddle::Milliseconds span, const text::Language& language) {
    const auto minutes = std::max<long long>(1, std::chrono::round<std::chrono::minutes>(span).count());
    return fmt::format(fmt::runtime(language.text("{} min")), minutes);
}

// "round 2 of 4" among the rounds that have notes; otherwise the layout's name.
std::string place_of_round(const huddle::HuddleBoard& huddle, const text::Language& language) {
    std::size_t count = 0;
    std::size_t place = 0;
    for (std::size_t at = 0; at < huddle.rounds.size(); ++at) {
        if (!huddle::category_of(huddle.rounds[at].round.kind)) continue;
        ++count;
        if (at == huddle.clock.current) place = count;
    }
    if (place == 0) return language.text(huddle.layout_name);
    return fmt::format(fmt::runtime(language.text("round {0} of {1}")), place, count);
}

web::Html strip(const huddle::HuddleBoard& huddle) {
    constexpr double gap = 1.4;
    double planned = 0;
    for (const huddle::RoundBoard& round : huddle.rounds) planned += static_cast<double>(round.allotted.count());
    // However short a round is, it stays a pill and does not become a dot.
    const auto width = [planned](const huddle::RoundBoard& round) {
        return std::max(planned * 0.05, static_cast<double>(round.allotted.count()));
    };
    double total = 0;
    std::size_t shown = 0;
    for (const huddle::RoundBoard& round : huddle.rounds) {
        if (round.allotted.count() == 0) continue;
        total += width(round);
        ++shown;
    }
    if (shown == 0) return {};
    const double scale = (100 - gap * static_cast<double>(shown - 1)) / total;
    std::string bars;
    double left = 0;
    for (std::size_t at = 0; at < huddle.rounds.size(); ++at) {
        const huddle::RoundBoard& round = huddle.rounds[at];
        if (round.allotted.count() == 0) continue;
        const char* state = at < huddle.clock.current ? "done" : at == huddle.clock.current ? "open" : "ahead";
        bars += fmt::format(R"(<rect class="{} {}" x="{:.2f}%" y="1" width="{:.2f}%" height="12" rx="6"/>)",
                            web::look_of(round.round.kind).colour, state, left, width(round) * scale);
        left += width(round) * scale + gap;
    }
    return {"<svg class=\"strip\" aria-hidden=\"true\">" + bars + "</svg>"};
}

web::Html following(const huddle::HuddleBoard& huddle, const text::Language& language) {
    web::Html result;
    std::size_t shown = 0;
    for (std::size_t at = huddle.clock.current + 1; at < huddle.rounds.size() && shown < 2; ++at) {
        const huddle::RoundBoard& round = huddle.rounds[at];
        if (round.allotted.count() == 0) continue;
        const web::Look look = web::look_of(round.round.kind);
        const std::string minutes = minutes_text(round.allotted, language);
        const std::string when = shown == 0 ? fmt::format(fmt::runtime(language.text("next, {}")), minutes)
                                            : fmt::format(fmt::runtime(language.text("then {}")), minutes);
        result.markup +=
            fmt::format(R"(<div class="next {}"><span class="disc">{}</span><span class="word" dir="auto">{}</span>)"
                        R"(<span class="soft">{}</span></div>)",
                        look.colour, web::icon_svg(look.icon).markup,
                        web::escaped(language.text(round.round.title)).markup, web::escaped(when).markup);
        ++shown;
    }
    return result;
}

web::Html card(const huddle::HuddleBoard& huddle, huddle::Instant now, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const huddle::RoundBoard& current = huddle.current();
    const huddle::Milliseconds left = huddle::left_at(huddle.clock, now);
    std::string time = minutes_text(left, language);
    std::string word = tr("or so left");
    if (!huddle.clock.running) {
        time = tr("paused");
        word = "";
    } else if (left <= huddle::Milliseconds(0)) {
        time = tr("past our time");
        word = tr("and that is fine");
    } else if (left <= huddle::Seconds(60)) {
        time = tr("last minute");
        word = "";
    }
    const web::Look look = web::look_of(current.round.kind);
    return web::filled(web::assets::huddle_now_html,
                       {{"colour", {look.colour}},
                        {"icon", {look.icon}},
                        {"title", web::escaped(language.text(current.round.title))},
                        {"place", web::escaped(place_of_round(huddle, language))},
                        {"left", web::escaped(time)},
                        {"left_word", web::escaped(word)},
                        {"strip", strip(huddle)},
                        {"following", following(huddle, language)}},
                       language);
}

web::Html pulse_form(const std::string& key, const PulseView& view, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    web::Html dots;
    for (int value = 1; value <= 5; ++value) {
        std::string name = fmt::format(fmt::runtime(tr("{} of 5")), value);
        if (value == 1) name += ", " + tr("Not yet");
        if (value == 5) name += ", " + tr("Fully");
        dots.markup += fmt::format(
            R"(<button name="value" value="{0}" aria-label="{1}"><svg viewBox="0 0 56 56" aria-hidden="true">)"
            R"(<circle class="rail" cx="28" cy="28" r="24"/><circle cx="28" cy="28" r="24" pathLength="5" )"
            R"(stroke-dasharray="{0} 5"/></svg><b>{0}</b></button>)"
            "\n",
            value, web::escaped(name).markup);
    }
    return web::filled(web::assets::pulse_html,
                       {{"key", web::escaped(key)},
                        {"page", web::escaped(view.page)},
                        {"dots", std::move(dots)},
                        {"said", view.answered ? web::escaped(tr("Thank you. Tap again to change it.")) : web::Html{}}},
                       language);
}

}  // namespace

web::Html link_to_dots(const std::string& key, const text::Language& language) {
    return {fmt::format(R"(<p class="see"><a class="button" href="/n/{}/dots">{}</a></p>)", web::escaped(key).markup,
                        web::escaped(language.text("Place your dots")).markup)};
}

web::Html huddle_now(const std::string& key, const huddle::Board& board, huddle::Instant now, const PulseView& pulse,
                     const text::Language& language) {
    web::Html content;
    if (board.huddle) content = card(*board.huddle, now, language);
    if (!notes_for_dots(board).empty()) content.markup += link_to_dots(key, language).markup;
    if (board.pulse_asked) content.markup += pulse_form(key, pulse, language).markup;
    return {fmt::format(R"(<div data-state="{}">{}</div>)", web::escaped(to_json(live_state_of(board, now))).markup,
                        content.markup)};
}

}  // namespace hearthside::phone
