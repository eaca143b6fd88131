// SPDX-License-Identifier: Apache-2.0
// The last mark of the running huddle's clock, in DATA/clock. It is kept apart from the record, because marks
// between notes in the record's journal would tell when each note came (SAFETY 3). Two slots in one sector
// are written in turn, so that one of them is whole at any moment.
#pragma once

#include <filesystem>
#include <optional>

#include "core/huddle/state.h"
#include "core/store/disk.h"

namespace hearthside::store {

// `mark` and `spent` are later than the record's clock, which has `base_mark` and `base_spent` in `round`.
struct ClockMark {
    huddle::HuddleId huddle;
    std::size_t round = 0;
    huddle::Instant base_mark;
    huddle::Milliseconds base_spent{0};
    huddle::Instant mark;
    huddle::Milliseconds spent{0};
};

class ClockFile {
public:
    ClockFile(Disk& disk, std::filesystem::path file) : disk_(disk), file_(std::move(file)) {}

    // On the disk when it returns. Throws std::filesystem::filesystem_error.
    void write(const ClockMark& mark);

    // Moves the clock of a State that was just loaded to the newest later mark, if there is one.
    void bring_up(huddle::State& state);

private:
    struct Kept {
        std::uint64_t number = 0;  // of this mark, counted from 1
        ClockMark mark;
    };
    std::optional<Kept> newest();

    Disk& disk_;
    std::filesystem::path file_;
    std::optional<std::uint64_t> last_number_;
};

}  // namespace hearthside::store
