// SPDX-License-Identifier: Apache-2.0
// hearthside.toml: every key, its limits, and the message for a wrong one.
#include "kiosk/configuration/configuration_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace hearthside::configuration {
namespace {

class ConfigurationFile : public testing::Test {
protected:
    ParsedConfiguration read(const std::string& text) {
        std::ofstream(path_, std::ios::binary) << text;
        return read_configuration(path_);
    }
    // The faults of a text without the file's name.
    std::string faults_of(const std::string& text) {
        std::string all;
        for (const files::FileFault& fault : read(text).faults) {
            EXPECT_EQ(fault.file, path_.string());
            all += std::to_string(fault.line) + ": " + fault.sentence + "\n";
        }
        return all;
    }
    support::TemporaryFolder folder_;
    const std::filesystem::path path_ = folder_ / "hearthside.toml";
};

TEST_F(ConfigurationFile, MayBeAbsentOrEmpty) {
    EXPECT_TRUE(read_configuration(path_).faults.empty());
    const auto reading = read("");
    EXPECT_TRUE(reading.faults.empty());
    EXPECT_EQ(reading.configuration.port, 8080);
    EXPECT_EQ(reading.configuration.layout, "learning-huddle");
    EXPECT_EQ(reading.configuration.notes_per_10min, 60);
    EXPECT_EQ(reading.configuration.support, "");
    EXPECT_EQ(reading.configuration.idle_minutes, 10);
    EXPECT_EQ(reading.configuration.night, std::nullopt);
    EXPECT_EQ(reading.configuration.wipe_down_minutes, 2);
    EXPECT_TRUE(reading.configuration.schedule.empty());
    EXPECT_FALSE(reading.configuration.sound);
    EXPECT_EQ(reading.configuration.quiet, (Hours{21 * 60, 7 * 60}));
    EXPECT_EQ(reading.configuration.wifi, WifiNetwork{});
}

TEST_F(ConfigurationFile, HoldsEveryKey) {
    const auto reading = read(R"([team]
name = "Willow ward"
roles = ["Nurse in charge", "Porter"]
time_zone = "Europe/London"
support = """
Talk to somebody you trust.
Staff line: extension 4400
"""

[huddle]
layout = "shift-start"
layouts_off = ["weekly-deep-learning"]

[[schedule]]
time = "19:30"
layout = "small-or-night-team"

[[schedule]]
days = ["monday", "friday"]
time = "07:30"

[[schedule]]
time = "07:30"
days = ["friday", "monday"]

[phone]
bind = "127.0.0.1"
interface = "wlan0"
port = 0
notes_per_10min = 120

[screen]
theme = "night"
text_size = 1.15
diagonal_inches = 15.6
keyboards = ["polish", "english"]
idle_minutes = 0
night = "21:00-07:00"
wipe_down_minutes = 4
reach = true
left_handed = true
reduced_motion = true
read_aloud = true

[sound]
on = true
quiet = "20:00-08:00"

[review]
port = 9091
export_notes = true
keep_notes_days = 60
keep_learning_days = 365
hold = true

[backup]
to = "/media/backup/ward 7"

[wifi]
name = "Ward 7"
password = "warm hands"
security = "WPA"
hidden = true
)");
    for (const files::FileFault& fault : reading.faults) ADD_FAILURE() << files::to_text(fault);
    const Configuration& configuration = reading.configuration;
    EXPECT_EQ(configuration.team, "Willow ward");
    EXPECT_EQ(configuration.roles, (std::vector<std::string>{"Nurse in charge", "Porter"}));
    EXPECT_EQ(configuration.time_zone, "Europe/London");
    EXPECT_EQ(configuration.layout, "shift-start");
    EXPECT_EQ(configuration.layouts_off, std::vector<std::string>{"weekly-deep-learning"});
    EXPECT_EQ(configuration.schedule,
              (calendar::Schedule{{.days = {true, false, false, false, true, false, false}, .minute = 450},
                                  {.minute = 1170, .layout = "small-or-night-team"}}));
    EXPECT_TRUE(configuration.reach && configuration.left_handed && configuration.reduced_motion &&
                configuration.read_aloud && configuration.sound);
    EXPECT_EQ(configuration.quiet, (Hours{20 * 60, 8 * 60}));
    EXPECT_TRUE(configuration.export_notes);
    EXPECT_FALSE(Configuration{}.export_notes);
    EXPECT_EQ(configuration.retention, (huddle::Retention{.notes_days = 60, .learning_days = 365, .hold = true}));
    EXPECT_EQ(Configuration{}.retention, (huddle::Retention{.notes_days = 90, .learning_days = 730, .hold = false}));
    EXPECT_EQ(configuration.backup_to, "/media/backup/ward 7");
    EXPECT_EQ(configuration.wifi, (WifiNetwork{"Ward 7", "warm hands", false, true}));
    EXPECT_EQ(configuration.bind, "127.0.0.1");
    EXPECT_EQ(configuration.interface, "wlan0");
    EXPECT_EQ(configuration.port, 0);
    EXPECT_EQ(configuration.notes_per_10min, 120);
    EXPECT_EQ(configuration.theme, "night");
    EXPECT_EQ(configuration.text_size, 1.15);
    EXPECT_EQ(configuration.diagonal_inches, 15.6);
    EXPECT_EQ(configuration.support, "Talk to somebody you trust.\nStaff line: extension 4400");
    EXPECT_EQ(configuration.idle_minutes, 0);
    EXPECT_EQ(configuration.night, (Hours{21 * 60, 7 * 60}));
    EXPECT_EQ(configuration.wipe_down_minutes, 4);
    EXPECT_EQ(configuration.keyboards, (std::vector<std::string>{"polish", "english"}));
}

TEST_F(ConfigurationFile, NamesUnknownKeysAndSuggestsTheNearest) {
    EXPECT_EQ(faults_of("[phone]\nprot = 80\n"), "2: \"prot\" is not a key of [phone]; did you mean \"port\"?\n");
    EXPECT_EQ(faults_of("[phones]\nport = 80\n"),
              "1: \"phones\" is not a key of the configuration; did you mean \"phone\"?\n");
    EXPECT_EQ(faults_of("[screen]\nwallpaper = \"x\"\n"),
              "2: \"wallpaper\" is not a key of [screen]; expected are theme, text_size, "
              "diagonal_inches, idle_minutes, night, wipe_down_minutes, reach, left_handed, reduced_motion, "
              "read_aloud, keyboards and languages.\n");
    EXPECT_EQ(faults_of("port = 80\n"), "1: \"port\" belongs under [phone]; it is expected below that line.\n");
}

TEST_F(ConfigurationFile, ChecksEveryValue) {
    EXPECT_EQ(faults_of("[phone]\nport = 70000\n"),
              "2: \"port\" is 70000; a whole number from 0 to 65535 is expected.\n");
    EXPECT_EQ(faults_of("[phone]\nport = \"8080\"\n"),
              "2: \"port\" is \"8080\"; a whole number from 0 to 65535 is expected.\n");
    EXPECT_EQ(faults_of("[phone]\ntls_key = \"key.pem\"\n"),
              "2: \"tls_certificate\" is missing; a certificate and its key are expected, or neither.\n");
    EXPECT_EQ(faults_of("[phone]\ntls_certificate = \"a.pem\"\ntls_key = \"b.pem\"\npublic_url = \"https://a.b\"\n"),
              "");
    EXPECT_EQ(faults_of("[phone]\nnotes_per_10min = 0\n"),
              "2: \"notes_per_10min\" is 0; a whole number of notes from 1 to 100000 is expected.\n");
    EXPECT_EQ(faults_of("[phone]\nbind = \"ward-3\"\n"),
              "2: \"bind\" is \"ward-3\"; the address of one of this machine's networks, such as "
              "\"192.168.1.20\", is expected.\n");
    EXPECT_EQ(faults_of("[team]\ntime_zone = \"Europe/Londres\"\n"),
              "2: \"time_zone\" is \"Europe/Londres\"; a place of the time zone list of this machine, such as "
              "\"Europe/London\", is expected.\n");
    EXPECT_EQ(faults_of("[team]\nroles = []\n"),
              "2: \"roles\" holds 0; a list of 1 to 12 texts in quotes is expected.\n");
    EXPECT_EQ(faults_of("[team]\nroles = [\"A\",\n\"A\"]\n"), "3: the role \"A\" is listed twice; once is expected.\n");
    for (const std::string time : {"7:30", "24:00", "07:60", "0730", "07:3o", "-7:30"}) {
        EXPECT_EQ(faults_of("[[schedule]]\ntime = \"" + time + "\"\n"),
                  "2: \"time\" is \"" + time + "\"; a time from \"00:00\" to \"23:59\" is expected.\n");
    }
    EXPECT_EQ(faults_of("[[schedule]]\n"),
              "1: \"time\" is missing from [[schedule]]; a text of 1 to 20 characters on one line, in quotes, is "
              "expected.\n");
    EXPECT_EQ(faults_of("[[schedule]]\ntime = \"07:30\"\ndays = [\"monday\",\n\"Tuesday\"]\n"),
              "4: \"days\" holds \"Tuesday\"; monday, tuesday, wednesday, thursday, friday, saturday or sunday is "
              "expected.\n");
    EXPECT_EQ(faults_of("[[schedule]]\ntime = \"07:30\"\nday = []\n"),
              "3: \"day\" is not a key of [[schedule]]; did you mean \"days\"?\n");
    EXPECT_EQ(faults_of("schedule = \"07:30\"\n"),
              "1: \"schedule\" is \"07:30\"; at least one [[schedule]] is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nreach = \"yes\"\n"), "2: \"reach\" is \"yes\"; true or false is expected.\n");
    EXPECT_EQ(faults_of("[sound]\nquiet = \"night\"\n"),
              "2: \"quiet\" is \"night\"; two different times of day, such as \"21:00-07:00\", or nothing is "
              "expected.\n");
    EXPECT_EQ(faults_of("[wifi]\nname = \"W\"\nsecurity = \"WEP\"\npassword = \"12345678\"\n"),
              "3: \"security\" is \"WEP\"; \"WPA\" or \"open\" is expected.\n");
    for (const std::string password : {"short", "ąąąąąąąą"}) {
        const std::string faults = faults_of("[wifi]\nname = \"W\"\npassword = \"" + password + "\"\n");
        EXPECT_EQ(faults,
                  "3: \"password\" does not fit; 8 to 63 plain letters, digits and signs in quotes, or "
                  "security = \"open\", are expected.\n");
        EXPECT_EQ(faults.find(password), std::string::npos);
    }
    EXPECT_EQ(faults_of("[wifi]\nname = \"W\"\nsecurity = \"open\"\n"), "");
    EXPECT_EQ(faults_of("[wifi]\nname = \"ąąąąąąąąąąąąąąąąą\"\nsecurity = \"open\"\n"),
              "2: \"name\" is too long; at most 32 bytes of UTF-8 are expected.\n");
    EXPECT_EQ(faults_of("[screen]\ntheme = \"dark\"\n"),
              "2: \"theme\" is \"dark\"; \"day\" or \"night\" is expected.\n");
    EXPECT_EQ(faults_of("[screen]\ntext_size = 1.2\n"), "2: \"text_size\" is 1.2; 1.0, 1.15 or 1.3 is expected.\n");
    EXPECT_EQ(faults_of("[screen]\ntext_size = nan\n"),
              "2: \"text_size\" is nan; a number from 1 to 1.3 is expected.\n");
    EXPECT_EQ(faults_of("[screen]\ndiagonal_inches = 500\n"),
              "2: \"diagonal_inches\" is 500; a number of inches from 5 to 120 is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nkeyboards = [\"english\",\n\"klingon\"]\n"),
              "3: \"keyboards\" holds \"klingon\"; english, welsh, polish, urdu, arabic, hindi, tamil, "
              "romanian or portuguese is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nkeyboards = [\"urdu\", \"urdu\"]\n"),
              "2: the keyboard \"urdu\" is listed twice; once is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nkeyboards = []\n"),
              "2: \"keyboards\" holds 0; a list of 1 to 9 texts in quotes is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nidle_minutes = -1\n"),
              "2: \"idle_minutes\" is -1; a whole number of minutes from 0 to 600 is expected.\n");
    for (const std::string hours : {"21:00", "21:00-24:00", "21:00 07:00", "7:00-21:00", "21:00-21:00", "night"}) {
        EXPECT_EQ(faults_of("[screen]\nnight = \"" + hours + "\"\n"),
                  "2: \"night\" is \"" + hours +
                      "\"; two different times of day, such as \"21:00-07:00\", or nothing is expected.\n");
    }
    EXPECT_EQ(faults_of("[review]\nkeep_notes_days = 30\n"),
              "2: \"keep_notes_days\" is 30; a whole number of days from 31 to 3650 is expected.\n");
    EXPECT_EQ(faults_of("[review]\nkeep_learning_days = 10\n"),
              "2: \"keep_learning_days\" is 10; a whole number of days from 90 to 36500 is expected.\n");
    EXPECT_EQ(faults_of("[review]\nhold = 1\n"), "2: \"hold\" is 1; true or false is expected.\n");
    EXPECT_EQ(
        faults_of("[backup]\n# a comment\nto = \"stick\"\n"),
        "3: \"to\" is \"stick\"; a whole path that begins with /, such as \"/media/backup/hearthside\", or nothing is "
        "expected.\n");
    EXPECT_EQ(faults_of("[backup]\nto = \"\"\n"), "");
    EXPECT_EQ(faults_of("[screen]\nwipe_down_minutes = 3\n"), "2: \"wipe_down_minutes\" is 3; 2 or 4 is expected.\n");
    EXPECT_EQ(faults_of("[screen]\nwipe_down_minutes = 60\n"),
              "2: \"wipe_down_minutes\" is 60; a whole number of minutes from 2 to 4 is expected.\n");
    EXPECT_EQ(faults_of("[team]\nsupport = \"a\\u0007b\"\n"),
              "2: \"support\" is a text; a text of at most 600 characters, in quotes, is expected.\n");
    EXPECT_EQ(faults_of("[team]\nsupport = 4400\n"),
              "2: \"support\" is 4400; a text of at most 600 characters, in quotes, is expected.\n");
    EXPECT_EQ(faults_of("screen = 5\n"), "1: \"screen\" is 5; a part that begins with [screen] is expected.\n");
    EXPECT_EQ(faults_of("[huddle]\nlayout = 3\n"),
              "2: \"layout\" is 3; a text of 1 to 40 characters on one line, in quotes, is expected.\n");
}

TEST_F(ConfigurationFile, ReportsAllFaultsInTheOrderOfTheLines) {
    const auto reading = read("[screen]\ntheme = 1\n[phone]\nport = -1\n[team]\nnmae = \"x\"\n");
    ASSERT_EQ(reading.faults.size(), 3u);
    EXPECT_EQ(reading.faults[0].line, 2);
    EXPECT_EQ(reading.faults[1].line, 4);
    EXPECT_EQ(reading.faults[2].line, 6);
}

TEST_F(ConfigurationFile, AcceptsEmptyForTheDefaults) {
    EXPECT_EQ(faults_of("[team]\ntime_zone = \"\"\n[phone]\nbind = \"\"\n[huddle]\nlayouts_off = []\n"), "");
    EXPECT_EQ(faults_of("[screen]\nnight = \"\"\n[team]\nsupport = \"\"\n"), "");
}

TEST_F(ConfigurationFile, SaysHowTheOldListOfTimesIsWrittenNow) {
    EXPECT_EQ(faults_of("[huddle]\ntimes = [\"07:30\"]\n"),
              "2: \"times\" has become a block of its own for each time; a line [[schedule]] and below it, for "
              "example, time = \"07:30\" is expected.\n");
}

TEST_F(ConfigurationFile, TellsAKeyThatStandsAboveItsPartOnce) {
    EXPECT_EQ(faults_of("name = \"Willow\"\n"), "1: \"name\" belongs under [team]; it is expected below that line.\n");
}

TEST(NightHours, MayGoOverMidnightAndEndBeforeTheirLastMinute) {
    const Hours night{21 * 60, 7 * 60}, noon{12 * 60, 13 * 60};
    EXPECT_TRUE(night.hold(21 * 60));
    EXPECT_TRUE(night.hold(0));
    EXPECT_TRUE(night.hold(7 * 60 - 1));
    EXPECT_FALSE(night.hold(7 * 60));
    EXPECT_FALSE(night.hold(21 * 60 - 1));
    EXPECT_TRUE(noon.hold(12 * 60));
    EXPECT_FALSE(noon.hold(13 * 60));
    EXPECT_FALSE(noon.hold(0));
}

TEST_F(ConfigurationFile, SaysWhereTheTextStopsBeingToml) {
    const auto reading = read("[team]\nname = Willow\n");
    ASSERT_EQ(reading.faults.size(), 1u);
    EXPECT_EQ(reading.faults[0].line, 2);
}

}  // namespace
}  // namespace hearthside::configuration
