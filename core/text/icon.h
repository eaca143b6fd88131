// SPDX-License-Identifier: Apache-2.0
// Draws the SVG files of assets/icons in any size and colour.
#pragma once

#include <string_view>

#include "core/text/text.h"

typedef struct _cairo cairo_t;

namespace hearthside::text {

// An image of an SVG file of assets/icons in the given size, with all strokes in one colour (icons use
// `currentColor`). An empty Image when there is no such icon.
Image draw_icon(std::string_view name, int size_px, Colour colour);

// Draws an icon of assets/icons at the origin. False when there is no such icon.
bool show_icon(cairo_t* cairo, std::string_view name, double size, Colour colour);

}  // namespace hearthside::text
