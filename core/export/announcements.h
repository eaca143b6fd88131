// That the record left the kiosk, for the team to see: who takes a file out adds a line to DATA/announcements.jsonl, and
// home tells of it for a day. A line holds the days of the record and when it left; never who, where to, or what of it.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

struct ExportedDays {
    std::optional<Day> from, to;  // both ends included; none is open

    friend bool operator==(const ExportedDays&, const ExportedDays&) = default;
};

inline constexpr Milliseconds announced_for = std::chrono::hours(24);

// Any thread, any process; blocks for the disk. Called when an export begins: one that was stopped half way has left too,
// as far as anybody knows. `wall` is the wall clock. Problem (not_saved): nothing was announced.
Result<void> announce_export(const std::filesystem::path& data, const ExportedDays& days, Instant wall);

// Those of the last day, newest first, each span once, at most ten. A line that cannot be read is passed over, as is one
// of a day to come. Blocks for the disk. Once nothing in the file is to be told any more, the file goes.
std::vector<ExportedDays> read_announcements(const std::filesystem::path& data, Instant wall);

}  // namespace hearthside
