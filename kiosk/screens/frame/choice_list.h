// A list over the screen from which one thing is chosen: kinds of huddle, languages. It knows no
// huddle; who opens it keeps whether it is open.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/ui.h"

namespace hearthside {

struct ListChoice {
    std::string name;     // of the target
    std::string text;     // translated already
    std::string caption;  // a second, smaller line; may be empty
    bool on = false;
};

struct ListAnswer {
    int chosen = -1;
    bool closed = false;  // by its own button, named "close-list"
};

// Draws over all; what lies beneath must be drawn before, with ui.inert.
ListAnswer draw_choice_list(Ui& ui, const std::string& title, const std::vector<ListChoice>& choices);

}  // namespace hearthside
