// How the keyboard looks, and where its keys stand on the screen.
#include "kiosk/ui/keyboard.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

struct PlacedKey {
    const Key* key;
    Rect rect;
};

float key_height(const Ui& ui) { return std::round(ui.theme.px(0.0741)); }
float key_gap(const Ui& ui) { return std::round(ui.theme.px(0.0093)); }
float tray_padding(const Ui& ui) { return std::round(ui.theme.px(0.0185)); }

std::vector<PlacedKey> place_keys(const Ui& ui, const Rect& tray, KeyboardPage page) {
    const std::vector<KeyRow>& rows = key_rows(page);
    const float gap = key_gap(ui);
    const float left = ui.theme.margin.x;
    const float width = tray.w - 2 * left;
    std::vector<PlacedKey> placed;
    float y = tray.y + tray_padding(ui);
    for (const KeyRow& row : rows) {
        float units = row.indent;
        for (const Key& key : row.keys) units += key.width;
        const float unit = (width - gap * static_cast<float>(row.keys.size() - 1)) / units;
        float x = left + row.indent * unit;
        for (const Key& key : row.keys) {
            const float from = std::round(x);
            x += key.width * unit;
            placed.push_back({&key, {tray.x + from, y, std::round(x) - from, key_height(ui)}});
            x += gap;
        }
        y += key_height(ui) + gap;
    }
    return placed;
}

// A key answers to touches up to the middle of the gap around it: no dead lines between keys.
const PlacedKey* key_at(const std::vector<PlacedKey>& keys, float gap, float x, float y) {
    for (const PlacedKey& placed : keys) {
        const Rect reach = inset(placed.rect, -gap / 2);
        if (reach.contains(x, y)) return &placed;
    }
    return nullptr;
}

struct Face {
    std::string word;
    std::string icon;
    bool letter = false;
};

Face face_of(const Ui& ui, const Key& key, const KeyboardView& view) {
    switch (key.kind) {
        case Key::Kind::character:
            return {view.shift == Shift::off ? key.plain : key.shifted, "", true};
        case Key::Kind::space:
            return {ui.tr("space"), "", false};
        case Key::Kind::backspace:
            return {"", "backspace", false};
        case Key::Kind::enter:
            return {ui.tr("Enter"), "", false};
        case Key::Kind::shift:
            return {"", "shift", false};
        case Key::Kind::figures:
            return {view.page == KeyboardPage::figures ? "abc" : "123", "", false};
        case Key::Kind::emoji:
            return view.page == KeyboardPage::emoji ? Face{"abc", "", false} : Face{"", "smile", false};
        case Key::Kind::left:
            return {"", "back", false};
        case Key::Kind::right:
            return {"", "next", false};
        case Key::Kind::done:
            return {ui.tr("Done"), "", false};
    }
    return {};
}

void draw_key(Ui& ui, const PlacedKey& placed, const KeyboardView& view, Colour done, Colour on_done) {
    const auto& colours = ui.theme.colours;
    const Key& key = *placed.key;
    const bool plain = key.kind == Key::Kind::character || key.kind == Key::Kind::space;
    const bool shift_on = key.kind == Key::Kind::shift && view.shift != Shift::off;
    Colour ground = plain ? colours.paper : mix(colours.sand, colours.control_line, 0.16f);
    Colour ink = colours.ink;
    if (key.kind == Key::Kind::done || (shift_on && view.shift == Shift::lock)) {
        ground = done;
        ink = on_done;
    } else if (shift_on) {
        ground = colours.paper;
    }
    if (view.held == key.name) ground = darker(ground);
    fill(ui, placed.rect, ground, ui.theme.radius.key);
    if (shift_on) outline(ui, placed.rect, done, ui.theme.radius.key, ui.theme.line.control);

    const Face face = face_of(ui, key, view);
    if (!face.icon.empty()) {
        icon(ui, face.icon, centre_of(placed.rect), std::round(ui.theme.px(0.0278)), ink);
        return;
    }
    TextStyle style = ui.theme.text(face.letter || key.kind == Key::Kind::done ? "button" : "label", ink);
    if (face.letter) style.weight = 500;
    if (key.kind == Key::Kind::space) style.weight = 450;
    label(ui, inset(placed.rect, ui.theme.px(0.003), 0), face.word, style, {.align = TextAlign::centre});
}

}  // namespace

float keyboard_height(const Ui& ui) {
    return 4 * key_height(ui) + 3 * key_gap(ui) + tray_padding(ui) +
           std::round(std::max(ui.theme.margin.bottom * 0.6f, tray_padding(ui)));
}

KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, Colour done_colour,
                             Colour on_done_colour) {
    const float height = keyboard_height(ui);
    const Rect tray{rect.x, rect.bottom() - height, rect.w, height};
    fill(ui, tray, ui.theme.colours.sand, 0);

    const std::vector<PlacedKey> keys = place_keys(ui, tray, view.page);
    const ImGuiIO& io = ImGui::GetIO();
    const PlacedKey* under = key_at(keys, key_gap(ui), io.MousePos.x, io.MousePos.y);
    KeyboardAnswer answer =
        press_keyboard(view, under ? under->key : nullptr, io.MouseDown[0] && !ui.inert, ui.now);
    if (answer.wake) ui.wake_at(*answer.wake);

    // A tap may have turned the page: the keys that are drawn are those of the page it leads to.
    for (const PlacedKey& placed : place_keys(ui, tray, view.page)) {
        touch(ui, placed.key->name, placed.rect);
        draw_key(ui, placed, view, done_colour, on_done_colour);
    }
    return answer;
}

}  // namespace hearthside
