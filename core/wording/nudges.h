// SPDX-License-Identifier: Apache-2.0
// Finds words for gentle nudges before a note is sent: words that could point to a patient or a person, and
// words about a person's fault instead of what happened. It keeps nothing, counts nothing and blocks nothing.
// It cannot recognise names without a title, and much else.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::wording {

// What was found: words that could point to a patient, then to a person, then words about somebody's fault.
enum class NudgeKind { place, number, date, postcode, name, telephone, email, blame };

// Some words of a text, and why the writer may want to look at them again.
struct Nudge {
    NudgeKind kind = NudgeKind::place;
    std::size_t begin = 0, end = 0;  // byte offsets between whole characters
    std::string mask;                // a replacement, such as "a bed"; empty for blame
    friend bool operator==(const Nudge&, const Nudge&) = default;
};

// Longer texts are not checked. No note in any script needs more (600 characters of up to six bytes).
inline constexpr std::size_t nudged_bytes_at_most = 4096;

// Whether other words can stand in their place.
constexpr bool can_be_masked(NudgeKind kind) { return kind != NudgeKind::blame; }

// In text order, without overlaps. English, Welsh, Polish and Urdu are all searched, since one team may write
// in several languages. Typography is ignored: blanks and hyphens of every kind, full-width letters and
// figures, invisible characters. Empty when the text is not UTF-8. Any thread. The first call compiles the
// rules, which takes some milliseconds.
std::vector<Nudge> nudges_in(std::string_view text);

// The text with all masks inserted. nudges_in() finds only blame in the result. `nudges` must
// come from the same text.
std::string masked(std::string_view text, const std::vector<Nudge>& nudges);

// English texts for translation: what was found ("A bed or room"), and why it is worth another look. Neither
// is a verdict.
const char* title_of(NudgeKind kind);
const char* help_of(NudgeKind kind);

using Translate = std::function<std::string(std::string_view english)>;
// The words of the button that masks them: what it masks where that is one thing, otherwise the numbers of what it
// masks, counted from 1 in the order of `nudges`. Empty when nothing can be masked.
std::string mask_words(const std::vector<Nudge>& nudges, const Translate& tr);

}  // namespace hearthside::wording
