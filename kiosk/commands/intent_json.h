// SPDX-License-Identifier: Apache-2.0
// Converts one line of JSON to an Intent, named as in the code: {"intent":"keep_lesson","text":"..."}. Used
// by `serve`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/layout_file/layout_file.h"

namespace hearthside::commands {

struct IntentWords {
    const layout_file::LayoutLibrary& library;  // for start_huddle
    std::string default_layout;                 // when start_huddle names none
    huddle::Day today;                          // for due days
    std::function<std::string()> new_token;     // when add_note has none
};

// Problems (invalid) name the field and the expected value.
huddle::Result<huddle::Intent> intent_from_json(std::string_view line, const IntentWords& words);

// True for {"intent":"board"}, which changes nothing.
bool asks_for_board(std::string_view line);

}  // namespace hearthside::commands
