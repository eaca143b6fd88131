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

namespace hearthside::tests {

inline std::shared_ptr<const Board> put(Room& room, Intent intent) {
    auto reply = room.submit(std::move(intent)).get();
    if (!reply) throw std::runtime_error(reply.problem().sentence);
    return *reply;
}

inline void start_huddle(Room& room) {
    const auto reading = read_layout_file(share_folder() / "layouts" / "learning-huddle.toml");
    if (!reading.layout) throw std::runtime_error("no layout");
    Layout layout = *reading.layout;
    for (Round& round : layout.rounds) {
        round.release_at_least = 1;
        round.dots = round.kind == RoundKind::lessons;
    }
    put(room, StartHuddle{layout});
}

// Opens every round and its notes, and returns everything that was kept, by category.
inline std::multiset<std::pair<RoundCategory, std::string>> released_notes(Room& room) {
    if (!room.board()->huddle) start_huddle(room);
    for (;;) {
        const auto board = room.board();
        const RoundBoard& current = board->huddle->current();
        if (category_of(current.round.kind) && !current.released) put(room, ReleaseNotes{});
        if (current.round.kind == RoundKind::close) break;
        put(room, OpenNextRound{});
    }
    std::multiset<std::pair<RoundCategory, std::string>> notes;
    for (const Note& note : room.board()->huddle->notes) notes.emplace(note.category, note.text);
    return notes;
}

}  // namespace hearthside::tests
