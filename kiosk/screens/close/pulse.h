// SPDX-License-Identifier: Apache-2.0
// The pulse of the close: one tap on a number. Layouts without a pulse get a minute of thanks in its place.
#pragma once

#include "kiosk/screens/close/close.h"

namespace hearthside::screens::close {

float pulse_height(const ui::Ui& ui);
void draw_pulse(ui::Ui& ui, const ui::Rect& rect, CloseView& view);

// A minute of thanks, where no pulse is asked.
float thanks_height(const ui::Ui& ui);
void draw_thanks(ui::Ui& ui, const ui::Rect& rect);

}  // namespace hearthside::screens::close
