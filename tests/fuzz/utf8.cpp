// SPDX-License-Identifier: Apache-2.0
// Any bytes as a text: cleaned, counted, and made valid for a page.
#include <cstdint>
#include <string>

#include "core/text/note_text.h"
#include "kiosk/web/html.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string valid = web::valid_utf8(text);
    expect(web::valid_utf8(valid) == valid, "valid text is changed");
    const auto cleaned = text::clean_note_text(text);
    // Two readers of UTF-8 must agree.
    if (cleaned) expect(valid == text, "ICU reads what we do not");
    if (cleaned) expect(text::count_graphemes(cleaned->str()) <= text::note_graphemes_at_most, "too long a note");
    if (cleaned) {
        const auto again = text::clean_note_text(cleaned->str());
        expect(again && *again == *cleaned, "a second cleaning changes or refuses the text");
    }
    (void)text::count_graphemes(valid);
    return 0;
}
