// SPDX-License-Identifier: Apache-2.0
// The panel over the export screen from the start of an export to its end.
#pragma once

#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::take_away {

enum class TakeAwayPanelTap { nothing, cancel, done };
// Drawn over everything else, which must be inert.
TakeAwayPanelTap draw_take_away_panel(ui::Ui& ui, const ui::TakeAwayState& state);

}  // namespace hearthside::screens::take_away
