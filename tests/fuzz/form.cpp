// SPDX-License-Identifier: Apache-2.0
// The body of a note as a web form, as a tap, and as JSON: decoded, cleaned, counted, and shown again.
#include <cstdint>
#include <string>

#include "core/text/note_text.h"
#include "kiosk/phone/form.h"
#include "kiosk/web/html.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    (void)phone::read_tap(body);
    for (const auto& fields : {phone::read_urlencoded(body), phone::read_json(body)}) {
        if (!fields) continue;
        const web::Html shown = web::escaped(fields->text);
        expect(shown.markup.find_first_of("<>\"'") == std::string::npos, "markup gets through");
        const auto text = text::clean_note_text(fields->text);
        if (!text) continue;
        const std::size_t count = text::count_graphemes(text->str());
        expect(count >= 1 && count <= text::note_graphemes_at_most, "a note of no size of ours");
        expect(web::valid_utf8(text->str()) == text->str(), "a note that is no UTF-8");
        const auto again = text::clean_note_text(text->str());
        expect(again && *again == *text, "cleaning twice is not cleaning once");
    }
    return 0;
}
