// SPDX-License-Identifier: Apache-2.0
// The interface's languages. Every text has its translation, and plurals follow each language's rules. A damaged
// catalogue means English, and a phone gets the language it asks for.
#include "core/text/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

#include "core/files/folders.h"
#include "core/text/languages.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::text {
namespace {

// The table without English.
std::vector<std::string> translated() {
    std::vector<std::string> ids = language_ids();
    ids.erase(ids.begin());
    return ids;
}

struct Entry {
    std::string place, english, many;
    std::vector<std::string> translations;
    bool fuzzy = false, prompt = false;
};

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            out += text[at];
        } else {
            ++at;
            out += text[at] == 'n' ? '\n' : text[at];
        }
    }
    return out;
}

// A .po or .pot file as msgcat writes it.
std::vector<Entry> entries_of(const std::filesystem::path& file) {
    std::vector<Entry> entries;
    std::ifstream stream(file);
    EXPECT_TRUE(stream) << file;
    Entry entry;
    std::string* into = nullptr;
    const auto finish = [&] {
        if (!entry.english.empty()) entries.push_back(entry);
        entry = {};
        into = nullptr;
    };
    for (std::string line; std::getline(stream, line);) {
        if (line.empty()) {
            finish();
            continue;
        }
        if (line.starts_with("#,") && line.find("fuzzy") != line.npos) entry.fuzzy = true;
        if (line.starts_with("#: layouts/")) entry.prompt = true;
        if (line.starts_with("#")) continue;
        const std::size_t open = line.find('"');
        const std::string word = line.substr(0, open == 0 ? 0 : open - 1);
        if (word == "msgctxt") into = &entry.place;
        if (word == "msgid") into = &entry.english;
        if (word == "msgid_plural") into = &entry.many;
        if (word.starts_with("msgstr")) into = &entry.translations.emplace_back();
        if (into) *into += unescaped(line.substr(open + 1, line.rfind('"') - open - 1));
    }
    finish();
    return entries;
}

std::filesystem::path sources() { return files::share_folder() / "assets" / "locale"; }

std::multiset<std::string> places_of(const std::string& text) {
    static const std::regex place("\\{[^}]*\\}");
    return {std::sregex_token_iterator(text.begin(), text.end(), place), {}};
}

std::size_t words_in(const std::string& text) {
    std::istringstream stream(text);
    return static_cast<std::size_t>(
        std::distance(std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()));
}

class Catalogue : public testing::TestWithParam<std::string> {
protected:
    const Languages languages{files::locale_folder()};
    const Language& language = languages.of(GetParam());
};

TEST(LanguageTable, HasARowForEachCatalogueAndNoOther) {
    std::set<std::string> catalogues;
    for (const auto& file : std::filesystem::directory_iterator(sources())) {
        if (file.path().extension() == ".po") catalogues.insert(file.path().stem().string());
    }
    const std::vector<std::string> rows = translated();
    EXPECT_EQ(catalogues, std::set<std::string>(rows.begin(), rows.end()));
    EXPECT_EQ(find_language("cy")->keyboard, "welsh");
    EXPECT_EQ(find_language("tlh"), nullptr);
}

TEST_P(Catalogue, HasEveryTextWithWhatIsFilledIn) {
    std::map<std::pair<std::string, std::string>, Entry> there;
    for (const Entry& entry : entries_of(sources() / (GetParam() + ".po"))) {
        there[{entry.place, entry.english}] = entry;
    }
    const std::vector<Entry> wanted = entries_of(sources() / "hearthside.pot");
    ASSERT_GT(wanted.size(), 300u);
    for (const Entry& text : wanted) {
        const auto found = there.find({text.place, text.english});
        ASSERT_NE(found, there.end()) << text.english;
        const Entry& entry = found->second;
        EXPECT_FALSE(entry.fuzzy) << text.english;
        for (const std::string& translation : entry.translations) {
            EXPECT_FALSE(translation.empty()) << text.english;
            if (text.many.empty()) {
                EXPECT_EQ(places_of(translation), places_of(text.english)) << translation;
            }
        }
        if (text.place.empty()) {
            EXPECT_TRUE(language.knows(text.english)) << text.english;
        } else {
            EXPECT_EQ(language.text_in(text.place, text.english), entry.translations.front());
        }
    }
    EXPECT_EQ(there.size(), wanted.size()) << "texts that nobody asks for";
}

TEST_P(Catalogue, KeepsPromptsWithinTwelveWords) {
    for (const Entry& entry : entries_of(sources() / (GetParam() + ".po"))) {
        if (!entry.prompt || words_in(entry.english) > 12) continue;
        for (const std::string& prompt : entry.translations) EXPECT_LE(words_in(prompt), 12u) << prompt;
    }
}

TEST_P(Catalogue, NamesItselfInItsOwnWords) {
    EXPECT_EQ(language.id(), GetParam());
    EXPECT_EQ(language.right_to_left(), GetParam() == "ur");
    EXPECT_NE(language.text("Start huddle"), "Start huddle");
    // A ward's own prompt.
    EXPECT_EQ(language.text("Did the tea trolley come?"), "Did the tea trolley come?");
    EXPECT_EQ(language.text_in("round", "Tea"), "Tea");
    EXPECT_EQ(language.text(""), "");
}

INSTANTIATE_TEST_SUITE_P(Languages, Catalogue, testing::ValuesIn(translated()),
                         [](const auto& it) { return it.param; });

TEST(Plurals, FollowTheRulesOfWelsh) {
    const Languages languages(files::locale_folder());
    const Language& welsh = languages.of("cy");
    const auto huddles = [&](long long count) { return welsh.text("huddle", "huddles", count); };
    EXPECT_EQ(huddles(1), "cwrdd");
    EXPECT_EQ(huddles(2), "gwrdd");
    for (const int count : {3, 6}) EXPECT_EQ(huddles(count), "chwrdd") << count;
    for (const int count : {0, 5, 11, 22, 100}) EXPECT_EQ(huddles(count), "cwrdd") << count;
}

TEST(Plurals, FollowTheRulesOfPolish) {
    const Languages languages(files::locale_folder());
    const Language& polish = languages.of("pl");
    const std::map<long long, std::string> minutes{{0, "minut"},  {1, "minuta"},  {2, "minuty"},
                                                   {3, "minuty"}, {5, "minut"},   {11, "minut"},
                                                   {12, "minut"}, {22, "minuty"}, {100, "minut"}};
    for (const auto& [count, word] : minutes) {
        EXPECT_EQ(polish.text("minute", "minutes", count), word) << count;
    }
}

TEST(Plurals, AreTwoInEnglishAndUrdu) {
    const Languages languages(files::locale_folder());
    EXPECT_EQ(languages.of("en").text("minute", "minutes", 1), "minute");
    EXPECT_EQ(languages.of("en").text("minute", "minutes", 0), "minutes");
    EXPECT_EQ(languages.of("ur").text("hour", "hours", 1), "گھنٹہ");
    EXPECT_EQ(languages.of("ur").text("hour", "hours", 2), "گھنٹے");
    EXPECT_EQ(languages.of("ur").text("no such", "no such ones", 2), "no such ones");
}

TEST(TwoMeanings, OfOneWordAreTwoTranslations) {
    const Languages languages(files::locale_folder());
    EXPECT_EQ(languages.of("pl").text("Close"), "Zamknij");
    EXPECT_EQ(languages.of("pl").text_in("round", "Close"), "Koniec");
    // Without a translation for this place, the usual one is used.
    EXPECT_EQ(languages.of("pl").text_in("round", "Pause"), languages.of("pl").text("Pause"));
}

TEST(Missing, LanguagesAndFilesAreEnglish) {
    const support::TemporaryFolder folder;
    const Languages languages(folder.path());
    EXPECT_EQ(languages.of("tlh").id(), "en");
    testing::internal::CaptureStderr();
    EXPECT_EQ(languages.of("cy").text("Start huddle"), "Start huddle");
    EXPECT_EQ(languages.of("cy").text("minute", "minutes", 2), "minutes");
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_NE(said.find("cy.mo"), said.npos);
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << "once is enough: " << said;
}

TEST(Damaged, CataloguesNeverCrashAndNeverShowRubbish) {
    std::ifstream stream(files::locale_folder() / "pl.mo", std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(stream), {});
    ASSERT_GT(whole.size(), 1000u);
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "pl.mo";
    const auto shown = [&](const std::string& bytes) {
        std::ofstream(file, std::ios::binary) << bytes;
        return Language({"pl", "Polski"}, file).text("Start huddle");
    };
    testing::internal::CaptureStderr();
    EXPECT_EQ(shown(whole), "Rozpocznij");
    for (std::size_t size = 0; size < whole.size(); size += 997) {
        EXPECT_EQ(shown(whole.substr(0, size)), "Start huddle") << size;
    }
    for (std::size_t at = 0; at < 7000; at += 13) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0xff);
        const std::string text = shown(bytes);
        EXPECT_TRUE(text == "Start huddle" || text == "Rozpocznij") << at << ": " << text;
    }
    testing::internal::GetCapturedStderr();
}

TEST(Damaged, PlacesToFillInMakeACatalogueUnusable) {
    std::ifstream stream(files::locale_folder() / "pl.mo", std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    const std::string good = "jeszcze {}";
    const auto at = bytes.find(good);
    ASSERT_NE(at, bytes.npos);
    // fmt would throw for this one.
    bytes.replace(at, good.size(), "jeszcz {1}");
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "pl.mo", std::ios::binary) << bytes;
    testing::internal::CaptureStderr();
    const Languages languages(folder.path());
    EXPECT_EQ(languages.of("pl").text("{} more", "{} more", 5), "{} more");
    testing::internal::GetCapturedStderr();
}

TEST(Threads, MayAskForTheFirstTextAtOnce) {
    for (int round = 0; round < 20; ++round) {
        const Languages languages(files::locale_folder());
        std::vector<std::thread> threads;
        std::vector<std::string> texts(8);
        for (std::size_t index = 0; index < texts.size(); ++index) {
            threads.emplace_back([&, index] { texts[index] = languages.of("cy").text("Thank you"); });
        }
        for (std::thread& thread : threads) thread.join();
        for (const std::string& text : texts) EXPECT_EQ(text, "Diolch");
    }
}

TEST(Phones, GetTheLanguageTheyWantMost) {
    const std::vector<std::string> offered{"en", "cy", "pl", "ur"};
    const std::map<std::string, std::string> wishes{{"", "en"},
                                                    {"pl", "pl"},
                                                    {"pl-PL, pl;q=0.9, en;q=0.8", "pl"},
                                                    {"CY-gb", "cy"},
                                                    {"cyx", "en"},
                                                    {"de, fr;q=0.9", "en"},
                                                    {"de, ur;q=0.3", "ur"},
                                                    {"en;q=0.5, ur;q=0.501", "ur"},
                                                    {"en;q=0, *", "cy"},
                                                    {"*;q=0.2, pl;q=0.1", "en"},
                                                    {"pl;q=0, *;q=0.4", "en"},
                                                    {"en;q=0.2,\tcy ; q=0.7", "cy"},
                                                    {"en-GB;q=0.4, pl;q=0.5, en;q=0.6", "en"},
                                                    {"pl;q=1.000, en", "en"},
                                                    {"pl;q=1.1, ur;q=abc, cy;level=1", "en"},
                                                    {",,;q=1,=;;,pl", "pl"},
                                                    {std::string(8000, ','), "en"}};
    for (const auto& [header, id] : wishes) EXPECT_EQ(best_for(header, offered), id) << header.substr(0, 60);
    // The kiosk's own order decides between equals.
    EXPECT_EQ(best_for("en, cy", {"cy", "en"}), "cy");
    EXPECT_EQ(best_for("de", {"pl", "en"}), "pl");
}

}  // namespace
}  // namespace hearthside::text
