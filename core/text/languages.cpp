// SPDX-License-Identifier: Apache-2.0
#include "core/text/languages.h"

#include <algorithm>
#include <array>

namespace hearthside::text {

namespace {

constexpr std::array<LanguageRow, 9> table{{
    {"en", "English", false, true, "english", "en_GB", "gb", ""},
    {"cy", "Cymraeg", false, true, "welsh", "cy", "gb", ""},
    {"pl", "Polski", false, true, "polish", "pl", "pl", ""},
    {"ur", "اردو", true, true, "urdu", "ur", "pk", ""},
    {"ar", "العربية", true, false, "arabic", "ar", "ara", ""},
    {"hi", "हिन्दी", false, false, "hindi", "hi", "in", ""},
    {"ta", "தமிழ்", false, false, "tamil", "ta", "in", "tam"},
    {"ro", "Română", false, false, "romanian", "ro", "ro", "std"},
    {"pt", "Português", false, false, "portuguese", "pt_PT", "pt", ""},
}};

}  // namespace

std::span<const LanguageRow> language_table() { return table; }

const LanguageRow* find_language(std::string_view id) {
    const auto found = std::ranges::find(table, id, &LanguageRow::id);
    return found == table.end() ? nullptr : &*found;
}

const LanguageRow* find_keyboard(std::string_view keyboard) {
    const auto found = std::ranges::find(table, keyboard, &LanguageRow::keyboard);
    return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> language_ids() {
    std::vector<std::string> ids;
    for (const LanguageRow& row : table) {
        if (row.in_interface) ids.emplace_back(row.id);
    }
    return ids;
}

std::vector<std::string> keyboard_ids() {
    std::vector<std::string> ids;
    for (const LanguageRow& row : table) ids.emplace_back(row.keyboard);
    return ids;
}

}  // namespace hearthside::text
