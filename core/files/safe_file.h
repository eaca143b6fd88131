// Files that are whole or not there at all: written beside under a name of their own, synced, renamed over the
// old one, and the folder synced. The one place that makes files for other people's folders too: never through a
// link, a pipe or a device that waits under the name. Knows nothing of what is in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside {

// Writes to an open descriptor, which stays the caller's.
class DescriptorStream final : public std::streambuf {
public:
    // `goes_on` is asked before each piece; false makes the stream fail. None: it always goes on.
    explicit DescriptorStream(int descriptor, std::function<bool()> goes_on = {}, std::uint64_t bytes_at_most = UINT64_MAX);
    int error() const { return error_; }  // of the first write that failed, as errno; 0 for none
    bool too_large() const { return too_large_; }

private:
    int_type overflow(int_type letter) override;
    int sync() override;
    bool flush_pieces();

    const int descriptor_;
    const std::function<bool()> goes_on_;
    const std::uint64_t bytes_at_most_;
    std::uint64_t bytes_ = 0;
    std::vector<char> piece_;
    int error_ = 0;
    bool failed_ = false, too_large_ = false;
};

// Why a file was not written; the words for people are the caller's.
struct FileTrouble {
    enum class Kind { none, full, locked, gone, not_a_file, other, stopped };
    Kind kind = Kind::none;
    int error = 0;                   // as errno; 0 when it was not the system's
    std::optional<Problem> problem;  // of `write`, when the file itself was fine
};
// "the disk is full", and other ends of a sentence.
std::string reason_of(const FileTrouble& trouble);

struct Writing {
    // Of a new file, less the umask. An older file keeps its own, unless `mode` is for the owner alone.
    unsigned mode = 0666;
    std::function<bool()> goes_on = {};  // asked between pieces; false stops it
    bool synced = true;                  // false: for what a cut of power may take
};

// Blocks for the disk. Under the name `file` there is what was there before until all is written and synced. What
// stands there and is no plain file (a link, a pipe, a device, a folder) is left alone: not_a_file. A file system
// that cannot sync a folder is told of on standard error, once; the file is written all the same.
FileTrouble write_beside(const std::filesystem::path& file, const Writing& how,
                         const std::function<Result<void>(std::ostream&)>& write);

// The same for small files. Problem (not_saved): the old file, or none, is there as before.
Result<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes, unsigned mode = 0666);

// What a process that ended while it wrote has left in the folder goes, once it is an hour old. write_beside does
// it too.
void remove_unfinished(const std::filesystem::path& folder);

// So that a new name in it outlives a cut of power.
void sync_folder(const std::filesystem::path& folder);

// All bytes of a plain file of at most `bytes_at_most`; none when it is not there or cannot be read.
std::optional<std::string> read_whole_file(const std::filesystem::path& file, std::size_t bytes_at_most);

}  // namespace hearthside
