// SPDX-License-Identifier: Apache-2.0
// How a record of many years is opened. What the first frame shows is found by index. The full check (SAFETY 13) runs
// beside it, before anything is written.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "core/store/connection.h"
#include "core/store/load.h"
#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using support::bytes_of;
using support::clean;
using support::RandomRoom;
using support::TemporaryFolder;

const std::set<std::string> grow_with_the_years{"huddles",      "rounds",         "notes",        "lessons",
                                                "lesson_notes", "actions",        "action_steps", "questions",
                                                "pulse",        "question_steps", "note_groups"};

std::unique_ptr<Store> open_store(const std::filesystem::path& folder, const Store::Options& options = {}) {
    auto opened = Store::open(folder, options);
    if (!opened) throw std::runtime_error(opened.problem().sentence);
    return std::move(opened).value();
}

// Random huddles until `count` are closed.
void hold_huddles(RandomRoom& room, Store& store, int count) {
    for (int closed = 0; closed < count;) {
        const auto batch = room.batch(3);
        for (const huddle::Change& change : batch) closed += std::holds_alternative<huddle::HuddleClosed>(change);
        if (!store.save(batch)) throw std::runtime_error("not saved");
    }
}

std::set<std::string> partial_indexes_of(SQLite::Database& database) {
    std::set<std::string> found;
    SQLite::Statement row(
        database,
        "SELECT i.name FROM sqlite_schema s, pragma_index_list(s.name) i WHERE s.type = 'table' AND i.partial");
    while (row.executeStep()) found.insert(row.getColumn(0).getString());
    return found;
}

int collect(unsigned, void* into, void* statement, void*) {
    static_cast<std::set<std::string>*>(into)->insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
}

// SAFETY 13: the first frame does not depend on the number of years.
TEST(StoreStart, NothingThatHomeNeedsReadsThroughATableThatGrows) {
    const TemporaryFolder folder;
    RandomRoom room(4);
    {
        const auto store = open_store(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"});
        hold_huddles(room, *store, 20);
        while (!room.state().huddle) ASSERT_TRUE(store->save(room.batch(1)));
    }
    SQLite::Database database = open_connection(folder / "hearthside.db", Access::read_only, "");
    std::set<std::string> asked;
    sqlite3_trace_v2(database.getHandle(), SQLITE_TRACE_STMT, collect, &asked);
    {
        Statements statements(database);
        ASSERT_TRUE(load_state(statements) == room.state());
    }
    sqlite3_trace_v2(database.getHandle(), 0, nullptr, nullptr);
    ASSERT_GT(asked.size(), 12u);
    const std::set<std::string> partial = partial_indexes_of(database);
    for (const std::string& sql : asked) {
        if (!sql.starts_with("SELECT")) continue;
        SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + sql);
        while (plan.executeStep()) {
            const std::string step = plan.getColumn(3).getString();
            if (!step.starts_with("SCAN ")) continue;
            const std::string table = step.substr(5, step.find(' ', 5) - 5);
            // The few rows of a partial index may all be read.
            const bool few = std::any_of(partial.begin(), partial.end(),
                                         [&](const std::string& index) { return step.ends_with(" INDEX " + index); });
            EXPECT_TRUE(few || !grow_with_the_years.contains(table)) << step << "\n" << sql;
        }
    }
}

// SAFETY 5. People saw this: with ten years of record, deleting old notes read all huddles once for each note and took
// more than ten minutes.
TEST(StoreStart, WhatPointsToARowThatGoesIsFoundByIndex) {
    const TemporaryFolder folder;
    (void)open_store(folder.path());
    SQLite::Database database = open_connection(folder / "hearthside.db", Access::read_only, "");
    int links = 0;
    SQLite::Statement link(database,
                           "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s, "
                           "pragma_foreign_key_list(s.name) f WHERE s.type = 'table' "
                           "AND f.\"table\" IN ('notes', 'lessons', 'actions', 'questions', 'note_groups')");
    while (link.executeStep()) {
        const std::string table = link.getColumn(0).getString(), column = link.getColumn(1).getString();
        SQLite::Statement plan(database, "EXPLAIN QUERY PLAN SELECT 1 FROM " + table + " WHERE " + column + " = ?");
        ASSERT_TRUE(plan.executeStep());
        EXPECT_TRUE(plan.getColumn(3).getString().starts_with("SEARCH "))
            << table << "." << column << ": " << plan.getColumn(3).getString();
        ++links;
    }
    EXPECT_GE(links, 9);
}

// Hears of the check, as the Room does.
struct Listener {
    std::mutex mutex;
    std::condition_variable changed;
    int finished = 0;

    Store::Options options(std::uint64_t from_bytes = 0) {
        Store::Options options;
        options.synchronous = "OFF";
        options.check_beside = Store::CheckBeside{.from_bytes = from_bytes, .progress = {}, .finished = [this] {
                                                      const std::lock_guard guard(mutex);
                                                      ++finished;
                                                      changed.notify_all();
                                                  }};
        return options;
    }
    bool hears(int times) {
        std::unique_lock guard(mutex);
        return changed.wait_for(guard, std::chrono::seconds(60), [&] { return finished >= times; });
    }
};

struct Made {
    std::string record, backup;
    huddle::State state;
};

// A record with a backup, packed.
const Made& made() {
    static const Made all = [] {
        Made it;
        const TemporaryFolder folder;
        const auto store = open_store(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"});
        RandomRoom room(17);
        hold_huddles(room, *store, 25);
        it.backup = bytes_of(*store->backup(huddle::Day{std::chrono::year{2026} / 11 / 20}));
        if (!store->compact()) throw std::runtime_error("not packed");
        it.state = room.state();
        it.record = bytes_of(folder / "hearthside.db");
        return it;
    }();
    return all;
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::vector<huddle::Change> a_note() {
    RandomRoom room(5);
    return room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("written after the check"), "token"});
}

TEST(StoreStart, Safety13NothingIsWrittenBeforeTheCheckIsOver) {
    const TemporaryFolder folder;
    write_bytes(folder / "hearthside.db", made().record);
    Listener listener;
    {
        const auto store = open_store(folder.path(), listener.options());
        ASSERT_FALSE(store->checked());
        const auto loaded = store->load();  // reading does not wait
        ASSERT_TRUE(loaded);
        EXPECT_TRUE(*loaded == made().state);
        const auto refused = store->save(a_note());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::not_saved);
        EXPECT_FALSE(store->compact());
        EXPECT_FALSE(store->backup(huddle::Day{std::chrono::year{2026} / 12 / 1}));
        EXPECT_FALSE(store->begin_day(huddle::Day{std::chrono::year{2026} / 12 / 1}, {}));
    }  // closed while it is checked: no byte was written
    EXPECT_EQ(bytes_of(folder / "hearthside.db"), made().record);

    const auto store = open_store(folder.path(), listener.options());
    ASSERT_TRUE(listener.hears(1));
    EXPECT_FALSE(store->checked()) << "the store's own thread has to take the outcome first";
    const auto finished = store->finish_check();
    ASSERT_TRUE(finished);
    EXPECT_FALSE(*finished) << "nothing was recovered";
    EXPECT_TRUE(store->checked());
    EXPECT_TRUE(store->save(a_note()));
    EXPECT_EQ(store->recovery_note(), "");
}

TEST(StoreStart, ASmallOrAnOlderRecordIsCheckedAtOnce) {
    const TemporaryFolder folder;
    Listener listener;
    write_bytes(folder / "hearthside.db", made().record);
    EXPECT_TRUE(open_store(folder.path(), listener.options(64 * 1024 * 1024))->checked());
    EXPECT_TRUE(open_store(folder / "new", listener.options())->checked());
    // A copy has no journal yet. The first one to open it writes that into its header.
    write_bytes(folder / "copy/hearthside.db", made().backup);
    EXPECT_TRUE(open_store(folder / "copy", listener.options())->checked());
    EXPECT_EQ(listener.finished, 0);
}

// SAFETY 13, with damage that loading does not meet: in the notes of old huddles.
TEST(StoreStart, Safety13ADamagedPageIsRecoveredBeforeAnythingIsWritten) {
    const TemporaryFolder folder;
    std::string spoiled = made().record;
    std::size_t page = 0;
    {
        write_bytes(folder / "look/hearthside.db", made().record);
        SQLite::Database look(folder / "look/hearthside.db");
        SQLite::Statement row(look, "SELECT rootpage FROM sqlite_schema WHERE name = 'notes_by_huddle'");
        ASSERT_TRUE(row.executeStep());
        page = static_cast<std::size_t>(row.getColumn(0).getInt() - 1) * 4096;
    }
    ASSERT_LT(page + 4096, spoiled.size());
    // An entry of the index is missing. The quickest checks see nothing, and a note would be hidden.
    const std::size_t cells =
        (static_cast<unsigned char>(spoiled[page + 3]) << 8) + static_cast<unsigned char>(spoiled[page + 4]);
    ASSERT_GT(cells, 2u);
    for (std::size_t i = page + 100; i < page + 4096; ++i) spoiled[i] = static_cast<char>(spoiled[i] ^ 0x5a);
    write_bytes(folder / "hearthside.db", spoiled);
    write_bytes(folder / "backups/hearthside-2026-11-20.db", made().backup);
    Listener listener;
    const auto store = open_store(folder.path(), listener.options());
    ASSERT_FALSE(store->checked()) << "the damage must not show in load()";
    ASSERT_TRUE(store->load());
    EXPECT_FALSE(store->save(a_note()));
    ASSERT_TRUE(listener.hears(1));
    const auto finished = store->finish_check();
    ASSERT_TRUE(finished) << finished.problem().sentence;
    EXPECT_TRUE(*finished);
    EXPECT_TRUE(store->checked());
    EXPECT_NE(store->recovery_note().find("restored"), std::string::npos) << store->recovery_note();
    EXPECT_EQ(store->load()->lessons, made().state.lessons);
    EXPECT_TRUE(store->save(a_note()));
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        if (entry.path().filename().string().find(".damaged-") == std::string::npos) continue;
        ++aside;
        EXPECT_EQ(bytes_of(entry.path()), spoiled) << "the damaged file was written";
    }
    EXPECT_EQ(aside, 1);
}

}  // namespace
}  // namespace hearthside::store
