// SPDX-License-Identifier: Apache-2.0
// The screen between huddles: the greeting, the hearth with Start huddle and the chooser of layouts, the QR
// code, the band of sealed notes, the results of last time, and the tools.
#pragma once

#include <string>

#include "kiosk/screens/frame/display_choices.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::home {

using frame::DisplayChoices;
// The next of the three steps; the first one again after the last.
double next_text_size(double text_size);

struct HomeView {
    enum class Choosing { nothing, layout, language };
    Choosing choosing = Choosing::nothing;  // the list that is open
    std::string chosen_layout;              // empty: the configured one
    ui::Ticket starting = 0;
    std::string refused;  // why the huddle did not start
    int page = 0;         // of the results of last time, where they have several
};

void draw_home(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display);

}  // namespace hearthside::screens::home
