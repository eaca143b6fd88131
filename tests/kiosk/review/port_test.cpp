// SPDX-License-Identifier: Apache-2.0
// The review's own port over real sockets: downloads, names of hosts, proxies and TLS.
#include "kiosk/review/port.h"

#include <sstream>

#include "core/export/export.h"
#include "core/secrets/certificate.h"
#include "kiosk/review/reviewer.h"
#include "kiosk/web/address.h"
#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/review/house.h"
#include "tests/kiosk/web/forwarding_proxy.h"

namespace hearthside::review {
namespace {

// Over real sockets.
class ReviewHouse : public testing::Test {
protected:
    void start(phone::PhoneOptions options = {}) {
        make_record(data, 40);
        put_passcode(data);
        auto opened = room::Room::open({.data = data});
        ASSERT_TRUE(opened) << opened.problem().sentence;
        room = std::move(*opened);
        options.bind = "127.0.0.1";
        options.port = 0;
        reviewer = std::make_shared<Reviewer>(
            ReviewOptions{.data = data, .team = "Willow Ward", .time_zone = "Europe/London"});
        options.reviewer = reviewer;
        auto started = phone::PhoneServer::start(*room, options);
        ASSERT_TRUE(started) << started.problem().sentence;
        phone = std::move(*started);
        auto beside = ReviewPort::start(0, reviewer);
        ASSERT_TRUE(beside) << beside.problem().sentence;
        review = std::move(*beside);
        host = "127.0.0.1:" + std::to_string(review->port());
    }
    phone::HttpReply ask(const std::string& request) {
        phone::HttpClient client(review->port());
        return client.ask(request, 10s).value_or(phone::HttpReply{});
    }
    std::string get(const std::string& target, const std::string& more = "") const {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
    }
    std::string post(const std::string& target, const std::string& body, const std::string& more = "") const {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n" + more + "\r\n" + body;
    }
    static std::string secret_in(const phone::HttpReply& page) {
        const std::string mark = "name=\"form\" value=\"";
        return page.body.substr(page.body.find(mark) + mark.size(), 32);
    }
    void sign_in() {
        const phone::HttpReply door = ask(get("/review/sign-in"));
        const std::string own = door.field("Set-Cookie").substr(0, door.field("Set-Cookie").find(';'));
        const phone::HttpReply inside = ask(post(
            "/review/sign-in", "form=" + secret_in(door) + "&passcode=" + right_passcode, "Cookie: " + own + "\r\n"));
        ASSERT_EQ(inside.status, 303) << inside.body;
        cookie = "Cookie: " + inside.field("Set-Cookie").substr(0, inside.field("Set-Cookie").find(';')) + "\r\n";
        secret = secret_in(ask(get("/review", cookie)));
    }

    support::TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "data";
    std::unique_ptr<room::Room> room;
    std::shared_ptr<Reviewer> reviewer;
    std::unique_ptr<phone::PhoneServer> phone;
    std::unique_ptr<ReviewPort> review;
    std::string host, cookie, secret;  // of the review's own port
};

TEST_F(ReviewHouse, ADownloadComesInPiecesAndWhole) {
    start();
    sign_in();
    auto history = store::History::open(data);
    std::ostringstream expected;
    exports::ExportChoice choice{.what = {exports::ExportKind::lessons, exports::ExportKind::actions,
                                          exports::ExportKind::questions, exports::ExportKind::huddles},
                                 .span = {}};
    ASSERT_TRUE(exports::export_record(**history, exports::ExportFormat::json, choice, expected));
    phone::HttpClient client(review->port());
    client.send(post("/review/export", "format=json&form=" + secret, cookie));
    const std::string head = client.read_until("\r\n\r\n", 5s);
    EXPECT_NE(head.find("200 OK"), std::string::npos) << head;
    EXPECT_NE(head.find("Transfer-Encoding: chunked"), std::string::npos) << head;
    std::string body;
    for (;;) {
        const std::string length = client.read_until("\r\n", 5s);
        const std::size_t count = std::stoul(length, nullptr, 16);
        if (count == 0) break;
        std::string piece;
        while (piece.size() < count + 2) {
            const std::string part = client.read_until("\n", 5s);
            ASSERT_FALSE(part.empty());
            piece += part;
        }
        body += piece.substr(0, count);
    }
    EXPECT_EQ(body, expected.str());
    client.read_until("\r\n", 5s);
    EXPECT_EQ(client.ask(get("/review", cookie))->status, 200) << "the same connection goes on";
    // HTTP/1.0 has no chunks: the end of the connection is the end of the file.
    phone::HttpClient old(review->port());
    std::string request = post("/review/export", "format=json&form=" + secret, cookie);
    request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
    old.send(request);
    EXPECT_EQ(old.read_until("\r\n\r\n", 5s).find("chunked"), std::string::npos);
    EXPECT_EQ(old.read_until(expected.str().substr(expected.str().size() - 200), 5s), expected.str());
    EXPECT_TRUE(old.ends_within(5s));
}

TEST_F(ReviewHouse, ThePortOfItsOwnIsOnLoopbackAndAnswersALoopbackNameOnly) {
    start();
    EXPECT_EQ(ask(get("/review")).status, 303);
    EXPECT_EQ(ask(get("/")).field("Location"), "/review");
    EXPECT_EQ(ask(get("/icon.svg")).status, 200);
    EXPECT_EQ(ask(get("/n/" + room->board()->room_key)).status, 404) << "a phone's page";
    const std::string at = ":" + std::to_string(review->port());
    for (const std::string& name : {"localhost" + at, "LocalHost" + at})
        EXPECT_EQ(ask("GET /review HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status, 303) << name;
    for (const std::string& name : {"kiosk.ward.example" + at, "192.168.1.20" + at, std::string("127.0.0.1"),
                                    std::string("localhost"), "127.0.0.1.ward.example" + at})
        EXPECT_EQ(ask("GET /review HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status, 421) << name;
    for (const std::string& own : web::own_addresses()) {
        if (web::is_loopback(own) || web::is_ipv6(own)) continue;
        EXPECT_THROW(phone::HttpClient(review->port(), own.c_str()), std::runtime_error) << own;
    }
}

// SAFETY 20. People saw this: the record opened over plain HTTP from another machine, through a proxy on this one that
// adds no header (haproxy by default) or keeps the Host (nginx with $http_host).
TEST_F(ReviewHouse, ThroughNoProxyOnThisMachineDoesTheRecordOpen) {
    const std::string name = "kiosk.ward.example";
    const auto opens = [&](int port, const std::string& as_host) {
        const web::ForwardingProxy proxy(port, as_host);
        const auto through = [&](const std::string& method, const std::string& target, const std::string& more,
                                 const std::string& body) {
            phone::HttpClient browser(proxy.port());
            const std::string length =
                method == "POST" ? "Content-Length: " + std::to_string(body.size()) + "\r\n" : "";
            return browser
                .ask(method + " " + target + " HTTP/1.1\r\nHost: " + name + "\r\n" + length + more + "\r\n" + body, 10s)
                .value_or(phone::HttpReply{});
        };
        const phone::HttpReply door = through("GET", "/review/sign-in", "", "");
        const std::string own = door.field("Set-Cookie").substr(0, door.field("Set-Cookie").find(';'));
        const std::string chance = door.says("name=\"form\"") ? secret_in(door) : "";
        // As every browser does.
        const std::string form =
            "Origin: http://" + name + "\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: " + own + "\r\n";
        const phone::HttpReply inside =
            through("POST", "/review/sign-in", form, "form=" + chance + "&passcode=" + right_passcode);
        const phone::HttpReply page = through("GET", "/review", cookie, "");
        return inside.status == 303 || !inside.field("Set-Cookie").empty() || page.says("<h1>History");
    };
    for (const char* url : {"", "http://kiosk.ward.example", "https://kiosk.ward.example"}) {
        phone::PhoneOptions options;
        options.public_url = url;
        options.names = {"localhost"};
        start(options);
        EXPECT_FALSE(opens(phone->port(), "")) << url << " the phone's port, Host kept";
        EXPECT_FALSE(opens(phone->port(), "127.0.0.1:" + std::to_string(phone->port())))
            << url << " the phone's port, Host rewritten";
        EXPECT_FALSE(opens(review->port(), "")) << url << " Host kept";
        EXPECT_FALSE(opens(review->port(), "127.0.0.1:" + std::to_string(review->port()))) << url << " Host rewritten";
        // It does not open from here on the phone's port either.
        phone::HttpClient client(phone->port());
        const auto reply =
            client.ask("GET /review HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(phone->port()) + "\r\n\r\n");
        EXPECT_EQ(reply->status, *url ? 404 : 403);
        EXPECT_EQ(reply->field("Set-Cookie"), "");
        sign_in();  // but a browser on the kiosk itself may enter
        phone.reset();
        review.reset();
        room.reset();
        std::filesystem::remove_all(data);
    }
}

TEST_F(ReviewHouse, ItsPortTakenStopsNothing) {
    start();
    const auto second = ReviewPort::start(review->port(), reviewer);
    ASSERT_TRUE(second) << "the kiosk goes on";
    EXPECT_EQ((*second)->address(), "") << "nobody is sent to another program";
    EXPECT_NE(review->address(), "");
}

TEST_F(ReviewHouse, OverTlsWithOurOwnCertificateItOpens) {
    const auto made = secrets::make_certificate(
        {"127.0.0.1"}, std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
    ASSERT_TRUE(made);
    std::ofstream(folder / "c.pem") << made->certificate;
    std::ofstream(folder / "k.pem") << made->key;
    phone::PhoneOptions options;
    options.tls_certificate = folder / "c.pem";
    options.tls_key = folder / "k.pem";
    start(options);
    std::ofstream(folder / "visit.py") << R"py(
import http.cookiejar, re, ssl, sys, urllib.parse, urllib.request
origin, certificate, passcode = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate)
browser = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
browser.addheaders = [("Origin", origin)]
page = browser.open(origin + "/review").read().decode()
form = lambda page: re.search('name="form" value="([0-9a-f]{32})"', page)[1]
page = browser.open(origin + "/review/sign-in", urllib.parse.urlencode({"form": form(page), "passcode": passcode}).encode()).read().decode()
assert "<h1>History</h1>" in page
got = browser.open(origin + "/review/export", urllib.parse.urlencode({"form": form(page), "format": "csv"}).encode()).read()
assert got.startswith(b'\xef\xbb\xbf"kind"') and got.endswith(b"\r\n"), got[:40]
)py";
    EXPECT_EQ(std::system(("python3 " + (folder / "visit.py").string() + " https://127.0.0.1:" +
                           std::to_string(phone->port()) + " " + (folder / "c.pem").string() + " " + right_passcode)
                              .c_str()),
              0);
}

}  // namespace
}  // namespace hearthside::review
