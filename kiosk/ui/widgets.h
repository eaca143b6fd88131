// The parts of every screen: touch areas, buttons, labels, cards, chips, discs, rings, QR cards, banners and
// toasts. They draw into the current ImGui window's draw list with the theme's sizes, and keep nothing
// between frames.
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

namespace hearthside {

// ---- Rectangles
Rect inset(const Rect& rect, float x, float y);
inline Rect inset(const Rect& rect, float all) { return inset(rect, all, all); }
inline ImVec2 centre_of(const Rect& rect) { return {rect.x + rect.w / 2, rect.y + rect.h / 2}; }
Rect screen_of(const Ui& ui);
Rect glass_of(const Ui& ui);  // all of it, in layout px: more than screen_of in reach mode
// For the large areas of a screen: mirrored when the kiosk is set to left-handed.
Rect sided(const Ui& ui, const Rect& rect);
ImU32 to_imgui(Colour colour, float alpha = 1);
Colour darker(Colour colour, float part = 0.08f);  // the pressed state
Colour mix(Colour from, Colour to, float part);

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
// The bare touch area under every widget. Records the target unless ui.inert or !enabled.
Touch touch(Ui& ui, std::string_view name, const Rect& rect, bool enabled = true);

// ---- Text
// While this object lives, the contents of `rect` read from left to right in every language: keyboards and
// the insides of text fields.
class Unmirrored {
public:
    Unmirrored(Ui& ui, const Rect& rect) : ui_(ui), was_(ui.placing) { ui.placing = was_.unmirrored(rect); }
    ~Unmirrored() { ui_.placing = was_; }
    Unmirrored(const Unmirrored&) = delete;
    Unmirrored& operator=(const Unmirrored&) = delete;

private:
    Ui& ui_;
    Placing was_;
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
    TextAlign align = TextAlign::start;
    VerticalAlign vertical = VerticalAlign::middle;
    int lines = 1;            // at most; 1 does not wrap; 0: as many as fit the height
    float shrink_to = 0.72f;  // smallest part of the size before an ellipsis; 1: never shrinks
    float alpha = 1;
    bool is_private = false;  // text that somebody may not have sent: Pictures::private_text
};
// Draws within `rect` and returns the area that the text covers. Never draws outside.
Rect label(Ui& ui, const Rect& rect, std::string_view text, TextStyle style, const LabelLook& look = {});
// The width of one line, and the height of a text wrapped at `width`. Both come from the same cache as
// drawing.
float text_width(Ui& ui, std::string_view text, const TextStyle& style);
// The same for a label of this look.
float label_width(Ui& ui, std::string_view text, const TextStyle& style, const LabelLook& look);
float text_height(Ui& ui, std::string_view text, const TextStyle& style, float width, int lines_at_most = 0);
float line_height(const TextStyle& style);  // px of one line

// ---- Icons and shapes
// A picture with its top left corner at `at`, on whole pixels.
void draw_picture(Ui& ui, const Picture& picture, ImVec2 at, float alpha = 1);
// A plain round glow that needs no picture.
void glow(Ui& ui, ImVec2 centre, float diameter, Colour colour, float alpha);
void icon(Ui& ui, std::string_view name, ImVec2 centre, float size, Colour colour, float alpha = 1);
void disc(Ui& ui, ImVec2 centre, float diameter, Colour fill, std::string_view icon_name, Colour icon_colour,
          float icon_part = 0.5f);
void shadow(Ui& ui, const Rect& rect, float radius);
void fill(Ui& ui, const Rect& rect, Colour colour, float radius, float alpha = 1);
void outline(Ui& ui, const Rect& rect, Colour colour, float radius, float thickness);
void vertical_gradient(Ui& ui, const Rect& rect, Colour top, Colour bottom, float radius);
// The hearth: the arch is stroked, the flame filled.
void mark(Ui& ui, ImVec2 centre, float size);

// Paper with a shadow by day; paper lighter than the ground by night.
void card(Ui& ui, const Rect& rect);                 // radius.card
void panel(Ui& ui, const Rect& rect);                // radius.panel
void well(Ui& ui, const Rect& rect, Colour colour);  // flat, radius.card

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

// ---- Buttons
// main: Start huddle and the like, one a screen. next: the filled button of the bottom bar. ordinary: paper
// and outline. quiet: smaller, with label text. tool: smallest, on home.
enum class ButtonKind { main, next, ordinary, quiet, tool };
struct ButtonLook {
    ButtonKind kind = ButtonKind::ordinary;
    std::string icon = {};
    bool icon_after = false;  // the icon follows the word
    bool icon_above = false;  // the icon is over the word, for tall buttons
    // main and next are filled by default; `filled` overrides this.
    std::optional<bool> filled = {};
    const RoundColours* colours = nullptr;  // fill, text and outline; null: primary or paper
    bool ember = false;                     // the big warm button on the hearth
    std::string caption = {};               // a second, smaller line
    bool enabled = true;                    // false: pale, cannot be touched
};
float button_height(const Ui& ui, ButtonKind kind);
// As wide as its text needs, and at least the smallest touch size.
float button_width(Ui& ui, std::string_view text, const ButtonLook& look);
bool button(Ui& ui, std::string_view name, const Rect& rect, std::string_view text,
            const ButtonLook& look = {});

// A pill. When on, it is filled and has a tick. With null `colours` it is the lessons' green.
struct ChipLook {
    bool on = false;
    bool tick = true;  // shown when on
    std::string icon = {};
    const RoundColours* colours = nullptr;
    bool enabled = true;
};
float chip_height(const Ui& ui);
float chip_width(Ui& ui, std::string_view text, const ChipLook& look);
bool chip(Ui& ui, std::string_view name, const Rect& rect, std::string_view text, const ChipLook& look = {});
// The larger pill with a round's colour, icon and word (the write-here screen).
float round_chip_height(const Ui& ui);
float round_chip_width(Ui& ui, RoundCategory category);
bool round_chip(Ui& ui, std::string_view name, const Rect& rect, RoundCategory category, bool on);
std::string_view icon_of(RoundCategory category);           // star, bowl, book, sunrise
std::string word_of(const Ui& ui, RoundCategory category);  // Wins, Mistakes... translated

// ---- Ring
struct RingLook {
    float part = 1;  // of the turn that is drawn, 0 to 1, from 12 o'clock clockwise
    Colour arc;
    Colour track;
    float track_alpha = 1;
    float stroke = 0;     // of the diameter; 0: the token's
    bool dashed = false;  // paused: 24 parts
};
void ring(Ui& ui, ImVec2 centre, float diameter, const RingLook& look);

// ---- Composites
// The bare code, as large as fits into `box` in whole px a module, centred, with four light modules around
// it. Draws nothing when `text` is empty. Returns the code's rectangle.
Rect qr_code(Ui& ui, const Rect& box, std::string_view text, int module_at_most);

// A calm strip: icon, bold line, plain line. Returns the area for buttons.
struct BannerLook {
    std::string icon = "clock";  // empty: none
    std::string bold = {};
    std::string plain = {};
    float room_for_buttons = 0;    // px kept free at the end; at the start in a left-handed place
    float foot_for_buttons = 0;    // px kept free below the words instead
    bool stacked = false;          // the plain line is below the bold one, even where there is room beside it
    bool bold_is_private = false;  // as in LabelLook
};
float banner_height(const Ui& ui);
Rect banner(Ui& ui, const Rect& rect, const BannerLook& look);
// Whether all its lines fit whole at full size.
bool banner_fits(Ui& ui, const Rect& rect, const BannerLook& look);

// A short sentence near the bottom that disappears by itself. A non-empty `undo` adds a button with that
// word, named "undo"; the function returns true when it is tapped. The caller stops drawing the toast after
// its time and calls ui.wake_at() for that moment. The toast ends at `bottom`; 0 means just above the bar of
// buttons.
bool toast(Ui& ui, std::string_view sentence, std::string_view undo = {}, float bottom = 0);
float toast_height(const Ui& ui);

}  // namespace hearthside
