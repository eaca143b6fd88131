// SPDX-License-Identifier: Apache-2.0
// The parts of the hearth that home and the ending draw alike: the flame, and an ember for each finished action.
#pragma once

#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

// `colour` with this part of its opacity.
text::Colour faint(text::Colour colour, float alpha);
// A flame of this height with its core. `lift` and `core_lift` are how far they stand above `foot`, in parts of
// `height`.
void draw_flame(ui::Ui& ui, ImVec2 foot, float height, float lift, float core_lift);
// A glowing disc with its halo.
void draw_ember(ui::Ui& ui, ImVec2 centre, float diameter, float alpha = 1);

}  // namespace hearthside::screens::frame
