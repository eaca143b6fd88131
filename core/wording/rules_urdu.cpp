// SPDX-License-Identifier: Apache-2.0
#include "core/wording/rules.h"

namespace hearthside::wording {

// Urdu has no capital letters, so a name after a title looks like any other word. Names are not searched for.
std::span<const WordingRule> wording_of_urdu() {
    static constexpr WordingRule rules[] = {
        // Bed, room, with "number".
        {NudgeKind::place, true,
         R"((?<!\p{L})(بیڈ|بستر|کمرہ|کمرے)\s*(?:نمبر\s*)?\p{Nd}{1,3}(?![\p{L}\p{Nd}]|[:.,]\p{Nd}|\s*(?:منٹ|گھنٹ|دن|ہفت|بار|بجے)))",
         "{}"},
        // "Their fault", and careless, incompetent, useless, stupid, said of a person.
        {NudgeKind::blame, false,
         R"((?<!\p{L})(?:(?:اس|ان)\s+(?:کا\s+قصور|کی\s+غلطی)|لاپرواہ|لاپروا|نااہل|نکما|نکمی|نکمے|بیوقوف|بے\s?وقوف)(?!\p{L}))",
         ""},
    };
    return rules;
}

}  // namespace hearthside::wording
