// SPDX-License-Identifier: Apache-2.0
// A list over the screen for choosing one thing: kinds of huddle, languages. The caller remembers whether it
// is open.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

struct ListChoice {
    std::string name;     // of the target
    std::string text;     // already translated
    std::string caption;  // a second, smaller line; may be empty
    bool on = false;
};

struct ListAnswer {
    int chosen = -1;
    bool closed = false;  // by its own button, named "close-list"
};

// Drawn over everything. Draw what is below first, with ui.inert.
ListAnswer draw_choice_list(ui::Ui& ui, const std::string& title, const std::vector<ListChoice>& choices);

}  // namespace hearthside::screens::frame
