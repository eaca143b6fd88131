// SPDX-License-Identifier: Apache-2.0
// Where everything is: every screen at every size, text size and panel, really drawn off screen.
#include <gtest/gtest.h>

#include <cmath>
#include <ostream>
#include <tuple>

#include "core/huddle/pace.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/samples/sample_board.h"
#include "kiosk/screens/frame/strip.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"
#include "tests/kiosk/screens/learning_scenes.h"
#include "tests/support/sample_services.h"

namespace hearthside::screens {
namespace {

struct Panel {
    int width, height;
    double inches;
    friend std::ostream& operator<<(std::ostream& out, const Panel& it) {
        return out << it.width << "x" << it.height << " " << it.inches << "in";
    }
};

// The same object while the panel is the same, so that each text is made once.
platform::Offscreen& offscreen_for(const Panel& panel) {
    static std::unique_ptr<platform::Offscreen> kept;
    if (!kept || kept->stage().width() != panel.width || kept->stage().height() != panel.height) {
        kept = std::make_unique<platform::Offscreen>(panel.width, panel.height);
    }
    return *kept;
}

std::vector<ui::Target> targets_of(samples::Sample& sample, const Panel& panel, double text_size,
                                   ui::Reach reach = ui::Reach::whole_screen) {
    platform::Offscreen& offscreen = offscreen_for(panel);
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches, reach);
    support::SampleServices services;
    std::vector<ui::Target> targets;
    offscreen.lay_out([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample.environment, sample.now);
        ui::begin_screen(ui);
        draw_screen(ui, sample.board, sample.views);
        ui::end_screen(ui);
        targets = ui.targets;
    });
    return targets;
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
    return a.x < b.right() - 0.5f && b.x < a.right() - 0.5f && a.y < b.bottom() - 0.5f && b.y < a.bottom() - 0.5f;
}

bool is_main(const std::string& name) {
    return name == "start-huddle" || name == "next-round" || name == "close-huddle" || name == "resume" ||
           name == "back-to-huddle" || name.starts_with("wipe-pad-");
}

void expect_good(const std::vector<ui::Target>& targets, const Panel& panel, double text_size,
                 std::string_view screen) {
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches);
    ASSERT_FALSE(targets.empty()) << screen;
    for (const ui::Target& it : targets) {
        const std::string where = std::string(screen) + ": " + it.name;
        EXPECT_GE(it.rect.x, 0) << where;
        EXPECT_GE(it.rect.y, 0) << where;
        EXPECT_LE(it.rect.right(), static_cast<float>(panel.width) + 0.5f) << where;
        EXPECT_LE(it.rect.bottom(), static_cast<float>(panel.height) + 0.5f) << where;
        const float least = theme.mm(is_main(it.name) && panel.inches >= 12 ? 20 : 15) - 1;
        EXPECT_GE(it.rect.w, least) << where;
        EXPECT_GE(it.rect.h, least) << where;
        for (const ui::Target& other : targets) {
            if (&other > &it) {
                EXPECT_FALSE(overlap(it.rect, other.rect)) << where << " and " << other.name;
            }
        }
    }
}

using Case = std::tuple<Panel, double>;
class EveryScreen : public testing::TestWithParam<Case> {};

TEST_P(EveryScreen, HasTargetsThatAreLargeOnScreenAndApart) {
    const auto& [panel, text_size] = GetParam();
    for (const std::string_view name : samples::sample_names()) {
        auto sample = samples::sample_of(name);
        ASSERT_TRUE(sample) << name;
        expect_good(targets_of(*sample, panel, text_size), panel, text_size, name);
    }
}

TEST_P(EveryScreen, HasThemInEveryStateOfTheLearningScreens) {
    const auto& [panel, text_size] = GetParam();
    if (panel.width > 2000 || text_size < 1.1)
        GTEST_SKIP() << "the largest text is the hardest, and a large panel is laid out as one of half its pixels";
    for (LearningScene& it : learning_scenes()) {
        std::vector<ui::Target> targets = targets_of(it.sample, panel, text_size);
        // Keys have a size of their own; screens_writing_targets_test checks them.
        std::erase_if(targets, [](const ui::Target& target) { return target.name.starts_with("key-"); });
        expect_good(targets, panel, text_size, it.name);
    }
}

TEST_P(EveryScreen, HasTheSameTargetsMirroredAndInALeftHandedPlace) {
    const auto& [panel, text_size] = GetParam();
    if (text_size > 1) GTEST_SKIP() << "where things stand is the same; once is enough";
    for (const std::string_view name : samples::sample_names()) {
        auto plain = samples::sample_of(name), mirrored = samples::sample_of(name), left = samples::sample_of(name);
        mirrored->environment.language = "ur";
        left->environment.left_handed = true;
        // The keyboard starts in the screen's language. Here its keys must have the same names.
        for (samples::Sample* it : {&*plain, &*mirrored, &*left}) it->environment.keyboards = {"english"};
        const std::vector<ui::Target> targets = targets_of(*plain, panel, text_size);
        expect_good(targets_of(*mirrored, panel, text_size), panel, text_size, name);
        expect_good(targets_of(*left, panel, text_size), panel, text_size, name);
        for (samples::Sample* other : {&*mirrored, &*left}) {
            const std::vector<ui::Target> others = targets_of(*other, panel, text_size);
            ASSERT_EQ(others.size(), targets.size()) << name;
            for (std::size_t i = 0; i < targets.size(); ++i) {
                EXPECT_EQ(others[i].name, targets[i].name) << name;
                EXPECT_EQ(others[i].rect.y, targets[i].rect.y) << name << " " << targets[i].name;
            }
        }
    }
}

TEST_P(EveryScreen, StandsWithinReach) {
    const auto& [panel, text_size] = GetParam();
    for (const std::string_view name : samples::sample_names()) {
        auto sample = samples::sample_of(name);
        if (needs_whole_glass(sample->views)) continue;
        const std::vector<ui::Target> targets = targets_of(*sample, panel, text_size, ui::Reach::lower_third);
        expect_good(targets, panel, text_size, name);
        // The lower third, where that is as tall as a hand needs: 165 mm.
        const double mm = panel.inches * 25.4 / std::hypot(panel.width, panel.height);
        const double room = std::max({panel.height / 3.0, 165.0 / mm, 480.0});
        for (const ui::Target& it : targets) EXPECT_GE(it.rect.y, panel.height - room - 1) << name << " " << it.name;
    }
}

text::Image home_with(samples::Sample sample, const Panel& panel, double text_size,
                      std::vector<exports::ExportedDays> exported) {
    sample.environment.exported = std::move(exported);
    platform::Offscreen& offscreen = offscreen_for(panel);
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches);
    support::SampleServices services;
    std::vector<ui::CutText> cut;
    text::Image image = offscreen.render([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample.environment, sample.now);
        ui.notes_cuts = true;
        ui::begin_screen(ui);
        draw_screen(ui, sample.board, sample.views);
        ui::end_screen(ui);
        cut = std::move(ui.cut);
    });
    for (const ui::CutText& it : cut) EXPECT_EQ(it.text.find("exported"), std::string::npos) << it.text << " " << panel;
    return image;
}

TEST_P(EveryScreen, TellsOnHomeThatTheRecordLeftWhateverElseIsThere) {
    const auto& [panel, text_size] = GetParam();
    const huddle::Day first = std::chrono::sys_days{std::chrono::year{2026} / 9 / 1};
    for (const bool troubled : {false, true}) {
        auto sample = samples::sample_of("home");
        if (troubled)
            sample->environment.notice = "The record was damaged and has been restored from the backup of 2026-10-12.";
        // Without the line, both would look the same.
        EXPECT_NE(home_with(*sample, panel, text_size, {{first, first + std::chrono::days{29}}}).pixels,
                  home_with(*sample, panel, text_size, {{first - std::chrono::days{31}, first - std::chrono::days{1}}})
                      .pixels)
            << panel << " " << text_size << " " << troubled;
    }
}

TEST(Announcement, NamesMonthsAndDaysAsPeopleDo) {
    auto sample = samples::sample_of("home");
    platform::Offscreen offscreen(1920, 1080);
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    support::SampleServices services;
    const auto day = [](int year, unsigned month, unsigned of_month) {
        return huddle::Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
    };
    offscreen.lay_out([&](ui::Pictures& pictures) {
        const ui::Ui ui(theme, pictures, services, sample->environment, sample->now);
        EXPECT_EQ(ui::exported_text(ui, {day(2026, 9, 1), day(2026, 9, 30)}),
                  "The record of September 2026 was exported.");
        EXPECT_EQ(ui::exported_text(ui, {day(2025, 11, 1), day(2026, 2, 28)}),
                  "The record from November 2025 to February 2026 was exported.");
        EXPECT_EQ(ui::exported_text(ui, {day(2026, 10, 12), day(2026, 10, 12)}),
                  "The record of Mon 12 October was exported.");
        EXPECT_EQ(ui::exported_text(ui, {day(2025, 12, 24), day(2026, 1, 5)}),
                  "The record from Wed 24 December 2025 to Mon 5 January was exported.");
        EXPECT_EQ(ui::exported_text(ui, {day(2026, 10, 1), {}}), "The record since Thu 1 October was exported.");
        EXPECT_EQ(ui::exported_text(ui, {{}, day(2026, 10, 1)}), "The record until Thu 1 October was exported.");
        EXPECT_EQ(ui::exported_text(ui, {}), "The whole record was exported.");
    });
}

TEST(NextHuddle, SaysTheDayWhenItIsNotToday) {
    auto sample = samples::sample_of("home");
    platform::Offscreen offscreen(1920, 1080);
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    support::SampleServices services;
    const huddle::Day today = sample->environment.today;
    const auto said = [&](huddle::Day day) {
        sample->environment.next_day = day;
        std::string text;
        offscreen.lay_out([&](ui::Pictures& pictures) {
            text = ui::next_huddle_text(ui::Ui(theme, pictures, services, sample->environment, sample->now));
        });
        return text;
    };
    EXPECT_EQ(said(today), "Next huddle at 07:30");
    // Also when less than a day is left.
    EXPECT_EQ(said(today + std::chrono::days{1}), "Next huddle at 07:30, tomorrow");
    EXPECT_EQ(said(today + std::chrono::days{3}), "Next huddle at 07:30, Fri 16 October");
}

TEST_P(EveryScreen, StillHasThemWithLongNamesTroubleAndAnOpenList) {
    const auto& [panel, text_size] = GetParam();
    for (const std::string_view name : {"home", "since-last-time", "quiet", "close"}) {
        auto sample = samples::sample_of(name);
        ASSERT_TRUE(sample) << name;
        sample->environment.team = "The Community Midwifery and Neonatal Outreach Team of the Northern Valleys";
        sample->board.trouble =
            "The disk is nearly full, so notes cannot be kept just now. Please tell whoever looks after this "
            "kiosk.";
        expect_good(targets_of(*sample, panel, text_size), panel, text_size, name);
    }
    auto list = samples::sample_of("home");
    huddle::Layout another = list->environment.layouts.front();
    for (int i = 0; i < 7; ++i) {
        another.id = "layout-" + std::to_string(i);
        list->environment.layouts.push_back(another);
    }
    list->views.home.choosing = home::HomeView::Choosing::layout;
    const auto targets = targets_of(*list, panel, text_size);
    EXPECT_EQ(targets.size(), 9u) << "eight layouts and Close; what lies under them cannot be touched";
    expect_good(targets, panel, text_size, "the list of layouts");
}

INSTANTIATE_TEST_SUITE_P(Panels, EveryScreen,
                         testing::Combine(testing::Values(Panel{1920, 1080, 24}, Panel{1080, 1920, 24},
                                                          Panel{1024, 600, 24}, Panel{1280, 800, 24},
                                                          Panel{3840, 2160, 27}),
                                          testing::Values(1.0, 1.3)));

TEST(SmallPanel, KeepsFifteenMillimetresOnTheScreensOfTheHuddle) {
    const Panel panel{1024, 600, 10.1};
    for (const std::string_view name : {"home", "since-last-time", "quiet", "close", "paused", "over-time", "wipe-down",
                                        "idle", "care", "display", "ending"}) {
        auto sample = samples::sample_of(name);
        expect_good(targets_of(*sample, panel, 1.0), panel, 1.0, name);
    }
}

TEST(Strip, IsAsWideAsTheRoundsAreLong) {
    auto sample = samples::sample_of("round-wall");
    platform::Offscreen offscreen(1920, 1080);
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    support::SampleServices services;
    std::vector<ui::Rect> parts;
    offscreen.lay_out([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample->environment, sample->now);
        ui::begin_screen(ui);
        parts = frame::strip_parts(ui, *sample->board.huddle);
        ui::end_screen(ui);
    });
    const auto& rounds = sample->board.huddle->rounds;
    ASSERT_EQ(parts.size(), rounds.size());
    EXPECT_NEAR(parts.back().right(), 1920 - theme.margin.x, 0.5);
    for (std::size_t i = 2; i < parts.size(); ++i) {
        const double share =
            static_cast<double>(rounds[i].allotted.count()) / static_cast<double>(rounds[1].allotted.count());
        EXPECT_NEAR(parts[i].w / parts[1].w, share, 0.01) << rounds[i].round.title;
    }
    // A minute's share is too narrow for its word, so it is a little wider.
    EXPECT_LT(parts[0].w, parts[1].w);
}

TEST(Clock, WakesForTheNextSecondOnlyWhileItRuns) {
    for (const bool running : {true, false}) {
        auto sample = samples::sample_of("quiet");
        sample->board.huddle->clock.running = running;
        platform::Offscreen offscreen(1024, 600);
        const ui::Appearance theme = ui::make_theme(1024, 600, "day", 1.0, 24);
        support::SampleServices services;
        std::optional<huddle::Instant> wake;
        offscreen.lay_out([&](ui::Pictures& pictures) {
            ui::Ui ui(theme, pictures, services, sample->environment, sample->now + huddle::Milliseconds(300));
            ui::begin_screen(ui);
            draw_screen(ui, sample->board, sample->views);
            ui::end_screen(ui);
            wake = ui.wake;
        });
        if (running) {
            ASSERT_TRUE(wake);
            EXPECT_GT(*wake, sample->now + huddle::Milliseconds(300));
            EXPECT_LE(*wake, sample->now + huddle::Milliseconds(1301));
        } else {
            EXPECT_FALSE(wake);
        }
    }
}

}  // namespace
}  // namespace hearthside::screens
