// Where a file can go on something that is plugged in: finds sticks, opens one, and lets it go so that it
// may be pulled out. Asks UDisks2 over D-Bus, or reads the mounts where there is none. Knows no record
// and no screen; all calls block, so they belong on a thread that may wait.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside {

struct Stick {
    std::string id;                // stable while it is plugged in
    std::string name;              // its own label, else what made it; may be empty
    std::uint64_t size_bytes = 0;  // 0 is unknown
    std::filesystem::path folder;  // where it is open already; empty: it is not
    friend bool operator==(const Stick&, const Stick&) = default;
};

// What people may be told after a stick was let go.
enum class Release {
    safe,     // nothing uses it any more: it may be pulled out
    written,  // all is on it, but it could not be taken out of use
    in_use,   // all is on it, and something else still works with it
};

// One thread at a time.
class Sticks {
public:
    virtual ~Sticks() = default;
    // By name. Problem (invalid): nobody could be asked; this way of looking does not work here.
    virtual Result<std::vector<Stick>> look() = 0;
    // The folder to write into. Problems: it has gone (conflict), it may not or cannot be opened (forbidden).
    virtual Result<std::filesystem::path> open(const Stick& stick) = 0;
    // Writes out what is not there yet, closes the stick and switches its power off where that is possible.
    // Problem (not_saved): it could not be written out.
    virtual Result<Release> let_go(const Stick& stick, const std::filesystem::path& folder) = 0;
    // Any thread; for good. Nobody else's answer is waited for from now on: the program ends.
    virtual void stop() {}
};

// By UDisks2 on the system's bus; connects when it is first asked, and again when the bus went away.
std::unique_ptr<Sticks> sticks_of_udisks();
// By the mounts below /media, /run/media and /mnt, for systems without UDisks2.
std::unique_ptr<Sticks> sticks_of_mounts();
// The first where it answers, else the second.
std::unique_ptr<Sticks> sticks_of_this_machine();

// The sticks that `mountinfo` (as in /proc/self/mountinfo) tells of; `devices` is /sys/dev/block.
std::vector<Stick> sticks_in(std::string_view mountinfo, const std::filesystem::path& devices);

// Syncs the file system that `folder` is on.
Result<void> write_out(const std::filesystem::path& folder);
// Where udisks and the mounts agree on what people read.
Problem stick_has_gone();

}  // namespace hearthside
