// SPDX-License-Identifier: Apache-2.0
// The panel over the export screen from the start of an export to its end.
#pragma once

#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

enum class TakeAwayPanelTap { nothing, cancel, done };
// Drawn over everything else, which must be inert.
TakeAwayPanelTap draw_take_away_panel(Ui& ui, const TakeAwayState& state);

}  // namespace hearthside
