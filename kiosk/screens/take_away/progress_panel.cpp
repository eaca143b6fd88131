// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/take_away/progress_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::take_away {

namespace {

using Kind = ui::TakeAwayState::Kind;
using Ending = ui::TakeAwayState::Ending;

// The panel's texts: a headline, plain sentences, and a small line.
struct Told {
    std::string icon, headline;
    std::vector<std::string> plain;
    std::string small;
    std::string button;
};

std::string file_line(const ui::Ui& ui, const ui::TakeAwayState& state) {
    return state.file.empty() ? std::string{} : ui::isolated(ui, state.file);
}

Told told_of(ui::Ui& ui, const ui::TakeAwayState& state) {
    const std::string done = ui.tr("Done");
    if (state.kind == Kind::working)
        return {
            "download",
            state.place.kind == ui::TakeAwayPlace::Kind::phone ? ui.tr("Making the file…") : ui.tr("Writing the file…"),
            {},
            {},
            ui.tr("Cancel")};
    if (state.kind == Kind::finishing)
        return {"download", ui.tr("Nearly there…"), {ui.tr("Please leave the stick in for a moment.")}, {}, {}};
    if (state.kind == Kind::cancelled) return {"leaf", ui.tr("Stopped. No file was kept."), {}, {}, done};
    if (state.kind == Kind::refused) return {"chat", ui.tr(state.sentence), {}, {}, ui.tr("Back")};
    switch (state.ending) {
        case Ending::safe:
            return {"check", ui.tr("You can take the stick out now."), {}, file_line(ui, state), done};
        case Ending::written:
            return {"check",
                    ui.tr("The file is on the stick."),
                    {ui.tr("Wait until its light stops, then take it out.")},
                    file_line(ui, state),
                    done};
        case Ending::in_use:
            return {"check",
                    ui.tr("The file is on the stick."),
                    {ui.tr("Another program is still using it. Please close that before you take it out.")},
                    file_line(ui, state),
                    done};
        case Ending::folder:
            return {"check",
                    ui.tr("The file is in its folder."),
                    {},
                    ui::isolated(ui, ui::breakable_address(state.folder + "/" + state.file)),
                    done};
        case Ending::link:
            return {{}, ui.tr("Scan it with a phone"), {ui.tr("One download, for 15 minutes.")}, {}, done};
        case Ending::link_gone:
            return {"clock",
                    ui.tr("The code no longer works."),
                    {ui.tr("It worked for 15 minutes. You can make a new one.")},
                    {},
                    ui.tr("Back")};
        case Ending::link_used:
            return {"phone",
                    ui.tr("A phone is fetching the file."),
                    {ui.tr("The code worked once. If the file does not arrive, make a new code.")},
                    {},
                    done};
        case Ending::none:
            break;
    }
    return {{}, {}, {}, {}, done};
}

float bar_height(const ui::Ui& ui) { return std::round(ui.theme.px(0.022)); }

void draw_bar(ui::Ui& ui, const ui::Rect& rect, float part) {
    const auto& theme = ui.theme;
    ui::fill(ui, rect, theme.colours.sand, rect.h / 2);
    const float wide = std::clamp(part, 0.0f, 1.0f) * rect.w;
    ui::fill(ui, {rect.x, rect.y, std::max(rect.h, wide), rect.h}, theme.round(huddle::RoundCategory::lessons).ink,
             rect.h / 2);
}

}  // namespace

TakeAwayPanelTap draw_take_away_panel(ui::Ui& ui, const ui::TakeAwayState& state) {
    const auto& theme = ui.theme;
    const ui::Rect screen = ui::screen_of(ui);
    ui::fill(ui, ui::glass_of(ui), theme.colours.scrim, 0, theme.night ? 0.72f : 0.55f);
    const Told told = told_of(ui, state);
    const bool portrait = theme.shape == ui::ScreenShape::portrait,
               code = state.kind == Kind::done && state.ending == Ending::link;
    const bool bar = state.kind == Kind::working || state.kind == Kind::finishing;
    const float pad = theme.shape == ui::ScreenShape::compact ? theme.space.l : theme.space.xl;
    const float width = std::min(screen.w - 2 * theme.margin.x, theme.px(portrait ? 0.9 : code ? 1.3 : 1.1));
    const float most = screen.h - 2 * theme.margin.top - 2 * pad;
    const text::TextStyle small = theme.text("small", theme.colours.ink_soft);
    const std::string address = code ? ui::isolated(ui, ui::breakable_address(state.address)) : std::string{};
    // The code with its address below it, as wide as the code.
    const auto under = [&](float wide) {
        return code ? theme.space.s + ui::text_height(ui, address, small, wide, 4) : 0;
    };
    float side = code ? std::min({theme.px(0.56), most, width - 2 * pad}) : 0;
    if (!portrait) side = std::min(side, most - under(side));
    const float below = under(side), tall = side + below;
    const float words = portrait || !code ? width - 2 * pad : width - 2 * pad - side - theme.space.xl;
    const text::TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const float high = std::max(ui::button_height(ui, ui::ButtonKind::ordinary), theme.touch.floor),
                mark = told.icon.empty() ? 0 : theme.px(0.1);
    const float head = ui::text_height(ui, told.headline, title, words, 4);
    float text = head + (mark > 0 ? mark + theme.space.m : 0);
    for (const std::string& it : told.plain) text += theme.space.m + ui::text_height(ui, it, plain, words, 4);
    const float line = told.small.empty() ? 0 : ui::text_height(ui, told.small, small, words, 4);
    if (line > 0) text += theme.space.m + line;
    if (bar) text += theme.space.l + bar_height(ui);
    if (!told.button.empty()) text += theme.space.l + high;
    const float height = 2 * pad + (portrait ? text + (code ? tall + theme.space.l : 0) : std::max(text, tall));
    const ui::Rect box{std::round((screen.w - width) / 2), std::round(std::max(0.0f, (screen.h - height) / 2)), width,
                       height};
    ui::fill(ui, box, theme.colours.paper, theme.radius.panel);
    ui::Rect room = ui::inset(box, pad);
    if (code) {
        const ui::Rect place{portrait ? room.x + (room.w - side) / 2 : room.x,
                             portrait ? room.y : room.y + (room.h - tall) / 2, side, side};
        // Dark on light even at night, because phones cannot read anything else.
        ui::qr_code(ui, place, state.link, theme.component("qr_large").module);
        ui::label(ui, {place.x, place.bottom() + theme.space.s, side, below - theme.space.s + 1}, address, small,
                  {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 4});
        if (portrait)
            room = {room.x, room.y + tall + theme.space.l, room.w, room.h - tall - theme.space.l};
        else
            room = {room.x + side + theme.space.xl, room.y, words, room.h};
    }
    const bool centred = portrait || !code;
    const text::TextAlign align = centred ? text::TextAlign::centre : text::TextAlign::start;
    float y = room.y + std::max(0.0f, (room.h - text) / 2);
    if (mark > 0) {
        const ui::RoundColours& green = theme.round(huddle::RoundCategory::lessons);
        ui::disc(ui, {room.x + room.w / 2, y + mark / 2}, mark, green.tint, told.icon, green.ink, 0.5f);
        y += mark + theme.space.m;
    }
    ui::label(ui, {room.x, y, words, head + 1}, told.headline, title, {.align = align, .lines = 4});
    y += head;
    for (const std::string& it : told.plain) {
        const float lines = ui::text_height(ui, it, plain, words, 4);
        y += theme.space.m;
        ui::label(ui, {room.x, y, words, lines + 1}, it, plain,
                  {.align = align, .vertical = ui::VerticalAlign::top, .lines = 4});
        y += lines;
    }
    if (line > 0) {
        y += theme.space.m;
        ui::label(ui, {room.x, y, words, line + 1}, told.small, small,
                  {.align = align, .vertical = ui::VerticalAlign::top, .lines = 4});
        y += line;
    }
    if (bar) {
        y += theme.space.l;
        draw_bar(ui, {room.x, std::round(y), words, bar_height(ui)}, state.part);
        y += bar_height(ui);
    }
    if (told.button.empty()) return TakeAwayPanelTap::nothing;
    y += theme.space.l;
    const bool working = state.kind == Kind::working;
    const bool back = state.kind == Kind::refused || state.ending == Ending::link_gone;
    const ui::ButtonLook look{.icon = working ? "close" : back ? "back" : "check"};
    const float wide = std::max(ui::button_width(ui, told.button, look), theme.px(0.2));
    const ui::Rect place{centred ? room.x + (words - wide) / 2 : room.x, std::round(y), wide, high};
    if (!ui::button(ui, working ? "cancel-take-away" : "take-away-done", place, told.button, look))
        return TakeAwayPanelTap::nothing;
    return working ? TakeAwayPanelTap::cancel : TakeAwayPanelTap::done;
}

}  // namespace hearthside::screens::take_away
