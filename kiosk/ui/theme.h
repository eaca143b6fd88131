// SPDX-License-Identifier: Apache-2.0
// The design tokens (assets/tokens.toml, compiled in) computed for one screen: the colours of the day or the
// night, and every size in px.
//
// Usage: `ui.theme.colours.paper`, `ui.theme.space.m`, `ui.theme.text("title")`,
// `ui.theme.text("body", ui.theme.colours.ink_soft)`, `ui.theme.round(RoundCategory::hope).ink`,
// `ui.theme.component("chip").height`, `ui.theme.px(0.0278)` for a fraction of the tokens' reference height.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "core/huddle/types.h"
#include "core/text/text.h"

namespace hearthside::ui {

struct RoundColours {
    text::Colour ink;        // text, icons, filled buttons
    text::Colour tint;       // cards
    text::Colour tint_soft;  // large areas, and cards talked about
    text::Colour mid;        // graphics only
    text::Colour on_ink;     // text and icons on a fill of `ink`
};

// `compact`: small panels, under 720 px of reference height, with larger and fewer parts.
enum class ScreenShape { regular, compact, portrait };

// A part of the tokens' [component] table, in px. Values that a part does not have are 0 or empty.
struct Component {
    float height = 0, pad_x = 0, pad_y = 0, radius = 0, icon = 0, diameter = 0, gap = 0;
    float code = 0;     // side of a QR code at most
    int module = 0;     // largest px of one QR module; whole
    float font_px = 0;  // where the tokens give a size instead of a style's name
    std::string font;   // a name for text()
};

// How the screen looks. (A note's theme is its RoundCategory, core/huddle/types.h.)
struct Appearance {
    std::string name;  // day or night
    bool night = false;
    int width = 0, height = 0;  // of the area that the screens lay out, px
    int glass_height = 0;       // of the whole screen; more than `height` in reach mode only
    ScreenShape shape = ScreenShape::regular;
    float reference = 0;  // px of the tokens' H
    float zoom = 1;
    float text_size = 1;  // the "Text size" setting; the text styles include it already
    float px_per_mm = 0;
    int wall_columns = 4;
    // The type of the wall: px but for the counts.
    struct RoomType {
        float least_cap = 0, note_max = 0, single_max = 0;
        int letters = 0, few = 0;
    } room_type;

    struct {
        text::Colour bg, bg_end, paper, sand, ink, ink_soft, line, control_line, primary, on_primary, hearth, hearth_2,
            hearth_glow, on_hearth, on_hearth_soft, ember, ember_fill, on_ember_fill, ember_ink, ember_tint, qr_dark,
            qr_light, scrim;
    } colours;
    // The room at night, around the hearth: the same by day.
    struct {
        text::Colour top, end, line, rail, flame, flame_core, ember, words, words_soft;
    } room;
    struct {
        float x = 0, top = 0, bottom = 0;
    } margin;
    float rail_width = 0;
    struct {
        float xs = 0, s = 0, m = 0, l = 0, xl = 0, xxl = 0;
    } space;
    struct {
        float key = 0, card = 0, note = 0, note_tail = 0, panel = 0, button = 0;
    } radius;
    struct {
        float hair = 0, control = 0;
    } line;
    struct {
        float offset_y = 0, spread = 0, alpha = 0;
        text::Colour colour;
    } shadow;
    struct {
        float floor = 0;    // the smallest size of a touch target in either direction: 15 mm
        float main = 0;     // the smallest size of the main action: 20 mm; 15 mm on panels under 12 inches
        float gap = 0;      // between separate controls
        float gap_row = 0;  // between keys, or chips of one row
        float comfortable = 0;
    } touch;
    struct {
        float stroke = 0;
    } ring;  // fractions of the diameter
    // The hearth of the ending; sizes in px.
    struct {
        std::array<float, 3> discs{};  // radii
        float line = 0, flame = 0, arc = 0, arc_stroke = 0, line_rise = 0;
        int embers_at_most = 0;
        huddle::Milliseconds whole{0}, room_fade{0}, line_rises{0}, line_after{0};
    } hearth;
    // The hearth of home, with the ring around its flame.
    struct {
        std::array<float, 3> discs{};  // radii
        float flame = 0, radius = 0, stroke = 0, centre_up = 0;
    } hearth_home;
    // How long movements take; `rise` is how far, px.
    struct Motion {
        huddle::Milliseconds fade{0}, slide{0}, note_arrive{0}, screen_change{0}, ring_ease{0};
        float rise = 0;
    };
    Motion motion, reduced_motion;

    // A fraction of H, with the zoom, in px.
    float px(double fraction) const { return static_cast<float>(fraction) * reference * zoom; }
    float mm(double millimetres) const { return static_cast<float>(millimetres) * px_per_mm; }

    const RoundColours& round(huddle::RoundCategory category) const { return rounds[huddle::index_of(category)]; }
    // A layout's colour token: wins, mistakes, lessons, hope. Anything else is the primary colour.
    const RoundColours& round(std::string_view colour_token) const;

    // A style of the tokens' [type.size] table (ring_xl, hero, ring, note_xl, title, prompt, url, button,
    // note, body, label, small), in ink or the given colour. An unknown name is a programming error and
    // throws std::out_of_range.
    text::TextStyle text(std::string_view token) const { return text(token, colours.ink); }
    text::TextStyle text(std::string_view token, text::Colour colour) const;
    // A part of [component]. Unknown names throw std::out_of_range.
    const Component& component(std::string_view name) const;

    RoundColours rounds[4];
    RoundColours primary_round;
    std::map<std::string, text::TextStyle, std::less<>> text_styles;
    std::map<std::string, Component, std::less<>> components;
};

// `name` is day or night (anything else is day); `text_size` is 1.0, 1.15 or 1.3; the diagonal is the panel's
// and serves for sizes in millimetres. Takes a few microseconds after the first call, which reads the
// compiled-in tokens. Any thread.
// With `reach` the layout is in the lower third of the glass, or in the smallest height that can be used by
// hand, so that everybody can reach it.
enum class Reach { whole_screen, lower_third };
Appearance make_theme(int width_px, int height_px, std::string_view name, double text_size, double diagonal_inches,
                      Reach reach = Reach::whole_screen);

// The tokens' text, as compiled in. For tests.
std::string_view tokens_text();

}  // namespace hearthside::ui
