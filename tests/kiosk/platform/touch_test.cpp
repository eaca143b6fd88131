// SPDX-License-Identifier: Apache-2.0
// From a finger to a widget: real SDL events, real ImGui frames.
#include <gtest/gtest.h>

#include "kiosk/platform/offscreen.h"

namespace hearthside::platform {
namespace {

// Two buttons side by side, and the count of their taps.
class Panel : public testing::Test {
protected:
    void SetUp() override {
        frame();
        frame();
    }

    void frame() {
        offscreen_.render(
            [this](ui::Pictures&) {
                ImGui::SetNextWindowPos({0, 0});
                ImGui::SetNextWindowSize({400, 200});
                ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
                ImGui::SetCursorScreenPos({20, 20});
                if (ImGui::InvisibleButton("left", {160, 160})) ++left;
                left_held = ImGui::IsItemActive();
                ImGui::SetCursorScreenPos({220, 20});
                if (ImGui::InvisibleButton("right", {160, 160})) ++right;
                right_held = ImGui::IsItemActive();
                hovered = ImGui::IsAnyItemHovered();
                ImGui::End();
            },
            1);
    }
    void settle() {
        while (touch().more()) frame();
        frame();
    }

    // Through SDL's own queue, as on the panel.
    void finger(Uint32 type, float x, float y, SDL_FingerID id = 7, Uint32 at_ms = 0) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = id;
        event.tfinger.x = x / 400;
        event.tfinger.y = y / 200;
        event.tfinger.timestamp = at_ms;
        touch().take(event, 400, 200);
    }
    TouchInput& touch() { return offscreen_.stage().touch(); }

    int left = 0, right = 0;
    bool left_held = false, right_held = false, hovered = false;

private:
    Offscreen offscreen_{400, 200};
};

TEST_F(Panel, ReleaseActivates) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    EXPECT_TRUE(left_held);
    EXPECT_EQ(left, 0);
    finger(SDL_FINGERUP, 100, 100);
    settle();
    EXPECT_EQ(left, 1);
    EXPECT_EQ(right, 0);
}

TEST_F(Panel, OneTapIsEnoughHoweverQuick) {
    // Down and up of two taps arrive before a single frame is drawn.
    finger(SDL_FINGERDOWN, 100, 100);
    finger(SDL_FINGERUP, 100, 100);
    finger(SDL_FINGERDOWN, 300, 100);
    finger(SDL_FINGERUP, 300, 100);
    settle();
    EXPECT_EQ(left, 1);
    EXPECT_EQ(right, 1);
}

TEST_F(Panel, DragOffCancels) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    finger(SDL_FINGERMOTION, 200, 190);
    frame();
    finger(SDL_FINGERUP, 200, 190);
    settle();
    EXPECT_EQ(left, 0);
    EXPECT_EQ(right, 0);
}

TEST_F(Panel, DragToAnotherButtonActivatesNeither) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    finger(SDL_FINGERMOTION, 300, 100);
    finger(SDL_FINGERUP, 300, 100);
    settle();
    EXPECT_EQ(left, 0);
    EXPECT_EQ(right, 0);
}

TEST_F(Panel, SlidingBackOnStillActivates) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    finger(SDL_FINGERMOTION, 200, 190);
    frame();
    finger(SDL_FINGERMOTION, 110, 110);
    finger(SDL_FINGERUP, 110, 110);
    settle();
    EXPECT_EQ(left, 1);
}

TEST_F(Panel, SecondFingerIsHarmless) {
    finger(SDL_FINGERDOWN, 100, 100, 7);
    frame();
    finger(SDL_FINGERDOWN, 300, 100, 8);
    finger(SDL_FINGERMOTION, 310, 100, 8);
    finger(SDL_FINGERUP, 310, 100, 8);
    settle();
    EXPECT_TRUE(left_held);
    EXPECT_EQ(right, 0);
    finger(SDL_FINGERUP, 100, 100, 7);
    settle();
    EXPECT_EQ(left, 1);
    EXPECT_EQ(right, 0);
}

TEST_F(Panel, NothingStaysHoveredAfterTheLift) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    EXPECT_TRUE(hovered);
    finger(SDL_FINGERUP, 100, 100);
    settle();
    EXPECT_FALSE(hovered);
    EXPECT_FALSE(touch().more());
}

TEST_F(Panel, LosingTheWindowCancelsTheTouch) {
    finger(SDL_FINGERDOWN, 100, 100);
    frame();
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    touch().take(event, 400, 200);
    settle();
    EXPECT_EQ(left, 0);
    EXPECT_FALSE(left_held);
    finger(SDL_FINGERUP, 100, 100);  // comes late and means nothing
    settle();
    EXPECT_EQ(left, 0);
    finger(SDL_FINGERDOWN, 300, 100);
    finger(SDL_FINGERUP, 300, 100);
    settle();
    EXPECT_EQ(right, 1);
}

TEST_F(Panel, AFingerThatNeverLiftsDoesNotBlockTheScreenForEver) {
    finger(SDL_FINGERDOWN, 100, 100, 7, 1'000);
    frame();
    finger(SDL_FINGERDOWN, 300, 100, 8, 5'000);
    finger(SDL_FINGERUP, 300, 100, 8, 5'050);
    settle();
    EXPECT_EQ(right, 0);
    finger(SDL_FINGERDOWN, 300, 100, 9, 20'000);
    finger(SDL_FINGERUP, 300, 100, 9, 20'050);
    settle();
    EXPECT_EQ(left, 0);
    EXPECT_EQ(right, 1);
}

TEST_F(Panel, TheMouseThatSdlMakesFromTouchesIsIgnored) {
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.which = SDL_TOUCH_MOUSEID;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = event.button.y = 100;
    touch().take(event, 400, 200);
    event.type = SDL_MOUSEBUTTONUP;
    touch().take(event, 400, 200);
    settle();
    EXPECT_EQ(left, 0);
}

TEST_F(Panel, AMouseTapsToo) {
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = event.button.y = 100;
    touch().take(event, 400, 200);
    event.type = SDL_MOUSEBUTTONUP;
    touch().take(event, 400, 200);
    settle();
    EXPECT_EQ(left, 1);
}

TEST_F(Panel, EventsTravelThroughTheQueueOfSdl) {
    ASSERT_EQ(SDL_InitSubSystem(SDL_INIT_EVENTS), 0) << SDL_GetError();
    for (const Uint32 type : {SDL_FINGERDOWN, SDL_FINGERUP}) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.fingerId = 3;
        event.tfinger.x = 0.75f;
        event.tfinger.y = 0.5f;
        ASSERT_EQ(SDL_PushEvent(&event), 1);
    }
    SDL_Event event;
    while (SDL_PollEvent(&event) == 1) touch().take(event, 400, 200);
    settle();
    EXPECT_EQ(right, 1);
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
}

TEST(TouchInput, HandsOverKeysInOrderAndOnce) {
    TouchInput touch;
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    SDL_strlcpy(event.text.text, "ż", sizeof event.text.text);
    EXPECT_TRUE(touch.take(event, 100, 100));
    event = {};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = SDLK_BACKSPACE;
    EXPECT_TRUE(touch.take(event, 100, 100));
    event.key.keysym.sym = SDLK_F5;
    EXPECT_FALSE(touch.take(event, 100, 100));

    const std::vector<ui::KeyPress> expected{{ui::KeyPress::Kind::text, "ż"}, {ui::KeyPress::Kind::backspace, {}}};
    EXPECT_EQ(touch.take_keys(), expected);
    EXPECT_TRUE(touch.take_keys().empty());
}

TEST(TouchInput, KeepsOnlyWhereTheFingerIsNow) {
    TouchInput touch;
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    touch.take(event, 100, 100);
    event.type = SDL_FINGERMOTION;
    for (int step = 0; step < 10'000; ++step) {
        event.tfinger.x = static_cast<float>(step) / 10'000;
        touch.take(event, 100, 100);
    }
    const std::unique_ptr<ImGuiContext, decltype(&ImGui::DestroyContext)> context(ImGui::CreateContext(),
                                                                                  ImGui::DestroyContext);
    ImGui::SetCurrentContext(context.get());
    int frames = 0;
    for (; touch.more() && frames < 100; ++frames) touch.feed(ImGui::GetIO());
    const int waited = IMGUI_VERSION_NUM >= 18700 ? 2 : 0;  // a later ImGui cannot see a touch in its first frames
    EXPECT_LE(frames, 2 + waited);
#if IMGUI_VERSION_NUM < 18700
    EXPECT_NEAR(ImGui::GetIO().MousePos.x, 99.99f, 0.01f);
#endif
}

}  // namespace
}  // namespace hearthside::platform
