// SPDX-License-Identifier: Apache-2.0
// An export is announced for a day, whichever process made it, and nothing else about it is kept.
#include "core/export/announcements.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace hearthside::exports {
namespace {

using namespace std::chrono_literals;
using support::bytes_of;
using support::TemporaryFolder;

const huddle::Day first = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1}, last = first + std::chrono::days{30};
const huddle::Instant now = first + std::chrono::days{53} + 9h;
const ExportedDays october{first, last}, everything{};

TEST(Announcements, AreToldForADayAndThenTheFileIsEmpty) {
    const TemporaryFolder folder;
    EXPECT_TRUE(read_announcements(folder.path(), now).empty());
    EXPECT_FALSE(std::filesystem::exists(folder / "announcements.jsonl")) << "looking makes nothing";
    ASSERT_TRUE(announce_export(folder.path(), october, now));
    EXPECT_EQ(read_announcements(folder.path(), now), std::vector{october});
    EXPECT_EQ(read_announcements(folder.path(), now + 23h + 59min), std::vector{october});
    EXPECT_TRUE(read_announcements(folder.path(), now + 24h).empty());
    EXPECT_EQ(bytes_of(folder / "announcements.jsonl"), "");
}

TEST(Announcements, HoldDaysAndATimeAndNothingElse) {
    const TemporaryFolder folder;
    ASSERT_TRUE(announce_export(folder.path(), october, now));
    EXPECT_EQ(bytes_of(folder / "announcements.jsonl"), "{\"at\":" + std::to_string(now.time_since_epoch().count()) +
                                                            ",\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}\n");
    struct stat status {};
    ASSERT_EQ(::stat((folder / "announcements.jsonl").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u);
}

TEST(Announcements, ComeNewestFirstAndEachSpanOnce) {
    const TemporaryFolder folder;
    ASSERT_TRUE(announce_export(folder.path(), everything, now));
    ASSERT_TRUE(announce_export(folder.path(), october, now + 1h));
    ASSERT_TRUE(announce_export(folder.path(), everything, now + 2h));
    EXPECT_EQ(read_announcements(folder.path(), now + 3h), (std::vector{everything, october}));
    EXPECT_EQ(read_announcements(folder.path(), now + 25h), std::vector{everything}) << "the older ones are over";
}

TEST(Announcements, PassOverWhatCannotBeRead) {
    const TemporaryFolder folder;
    const std::string at = std::to_string(now.time_since_epoch().count());
    std::ofstream(folder / "announcements.jsonl")
        << "nonsense\n[1,2]\n{\"at\":\"x\"}\n{}\n{\"at\":" << at << ",\"from\":\"2026-13-01\"}\n{\"at\":" << at
        << ",\"from\":\"2026-10-31\",\"to\":\"2026-10-01\"}\n"
        << std::string(500, '[') << "\n\xff\xfe\n{\"at\":1e999}\n{\"at\":" << at;
    EXPECT_TRUE(read_announcements(folder.path(), now).empty());
    ASSERT_TRUE(announce_export(folder.path(), october, now));
    EXPECT_EQ(read_announcements(folder.path(), now), std::vector{october}) << "also after a line that was cut off";
}

TEST(Announcements, OfAClockThatIsFarAheadAreNotTold) {
    const TemporaryFolder folder;
    ASSERT_TRUE(announce_export(folder.path(), october, now + 87600h));
    EXPECT_TRUE(read_announcements(folder.path(), now).empty());
    ASSERT_TRUE(announce_export(folder.path(), everything, now + 1h));
    EXPECT_EQ(read_announcements(folder.path(), now), std::vector{everything}) << "an hour is no jump";
}

TEST(Announcements, OfManyProcessesAreAllThere) {
    const TemporaryFolder folder;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 20; ++i) {
                EXPECT_TRUE(announce_export(folder.path(), {first + std::chrono::days{thread}, last},
                                            now + huddle::Milliseconds{i}));
                read_announcements(folder.path(), now + 1h);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(read_announcements(folder.path(), now + 1h).size(), 8u);
    const std::string bytes = bytes_of(folder / "announcements.jsonl");
    EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 160);
}

TEST(Announcements, MakeRoomForTheNewest) {
    const TemporaryFolder folder;
    std::ofstream(folder / "announcements.jsonl") << std::string(256 * 1024 - 10, 'x') << "\n";
    ASSERT_TRUE(announce_export(folder.path(), october, now));
    EXPECT_EQ(read_announcements(folder.path(), now), std::vector{october});
}

TEST(Announcements, ThatCannotBeWrittenSayThatNothingLeft) {
    const auto told = announce_export("/nowhere/at/all", october, now);
    ASSERT_FALSE(told);
    EXPECT_EQ(told.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_TRUE(read_announcements("/nowhere/at/all", now).empty());
}

}  // namespace
}  // namespace hearthside::exports
