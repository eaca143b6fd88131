#include "kiosk/phone/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <memory>

namespace hearthside {

namespace {

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

bool all_zero(std::string_view text) {
    return !text.empty() && text.find_first_not_of('0') == std::string_view::npos;
}

// From linux/route.h and linux/ipv6_route.h, whose own headers clash with libc's.
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

std::vector<OwnAddress> list_addresses() {
    ifaddrs* raw = nullptr;
    if (getifaddrs(&raw) != 0) return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> list(raw, &freeifaddrs);
    std::vector<OwnAddress> result;
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
        result.push_back({.interface = entry->ifa_name,
                          .address = text,
                          .ipv6 = family == AF_INET6,
                          .loopback = (entry->ifa_flags & IFF_LOOPBACK) != 0});
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

std::optional<std::string> address_for_phones(const std::vector<OwnAddress>& own,
                                              const std::optional<std::string>& default_interface) {
    const auto fits = [](const OwnAddress& one) { return !one.ipv6 && !one.loopback; };
    auto found = std::ranges::find_if(own, [&](const OwnAddress& one) {
        return fits(one) && default_interface && one.interface == *default_interface;
    });
    // A network of its own, without a way out, is how many wards will set this up.
    if (found == own.end()) found = std::ranges::find_if(own, fits);
    if (found == own.end()) return std::nullopt;
    return found->address;
}

std::string find_own_address() {
    return address_for_phones(list_addresses(), default_interface(text_of("/proc/net/route")))
        .value_or("127.0.0.1");
}

std::string why_unreachable(const std::vector<OwnAddress>& own) {
    const bool only_ipv6 =
        std::ranges::any_of(own, [](const OwnAddress& one) { return one.ipv6 && !one.loopback; });
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

}  // namespace hearthside
