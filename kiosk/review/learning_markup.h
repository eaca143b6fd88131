// SPDX-License-Identifier: Apache-2.0
// Lessons, actions and questions as markup, each with its result. Shared by the lists and a huddle's page.
#pragma once

#include <string>

#include "core/huddle/state.h"
#include "kiosk/review/pages.h"

namespace hearthside {

std::string who_and_when(const Action& action, const PageReader& reader);  // Nurse in charge, by Sun 22 Nov 2026
// The state as an icon and words, and whether it helped.
std::string state_and_result(const Action& action, const PageReader& reader);
std::string history_of(const Action& action, const PageReader& reader);
// The sentence, who and when, and the result: one <li>.
std::string action_item(const Action& action, const PageReader& reader);

// The lesson, what made it likely, and the actions passed in as <li>s: one <li>. `foot` is markup and may be
// empty.
std::string lesson_item(const Lesson& lesson, const std::string& actions, const std::string& foot,
                        const PageReader& reader);

// The question, its state, its answer and its history: one <li>.
std::string question_item(const Question& question, const std::string& foot, const PageReader& reader);

}  // namespace hearthside
