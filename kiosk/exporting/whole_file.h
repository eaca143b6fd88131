// One file that is written piece by piece and is whole and on the disk, or not there at all. Says why it
// could not be written, and stops in the middle when it is told to. Knows nothing of what is in it.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <streambuf>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside {

// Writes to an open descriptor, which stays the caller's.
class DescriptorStream final : public std::streambuf {
public:
    // `goes_on` is asked before each piece; false makes the stream fail.
    DescriptorStream(int descriptor, std::function<bool()> goes_on, std::uint64_t bytes_at_most = UINT64_MAX);
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

// Why a file was not written; never told to people as it is.
struct FileTrouble {
    enum class Kind { none, full, locked, gone, other, stopped };
    Kind kind = Kind::none;
    std::optional<Problem> problem;  // of `write`, when the file itself was fine
};

// Blocks for the disk. Under the name `file` there is what was there before until all is written and synced.
FileTrouble write_whole(const std::filesystem::path& file, const std::function<bool()>& goes_on,
                        const std::function<Result<void>(std::ostream&)>& write);

}  // namespace hearthside
