// SPDX-License-Identifier: Apache-2.0
// What people choose on the screen itself about how it looks, on home and during a pause. On a change the frame loop
// makes a new Appearance, and keeps the choices for the next start.
#pragma once

#include <string>

namespace hearthside::screens::frame {

struct DisplayChoices {
    std::string theme = "day";  // day or night
    double text_size = 1.0;     // one of the three steps
    bool reach = false;         // everything within reach, in the lower part of the glass
    std::string language;       // empty: the first configured one
    friend bool operator==(const DisplayChoices&, const DisplayChoices&) = default;
};

}  // namespace hearthside::screens::frame
