// SPDX-License-Identifier: Apache-2.0
// The laid-out texts of the engine. text.cpp draws them into images and pages.cpp prints them. For core/text
// only.
#pragma once

#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/text/text.h"

namespace hearthside::text {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using LayoutPointer = std::unique_ptr<PangoLayout, Unref>;

// Everything is laid out at one size and scaled when it is drawn. Finding the fonts of a script takes
// milliseconds for each new size, and nothing here is rounded to the pixels of one size.
inline constexpr double layout_size = 64;
inline double scale_of(const TextStyle& style) {
    return std::clamp(static_cast<double>(style.size_px), 1.0, 2000.0) / layout_size;
}

// Bytes of the given text that are left out of the layout.
struct LeftOut {
    std::size_t at = 0, bytes = 0;
};

struct Laid {
    LayoutPointer layout;
    TextSize size;
    double left = 0, top = 0;       // the layout's own origin in the picture
    std::size_t before = 0;         // bytes of the layout before the given text
    std::vector<LeftOut> left_out;  // in order

    // Convert a byte index between the given text and the layout.
    std::size_t in_layout(std::size_t index) const;
    std::size_t in_text(std::size_t index) const;
};

struct TextEngine::Implementation {
    std::unique_ptr<PangoFontMap, Unref> map{pango_cairo_font_map_new()};
    std::unique_ptr<PangoContext, Unref> context{pango_font_map_create_context(map.get())};
    // Most recently used first.
    std::list<std::pair<std::string, Laid>> laid;
    std::unordered_map<std::string_view, std::list<std::pair<std::string, Laid>>::iterator> by_key;
    std::unordered_map<std::string, TextSize> sizes;
    // By family and weight: how much narrower each figure is than the widest one, as a part of the size.
    std::map<std::pair<std::string, int>, std::array<double, 10>> figure_gaps;
    // A file draws every mark. The screen leaves out the excess, which would take too long.
    bool every_mark = false;

    Implementation();

    const std::array<double, 10>& gaps_of(const TextStyle& style);
    void make_tabular(PangoAttrList* attributes, const std::string& text, const TextStyle& style);
    LayoutPointer lay_out(const std::string& text, const TextStyle& style, const TextBox& box);
    std::string cut_text(const std::string& text, const TextStyle& style, const TextBox& box, PangoLayout* whole);
    LayoutPointer lay_out_to_see(const std::string& text, const TextStyle& style, const TextBox& box);
    Laid make(std::string_view utf8, const TextStyle& style, const TextBox& box);
    const Laid& find(std::string_view utf8, const TextStyle& style, const TextBox& box);
};

}  // namespace hearthside::text
