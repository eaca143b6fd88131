// SPDX-License-Identifier: Apache-2.0
// The frame of every round: the strip of rounds, the title with its prompt, the ring, the QR code, and the
// bar with Back, Pause, one more minute and the next round. The screens draw into the body that it leaves
// free.
//
// Usage: call `const RoundFrame frame = draw_round_chrome(ui, board, view.chrome, {...});` first, then draw
// the screen's own parts into frame.body. Call it only while board.huddle is set.
#pragma once

#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

// The state of the frame. Every screen in a huddle has one in its view.
struct ChromeView {
    ui::Ticket last = 0;    // the bar's last intent
    ui::Ticket moving = 0;  // the last intent that leads to another round, or out of the huddle
    std::string refused;    // the sentence of a refusal, shown until the next tap
    bool closing = false;   // "Close with thanks" was tapped in this frame
};

enum class RingPlace { rail, small, none };  // large with QR below; small in the corner; the screen draws its own
struct ChromeLook {
    RingPlace ring = RingPlace::rail;
    bool title = true;            // disc, round's name and prompt
    std::string heading = {};     // above the prompt; empty: the round's title
    std::string prompt = {};      // empty: the round's current prompt (core/huddle/prompting.h)
    std::string quiet_line = {};  // below the prompt, already translated; empty: who speaks first, in talk
                                  // rounds
    bool next_filled = true;      // false when the screen has its own main action
    bool over_time_banner = true;
    bool qr = true;        // the code below the ring, for RingPlace::rail
    float header_end = 0;  // px beside the title that the screen fills itself
};

struct RoundFrame {
    ui::Rect strip;
    ui::Rect body;        // free for the screen: below title and banners, above the bar, beside the rail
    ui::Rect header_end;  // beside the title, as wide as the screen asked for
    ui::Rect middle;      // free in the bottom bar, between the left and the right buttons; may be narrow
    bool paused = false;
    bool over = false;  // past the round's time
    const ui::RoundColours* colours = nullptr;
};

RoundFrame draw_round_chrome(ui::Ui& ui, const huddle::Board& board, ChromeView& view, const ChromeLook& look = {});

// The parts, for screens with another arrangement (front card, capture).
void draw_time_ring(ui::Ui& ui, const huddle::HuddleBoard& huddle, ImVec2 centre, float diameter, bool with_words);
// The part of a ring of this diameter that the time left fills. After the round's time it is the part that
// two more minutes have filled. It eases from second to second where motion is on.
float part_on_ring(ui::Ui& ui, const huddle::HuddleBoard& huddle, float diameter);
// The paper card with "Add a note", the code and the address. Draws nothing without an address.
void draw_qr_card(ui::Ui& ui, const ui::Rect& rect);
// For phones that are not in the kiosk's network yet: the Wi-Fi's code with its name, at the foot of the
// form's card, which loses this height. 0 where no Wi-Fi is known, and on a small panel.
float wifi_row_height(const ui::Ui& ui);
void draw_wifi_row(ui::Ui& ui, const ui::Rect& rect);
// Asks for a frame at the next second while the clock runs.
void wake_for_clock(ui::Ui& ui, const huddle::HuddleBoard& huddle);

// Pause, for screens without the bar: one touch hides unsent text from everywhere. Only an icon on a small
// panel. pause_width is the width that it needs.
float pause_width(ui::Ui& ui);
void pause_button(ui::Ui& ui, const ui::Rect& rect);

const ui::RoundColours& colours_of(const ui::Ui& ui, const huddle::Round& round);

}  // namespace hearthside::screens::frame
