// SPDX-License-Identifier: Apache-2.0
// The invitation to add a note before the huddle: the QR panel, and the band of sealed notes.
#pragma once

#include <utility>

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

// The QR panel; the words beside the code, or above and below it. With the promise, that stands above the button.
void draw_invitation(ui::Ui& ui, const ui::Rect& rect, frame::Overlay& overlay, bool beside, bool with_promise);
// Whether the panel has room for the promise and a code that is still large.
bool invitation_holds_promise(ui::Ui& ui, const ui::Rect& rect);
std::pair<std::string, std::string> promise_words(const ui::Ui& ui);
// The promise in two lines, with its icon before both.
float promise_height(const ui::Ui& ui);
float promise_width(ui::Ui& ui);
void draw_promise(ui::Ui& ui, const ui::Rect& rect, bool centred);
void draw_waiting_line(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting);
float waiting_line_width(ui::Ui& ui, const huddle::Bands& waiting);
float tile_least_height(ui::Ui& ui);
void draw_waiting_tiles(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting, int columns);

}  // namespace hearthside::screens::home
