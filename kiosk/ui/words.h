// Times, days and numbers as the screens say them. Pure; every word goes through ui.tr.
#pragma once

#include <string>

#include "core/huddle/types.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

std::string clock_text(Milliseconds left);                      // 1:54; +0:24 when past the time
std::string span_text(const Ui& ui, Milliseconds time);         // "2 min", "1½ min", "45 s"
std::string minutes_in_words(const Ui& ui, Milliseconds time);  // "twelve minutes"
std::string hour_text(int hour, int minute);                    // 07:05
std::string day_text(const Ui& ui, Day day);                    // Tuesday 14 October
std::string short_day_text(const Ui& ui, Day day);              // Tue 14 October
// "today", "tomorrow", "yesterday", else the short day.
std::string near_day_text(const Ui& ui, Day day, Day today);
std::string capitalised(std::string text);  // ASCII first letter
// The address with places where a line may end (U+200B), so that no hyphen is ever put into it.
std::string breakable_address(std::string_view address);

}  // namespace hearthside
