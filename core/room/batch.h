// SPDX-License-Identifier: Apache-2.0
// Decides a batch of intents and saves the changes in one transaction. Holds the State, and what the Room keeps in
// memory only. Used by the Room's thread. Does not publish and does not answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/state.h"
#include "core/room/dots.h"
#include "core/room/last_taps.h"
#include "core/room/queue.h"
#include "core/room/retry_key.h"
#include "core/room/time_line.h"
#include "core/room/unsaved.h"
#include "core/store/store.h"

namespace hearthside::room {

// The result of a batch.
struct BatchOutcome {
    std::vector<huddle::Result<void>> answers;  // one for each intent
    std::vector<huddle::Change> changes;        // of this batch
    std::vector<huddle::Change> saved;          // changes now on the disk, also of earlier batches
    // What the screen says about the disk; empty when it works again, none when nothing new is known.
    std::optional<std::string> trouble;
};

class BatchHandler {
public:
    struct Options {
        std::filesystem::path data;
        std::uint64_t keep_free_bytes = 0;  // under which new notes are refused (SAFETY 15)
    };
    // `store` and `time` must outlive this.
    BatchHandler(store::Store& store, const TimeLine& time, Options options, huddle::State state);

    const huddle::State& state() const { return state_; }  // what the store holds plus the unsaved changes
    bool is_saved() const { return unsaved_.empty(); }
    bool space_is_low() const { return space_is_low_; }
    huddle::Voting voting() const { return dots_.voting(); }
    RetryKey& retry_key() { return retry_key_; }

    // Either the whole batch is saved, or the changes that may wait happen without the disk and are saved with a later
    // batch (SAFETY 11 and 25). Throws only when memory is short.
    BatchOutcome handle(const std::vector<Waiting>& batch);

    // What WakeAfterStop does, while nothing may be saved yet. The time without power counts as paused.
    void wake_without_the_disk();
    // `state` is what the store holds now. Nothing is unsaved.
    void replace(huddle::State state);

private:
    huddle::Result<BatchOutcome> keep_all(const std::vector<Waiting>& batch);
    BatchOutcome carry_on_without_the_disk(const std::vector<Waiting>& batch, const huddle::Problem& problem);
    huddle::Result<std::vector<huddle::Change>> decide_on(const huddle::State& on, const huddle::Intent& asked);
    huddle::Intent completed(huddle::Intent intent) const;
    huddle::Result<void> room_for_a_note(huddle::Instant at);

    store::Store& store_;
    const TimeLine& time_;
    const Options options_;
    huddle::State state_;
    Unsaved unsaved_;
    LastTaps last_taps_;
    RetryKey retry_key_;
    Dots dots_;
    bool space_is_low_ = false;
    huddle::Instant space_looked_{};
};

}  // namespace hearthside::room
