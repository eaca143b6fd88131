// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/at_once.h"

#include <algorithm>
#include <utility>

#include "core/huddle/pace.h"

namespace hearthside {

namespace {

bool has_happened(const Board& board, const AtOnce::Asked& asked) {
    if (!board.huddle) return true;
    if (!asked.aside) return !board.huddle->clock.running;
    const auto& notes = board.huddle->notes;
    const auto note = std::find_if(notes.begin(), notes.end(), [&](const Note& it) { return it.id == asked.aside; });
    return note == notes.end() || note->state == NoteState::set_aside;
}

}  // namespace

const Board& shown_at_once(Ui& ui, const Board& board, AtOnce& view, Overlay& overlay, Board& changed) {
    std::erase_if(view.asked, [&](AtOnce::Asked& asked) {
        if (has_happened(board, asked)) return true;
        const Outcome outcome = ui.outcome(asked.ticket);
        if (outcome.state == OutcomeState::refused && asked.aside)
            overlay.toast = Overlay::Toast{ui.tr(outcome.sentence), {}, {}, ui.now + undo_for};
        if (outcome.state == OutcomeState::refused) return true;
        // The outcome may be newer than this frame's Board. The next frame's Board is not older.
        return outcome.state == OutcomeState::accepted && std::exchange(asked.answered, true);
    });
    if (view.asked.empty()) return board;
    changed = board;
    HuddleBoard& huddle = *changed.huddle;
    for (const AtOnce::Asked& asked : view.asked) {
        if (!asked.aside) {
            if (huddle.clock.running) huddle.clock = paused(std::move(huddle.clock), ui.now);
            continue;
        }
        for (Note& note : huddle.notes) {
            if (note.id == asked.aside) note.state = NoteState::set_aside;
        }
    }
    if (std::any_of(view.asked.begin(), view.asked.end(), [](const AtOnce::Asked& it) { return it.answered; }))
        ui.wake_at(ui.now);
    return changed;
}

void remember_what_protects(const Ui& ui, AtOnce& view) {
    const auto drop = [&](std::optional<NoteId> aside) {
        std::erase_if(view.asked, [&](const AtOnce::Asked& asked) { return asked.aside == aside; });
    };
    for (const auto& [ticket, intent] : ui.protecting) {
        if (std::holds_alternative<Pause>(intent)) view.asked.push_back({ticket, std::nullopt});
        if (std::holds_alternative<Resume>(intent)) drop(std::nullopt);
        if (const auto* aside = std::get_if<SetAside>(&intent)) view.asked.push_back({ticket, aside->note});
        if (const auto* back = std::get_if<BringBack>(&intent)) drop(back->note);
    }
}

}  // namespace hearthside
