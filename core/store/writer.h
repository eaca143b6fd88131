// One Change as the statements that keep it. Runs inside the transaction of whoever calls.
#pragma once

#include "core/huddle/change.h"
#include "core/store/connection.h"

namespace hearthside {

// Throws SQLite::Exception; the caller rolls back.
void write_change(Statements& statements, const Change& change);

}  // namespace hearthside
