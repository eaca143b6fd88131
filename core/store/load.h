// The State from the tables, as apply() would have made it.
#pragma once

#include "core/huddle/state.h"
#include "core/store/connection.h"

namespace hearthside {

// Throws SQLite::Exception, or Unreadable when the tables hold what the kiosk never writes.
State load_state(Statements& from);

}  // namespace hearthside
