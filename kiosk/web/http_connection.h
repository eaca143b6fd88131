// SPDX-License-Identifier: Apache-2.0
// Serves one connection in HTTP, from its first byte to its last. Only its source includes Beast's parser and
// serializer, which take long to compile.
#pragma once

#include "kiosk/web/engine.h"

namespace hearthside::web {

// Serves the connection until it ends, over TLS when the engine has a certificate. Adds a closer to the
// engine's `closers`. Called on the engine's thread.
void serve_connection(Transport::Engine& engine, Transport::Engine::Socket socket, const PeerId& peer,
                      ConnectionLimits::Number number);

}  // namespace hearthside::web
