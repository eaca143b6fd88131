// SPDX-License-Identifier: Apache-2.0
#include "core/export/announcements.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/files/json.h"
#include "core/files/safe_file.h"

namespace hearthside::exports {

namespace {

constexpr std::size_t bytes_at_most = 256 * 1024, told_at_most = 10;
// A line may be this far ahead, because the clock may have been set back a little since.
constexpr huddle::Milliseconds ahead_at_most = std::chrono::hours(2);

// Held while a process adds a line or empties the file, so that no line is lost in between.
class Held {
public:
    Held(const std::filesystem::path& data, int flags)
        : file_(::open((data / "announcements.jsonl").c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {
        struct stat there {};
        const bool plain = file_ >= 0 && ::fstat(file_, &there) == 0 && S_ISREG(there.st_mode);
        if (file_ >= 0 && (!plain || ::flock(file_, LOCK_EX) != 0)) {
            ::close(file_);
            file_ = -1;
        }
    }
    ~Held() {
        if (file_ >= 0) ::close(file_);
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    int file() const { return file_; }

private:
    int file_;
};

std::string line_of(const ExportedDays& days, huddle::Instant wall) {
    files::Json line{{"at", wall.time_since_epoch().count()}};
    if (days.from) line["from"] = huddle::to_text(*days.from);
    if (days.to) line["to"] = huddle::to_text(*days.to);
    return line.dump() + "\n";
}

struct Announced {
    std::int64_t at = 0;
    ExportedDays days;
};

std::optional<Announced> announced_of(std::string_view text) {
    const auto line = files::Json::parse(text);
    const files::Json* at = line ? line->find("at") : nullptr;
    if (!at || !at->integer()) return std::nullopt;
    Announced found{*at->integer(), {}};
    for (const auto& [key, place] : {std::pair{"from", &found.days.from}, {"to", &found.days.to}}) {
        const files::Json* day = line->find(key);
        if (!day) continue;
        if (!day->text() || !(*place = huddle::day_from_text(*day->text()))) return std::nullopt;
    }
    if (found.days.from && found.days.to && *found.days.from > *found.days.to) return std::nullopt;
    return found;
}

std::string all_of(int file) {
    std::string bytes(bytes_at_most, '\0');
    const ssize_t count = ::pread(file, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

}  // namespace

huddle::Result<void> announce_export(const std::filesystem::path& data, const ExportedDays& days,
                                     huddle::Instant wall) {
    const Held held(data, O_RDWR | O_APPEND | O_CREAT);
    std::string line = line_of(days, wall);
    struct stat there {};
    // The reader stops at a maximum size, so the newest line must not lie beyond it.
    if (held.file() >= 0 && ::fstat(held.file(), &there) == 0) {
        if (there.st_size + static_cast<off_t>(line.size()) >= static_cast<off_t>(bytes_at_most)) {
            (void)!::ftruncate(held.file(), 0);
        } else if (char last = '\n';
                   there.st_size > 0 && ::pread(held.file(), &last, 1, there.st_size - 1) == 1 && last != '\n') {
            line.insert(0, 1, '\n');  // an unfinished line before this one must not spoil it
        }
    }
    if (held.file() < 0 || ::write(held.file(), line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        ::fsync(held.file()) != 0) {
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               "The export could not be announced on the kiosk, so nothing was exported."};
    }
    if (there.st_size == 0) files::sync_folder(data);
    return {};
}

std::vector<ExportedDays> read_announcements(const std::filesystem::path& data, huddle::Instant wall) {
    std::vector<Announced> told;
    bool waiting = false;
    const Held held(data, O_RDWR);
    if (held.file() < 0) return {};
    const std::string bytes = all_of(held.file());
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        if (const auto line = announced_of(std::string_view(bytes).substr(begin, end - begin))) {
            const huddle::Milliseconds age = wall - huddle::Instant{huddle::Milliseconds{line->at}};
            if (age < announced_for && age > -ahead_at_most) told.push_back(*line);
            // The clock may have jumped. A line far in the future is kept for a while, but not shown.
            waiting = waiting || age < announced_for;
        }
        begin = end + 1;
    }
    if (!waiting && !bytes.empty()) (void)!::ftruncate(held.file(), 0);
    std::stable_sort(told.begin(), told.end(),
                     [](const Announced& left, const Announced& right) { return left.at > right.at; });
    std::vector<ExportedDays> days;
    for (const Announced& it : told) {
        if (days.size() < told_at_most && std::find(days.begin(), days.end(), it.days) == days.end())
            days.push_back(it.days);
    }
    return days;
}

}  // namespace hearthside::exports
