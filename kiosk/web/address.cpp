// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "core/files/folders.h"
#include "core/text/language.h"

namespace hearthside::web {

namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (;;) {
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos) return words;
        line.remove_prefix(start);
        const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::optional<unsigned long> number(std::string_view text, int base) {
    unsigned long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool all_zero(std::string_view text) { return !text.empty() && text.find_first_not_of('0') == std::string_view::npos; }

// From linux/route.h and linux/ipv6_route.h, which conflict with libc's headers.
constexpr unsigned long route_up = 0x1;
constexpr unsigned long route_reject = 0x200;

struct Best {
    std::optional<std::string> interface;
    unsigned long metric = 0;

    void offer(std::string_view name, unsigned long with_metric) {
        if (name == "lo" || (interface && metric <= with_metric)) return;
        interface = std::string(name);
        metric = with_metric;
    }
};

std::string text_of(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// What is below an interface: bonds and VLANs name it as lower_..., bridges list their ports in brif.
bool has_hardware(const fs::path& interface, int deep = 0) {
    std::error_code error;
    if (fs::exists(interface / "device", error)) return true;
    if (deep == 3) return false;
    const auto any = [&](const fs::path& folder, std::string_view beginning) {
        bool found = false;
        files::each_name(folder, [&](std::string_view name) {
            found = name.starts_with(beginning) &&
                    has_hardware(interface.parent_path() / name.substr(beginning.size()), deep + 1);
            return !found;
        });
        return found;
    };
    return any(interface, "lower_") || any(interface / "brif", "");
}

InterfaceFacts facts_of(const std::string& name) {
    const fs::path interface = fs::path("/sys/class/net") / name;
    std::error_code ignored;
    InterfaceFacts facts{
        .device = has_hardware(interface),
        .wireless = fs::exists(interface / "wireless", ignored) || fs::exists(interface / "phy80211", ignored),
        .bridge = fs::exists(interface / "bridge", ignored),
        .tun = fs::exists(interface / "tun_flags", ignored)};
    const std::string type = text_of((interface / "type").string());
    if (const auto value = number(type.substr(0, type.find('\n')), 10)) facts.type = static_cast<int>(*value);
    return facts;
}

// Private address ranges, where a ward's phones are.
bool is_private(const std::string& address) {
    in_addr raw{};
    if (inet_pton(AF_INET, address.c_str(), &raw) != 1) return false;
    const std::uint32_t value = ntohl(raw.s_addr);
    return value >> 24 == 10 || value >> 20 == 0xac1 || value >> 16 == 0xc0a8;
}

std::vector<OwnAddress> list_addresses() {
    ifaddrs* raw = nullptr;
    if (getifaddrs(&raw) != 0) return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> list(raw, &freeifaddrs);
    std::vector<OwnAddress> result;
    std::map<std::string, Medium> media;
    for (const ifaddrs* entry = list.get(); entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr || (entry->ifa_flags & IFF_UP) == 0) continue;
        char text[INET6_ADDRSTRLEN] = {};
        const int family = entry->ifa_addr->sa_family;
        if (family == AF_INET) {
            const auto* address = reinterpret_cast<const sockaddr_in*>(entry->ifa_addr);
            inet_ntop(AF_INET, &address->sin_addr, text, sizeof text);
        } else if (family == AF_INET6) {
            const auto* address = reinterpret_cast<const sockaddr_in6*>(entry->ifa_addr);
            if (IN6_IS_ADDR_LINKLOCAL(&address->sin6_addr)) continue;
            inet_ntop(AF_INET6, &address->sin6_addr, text, sizeof text);
        } else {
            continue;
        }
        const std::string name = entry->ifa_name;
        const bool loopback = (entry->ifa_flags & IFF_LOOPBACK) != 0;
        if (!loopback && !media.contains(name)) media[name] = medium_of(name, facts_of(name));
        result.push_back({.interface = name,
                          .address = text,
                          .ipv6 = family == AF_INET6,
                          .loopback = loopback,
                          .medium = loopback ? Medium::computer : media[name],
                          .carrier = (entry->ifa_flags & IFF_RUNNING) != 0});
    }
    return result;
}

}  // namespace

std::optional<std::string> default_interface(std::string_view proc_net_route) {
    Best best;
    for (const std::string_view line : lines_of(proc_net_route)) {
        // Iface Destination Gateway Flags RefCnt Use Metric Mask ...
        const auto words = words_of(line);
        if (words.size() < 8 || !all_zero(words[1]) || !all_zero(words[7])) continue;
        const auto flags = number(words[3], 16);
        const auto metric = number(words[6], 10);
        if (!flags || !metric || (*flags & route_up) == 0 || (*flags & route_reject) != 0) continue;
        best.offer(words[0], *metric);
    }
    return best.interface;
}

Medium medium_of(std::string_view name, const InterfaceFacts& facts) {
    const auto is_named = [name](const auto& beginnings) {
        return std::ranges::any_of(beginnings, [name](std::string_view one) { return name.starts_with(one); });
    };
    constexpr std::array<std::string_view, 12> of_containers{"docker", "br-", "veth", "virbr",  "vnet",    "lxc",
                                                             "lxd",    "cni", "cali", "podman", "flannel", "vmnet"};
    constexpr std::array<std::string_view, 8> of_tunnels{"tun",       "tap", "wg",   "ppp",
                                                         "tailscale", "zt",  "utun", "nordlynx"};
    constexpr std::array<std::string_view, 2> of_cables{"eth", "en"};
    constexpr int ethernet = 1;
    if (is_named(of_containers)) return Medium::computer;
    if (facts.tun || is_named(of_tunnels)) return Medium::tunnel;
    // With hardware below it, a bridge is the ward's own network. Without, it holds containers.
    if (facts.wireless || facts.device) return Medium::network;
    if (facts.bridge) return Medium::computer;
    if (facts.type != ethernet) return Medium::tunnel;
    // The cable of a container or a virtual machine in which the kiosk runs.
    return is_named(of_cables) ? Medium::network : Medium::unknown;
}

std::vector<PhoneAddress> phone_addresses(const std::vector<OwnAddress>& own,
                                          const std::optional<std::string>& default_interface,
                                          const std::string& wanted) {
    struct Ranked {
        PhoneAddress way;
        std::array<int, 6> rank;  // a smaller value is likelier
    };
    std::vector<Ranked> all;
    for (const OwnAddress& one : own) {
        if (one.ipv6 || one.loopback || is_loopback(one.address)) continue;
        const bool chosen = !wanted.empty() && one.interface == wanted;
        const bool link_local = one.address.starts_with("169.254.");
        const bool inside = one.medium == Medium::computer;
        PhoneAddress way{.interface = one.interface,
                         .address = one.address,
                         .reason = {},
                         .usable = !link_local && (chosen || !inside)};
        if (link_local)
            way.reason = text::translatable("No network gave this address.");
        else if (inside)
            way.reason = text::translatable("It works on this computer only.");
        else if (!one.carrier)
            way.reason = text::translatable("No cable or Wi-Fi is connected.");
        else if (one.medium == Medium::tunnel)
            way.reason = text::translatable("A VPN. Phones here are rarely on it.");
        else
            way.reason = text::translatable("Phones on this network can use it.");
        const bool on_default = default_interface && one.interface == *default_interface;
        all.push_back({std::move(way),
                       {way.usable ? 0 : 1, chosen ? 0 : 1, one.carrier ? 0 : 1, static_cast<int>(one.medium),
                        on_default ? 0 : 1, is_private(one.address) ? 0 : 1}});
    }
    std::ranges::stable_sort(all, {}, &Ranked::rank);
    std::vector<PhoneAddress> ways;
    for (Ranked& one : all) ways.push_back(std::move(one.way));
    if (!ways.empty()) ways.front().in_code = ways.front().usable;
    return ways;
}

std::vector<PhoneAddress> phone_addresses(const std::string& wanted) {
    return phone_addresses(list_addresses(), default_interface(text_of("/proc/net/route")), wanted);
}

std::optional<std::string> address_for_phones(const std::vector<OwnAddress>& own,
                                              const std::optional<std::string>& default_interface,
                                              const std::string& wanted) {
    const auto ways = phone_addresses(own, default_interface, wanted);
    if (ways.empty() || !ways.front().usable) return std::nullopt;
    return ways.front().address;
}

std::string find_own_address(const std::string& wanted) {
    return address_for_phones(list_addresses(), default_interface(text_of("/proc/net/route")), wanted)
        .value_or("127.0.0.1");
}

std::string why_unreachable(const std::vector<OwnAddress>& own) {
    const bool only_ipv6 = std::ranges::any_of(own, [](const OwnAddress& one) { return one.ipv6 && !one.loopback; });
    if (only_ipv6) {
        return "This network has IPv6 addresses only, and not every phone can open one. Please give the "
               "kiosk an "
               "IPv4 address, or a name of its own with --public-url.";
    }
    return "This kiosk is on no network, so phones cannot reach it. Notes can be written here.";
}

std::string why_unreachable() { return why_unreachable(list_addresses()); }

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

std::vector<std::string> own_addresses() {
    std::vector<std::string> result;
    for (const OwnAddress& own : list_addresses()) result.push_back(own.address);
    return result;
}

bool is_ipv6(std::string_view address) { return address.find(':') != std::string_view::npos; }

std::string in_link(std::string_view address) {
    return is_ipv6(address) ? "[" + std::string(address) + "]" : std::string(address);
}

}  // namespace hearthside::web
