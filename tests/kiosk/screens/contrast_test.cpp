// SPDX-License-Identifier: Apache-2.0
// People must be able to read what is really there: every text that a screen draws, in its colour, against the pixels
// behind it. Day and night, WCAG 1.4.6.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "kiosk/platform/offscreen.h"
#include "kiosk/samples/sample_board.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/contrast.h"
#include "tests/support/forwarded_pictures.h"
#include "tests/support/sample_services.h"

namespace hearthside::screens {
namespace {

struct Words {
    std::string text;
    text::Colour colour;
    float size_px = 0;
};

// Remembers which texture holds which words.
class Witness final : public support::ForwardedPictures {
public:
    Witness(ui::Pictures& real, std::map<ImTextureID, Words>& seen) : support::ForwardedPictures(real), seen_(seen) {}

    ui::Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        return note(support::ForwardedPictures::text(utf8, style, box), utf8, style);
    }
    ui::Picture private_text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        return note(support::ForwardedPictures::private_text(utf8, style, box), utf8, style);
    }

private:
    ui::Picture note(const ui::Picture& picture, std::string_view utf8, const text::TextStyle& style) {
        if (picture.texture) seen_[picture.texture] = {std::string(utf8), style.colour, style.size_px};
        return picture;
    }
    std::map<ImTextureID, Words>& seen_;
};

struct Drawn {
    Words words;
    ui::Rect rect;
    float alpha = 1;
};

// The rectangles of a command, each from four vertices in a row.
std::vector<std::pair<ui::Rect, ImU32>> quads_of(const ImDrawList& list, const ImDrawCmd& command) {
    std::vector<std::pair<ui::Rect, ImU32>> quads;
    for (unsigned int i = 0; i + 6 <= command.ElemCount; i += 6) {
        const auto at = [&](unsigned int corner) -> const ImDrawVert& {
            const auto index = static_cast<int>(command.IdxOffset + i + corner);
            return list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[index])];
        };
        const ImDrawVert &a = at(0), &c = at(2);
        quads.push_back({{a.pos.x, a.pos.y, c.pos.x - a.pos.x, c.pos.y - a.pos.y}, a.col});
    }
    return quads;
}

bool covers(const ui::Rect& over, const ui::Rect& under) {
    return over.x <= under.x + 1 && over.y <= under.y + 1 && over.right() >= under.right() - 1 &&
           over.bottom() >= under.bottom() - 1;
}

// The words in the order of drawing, without those that something else covers.
std::vector<Drawn> read(const ImDrawList& list, const std::map<ImTextureID, Words>& seen) {
    std::vector<Drawn> drawn;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const auto words = seen.find(command.TextureId);
        for (const auto& [rect, colour] : quads_of(list, command)) {
            const float alpha = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 0xFF) / 255;
            if (words != seen.end())
                drawn.push_back({words->second, rect, alpha});
            else if (alpha > 0.5f)
                std::erase_if(drawn, [&](const Drawn& under) { return covers(rect, under.rect); });
        }
    }
    return drawn;
}

// The colour of most of the rectangle's pixels.
text::Colour ground_of(const text::Image& image, const ui::Rect& rect) {
    std::map<std::array<int, 3>, int> counts;
    const int left = std::max(0, static_cast<int>(rect.x)), top = std::max(0, static_cast<int>(rect.y));
    const int right = std::min(image.width, static_cast<int>(rect.right()));
    const int bottom = std::min(image.height, static_cast<int>(rect.bottom()));
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const std::uint8_t* pixel =
                &image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                               static_cast<std::size_t>(x)) *
                              4];
            ++counts[{pixel[0] / 4, pixel[1] / 4, pixel[2] / 4}];
        }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end()) return {};
    const auto whole = [](int quarter) { return static_cast<std::uint8_t>(quarter * 4 + 2); };
    return {whole(most->first[0]), whole(most->first[1]), whole(most->first[2])};
}

// Disabled parts are pale on purpose (WCAG 1.4.3 excludes them), and so is a screen at rest.
const std::set<std::string> pale_on_purpose{"Keep the lesson", "no spare time", "1 min", "Send", "Save", "Continue"};

class EveryText : public testing::TestWithParam<const char*> {};

TEST_P(EveryText, IsReadableOnWhatItStandsOn) {
    std::size_t checked = 0;
    for (const std::string_view name : samples::sample_names()) {
        auto sample = samples::sample_of(name);
        ASSERT_TRUE(sample) << name;
        const ui::Appearance theme = ui::make_theme(1920, 1080, GetParam(), 1.0, 24);
        support::SampleServices services;
        services.answer = {};
        platform::Offscreen offscreen(theme.width, theme.height);
        std::map<ImTextureID, Words> seen;
        std::vector<Drawn> drawn;
        const text::Image image = offscreen.render([&](ui::Pictures& pictures) {
            Witness witness(pictures, seen);
            seen.clear();
            ui::Ui ui(theme, witness, services, sample->environment, sample->now);
            ui::begin_screen(ui);
            draw_screen(ui, sample->board, sample->views);
            drawn = read(*ImGui::GetWindowDrawList(), seen);
            ui::end_screen(ui);
        });
        for (const Drawn& it : drawn) {
            if (pale_on_purpose.contains(it.words.text) || it.alpha < 0.99f) continue;
            const double ratio = support::contrast(it.words.colour, ground_of(image, it.rect));
            // The group reads large text from afar; 0.0352 of the height is 38 px at 1080.
            const bool large = it.words.size_px >= theme.px(0.0352);
            const double least = name == "idle" ? 3.0 : large ? 4.5 : 7.0;
            EXPECT_GE(ratio, least - 0.05) << GetParam() << ", " << name << ": " << it.words.text;
            ++checked;
        }
    }
    EXPECT_GT(checked, 150u) << "of a dozen screens and more";
}

INSTANTIATE_TEST_SUITE_P(DayAndNight, EveryText, testing::Values("day", "night"));

TEST(Contrast, TheCheckSeesPaleWords) {
    const ui::Appearance theme = ui::make_theme(1280, 720, "day", 1.0, 24);
    support::SampleServices services;
    services.answer = {};
    ui::Environment environment;
    platform::Offscreen offscreen(theme.width, theme.height);
    std::map<ImTextureID, Words> seen;
    std::vector<Drawn> drawn;
    const text::Image image = offscreen.render([&](ui::Pictures& pictures) {
        Witness witness(pictures, seen);
        ui::Ui ui(theme, witness, services, environment, huddle::Instant{});
        ui::begin_screen(ui);
        ui::label(ui, {100, 100, 400, 60}, "hardly there", theme.text("body", theme.colours.line));
        ui::label(ui, {100, 300, 400, 60}, "covered", theme.text("body"));
        ui::fill(ui, {50, 250, 600, 200}, theme.colours.paper, 0);
        drawn = read(*ImGui::GetWindowDrawList(), seen);
        ui::end_screen(ui);
    });
    ASSERT_EQ(drawn.size(), 1u) << "covered words are not read by anybody";
    EXPECT_LT(support::contrast(drawn[0].words.colour, ground_of(image, drawn[0].rect)), 2);
}

}  // namespace
}  // namespace hearthside::screens
