// SPDX-License-Identifier: Apache-2.0
#include "core/wording/rules.h"

namespace hearthside::wording {

std::span<const WordingRule> wording_of_any_language() {
    static constexpr WordingRule rules[] = {
        // Patient and case numbers: six digits or more in a row, with up to a few letters before them, or a
        // person's number of ten digits in three groups, as the NHS writes it.
        {NudgeKind::number, true, R"((?<![\p{L}\p{Nd}])\p{Lu}{0,3}\p{Nd}{6,20}\p{L}?(?![\p{L}\p{Nd}]))", "…"},
        {NudgeKind::number, true, R"((?<!\p{Nd})\p{Nd}{3}[ -]\p{Nd}{3}[ -]\p{Nd}{4}(?!\p{Nd}))", "…"},
        // Whole dates, such as a birthday: 3/5/1950, 03.05.50, 1950-05-03, 3rd May 1950.
        {NudgeKind::date, true,
         R"((?<![\p{Nd}./-])\p{Nd}{1,2}([./-])\p{Nd}{1,2}\1(?:\p{Nd}{4}|\p{Nd}{2})(?![\p{Nd}/-]|\.\p{Nd}))", "…"},
        {NudgeKind::date, true, R"((?<!\p{Nd})(?:19|20)\p{Nd}{2}-\p{Nd}{2}-\p{Nd}{2}(?!\p{Nd}))", "…"},
        {NudgeKind::date, true,
         R"((?<!\p{Nd})\p{Nd}{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?\p{L}{3,12}\.?,?\s+(?:19|20)\p{Nd}{2}(?!\p{Nd}))",
         "…"},
        // A British postcode.
        {NudgeKind::postcode, true, R"((?<![\p{L}\p{Nd}])[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}(?![\p{L}\p{Nd}]))",
         "…"},
        // A telephone number: with a country code, or ten or eleven digits from a zero on in two or three
        // groups.
        {NudgeKind::telephone, true, R"((?<![\p{L}\p{Nd}])(?:\+|00)\p{Nd}(?:[ ()./-]{0,2}\p{Nd}){7,14}(?!\p{Nd}))",
         "…"},
        {NudgeKind::telephone, true,
         R"((?<!\p{Nd})(?=0(?:[ -]?\p{Nd}){9,10}(?!\p{Nd}))0\p{Nd}{2,4}(?:[ -]\p{Nd}{3,6}){1,2}(?![ -]?\p{Nd}))", "…"},
        // An email address. The match starts only at its first letter, because a long word would otherwise be
        // read again from each of its letters.
        {NudgeKind::email, false,
         R"((?<![\p{L}\p{Nd}._+-])[\p{L}\p{Nd}._+-]{1,64}@[\p{L}\p{Nd}-]{1,63}(?:\.[\p{L}\p{Nd}-]{2,63}){1,4})", "…"},
    };
    return rules;
}

}  // namespace hearthside::wording
