// SPDX-License-Identifier: Apache-2.0
// Finds Arabic script in a text and chooses its style: readers of Urdu expect Nastaliq, readers of Arabic and
// most other languages Naskh.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hearthside::text {

enum class ArabicHand { naskh, nastaliq };

struct ArabicRun {
    std::size_t begin = 0, end = 0;  // bytes; `end` is one past the last
};

struct ArabicScript {
    ArabicHand hand = ArabicHand::naskh;
    std::vector<ArabicRun> runs;  // in order; spaces between two Arabic words belong to the run
};

// `utf8` must be valid UTF-8.
ArabicScript arabic_script_in(std::string_view utf8);

// Whether all letters are of scripts that fit into a Latin line (Latin, Greek, Cyrillic, symbols and emoji),
// whatever their marks. `utf8` must be valid UTF-8.
bool fits_latin_lines(std::string_view utf8);

}  // namespace hearthside::text
