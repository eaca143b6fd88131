// SPDX-License-Identifier: Apache-2.0
// Charts over time: time kept, loops closed, the pulse, and notes in bands. The page of figures has a table
// of numbers below each chart. The first page shows some of the charts.
#pragma once

#include <string>
#include <vector>

#include "kiosk/review/pages.h"

namespace hearthside::review {

std::string pulse_chart(const std::vector<store::PulsePool>& pools, int width, const PageReader& reader);
std::string notes_chart(const std::vector<store::MonthOfNotes>& months, int width, const PageReader& reader);
std::string things_we_tried(const store::ActionCounts& counts, const PageReader& reader);
// The page of figures without its frame.
std::string figures_content(const FiguresView& view, const PageReader& reader);

}  // namespace hearthside::review
