// SPDX-License-Identifier: Apache-2.0
// SAFETY 20: the passcode itself is never kept, and can be tried at most ten times an hour.
#include "core/secrets/passcode.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace hearthside::secrets {
namespace {

using namespace std::chrono_literals;
using Door = Passcode::Source;

constexpr Door screen = Door::screen;

const huddle::Instant noon = huddle::Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)) + 12h;

class PasscodeFile : public testing::Test {
protected:
    std::string bytes(const std::string& name) const { return support::bytes_of(folder / name); }
    unsigned mode(const std::string& name) const {
        struct stat status {};
        return ::stat((folder.path() / name).c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
    }
    // As many wrong tries as another run would have left. Each real one takes a third of a second.
    void leave_tries(const std::string& name, int count) const {
        std::ofstream file(folder.path() / name, std::ios::trunc);
        for (; count > 0; --count) file << noon.time_since_epoch().count() << "\n";
    }
    support::TemporaryFolder folder;
};

TEST_F(PasscodeFile, OpensOnlyToTheSamePasscodeAlsoAfterARestart) {
    Passcode passcode(folder.path());
    EXPECT_FALSE(passcode.is_set());
    EXPECT_EQ(passcode.check("anything at all", noon, screen).problem().kind, huddle::ProblemKind::conflict);
    ASSERT_TRUE(passcode.set("warm hands"));
    EXPECT_TRUE(passcode.is_set());
    EXPECT_TRUE(passcode.check("warm hands", noon, screen));
    EXPECT_EQ(passcode.check("warm hand", noon, screen).problem().kind, huddle::ProblemKind::forbidden);
    EXPECT_EQ(passcode.check("warm hands ", noon, screen).problem().kind, huddle::ProblemKind::forbidden);
    EXPECT_EQ(passcode.check("", noon, screen).problem().kind, huddle::ProblemKind::forbidden);

    Passcode again(folder.path());
    EXPECT_TRUE(again.is_set());
    EXPECT_TRUE(again.check("warm hands", noon, screen));
    ASSERT_TRUE(again.set("cold hands"));
    EXPECT_FALSE(again.check("warm hands", noon, screen));
    EXPECT_TRUE(again.check("cold hands", noon, screen));
    ASSERT_TRUE(again.remove());
    EXPECT_FALSE(Passcode(folder.path()).is_set());
}

TEST_F(PasscodeFile, KeepsAnArgon2idHashForTheOwnerAlone) {
    Passcode passcode(folder.path());
    ASSERT_TRUE(passcode.set("warm hands"));
    EXPECT_FALSE(passcode.check("warm feet", noon, screen));
    EXPECT_TRUE(bytes("passcode").starts_with("$argon2id$v=19$m=65536,t=4,p=1$"));
    EXPECT_EQ(mode("passcode"), 0600u);
    EXPECT_EQ(mode("passcode-tries"), 0600u);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        const std::string all = bytes(entry.path().filename().string());
        EXPECT_EQ(all.find("warm"), std::string::npos) << entry.path();
    }
}

TEST_F(PasscodeFile, WantsEightCharactersInAnyScript) {
    Passcode passcode(folder.path());
    for (const std::string tooshort : {"", "1234567", "żółwiki", "خفیہ کو"})
        EXPECT_EQ(passcode.set(tooshort).problem().sentence, "Please choose at least 8 characters.") << tooshort;
    EXPECT_FALSE(passcode.is_set());
    EXPECT_EQ(passcode.set(std::string(257, 'x')).problem().kind, huddle::ProblemKind::invalid);
    ASSERT_TRUE(passcode.set("zażółć gęślą"));
    EXPECT_TRUE(
        passcode.check("zaz\xCC\x87o\xCC\x81\xC5\x82"
                       "c\xCC\x81 ge\xCC\xA8s\xCC\x81la\xCC\xA8",
                       noon, screen))
        << "the same letters in their other form";
}

TEST_F(PasscodeFile, CanBeTriedTenTimesAnHourAcrossRestarts) {
    ASSERT_TRUE(Passcode(folder.path()).set("warm hands"));
    for (int count = 0; count < 10; ++count) {
        Passcode passcode(folder.path());
        EXPECT_EQ(passcode.check("wrong one", noon + std::chrono::minutes(count), screen).problem().kind,
                  huddle::ProblemKind::forbidden);
    }
    Passcode passcode(folder.path());
    const auto refused = passcode.check("warm hands", noon + 10min, screen);
    ASSERT_FALSE(refused) << "also the right one has to wait";
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::busy);
    EXPECT_EQ(refused.problem().sentence, "Please wait up to an hour, then try again.");
    EXPECT_FALSE(passcode.check("warm hands", noon + 1h - 1ms, screen));
    EXPECT_EQ(passcode.check("wrong one", noon + 1h, screen).problem().kind, huddle::ProblemKind::forbidden)
        << "the first is over";
    EXPECT_EQ(passcode.check("warm hands", noon + 1h, screen).problem().kind, huddle::ProblemKind::busy);
    EXPECT_TRUE(passcode.check("warm hands", noon + 2h + 1min, screen));
    for (int count = 0; count < 9; ++count) EXPECT_FALSE(passcode.check("wrong one", noon + 3h, screen));
    EXPECT_TRUE(passcode.check("warm hands", noon + 3h, screen)) << "a right one starts anew";
    EXPECT_FALSE(passcode.check("wrong one", noon + 3h, screen));
    EXPECT_TRUE(passcode.check("warm hands", noon + 3h, screen));
}

// SAFETY 20. People saw this: anybody on the network could lock the reviewer out of the touchscreen with ten wrong
// tries.
TEST_F(PasscodeFile, TheNetworkCannotUseUpTheTriesOfTheScreenNorOfABrowserHere) {
    ASSERT_TRUE(Passcode(folder.path()).set("warm hands"));
    leave_tries("passcode-tries-network", 9);
    EXPECT_EQ(Passcode(folder.path()).check("wrong one", noon, Door::network).problem().kind,
              huddle::ProblemKind::forbidden);
    Passcode passcode(folder.path());  // after a restart
    EXPECT_EQ(passcode.check("warm hands", noon, Door::network).problem().kind, huddle::ProblemKind::busy);
    EXPECT_EQ(passcode.check("wrong one", noon, screen).problem().kind, huddle::ProblemKind::forbidden);
    EXPECT_TRUE(passcode.check("warm hands", noon, Door::this_machine));
    EXPECT_TRUE(passcode.check("warm hands", noon, screen));
    EXPECT_EQ(passcode.check("warm hands", noon, Door::network).problem().kind, huddle::ProblemKind::busy)
        << "the right one at the screen buys a stranger ten more";
    leave_tries("passcode-tries", 10);
    EXPECT_FALSE(passcode.check("warm hands", noon, screen));
    EXPECT_TRUE(passcode.check("warm hands", noon, Door::this_machine)) << "nor the other way round";
}

TEST_F(PasscodeFile, ARightOneFromTheNetworkForgetsNoWrongOneOfAnotherThere) {
    Passcode passcode(folder.path());
    ASSERT_TRUE(passcode.set("warm hands"));
    leave_tries("passcode-tries-network", 9);
    EXPECT_TRUE(passcode.check("warm hands", noon, Door::network));
    EXPECT_TRUE(passcode.check("warm hands", noon, Door::network)) << "a right one is no try";
    EXPECT_EQ(passcode.check("wrong one", noon, Door::network).problem().kind, huddle::ProblemKind::forbidden);
    EXPECT_EQ(passcode.check("wrong one", noon, Door::network).problem().kind, huddle::ProblemKind::busy);
}

// Two of them were tried side by side. Each read the same count, and both wrote it one higher.
TEST_F(PasscodeFile, SeveralPasscodesCountTogetherAsOne) {
    ASSERT_TRUE(Passcode(folder.path()).set("warm hands"));
    leave_tries("passcode-tries-network", 7);
    std::atomic<int> looked_at{0};
    std::vector<std::thread> threads;
    for (int each = 0; each < 4; ++each) {
        threads.emplace_back([&] {
            Passcode passcode(folder.path());
            for (int count = 0; count < 2; ++count)
                if (passcode.check("wrong one", noon, Door::network).problem().kind == huddle::ProblemKind::forbidden)
                    ++looked_at;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(looked_at, 3);
}

TEST_F(PasscodeFile, AStrangersTryThatCannotBeNotedIsNone) {
    Passcode passcode(folder.path());
    ASSERT_TRUE(passcode.set("warm hands"));
    std::filesystem::remove(folder.path() / "passcode-tries-network");
    std::filesystem::create_directory(folder.path() / "passcode-tries-network");  // no file can take its place
    EXPECT_EQ(passcode.check("warm hands", noon, Door::network).problem().kind, huddle::ProblemKind::busy);
    EXPECT_TRUE(passcode.check("warm hands", noon, screen)) << "the screen opens also on a full disk";
}

TEST_F(PasscodeFile, IsNotFooledByAClockThatIsPutBack) {
    ASSERT_TRUE(Passcode(folder.path()).set("warm hands"));
    for (int count = 0; count < 10; ++count) EXPECT_FALSE(Passcode(folder.path()).check("wrong one", noon, screen));
    for (const huddle::Instant back : {noon - 1min, noon - 24h, noon - 24h * 365, huddle::Instant{}}) {
        Passcode passcode(folder.path());
        EXPECT_EQ(passcode.check("warm hands", back, screen).problem().kind, huddle::ProblemKind::busy);
        EXPECT_EQ(passcode.check("warm hands", back + 59min, screen).problem().kind, huddle::ProblemKind::busy);
    }
    EXPECT_TRUE(Passcode(folder.path()).check("warm hands", noon + 1h, screen)) << "nor locked for ever";
}

TEST_F(PasscodeFile, StaysLockedWhenItsFileIsDamaged) {
    ASSERT_TRUE(Passcode(folder.path()).set("warm hands"));
    for (const std::string damaged : {"", "\n", "warm hands\n", "$argon2id$v=19$m=65536,t=4,p=1$"}) {
        std::ofstream(folder.path() / "passcode", std::ios::trunc) << damaged;
        Passcode passcode(folder.path());
        EXPECT_TRUE(passcode.is_set());
        EXPECT_FALSE(passcode.check("warm hands", noon, screen));
        EXPECT_FALSE(passcode.check("", noon + 2h, screen));
    }
}

TEST_F(PasscodeFile, SaysWhenItCannotBeSaved) {
    Passcode passcode(folder.path() / "not-there");
    EXPECT_EQ(passcode.set("warm hands").problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_FALSE(passcode.is_set());
}

TEST_F(PasscodeFile, CountsTriesFromSeveralThreadsTogether) {
    Passcode passcode(folder.path());
    ASSERT_TRUE(passcode.set("warm hands"));
    leave_tries("passcode-tries", 7);
    std::atomic<int> looked_at{0};
    std::vector<std::thread> threads;
    for (int each = 0; each < 4; ++each) {
        threads.emplace_back([&] {
            for (int count = 0; count < 2; ++count)
                if (passcode.check("wrong one", noon, screen).problem().kind == huddle::ProblemKind::forbidden)
                    ++looked_at;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(looked_at, 3);
}

TEST(Forgetting, OverwritesTheTextsMemory) {
    std::string secret(100, 'x');
    const char* memory = secret.data();
    forget(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_EQ(memory, secret.data());
    for (std::size_t at = 0; at < 100; ++at) EXPECT_EQ(memory[at], '\0');
}

}  // namespace
}  // namespace hearthside::secrets
