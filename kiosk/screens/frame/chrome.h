// What stands round every round: the strip of rounds, the title with its prompt, the ring, the QR
// code and the bar with Back, Pause, one more minute and the next round. The screens draw into the
// body it leaves free. It knows no screen.
//
// Usage: `const RoundFrame frame = draw_round_chrome(ui, board, view.chrome, {...});` first, then the
// screen's own things into frame.body. Only while board.huddle is there.
#pragma once

#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

// Every screen in a huddle keeps one in its view.
struct ChromeView {
    Ticket last = 0;      // the last intent of the bar
    std::string refused;  // the sentence of a refusal, shown until the next tap
};

enum class RingPlace {
    rail,
    small,
    none
};  // large with QR below; small in the corner; the screen draws its own
struct ChromeLook {
    RingPlace ring = RingPlace::rail;
    bool title = true;         // disc, round's name and prompt
    std::string heading = {};  // over the prompt; empty: the round's title
    std::string prompt = {};   // empty: what the round asks now (core/huddle/prompting.h)
    std::string quiet_line = {};  // under the prompt, translated already; empty: who speaks first, in talk rounds
    bool next_filled = true;   // false when the screen has a main action of its own
    bool over_time_banner = true;
    bool qr = true;  // the code below the ring, for RingPlace::rail
};

struct RoundFrame {
    Rect strip;
    Rect body;    // free for the screen: below title and banners, above the bar, beside the rail
    Rect middle;  // free in the bottom bar, between the left and the right buttons; may be narrow
    bool paused = false;
    bool over = false;  // past the round's time
    const RoundColours* colours = nullptr;
};

RoundFrame draw_round_chrome(Ui& ui, const Board& board, ChromeView& view, const ChromeLook& look = {});

// The parts, for screens that are arranged in another way (front card, capture).
void draw_time_ring(Ui& ui, const HuddleBoard& huddle, ImVec2 centre, float diameter, bool with_words);
// The part of a ring of this diameter that the time left fills, and past the round's time what two minutes more have
// filled: from second to second it eases, where the place has motion.
float part_on_ring(Ui& ui, const HuddleBoard& huddle, float diameter);
// The paper card with "Add a note", the code and the address; nothing when there is no address.
void draw_qr_card(Ui& ui, const Rect& rect);
// For phones that are not in the kiosk's network yet: the Wi-Fi's own code with its name, for the foot
// of the form's card, which loses this height. 0 where no Wi-Fi is known, and on a small panel.
float wifi_row_height(const Ui& ui);
void draw_wifi_row(Ui& ui, const Rect& rect);
// Adds the seconds' wake-up while the clock runs.
void wake_for_clock(Ui& ui, const HuddleBoard& huddle);

// Pause, for screens without the bar: one touch from everywhere hides what was written. Only an icon
// on a small panel. The first is the width it wants.
float pause_width(Ui& ui);
void pause_button(Ui& ui, const Rect& rect);

const RoundColours& colours_of(const Ui& ui, const Round& round);

}  // namespace hearthside
