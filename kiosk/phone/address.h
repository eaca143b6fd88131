// Finds the address that phones on the same network can reach this kiosk at: the one of the
// interface with the default route. Reads the kernel's own tables; asks nothing of the network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

// The interface of the default route with the smallest metric, from the text of /proc/net/route.
std::optional<std::string> default_interface(std::string_view proc_net_route);

struct OwnAddress {
    std::string interface;
    std::string address;
    bool ipv6 = false;
    bool loopback = false;
};

// The one of `own` that phones can reach: IPv4 on the default route's interface, else any other IPv4;
// none when there is no IPv4 but loopback. IPv6 alone is not enough: half of a ward's phones and most
// of its Wi-Fi would not open such a link.
std::optional<std::string> address_for_phones(const std::vector<OwnAddress>& own,
                                              const std::optional<std::string>& default_interface);

// That of this machine now, else 127.0.0.1.
std::string find_own_address();

// A sentence for people when find_own_address() has found none: no network, or one with IPv6 only.
std::string why_unreachable();
std::string why_unreachable(const std::vector<OwnAddress>& own);

bool is_loopback(std::string_view address);

// Every address of this machine that is up, loopback included; without link-local IPv6.
std::vector<std::string> own_addresses();

bool is_ipv6(std::string_view address);
// How an address stands in a link: IPv6 in brackets.
std::string in_link(std::string_view address);

}  // namespace hearthside
