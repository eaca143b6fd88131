// The dots of one voting, in memory only: which notes each page chose, until the round is left. Knows no
// store, no clock and nobody: a page is what a phone or a stay at the screen chose by chance.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"

namespace hearthside {

class Dots {
public:
    Dots();
    static Problem too_late();

    // The rules have let it pass. `page` is kept hashed, by whoever calls. The same page places anew.
    // Problems (conflict): the voting has ended, or more pages placed dots than any ward has.
    Result<void> place(const std::string& page, std::vector<NoteId> notes);
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
    std::size_t limit_;  // of pages_
    std::map<std::string, std::vector<NoteId>> pages_;
};

}  // namespace hearthside
