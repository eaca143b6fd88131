// SPDX-License-Identifier: Apache-2.0
// Every target of the writing screens is large enough for a gloved finger, on the screen, and apart from the others.
#include <algorithm>

#include "kiosk/samples/sample_board.h"
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
namespace {

struct Case {
    std::string name;
    int width, height;
    double text_size;
};

bool is_key(const std::string& name) { return name.starts_with("key-"); }

void check(const std::vector<ui::Target>& targets, const ui::Appearance& theme, const std::string& where) {
    EXPECT_FALSE(targets.empty()) << where;
    for (const ui::Target& target : targets) {
        const std::string what = where + " " + target.name;
        const ui::Rect& rect = target.rect;
        EXPECT_GE(rect.x, -0.5f) << what;
        EXPECT_GE(rect.y, -0.5f) << what;
        EXPECT_LE(rect.right(), static_cast<float>(theme.width) + 0.5f) << what;
        EXPECT_LE(rect.bottom(), static_cast<float>(theme.height) + 0.5f) << what;
        // Keys have a size of their own in the tokens, and also answer in the gaps around them.
        const float floor = is_key(target.name) ? theme.px(0.0741) * 0.75f : theme.touch.floor;
        EXPECT_GE(rect.w, floor - 1) << what;
        EXPECT_GE(rect.h, floor - 1) << what;
        for (const ui::Target& other : targets) {
            if (other.name >= target.name) continue;
            const bool apart = rect.right() <= other.rect.x + 0.5f || other.rect.right() <= rect.x + 0.5f ||
                               rect.bottom() <= other.rect.y + 0.5f || other.rect.bottom() <= rect.y + 0.5f;
            EXPECT_TRUE(apart) << what << " lies over " << other.name;
        }
    }
}

TEST(WritingTargets, AreLargeOnScreenAndApart) {
    support::RulesServices services{huddle::Instant{}};
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}, {3840, 2160}}) {
        for (const double text_size : {1.0, 1.3}) {
            const ui::Appearance theme = ui::make_theme(width, height, "day", text_size, width == 1024 ? 10 : 24);
            for (const std::string_view name :
                 {"round-wall", "sealed-wall", "front-card", "write-here", "nudge", "capture", "paused", "over-time"}) {
                auto sample = samples::sample_of(name);
                ASSERT_TRUE(sample) << name;
                support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
                    ui::begin_screen(ui);
                    draw_screen(ui, sample->board, sample->views);
                    ui::end_screen(ui);
                });
                const std::string where = std::string(name) + " " + std::to_string(width) + "x" +
                                          std::to_string(height) + " text " + std::to_string(text_size);
                check(robot.targets(), theme, where);
                if (robot.sees("key-done")) {
                    robot.tap("key-123");
                    check(robot.targets(), theme, where + " figures");
                    robot.tap("key-emoji");
                    check(robot.targets(), theme, where + " emoji");
                    robot.tap("key-done");
                    check(robot.targets(), theme, where + " without keyboard");
                }
                if (name == "nudge") {
                    for (const char* way : {"mask-words", "rewrite-words", "send-as-it-is", "back-to-writing"})
                        EXPECT_TRUE(robot.sees(way)) << where << way;
                    sample->environment.left_handed = true;
                    robot.settle();
                    check(robot.targets(), theme, where + " left-handed");
                }
                if (name == "capture") {
                    capture::CaptureView& view = sample->views.capture;
                    ui::set_text(view.lesson, "Ask early");
                    ui::set_text(view.condition, "somebody is unsure");
                    ui::set_text(view.response, "ask");
                    view.role = 0;
                    view.step = capture::CaptureView::Step::action;
                    for (const bool keyboard : {true, false}) {
                        view.keyboard_shown = keyboard;
                        robot.settle();
                        check(robot.targets(), theme, where + (keyboard ? " action" : " action without keyboard"));
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace hearthside::screens
