// Textures for the draw functions: texts, icons and the QR code, made once and kept while they are
// used. The screens see only this; who makes and keeps the textures is the platform's business.
#pragma once

#include <imgui.h>

#include <string_view>

#include "core/text/text.h"

namespace hearthside {

struct Picture {
    ImTextureID texture = nullptr;  // null when there is nothing to draw
    float width = 0, height = 0;    // px
    ImVec2 uv_end{1, 1};
};

class Pictures {
public:
    virtual ~Pictures() = default;
    // Valid until the end of the frame. Cached by text, style and box with a byte limit.
    virtual Picture text(std::string_view utf8, const TextStyle& style, const TextBox& box) = 0;
    // The same for words that somebody is writing and may not have sent: forget_private_texts() takes
    // them and every picture of them out of memory as far as it is ours, at the end of the frame.
    virtual Picture private_text(std::string_view utf8, const TextStyle& style, const TextBox& box) = 0;
    virtual void forget_private_texts() = 0;
    virtual Picture icon(std::string_view name, float size_px, Colour colour) = 0;
    // `module_px` whole pixels a module, without quiet zone; the card around it is the quiet zone.
    virtual Picture qr(std::string_view text, int module_px, Colour dark, Colour light) = 0;
    // The soft shadow: a 9-slice texture, 3 x 3 parts of equal size.
    virtual Picture shadow(float spread_px, float radius_px) = 0;
    // Smooth edges whatever the renderer does with triangles. `rounded`: a white square of side
    // 2 * ceil(radius) whose corners have this radius, filled, or with `line_px` > 0 only a line along
    // the inside of its edge; its quarters are the corners of any rounded rectangle.
    virtual Picture rounded(float radius_px, float line_px) = 0;
    // A white arc with round caps from 12 o'clock clockwise, `part` of a whole turn; with `dashes` > 0
    // cut into that many dashes a turn, with straight ends. The picture is ceil(diameter) wide.
    virtual Picture arc(float diameter_px, float stroke_px, float part, int dashes) = 0;
    virtual TextEngine& engine() = 0;
};

}  // namespace hearthside
