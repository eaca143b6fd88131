// SPDX-License-Identifier: Apache-2.0
// Larger text never shows less: on every panel, what a screen says at text size 1.0 it says at 1.15 and 1.3 too, and no
// smaller. What has no room is paged, and then a pager says so.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <tuple>

#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/kiosk/screens/every_scene.h"
#include "tests/support/forwarded_pictures.h"

namespace hearthside::screens {
namespace {

using Sizes = std::map<std::string, float>;  // the text: its largest size in px

// Remembers what was said, and how large.
class Listener final : public support::ForwardedPictures {
public:
    Listener(ui::Pictures& real, Sizes& heard) : support::ForwardedPictures(real), heard_(heard) {}
    ui::Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        float& size = heard_[std::string(utf8)];
        size = std::max(size, style.size_px);
        return support::ForwardedPictures::text(utf8, style, box);
    }

private:
    Sizes& heard_;
};

struct Seen {
    Sizes heard;
    std::vector<ui::CutText> cut;
};

// Home shows its results on pages where there is little room; all of them count.
constexpr int home_pages = 10;

Seen look_at(platform::Offscreen& offscreen, const Panel& panel, double text_size, const Scene& scene) {
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches);
    Seen seen;
    const frame::Overlay::Kind over = scene.sample.views.overlay.kind;
    const bool home =
        !scene.sample.board.huddle && (over == frame::Overlay::Kind::none || over == frame::Overlay::Kind::wipe_down);
    for (int page = 0; page < (home ? home_pages : 1); ++page) {
        samples::Sample sample = scene.sample;
        sample.views.home.page = page;
        support::SampleServices services = slow_services();
        const auto draw = [&](ui::Pictures& pictures) {
            Listener listener(pictures, seen.heard);
            ui::Ui ui(theme, listener, services, sample.environment, sample.now);
            ui.notes_cuts = true;
            ui::begin_screen(ui);
            draw_screen(ui, sample.board, sample.views);
            ui::end_screen(ui);
            seen.cut.insert(seen.cut.end(), ui.cut.begin(), ui.cut.end());
        };
        if (const char* folder = std::getenv("HEARTHSIDE_PICTURES"); folder && page == 0) {  // for people only
            offscreen.render(draw);
            const std::string file = fmt::format("{}/{}x{}-{}-{}.png", folder, panel.width, panel.height,
                                                 static_cast<int>(text_size * 100), scene.name);
            EXPECT_TRUE(platform::write_png(offscreen.image(), file)) << file;
        } else {
            offscreen.lay_out(draw);
        }
    }
    return seen;
}

float note_px(const Panel& panel, double text_size) {
    return ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches).text("note").size_px;
}

bool is_pager(const std::string& text) {
    static const std::regex words("(Page )?[0-9]+ of [0-9]+|[0-9]+ more( in the record)?");
    return std::regex_match(text, words);
}

// Screens that still leave something out at larger text: the list and the record of the review share a panel's width,
// and who will do what by when gives way on a full close.
bool leaves_out(const Scene& scene) {
    static const std::set<std::string> names{"review", "review-record", "review-found", "review-actions",
                                             "review-search"};
    const huddle::Board& board = scene.sample.board;
    return names.contains(scene.name) ||
           (board.huddle && board.huddle->current().round.kind == huddle::RoundKind::close);
}

class EverySize : public testing::TestWithParam<Panel> {};

TEST_P(EverySize, SaysAtLargerTextWhatItSaysAtTheUsualOne) {
    const Panel panel = GetParam();
    platform::Offscreen offscreen(panel.width, panel.height);
    for (const Scene& it : all_scenes()) {
        if (leaves_out(it)) continue;
        const std::vector<std::string> people = written_by_people(it.sample);
        const Seen usual = look_at(offscreen, panel, 1.0, it);
        for (const double text_size : {1.15, 1.3}) {
            const Seen larger = look_at(offscreen, panel, text_size, it);
            for (const auto& [text, size] : usual.heard) {
                if (text.empty() || stands_on_a_key(text) || is_pager(text)) continue;
                // What people wrote is as large as its place allows, and at least as large as a note is.
                const bool written = holds_any(text, people);
                const float least = written ? std::min(size, note_px(panel, text_size)) : size;
                const auto found = larger.heard.find(text);
                if (found == larger.heard.end()) {
                    if (!holds_any(text, people))
                        ADD_FAILURE() << it.name << " at " << text_size << ": \"" << text << "\" is missing";
                } else if (found->second < least - 0.6f) {
                    ADD_FAILURE() << it.name << " at " << text_size << ": \"" << text << "\" has " << found->second
                                  << " px, " << size << " px at 1.0";
                }
            }
        }
    }
}

TEST_P(EverySize, CutsNoText) {
    const Panel panel = GetParam();
    platform::Offscreen offscreen(panel.width, panel.height);
    for (const double text_size : {1.0, 1.15, 1.3}) {
        for (const Scene& it : all_scenes()) {
            const std::vector<std::string> people = written_by_people(it.sample);
            for (const ui::CutText& text : look_at(offscreen, panel, text_size, it).cut) {
                if (holds_any(text.text, people) || stands_on_a_key(text.text)) continue;
                ADD_FAILURE() << it.name << " at " << text_size << ": \"" << text.text << "\" "
                              << (text.ellipsis ? "is cut" : "is too small or too wide") << " at " << text.size_px
                              << " px in " << text.rect.w << "x" << text.rect.h;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Panels, EverySize,
                         testing::Values(Panel{1920, 1080, 24}, Panel{1080, 1920, 24}, Panel{1024, 600, 10},
                                         Panel{1280, 800, 13}, Panel{1366, 768, 15.6}, Panel{3840, 2160, 55}));

}  // namespace
}  // namespace hearthside::screens
