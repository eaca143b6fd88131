// SPDX-License-Identifier: Apache-2.0
// What `hearthside screenshot` shows without a data folder, and what the screens' tests draw: a made-up ward
// on an ordinary morning. It is only a Board with its Environment, without a store or a Room.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/screens/views.h"

namespace hearthside::samples {

struct Sample {
    huddle::Board board;
    ui::Environment environment;
    screens::Views views;
    huddle::Instant now;  // on the Board's time line
};

// home, since-last-time, quiet, round-wall, front-card, write-here, capture, close, paused, over-time,
// sealed-wall (before the notes are opened), wipe-down, idle, care, ending; those of the settings and the first
// start, whose service is sample_settings(); and those of the review, whose service is sample_review().
const std::vector<std::string_view>& sample_names();
// None when there is no such name. `layouts` are the ones to choose from; when the list is empty the sample
// has its own layout.
std::optional<Sample> sample_of(std::string_view name, std::vector<huddle::Layout> layouts = {});

}  // namespace hearthside::samples
