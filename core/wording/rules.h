// SPDX-License-Identifier: Apache-2.0
// The patterns for nudges, one table for each language. For core/wording only. The patterns are ICU regular
// expressions. None repeats a repetition, so that no text can keep them busy.
#pragma once

#include <span>

#include "core/wording/nudges.h"

namespace hearthside::wording {

struct WordingRule {
    NudgeKind kind;
    // Only used for texts with a digit of any script, because most texts have none.
    bool with_digits;
    const char* pattern;
    // The replacement. {} is the pattern's first group as written, and {small} is the same in lower case.
    const char* mask;
};

std::span<const WordingRule> wording_of_any_language();  // numbers, dates, addresses
std::span<const WordingRule> wording_of_english();
std::span<const WordingRule> wording_of_welsh();
std::span<const WordingRule> wording_of_polish();
std::span<const WordingRule> wording_of_urdu();

}  // namespace hearthside::wording
