// SPDX-License-Identifier: Apache-2.0
// Leads a real huddle through its rounds, for tests that check which notes were kept.
#pragma once

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/files/folders.h"
#include "core/layout_file/layout_file.h"
#include "core/room/room.h"

namespace hearthside::phone {

inline std::shared_ptr<const huddle::Board> put(room::Room& room, huddle::Intent intent) {
    auto reply = room.submit(std::move(intent)).get();
    if (!reply) throw std::runtime_error(reply.problem().sentence);
    return *reply;
}

inline void start_huddle(room::Room& room) {
    const auto reading = layout_file::read_layout_file(files::share_folder() / "layouts" / "learning-huddle.toml");
    if (!reading.layout) throw std::runtime_error("no layout");
    huddle::Layout layout = *reading.layout;
    for (huddle::Round& round : layout.rounds) {
        round.release_at_least = 1;
        round.dots = round.kind == huddle::RoundKind::lessons;
    }
    put(room, huddle::StartHuddle{layout});
}

// Opens every round and its notes, and returns everything that was kept, by category.
inline std::multiset<std::pair<huddle::RoundCategory, std::string>> released_notes(room::Room& room) {
    if (!room.board()->huddle) start_huddle(room);
    for (;;) {
        const auto board = room.board();
        const huddle::RoundBoard& current = board->huddle->current();
        if (huddle::category_of(current.round.kind) && !current.released) put(room, huddle::ReleaseNotes{});
        if (current.round.kind == huddle::RoundKind::close) break;
        put(room, huddle::OpenNextRound{});
    }
    std::multiset<std::pair<huddle::RoundCategory, std::string>> notes;
    for (const huddle::Note& note : room.board()->huddle->notes) notes.emplace(note.category, note.text);
    return notes;
}

}  // namespace hearthside::phone
