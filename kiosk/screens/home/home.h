// Between huddles: the greeting, the hearth with Start huddle and the chooser of its kind, the QR
// code, what waits sealed (in bands), what came of last time, and the tools. It knows no round.
#pragma once

#include <string>

#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// What the tools on home change. The frame loop makes a new Appearance when it changes.
struct DisplayChoices {
    std::string theme = "day";  // day or night
    double text_size = 1.0;     // one of the three steps
    bool reach = false;         // all within reach, in the lower part of the glass
    std::string language;       // empty: the place's first
    friend bool operator==(const DisplayChoices&, const DisplayChoices&) = default;
};
// The next of the three steps, and after the last the first again.
double next_text_size(double text_size);

struct HomeView {
    enum class Choosing { nothing, layout, language };
    Choosing choosing = Choosing::nothing;  // which list is open
    std::string chosen_layout;  // empty: the configured one
    Ticket starting = 0;
    std::string refused;  // why it did not start
};

void draw_home(Ui& ui, const Board& board, HomeView& view, Overlay& overlay, DisplayChoices& display);

}  // namespace hearthside
