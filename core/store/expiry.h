// SPDX-License-Identifier: Apache-2.0
// Deletes from the record what is past its time. core/huddle/retention.h says how long things are kept, and
// the Room says when to delete.
#pragma once

#include "core/huddle/retention.h"
#include "core/store/connection.h"

namespace hearthside::store {

// All throw SQLite::Exception. Those that write belong in the caller's transaction.

// Call this when a new day has begun. It deletes notes past their time, except set-aside ones, which have a
// rule of their own; lessons with all their actions, unless one is still being tried; closed questions; and
// lessons from other teams. Returns whether anything was deleted.
bool expire(Statements& in, const huddle::Retention& retention, huddle::Day today);

// The days seen so far. For a record without any, the day of its newest huddle.
huddle::SeenDays seen_days(Statements& in);

// Updates them with `today` and returns them.
huddle::SeenDays see_day(Statements& in, huddle::Day today);

// What expire() will delete in future. Only reads.
huddle::KeptDays kept_days(Statements& in);

// The same for the record in `folder`, for callers that only read it. Any thread. Problems: those of
// open_for_reading.
huddle::Result<huddle::KeptDays> read_kept_days(const std::filesystem::path& folder);

}  // namespace hearthside::store
