// SPDX-License-Identifier: Apache-2.0
// A text of a test as every face sends one: it goes through the cleaner.
#pragma once

#include <stdexcept>
#include <string_view>

#include "core/text/note_text.h"

namespace hearthside::support {

// Empty when `text` is. Throws when the cleaner refuses it.
inline huddle::CleanText clean(std::string_view text) {
    if (text.empty()) return {};
    auto cleaned = text::clean_note_text(text);
    if (!cleaned) throw std::invalid_argument(cleaned.problem().sentence);
    return *std::move(cleaned);
}

}  // namespace hearthside::support
