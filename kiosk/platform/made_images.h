// Images that are worked out instead of drawn: QR codes, the soft shadow, and round shapes with
// smooth edges.
#pragma once

#include <string_view>

#include "core/text/text.h"

namespace hearthside {

// Correction level M, no quiet zone. An empty Image when the text does not fit into a QR code or
// `module_px` is not 1 to 64.
Image qr_image(std::string_view text, int module_px, Colour dark, Colour light);

// A white 9-slice of 3 x 3 equal parts: a rounded rectangle that stands `spread_px` inside the
// image's edges and fades over `spread_px` to both sides of its own edge.
Image shadow_image(float spread_px, float radius_px);

// As Pictures::rounded and Pictures::arc say (kiosk/ui/pictures.h). An empty Image for sizes that
// make no sense.
Image rounded_image(float radius_px, float line_px);
Image arc_image(float diameter_px, float stroke_px, float part, int dashes);

}  // namespace hearthside
