// SPDX-License-Identifier: Apache-2.0
// A site's own name for the kiosk ("https://notes.ward.example"): the address in the QR code when a proxy or
// a name server is in front of the kiosk.
#pragma once

#include <string>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside::web {

struct PublicAddress {
    std::string origin;  // "https://notes.ward.example", as in a browser's Origin; no '/' at the end
    std::string host;    // "notes.ward.example", as in a Host field; with the port unless it is the scheme's
};

// Problems (invalid): not http or https, no host, a path, a user or a query.
huddle::Result<PublicAddress> read_public_address(std::string_view url);

}  // namespace hearthside::web
