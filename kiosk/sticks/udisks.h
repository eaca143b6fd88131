// SPDX-License-Identifier: Apache-2.0
// Sticks through UDisks2 on the system bus. Connects at the first call, and again when the bus was lost.
#pragma once

#include <memory>

#include "kiosk/sticks/sticks.h"

namespace hearthside::sticks {

std::unique_ptr<Sticks> sticks_of_udisks();

}  // namespace hearthside::sticks
