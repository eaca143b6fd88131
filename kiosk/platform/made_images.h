// SPDX-License-Identifier: Apache-2.0
// Images that are computed: QR codes, the soft shadow, and round shapes with smooth edges.
#pragma once

#include <string_view>

#include "core/text/text.h"

namespace hearthside::platform {

// Correction level M, no quiet zone. Returns an empty Image when the text does not fit into a QR code or
// `module_px` is not 1 to 64.
text::Image qr_image(std::string_view text, int module_px, text::Colour dark, text::Colour light);

// A white 9-slice of 3 x 3 equal parts. It shows a rounded rectangle `spread_px` inside the image's edges,
// which fades over `spread_px` on both sides of its own edge.
text::Image shadow_image(float spread_px, float radius_px);

// As Pictures::rounded and Pictures::arc (kiosk/ui/pictures.h). Each returns an empty Image for invalid
// sizes.
text::Image rounded_image(float radius_px, float line_px);
text::Image arc_image(float diameter_px, float stroke_px, float part, int dashes);

}  // namespace hearthside::platform
