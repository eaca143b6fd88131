// SPDX-License-Identifier: Apache-2.0
// Writes files that are either whole or absent. A file is written under a temporary name in the same folder,
// synced, and renamed over the old one; then the folder is synced. It also makes the files in folders of
// other people. It never writes through a link, a pipe or a device that lies under the name.
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

namespace hearthside::files {

// Writes to an open descriptor, which the caller still owns.
class DescriptorStream final : public std::streambuf {
public:
    // `should_continue` is asked before each piece; false makes the stream fail. Without it, the stream always
    // continues.
    explicit DescriptorStream(int descriptor, std::function<bool()> should_continue = {},
                              std::uint64_t bytes_at_most = UINT64_MAX);
    int error() const { return error_; }  // errno of the first write that failed; 0 for none
    bool too_large() const { return too_large_; }

private:
    int_type overflow(int_type letter) override;
    int sync() override;
    bool flush_pieces();

    const int descriptor_;
    const std::function<bool()> should_continue_;
    const std::uint64_t bytes_at_most_;
    std::uint64_t bytes_ = 0;
    std::vector<char> piece_;
    int error_ = 0;
    bool failed_ = false, too_large_ = false;
};

// Why a file was not written. The caller puts it into words for people.
struct FileTrouble {
    enum class Kind { none, full, locked, gone, not_a_file, other, stopped };
    Kind kind = Kind::none;
    int error = 0;                           // errno; 0 when the system reported no error
    std::optional<huddle::Problem> problem;  // from `write`, when the file itself was fine
};
// "the disk is full", and similar ends of a sentence.
std::string reason_of(const FileTrouble& trouble);

struct WriteOptions {
    // Mode of a new file, less the umask. An existing file keeps its own mode, unless `mode` allows only the
    // owner.
    unsigned mode = 0666;
    std::function<bool()> should_continue = {};  // asked between pieces; false stops it
    bool synced = true;                          // false: a power cut may lose the file
};

// Blocks for the disk. `file` keeps its old content until the new content is written and synced. If `file` is
// not a plain file (a link, a pipe, a device, a folder), it is left as it is: not_a_file. When a file system
// cannot sync a folder, standard error says so once; the file is written all the same.
FileTrouble write_beside(const std::filesystem::path& file, const WriteOptions& how,
                         const std::function<huddle::Result<void>(std::ostream&)>& write);

// The same for small files. Problem (not_saved): the old file, or none, is there as before.
huddle::Result<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes, unsigned mode = 0666);

// Deletes temporary files of interrupted writes in the folder once they are an hour old. write_beside does
// this too.
void remove_unfinished(const std::filesystem::path& folder);

// Syncs the folder, so that a new name in it survives a power cut.
void sync_folder(const std::filesystem::path& folder);

// All bytes of a plain file of at most `bytes_at_most`. None when the file is absent or cannot be read.
std::optional<std::string> read_whole_file(const std::filesystem::path& file, std::size_t bytes_at_most);

}  // namespace hearthside::files
