// The languages of Hearthside: one table with one row for each. The interface, the configuration, the command line and
// the on-screen keyboard read it. It knows no screen, no catalogue's texts and no keys.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

struct LanguageRow {
    std::string_view id;        // "cy": as in Accept-Language; its catalogue is assets/locale/cy.po
    std::string_view own_name;  // as its readers write it: "Cymraeg"
    bool right_to_left;
    bool in_interface;          // there is a catalogue; otherwise it has a keyboard only
    std::string_view keyboard;  // as [screen] keyboards names it: "welsh"
    const char* locale;         // for its letters and its capitals
    const char* layout;         // of the system's keyboard layouts
    const char* variant;
};

// English first; the others in the order in which they are offered. All these functions are for any thread.
std::span<const LanguageRow> language_table();

// Null when no row has this word.
const LanguageRow* find_language(std::string_view id);
const LanguageRow* find_keyboard(std::string_view keyboard);

std::vector<std::string> language_ids();  // of the interface: "en", "cy" and so on
std::vector<std::string> keyboard_ids();  // of the on-screen keyboard: "english", "welsh" and so on

}  // namespace hearthside
