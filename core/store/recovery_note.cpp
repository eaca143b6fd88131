// SPDX-License-Identifier: Apache-2.0
#include "core/store/recovery_note.h"

#include <charconv>

#include "core/files/safe_file.h"

namespace hearthside::store {

namespace {

constexpr huddle::Milliseconds said_for = std::chrono::hours(24);
constexpr std::size_t bytes_at_most = 4096;

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "recovery-note"; }

}  // namespace

void keep_recovery_note(const std::filesystem::path& folder, const std::string& sentence, huddle::Instant wall) {
    (void)files::write_whole_file(file_in(folder),
                                  std::to_string(wall.time_since_epoch().count()) + "\n" + sentence + "\n", 0600);
}

std::string recent_recovery_note(const std::filesystem::path& folder, huddle::Instant wall) {
    const auto bytes = files::read_whole_file(file_in(folder), bytes_at_most);
    const std::size_t end = bytes ? bytes->find('\n') : std::string::npos;
    if (end == std::string::npos) return {};
    std::int64_t at = 0;
    const auto read = std::from_chars(bytes->data(), bytes->data() + end, at);
    const huddle::Milliseconds age = wall - huddle::Instant{huddle::Milliseconds{at}};
    if (read.ptr != bytes->data() + end || age >= said_for || age <= -said_for) {
        std::error_code ignored;
        std::filesystem::remove(file_in(folder), ignored);
        return {};
    }
    std::string sentence = bytes->substr(end + 1);
    while (!sentence.empty() && sentence.back() == '\n') sentence.pop_back();
    return sentence;
}

}  // namespace hearthside::store
