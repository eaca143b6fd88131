// The passcode before settings and review (SAFETY 20): kept as an Argon2id hash in DATA/passcode, with at most ten
// wrong tries an hour from each source, counted across restarts. It never writes, logs or returns a passcode, and knows of
// no address.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/threads/mutex.h"

namespace hearthside {

// Overwrites the text's memory and empties it.
void forget(std::string& secret);

class Passcode {
public:
    static constexpr std::size_t characters_at_least = 8, bytes_at_most = 256;
    static constexpr std::size_t tries_an_hour = 10;  // from each source

    // Where somebody tries. Each has tries of its own: what comes from the network never closes the screen, nor a
    // browser on the kiosk itself.
    enum class Source { screen, this_machine, network };

    explicit Passcode(const std::filesystem::path& data);

    // Any thread, as all below. Cheap after the first time.
    bool is_set() const;

    // Each takes about 0.3 s and 64 MiB: not for the frame loop's thread. Letters that are written in
    // several ways in Unicode count as one. Problems: too short or too long (invalid), not saved.
    Result<void> set(std::string_view passcode);
    // `wall` is the wall clock; one that was put back forgets no try. One at a time in this data folder, however many
    // Passcodes and programs there are. A right one forgets the screen's wrong ones, and takes back only itself at the
    // other sources. Problems: wrong (forbidden), too many wrong ones in the last hour (busy), none set (conflict), the
    // file is damaged (damaged).
    Result<void> check(std::string_view passcode, Instant wall, Source source);
    // The problem (busy) of somebody who may try again so much later.
    static Problem wait_first(std::chrono::seconds left);
    // Takes the passcode away; whoever asks has shown it.
    Result<void> remove();
    // Somebody else in this program or another may have set or removed it. True when it is another one now, or
    // none. Reads a small file.
    bool look_again();

private:
    // The wrong tries of the last hour from one source, oldest first.
    struct Tries {
        std::filesystem::path file;
        std::vector<Instant> at;
        bool unsaved = false;  // the file does not hold them: no room on the disk
    };
    void read() REQUIRES(mutex_);
    static void read_tries(Tries& tries, Instant wall);
    static bool save_tries(Tries& tries);

    const std::filesystem::path folder_, file_;
    mutable Mutex mutex_;
    std::string hash_ GUARDED_BY(mutex_);            // empty: none set
    std::array<Tries, 3> tries_ GUARDED_BY(mutex_);  // by Source
};

}  // namespace hearthside
