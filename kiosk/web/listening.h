// Opens the socket that the phone face listens on, and says plainly why when it cannot be had.
#pragma once

#include <string>

#include "core/huddle/result.h"

namespace hearthside {

struct ListeningSocket {
    int descriptor = -1;  // the caller's to close
    bool ipv6 = false;
};

// `address` is an IP address or "localhost"; port 0 takes a free one. "::" listens on IPv4 too.
// Problems: the port is in use (conflict); not an address of this machine, which it may become (busy); not an address,
// not a port, or not allowed to this account (invalid).
Result<ListeningSocket> open_listening_socket(const std::string& address, int port);

}  // namespace hearthside
