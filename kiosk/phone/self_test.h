// SPDX-License-Identifier: Apache-2.0
// Does what a phone does: connects to the address in the QR code and fetches its page. It says in one
// sentence why phones cannot connect, where the kiosk can know it. Blocks, so never call it on the frame
// loop's thread.
#pragma once

#include <string>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside::phone {

// `url` is the address in the code, http or https; empty when the kiosk has none. A problem (conflict) says
// what the obstacle is. The kiosk cannot detect a Wi-Fi that isolates its guests; only a real phone can show
// that.
huddle::Result<void> test_phone_address(const std::string& url,
                                        huddle::Milliseconds timeout = huddle::Milliseconds(3000));

}  // namespace hearthside::phone
