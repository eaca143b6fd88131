// SPDX-License-Identifier: Apache-2.0
// Backups in a second place, and what is said about a restored record.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "core/store/connection.h"
#include "core/store/copies.h"
#include "core/store/recovery_note.h"
#include "core/store/second_backups.h"
#include "core/store/store.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using support::files_with;
using support::RandomRoom;
using support::TemporaryFolder;

const huddle::Day today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

// A kiosk with at least one huddle in its record.
struct Kiosk {
    explicit Kiosk(std::uint64_t seed) : room(seed) {
        store = std::move(*Store::open(folder.path()));
        for (int i = 0; i < 400 || room.state().huddle; ++i) EXPECT_TRUE(store->save(room.step()));
    }
    void note(const std::string& marker) {
        SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READWRITE);
        beside.exec(
            "INSERT INTO notes (id, huddle, theme, text, state) VALUES (5, (SELECT max(id) FROM huddles), 'hope', '" +
            marker + "', 'on_the_wall')");
    }
    // Deletes it for good, as a person does.
    void forget_note() {
        SQLite::Database(folder / "hearthside.db", SQLite::OPEN_READWRITE)
            .exec("DELETE FROM notes WHERE id = 5; INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
        EXPECT_TRUE(store->compact());
    }
    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    RandomRoom room;
    std::unique_ptr<Store> store;
};

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

TEST(SecondBackup, BringsTheNewestAndKeepsSeven) {
    Kiosk kiosk(1);
    const TemporaryFolder second;
    const auto none = bring_second_backups(kiosk.folder.path(), second.path());
    ASSERT_TRUE(none);
    EXPECT_FALSE(*none) << "there is no backup yet";
    for (int i = 0; i < 9; ++i) {
        ASSERT_TRUE(kiosk.store->backup(today + days{i}));
        const auto brought = bring_second_backups(kiosk.folder.path(), second.path());
        ASSERT_TRUE(brought) << brought.problem().sentence;
        EXPECT_TRUE(*brought);
    }
    EXPECT_EQ(names_in(second.path()), names_in(kiosk.folder.path() / "backups"));
    const auto copies = check_copies(second.path());
    ASSERT_TRUE(copies);
    ASSERT_EQ(copies->size(), 7u);
    for (const CheckedCopy& copy : *copies) {
        EXPECT_TRUE(copy.sound) << copy.file;
        EXPECT_GT(copy.huddles, 0);
    }
    EXPECT_EQ(copies->front().file.filename(), "hearthside-2026-12-01.db");
}

TEST(SecondBackup, Safety5WhatIsDeletedLeavesItToo) {
    Kiosk kiosk(2);
    const TemporaryFolder second;
    kiosk.note("marker-to-forget");
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(kiosk.store->backup(today + days{i}));
        ASSERT_TRUE(bring_second_backups(kiosk.folder.path(), second.path()));
    }
    ASSERT_NE(files_with(second.path(), "marker-to-forget"), "");
    kiosk.forget_note();
    EXPECT_EQ(files_with(kiosk.folder.path(), "marker-to-forget"), "");
    ASSERT_TRUE(bring_second_backups(kiosk.folder.path(), second.path()));
    EXPECT_EQ(files_with(second.path(), "marker-to-forget"), "");
    EXPECT_EQ(names_in(second.path()).size(), 2u);
}

TEST(SecondBackup, IsNeverMadeWhereTheFolderIsAway) {
    Kiosk kiosk(3);
    ASSERT_TRUE(kiosk.store->backup(today));
    const TemporaryFolder place;
    const auto brought = bring_second_backups(kiosk.folder.path(), place / "stick");
    ASSERT_FALSE(brought);
    EXPECT_NE(brought.problem().sentence.find("is not there just now"), std::string::npos);
    EXPECT_TRUE(names_in(place.path()).empty());
}

TEST(SecondBackup, LeavesAnotherKiosksCopiesAlone) {
    Kiosk ours(4), theirs(5);
    const TemporaryFolder second;
    ASSERT_TRUE(theirs.store->backup(today));
    ASSERT_TRUE(bring_second_backups(theirs.folder.path(), second.path()));
    const std::string before = support::bytes_of(second / "hearthside-2026-11-23.db");
    ASSERT_TRUE(ours.store->backup(today));
    const auto brought = bring_second_backups(ours.folder.path(), second.path());
    ASSERT_FALSE(brought);
    EXPECT_EQ(brought.problem().kind, huddle::ProblemKind::conflict);
    EXPECT_EQ(support::bytes_of(second / "hearthside-2026-11-23.db"), before);
}

TEST(SecondBackup, ADamagedCopyIsMadeAnewAndOneIsFoundOutByTheCheck) {
    Kiosk kiosk(6);
    const TemporaryFolder second;
    ASSERT_TRUE(kiosk.store->backup(today));
    ASSERT_TRUE(bring_second_backups(kiosk.folder.path(), second.path()));
    const auto copy = second / "hearthside-2026-11-23.db";
    std::fstream(copy, std::ios::in | std::ios::out).seekp(4096 + 100) << std::string(12000, 'x');
    EXPECT_FALSE(check_copies(second.path())->front().sound);
    std::filesystem::resize_file(copy, 0);
    EXPECT_FALSE(check_copies(second.path())->front().sound);
    ASSERT_TRUE(bring_second_backups(kiosk.folder.path(), second.path()));
    EXPECT_TRUE(check_copies(second.path())->front().sound);
    EXPECT_TRUE(check_copies("/nowhere/at/all")->empty());
}

// Waits a few seconds at most until the store says so.
template <class Ready>
bool wait_for(const Ready& ready) {
    for (int i = 0; i < 400 && !ready(); ++i) std::this_thread::sleep_for(20ms);
    return ready();
}

TEST(SecondBackup, TriesAgainWhenThePlaceIsBackAndForgetsThere) {
    Kiosk kiosk(7);
    kiosk.note("marker-to-forget");
    ASSERT_TRUE(kiosk.store->backup(today));
    const TemporaryFolder place;
    const auto stick = place / "stick", away = place / "away";
    SecondBackups second(kiosk.folder.path(), stick, 10ms);
    EXPECT_EQ(second.state().folder, stick);
    EXPECT_TRUE(wait_for([&] { return !second.state().trouble.empty(); }));
    std::filesystem::create_directory(stick);
    EXPECT_TRUE(wait_for([&] { return second.state().newest.has_value(); }));
    EXPECT_EQ(second.state().trouble, "");
    EXPECT_NE(files_with(stick, "marker-to-forget"), "");
    std::filesystem::rename(stick, away);
    EXPECT_TRUE(wait_for([&] { return !second.state().trouble.empty(); }));
    kiosk.forget_note();
    std::filesystem::rename(away, stick);
    EXPECT_TRUE(wait_for([&] { return files_with(stick, "marker-to-forget").empty(); }));
}

TEST(SecondBackup, WithoutAFolderNothingIsDone) {
    const SecondBackups none("/nowhere/at/all", "");
    EXPECT_TRUE(none.state().folder.empty());
    EXPECT_EQ(none.state().trouble, "");
}

TEST(RecoveryNote, IsSaidForADayAlsoAfterARestart) {
    const TemporaryFolder folder;
    const huddle::Instant now = today + 9h;
    EXPECT_EQ(recent_recovery_note(folder.path(), now), "");
    keep_recovery_note(folder.path(), "The record was damaged and has been restored.", now);
    EXPECT_EQ(recent_recovery_note(folder.path(), now + 23h), "The record was damaged and has been restored.");
    EXPECT_EQ(recent_recovery_note(folder.path(), now + 24h), "");
    EXPECT_FALSE(std::filesystem::exists(folder / "recovery-note"));
    std::ofstream(folder / "recovery-note") << "12x\nnonsense\n";
    EXPECT_EQ(recent_recovery_note(folder.path(), now), "");
}

}  // namespace
}  // namespace hearthside::store
