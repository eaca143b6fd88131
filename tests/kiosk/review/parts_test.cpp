// SPDX-License-Identifier: Apache-2.0
// What the reviewer's face is made of: the search, what the kiosk hands out, its own certificate, and long
// answers over real sockets.
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "core/export/export.h"
#include "core/search/search_index.h"
#include "core/secrets/certificate.h"
#include "kiosk/phone/handouts.h"
#include "kiosk/phone/routes.h"
#include "kiosk/review/port.h"
#include "kiosk/review/reviewer.h"
#include "kiosk/web/address.h"
#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"
#include "tests/kiosk/review/house.h"
#include "tests/kiosk/web/forwarding_proxy.h"
#include "tests/support/clean.h"

namespace hearthside::tests {
namespace {

bool finds(const std::string& text, const std::string& question) {
    SearchIndex index;
    index.add("something else");
    index.add(text);
    const auto found = index.find(question);
    EXPECT_TRUE(found.empty() || found == std::vector<std::uint32_t>{1});
    return !found.empty();
}

TEST(Search, CaseAccentsAndWidthDoNotMatterInAnyLanguage) {
    const std::pair<const char*, const char*> same[] = {{"The Drug Round", "drug"},
                                                        {"Zażółć gęślą jaźń", "zazolc GESLA"},
                                                        {"Źle odczytałam skrót", "skrot zle"},
                                                        {"Straße", "STRASSE"},
                                                        {"naïve café", "naive CAFÉ"},
                                                        {"ŵythnos ŷd", "wythnos yd"},
                                                        {"ΣΊΣΥΦΟΣ", "σίσυφος"},
                                                        {"ＡＢＣ１２", "abc12"},
                                                        {"İstanbul", "istanbul"},
                                                        {"فُون پر", "فون"},
                                                        {"كتاب", "کتاب"},
                                                        {"علي", "علی"},
                                                        {"שָׁלוֹם", "שלום"},
                                                        {"Ёлка", "елка"},
                                                        {"१२ बजे", "12"},
                                                        {"cafe\u0301", "café"},
                                                        {"Ação", "acao"},
                                                        {"Ødegård", "odegard"}};
    for (const auto& [text, question] : same) {
        EXPECT_TRUE(finds(text, question)) << text << " / " << question;
    }
    const std::pair<const char*, const char*> different[] = {
        {"かき", "がき"}, {"मीन", "मन"}, {"drug", "drugs"}, {"two words", "twowords"}, {"", "a"}};
    for (const auto& [text, question] : different) {
        EXPECT_FALSE(finds(text, question)) << text << " / " << question;
    }
}

TEST(Search, EveryWordMustOccurAndAPartOfAWordIsEnough) {
    SearchIndex index;
    for (const char* text : {"the pump beeps at night", "the night pump", "a quiet night", "pumpkin soup at nightfall"})
        index.add(text);
    using Found = std::vector<std::uint32_t>;
    EXPECT_EQ(index.find("pump night"), (Found{0, 1, 3}));
    EXPECT_EQ(index.find("  night   PUMP beeps "), (Found{0}));
    EXPECT_EQ(index.find("night"), (Found{0, 1, 2, 3}));
    EXPECT_EQ(index.find(""), Found{});
    EXPECT_EQ(index.find("   "), Found{});
    EXPECT_EQ(index.find(std::string("\0", 1)), Found{}) << "what ends a text is no word";
    EXPECT_EQ(index.find("night pump soup fall kin at u m zzz"), (Found{3})) << "eight words count";
}

TEST(Search, WhatIsTakenOutIsGoneAndTheRestKeepsItsOrder) {
    SearchIndex index;
    for (int number = 0; number < 1000; ++number)
        index.add("text" + std::to_string(number) + (number % 3 == 0 ? " fizz" : " plain"));
    index.remove_if([](std::size_t number) { return number % 3 == 0; });
    EXPECT_EQ(index.size(), 666u);
    EXPECT_TRUE(index.find("fizz").empty());
    EXPECT_EQ(index.find("plain").size(), 666u);
    EXPECT_EQ(index.find("text997"), (std::vector<std::uint32_t>{664}));
    index.add("fizz again");
    EXPECT_EQ(index.find("FIZZ"), (std::vector<std::uint32_t>{666}));
    index.remove_if([](std::size_t) { return true; });
    EXPECT_EQ(index.bytes(), 0u);
    EXPECT_TRUE(index.find("again").empty());
}

class HandOuts : public testing::Test {
protected:
    std::string offer(const std::string& bytes) {
        std::ofstream(folder / "export.csv", std::ios::binary) << bytes;
        auto file = HandoutFile::open(folder / "export.csv", "Rückblick.csv", "text/csv; charset=utf-8");
        EXPECT_TRUE(file);
        std::filesystem::remove(folder / "export.csv");  // it is served all the same
        return handouts.offer(std::move(*file), start);
    }
    Response ask(const std::string& method, const std::string& target, Handouts::Time at) {
        Request request{.method = method, .target = target, .host = "kiosk:1", .accept = "text/html"};
        if (method == "POST") request.content_type = "application/x-www-form-urlencoded";
        auto answer = routes.answer(request, {}, {}, at);
        return std::get<Response>(answer);
    }
    HandOuts() { routes.set_hosts({"kiosk:1"}); }

    const Handouts::Time start{1000h};
    TemporaryFolder folder;
    Handouts handouts;
    SealingKeys keys;
    Routes routes{{.team = "Willow Ward", .handouts = &handouts}, keys};
};

TEST_F(HandOuts, AFileIsFetchedOnceAndLookingDoesNotUseItUp) {
    const std::string path = offer("whole");
    EXPECT_EQ(path.size(), std::string("/take/").size() + 32);
    for (int look = 0; look < 3; ++look) {
        const Response page = ask("GET", path, start + 1min);
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(says(page, "Rückblick.csv"));
        EXPECT_FALSE(page.pieces);
    }
    const Response file = ask("POST", path, start + 14min + 59s);
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(header(file, "Content-Disposition"),
              "attachment; filename=\"R--ckblick.csv\"; filename*=UTF-8''R%C3%BCckblick.csv");
    EXPECT_EQ(header(file, "Cache-Control"), "no-store");
    ASSERT_TRUE(file.pieces);
    EXPECT_EQ(file.pieces->size(), 5u);
    EXPECT_EQ(ask("POST", path, start + 1min).status, 404) << "a second time";
    EXPECT_EQ(ask("GET", path, start + 1min).status, 404);
}

TEST_F(HandOuts, EverythingDiesAfterAQuarterOfAnHour) {
    const std::string file = offer("whole"), record = handouts.offer(RecordForPhones{}, start);
    EXPECT_EQ(ask("GET", file, start + 14min + 59s).status, 200);
    EXPECT_EQ(ask("GET", record, start + 14min + 59s).status, 200);
    EXPECT_EQ(ask("GET", file, start + 15min).status, 404);
    EXPECT_EQ(ask("POST", file, start + 15min).status, 404);
    EXPECT_EQ(ask("GET", record, start + 15min).status, 404);
}

TEST_F(HandOuts, WrongPathsForeignFormsAndTooManyAreRefused) {
    const std::string path = offer("whole");
    EXPECT_EQ(ask("GET", "/take/" + std::string(32, '0'), start).status, 404);
    EXPECT_EQ(ask("GET", "/take/", start).status, 404);
    EXPECT_EQ(ask("GET", "/record" + path.substr(5), start).status, 404) << "a file is no record";
    EXPECT_EQ(ask("POST", "/record" + path.substr(5), start).status, 405);
    EXPECT_EQ(ask("PUT", path, start).status, 405);
    Request foreign{.method = "POST", .target = path, .host = "kiosk:1", .origin = "http://elsewhere"};
    EXPECT_EQ(std::get<Response>(routes.answer(foreign, {}, {}, start)).status, 403);
    EXPECT_EQ(ask("GET", path, start).status, 200) << "and none of these used it up";
    for (std::size_t count = 0; count < Handouts::at_most; ++count) offer("later");
    EXPECT_EQ(ask("GET", path, start).status, 404) << "the oldest made room";
    const std::string last = offer("last");
    handouts.take_back(last);
    EXPECT_EQ(ask("GET", last, start).status, 404);
}

TEST(HandOut, TheRecordOfAHuddleHoldsLessonsAndActionsAndNoNote) {
    PhoneHouse house;
    put(*house.room, AddNote{RoundCategory::mistakes, clean("MarkerNote7f3a"), "token"});
    put(*house.room, AddNote{RoundCategory::hope, clean("MarkerHope7f3a"), "token2"});
    released_notes(*house.room);
    put(*house.room, KeepLesson{clean("Ask <twice>"), {}, clean("MarkerCause7f3a")});
    put(*house.room, KeepAction{.lesson = {},
                                .condition = clean("the pump beeps"),
                                .response = clean("look together"),
                                .role = clean("Nurse in charge"),
                                .due = house.room->today() + std::chrono::days(1)});
    put(*house.room, KeepQuestion{clean("MarkerQuestion7f3a"), {}, {}});
    const std::string path = house.phone->hand_out(record_for_phones(*house.room->board()->huddle));
    EXPECT_EQ(house.phone->link_to(path), "http://" + house.host() + path);
    for (int phone = 0; phone < 3; ++phone) {  // for everybody
        const HttpReply page = house.ask(house.get(path));
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.says("Ask &lt;twice&gt;"));
        EXPECT_TRUE(page.says("If the pump beeps, then we will look together"));
        EXPECT_TRUE(page.says("Nurse in charge"));
        EXPECT_FALSE(page.says("7f3a"));
        EXPECT_FALSE(page.says("<form"));
    }
    EXPECT_EQ(house.ask("POST " + path + " HTTP/1.1\r\nHost: " + house.host() + "\r\nContent-Length: 0\r\n\r\n").status,
              405);
    house.phone->take_back(path);
    EXPECT_EQ(house.ask(house.get(path)).status, 404);
}

TEST(OwnCertificate, HoldsItsNamesIsShortLivedAndFingerprintedAsBrowsersDo) {
    const TemporaryFolder folder;
    const auto made = make_certificate({"kiosk.ward.example", "192.168.1.20", "::1"}, demo_now);
    ASSERT_TRUE(made);
    std::ofstream(folder / "c.pem") << made->certificate;
    std::ofstream(folder / "k.pem") << made->key;
    const auto openssl = [&](const std::string& arguments) {
        const std::string out = (folder / "out").string();
        EXPECT_EQ(std::system(("openssl " + arguments + " > " + out + " 2>&1").c_str()), 0) << arguments;
        std::ifstream file(out);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string file = (folder / "c.pem").string();
    const std::string told = openssl(
        "x509 -in " + file + " -noout -text -fingerprint -sha256 -checkhost kiosk.ward.example -checkip 192.168.1.20");
    for (const char* part :
         {"DNS:kiosk.ward.example", "IP Address:192.168.1.20", "IP Address:0:0:0:0:0:0:0:1", "CA:FALSE",
          "TLS Web Server Authentication", "prime256v1", "ecdsa-with-SHA256", "does match certificate",
          "Not Before: Jan 15 07:00:00 2027", "Not After : Apr 19 06:59:59 2029"}) {
        EXPECT_NE(told.find(part), std::string::npos) << part << " is missing in\n" << told;
    }
    EXPECT_NE(told.find("Fingerprint=" + made->fingerprint), std::string::npos);
    EXPECT_EQ(certificate_fingerprint(folder / "c.pem").value(), made->fingerprint);
    EXPECT_NE(openssl("verify -CAfile " + file + " -no_check_time " + file).find("OK"), std::string::npos);
    EXPECT_FALSE(certificate_fingerprint(folder / "k.pem"));
    EXPECT_FALSE(certificate_fingerprint(folder / "none.pem"));
    for (const char* name : {"", "two words", "a,DNS:b", "256.1.1.1", "-x", "höst"})
        EXPECT_FALSE(make_certificate({name}, demo_now)) << name;
    EXPECT_FALSE(make_certificate({}, demo_now));
}

// Over real sockets.
class ReviewHouse : public testing::Test {
protected:
    void start(PhoneOptions options = {}) {
        make_record(data, 40);
        put_passcode(data);
        auto opened = Room::open({.data = data});
        ASSERT_TRUE(opened) << opened.problem().sentence;
        room = std::move(*opened);
        options.bind = "127.0.0.1";
        options.port = 0;
        reviewer = std::make_shared<Reviewer>(
            ReviewOptions{.data = data, .team = "Willow Ward", .time_zone = "Europe/London"});
        options.reviewer = reviewer;
        auto started = PhoneServer::start(*room, options);
        ASSERT_TRUE(started) << started.problem().sentence;
        phone = std::move(*started);
        auto beside = ReviewPort::start(0, reviewer);
        ASSERT_TRUE(beside) << beside.problem().sentence;
        review = std::move(*beside);
        host = "127.0.0.1:" + std::to_string(review->port());
    }
    HttpReply ask(const std::string& request) {
        HttpClient client(review->port());
        return client.ask(request, 10s).value_or(HttpReply{});
    }
    std::string get(const std::string& target, const std::string& more = "") const {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
    }
    std::string post(const std::string& target, const std::string& body, const std::string& more = "") const {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n" + more + "\r\n" + body;
    }
    static std::string secret_in(const HttpReply& page) {
        const std::string mark = "name=\"form\" value=\"";
        return page.body.substr(page.body.find(mark) + mark.size(), 32);
    }
    void sign_in() {
        const HttpReply door = ask(get("/review/sign-in"));
        const std::string own = door.field("Set-Cookie").substr(0, door.field("Set-Cookie").find(';'));
        const HttpReply inside = ask(post("/review/sign-in", "form=" + secret_in(door) + "&passcode=" + right_passcode,
                                          "Cookie: " + own + "\r\n"));
        ASSERT_EQ(inside.status, 303) << inside.body;
        cookie = "Cookie: " + inside.field("Set-Cookie").substr(0, inside.field("Set-Cookie").find(';')) + "\r\n";
        secret = secret_in(ask(get("/review", cookie)));
    }

    TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "data";
    std::unique_ptr<Room> room;
    std::shared_ptr<Reviewer> reviewer;
    std::unique_ptr<PhoneServer> phone;
    std::unique_ptr<ReviewPort> review;
    std::string host, cookie, secret;  // of the review's own port
};

TEST_F(ReviewHouse, ADownloadComesInPiecesAndWhole) {
    start();
    sign_in();
    auto history = History::open(data);
    std::ostringstream expected;
    ExportChoice choice{.what = {ExportKind::lessons, ExportKind::actions, ExportKind::questions, ExportKind::huddles},
                        .span = {}};
    ASSERT_TRUE(export_record(**history, ExportFormat::json, choice, expected));
    HttpClient client(review->port());
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
    // HTTP/1.0 knows no pieces: the end of the connection is the end of the file.
    HttpClient old(review->port());
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
    for (const std::string& own : own_addresses()) {
        if (is_loopback(own) || is_ipv6(own)) continue;
        EXPECT_THROW(HttpClient(review->port(), own.c_str()), std::runtime_error) << own;
    }
}

// SAFETY 20: the record opened over plain HTTP from another machine through a proxy on this one that adds no header
// (haproxy as it comes) or keeps the Host (nginx with $http_host).
TEST_F(ReviewHouse, ThroughNoProxyOnThisMachineDoesTheRecordOpen) {
    const std::string name = "kiosk.ward.example";
    const auto opens = [&](int port, const std::string& as_host) {
        const ForwardingProxy proxy(port, as_host);
        const auto through = [&](const std::string& method, const std::string& target, const std::string& more,
                                 const std::string& body) {
            HttpClient browser(proxy.port());
            const std::string length =
                method == "POST" ? "Content-Length: " + std::to_string(body.size()) + "\r\n" : "";
            return browser
                .ask(method + " " + target + " HTTP/1.1\r\nHost: " + name + "\r\n" + length + more + "\r\n" + body, 10s)
                .value_or(HttpReply{});
        };
        const HttpReply door = through("GET", "/review/sign-in", "", "");
        const std::string own = door.field("Set-Cookie").substr(0, door.field("Set-Cookie").find(';'));
        const std::string chance = door.says("name=\"form\"") ? secret_in(door) : "";
        // As every browser does.
        const std::string form =
            "Origin: http://" + name + "\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: " + own + "\r\n";
        const HttpReply inside =
            through("POST", "/review/sign-in", form, "form=" + chance + "&passcode=" + right_passcode);
        const HttpReply page = through("GET", "/review", cookie, "");
        return inside.status == 303 || !inside.field("Set-Cookie").empty() || page.says("<h1>History");
    };
    for (const char* url : {"", "http://kiosk.ward.example", "https://kiosk.ward.example"}) {
        PhoneOptions options;
        options.public_url = url;
        options.names = {"localhost"};
        start(options);
        EXPECT_FALSE(opens(phone->port(), "")) << url << " the phone's port, Host kept";
        EXPECT_FALSE(opens(phone->port(), "127.0.0.1:" + std::to_string(phone->port())))
            << url << " the phone's port, Host rewritten";
        EXPECT_FALSE(opens(review->port(), "")) << url << " Host kept";
        EXPECT_FALSE(opens(review->port(), "127.0.0.1:" + std::to_string(review->port()))) << url << " Host rewritten";
        // Nor from here, on the phone's port.
        HttpClient client(phone->port());
        const auto reply =
            client.ask("GET /review HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(phone->port()) + "\r\n\r\n");
        EXPECT_EQ(reply->status, *url ? 404 : 403);
        EXPECT_EQ(reply->field("Set-Cookie"), "");
        sign_in();  // but a browser on the kiosk itself comes in
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
    const auto made =
        make_certificate({"127.0.0.1"}, std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()));
    ASSERT_TRUE(made);
    std::ofstream(folder / "c.pem") << made->certificate;
    std::ofstream(folder / "k.pem") << made->key;
    PhoneOptions options;
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
}  // namespace hearthside::tests
