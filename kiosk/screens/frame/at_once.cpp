// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/at_once.h"

#include <algorithm>
#include <utility>

#include "core/huddle/pace.h"

namespace hearthside::screens::frame {

namespace {

bool has_happened(const huddle::Board& board, const AtOnce::Asked& asked) {
    if (!board.huddle) return true;
    if (!asked.aside) return !board.huddle->clock.running;
    const auto& notes = board.huddle->notes;
    const auto note =
        std::find_if(notes.begin(), notes.end(), [&](const huddle::Note& it) { return it.id == asked.aside; });
    return note == notes.end() || note->state == huddle::NoteState::set_aside;
}

}  // namespace

const huddle::Board& shown_at_once(ui::Ui& ui, const huddle::Board& board, AtOnce& view, Overlay& overlay,
                                   huddle::Board& changed) {
    std::erase_if(view.asked, [&](AtOnce::Asked& asked) {
        if (has_happened(board, asked)) return true;
        const ui::Outcome outcome = ui.outcome(asked.ticket);
        if (outcome.state == ui::OutcomeState::refused && asked.aside)
            overlay.toast = Overlay::Toast{ui.tr(outcome.sentence), {}, {}, ui.now + undo_for};
        if (outcome.state == ui::OutcomeState::refused) return true;
        // The outcome may be newer than this frame's Board. The next frame's Board is not older.
        return outcome.state == ui::OutcomeState::accepted && std::exchange(asked.answered, true);
    });
    if (view.asked.empty()) return board;
    changed = board;
    huddle::HuddleBoard& huddle = *changed.huddle;
    for (const AtOnce::Asked& asked : view.asked) {
        if (!asked.aside) {
            if (huddle.clock.running) huddle.clock = huddle::paused(std::move(huddle.clock), ui.now);
            continue;
        }
        for (huddle::Note& note : huddle.notes) {
            if (note.id == asked.aside) note.state = huddle::NoteState::set_aside;
        }
    }
    if (std::any_of(view.asked.begin(), view.asked.end(), [](const AtOnce::Asked& it) { return it.answered; }))
        ui.wake_at(ui.now);
    return changed;
}

void remember_what_protects(const ui::Ui& ui, AtOnce& view) {
    const auto drop = [&](std::optional<huddle::NoteId> aside) {
        std::erase_if(view.asked, [&](const AtOnce::Asked& asked) { return asked.aside == aside; });
    };
    for (const auto& [ticket, intent] : ui.protecting) {
        if (std::holds_alternative<huddle::Pause>(intent)) view.asked.push_back({ticket, std::nullopt});
        if (std::holds_alternative<huddle::Resume>(intent)) drop(std::nullopt);
        if (const auto* aside = std::get_if<huddle::SetAside>(&intent)) view.asked.push_back({ticket, aside->note});
        if (const auto* back = std::get_if<huddle::BringBack>(&intent)) drop(back->note);
    }
}

}  // namespace hearthside::screens::frame
