// SPDX-License-Identifier: Apache-2.0
// Changing hearthside.toml by touch. What somebody wrote by hand stays byte for byte, except the changed values.
// Nothing is written that would be read back in another sense.
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <map>
#include <random>

#include "kiosk/configuration/configuration_file.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::configuration {
namespace {

class Writing : public testing::Test {
protected:
    ParsedConfiguration given(const std::string& text) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
        ParsedConfiguration reading = read_configuration(file);
        for (const files::FileFault& fault : reading.faults) ADD_FAILURE() << files::to_text(fault) << "\n" << text;
        return reading;
    }
    std::string bytes() const { return support::bytes_of(file); }
    // The file after `change`.
    template <class Change>
    std::string changed(const std::string& text, Change change) {
        const ParsedConfiguration last = given(text);
        Configuration wanted = last.configuration;
        change(wanted);
        const auto next = write_configuration(file, last, wanted);
        if (!next) return "refused: " + next.problem().sentence;
        const ParsedConfiguration read = read_configuration(file);
        EXPECT_TRUE(read.faults.empty());
        EXPECT_EQ(read.configuration, wanted);
        EXPECT_EQ(next->configuration, wanted);
        EXPECT_EQ(next->text, bytes());
        return bytes();
    }
    support::TemporaryFolder folder{support::TemporaryFolder::Where::in_memory};
    const std::filesystem::path file = folder / "hearthside.toml";
};

const std::string by_hand = R"(# Willow ward, set up by Ann
# in spring

[team]          # who we are
  name = 'Willow'   # as on the door
  support = """
Talk to somebody you trust.
"""

[screen]
text_size=1.15
keyboards = [
    "english",  # most of us
    "polish",
]
# the end
)";

TEST_F(Writing, ChangesAValueAndNothingElse) {
    EXPECT_EQ(changed(by_hand, [](Configuration& wanted) { wanted.team = "Rowan \"A\""; }),
              std::string(by_hand).replace(by_hand.find("'Willow'"), 8, R"("Rowan \"A\"")"));
    EXPECT_EQ(changed(by_hand, [](Configuration& wanted) { wanted.text_size = 1.0; }),
              std::string(by_hand).replace(by_hand.find("1.15"), 4, "1.0"));
}

TEST_F(Writing, AddsAKeyToItsPartAndAPartToTheFile) {
    EXPECT_EQ(changed("[team]\nname = \"W\"\n\n# light\n[screen]\n  theme = \"day\"\n",
                      [](Configuration& wanted) {
                          wanted.team = "V";
                          wanted.time_zone = "Europe/London";
                          wanted.reach = true;
                          wanted.sound = true;
                      }),
              "[team]\nname = \"V\"\ntime_zone = \"Europe/London\"\n\n# light\n[screen]\n  theme = \"day\"\n"
              "  reach = true\n\n[sound]\non = true\n");
    EXPECT_EQ(changed("", [](Configuration& wanted) { wanted.team = "V"; }), "[team]\nname = \"V\"\n");
    EXPECT_EQ(changed("# only this", [](Configuration& wanted) { wanted.port = 80; }),
              "# only this\n\n[phone]\nport = 80\n");
    EXPECT_EQ(changed("[team] # empty", [](Configuration& wanted) { wanted.team = "V"; }),
              "[team] # empty\nname = \"V\"\n");
}

TEST_F(Writing, MakesTheFileWhenThereIsNone) {
    const ParsedConfiguration none = read_configuration(file);
    Configuration wanted;
    wanted.team = "Willow";
    const auto next = write_configuration(file, none, wanted);
    ASSERT_TRUE(next);
    EXPECT_EQ(bytes(), "[team]\nname = \"Willow\"\n");
    wanted.wifi = {.name = "Ward 7", .password = "warm hands"};
    ASSERT_TRUE(write_configuration(file, *next, wanted));
    EXPECT_EQ(bytes(), "[team]\nname = \"Willow\"\n\n[wifi]\nname = \"Ward 7\"\npassword = \"warm hands\"\n");
}

TEST_F(Writing, UnderstandsEveryWayToWriteAPart) {
    EXPECT_EQ(changed("team.name = 'W' # a\nphone = { port = 80 }\nscreen={}\n",
                      [](Configuration& wanted) {
                          wanted.team = "V";
                          wanted.support = "x";
                          wanted.port = 81;
                          wanted.notes_per_10min = 9;
                          wanted.reach = true;
                      }),
              "team.name = \"V\" # a\nteam.support = \"x\"\nphone = { notes_per_10min = 9, port = 81 }\n"
              "screen={ reach = true }\n");
}

TEST_F(Writing, MovesCommentsOutOfAListThatIsReplaced) {
    EXPECT_EQ(
        changed(by_hand, [](Configuration& wanted) { wanted.keyboards = {"welsh"}; }),
        std::string(by_hand).replace(by_hand.find("keyboards"), by_hand.find("# the end") - by_hand.find("keyboards"),
                                     "# most of us\nkeyboards = [\"welsh\"]\n"));
}

TEST_F(Writing, KeepsWindowsLineEndsAndAMissingLastOne) {
    EXPECT_EQ(changed("# a\r\n[team]\r\nname = \"W\"\r\n[phone]\r\nport = 80",
                      [](Configuration& wanted) {
                          wanted.time_zone = "Etc/UTC";
                          wanted.notes_per_10min = 9;
                      }),
              "# a\r\n[team]\r\nname = \"W\"\r\ntime_zone = \"Etc/UTC\"\r\n[phone]\r\nport = 80\r\n"
              "notes_per_10min = 9\r\n");
}

const std::string planned = R"([huddle]
layout = "learning-huddle"

# the early one
[[schedule]]
time = "07:30"   # sharp

# Fridays we have time
[[schedule]]
days = ["friday"]
# after lunch
time = "13:30"
layout = "weekly-deep-learning"

[screen]
theme = "day"
)";

TEST_F(Writing, ChangesOneRuleOfTheScheduleInItsPlace) {
    EXPECT_EQ(changed(planned, [](Configuration& wanted) { wanted.schedule[0].minute = 465; }),
              std::string(planned).replace(planned.find("07:30"), 5, "07:45"));
    EXPECT_EQ(changed(planned, [](Configuration& wanted) { wanted.schedule[1].layout = ""; }),
              std::string(planned).replace(planned.find("weekly-deep-learning"), 20, ""));
}

TEST_F(Writing, RemovesARuleAndKeepsWhatIsSaidAboutIt) {
    EXPECT_EQ(changed(planned, [](Configuration& wanted) { wanted.schedule.pop_back(); }),
              "[huddle]\nlayout = \"learning-huddle\"\n\n# the early one\n[[schedule]]\ntime = \"07:30\"   # "
              "sharp\n\n"
              "# Fridays we have time\n# after lunch\n\n[screen]\ntheme = \"day\"\n");
    EXPECT_EQ(changed("[team]\nname = \"W\"\n\n[[schedule]]\ntime = \"07:30\"\n",
                      [](Configuration& wanted) { wanted.schedule.clear(); }),
              "[team]\nname = \"W\"\n");
}

TEST_F(Writing, AddsARuleBehindTheOthers) {
    EXPECT_EQ(changed(planned, [](Configuration& wanted) { wanted.schedule.push_back({.minute = 1200}); }),
              std::string(planned).replace(planned.find("\n[screen]"), 0, "\n[[schedule]]\ntime = \"20:00\"\n"));
    EXPECT_EQ(changed("[huddle]\nlayout = \"x\"\n# why\n[screen]\n",
                      [](Configuration& wanted) {
                          wanted.schedule = {{.days = {true, false, false, false, false, false, true}, .minute = 5}};
                      }),
              "[huddle]\nlayout = \"x\"\n\n[[schedule]]\ndays = [\"monday\", \"sunday\"]\ntime = \"00:05\"\n\n# "
              "why\n"
              "[screen]\n");
    EXPECT_EQ(changed("schedule = [ {time = \"07:30\"}, # a\n {time = '08:30', days = [\"monday\"]} ]\n",
                      [](Configuration& wanted) { wanted.schedule.erase(wanted.schedule.begin()); }),
              "# a\nschedule = [{ days = [\"monday\"], time = \"08:30\" }]\n");
}

TEST_F(Writing, RefusesWhenTheFileWasChangedMeanwhile) {
    const ParsedConfiguration last = given(by_hand);
    Configuration wanted = last.configuration;
    wanted.team = "Rowan";
    std::ofstream(file, std::ios::app) << "# more\n";
    const auto refused = write_configuration(file, last, wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::conflict);
    EXPECT_EQ(bytes(), by_hand + "# more\n");
    std::filesystem::remove(file);
    EXPECT_FALSE(write_configuration(file, last, wanted));
    EXPECT_FALSE(std::filesystem::exists(file));
    const ParsedConfiguration none = read_configuration(file);
    given(by_hand);
    EXPECT_FALSE(write_configuration(file, none, wanted));
    EXPECT_EQ(bytes(), by_hand);
}

TEST_F(Writing, RefusesAFaultyFileAndAValueThatDoesNotFit) {
    std::ofstream(file) << "[phone]\nport = 99999\n";
    const ParsedConfiguration faulty = read_configuration(file);
    Configuration wanted = faulty.configuration;
    wanted.team = "Rowan";
    EXPECT_FALSE(write_configuration(file, faulty, wanted));
    EXPECT_EQ(bytes(), "[phone]\nport = 99999\n");
    const ParsedConfiguration good = given(by_hand);
    wanted = good.configuration;
    wanted.team = std::string(61, 'x');
    const auto refused = write_configuration(file, good, wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::invalid);
    EXPECT_EQ(bytes(), by_hand);
}

TEST_F(Writing, LeavesTheOldFileWhenTheDiskRefuses) {
    const ParsedConfiguration last = given(by_hand);
    Configuration wanted = last.configuration;
    wanted.team = "Rowan";
    // No file may have a byte: root may write where the mode forbids it.
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &none), 0);
    const auto refused = write_configuration(file, last, wanted);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_EQ(bytes(), by_hand);
}

TEST_F(Writing, KeepsTheFilesPermissionsAndALink) {
    const std::filesystem::path real = folder / "real.toml";
    std::ofstream(real) << by_hand;
    ::chmod(real.c_str(), 0604);
    std::filesystem::create_symlink("real.toml", file);
    const ParsedConfiguration last = read_configuration(file);
    Configuration wanted = last.configuration;
    wanted.team = "Rowan";
    ASSERT_TRUE(write_configuration(file, last, wanted));
    EXPECT_TRUE(std::filesystem::is_symlink(file));
    struct stat status {};
    ASSERT_EQ(::stat(real.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777u, 0604u);
    EXPECT_EQ(read_configuration(real).configuration.team, "Rowan");
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        EXPECT_TRUE(entry.path() == file || entry.path() == real) << "left behind: " << entry.path();
}

// ---- Any file, any change
class Hand {
public:
    explicit Hand(unsigned seed) : chance_(seed) {}
    int upto(int most) { return std::uniform_int_distribution(0, most)(chance_); }
    bool often() { return upto(2) > 0; }
    template <class Item>
    const Item& one_of(const std::vector<Item>& items) {
        return items[static_cast<std::size_t>(upto(static_cast<int>(items.size()) - 1))];
    }

    // A configuration as somebody might have written it.
    std::string file() {
        comments_ = 0;
        std::string text = upto(9) == 0 ? "\xEF\xBB\xBF" : "";
        std::string tables;
        const std::vector<std::pair<std::string, std::vector<std::string>>> parts{
            {"team",
             {"name = " + quoted("Żółw ward"), "support = " + paragraph(), "time_zone = 'Europe/London'",
              "roles = " + list({"Nurse", "Porter # not", "Clerk"})}},
            {"huddle", {"layout = \"shift-start\"", "layouts_off = " + list({"a", "b"})}},
            {"phone", {"port = 8_081", "bind = \"::1\"", "notes_per_10min = 0x50"}},
            {"screen",
             {"theme = " + quoted("night"), "text_size = 1.150", "keyboards = " + list({"urdu", "welsh"}),
              "night = \"21:00-07:00\"", "reach = true", "diagonal_inches = 15"}},
            {"sound", {"on = true", "quiet = ''"}},
            {"review", {"export_notes = true", "keep_notes_days = 0x40", "hold = false"}},
            {"backup", {"to = '/media/b'"}},
            {"wifi", {"name = \"W\\u0105rd\"", "password = 'warm # hands'", "hidden = false", "security = 'open'"}}};
        for (const auto& [name, keys] : parts) {
            if (!often()) continue;
            const int form = upto(3);
            if (form == 0) {
                for (const std::string& key : keys)
                    if (often()) text += comment_lines() + name + "." + key + behind() + "\n";
            } else if (form == 1) {
                text += comment_lines() + name + " = {";
                std::string between = " ";
                for (const std::string& key : keys) {
                    // Such a table may have one line only, apart from lists and texts.
                    if (!often()) continue;
                    text += between + key;
                    between = " , ";
                }
                text += " }" + behind() + "\n";
            } else {
                tables += comment_lines() +
                          one_of<std::string>({"[" + name + "]", "  [ " + name + " ]", "[\"" + name + "\"]"}) +
                          behind() + "\n";
                for (const std::string& key : keys)
                    if (often())
                        tables += comment_lines() + one_of<std::string>({"", "  ", "\t"}) + key + behind() + "\n";
            }
        }
        if (upto(5) == 0) {
            text += "schedule = [ {time = '07:30'}," + (often() ? " # " + mark() + "\n" : std::string()) +
                    " { days = [\"monday\"], time = \"10:00\" } ]\n";
        } else {
            for (int count = upto(3); count > 0; --count) {
                tables += comment_lines() + "[[schedule]]" + behind() + "\n";
                if (often()) tables += "days = " + list({"monday", "thursday"}) + behind() + "\n" + comment_lines();
                tables += "time = '0" + std::to_string(upto(9)) + ":30'" + behind() + "\n";
                if (often()) tables += "layout = \"x\"\n";
            }
        }
        text += tables + comment_lines();
        if (upto(4) == 0 && !text.empty()) text.pop_back();
        if (upto(3) == 0) {
            std::string with_returns;
            for (const char letter : text)
                with_returns += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
            return with_returns;
        }
        return text;
    }

    void edit(Configuration& wanted) {
        for (int count = upto(5); count > 0; --count) {
            switch (upto(15)) {
                case 0:
                    wanted.team = one_of<std::string>({"Rowan", "a \"b\" \\c", "حدیقہ", "x = [#"});
                    break;
                case 1:
                    wanted.support = one_of<std::string>({"", "one", "one\n\"two\"\n\\three", "\"\"\""});
                    break;
                case 2:
                    wanted.roles = {"Any # one", "B"};
                    break;
                case 3:
                    wanted.time_zone = "Asia/Kathmandu";
                    break;
                case 4:
                    wanted.layout = "office-team";
                    break;
                case 5:
                    wanted.layouts_off = {"q", "r"};
                    break;
                case 6:
                    wanted.port = upto(65535);
                    break;
                case 7:
                    wanted.diagonal_inches = 5 + upto(1000) / 10.0;
                    break;
                case 8:
                    wanted.text_size = one_of<double>({1.0, 1.15, 1.3});
                    break;
                case 9:
                    wanted.night = often() ? std::optional<Hours>(Hours{upto(700), 700 + upto(700) + 1}) : std::nullopt;
                    break;
                case 10:
                    wanted.quiet = often() ? std::optional<Hours>(Hours{0, 1 + upto(1400)}) : std::nullopt;
                    break;
                case 11:
                    wanted.wifi = {.name = "N;", .password = "p\"\\#=[12345", .open = often(), .hidden = often()};
                    break;
                case 12:
                    wanted.keyboards = {"tamil", "english"};
                    break;
                case 13:
                    wanted.retention = {
                        .notes_days = 31 + upto(300), .learning_days = 90 + upto(3000), .hold = often()};
                    break;
                case 14:
                    wanted.backup_to = one_of<std::string>({"", "/a \"b\"", "/media/ż"});
                    break;
                default: {
                    if (!wanted.schedule.empty() && often())
                        wanted.schedule.erase(wanted.schedule.begin() +
                                              upto(static_cast<int>(wanted.schedule.size()) - 1));
                    if (often()) wanted.schedule.push_back({.minute = upto(1439), .layout = often() ? "y" : ""});
                    if (!wanted.schedule.empty() && often()) wanted.schedule.front().days[0] = often();
                    if (!wanted.schedule.empty()) wanted.schedule.front().days[1] = true;
                    calendar::tidy(wanted.schedule);
                }
            }
        }
    }

    // Every comment on its own line or in a list has a mark. Not all lists are used.
    static std::string mark_of(int number) { return "remark " + std::to_string(number) + ";"; }
    int comments() const { return comments_; }

private:
    std::string mark() { return mark_of(comments_++); }
    std::string comment_lines() {
        std::string lines;
        for (int count = upto(2); count > 0; --count)
            lines += one_of<std::string>({"", "  "}) + (often() ? "# " + mark() + " é \"quoted\" [x]" : "") + "\n";
        return lines;
    }
    std::string behind() { return often() ? "" : one_of<std::string>({"  # aside", " # \"x\" = [", "\t"}); }
    std::string quoted(const std::string& text) { return often() ? "\"" + text + "\"" : "'" + text + "'"; }
    std::string paragraph() {
        return one_of<std::string>({"\"one\"", "'''\n# no comment\ntwo'''", "\"\"\"\\\n  three \\\"\"\" four\n\"\"\""});
    }
    std::string list(const std::vector<std::string>& texts) {
        const bool tall = often();
        std::string all = "[";
        for (const std::string& text : texts) {
            if (all.size() > 1) all += ", ";
            if (tall) all += (often() ? " # " + mark() : std::string()) + "\n   ";
            all += "\"" + text + "\"";
        }
        return all + (tall ? ",\n]" : " ]");
    }

    std::mt19937 chance_;
    int comments_ = 0;
};

TEST_F(Writing, AnyChangeToAnyFileReadsBackAsWantedAndKeepsEveryRemark) {
    int written = 0, refused = 0;
    std::map<std::string, int> why;
    for (unsigned seed = 0; seed < 1500; ++seed) {
        Hand hand(seed);
        const std::string text = hand.file();
        // A network's name without its password is the only value that depends on another.
        if (text.find("W\\u0105rd") != std::string::npos && text.find("warm #") == std::string::npos &&
            text.find("'open'") == std::string::npos)
            continue;
        ParsedConfiguration last = given(text);
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
        const auto same = write_configuration(file, last, last.configuration);
        ASSERT_TRUE(same) << same.problem().sentence;
        ASSERT_EQ(bytes(), text) << "no change writes nothing";
        // Several times over, as a person does.
        for (int turn = 0; turn < 3; ++turn) {
            Configuration wanted = last.configuration;
            hand.edit(wanted);
            const auto next = write_configuration(file, last, wanted);
            if (!next) {
                ++refused;
                ADD_FAILURE() << "seed " << seed << ": " << next.problem().sentence << "\n" << *last.text;
                break;
            }
            ++written;
            ASSERT_EQ(read_configuration(file).configuration, wanted) << "seed " << seed;
            last = *next;
            const std::string now = bytes();
            for (int remark = 0; remark < hand.comments(); ++remark)
                ASSERT_TRUE(now.find(Hand::mark_of(remark)) != std::string::npos ||
                            text.find(Hand::mark_of(remark)) == std::string::npos)
                    << "seed " << seed << ", remark " << remark << "\n"
                    << text << "\n------\n"
                    << now;
        }
        if (testing::Test::HasFailure()) break;
    }
    EXPECT_EQ(refused, 0);
    EXPECT_GT(written, 4000);
}

}  // namespace
}  // namespace hearthside::configuration
