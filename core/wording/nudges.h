// SPDX-License-Identifier: Apache-2.0
// Finds words for gentle nudges before a note is sent: words that could point to a patient or a person, and
// words about a person's fault instead of what happened. It keeps nothing, counts nothing and blocks nothing.
// It cannot recognise names without a title, and much else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::wording {

enum class NudgeKind { patient, person, blame };

// Some words of a text, and why the writer may want to look at them again.
struct Nudge {
    NudgeKind kind = NudgeKind::patient;
    std::size_t begin = 0, end = 0;  // byte offsets between whole characters
    std::string mask;                // a replacement, such as "a bed"; empty for blame
    friend bool operator==(const Nudge&, const Nudge&) = default;
};

// Longer texts are not checked. No note in any script needs more (600 characters of up to six bytes).
inline constexpr std::size_t nudged_bytes_at_most = 4096;

// In text order, without overlaps. English, Welsh, Polish and Urdu are all searched, since one team may write
// in several languages. Typography is ignored: blanks and hyphens of every kind, full-width letters and
// figures, invisible characters. Empty when the text is not UTF-8. Any thread. The first call compiles the
// rules, which takes some milliseconds.
std::vector<Nudge> nudges_in(std::string_view text);

// The text with all masks inserted. nudges_in() finds no patient and no person in the result. `nudges` must
// come from the same text.
std::string masked(std::string_view text, const std::vector<Nudge>& nudges);

// The most important one: a patient before a person before blame, otherwise the first. `nudges` must not be
// empty.
const Nudge& foremost(const std::vector<Nudge>& nudges);

// The first sentence for a kind: an English text for translation, with a placeholder {words} for the words
// found.
const char* sentence_of(NudgeKind kind);
// The second sentence, with advice.
const char* help_of(NudgeKind kind);

}  // namespace hearthside::wording
