// SPDX-License-Identifier: Apache-2.0
// What every screen draws with: touch areas, labels, pictures and icons, and rectangles to place them. Shapes are in
// shapes.h; buttons, chips, banners and toasts are in buttons.h. They draw into the current ImGui window's draw list
// with the theme's sizes, and keep nothing between frames.
//
// Usage: every part that can be touched takes a name ("next-round", "card-3f..."), which is stable and made
// from ids, never from positions. The part records it in ui.targets and returns true in the frame in which it
// is tapped. A part acts on release; dragging off cancels. All rectangles are in screen px. Pass text in
// already translated (ui.tr), and notes unchanged.
//
//     if (button(ui, "pause", rect, ui.tr("Pause"), {.icon = "pause"})) ui.intend(Pause{});
//     label(ui, rect, text, ui.theme.text("title"));                       // one line, shrinks to fit
//     label(ui, rect, text, ui.theme.text("body"), {.lines = 3});          // wraps, then an ellipsis
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace hearthside::ui {

// ---- Rectangles
Rect inset(const Rect& rect, float x, float y);
inline Rect inset(const Rect& rect, float all) { return inset(rect, all, all); }
inline ImVec2 centre_of(const Rect& rect) { return {rect.x + rect.w / 2, rect.y + rect.h / 2}; }
Rect screen_of(const Ui& ui);
Rect glass_of(const Ui& ui);  // all of it, in layout px: more than screen_of in reach mode
// For the large areas of a screen: mirrored when the kiosk is set to left-handed.
Rect sided(const Ui& ui, const Rect& rect);

// ---- The window
// One full-screen ImGui window "hearthside" with the background gradient. Everything is drawn between these
// two calls. The frame loop makes them, not the screens.
void begin_screen(Ui& ui);
void end_screen(Ui& ui);

// ---- Touch
struct Touch {
    bool tapped = false;   // released inside, in this frame
    bool pressed = false;  // a finger is on it
};
// The bare touch area under every widget. Records the target unless ui.inert or !enabled. Ignores
// what double_tap.h takes for a mistake.
Touch touch(Ui& ui, std::string_view name, const Rect& rect, bool enabled = true,
            SecondTap second = SecondTap::mistake);

// ---- Text
// While this object lives, the contents of `rect` read from left to right in every language: keyboards and
// the insides of text fields.
class Unmirrored {
public:
    Unmirrored(Ui& ui, const Rect& rect) : ui_(ui), previous_(ui.placing) { ui.placing = previous_.unmirrored(rect); }
    ~Unmirrored() { ui_.placing = previous_; }
    Unmirrored(const Unmirrored&) = delete;
    Unmirrored& operator=(const Unmirrored&) = delete;

private:
    Ui& ui_;
    Placing previous_;
};

// While this object lives, nothing is painted outside `rect`.
class Clipped {
public:
    Clipped(const Ui& ui, const Rect& rect);
    ~Clipped();
    Clipped(const Clipped&) = delete;
    Clipped& operator=(const Clipped&) = delete;
};

enum class VerticalAlign { top, middle, bottom };
struct LabelLook {
    text::TextAlign align = text::TextAlign::start;
    VerticalAlign vertical = VerticalAlign::middle;
    int lines = 1;            // at most; 1 does not wrap; 0: as many as fit the height
    float shrink_to = 0.72f;  // smallest part of the size before an ellipsis; 1: never shrinks
    float alpha = 1;
};
// Draws within `rect` and returns the area that the text covers. Never draws outside.
Rect label(Ui& ui, const Rect& rect, std::string_view text, text::TextStyle style, const LabelLook& look = {});
// The width of one line, and the height of a text wrapped at `width`. Both come from the same cache as
// drawing.
float text_width(Ui& ui, std::string_view text, const text::TextStyle& style);
float text_height(Ui& ui, std::string_view text, const text::TextStyle& style, float width, int lines_at_most = 0);
float line_height(const text::TextStyle& style);  // px of one line

// ---- Pictures and icons
// A picture with its top left corner at `at`, on whole pixels.
void draw_picture(Ui& ui, const Picture& picture, ImVec2 at, float alpha = 1);
void icon(Ui& ui, std::string_view name, ImVec2 centre, float size, text::Colour colour, float alpha = 1);
// The hearth: the arch is stroked, the flame filled.
void mark(Ui& ui, ImVec2 centre, float size);

// The bare code, as large as fits into `box` in whole px a module, centred, with four light modules around
// it. Draws nothing when `text` is empty. Returns the code's rectangle.
Rect qr_code(Ui& ui, const Rect& box, std::string_view text, int module_at_most);

}  // namespace hearthside::ui
