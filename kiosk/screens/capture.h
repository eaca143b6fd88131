// From a note to a lesson, and from the lesson to one thing to try: a chain read from left to right.
// The lesson is kept as soon as the team moves on from it. Roles, never names.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/screens/overlay.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct CaptureView {
    HuddleId huddle;  // whose view this is; a draft of another note is dropped
    NoteId note;
    bool open = false;

    enum class Step { lesson, action };
    Step step = Step::lesson;
    TextField lesson, condition, response;
    enum class Field { lesson, condition, response };
    Field field = Field::lesson;  // the one that takes the keys
    KeyboardView keyboard;
    bool keyboard_shown = true;

    std::optional<LessonId> kept;     // the lesson, once it is on the Board
    std::optional<std::size_t> role;  // index into the roles of this place
    enum class Due { today, week, month };
    Due due = Due::week;

    Ticket lesson_ticket = 0, action_ticket = 0;
    std::string problem;
};

void draw_capture(Ui& ui, const Board& board, CaptureView& view, Overlay& overlay);

// The day on which the team looks at it again.
Day due_day(CaptureView::Due due, Day today);

}  // namespace hearthside
