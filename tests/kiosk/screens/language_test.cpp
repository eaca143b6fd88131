// SPDX-License-Identifier: Apache-2.0
// Every screen in every language: nothing is cut, nothing is too small to read, and every text went through ui.tr.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>
#include <tuple>

#include "core/files/folders.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "tests/kiosk/screens/every_scene.h"
#include "tests/support/forwarded_pictures.h"

namespace hearthside::screens {
namespace {

// Remembers which texts were asked for.
class Listener final : public support::ForwardedPictures {
public:
    Listener(ui::Pictures& real, std::set<std::string>& heard) : support::ForwardedPictures(real), heard_(heard) {}
    ui::Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        heard_.emplace(utf8);
        return support::ForwardedPictures::text(utf8, style, box);
    }

private:
    std::set<std::string>& heard_;
};

struct Seen {
    std::vector<ui::CutText> cut;
    std::set<std::string> heard;
};

Seen look_at(platform::Offscreen& offscreen, const ui::Appearance& theme, samples::Sample& sample,
             const text::Languages& languages, const std::string& language) {
    sample.environment.catalogues = &languages;
    sample.environment.languages = text::known_languages();
    sample.environment.language = language;
    support::SampleServices services = slow_services();
    Seen seen;
    const auto draw = [&](ui::Pictures& pictures) {
        Listener listener(pictures, seen.heard);
        ui::Ui ui(theme, listener, services, sample.environment, sample.now);
        ui.notes_cuts = true;
        ui::begin_screen(ui);
        draw_screen(ui, sample.board, sample.views);
        ui::end_screen(ui);
        seen.cut = std::move(ui.cut);
    };
    // Pictures are for people only; the test looks at words and places.
    if (std::getenv("HEARTHSIDE_PICTURES")) {
        offscreen.render(draw);
    } else {
        offscreen.lay_out(draw);
    }
    return seen;
}

class EveryScreen : public testing::TestWithParam<std::tuple<std::string, Panel, double>> {};

TEST_P(EveryScreen, ShowsAllItsWordsWholeAndReadable) {
    const auto& [language, panel, text_size] = GetParam();
    const text::Languages languages(files::locale_folder());
    platform::Offscreen offscreen(panel.width, panel.height);
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, 24);
    for (Scene& it : all_scenes()) {
        const std::vector<std::string> people = written_by_people(it.sample);
        const Seen seen = look_at(offscreen, theme, it.sample, languages, language);
        EXPECT_FALSE(seen.heard.empty()) << it.name;
        if (it.sample.views.overlay.kind == frame::Overlay::Kind::write_here) {
            for (const std::string& text : seen.heard)
                EXPECT_FALSE(holds_any(text, {"bed 14", "lazy", "Mrs Lee", "never answers"}))
                    << it.name << ": words that nobody sent would stay in a picture: " << text;
        }
        if (const char* folder = std::getenv("HEARTHSIDE_PICTURES")) {  // to look at all of them
            std::string file = fmt::format("{}/{}-{}x{}-{}-{}.png", folder, language, panel.width, panel.height,
                                           static_cast<int>(text_size * 100), it.name);
            EXPECT_TRUE(platform::write_png(offscreen.image(), file)) << file;
        }
        for (const ui::CutText& text : seen.cut) {
            // The letters of the keys have sizes of their own.
            if (holds_any(text.text, people) || stands_on_a_key(text.text)) continue;
            ADD_FAILURE() << it.name << ": \"" << text.text << "\" "
                          << (text.ellipsis ? "is cut" : "is too small or too wide") << " at " << text.size_px
                          << " px in " << text.rect.w << "x" << text.rect.h;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryScreen,
                         testing::Combine(testing::Values("en", "cy", "pl", "ur"),
                                          testing::Values(Panel{1920, 1080}, Panel{1080, 1920}, Panel{1024, 600},
                                                          Panel{1280, 800}),
                                          testing::Values(1.0, 1.3)));

bool has_letters(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char letter) {
        return std::isalpha(static_cast<unsigned char>(letter)) || static_cast<unsigned char>(letter) >= 0xC3;
    });
}

// In the bracketed language every translation is ⟦English⟧. A word without a bracket did not go through ui.tr, or is
// missing from the .pot.
TEST(EveryWord, OnEveryScreenGoesThroughTranslation) {
    const text::Languages bracketed(HEARTHSIDE_BRACKETED);
    ASSERT_EQ(bracketed.of("cy").text("Start huddle"), "⟦Start huddle⟧");
    for (const Panel panel : {Panel{1920, 1080}, Panel{1080, 1920}, Panel{1024, 600}}) {
        platform::Offscreen offscreen(panel.width, panel.height);
        const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", 1.0, 24);
        std::size_t found = 0;
        for (Scene& it : all_scenes()) {
            const std::vector<std::string> people = written_by_people(it.sample);
            const Seen seen = look_at(offscreen, theme, it.sample, bracketed, "cy");
            for (const std::string& text : seen.heard) {
                const bool translated = text.find("⟦") != text.npos;
                found += translated;
                const bool named = std::any_of(text::known_languages().begin(), text::known_languages().end(),
                                               [&](const text::LanguageDetails& known) { return text == known.name; });
                EXPECT_TRUE(translated || named || !has_letters(text) || stands_on_a_key(text) ||
                            holds_any(text, people))
                    << it.name << ": \"" << text << "\" is not translated";
            }
        }
        EXPECT_GT(found, 500u);
    }
}

}  // namespace
}  // namespace hearthside::screens
