// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/invitation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::home {

namespace {

struct WaitingLine {
    std::string first, second;
    text::TextStyle bold, plain;
    float size = 0, lead = 0, space = 0;
};

WaitingLine waiting_line(const ui::Ui& ui, const huddle::Bands& waiting) {
    const auto& theme = ui.theme;
    const bool any =
        std::any_of(waiting.begin(), waiting.end(), [](huddle::Band band) { return band != huddle::Band::none_yet; });
    WaitingLine line{.first = any ? ui.tr("Notes are waiting.") : ui.tr("No notes yet."),
                     .second = ui.tr("Sealed until we meet."),
                     .bold = theme.text("body"),
                     .plain = theme.text("body", theme.colours.ink_soft)};
    line.plain.weight = 500;
    line.bold.weight = 650;
    line.size = line.plain.size_px;
    line.lead = line.size * 1.7f;
    line.space = line.size * 0.3f;
    return line;
}

constexpr float promise_icon = 1.2f, promise_lead = promise_icon * 1.55f;  // of the size of its words

}  // namespace

std::pair<std::string, std::string> promise_words(const ui::Ui& ui) {
    return {ui.tr("Notes stay on this kiosk."), ui.tr("We never keep who wrote them.")};
}

float promise_height(const ui::Ui& ui) { return 2 * ui::line_height(ui.theme.text("small")); }

float promise_width(ui::Ui& ui) {
    const text::TextStyle style = ui.theme.text("small");
    const auto [stay, never] = promise_words(ui);
    return style.size_px * promise_lead + 1 +
           std::max(ui::text_width(ui, stay, style), ui::text_width(ui, never, style));
}

void draw_promise(ui::Ui& ui, const ui::Rect& rect, bool centred) {
    const text::TextStyle style = ui.theme.text("small", ui.theme.colours.ink_soft);
    const auto [stay, never] = promise_words(ui);
    const float size = style.size_px * promise_icon, lead = style.size_px * promise_lead;
    const float line = ui::line_height(style), all = std::min(rect.w, promise_width(ui));
    const float x = rect.x + (centred ? (rect.w - all) / 2 : 0);
    ui::icon(ui, "shield", {x + size / 2, rect.y + rect.h / 2}, size, style.colour);
    ui::label(ui, {x + lead, rect.y, all - lead, line}, stay, style);
    ui::label(ui, {x + lead, rect.y + line, all - lead, line}, never, style);
}

float waiting_line_width(ui::Ui& ui, const huddle::Bands& waiting) {
    const WaitingLine line = waiting_line(ui, waiting);
    return line.lead + ui::text_width(ui, line.first, line.bold) + line.space +
           ui::text_width(ui, line.second, line.plain) + 1;
}

void draw_waiting_line(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting) {
    const WaitingLine line = waiting_line(ui, waiting);
    ui::icon(ui, "envelope", {rect.x + line.size / 2, rect.y + rect.h / 2}, line.size, line.plain.colour);
    const float x = rect.x + line.lead;
    const ui::Rect said = ui::label(ui, {x, rect.y, rect.right() - x, rect.h}, line.first, line.bold);
    const float from = said.right() + line.space;
    ui::label(ui, {from, rect.y, std::max(0.0f, rect.right() - from), rect.h}, line.second, line.plain);
}

float tile_least_height(ui::Ui& ui) {
    return ui::line_height(ui.theme.text("body")) * 0.9f + ui::line_height(ui.theme.text("small")) + ui.theme.space.s;
}

void draw_waiting_tiles(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting, int columns) {
    const auto& theme = ui.theme;
    const float gap = std::max(theme.space.s, theme.px(0.0148));
    const int rows = 4 / columns;
    const float width = (rect.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = (rect.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    for (const huddle::RoundCategory of : huddle::all_categories) {
        const ui::RoundColours& colours = theme.round(of);
        const int place = static_cast<int>(huddle::index_of(of));
        const ui::Rect tile{rect.x + static_cast<float>(place % columns) * (width + gap),
                            rect.y + static_cast<float>(place / columns) * (height + gap), width, height};
        ui::fill(ui, tile, colours.tint, theme.radius.card);
        const bool compact = theme.shape == ui::ScreenShape::compact;
        const float size = std::min(theme.px(compact ? 0.042 : 0.0593), tile.h * 0.66f);
        const float pad = std::min(compact ? theme.space.s : theme.space.m, (tile.h - size) / 2 + theme.space.xs);
        ui::disc(ui, {tile.x + pad + size / 2, tile.y + tile.h / 2}, size, colours.ink, ui::icon_of(of), colours.on_ink,
                 0.52f);
        text::TextStyle word = theme.text("body", colours.ink);
        word.weight = 600;
        const text::TextStyle band = theme.text("small", theme.colours.ink);
        const float x = tile.x + pad + size + pad * 0.8f, room = tile.right() - x - theme.space.xs;
        const float first = ui::line_height(word) * 0.9f, second = ui::line_height(band);
        const float y = tile.y + (tile.h - first - second) / 2;
        ui::label(ui, {x, y, room, first}, ui::word_of(ui, of), word);
        ui::label(ui, {x, y + first, room, second}, ui::band_text(ui, waiting[huddle::index_of(of)]), band,
                  {.shrink_to = 0.85f});
    }
}

namespace {

float panel_pad(const ui::Ui& ui, const ui::Rect& rect) { return std::min(ui.theme.px(0.037), rect.w * 0.07f); }

}  // namespace

bool invitation_holds_promise(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const float pad = panel_pad(ui, rect);
    const float fixed = ui::line_height(theme.text("title")) + ui::line_height(theme.text("button")) +
                        2.1f * ui::line_height(theme.text("label")) + promise_height(ui) +
                        ui::button_height(ui, ui::ButtonKind::ordinary) + 1.9f * pad + theme.space.xs +
                        2 * theme.space.s;
    return rect.h - fixed - frame::wifi_row_height(ui) >= theme.px(0.2444) &&
           promise_width(ui) <= rect.w - panel_pad(ui, rect);
}

void draw_invitation(ui::Ui& ui, const ui::Rect& whole, frame::Overlay& overlay, bool beside, bool with_promise) {
    const auto& theme = ui.theme;
    ui::panel(ui, whole);
    ui::Rect rect = whole;
    const float wifi = frame::wifi_row_height(ui);
    if (wifi > 0 && whole.h - wifi > theme.px(beside ? 0.22 : 0.3)) {
        rect.h -= wifi;
        const float side = beside ? 0 : whole.w * 0.08f;
        frame::draw_wifi_row(ui, {whole.x + side, rect.bottom() - theme.space.s, whole.w - 2 * side, wifi});
    }
    const bool phones = !ui.environment.url.empty();
    const text::TextStyle title = theme.text("title");
    text::TextStyle plain = theme.text("button", theme.colours.ink_soft);
    plain.weight = 450;
    // Few addresses are short enough to be shown large.
    const bool short_address = ui.environment.address.size() <= 26;
    text::TextStyle address = theme.text(short_address ? "url" : "label");
    address.weight = 600;
    const std::string address_words =
        short_address ? ui.environment.address : ui::breakable_address(ui.environment.address);
    const float pad = panel_pad(ui, rect);
    const float promised = with_promise ? promise_height(ui) + theme.space.s : 0;
    const float title_height = ui::line_height(title), plain_height = ui::line_height(plain);
    const float address_height = phones ? ui::line_height(address) * (short_address ? 1.1f : 2.1f) : 0;
    const ui::ButtonLook write{.icon = "pencil"};
    const float write_height = ui::button_height(ui, ui::ButtonKind::ordinary);
    const std::string why = ui.environment.phones_trouble.empty()
                                ? ui.tr("Phones cannot reach this kiosk just now. This screen takes every note.")
                                : ui.tr(ui.environment.phones_trouble) + " " + ui.tr("This screen takes every note.");
    const std::string promise = phones ? ui.tr("Anonymous. No log-in.") : ui.tr("Anonymous, on this screen.");
    bool tapped = false;
    if (beside) {
        const float side = phones ? std::min(rect.h, rect.w * 0.47f) : 0;
        if (phones)
            ui::qr_code(ui, {rect.x, rect.y + (rect.h - side) / 2, side, side}, ui.environment.url,
                        theme.component("qr_large").module);
        const ui::Rect words{rect.x + std::max(side, pad), rect.y + pad,
                             rect.right() - pad - rect.x - std::max(side, pad), rect.h - 2 * pad};
        const text::TextStyle quiet = theme.text("body", theme.colours.ink_soft);
        const float why_height = phones ? 0 : ui::text_height(ui, why, quiet, words.w, 3) + theme.space.s;
        const float all = title_height + plain_height + (phones ? theme.space.s + address_height : 0) + why_height +
                          promised + theme.space.m + write_height;
        float y = words.y + (words.h - all) / 2;
        ui::label(ui, {words.x, y, words.w, title_height}, ui.tr("Add a note"), title);
        y += title_height;
        ui::label(ui, {words.x, y, words.w, plain_height}, promise, plain);
        y += plain_height;
        if (phones) {
            y += theme.space.s;
            ui::label(ui, {words.x, y, words.w, address_height}, address_words, address,
                      {.lines = short_address ? 1 : 2, .shrink_to = 0.6f});
            y += address_height;
        } else {
            ui::label(ui, {words.x, y + theme.space.s, words.w, why_height}, why, quiet,
                      {.vertical = ui::VerticalAlign::top, .lines = 3});
            y += why_height;
        }
        if (with_promise) draw_promise(ui, {words.x, y + theme.space.s, words.w, promise_height(ui)}, false);
        y += promised + theme.space.m;
        tapped = ui::button(ui, "write-here", {words.x, std::round(y), words.w, write_height}, ui.tr("Write it here"),
                            write);
    } else {
        const text::TextAlign middle = text::TextAlign::centre;
        float y = rect.y + pad * 0.9f;
        ui::label(ui, {rect.x + pad / 2, y, rect.w - pad, title_height}, ui.tr("Add a note"), title, {.align = middle});
        y += title_height;
        ui::label(ui, {rect.x + pad / 2, y, rect.w - pad, plain_height}, promise, plain, {.align = middle});
        y += plain_height + theme.space.xs;
        const ui::Rect place{rect.x + pad, rect.bottom() - pad - write_height, rect.w - 2 * pad, write_height};
        tapped = ui::button(ui, "write-here", place, ui.tr("Write a note here"), write);
        const float foot = place.y - promised;
        if (with_promise) draw_promise(ui, {rect.x + pad / 2, foot, rect.w - pad, promise_height(ui)}, true);
        const float address_top = foot - theme.space.s - address_height;
        if (phones) {
            ui::label(ui, {rect.x + pad / 2, address_top, rect.w - pad, address_height}, address_words, address,
                      {.align = middle, .lines = short_address ? 1 : 2, .shrink_to = 0.6f});
            ui::qr_code(ui, {rect.x, y, rect.w, address_top - y}, ui.environment.url,
                        theme.component("qr_large").module);
        } else {
            // The pencil uses the room beside the words, and is left out where that is too small.
            const text::TextStyle quiet = theme.text("body", theme.colours.ink_soft);
            const float width = rect.w - 2 * pad, words_height = ui::text_height(ui, why, quiet, width, 3);
            const float free = foot - theme.space.s - y;
            const float pencil = std::min(theme.px(0.11), free - words_height - theme.space.l);
            const float above = pencil >= theme.px(0.06) ? pencil + theme.space.l : 0;
            const float top = y + (free - above - words_height) / 2;
            if (above > 0) ui::icon(ui, "pencil", {rect.x + rect.w / 2, top + pencil / 2}, pencil, theme.colours.line);
            ui::label(ui, {rect.x + pad, top + above, width, words_height}, why, quiet,
                      {.align = middle, .vertical = ui::VerticalAlign::top, .lines = 3});
        }
    }
    if (tapped) overlay.open(frame::Overlay::Kind::write_here);
}

}  // namespace hearthside::screens::home
