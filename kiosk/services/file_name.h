// SPDX-License-Identifier: Apache-2.0
// The name of an exported file: the team, the time it covers and its kind, in plain ASCII that every stick
// and every computer can store. It never holds a person's name, whatever is in the file.
#pragma once

#include <string>
#include <string_view>

#include "core/huddle/types.h"
#include "kiosk/ui/take_away_service.h"

namespace hearthside::services {

// Letters, digits and single hyphens: "Tŷ’r Môr" gives "tyr-mor". "team" when nothing is left.
std::string ascii_slug(std::string_view text);

// "hearthside-willow-ward-2026-10.xlsx". `begun` is the local start time of a single huddle, as HHMM; empty
// for a span.
std::string export_file_name(std::string_view team, const ui::TakeAwayChoice& choice, std::string_view begun = {});

}  // namespace hearthside::services
