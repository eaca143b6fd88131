// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "kiosk/commands/commands.h"

namespace hearthside::commands {

int fail(const huddle::Problem& problem, int code) {
    fmt::print(stderr, "hearthside: {}\n", problem.sentence);
    return code;
}

}  // namespace hearthside::commands
