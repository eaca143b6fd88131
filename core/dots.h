// The dots of one voting, in memory only: which notes each page chose, until the round is left. Knows no
// store, no clock and nobody: a page is what a phone or a stay at the screen chose by chance.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"

namespace hearthside {

class Dots {
public:
    // The rules have let it pass. `page` is kept hashed, by whoever calls. The same page places anew.
    // False when the voting has ended, or when more pages placed dots than any room holds.
    bool place(const std::string& page, std::vector<NoteId> notes);
    // From now on everybody sees them, and none is placed any more.
    void end();
    bool ended() const { return ended_; }

    // After each change of the State: voting is open while its round is, and the dots go with the huddle.
    void follow(const State& state);

    Voting voting() const;

private:
    std::optional<std::pair<HuddleId, std::size_t>> round_;  // which voting these are of
    bool open_ = false;
    bool ended_ = false;
    std::map<std::string, std::vector<NoteId>> pages_;
};

}  // namespace hearthside
