// SPDX-License-Identifier: Apache-2.0
// The window by OpenGL, in memory: SDL's offscreen driver asks Mesa for a context.
#include <gtest/gtest.h>

#include <cstdlib>

#include "kiosk/platform/window.h"

namespace hearthside::platform {
namespace {

class ByOpenGl : public testing::Test {
protected:
    void SetUp() override {
        setenv("SDL_VIDEODRIVER", "offscreen", 1);
        setenv("HEARTHSIDE_RENDERER", "opengl", 1);
        const huddle::Result<void> started = start_video();
        if (!started) GTEST_SKIP() << started.problem().sentence;
        auto opened = Window::open("test", "320x200", engine_);
        if (!opened) GTEST_SKIP() << opened.problem().sentence;
        window = std::move(*opened);
    }
    void TearDown() override {
        window.reset();
        SDL_Quit();
        unsetenv("HEARTHSIDE_RENDERER");
    }

    static void draw(float red_part) {
        ImDrawList& list = *ImGui::GetBackgroundDrawList();
        list.AddRectFilled({0, 0}, ImGui::GetIO().DisplaySize, IM_COL32(10, 200, 30, 255));
        list.AddRectFilled({20, 20}, {20 + 100 * red_part, 120}, IM_COL32(200, 0, 0, 128));
    }
    long frame(float red_part) {
        return window->frame([red_part] { draw(red_part); }, 0.016f);
    }
    // The pixels of the window.
    Uint32 pixel(int x, int y) {
        Uint32 value = 0;
        const SDL_Rect one{x, y, 1, 1};
        SDL_Renderer* const renderer = SDL_GetRenderer(window->sdl());
        window->stage().copy_kept();
        SDL_RenderReadPixels(renderer, &one, SDL_PIXELFORMAT_RGB888, &value, 4);
        return value & 0xFFFFFF;
    }

    std::unique_ptr<Window> window;

private:
    text::TextEngine engine_;
};

TEST_F(ByOpenGl, KeepsThePictureAndPaintsOnlyWhatChanged) {
    EXPECT_EQ(frame(1), 320 * 200);
    EXPECT_EQ(pixel(319, 199), 0x0AC81Eu);
    EXPECT_EQ(pixel(70, 70), 0x69640Fu);
    EXPECT_EQ(frame(1), 0);
    const long painted = frame(0.5f);
    EXPECT_GT(painted, 0);
    EXPECT_LE(painted, 104 * 104);
    EXPECT_EQ(pixel(40, 70), 0x69640Fu) << "painted twice over itself";
    EXPECT_EQ(pixel(100, 70), 0x0AC81Eu);
    EXPECT_EQ(pixel(319, 199), 0x0AC81Eu);
}

TEST_F(ByOpenGl, PaintsAllAnewWhenTheProcessorForgotThePicture) {
    frame(1);
    SDL_Event event{};
    event.type = SDL_RENDER_TARGETS_RESET;
    EXPECT_TRUE(window->take(event));
    EXPECT_EQ(frame(1), 320 * 200);
}

}  // namespace
}  // namespace hearthside::platform
