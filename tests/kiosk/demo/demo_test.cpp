// SPDX-License-Identifier: Apache-2.0
// The demo's history: led by the real rules, saved by the real store, plausible and repeatable.
#include "kiosk/demo/demo_history.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/calendar/calendar.h"
#include "core/files/folders.h"
#include "core/huddle/state.h"
#include "core/store/history.h"
#include "core/store/store.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::demo {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class DemoHistory : public testing::Test {
protected:
    DemoHistory()
        : library_(layout_file::read_layout_library(files::share_folder() / "layouts", {})),
          samples_(*read_samples(files::share_folder() / "assets" / "samples")) {
        choice_.now = huddle::Instant(huddle::Day(std::chrono::days(20500))) + 15h;
        choice_.time_zone = "Europe/London";
        choice_.seed = 13;
    }
    fs::path new_folder() { return folder_ / std::to_string(++folders_); }
    std::vector<store::HuddleRecord> read(const fs::path& folder) {
        std::vector<store::HuddleRecord> huddles;
        auto history = store::History::open(folder);
        EXPECT_TRUE(history);
        EXPECT_TRUE((*history)->read({}, [&](const store::HuddleRecord& huddle) {
            huddles.push_back(huddle);
            return true;
        }));
        return huddles;
    }

    layout_file::LayoutLibrary library_;
    Samples samples_;
    DemoChoice choice_;
    support::TemporaryFolder folder_;
    int folders_ = 0;
};

TEST_F(DemoHistory, LeadsThreeHuddlesADayUpToNow) {
    choice_.huddles = 200;
    const fs::path folder = new_folder();
    const auto made = make_demo(folder, choice_, library_, samples_);
    ASSERT_TRUE(made) << made.problem().sentence;
    EXPECT_EQ(*made, 200);
    const auto huddles = read(folder);
    ASSERT_EQ(huddles.size(), 200u);
    std::map<huddle::Day, int> a_day;
    std::size_t notes = 0, lessons = 0, actions = 0, questions = 0;
    std::set<std::string> layouts;
    huddle::Instant last{};
    for (const store::HuddleRecord& huddle : huddles) {
        ++a_day[huddle.day];
        ASSERT_TRUE(huddle.closed && huddle.how_it_ended);
        EXPECT_GT(huddle.started, last);
        EXPECT_LE(*huddle.closed, choice_.now);
        EXPECT_EQ(calendar::local_time(huddle.started, choice_.time_zone).minute, 30);
        last = *huddle.closed;
        notes += huddle.notes.size();
        lessons += huddle.lessons.size();
        actions += huddle.actions.size();
        questions += huddle.questions.size();
        layouts.insert(huddle.layout_id);
    }
    for (const auto& [day, count] : a_day) EXPECT_LE(count, 3);
    EXPECT_EQ(huddles.back().day, huddle::Day(std::chrono::days(20500)));
    EXPECT_GT(notes, 1500u);
    EXPECT_GT(lessons, 80u);
    EXPECT_GT(actions, 50u);
    EXPECT_GE(questions, 4u);
    EXPECT_GE(layouts.size(), 5u);
}

TEST_F(DemoHistory, LeavesAHomeScreenWithSomethingToShow) {
    choice_.huddles = 60;
    const fs::path folder = new_folder();
    ASSERT_TRUE(make_demo(folder, choice_, library_, samples_));
    auto store = store::Store::open(folder);
    ASSERT_TRUE(store);
    const auto state = (*store)->load();
    ASSERT_TRUE(state);
    EXPECT_FALSE(state->huddle);
    ASSERT_TRUE(state->last_time);
    EXPECT_TRUE(state->last_time->hope);
    EXPECT_GE(state->sealed.size(), 7u);
    EXPECT_FALSE(state->actions.empty());
    EXPECT_LT(state->actions.size(), 40u);
    EXPECT_EQ(state->key.current.size(), 32u);
}

TEST_F(DemoHistory, IsTheSameForTheSameSeed) {
    choice_.huddles = 12;
    const fs::path first = new_folder(), second = new_folder(), third = new_folder();
    ASSERT_TRUE(make_demo(first, choice_, library_, samples_));
    ASSERT_TRUE(make_demo(second, choice_, library_, samples_));
    choice_.seed = 12;
    ASSERT_TRUE(make_demo(third, choice_, library_, samples_));
    const auto texts = [this](const fs::path& folder) {
        std::vector<std::string> all;
        for (const store::HuddleRecord& huddle : read(folder)) {
            for (const huddle::Note& note : huddle.notes) all.push_back(note.text);
        }
        return all;
    };
    EXPECT_EQ(texts(first), texts(second));
    EXPECT_NE(texts(first), texts(third));
}

TEST_F(DemoHistory, NeverTouchesARecordThatIsThere) {
    choice_.huddles = 3;
    const fs::path folder = new_folder();
    ASSERT_TRUE(make_demo(folder, choice_, library_, samples_));
    const auto again = make_demo(folder, choice_, library_, samples_);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.problem().kind, huddle::ProblemKind::conflict);
    EXPECT_EQ(read(folder).size(), 3u);
}

TEST_F(DemoHistory, SpeaksInTheVoiceOfItsPlace) {
    choice_.huddles = 6;
    choice_.place = "office";
    const fs::path folder = new_folder();
    ASSERT_TRUE(make_demo(folder, choice_, library_, samples_));
    std::set<std::string> office;
    for (const SampleNote& note : samples_.notes) {
        if (note.place == "office") office.insert(note.text.str());
    }
    for (const store::HuddleRecord& huddle : read(folder)) {
        EXPECT_EQ(huddle.layout_id, "office-team");
        for (const huddle::Note& note : huddle.notes) EXPECT_TRUE(office.contains(note.text)) << note.text;
    }
}

TEST_F(DemoHistory, NeedsLayoutsAndSamples) {
    EXPECT_FALSE(make_demo(new_folder(), choice_, {}, samples_));
    EXPECT_FALSE(make_demo(new_folder(), choice_, library_, {}));
    EXPECT_FALSE(read_samples("/nowhere"));
}

TEST(Samples, HoldEnoughForEveryThemeAndPlace) {
    const auto samples = read_samples(files::share_folder() / "assets" / "samples");
    ASSERT_TRUE(samples) << samples.problem().sentence;
    std::map<std::pair<std::string, huddle::RoundCategory>, int> count;
    for (const SampleNote& note : samples->notes) ++count[{note.place, note.category}];
    ASSERT_EQ(count.size(), 8u);
    for (const auto& [key, number] : count) EXPECT_GE(number, 10) << key.first;
    EXPECT_GE(samples->lessons.size(), 25u);
    EXPECT_GE(samples->questions.size(), 10u);
}

}  // namespace
}  // namespace hearthside::demo
