// The State that one batch of intents works on, dropped unless it is kept. Knows no store: the Room
// keeps the draft once its changes are on the disk.
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/state.h"

namespace hearthside {

class Draft {
public:
    // A batch of nothing but notes works on the truth itself and takes its notes out again unless it
    // is kept: to copy thousands of sealed notes would cost more than to commit one.
    Draft(State& truth, bool only_notes) : truth_(truth), only_notes_(only_notes) {}
    ~Draft();
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const State& state() const { return copy_ ? *copy_ : truth_; }
    void take(const Change& change);  // applies it; of a batch of notes, NoteSealed only
    void keep();                      // the draft becomes the truth

private:
    State& truth_;
    const bool only_notes_;
    std::optional<State> copy_;  // made by the first change: most ticks have none
    std::vector<SealedNoteId> sealed_;
    bool kept_ = false;
};

}  // namespace hearthside
