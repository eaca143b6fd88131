// What the review's screens share: asking and hearing, the list, one huddle's record, the search and the bin,
// each drawn into the place it is given. For the review's files only.
#pragma once

#include <string>

#include "kiosk/screens/review/review.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

// ---- Words
Span span_of(const Ui& ui, ReviewView::Period period);
// "Tuesday 14 October, 07:30", with the year when it is another one than today's.
std::string huddle_words(Ui& ui, Day day, Instant started);
std::string time_words(Ui& ui, Instant started);  // "07:30" at the team's place
std::string dated(const Ui& ui, Day day);  // "Tue 14 October", with the year when it is another one
std::string state_words(const Ui& ui, const Action& action);      // "Still trying", "Done. It helped."
std::string state_words(const Ui& ui, const Question& question);  // "We don't know yet. Next look: ..."
std::string_view icon_of(const Action& action);
std::string_view icon_of(const Question& question);

// ---- Asking
// Asks for what is missing and takes what has come.
void look_for_answers(Ui& ui, ReviewView& view);
void start_list(ReviewView& view, bool keep_rows);  // the tab, the time or the words are others now
void choose_row(ReviewView& view, const ReviewRow& row);  // its huddle is read
std::string words_to_find(const ReviewView& view);

// ---- Drawing
// A sentence in the middle of a place that has nothing to list, with an icon over it.
void draw_sentence(Ui& ui, const Rect& room, std::string_view icon_name, const std::string& sentence,
                   const std::string& more = {});
// While something is being read: nothing for a moment, then a sentence. And when it could not be read: true when
// somebody wants it tried again.
void draw_reading(Ui& ui, const Rect& room, Instant asked_at);
bool draw_unreadable(Ui& ui, const Rect& room);
// A touch on a row chooses its huddle; true then.
bool draw_list(Ui& ui, const Rect& room, ReviewView& view, bool shows_chosen);
void draw_record(Ui& ui, const Rect& room, ReviewView& view, bool on_paper);
void make_pieces(Ui& ui, const HuddleRecord& huddle, ReviewRecord& record);
// The words to search for, in one line; true when it was tapped.
void draw_search_field(Ui& ui, const Rect& rect, ReviewView& view, const std::vector<KeyPress>& presses);
void draw_bin(Ui& ui, const Rect& whole, const Board& board, ReviewView& view);

}  // namespace hearthside
