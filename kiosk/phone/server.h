// The phone face of the Room: people scan a code, add a note, and hear "thank you" only once it is
// on the disk. Keeps nothing about who asked. Knows neither screen nor store.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/room/room.h"
#include "kiosk/web/address.h"
#include "kiosk/phone/handouts.h"
#include "kiosk/web/transport.h"

namespace hearthside {

struct PhoneOptions {
    std::string bind;  // an IP address or "localhost"; empty: the likeliest one, followed as it changes
    std::string interface;  // the one whose address people want; empty: the likeliest. See set_interface()
    int port = 8080;   // 0 picks a free one
    int notes_per_10min = 60;        // of one address
    std::string team;                // shown above every page
    std::vector<std::string> names;  // further host names people may use, without port
    std::string public_url;          // "https://notes.ward.example" when a name or a proxy stands before us
    std::filesystem::path tls_certificate, tls_key;  // PEM; both or neither
    std::filesystem::path catalogues;                // of the interface's languages; empty: English only
    std::vector<std::string> languages{"en"};        // ids that phones may have, the team's own first
    // Called with url() at the start and whenever it changes, on a thread of the server's.
    std::function<void(const std::string& url)> link_changed;
    std::shared_ptr<Handler> reviewer;  // answers under /review, over TLS; none: there are no such pages
    TransportOptions transport;  // what stands above too is taken from there
};

class PhoneServer {
public:
    // Listens, or waits until it can, and starts a thread of its own. `room` must outlive the server. Problems: those of
    // Transport::start, and a public address that is none (invalid).
    static Result<std::unique_ptr<PhoneServer>> start(Room& room, PhoneOptions options);
    ~PhoneServer();  // lets answers under way go out, for three seconds at most
    PhoneServer(const PhoneServer&) = delete;
    PhoneServer& operator=(const PhoneServer&) = delete;

    // Any thread; cheap. What the QR code holds now: changes with the room's key and with the address.
    // Empty until the server listens. After the '#', which no browser ever sends, is the key that notes are sealed for.
    std::string url() const;      // http://192.168.1.20:8080/n/KEY#SEALING_KEY
    std::string address() const;  // 192.168.1.20:8080, for people
    int port() const;
    // Any thread. Why phones cannot come just now, in a sentence for people; empty when they can.
    std::string trouble() const;
    // The same in a few words for the screen, to be translated.
    std::string trouble_on_screen() const;
    // Any thread. Every address that this machine has for phones, with what speaks for it or against it; and the
    // interface that people choose from now on, empty: the likeliest.
    std::vector<PhoneAddress> addresses() const;
    void set_interface(const std::string& interface);
    // Any thread. The name above every page from now on.
    void set_team(const std::string& team);
    // Any thread. Each gives back the path that holds for a quarter of an hour: of a file for one download, or
    // of a huddle's lessons and actions to read. link_to() makes of it what a code holds.
    std::string hand_out(HandoutFile file);
    std::string hand_out(RecordForPhones record);
    void take_back(const std::string& path);  // before its time is over
    std::string link_to(const std::string& path) const;  // http://192.168.1.20:8080/take/...
    // Any thread. Connections that are open now, and those of them that listen to live events.
    std::size_t connections() const;
    std::size_t listeners() const;

private:
    class Face;
    class ChosenInterface;
    PhoneServer(std::shared_ptr<Face> face, std::unique_ptr<Transport> transport);
    std::shared_ptr<Face> face_;
    std::shared_ptr<ChosenInterface> interface_;
    std::unique_ptr<Transport> transport_;  // stops before the face goes
    std::shared_ptr<void> listening_;       // to the Room
};

// A link as people type it who cannot scan: without "http://" and without what only scripts need.
std::string typed_link(const std::string& url);

}  // namespace hearthside
