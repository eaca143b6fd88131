// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearthside::ui {

namespace {

// The tokens are part of the program. A fault in them is a programming error, and the tests read every key.
const toml::table& tokens() {
    static const toml::table table = toml::parse(tokens_text());
    return table;
}

toml::node_view<const toml::node> at(std::string_view path) {
    const auto node = tokens().at_path(path);
    if (!node) throw std::out_of_range("no design token " + std::string(path));
    return node;
}

double number(std::string_view path) {
    const auto value = at(path).value<double>();
    if (!value) throw std::out_of_range("not a number: design token " + std::string(path));
    return *value;
}

double number_or(const toml::table& table, std::string_view key, double otherwise) {
    return table[key].value_or(otherwise);
}

std::uint8_t hex_pair(std::string_view text, std::size_t place) {
    return static_cast<std::uint8_t>(std::stoi(std::string(text.substr(place, 2)), nullptr, 16));
}

text::Colour colour_of(std::string_view path) {
    const std::string text = at(path).value_or(std::string());
    if (text.size() != 7) throw std::out_of_range("not a colour: design token " + std::string(path));
    return {hex_pair(text, 1), hex_pair(text, 3), hex_pair(text, 5), 255};
}

RoundColours round_colours(std::string_view round, const std::string& name) {
    const std::string path = "round." + std::string(round) + "." + name + ".";
    const std::string on_ink = name == "night" ? "color.night.bg" : "color.day.paper";
    return {colour_of(path + "ink"), colour_of(path + "tint"), colour_of(path + "tint_soft"), colour_of(path + "mid"),
            colour_of(on_ink)};
}

void read_colours(Appearance& look) {
    const std::string base = "color." + look.name + ".";
    auto& c = look.colours;
    c.bg = colour_of(base + "bg");
    c.bg_end = colour_of(base + "bg_end");
    c.paper = colour_of(base + "paper");
    c.sand = colour_of(base + "sand");
    c.ink = colour_of(base + "ink");
    c.ink_soft = colour_of(base + "ink_soft");
    c.line = colour_of(base + "line");
    c.control_line = colour_of(base + "control_line");
    c.primary = colour_of(base + "primary");
    c.on_primary = colour_of(base + "on_primary");
    c.hearth = colour_of(base + "hearth");
    c.hearth_2 = colour_of(base + "hearth_2");
    c.hearth_glow = colour_of(base + "hearth_glow");
    c.on_hearth = colour_of(base + "on_hearth");
    c.on_hearth_soft = colour_of(base + "on_hearth_soft");
    c.ember = colour_of(base + "ember");
    c.ember_fill = colour_of(base + "ember_fill");
    c.on_ember_fill = colour_of(base + "on_ember_fill");
    c.ember_ink = colour_of(base + "ember_ink");
    c.ember_tint = colour_of(base + "ember_tint");
    c.qr_dark = colour_of(base + "qr_dark");
    c.qr_light = colour_of(base + "qr_light");
    c.scrim = colour_of(base + "scrim");
    const auto room = [](const char* key) { return colour_of("color.hearth_night." + std::string(key)); };
    look.room = {room("top"),        room("end"),   room("line"),  room("rail"),      room("flame"),
                 room("flame_core"), room("ember"), room("words"), room("words_soft")};
    for (const huddle::RoundCategory category : huddle::all_categories)
        look.rounds[huddle::index_of(category)] = round_colours(huddle::to_text(category), look.name);
    look.primary_round = {c.primary, c.sand, c.paper, c.control_line, c.on_primary};
}

void read_sizes(Appearance& look) {
    const auto px = [&](std::string_view path) { return look.px(number(path)); };
    look.space = {px("space.xs"), px("space.s"), px("space.m"), px("space.l"), px("space.xl"), px("space.xxl")};
    look.radius = {px("radius.key"),       px("radius.card"),  px("radius.note"),
                   px("radius.note_tail"), px("radius.panel"), px("radius.button")};
    look.line = {std::max(1.0f, px("line.hair")), std::max(1.0f, px("line.control"))};
    look.shadow = {px("shadow.soft.offset_y"), px("shadow.soft.spread"),
                   static_cast<float>(number(look.night ? "shadow.night_alpha" : "shadow.soft.alpha")),
                   colour_of("shadow.soft.color")};
    look.touch.floor = std::max(px("touch.min_fraction"), look.mm(number("touch.min_mm")));
    // On panels under 12 inches the main action also gets 15 mm, because 20 mm leave no room.
    const double inches = std::hypot(look.width, look.height) / (look.px_per_mm * 25.4);
    look.touch.main = std::max(look.touch.floor, inches < 12 ? 0 : look.mm(20));
    look.touch.gap = std::min(look.mm(number("touch.min_gap_mm")), look.space.m);
    look.touch.gap_row = std::min(look.mm(number("touch.min_gap_row_mm")), look.space.s);
    look.touch.comfortable = std::max(px("touch.comfortable"), look.touch.floor);
    look.room_type = {look.mm(number("room_type.least_cap_mm")), px("room_type.note_max"), px("room_type.single_max"),
                      static_cast<int>(number("room_type.letters")), static_cast<int>(number("room_type.few"))};
    look.ring.stroke = static_cast<float>(number("ring.stroke"));
    const auto motion = [&](const std::string& table) {
        const auto time = [&](const char* key) {
            return huddle::Milliseconds(static_cast<long long>(number(table + key)));
        };
        return Appearance::Motion{time("fade_ms"),          time("slide_ms"),     time("note_arrive_ms"),
                                  time("screen_change_ms"), time("ring_ease_ms"), std::round(px(table + "rise"))};
    };
    look.motion = motion("motion.");
    look.reduced_motion = motion("motion.reduced.");
}

// How much a size grows with the text size: all of it up to the address's size, half of it for titles. What is read
// from 3 m and further, the greeting, the rings and a note at the front, is large already.
float growth(double size, float text_size) {
    if (size <= number("type.size.url.size")) return text_size;
    return size <= number("type.size.title.size") ? 1 + (text_size - 1) / 2 : 1;
}

void read_hearth(Appearance& look) {
    const auto px = [&](std::string_view key) { return look.px(number("hearth." + std::string(key))); };
    const auto time = [](std::string_view key) {
        return huddle::Milliseconds(static_cast<long long>(number("hearth." + std::string(key))));
    };
    auto& hearth = look.hearth;
    hearth.discs = {px("discs[0]"), px("discs[1]"), px("discs[2]")};
    hearth.line = std::max(1.0f, px("line"));
    hearth.flame = px("flame");
    look.hearth_home = {{px("discs_home[0]"), px("discs_home[1]"), px("discs_home[2]")},
                        px("flame_home"),
                        px("ring_home.r"),
                        px("ring_home.stroke"),
                        px("ring_home.up")};
    hearth.arc = px("arc");
    hearth.arc_stroke = std::max(2.0f, px("arc_stroke"));
    hearth.line_rise = px("line_rise");
    hearth.embers_at_most = static_cast<int>(number("hearth.embers_max"));
    hearth.whole = time("ending_s") * 1000;
    hearth.room_fade = time("room_fade_ms");
    hearth.line_rises = time("line_rise_ms");
    hearth.line_after = time("line_after_ms");
}

void read_text_styles(Appearance& look) {
    const std::string ui = at("type.ui").value_or(std::string());
    const std::string display = at("type.display").value_or(std::string());
    for (const auto& [key, node] : *at("type.size").as_table()) {
        const toml::table& table = *node.as_table();
        text::TextStyle style;
        style.family = table["family"].value_or(std::string()) == "display" ? display : ui;
        const double size = number_or(table, "size", 0);
        style.size_px = look.px(size) * growth(size, look.text_size);
        style.weight = static_cast<int>(number_or(table, "weight", 500));
        style.tabular = key.str().starts_with("ring");
        // The picture of one line is as high as the line, which must hold the letters' descenders. The
        // clock's figures have none.
        const float least = style.tabular ? 1.0f : 1.22f;
        style.line = std::max(least, static_cast<float>(number_or(table, "line", 1.3)));
        look.text_styles.emplace(std::string(key.str()), style);
    }
}

void read_components(Appearance& look) {
    for (const auto& [key, node] : *at("component").as_table()) {
        const toml::table& table = *node.as_table();
        const auto px = [&](std::string_view name) { return look.px(number_or(table, name, 0)); };
        Component part;
        part.height = px("h");
        part.pad_x = px("pad_x");
        part.pad_y = px("pad_y");
        part.radius = table.contains("radius") ? px("radius") : look.px(number("component.button_quiet.radius"));
        part.icon = px("icon");
        part.diameter = px("d");
        part.gap = px("gap");
        part.code = px("code");
        part.module = static_cast<int>(px("module_px1080") / static_cast<float>(number("meta.reference_height_px")));
        if (const auto font = table["font"].value<std::string>())
            part.font = *font;
        else
            part.font_px = px("font") * growth(number_or(table, "font", 0), look.text_size);
        // The smallest touch size applies to every button, key and chip. Rings and codes have no height here.
        if (part.height > 0 && !part.font.empty() && key != "progress_strip" && key != "banner")
            part.height = std::max(part.height, look.touch.floor);
        look.components.emplace(std::string(key.str()), part);
    }
}

}  // namespace

const RoundColours& Appearance::round(std::string_view colour_token) const {
    const auto theme = huddle::category_from_text(colour_token);
    return theme ? round(*theme) : primary_round;
}

text::TextStyle Appearance::text(std::string_view token, text::Colour colour) const {
    const auto found = text_styles.find(token);
    if (found == text_styles.end()) throw std::out_of_range("no text style " + std::string(token));
    text::TextStyle style = found->second;
    style.colour = colour;
    return style;
}

const Component& Appearance::component(std::string_view wanted) const {
    const auto found = components.find(wanted);
    if (found == components.end()) throw std::out_of_range("no component " + std::string(wanted));
    return found->second;
}

namespace {

// A third of the glass, but at least the height of six rows of targets with the text between them: 15 mm
// each, or their share of the layout's height.
int lower_third(int glass_px, float px_per_mm) {
    constexpr float least_mm = 165, least_px = 480;
    const float least = std::max(least_mm * px_per_mm, least_px);
    return std::min(glass_px, static_cast<int>(std::max(static_cast<float>(glass_px) / 3, least)));
}

}  // namespace

Appearance make_theme(int width_px, int height_px, std::string_view name, double text_size, double diagonal_inches,
                      Reach reach) {
    Appearance look;
    look.name = name == "night" ? "night" : "day";
    look.night = look.name == "night";
    const double diagonal_px = std::hypot(width_px, height_px);
    look.px_per_mm = static_cast<float>(diagonal_px / (std::max(5.0, diagonal_inches) * 25.4));
    look.width = width_px;
    look.glass_height = height_px;
    if (reach == Reach::lower_third) height_px = lower_third(height_px, look.px_per_mm);
    look.height = height_px;
    const float w = static_cast<float>(width_px), h = static_cast<float>(height_px);
    const bool portrait = h > w;
    // A screen much narrower than 16:9 is measured by its width, so that nothing becomes too wide for it.
    const float factor = static_cast<float>(number("meta.portrait_factor"));
    look.reference = portrait ? std::min(h * factor, w) : std::min(h, w / 1.5f);
    look.shape =
        portrait ? ScreenShape::portrait : (look.reference < 720 ? ScreenShape::compact : ScreenShape::regular);
    const std::string layout = portrait                             ? "layout.portrait."
                               : look.shape == ScreenShape::compact ? "layout.compact."
                                                                    : "layout.regular.";
    look.zoom = static_cast<float>(number(layout + "zoom"));
    look.text_size = static_cast<float>(std::clamp(text_size, 1.0, 1.3));
    look.wall_columns = static_cast<int>(number(layout + "wall_columns"));
    // In narrow columns, large text would break nearly every word onto its own line.
    if (look.text_size > 1.2f && !portrait) --look.wall_columns;
    // The layout's own sizes are not zoomed: a small panel has narrow margins for its larger parts.
    const auto plain = [&](const std::string& path) { return static_cast<float>(number(path)) * look.reference; };
    const std::string outer = portrait ? "layout.regular." : layout;
    look.margin = {plain(layout + "margin_x"), plain(outer + "margin_top"), plain(outer + "margin_bottom")};
    look.rail_width = std::round(plain(outer + "rail_w"));
    read_colours(look);
    read_sizes(look);
    read_hearth(look);
    read_text_styles(look);
    read_components(look);
    return look;
}

}  // namespace hearthside::ui
