// SPDX-License-Identifier: Apache-2.0
// The flat shapes under the widgets: fills, outlines, shadows, note cards, discs and rings.
#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

namespace hearthside::ui {

ImU32 to_imgui(text::Colour colour, float alpha = 1);
text::Colour darker(text::Colour colour, float part = 0.08f);  // the pressed state
text::Colour mix(text::Colour from, text::Colour to, float part);

void disc(Ui& ui, ImVec2 centre, float diameter, text::Colour fill, std::string_view icon_name,
          text::Colour icon_colour, float icon_part = 0.5f);
void shadow(Ui& ui, const Rect& rect, float radius);
void fill(Ui& ui, const Rect& rect, text::Colour colour, float radius, float alpha = 1);
void outline(Ui& ui, const Rect& rect, text::Colour colour, float radius, float thickness);
void vertical_gradient(Ui& ui, const Rect& rect, text::Colour top, text::Colour bottom, float radius);

// A plain round glow that needs no picture.
void glow(Ui& ui, ImVec2 centre, float diameter, text::Colour colour, float alpha);

// Paper with a shadow by day; paper lighter than the ground by night.
void card(Ui& ui, const Rect& rect);                       // radius.card
void panel(Ui& ui, const Rect& rect);                      // radius.panel
void well(Ui& ui, const Rect& rect, text::Colour colour);  // flat, radius.card

// A note's shape: three round corners and the tail at the bottom left (right to left: bottom right). `talked`
// draws it pale with an outline and no shadow. This draws only the shape; use label() for the text.
struct NoteCardLook {
    bool right_to_left = false;
    bool talked = false;
    bool pressed = false;
    float radius = 0;  // 0: radius.note
    float alpha = 1;
};
void note_card(Ui& ui, const Rect& rect, const RoundColours& colours, const NoteCardLook& look = {});

struct RingLook {
    float part = 1;  // of the turn that is drawn, 0 to 1, from 12 o'clock clockwise
    text::Colour arc;
    text::Colour track;
    float track_alpha = 1;
    float stroke = 0;     // of the diameter; 0: the token's
    bool dashed = false;  // paused: 24 parts
};
void ring(Ui& ui, ImVec2 centre, float diameter, const RingLook& look);

// A line along the half circle over `centre`, from `from` to `to`: 0 is at its left foot, 1 at its right one, and what
// is outside goes on below them. Only
// what changed at its ends is painted anew.
void half_arc(Ui& ui, ImVec2 centre, float radius, float from, float to, float stroke, text::Colour colour);

}  // namespace hearthside::ui
