// SPDX-License-Identifier: Apache-2.0
// The languages of Hearthside: a table with one row for each. The interface, the configuration, the command
// line and the on-screen keyboard use it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::text {

struct LanguageRow {
    std::string_view id;        // "cy", as in Accept-Language; its catalogue is assets/locale/cy.po
    std::string_view own_name;  // in its own spelling: "Cymraeg"
    bool right_to_left;
    bool in_interface;          // it has a catalogue; otherwise it has a keyboard only
    std::string_view keyboard;  // its name in [screen] keyboards: "welsh"
    const char* locale;         // for its letters and its capitals
    const char* layout;         // in the system's keyboard layouts
    const char* variant;
};

// English first, then the others in the order in which they are offered. Any thread may call these functions.
std::span<const LanguageRow> language_table();

// Null when no row has this word.
const LanguageRow* find_language(std::string_view id);
const LanguageRow* find_keyboard(std::string_view keyboard);

std::vector<std::string> language_ids();  // of the interface: "en", "cy" and so on
std::vector<std::string> keyboard_ids();  // of the on-screen keyboard: "english", "welsh" and so on

}  // namespace hearthside::text
