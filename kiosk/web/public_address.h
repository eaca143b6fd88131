// A site's own name for the kiosk ("https://notes.ward.example"): what the QR code says when a proxy
// or a name server stands before us.
#pragma once

#include <string>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside {

struct PublicAddress {
    std::string origin;  // "https://notes.ward.example", as a browser's Origin says it; no '/' at the end
    std::string
        host;  // "notes.ward.example", as a Host field says it; with the port unless it is the scheme's
};

// Problems (invalid): not http or https, no host, a path, a user or a query.
Result<PublicAddress> read_public_address(std::string_view url);

}  // namespace hearthside
