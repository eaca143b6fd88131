// SPDX-License-Identifier: Apache-2.0
// A real SDL window on SDL's driver without a display: opened, drawn, touched and resized.
#include <gtest/gtest.h>

#include <cstdlib>

#include "kiosk/platform/window.h"

namespace hearthside::platform {
namespace {

class OnNoDisplay : public testing::Test {
protected:
    void SetUp() override {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        const huddle::Result<void> started = start_video();
        ASSERT_TRUE(started) << started.problem().sentence;
        auto opened = Window::open("test", "320x200", engine_);
        ASSERT_TRUE(opened) << opened.problem().sentence;
        window = std::move(*opened);
        drain();
        frame();
        frame();
    }
    void TearDown() override {
        window.reset();
        SDL_Quit();
    }

    void drain() {
        SDL_Event event;
        while (SDL_PollEvent(&event) == 1) window->take(event);
    }
    long frame() {
        return window->frame(
            [this] {
                const ImVec2 size = ImGui::GetIO().DisplaySize;
                ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, size, IM_COL32(10, 200, 30, 255));
                ImGui::SetNextWindowPos({0, 0});
                ImGui::SetNextWindowSize(size);
                ImGui::Begin("w", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
                ImGui::SetCursorScreenPos({10, 10});
                if (ImGui::InvisibleButton("button", {100, 100})) ++taps;
                if (ImGui::IsItemActive()) {
                    ImGui::GetWindowDrawList()->AddRectFilled({10, 10}, {110, 110}, IM_COL32(200, 0, 0, 255));
                }
                ImGui::End();
            },
            0.016f);
    }
    void push_finger(Uint32 type, float x, float y) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.fingerId = 1;
        event.tfinger.x = x;
        event.tfinger.y = y;
        ASSERT_EQ(SDL_PushEvent(&event), 1);
    }
    Uint32 pixel(int x, int y) {
        const SDL_Surface* const surface = SDL_GetWindowSurface(window->sdl());
        Uint8 red = 0, green = 0, blue = 0;
        const auto* const row = static_cast<const Uint8*>(surface->pixels) + y * surface->pitch;
        SDL_GetRGB(reinterpret_cast<const Uint32*>(row)[x], surface->format, &red, &green, &blue);
        return static_cast<Uint32>(red << 16 | green << 8 | blue);
    }

    std::unique_ptr<Window> window;
    int taps = 0;

private:
    text::TextEngine engine_;
};

TEST_F(OnNoDisplay, IsPaintedInItsWholeSize) {
    EXPECT_EQ(window->width(), 320);
    EXPECT_EQ(window->height(), 200);
    EXPECT_EQ(pixel(0, 0), 0x0AC81Eu);
    EXPECT_EQ(pixel(319, 199), 0x0AC81Eu);
    EXPECT_EQ(frame(), 0);
}

TEST_F(OnNoDisplay, AFingerIsSeenWithinTheNextFrameAndPaintsOnlyThere) {
    push_finger(SDL_FINGERDOWN, 0.1f, 0.2f);
    drain();
    const long painted = frame();
    EXPECT_EQ(pixel(50, 50), 0xC80000u);
    EXPECT_GT(painted, 100 * 100 - 1);
    EXPECT_LT(painted, 104 * 104 + 1);
    push_finger(SDL_FINGERUP, 0.1f, 0.2f);
    drain();
    while (window->stage().touch().more()) frame();
    frame();
    EXPECT_EQ(taps, 1);
    EXPECT_EQ(pixel(50, 50), 0x0AC81Eu);
}

TEST_F(OnNoDisplay, TakesANewSize) {
    SDL_SetWindowSize(window->sdl(), 500, 300);
    drain();
    frame();
    EXPECT_EQ(window->width(), 500);
    EXPECT_EQ(window->height(), 300);
    EXPECT_EQ(pixel(499, 299), 0x0AC81Eu);
    push_finger(SDL_FINGERDOWN, 0.1f, 0.2f);
    push_finger(SDL_FINGERUP, 0.1f, 0.2f);
    drain();
    while (window->stage().touch().more()) frame();
    EXPECT_EQ(taps, 1);
}

bool memory_is_short = false;

void* SDLCALL little_memory(size_t size) { return memory_is_short && size > 100'000 ? nullptr : std::malloc(size); }

// People saw this: the kiosk ended when the display took another size and there was no memory for it.
TEST_F(OnNoDisplay, GoesOnWhereNothingCanBePaintedAndPaintsAgainAfterwards) {
    SDL_SetMemoryFunctions(little_memory, std::calloc, std::realloc, std::free);
    memory_is_short = true;
    SDL_SetWindowSize(window->sdl(), 500, 300);
    drain();
    push_finger(SDL_FINGERDOWN, 0.1f, 0.2f);
    push_finger(SDL_FINGERUP, 0.1f, 0.2f);
    drain();
    EXPECT_FALSE(window->ready());
    EXPECT_EQ(frame(), 0);
    memory_is_short = false;
    EXPECT_EQ(frame(), 500 * 300);
    EXPECT_EQ(window->width(), 500);
    EXPECT_EQ(pixel(499, 299), 0x0AC81Eu);
}

TEST_F(OnNoDisplay, RefusesASizeThatIsNone) {
    text::TextEngine engine;
    const auto opened = Window::open("test", "wide", engine);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::invalid);
}

TEST_F(OnNoDisplay, RefusesARendererThatIsNone) {
    setenv("HEARTHSIDE_RENDERER", "paper", 1);
    text::TextEngine engine;
    const auto opened = Window::open("test", "320x200", engine);
    unsetenv("HEARTHSIDE_RENDERER");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::invalid);
}

TEST(Video, SaysWhatToDoWithoutADisplay) {
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    const huddle::Result<void> started = start_video();
    ASSERT_FALSE(started);
    EXPECT_NE(started.problem().sentence.find("hearthside serve"), std::string::npos);
}

TEST(Video, DrawsNowhereOnlyWhenAsked) {
    unsetenv("SDL_VIDEODRIVER");
    setenv("DISPLAY", ":9876", 1);
    unsetenv("WAYLAND_DISPLAY");
    const huddle::Result<void> started = start_video();
    if (started && std::string_view(SDL_GetCurrentVideoDriver()) == "KMSDRM") {
        SDL_Quit();
        GTEST_SKIP() << "this machine has a screen of its own";
    }
    ASSERT_FALSE(started) << SDL_GetCurrentVideoDriver();
    EXPECT_NE(started.problem().sentence.find("hearthside serve"), std::string::npos);
}

}  // namespace
}  // namespace hearthside::platform
