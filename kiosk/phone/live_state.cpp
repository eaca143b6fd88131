// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/live_state.h"

#include <fmt/format.h>

#include "core/files/json.h"

namespace hearthside::phone {

namespace {

// FNV-1a. Equal Boards must give equal numbers; nothing more is needed.
class Mixer {
public:
    void add(std::uint64_t value) {
        for (int byte = 0; byte < 8; ++byte) {
            sum_ = (sum_ ^ (value & 0xff)) * 0x100000001b3ull;
            value >>= 8;
        }
    }
    std::uint64_t sum() const { return sum_; }

private:
    std::uint64_t sum_ = 0xcbf29ce484222325ull;
};

}  // namespace

std::vector<const huddle::Note*> notes_for_dots(const huddle::Board& board) {
    std::vector<const huddle::Note*> notes;
    if (!board.huddle || !board.voting.open) return notes;
    for (const huddle::Note& note : board.huddle->notes) {
        if (note.category == huddle::RoundCategory::lessons && note.state != huddle::NoteState::set_aside)
            notes.push_back(&note);
    }
    return notes;
}

LiveState live_state_of(const huddle::Board& board, huddle::Instant now) {
    LiveState state;
    Mixer mixer;
    if (board.huddle) {
        const huddle::HuddleBoard& huddle = *board.huddle;
        const huddle::RoundKind kind = huddle.current().round.kind;
        state.huddle = true;
        state.running = huddle.clock.running;
        state.left = huddle::left_at(huddle.clock, now);
        state.open = huddle::category_of(kind);
        state.pulse = board.pulse_asked;
        state.dots = !notes_for_dots(board).empty();
        // In the last round every note is for the next huddle. So is a note for a round that was opened
        // before, or that this layout does not have.
        state.later.fill(true);
        for (const huddle::RoundBoard& round : huddle.rounds) {
            const auto category = huddle::category_of(round.round.kind);
            if (category && !round.released && kind != huddle::RoundKind::close)
                state.later[huddle::index_of(*category)] = false;
        }
        mixer.add(huddle.id.value);
        mixer.add(huddle.clock.current);
        mixer.add(state.running ? 1 : 0);
        mixer.add(state.pulse ? 1 : 0);
        mixer.add(state.dots ? 1 : 0);
        for (const huddle::RoundBoard& round : huddle.rounds) {
            mixer.add(static_cast<std::uint64_t>(round.allotted.count()));
        }
        for (const bool waits : state.later) mixer.add(waits ? 1 : 0);
    }
    state.version = mixer.sum();
    return state;
}

std::string to_json(const LiveState& state) {
    files::Json object{{"v", fmt::format("{:016x}", state.version)}};
    if (state.huddle) {
        object["open"] = state.open ? std::string(huddle::to_text(*state.open)) : "";
        object["later"] = files::Json::array();
        for (const huddle::RoundCategory category : huddle::all_categories) {
            if (state.later[huddle::index_of(category)]) object["later"].push_back(huddle::to_text(category));
        }
        object["pulse"] = state.pulse;
        object["running"] = state.running;
        object["left"] = state.left.count();
    }
    return object.dump();
}

}  // namespace hearthside::phone
