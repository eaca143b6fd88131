// SPDX-License-Identifier: Apache-2.0
// SAFETY 11 and 13: an error of the disk is not damage. The disk of the record, of its backups or of the second place
// may refuse anything. No copy is lost, none counts as damaged, and what was due is done when the disk is back.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "core/store/connection.h"
#include "core/store/second_backups.h"
#include "core/store/store.h"
#include "tests/faults/faulty_disk.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

namespace fs = std::filesystem;
using faults::Fault;
using faults::FaultyDisk;
using std::chrono::days;
using support::files_with;
using support::RandomRoom;
using support::TemporaryFolder;

const huddle::Day today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

std::set<std::string> names_below(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) names.insert(fs::relative(entry.path(), folder).string());
    }
    return names;
}

// A record and three backups in each place. All of them hold a note that is to be deleted, and one that is not.
struct Start {
    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    huddle::State state;

    Start() {
        RandomRoom room(8);
        auto store = std::move(*Store::open(folder / "data"));
        fs::create_directory(folder / "second");
        for (int i = 0; i < 250 || room.state().huddle; ++i) (void)store->save(room.step());
        SQLite::Database(folder / "data/hearthside.db", SQLite::OPEN_READWRITE)
            .exec(
                "INSERT INTO notes (id, huddle, theme, text, state) VALUES (5, (SELECT max(id) FROM huddles), 'hope', "
                "'marker-deleted', 'on_the_wall'), (6, (SELECT max(id) FROM huddles), 'hope', 'marker-stays', "
                "'on_the_wall')");
        for (int i = 0; i < 3; ++i) {
            (void)store->backup(today + days{i});
            (void)bring_second_backups(folder / "data", folder / "second");
        }
        SQLite::Database(folder / "data/hearthside.db", SQLite::OPEN_READWRITE)
            .exec("DELETE FROM notes WHERE id = 5; INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
        // As a kill leaves it: with a journal, and with work that is due.
        fs::create_directory(killed());
        for (const char* part : {"data", "second"})
            fs::copy(folder / part, killed() / part, fs::copy_options::recursive);
    }
    fs::path killed() const { return folder / "killed"; }
};

void live_a_day(const fs::path& place, FaultyDisk& disk) {
    auto opened = Store::open(
        place / "data", {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL", .second_place = place / "second"});
    if (opened) {
        auto& store = *opened;
        EXPECT_EQ(store->recovery_note(), "") << "an error of the disk was taken for damage";
        (void)store->begin_day(today + days{3}, {});
        (void)store->compact();
        (void)store->backup(today + days{3});
    } else {
        EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::not_saved) << opened.problem().sentence;
    }
    for (int i = 0; i < 2; ++i) (void)bring_second_backups(place / "data", place / "second", disk.vfs(), &disk);
}

TEST(DiskFaults, Safety13AnErrorOfTheDiskDeletesNothingAndIsNotDamage) {
    const Start start;
    const auto before = names_below(start.folder / "second");
    int tried = 0;
    for (const Fault fault :
         {Fault::full, Fault::failing, Fault::read_only, Fault::unreadable, Fault::stale, Fault::no_folder_sync}) {
        for (const std::string where : {"data/hearthside.db", "data/backups", "second"}) {
            for (const std::uint64_t after : {0u, 60u}) {
                const std::string what =
                    std::to_string(static_cast<int>(fault)) + " at " + where + " after " + std::to_string(after);
                const TemporaryFolder place(TemporaryFolder::Where::in_memory);
                fs::copy(start.killed(), place / "it", fs::copy_options::recursive);
                {
                    FaultyDisk disk;
                    disk.only_below(place / "it" / where);
                    disk.set(fault, after);
                    live_a_day(place / "it", disk);
                }
                ++tried;
                const auto names = names_below(place / "it");
                for (const std::string& name : before) {
                    EXPECT_TRUE(names.contains("second/" + name)) << what;
                    EXPECT_TRUE(names.contains("data/backups/" + name)) << what;
                }
                for (const std::string& name : names) {
                    EXPECT_EQ(name.find("damaged-"), std::string::npos) << what << ": " << name;
                    EXPECT_EQ(name.find("kept-"), std::string::npos) << what << ": " << name;
                    if (!name.ends_with(".db")) continue;
                    SQLite::Database file = open_connection(place / "it" / name, Access::read_only, "");
                    EXPECT_EQ(file.execAndGet("SELECT count(*) FROM notes WHERE text = 'marker-stays'").getInt(), 1)
                        << what << ": " << name;
                }
                // The disk is back.
                FaultyDisk well;
                live_a_day(place / "it", well);
                EXPECT_EQ(files_with(place / "it", "marker-deleted"), "") << what;
            }
        }
    }
    std::printf("faults of the disk: %d tried, nothing lost\n", tried);
}

TEST(DiskFaults, Safety13ADamagedCopyInTheSecondPlaceIsPutAsideAndNotRemoved) {
    const Start start;
    const fs::path copy = start.killed() / "second/hearthside-2026-11-23.db";
    {
        std::fstream out(copy, std::ios::in | std::ios::out | std::ios::binary);
        for (std::uint64_t at = 4096; at < fs::file_size(copy); at += 4096)
            out.seekp(static_cast<std::streamoff>(at)) << std::string(4096, 'x');
    }
    const std::string bytes = support::bytes_of(copy);
    FaultyDisk disk;
    live_a_day(start.killed(), disk);
    int aside = 0;
    for (const auto& entry : fs::directory_iterator(start.killed() / "second")) {
        if (entry.path().filename().string().find("hearthside-2026-11-23.db.damaged-") == std::string::npos) continue;
        ++aside;
        EXPECT_EQ(support::bytes_of(entry.path()), bytes);
    }
    EXPECT_EQ(aside, 1);
}

}  // namespace
}  // namespace hearthside::store
