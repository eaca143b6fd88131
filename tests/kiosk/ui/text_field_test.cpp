// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_field.h"

#include <algorithm>
#include <vector>

#include "kiosk/ui/widgets.h"
#include "tests/support/robot.h"
#include "tests/support/rules_services.h"

#include <gtest/gtest.h>

namespace hearthside::ui {
namespace {

// A screen with one field and nothing else.
struct Page {
    Appearance theme = make_theme(800, 480, "day", 1.0, 24);
    support::RulesServices services{huddle::Instant{std::chrono::hours{500'000}}};
    Environment environment;
    TextField field;
    Rect rect{40, 40, 420, 200};
    TextFieldLook look{.style = theme.text("note"), .caret = theme.colours.ink, .pad_x = 10, .pad_y = 10};
    std::optional<support::Robot> robot;

    Page() {
        robot.emplace(theme, services, environment, services.now, [this](Ui& ui) {
            begin_screen(ui);
            draw_text_field(ui, "field", rect, field, look, ui.keys);
            end_screen(ui);
        });
    }
    text::TextBox box() const { return {rect.w - 2 * look.pad_x - 2, 0}; }
    // The place on the screen of the boundary before the byte `index`.
    ImVec2 place_of(std::size_t index) {
        const text::CaretPlace place =
            robot->offscreen().pictures().engine().caret_at(field.text(), look.style, box(), index);
        return {rect.x + look.pad_x + place.x, rect.y + look.pad_y - field.scroll + place.top + place.height / 2};
    }
};

TEST(TextField, ATapPutsTheCaretThereInEveryScript) {
    for (const std::string text : {"We wait for the lift", "مدد مانگنا کمزوری نہیں ہے", "நாங்கள் கற்றுக்கொண்டோம்",
                                   "Sorry 👩‍⚕️👍🏽 all 🙏 done", "Źle odczytałam skrót"}) {
        Page page;
        page.robot->type(text);
        ASSERT_EQ(page.field.text(), text);
        for (std::size_t index = 0; index < text.size(); index = boundary_after(text, index)) {
            const ImVec2 place = page.place_of(index);
            page.robot->tap_at(place.x, place.y);
            const ImVec2 shown = page.place_of(page.field.edit.caret);
            EXPECT_NEAR(shown.x, place.x, 2) << text << " at byte " << index;
            EXPECT_NEAR(shown.y, place.y, 2) << text << " at byte " << index;
        }
    }
}

TEST(TextField, ShowsWhatAnInputMethodIsMakingAndKeepsOnlyWhatItMade) {
    Page page;
    page.robot->type("We learnt ");
    const text::Image before = page.robot->image();
    page.robot->compose("nih");
    EXPECT_EQ(page.field.text(), "We learnt ") << "not yet part of it";
    EXPECT_NE(page.robot->image().pixels, before.pixels) << "but seen";
    page.robot->compose("にほ");
    page.robot->type("日本");
    EXPECT_EQ(page.field.text(), "We learnt 日本");
    page.robot->compose("x");
    page.robot->compose("");
    EXPECT_EQ(page.field.text(), "We learnt 日本");
    EXPECT_EQ(page.field.composing, "");
}

TEST(TextField, WordsGoWhereTheCaretWasPlaced) {
    Page page;
    page.robot->type("We wait too long");
    const ImVec2 place = page.place_of(3);
    page.robot->tap_at(place.x, place.y);
    page.robot->type("often ");
    EXPECT_EQ(page.field.text(), "We often wait too long");
}

TEST(TextField, UpAndDownKeepTheColumn) {
    Page page;
    page.robot->type("first line");
    page.robot->key(SDLK_RETURN);
    page.robot->type("second one");
    place_caret(page.field.edit, 3);
    page.robot->key(SDLK_DOWN);
    EXPECT_EQ(page.field.edit.caret > 11 && page.field.edit.caret < 17, true) << page.field.edit.caret;
    page.robot->key(SDLK_UP);
    EXPECT_NEAR(static_cast<double>(page.field.edit.caret), 3, 1);
    page.robot->key(SDLK_UP);
    EXPECT_EQ(page.field.edit.caret, 0u);
}

TEST(TextField, ScrollsToTheCaretWhenThereIsMoreThanFits) {
    Page page;
    for (int line = 0; line < 12; ++line) {
        page.robot->type("line " + std::to_string(line));
        page.robot->key(SDLK_RETURN);
    }
    EXPECT_GT(page.field.scroll, 0);
    const float end = page.place_of(page.field.text().size()).y;
    EXPECT_GT(end, page.rect.y);
    EXPECT_LT(end, page.rect.bottom());
    place_caret(page.field.edit, 0);
    page.robot->settle();
    EXPECT_EQ(page.field.scroll, 0);
}

TEST(TextField, ADragScrollsAndDoesNotMoveTheCaret) {
    Page page;
    for (int line = 0; line < 12; ++line) {
        page.robot->type("line " + std::to_string(line));
        page.robot->key(SDLK_RETURN);
    }
    const std::size_t caret = page.field.edit.caret;
    const float scroll = page.field.scroll;
    page.robot->drag(200, 100, 200, 180);
    EXPECT_LT(page.field.scroll, scroll);
    EXPECT_EQ(page.field.edit.caret, caret);
}

TEST(TextField, ShowsTheSamePictureWhileNobodyTypes) {
    Page page;
    page.robot->type("calm");
    page.robot->frame();
    EXPECT_TRUE(page.robot->frame().empty()) << "a blinking caret would cost a frame each half second";
    EXPECT_FALSE(page.robot->wake());
}

// The rows of the picture with the colour of a mark's line, and its extent.
struct LineSeen {
    int top = 0, bottom = 0, left = 0, right = 0;
};
std::vector<LineSeen> lines_under_marks(const text::Image& image, text::Colour colour) {
    std::vector<LineSeen> lines;
    for (int y = 0; y < image.height; ++y) {
        int left = -1, right = -1;
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t* const at = &image.pixels[static_cast<std::size_t>((y * image.width + x) * 4)];
            if (at[0] != colour.red || at[1] != colour.green || at[2] != colour.blue) continue;
            if (left < 0) left = x;
            right = x + 1;
        }
        if (left < 0) continue;
        if (!lines.empty() && lines.back().bottom == y)
            lines.back() = {lines.back().top, y + 1, std::min(left, lines.back().left),
                            std::max(right, lines.back().right)};
        else
            lines.push_back({y, y + 1, left, right});
    }
    return lines;
}

struct MarkedPage : Page {
    std::vector<TextMark> marks;
    MarkedPage() {
        look.marks = [this] { return marks; };
    }
    void mark(std::string_view words) {
        const std::size_t begin = field.text().find(words);
        ASSERT_NE(begin, std::string::npos) << words;
        marks.push_back({begin, begin + words.size()});
        robot->settle();
    }
    std::vector<LineSeen> lines() { return lines_under_marks(robot->image(), theme.colours.ember); }
    // A mark is wider than its words by this much at most.
    static constexpr float wider = 4;
};

TEST(TextFieldMarks, StandBehindTheirWordsAndUnderThem) {
    MarkedPage page;
    page.robot->type("in bed 14 too");
    EXPECT_TRUE(page.lines().empty());
    const text::Image plain = page.robot->image();
    page.mark("bed 14");
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_NEAR(static_cast<float>(lines[0].left), page.place_of(3).x, MarkedPage::wider);
    EXPECT_NEAR(static_cast<float>(lines[0].right), page.place_of(9).x, MarkedPage::wider);
    EXPECT_GT(static_cast<float>(lines[0].top), page.place_of(3).y) << "under the words";
    // The letters are on the tint: at the height of the words the ground has changed, and the ink has not.
    const auto count = [&](const text::Image& image, text::Colour colour) {
        int found = 0;
        for (std::size_t at = 0; at < image.pixels.size(); at += 4)
            found += image.pixels[at] == colour.red && image.pixels[at + 1] == colour.green &&
                     image.pixels[at + 2] == colour.blue;
        return found;
    };
    EXPECT_EQ(count(plain, page.theme.colours.ember_tint), 0);
    EXPECT_GT(count(page.robot->image(), page.theme.colours.ember_tint), 500);
    EXPECT_EQ(count(page.robot->image(), page.look.style.colour), count(plain, page.look.style.colour));
}

TEST(TextFieldMarks, GoOnInTheNextLineWhereTheWordsDo) {
    MarkedPage page;
    page.robot->type("A long way to go until we come to Mrs Featherstonehaugh Cholmondeley of this ward");
    page.mark("Mrs Featherstonehaugh Cholmondeley of");
    const std::size_t begin = page.marks[0].begin, end = page.marks[0].end;
    ASSERT_GT(page.place_of(end).y, page.place_of(begin).y + 10) << "the words must wrap";
    const auto lines = page.lines();
    ASSERT_GE(lines.size(), 2u);
    EXPECT_NEAR(static_cast<float>(lines.front().left), page.place_of(begin).x, MarkedPage::wider);
    EXPECT_NEAR(static_cast<float>(lines.back().right), page.place_of(end).x, MarkedPage::wider);
    EXPECT_NEAR(static_cast<float>(lines.back().left), page.rect.x + page.look.pad_x, MarkedPage::wider);
    for (const LineSeen& line : lines) EXPECT_LE(static_cast<float>(line.right), page.rect.right());
}

TEST(TextFieldMarks, ReadFromRightToLeftToo) {
    MarkedPage page;
    page.robot->type("مریض بستر نمبر ۱۴ پر تھا");
    page.mark("بستر نمبر ۱۴");
    const auto lines = page.lines();
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_NEAR(static_cast<float>(lines[0].right), page.place_of(page.marks[0].begin).x, MarkedPage::wider);
    EXPECT_LT(lines[0].left, lines[0].right);
    EXPECT_GT(static_cast<float>(lines[0].left), page.rect.x + page.rect.w / 3) << "not the whole line";
    // Latin words in the middle are in a piece of their own.
    MarkedPage mixed;
    mixed.robot->type("مریض Mr Khan کے ساتھ");
    mixed.mark("Mr Khan");
    const auto latin = mixed.lines();
    ASSERT_EQ(latin.size(), 1u);
    const auto pieces = mixed.robot->offscreen().pictures().engine().pieces_of(
        mixed.field.text(), mixed.look.style, mixed.box(), mixed.marks[0].begin, mixed.marks[0].end);
    ASSERT_EQ(pieces.size(), 1u);
    EXPECT_NEAR(static_cast<float>(latin[0].right - latin[0].left), pieces[0].width, 2 * MarkedPage::wider);
}

TEST(TextFieldMarks, ScrollWithTheirWordsAndStayInsideOfTheField) {
    MarkedPage page;
    page.robot->type("bed 14");
    page.robot->key(SDLK_RETURN);
    page.mark("bed 14");
    ASSERT_EQ(page.lines().size(), 1u);
    for (int line = 0; line < 12; ++line) {
        page.robot->type("line " + std::to_string(line));
        page.robot->key(SDLK_RETURN);
    }
    ASSERT_GT(page.field.scroll, 50);
    EXPECT_TRUE(page.lines().empty()) << "scrolled away with its words";
    place_caret(page.field.edit, 0);
    page.robot->settle();
    EXPECT_EQ(page.lines().size(), 1u);
    page.field.scroll = 0.8f * line_height(page.look.style);
    page.robot->settle();
    EXPECT_TRUE(page.lines().empty()) << "no underline stands at the top without its words";
}

TEST(TextFieldMarks, MoveAlongWithWhatAnInputMethodIsMakingBeforeThem) {
    MarkedPage page;
    page.robot->type("in bed 14");
    page.mark("bed 14");
    const auto before = page.lines();
    place_caret(page.field.edit, 0);
    page.robot->compose("nih");
    const auto after = page.lines();
    ASSERT_EQ(before.size(), 1u);
    ASSERT_EQ(after.size(), 1u);
    EXPECT_GT(after[0].left, before[0].left + 10);
    EXPECT_NEAR(after[0].right - after[0].left, before[0].right - before[0].left, 1);
}

TEST(TextField, HoldsNoMoreThanItsBytes) {
    Page page;
    page.look.bytes_at_most = 10;
    page.robot->type("0123456789");
    page.robot->type("x");
    EXPECT_EQ(page.field.text(), "0123456789");
}

}  // namespace
}  // namespace hearthside::ui
