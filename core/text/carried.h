// SPDX-License-Identifier: Apache-2.0
// Makes texts fit for XML and PDF files. The cleaner of notes (core/text/note_text.h) already refuses other
// characters. An older record, a layout's name or a lesson of another kiosk may still hold them, and no
// export may fail because of a text.
#pragma once

#include <string>
#include <string_view>

namespace hearthside::text {

// Replaces by U+FFFD each byte that is not valid UTF-8, each noncharacter (such as U+FFFE) and each control
// character except tab, LF and CR. Everything else stays. Any thread.
std::string carried(std::string_view text);

}  // namespace hearthside::text
