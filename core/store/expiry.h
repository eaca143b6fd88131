// What has been kept long enough leaves the record (core/huddle/retention.h says how long, the Room when).
#pragma once

#include "core/huddle/retention.h"
#include "core/store/connection.h"

namespace hearthside {

// All throw SQLite::Exception; those that write belong into the caller's transaction.

// A new day has begun: deletes notes that the rule no longer keeps, but those that were set aside, which have a rule of
// their own; lessons with all their actions, unless one is still tried; questions that are closed; lessons from other
// teams. Returns whether anything went.
bool expire(Statements& in, const Retention& retention, Day today);

// The days that were seen so far; of a record that never saw one, the day of its newest huddle.
SeenDays seen_days(Statements& in);

// Renews them by `today`, and tells what they are now.
SeenDays see_day(Statements& in, Day today);

// What there is that expire() will delete one day. Only reads.
KeptDays kept_days(Statements& in);

// The same of the record in `folder`, for whoever only reads it; any thread. Problems: those of open_for_reading.
Result<KeptDays> read_kept_days(const std::filesystem::path& folder);

}  // namespace hearthside
