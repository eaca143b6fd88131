// SPDX-License-Identifier: Apache-2.0
#include "core/wording/rules.h"

namespace hearthside::wording {

// "left the room 5 minutes later" and "bay 14:30" must not match.
#define NOT_A_TIME \
    R"((?!\p{Nd}|[:.,]\p{Nd}|\s*(?:%|(?:mins?|minutes?|h|hrs?|hours?|s|secs?|seconds?|days?|weeks?|months?|years?|times?|am|pm|x)\b)))"

std::span<const WordingRule> wording_of_english() {
    static constexpr WordingRule rules[] = {
        // The place of a person: bed, room, chair.
        {NudgeKind::place, true,
         R"((?i)(?:\b(?:the|an?|this|that)\s+)?\b(bed ?space|bed|bay|side[ -]?room|room|cubicle|trolley|chair))"
         R"(\s*(?:(?:number|no\.?|nr\.?|#)\s*)?\p{Nd}{1,3}\p{L}?\b)" NOT_A_TIME,
         "a {small}"},
        {NudgeKind::place, true,
         R"((?i)(?<!\p{Nd}\s)(?:\b(?:the|both|these|those)\s+)?\b(beds|bays|side[ -]?rooms|rooms|cubicles|trolleys|chairs))"
         R"(\s+\p{Nd}{1,3}(?:\s*(?:,|and|&|to|-|–)\s*\p{Nd}{1,3}){0,9}\b)" NOT_A_TIME,
         "some {small}"},
        {NudgeKind::place, false,
         R"((?:\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+)?\b([Bb]ay|[Ss]ide [Rr]oom|[Rr]oom|[Cc]ubicle)\s+(?:[B-H]|A(?!\s+\p{L}))\b)",
         "a {small}"},
        // After these titles any word is a name, also in lower case.
        {NudgeKind::name, false,
         R"(\b([Mm]rs?\.?)\s+(?!(?:and|or)\b)(?:\p{Lu}\.\s*){0,2}\p{L}+(?:['’-]\p{L}{2,}){0,2})"
         R"((?:\s+\p{Lu}\p{Ll}+(?:['’-]\p{L}{2,}){0,2}){0,3})",
         "{} …"},
        // After these titles a capitalised word is a name, unless it is a role.
        {NudgeKind::name, false,
         R"(\b(Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Nurse|Sister|Matron|Midwife|Reverend)\b\.?\s+)"
         R"((?!(?i:in|on|of|and|or|the|to|for|from|call|charge|manager|practitioner|specialist|consultant|station|led|who|was|is)\b))"
         R"((?:\p{Lu}\.\s*){0,2}\p{Lu}\p{L}+(?:['’-]\p{L}{2,}){0,2}(?:\s+\p{Lu}\p{Ll}+(?:['’-]\p{L}{2,}){0,2}){0,3})",
         "{} …"},
        // Whose fault it is. "Not her fault", "nobody's fault" and "my fault" do not match.
        {NudgeKind::blame, false,
         R"((?i)(?<!\bnot\s)(?<!n['’]t\s)\b(?:his|her|their|your|(?!nobody|no one|anybody|anyone)\p{L}{2,}['’]s)\s+(?:own\s+)?fault\b)",
         ""},
        {NudgeKind::blame, false,
         R"((?i)\b(?:should(?:n['’]?t|\s+not)?\s+have\s+known(?:\s+better)?|(?:can['’]?t|cannot|couldn['’]?t)\s+be\s+(?:bothered|trusted))\b)",
         ""},
        {NudgeKind::blame, false,
         R"((?i)\b(?:(?:is|was|are|were)\s+to\s+blame|I\s+blame|(?<=\b(?:team|staff|shift|he|she|they)\s)never\s+(?:answer|bother|care|listen)s?|(?:he|she|they)\s+(?:never|doesn['’]?t|don['’]?t|didn['’]?t)\s+(?:even\s+)?(?:bother|care|listen)s?)\b)",
         ""},
        // Insulting words for a person.
        {NudgeKind::blame, false,
         R"((?i)(?<!\bnot\s)(?<!n['’]t\s)\b(?:careless|clueless|idiots?|idiotic|incompetent|irresponsible|lazy(?!\s+eyes?\b)|morons?|negligent|sloppy|stupid|unprofessional)\b)",
         ""},
    };
    return rules;
}

}  // namespace hearthside::wording
