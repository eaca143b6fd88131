// The passcode before settings and review (SAFETY 20): kept as an Argon2id hash in DATA/passcode, with
// at most ten wrong tries an hour, counted across restarts. It never writes, logs or returns a passcode.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

// Overwrites the text's memory and empties it.
void forget(std::string& secret);

class Passcode {
public:
    static constexpr std::size_t characters_at_least = 8, bytes_at_most = 256;
    static constexpr std::size_t tries_an_hour = 10;

    explicit Passcode(const std::filesystem::path& data);

    // Any thread, as all below. Cheap after the first time.
    bool is_set() const;

    // Each takes about 0.3 s and 64 MiB: not for the frame loop's thread. Letters that are written in
    // several ways in Unicode count as one. Problems: too short or too long (invalid), not saved.
    Result<void> set(std::string_view passcode);
    // `wall` is the wall clock; one that was put back forgets no try. Problems: wrong (forbidden), too
    // many wrong ones in the last hour (busy), none set (conflict), the file is damaged (damaged).
    Result<void> check(std::string_view passcode, Instant wall);
    // Takes the passcode away; whoever asks has shown it.
    Result<void> remove();
    // Somebody else in this program or another may have set or removed it. True when it is another one now, or
    // none. Reads a small file.
    bool look_again();

private:
    void read();
    void read_tries(Instant wall);
    void save_tries();

    const std::filesystem::path file_, tries_file_;
    mutable std::mutex mutex_;
    std::string hash_;            // empty: none set
    std::vector<Instant> tries_;  // the wrong ones of the last hour, oldest first
};

}  // namespace hearthside
