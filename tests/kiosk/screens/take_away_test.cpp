// SPDX-License-Identifier: Apache-2.0
// The export screen in every state, size and language, and the effects of touches. The service behind it records what
// was asked; services_exporting_test checks the real one.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "core/files/folders.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/screens/route.h"
#include "kiosk/screens/take_away/words.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;
using Kind = ui::TakeAwayState::Kind;
using Ending = ui::TakeAwayState::Ending;
using Place = ui::TakeAwayPlace::Kind;

class FakeTakeAway final : public ui::TakeAwayService {
public:
    bool notes = false;
    std::vector<ui::TakeAwayPlace> there{{Place::stick, "stick-1", "WILLOW 32GB"},
                                         {Place::folder, "folder", "/srv/exports/willow"},
                                         {Place::phone, "phone", ""}};
    ui::TakeAwayState now;
    int looked = 0, cancelled = 0, forgotten = 0;
    std::vector<std::pair<ui::TakeAwayChoice, ui::TakeAwayPlace>> started;

    bool notes_allowed() const override { return notes; }
    void look() override { ++looked; }
    std::vector<ui::TakeAwayPlace> places() const override { return there; }
    void start(const ui::TakeAwayChoice& choice, const ui::TakeAwayPlace& place) override {
        started.emplace_back(choice, place);
        now = {.kind = Kind::working, .place = place, .part = 0.2f};
    }
    ui::TakeAwayState state() const override { return now; }
    void cancel() override { ++cancelled; }
    void forget() override {
        ++forgotten;
        now = {};
    }
};

huddle::Day day(int year, unsigned month, unsigned of_month) {
    return huddle::Day{std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month)};
}

ui::TakeAwayState ended(Ending ending) {
    ui::TakeAwayState state{.kind = Kind::done, .ending = ending, .file = "hearthside-willow-ward-2025-10.xlsx"};
    if (ending == Ending::folder) state.folder = "/srv/exports/willow";
    if (ending == Ending::link) {
        state.link = "http://192.168.20.14:8080/take/0123456789abcdef0123456789abcdef";
        state.address = "192.168.20.14:8080/take/0123456789abcdef0123456789abcdef";
    }
    return state;
}

struct Scene {
    std::string name;
    ui::TakeAwayState state = {};
    take_away::TakeAwayView view = {};
    bool notes = false;
    std::vector<ui::TakeAwayPlace> places = FakeTakeAway{}.there;
};

std::vector<Scene> all_scenes() {
    std::vector<Scene> scenes;
    const store::Span october{day(2025, 10, 1), day(2025, 10, 31)};
    const auto add = [&](Scene scene) {
        scene.view.open = true;
        if (!scene.view.ask.huddle && !scene.view.ask.span.from) scene.view.ask.span = october;
        scenes.push_back(std::move(scene));
    };
    add({.name = "a month"});
    add({.name = "a month with notes",
         .view = {.form = {exports::ExportFormat::poster, exports::PaperSize::a3}, .notes = true},
         .notes = true});
    Scene huddle{.name = "one huddle"};
    huddle.view.ask = {{day(2025, 10, 14), day(2025, 10, 14)}, huddle::HuddleId{7}};
    huddle.view.what = take_away::TakeAwayView::What::huddle;
    add(huddle);
    huddle.name = "a huddle's month with notes";
    huddle.view.what = take_away::TakeAwayView::What::three_months;
    huddle.notes = true;
    add(huddle);
    Scene asked{.name = "some days", .places = {}};
    asked.view.ask.span = {day(2025, 9, 3), day(2025, 10, 9)};
    asked.view.what = take_away::TakeAwayView::What::asked;
    add(asked);
    add({.name = "only a phone", .places = {{Place::phone, "phone", ""}}});
    add({.name = "many sticks",
         .places = {{Place::stick, "1", "Ward"},
                    {Place::stick, "2", ""},
                    {Place::stick, "3", "KINGSTON DataTraveler 3.0 of the ward manager"},
                    {Place::stick, "4", "Four"},
                    {Place::folder, "folder", "/srv/exports"},
                    {Place::phone, "phone", ""}}});
    add({.name = "which form", .view = {.over = take_away::TakeAwayView::Over::form}});
    add({.name = "which days", .view = {.over = take_away::TakeAwayView::Over::what}});
    add({.name = "working", .state = {.kind = Kind::working, .place = {Place::stick, "1", "W"}, .part = 0.4f}});
    add({.name = "making it for a phone",
         .state = {.kind = Kind::working, .place = {Place::phone, "phone", ""}, .part = 0}});
    add({.name = "finishing", .state = {.kind = Kind::finishing, .part = 1}});
    add({.name = "cancelled", .state = {.kind = Kind::cancelled}});
    add({.name = "refused",
         .state = {.kind = Kind::refused,
                   .sentence = "This is too much for a phone. Please choose a shorter time, or a stick."}});
    for (const auto& [name, ending] : {std::pair{"stick out", Ending::safe},
                                       {"written", Ending::written},
                                       {"in use", Ending::in_use},
                                       {"in the folder", Ending::folder},
                                       {"a code", Ending::link},
                                       {"the code has gone", Ending::link_gone},
                                       {"a phone fetches it", Ending::link_used}})
        add({.name = name, .state = ended(ending)});
    return scenes;
}

struct Panel {
    int width, height;
    double inches;
    friend std::ostream& operator<<(std::ostream& out, const Panel& it) {
        return out << it.width << "x" << it.height << " " << it.inches << "in";
    }
};

struct Drawn {
    std::vector<ui::Target> targets;
    std::vector<ui::CutText> cut;
};

ui::Environment environment() {
    ui::Environment environment;
    environment.team = "Willow Ward";
    environment.today = day(2025, 10, 14);
    return environment;
}

Drawn draw(const Scene& scene, platform::Offscreen& offscreen, const ui::Appearance& theme,
           const ui::Environment& environment) {
    FakeTakeAway take_away;
    take_away.notes = scene.notes;
    take_away.there = scene.places;
    take_away.now = scene.state;
    support::FakeServices services;
    services.take_away_service = &take_away;
    Views views;
    const huddle::Instant now{500'000h};
    views.take_away = scene.view;
    views.take_away.next_look = views.take_away.last_touched = now;
    views.overlay.open(frame::Overlay::Kind::take_away);
    Drawn drawn;
    offscreen.lay_out([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, environment, now);
        ui.notes_cuts = true;
        ui::begin_screen(ui);
        draw_screen(ui, {}, views);
        ui::end_screen(ui);
        drawn = {std::move(ui.targets), std::move(ui.cut)};
    });
    return drawn;
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
    return a.x < b.right() - 0.5f && b.x < a.right() - 0.5f && a.y < b.bottom() - 0.5f && b.y < a.bottom() - 0.5f;
}

void expect_good(const Drawn& drawn, const ui::Appearance& theme, const std::string& scene) {
    EXPECT_EQ(drawn.targets.empty(), scene.ends_with("finishing")) << scene;
    for (const ui::Target& it : drawn.targets) {
        const std::string where = scene + ": " + it.name;
        EXPECT_GE(it.rect.x, 0) << where;
        EXPECT_GE(it.rect.y, 0) << where;
        EXPECT_LE(it.rect.right(), static_cast<float>(theme.width) + 0.5f) << where;
        EXPECT_LE(it.rect.bottom(), static_cast<float>(theme.glass_height) + 0.5f) << where;
        EXPECT_GE(it.rect.w, theme.mm(15) - 1) << where;
        EXPECT_GE(it.rect.h, theme.mm(15) - 1) << where;
        for (const ui::Target& other : drawn.targets)
            EXPECT_FALSE(&other > &it && overlap(it.rect, other.rect)) << where << " and " << other.name;
    }
    for (const ui::CutText& it : drawn.cut) {
        // A stick's name is as long as its maker likes.
        if (it.text.find("KINGSTON") != std::string::npos) continue;
        ADD_FAILURE() << scene << ": \"" << it.text << "\" has no room (" << it.rect.w << "x" << it.rect.h << ")";
    }
}

struct Case {
    Panel panel;
    double text_size;
    std::vector<std::string> languages;
    ui::Reach reach = ui::Reach::whole_screen;
    friend std::ostream& operator<<(std::ostream& out, const Case& it) {
        return out << it.panel << " at " << it.text_size;
    }
};
class EverySize : public testing::TestWithParam<Case> {};

TEST_P(EverySize, HasLargeTargetsApartOnTheScreenAndWholeTexts) {
    const auto& [panel, text_size, ids, reach] = GetParam();
    platform::Offscreen offscreen(panel.width, panel.height);
    const ui::Appearance theme = ui::make_theme(panel.width, panel.height, "day", text_size, panel.inches, reach);
    const text::Languages languages(files::locale_folder());
    ui::Environment environment = screens::environment();
    environment.catalogues = &languages;
    environment.languages = text::known_languages();
    for (const std::string& id : ids) {
        environment.language = id;
        for (const Scene& scene : all_scenes())
            expect_good(draw(scene, offscreen, theme, environment), theme, id + ", " + scene.name);
    }
}

// The small panel has the least room for words. A large one is laid out as one with half its pixels.
INSTANTIATE_TEST_SUITE_P(Panels, EverySize,
                         testing::Values(Case{{1024, 600, 10.1}, 1.3, {"en", "cy", "pl", "ur"}},
                                         Case{{1024, 600, 10.1}, 1.0, {"en"}}, Case{{1920, 1080, 24}, 1.0, {"en"}},
                                         Case{{1080, 1920, 24}, 1.3, {"pl"}},
                                         Case{{1280, 800, 13}, 1.3, {"en"}, ui::Reach::lower_third}));

TEST(LargestPanel, HasItAllToo) {
    platform::Offscreen offscreen(3840, 2160);
    const ui::Appearance theme = ui::make_theme(3840, 2160, "night", 1.0, 27);
    for (const Scene& scene : all_scenes()) {
        if (scene.name == "one huddle" || scene.name == "a code")
            expect_good(draw(scene, offscreen, theme, environment()), theme, scene.name);
    }
}

// ---- By touch
class TakeAwayTouch : public testing::Test {
protected:
    void open(const frame::TakeAwayAsk& ask) {
        services.take_away_service = &take_away;
        views.overlay.open(frame::Overlay::Kind::none);
        take_away::open_take_away(views.take_away, ask, views.overlay);
        robot.emplace(theme, services, environment, now, [this](ui::Ui& ui) {
            ui::begin_screen(ui);
            draw_screen(ui, board, views);
            ui::end_screen(ui);
        });
        pass(0ms);
    }
    void pass(huddle::Milliseconds time) {
        now += time;
        robot->now = now;
        robot->settle();
    }
    void tap(std::string_view name) {
        if (robot->rest() > 0ms) pass(robot->rest());
        robot->tap(name);
        pass(100ms);
    }
    bool there() const { return views.overlay.kind == frame::Overlay::Kind::take_away; }

    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    FakeTakeAway take_away;
    support::FakeServices services;
    ui::Environment environment = screens::environment();
    huddle::Board board;
    Views views;
    huddle::Instant now{500'000h};
    std::optional<support::Robot> robot;
};

TEST_F(TakeAwayTouch, BeginsWithWhatTheRecordShowsAndSendsWhatWasChosen) {
    open({{day(2025, 10, 1), day(2025, 10, 31)}, {}});
    EXPECT_EQ(views.take_away.what, take_away::TakeAwayView::What::this_month);
    EXPECT_FALSE(robot->sees("take-huddle"));
    EXPECT_FALSE(robot->sees("take-notes")) << "the team does not let notes leave";
    tap("take-last-month");
    tap("form-pdf");
    tap("place-folder");
    ASSERT_EQ(take_away.started.size(), 1u);
    const auto& [choice, place] = take_away.started.front();
    EXPECT_EQ(choice.span.from, day(2025, 9, 1));
    EXPECT_EQ(choice.span.to, day(2025, 9, 30));
    EXPECT_EQ(choice.form, ui::TakeAwayForm{exports::ExportFormat::pdf});
    EXPECT_FALSE(choice.notes);
    EXPECT_FALSE(choice.huddle);
    EXPECT_EQ(choice.language, "en");
    EXPECT_EQ(place.kind, Place::folder);
}

TEST_F(TakeAwayTouch, KnowsTheRecordsOwnMonthsFromOthers) {
    using What = take_away::TakeAwayView::What;
    for (const auto& [span, what] : {std::pair{store::Span{day(2025, 10, 1), {}}, What::this_month},
                                     {store::Span{day(2025, 8, 1), {}}, What::three_months},
                                     {store::Span{day(2025, 9, 1), day(2025, 9, 30)}, What::last_month},
                                     {store::Span{day(2025, 9, 1), {}}, What::asked},
                                     {store::Span{day(2025, 10, 3), day(2025, 10, 9)}, What::asked}}) {
        open({span, {}});
        EXPECT_EQ(views.take_away.what, what);
        EXPECT_EQ(robot->sees("take-asked"), what == What::asked);
    }
}

TEST_F(TakeAwayTouch, TakesOneHuddleAsAPageOrTheTimeAroundIt) {
    open({{day(2025, 10, 14), day(2025, 10, 14)}, huddle::HuddleId{7}});
    EXPECT_FALSE(robot->sees("form-excel")) << "a page has one form";
    tap("place-stick-1");
    EXPECT_EQ(take_away.started.back().first.huddle, huddle::HuddleId{7});
    take_away.now = ended(Ending::safe);
    pass(100ms);
    tap("take-away-done");
    EXPECT_TRUE(there());
    tap("take-three-months");
    EXPECT_TRUE(robot->sees("form-excel"));
    tap("place-stick-1");
    EXPECT_FALSE(take_away.started.back().first.huddle);
    EXPECT_EQ(take_away.started.back().first.span.from, day(2025, 8, 1));
    EXPECT_EQ(take_away.started.back().first.span.to, day(2025, 10, 31));
}

TEST_F(TakeAwayTouch, OffersWhatTheTableLetsTheScreenAskFor) {
    const exports::ExportFormat of_a_huddle = ui::TakeAwayChoice{.huddle = huddle::HuddleId{7}}.format();
    for (const exports::ExportFormatDetails& details : exports::export_formats()) {
        const bool of_a_span = std::ranges::any_of(
            take_away::take_away_forms(), [&](const ui::TakeAwayForm& form) { return form.format == details.format; });
        const bool offered = details.may_ask.screen;
        EXPECT_EQ(of_a_span, offered && details.scope == exports::ExportScope::span) << details.name;
        EXPECT_EQ(details.format == of_a_huddle, offered && details.scope == exports::ExportScope::one_huddle)
            << details.name;
    }
}

TEST_F(TakeAwayTouch, OffersNotesOnlyWhereTheTeamAllowsIt) {
    take_away.notes = true;
    open({{}, {}});
    EXPECT_EQ(views.take_away.what, take_away::TakeAwayView::What::all);
    EXPECT_FALSE(views.take_away.notes) << "nobody asked for them yet";
    tap("take-notes");
    tap("place-phone");
    EXPECT_TRUE(take_away.started.back().first.notes);
}

TEST_F(TakeAwayTouch, LetsNothingElseBeTouchedWhileItWorksAndCancels) {
    open({{}, {}});
    tap("place-stick-1");
    EXPECT_EQ(robot->targets().size(), 1u);
    const int before = take_away.cancelled;
    tap("cancel-take-away");
    EXPECT_EQ(take_away.cancelled, before + 1);
    take_away.now = {.kind = Kind::finishing, .part = 1};
    pass(100ms);
    EXPECT_TRUE(robot->targets().empty()) << "the stick is being let go";
}

TEST_F(TakeAwayTouch, TakesTheCodeBackWhenItIsDone) {
    open({{}, {}});
    tap("place-phone");
    take_away.now = ended(Ending::link);
    pass(100ms);
    const int before = take_away.forgotten;
    tap("take-away-done");
    EXPECT_EQ(take_away.forgotten, before + 1);
    EXPECT_TRUE(there());
}

TEST_F(TakeAwayTouch, LooksForSticksAgainAndAgain) {
    open({{}, {}});
    const int first = take_away.looked;
    pass(2'001ms);
    pass(2'001ms);
    EXPECT_EQ(take_away.looked, first + 2);
    take_away.there.erase(take_away.there.begin());
    pass(100ms);
    EXPECT_FALSE(robot->sees("place-stick-1"));
}

TEST_F(TakeAwayTouch, ClosesWhenItIsLeftAlone) {
    open({{}, {}});
    pass(take_away::take_away_idle - 1s);
    EXPECT_TRUE(there());
    pass(2s);
    EXPECT_FALSE(there());
}

TEST_F(TakeAwayTouch, KeepsACodeForItsTimeButNotWhatIsBehindIt) {
    open({{}, {}});
    tap("place-phone");
    take_away.now = ended(Ending::link);
    pass(10min);
    EXPECT_TRUE(robot->sees("take-away-done"));
    tap("take-away-done");
    EXPECT_FALSE(there()) << "whoever comes ten minutes later did not write the passcode";
    open({{}, {}});
    tap("place-phone");
    take_away.now = ended(Ending::link);
    pass(10min);
    take_away.now = ended(Ending::link_gone);
    pass(1s);
    EXPECT_FALSE(there());
}

TEST_F(TakeAwayTouch, GoesBackToWhereItCameFrom) {
    open({{}, {}});
    views.take_away.opened_from = frame::Overlay::Kind::write_here;
    tap("leave-take-away");
    EXPECT_EQ(views.overlay.kind, frame::Overlay::Kind::write_here);
    EXPECT_FALSE(views.take_away.open);
}

TEST_F(TakeAwayTouch, BreaksOffWhenAHuddleBegins) {
    open({{}, {}});
    tap("place-stick-1");
    const int before = take_away.cancelled;
    views.overlay.close();
    pass(100ms);
    EXPECT_EQ(take_away.cancelled, before + 1);
}

}  // namespace
}  // namespace hearthside::screens
