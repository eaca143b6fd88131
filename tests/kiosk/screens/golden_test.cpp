// SPDX-License-Identifier: Apache-2.0
// Compares screens with the pictures in tests/support/golden. The renderer gives the same bytes each time, so almost
// nothing may differ: a part that moved, vanished or changed its colour is found, however small.
// HEARTHSIDE_NEW_GOLDEN=1 writes new pictures; look at them before you keep them.
#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"
#include "kiosk/samples/sample_board.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/sample_services.h"

namespace hearthside::screens {
namespace {

struct Golden {
    const char* file;
    const char* screen;
    int width = 1280, height = 720;
    const char* theme = "day";
    double text_size = 1.0;
    const char* language = "en";
    bool left_handed = false;
    ui::Reach reach = ui::Reach::whole_screen;
    // The part of the picture that may differ. More than this needs a reason beside it.
    double may_differ = 0.0002;
};

text::Image drawn(const Golden& it) {
    auto sample = samples::sample_of(it.screen);
    sample->environment.language = it.language;
    sample->environment.left_handed = it.left_handed;
    const ui::Appearance theme = ui::make_theme(it.width, it.height, it.theme, it.text_size, 24, it.reach);
    platform::Offscreen offscreen(it.width, it.height);
    support::SampleServices services;
    return offscreen.render([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample->environment, sample->now);
        ui::begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        ui::end_screen(ui);
    });
}

// The pictures were drawn with the fonts and the text engine of Debian 12. On other systems letters differ by a pixel
// here and there, and only the tests of layout (screens_test and its neighbours) say whether a screen is right.
bool is_debian_12() {
    std::ifstream release("/etc/os-release");
    const std::string text((std::istreambuf_iterator<char>(release)), {});
    return text.find("\nID=debian\n") != std::string::npos && text.find("\nVERSION_ID=\"12\"\n") != std::string::npos;
}

class GoldenPicture : public testing::TestWithParam<Golden> {};

TEST_P(GoldenPicture, LooksAsItDid) {
    if (!is_debian_12())
        GTEST_SKIP() << "the kept pictures are drawn with Debian 12's fonts; screens_test checks the layout here";
    const Golden& it = GetParam();
    const std::filesystem::path file = std::filesystem::path("tests/support/golden") / it.file;
    const text::Image image = drawn(it);
    if (std::getenv("HEARTHSIDE_NEW_GOLDEN")) {
        std::filesystem::create_directories(file.parent_path());
        ASSERT_TRUE(platform::write_png(image, file));
        return;
    }
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> kept(
        cairo_image_surface_create_from_png(file.c_str()), cairo_surface_destroy);
    ASSERT_EQ(cairo_surface_status(kept.get()), CAIRO_STATUS_SUCCESS) << file;
    ASSERT_EQ(cairo_image_surface_get_width(kept.get()), image.width);
    ASSERT_EQ(cairo_image_surface_get_height(kept.get()), image.height);
    const unsigned char* rows = cairo_image_surface_get_data(kept.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(kept.get()));
    std::size_t different = 0;
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x) {
            const std::uint8_t* const now = &image.pixels[(y * static_cast<std::size_t>(image.width) + x) * 4];
            const unsigned char* const then = rows + y * stride + x * 4;  // blue, green, red
            const int apart =
                std::max({std::abs(now[0] - then[2]), std::abs(now[1] - then[1]), std::abs(now[2] - then[0])});
            if (apart > 40) ++different;
        }
    const double part = static_cast<double>(different) / (static_cast<double>(image.width) * image.height);
    if (part > it.may_differ)
        (void)platform::write_png(image, std::filesystem::temp_directory_path() / (std::string("changed-") + it.file));
    EXPECT_LE(part, it.may_differ) << "the new picture lies in the temporary folder as changed-" << it.file;
}

INSTANTIATE_TEST_SUITE_P(
    Screens, GoldenPicture,
    testing::Values(Golden{"home-day.png", "home"}, Golden{"home-night.png", "home", 1280, 720, "night"},
                    Golden{"home-portrait.png", "home", 720, 1280}, Golden{"home-small.png", "home", 1024, 600},
                    Golden{"home-large-text.png", "home", 1280, 800, "day", 1.3},
                    Golden{.file = "home-mirrored.png", .screen = "home", .language = "ur"},
                    Golden{.file = "home-left-handed.png", .screen = "home", .left_handed = true},
                    Golden{.file = "home-within-reach.png",
                           .screen = "home",
                           .width = 720,
                           .height = 1280,
                           .reach = ui::Reach::lower_third},
                    Golden{"since-last-time.png", "since-last-time"}, Golden{"quiet.png", "quiet"},
                    Golden{"round-wall.png", "round-wall"},
                    Golden{"round-wall-night.png", "round-wall", 1280, 720, "night"},
                    Golden{"round-wall-portrait.png", "round-wall", 720, 1280},
                    Golden{"round-wall-small.png", "round-wall", 1024, 600},
                    Golden{.file = "round-wall-mirrored.png", .screen = "round-wall", .language = "ur"},
                    Golden{"sealed-wall.png", "sealed-wall"}, Golden{"over-time.png", "over-time"},
                    Golden{"front-card.png", "front-card"}, Golden{"front-card-portrait.png", "front-card", 720, 1280},
                    Golden{"capture.png", "capture"}, Golden{"capture-small.png", "capture", 1024, 600},
                    Golden{"write-here.png", "write-here"}, Golden{"write-here-portrait.png", "write-here", 720, 1280},
                    Golden{"write-here-small.png", "write-here", 1024, 600}, Golden{"nudge.png", "nudge"},
                    Golden{"nudge-small.png", "nudge", 1024, 600},
                    Golden{.file = "write-here-mirrored.png", .screen = "write-here", .language = "ur"},
                    Golden{"wipe-down.png", "wipe-down"}, Golden{"idle.png", "idle"},
                    Golden{"care-portrait.png", "care", 720, 1280}, Golden{"paused.png", "paused"},
                    Golden{"display.png", "display"}, Golden{"display-small.png", "display", 1024, 600},
                    Golden{"review.png", "review"}, Golden{"review-record-portrait.png", "review-record", 720, 1280},
                    Golden{"review-found-small.png", "review-found", 1024, 600}, Golden{"close.png", "close"},
                    Golden{"close-small.png", "close", 1024, 600}, Golden{"ending.png", "ending"},
                    Golden{"ending-portrait.png", "ending", 720, 1280}),
    [](const auto& golden) {
        std::string name = golden.param.file;
        name = name.substr(0, name.find('.'));
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

}  // namespace
}  // namespace hearthside::screens
