// SPDX-License-Identifier: Apache-2.0
// Compresses answers for phones that accept gzip.
#pragma once

#include <string>
#include <string_view>

namespace hearthside::web {

// `level` from 1 (fast) to 9 (small). Throws only std::bad_alloc.
std::string gzipped(std::string_view text, int level);

}  // namespace hearthside::web
