// SPDX-License-Identifier: Apache-2.0
// The passcode for settings and review (SAFETY 20). It is kept as an Argon2id hash in DATA/passcode. Each
// source has at most ten wrong tries an hour, counted across restarts. A passcode is never written, logged or
// returned.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/threads/mutex.h"

namespace hearthside::secrets {

// Overwrites the text's memory and empties it.
void forget(std::string& secret);

class Passcode {
public:
    static constexpr std::size_t characters_at_least = 8, bytes_at_most = 256;
    static constexpr std::size_t tries_an_hour = 10;  // from each source

    // Where a try comes from. Each source has its own tries: the network cannot lock the screen, nor a
    // browser on the kiosk itself.
    enum class Source { screen, this_machine, network };

    explicit Passcode(const std::filesystem::path& data);

    // Any thread, like all functions below. Cheap after the first time.
    bool is_set() const;

    // Each takes about 0.3 s and 64 MiB, so not for the frame loop's thread. Letters that Unicode can write
    // in several ways count as one. Problems: too short or too long (invalid), not saved.
    huddle::Result<void> set(std::string_view passcode);
    // `wall` is the wall clock; setting it back clears no try. Only one check runs at a time in a data
    // folder, across all Passcodes and programs. A right passcode clears the wrong tries of the screen. At
    // the other sources it removes only its own try. Problems: wrong (forbidden), too many wrong tries in the
    // last hour (busy), none set (conflict), the file is damaged (damaged).
    huddle::Result<void> check(std::string_view passcode, huddle::Instant wall, Source source);
    // The problem (busy) that tells how long to wait before the next try.
    static huddle::Problem wait_first(std::chrono::seconds left);
    // Removes the passcode. The caller has already checked it.
    huddle::Result<void> remove();
    // Another program or another Passcode may have set or removed it. True when it has changed or is gone.
    // Reads a small file.
    bool look_again();

private:
    // The wrong tries of the last hour from one source, oldest first.
    struct Tries {
        std::filesystem::path file;
        std::vector<huddle::Instant> at;
        bool unsaved = false;  // the file does not hold them: the disk is full
    };
    void read() REQUIRES(mutex_);
    static void read_tries(Tries& tries, huddle::Instant wall);
    static bool save_tries(Tries& tries);

    const std::filesystem::path folder_, file_;
    mutable threads::Mutex mutex_;
    std::string hash_ GUARDED_BY(mutex_);            // empty: none set
    std::array<Tries, 3> tries_ GUARDED_BY(mutex_);  // by Source
};

}  // namespace hearthside::secrets
