// SPDX-License-Identifier: Apache-2.0
// Decodes the body of a POST into the fields of a note, from a web form or from JSON. It does not clean the
// text, and its sentences never repeat what was sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"

namespace hearthside::phone {

// The page's field takes 12,400 units of UTF-16 (maxlength in note-form.html), which covers every text of
// text_bytes_at_most and more than anybody writes. A form has at most nine bytes for each unit, and its other
// fields.
inline constexpr std::size_t note_body_bytes_at_most = 112 * 1024;

struct NoteFields {
    std::string round;                // as sent; empty when missing
    std::string text;                 // as sent, decoded; may be invalid UTF-8 when it came from a form
    std::string token;                // passes is_token(); empty when none was sent, or a wrong one
    bool wrong_token = false;         // one was sent that is not a token
    std::optional<std::string> then;  // the choice at a nudge: "mask", "send" or "rewrite"
};

// All problems are of kind invalid: a field twice, a broken %-sequence, JSON that is not an object of
// strings. Other fields are ignored.
huddle::Result<NoteFields> read_urlencoded(std::string_view body);
// The text of a note in a web form that read_urlencoded() may have refused: the first one, with broken
// sequences unchanged. None when there is none.
std::optional<std::string> text_in_form(std::string_view body);
huddle::Result<NoteFields> read_json(std::string_view body);

// A tap on the pulse, from a web form.
struct PulseTap {
    int value = 0;     // 1 to 5
    std::string page;  // passes is_token()
};
huddle::Result<PulseTap> read_tap(std::string_view body);

// Notes chosen for dots, from a web form. Above the number that any wall holds, the first ones count.
struct DotsChoice {
    static constexpr std::size_t notes_at_most = 200;
    std::vector<std::uint64_t> notes;  // ids
    std::string page;                  // as in PulseTap
};
huddle::Result<DotsChoice> read_choice(std::string_view body);

}  // namespace hearthside::phone
