// SPDX-License-Identifier: Apache-2.0
// Fingers on the drawn keyboard: sentences in several scripts, long presses, and targets that are large enough at every
// size of screen.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/platform/png.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/keyboard_layouts.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/robot.h"
#include "tests/support/rules_services.h"

namespace hearthside::ui {
namespace {

// A field over the keyboard and nothing else.
struct Desk {
    Appearance theme;
    support::RulesServices services{huddle::Instant{std::chrono::hours{500'000}}};
    Environment environment;
    TextField field;
    KeyboardView view;
    std::optional<support::Robot> robot;

    explicit Desk(std::vector<std::string> keyboards, int width = 1920, int height = 1080)
        : theme(make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24)) {
        environment.keyboards = std::move(keyboards);
        robot.emplace(theme, services, environment, services.now, [this](Ui& ui) {
            begin_screen(ui);
            const KeyboardAnswer answer = draw_keyboard(ui, screen_of(ui), view);
            const float bottom = static_cast<float>(theme.height) - keyboard_height(ui);
            const Rect rect{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                            bottom - theme.margin.top};
            card(ui, rect);
            draw_text_field(ui, "field", rect, field,
                            {.style = theme.text("prompt"), .caret = theme.colours.ink, .pad_x = 20, .pad_y = 20},
                            answer.presses);
            end_screen(ui);
        });
        robot->settle();
    }
    void pass(huddle::Milliseconds time) {
        robot->now += time;
        robot->settle();
    }
    void tap(const std::string& name) {
        robot->tap(name);
        pass(huddle::Milliseconds{100});
    }
    ImVec2 middle(const std::string& name) const { return centre_of(robot->where(name)); }
    void hold(const std::string& name) {
        const ImVec2 place = middle(name);
        robot->finger(SDL_FINGERDOWN, place.x, place.y);
        robot->settle();
        pass(long_press_after);
    }
    void lift(ImVec2 place) {
        robot->finger(SDL_FINGERUP, place.x, place.y);
        robot->settle();
        pass(huddle::Milliseconds{100});
    }
    // By the taps that lead to it: a key, shift and a key, or the accents key and a choice.
    bool type(const std::string& letter) {
        if (letter == " ") return tap("key-space"), true;
        for (const KeyRow& row : key_rows(view.page, view.languages[view.language], view.languages.size() > 1)) {
            for (const Key& key : row.keys) {
                if (key.kind != Key::Kind::character) continue;
                if (key.plain == letter) return tap(key.name), true;
                if (key.shifted == letter) return tap("key-shift"), tap(key.name), true;
                if (!robot->sees("key-accents")) continue;
                const auto offers = [&](const std::vector<std::string>& more) {
                    return std::find(more.begin(), more.end(), letter) != more.end();
                };
                if (!offers(key.more) && !offers(key.more_shifted)) continue;
                if (!offers(key.more)) tap("key-shift");
                tap("key-accents");
                tap(key.name);
                tap("choice-" + letter);
                return true;
            }
        }
        return false;
    }
    void picture(const std::string& name) {
        if (const char* folder = std::getenv("HEARTHSIDE_PICTURES")) {
            EXPECT_TRUE(platform::write_png(robot->image(), std::string(folder) + "/" + name + ".png"));
        }
    }
};

std::vector<std::string> characters_of(const std::string& text) {
    std::vector<std::string> characters;
    for (const char byte : text) {
        if ((static_cast<unsigned char>(byte) & 0xC0) == 0x80)
            characters.back() += byte;
        else
            characters.emplace_back(1, byte);
    }
    return characters;
}

struct Sentence {
    std::string language, text;
};
class Sentences : public testing::TestWithParam<Sentence> {};

TEST_P(Sentences, AreTypedByTapsAlone) {
    Desk desk({GetParam().language, "english"});
    for (const std::string& character : characters_of(GetParam().text))
        ASSERT_TRUE(desk.type(character)) << "no way to " << character;
    EXPECT_EQ(desk.field.text(), GetParam().text);
    desk.picture("keyboard-" + GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(All, Sentences,
                         testing::Values(Sentence{"english", "We'll ask early, shall we?"},
                                         Sentence{"welsh", "Roedd y tŷ yn dawel a'r dŵr yn boeth"},
                                         Sentence{"polish", "Źle odczytałam skrót, więc zapytałam."},
                                         Sentence{"urdu", "مدد مانگنا کمزوری نہیں ہے۔"},
                                         Sentence{"arabic", "سألنا الزملاء ولم نخف؟"},
                                         Sentence{"hindi", "हमने मिलकर सीखा और पूछा।"},
                                         Sentence{"tamil", "நாங்கள் கற்றுக்கொண்டோம்"},
                                         Sentence{"romanian", "Am învățat să întrebăm mâine"},
                                         Sentence{"portuguese", "Não há mal em pedir atenção"}),
                         [](const auto& sentence) { return sentence.param.language; });

TEST(KeyboardTouch, AHeldKeyShowsItsAccentsAndTheFingerSlidesToOne) {
    Desk desk({"portuguese"});
    desk.hold("key-a");
    ASSERT_TRUE(desk.robot->sees("choice-ã"));
    desk.picture("keyboard-accents");
    const ImVec2 choice = desk.middle("choice-ã");
    desk.robot->finger(SDL_FINGERMOTION, choice.x, choice.y);
    desk.robot->settle();
    desk.lift(choice);
    EXPECT_EQ(desk.field.text(), "ã");
    EXPECT_FALSE(desk.robot->sees("choice-ã"));
}

TEST(KeyboardTouch, ChoicesOverTheFieldTakeTheTouchAlone) {
    Desk desk({"portuguese"});
    for (const char* letter : {"key-o", "key-l", "key-a"}) desk.tap(letter);
    // The top row's choices are over the field, which must not put its caret there.
    desk.hold("key-e");
    desk.lift(desk.middle("key-e"));
    ASSERT_TRUE(desk.robot->sees("choice-é"));
    EXPECT_FALSE(desk.robot->sees("field"));
    desk.tap("choice-é");
    EXPECT_EQ(desk.field.text(), "olaé");
    EXPECT_EQ(desk.field.edit.caret, desk.field.text().size());
    EXPECT_TRUE(desk.robot->sees("field"));
}

TEST(KeyboardTouch, OneLanguageHasNoLanguageKeyAndTwoHave) {
    EXPECT_FALSE(Desk({}).robot->sees("key-language"));
    EXPECT_FALSE(Desk({"urdu"}).robot->sees("key-language"));
    Desk desk({"english", "urdu"});
    desk.tap("key-language");
    desk.tap("language-urdu");
    EXPECT_TRUE(desk.robot->sees("key-ے"));
    EXPECT_FALSE(desk.robot->sees("key-q"));
    desk.tap("key-language");
    desk.tap("language-english");
    EXPECT_TRUE(desk.robot->sees("key-q"));
}

void check_targets(const Desk& desk, const std::string& where) {
    for (const Target& target : desk.robot->targets()) {
        if (target.name == "field") continue;
        const std::string what = where + " " + target.name;
        const Rect& rect = target.rect;
        EXPECT_GE(rect.x, -0.5f) << what;
        EXPECT_GE(rect.y, -0.5f) << what;
        EXPECT_LE(rect.right(), static_cast<float>(desk.theme.width) + 0.5f) << what;
        EXPECT_LE(rect.bottom(), static_cast<float>(desk.theme.height) + 0.5f) << what;
        // A key also answers in half of the gap around it. The floor is 15 mm, and 12 mm where four rows of thirteen
        // keys must fit on ten inches.
        const bool key = target.name.starts_with("key-");
        const bool small = key && desk.theme.shape == ScreenShape::compact;
        const float gap = key ? desk.theme.px(0.0093) : 0;
        const float floor = small ? desk.theme.mm(12) : desk.theme.touch.floor;
        EXPECT_GE(rect.w + gap, floor - 1) << what;
        EXPECT_GE(rect.h + gap, floor - 1) << what;
        for (const Target& other : desk.robot->targets()) {
            if (other.name >= target.name || other.name == "field") continue;
            const bool apart = rect.right() <= other.rect.x + 0.5f || other.rect.right() <= rect.x + 0.5f ||
                               rect.bottom() <= other.rect.y + 0.5f || other.rect.bottom() <= rect.y + 0.5f;
            EXPECT_TRUE(apart) << what << " lies over " << other.name;
        }
    }
}

TEST(KeyboardTouch, BeginsInTheLanguageThatSomebodyChoseForTheScreen) {
    Desk desk({"english", "arabic", "urdu"});
    desk.environment.languages = {{"en", "English", false}, {"ur", "اردو", true}};
    for (const auto& [language, keyboard] : {std::pair{"en", 0u}, {"ur", 2u}}) {
        desk.environment.language = language;
        desk.view = {};
        desk.robot->settle();
        EXPECT_EQ(desk.view.language, keyboard) << language;
    }
}

TEST(KeyboardTouch, EveryTargetIsLargeEnoughAndApart) {
    std::vector<std::string> all;
    for (const text::LanguageRow& language : text::language_table()) all.emplace_back(language.keyboard);
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        Desk desk(all, width, height);
        for (const std::string& language : all) {
            const std::string where = language + " " + std::to_string(width) + "x" + std::to_string(height);
            ASSERT_EQ(desk.view.languages[desk.view.language], language);
            check_targets(desk, where);
            // At 1920x1080 on 24 inches nothing is below 15 mm, gaps not counted.
            for (const Target& target : desk.robot->targets()) {
                if (width != 1920 || target.name == "field") continue;
                EXPECT_GE(target.rect.w, desk.theme.mm(15)) << where << " " << target.name;
                EXPECT_GE(target.rect.h, desk.theme.mm(15)) << where << " " << target.name;
            }
            desk.picture("keyboard-" + language + "-" + std::to_string(width));
            const std::string held = desk.robot->sees("key-a") ? "key-a" : "key-language";
            desk.hold(held);
            check_targets(desk, where + " choices of " + held);
            desk.picture("keyboard-" + language + "-" + std::to_string(width) + "-choices");
            desk.lift({1, 1});
            desk.tap("key-language");
            const auto next = std::find(all.begin(), all.end(), language) + 1;
            desk.tap("language-" + (next == all.end() ? all.front() : *next));
        }
    }
}

}  // namespace
}  // namespace hearthside::ui
