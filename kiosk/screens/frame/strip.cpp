// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/strip.h"

#include <algorithm>
#include <numeric>

#include "core/huddle/pace.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::frame {

namespace {

// The short word for a round whose title is too long.
std::string short_word(const ui::Ui& ui, const huddle::Round& round) {
    switch (round.kind) {
        case huddle::RoundKind::since_last_time:
            return ui.tr("Opening");
        case huddle::RoundKind::quiet:
            return ui.tr("Quiet");
        case huddle::RoundKind::wins:
            return ui.tr("Wins");
        case huddle::RoundKind::mistakes:
            return ui.tr("Mistakes");
        case huddle::RoundKind::lessons:
            return ui.tr("Lessons");
        case huddle::RoundKind::hope:
            return ui.tr("Hope");
        case huddle::RoundKind::close:
            return ui.tr_title("Close");
    }
    return round.title;
}

struct StripSizes {
    text::TextStyle style;
    float icon = 0, gap = 0, pad = 0;
};

float least_width(ui::Ui& ui, const huddle::Round& round, const StripSizes& sizes) {
    return sizes.icon + sizes.gap + ui::text_width(ui, short_word(ui, round), sizes.style) + 2 * sizes.pad;
}

// For the time beside the word of a round that lent some of it: its part gets narrower, and what is left is news.
float time_lent_width(ui::Ui& ui, const huddle::HuddleBoard& huddle, std::size_t round, const StripSizes& sizes) {
    const huddle::RoundBoard& shown = huddle.rounds[round];
    if (round <= huddle.clock.current || shown.allotted >= shown.round.planned) return 0;
    return ui::text_width(ui, ui::span_text(ui, shown.allotted), sizes.style) + sizes.style.size_px * 0.4f;
}

// Divides `room` in proportion to the rounds' times, but gives each part at least the room for its words.
std::vector<float> strip_widths(ui::Ui& ui, const huddle::HuddleBoard& huddle, const StripSizes& sizes, float room) {
    const std::size_t count = huddle.rounds.size();
    std::vector<float> least(count), widths(count, 0), time(count);
    for (std::size_t i = 0; i < count; ++i) {
        least[i] = least_width(ui, huddle.rounds[i].round, sizes);
        time[i] = static_cast<float>(std::max<long long>(1, huddle.rounds[i].allotted.count()));
    }
    float needed = std::accumulate(least.begin(), least.end(), 0.0f);
    for (std::size_t i = 0; i < count; ++i) {
        const float lent = time_lent_width(ui, huddle, i, sizes);
        if (needed + lent > room) continue;
        least[i] += lent;
        needed += lent;
    }
    if (needed >= room) {
        for (std::size_t i = 0; i < count; ++i) widths[i] = least[i] * room / needed;
        return widths;
    }
    std::vector<bool> fixed(count, false);
    for (;;) {
        float rest = room, shares = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (fixed[i])
                rest -= least[i];
            else
                shares += time[i];
        }
        bool changed = false;
        for (std::size_t i = 0; i < count; ++i) {
            widths[i] = fixed[i] ? least[i] : rest * time[i] / shares;
            if (!fixed[i] && widths[i] < least[i]) fixed[i] = changed = true;
        }
        if (!changed) return widths;
    }
}

void draw_part(ui::Ui& ui, const huddle::HuddleBoard& huddle, std::size_t index, const ui::Rect& rect,
               const StripSizes& sizes) {
    const auto& theme = ui.theme;
    const huddle::RoundBoard& shown = huddle.rounds[index];
    const ui::RoundColours& round = theme.round(shown.round.colour);
    const bool done = index < huddle.clock.current, now = index == huddle.clock.current;
    const float radius = theme.component("progress_strip").height * 0.28f;
    text::Colour words = theme.colours.ink_soft, drawn = round.ink;
    if (now) {
        ui::fill(ui, rect, round.ink, radius);
        words = drawn = round.on_ink;
    } else if (done) {
        ui::fill(ui, rect, round.tint, radius);
        drawn = round.ink;
        // By night the primary colour has too little contrast on its own tint.
        words = &round == &theme.primary_round ? theme.colours.ink : round.ink;
    } else {
        ui::outline(ui, rect, theme.colours.line, radius, theme.line.hair);
    }
    text::TextStyle bold = sizes.style;
    bold.colour = words;
    bold.weight = 600;
    text::TextStyle light = bold;
    light.weight = 450;

    const float room = rect.w - 2 * sizes.pad - sizes.icon - sizes.gap;
    std::string word = ui.tr_title(shown.round.title);
    if (ui::text_width(ui, word, bold) > room) word = short_word(ui, shown.round);
    // Where all parts are narrow, a word uses the space at its sides before it gets smaller.
    const float most = room + 2 * sizes.pad - theme.space.xs;
    const float word_width = std::min(std::max(room, most), ui::text_width(ui, word, bold));
    const float space = sizes.style.size_px * 0.3f;
    std::string time = done ? std::string() : ui::span_text(ui, shown.allotted);
    float time_width = time.empty() ? 0 : ui::text_width(ui, time, light) + space;
    if (word_width + time_width > room) {
        time.clear();
        time_width = 0;
    }
    float x = rect.x + (rect.w - sizes.icon - sizes.gap - word_width - time_width) / 2;
    const float bar = now ? theme.px(0.0046) : 0;
    const ui::Rect line{x, rect.y, 0, rect.h - bar * 1.4f};
    ui::icon(ui, done ? std::string_view("check") : std::string_view(shown.round.icon),
             {x + sizes.icon / 2, line.y + line.h / 2}, sizes.icon, drawn);
    x += sizes.icon + sizes.gap;
    ui::label(ui, {x, line.y, word_width + 1, line.h}, word, bold, {.shrink_to = 0.65f});
    if (!time.empty()) ui::label(ui, {x + word_width + space, line.y, time_width, line.h}, time, light);
    if (!now) return;
    const float left = static_cast<float>(huddle::left_at(huddle.clock, ui.now).count());
    const float all = static_cast<float>(std::max<long long>(1, shown.allotted.count()));
    const float part = std::clamp(1 - left / all, 0.0f, 1.0f);
    const ui::Rect track{rect.x + radius, rect.bottom() - bar * 1.9f, rect.w - 2 * radius, bar};
    ui::fill(ui, track, round.on_ink, bar / 2, 0.32f);
    // On the pale fills of the night the bar is dark instead of ember, for contrast.
    const text::Colour bar_colour = theme.night ? round.on_ink : theme.colours.ember_fill;
    if (part > 0) ui::fill(ui, {track.x, track.y, std::max(bar, track.w * part), bar}, bar_colour, bar / 2);
}

StripSizes strip_sizes(const ui::Ui& ui) {
    const auto& theme = ui.theme;
    const ui::Component& part = theme.component("progress_strip");
    StripSizes sizes;
    sizes.style = theme.text(part.font);
    sizes.style.weight = 600;
    // The strip is read at a glance. It does not grow with the text size, because its words would not fit.
    sizes.style.size_px /= theme.text_size;
    sizes.icon = part.icon;
    sizes.gap = sizes.style.size_px * 0.42f;
    sizes.pad = theme.shape == ui::ScreenShape::compact ? theme.space.xs * 1.2f : theme.space.s;
    return sizes;
}

}  // namespace

std::vector<ui::Rect> strip_parts(ui::Ui& ui, const huddle::HuddleBoard& huddle) {
    const auto& theme = ui.theme;
    const ui::Component& part = theme.component("progress_strip");
    const float room = static_cast<float>(theme.width) - 2 * theme.margin.x;
    const float gaps = part.gap * static_cast<float>(huddle.rounds.size() - 1);
    std::vector<ui::Rect> parts;
    float x = theme.margin.x;
    for (const float width : strip_widths(ui, huddle, strip_sizes(ui), room - gaps)) {
        parts.push_back({x, theme.margin.top, width, part.height});
        x += width + part.gap;
    }
    return parts;
}

ui::Rect draw_strip(ui::Ui& ui, const huddle::HuddleBoard& huddle) {
    const StripSizes sizes = strip_sizes(ui);
    const std::vector<ui::Rect> parts = strip_parts(ui, huddle);
    for (std::size_t i = 0; i < parts.size(); ++i) draw_part(ui, huddle, i, parts[i], sizes);
    return {parts.front().x, parts.front().y, parts.back().right() - parts.front().x, parts.front().h};
}

}  // namespace hearthside::screens::frame
