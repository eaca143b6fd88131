// SPDX-License-Identifier: Apache-2.0
// The section that says how long records are kept, and what is deleted next.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"

namespace hearthside::screens::settings {

std::vector<SettingsRow> kept_rows(ui::Ui& ui, SettingsView& view);
// One coming deletion, as a sentence.
std::string going_in_words(const ui::Ui& ui, const huddle::Going& going);

}  // namespace hearthside::screens::settings
