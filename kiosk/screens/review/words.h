// SPDX-License-Identifier: Apache-2.0
// Days, states and sentences of the record in the words of the review.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/review/review.h"

namespace hearthside {

Span span_of(const Ui& ui, ReviewView::Period period);
// "Tuesday 14 October, 07:30", with the year when it differs from today's.
std::string huddle_words(Ui& ui, Day day, Instant started);
std::string time_words(Ui& ui, Instant started);                  // "07:30" in the team's time zone
std::string dated(const Ui& ui, Day day);                         // "Tue 14 October", with the year when it differs
std::string state_words(const Ui& ui, const Action& action);      // "Still trying", "Done. It helped."
std::string state_words(const Ui& ui, const Question& question);  // "We don't know yet. Next look: ..."
std::string_view icon_of(const Action& action);
std::string_view icon_of(const Question& question);

}  // namespace hearthside
