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

TEST(TextField, HoldsNoMoreThanItsBytes) {
    Page page;
    page.look.bytes_at_most = 10;
    page.robot->type("0123456789");
    page.robot->type("x");
    EXPECT_EQ(page.field.text(), "0123456789");
}

}  // namespace
}  // namespace hearthside::ui
