// SPDX-License-Identifier: Apache-2.0
// The panels of the capture screen: the cause, the lesson, the one thing to try, and what becomes of both.
// They edit the view; the screen turns a tap into intents.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/capture/capture.h"
#include "kiosk/screens/capture/chain_panel.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::capture {

// Beginnings to choose from, translated.
struct Starters {
    std::vector<std::string> cause, lesson, condition, response;
};
Starters starters_of(const ui::Ui& ui);

bool is_blank(const std::string& text);
bool is_waiting(const CaptureView& view);  // for an answer of the Room
bool can_keep(const CaptureView& view);
bool can_save(const CaptureView& view);
ui::ButtonLook lesson_button(const ui::Ui& ui, std::string icon_name, bool enabled);  // the filled one

// The fields of one frame: which of them takes the key presses, and what Enter means there.
class Writing {
public:
    Writing(ui::Ui& ui, CaptureView& view, std::vector<ui::KeyPress> presses)
        : ui_(ui), view_(view), presses_(std::move(presses)) {}

    void line(CaptureView::Field which, std::string_view name, const ui::Rect& rect, std::string_view lead,
              float lead_width, std::string_view placeholder);
    // Call after the last line. Only then may another field be chosen, so that all presses of one frame go to
    // one field.
    void settle();

private:
    void move_on_from(CaptureView::Field which);

    ui::Ui& ui_;
    CaptureView& view_;
    std::vector<ui::KeyPress> presses_;
    std::optional<CaptureView::Field> chosen_;
};

// What made it likely, or the lesson itself: the same panel, one after the other.
CaptureWish draw_lesson_panel(ui::Ui& ui, const ui::Rect& rect, CaptureView& view, Writing& writing, bool with_button);
CaptureWish draw_kept_lesson(ui::Ui& ui, const ui::Rect& rect, const CaptureView& view);
void draw_action_panel(ui::Ui& ui, const ui::Rect& rect, CaptureView& view, Writing& writing);
CaptureWish draw_share_panel(ui::Ui& ui, const ui::Rect& rect, const CaptureView& view);
void draw_action_to_come(ui::Ui& ui, const ui::Rect& rect);

}  // namespace hearthside::screens::capture
