// SPDX-License-Identifier: Apache-2.0
// Builds the Environment of the screens from the configuration and the wall clock. Used by the frame loop and
// by `hearthside screenshot`.
#pragma once

#include "core/layout_file/layout_file.h"
#include "kiosk/configuration/configuration.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// Sets the languages to choose from, by id. The first one is shown.
void offer_languages(ui::Environment& environment, const std::vector<std::string>& ids);

// The parts that stay the same while the program runs.
ui::Environment environment_of(const configuration::Configuration& configuration,
                               const layout_file::LayoutLibrary& library);

// Sets the day, the hour and the time to the next huddle. `wall` is the wall clock's time.
void look_at_the_clock(ui::Environment& environment, const configuration::Configuration& configuration,
                       huddle::Instant wall);

}  // namespace hearthside
