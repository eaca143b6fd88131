// SPDX-License-Identifier: Apache-2.0
// Live events on real sockets: what they say and when, who may miss one, and when they end. The same server over TLS
// too.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"

namespace hearthside::phone {
namespace {

using namespace std::chrono_literals;

PhoneOptions quick_events() {
    PhoneOptions options;
    options.notes_per_10min = 100'000;
    options.transport.live_tick = 20ms;
    options.transport.live_heartbeat = 1h;
    options.transport.request_deadline = 700ms;
    return options;
}

// One phone that listens.
class Listener {
public:
    explicit Listener(const PhoneHouse& house, const char* from = "127.0.0.1")
        : client_(house.port(), "127.0.0.1", from) {
        client_.send(house.get(house.path() + "/live"));
        const auto head = client_.read();
        status = head ? head->status : 0;
        if (head) fields = head->head;
    }
    // The next event. Empty when none comes in time.
    std::string event(std::chrono::milliseconds patience = 3s) { return client_.read_until("\n\n", patience); }
    // The next event about the huddle.
    nlohmann::json state(std::chrono::milliseconds patience = 3s) {
        for (;;) {
            const std::string one = event(patience);
            if (one.empty()) return {};
            if (one.starts_with("data: ")) return nlohmann::json::parse(one.substr(6));
        }
    }
    bool ends_within(std::chrono::milliseconds patience) { return client_.ends_within(patience); }

    int status = 0;
    std::string fields;

private:
    HttpClient client_;
};

TEST(PhoneLive, TellsOfRoundsAndThePauseAndOfTheEnd) {
    PhoneHouse house(quick_events());
    start_huddle(*house.room);
    Listener phone(house);
    ASSERT_EQ(phone.status, 200);
    EXPECT_NE(phone.fields.find("text/event-stream"), std::string::npos);
    EXPECT_NE(phone.fields.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_EQ(phone.state()["open"], "");
    while (house.room->board()->huddle->current().round.kind != huddle::RoundKind::wins)
        put(*house.room, huddle::OpenNextRound{});
    nlohmann::json state;
    do state = phone.state();
    while (!state.is_null() && state["open"] != "wins");
    EXPECT_EQ(state["running"], true);
    EXPECT_GT(state["left"], 0);
    put(*house.room, huddle::Pause{});
    EXPECT_EQ(phone.state()["running"], false);
    put(*house.room, huddle::Resume{});
    EXPECT_EQ(phone.state()["running"], true);
    put(*house.room, huddle::ReleaseNotes{});
    EXPECT_EQ(phone.state()["later"], nlohmann::json({"wins"}));
    put(*house.room, huddle::CloseHuddle{});
    std::string last;
    for (std::string one; !(one = phone.event()).empty();) last = one;
    EXPECT_TRUE(last.starts_with("event: over")) << last;
    EXPECT_TRUE(phone.ends_within(2s));
}

TEST(PhoneLive, Safety2NoNoteBringsAnEvent) {
    PhoneHouse house(quick_events());
    start_huddle(*house.room);
    Listener phone(house);
    ASSERT_FALSE(phone.state().is_null());
    for (int count = 0; count < 30; ++count) {
        house.ask(house.post(form_body("wins", "note " + std::to_string(count), "t")));
        std::this_thread::sleep_for(10ms);
    }
    // Ten seconds include the moment of the bands, too.
    EXPECT_EQ(phone.event(11s), "") << "somebody could tell who put a phone away";
}

TEST(PhoneLive, AQuietStreamOutlivesTheRequestsDeadlineAndHasAHeartbeat) {
    PhoneOptions options = quick_events();
    options.transport.live_heartbeat = 1500ms;
    PhoneHouse house(options);
    Listener phone(house);
    ASSERT_FALSE(phone.state().is_null());
    EXPECT_FALSE(phone.state().is_null()) << "no heartbeat";
    EXPECT_EQ(house.phone->listeners(), 1u);
}

TEST(PhoneLive, AWrongKeyGetsNoEvents) {
    PhoneHouse house(quick_events());
    EXPECT_EQ(house.ask(house.get("/n/" + std::string(32, '0') + "/live")).status, 403);
    EXPECT_EQ(house.phone->listeners(), 0u);
}

TEST(PhoneLive, APhoneThatNeverReadsCostsOthersNothing) {
    PhoneOptions options = quick_events();
    options.transport.live_heartbeat = 0ms;  // something at each tick
    PhoneHouse house(options);
    start_huddle(*house.room);
    std::vector<std::unique_ptr<Listener>> deaf;
    for (int count = 0; count < 20; ++count) deaf.push_back(std::make_unique<Listener>(house, "127.0.0.3"));
    Listener phone(house);
    for (int count = 0; count < 50; ++count) ASSERT_FALSE(phone.state().is_null());
    EXPECT_EQ(house.ask(house.post(form_body("wins", "all the same", "t"))).status, 303);
}

TEST(PhoneLive, ListenersMakeRoomForAPhoneThatHasSomethingToSay) {
    PhoneOptions options = quick_events();
    options.transport.connections_at_most = 20;
    options.transport.connections_of_one_address = 20;
    PhoneHouse house(options);
    std::vector<std::unique_ptr<Listener>> listeners;
    for (int count = 0; count < 20; ++count) listeners.push_back(std::make_unique<Listener>(house));
    EXPECT_EQ(house.ask(house.post(form_body("wins", "a note", "t"))).status, 303);
    EXPECT_TRUE(listeners.front()->ends_within(2s)) << "the one that had listened longest";
}

TEST(PhoneLive, StopsWhilePhonesListen) {
    auto house = std::make_unique<PhoneHouse>(quick_events());
    Listener one(*house), other(*house);
    ASSERT_FALSE(one.state().is_null());
    const auto start = std::chrono::steady_clock::now();
    house->phone.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
    EXPECT_TRUE(other.ends_within(1s));
}

// A certificate that this machine made.
class PhoneTls : public testing::Test {
protected:
    void SetUp() override {
        const std::string command =
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=kiosk.test -addext "
            "subjectAltName=IP:127.0.0.1 -keyout " +
            key().string() + " -out " + certificate().string() + " 2>/dev/null";
        ASSERT_EQ(std::system(command.c_str()), 0) << "openssl is missing";
    }
    PhoneOptions with_certificate() const {
        PhoneOptions options = quick_events();
        options.tls_certificate = certificate();
        options.tls_key = key();
        return options;
    }
    std::filesystem::path certificate() const { return folder / "certificate.pem"; }
    std::filesystem::path key() const { return folder / "key.pem"; }
    support::TemporaryFolder folder;
};

TEST_F(PhoneTls, TheCodeSaysHttpsAndANoteGoesThrough) {
    PhoneOptions options = with_certificate();
    options.transport.request_deadline = 5s;
    PhoneHouse house(options);
    ASSERT_TRUE(house.phone->url().starts_with("https://127.0.0.1:"));
    std::ofstream(folder / "visit.py") << R"(
import json, ssl, sys, urllib.request
link, certificate = sys.argv[1].split("#")[0], sys.argv[2]
context = ssl.create_default_context(cafile=certificate)
form = urllib.request.urlopen(link, context=context).read().decode()
assert "not encrypted" not in form and "Add a note" in form
origin = link[:link.index("/n/")]
note = urllib.request.Request(link, b'{"round":"wins","text":"over TLS"}', {"Content-Type": "application/json", "Origin": origin})
assert json.load(urllib.request.urlopen(note, context=context)) == {"added": True}
live = urllib.request.urlopen(link + "/live", context=context)
assert any(line.startswith(b"data: ") for line in (live.readline() for _ in range(6)))
try:
    urllib.request.urlopen(urllib.request.Request(link, b"{}", {"Origin": origin.replace("https", "http")}), context=context)
    sys.exit("a page of plain HTTP may post")
except urllib.error.HTTPError as error:
    assert error.code == 403, error.code
old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
try:
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    urllib.request.urlopen(link, context=old)
    sys.exit("TLS 1.1 is answered")
except OSError:
    pass
)";
    const std::string command = "python3 -W ignore " + (folder / "visit.py").string() + " '" + house.phone->url() +
                                "' " + certificate().string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    // Plain HTTP on the same port gets nothing readable and does no harm.
    HttpClient plain(house.port());
    plain.send(house.get(house.path()));
    EXPECT_TRUE(plain.ends_within(6s));
    // A handshake that never ends does no harm either.
    HttpClient slow(house.port());
    slow.send("\x16\x03\x01");
    EXPECT_TRUE(slow.ends_within(8s));
    EXPECT_EQ(std::system(command.c_str()), 0) << "afterwards";
    EXPECT_EQ(released_notes(*house.room).count({huddle::RoundCategory::wins, "over TLS"}), 2u);
}

// People saw this: somebody who records the traffic today and gets the certificate's key one day could read it.
TEST_F(PhoneTls, OnlySuitesWithForwardSecrecyAreSpoken) {
    PhoneOptions options = with_certificate();
    options.transport.request_deadline = 20s;
    PhoneHouse house(options);
    const auto speaks = [&](const std::string& how) {
        const std::string command = "openssl s_client -connect 127.0.0.1:" + std::to_string(house.port()) + " " + how +
                                    " </dev/null 2>/dev/null | grep -q 'Cipher is [A-Z]'";
        return std::system(command.c_str()) == 0;
    };
    EXPECT_TRUE(speaks("-tls1_3"));
    EXPECT_TRUE(speaks("-tls1_2"));
    EXPECT_TRUE(speaks("-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"));
    EXPECT_FALSE(speaks("-tls1_2 -cipher kRSA"));
    EXPECT_FALSE(speaks("-tls1_2 -cipher DHE"));
    EXPECT_FALSE(speaks("-tls1_2 -cipher PSK"));
    EXPECT_FALSE(speaks("-tls1_2 -cipher ECDHE-RSA-AES128-SHA")) << "nor one that is not authenticated as a whole";
}

// A kiosk runs for months, and certificates from an organisation's IT last for weeks.
TEST_F(PhoneTls, ARenewedCertificateIsTakenUpAndADamagedOneIsNot) {
    PhoneOptions options = with_certificate();
    options.transport.certificate_check = 50ms;
    PhoneHouse house(options);
    std::ofstream(folder / "fingerprint.py") << R"(
import hashlib, ssl, sys
print(hashlib.sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", int(sys.argv[1]))))).hexdigest(), end="")
)";
    const auto shown = [&] {
        const std::string command =
            "python3 " + (folder / "fingerprint.py").string() + " " + std::to_string(house.port());
        FILE* pipe = popen(command.c_str(), "r");
        char text[65] = "";
        const bool read = std::fread(text, 1, 64, pipe) == 64;
        return pclose(pipe) == 0 && read ? std::string(text, 64) : std::string();
    };
    const std::string first = shown();
    ASSERT_FALSE(first.empty());
    SetUp();
    std::string second;
    for (const auto until = std::chrono::steady_clock::now() + 10s; std::chrono::steady_clock::now() < until;) {
        second = shown();
        if (second != first) break;
    }
    EXPECT_NE(second, first);
    EXPECT_FALSE(second.empty()) << "the face is always there";
    std::ofstream(certificate()) << "half of a";
    std::this_thread::sleep_for(300ms);
    EXPECT_EQ(shown(), second);
}

TEST_F(PhoneTls, ACertificateOrKeyThatCannotBeUsedIsSaidClearly) {
    PhoneHouse house;
    const auto problem = [&](const std::filesystem::path& one, const std::filesystem::path& other) {
        PhoneOptions options;
        options.bind = "127.0.0.1";
        options.port = 0;
        options.tls_certificate = one;
        options.tls_key = other;
        const auto started = PhoneServer::start(*house.room, options);
        EXPECT_FALSE(started);
        return started ? "" : started.problem().sentence;
    };
    EXPECT_NE(problem(folder / "none.pem", key()).find("none.pem cannot be read"), std::string::npos);
    EXPECT_NE(problem(certificate(), folder / "none.pem").find("none.pem cannot be used"), std::string::npos);
    EXPECT_NE(problem(certificate(), certificate()).find("cannot be used"), std::string::npos);
    EXPECT_NE(problem(certificate(), "").find("both"), std::string::npos);
    std::ofstream(folder / "text.pem") << "not a certificate";
    EXPECT_NE(problem(folder / "text.pem", key()).find("PEM"), std::string::npos);
}

// SAFETY 1 on the wire: nothing that a phone says about itself is written anywhere.
TEST(PhoneLogs, Safety1NothingOfAPhoneIsLoggedAtAnyLevel) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    {
        PhoneHouse house(quick_events());
        const std::string fields =
            "User-Agent: AgentMarker/9\r\nAccept-Language: xx-LanguageMarker,ur;q=0.9\r\nCookie: "
            "CookieMarker=1\r\n"
            "X-Device: DeviceMarker\r\nX-Forwarded-For: 203.0.113.77\r\n";
        const auto from = [&](const std::string& request) {
            HttpClient client(house.port(), "127.0.0.1", "127.0.0.99");
            client.send(request);
            client.read(1s);
        };
        from(house.get(house.path(), fields));
        from(house.get(house.path() + "/huddle", fields));
        from(house.post(form_body("wins", "TextMarker", "TokenMarker"), fields));
        from(house.post(form_body("lunch", "TextMarker", "TokenMarker"), fields));
        from(house.post(form_body("wins", "TextMarker in bed 14", "TokenMarker"), fields));
        from(house.post("round=wins&text=TextMarker%4z", fields));
        from("BREW / AgentMarker\r\n\r\n");
        from("GET / HTTP/1.1\r\nHost: evil.example\r\n" + fields + "\r\n");
        from(std::string(9000, 'A'));
        Listener phone(house, "127.0.0.99");
        phone.state();
    }
    const std::string said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    for (const char* marker : {"AgentMarker", "LanguageMarker", "CookieMarker", "DeviceMarker", "TextMarker",
                               "TokenMarker", "bed 14", "127.0.0.99", "203.0.113.77", "evil.example"}) {
        EXPECT_EQ(said.find(marker), std::string::npos) << marker << " in: " << said;
    }
}

}  // namespace
}  // namespace hearthside::phone
