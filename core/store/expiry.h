// What has been kept long enough leaves the record (core/huddle/retention.h says how long, the Room when).
#pragma once

#include "core/huddle/retention.h"
#include "core/store/connection.h"

namespace hearthside {

// Both throw SQLite::Exception, and belong into the caller's transaction.

// Notes `today` finds older than the rule allows, but those that were set aside, which have a rule of their own; lessons
// with all their actions, unless one is still tried; questions that are closed; lessons from other teams. Returns whether
// anything went.
bool expire(Statements& in, const Retention& retention, Day today);

// Reads and renews the last day that was seen.
SeenDays see_day(Statements& in, Day today);

}  // namespace hearthside
