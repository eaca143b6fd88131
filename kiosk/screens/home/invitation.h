// SPDX-License-Identifier: Apache-2.0
// The invitation to add a note before the huddle: the QR panel, and the band of sealed notes.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

void draw_invitation(ui::Ui& ui, const ui::Rect& rect, frame::Overlay& overlay, bool beside);  // the QR panel
float draw_waiting_line(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting);  // returns where its words end
void draw_waiting_tiles(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting, int columns);

}  // namespace hearthside::screens::home
