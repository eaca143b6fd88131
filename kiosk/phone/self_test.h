// Does what a phone does: connects to the address of the QR code and fetches its page. It says in one
// sentence why phones cannot, where the kiosk can know it. Blocks; not for the frame loop's thread.
#pragma once

#include <string>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

// `url` is what the code holds, http or https; empty: the kiosk knows no address. A problem (conflict)
// says what is in the way. From this machine alone nobody can tell whether the Wi-Fi keeps its guests
// apart: a real phone has the last word.
Result<void> test_phone_address(const std::string& url, Milliseconds timeout = Milliseconds(3000));

}  // namespace hearthside
