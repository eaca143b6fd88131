// Inside the wording: what is looked for, a table for each language. Patterns are ICU's regular expressions; none of
// them repeats what already repeats, so that no text can keep them busy.
#pragma once

#include <span>

#include "core/wording/nudges.h"

namespace hearthside {

struct WordingRule {
    NudgeKind kind;
    // Only looked for in texts with a digit of any script: most have none.
    bool with_digits;
    const char* pattern;
    // What can stand there instead: {} is the pattern's first group as written, {small} the same in small letters.
    const char* mask;
};

std::span<const WordingRule> wording_of_any_language();  // numbers, dates, addresses
std::span<const WordingRule> wording_of_english();
std::span<const WordingRule> wording_of_welsh();
std::span<const WordingRule> wording_of_polish();
std::span<const WordingRule> wording_of_urdu();

}  // namespace hearthside
