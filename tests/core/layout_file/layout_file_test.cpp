// SPDX-License-Identifier: Apache-2.0
// The eight shipped layouts, the checks of a layout file, and the library of shipped and own layouts.
#include "core/layout_file/layout_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "core/files/folders.h"

namespace hearthside::layout_file {
namespace {

namespace fs = std::filesystem;

const std::string good_layout = R"(id = "tea-break"
name = "Tea break"
for_whom = "Anybody with a cup"

[[round]]
id = "wins"
kind = "wins"
seconds = 60
prompts = ["What went well?"]

[[round]]
id = "hope"
kind = "hope"
seconds = 40
prompts = ["What are we hoping for?"]

[[round]]
id = "close"
kind = "close"
seconds = 30
prompts = ["Thank you."]
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto position = text.find(from);
    EXPECT_NE(position, std::string::npos) << from;
    return position == std::string::npos ? text : text.replace(position, from.size(), to);
}

std::string all_faults(const ParsedLayout& reading) {
    std::string text;
    for (const files::FileFault& fault : reading.faults) text += files::to_text(fault) + "\n";
    return text;
}

// One change of the good layout makes exactly this one fault.
void expect_fault(const std::string& from, const std::string& to, const std::string& fault) {
    const ParsedLayout reading = read_layout(with(good_layout, from, to), "tea-break.toml");
    EXPECT_FALSE(reading.layout.has_value()) << from << " -> " << to;
    EXPECT_EQ(all_faults(reading), fault + "\n");
}

class Folder {
public:
    Folder() {
        std::random_device chance;
        path_ = fs::temp_directory_path() / ("hearthside-layouts-" + std::to_string(chance()));
        fs::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

std::size_t words_in(const std::string& text) {
    std::istringstream stream(text);
    std::size_t count = 0;
    for (std::string word; stream >> word;) ++count;
    return count;
}

TEST(ShippedLayouts, HaveTheSecondsOfTheirTable) {
    const std::map<std::string, std::vector<int>> table{
        {"learning-huddle", {60, 90, 90, 150, 150, 90, 90}},
        {"five-minute-pause", {0, 45, 45, 65, 75, 40, 30}},
        {"shift-start", {60, 45, 45, 105, 105, 60, 60}},
        {"after-a-hard-event", {90, 60, 120, 220, 200, 150, 60}},
        {"weekly-deep-learning", {180, 150, 180, 300, 330, 150, 210}},
        {"what-works-here", {60, 60, 180, 45, 135, 60, 60}},
        {"small-or-night-team", {30, 40, 60, 75, 75, 50, 30}},
        {"office-team", {60, 75, 75, 120, 120, 60, 90}},
    };
    const std::map<std::string, int> totals{{"learning-huddle", 720},       {"five-minute-pause", 300},
                                            {"shift-start", 480},           {"after-a-hard-event", 900},
                                            {"weekly-deep-learning", 1500}, {"what-works-here", 600},
                                            {"small-or-night-team", 360},   {"office-team", 600}};
    const LayoutLibrary library = read_layout_library(files::share_folder() / "layouts", {});
    for (const files::FileFault& fault : library.faults) ADD_FAILURE() << files::to_text(fault);
    ASSERT_EQ(library.entries.size(), table.size());
    EXPECT_EQ(library.entries.front().layout.id, "learning-huddle");
    const std::vector<huddle::RoundKind> order{huddle::RoundKind::since_last_time,
                                               huddle::RoundKind::quiet,
                                               huddle::RoundKind::wins,
                                               huddle::RoundKind::mistakes,
                                               huddle::RoundKind::lessons,
                                               huddle::RoundKind::hope,
                                               huddle::RoundKind::close};
    for (const auto& entry : library.entries) {
        SCOPED_TRACE(entry.layout.id);
        const auto row = table.find(entry.layout.id);
        ASSERT_NE(row, table.end());
        std::size_t column = row->second.front() == 0 ? 1 : 0;
        ASSERT_EQ(entry.layout.rounds.size(), order.size() - column);
        for (const huddle::Round& round : entry.layout.rounds) {
            EXPECT_EQ(round.kind, order[column]);
            EXPECT_EQ(round.planned, huddle::Seconds(row->second[column]));
            ++column;
        }
        EXPECT_EQ(huddle::planned_total(entry.layout), huddle::Seconds(totals.at(entry.layout.id)));
    }
}

TEST(ShippedLayouts, KeepTheHouseRulesForMinimumsAndPrompts) {
    std::size_t prompts = 0;
    for (const auto& entry : read_layout_library(files::share_folder() / "layouts", {}).entries) {
        SCOPED_TRACE(entry.layout.id);
        EXPECT_EQ(entry.layout.pulse, entry.layout.id != "small-or-night-team") << "a handful of people is not asked";
        for (const huddle::Round& round : entry.layout.rounds) {
            SCOPED_TRACE(round.id);
            const int expected = round.kind == huddle::RoundKind::mistakes  ? 3
                                 : round.kind == huddle::RoundKind::lessons ? 2
                                                                            : 1;
            EXPECT_EQ(round.release_at_least, expected);
            EXPECT_GT(round.minimum, huddle::Milliseconds(0));
            EXPECT_LE(round.minimum, round.planned);
            EXPECT_EQ(round.minimum == round.planned, huddle::keeps_its_time(round.kind));
            // Prompts to open the round, to look deeper, to ask whose view is missing, and to end.
            EXPECT_GE(round.prompts.size(), huddle::category_of(round.kind) ? 4u : 2u);
            EXPECT_FALSE(round.dots) << "off unless a team wants them";
            EXPECT_LE(round.prompts.size(), 4u);
            std::set<std::string> unique(round.prompts.begin(), round.prompts.end());
            EXPECT_EQ(unique.size(), round.prompts.size());
            for (const std::string& prompt : round.prompts) {
                ++prompts;
                EXPECT_LE(words_in(prompt), 12u) << prompt;
                for (const char* unkind :
                     {"!", "who did", "fault", "blame", "fail", "error", "careless", "should have known"}) {
                    EXPECT_EQ(prompt.find(unkind), std::string::npos) << prompt;
                }
            }
        }
    }
    EXPECT_GT(prompts, 150u);
}

TEST(LayoutFile, ReadsTheExampleOfItsDescription) {
    std::ifstream stream(files::share_folder() / "layouts" / "README.md");
    std::ostringstream page;
    page << stream.rdbuf();
    const std::string text = page.str();
    const std::string fence = "```toml\n";
    const auto begin = text.find(fence);
    ASSERT_NE(begin, std::string::npos);
    const auto end = text.find("```", begin + fence.size());
    const ParsedLayout reading =
        read_layout(text.substr(begin + fence.size(), end - begin - fence.size()), "README.md");
    ASSERT_TRUE(reading.layout) << all_faults(reading);
    EXPECT_EQ(reading.layout->rounds.size(), 4u);
}

TEST(LayoutFile, KnowsTheIconsItsDescriptionLists) {
    std::ifstream stream(files::share_folder() / "layouts" / "README.md");
    std::ostringstream page;
    page << stream.rdbuf();
    std::string text = page.str();
    text = text.substr(text.find("Icons: ") + 7);
    text = text.substr(0, text.find('.'));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == ',' || c == '\n'; }, ' ');
    std::istringstream names(text);
    int count = 0;
    for (std::string name; names >> name; ++count) {
        const ParsedLayout reading =
            read_layout(with(good_layout, "kind = \"wins\"", "kind = \"wins\"\nicon = \"" + name + "\""), "f");
        EXPECT_TRUE(reading.layout) << name;
        EXPECT_TRUE(fs::exists(files::share_folder() / "assets" / "icons" / (name + ".svg"))) << name;
    }
    EXPECT_EQ(count, 29);
}

TEST(LayoutFile, FillsInWhatALayoutLeavesOut) {
    const ParsedLayout reading = read_layout(good_layout, "tea-break.toml");
    ASSERT_TRUE(reading.layout) << all_faults(reading);
    const huddle::Round& wins = reading.layout->rounds[0];
    EXPECT_EQ(wins.title, "Wins");
    EXPECT_EQ(wins.icon, "star");
    EXPECT_EQ(wins.colour, "wins");
    EXPECT_EQ(wins.minimum, huddle::Seconds(30));
    EXPECT_EQ(wins.silent_share, 0);
    EXPECT_EQ(reading.layout->rounds[1].minimum, huddle::Seconds(40));  // hope keeps all its time
    EXPECT_EQ(reading.layout->for_whom, "Anybody with a cup");
    EXPECT_TRUE(reading.layout->pulse);
    EXPECT_FALSE(read_layout("pulse = false\n" + std::string(good_layout), "tea-break.toml").layout->pulse);

    const std::string mistakes = with(with(good_layout, "id = \"wins\"", "id = \"hard-things\""), "kind = \"wins\"",
                                      "kind = \"mistakes\"\nsilent_share = 0.25\ntitle = \"Hard things\"");
    const ParsedLayout second = read_layout(mistakes, "tea-break.toml");
    ASSERT_TRUE(second.layout) << all_faults(second);
    EXPECT_EQ(second.layout->rounds[0].release_at_least, 3);
    EXPECT_EQ(second.layout->rounds[0].silent_share, 0.25);
    EXPECT_EQ(second.layout->rounds[0].title, "Hard things");
    EXPECT_EQ(second.layout->rounds[0].id, "hard-things");
}

TEST(LayoutFile, SaysForEachFaultWhereItIsAndWhatIsExpected) {
    expect_fault("seconds = 60", "second = 60",
                 "tea-break.toml:5: \"seconds\" is missing from a round; a whole number of seconds from 10 to 3600 is "
                 "expected.\ntea-break.toml:8: \"second\" is not a key of a round; did you mean \"seconds\"?");
    expect_fault("seconds = 60", "seconds = \"60\"",
                 "tea-break.toml:8: \"seconds\" is \"60\"; a whole number of seconds from 10 to 3600 is expected.");
    expect_fault("seconds = 60", "seconds = 9",
                 "tea-break.toml:8: \"seconds\" is 9; a whole number of seconds from 10 to 3600 is expected.");
    expect_fault("seconds = 60", "seconds = 4000",
                 "tea-break.toml:8: \"seconds\" is 4000; a whole number of seconds from 10 to 3600 is expected.");
    expect_fault("seconds = 60", "seconds = 60.5",
                 "tea-break.toml:8: \"seconds\" is 60.5; a whole number of seconds from 10 to 3600 is expected.");
    expect_fault("seconds = 60", "seconds = 60\nminimum = 61",
                 "tea-break.toml:9: \"minimum\" is 61; at most the round's own 60 seconds are expected.");
    expect_fault("kind = \"wins\"", "kind = \"win\"",
                 "tea-break.toml:7: \"kind\" is \"win\" (did you mean \"wins\"?), which is not known; "
                 "since_last_time, quiet, "
                 "wins, mistakes, lessons, hope or close is expected.");
    expect_fault("kind = \"wins\"", "kind = \"gossip\"",
                 "tea-break.toml:7: \"kind\" is \"gossip\", which is not known; since_last_time, quiet, "
                 "wins, mistakes, "
                 "lessons, hope or close is expected.");
    expect_fault("kind = \"wins\"", "kind = \"wins\"\ncolour = \"red\"",
                 "tea-break.toml:8: \"colour\" is \"red\", which is not known; wins, mistakes, lessons, hope "
                 "or primary is "
                 "expected.");
    expect_fault("kind = \"wins\"", "kind = \"wins\"\nsilent_share = 0.95",
                 "tea-break.toml:8: \"silent_share\" is 0.95; a number from 0 to 0.9 is expected.");
    expect_fault("kind = \"wins\"", "kind = \"wins\"\nrelease_at_least = 0",
                 "tea-break.toml:8: \"release_at_least\" is 0; a whole number of notes from 1 to 20 is expected.");
    expect_fault("kind = \"close\"", "kind = \"close\"\nrelease_at_least = 2",
                 "tea-break.toml:20: \"release_at_least\" belongs to rounds that open notes; it is expected "
                 "only in wins, "
                 "mistakes, lessons and hope.");
    expect_fault("[\"What went well?\"]", "[\n  \"one\",\n  \"a b c d e f g h i j k l m\"]",
                 "tea-break.toml:11: a prompt has 13 words; 1 to 12 are expected.");
    expect_fault("[\"What went well?\"]", "[]",
                 "tea-break.toml:9: \"prompts\" holds 0; a list of 1 to 6 texts in quotes is expected.");
    expect_fault("[\"What went well?\"]", "[\"one\", 2]",
                 "tea-break.toml:9: \"prompts\" holds 2; a text of 1 to 120 characters on one line, in "
                 "quotes, is expected.");
    expect_fault("id = \"hope\"", "id = \"wins\"",
                 "tea-break.toml:11: the round's id \"wins\" is already that of the round in line 5; an id "
                 "of its own is expected.");
    expect_fault("id = \"wins\"", "id = \"Our Wins\"",
                 "tea-break.toml:6: \"id\" is \"Our Wins\"; small letters a to z, digits and '-' inside are "
                 "expected, such as "
                 "\"night-team\".");
    expect_fault("kind = \"close\"", "kind = \"wins\"",
                 "tea-break.toml:17: there is no round of kind close; one is expected as the last round.");
    expect_fault("kind = \"hope\"", "kind = \"lessons\"",
                 "tea-break.toml:17: there is no round of kind hope; one is expected right before close.");
    expect_fault("kind = \"hope\"", "kind = \"since_last_time\"",
                 "tea-break.toml:11: a round of kind since_last_time stands here; it is expected first and "
                 "only once.\n"
                 "tea-break.toml:17: there is no round of kind hope; one is expected right before close.");
    expect_fault("name = \"Tea break\"\n", "",
                 "tea-break.toml:1: \"name\" is missing from a layout; a text of 1 to 40 characters on one "
                 "line, in quotes, "
                 "is expected.");
    expect_fault("name = \"Tea break\"", "name = true",
                 "tea-break.toml:2: \"name\" is true; a text of 1 to 40 characters on one line, in quotes, "
                 "is expected.");
    expect_fault("name = \"Tea break\"", "name = \"\"",
                 "tea-break.toml:2: \"name\" is \"\"; a text of 1 to 40 characters on one line, in quotes, "
                 "is expected.");
    expect_fault(
        "name = \"Tea break\"", "name = \"Tea break\"\nowner = \"x\"",
        "tea-break.toml:3: \"owner\" is not a key of a layout; expected are id, name, for_whom, pulse, speaks_first "
        "and round.");
    expect_fault("name = \"Tea break\"", "name = \"Tea break\"\nspeaks_first = [\"a b c d e f g h i j k l m\"]",
                 "tea-break.toml:3: a prompt has 13 words; 1 to 12 are expected.");
    expect_fault("kind = \"wins\"", "kind = \"wins\"\nwhen_empty = \"a b c d e f g h i j k l m\"",
                 "tea-break.toml:8: a prompt has 13 words; 1 to 12 are expected.");
    expect_fault("kind = \"close\"", "kind = \"close\"\nwhen_many = \"Choose three.\"",
                 "tea-break.toml:20: \"when_many\" belongs to rounds that open notes; it is expected only in wins, "
                 "mistakes, lessons and hope.");
    expect_fault("kind = \"wins\"", "kind = \"wins\"\ndots = true",
                 "tea-break.toml:8: \"dots\" is expected only in a round of kind lessons.");
}

TEST(LayoutFile, ReadsWhatARoundAsksWhenItIsEmptyOrFull) {
    std::string text = with(good_layout, "name = \"Tea break\"",
                            "name = \"Tea break\"\nspeaks_first = [\"Whoever poured the tea.\", \"Whoever is new.\"]");
    text = with(text, "kind = \"wins\"",
                "kind = \"lessons\"\ndots = true\nwhen_empty = \"What else?\"\nwhen_many = \"Pick two.\"");
    const ParsedLayout reading = read_layout(text, "tea-break.toml");
    ASSERT_TRUE(reading.layout) << files::to_text(reading.faults[0]);
    EXPECT_EQ(reading.layout->speaks_first, (std::vector<std::string>{"Whoever poured the tea.", "Whoever is new."}));
    EXPECT_TRUE(reading.layout->rounds[0].dots);
    EXPECT_EQ(reading.layout->rounds[0].when_empty, "What else?");
    EXPECT_EQ(reading.layout->rounds[0].when_many, "Pick two.");
}

TEST(LayoutFile, NamesAnUnknownIconAndTheListOfIcons) {
    const ParsedLayout reading =
        read_layout(with(good_layout, "kind = \"wins\"", "kind = \"wins\"\nicon = \"starr\""), "f");
    ASSERT_EQ(reading.faults.size(), 1u);
    EXPECT_EQ(reading.faults[0].line, 8);
    EXPECT_NE(reading.faults[0].sentence.find("did you mean \"star\"?"), std::string::npos);
    EXPECT_NE(reading.faults[0].sentence.find("sunrise"), std::string::npos);
}

TEST(LayoutFile, PutsCloseLastAndHopeRightBeforeIt) {
    std::string swapped = with(good_layout, "kind = \"wins\"", "kind = \"hope\"");
    swapped = with(swapped, "id = \"hope\"\nkind = \"hope\"", "id = \"lessons\"\nkind = \"lessons\"");
    const ParsedLayout not_hope = read_layout(swapped, "f");
    EXPECT_EQ(all_faults(not_hope), "f:17: close does not follow hope; hope is expected right before it.\n");

    const std::string twice =
        good_layout + "[[round]]\nid = \"again\"\nkind = \"close\"\nseconds = 30\nprompts = [\"x\"]\n";
    EXPECT_EQ(all_faults(read_layout(twice, "f")),
              "f:17: a round of kind close stands here; it is expected last and only once.\n"
              "f:22: close does not follow hope; hope is expected right before it.\n");
}

TEST(LayoutFile, FindsEveryFaultInTheOrderOfTheLines) {
    std::string text = with(good_layout, "name = \"Tea break\"", "nmae = \"Tea break\"");
    text = with(text, "seconds = 60", "seconds = -1");
    text = with(text, "seconds = 40", "seconds = \"long\"");
    text = with(text, "[\"Thank you.\"]", "\"Thank you.\"");
    const ParsedLayout reading = read_layout(text, "f");
    ASSERT_EQ(reading.faults.size(), 5u) << all_faults(reading);
    EXPECT_EQ(reading.faults[0].line, 1);
    EXPECT_EQ(reading.faults[1].line, 2);
    EXPECT_EQ(reading.faults[2].line, 8);
    EXPECT_EQ(reading.faults[3].line, 14);
    EXPECT_EQ(reading.faults[4].line, 21);
    EXPECT_FALSE(reading.layout);
}

TEST(LayoutFile, GivesTheLineWhereTheTextStopsBeingToml) {
    const ParsedLayout reading = read_layout(with(good_layout, "seconds = 40", "seconds = "), "f");
    ASSERT_EQ(reading.faults.size(), 1u);
    EXPECT_EQ(reading.faults[0].line, 14);
    EXPECT_EQ(reading.faults[0].sentence.find('\n'), std::string::npos);
    EXPECT_FALSE(read_layout("id = \"\xff\"", "f").faults.empty());
    EXPECT_FALSE(read_layout(std::string_view("id\0=1", 5), "f").faults.empty());
    EXPECT_FALSE(read_layout("", "f").faults.empty());
    EXPECT_FALSE(read_layout("round = 5", "f").faults.empty());
    EXPECT_FALSE(read_layout("round = [1, 2]", "f").faults.empty());
    EXPECT_FALSE(read_layout(std::string(100000, '['), "f").faults.empty());
}

TEST(LayoutFile, RefusesAHuddleOfMoreThanTwoHours) {
    std::string text = with(with(good_layout, "seconds = 60", "seconds = 3600"), "seconds = 40", "seconds = 3600");
    EXPECT_EQ(all_faults(read_layout(text, "f")),
              "f:1: all rounds together have 7230 seconds; at most 7200 are expected.\n");
}

TEST(LayoutFile, SurvivesTenThousandDamagedFiles) {
    std::mt19937 chance(7);
    const std::string letters = "[]{}=\"'\n#.,-0e\\\x80\xff t";
    std::size_t broken = 0;
    for (int attempt = 0; attempt < 10000; ++attempt) {
        std::string text = good_layout;
        for (int change = 0; change < 3; ++change) {
            const std::size_t at = chance() % text.size();
            if (chance() % 2 == 0) {
                text[at] = letters[chance() % letters.size()];
            } else {
                text.erase(at, chance() % 20);
            }
        }
        const ParsedLayout reading = read_layout(text, "f");
        EXPECT_EQ(reading.layout.has_value(), reading.faults.empty());
        if (!reading.layout) ++broken;
        for (const files::FileFault& fault : reading.faults) EXPECT_GT(fault.line, 0);
    }
    EXPECT_GT(broken, 5000u);
}

TEST(LayoutFile, SaysWhenAFileIsNotThereOrNotAFile) {
    Folder folder;
    EXPECT_EQ(all_faults(read_layout_file(folder.path() / "none.toml")),
              (folder.path() / "none.toml").string() + ": there is no such file.\n");
    EXPECT_EQ(all_faults(read_layout_file(folder.path())),
              folder.path().string() + ": this is not a file; a TOML file is expected.\n");
    folder.write("large.toml", std::string(300 * 1024, '#'));
    EXPECT_EQ(all_faults(read_layout_file(folder.path() / "large.toml")),
              (folder.path() / "large.toml").string() + ": the file is too large; at most 256 KiB are expected.\n");
}

TEST(LayoutLibrary, LetsOwnLayoutsOverrideShippedOnes) {
    Folder shipped, own;
    shipped.write("tea-break.toml", good_layout);
    shipped.write("learning-huddle.toml",
                  with(with(good_layout, "tea-break", "learning-huddle"), "Tea break", "Zebra"));
    own.write("tea-break.toml", with(good_layout, "Tea break", "Our tea break"));
    own.write("notes.txt", "not a layout");
    const LayoutLibrary library = read_layout_library(shipped.path(), own.path());
    EXPECT_TRUE(library.faults.empty());
    ASSERT_EQ(library.entries.size(), 2u);
    EXPECT_EQ(library.entries[0].layout.id, "learning-huddle");
    EXPECT_FALSE(library.entries[0].own);
    EXPECT_EQ(library.entries[1].layout.name, "Our tea break");
    EXPECT_TRUE(library.entries[1].own);
    EXPECT_EQ(library.find("tea-break")->name, "Our tea break");
    EXPECT_EQ(library.find("supper"), nullptr);
}

TEST(LayoutLibrary, LeavesBrokenFilesOutAndKeepsTheShippedOneInForce) {
    Folder shipped, own;
    shipped.write("tea-break.toml", good_layout);
    own.write("tea-break.toml", with(good_layout, "seconds = 60", "seconds = 6"));
    own.write("supper.toml", good_layout);
    const LayoutLibrary library = read_layout_library(shipped.path(), own.path());
    ASSERT_EQ(library.entries.size(), 1u);
    EXPECT_EQ(library.entries[0].layout.name, "Tea break");
    EXPECT_FALSE(library.entries[0].own);
    ASSERT_EQ(library.faults.size(), 2u);
    EXPECT_EQ(files::to_text(library.faults[0]),
              (own.path() / "supper.toml").string() +
                  ":1: \"id\" is \"tea-break\"; the file's own name is expected, \"supper\", or a "
                  "file called tea-break.toml.");
    EXPECT_EQ(library.faults[1].line, 8);
}

TEST(LayoutLibrary, ManagesWithoutEitherFolder) {
    const LayoutLibrary library = read_layout_library("/nowhere/at/all", "/nowhere/either");
    EXPECT_TRUE(library.entries.empty());
    EXPECT_TRUE(library.faults.empty());
}

}  // namespace
}  // namespace hearthside::layout_file
