// SPDX-License-Identifier: Apache-2.0
// The pulse of the close: one tap on a number. Layouts without a pulse get a minute of thanks in its place.
#pragma once

#include "kiosk/screens/close/close.h"

namespace hearthside {

float pulse_height(const Ui& ui);
void draw_pulse(Ui& ui, const Rect& rect, CloseView& view);

// A minute of thanks, where no pulse is asked.
float thanks_height(const Ui& ui);
void draw_thanks(Ui& ui, const Rect& rect);

}  // namespace hearthside
