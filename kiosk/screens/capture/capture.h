// SPDX-License-Identifier: Apache-2.0
// A chain, read from left to right: from a note, several notes or talk to a lesson, and from the lesson to
// one thing to try. For something hard it first asks what made it likely. The lesson is kept as soon as the
// team moves on from it, and can be changed later. Roles, never names.
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/day_picker.h"
#include "kiosk/screens/frame/nudge.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::capture {

enum class CaptureWish { nothing, keep_cause, keep_lesson, change_lesson, save, just_the_lesson, who_and_when };

struct CaptureView {
    huddle::HuddleId huddle;  // the huddle of this view; a draft of another note is dropped
    huddle::NoteId note;
    bool open = false;

    enum class Step { cause, lesson, action };
    Step step = Step::lesson;
    ui::TextField cause, lesson, condition, response;
    enum class Field { cause, lesson, condition, response };
    Field field = Field::lesson;  // the field that takes the keys
    ui::KeyboardView keyboard;
    bool keyboard_shown = true;
    frame::NudgingView nudge;  // before `nudged_wish` is done, when something was found
    CaptureWish nudged_wish = CaptureWish::nothing;

    std::optional<huddle::LessonId> kept;  // the lesson, once it is on the Board
    std::optional<std::size_t> role;       // index into the team's roles
    std::optional<huddle::Day> due;        // none: in a week
    frame::DayPicker days;
    bool asking_second = false;  // whether a second thing to try is also kept

    ui::Ticket lesson_ticket = 0, action_ticket = 0;
    std::vector<huddle::ActionId> known_actions;  // before one more was kept
    std::string problem;
};

void draw_capture(ui::Ui& ui, const huddle::Board& board, CaptureView& view, frame::Overlay& overlay);

// The day on which the team looks at the action again.
huddle::Day due_day(const CaptureView& view, huddle::Day today);

}  // namespace hearthside::screens::capture
