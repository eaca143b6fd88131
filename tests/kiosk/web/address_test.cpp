// SPDX-License-Identifier: Apache-2.0
// The address that a phone is given, and the one that a configuration may name.
#include "kiosk/web/address.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/web/public_address.h"

namespace hearthside::web {
namespace {

TEST(Address, TakesTheDefaultRouteWithTheSmallestMetric) {
    const char* routes =
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
        "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n"
        "eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
        "eth1\t00000000\t0103A8C0\t0002\t0\t0\t10\t00000000\t0\t0\t0\n";
    EXPECT_EQ(default_interface(routes), "eth0");
    EXPECT_EQ(default_interface("Iface\tDestination\n"), std::nullopt);
    EXPECT_EQ(default_interface(""), std::nullopt);
}

OwnAddress own(const char* interface, const char* address, bool loopback = false) {
    return {.interface = interface, .address = address, .ipv6 = is_ipv6(address), .loopback = loopback};
}

// SAFETY 16 does not help when the code leads nowhere. These are tables of interfaces as wards, laptops and servers
// have them.
TEST(Address, PhonesGetTheAddressOfANetworkThatTheyCanBeOn) {
    const auto with = [](const char* interface, const char* address, Medium medium, bool carrier = true) {
        OwnAddress one = own(interface, address);
        one.medium = medium;
        one.carrier = carrier;
        return one;
    };
    const OwnAddress loopback = own("lo", "127.0.0.1", true), docker = with("docker0", "172.17.0.1", Medium::computer),
                     vpn = with("wg0", "10.8.0.2", Medium::tunnel), cable = with("eth0", "10.1.2.3", Medium::network),
                     wifi = with("wlan0", "192.168.1.20", Medium::network),
                     unplugged = with("eth1", "10.9.9.9", Medium::network, false),
                     outside = with("eth2", "51.3.2.1", Medium::network),
                     makeshift = with("wlan1", "169.254.3.4", Medium::network),
                     odd = with("lan0", "192.168.7.1", Medium::unknown);
    struct Case {
        const char* what;
        std::vector<OwnAddress> own;
        std::optional<std::string> route;
        const char* expected;
    };
    const std::vector<Case> cases{
        {"the default route decides between two networks", {loopback, cable, wifi}, "wlan0", "192.168.1.20"},
        {"the same the other way round", {loopback, cable, wifi}, "eth0", "10.1.2.3"},
        {"a container's bridge stands first in the list", {loopback, docker, cable}, std::nullopt, "10.1.2.3"},
        {"a container's bridge has the default route", {loopback, docker, cable}, "docker0", "10.1.2.3"},
        {"a container's bridge alone", {loopback, docker}, "docker0", nullptr},
        {"a VPN has the default route", {loopback, vpn, wifi}, "wg0", "192.168.1.20"},
        {"a VPN alone is better than nothing", {loopback, docker, vpn}, "wg0", "10.8.0.2"},
        {"no cable in the one with the default route", {loopback, unplugged, wifi}, "eth1", "192.168.1.20"},
        {"no cable anywhere", {loopback, unplugged}, "eth1", "10.9.9.9"},
        {"a makeshift address", {loopback, makeshift, odd}, "wlan1", "192.168.7.1"},
        {"a makeshift address alone", {loopback, makeshift}, "wlan1", nullptr},
        {"the internet's own address and a ward's", {loopback, outside, wifi}, std::nullopt, "192.168.1.20"},
        {"an interface of which nothing is known and a VPN", {loopback, vpn, odd}, "wg0", "192.168.7.1"},
        {"the route's interface is gone", {loopback, docker, cable}, "gone0", "10.1.2.3"},
        {"nothing but loopback", {loopback}, std::nullopt, nullptr},
    };
    for (const Case& one : cases) {
        const auto found = address_for_phones(one.own, one.route);
        EXPECT_EQ(found, one.expected ? std::optional<std::string>(one.expected) : std::nullopt) << one.what;
        const auto ways = phone_addresses(one.own, one.route);
        EXPECT_EQ(ways.size(), one.own.size() - 1) << one.what << ": every address is listed";
        for (const PhoneAddress& way : ways) {
            EXPECT_FALSE(way.reason.empty()) << one.what;
            EXPECT_EQ(way.in_code, one.expected && way.address == one.expected) << one.what;
        }
    }
    const std::vector<OwnAddress> all{loopback, docker, vpn, cable, wifi, makeshift};
    EXPECT_EQ(address_for_phones(all, "eth0", "wlan0"), "192.168.1.20") << "people chose it";
    EXPECT_EQ(address_for_phones(all, "eth0", "wg0"), "10.8.0.2");
    EXPECT_EQ(address_for_phones(all, "eth0", "docker0"), "172.17.0.1");
    EXPECT_EQ(address_for_phones(all, "eth0", "wlan1"), "10.1.2.3") << "what they chose has no address now";
    EXPECT_EQ(address_for_phones(all, "eth0", "gone0"), "10.1.2.3");
}

TEST(Address, TellsWhatIsBehindAnInterface) {
    const InterfaceFacts cable{.device = true}, wifi{.device = true, .wireless = true}, nothing{},
        bridge{.bridge = true}, bridge_of_a_place{.device = true, .bridge = true}, tun{.tun = true, .type = 65534},
        no_ethernet{.type = 65534};
    EXPECT_EQ(medium_of("enp3s0", cable), Medium::network);
    EXPECT_EQ(medium_of("wlp2s0", wifi), Medium::network);
    EXPECT_EQ(medium_of("br0", bridge_of_a_place), Medium::network);
    EXPECT_EQ(medium_of("br0", bridge), Medium::computer);
    EXPECT_EQ(medium_of("eth0", nothing), Medium::network) << "the cable of the container we run in";
    for (const char* name :
         {"docker0", "br-1f2e3d", "veth12ab", "virbr0", "vnet3", "lxcbr0", "lxdbr0", "cni0", "podman0", "cali9f"})
        EXPECT_EQ(medium_of(name, nothing), Medium::computer) << name;
    for (const char* name : {"tun0", "tap1", "wg0", "ppp0", "tailscale0"})
        EXPECT_EQ(medium_of(name, nothing), Medium::tunnel) << name;
    EXPECT_EQ(medium_of("hospital", tun), Medium::tunnel);
    EXPECT_EQ(medium_of("hospital", no_ethernet), Medium::tunnel);
    EXPECT_EQ(medium_of("lan0", nothing), Medium::unknown);
}

TEST(Address, Ipv6AloneIsRefusedWithASentence) {
    const std::vector<OwnAddress> only_ipv6{own("lo", "127.0.0.1", true), own("lo", "::1", true),
                                            own("wlan0", "2001:db8::5")};
    EXPECT_EQ(address_for_phones(only_ipv6, "wlan0"), std::nullopt);
    EXPECT_NE(why_unreachable(only_ipv6).find("IPv6 addresses only"), std::string::npos);
    EXPECT_NE(why_unreachable({own("lo", "127.0.0.1", true)}).find("on no network"), std::string::npos);
}

TEST(Address, FindsOneOfThisMachinesOwn) {
    const auto own = own_addresses();
    EXPECT_NE(std::find(own.begin(), own.end(), "127.0.0.1"), own.end());
    EXPECT_NE(std::find(own.begin(), own.end(), find_own_address()), own.end());
    EXPECT_EQ(in_link("2001:db8::1"), "[2001:db8::1]");
    EXPECT_EQ(in_link("192.168.1.20"), "192.168.1.20");
}

TEST(PublicAddress, IsASchemeAndAHostAndNothingMore) {
    const auto plain = read_public_address("https://Notes.Ward.example/");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->origin, "https://notes.ward.example");
    EXPECT_EQ(plain->host, "notes.ward.example");
    EXPECT_EQ(read_public_address("http://10.0.0.5:8080")->host, "10.0.0.5:8080");
    EXPECT_EQ(read_public_address("http://10.0.0.5:80")->origin, "http://10.0.0.5");
    EXPECT_EQ(read_public_address("https://[2001:db8::1]:8443")->host, "[2001:db8::1]:8443");
    for (const char* wrong : {"", "notes.ward.example", "ftp://ward.example", "https://", "https:///x", "https://a/b",
                              "https://a?b", "https://u@a", "https://a:0", "https://a:70000", "https://a:x",
                              "http://a b", "http://:80", "http://a\"b", "https://[::1", "http://a#b"}) {
        EXPECT_FALSE(read_public_address(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace hearthside::web
