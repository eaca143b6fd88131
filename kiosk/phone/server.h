// SPDX-License-Identifier: Apache-2.0
// The phone server of the Room. People scan a code, add a note, and read "thank you" only once the note is on
// the disk. Nothing is kept about who sent it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/room/room.h"
#include "kiosk/phone/handouts.h"
#include "kiosk/web/address.h"
#include "kiosk/web/transport.h"

namespace hearthside::phone {

struct PhoneOptions {
    std::string bind;                // an IP address or "localhost"; empty: the likeliest one, followed as it changes
    std::string interface;           // the interface that people chose; empty: the likeliest. See set_interface()
    int port = 8080;                 // 0 picks a free one
    int notes_per_10min = 60;        // per address
    std::string team;                // shown at the top of every page
    std::vector<std::string> names;  // further host names people may use, without port
    std::string public_url;          // "https://notes.ward.example" when a name or a proxy is in front of the
                                     // kiosk
    std::filesystem::path tls_certificate, tls_key;  // PEM; both or neither
    std::filesystem::path catalogues;                // of the interface's languages; empty: English only
    std::vector<std::string> languages{"en"};        // ids that phones may have, the team's own first
    // Called with url() at the start and whenever it changes, on a thread of the server.
    std::function<void(const std::string& url)> link_changed;
    std::shared_ptr<web::Handler> reviewer;  // answers under /review, over TLS; null: there are no such pages
    web::TransportOptions transport;         // fields that are also above are taken from above
};

class PhoneServer {
public:
    // Listens, or waits until it can, and starts a thread of its own. `room` must outlive the server.
    // Problems: those of Transport::start, and an invalid public address (invalid).
    static huddle::Result<std::unique_ptr<PhoneServer>> start(room::Room& room, PhoneOptions options);
    ~PhoneServer();  // lets current answers finish, for three seconds at most
    PhoneServer(const PhoneServer&) = delete;
    PhoneServer& operator=(const PhoneServer&) = delete;

    // Any thread; cheap. What the QR code holds now. It changes with the room's key and with the address, and
    // is empty until the server listens. After the '#', which no browser ever sends, comes the key for
    // sealing notes.
    std::string url() const;      // http://192.168.1.20:8080/n/KEY#SEALING_KEY
    std::string address() const;  // 192.168.1.20:8080, for people
    int port() const;
    // Any thread. Why phones cannot connect now, in a sentence for people; empty when they can.
    std::string trouble() const;
    // The same in a few words for the screen, to be translated.
    std::string trouble_on_screen() const;
    // Any thread. Every address that this machine has for phones, with the reason for or against it; and the
    // interface that people choose from now on, empty for the likeliest.
    std::vector<web::PhoneAddress> addresses() const;
    void set_interface(const std::string& interface);
    // Any thread. The team name at the top of every page from now on.
    void set_team(const std::string& team);
    // Any thread. Each returns a path that is valid for a quarter of an hour: of a file for one download, or
    // of a huddle's lessons and actions to read. link_to() makes the link for a code from it.
    std::string hand_out(HandoutFile file);
    std::string hand_out(RecordForPhones record);
    void take_back(const std::string& path);             // withdraws it before its time is over
    bool file_waits(const std::string& path) const;      // for its download
    std::string link_to(const std::string& path) const;  // http://192.168.1.20:8080/take/...
    // Any thread. The number of open connections, and of those that listen to live events.
    std::size_t connections() const;
    std::size_t listeners() const;

private:
    class PhoneExchange;
    class ChosenInterface;
    PhoneServer(std::shared_ptr<PhoneExchange> exchange, std::unique_ptr<web::Transport> transport);
    std::shared_ptr<PhoneExchange> exchange_;
    std::shared_ptr<ChosenInterface> interface_;
    std::unique_ptr<web::Transport> transport_;  // stops before exchange_ is destroyed
    std::shared_ptr<void> listening_;            // subscription to the Room
};

// A link for people who type it: without "http://" and without the part that only scripts need.
std::string typed_link(const std::string& url);

}  // namespace hearthside::phone
