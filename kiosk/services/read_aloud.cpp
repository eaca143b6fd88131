// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/read_aloud.h"

#include <utility>

namespace hearthside::services {

std::string utterance_of(const huddle::Round& round, const text::Language* language) {
    std::string sentence = language ? language->text_in("round", round.title) : round.title;
    if (!round.prompts.empty()) {
        const std::string& prompt = round.prompts.front();
        sentence += ". " + (language ? language->text(prompt) : prompt);
    }
    return sentence;
}

std::optional<Utterance> ReadAloud::look(const huddle::Board& board, const text::Language* language) {
    Place place;
    if (board.huddle) place = {board.huddle->id, board.huddle->clock.current, board.huddle->clock.running};
    const std::optional<Place> before = std::exchange(last_, place);
    if (!before || *before == place) return std::nullopt;
    if (place.running) return Utterance{utterance_of(board.huddle->current().round, language)};
    return before->running ? std::optional(Utterance{}) : std::nullopt;
}

}  // namespace hearthside::services
