// SPDX-License-Identifier: Apache-2.0
// Turns a text into the modules of its QR code. The screen draws them, because it knows its pixels, and
// leaves four clear modules on every side.
#pragma once

#include <string_view>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside::text {

struct QrCode {
    int size = 0;            // modules on one side, without the clear ones around
    std::vector<bool> dark;  // size * size, row by row from the top left

    bool dark_at(int column, int row) const {
        return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) + static_cast<std::size_t>(column)];
    }
};

// Error correction level M. The text may not hold NUL. Problem (invalid): the text is empty or too long for a
// code.
huddle::Result<QrCode> qr_code(std::string_view text);

}  // namespace hearthside::text
