// One connection in HTTP, from its first byte to its last. The source is the only one that knows Beast's parser and
// serializer, which take long to compile.
#pragma once

#include "kiosk/web/engine.h"

namespace hearthside {

// Serves the connection until it ends, over TLS when the engine has a certificate. The connection puts itself into the
// engine's `closers`. On the engine's thread.
void serve_connection(Transport::Engine& engine, Transport::Engine::Socket socket, const PeerId& peer, Crowd::Number number);

}  // namespace hearthside
