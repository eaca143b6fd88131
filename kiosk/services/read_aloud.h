// SPDX-License-Identifier: Apache-2.0
// Decides what is read aloud: a round's title and first prompt, when the round opens and when the team
// carries on after a pause. It reads only the round, so no note, sealed or open, can ever be spoken.
#pragma once

#include <optional>
#include <string>

#include "core/huddle/board.h"
#include "core/text/language.h"

namespace hearthside::services {

struct Utterance {
    std::string sentence;  // empty: stop whatever is being said
    friend bool operator==(const Utterance&, const Utterance&) = default;
};

// "Mistakes. What was hard or surprising?" in the interface's language; null is English.
std::string utterance_of(const huddle::Round& round, const text::Language* language);

// Remembers the last look, for the frame loop.
class ReadAloud {
public:
    // Nothing at the first look: a kiosk that restarts after a power cut does not begin to talk.
    std::optional<Utterance> look(const huddle::Board& board, const text::Language* language);

private:
    struct Place {
        huddle::HuddleId huddle;  // zero: none
        std::size_t round = 0;
        bool running = false;
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::optional<Place> last_;
};

}  // namespace hearthside::services
