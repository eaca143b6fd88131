// SPDX-License-Identifier: Apache-2.0
// The invitation to add a note before the huddle: the QR panel, and the band of sealed notes.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside {

void draw_invitation(Ui& ui, const Rect& rect, Overlay& overlay, bool beside);  // the QR panel
float draw_waiting_line(Ui& ui, const Rect& rect, const Bands& waiting);        // returns where its words end
void draw_waiting_tiles(Ui& ui, const Rect& rect, const Bands& waiting, int columns);

}  // namespace hearthside
