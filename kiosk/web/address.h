// SPDX-License-Identifier: Apache-2.0
// Finds the address at which phones on the same network can reach this kiosk: never one inside this computer
// alone, and the ward's own network before a tunnel. Reads the kernel's tables and sends nothing to the
// network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::web {

// The interface of the default route with the smallest metric, from the text of /proc/net/route.
std::optional<std::string> default_interface(std::string_view proc_net_route);

// The kind of connection behind an interface.
enum class Medium {
    network,   // a cable or Wi-Fi, also through a bridge, a bond or a VLAN
    unknown,   // not known
    tunnel,    // a VPN, a modem's line, a virtual machine's tap
    computer,  // containers and virtual machines: leads nowhere else
};

struct OwnAddress {
    std::string interface;
    std::string address;
    bool ipv6 = false;
    bool loopback = false;
    Medium medium = Medium::network;
    bool carrier = true;  // a cable or Wi-Fi is connected
};

// The facts about an interface in /sys/class/net/NAME.
struct InterfaceFacts {
    bool device = false;  // hardware, its own or of an interface below it
    bool wireless = false;
    bool bridge = false;  // a bridge
    bool tun = false;     // made by a program: VPNs, virtual machines
    int type = 1;         // ARPHRD_...: 1 is Ethernet
};
Medium medium_of(std::string_view name, const InterfaceFacts& facts);

// One address of the kiosk, with the reason for or against it.
struct PhoneAddress {
    std::string interface, address;
    std::string_view reason;  // a sentence, in English, for the translation layer
    bool usable = false;      // false for a link-local address, and for one that leads nowhere else
    bool in_code = false;
};

// Every IPv4 address but loopback, the likeliest first. The code uses the first usable one. `wanted` is the
// interface that people chose: it goes first while it has an address, of whatever kind. IPv6 alone is not
// enough: half of a ward's phones and most of its Wi-Fi would not open such a link.
std::vector<PhoneAddress> phone_addresses(const std::vector<OwnAddress>& own,
                                          const std::optional<std::string>& default_interface,
                                          const std::string& wanted = {});
std::vector<PhoneAddress> phone_addresses(const std::string& wanted = {});  // of this machine now

// The address in the code; none when there is none.
std::optional<std::string> address_for_phones(const std::vector<OwnAddress>& own,
                                              const std::optional<std::string>& default_interface,
                                              const std::string& wanted = {});

// The address in the code for this machine now, or else 127.0.0.1.
std::string find_own_address(const std::string& wanted = {});

// A sentence for people when find_own_address() found none: no network, or one with IPv6 only.
std::string why_unreachable();
std::string why_unreachable(const std::vector<OwnAddress>& own);

bool is_loopback(std::string_view address);

// Every address of this machine that is up, with loopback, without link-local IPv6.
std::vector<std::string> own_addresses();

bool is_ipv6(std::string_view address);
// An address as written in a link: IPv6 in brackets.
std::string in_link(std::string_view address);

}  // namespace hearthside::web
