// The interface's languages: English as it stands in the code, and its translations from gettext
// catalogues (assets/locale, compiled by msgfmt). Read by objects through Boost.Locale, never through
// the process-wide locale, so the screen and each phone may speak another language at the same time.
// It knows no screen and no page, and keeps nothing about who asked for a language.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

struct LanguageDetails {
    std::string id;    // "cy": as in Accept-Language and the name of the catalogue
    std::string name;  // in the language itself: "Cymraeg"
    bool right_to_left = false;
    friend bool operator==(const LanguageDetails&, const LanguageDetails&) = default;
};

// Marks an English text that is translated where it is shown, so that scripts/translations finds it.
constexpr const char* translatable(const char* english) { return english; }

// The languages that have a catalogue, English first.
const std::vector<LanguageDetails>& known_languages();

// One language. Never changes after it was made; any number of threads may use it at once. The
// catalogue is read at the first text that is asked for, once. When it is missing or damaged, all
// texts are English, and one sentence on standard error says so.
class Language {
public:
    Language();  // English; reads nothing
    Language(LanguageDetails details, std::filesystem::path catalogue);  // a .mo file
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    const std::string& id() const { return details_.id; }
    const std::string& name() const { return details_.name; }
    bool right_to_left() const { return details_.right_to_left; }

    // The translation, else the English text itself. A text without a translation, such as a ward's
    // own prompt, stays as it is.
    std::string text(std::string_view english) const;
    // The same for a word that means different things in different places ("Close" the button and
    // "Close" the round); without a translation for the place it is text(english).
    std::string text_in(std::string_view place, std::string_view english) const;
    // What goes with this number, by the language's own plural rules. It may hold a place for the
    // number ("{} notes heard"), which the caller fills in by fmt.
    std::string text(std::string_view one, std::string_view many, long long number) const;
    // Whether there is a translation; always, in English.
    bool knows(std::string_view english) const;

private:
    struct Inside;
    const Inside* catalogue() const;

    LanguageDetails details_;
    std::unique_ptr<Inside> inside_;  // none in English
};

// All languages of one folder of catalogues ("cy.mo" and so on). Making it reads nothing.
class Languages {
public:
    explicit Languages(const std::filesystem::path& folder);

    // English when there is no such language. Lives as long as this object.
    const Language& of(std::string_view id) const;

private:
    std::vector<std::unique_ptr<const Language>> all_;
};

// The one of `offered` (ids, the default first) that an Accept-Language header wants most, by its
// weights (RFC 9110, 12.5.4): "cy-GB" finds "cy", weight 0 rules a language out, "*" is the first one
// that is not ruled out. The default when nothing fits. `offered` must not be empty.
std::string best_for(std::string_view accept_language, const std::vector<std::string>& offered);

}  // namespace hearthside
