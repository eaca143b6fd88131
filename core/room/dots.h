// SPDX-License-Identifier: Apache-2.0
// The dots of one voting: which notes each page chose. They are kept in memory only, until the team leaves
// the round. A page is a random token of a phone or of a visit to the screen.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"

namespace hearthside::room {

class Dots {
public:
    Dots();
    static huddle::Problem too_late();

    // The rules have accepted the request. The caller passes `page` hashed. A second request from the same
    // page replaces the first. Problems (conflict): the voting has ended, or more pages placed dots than any
    // ward has.
    huddle::Result<void> place(const std::string& page, std::vector<huddle::NoteId> notes);
    // Ends the voting: everybody sees the result, and nobody can place more dots.
    void end();
    bool ended() const { return ended_; }

    // Call this after each change of the State. Voting is open while its round is open, and the dots are
    // dropped when the huddle closes.
    void follow(const huddle::State& state);

    huddle::Voting voting() const;

private:
    std::optional<std::pair<huddle::HuddleId, std::size_t>> round_;  // the voting that these dots belong to
    bool open_ = false;
    bool ended_ = false;
    std::size_t limit_;  // the most entries of pages_
    std::map<std::string, std::vector<huddle::NoteId>> pages_;
};

}  // namespace hearthside::room
