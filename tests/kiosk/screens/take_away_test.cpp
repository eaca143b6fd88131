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

namespace hearthside {
namespace {

using namespace std::chrono_literals;
using Kind = TakeAwayState::Kind;
using Ending = TakeAwayState::Ending;
using Place = TakeAwayPlace::Kind;

class FakeTakeAway final : public TakeAwayService {
public:
    bool notes = false;
    std::vector<TakeAwayPlace> there{{Place::stick, "stick-1", "WILLOW 32GB"},
                                     {Place::folder, "folder", "/srv/exports/willow"},
                                     {Place::phone, "phone", ""}};
    TakeAwayState now;
    int looked = 0, cancelled = 0, forgotten = 0;
    std::vector<std::pair<TakeAwayChoice, TakeAwayPlace>> started;

    bool notes_allowed() const override { return notes; }
    void look() override { ++looked; }
    std::vector<TakeAwayPlace> places() const override { return there; }
    void start(const TakeAwayChoice& choice, const TakeAwayPlace& place) override {
        started.emplace_back(choice, place);
        now = {.kind = Kind::working, .place = place, .part = 0.2f};
    }
    TakeAwayState state() const override { return now; }
    void cancel() override { ++cancelled; }
    void forget() override {
        ++forgotten;
        now = {};
    }
};

Day day(int year, unsigned month, unsigned of_month) {
    return Day{std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month)};
}

TakeAwayState ended(Ending ending) {
    TakeAwayState state{.kind = Kind::done, .ending = ending, .file = "hearthside-willow-ward-2025-10.xlsx"};
    if (ending == Ending::folder) state.folder = "/srv/exports/willow";
    if (ending == Ending::link) {
        state.link = "http://192.168.20.14:8080/take/0123456789abcdef0123456789abcdef";
        state.address = "192.168.20.14:8080/take/0123456789abcdef0123456789abcdef";
    }
    return state;
}

struct Scene {
    std::string name;
    TakeAwayState state = {};
    TakeAwayView view = {};
    bool notes = false;
    std::vector<TakeAwayPlace> places = FakeTakeAway{}.there;
};

std::vector<Scene> all_scenes() {
    std::vector<Scene> scenes;
    const Span october{day(2025, 10, 1), day(2025, 10, 31)};
    const auto add = [&](Scene scene) {
        scene.view.open = true;
        if (!scene.view.ask.huddle && !scene.view.ask.span.from) scene.view.ask.span = october;
        scenes.push_back(std::move(scene));
    };
    add({.name = "a month"});
    add({.name = "a month with notes",
         .view = {.form = {ExportFormat::poster, PaperSize::a3}, .notes = true},
         .notes = true});
    Scene huddle{.name = "one huddle"};
    huddle.view.ask = {{day(2025, 10, 14), day(2025, 10, 14)}, HuddleId{7}};
    huddle.view.what = TakeAwayView::What::huddle;
    add(huddle);
    huddle.name = "a huddle's month with notes";
    huddle.view.what = TakeAwayView::What::three_months;
    huddle.notes = true;
    add(huddle);
    Scene asked{.name = "some days", .places = {}};
    asked.view.ask.span = {day(2025, 9, 3), day(2025, 10, 9)};
    asked.view.what = TakeAwayView::What::asked;
    add(asked);
    add({.name = "only a phone", .places = {{Place::phone, "phone", ""}}});
    add({.name = "many sticks",
         .places = {{Place::stick, "1", "Ward"},
                    {Place::stick, "2", ""},
                    {Place::stick, "3", "KINGSTON DataTraveler 3.0 of the ward manager"},
                    {Place::stick, "4", "Four"},
                    {Place::folder, "folder", "/srv/exports"},
                    {Place::phone, "phone", ""}}});
    add({.name = "which form", .view = {.over = TakeAwayView::Over::form}});
    add({.name = "which days", .view = {.over = TakeAwayView::Over::what}});
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
                                       {"the code has gone", Ending::link_gone}})
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
    std::vector<Target> targets;
    std::vector<CutText> cut;
};

Environment environment() {
    Environment environment;
    environment.team = "Willow Ward";
    environment.today = day(2025, 10, 14);
    return environment;
}

Drawn draw(const Scene& scene, Offscreen& offscreen, const Appearance& theme, const Environment& environment) {
    FakeTakeAway take_away;
    take_away.notes = scene.notes;
    take_away.there = scene.places;
    take_away.now = scene.state;
    FakeServices services;
    services.take_away_service = &take_away;
    Views views;
    const Instant now{500'000h};
    views.take_away = scene.view;
    views.take_away.next_look = views.take_away.last_touched = now;
    views.overlay.open(Overlay::Kind::take_away);
    Drawn drawn;
    offscreen.render([&](Pictures& pictures) {
        Ui ui(theme, pictures, services, environment, now);
        ui.notes_cuts = true;
        begin_screen(ui);
        draw_screen(ui, {}, views);
        end_screen(ui);
        drawn = {std::move(ui.targets), std::move(ui.cut)};
    });
    return drawn;
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() - 0.5f && b.x < a.right() - 0.5f && a.y < b.bottom() - 0.5f && b.y < a.bottom() - 0.5f;
}

void expect_good(const Drawn& drawn, const Appearance& theme, const std::string& scene) {
    EXPECT_EQ(drawn.targets.empty(), scene.ends_with("finishing")) << scene;
    for (const Target& it : drawn.targets) {
        const std::string where = scene + ": " + it.name;
        EXPECT_GE(it.rect.x, 0) << where;
        EXPECT_GE(it.rect.y, 0) << where;
        EXPECT_LE(it.rect.right(), static_cast<float>(theme.width) + 0.5f) << where;
        EXPECT_LE(it.rect.bottom(), static_cast<float>(theme.glass_height) + 0.5f) << where;
        EXPECT_GE(it.rect.w, theme.mm(15) - 1) << where;
        EXPECT_GE(it.rect.h, theme.mm(15) - 1) << where;
        for (const Target& other : drawn.targets)
            EXPECT_FALSE(&other > &it && overlap(it.rect, other.rect)) << where << " and " << other.name;
    }
    for (const CutText& it : drawn.cut) {
        // A stick's name is as long as its maker likes.
        if (it.text.find("KINGSTON") != std::string::npos) continue;
        ADD_FAILURE() << scene << ": \"" << it.text << "\" has no room (" << it.rect.w << "x" << it.rect.h << ")";
    }
}

struct Case {
    Panel panel;
    double text_size;
    std::vector<std::string> languages;
    Reach reach = Reach::whole_screen;
    friend std::ostream& operator<<(std::ostream& out, const Case& it) {
        return out << it.panel << " at " << it.text_size;
    }
};
class EverySize : public testing::TestWithParam<Case> {};

TEST_P(EverySize, HasLargeTargetsApartOnTheScreenAndWholeTexts) {
    const auto& [panel, text_size, ids, reach] = GetParam();
    Offscreen offscreen(panel.width, panel.height);
    const Appearance theme = make_theme(panel.width, panel.height, "day", text_size, panel.inches, reach);
    const Languages languages(locale_folder());
    Environment environment = hearthside::environment();
    environment.catalogues = &languages;
    environment.languages = known_languages();
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
                                         Case{{1280, 800, 13}, 1.3, {"en"}, Reach::lower_third}));

TEST(LargestPanel, HasItAllToo) {
    Offscreen offscreen(3840, 2160);
    const Appearance theme = make_theme(3840, 2160, "night", 1.0, 27);
    for (const Scene& scene : all_scenes()) {
        if (scene.name == "one huddle" || scene.name == "a code")
            expect_good(draw(scene, offscreen, theme, environment()), theme, scene.name);
    }
}

// ---- By touch
class TakeAwayTouch : public testing::Test {
protected:
    void open(const TakeAwayAsk& ask) {
        services.take_away_service = &take_away;
        views.overlay.open(Overlay::Kind::none);
        open_take_away(views.take_away, ask, views.overlay);
        robot.emplace(theme, services, environment, now, [this](Ui& ui) {
            begin_screen(ui);
            draw_screen(ui, board, views);
            end_screen(ui);
        });
        pass(0ms);
    }
    void pass(Milliseconds time) {
        now += time;
        robot->now = now;
        robot->settle();
    }
    void tap(std::string_view name) {
        robot->tap(name);
        pass(100ms);
    }
    bool there() const { return views.overlay.kind == Overlay::Kind::take_away; }

    const Appearance theme = make_theme(1920, 1080, "day", 1.0, 24);
    FakeTakeAway take_away;
    FakeServices services;
    Environment environment = hearthside::environment();
    Board board;
    Views views;
    Instant now{500'000h};
    std::optional<Robot> robot;
};

TEST_F(TakeAwayTouch, BeginsWithWhatTheRecordShowsAndSendsWhatWasChosen) {
    open({{day(2025, 10, 1), day(2025, 10, 31)}, {}});
    EXPECT_EQ(views.take_away.what, TakeAwayView::What::this_month);
    EXPECT_FALSE(robot->sees("take-huddle"));
    EXPECT_FALSE(robot->sees("take-notes")) << "the team does not let notes leave";
    tap("take-last-month");
    tap("form-pdf");
    tap("place-folder");
    ASSERT_EQ(take_away.started.size(), 1u);
    const auto& [choice, place] = take_away.started.front();
    EXPECT_EQ(choice.span.from, day(2025, 9, 1));
    EXPECT_EQ(choice.span.to, day(2025, 9, 30));
    EXPECT_EQ(choice.form, TakeAwayForm{ExportFormat::pdf});
    EXPECT_FALSE(choice.notes);
    EXPECT_FALSE(choice.huddle);
    EXPECT_EQ(choice.language, "en");
    EXPECT_EQ(place.kind, Place::folder);
}

TEST_F(TakeAwayTouch, KnowsTheRecordsOwnMonthsFromOthers) {
    using What = TakeAwayView::What;
    for (const auto& [span, what] : {std::pair{Span{day(2025, 10, 1), {}}, What::this_month},
                                     {Span{day(2025, 8, 1), {}}, What::three_months},
                                     {Span{day(2025, 9, 1), day(2025, 9, 30)}, What::last_month},
                                     {Span{day(2025, 9, 1), {}}, What::asked},
                                     {Span{day(2025, 10, 3), day(2025, 10, 9)}, What::asked}}) {
        open({span, {}});
        EXPECT_EQ(views.take_away.what, what);
        EXPECT_EQ(robot->sees("take-asked"), what == What::asked);
    }
}

TEST_F(TakeAwayTouch, TakesOneHuddleAsAPageOrTheTimeAroundIt) {
    open({{day(2025, 10, 14), day(2025, 10, 14)}, HuddleId{7}});
    EXPECT_FALSE(robot->sees("form-excel")) << "a page has one form";
    tap("place-stick-1");
    EXPECT_EQ(take_away.started.back().first.huddle, HuddleId{7});
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
    const ExportFormat of_a_huddle = TakeAwayChoice{.huddle = HuddleId{7}}.format();
    for (const ExportFormatDetails& details : export_formats()) {
        const bool of_a_span = std::ranges::any_of(
            take_away_forms(), [&](const TakeAwayForm& form) { return form.format == details.format; });
        const bool offered = details.may_ask.screen;
        EXPECT_EQ(of_a_span, offered && details.scope == ExportScope::span) << details.name;
        EXPECT_EQ(details.format == of_a_huddle, offered && details.scope == ExportScope::one_huddle) << details.name;
    }
}

TEST_F(TakeAwayTouch, OffersNotesOnlyWhereTheTeamAllowsIt) {
    take_away.notes = true;
    open({{}, {}});
    EXPECT_EQ(views.take_away.what, TakeAwayView::What::all);
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
    pass(take_away_idle - 1s);
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
    views.take_away.opened_from = Overlay::Kind::write_here;
    tap("leave-take-away");
    EXPECT_EQ(views.overlay.kind, Overlay::Kind::write_here);
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
}  // namespace hearthside
