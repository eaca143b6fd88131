#include "kiosk/phone/transport_talk.h"

namespace hearthside {

void Transport::Engine::talk_plain(Socket socket, const PeerId& peer, Way way, Crowd::Number number) {
    talk::begin(*this, std::make_unique<boost::beast::tcp_stream>(std::move(socket)), peer, way, number);
}

}  // namespace hearthside
