// SPDX-License-Identifier: Apache-2.0
// What is kept of a typed text: SAFETY 19, rule by rule.
#include "core/text/note_text.h"

#include "core/huddle/intent.h"
#include "core/huddle/limits.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <type_traits>

namespace hearthside::text {
namespace {

// Nobody but the cleaner makes a clean text, so no face can put a text into an intent as it was typed.
template <class Text>
constexpr bool makes_a_clean_text =
    std::is_constructible_v<huddle::CleanText, Text> || std::is_assignable_v<huddle::CleanText&, Text>;
static_assert(makes_a_clean_text<const huddle::CleanText&>);
static_assert(!makes_a_clean_text<std::string> && !makes_a_clean_text<const std::string&>);
static_assert(!makes_a_clean_text<const char*> && !makes_a_clean_text<std::string_view>);

// Each place for a text in an intent: whether it takes this kind of text.
// clang-format 14 takes these braces for those of a namespace.
// clang-format off
template <class Text>
constexpr std::array intents_take{
    requires(Text text) { huddle::AddNote{huddle::RoundCategory::wins, text, "token"}; },
    requires(Text text) { huddle::TitleGroup{huddle::GroupId{}, text}; },
    requires(Text text) { huddle::KeepLesson{text, {}, {}}; },
    requires(Text text) { huddle::KeepLesson{{}, {}, text}; },
    requires(Text text) { huddle::EditLesson{huddle::LessonId{}, text, {}}; },
    requires(Text text) { huddle::EditLesson{huddle::LessonId{}, {}, text}; },
    requires(Text text) { huddle::KeepAction{{}, text, {}, {}, huddle::Day{}}; },
    requires(Text text) { huddle::KeepAction{{}, {}, text, {}, huddle::Day{}}; },
    requires(Text text) { huddle::KeepAction{{}, {}, {}, text, huddle::Day{}}; },
    requires(Text text) { huddle::KeepQuestion{text, {}, {}}; },
    requires(Text text) { huddle::ReviewQuestion{huddle::QuestionId{}, huddle::QuestionReview::answered, text, {}, {}}; },
    requires(Text text) { huddle::ReviewQuestion{huddle::QuestionId{}, huddle::QuestionReview::not_ours, {}, text, {}}; },
    requires(Text text) { huddle::ChooseNextLead{text}; }
};
// clang-format on
static_assert(std::ranges::all_of(intents_take<huddle::CleanText>, std::identity{}));
static_assert(std::ranges::none_of(intents_take<std::string>, std::identity{}));
static_assert(std::ranges::none_of(intents_take<const char*>, std::identity{}));

std::string cleaned(std::string_view raw) {
    const auto text = clean_note_text(raw);
    EXPECT_TRUE(text) << text.problem().sentence;
    return text ? text->str() : "refused";
}

std::string refusal(std::string_view raw) {
    const auto text = clean_note_text(raw);
    EXPECT_FALSE(text);
    return text ? "accepted" : text.problem().sentence;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string whole;
    for (std::size_t time = 0; time < times; ++time) whole += text;
    return whole;
}

TEST(NoteText, KeepsAnOrdinaryTextLetterForLetter) {
    for (const std::string text : {"Diolch o galon", "Źle odczytałam skrót", "کل کا دن بہتر ہوگا۔", "வாழ்க்கை",
                                   "\"quotes\", commas; 'more'", "=SUM(1+1)", "<b>bold</b> &amp;", "a  b   c",
                                   "one\n\n\ntwo", "👩🏽‍⚕️ and 🏴󠁧󠁢󠁷󠁬󠁳󠁿"}) {
        EXPECT_EQ(cleaned(text), text);
    }
}

TEST(NoteText, ComposesToNfc) {
    EXPECT_EQ(cleaned("cafe\u0301"), "caf\u00e9");
    EXPECT_EQ(cleaned("\u212B"), "\u00c5");    // the sign for angstrom is a letter
    EXPECT_EQ(cleaned("\uFB01t"), "\uFB01t");  // a ligature stays: NFC, not NFKC
}

TEST(NoteText, TurnsLineEndsIntoLineFeedsAndTabsIntoSpaces) {
    EXPECT_EQ(cleaned("a\r\nb\rc\nd"), "a\nb\nc\nd");
    EXPECT_EQ(cleaned("a\r\r\nb"), "a\n\nb");
    EXPECT_EQ(cleaned("a\tb\t\tc"), "a b  c");
    EXPECT_EQ(cleaned("a\r\u0001\nb"), "a\n\nb");
}

TEST(NoteText, RemovesControlsAndBidiControlsAndNothingElse) {
    EXPECT_EQ(cleaned(std::string_view("a\0b\x01\x1b\x7f"
                                       "c",
                                       7)),
              "abc");
    EXPECT_EQ(cleaned("a\u0080\u0084\u009Fb"), "ab");
    EXPECT_EQ(cleaned("a\u202A\u202B\u202C\u202D\u202Eb\u2066\u2067\u2068\u2069c"), "abc");
    // Joiners shape Urdu and emoji. The direction marks give order and hide nothing.
    EXPECT_EQ(cleaned("a\u200Cb\u200Dc\u200Ed\u200Fe\uFEFFf\u00ADg\u2060h\u034Fi"),
              "a\u200Cb\u200Dc\u200Ed\u200Fe\uFEFFf\u00ADg\u2060h\u034Fi");
    EXPECT_EQ(cleaned("e\u0001\u0301"), "\u00e9") << "what stood between a letter and its mark is gone";
}

// People saw "handoverwas late": a line end of another editor was deleted between the words.
TEST(NoteText, NeverJoinsWordsThatSomethingKeptApart) {  // SAFETY 19
    for (const std::string_view line_end :
         {"\v", "\f", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\u0085", "\u2028", "\u2029"}) {
        const std::string text = "handover" + std::string(line_end) + "was late";
        EXPECT_EQ(cleaned(text), "handover\nwas late") << text;
        EXPECT_EQ(cleaned(std::string(line_end) + "late" + std::string(line_end)), "late");
    }
    for (const std::string_view blank : {"\t", "\x1f", "\u200B"}) {
        const std::string text = "handover" + std::string(blank) + "was late";
        EXPECT_EQ(cleaned(text), "handover was late") << text;
    }
    // Blanks and signs between visible words stay as they are.
    for (const std::string_view blank : {"\u00A0", "\u1680", "\u2002", "\u2009", "\u202F", "\u205F", "\u3000", "\u1361",
                                         "\u0F0B", "\u16EB", "\u180E"}) {
        const std::string text = "a" + std::string(blank) + "b";
        EXPECT_EQ(cleaned(text), text);
    }
}

// People saw an export that failed because of one note: neither XML nor PDF can hold these characters.
TEST(NoteText, PutsASignForALostLetterWhereNoFileCanCarryIt) {  // SAFETY 19, 22
    for (UChar32 plane = 0; plane <= 0x10; ++plane) {
        for (const UChar32 last : {0xFFFE, 0xFFFF}) {
            std::string sign;
            icu::UnicodeString(plane << 16 | last).toUTF8String(sign);
            EXPECT_EQ(cleaned("a" + sign + "b"), "a\uFFFDb");
        }
    }
    EXPECT_EQ(cleaned("a\uFDD0b\uFDEFc\uFFFDd"), "a\uFFFDb\uFFFDc\uFFFDd");
    EXPECT_EQ(cleaned("\uFDCF\uFDF0"), "\uFDCF\uFDF0");
}

TEST(NoteText, TrimsWhiteSpaceAtBothEndsOnly) {
    EXPECT_EQ(cleaned(" \t\r\n\u00A0\u3000\u2003 a  b \n \u2028"), "a  b");
    EXPECT_EQ(cleaned("\u0001 a \u0001"), "a");  // what is removed does not keep the space before it
}

TEST(NoteText, RefusesWhatIsNotUtf8) {
    for (const std::string_view bytes :
         {std::string_view("a\xff"), std::string_view("\xc0\xaf"), std::string_view("\xe0\x80\xaf"),
          std::string_view("\xf0\x80\x80\xaf"), std::string_view("\xed\xa0\x80"), std::string_view("\xed\xbf\xbf"),
          std::string_view("\xed\xa0\xbd\xed\xb8\x80"), std::string_view("\xf4\x90\x80\x80"),
          std::string_view("\xf8\x88\x80\x80\x80"), std::string_view("abc\xe2\x82"), std::string_view("\x80"),
          std::string_view("\xc3"), std::string_view("\xc3("), std::string_view("\xc0\x80")}) {
        EXPECT_EQ(refusal(bytes), "These letters did not arrive as text; please type the note again.");
    }
}

// People saw cards with nothing on them.
TEST(NoteText, RefusesANoteWithoutAVisibleSign) {  // SAFETY 19
    for (const std::string_view text : {"",
                                        " ",
                                        "\r\n\t",
                                        "\u202E",
                                        "\u3000\u0007",
                                        "\u00A0",
                                        "\u1680",
                                        "\u200B",
                                        "\u200C\u200D",
                                        "\u200E",
                                        "\u2060",
                                        "\uFEFF",
                                        "\u00AD",
                                        "\u034F",
                                        "\u061C",
                                        "\u115F",
                                        "\u1160",
                                        "\u17B4",
                                        "\u180B",
                                        "\u180E",
                                        "\u2061",
                                        "\u206F",
                                        "\u2800\u2800",
                                        "\u303F",
                                        "\u3164",
                                        "\uFE0F",
                                        "\uFFA0",
                                        "\uFFF9\uFFFB",
                                        "\uFFFC",
                                        "\uFFFD",
                                        "\uFFFE",
                                        "\uFDD0",
                                        "\U000E0001",
                                        "\U000E0067\U000E007F",
                                        "\U000E0100",
                                        "\U0001BCA0",
                                        "\U0001D159",
                                        "\U0001D173",
                                        "\U00013441",
                                        "\u0301",
                                        "\u0301\u0327\u20DD",
                                        "\u0E31",
                                        "\u0BBF",
                                        " \u0301",
                                        "\u00A0\u0301",
                                        "\u200D\u2800 \u3164\uFE0F"}) {
        EXPECT_EQ(refusal(text), "The note is empty; a word or two is enough.") << text;
    }
    for (const std::string_view text :
         {".", "?", "1", "\u200Ba", "\u0645\u200C", "\u2801", "\u2764\uFE0F", "1\uFE0F\u20E3", "\U0001F3FD",
          "\u0E01\u0E31", "\u1112\u1161", "\u06DD", "\U0001FAE8", "\u3131", "\u0901\u0915"}) {
        EXPECT_TRUE(clean_note_text(text)) << text;
    }
}

TEST(NoteText, HoldsSixHundredCharactersAndSaysTheCountOfMore) {
    for (const std::string_view one : {"a", "é", "ي", "👨‍👩‍👧‍👦", "🇵🇱", "நி", "e\u0323\u0302"}) {
        EXPECT_TRUE(clean_note_text(repeated(one, 600))) << one;
        EXPECT_EQ(refusal(repeated(one, 601)), "The note has 601 characters; 600 is the most it can hold.") << one;
    }
    EXPECT_EQ(refusal(repeated("ab ", 400)), "The note has 1199 characters; 600 is the most it can hold.");
    EXPECT_EQ(cleaned(std::string(5000, ' ') + repeated("x", 600) + std::string(5000, '\n')).size(), 600u);
}

TEST(NoteText, CountsAsAPersonCounts) {
    EXPECT_EQ(count_graphemes(""), 0u);
    EXPECT_EQ(count_graphemes("hello"), 5u);
    EXPECT_EQ(count_graphemes("👨‍👩‍👧‍👦"), 1u);
    EXPECT_EQ(count_graphemes("👩🏽‍⚕️"), 1u);
    EXPECT_EQ(count_graphemes("🇵🇱"), 1u);
    EXPECT_EQ(count_graphemes("🇵🇱🇵🇰"), 2u);
    EXPECT_EQ(count_graphemes("🏴󠁧󠁢󠁷󠁬󠁳󠁿"), 1u);
    EXPECT_EQ(count_graphemes("1️⃣"), 1u);
    EXPECT_EQ(count_graphemes("நி"), 1u);
    EXPECT_EQ(count_graphemes("அம்மா"), 3u);
    EXPECT_EQ(count_graphemes("नमस्ते"), 3u);  // letters that are written as one: every ICU we build with counts one
    EXPECT_EQ(count_graphemes("ক্ষি"), 1u);
    EXPECT_EQ(count_graphemes("e\u0301\u0323\u0302"), 1u);
    EXPECT_EQ(count_graphemes("\r\n"), 1u);
    EXPECT_EQ(count_graphemes("한국"), 2u);
}

// SAFETY 17. People saw this: their forms stood still for seconds when one phone sent marks for the normaliser to sort.
TEST(NoteText, Safety17RefusesWhatWouldKeepTheNormaliserBusy) {
    const char* const too_many = "There are too many marks on one letter; please remove some.";
    const char* const too_long = "This is too long to send; please shorten your note.";
    EXPECT_TRUE(clean_note_text("e" + repeated("\u0301\u0323", 15)));
    EXPECT_EQ(refusal("e" + repeated("\u0301\u0323", 15) + "\u0301"), too_many);
    EXPECT_EQ(refusal(repeated("\u0323\u0301", 4000)), too_many);
    EXPECT_EQ(refusal(repeated("a", huddle::text_bytes_at_most + 1)), too_long);
    EXPECT_EQ(refusal(repeated("\U0001D160", 3000)), "The note has 3000 characters; 600 is the most it can hold.");
    EXPECT_EQ(refusal(repeated("e" + repeated("\u0344", 15), 600)), too_long) << "composed, it has twice as many bytes";
    EXPECT_EQ(refusal(repeated("e" + repeated("\u0323", 25), 500)), too_long);
}

// People saw this: 600 of the longest emoji were refused as too large for the form.
TEST(NoteText, HoldsSixHundredOfTheLongestEmoji) {
    const std::string kiss = "👩🏿‍❤️‍💋‍👩🏿";
    ASSERT_EQ(kiss.size(), 35u);
    EXPECT_EQ(cleaned(repeated(kiss, 600)).size(), 21'000u);
    EXPECT_EQ(refusal(repeated(kiss, 601)), "The note has 601 characters; 600 is the most it can hold.");
}

std::size_t counted_by_icu(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> clusters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    const auto units = icu::UnicodeString::fromUTF8(text);  // ICU reads it as it goes, and keeps no copy
    clusters->setText(units);
    std::size_t count = 0;
    while (clusters->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

// Long stretches of ASCII are counted without ICU. Where the two meet, the count is ICU's.
TEST(NoteText, CountsAsIcuDoesWhereverPlainLettersMeetOthers) {
    const std::string odd[] = {"\u0301", "\u0600", "\r\n", "\r", "\n", "é", "🇵🇱", "\u200d", "️⃣", "👩", "क्", "ਕ"};
    std::mt19937 chance(17);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto parts = 1 + chance() % 6; parts > 0; --parts) {
            if (chance() % 2 == 0) text += std::string(28 + chance() % 9, static_cast<char>('a' + chance() % 26));
            for (auto more = chance() % 4; more > 0; --more) text += odd[chance() % std::size(odd)];
        }
        ASSERT_EQ(count_graphemes(text), counted_by_icu(text)) << text;
    }
}

TEST(NoteText, IsTheSameAfterASecondCleaning) {
    EXPECT_EQ(refusal("e" + repeated("\u0344", 30)), "There are too many marks on one letter; please remove some.");
    for (const std::string_view text : {" a\r\nb\t c ", "cafe\u0301", "\u202Eabc", "x\u0085y", "e\u202E\u0301",
                                        "a\u200B \u0301", "\uFDD0x\u2029", "\u1112\u0001\u1161\u0001\u11ab"}) {
        const std::string once = cleaned(text);
        EXPECT_EQ(cleaned(once), once);
    }
}

// The shared notes may be beside the tree. The tree's own samples always exist.
TEST(NoteText, KeepsEverySampleNote) {
    std::size_t seen = 0;
    for (const std::filesystem::path file : {"../shared/data/notes.jsonl", "assets/samples/notes.jsonl"}) {
        std::ifstream stream(file);
        for (std::string line; std::getline(stream, line);) {
            const auto note = nlohmann::json::parse(line, nullptr, false);
            if (note.is_discarded() || !note.contains("text")) continue;
            const std::string text = note["text"];
            std::string expected = text;
            std::replace(expected.begin(), expected.end(), '\t', ' ');
            EXPECT_EQ(cleaned(text), expected);
            EXPECT_LE(count_graphemes(text), note_graphemes_at_most);
            ++seen;
        }
    }
    EXPECT_GE(seen, 100u);
}

}  // namespace
}  // namespace hearthside::text
