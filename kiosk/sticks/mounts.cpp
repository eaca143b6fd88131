// SPDX-License-Identifier: Apache-2.0
#include "kiosk/sticks/mounts.h"

#include <sys/mount.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace hearthside::sticks {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> places{"/media/", "/run/media/", "/mnt/"};

// The kernel writes a space as \040 and so on.
std::string unescaped(std::string_view text) {
    const auto octal = [](char digit) { return digit >= '0' && digit <= '7'; };
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool code = text[at] == '\\' && at + 3 < text.size() && octal(text[at + 1]) && octal(text[at + 2]) &&
                          octal(text[at + 3]);
        if (!code) {
            plain += text[at];
            continue;
        }
        plain += static_cast<char>((text[at + 1] - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0'));
        at += 3;
    }
    return plain;
}

std::string first_word_of(const fs::path& file) {
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

// `device` is a disk or a partition, as a real folder below /sys.
std::optional<std::uint64_t> removable_size(const fs::path& device) {
    std::error_code error;
    const fs::path disk = fs::exists(device / "removable", error) ? device : device.parent_path();
    const std::string removable = first_word_of(disk / "removable");
    // Disks in a USB case report themselves as fixed.
    const bool by_usb = disk.string().find("/usb") != std::string::npos;
    if (removable.empty() || (removable != "1" && !by_usb)) return std::nullopt;
    std::uint64_t sectors = 0;
    std::istringstream(first_word_of(device / "size")) >> sectors;
    return sectors * 512;
}

class MountSticks final : public Sticks {
public:
    huddle::Result<std::vector<Stick>> look() override {
        std::ifstream in("/proc/self/mountinfo", std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (text.empty())
            return huddle::Problem{huddle::ProblemKind::invalid, "This machine does not tell what is mounted."};
        return sticks_in(text, "/sys/dev/block");
    }

    huddle::Result<fs::path> open(const Stick& stick) override {
        const auto there = look();
        if (!there) return there.problem();
        if (std::ranges::find(*there, stick.id, &Stick::id) == there->end()) return stick_has_gone();
        return stick.folder;
    }

    huddle::Result<Release> let_go(const Stick&, const fs::path& folder) override {
        if (auto written = write_out(folder); !written) return written.problem();
        if (::umount2(folder.c_str(), UMOUNT_NOFOLLOW) == 0) return Release::safe;
        return errno == EBUSY ? Release::in_use : Release::written;
    }
};

}  // namespace

std::vector<Stick> sticks_in(std::string_view mountinfo, const fs::path& devices) {
    std::vector<Stick> found;
    std::istringstream lines{std::string(mountinfo)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string id, parent, device, root, folder;
        if (!(words >> id >> parent >> device >> root >> folder)) continue;
        folder = unescaped(folder);
        const auto below = [&](std::string_view place) {
            return folder.starts_with(place) && folder.size() > place.size();
        };
        // A part of a file system that is mounted a second time is not a separate stick.
        if (root != "/" || std::ranges::none_of(places, below)) continue;
        std::error_code error;
        const fs::path real = fs::canonical(devices / device, error);
        if (error) continue;
        const auto size = removable_size(real);
        if (!size) continue;
        const fs::path where(folder);
        found.push_back({.id = folder, .name = where.filename().string(), .size_bytes = *size, .folder = where});
    }
    std::ranges::sort(found, {}, &Stick::name);
    return found;
}

std::unique_ptr<Sticks> sticks_of_mounts() { return std::make_unique<MountSticks>(); }

}  // namespace hearthside::sticks
