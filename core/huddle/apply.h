// SPDX-License-Identifier: Apache-2.0
// Applies a Change to the State. It cannot fail, because decide() has already checked the Change.
#pragma once

#include "core/huddle/change.h"
#include "core/huddle/state.h"

namespace hearthside::huddle {

void apply(State& state, const Change& change);

}  // namespace hearthside::huddle
