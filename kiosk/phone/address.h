// Finds the address that phones on the same network can reach this kiosk at: the one of the
// interface with the default route. Reads the kernel's own tables; asks nothing of the network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

// The interface of the default route with the smallest metric, from the text of /proc/net/route and
// of /proc/net/ipv6_route.
std::optional<std::string> default_interface(std::string_view proc_net_route);
std::optional<std::string> default_interface_ipv6(std::string_view proc_net_ipv6_route);

// The address to show to phones, without brackets: IPv4 on the default route, else IPv6 on it, else
// any other address that is up, else 127.0.0.1. Link-local IPv6 is never chosen: it cannot be
// written in a link.
std::string find_own_address();

// Every address of this machine that is up, loopback included; without link-local IPv6.
std::vector<std::string> own_addresses();

bool is_ipv6(std::string_view address);
// How an address stands in a link: IPv6 in brackets.
std::string in_link(std::string_view address);

}  // namespace hearthside
