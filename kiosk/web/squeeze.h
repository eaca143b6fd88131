// Makes answers smaller for phones that take gzip. Knows no HTTP.
#pragma once

#include <string>
#include <string_view>

namespace hearthside {

// `level` from 1 (fast) to 9 (small). Throws std::bad_alloc only.
std::string gzipped(std::string_view text, int level);

}  // namespace hearthside
