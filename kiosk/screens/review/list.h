// SPDX-License-Identifier: Apache-2.0
// The list at the left: huddles by date, search results, actions, questions; and a sentence when there is
// nothing to list.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

// A tap on a row chooses its huddle and returns true.
bool draw_list(ui::Ui& ui, const ui::Rect& room, ReviewView& view, bool shows_chosen);

// A sentence with an icon above it, in the middle of a room with nothing to list.
void draw_sentence(ui::Ui& ui, const ui::Rect& room, std::string_view icon_name, const std::string& sentence,
                   const std::string& more = {});
// Shown while something is being read: nothing for a moment, then a sentence. When reading failed: returns
// true when somebody wants another try.
void draw_reading(ui::Ui& ui, const ui::Rect& room, huddle::Instant asked_at);
bool draw_unreadable(ui::Ui& ui, const ui::Rect& room);

}  // namespace hearthside::screens::review
