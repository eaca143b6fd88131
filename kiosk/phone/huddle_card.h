// SPDX-License-Identifier: Apache-2.0
// The card that shows the running huddle on a phone: its round, its clock, what comes next, and at the close
// the pulse. About notes it shows only that dots can be placed.
#pragma once

#include <string>

#include "core/huddle/board.h"
#include "core/text/language.h"
#include "kiosk/web/html.h"

namespace hearthside::phone {

// `page` is the page's random identifier, for AnswerPulse; `answered` thanks for a tap.
struct PulseView {
    std::string page;
    bool answered = false;
};

// The link to the page where dots are placed.
web::Html link_to_dots(const std::string& key, const text::Language& language);

// The live part of a page. Without a huddle it says so in a sentence.
web::Html huddle_now(const std::string& key, const huddle::Board& board, huddle::Instant now, const PulseView& pulse,
                     const text::Language& language);

}  // namespace hearthside::phone
