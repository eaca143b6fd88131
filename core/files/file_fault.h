// SPDX-License-Identifier: Apache-2.0
// One fault in a TOML file, with its place.
#pragma once

#include <string>

namespace hearthside::files {

struct FileFault {
    std::string file;
    int line = 0;
    std::string sentence;  // what is wrong and what is expected
};
std::string to_text(const FileFault& fault);  // "file:line: sentence"

}  // namespace hearthside::files
