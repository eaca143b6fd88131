// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/keyboard_alphabet.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::ui {

namespace {

struct PlacedKey {
    const Key* key;
    Rect rect;
};

// The tokens' share of the screen, but at least what a gloved finger needs.
float key_height(const Ui& ui) { return std::round(std::max(ui.theme.px(0.0741), ui.theme.touch.floor)); }
float key_gap(const Ui& ui) { return std::round(ui.theme.px(0.0093)); }
float tray_padding(const Ui& ui) { return std::round(ui.theme.px(0.0185)); }

const std::vector<KeyRow>& rows_of(const KeyboardView& view) {
    return key_rows(view.page, view.languages[view.language], view.languages.size() > 1);
}

std::vector<PlacedKey> place_keys(const Ui& ui, const Rect& tray, const std::vector<KeyRow>& rows) {
    const float gap = key_gap(ui);
    const float left = ui.theme.margin.x;
    const float width = tray.w - 2 * left;
    std::vector<PlacedKey> placed;
    float y = tray.y + tray_padding(ui);
    for (const KeyRow& row : rows) {
        float units = row.indent;
        units += row.after;
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

// A key reacts up to the middle of the gap around it, so there are no dead lines between keys.
const PlacedKey* key_at(const std::vector<PlacedKey>& keys, float gap, float x, float y) {
    for (const PlacedKey& placed : keys) {
        const Rect reach = inset(placed.rect, -gap / 2);
        if (reach.contains(x, y)) return &placed;
    }
    return nullptr;
}

bool overlap(const Rect& one, const Rect& other) {
    return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

// The choices on a long press: a small tray above the key, as near to the finger as possible.
struct ChoiceTray {
    Rect rect;
    std::vector<PlacedKey> keys;
};

ChoiceTray place_choices(Ui& ui, const KeyboardView& view, const std::vector<PlacedKey>& keys) {
    ChoiceTray tray;
    const auto owner = std::find_if(keys.begin(), keys.end(),
                                    [&](const PlacedKey& placed) { return placed.key->name == view.choices_of; });
    if (view.choices.empty() || owner == keys.end()) return tray;
    const float gap = std::max(key_gap(ui), ui.theme.space.xs), pad = gap;
    const float height = std::max(key_height(ui), ui.theme.touch.floor);
    const text::TextStyle style = ui.theme.text("button");
    float cell = height;
    for (const Key& choice : view.choices)
        cell = std::max(cell, std::ceil(text_width(ui, choice.plain, style) + 2 * ui.theme.space.m));
    const float most = static_cast<float>(ui.theme.width) - 2 * ui.theme.margin.x - 2 * pad;
    const std::size_t count = view.choices.size();
    const std::size_t fit = std::max<std::size_t>(1, static_cast<std::size_t>((most + gap) / (cell + gap)));
    const std::size_t rows = (count + fit - 1) / fit;
    // Rows of even length, instead of full rows and a short last one.
    const std::size_t columns = (count + rows - 1) / rows;
    const float wide = static_cast<float>(columns) * (cell + gap) - gap + 2 * pad;
    const float tall = static_cast<float>(rows) * (height + gap) - gap + 2 * pad;
    const float left = ui.theme.margin.x;
    const float x = std::clamp(centre_of(owner->rect).x - wide / 2, left,
                               std::max(left, static_cast<float>(ui.theme.width) - left - wide));
    tray.rect = {std::round(x), std::round(owner->rect.y - key_gap(ui) - tall), wide, tall};
    for (std::size_t index = 0; index < count; ++index) {
        const auto column = static_cast<float>(index % columns), row = static_cast<float>(index / columns);
        tray.keys.push_back(
            {&view.choices[index],
             {tray.rect.x + pad + column * (cell + gap), tray.rect.y + pad + row * (height + gap), cell, height}});
    }
    return tray;
}

struct KeyLegend {
    std::string word;
    std::string icon;
    bool letter = false;
};

KeyLegend legend_of(const Ui& ui, const Key& key, const KeyboardView& view, const KeyboardLook& look = {}) {
    switch (key.kind) {
        case Key::Kind::character:
            return {key_face(view.shift == Shift::off ? key.plain : key.shifted), "", true};
        case Key::Kind::choice:
        case Key::Kind::choose_language:
            return {key_face(key.plain), "", true};
        case Key::Kind::accents:
            return {key.plain, "", false};
        case Key::Kind::language:
            return {key.plain, "globe", false};
        case Key::Kind::space:
            return {ui.tr("space"), "", false};
        case Key::Kind::backspace:
            return {"", "backspace", false};
        case Key::Kind::enter:
            return {ui.tr("Enter"), "", false};
        case Key::Kind::shift:
            return {"", "shift", false};
        case Key::Kind::figures:
            return {view.page == KeyboardPage::letters || view.page == KeyboardPage::emoji ? "123" : "abc", "", false};
        case Key::Kind::emoji:
            return view.page == KeyboardPage::emoji ? KeyLegend{"abc", "", false} : KeyLegend{"", "smile", false};
        case Key::Kind::left:
            return {"", "back", false};
        case Key::Kind::right:
            return {"", "next", false};
        case Key::Kind::done:
            return {look.done.empty() ? ui.tr("Done") : look.done, "", false};
    }
    return {};
}

// A globe and the language's own name. The globe is dropped first when there is little room.
void draw_language(Ui& ui, const Rect& rect, const KeyLegend& legend, text::Colour ink) {
    text::TextStyle style = ui.theme.text("label", ink);
    style.weight = 600;
    const float size = std::round(ui.theme.px(0.0278)), between = ui.theme.space.s;
    const float word = text_width(ui, legend.word, style);
    Rect place = inset(rect, ui.theme.space.s, 0);
    if (size + between + word * 0.8f <= place.w) {
        const float all = std::min(place.w, size + between + word);
        const float x = place.x + (place.w - all) / 2;
        icon(ui, legend.icon, {x + size / 2, centre_of(rect).y}, size, ink);
        place = {x + size + between, place.y, all - size - between + 1, place.h};
    }
    label(ui, place, legend.word, style, {.align = text::TextAlign::centre});
}

void draw_key(Ui& ui, const PlacedKey& placed, const KeyboardView& view, const KeyboardLook& look) {
    const auto& colours = ui.theme.colours;
    const Key& key = *placed.key;
    const RoundColours& round = look.colours ? *look.colours : ui.theme.primary_round;
    const text::Colour done = round.ink, on_done = round.on_ink;
    const bool plain = key.kind == Key::Kind::character || key.kind == Key::Kind::space;
    const bool shift_on =
        (key.kind == Key::Kind::shift && view.shift != Shift::off) || (key.kind == Key::Kind::accents && view.accents);
    text::Colour ground = plain ? colours.paper : mix(colours.sand, colours.control_line, 0.16f);
    text::Colour ink = colours.ink;
    const bool repeats = key.kind == Key::Kind::done && !look.done.empty();
    if (repeats) {  // the button of the same word is the filled one
        if (!look.done_enabled) ink = mix(ink, ground, 0.45f);
    } else if (key.kind == Key::Kind::done || (key.kind == Key::Kind::shift && view.shift == Shift::lock)) {
        ground = done;
        ink = on_done;
    } else if (shift_on) {
        ground = colours.paper;
    }
    if (view.held == key.name) ground = darker(ground);
    fill(ui, placed.rect, ground, ui.theme.radius.key);
    if (shift_on) outline(ui, placed.rect, done, ui.theme.radius.key, ui.theme.line.control);

    const KeyLegend legend = legend_of(ui, key, view, look);
    if (key.kind == Key::Kind::language) {
        draw_language(ui, placed.rect, legend, ink);
        return;
    }
    if (!legend.icon.empty()) {
        icon(ui, legend.icon, centre_of(placed.rect), std::round(ui.theme.px(0.0278)), ink);
        return;
    }
    text::TextStyle style = ui.theme.text(legend.letter || key.kind == Key::Kind::done ? "button" : "label", ink);
    if (legend.letter) style.weight = 500;
    if (key.kind == Key::Kind::space) style.weight = 450;
    if (!plain && key.kind != Key::Kind::done) style.weight = 600;
    const float side = ui.theme.px(0.003);
    Rect place = inset(placed.rect, side, 0);
    if (key.hint) {
        // The key's other letter, small in its corner, so that nobody has to search for it.
        const text::TextStyle small = ui.theme.text("small", ui.theme.colours.ink_soft);
        const std::string other = key_face(view.shift == Shift::off ? key.shifted : key.plain);
        const float half = placed.rect.w * 0.36f;
        label(ui, {place.right() - half, place.y + place.h * 0.06f, half - side, place.h * 0.4f}, other, small,
              {.align = text::TextAlign::end});
        place.w -= half * 0.6f;
        place.y += place.h * 0.1f;
        place.h *= 0.9f;
    }
    label(ui, place, legend.word, style, {.align = text::TextAlign::centre});
}

// An ImGui window of its own, because parts of the screen that are drawn later must not cover its contents.
class OverTheScreen {
public:
    explicit OverTheScreen(const Ui& ui) {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({static_cast<float>(ui.theme.width), static_cast<float>(ui.theme.glass_height)});
        ImGui::Begin("over the keyboard", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs |
                         ImGuiWindowFlags_NoFocusOnAppearing);
    }
    ~OverTheScreen() { ImGui::End(); }
    OverTheScreen(const OverTheScreen&) = delete;
    OverTheScreen& operator=(const OverTheScreen&) = delete;
};

// The letter under the finger, larger and above it, where it can be seen.
void draw_preview(Ui& ui, const PlacedKey& placed, const KeyboardView& view) {
    const OverTheScreen window(ui);
    text::TextStyle style = ui.theme.text("prompt");
    style.size_px = std::max(style.size_px, placed.rect.h * 0.6f);
    style.weight = 500;
    const std::string letter = legend_of(ui, *placed.key, view).word;
    const float wide = std::max(placed.rect.w, text_width(ui, letter, style) + 2 * ui.theme.space.m);
    const float tall = std::round(placed.rect.h * 1.15f);
    const float most = static_cast<float>(ui.theme.width) - wide;
    const Rect bubble{std::round(std::clamp(centre_of(placed.rect).x - wide / 2, 0.0f, std::max(0.0f, most))),
                      placed.rect.y - tall - key_gap(ui) / 2, wide, tall};
    shadow(ui, bubble, ui.theme.radius.card);
    fill(ui, bubble, ui.theme.colours.paper, ui.theme.radius.card);
    outline(ui, bubble, ui.theme.colours.control_line, ui.theme.radius.card, ui.theme.line.control);
    label(ui, bubble, letter, style, {.align = text::TextAlign::centre});
}

void draw_choices(Ui& ui, const ChoiceTray& tray, const KeyboardView& view, const KeyboardLook& look) {
    const RoundColours& round = look.colours ? *look.colours : ui.theme.primary_round;
    const OverTheScreen window(ui);
    panel(ui, tray.rect);
    outline(ui, tray.rect, ui.theme.colours.control_line, ui.theme.radius.panel, ui.theme.line.control);
    for (const PlacedKey& placed : tray.keys) {
        touch(ui, placed.key->name, placed.rect);
        const bool on = view.held == placed.key->name;
        if (on) fill(ui, placed.rect, round.ink, ui.theme.radius.key);
        text::TextStyle style = ui.theme.text("button", on ? round.on_ink : ui.theme.colours.ink);
        style.weight = 500;
        label(ui, inset(placed.rect, ui.theme.px(0.003), 0), key_face(placed.key->plain), style,
              {.align = text::TextAlign::centre});
    }
}

// Whether shift makes capitals of these letters. In other scripts it shows a second set.
bool has_case(const std::vector<KeyRow>& rows) {
    for (const KeyRow& row : rows)
        for (const Key& key : row.keys)
            if (key.kind == Key::Kind::character && key.plain != key.shifted) return !key.hint;
    return false;
}

// The keyboard for a language of the interface.
std::string_view keyboard_of(std::string_view language) {
    const text::LanguageRow* row = text::find_language(language);
    return row ? row->keyboard : text::language_table().front().keyboard;
}

// Takes over a new list of languages from the environment; an empty list means English.
void keep_languages(KeyboardView& view, const Environment& environment) {
    const std::vector<std::string>& wanted = environment.keyboards;
    const std::vector<std::string> english{"english"};
    const std::vector<std::string>& languages = wanted.empty() ? english : wanted;
    if (view.languages == languages) return;
    view.languages = languages;
    view.language = 0;
    // A person who chose another language for the screen will also write in it.
    if (environment.languages.empty() || environment.language == environment.languages.front().id) return;
    const auto own = std::find(languages.begin(), languages.end(), keyboard_of(environment.language));
    if (own != languages.end()) view.language = static_cast<std::size_t>(own - languages.begin());
}

}  // namespace

float keyboard_height(const Ui& ui) {
    return 4 * key_height(ui) + 3 * key_gap(ui) + tray_padding(ui) +
           std::round(std::max(ui.theme.margin.bottom * 0.6f, tray_padding(ui)));
}

KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, const KeyboardLook& look) {
    // Keys have the same places as on a physical keyboard, in every language of the interface.
    const Unmirrored as_keys_stand(ui, rect);
    const bool were_by_touch_only = ui.by_touch_only;
    ui.by_touch_only = true;
    const float height = keyboard_height(ui);
    const Rect tray{rect.x, rect.bottom() - height, rect.w, height};
    fill(ui, tray, ui.theme.colours.sand, 0);

    keep_languages(view, ui.environment);
    if (look.sentences) begin_sentence(view, *look.sentences, has_case(rows_of(view)));
    const ImGuiIO& io = ImGui::GetIO();
    const std::vector<PlacedKey> keys = place_keys(ui, tray, rows_of(view));
    const ChoiceTray open = place_choices(ui, view, keys);
    const PlacedKey* under = nullptr;
    const ImVec2 pointer = ui.pointer();
    if (open.rect.contains(pointer))
        under = key_at(open.keys, key_gap(ui), pointer.x, pointer.y);
    else
        under = key_at(keys, key_gap(ui), pointer.x, pointer.y);
    KeyboardAnswer answer =
        press_keyboard(view, under ? under->key : nullptr,
                       io.MouseDown[0] && !ui.inert && !(ui.double_tap && ui.double_tap->is_void()), ui.now);
    if (answer.wake) ui.wake_at(*answer.wake);
    if (!answer.presses.empty() && look.sentences) ui.wake_at(ui.now);  // the next letter may be a capital
    answer.done = answer.done && look.done_enabled;

    // A tap may have changed the page, so the keys of the new page are drawn.
    const std::vector<PlacedKey> now_there = place_keys(ui, tray, rows_of(view));
    const ChoiceTray choices = place_choices(ui, view, now_there);
    for (const PlacedKey& placed : now_there) {
        const bool enabled = placed.key->kind != Key::Kind::done || look.done_enabled;
        if (choices.keys.empty() || !overlap(placed.rect, choices.rect))
            touch(ui, placed.key->name, placed.rect, enabled);
        draw_key(ui, placed, view, look);
    }
    const auto held = std::find_if(now_there.begin(), now_there.end(), [&](const PlacedKey& placed) {
        return placed.key->name == view.held && placed.key->kind == Key::Kind::character;
    });
    if (held != now_there.end() && choices.keys.empty() && !ui.inert) draw_preview(ui, *held, view);
    if (!choices.keys.empty()) {
        draw_choices(ui, choices, view, look);
        ui.inert = true;
    }
    ui.by_touch_only = were_by_touch_only;
    return answer;
}

}  // namespace hearthside::ui
