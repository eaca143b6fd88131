// SPDX-License-Identifier: Apache-2.0
// What a reader of the record wants to export: one huddle, or all of a span of days. A screen that shows the
// record fills it in; the export screen reads it.
#pragma once

#include <optional>

#include "core/store/history.h"

namespace hearthside::screens::frame {

struct TakeAwayAsk {
    store::Span span;  // of days; for a single huddle, the huddle's own day
    std::optional<huddle::HuddleId> huddle;
};

}  // namespace hearthside::screens::frame
