// SPDX-License-Identifier: Apache-2.0
// A phone's note against the rules for words to look at again.
#include <cstdint>
#include <string>

#include "core/text/note_text.h"
#include "core/wording/nudges.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto nudges = wording::nudges_in(text);
    expect(nudges.empty() || text::is_utf8(text), "words in what is no text");
    std::size_t from = 0;
    for (const wording::Nudge& nudge : nudges) {
        expect(from <= nudge.begin && nudge.begin < nudge.end && nudge.end <= size, "words that are not there");
        expect(text::is_utf8(text.substr(from, nudge.begin - from)), "half a character before the words");
        expect(text::is_utf8(text.substr(nudge.begin, nudge.end - nudge.begin)), "half a character in the words");
        expect(nudge.mask.empty() == (nudge.kind == wording::NudgeKind::blame), "a mask that should not be, or is not");
        from = nudge.end;
    }
    expect(nudges.empty() || text::is_utf8(wording::masked(text, nudges)), "a mask that is no text");
    return 0;
}
