// What a Change does to the State. It cannot fail: whoever decided has already checked.
#pragma once

#include "core/huddle/change.h"
#include "core/huddle/state.h"

namespace hearthside {

void apply(State& state, const Change& change);

}  // namespace hearthside
