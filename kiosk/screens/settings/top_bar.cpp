// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/top_bar.h"

#include <algorithm>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::settings {

bool draw_settings_top(ui::Ui& ui, SettingsView& view, const std::string& title, const std::string& back,
                       ui::Rect& room) {
    const auto& theme = ui.theme;
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const ui::ButtonLook look{.icon = back == ui.tr("Back") ? "back" : "close"};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::ordinary), theme.touch.floor);
    const float wide = std::max(ui::button_width(ui, back, look), theme.touch.floor);
    const bool tapped = ui::button(ui, "settings-back", {screen.x, screen.y, wide, tall}, back, look);
    const text::TextStyle small = theme.text("small", theme.colours.ink_soft);
    std::string state;
    if (view.saving != 0)
        state = ui.tr("Saving…");
    else if (says_saved(view, ui.now))
        state = ui.tr("Saved");
    if (ui.now < view.saved_until) ui.wake_at(view.saved_until);
    const float state_width = state.empty() ? 0 : ui::text_width(ui, state, small) + small.size_px * 1.8f;
    if (!state.empty()) {
        const float x = screen.right() - state_width;
        ui::icon(ui, view.saving != 0 ? "clock" : "check", {x + small.size_px * 0.6f, screen.y + tall / 2},
                 small.size_px * 1.2f, small.colour);
        ui::label(ui, {x + small.size_px * 1.6f, screen.y, state_width, tall}, state, small);
    }
    const float lead = wide + theme.space.l;
    ui::label(ui, {screen.x + lead, screen.y, screen.w - lead - state_width - theme.space.m, tall}, title,
              theme.text("title"));
    room = {screen.x, screen.y + tall + theme.space.l, screen.w, screen.h - tall - theme.space.l};
    if (view.refused.empty()) return tapped;
    const std::string again = ui.tr("Try again");
    const ui::ButtonLook again_look{.kind = ui::ButtonKind::quiet, .icon = "loop"};
    const float again_width = ui::button_width(ui, again, again_look),
                height = std::max(ui::banner_height(ui), theme.touch.floor + theme.space.m);
    const ui::Rect strip{room.x, room.y, room.w, height};
    const ui::Rect place = ui::banner(ui, strip,
                                      {.icon = "chat",
                                       .bold = view.refused,
                                       .plain = ui.tr("Your change is still here."),
                                       .room_for_buttons = again_width + theme.space.m});
    const float button_tall = std::max(ui::button_height(ui, ui::ButtonKind::quiet), theme.touch.floor);
    if (ui::button(ui, "save-again", {place.x, strip.y + (height - button_tall) / 2, again_width, button_tall}, again,
                   again_look)) {
        view.refused.clear();
        view.saving = ui.settings()->save(view.wanted);
        view.sent = view.wanted;
    }
    room.y += height + theme.space.m;
    room.h -= height + theme.space.m;
    return tapped;
}

}  // namespace hearthside::screens::settings
