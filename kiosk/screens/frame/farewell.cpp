// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/farewell.h"

namespace hearthside::screens::frame {

Farewell farewell_of(const huddle::HuddleBoard& huddle) {
    Farewell farewell;
    if (!huddle.lessons.empty()) farewell.lesson = huddle.lessons.back().text;
    if (huddle.actions.empty()) return farewell;
    farewell.action = huddle.actions.back();
    for (const huddle::Lesson& lesson : huddle.lessons)
        if (lesson.id == farewell.action->lesson) farewell.lesson = lesson.text;
    return farewell;
}

}  // namespace hearthside::screens::frame
