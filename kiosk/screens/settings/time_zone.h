// SPDX-License-Identifier: Apache-2.0
// The time zone: a region and then a city, or a search for any part of its name.
#pragma once

#include <string>

#include "kiosk/screens/settings/settings.h"

namespace hearthside::screens::settings {

void draw_time_zone(ui::Ui& ui, SettingsView& view);
std::string city_of(const std::string& zone);  // "New York" of America/New_York

}  // namespace hearthside::screens::settings
