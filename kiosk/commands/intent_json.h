// One line of JSON -> an Intent, in the words of the code: {"intent":"keep_lesson","text":"..."}.
// Used by `serve`; knows no Room and no socket.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/layout_file/layout_file.h"

namespace hearthside {

struct IntentWords {
    const LayoutLibrary& library;             // for start_huddle
    std::string default_layout;               // when start_huddle names none
    Day today;                                // for due days
    std::function<std::string()> new_token;   // when add_note brings none
};

// Problems (invalid) name the field and what is expected there.
Result<Intent> intent_from_json(std::string_view line, const IntentWords& words);

// True for {"intent":"board"}: only a look.
bool asks_for_board(std::string_view line);

}  // namespace hearthside
