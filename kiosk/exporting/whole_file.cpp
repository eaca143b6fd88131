#include "kiosk/exporting/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace hearthside {

namespace {

constexpr std::size_t bytes_of_a_piece = 64 * 1024;

FileTrouble trouble_of(int error) {
    using Kind = FileTrouble::Kind;
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return {Kind::full, {}};
        case EROFS:
        case EACCES:
        case EPERM:
            return {Kind::locked, {}};
        case EIO:
        case ENODEV:
        case ENXIO:
        case ENOENT:
        case ENOTDIR:
        case ENOTCONN:
        case ESTALE:
            return {Kind::gone, {}};
        default:
            return {Kind::other, {}};
    }
}

// Some file systems cannot sync a folder, and say so.
int sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    ::close(descriptor);
    return error;
}

FileTrouble write_part(const std::filesystem::path& part, const std::function<bool()>& goes_on,
                       const std::function<Result<void>(std::ostream&)>& write) {
    // A link that somebody laid there is not followed.
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0) return trouble_of(errno);
    DescriptorStream pieces(descriptor, goes_on);
    std::ostream out(&pieces);
    const Result<void> written = write(out);
    out.flush();
    FileTrouble trouble;
    if (!goes_on())
        trouble.kind = FileTrouble::Kind::stopped;
    else if (pieces.error() != 0)
        trouble = trouble_of(pieces.error());
    else if (!written)
        trouble = {FileTrouble::Kind::other, written.problem()};
    else if (!out || ::fsync(descriptor) != 0)
        trouble = trouble_of(errno);
    if (::close(descriptor) != 0 && trouble.kind == FileTrouble::Kind::none) trouble = trouble_of(errno);
    return trouble;
}

}  // namespace

DescriptorStream::DescriptorStream(int descriptor, std::function<bool()> goes_on, std::uint64_t bytes_at_most)
    : descriptor_(descriptor), goes_on_(std::move(goes_on)), bytes_at_most_(bytes_at_most), piece_(bytes_of_a_piece) {
    setp(piece_.data(), piece_.data() + piece_.size());
}

bool DescriptorStream::flush_pieces() {
    if (failed_) return false;
    const char* from = pbase();
    auto left = static_cast<std::size_t>(pptr() - pbase());
    too_large_ = bytes_ + left > bytes_at_most_;
    failed_ = too_large_ || !goes_on_();
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

FileTrouble write_whole(const std::filesystem::path& file, const std::function<bool()>& goes_on,
                        const std::function<Result<void>(std::ostream&)>& write) {
    std::filesystem::path part = file;
    part += ".part";
    FileTrouble trouble = write_part(part, goes_on, write);
    if (trouble.kind == FileTrouble::Kind::none && ::rename(part.c_str(), file.c_str()) != 0) trouble = trouble_of(errno);
    if (trouble.kind != FileTrouble::Kind::none) {
        ::unlink(part.c_str());
        return trouble;
    }
    if (const int error = sync_folder(file.parent_path())) return trouble_of(error);
    return {};
}

}  // namespace hearthside
