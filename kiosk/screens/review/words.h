// SPDX-License-Identifier: Apache-2.0
// Days, states and sentences of the record in the words of the review.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

store::Span span_of(const ui::Ui& ui, ReviewView::Period period);
// "Tuesday 14 October, 07:30", with the year when it differs from today's.
std::string huddle_words(ui::Ui& ui, huddle::Day day, huddle::Instant started);
std::string time_words(ui::Ui& ui, huddle::Instant started);  // "07:30" in the team's time zone
std::string dated(const ui::Ui& ui, huddle::Day day);         // "Tue 14 October", with the year when it differs
std::string state_words(const ui::Ui& ui, const huddle::Action& action);      // "Still trying", "Done. It helped."
std::string state_words(const ui::Ui& ui, const huddle::Question& question);  // "We don't know yet. Next look: ..."
std::string_view icon_of(const huddle::Action& action);
std::string_view icon_of(const huddle::Question& question);

}  // namespace hearthside::screens::review
