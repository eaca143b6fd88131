// The list at the left: huddles by date, what was found, actions, questions; and what stands there when there is
// nothing to list.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/review/review.h"

namespace hearthside {

// A touch on a row chooses its huddle; true then.
bool draw_list(Ui& ui, const Rect& room, ReviewView& view, bool shows_chosen);

// A sentence in the middle of a place that has nothing to list, with an icon over it.
void draw_sentence(Ui& ui, const Rect& room, std::string_view icon_name, const std::string& sentence,
                   const std::string& more = {});
// While something is being read: nothing for a moment, then a sentence. And when it could not be read: true when
// somebody wants it tried again.
void draw_reading(Ui& ui, const Rect& room, Instant asked_at);
bool draw_unreadable(Ui& ui, const Rect& room);

}  // namespace hearthside
