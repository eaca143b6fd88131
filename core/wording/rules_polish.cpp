// SPDX-License-Identifier: Apache-2.0
#include "core/wording/rules.h"

namespace hearthside::wording {

std::span<const WordingRule> wording_of_polish() {
    static constexpr WordingRule rules[] = {
        // The place of a person: bed, room, hall, in their grammatical cases.
        {NudgeKind::place, true,
         R"((?i)\b(łóż(?:ko|ka|ku|kiem)|lozk(?:o|a|u|iem)|sal(?:a|i|ę|ą)|pok(?:ój|oju|ojem))\s*(?:(?:nr\.?|numer)\s*)?\p{Nd}{1,3}\p{L}?\b)"
         R"((?!\p{Nd}|[:.,]\p{Nd}|\s*(?:%|min|godz|dni|dzień|tyg|mies|raz|os[óo]b|pacj)))",
         "{}"},
        // A name after a title. Several titles may follow each other.
        {NudgeKind::name, false,
         R"(\b([Pp]an(?:i|a|u|em|ią)?|[Dd]r|[Dd]oktor(?:a|owi|em|ka|ki|ce|kę|ką)?|[Ss]iostr(?:a|y|ze|ę|ą)|[Pp]ielęgniar(?:ka|ki|ce|kę|ką|z|za|zowi|zem))\s+)"
         R"((?!(?:Doktor|Profesor|Ordynator|Pielęgniar|Siostr|Oddziałow|Kierowni|Magister|Dyrektor|Położn))\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s+\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?){0,3})",
         "{} …"},
        {NudgeKind::blame, false,
         R"((?i)(?<!\bnie\s)\b(?:(?:jego|jej|ich|twoja|wasza)\s+wina|idiot(?:a|ka|ki|ko|kę|ką|y|ów|om|ami|ycz\p{L}{1,6})|głup(?:i|ia|ie|iego|iej|ich|im|ią|ota|oty)|leniw\p{L}{1,4}|leń|niedbał\p{L}{1,4}|bezmyśln\p{L}{1,4}|niekompetentn\p{L}{1,4}|nieodpowiedzialn\p{L}{1,4}|nieprofesjonaln\p{L}{1,4})\b)",
         ""},
    };
    return rules;
}

}  // namespace hearthside::wording
