// Texts as files of XML and PDF can carry them. The cleaner of notes (core/text/note_text.h) lets nothing else in, but an older
// record, a layout's name or a lesson of another kiosk may hold it, and no export fails for a text.
#pragma once

#include <string>
#include <string_view>

namespace hearthside {

// Bytes that are no UTF-8, noncharacters (U+FFFE and their kind) and control characters besides tab, LF and CR become
// U+FFFD, each; all else stays. Any thread.
std::string carried(std::string_view text);

}  // namespace hearthside
