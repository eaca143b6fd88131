// SPDX-License-Identifier: Apache-2.0
// The pixels of a picture, and that only changed pixels are painted.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "kiosk/platform/made_images.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"

namespace hearthside::platform {
namespace {

constexpr int width = 640, height = 400;

text::Colour pixel(const text::Image& image, int x, int y) {
    const std::uint8_t* const at = &image.pixels[static_cast<std::size_t>((y * image.width + x) * 4)];
    return {at[0], at[1], at[2], at[3]};
}

// Empty, or the rectangle where two pictures differ.
std::string different(const text::Image& a, const text::Image& b) {
    int count = 0, left = a.width, top = a.height, right = -1, bottom = -1, most = 0;
    for (int y = 0; y < a.height; ++y) {
        for (int x = 0; x < a.width; ++x) {
            const text::Colour first = pixel(a, x, y), second = pixel(b, x, y);
            if (first == second) continue;
            ++count;
            most = std::max({most, std::abs(first.red - second.red), std::abs(first.green - second.green),
                             std::abs(first.blue - second.blue)});
            left = std::min(left, x), right = std::max(right, x);
            top = std::min(top, y), bottom = std::max(bottom, y);
        }
    }
    if (count == 0) return {};
    std::ostringstream where;
    where << count << " pixels by up to " << most << " within " << left << "," << top << " - " << right << ","
          << bottom;
    return where.str();
}

struct Scene {
    struct Card {
        float x, y, w, h;
        ImU32 colour;
        std::string words;
    };
    std::vector<Card> cards;

    void draw(ui::Pictures& pictures) const {
        ImDrawList& list = *ImGui::GetBackgroundDrawList();
        list.AddRectFilledMultiColor({0, 0}, {width, height}, IM_COL32(246, 239, 228, 255),
                                     IM_COL32(246, 239, 228, 255), IM_COL32(240, 230, 215, 255),
                                     IM_COL32(240, 230, 215, 255));
        for (const Card& card : cards) {
            const ui::Picture shade = pictures.shadow(8, 12);
            list.AddImage(shade.texture, {card.x - 8, card.y - 8},
                          {card.x - 8 + shade.width, card.y - 8 + shade.height}, {0, 0}, {1, 1},
                          IM_COL32(60, 42, 32, 60));
            list.AddRectFilled({card.x, card.y}, {card.x + card.w, card.y + card.h}, card.colour, 12);
            text::TextStyle style;
            style.size_px = 22;
            const ui::Picture words = pictures.text(card.words, style, {card.w, 3});
            if (words.texture) {
                list.AddImage(words.texture, {card.x + 0.4f, card.y + 0.7f},
                              {card.x + 0.4f + words.width, card.y + 0.7f + words.height});
            }
            list.AddCircle({card.x + card.w, card.y}, 17.5f, IM_COL32(0, 60, 90, 200), 0, 3.5f);
        }
    }
};

Scene::Card random_card(std::mt19937& chance) {
    const auto upto = [&](unsigned int limit) { return static_cast<float>(chance() % limit); };
    static const char* const words[] = {"Wins", "We all got a break", "Łódź 😂", "شکریہ"};
    return {upto(500) + 0.25f * upto(4),
            upto(300) + 0.25f * upto(4),
            60 + upto(120),
            40 + upto(80),
            IM_COL32(chance() % 256, chance() % 256, chance() % 256, 120 + chance() % 136),
            words[chance() % 4]};
}

TEST(Stage, PaintsOnlyWhatChangedAndTheSameAsPaintingAll) {
    std::mt19937 chance(11);
    Offscreen partly(width, height);
    Scene scene;
    for (int card = 0; card < 8; ++card) scene.cards.push_back(random_card(chance));
    const auto draw = [&](ui::Pictures& pictures) { scene.draw(pictures); };
    (void)partly.render(draw, 2);
    long painted = 0;
    constexpr int rounds = 60;
    for (int round = 0; round < rounds; ++round) {
        switch (chance() % 4) {
            case 0:
                scene.cards[chance() % scene.cards.size()] = random_card(chance);
                break;
            case 1:
                scene.cards[chance() % scene.cards.size()].colour ^= 0x00204060;
                break;
            case 2:
                std::swap(scene.cards[chance() % scene.cards.size()], scene.cards[chance() % scene.cards.size()]);
                break;
            default:
                scene.cards[chance() % scene.cards.size()].words += "x";
                break;
        }
        const std::vector<SDL_Rect> rects = partly.stage().frame([&] { draw(partly.pictures()); }, 0.016f);
        for (const SDL_Rect& rect : rects) painted += static_cast<long>(rect.w) * rect.h;
        Offscreen whole(width, height);
        ASSERT_EQ(different(partly.image(), whole.render(draw, 1)), "") << "after change " << round;
    }
    EXPECT_GT(painted, 0);
    EXPECT_LT(painted, static_cast<long>(width) * height * rounds / 2);
}

TEST(Stage, PaintsNothingWhenNothingChanged) {
    Offscreen offscreen(width, height);
    std::mt19937 chance(3);
    Scene scene{{random_card(chance)}};
    const auto frame = [&] { return offscreen.stage().frame([&] { scene.draw(offscreen.pictures()); }, 0.016f); };
    EXPECT_EQ(frame().size(), 1u);
    EXPECT_TRUE(frame().empty());
    EXPECT_TRUE(frame().empty());
    offscreen.stage().paint_all_next();
    EXPECT_EQ(frame().size(), 1u);
}

TEST(Stage, TwoFarChangesArePaintedApart) {
    Offscreen offscreen(width, height);
    float ring = 1, clock = 1;
    const auto frame = [&] {
        return offscreen.stage().frame(
            [&] {
                ImDrawList& list = *ImGui::GetBackgroundDrawList();
                list.AddRectFilled({0, 0}, {width, height}, IM_COL32_WHITE);
                list.AddRectFilled({10, 10}, {10 + 20 * ring, 40}, IM_COL32_BLACK);
                list.AddRectFilled({600, 350}, {600 + 20 * clock, 380}, IM_COL32_BLACK);
            },
            0.016f);
    };
    frame();
    ring = 2;
    clock = 1.5f;
    const std::vector<SDL_Rect> rects = frame();
    ASSERT_EQ(rects.size(), 2u);
    for (const SDL_Rect& rect : rects) EXPECT_LT(rect.w * rect.h, 60 * 40);
}

TEST(Stage, ATickOfTheRingPaintsOnlyWhereTheRingChanged) {
    Offscreen partly(width, height);
    const auto draw_at = [](float part) {
        return [part](ui::Pictures& pictures) {
            ImDrawList& list = *ImGui::GetBackgroundDrawList();
            list.AddRectFilled({0, 0}, {width, height}, IM_COL32_WHITE);
            const ui::Picture ring = pictures.arc(300, 20, part, 0);
            list.AddImage(ring.texture, {50.3f, 20.7f}, {50.3f + ring.width, 20.7f + ring.height}, {0, 0}, {1, 1},
                          IM_COL32(196, 106, 31, 200));
        };
    };
    (void)partly.render(draw_at(1), 2);
    for (const float part : {0.97f, 0.75f, 0.74f, 0.5f, 0.49f, 0.1f, 0.002f}) {
        const std::vector<SDL_Rect> rects = partly.stage().frame([&] { draw_at(part)(partly.pictures()); }, 0.016f);
        ASSERT_EQ(rects.size(), 1u);
        if (part == 0.74f || part == 0.49f) {
            EXPECT_LT(rects[0].w * rects[0].h, 60 * 60);
        }
        Offscreen whole(width, height);
        ASSERT_EQ(different(partly.image(), whole.render(draw_at(part), 1)), "") << part;
    }
}

TEST(Stage, SameBytesEveryTime) {
    std::mt19937 chance(5);
    Scene scene;
    for (int card = 0; card < 6; ++card) scene.cards.push_back(random_card(chance));
    Offscreen first(width, height), second(width, height);
    const auto draw = [&](ui::Pictures& pictures) { scene.draw(pictures); };
    const std::string once = png_of(first.render(draw)), again = png_of(second.render(draw));
    EXPECT_FALSE(once.empty());
    EXPECT_EQ(once, again);
}

TEST(Stage, MoreThan65536VerticesAreAllPainted) {
    Offscreen offscreen(width, height);
    const text::Image image = offscreen.render(
        [](ui::Pictures&) {
            ImDrawList& list = *ImGui::GetBackgroundDrawList();
            for (int shape = 0; shape < 2000; ++shape) {
                list.AddCircleFilled({static_cast<float>(shape % 600), 100}, 8, IM_COL32(255, 0, 0, 255), 64);
            }
            list.AddRectFilled({300, 300}, {310, 310}, IM_COL32(0, 255, 0, 255));
        },
        1);
    EXPECT_EQ(pixel(image, 305, 305), (text::Colour{0, 255, 0, 255}));
    EXPECT_GT(pixel(image, 590, 100).red, 240);
    EXPECT_EQ(pixel(image, 590, 100).green, 0);
}

TEST(Stage, TextIsCopiedOneToOne) {
    Offscreen offscreen(width, height);
    text::TextStyle style;
    style.size_px = 40;
    style.colour = {0, 0, 0, 255};
    const text::Image image = offscreen.render(
        [&](ui::Pictures& pictures) {
            ImDrawList& list = *ImGui::GetBackgroundDrawList();
            list.AddRectFilled({0, 0}, {width, height}, IM_COL32_WHITE);
            const ui::Picture words = pictures.text("Hope", style, {});
            list.AddImage(words.texture, {20.4f, 30.3f}, {20.4f + words.width, 30.3f + words.height});
        },
        1);
    text::TextEngine engine;
    const text::Image words = engine.draw("Hope", style, {});
    ASSERT_GT(words.width, 0);
    for (int y = 0; y < words.height; ++y) {
        for (int x = 0; x < words.width; ++x) {
            ASSERT_NEAR(pixel(image, 20 + x, 30 + y).red, 255 - pixel(words, x, y).alpha, 2) << x << "," << y;
        }
    }
}

TEST(Textures, KeepsTheByteLimitAndNeverReusesAnIdentity) {
    Offscreen offscreen(width, height);
    text::TextStyle style;
    style.size_px = 200;
    ImTextureID first = nullptr;
    for (int number = 0; number < 120; ++number) {
        offscreen.render(
            [&](ui::Pictures& pictures) {
                const ui::Picture picture = pictures.text("number " + std::to_string(number), style, {});
                if (number == 0) first = picture.texture;
                EXPECT_TRUE(number == 0 || picture.texture != first);
            },
            1);
        EXPECT_LE(offscreen.stage().textures().bytes(), Textures::default_byte_limit);
    }
    EXPECT_EQ(offscreen.stage().textures().texels(first), nullptr);
    offscreen.render([&](ui::Pictures& pictures) { EXPECT_NE(pictures.text("number 0", style, {}).texture, first); },
                     1);
}

TEST(Textures, TheStepsOfARingThatRunsDownDoNotPileUp) {
    Offscreen offscreen(width, height);
    ImTextureID words = nullptr;
    std::size_t after_two = 0;
    for (int second = 0; second < 300; ++second) {
        offscreen.render(
            [&](ui::Pictures& pictures) {
                pictures.arc(260, 22, 1, 0);
                pictures.arc(260, 22, 1 - static_cast<float>(second) / 301, 0);
                if (second == 0) words = pictures.text("a note on the next screen", {}, {}).texture;
            },
            1);
        if (second == 1) after_two = offscreen.stage().textures().bytes();
        if (second > 1) {
            EXPECT_EQ(offscreen.stage().textures().bytes(), after_two) << second;
        }
    }
    EXPECT_NE(offscreen.stage().textures().texels(words), nullptr);
}

TEST(MadeImages, AnArcEndsInRoundCapsAndLeavesTheRestEmpty) {
    const text::Image arc = arc_image(200, 20, 0.25f, 0);
    EXPECT_EQ(pixel(arc, 164, 36).alpha, 255);  // half past one o'clock, on the stroke's middle
    EXPECT_EQ(pixel(arc, 93, 10).alpha, 255);   // the cap reaches back past twelve o'clock...
    EXPECT_EQ(pixel(arc, 87, 10).alpha, 0);     // ...by half a stroke
    EXPECT_EQ(pixel(arc, 190, 107).alpha, 255);
    EXPECT_EQ(pixel(arc, 190, 113).alpha, 0);
    EXPECT_EQ(pixel(arc, 36, 164).alpha, 0);
    EXPECT_EQ(pixel(arc, 100, 100).alpha, 0);
}

TEST(Textures, WhatOneFrameNeedsStaysEvenPastTheLimit) {
    Offscreen offscreen(width, height);
    text::TextStyle style;
    style.size_px = 300;
    std::vector<ui::Picture> pictures_now;
    offscreen.render(
        [&](ui::Pictures& pictures) {
            for (int number = 0; number < 40; ++number) {
                pictures_now.push_back(pictures.text("picture " + std::to_string(number), style, {}));
            }
            for (const ui::Picture& picture : pictures_now) {
                EXPECT_NE(offscreen.stage().textures().texels(picture.texture), nullptr);
            }
        },
        1);
}

TEST(MadeImages, TheQrCodeHasWholeModules) {
    const text::Image code =
        qr_image("http://192.168.4.17:8080/n/abcdefghijklmnop", 3, {0, 0, 0, 255}, {255, 255, 255, 255});
    ASSERT_GT(code.width, 0);
    EXPECT_EQ(code.width % 3, 0);
    EXPECT_EQ(code.width, code.height);
    // The finder pattern: seven dark modules, then a light one.
    EXPECT_EQ(pixel(code, 0, 0), (text::Colour{0, 0, 0, 255}));
    EXPECT_EQ(pixel(code, 20, 0), (text::Colour{0, 0, 0, 255}));
    EXPECT_EQ(pixel(code, 21, 0), (text::Colour{255, 255, 255, 255}));
    EXPECT_EQ(qr_image(std::string(5000, 'x'), 3, {}, {}).width, 0);
    EXPECT_EQ(qr_image("", 3, {}, {}).width, 0);
}

TEST(MadeImages, TheShadowIsFlatBetweenItsCorners) {
    const text::Image shade = shadow_image(18, 24);
    ASSERT_EQ(shade.width % 3, 0);
    const int part = shade.width / 3;
    for (int y = 0; y < shade.height; ++y) EXPECT_EQ(pixel(shade, part, y), pixel(shade, 2 * part - 1, y)) << y;
    EXPECT_EQ(pixel(shade, 0, 0).alpha, 0);
    EXPECT_EQ(pixel(shade, shade.width / 2, shade.height / 2).alpha, 255);
    // Half dark on the edge of the shape that throws it.
    EXPECT_NEAR(pixel(shade, shade.width / 2, 18).alpha, 128, 12);
}

TEST(Png, SaysWhenAFileCannotBeWritten) {
    const text::Image image{1, 1, {1, 2, 3, 255}};
    const huddle::Result<void> result = write_png(image, "/proc/no-such-place/picture.png");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.problem().kind, huddle::ProblemKind::not_saved);
}

}  // namespace
}  // namespace hearthside::platform
