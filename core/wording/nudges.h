// Gentle nudges before a note is sent: words that could point to a patient or to a person, and words that speak of a
// person's fault instead of what happened. It only looks: it keeps nothing, counts nothing and stops nobody, and it
// knows no screen. Names without a title, and much else, it cannot know.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

enum class NudgeKind { patient, person, blame };

// Some words of a text, and why somebody may want to look at them again.
struct Nudge {
    NudgeKind kind = NudgeKind::patient;
    std::size_t begin = 0, end = 0;  // bytes of the text, between whole characters
    std::string mask;                // what can stand there instead: "a bed"; empty for blame
    friend bool operator==(const Nudge&, const Nudge&) = default;
};

// Longer texts are not looked at: no note in any script needs more (600 characters of up to six bytes).
inline constexpr std::size_t nudged_bytes_at_most = 4096;

// In their order in the text, apart from each other. English, Welsh, Polish and Urdu are looked for together, since a
// team writes in several. Typography hides nothing: blanks and hyphens of every kind, letters and
// figures of full width, signs that nobody sees. None in what is not UTF-8. Any thread. The first call reads the rules, which takes some
// milliseconds.
std::vector<Nudge> nudges_in(std::string_view text);

// The text with all masks in their places; nudges_in() finds no patient and no person in it any more. `nudges` are
// those of this very text.
std::string masked(std::string_view text, const std::vector<Nudge>& nudges);

// The one to speak of: a patient before a person before blame, else the first. `nudges` must not be empty.
const Nudge& foremost(const std::vector<Nudge>& nudges);

// What to say of a kind: an English text for the translation, with a place {words} for the words in question.
const char* sentence_of(NudgeKind kind);
// And what may help, in a second sentence.
const char* help_of(NudgeKind kind);

}  // namespace hearthside
