// SPDX-License-Identifier: Apache-2.0
// What is read aloud, when, and what really reaches speech-dispatcher's own program.
#include "kiosk/services/read_aloud.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "kiosk/platform/speech.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::services {
namespace {

class Team {
public:
    Team() : hands_(11) { readings.look(board(), nullptr); }

    std::optional<Utterance> ask(const huddle::Intent& intent) {
        EXPECT_TRUE(support::step(state_, intent, hands_.stamp()));
        return readings.look(board(), nullptr);
    }
    huddle::Board board() const { return huddle::board_of(state_, huddle::bands_of(state_)); }
    const huddle::Round& round() const { return state_.huddle->layout.rounds[state_.huddle->clock.current]; }
    std::string token() { return hands_.fresh_token(); }

    ReadAloud readings;

private:
    support::Hands hands_;
    huddle::State state_;
};

TEST(Utterance, SaysTheTitleAndThePromptWhenARoundOpens) {
    Team team;
    const auto first = team.ask(huddle::StartHuddle{support::learning_huddle()});
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->sentence.starts_with(team.round().title));
    const auto next = team.ask(huddle::OpenNextRound{});
    ASSERT_TRUE(next);
    EXPECT_EQ(next->sentence, utterance_of(team.round(), nullptr));
    EXPECT_EQ(team.readings.look(team.board(), nullptr), std::nullopt) << "the same round is read once";
}

TEST(Utterance, JoinsTitleAndFirstPrompt) {
    huddle::Round round;
    round.title = "Mistakes";
    EXPECT_EQ(utterance_of(round, nullptr), "Mistakes");
    round.prompts = {"What was hard or surprising?", "What made it likely?"};
    EXPECT_EQ(utterance_of(round, nullptr), "Mistakes. What was hard or surprising?");
}

TEST(Utterance, StopsWhilePausedAndBeginsAgainAfterwards) {
    Team team;
    team.ask(huddle::StartHuddle{support::learning_huddle()});
    EXPECT_EQ(team.ask(huddle::Pause{}), Utterance{});
    const auto again = team.ask(huddle::Resume{});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sentence, utterance_of(team.round(), nullptr));
    EXPECT_EQ(team.ask(huddle::CloseHuddle{}), Utterance{});
}

TEST(Utterance, NeverSaysANote) {
    Team team;
    team.ask(huddle::StartHuddle{support::learning_huddle()});
    for (int note = 0; note < 6; ++note)
        EXPECT_EQ(team.ask(huddle::AddNote{huddle::RoundCategory::wins, support::clean("Blue Heron"), team.token()}),
                  std::nullopt);
    for (int round = 0; round < 2; ++round) {
        const auto read = team.ask(huddle::OpenNextRound{});
        ASSERT_TRUE(read);
        EXPECT_EQ(read->sentence.find("Blue Heron"), std::string::npos);
    }
    EXPECT_EQ(team.ask(huddle::ReleaseNotes{}), std::nullopt);
    ASSERT_FALSE(team.board().huddle->notes.empty());
    team.ask(huddle::Pause{});
    const auto again = team.ask(huddle::Resume{});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sentence.find("Blue Heron"), std::string::npos);
}

TEST(Utterance, AKioskThatComesBackSaysNothing) {
    Team team;
    team.ask(huddle::StartHuddle{support::learning_huddle()});
    ReadAloud fresh;
    EXPECT_EQ(fresh.look(team.board(), nullptr), std::nullopt);
}

// Replaces spd-say in PATH and writes down its arguments, one a line.
class SpeechTest : public testing::Test {
protected:
    void SetUp() override {
        path_ = std::getenv("PATH");
        setenv("PATH", folder_.path().c_str(), 1);
    }
    void TearDown() override { setenv("PATH", path_.c_str(), 1); }

    void install() {
        const auto program = folder_.path() / "spd-say";
        std::ofstream(program) << "#!/bin/sh\n{ printf '%s\\n' \"$@\"; while IFS= read -r line; do echo "
                                  "\"$line\"; done; echo .; } >> \""
                               << (folder_.path() / "told").string() << "\"\n";
        chmod(program.c_str(), 0755);
    }
    std::string told(int times) {
        std::string text;
        for (int tenth = 0; tenth < 50; ++tenth) {
            std::ifstream file(folder_.path() / "told");
            text.assign((std::istreambuf_iterator<char>(file)), {});
            if (count(text) >= times) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        EXPECT_EQ(count(text), times) << text;
        return text;
    }

private:
    static int count(const std::string& text) {
        int found = 0;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) found += line == "." ? 1 : 0;
        return found;
    }

    support::TemporaryFolder folder_;
    std::string path_;
};

TEST_F(SpeechTest, HandsOverTheSentenceAndItsLanguage) {
    install();
    platform::Speech speech;
    speech.say("Camgymeriadau. Beth oedd 50 % yn anodd?", "cy");
    EXPECT_EQ(told(1),
              "--cancel\n--pipe-mode\n--application-name\nhearthside\n--language\ncy\n"
              "Camgymeriadau. Beth oedd 50 % yn anodd?\n.\n");
}

TEST_F(SpeechTest, APromptIsNeverACommand) {
    install();
    platform::Speech speech;
    speech.say("!-!SET self VOLUME 100\nand more", "en");
    const std::string text = told(1);
    EXPECT_EQ(text.find("\n!-!"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("VOLUME 100 and more\n.\n")) << text;
}

TEST_F(SpeechTest, StopsOnceAndOnlyWhatWasSaid) {
    install();
    platform::Speech speech;
    speech.stop();
    speech.say("Hope", "en");
    told(1);
    speech.stop();
    speech.stop();
    EXPECT_TRUE(told(2).ends_with("Hope\n.\n--cancel\n.\n"));
}

TEST_F(SpeechTest, IsCutOffWhenTheKioskEnds) {
    install();
    {
        platform::Speech speech;
        speech.say("Hope", "en");
        told(1);
    }
    EXPECT_TRUE(told(2).ends_with("--cancel\n.\n"));
}

TEST_F(SpeechTest, SaysOnceThatNothingCanSpeak) {
    platform::Speech speech;
    testing::internal::CaptureStderr();
    speech.say("Hope", "en");
    speech.say("Close", "en");
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(said.starts_with("hearthside: nothing is read aloud")) << said;
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

}  // namespace
}  // namespace hearthside::services
