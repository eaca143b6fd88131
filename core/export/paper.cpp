// SPDX-License-Identifier: Apache-2.0
#include "core/export/paper.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/export/writers.h"

namespace hearthside::exports::paper {

text::Colour faint(text::Colour colour, double strength) {
    const auto mixed = [strength](std::uint8_t part) {
        return static_cast<std::uint8_t>(std::lround(255 - (255 - part) * strength));
    };
    return {mixed(colour.red), mixed(colour.green), mixed(colour.blue)};
}

text::TextStyle text_style(double size, int weight, text::Colour colour, float line_height) {
    text::TextStyle style;
    style.size_px = static_cast<float>(size);
    style.weight = weight;
    style.colour = colour;
    style.line = line_height;
    return style;
}

text::TextStyle display_style(double size, int weight, text::Colour colour, float line_height) {
    text::TextStyle style = text_style(size, weight, colour, line_height);
    style.family = "Inter Display";
    return style;
}

text::TextStyle at_start(text::PrintedPages& pages, const std::string& text, text::TextStyle style) {
    const bool same = pages.measure(text, style, {}).right_to_left == pages.mirrored();
    style.align = same ? text::TextAlign::start : text::TextAlign::end;
    return style;
}

text::TextStyle at_end(text::PrintedPages& pages, const std::string& text, text::TextStyle style) {
    const bool same = pages.measure(text, style, {}).right_to_left == pages.mirrored();
    style.align = same ? text::TextAlign::end : text::TextAlign::start;
    return style;
}

text::TextStyle fitted(text::PrintedPages& pages, const std::string& text, text::TextStyle style,
                       std::vector<double> sizes, double width, int lines) {
    for (const double size : sizes) {
        style.size_px = static_cast<float>(size);
        if (pages.measure(text, style, {static_cast<float>(width), 0}).lines <= lines) break;
    }
    return style;
}

void draw_arrow(text::PrintedPages& pages, double x, double y, const std::string& text, const text::TextStyle& style,
                const text::TextBox& box) {
    const double size = static_cast<double>(style.size_px);
    const double line_height = pages.line_ends(text, style, box).front();
    // Nastaliq hangs from the upper part of its line. Other scripts are centred in it.
    const double down = line_height > size * 1.6 ? line_height * 0.56 : line_height * 0.5;
    pages.icon(pages.mirrored() ? "back" : "next", x, y + down - size / 2, size, style.colour);
}

huddle::Problem not_printed(const text::PrintedPages& pages) {
    const std::string trouble = pages.trouble();
    if (trouble.empty()) return not_written();
    return {huddle::ProblemKind::not_saved,
            fmt::format("The pages could not be drawn ({}); please export another format.", trouble)};
}

double draw_text(text::PrintedPages& pages, text::PageTag tag, double x, double y, const std::string& text,
                 const text::TextStyle& style, const text::TextBox& box) {
    pages.begin(tag);
    pages.text(x, y, text, style, box);
    pages.end();
    return pages.measure(text, style, box).height;
}

void draw_head(text::PrintedPages& pages, const std::string& team, const std::string& when, double y) {
    constexpr double sign = 32, gap = 9;
    pages.icon("arch", margin - 3, y - sign / 2 - 1, sign, ink);
    pages.icon("flame", margin - 3, y - sign / 2 - 1, sign, ember);
    const double room = pages.width() - 2 * margin, start = margin + sign - 3 + gap;
    const text::TextStyle name = text_style(17.5, 650, ink, 1.2f);
    const text::TextStyle day = text_style(15, 450, ink_soft, 1.2f);
    // Both share the line. The team's name is shortened before the days are.
    const double wanted = pages.measure(when, day, {}).width + 1;
    const double end_width = std::min(wanted, room * 0.6);
    const text::TextBox end{static_cast<float>(end_width), 1};
    const text::TextBox rest{static_cast<float>(room - (start - margin) - end_width - 12), 1};
    if (!team.empty())
        draw_text(pages, text::PageTag::paragraph, start, y - pages.measure(team, name, rest).height / 2, team,
                  at_start(pages, team, name), rest);
    if (!when.empty())
        draw_text(pages, text::PageTag::paragraph, pages.width() - margin - end_width,
                  y - pages.measure(when, day, end).height / 2, when, at_end(pages, when, day), end);
}

void draw_sunrise(text::PrintedPages& pages, double y, double size) {
    const double x = pages.width() - margin - size;
    pages.half_disc(x, y, size, faint(glow, 0.13));
    pages.half_disc(x, y, size * 0.79, faint(glow, 0.26));
    pages.half_disc(x, y, size * 0.58, faint(glow, 0.42));
    pages.half_disc(x, y, size * 0.37, faint(glow, 0.62));
}

void draw_rule(text::PrintedPages& pages, double y, text::Colour colour, double thickness) {
    pages.fill({margin, y - thickness / 2, pages.width() - 2 * margin, thickness}, colour, thickness / 2);
}

}  // namespace hearthside::exports::paper
