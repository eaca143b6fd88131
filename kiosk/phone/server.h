// The phone face of the Room: people scan a code, add a note, and hear "thank you" only once it is
// on the disk. Keeps nothing about who asked. Knows neither screen nor store.
#pragma once

#include <memory>
#include <string>

#include "core/huddle/result.h"
#include "core/room.h"
#include "kiosk/phone/transport.h"

namespace hearthside {

struct PhoneOptions {
    std::string bind;  // an IP address or "localhost"; empty: the default route's, followed as it changes
    int port = 8080;   // 0 picks a free one
    int notes_per_10min = 60;        // of one address
    std::string team;                // shown above every page
    std::vector<std::string> names;  // further host names people may use, without port
    TransportOptions transport;      // its bind, port and names are taken from above
};

class PhoneServer {
public:
    // Listens and starts a thread of its own. `room` must outlive the server. Problems: those of
    // Transport::start.
    static Result<std::unique_ptr<PhoneServer>> start(Room& room, PhoneOptions options);
    ~PhoneServer();  // lets answers under way go out, for three seconds at most
    PhoneServer(const PhoneServer&) = delete;
    PhoneServer& operator=(const PhoneServer&) = delete;

    // Any thread; cheap. What the QR code holds now: changes with the room's key and with the address.
    std::string url() const;      // http://192.168.1.20:8080/n/KEY
    std::string address() const;  // 192.168.1.20:8080, for people
    int port() const;
    // Any thread. Connections that are open now.
    std::size_t connections() const;

private:
    class Face;
    PhoneServer(Room& room, std::unique_ptr<Face> face, std::unique_ptr<Transport> transport);
    Room& room_;
    std::unique_ptr<Face> face_;
    std::unique_ptr<Transport> transport_;  // last: it stops before the face goes
};

}  // namespace hearthside
