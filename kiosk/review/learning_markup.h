// SPDX-License-Identifier: Apache-2.0
// Lessons, actions and questions as markup, each with its result. Shared by the lists and a huddle's page.
#pragma once

#include <string>

#include "core/huddle/state.h"
#include "kiosk/review/pages.h"

namespace hearthside::review {

std::string who_and_when(const huddle::Action& action,
                         const PageReader& reader);  // Nurse in charge, by Sun 22 Nov 2026
// The state as an icon and words, and whether it helped.
std::string state_and_result(const huddle::Action& action, const PageReader& reader);
std::string history_of(const huddle::Action& action, const PageReader& reader);
// The sentence, who and when, and the result: one <li>.
std::string action_item(const huddle::Action& action, const PageReader& reader);

// The lesson, what made it likely, and the actions passed in as <li>s: one <li>. `foot` is markup and may be
// empty.
std::string lesson_item(const huddle::Lesson& lesson, const std::string& actions, const std::string& foot,
                        const PageReader& reader);

// The question, its state, its answer and its history: one <li>.
std::string question_item(const huddle::Question& question, const std::string& foot, const PageReader& reader);

}  // namespace hearthside::review
