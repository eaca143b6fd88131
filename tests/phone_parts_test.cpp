// The phone face's parts that know neither socket nor page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "kiosk/phone/address.h"
#include "kiosk/phone/crowd.h"
#include "kiosk/phone/form.h"
#include "kiosk/phone/html.h"
#include "kiosk/phone/limiter.h"
#include "kiosk/phone/live_listeners.h"
#include "kiosk/phone/public_address.h"
#include "kiosk/phone/qr.h"
#include "kiosk/phone/request_head.h"

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
    const auto fields =
        read_json(R"({"round":"hope","text":"Zur\u00fcck \ud83d\ude00","other":"x","token":null})");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->text,
              "Zur\xc3\xbc"
              "ck \xf0\x9f\x98\x80");
    EXPECT_FALSE(fields->token);
    for (const char* body :
         {"", "[]", "\"text\"", "{", R"({"text":1})", R"({"text":{"a":"b"}})", R"({"text":["a"]})",
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

TEST(Limiter, LetsSixtyNotesPassInAnyTenMinutes) {
    Limiter limiter(60);
    const PeerId peer{1};
    std::vector<std::chrono::seconds> passed;
    for (auto time = 0s; time < 3600s; time += 5s) {
        if (limiter.ask(peer, at(time)) == 0s) passed.push_back(time);
    }
    for (std::size_t one = 0; one + 60 < passed.size(); ++one)
        EXPECT_GE(passed[one + 60] - passed[one], 600s);
    EXPECT_GE(passed.size(), 300u);
}

TEST(Limiter, SaysHowLongToWaitAndKeepsToIt) {
    Limiter limiter(2);
    const PeerId peer{1};
    EXPECT_EQ(limiter.ask(peer, at(30s)), 0s);
    EXPECT_EQ(limiter.ask(peer, at(95s)), 0s);
    const auto wait = limiter.ask(peer, at(100s));
    EXPECT_GE(wait, 530s);
    EXPECT_LE(wait, 600s);
    EXPECT_EQ(limiter.ask(peer, at(100s + wait)), 0s);
}

TEST(Limiter, CountsEachAddressForItself) {
    Limiter limiter(1);
    EXPECT_EQ(limiter.ask(PeerId{1}, at(0s)), 0s);
    EXPECT_GT(limiter.ask(PeerId{1}, at(1s)), 0s);
    EXPECT_EQ(limiter.ask(PeerId{2}, at(1s)), 0s);
}

TEST(Limiter, GivesBackANoteThatWasNotKept) {
    Limiter limiter(1);
    EXPECT_EQ(limiter.ask(PeerId{1}, at(0s)), 0s);
    limiter.give_back(PeerId{1}, at(70s));
    EXPECT_EQ(limiter.ask(PeerId{1}, at(71s)), 0s);
}

TEST(Limiter, ForgetsOldAddressesAndNeverTheBusiest) {
    Limiter limiter(3);
    const PeerId busy{255};
    for (int note = 0; note < 3; ++note) limiter.ask(busy, at(0s));
    for (std::uint32_t number = 0; number < 3 * Limiter::peers_at_most; ++number) {
        PeerId peer{};
        std::memcpy(peer.data(), &number, sizeof number);
        limiter.ask(peer, at(1s));
    }
    EXPECT_LE(limiter.peers(), Limiter::peers_at_most);
    EXPECT_GT(limiter.ask(busy, at(2s)), 0s);
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

TEST(Address, OfSeveralInterfacesPhonesGetTheOneOfTheDefaultRoute) {
    const std::vector<OwnAddress> all{own("lo", "127.0.0.1", true), own("docker0", "172.17.0.1"),
                                      own("eth0", "2001:db8::5"), own("eth0", "10.1.2.3"),
                                      own("wlan0", "192.168.1.20")};
    EXPECT_EQ(address_for_phones(all, "wlan0"), "192.168.1.20");
    EXPECT_EQ(address_for_phones(all, "eth0"), "10.1.2.3");
    EXPECT_EQ(address_for_phones(all, std::nullopt), "172.17.0.1");
    EXPECT_EQ(address_for_phones(all, "gone0"), "172.17.0.1");
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
    for (const char* wrong :
         {"", "notes.ward.example", "ftp://ward.example", "https://", "https:///x", "https://a/b",
          "https://a?b", "https://u@a", "https://a:0", "https://a:70000", "https://a:x", "http://a b",
          "http://:80", "http://a\"b", "https://[::1", "http://a#b"}) {
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
