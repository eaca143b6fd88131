// SPDX-License-Identifier: Apache-2.0
// SAFETY 5 and 13: copies of the record forget what was deleted, and nothing else. A file that is not ours is read row
// by row at most.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/copies.h"
#include "core/store/copy_locations.h"
#include "core/store/history.h"
#include "core/store/recovery_note.h"
#include "core/store/schema.h"
#include "core/store/second_backups.h"
#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using std::chrono::days;
using support::bytes_of;
using support::clean;
using support::files_with;
using support::RandomRoom;
using support::short_layout;
using support::TemporaryFolder;

const huddle::Day first_day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

std::set<std::string> texts_in(const std::filesystem::path& file, const std::string& table = "notes") {
    std::set<std::string> texts;
    SQLite::Database database(file);
    SQLite::Statement row(database, "SELECT text FROM " + table);
    while (row.executeStep()) texts.insert(row.getColumn(0).getString());
    return texts;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Kiosk {
    explicit Kiosk(std::uint64_t seed = 1) : room(seed) { start(); }

    void start() {
        auto opened = Store::open(folder.path(),
                                  {.vfs = "", .disk = nullptr, .synchronous = "OFF", .second_place = second_place});
        if (!opened) throw std::runtime_error(opened.problem().sentence);
        store = std::move(*opened);
    }
    void stop() { store.reset(); }
    void use_second_place() {
        second_place = second.path();
        stop();
        start();
    }
    void ask(const huddle::Intent& intent) { EXPECT_TRUE(store->save(room.ask(intent))); }
    // A whole huddle whose notes begin with `word`.
    void huddle(const std::string& word, int notes = 5) {
        for (int i = 0; i < notes; ++i)
            ask(huddle::AddNote{huddle::RoundCategory::wins, clean(word + " " + room.token() + std::string(200, 'w')),
                                room.token()});
        ask(huddle::StartHuddle{short_layout()});
        ask(huddle::ReleaseNotes{});
        ask(huddle::CloseHuddle{});
        EXPECT_TRUE(store->compact());
    }
    huddle::Result<std::optional<huddle::Instant>> bring() {
        return bring_second_backups(folder.path(), second.path());
    }
    std::int64_t count(const std::string& of) {
        SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READONLY);
        return beside.execAndGet("SELECT count(*) FROM " + of).getInt64();
    }
    void sql(const std::string& text) { SQLite::Database(folder / "hearthside.db", SQLite::OPEN_READWRITE).exec(text); }

    TemporaryFolder folder{TemporaryFolder::Where::in_memory}, second{TemporaryFolder::Where::in_memory};
    std::filesystem::path second_place;
    RandomRoom room;
    std::unique_ptr<Store> store;
};

void spoil(const std::filesystem::path& file, double share, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    const std::uint64_t pages = std::filesystem::file_size(file) / 4096;
    for (std::uint64_t page = 1; page < pages; ++page) {
        if (std::uniform_real_distribution<>{}(random) >= share) continue;
        out.seekp(static_cast<std::streamoff>(page * 4096)) << std::string(4096, static_cast<char>(random()));
    }
}

// A row with words is known by its id once it is deleted, whoever deletes it and how.
TEST(Tombstones, Safety5EveryRowThatGoesLeavesOne) {
    Kiosk kiosk(3);
    kiosk.second_place = "/nowhere/at/all";  // so that they are kept
    kiosk.stop();
    kiosk.start();
    std::array<std::set<std::int64_t>, tables_with_words.size()> seen;
    std::array<int, tables_with_words.size()> gone{};
    const auto look = [&](bool at_end) {
        SQLite::Database record(kiosk.folder / "hearthside.db", SQLite::OPEN_READONLY);
        const Tombstones buried = tombstones_of(record);
        for (std::size_t at = 0; at < seen.size(); ++at) {
            std::set<std::int64_t> there;
            SQLite::Statement row(record, std::string{"SELECT id FROM "} + tables_with_words[at]);
            while (row.executeStep()) there.insert(row.getColumn(0).getInt64());
            for (const std::int64_t id : seen[at]) {
                if (there.contains(id) || !at_end) continue;
                ++gone[at];
                EXPECT_TRUE(std::find(buried[at].begin(), buried[at].end(), id) != buried[at].end())
                    << tables_with_words[at];
            }
            for (const std::int64_t id : buried[at]) EXPECT_FALSE(there.contains(id)) << tables_with_words[at];
            seen[at].merge(there);
        }
    };
    for (int i = 0; i < 3000; ++i) {
        ASSERT_TRUE(kiosk.store->save(kiosk.room.batch(3)));
        if (i % 10 == 0) look(false);
    }
    while (kiosk.room.state().huddle) ASSERT_TRUE(kiosk.store->save(kiosk.room.batch(3)));
    look(false);
    const huddle::Day day = kiosk.room.stamp().today;
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(kiosk.store->begin_day(day + days{i}, {}));
    kiosk.sql(
        "UPDATE huddles SET day = '2020-01-01', counts_from = NULL; "
        "UPDATE questions SET state = 'answered', closed_on = '2020-01-02'; "
        "UPDATE actions SET state = 'done', closed_on = '2020-01-02'; "
        "UPDATE lessons SET shared_on = '2020-01-02' WHERE shared_on IS NOT NULL; "
        "UPDATE received_lessons SET received_on = '2020-01-02'");
    for (int i = 20; i < 40; ++i) ASSERT_TRUE(kiosk.store->begin_day(day + days{i}, {}));
    look(true);
    for (std::size_t at = 0; at < gone.size(); ++at) EXPECT_GT(gone[at], 0) << tables_with_words[at];
}

// People saw this: after a recovery that salvaged 78 of 767 notes, the intact copy in the second place had 78 too.
TEST(SecondPlace, Safety13RecoveryTakesWhatTheSecondPlaceHasAndLeavesItAlone) {
    Kiosk kiosk;
    kiosk.use_second_place();
    for (int day = 0; day < 3; ++day) {
        for (int i = 0; i < 12; ++i) kiosk.huddle("day" + std::to_string(day), 8);
        ASSERT_TRUE(kiosk.store->backup(first_day + days{day}));
        ASSERT_TRUE(kiosk.bring());
    }
    const auto all = texts_in(kiosk.folder / "hearthside.db");
    kiosk.stop();
    spoil(kiosk.folder / "hearthside.db", 0.35, 1);
    std::uint64_t seed = 2;
    for (const auto& file : files_in(kiosk.folder / "backups")) spoil(file, 0.35, seed++);
    std::map<std::filesystem::path, std::string> before;
    for (const auto& file : files_in(kiosk.second.path())) before[file] = bytes_of(file);
    ASSERT_EQ(before.size(), 3u);
    kiosk.start();
    EXPECT_NE(kiosk.store->recovery_note().find("in the second place"), std::string::npos)
        << kiosk.store->recovery_note();
    const auto kept = texts_in(kiosk.folder / "hearthside.db");
    std::printf("35 %% of all pages spoiled: %zu of %zu notes are there\n", kept.size(), all.size());
    EXPECT_EQ(kept, all);
    (void)kiosk.store->compact();
    (void)kiosk.bring();
    (void)kiosk.bring();
    for (const auto& [file, bytes] : before) EXPECT_EQ(bytes_of(file), bytes) << file;
}

// The same with the second place away. What it holds is not lost when it is back.
TEST(SecondPlace, Safety5ARecordThatLostHuddlesMakesNoCopyForgetThem) {
    Kiosk kiosk;
    kiosk.huddle("monday");
    ASSERT_TRUE(kiosk.store->backup(first_day));
    kiosk.huddle("tuesday");
    ASSERT_TRUE(kiosk.store->backup(first_day + days{1}));
    ASSERT_TRUE(kiosk.bring());
    kiosk.stop();
    std::filesystem::remove(kiosk.folder / "backups/hearthside-2026-11-24.db");
    spoil(kiosk.folder / "hearthside.db", 1, 1);
    kiosk.start();
    ASSERT_FALSE(kiosk.store->recovery_note().empty());
    ASSERT_EQ(files_with(kiosk.folder / "backups", "tuesday"), "");
    ASSERT_TRUE(kiosk.store->backup(first_day + days{1}));  // of the same name as the copy that holds more
    const auto brought = kiosk.bring();
    ASSERT_FALSE(brought) << "and people are told";
    EXPECT_NE(brought.problem().sentence.find("hold huddles that the record lacks"), std::string::npos)
        << brought.problem().sentence;
    EXPECT_NE(files_with(kiosk.second.path(), "tuesday"), "");
    for (int i = 2; i < 12; ++i) {
        ASSERT_TRUE(kiosk.store->backup(first_day + days{i}));
        (void)kiosk.bring();
    }
    EXPECT_NE(files_with(kiosk.second.path(), "tuesday"), "") << "nor does it make room for newer ones";
    EXPECT_EQ(files_in(kiosk.second.path()).size(), 8u);
    // But it is kept no longer than notes are.
    for (int i = 0; i < 120; ++i) ASSERT_TRUE(kiosk.store->begin_day(first_day + days{i}, {}));
    ASSERT_TRUE(kiosk.store->backup(first_day + days{120}));
    ASSERT_TRUE(kiosk.bring());
    EXPECT_EQ(files_with(kiosk.second.path(), "tuesday"), "");
}

// People saw this: after restoring the oldest of three days, every newer copy lost what was newer.
TEST(Restore, Safety13ForgetsNothingThatIsNewer) {
    Kiosk kiosk;
    for (int day = 0; day < 3; ++day) {
        kiosk.huddle("of-day-" + std::to_string(day));
        ASSERT_TRUE(kiosk.store->backup(first_day + days{day}));
        ASSERT_TRUE(kiosk.bring());
    }
    kiosk.stop();
    ASSERT_TRUE(restore_record(kiosk.folder.path(), kiosk.folder / "backups/hearthside-2026-11-23.db"));
    EXPECT_NE(recent_recovery_note(kiosk.folder.path(),
                                   std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now())),
              "");
    kiosk.start();
    kiosk.room.take_over(*kiosk.store->load());
    EXPECT_EQ(kiosk.count("huddles"), 1);
    kiosk.huddle("anew");
    // A note is deleted for good meanwhile. That note, and only that note, leaves all of the copies.
    const std::string deleted = *texts_in(kiosk.folder / "hearthside.db").begin();
    ASSERT_TRUE(deleted.starts_with("anew") || deleted.starts_with("of-day-0"));
    kiosk.sql("DELETE FROM notes WHERE text = '" + deleted +
              "'; INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
    ASSERT_TRUE(kiosk.store->compact());
    ASSERT_TRUE(kiosk.store->backup(first_day + days{2}));
    for (const auto& file : files_in(kiosk.second.path()))
        std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) - std::chrono::hours{1});
    (void)kiosk.bring();
    EXPECT_EQ(files_with(kiosk.folder.path(), deleted), "");
    EXPECT_EQ(files_with(kiosk.second.path(), deleted), "");
    for (const auto& folder : {kiosk.folder / "backups", kiosk.second.path()}) {
        for (const std::string word : {"of-day-1", "of-day-2", "anew"})
            EXPECT_NE(files_with(folder, word), "") << folder << word;
    }
    EXPECT_NE(files_with(kiosk.folder.path(), "of-day-2").find("replaced"), std::string::npos) << "kept beside it, too";
}

TEST(Restore, Safety5WhatWasDeletedSinceDoesNotComeBack) {
    Kiosk kiosk;
    kiosk.second_place = "/away/for/weeks";  // so that the record still knows
    kiosk.stop();
    kiosk.start();
    kiosk.huddle("old");
    const TemporaryFolder stick;
    const auto copy = copy_record(kiosk.folder.path(), stick.path(), first_day);
    ASSERT_TRUE(copy);
    const auto texts = texts_in(*copy);
    const std::string deleted = *texts.begin();
    kiosk.sql("DELETE FROM notes WHERE text = '" + deleted +
              "'; INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
    ASSERT_TRUE(kiosk.store->compact());
    kiosk.stop();
    ASSERT_TRUE(restore_record(kiosk.folder.path(), *copy));
    EXPECT_EQ(texts_in(kiosk.folder / "hearthside.db").size(), texts.size() - 1);
    EXPECT_EQ(files_with(kiosk.folder.path(), deleted), "");
    kiosk.start();
    EXPECT_GT(kiosk.count("tombstones"), 0) << "and it goes on knowing";
}

TEST(Tombstones, Safety3WhatWasSealedInACopyLeavesItOnceItIsReleased) {
    Kiosk kiosk;
    kiosk.huddle("earlier");
    kiosk.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("written on Saturday"), kiosk.room.token()});
    ASSERT_TRUE(kiosk.store->backup(first_day));
    ASSERT_TRUE(kiosk.bring());
    const auto waiting = [&] {
        std::size_t all = 0;
        for (const auto& folder : {kiosk.folder / "backups", kiosk.second.path()}) {
            for (const auto& file : files_in(folder)) all += texts_in(file, "sealed_notes").size();
        }
        return all;
    };
    EXPECT_EQ(waiting(), 2u);
    kiosk.huddle("on Monday");
    ASSERT_TRUE(kiosk.bring());
    EXPECT_EQ(waiting(), 0u);
    EXPECT_EQ(files_with(kiosk.folder / "backups", "written on Saturday"), "");
    EXPECT_EQ(files_with(kiosk.second.path(), "written on Saturday"), "");
    EXPECT_EQ(texts_in(kiosk.folder / "hearthside.db").count("written on Saturday"), 1u);
}

TEST(Tombstones, AreDroppedWhenNoCopyCanHoldTheThing) {
    Kiosk alone;
    alone.huddle("one");
    EXPECT_EQ(alone.count("tombstones"), 0);
    Kiosk kiosk;
    kiosk.use_second_place();
    kiosk.huddle("one");
    ASSERT_TRUE(kiosk.store->backup(first_day));
    EXPECT_EQ(kiosk.count("tombstones"), 5) << "nobody knows what is in the second place";
    ASSERT_TRUE(kiosk.bring());
    kiosk.huddle("two");
    EXPECT_EQ(kiosk.count("tombstones"), 5) << "the five before it are done with";
    kiosk.second_place.clear();
    kiosk.stop();
    kiosk.start();
    kiosk.huddle("three");
    EXPECT_EQ(kiosk.count("tombstones"), 10) << "that place is away and still holds copies";
}

// Deletions by a version that left no tombstones, with a kill before the backups forgot.
TEST(Tombstones, Safety5WhatAnOlderVersionDeletedLeavesTheBackupsAfterTheUpdate) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    std::filesystem::create_directory(folder / "backups");
    const auto write = [&](const std::filesystem::path& file, const char* rest) {
        SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        bring_up_to_date(database, migrations().first(4), [](int) {});
        database.exec(
            "INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended, "
            "current_round, clock, "
            "clock_mark, last_touched, spare_ms) VALUES (1, '2026-11-22', 'l', 'L', '', '2026-11-22T08:00:00.000Z', "
            "'2026-11-22T08:12:00.000Z', 'closed', 0, 'paused', '2026-11-22T08:12:00.000Z', "
            "'2026-11-22T08:12:00.000Z', 0); "
            "INSERT INTO notes (id, huddle, theme, text, state) VALUES (2, 1, 'wins', 'stays', 'on_the_wall')");
        database.exec(rest);
    };
    const char* const deleted_note =
        "INSERT INTO notes (id, huddle, theme, text, state) VALUES (3, 1, 'wins', 'marker-deleted', 'on_the_wall'); "
        "INSERT INTO sealed_notes (id, theme, text, token) VALUES (4, 'hope', 'marker-sealed', '')";
    write(folder / "backups/hearthside-2026-11-22.db", deleted_note);
    write(folder / "hearthside.db", "INSERT INTO upkeep (task) VALUES ('forget')");
    ASSERT_TRUE(Store::open(folder.path()));
    for (const char* marker : {"marker-deleted", "marker-sealed"}) EXPECT_EQ(files_with(folder.path(), marker), "");
    EXPECT_EQ(texts_in(folder / "backups/hearthside-2026-11-22.db").count("stays"), 1u);
}

// A kill in the middle of a restore, a recovery or a backup.
TEST(Leftovers, Safety5OfEveryUnfinishedStepGoAtTheNextStart) {
    Kiosk kiosk;
    kiosk.huddle("one");
    ASSERT_TRUE(kiosk.store->backup(first_day));
    kiosk.stop();
    for (const char* name : {"hearthside.db.building", "hearthside.db.building-journal", "hearthside.db.building-wal",
                             "backups/hearthside-2026-11-22.db.part", "backups/hearthside-2026-11-22.db.part-journal"})
        std::ofstream(kiosk.folder / name) << "marker-of-a-deleted-note";
    kiosk.start();
    EXPECT_EQ(files_with(kiosk.folder.path(), "marker-of-a-deleted-note"), "");
    std::ofstream(kiosk.second / "hearthside-2026-11-22.db.part") << "marker-of-a-deleted-note";
    ASSERT_TRUE(kiosk.bring());
    EXPECT_EQ(files_with(kiosk.second.path(), "marker-of-a-deleted-note"), "");
}

const char* const spying =
    "CREATE TABLE spy (text, at); CREATE TRIGGER spy_on_notes AFTER INSERT ON sealed_notes BEGIN "
    "INSERT INTO spy VALUES (new.text, datetime('now')); END;";
// A view under the name of a table that is read all the time.
const char* const endless =
    "PRAGMA foreign_keys = OFF; ALTER TABLE notes RENAME TO real_notes; CREATE VIEW notes AS "
    "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 1 AS huddle, 'wins' AS theme, 'x' "
    "AS text, "
    "'on_the_wall' AS state, NULL AS set_aside_on, NULL AS note_group, 0 AS thanks FROM n;";

void plant(const std::filesystem::path& file, const char* sql) {
    SQLite::Database(file, SQLite::OPEN_READWRITE).exec(sql);
}

std::int64_t strangers(const std::filesystem::path& file) {
    SQLite::Database database(file);
    return database.execAndGet("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%spy%' OR type = 'view'")
        .getInt64();
}

TEST(OnlyOurTables, Safety13ARecordWithATriggerOfOthersIsReadRowByRow) {
    Kiosk kiosk;
    kiosk.huddle("one");
    kiosk.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("waits"), kiosk.room.token()});
    kiosk.stop();
    plant(kiosk.folder / "hearthside.db", spying);
    const auto read = History::open(kiosk.folder.path());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.problem().kind, huddle::ProblemKind::damaged);
    EXPECT_FALSE(copy_record(kiosk.folder.path(), kiosk.second.path(), first_day));
    kiosk.start();
    EXPECT_NE(kiosk.store->recovery_note(), "");
    EXPECT_EQ(strangers(kiosk.folder / "hearthside.db"), 0);
    EXPECT_TRUE(*kiosk.store->load() == kiosk.room.state()) << "nothing of ours is lost";
}

TEST(OnlyOurTables, Safety13ABackupIsVerifiedAndRestoredWithNothingElse) {
    for (const char* planted :
         {spying, "CREATE TABLE spy (x)", "CREATE INDEX spy ON notes (text)", "DROP TRIGGER bury_notes"}) {
        Kiosk kiosk;
        kiosk.huddle("one");
        ASSERT_TRUE(kiosk.store->backup(first_day));
        const auto backup = kiosk.folder / "backups/hearthside-2026-11-23.db";
        plant(backup, planted);
        EXPECT_FALSE(check_copies(kiosk.folder / "backups")->front().sound) << planted;
        kiosk.stop();
        ASSERT_TRUE(restore_record(kiosk.folder.path(), backup)) << planted;
        EXPECT_EQ(strangers(kiosk.folder / "hearthside.db"), 0) << planted;
        kiosk.start();
        EXPECT_EQ(kiosk.store->recovery_note(), "");
        EXPECT_TRUE(*kiosk.store->load() == kiosk.room.state()) << planted;
    }
}

TEST(OnlyOurTables, Safety13AViewWithoutEndBlocksNobody) {
    Kiosk kiosk;
    kiosk.use_second_place();
    kiosk.huddle("one");
    ASSERT_TRUE(kiosk.store->backup(first_day));
    ASSERT_TRUE(kiosk.bring());
    const auto there = kiosk.second / "hearthside-2026-11-23.db",
               here = kiosk.folder / "backups/hearthside-2026-11-23.db";
    for (const auto& file : {there, here}) plant(file, endless);
    std::ofstream(kiosk.second / "hearthside-2026-11-20.db") << "not a record at all, and somebody's own";
    SQLite::Database(kiosk.second / "hearthside-2026-11-21.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE shopping (thing)");
    const std::string shopping = bytes_of(kiosk.second / "hearthside-2026-11-21.db");
    const std::string deleted = *texts_in(kiosk.folder / "hearthside.db").begin();
    kiosk.sql("DELETE FROM notes WHERE text = '" + deleted +
              "'; INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
    (void)kiosk.store->compact();
    (void)kiosk.bring();
    (void)check_copies(kiosk.second.path());
    EXPECT_EQ(bytes_of(kiosk.second / "hearthside-2026-11-21.db"), shopping) << "what is not ours is not touched";
    kiosk.stop();
    (void)restore_record(kiosk.folder.path(), here);
    std::filesystem::resize_file(kiosk.folder / "hearthside.db", 5000);
    kiosk.start();  // a recovery reads all of them
    EXPECT_EQ(kiosk.count("huddles"), 1);
}

}  // namespace
}  // namespace hearthside::store
