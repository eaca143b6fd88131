// SPDX-License-Identifier: Apache-2.0
// Opens the socket that the phone server listens on, and says plainly why when that fails.
#pragma once

#include <string>

#include "core/huddle/result.h"

namespace hearthside::web {

struct ListeningSocket {
    int descriptor = -1;  // the caller closes it
    bool ipv6 = false;
};

// `address` is an IP address or "localhost"; port 0 takes a free one. "::" listens on IPv4 too.
// Problems: the port is in use (conflict); not an address of this machine, though it may become one (busy);
// not an address, not a port, or not allowed for this account (invalid).
huddle::Result<ListeningSocket> open_listening_socket(const std::string& address, int port);

}  // namespace hearthside::web
