// SPDX-License-Identifier: Apache-2.0
// Loads the State from the tables. It equals the State that apply() made.
#pragma once

#include "core/huddle/state.h"
#include "core/store/connection.h"

namespace hearthside::store {

// Throws SQLite::Exception, or Unreadable when the tables hold something that the kiosk never writes.
huddle::State load_state(Statements& from);

}  // namespace hearthside::store
