// SPDX-License-Identifier: Apache-2.0
// The bar at the top of the settings: a back button, the title, and whether the last change was saved.
#pragma once

#include <string>

#include "kiosk/screens/settings/settings.h"

namespace hearthside::screens::settings {

// Returns whether back was tapped. `room` becomes the area below the bar.
bool draw_settings_top(ui::Ui& ui, SettingsView& view, const std::string& title, const std::string& back,
                       ui::Rect& room);

}  // namespace hearthside::screens::settings
