#include "core/huddle/retention.h"

namespace hearthside {

SeenDays seen(const SeenDays& before, Day today) {
    if (!before.last) return {today, 0};
    const auto step = today - *before.last;
    if (step < std::chrono::days{0} || step > believable_step) return {today, doubted_days};
    const bool later = step > std::chrono::days{0};
    return {today, later && before.doubt > 0 ? before.doubt - 1 : before.doubt};
}

}  // namespace hearthside
