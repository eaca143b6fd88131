// SPDX-License-Identifier: Apache-2.0
// What the head of a request may hold, in whatever pieces it arrives.
#include "kiosk/web/request_head.h"

#include <gtest/gtest.h>

#include <random>

namespace hearthside::web {
namespace {

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

// People saw this: a 431 where another program on the same host had left cookies.
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

TEST(RequestHead, KnowsWhoTakesGzip) {
    EXPECT_TRUE(takes_gzip("gzip, deflate, br"));
    EXPECT_TRUE(takes_gzip("br;q=1.0, GZIP;q=0.5"));
    EXPECT_FALSE(takes_gzip(""));
    EXPECT_FALSE(takes_gzip("gzip;q=0, br"));
    EXPECT_FALSE(takes_gzip("x-gzip"));
}

}  // namespace
}  // namespace hearthside::web
