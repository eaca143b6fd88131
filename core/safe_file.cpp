#include "core/safe_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace hearthside {

namespace {

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

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Problem not_saved(const std::filesystem::path& file) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return {ProblemKind::not_saved,
            file.filename().string() + " could not be saved: " +
                (full ? "the disk is full." : std::strerror(errno) + std::string("."))};
}

}  // namespace

Result<void> write_whole_file(const std::filesystem::path& named, std::string_view bytes, unsigned mode) {
    std::error_code error;
    std::filesystem::path file = std::filesystem::weakly_canonical(named, error);
    if (error) file = named;
    struct stat old {};
    if (::stat(file.c_str(), &old) == 0) mode = old.st_mode & 07777;

    std::string beside = file.string() + ".XXXXXX";
    Descriptor out(::mkostemp(beside.data(), O_CLOEXEC));
    if (out.number() < 0) return not_saved(file);
    const bool written = write_all(out.number(), bytes) && ::fchmod(out.number(), mode) == 0 &&
                         ::fsync(out.number()) == 0 && out.close() &&
                         ::rename(beside.c_str(), file.c_str()) == 0;
    if (!written) {
        Problem problem = not_saved(file);
        ::unlink(beside.c_str());
        return problem;
    }
    const Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) return not_saved(file);
    return {};
}

std::optional<std::string> read_whole_file(const std::filesystem::path& file, std::size_t bytes_at_most) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (in.number() < 0 || ::fstat(in.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
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

}  // namespace hearthside
