// What the review asks of the record, and how an answer becomes rows and pieces to draw.
#pragma once

#include <string>

#include "kiosk/screens/review/review.h"

namespace hearthside {

// Asks for what is missing and takes what has come.
void look_for_answers(Ui& ui, ReviewView& view);
void start_list(ReviewView& view, bool keep_rows);  // the tab, the time or the words are others now
void choose_row(ReviewView& view, const ReviewRow& row);  // its huddle is read
std::string words_to_find(const ReviewView& view);

}  // namespace hearthside
