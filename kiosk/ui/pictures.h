// SPDX-License-Identifier: Apache-2.0
// Textures for the draw functions: texts, icons and the QR code, made once and kept while they are used. The
// platform makes and keeps them; the screens see only this interface.
#pragma once

#include <imgui.h>

#include <string_view>

#include "core/text/text.h"

namespace hearthside::ui {

struct Picture {
    ImTextureID texture = nullptr;  // null when there is nothing to draw
    float width = 0, height = 0;    // px
    ImVec2 uv_end{1, 1};
};

class Pictures {
public:
    virtual ~Pictures() = default;
    // Valid until the end of the frame. Cached by text, style and box, with a byte limit.
    virtual Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) = 0;
    // The same for text that a person is writing and may not have sent. At the end of the frame
    // forget_private_texts() removes these texts and all pictures of them from the memory this program
    // controls.
    virtual Picture private_text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) = 0;
    virtual void forget_private_texts() = 0;
    virtual Picture icon(std::string_view name, float size_px, text::Colour colour) = 0;
    // `module_px` whole pixels a module, without quiet zone; the card around the code is the quiet zone.
    virtual Picture qr(std::string_view text, int module_px, text::Colour dark, text::Colour light) = 0;
    // The soft shadow: a 9-slice texture, 3 x 3 parts of equal size.
    virtual Picture shadow(float spread_px, float radius_px) = 0;
    // Edges are smooth, however the renderer draws triangles. `rounded` is a white square of side 2 *
    // ceil(radius) whose corners have this radius. It is filled, or with `line_px` > 0 only a line along the
    // inside of its edge. Its quarters serve as the corners of any rounded rectangle.
    virtual Picture rounded(float radius_px, float line_px) = 0;
    // A white arc with round caps, from 12 o'clock clockwise, over `part` of a whole turn. With `dashes` > 0
    // it is cut into that many dashes a turn, with straight ends. The picture is ceil(diameter) wide.
    virtual Picture arc(float diameter_px, float stroke_px, float part, int dashes) = 0;
    virtual text::TextEngine& engine() = 0;
};

}  // namespace hearthside::ui
