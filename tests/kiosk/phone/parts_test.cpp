// SPDX-License-Identifier: Apache-2.0
// The phone face's parts that know neither socket nor page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <set>

#include "core/text/qr.h"
#include "kiosk/phone/form.h"
#include "kiosk/phone/page_shares.h"
#include "kiosk/web/address.h"
#include "kiosk/web/crowd.h"
#include "kiosk/web/html.h"
#include "kiosk/web/limiter.h"
#include "kiosk/web/live_listeners.h"
#include "kiosk/web/public_address.h"
#include "kiosk/web/request_head.h"

namespace hearthside {
namespace {

using namespace std::chrono_literals;

Limiter::Time at(std::chrono::seconds since_start) { return Limiter::Time(1000h + since_start); }

TEST(RequestHead, VerdictIsTheSameHoweverTheBytesArrive) {
    const std::string good = "GET /n/abc HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: text/html\r\n\r\n";
    std::mt19937 chance(7);
    for (int round = 0; round < 2000; ++round) {
        std::string head = good;
        const int changes = round % 4;
        for (int change = 0; change < changes; ++change) {
            head[chance() % head.size()] = static_cast<char>(chance() % 256);
        }
        HeadInspector whole;
        const HeadVerdict at_once = whole.look(head);
        HeadInspector piecemeal;
        HeadVerdict last;
        for (std::size_t size = 1; size <= head.size(); ++size) {
            last = piecemeal.look(std::string_view(head).substr(0, size));
            if (last.kind != HeadVerdict::Kind::incomplete) break;
        }
        EXPECT_EQ(last.kind, at_once.kind);
        EXPECT_EQ(last.status, at_once.status);
    }
}

TEST(RequestHead, ATokenIsNeverReadFromAnEmptyName) {
    HeadInspector inspector;
    EXPECT_EQ(inspector.look("GET / HTTP/1.1\r\n: x\r\n\r\n").status, 400);
}

TEST(Form, DecodesWhatBrowsersSend) {
    const auto fields = read_urlencoded("token=a1&round=wins&text=Tea+%26+toast%0D%0A%E2%98%95");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->round, "wins");
    EXPECT_EQ(fields->text, "Tea & toast\r\n\xe2\x98\x95");
    EXPECT_EQ(fields->token, "a1");
}

TEST(Form, TakesATokenOrSaysThatItIsNone) {
    for (const std::string& token : {std::string("a"), std::string("A-9"), std::string(64, 'z')}) {
        const auto fields = read_urlencoded("token=" + token);
        EXPECT_TRUE(fields && fields->token == token && !fields->wrong_token) << token;
    }
    for (const std::string& token : {std::string("a+b"), std::string("%C3%A9"), std::string(65, 'z')}) {
        const auto fields = read_urlencoded("token=" + token);
        EXPECT_TRUE(fields && fields->token.empty() && fields->wrong_token) << token;
    }
    const auto none = read_urlencoded("token=&text=Tea");
    EXPECT_TRUE(none && none->token.empty() && !none->wrong_token);
}

TEST(Form, RefusesBrokenPercentSequences) {
    for (const char* body : {"text=%", "text=%4", "text=%zz", "%G1=x", "text=a%2", "text=%-1", "text=% 1"}) {
        EXPECT_FALSE(read_urlencoded(body)) << body;
    }
}

TEST(Form, RefusesAFieldTwice) {
    EXPECT_FALSE(read_urlencoded("text=a&text=b"));
    EXPECT_FALSE(read_urlencoded("round=wins&%72ound=hope"));
    EXPECT_FALSE(read_json(R"({"text":"a","text":"b"})"));
}

TEST(Form, ReadsJsonObjectsOfStringsOnly) {
    const auto fields = read_json(R"({"round":"hope","text":"Zur\u00fcck \ud83d\ude00","other":"x","token":null})");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->text,
              "Zur\xc3\xbc"
              "ck \xf0\x9f\x98\x80");
    EXPECT_EQ(fields->token, "");
    EXPECT_FALSE(fields->wrong_token);
    for (const char* body : {"", "[]", "\"text\"", "{", R"({"text":1})", R"({"text":{"a":"b"}})", R"({"text":["a"]})",
                             R"({"text":"a"} {"text":"b"})", R"({"text":null})", R"({"text":"\ud800"})", "null"}) {
        EXPECT_FALSE(read_json(body)) << body;
    }
    EXPECT_FALSE(read_json(std::string(16000, '[')));
}

TEST(Html, EscapesWhatCouldBeMarkup) {
    EXPECT_EQ(escaped("<b title=\"x\">&'").markup, "&lt;b title=&quot;x&quot;&gt;&amp;&#39;");
    EXPECT_EQ(escaped("a\x01"
                      "b\xff")
                  .markup,
              "ab\xef\xbf\xbd");
    EXPECT_EQ(escaped("\xed\xa0\x80").markup, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escaped("\xf0\x9f\x98\x80").markup, "\xf0\x9f\x98\x80");
}

TEST(Html, APlaceFilledByAPersonIsNotAPlaceAgain) {
    EXPECT_EQ(filled("{{a}}-{{b}}", {{"a", escaped("{{b}}")}, {"b", {"x"}}}, Language()).markup, "{{b}}-x");
}

// How many different notes pass until one does not.
int notes_until_refused(Limiter& limiter, const PeerId& peer, Limiter::Time now, const std::string& name) {
    int passed = 0;
    while (limiter.ask(peer, name + std::to_string(passed), now) == 0s) ++passed;
    return passed;
}

TEST(Limiter, Safety18LetsSixtyNotesPassInTenMinutesAndNeverThriceAsMany) {
    for (int run = 0; run < 50; ++run) {
        Limiter limiter(60);
        const PeerId peer{1};
        const int first = notes_until_refused(limiter, peer, at(0s), "first");
        EXPECT_GE(first, 60);
        EXPECT_LE(first, 120);
        EXPECT_LE(notes_until_refused(limiter, peer, at(599s), "second"), 120);
        EXPECT_GE(notes_until_refused(limiter, peer, at(1200s), "third"), 60);
    }
}

TEST(Limiter, SaysHowLongToWaitAndKeepsToIt) {
    Limiter limiter(2);
    const PeerId peer{1};
    notes_until_refused(limiter, peer, at(30s), "a");
    const auto wait = limiter.ask(peer, "more", at(30s));
    EXPECT_GE(wait, 1s);
    EXPECT_LE(wait, 600s);
    EXPECT_EQ(limiter.ask(peer, "more", at(30s + wait)), 0s);
}

TEST(Limiter, CountsEachAddressForItself) {
    Limiter limiter(1);
    notes_until_refused(limiter, PeerId{1}, at(0s), "a");
    EXPECT_EQ(limiter.ask(PeerId{2}, "b", at(0s)), 0s);
}

TEST(Limiter, Safety18RepeatedSendingsAreFreeButNotForEver) {
    Limiter limiter(1);
    const PeerId peer{1};
    for (int again = 0; again <= Limiter::free_repeats; ++again) EXPECT_EQ(limiter.ask(peer, "same", at(0s)), 0s);
    const int others = notes_until_refused(limiter, peer, at(0s), "other");
    EXPECT_LE(others, 1) << "what was repeated has cost one";
    Limiter used_up(1);
    used_up.ask(peer, "same", at(0s));
    notes_until_refused(used_up, peer, at(0s), "other");
    EXPECT_EQ(used_up.ask(peer, "same", at(0s)), 0s) << "also when nothing else passes";
    EXPECT_EQ(used_up.ask(peer, "same", at(600s)), 0s);
    EXPECT_GE(notes_until_refused(used_up, peer, at(600s), "new"), 1) << "and in the stretch after its own";
    int endless = 0;
    while (endless < 100 && used_up.ask(peer, "same", at(600s)) == 0s) ++endless;
    EXPECT_LT(endless, 100);
}

// SAFETY 18: somebody behind the ward's address sends until nothing passes. With a limit of exactly 60 this told the
// number of the others' notes; now k and k + 1 look alike, save for one in sixty.
TEST(Limiter, Safety18WhoeverProbesCannotTellOneNoteMoreOfTheOthers) {
    constexpr int tries = 4'000;
    const auto seen_with = [](int notes_of_others) {
        std::map<int, int> seen;
        for (int one = 0; one < tries; ++one) {
            Limiter limiter(60);
            for (int note = 0; note < notes_of_others; ++note)
                limiter.ask(PeerId{1}, "o" + std::to_string(note), at(0s));
            ++seen[notes_until_refused(limiter, PeerId{1}, at(1s), "p")];
        }
        return seen;
    };
    for (const int others : {0, 7, 30}) {
        const auto fewer = seen_with(others), more = seen_with(others + 1);
        // The best guess by any threshold: right in 50 % of all cases and half of this difference.
        int below_fewer = 0, below_more = 0, widest = 0;
        for (int seen = 0; seen <= 121; ++seen) {
            below_fewer += fewer.contains(seen) ? fewer.at(seen) : 0;
            below_more += more.contains(seen) ? more.at(seen) : 0;
            widest = std::max(widest, std::abs(below_fewer - below_more));
        }
        EXPECT_LT(widest, tries * 12 / 100) << others;
        EXPECT_GE(fewer.size(), 55u) << "a limit that hides nothing";
    }
}

// Nor when they came: nothing becomes free before the stretch ends, and its end does not depend on them.
TEST(Limiter, Safety18NothingTellsWhenTheOthersWrote) {
    for (int run = 0; run < 20; ++run) {
        Limiter limiter(5);
        const auto wait_of_alone = [&] {
            notes_until_refused(limiter, PeerId{2}, at(0s), "p");
            return limiter.ask(PeerId{2}, "w", at(0s));
        }();
        limiter.ask(PeerId{1}, "o", at(0s));
        notes_until_refused(limiter, PeerId{1}, at(0s), "p");
        EXPECT_EQ(limiter.ask(PeerId{1}, "w", at(0s)), wait_of_alone);
        for (auto later = 1s; later < wait_of_alone; later += 1s) EXPECT_GT(limiter.ask(PeerId{1}, "w", at(later)), 0s);
        EXPECT_EQ(limiter.ask(PeerId{1}, "w", at(wait_of_alone)), 0s);
    }
}

TEST(Limiter, ForgetsOldAddressesAndNeverTheBusiest) {
    Limiter limiter(3);
    const PeerId busy{255};
    notes_until_refused(limiter, busy, at(0s), "b");
    for (std::uint32_t number = 0; number < 3 * Limiter::peers_at_most; ++number) {
        PeerId peer{};
        std::memcpy(peer.data(), &number, sizeof number);
        limiter.ask(peer, "a", at(0s));
    }
    EXPECT_LE(limiter.peers(), Limiter::peers_at_most);
    EXPECT_GT(limiter.ask(busy, "more", at(0s)), 0s);
}

TEST(PageShares, AreDrawnAnewSoThatNobodyCountsTheOthers) {
    std::set<int> limits;
    for (int run = 0; run < 200; ++run) {
        PageShares shares;
        int passed = 0;
        while (shares.admit(PeerId{1}, std::to_string(passed), HuddleId{1})) ++passed;
        limits.insert(passed);
    }
    EXPECT_GE(limits.size(), 15u);
    EXPECT_GE(*limits.begin(), static_cast<int>(PageShares::least));
    EXPECT_LE(*limits.rbegin(), static_cast<int>(PageShares::most));
}

// What people saw: a 431 where another program on the same host had left cookies.
TEST(RequestHead, CookiesDoNotCountAsLongAsTheWholeIsSmall) {
    const auto verdict = [](const std::string& head) {
        HeadInspector inspector;
        return inspector.look(head);
    };
    const std::string start = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (const char* name : {"Cookie", "cookie", "COOKIE"}) {
        const std::string cookie = std::string(name) + ": " + std::string(12'000, 'c') + "\r\n";
        EXPECT_EQ(verdict(start + cookie + cookie + "\r\n").kind, HeadVerdict::Kind::complete);
        EXPECT_EQ(verdict(start + cookie + cookie + cookie + "\r\n").status, 431);
        EXPECT_EQ(verdict(start + cookie + "X: " + std::string(8'192, 'x') + "\r\n\r\n").status, 431);
        EXPECT_EQ(verdict(start + "X" + cookie + "\r\n").status, 431) << "another field";
        EXPECT_EQ(verdict(start + cookie + "X: " + std::string(8'000, 'x') + "\r\n\r\n").kind,
                  HeadVerdict::Kind::complete);
    }
    EXPECT_EQ(verdict("Cookie: " + std::string(9'000, 'c') + " HTTP/1.1\r\n\r\n").status, 431) << "no field at all";
    std::string piecemeal = start + "Cookie: " + std::string(20'000, 'c') + "\r\nX: y\r\n\r\n";
    HeadInspector inspector;
    HeadVerdict last;
    for (std::size_t size = 1; size <= piecemeal.size() && last.kind == HeadVerdict::Kind::incomplete; ++size)
        last = inspector.look(std::string_view(piecemeal).substr(0, size));
    EXPECT_EQ(last.kind, HeadVerdict::Kind::complete);
}

TEST(RequestHead, ListsMayComeInSeveralLinesAndNothingElse) {
    const auto fault = [](const char* name, const char* one, const char* other) {
        return fault_in_fields("GET", {{"Host", "x"}, {name, one}, {name, other}}, 0);
    };
    for (const char* list :
         {"Accept", "Accept-Language", "accept-encoding", "Cookie", "Forwarded", "Via", "X-Forwarded-For"})
        EXPECT_EQ(fault(list, "a", "b"), 0) << list;
    EXPECT_EQ(fault("X-Real-IP", "10.0.0.1", "10.0.0.1"), 0);
    EXPECT_EQ(fault("X-Real-IP", "10.0.0.1", "10.0.0.2"), 400);
    for (const char* single :
         {"Content-Length", "Host", "Transfer-Encoding", "Origin", "Content-Type", "X-Any", "Expect"})
        EXPECT_EQ(fault(single, "0", "0"), 400) << single;
}

TEST(PeerCoder, HidesTheAddressAndChangesWithEveryRun) {
    const PeerCoder one;
    const PeerCoder other;
    EXPECT_EQ(one.code("\x0a\x01\x02\x03"), one.code("\x0a\x01\x02\x03"));
    EXPECT_NE(one.code("\x0a\x01\x02\x03"), one.code("\x0a\x01\x02\x04"));
    EXPECT_NE(one.code("\x0a\x01\x02\x03"), other.code("\x0a\x01\x02\x03"));
    const std::string network = "\x20\x01\x0d\xb8\x01\x01\x01\x01";
    EXPECT_EQ(one.code(network + "abcdefgh"), one.code(network + "ABCDEFGH"));
}

TEST(Crowd, ClosesTheLongestWaitingOfAFullAddress) {
    Crowd crowd(400, 2);
    const auto first = crowd.arrive(PeerId{1}, at(0s));
    const auto second = crowd.arrive(PeerId{1}, at(1s));
    const auto third = crowd.arrive(PeerId{1}, at(2s));
    EXPECT_EQ(third.to_close, first.admitted);
    EXPECT_TRUE(third.admitted);
    crowd.wait(*second.admitted, at(3s));
    const auto fourth = crowd.arrive(PeerId{1}, at(4s));
    EXPECT_EQ(fourth.to_close, third.admitted);
    EXPECT_FALSE(crowd.arrive(PeerId{2}, at(5s)).to_close);
}

TEST(Crowd, NeverClosesWhoIsBeingServed) {
    Crowd crowd(2, 2);
    const auto one = crowd.arrive(PeerId{1}, at(0s));
    const auto other = crowd.arrive(PeerId{2}, at(1s));
    crowd.serve(*one.admitted);
    EXPECT_EQ(crowd.arrive(PeerId{3}, at(2s)).to_close, other.admitted);
    crowd.leave(*other.admitted);
    Crowd busy(1, 1);
    busy.serve(*busy.arrive(PeerId{1}, at(0s)).admitted);
    const auto refused = busy.arrive(PeerId{2}, at(1s));
    EXPECT_FALSE(refused.admitted);
    EXPECT_FALSE(refused.to_close);
}

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

// SAFETY 16's door is of no use when the code leads nowhere: tables of interfaces as wards, laptops and servers have
// them.
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

TEST(LiveListeners, SlowOnesMissEventsAndOthersGetEachOnce) {
    LiveListeners live(10s);
    int wakes = 0;
    const auto fast = std::make_shared<LiveListener>();
    const auto slow = std::make_shared<LiveListener>();
    for (const auto& one : {fast, slow}) {
        one->topic = "key";
        one->wake = [&wakes] { ++wakes; };
    }
    live.add(1, fast);
    live.add(2, slow);
    LiveNews news{.version = 1, .event = "one"};
    int asked = 0;
    const auto tell = [&](std::chrono::seconds when) {
        live.tell(
            [&](const std::string&) {
                ++asked;
                return news;
            },
            at(when));
    };
    tell(0s);
    EXPECT_EQ(asked, 1) << "one question for one topic";
    EXPECT_EQ(wakes, 2);
    EXPECT_EQ(*fast->waiting, "one");
    EXPECT_EQ(fast->waiting, slow->waiting) << "the same bytes, not a copy each";
    fast->waiting = nullptr;
    tell(1s);
    EXPECT_EQ(fast->waiting, nullptr) << "nothing is new";
    news = {.version = 2, .event = "two"};
    tell(2s);
    news = {.version = 3, .event = "three"};
    tell(3s);
    EXPECT_EQ(*slow->waiting, "three");
    fast->waiting = nullptr;
    tell(12s);
    EXPECT_EQ(fast->waiting, nullptr);
    tell(13s);
    EXPECT_EQ(*fast->waiting, "three") << "the heartbeat";
    news = {.version = 3, .event = "over", .over = true};
    tell(14s);
    EXPECT_TRUE(fast->over);
    fast->waiting = nullptr;
    tell(30s);
    EXPECT_EQ(fast->waiting, nullptr) << "after the last one";
}

TEST(RequestHead, KnowsWhoTakesGzip) {
    EXPECT_TRUE(takes_gzip("gzip, deflate, br"));
    EXPECT_TRUE(takes_gzip("br;q=1.0, GZIP;q=0.5"));
    EXPECT_FALSE(takes_gzip(""));
    EXPECT_FALSE(takes_gzip("gzip;q=0, br"));
    EXPECT_FALSE(takes_gzip("x-gzip"));
}

TEST(Form, ReadsATapOnThePulse) {
    const auto tap = read_tap("value=4&page=abc1");
    ASSERT_TRUE(tap);
    EXPECT_EQ(tap->value, 4);
    EXPECT_EQ(tap->page, "abc1");
    for (const char* wrong : {"", "value=0&page=a", "value=6&page=a", "value=44&page=a", "value=4", "page=a",
                              "value=4&page=a.b", "value=4&value=5&page=a", "value=%34%&page=a"}) {
        EXPECT_FALSE(read_tap(wrong)) << wrong;
    }
}

TEST(Address, FindsOneOfThisMachinesOwn) {
    const auto own = own_addresses();
    EXPECT_NE(std::find(own.begin(), own.end(), "127.0.0.1"), own.end());
    EXPECT_NE(std::find(own.begin(), own.end(), find_own_address()), own.end());
    EXPECT_EQ(in_link("2001:db8::1"), "[2001:db8::1]");
    EXPECT_EQ(in_link("192.168.1.20"), "192.168.1.20");
}

TEST(Qr, HoldsALinkInASmallCode) {
    const auto code = qr_code("http://192.168.100.200:8080/n/0123456789abcdef0123456789abcdef");
    ASSERT_TRUE(code);
    EXPECT_EQ(code->size, 33);
    ASSERT_EQ(code->dark.size(), 33u * 33u);
    // The three finder patterns have a dark frame and a light ring in it.
    for (const auto& [column, row] : {std::pair{0, 0}, std::pair{26, 0}, std::pair{0, 26}}) {
        for (int step = 0; step < 7; ++step) EXPECT_TRUE(code->dark_at(column + step, row));
        for (int step = 1; step < 6; ++step) EXPECT_FALSE(code->dark_at(column + step, row + 1));
    }
}

TEST(Qr, RefusesWhatNoCodeCanHold) {
    EXPECT_FALSE(qr_code(""));
    EXPECT_FALSE(qr_code(std::string(5000, 'x')));
}

}  // namespace
}  // namespace hearthside
