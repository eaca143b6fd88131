// SPDX-License-Identifier: Apache-2.0
// Times, days and numbers as the screens show them. Pure; every word goes through ui.tr.
#pragma once

#include <string>

#include "core/huddle/types.h"
#include "kiosk/ui/ui.h"

namespace hearthside::ui {

std::string clock_text(huddle::Milliseconds left);                      // 1:54; +0:24 when past the time
std::string span_text(const Ui& ui, huddle::Milliseconds time);         // "2 min", "1½ min", "45 s"
std::string minutes_in_words(const Ui& ui, huddle::Milliseconds time);  // "twelve minutes"
std::string hour_text(int hour, int minute);                            // 07:05
std::string day_text(const Ui& ui, huddle::Day day);                    // Tuesday 14 October
std::string short_day_text(const Ui& ui, huddle::Day day);              // Tue 14 October
// "today", "tomorrow", "yesterday", else the short day.
std::string near_day_text(const Ui& ui, huddle::Day day, huddle::Day today);
std::string until_day_text(const Ui& ui, huddle::Day day,
                           huddle::Day today);  // "until tomorrow", "until Tue 14 October"
// What somebody wrote, for use inside a translated sentence: it keeps its own direction there.
std::string isolated(const Ui& ui, const std::string& text);
// "Next huddle at 07:30", with the day when that is not today. The second is for a line of its own: "at 07:30".
std::string next_huddle_text(const Ui& ui);
std::string next_huddle_time_text(const Ui& ui);
// "If ..., then we will ..."; without a condition "We will ...".
std::string promise_text(const Ui& ui, const std::string& condition, const std::string& response);
std::string promise_text(const Ui& ui, const huddle::Action& action);
// "The record of October was exported."
std::string exported_text(const Ui& ui, const exports::ExportedDays& days);
std::string band_text(const Ui& ui, huddle::Band band);  // "none yet", "a few", "five or more"
std::string capitalised(std::string text);               // ASCII first letter
// An emoji at the end of a text stays on the line of the word before it.
std::string with_last_emoji_kept(std::string text);
// The address with places where a line may break (U+200B), so that no hyphen is ever inserted.
std::string breakable_address(std::string_view address);

}  // namespace hearthside::ui
