// What `hearthside screenshot` shows without a data folder, and what the screens' tests draw: a
// made-up ward on an ordinary morning. No store, no Room: only a Board with its surroundings.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/screens/views.h"

namespace hearthside {

struct Sample {
    Board board;
    Environment environment;
    Views views;
    Instant now;  // on the Board's time line
};

// home, since-last-time, quiet, round-wall, front-card, write-here, capture, close, paused,
// over-time, sealed-wall (before the notes are opened), wipe-down, idle, care, and those of the settings
// and the first start, whose service is sample_settings(), and of the review, whose service is sample_review().
const std::vector<std::string_view>& sample_names();
// None when there is no such name. `layouts` are those to choose from; when the list is empty the
// sample has one layout of its own.
std::optional<Sample> sample_of(std::string_view name, std::vector<Layout> layouts = {});

}  // namespace hearthside
