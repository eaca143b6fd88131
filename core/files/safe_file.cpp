// SPDX-License-Identifier: Apache-2.0
#include "core/files/safe_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "core/files/folders.h"

namespace hearthside::files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t bytes_of_a_piece = 64 * 1024;
// The temporary name says nothing about the file, and its length suits every file system.
constexpr std::string_view unfinished_front = ".hearthside-", unfinished_back = ".part";

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool close() {
        const int number = number_;
        number_ = -1;
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_;
};

FileTrouble trouble_of(int error) {
    using Kind = FileTrouble::Kind;
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return {Kind::full, error, {}};
        case EROFS:
        case EACCES:
        case EPERM:
            return {Kind::locked, error, {}};
        case EIO:
        case ENODEV:
        case ENXIO:
        case ENOENT:
        case ENOTDIR:
        case ENOTCONN:
        case ESTALE:
            return {Kind::gone, error, {}};
        default:
            return {Kind::other, error, {}};
    }
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

// A new file under an unpredictable name, so that nobody can place a link there first. The destructor deletes
// it unless it was renamed.
class Unfinished {
public:
    Unfinished(const fs::path& folder, unsigned mode) : file_(make(folder, mode)) {}
    ~Unfinished() {
        if (!name_.empty()) ::unlink(name_.c_str());
    }
    int descriptor() const { return file_.number(); }
    FileTrouble made() const { return descriptor() < 0 ? trouble_of(error_) : FileTrouble{}; }
    FileTrouble finish(const fs::path& name) {
        // Some file systems report only here that the disk is full.
        if (!file_.close() || ::rename(name_.c_str(), name.c_str()) != 0) return trouble_of(errno);
        name_.clear();
        return {};
    }

private:
    int make(const fs::path& folder, unsigned mode) {
        do {
            std::uint64_t word = 0;
            if (::getrandom(&word, sizeof word, 0) == sizeof word) {
                name_ = folder / fmt::format("{}{:016x}{}", unfinished_front, word, unfinished_back);
                const int file = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
                if (file >= 0) return file;
            }
            error_ = errno;
        } while (error_ == EEXIST);
        name_.clear();
        return -1;
    }

    int error_ = 0;
    fs::path name_;
    Descriptor file_;
};

FileTrouble write_part(int descriptor, const WriteOptions& how,
                       const std::function<huddle::Result<void>(std::ostream&)>& write) {
    DescriptorStream pieces(descriptor, how.should_continue);
    std::ostream out(&pieces);
    const huddle::Result<void> written = write(out);
    out.flush();
    if (how.should_continue && !how.should_continue()) return {FileTrouble::Kind::stopped, 0, {}};
    if (pieces.error() != 0) return trouble_of(pieces.error());
    if (!written) return {FileTrouble::Kind::other, 0, written.problem()};
    if (!out) return {FileTrouble::Kind::other, 0, {}};
    if (how.synced && ::fsync(descriptor) != 0) return trouble_of(errno);
    return {};
}

}  // namespace

DescriptorStream::DescriptorStream(int descriptor, std::function<bool()> should_continue, std::uint64_t bytes_at_most)
    : descriptor_(descriptor),
      should_continue_(std::move(should_continue)),
      bytes_at_most_(bytes_at_most),
      piece_(bytes_of_a_piece) {
    setp(piece_.data(), piece_.data() + piece_.size());
}

bool DescriptorStream::flush_pieces() {
    if (failed_) return false;
    const char* from = pbase();
    auto left = static_cast<std::size_t>(pptr() - pbase());
    too_large_ = bytes_ + left > bytes_at_most_;
    failed_ = too_large_ || (should_continue_ && !should_continue_());
    while (!failed_ && left > 0) {
        const ssize_t count = ::write(descriptor_, from, left);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            error_ = errno;
            failed_ = true;
            break;
        }
        from += count;
        left -= static_cast<std::size_t>(count);
        bytes_ += static_cast<std::uint64_t>(count);
    }
    setp(piece_.data(), piece_.data() + piece_.size());
    return !failed_;
}

DescriptorStream::int_type DescriptorStream::overflow(int_type letter) {
    if (!flush_pieces()) return traits_type::eof();
    if (traits_type::eq_int_type(letter, traits_type::eof())) return traits_type::not_eof(letter);
    *pptr() = traits_type::to_char_type(letter);
    pbump(1);
    return letter;
}

int DescriptorStream::sync() { return flush_pieces() ? 0 : -1; }

std::string reason_of(const FileTrouble& trouble) {
    if (trouble.kind == FileTrouble::Kind::full) return "the disk is full";
    if (trouble.kind == FileTrouble::Kind::not_a_file) return "something that is not a file has that name";
    return trouble.error != 0 ? std::strerror(trouble.error) : "it could not be written completely";
}

FileTrouble write_beside(const fs::path& file, const WriteOptions& how,
                         const std::function<huddle::Result<void>(std::ostream&)>& write) {
    struct stat old {};
    const bool replaces = ::lstat(file.c_str(), &old) == 0;
    if (replaces && !S_ISREG(old.st_mode)) return {FileTrouble::Kind::not_a_file, 0, {}};
    const fs::path folder = folder_of(file);
    remove_unfinished(folder);
    Unfinished part(folder, how.mode);
    FileTrouble trouble = part.made();
    if (trouble.kind != FileTrouble::Kind::none) return trouble;
    // Where rights cannot be kept, as on a stick, the new file has the rights of all files there.
    if (replaces && (how.mode & 077) != 0) [[maybe_unused]]
        const int kept = ::fchmod(part.descriptor(), old.st_mode & 07777);
    trouble = write_part(part.descriptor(), how, write);
    if (trouble.kind == FileTrouble::Kind::none) trouble = part.finish(file);
    if (trouble.kind == FileTrouble::Kind::none && how.synced) sync_folder(folder);
    return trouble;
}

huddle::Result<void> write_whole_file(const fs::path& file, std::string_view bytes, unsigned mode) {
    const FileTrouble trouble = write_beside(file, {.mode = mode}, [&](std::ostream& out) -> huddle::Result<void> {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return {};
    });
    if (trouble.kind == FileTrouble::Kind::none) return {};
    return huddle::Problem{huddle::ProblemKind::not_saved,
                           fmt::format("{} could not be saved: {}.", file.filename().string(), reason_of(trouble))};
}

void remove_unfinished(const fs::path& folder) {
    each_name(folder, [&](std::string_view name) {
        if (!name.starts_with(unfinished_front) || !name.ends_with(unfinished_back)) return true;
        const fs::path file = folder / name;
        std::error_code trouble;
        const auto written = fs::last_write_time(file, trouble);
        // A younger one may belong to a program that is writing now.
        if (!trouble && fs::file_time_type::clock::now() - written > std::chrono::hours(1)) ::unlink(file.c_str());
        return true;
    });
}

void sync_folder(const fs::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() >= 0 && ::fsync(opened.number()) == 0) return;
    const int error = errno;
    static std::atomic<bool> told = false;
    if (!told.exchange(true)) {
        fmt::print(stderr,
                   "hearthside: The disk of {} cannot make new names sure ({}): they may be lost in a power cut.\n",
                   folder.string(), std::strerror(error));
    }
}

std::optional<std::string> read_whole_file(const fs::path& file, std::size_t bytes_at_most) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (in.number() < 0 || ::fstat(in.number(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    std::string bytes;
    char piece[4096];
    for (;;) {
        const ssize_t count = ::read(in.number(), piece, sizeof piece);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || bytes.size() + static_cast<std::size_t>(count) > bytes_at_most) return std::nullopt;
        if (count == 0) return bytes;
        bytes.append(piece, static_cast<std::size_t>(count));
    }
}

}  // namespace hearthside::files
