// SPDX-License-Identifier: Apache-2.0
// What a site writes as its own address, and what a phone names as its host: read, or refused.
#include <cstdint>
#include <string>

#include "core/text/language.h"
#include "kiosk/web/address.h"
#include "kiosk/web/public_address.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto read = web::read_public_address(text)) {
        expect(read->origin.ends_with("//" + read->host), "origin and host differ");
        expect(read->host.find_first_of("/?#@ \"<>\r\n") == std::string::npos, "more than a host");
        const auto again = web::read_public_address(read->origin);
        expect(again && again->origin == read->origin, "reading twice is not reading once");
    }
    const std::string best = text::best_for(text, {"en", "cy", "pl", "ur"});
    expect(best == "en" || best == "cy" || best == "pl" || best == "ur", "a language that is not offered");
    (void)web::default_interface(text);
    return 0;
}
