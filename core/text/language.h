// SPDX-License-Identifier: Apache-2.0
// The interface's languages: the English of the code, and its translations from gettext catalogues
// (assets/locale, compiled by msgfmt). Language objects read them through Boost.Locale, never through the
// process-wide locale, so the screen and each phone may use different languages at the same time. Nothing is
// kept about who asked for a language.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::text {

struct LanguageDetails {
    std::string id;    // "cy", as in Accept-Language and in the catalogue's name
    std::string name;  // in that language: "Cymraeg"
    bool right_to_left = false;
    friend bool operator==(const LanguageDetails&, const LanguageDetails&) = default;
};

// Marks an English text that is translated when it is shown, so that scripts/translations finds it.
constexpr const char* translatable(const char* english) { return english; }

// The languages that have a catalogue, English first.
const std::vector<LanguageDetails>& known_languages();

// One language. It never changes after construction, and any number of threads may use it at once. The
// catalogue is read once, when the first text is requested. When it is missing or damaged, all texts are
// English, and one sentence on standard error says so.
class Language {
public:
    Language();                                                          // English; reads nothing
    Language(LanguageDetails details, std::filesystem::path catalogue);  // a .mo file
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    const std::string& id() const { return details_.id; }
    const std::string& name() const { return details_.name; }
    bool right_to_left() const { return details_.right_to_left; }

    // The translation, or else the English text itself. A text without a translation, such as a ward's own
    // prompt, stays as it is.
    std::string text(std::string_view english) const;
    // The same for a word with different meanings in different places ("Close" the button and "Close" the
    // round). Without a translation for the place, it returns text(english).
    std::string text_in(std::string_view place, std::string_view english) const;
    // The form for this number by the language's own plural rules. It may hold a placeholder for the number
    // ("{} notes heard"), which the caller fills in with fmt.
    std::string text(std::string_view one, std::string_view many, long long number) const;
    // Whether there is a translation. Always true in English.
    bool knows(std::string_view english) const;

private:
    struct Catalogue;
    const Catalogue* catalogue() const;

    LanguageDetails details_;
    std::unique_ptr<Catalogue> catalogue_;  // null in English
};

// All languages in one folder of catalogues ("cy.mo" and so on). The constructor reads no file.
class Languages {
public:
    explicit Languages(const std::filesystem::path& folder);

    // English when there is no such language. Valid as long as this object.
    const Language& of(std::string_view id) const;

private:
    std::vector<std::unique_ptr<const Language>> all_;
};

// The best of `offered` (ids, the default first) for an Accept-Language header and its weights (RFC 9110,
// 12.5.4). "cy-GB" matches "cy", weight 0 excludes a language, and "*" means the first one that is not
// excluded. The default when nothing matches. `offered` must not be empty.
std::string best_for(std::string_view accept_language, const std::vector<std::string>& offered);

}  // namespace hearthside::text
