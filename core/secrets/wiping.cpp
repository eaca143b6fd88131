// SPDX-License-Identifier: Apache-2.0
#include "core/secrets/wiping.h"

#include <cstring>

namespace hearthside::secrets {

[[gnu::noinline]] void wipe_stack() {
    char below[128 * 1024];
    explicit_bzero(below, sizeof below);
}

}  // namespace hearthside::secrets
