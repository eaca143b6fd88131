// SPDX-License-Identifier: Apache-2.0
// The look of our printed papers: the design tokens' day colours on white, and the parts that the poster, the
// page of one huddle and the printed history share. For core/export only.
#pragma once

#include <string>
#include <vector>

#include "core/export/print_words.h"
#include "core/text/pages.h"

namespace hearthside::exports::paper {

// From assets/tokens.toml, [color.day]. A test compares them.
inline constexpr text::Colour ink{0x2B, 0x21, 0x1A};
inline constexpr text::Colour ink_soft{0x4E, 0x40, 0x35};
inline constexpr text::Colour line{0xDA, 0xCC, 0xB9};
inline constexpr text::Colour ember{0xC4, 0x6A, 0x1F};
inline constexpr text::Colour glow{0xE8, 0xA8, 0x67};

struct RoundInks {
    text::Colour ink, tint, tint_soft;
};
// [round.*], by day, in the order of RoundCategory.
inline constexpr RoundInks rounds[] = {
    {{0x64, 0x42, 0x00}, {0xFB, 0xE7, 0xB8}, {0xFD, 0xF4, 0xDF}},
    {{0x27, 0x42, 0x7A}, {0xDA, 0xE4, 0xF6}, {0xEE, 0xF3, 0xFA}},
    {{0x0F, 0x4A, 0x40}, {0xCB, 0xE8, 0xDA}, {0xEA, 0xF5, 0xF0}},
    {{0x6D, 0x2F, 0x5B}, {0xF5, 0xE0, 0xEC}, {0xFA, 0xEF, 0xF6}},
};
inline const RoundInks& inks_of(huddle::RoundCategory category) { return rounds[huddle::index_of(category)]; }

inline constexpr double margin = 46;  // of an A4 page, in points

// A colour mixed with white, without transparency, so that every printer shows the same.
text::Colour faint(text::Colour colour, double strength);

text::TextStyle text_style(double size, int weight, text::Colour colour, float line_height = 1.34f);
text::TextStyle display_style(double size, int weight, text::Colour colour, float line_height = 1.08f);

// Aligns our own words to the paper's start (or end), even when they have another direction than the paper.
// People's words keep the side of their own direction.
text::TextStyle at_start(text::PrintedPages& pages, const std::string& text, text::TextStyle style);
text::TextStyle at_end(text::PrintedPages& pages, const std::string& text, text::TextStyle style);

// The first of `sizes`, which go from large to small, at which the text takes at most so many lines. The last
// one when none fits.
text::TextStyle fitted(text::PrintedPages& pages, const std::string& text, text::TextStyle style,
                       std::vector<double> sizes, double width, int lines);

// One line at the top of a paper: our logo and the team on one side, the date on the other.
void draw_head(text::PrintedPages& pages, const std::string& team, const std::string& when, double y);
// The rising sun above a rule at `y`.
void draw_sunrise(text::PrintedPages& pages, double y, double size);
void draw_rule(text::PrintedPages& pages, double y, text::Colour colour, double thickness);

// An arrow to the text beside it, level with the first line of a text that begins at `y`.
void draw_arrow(text::PrintedPages& pages, double x, double y, const std::string& text, const text::TextStyle& style,
                const text::TextBox& box);

// Why the pages could not be finished: the stream failed, or the drawing reported an error.
huddle::Problem not_printed(const text::PrintedPages& pages);

// Draws a text as part of the structure and returns its height.
double draw_text(text::PrintedPages& pages, text::PageTag tag, double x, double y, const std::string& text,
                 const text::TextStyle& style, const text::TextBox& box);

}  // namespace hearthside::exports::paper
