// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_edit.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <random>
#include <vector>

namespace hearthside::ui {
namespace {

TextEdit typed(std::string_view text) {
    TextEdit edit;
    insert(edit, text);
    return edit;
}

// Each looks like one character and has several code points.
const std::vector<std::string> one_character_each{
    "é",                          // e and a combining acute
    "👩‍⚕️",              // woman, joiner, staff of Aesculapius, variation selector
    "👨‍👩‍👧‍👦",  // a family of four joined
    "👍🏽",                   // with a skin tone
    "🇬🇧",                         // two regional indicators
    "கொ",                         // Tamil ka with the two-sided vowel o
    "بّ",                          // Arabic beh with shadda
    "❤️",
};

TEST(TextEdit, DeletesOneWholeCharacterInEveryScript) {
    for (const std::string& character : one_character_each) {
        TextEdit edit = typed("a" + character);
        EXPECT_EQ(edit.caret, edit.text.size());
        erase_before(edit);
        EXPECT_EQ(edit.text, "a") << character;
        EXPECT_EQ(edit.caret, 1u);
    }
}

TEST(TextEdit, MovesOverOneWholeCharacterInEveryScript) {
    for (const std::string& character : one_character_each) {
        TextEdit edit = typed(character + "b");
        move_back(edit);
        EXPECT_EQ(edit.caret, character.size()) << character;
        move_back(edit);
        EXPECT_EQ(edit.caret, 0u) << character;
        move_on(edit);
        EXPECT_EQ(edit.caret, character.size()) << character;
        move_back(edit);
        erase_after(edit);
        EXPECT_EQ(edit.text, "b") << character;
    }
}

TEST(TextEdit, InsertsWhereTheCaretStands) {
    TextEdit edit = typed("We wait too long");
    place_caret(edit, 3);
    insert(edit, "often ");
    EXPECT_EQ(edit.text, "We often wait too long");
    EXPECT_EQ(edit.caret, 9u);
}

TEST(TextEdit, LeavesOutBrokenBytesAndControlCharacters) {
    TextEdit edit;
    insert(edit, std::string("o\xff\xc3k\x07\t\r\n!", 9));
    EXPECT_EQ(edit.text, "ok\n!");
}

TEST(TextEdit, AnAccentTypedAfterItsLetterJoinsIt) {
    TextEdit edit = typed("e");
    insert(edit, "\u0301");
    erase_before(edit);
    EXPECT_EQ(edit.text, "");
}

TEST(TextEdit, AJoinerBetweenTwoEmojiMovesTheCaretBehindTheNewCharacter) {
    TextEdit edit = typed("👩⚕️");
    place_caret(edit, std::string("👩").size());
    insert(edit, "\u200d");
    EXPECT_EQ(edit.caret, edit.text.size());
    erase_before(edit);
    EXPECT_EQ(edit.text, "");
}

TEST(TextEdit, ATapInTheMiddleOfACharacterPlacesTheCaretBeforeIt) {
    TextEdit edit = typed("a👩‍⚕️b");
    place_caret(edit, 4);
    EXPECT_EQ(edit.caret, 1u);
    place_caret(edit, 999);
    EXPECT_EQ(edit.caret, edit.text.size());
}

TEST(TextEdit, ArrowsPointAsTheParagraphReads) {
    TextEdit english = typed("ab");
    move_left(english);
    EXPECT_EQ(english.caret, 1u);
    move_right(english);
    EXPECT_EQ(english.caret, 2u);

    TextEdit urdu = typed("مدد");
    place_caret(urdu, 0);
    move_left(urdu);
    EXPECT_EQ(urdu.caret, std::string("م").size());
    move_right(urdu);
    EXPECT_EQ(urdu.caret, 0u);

    TextEdit mixed = typed("مدد\nok");
    move_left(mixed);
    EXPECT_EQ(mixed.caret, mixed.text.size() - 1) << "the second line is English";
}

TEST(TextEdit, HomeAndEndStayInTheirLine) {
    TextEdit edit = typed("one\ntwo\nthree");
    place_caret(edit, 5);
    move_to_line_start(edit);
    EXPECT_EQ(edit.caret, 4u);
    move_to_line_end(edit);
    EXPECT_EQ(edit.caret, 7u);
    place_caret(edit, 0);
    move_to_line_start(edit);
    EXPECT_EQ(edit.caret, 0u);
    place_caret(edit, edit.text.size());
    move_to_line_end(edit);
    EXPECT_EQ(edit.caret, edit.text.size());
}

TEST(TextEdit, NothingHappensAtTheEnds) {
    TextEdit edit;
    erase_before(edit);
    erase_after(edit);
    move_back(edit);
    move_on(edit);
    EXPECT_EQ(edit, TextEdit{});
}

TEST(TextEdit, StaysValidAndOnABoundaryWhateverIsTyped) {
    std::mt19937 chance(7);
    std::vector<std::string> pieces = one_character_each;
    for (const char* more : {"a", " ", "\n", "\u200d", "\u0301", "\ufe0f", "ا", "ம", "்", "👩", "🇬"}) {
        pieces.emplace_back(more);
    }
    for (int run = 0; run < 300; ++run) {
        TextEdit edit;
        for (int step = 0; step < 60; ++step) {
            switch (chance() % 8) {
                case 0:
                    erase_before(edit);
                    break;
                case 1:
                    erase_after(edit);
                    break;
                case 2:
                    move_left(edit);
                    break;
                case 3:
                    move_right(edit);
                    break;
                case 4:
                    place_caret(edit, chance() % (edit.text.size() + 1));
                    break;
                default:
                    insert(edit, pieces[chance() % pieces.size()]);
            }
            TextEdit again = edit;
            place_caret(again, edit.caret);
            ASSERT_EQ(again.caret, edit.caret) << "the caret is between two halves of a character";
            std::string back;
            icu::UnicodeString::fromUTF8(edit.text).toUTF8String(back);
            ASSERT_EQ(back, edit.text) << "the text is no longer valid UTF-8";
        }
    }
}

}  // namespace
}  // namespace hearthside::ui
