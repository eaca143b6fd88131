// SPDX-License-Identifier: Apache-2.0
// Tells the team that the record was exported. Each export adds a line to DATA/announcements.jsonl, and the
// home screen shows it for a day. A line holds the days of the record and the time of the export. It never
// holds who exported, where to, or which part.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside::exports {

struct ExportedDays {
    std::optional<huddle::Day> from, to;  // both ends included; none: open

    friend bool operator==(const ExportedDays&, const ExportedDays&) = default;
};

inline constexpr huddle::Milliseconds announced_for = std::chrono::hours(24);

// Any thread, any process. Blocks for the disk. Call it when an export begins, because an export that was
// stopped half way may have left the kiosk too. `wall` is the wall clock. Problem (not_saved): nothing was
// announced.
huddle::Result<void> announce_export(const std::filesystem::path& data, const ExportedDays& days, huddle::Instant wall);

// The exports of the last day, newest first, each span once, at most ten. Lines that cannot be read or that
// lie in the future are skipped. Blocks for the disk. The file is emptied once it holds nothing that will be
// shown.
std::vector<ExportedDays> read_announcements(const std::filesystem::path& data, huddle::Instant wall);

}  // namespace hearthside::exports
