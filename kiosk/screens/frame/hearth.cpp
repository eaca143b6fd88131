// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/hearth.h"

#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

text::Colour faint(text::Colour colour, float alpha) {
    colour.alpha = static_cast<std::uint8_t>(std::lround(255 * alpha));
    return colour;
}

void draw_flame(ui::Ui& ui, ImVec2 foot, float height, float lift, float core_lift) {
    // In its picture the flame reaches from 9.4 to 18.6 of 24.
    const auto flame = [&](float tall, float up, text::Colour colour) {
        const float size = tall * 24 / 9.2f;
        ui::icon(ui, "flame", {foot.x, foot.y - up - size * (18.6f - 12) / 24}, size, colour);
    };
    flame(height, lift * height, ui.theme.room.flame);
    flame(0.52f * height, core_lift * height, ui.theme.room.flame_core);
}

void draw_ember(ui::Ui& ui, ImVec2 centre, float diameter, float alpha) {
    ui::disc(ui, centre, 2.1f * diameter, faint(ui.theme.room.ember, 0.2f * alpha), {}, {});
    ui::disc(ui, centre, diameter, faint(ui.theme.room.ember, alpha), {}, {});
}

}  // namespace hearthside::screens::frame
