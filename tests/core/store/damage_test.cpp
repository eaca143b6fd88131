// SPDX-License-Identifier: Apache-2.0
// SAFETY 13: a damaged file is put aside, the newest good backup replaces it, and what can be salvaged is there.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <set>

#include "core/store/connection.h"
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

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

struct History {
    std::string record, backup;
    huddle::State state;
    std::set<std::string> notes;  // texts of all released notes
};

std::set<std::string> texts_in(const std::filesystem::path& file, const char* sql) {
    std::set<std::string> texts;
    SQLite::Database database(file);
    SQLite::Statement row(database, sql);
    while (row.executeStep()) texts.insert(row.getColumn(0).getString());
    return texts;
}

// Thirty random huddles, with a backup after twenty of them.
const History& history() {
    static const History made = [] {
        History it;
        const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
        auto store = std::move(*Store::open(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"}));
        RandomRoom room(99);
        for (int huddles = 0, backed_up = 0; huddles < 30;) {
            const auto batch = room.batch(3);
            for (const huddle::Change& change : batch) huddles += std::holds_alternative<huddle::HuddleClosed>(change);
            if (!store->save(batch)) throw std::runtime_error("not saved");
            if (huddles == 20 && !backed_up++)
                it.backup = *store->backup(huddle::Day{std::chrono::year{2026} / 11 / 20});
        }
        it.backup = bytes_of(it.backup);
        if (!store->compact()) throw std::runtime_error("not packed");
        it.state = room.state();
        it.record = bytes_of(folder / "hearthside.db");
        it.notes = texts_in(folder / "hearthside.db", "SELECT text FROM notes");
        return it;
    }();
    return made;
}

struct Outcome {
    int unharmed = 0, restored = 0, begun_anew = 0, refused = 0, notes_kept = 0, notes_lost = 0;
};

// Opens a folder with this record and perhaps the backup. Everything must be sound afterwards.
void open_damaged(const std::string& record, bool with_backup, Outcome& outcome, const std::string& what) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    write_bytes(folder / "hearthside.db", record);
    if (with_backup) {
        std::filesystem::create_directory(folder / "backups");
        write_bytes(folder / "backups/hearthside-2026-11-20.db", history().backup);
    }
    auto opened = Store::open(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"});
    if (!opened) {
        // Only a header that looks like a newer version or another program's may be refused.
        EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::invalid) << what << ": " << opened.problem().sentence;
        ++outcome.refused;
        return;
    }
    const std::string note = (*opened)->recovery_note();
    const auto loaded = (*opened)->load();
    ASSERT_TRUE(loaded) << what << ": " << loaded.problem().sentence << " " << note;
    if (note.empty()) {
        ++outcome.unharmed;
    } else {
        ++(note.find("new one was begun") == std::string::npos ? outcome.restored : outcome.begun_anew);
        if (!record.empty()) {
            int aside = 0;
            for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
                if (entry.path().filename().string().find(".damaged-") == std::string::npos) continue;
                ++aside;
                EXPECT_EQ(bytes_of(entry.path()), record) << what << ": the damaged file was changed";
            }
            EXPECT_EQ(aside, 1) << what;
        }
        const auto kept = texts_in(folder / "hearthside.db", "SELECT text FROM notes");
        for (const std::string& text : history().notes)
            ++(kept.contains(text) ? outcome.notes_kept : outcome.notes_lost);
        if (with_backup) {
            EXPECT_TRUE(std::filesystem::exists(folder / "backups/hearthside-2026-11-20.db"));
        }
    }
    RandomRoom room(1);
    room.take_over(*loaded);
    ASSERT_TRUE((*opened)->save(room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("goes on"), "goeson"})))
        << what;
    ASSERT_TRUE(*(*opened)->load() == room.state()) << what;
    opened->reset();
    SQLite::Database database = open_connection(folder / "hearthside.db", Access::read_only, "");
    EXPECT_TRUE(faults_of(database, Check::full).empty()) << what;
}

void print(const char* what, const Outcome& it) {
    std::printf(
        "%s: %d unharmed, %d restored, %d begun anew, %d refused as not ours; of the restored ones' notes %d "
        "kept, %d lost\n",
        what, it.unharmed, it.restored, it.begun_anew, it.refused, it.notes_kept, it.notes_lost);
}

TEST(Damage, Safety13FlippedBitsNeverStopTheKiosk) {
    Outcome outcome;
    std::mt19937_64 random(1);
    // HEARTHSIDE_DAMAGED_FILES=1000 makes a thousand by hand.
    const char* const wanted = std::getenv("HEARTHSIDE_DAMAGED_FILES");
    const int files = wanted ? std::atoi(wanted) : 150;
    for (int i = 0; i < files; ++i) {
        std::string record = history().record;
        // The first rounds hit the header and the first page, on which everything depends.
        const std::size_t range = i < 40 ? 100 : i < 80 ? 4096 : record.size();
        const int flips = i % 3 == 0 ? 1 : 20;
        for (int flip = 0; flip < flips; ++flip) {
            record[random() % range] = static_cast<char>(record[random() % range] ^ (1 << (random() % 8)));
        }
        open_damaged(record, i % 2 == 0, outcome, "flips " + std::to_string(i));
    }
    print("flipped bits", outcome);
    EXPECT_GT(outcome.restored, 50);
}

TEST(Damage, Safety13DestroyedPagesLoseLittleMoreThanThemselves) {
    Outcome with_backup, without;
    std::mt19937_64 random(2);
    const std::size_t pages = history().record.size() / 4096;
    for (int i = 0; i < 60; ++i) {
        std::string record = history().record;
        const std::size_t page = 1 + random() % (pages - 1);
        for (std::size_t at = 0; at < 4096; ++at) record[page * 4096 + at] = static_cast<char>(random());
        open_damaged(record, i % 2 == 0, i % 2 == 0 ? with_backup : without, "page " + std::to_string(page));
    }
    print("a destroyed page, with a backup   ", with_backup);
    print("a destroyed page, without a backup", without);
    EXPECT_GT(without.notes_kept, 2 * without.notes_lost);
    EXPECT_GT(with_backup.notes_kept, 8 * with_backup.notes_lost);
}

TEST(Damage, Safety13TruncatedFilesNeverStopTheKiosk) {
    Outcome outcome;
    const std::size_t size = history().record.size();
    for (int i = 0; i < 40; ++i) {
        open_damaged(history().record.substr(0, size * static_cast<std::size_t>(i) / 40), true, outcome,
                     "truncated to " + std::to_string(i) + "/40");
    }
    print("truncated", outcome);
    EXPECT_EQ(outcome.restored, 40);
    EXPECT_EQ(outcome.refused, 0);
}

TEST(Damage, AMissingRecordComesBackFromTheBackup) {
    Outcome outcome;
    open_damaged("", true, outcome, "missing");
    EXPECT_EQ(outcome.restored, 1);
    EXPECT_GT(outcome.notes_kept, 0);
}

TEST(Damage, NoBackupAndNothingToReadGivesAFreshRecordAndSaysSo) {
    Outcome outcome;
    open_damaged(std::string(50'000, 'x'), false, outcome, "nothing but x");
    EXPECT_EQ(outcome.begun_anew, 1);
}

// A bad newest backup is skipped, and the one before it is used.
TEST(Damage, Safety13ABadBackupIsPassedOver) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    std::filesystem::create_directory(folder / "backups");
    write_bytes(folder / "backups/hearthside-2026-11-20.db", history().backup);
    write_bytes(folder / "backups/hearthside-2026-11-21.db", history().backup.substr(0, 9000));
    write_bytes(folder / "hearthside.db", std::string(8192, 'x'));
    auto opened = Store::open(folder.path());
    ASSERT_TRUE(opened);
    EXPECT_NE((*opened)->recovery_note().find("backup of 2026-11-20"), std::string::npos) << (*opened)->recovery_note();
}

// The running huddle, its clock and the waiting notes are the newest things. They come from the file.
TEST(Damage, Safety13SalvagesTheRunningHuddleThatIsInNoBackup) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    RandomRoom room(4);
    {
        auto store = std::move(*Store::open(folder.path()));
        for (int i = 0; i < 5; ++i)
            ASSERT_TRUE(
                store->save(room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean(room.text()), room.token()})));
        ASSERT_TRUE(store->backup(huddle::Day{std::chrono::year{2026} / 11 / 23}));
        ASSERT_TRUE(store->save(room.ask(huddle::StartHuddle{room.layout()})));
        while (room.state().huddle->layout.rounds[room.state().huddle->clock.current].kind !=
               huddle::RoundKind::close) {
            room.let_time_pass();
            ASSERT_TRUE(store->save(room.ask(huddle::ReleaseNotes{})));
            ASSERT_TRUE(store->save(room.ask(huddle::OpenNextRound{})));
        }
        ASSERT_TRUE(store->save(room.ask(huddle::AddNote{huddle::RoundCategory::hope, clean("came later"), "later"})));
        ASSERT_TRUE(store->compact());
    }
    // One page of an empty table is destroyed. Everything else can be read.
    std::string record = bytes_of(folder / "hearthside.db");
    SQLite::Database database(folder / "hearthside.db");
    const auto page = static_cast<std::size_t>(
        database.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'questions'").getInt());
    for (std::size_t at = 0; at < 4096; ++at) record[(page - 1) * 4096 + at] = 'x';
    write_bytes(folder / "hearthside.db", record);
    auto opened = Store::open(folder.path());
    ASSERT_TRUE(opened);
    EXPECT_NE((*opened)->recovery_note().find("from what could still be read"), std::string::npos);
    EXPECT_TRUE(*(*opened)->load() == room.state());
}

}  // namespace
}  // namespace hearthside::store
