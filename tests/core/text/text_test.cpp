// SPDX-License-Identifier: Apache-2.0
// Any text becomes a picture: every script, every length, the caret by grapheme.
#include "core/text/text.h"
#include "core/text/icon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/text/scripts.h"

namespace hearthside::text {
namespace {

TextStyle style_of(float size = 30) {
    TextStyle style;
    style.size_px = size;
    style.colour = {43, 33, 26, 255};
    return style;
}

int inked(const Image& image) {
    int count = 0;
    for (std::size_t index = 3; index < image.pixels.size(); index += 4) count += image.pixels[index] > 0;
    return count;
}

struct Sample {
    const char* script;
    const char* text;
};
const Sample samples[] = {
    {"English", "It’s “fine” – 5 £ & 3 €, 40 % (ask me)…"},
    {"Polish", "Zażółć gęślą jaźń"},
    {"Welsh", "Diolch i bawb, tŷ ŵyl"},
    {"Romanian", "Folosiți numele complet"},
    {"Vietnamese", "Cảm ơn mọi người"},
    {"Greek", "Ευχαριστούμε όλους"},
    {"Ukrainian", "Дякуємо всім, ґанок"},
    {"Urdu", "سب کا شکریہ، ہم نے کوشش کی۔ ۱۲"},
    {"Arabic", "شكراً لكم جميعاً، الساعة ٣"},
    {"Persian", "می‌خواهیم بهتر شویم"},
    {"Hebrew", "תודה לכולם"},
    {"Hindi", "सबका धन्यवाद, क्षमा करें"},
    {"Bengali", "সবাইকে ধন্যবাদ"},
    {"Punjabi", "ਸਭ ਦਾ ਧੰਨਵਾਦ"},
    {"Gujarati", "બધાનો આભાર"},
    {"Tamil", "அனைவருக்கும் நன்றி"},
    {"Telugu", "అందరికీ ధన్యవాదాలు"},
    {"Malayalam", "എല്ലാവർക്കും നന്ദി"},
    {"Sinhala", "සැමට ස්තුතියි"},
    {"Thai", "ขอบคุณทุกคนที่สู้"},
    {"Burmese", "အားလုံးကို ကျေးဇူးတင်ပါတယ်"},
    {"Khmer", "អរគុណអ្នកទាំងអស់គ្នា"},
    {"Amharic", "ሁላችሁንም እናመሰግናለን"},
    {"Georgian", "მადლობა ყველას"},
    {"Chinese", "谢谢大家，慢慢来"},
    {"Japanese", "みなさん、ありがとう"},
    {"Korean", "모두 고맙습니다"},
    {"emoji",
     "😂🎉 👩🏽‍⚕️ 👨‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️ "
     "5️⃣"},
    {"full width", "ＦＵＬＬ　ｗｉｄｔｈ！"},
};

TEST(Text, EveryScriptHasItsGlyphs) {
    TextEngine engine;
    for (const Sample& sample : samples) {
        EXPECT_EQ(engine.unknown_glyphs(sample.text, style_of()), 0) << sample.script;
        EXPECT_GT(inked(engine.draw(sample.text, style_of(), {})), 100) << sample.script;
    }
    // The count can be non-zero: this code point is unassigned.
    EXPECT_GT(engine.unknown_glyphs("\U000E8888\U0005FFF0", style_of()), 0);
}

TEST(Text, NoInkIsLostAtTheEdges) {
    TextEngine engine;
    TextStyle tight = style_of(60), roomy = style_of(60);
    tight.line = 1.15f;
    roomy.line = 3;
    for (const Sample& sample : samples) {
        const int all = inked(engine.draw(sample.text, roomy, {}));
        EXPECT_NEAR(inked(engine.draw(sample.text, tight, {})), all, all * 0.02) << sample.script;
    }
}

TEST(Text, ThePictureIsAsLargeAsMeasured) {
    TextEngine engine;
    for (const Sample& sample : samples) {
        const TextSize size = engine.measure(sample.text, style_of(), {});
        const Image image = engine.draw(sample.text, style_of(), {});
        EXPECT_EQ(image.width, static_cast<int>(std::ceil(size.width))) << sample.script;
        EXPECT_EQ(image.height, static_cast<int>(std::ceil(size.height))) << sample.script;
        EXPECT_EQ(engine.draw(sample.text, style_of(), {200, 0}).width, 200) << sample.script;
    }
}

TEST(Text, LinesAreAsFarApartAsTheStyleSays) {
    TextEngine engine;
    TextStyle style = style_of(40);
    style.line = 1.25f;
    EXPECT_FLOAT_EQ(engine.measure("one", style, {}).height, 50);
    EXPECT_FLOAT_EQ(engine.measure("ÅÉgjpqy", style, {}).height, 50);
    EXPECT_FLOAT_EQ(engine.measure("one\ntwo\nthree", style, {}).height, 150);
}

TEST(Text, CloseLinesCutNoLetter) {
    TextEngine engine;
    TextStyle style = style_of(100);
    style.family = "Inter Display";
    TextStyle roomy = style;
    roomy.line = 2;
    for (const float line : {1.0f, 1.08f, 1.15f}) {
        style.line = line;
        for (const char* const text : {"gjpqy,(|", "ÉÅŻ"}) {
            const int all = inked(engine.draw(text, roomy, {}));
            EXPECT_NEAR(inked(engine.draw(text, style, {})), all, all * 0.02) << text << " at " << line;
        }
        EXPECT_FLOAT_EQ(engine.measure("g", style, {}).height, engine.measure("x", style, {}).height);
    }
}

TEST(Text, WrapsAtWordsAndThenAtGraphemes) {
    TextEngine engine;
    const TextSize words = engine.measure("We all got a break today", style_of(), {160, 0});
    EXPECT_GT(words.lines, 1);
    EXPECT_LE(words.width, 160);
    const TextSize long_word = engine.measure(std::string(200, 'w'), style_of(), {160, 0});
    EXPECT_GT(long_word.lines, 10);
    EXPECT_LE(long_word.width, 160);
}

TEST(Text, EndsWithAnEllipsisAfterItsLines) {
    TextEngine engine;
    const std::string text = "Sit down when giving bad news. Even if there is no chair, crouch, find a bin, anything";
    for (const int lines : {1, 2, 3}) {
        const TextSize size = engine.measure(text, style_of(), {300, lines});
        EXPECT_EQ(size.lines, lines);
        EXPECT_TRUE(size.cut);
        EXPECT_LE(size.width, 300);
    }
    EXPECT_FALSE(engine.measure(text, style_of(), {300, 20}).cut);
    EXPECT_FALSE(engine.measure("short", style_of(), {300, 1}).cut);
    // The ellipsis is in the picture: the last line's ink comes nearer to its end than a short word's.
    EXPECT_GT(engine.measure(text, style_of(), {300, 1}).width, 200);
}

TEST(Text, CutsAcrossParagraphsToo) {
    TextEngine engine;
    const std::string text = "first\nsecond\nthird\nfourth";
    const TextSize size = engine.measure(text, style_of(), {300, 2});
    EXPECT_EQ(size.lines, 2);
    EXPECT_TRUE(size.cut);
    const TextSize no_width = engine.measure(text, style_of(), {-1, 3});
    EXPECT_EQ(no_width.lines, 3);
    EXPECT_TRUE(no_width.cut);
}

TEST(Text, ColourIsStraightAndNotMultipliedByAlpha) {
    TextEngine engine;
    TextStyle style = style_of(60);
    style.colour = {200, 100, 50, 255};
    const Image image = engine.draw("Hope", style, {});
    int edges = 0;
    for (std::size_t index = 0; index < image.pixels.size(); index += 4) {
        const int alpha = image.pixels[index + 3];
        if (alpha < 64 || alpha > 192) continue;
        ++edges;
        ASSERT_NEAR(image.pixels[index], 200, 3);
        ASSERT_NEAR(image.pixels[index + 1], 100, 3);
        ASSERT_NEAR(image.pixels[index + 2], 50, 3);
    }
    EXPECT_GT(edges, 50);
}

TEST(Text, FiguresOfAClockKeepTheirPlace) {
    TextEngine engine;
    TextStyle style = style_of(72);
    style.family = "Inter Display";
    style.tabular = true;
    for (const char* const family : {"Inter", "Inter Display"}) {
        style.family = family;
        style.tabular = true;
        const float width = engine.measure("0:00", style, {}).width;
        for (char figure = '0'; figure <= '9'; ++figure) {
            const std::string clock = {figure, ':', figure, figure};
            EXPECT_NEAR(engine.measure(clock, style, {}).width, width, 0.5f) << family << " " << clock;
        }
        EXPECT_NEAR(engine.caret_at("1:11", style, {}, 0).x, 0, 8);
        EXPECT_NEAR(engine.caret_at("1:11", style, {}, 4).x, width, 8);
        EXPECT_EQ(engine.index_at("1:11", style, {}, width + 50, 10), 4u);
        style.tabular = false;
        EXPECT_LT(engine.measure("1:11", style, {}).width, engine.measure("8:08", style, {}).width - 5);
    }
}

TEST(Text, UrduIsNastaliqAndArabicIsNaskh) {
    EXPECT_EQ(arabic_script_in("سب کا شکریہ").hand, ArabicHand::nastaliq);
    EXPECT_EQ(arabic_script_in("ٹھیک").hand, ArabicHand::nastaliq);
    EXPECT_EQ(arabic_script_in("شكراً لكم جميعاً").hand, ArabicHand::naskh);
    EXPECT_EQ(arabic_script_in("می‌خواهیم").hand, ArabicHand::naskh);
    EXPECT_TRUE(arabic_script_in("Thanks").runs.empty());
    EXPECT_EQ(arabic_script_in("say شکریہ پھر then شکریہ").runs.size(), 2u);

    TextEngine engine;
    const TextSize urdu = engine.measure("سب کا شکریہ", style_of(), {});
    EXPECT_NEAR(urdu.height, 30 * 0.9f * 2.05f, 12);
    EXPECT_TRUE(urdu.right_to_left);
    EXPECT_TRUE(engine.measure("شكراً", style_of(), {}).right_to_left);
    EXPECT_FALSE(engine.measure("Thanks شكراً", style_of(), {}).right_to_left);
}

TEST(Text, StartIsTheRightEdgeForRightToLeft) {
    TextEngine engine;
    const auto middle_of_ink = [](const Image& image) {
        double sum = 0, count = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                if (image.pixels[static_cast<std::size_t>((y * image.width + x) * 4 + 3)] == 0) continue;
                sum += x;
                ++count;
            }
        }
        return sum / count;
    };
    EXPECT_LT(middle_of_ink(engine.draw("Hope", style_of(), {600, 0})), 150);
    EXPECT_GT(middle_of_ink(engine.draw("امید", style_of(), {600, 0})), 450);
    TextStyle centred = style_of();
    centred.align = TextAlign::centre;
    EXPECT_NEAR(middle_of_ink(engine.draw("Hope", centred, {600, 0})), 300, 30);
    TextStyle ended = style_of();
    ended.align = TextAlign::end;
    EXPECT_GT(middle_of_ink(engine.draw("Hope", ended, {600, 0})), 450);
    EXPECT_LT(middle_of_ink(engine.draw("امید", ended, {600, 0})), 150);
}

// Every position that index_at can give, over the whole picture.
std::set<std::size_t> places(TextEngine& engine, std::string_view text, const TextBox& box) {
    std::set<std::size_t> found;
    const TextSize size = engine.measure(text, style_of(), box);
    for (float y = 1; y < size.height; y += 5) {
        for (float x = -10; x < std::max(size.width, box.width_px) + 10; x += 0.5f) {
            found.insert(engine.index_at(text, style_of(), box, x, y));
        }
    }
    return found;
}

TEST(Text, TheCaretStandsOnlyBetweenGraphemes) {
    TextEngine engine;
    // e with a combining accent, a family of emoji, and a flag are one step each.
    EXPECT_EQ(places(engine, "ae\u0301x", {}), (std::set<std::size_t>{0, 1, 4, 5}));
    EXPECT_EQ(places(engine, "a👨‍👩‍👧‍👦b", {}), (std::set<std::size_t>{0, 1, 26, 27}));
    // நன்றி: ந, ன், றி.
    EXPECT_EQ(places(engine, "நன்றி", {}), (std::set<std::size_t>{0, 3, 9, 15}));
    const std::string arabic = "شكرا";
    EXPECT_EQ(places(engine, arabic, {}), (std::set<std::size_t>{0, 2, 4, 6, 8}));
}

TEST(Text, TheCaretMovesWithTheReadingDirection) {
    TextEngine engine;
    const std::string latin = "hope";
    EXPECT_NEAR(engine.caret_at(latin, style_of(), {}, 0).x, 0, 1);
    EXPECT_LT(engine.caret_at(latin, style_of(), {}, 1).x, engine.caret_at(latin, style_of(), {}, 3).x);
    const std::string arabic = "شكرا";
    const TextBox box{400, 0};
    EXPECT_NEAR(engine.caret_at(arabic, style_of(), box, 0).x, 400, 1);
    EXPECT_GT(engine.caret_at(arabic, style_of(), box, 2).x, engine.caret_at(arabic, style_of(), box, 6).x);
    // In an empty text it is where the first letter will be, as tall as a line.
    const CaretPlace empty = engine.caret_at("", style_of(), box, 0);
    EXPECT_NEAR(empty.x, 0, 1);
    EXPECT_GT(empty.height, 20);
    // Beyond the end counts as the end.
    EXPECT_EQ(engine.caret_at(latin, style_of(), {}, 99).x, engine.caret_at(latin, style_of(), {}, 4).x);
}

TEST(Text, TheCaretGoesThereAndBack) {
    TextEngine engine;
    const std::string text = "Ask for the slide sheet before your back hurts\nand again";
    const TextBox box{220, 0};
    for (std::size_t index = 0; index < text.size(); ++index) {
        const CaretPlace caret = engine.caret_at(text, style_of(), box, index);
        const std::size_t back = engine.index_at(text, style_of(), box, caret.x, caret.top + caret.height / 2);
        // A place at a line's end is also the next line's start.
        EXPECT_LE(std::max(back, index) - std::min(back, index), 1u) << index;
    }
}

TEST(Text, StaysBoundedWhateverComes) {
    TextEngine engine;
    std::string stacked;
    for (int grapheme = 0; grapheme < 600; ++grapheme) {
        stacked += 'a';
        for (int mark = 0; mark < 12; ++mark) stacked += "\u0301";
    }
    const Image tower = engine.draw(stacked, style_of(), {400, 6});
    EXPECT_EQ(tower.width, 400);
    EXPECT_LT(tower.height, 6 * 39 + 31);
    std::string families;
    for (int grapheme = 0; grapheme < 600; ++grapheme) families += "👨‍👩‍👧‍👦";
    EXPECT_EQ(engine.unknown_glyphs(families, style_of()), 0);
    EXPECT_LE(engine.draw(families, style_of(), {400, 0}).height, 16384);
    EXPECT_LE(engine.draw(std::string(1 << 20, 'w'), style_of(200), {}).width, 16384);
    EXPECT_LE(engine.draw(std::string(20'000, '\n'), style_of(), {}).height, 16384);
    EXPECT_GT(inked(engine.draw("broken \xFF\xC3 bytes", style_of(), {})), 0);
    EXPECT_GT(inked(engine.draw(std::string_view("a\0b", 3), style_of(), {})), 0);
    EXPECT_EQ(engine.draw("", style_of(), {}).width, 0);
    EXPECT_GT(engine.measure("too narrow", style_of(), {1, 0}).lines, 5);
    EXPECT_EQ(engine.measure("too narrow", style_of(), {1, 1}).lines, 1);
}

// People saw the wall stand still for a note of many lines or marks. No more is laid out than can be seen.
TEST(Text, ShowsTheSameOfALongTextAsOfItsBeginning) {
    TextEngine engine;
    std::string lines, word;
    for (int line = 0; line < 300; ++line) lines += "a\n", word += "ab";
    const Image cut = engine.draw(lines, style_of(), {400, 6});
    EXPECT_EQ(cut.pixels, engine.draw("a\na\na\na\na\na\na", style_of(), {400, 6}).pixels);
    EXPECT_TRUE(engine.measure(lines, style_of(), {400, 6}).cut);
    EXPECT_EQ(engine.measure(lines, style_of(), {400, 6}).lines, 6);
    EXPECT_EQ(engine.draw(word, style_of(), {400, 2}).pixels,
              engine.draw(word.substr(0, 200), style_of(), {400, 2}).pixels);
    const std::string narrow(600, '.');
    EXPECT_EQ(engine.measure(narrow, style_of(), {20'000, 1}).cut, false) << "all of it fits";
    EXPECT_TRUE(engine.measure("one\ntwo", style_of(), {-1, 1}).cut);
}

TEST(Text, DrawsNoMoreMarksOnALetterThanALanguageHas) {
    TextEngine engine;
    const auto marked = [](int marks) {
        std::string text = "a";
        for (int mark = 0; mark < marks; ++mark) text += "\u0301";
        return text;
    };
    EXPECT_EQ(engine.draw(marked(30) + "b", style_of(), {}).pixels,
              engine.draw(marked(8) + "b", style_of(), {}).pixels);
    EXPECT_NE(engine.draw(marked(8), style_of(), {}).pixels, engine.draw(marked(1), style_of(), {}).pixels);
    const std::string flag = "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F";
    EXPECT_EQ(engine.unknown_glyphs(flag, style_of()), 0);
    EXPECT_LT(engine.measure(flag, style_of(), {}).width, 60) << "one flag, not seven signs";
    // Fingers still find their places in the given text.
    const std::string text = marked(30) + "b" + marked(20) + "c";
    EXPECT_EQ(engine.caret_at(text, style_of(), {}, 61).x, engine.caret_at("ab", style_of(), {}, 1).x);
    EXPECT_EQ(engine.caret_at(text, style_of(), {}, text.size()).x, engine.caret_at("abac", style_of(), {}, 4).x);
    const float y = 10;
    EXPECT_EQ(engine.index_at(text, style_of(), {}, 1000, y), text.size());
    EXPECT_EQ(engine.index_at(text, style_of(), {}, engine.caret_at("ab", style_of(), {}, 2).x, y), 62u);
    EXPECT_EQ(engine.index_at(text, style_of(), {}, -5, y), 0u);
}

TEST(Text, SamePixelsFromEveryEngine) {
    TextEngine one, other;
    other.draw("something before", style_of(17), {});
    for (const Sample& sample : samples) {
        EXPECT_EQ(one.draw(sample.text, style_of(), {300, 3}).pixels,
                  other.draw(sample.text, style_of(), {300, 3}).pixels)
            << sample.script;
    }
}

TEST(Icon, TakesTheColourItIsGiven) {
    for (const char* const name : {"star", "flame", "play"}) {
        const Image image = draw_icon(name, 48, {196, 106, 31, 255});
        ASSERT_EQ(image.width, 48) << name;
        int solid = 0;
        for (std::size_t index = 0; index < image.pixels.size(); index += 4) {
            if (image.pixels[index + 3] != 255) continue;
            ++solid;
            EXPECT_EQ(image.pixels[index], 196) << name;
            EXPECT_EQ(image.pixels[index + 2], 31) << name;
        }
        EXPECT_GT(solid, 20) << name;
    }
}

TEST(Icon, NamesNeverLeadOutOfTheFolder) {
    EXPECT_EQ(draw_icon("no-such-icon", 24, {}).width, 0);
    EXPECT_EQ(draw_icon("../icons/star", 24, {}).width, 0);
    EXPECT_EQ(draw_icon("", 24, {}).width, 0);
    EXPECT_EQ(draw_icon("star", 0, {}).width, 0);
}

}  // namespace
}  // namespace hearthside::text
