// SPDX-License-Identifier: Apache-2.0
// Asks the record for what the review needs, and turns the answers into rows and pieces to draw.
#pragma once

#include <string>

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

// Asks for what is missing and takes the answers that have come.
void look_for_answers(ui::Ui& ui, ReviewView& view);
// Call when the tab, the time or the search words have changed.
void start_list(ReviewView& view, bool keep_rows);
void choose_row(ReviewView& view, const ReviewRow& row);  // starts to read its huddle
std::string words_to_find(const ReviewView& view);

}  // namespace hearthside::screens::review
