// What the screens show but the huddle does not decide, from the configuration and the clock on the
// wall. Used by the frame loop and by `hearthside screenshot`.
#pragma once

#include "core/layout_file/layout_file.h"
#include "kiosk/configuration/configuration.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// The languages to choose from, by id; the first one is shown.
void offer_languages(Environment& environment, const std::vector<std::string>& ids);

// All that stays the same while the program runs.
Environment environment_of(const Configuration& configuration, const LayoutLibrary& library);

// Sets the day, the hour and the time to the next huddle. `wall` is what the wall clock says.
void look_at_the_clock(Environment& environment, const Configuration& configuration, Instant wall);

}  // namespace hearthside
