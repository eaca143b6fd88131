// SPDX-License-Identifier: Apache-2.0
// Writes one Change as SQL statements, inside the caller's transaction.
#pragma once

#include "core/huddle/change.h"
#include "core/store/connection.h"

namespace hearthside::store {

// Throws SQLite::Exception; the caller rolls back.
void write_change(Statements& statements, const huddle::Change& change);

}  // namespace hearthside::store
