// SPDX-License-Identifier: Apache-2.0
#include "core/wording/rules.h"

namespace hearthside::wording {

std::span<const WordingRule> wording_of_welsh() {
    static constexpr WordingRule rules[] = {
        // The place of a person: bed, room, bay, trolley, with their mutations.
        {NudgeKind::place, true,
         R"((?i)\b((?:gwely|wely|ngwely|ystafell|bae|fae|cilfan|gilfan|troli|droli))\s*(?:rhif\s*)?\p{Nd}{1,3}\p{L}?\b)"
         R"((?!\p{Nd}|[:.,]\p{Nd}|\s*(?:%|munud|awr|diwrnod|wythnos|mis|gwaith|o\b)))",
         "{}"},
        {NudgeKind::name, false,
         R"(\b([Nn]yrs|[Cc]hwaer|[Mm]eddyg|[Dd]octor|[Bb]ydwraig)\s+(?!Teulu\b|Ymgynghorol\b|Gofrestredig\b)\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){0,3})",
         "{} …"},
        {NudgeKind::blame, false,
         R"((?i)\b(?:ei|eu|dy|eich)\s+(?:bai|fai)\s+(?:ef|e|o|hi|nhw|di|chi)\b|\b(?:diofal|esgeulus|diog|ddiog|anghyfrifol|amhroffesiynol)\b|(?-i:\b(?:dwp|twp)\b))",
         ""},
    };
    return rules;
}

}  // namespace hearthside::wording
