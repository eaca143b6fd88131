// SPDX-License-Identifier: Apache-2.0
// Removable drives for exports. Finds sticks, opens one, and releases it so that it can be pulled out. Uses
// UDisks2 over D-Bus, or reads the mounts where UDisks2 is missing. All calls block, so they belong on a
// thread that may wait.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside::sticks {

struct Stick {
    std::string id;                // stable while it is plugged in
    std::string name;              // its label, or else its maker; may be empty
    std::uint64_t size_bytes = 0;  // 0 is unknown
    std::filesystem::path folder;  // where it is mounted; empty: not mounted
    friend bool operator==(const Stick&, const Stick&) = default;
};

// What people may be told after a stick was released.
enum class Release {
    safe,     // nothing uses it any more: it may be pulled out
    written,  // all is written, but it could not be unmounted
    in_use,   // all is written, but another program still uses it
};

// One thread at a time.
class Sticks {
public:
    virtual ~Sticks() = default;
    // Sorted by name. Problem (invalid): this way of looking does not work on this machine.
    virtual huddle::Result<std::vector<Stick>> look() = 0;
    // Returns the folder to write into. Problems: the stick is gone (conflict); it may not or cannot be
    // opened (forbidden).
    virtual huddle::Result<std::filesystem::path> open(const Stick& stick) = 0;
    // Writes out pending data, unmounts the stick, and switches its power off where that is possible. Problem
    // (not_saved): the data could not be written out.
    virtual huddle::Result<Release> let_go(const Stick& stick, const std::filesystem::path& folder) = 0;
    // Any thread. Permanent: the program is ending, and no call waits for another program's answer from now
    // on.
    virtual void stop() {}
};

// UDisks2 where it answers, otherwise the mounts.
std::unique_ptr<Sticks> sticks_of_this_machine();

// Syncs the file system that holds `folder`.
huddle::Result<void> write_out(const std::filesystem::path& folder);
// The same message for UDisks2 and for the mounts.
huddle::Problem stick_has_gone();

}  // namespace hearthside::sticks
