// SPDX-License-Identifier: Apache-2.0
// Every language's keyboard offers every letter of its language, and shows how.
#include "kiosk/ui/keyboard_layouts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/configuration/configuration.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/keyboard_alphabet.h"

namespace hearthside::ui {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char letter : text) {
        if (letter != ' ') word += letter;
        if (letter == ' ' && !word.empty()) words.push_back(std::exchange(word, {}));
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

// The alphabet as taught at school, and the signs that belong to it.
const std::map<std::string, std::string> alphabets{
    {"english", "a b c d e f g h i j k l m n o p q r s t u v w x y z A Z é ' , . ?"},
    {"welsh",
     "a b c d e f g h i j l m n o p r s t u w y â ê î ô û ŵ ŷ á é í ó ú ẃ ý à è ì ò ù ẁ ỳ ä ë ï ö ü ẅ ÿ "
     "Ŵ Ŷ Â"},
    {"polish", "a ą b c ć d e ę f g h i j k l ł m n ń o ó p r s ś t u w y z ź ż Ą Ć Ę Ł Ń Ó Ś Ź Ż"},
    {"urdu", "ا آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ے ئ ؤ ۔ ، ؟"},
    {"arabic", "ا أ إ آ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ة ى ء ئ ؤ ، ؟ ؛"},
    {"hindi",
     "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ ऑ ा ि ी ु ू ृ े ै ो ौ ॉ ं ँ ः ् ़ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न "
     "प फ ब भ म य र ल व श ष स ह ।"},
    {"tamil", "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ ஃ ா ி ீ ு ூ ெ ே ை ொ ோ ௌ ் க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன ஜ ஷ ஸ ஹ"},
    {"romanian", "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z Ă Â Î Ș Ț"},
    {"portuguese", "a á â ã à b c ç d e é ê f g h i í j k l m n o ó ô õ p q r s t u ú v w x y z Ç Ã Õ É"}};

TEST(KeyboardLayouts, OfferEveryLetterOfTheirLanguage) {
    for (const text::LanguageRow& language : text::language_table()) {
        std::set<std::string> tapped, held;
        for (const KeyRow& row : key_rows(KeyboardPage::letters, language.keyboard)) {
            for (const Key& key : row.keys) {
                if (key.kind != Key::Kind::character) continue;
                tapped.insert({key.plain, key.shifted});
                held.insert(key.more.begin(), key.more.end());
                held.insert(key.more_shifted.begin(), key.more_shifted.end());
            }
        }
        const auto alphabet = alphabets.find(std::string(language.keyboard));
        ASSERT_NE(alphabet, alphabets.end()) << language.keyboard;
        const bool cased = read_letter_layout(language).cased;
        for (const std::string& letter : words_of(alphabet->second)) {
            EXPECT_TRUE(tapped.contains(letter) || held.contains(letter)) << language.keyboard << " " << letter;
            // Only Latin keyboards have an accents key, so the others must not need a long press.
            EXPECT_TRUE(cased || tapped.contains(letter)) << language.keyboard << " " << letter;
        }
    }
}

TEST(KeyboardLayouts, TheAccentsKeyIsThereWhereALetterHasNoKeyOfItsOwn) {
    const std::set<std::string> with{"welsh", "polish", "portuguese"};
    for (const text::LanguageRow& language : text::language_table()) {
        bool there = false;
        for (const KeyRow& row : key_rows(KeyboardPage::letters, language.keyboard)) {
            for (const Key& key : row.keys) there = there || key.kind == Key::Kind::accents;
        }
        EXPECT_EQ(there, with.contains(std::string(language.keyboard))) << language.keyboard;
    }
}

TEST(KeyboardLayouts, EveryPageOfEveryLanguageNamesEachKeyOnceInRowsThatAreNotTooFull) {
    for (const text::LanguageRow& language : text::language_table()) {
        for (const KeyboardPage page : {KeyboardPage::letters, KeyboardPage::figures, KeyboardPage::emoji}) {
            for (const bool several : {false, true}) {
                std::set<std::string> names;
                const auto& rows = key_rows(page, language.keyboard, several);
                EXPECT_EQ(rows.size(), 4u);
                for (const KeyRow& row : rows) {
                    EXPECT_LE(row.keys.size(), 13u) << language.keyboard;
                    for (const Key& key : row.keys)
                        EXPECT_TRUE(names.insert(key.name).second) << language.keyboard << " " << key.name;
                }
                for (const char* name : {"key-backspace", "key-enter", "key-space", "key-123", "key-emoji", "key-left",
                                         "key-right", "key-done"}) {
                    EXPECT_TRUE(names.contains(name)) << language.keyboard << " " << name;
                }
                EXPECT_EQ(names.contains("key-language"), several) << language.keyboard;
            }
        }
    }
}

TEST(KeyboardLayouts, AreFoundByTheWordThatTheConfigurationOffers) {
    const std::vector<std::string> offered = configuration::Configuration{}.keyboards;
    ASSERT_EQ(offered.size(), text::language_table().size());
    for (std::size_t at = 0; at < offered.size(); ++at)
        EXPECT_EQ(text::find_keyboard(offered[at]), &text::language_table()[at]);
    EXPECT_EQ(text::find_keyboard("klingon"), nullptr);
}

TEST(KeyboardLayouts, AnUnknownSystemLayoutStillTypesLatinWithTheAccentsOfTheLanguage) {
    const LetterLayout layout = read_letter_layout({.locale = "pl", .layout = "no-such-layout", .variant = ""});
    EXPECT_TRUE(layout.cased);
    ASSERT_EQ(layout.top.size(), 10u);
    EXPECT_EQ(layout.top[0].plain, "q");
    EXPECT_NE(std::find(layout.top[2].more.begin(), layout.top[2].more.end(), "ę"), layout.top[2].more.end());
}

TEST(KeyFace, ShowsEachLetterAsItStandsAlone) {
    EXPECT_EQ(key_face("q"), "q");
    EXPECT_EQ(key_face("ٹ"), "\uFB66") << "in the hand of the other keys";
    EXPECT_EQ(key_face("\u064E"), "\u25CC\u064E") << "a mark needs something to stand on";
    EXPECT_EQ(key_face("ி"), "ி");
    EXPECT_EQ(key_face("Polski"), "Polski");
    EXPECT_EQ(key_face(""), "");
}

// ---- Long presses, frame by frame

struct Hand {
    KeyboardView view;
    huddle::Instant now{huddle::Milliseconds{1'000'000}};
    std::string text;

    KeyboardAnswer feed(const Key* key, bool down) {
        KeyboardAnswer answer = press_keyboard(view, key, down, now);
        for (const KeyPress& press : answer.presses) text += press.text;
        return answer;
    }
    Key key(const std::string& name) const {
        for (const Key& choice : view.choices) {
            if (choice.name == name) return choice;
        }
        for (const KeyRow& row : key_rows(view.page, view.languages[view.language], true)) {
            for (const Key& each : row.keys) {
                if (each.name == name) return each;
            }
        }
        throw std::runtime_error("no key " + name);
    }
    void tap(const std::string& name) {
        const Key pressed = key(name);
        feed(&pressed, true);
        now += 60ms;
        feed(&pressed, false);
        now += 100ms;
    }
    // Down and held for `time`. The finger stays.
    void hold(const std::string& name, huddle::Milliseconds time) {
        const Key pressed = key(name);
        feed(&pressed, true);
        now += time;
        feed(&pressed, true);
    }
};

TEST(LongPress, ShowsTheAccentsAfter300MillisecondsAndNotBefore) {
    Hand hand;
    const Key key = hand.key("key-e");
    const KeyboardAnswer landed = hand.feed(&key, true);
    ASSERT_TRUE(landed.wake);
    EXPECT_EQ(*landed.wake - hand.now, 300ms);
    hand.now += 299ms;
    EXPECT_TRUE(hand.feed(&key, true).wake) << "a frame in between still wakes for it";
    EXPECT_TRUE(hand.view.choices.empty());
    hand.now += 1ms;
    hand.feed(&key, true);
    EXPECT_FALSE(hand.view.choices.empty());
    EXPECT_EQ(hand.text, "");
}

TEST(LongPress, AQuickTapTypesThePlainLetter) {
    Hand hand;
    hand.hold("key-e", 299ms);
    const Key key = hand.key("key-e");
    hand.feed(&key, false);
    EXPECT_EQ(hand.text, "e");
    EXPECT_TRUE(hand.view.choices.empty());
}

TEST(LongPress, SlidingToAnAccentTypesIt) {
    Hand hand;
    hand.hold("key-e", 300ms);
    hand.feed(nullptr, true);  // the gap between the key and its choices
    const Key choice = hand.key("choice-é");
    hand.feed(&choice, true);
    hand.feed(&choice, false);
    EXPECT_EQ(hand.text, "é");
    EXPECT_TRUE(hand.view.choices.empty());
}

TEST(LongPress, LiftedTheChoicesStayAndOneIsTapped) {
    Hand hand;
    hand.hold("key-e", 300ms);
    const Key key = hand.key("key-e");
    hand.feed(&key, false);
    EXPECT_FALSE(hand.view.choices.empty());
    hand.now += 5s;
    hand.tap("choice-é");
    EXPECT_EQ(hand.text, "é");
    EXPECT_TRUE(hand.view.choices.empty());
}

TEST(LongPress, LiftingBesideEverythingTypesNothing) {
    Hand hand;
    hand.hold("key-e", 300ms);
    hand.feed(nullptr, true);
    hand.feed(nullptr, false);
    EXPECT_EQ(hand.text, "");
    EXPECT_TRUE(hand.view.choices.empty());
    hand.tap("key-e");
    EXPECT_EQ(hand.text, "e");
}

TEST(LongPress, ATapOnAnotherKeyClosesTheChoicesAndTypes) {
    Hand hand;
    hand.hold("key-e", 300ms);
    const Key key = hand.key("key-e");
    hand.feed(&key, false);
    hand.now += 100ms;
    hand.tap("key-w");
    EXPECT_EQ(hand.text, "w");
    EXPECT_TRUE(hand.view.choices.empty());
}

TEST(LongPress, ShiftGivesCapitalAccentsOnce) {
    Hand hand;
    hand.view.languages = {"polish"};
    hand.tap("key-shift");
    hand.hold("key-l", 300ms);
    const Key choice = hand.key("choice-Ł");
    hand.feed(&choice, true);
    hand.feed(&choice, false);
    hand.now += 100ms;
    hand.tap("key-o");
    EXPECT_EQ(hand.text, "Ło");
}

TEST(AccentsKey, ReachesEveryAccentWithoutALongPress) {
    Hand hand;
    hand.view.languages = {"polish"};
    hand.tap("key-accents");
    hand.tap("key-z");
    hand.tap("choice-ż");
    hand.tap("key-o");
    hand.tap("key-accents");
    hand.tap("key-q");  // has no accents: types itself, and the accents key is done
    hand.tap("key-l");
    EXPECT_EQ(hand.text, "żoql");
    EXPECT_FALSE(hand.view.accents);
}

TEST(LanguageKey, ATapShowsAllLanguages) {
    Hand hand;
    hand.view.languages = {"english", "polish", "urdu"};
    hand.tap("key-123");
    hand.tap("key-language");
    ASSERT_EQ(hand.view.choices.size(), 3u);
    hand.tap("language-urdu");
    EXPECT_EQ(hand.view.language, 2u);
    EXPECT_EQ(hand.view.page, KeyboardPage::letters) << "the new language's letters show";
    EXPECT_TRUE(hand.view.choices.empty());
    hand.tap("key-پ");
    EXPECT_EQ(hand.text, "پ");
    hand.tap("key-language");
    hand.tap("language-english");
    EXPECT_EQ(hand.view.language, 0u);
}

TEST(LanguageKey, HeldItOffersThemByTheirOwnNames) {
    Hand hand;
    hand.view.languages = {"english", "polish", "urdu"};
    hand.hold("key-language", 300ms);
    ASSERT_EQ(hand.view.choices.size(), 3u);
    EXPECT_EQ(hand.view.choices[2].plain, "اردو");
    const Key choice = hand.key("language-urdu");
    hand.feed(&choice, true);
    hand.feed(&choice, false);
    EXPECT_EQ(hand.view.language, 2u);
    EXPECT_EQ(hand.text, "") << "a language's name is not typed";
}

}  // namespace
}  // namespace hearthside::ui
