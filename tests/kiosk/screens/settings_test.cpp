// SPDX-License-Identifier: Apache-2.0
// Settings and the first start by touch, down to the file that they write: real screens, the real settings service, and
// a robot that touches what they offer.
#include <gtest/gtest.h>

#include <thread>

#include "core/store/recovery_note.h"
#include "core/store/store.h"
#include "kiosk/screens/route.h"
#include "kiosk/services/settings_keeper.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;

class SettingsServices final : public support::FakeServices {
public:
    explicit SettingsServices(services::SettingsKeeper& keeper) : keeper_(keeper) { settings_service = &keeper; }
    ui::Outcome outcome(ui::Ticket ticket) override { return keeper_.outcome(ticket); }

private:
    services::SettingsKeeper& keeper_;
};

class SettingsHouseTest : public testing::TestWithParam<std::pair<int, int>> {
protected:
    void open(const std::string& text, frame::Overlay::Kind kind = frame::Overlay::Kind::settings) {
        if (!text.empty()) std::ofstream(file) << text;
        keeper.emplace(services::SettingsKeeper::Dependencies{.data = folder.path(),
                                                              .version = "0.1.0",
                                                              .reading = configuration::read_configuration(file),
                                                              .test_phones = [] { return huddle::Result<void>(); },
                                                              .phones =
                                                                  [this](ui::KioskStatus& status) {
                                                                      if (phones) phones(status);
                                                                  },
                                                              .wake = [] {}});
        services.emplace(*keeper);
        const auto [width, height] = GetParam();
        theme = ui::make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
        environment.team = keeper->saved().team;
        environment.known_layouts = {{"learning-huddle", "Learning huddle"}, {"shift-start", "Shift start"}};
        environment.url = "http://192.168.20.14:8080/n/0123456789abcdef0123456789abcdef";
        environment.address = "192.168.20.14:8080";
        views.overlay.open(kind);
        robot.emplace(theme, *services, environment, now, [this](ui::Ui& ui) {
            ui::begin_screen(ui);
            draw_screen(ui, board, views);
            ui::end_screen(ui);
        });
    }
    void pass(huddle::Milliseconds time) {
        now += time;
        robot->now = now;
        robot->settle();
    }
    void tap(std::string_view name) {
        turn_to(name);
        if (robot->rest() > 0ms) pass(robot->rest());
        robot->tap(name);
        pass(100ms);
    }
    // Rows continue on further pages of a small screen.
    void turn_to(std::string_view name) {
        for (int pages = 0; pages < 12 && !robot->sees(name) && robot->sees("page-on"); ++pages) {
            robot->tap("page-on");
            pass(100ms);
        }
    }
    void write(std::string_view text) {
        robot->type(text);
        pass(100ms);
    }
    // Waits until the settings service has done everything.
    void wait() {
        for (int tries = 0; tries < 600; ++tries) {
            keeper->collect();
            pass(100ms);
            const settings::SettingsView& view = views.settings;
            if (view.saving == 0 && view.passcode.checking == 0 && view.removing == 0 && view.testing == 0) return;
            std::this_thread::sleep_for(5ms);
        }
        FAIL() << "the keeper does not answer";
    }
    std::string written() {
        wait();
        return support::bytes_of(file);
    }
    bool there(frame::Overlay::Kind kind) const { return views.overlay.kind == kind; }

    support::TemporaryFolder folder;
    const std::filesystem::path file = folder / "hearthside.toml";
    huddle::Instant now{std::chrono::hours{500'000}};
    huddle::Board board;
    ui::Environment environment;
    Views views;
    ui::Appearance theme;
    std::function<void(ui::KioskStatus&)> phones;
    std::optional<services::SettingsKeeper> keeper;
    std::optional<SettingsServices> services;
    std::optional<support::Robot> robot;
};

TEST_P(SettingsHouseTest, WritesTheTeamsNameAndKeepsTheRemarks) {
    open("# our ward\n[team]\nname = \"Willow\" # short\n");
    tap("section-team");
    tap("change-team");
    robot->key(SDLK_END);
    write(" Ward");
    tap("keep-text");
    EXPECT_EQ(written(), "# our ward\n[team]\nname = \"Willow Ward\" # short\n");
    tap("settings-back");
    tap("settings-back");
    EXPECT_TRUE(there(frame::Overlay::Kind::none));
}

TEST_P(SettingsHouseTest, LeavesATextAsItWas) {
    open("[team]\nname = \"Willow\"\n");
    tap("section-team");
    tap("change-team");
    write(" Ward");
    tap("settings-back");
    EXPECT_EQ(written(), "[team]\nname = \"Willow\"\n");
    EXPECT_EQ(views.settings.over, settings::SettingsView::Over::nothing);
}

TEST_P(SettingsHouseTest, PlansAHuddle) {
    open("[team]\nname = \"W\"\n\n[huddle]\nlayout = \"learning-huddle\"\n");
    tap("section-huddles");
    tap("add-time");
    tap("day-saturday");
    tap("day-sunday");
    tap("hour-less");
    tap("minute-more");
    tap("kind-shift-start");
    EXPECT_EQ(support::bytes_of(file).find("schedule"), std::string::npos) << "only a time that is whole is saved";
    tap("settings-back");
    EXPECT_EQ(written(),
              "[team]\nname = \"W\"\n\n[huddle]\nlayout = \"learning-huddle\"\n\n[[schedule]]\n"
              "days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]\ntime = \"06:35\"\n"
              "layout = \"shift-start\"\n");
    tap("rule-0");
    tap("remove-time");
    EXPECT_EQ(written(), "[team]\nname = \"W\"\n\n[huddle]\nlayout = \"learning-huddle\"\n");
}

TEST_P(SettingsHouseTest, SetsTheScreen) {
    open("[team]\nname = \"W\"\n");
    tap("section-screen");
    for (const std::string_view name :
         {"theme-night", "night-on", "night-from-less", "text-large", "language-pl", "reach-on", "left-handed-on",
          "reduced-motion-on", "read-aloud-on", "rest-more", "wipe-more"}) {
        views.settings.page = 0;
        pass(100ms);
        tap(name);
    }
    wait();
    const configuration::Configuration read = configuration::read_configuration(file).configuration;
    EXPECT_EQ(read.theme, "night");
    EXPECT_EQ(read.night, (configuration::Hours{20 * 60 + 30, 7 * 60}));
    EXPECT_EQ(read.text_size, 1.15);
    EXPECT_EQ(read.languages, (std::vector<std::string>{"en", "cy", "ur"}));
    EXPECT_TRUE(read.reach && read.left_handed && read.reduced_motion && read.read_aloud);
    EXPECT_EQ(read.idle_minutes, 15);
    EXPECT_EQ(read.wipe_down_minutes, 4);
}

TEST_P(SettingsHouseTest, SetsHowLongThingsAreKeptAndSaysWhatGoes) {
    ASSERT_TRUE(store::Store::open(folder.path()));
    open("[team]\nname = \"W\"\n");
    tap("section-keeping");
    for (int tries = 0; tries < 200 && !keeper->kept(); ++tries) {
        std::this_thread::sleep_for(5ms);
        keeper->collect();
    }
    ASSERT_TRUE(keeper->kept());
    EXPECT_TRUE(keeper->kept()->notes.empty());
    tap("keep-notes-more");
    tap("keep-learning-less");
    tap("hold-on");
    EXPECT_EQ(written(),
              "[team]\nname = \"W\"\n\n[review]\nkeep_notes_days = 120\nkeep_learning_days = 365\nhold = true\n");
}

TEST_P(SettingsHouseTest, HearsOfWhatLeftAndOfARecordThatWasRestored) {
    const huddle::Instant wall = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    ASSERT_TRUE(exports::announce_export(folder.path(), {}, wall));
    store::keep_recovery_note(folder.path(), "The record was damaged and has been restored.", wall);
    open("[team]\nname = \"W\"\n");
    keeper->look_for_news();
    for (int tries = 0; tries < 200 && !keeper->news(); ++tries) {
        std::this_thread::sleep_for(5ms);
        keeper->collect();
    }
    ASSERT_TRUE(keeper->news());
    EXPECT_EQ(keeper->news()->exported, std::vector<exports::ExportedDays>(1));
    EXPECT_EQ(keeper->news()->notice, "The record was damaged and has been restored.");
}

// People saw this: they could not tell to which of the kiosk's networks the code belonged, nor choose another.
TEST_P(SettingsHouseTest, ListsTheWaysForPhonesAndKeepsTheChosenNetwork) {
    phones = [](ui::KioskStatus& status) {
        status.addresses = {{"eth0", "10.1.2.3", "Phones on this network can use it.", true, true},
                            {"wlan0", "192.168.1.20", "Phones on this network can use it.", true, false},
                            {"docker0", "172.17.0.1", "It works on this computer only.", false, false}};
        status.checking = 40;
    };
    open("[team]\nname = \"Ward\"\n");
    tap("section-status");
    for (int tries = 0; tries < 600 && keeper->status().addresses.empty(); ++tries) {
        keeper->collect();
        pass(100ms);
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(keeper->status().checking, 40);
    turn_to("address-wlan0");
    EXPECT_FALSE(robot->sees("address-docker0")) << "it leads nowhere";
    tap("address-wlan0");
    EXPECT_NE(written().find("interface = \"wlan0\""), std::string::npos);
    EXPECT_EQ(configuration::read_configuration(file).configuration.interface, "wlan0");
    turn_to("address-automatic");
    tap("address-automatic");
    EXPECT_EQ(written().find("wlan0"), std::string::npos);
    EXPECT_EQ(keeper->saved().interface, "");
}

TEST_P(SettingsHouseTest, MeasuresTheScreenWithABankCard) {
    open("[team]\nname = \"W\"\n[screen]\ndiagonal_inches = 24\n");
    tap("section-screen");
    tap("match-card");
    tap("card-much-larger");
    tap("card-matches");
    wait();
    const double inches = configuration::read_configuration(file).configuration.diagonal_inches;
    EXPECT_LT(inches, 24) << "a card that is larger in pixels means a smaller panel";
    EXPECT_GT(inches, 20);
}

TEST_P(SettingsHouseTest, FindsATimeZone) {
    open("[team]\nname = \"W\"\n");
    tap("section-team");
    tap("change-zone");
    tap("region-Asia");
    tap("zone-Asia/Aden");
    wait();
    EXPECT_EQ(configuration::read_configuration(file).configuration.time_zone, "Asia/Aden");
    tap("change-zone");
    tap("search-zone");
    write("kathm");
    robot->key(SDLK_RETURN);
    pass(100ms);
    tap("zone-Asia/Kathmandu");
    wait();
    EXPECT_EQ(configuration::read_configuration(file).configuration.time_zone, "Asia/Kathmandu");
}

TEST_P(SettingsHouseTest, SavesTheWifiWhenItIsWhole) {
    open("[team]\nname = \"W\"\n");
    tap("section-phones");
    tap("change-wifi-name");
    write("Ward 7");
    tap("keep-text");
    EXPECT_EQ(written(), "[team]\nname = \"W\"\n") << "it has no password yet";
    EXPECT_FALSE(settings::says_saved(views.settings, now)) << "it was not";
    tap("change-wifi-password");
    write("short");
    EXPECT_FALSE(robot->sees("keep-text"));
    EXPECT_FALSE(robot->sees("key-done")) << "the key of the same word may no more than the button";
    write(" no more");
    EXPECT_TRUE(robot->sees("keep-text"));
    tap("key-done");
    EXPECT_EQ(views.settings.over, settings::SettingsView::Over::nothing);
    EXPECT_EQ(written(), "[team]\nname = \"W\"\n\n[wifi]\nname = \"Ward 7\"\npassword = \"short no more\"\n");
}

TEST_P(SettingsHouseTest, SaysSavedForThreeSecondsAndNeverBesideWhatIsNot) {
    open("[team]\nname = \"Willow\"\n");
    tap("section-team");
    tap("change-team");
    write(" Ward");
    tap("keep-text");
    wait();
    EXPECT_TRUE(settings::says_saved(views.settings, now));
    tap("change-team");
    EXPECT_FALSE(settings::says_saved(views.settings, now)) << "something else is being written";
    tap("settings-back");
    EXPECT_FALSE(settings::says_saved(views.settings, now)) << "and was left as it was";
    tap("change-team");
    write("!");
    tap("keep-text");
    wait();
    EXPECT_TRUE(settings::says_saved(views.settings, now));
    pass(settings::saved_for);
    EXPECT_FALSE(settings::says_saved(views.settings, now));
}

TEST_P(SettingsHouseTest, APasscodeIsWrittenOnANumberPadWithTheLettersBehindIt) {
    open("[team]\nname = \"W\"\n");
    tap("section-passcode");
    tap("change-passcode");
    for (const char figure : std::string("4711081")) tap(std::string("key-") + figure);
    EXPECT_FALSE(robot->sees("passcode-on")) << "one more";
    tap("key-5");
    tap("passcode-on");
    EXPECT_TRUE(views.settings.repeating);
    tap("key-letters");
    EXPECT_TRUE(robot->sees("key-q"));
    EXPECT_FALSE(robot->sees("key-done"));
}

TEST_P(SettingsHouseTest, AHalfWrittenWifiIsSkippedAndNotKept) {
    open("[team]\nname = \"W\"\n", frame::Overlay::Kind::first_start);
    views.settings.step = 5;
    robot->settle();
    tap("change-wifi-name");
    write("Ward 7");
    tap("keep-text");
    tap("step-on");
    EXPECT_EQ(views.settings.wifi.name, "");
    EXPECT_EQ(written(), "[team]\nname = \"W\"\n");
}

TEST_P(SettingsHouseTest, AsksForThePasscodeOnceOneIsSet) {
    open("[team]\nname = \"W\"\n");
    tap("section-passcode");
    tap("change-passcode");
    write("short");
    EXPECT_FALSE(robot->sees("passcode-on"));
    write(" no more");
    tap("passcode-on");
    write("short no more");
    tap("passcode-on");
    wait();
    EXPECT_TRUE(keeper->has_passcode());
    EXPECT_TRUE(std::filesystem::exists(folder / "passcode"));
    views.overlay.close();
    pass(1s);
    EXPECT_FALSE(views.settings.open);

    views.overlay.open(frame::Overlay::Kind::settings);
    pass(100ms);
    EXPECT_FALSE(robot->sees("section-team"));
    write("something else");
    tap("passcode-on");
    wait();
    EXPECT_FALSE(robot->sees("section-team"));
    EXPECT_EQ(views.settings.passcode.answer, "That is not the passcode. Please try again.");
    EXPECT_TRUE(views.settings.passcode.secret.empty());
    write("short no more");
    tap("passcode-on");
    wait();
    EXPECT_TRUE(robot->sees("section-team"));
    EXPECT_EQ(support::files_with(folder.path(), "no more"), "");

    tap("section-passcode");
    tap("remove-passcode");
    wait();
    EXPECT_FALSE(keeper->has_passcode());
    EXPECT_FALSE(std::filesystem::exists(folder / "passcode"));
    tap("change-passcode");
    pass(1s);
    EXPECT_EQ(views.settings.over, settings::SettingsView::Over::new_passcode);
}

TEST_P(SettingsHouseTest, SaysWhenAChangeWasNotSavedAndKeepsIt) {
    open("[team]\nname = \"W\"\n");
    tap("section-sound");
    std::ofstream(file, std::ios::app) << "# by somebody else\n";
    tap("sound-on");
    wait();
    EXPECT_FALSE(views.settings.refused.empty());
    EXPECT_TRUE(views.settings.wanted.sound);
    EXPECT_EQ(support::bytes_of(file), "[team]\nname = \"W\"\n# by somebody else\n");
    std::ofstream(file, std::ios::trunc) << "[team]\nname = \"W\"\n";
    tap("save-again");
    EXPECT_EQ(written(), "[team]\nname = \"W\"\n\n[sound]\non = true\n");
    EXPECT_TRUE(views.settings.refused.empty());
}

TEST_P(SettingsHouseTest, ClosesByItselfWhenNobodyTouchesIt) {
    open("[team]\nname = \"W\"\n");
    tap("section-team");
    pass(settings::settings_idle - 1s);
    EXPECT_TRUE(there(frame::Overlay::Kind::settings));
    pass(1s);
    EXPECT_TRUE(there(frame::Overlay::Kind::none));
    EXPECT_FALSE(views.settings.open);
}

TEST_P(SettingsHouseTest, FirstStartLeadsThroughAndWritesTheFile) {
    open("", frame::Overlay::Kind::first_start);
    EXPECT_FALSE(keeper->set_up());
    tap("first-cy");
    tap("step-on");
    tap("change-team");
    robot->key(SDLK_END);
    for (int letter = 0; letter < 8; ++letter) robot->key(SDLK_BACKSPACE);
    write("Rowan");
    tap("keep-text");
    tap("step-on");
    tap("change-zone");
    tap("region-Europe");
    tap("zone-Europe/London");
    tap("step-on");
    tap("add-time");
    tap("settings-back");
    tap("step-on");
    tap("card-matches");
    tap("step-on");
    tap("step-on");
    EXPECT_EQ(views.settings.step, settings::first_start_steps - 1);
    tap("test-phones");
    wait();
    EXPECT_TRUE(views.settings.reached);
    tap("step-on");
    EXPECT_TRUE(there(frame::Overlay::Kind::none));
    keeper.reset();
    const configuration::ParsedConfiguration read = configuration::read_configuration(file);
    EXPECT_TRUE(read.faults.empty());
    EXPECT_EQ(read.configuration.team, "Rowan");
    EXPECT_EQ(read.configuration.time_zone, "Europe/London");
    EXPECT_EQ(read.configuration.schedule, (calendar::Schedule{{.minute = 450}}));
    EXPECT_EQ(read.configuration.languages.front(), "cy");
}

TEST_P(SettingsHouseTest, FirstStartThatIsOnlyLookedThroughIsOverToo) {
    open("", frame::Overlay::Kind::first_start);
    for (int step = 0; step < settings::first_start_steps; ++step) tap("step-on");
    EXPECT_TRUE(there(frame::Overlay::Kind::none));
    keeper.reset();
    EXPECT_EQ(support::bytes_of(file), "[team]\nname = \"Our team\"\n");
}

TEST_P(SettingsHouseTest, FirstStartCanBeLeftAtAnyStep) {
    for (int step = 0; step < settings::first_start_steps; ++step) {
        open("", frame::Overlay::Kind::first_start);
        for (int gone = 0; gone < step; ++gone) tap("step-on");
        tap("settings-back");
        EXPECT_TRUE(there(frame::Overlay::Kind::none)) << step;
        EXPECT_FALSE(std::filesystem::exists(file)) << "nothing was set, so the next start asks again";
    }
}

INSTANTIATE_TEST_SUITE_P(Screens, SettingsHouseTest,
                         testing::Values(std::pair{1920, 1080}, std::pair{1080, 1920}, std::pair{1024, 600}));

}  // namespace
}  // namespace hearthside::screens
