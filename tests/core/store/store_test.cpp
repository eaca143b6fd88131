// SPDX-License-Identifier: Apache-2.0
// Opening, migrating, reading beside the writer, and true answers when the disk is full.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "core/store/archive.h"
#include "core/store/connection.h"
#include "core/store/history.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "tests/faults/power_cut_vfs.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using faults::ModelDisk;
using support::clean;
using support::RandomRoom;
using support::TemporaryFolder;

std::unique_ptr<Store> open_store(const std::filesystem::path& folder) {
    auto opened = Store::open(folder);
    if (!opened) throw std::runtime_error(opened.problem().sentence);
    return std::move(opened).value();
}

mode_t mode_of(const std::filesystem::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return 0;
    return found.st_mode & 0777;
}

// One huddle with notes, a lesson, an action and a question. It is closed unless told otherwise.
void hold_huddle(RandomRoom& room, Store& store, bool close = true) {
    const auto ask = [&](const huddle::Intent& intent) { ASSERT_TRUE(store.save(room.ask(intent))); };
    for (int i = 0; i < 6; ++i) ask(huddle::AddNote{huddle::RoundCategory::wins, clean(room.text()), room.token()});
    huddle::Layout layout{.id = "learning-huddle", .name = "Learning huddle", .for_whom = "every team", .rounds = {}};
    for (const huddle::RoundKind kind : {huddle::RoundKind::wins, huddle::RoundKind::hope, huddle::RoundKind::close}) {
        layout.rounds.push_back({.id = std::string{huddle::to_text(kind)},
                                 .kind = kind,
                                 .title = "Title",
                                 .icon = "icon",
                                 .colour = "wins",
                                 .planned = huddle::Seconds{90},
                                 .minimum = huddle::Seconds{30},
                                 .silent_share = 0,
                                 .release_at_least = 1,
                                 .prompts = {"What helped?"}});
    }
    ask(huddle::StartHuddle{layout});
    ask(huddle::ReleaseNotes{});
    const huddle::NoteId first = room.state().huddle->notes.front().id;
    ask(huddle::KeepLesson{clean("Check the cuff first"), {first}, {}});
    ask(huddle::KeepAction{.lesson = {},
                           .condition = clean("the pump beeps"),
                           .response = clean("we look together"),
                           .role = clean("charge nurse"),
                           .due = room.stamp().today});
    ask(huddle::KeepQuestion{clean("Who orders the cuffs?"), first, {}});
    ask(huddle::SetAside{room.state().huddle->notes.back().id});
    room.let_time_pass();
    ask(huddle::OpenNextRound{});
    if (close) ask(huddle::CloseHuddle{});
}

TEST(Store, MakesAPrivateFolderAndPrivateFiles) {
    const TemporaryFolder folder;
    const auto data = folder / "deep/data";
    const mode_t old = ::umask(0);
    auto store = open_store(data);
    RandomRoom room(1);
    hold_huddle(room, *store);
    ASSERT_TRUE(store->backup(room.stamp().today));
    ::umask(old);
    EXPECT_EQ(mode_of(folder / "deep"), 0700u);
    EXPECT_EQ(mode_of(data), 0700u);
    EXPECT_EQ(mode_of(data / "backups"), 0700u);
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(mode_of(entry.path()), 0600u) << entry.path();
        ++files;
    }
    EXPECT_GE(files, 4);  // the record, its journal and index, a backup
}

TEST(Store, UsesTheSettingsThatSafety10Names) {
    const TemporaryFolder folder;
    open_store(folder.path());
    SQLite::Database database = open_connection(folder / "hearthside.db", Access::write, "");
    EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ(database.execAndGet("PRAGMA foreign_keys").getInt(), 1);
    EXPECT_EQ(database.execAndGet("PRAGMA trusted_schema").getInt(), 0);
    EXPECT_EQ(database.execAndGet("PRAGMA cell_size_check").getInt(), 1);
    EXPECT_EQ(database.execAndGet("PRAGMA secure_delete").getInt(), 1);
    SQLite::Statement memory_map(database, "PRAGMA mmap_size");
    EXPECT_TRUE(!memory_map.executeStep() || memory_map.getColumn(0).getInt() == 0);
    int defensive = 0;
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    EXPECT_EQ(defensive, 1);
}

TEST(Store, RefusesAFileFromANewerVersionAndLeavesItAlone) {
    const TemporaryFolder folder;
    open_store(folder.path());
    SQLite::Database(folder / "hearthside.db", SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version = " + std::to_string(schema_version + 1));
    const std::string before = support::bytes_of(folder / "hearthside.db");
    const auto opened = Store::open(folder.path());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::invalid);
    EXPECT_NE(opened.problem().sentence.find("newer version"), std::string::npos);
    EXPECT_EQ(support::bytes_of(folder / "hearthside.db"), before);
    const auto history = History::open(folder.path());
    ASSERT_FALSE(history);
    EXPECT_EQ(history.problem().kind, huddle::ProblemKind::invalid);
}

TEST(Store, RefusesAFileOfAnotherProgramAndLeavesItAlone) {
    const TemporaryFolder folder;
    SQLite::Database(folder / "hearthside.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE shopping (thing)");
    const auto opened = Store::open(folder.path());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::invalid);
    EXPECT_TRUE(std::filesystem::exists(folder / "hearthside.db"));
}

TEST(Store, BringsAnEmptyFileToThePresentSchema) {
    const TemporaryFolder folder;
    SQLite::Database(folder / "hearthside.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("VACUUM");
    auto store = open_store(folder.path());
    EXPECT_TRUE(*store->load() == huddle::State{});
    EXPECT_EQ(store->recovery_note(), "");
}

TEST(Store, SaysSoWhenTheFolderCannotBeMade) {
    const TemporaryFolder folder;
    std::ofstream(folder / "file") << "not a folder";
    const auto opened = Store::open(folder / "file" / "data");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.problem().kind, huddle::ProblemKind::not_saved);
}

// SAFETY 14.
TEST(Migrations, RunOneTransactionEachAfterABackupAndNotTwice) {
    const TemporaryFolder folder;
    SQLite::Database database(folder / "a.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    std::vector<int> backed_up;
    const auto before = [&](int version) { backed_up.push_back(version); };
    const Migration first[] = {{1, "CREATE TABLE one (a)"}};
    bring_up_to_date(database, first, before);
    EXPECT_TRUE(backed_up.empty()) << "an empty file needs no backup";
    const Migration broken[] = {{1, "CREATE TABLE one (a)"}, {2, "CREATE TABLE two (b); CREATE TABLE one (again)"}};
    EXPECT_THROW(bring_up_to_date(database, broken, before), SQLite::Exception);
    EXPECT_EQ(schema_of(database), 1);
    EXPECT_FALSE(database.tableExists("two")) << "half a migration stayed";
    const Migration good[] = {
        {1, "CREATE TABLE one (a)"}, {2, "CREATE TABLE two (b)"}, {3, "INSERT INTO two VALUES (5)"}};
    bring_up_to_date(database, good, before);
    bring_up_to_date(database, good, before);
    EXPECT_EQ(schema_of(database), 3);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM two").getInt(), 1);
    EXPECT_EQ(backed_up, (std::vector<int>{1, 1, 2}));
}

TEST(History, TellsWhatWasSavedWithoutSetAsideAndSealedNotes) {
    const TemporaryFolder folder;
    auto store = open_store(folder.path());
    RandomRoom room(11);
    hold_huddle(room, *store);
    hold_huddle(room, *store, false);
    ASSERT_TRUE(store->save(room.ask(huddle::AddNote{huddle::RoundCategory::hope, clean("still sealed"), "tok"})));
    auto history = History::open(folder.path());
    ASSERT_TRUE(history) << history.problem().sentence;
    std::vector<HuddleRecord> records;
    ASSERT_TRUE((*history)->read({}, [&](const HuddleRecord& record) {
        records.push_back(record);
        return true;
    }));
    ASSERT_EQ(records.size(), 2u);
    const HuddleRecord& running = records[0].closed ? records[1] : records[0];
    const HuddleRecord& closed = records[0].closed ? records[0] : records[1];
    EXPECT_EQ(closed.how_it_ended, huddle::HowItEnded::closed);
    EXPECT_FALSE(running.closed);
    for (const HuddleRecord* record : {&closed, &running}) {
        EXPECT_EQ(record->notes.size(), 5u);
        EXPECT_EQ(record->lessons.size(), 1u);
        EXPECT_EQ(record->actions.size(), 1u);
        EXPECT_EQ(record->questions.size(), 1u);
        ASSERT_EQ(record->rounds.size(), 3u);
        EXPECT_TRUE(record->rounds[0].released);
        EXPECT_EQ(record->rounds[0].planned, huddle::Seconds{90});
    }
    EXPECT_EQ(running.lessons[0], room.state().lessons.back());
    std::vector<huddle::Note> shown = room.state().huddle->notes;
    std::erase_if(shown, [](const huddle::Note& note) { return note.state == huddle::NoteState::set_aside; });
    EXPECT_EQ(running.notes, shown);
    int after_tomorrow = 0;
    ASSERT_TRUE(
        (*history)->read({.from = room.stamp().today + std::chrono::days{2}, .to = {}}, [&](const HuddleRecord&) {
            ++after_tomorrow;
            return true;
        }));
    EXPECT_EQ(after_tomorrow, 0);
    const auto holdings = (*history)->inspect();
    ASSERT_TRUE(holdings) << holdings.problem().sentence;
    EXPECT_TRUE(holdings->sound);
    EXPECT_EQ(holdings->schema, schema_version);
    EXPECT_EQ(holdings->huddles, 2);
    EXPECT_EQ(holdings->notes, 12);
    EXPECT_EQ(holdings->waiting[huddle::index_of(huddle::RoundCategory::hope)], huddle::Band::a_few);
    EXPECT_EQ((*history)->room_key()->current, room.state().key.current);
}

TEST(History, SaysWhenThereIsNoRecordOrNoneThatCanBeRead) {
    const TemporaryFolder folder;
    const auto none = History::open(folder.path());
    ASSERT_FALSE(none);
    EXPECT_EQ(none.problem().kind, huddle::ProblemKind::invalid);
    std::ofstream(folder / "hearthside.db") << std::string(5000, 'x');
    const auto unreadable = History::open(folder.path());
    ASSERT_FALSE(unreadable);
    EXPECT_EQ(unreadable.problem().kind, huddle::ProblemKind::damaged);
}

// SAFETY 10: readers beside the writer see whole batches only and never checkpoint, also not on close.
TEST(History, ReadsWholeBatchesWhileTheRoomWrites) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    auto store = open_store(folder.path());
    RandomRoom room(21);
    hold_huddle(room, *store);
    std::atomic<bool> stop{false};
    std::atomic<int> reads{0}, torn{0}, failures{0};
    std::thread reader([&] {
        while (!stop) {
            auto history = History::open(folder.path());
            if (!history) {
                ++failures;
                continue;
            }
            const auto read = (*history)->read({}, [&](const HuddleRecord& record) {
                // hold_huddle releases six notes in one batch.
                if (!record.notes.empty() && record.notes.size() < 5) ++torn;
                return true;
            });
            if (!read) ++failures;
            ++reads;
        }
    });
    int busy = 0;
    for (int i = 0; i < 60; ++i) {
        hold_huddle(room, *store);
        if (!store->compact()) ++busy;
    }
    stop = true;
    reader.join();
    EXPECT_GT(reads, 5);
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(failures, 0);
    EXPECT_LT(busy, 60);
    EXPECT_TRUE(*store->load() == room.state());
    std::printf("history beside the writer: %d reads, %d of 60 packings were put off\n", reads.load(), busy);
}

TEST(History, LeavesTheJournalToTheWriter) {
    const TemporaryFolder folder;
    auto store = open_store(folder.path());
    RandomRoom room(22);
    hold_huddle(room, *store);
    const auto journal = std::filesystem::file_size(folder / "hearthside.db-wal");
    ASSERT_GT(journal, 0u);
    const std::string record = support::bytes_of(folder / "hearthside.db");
    {
        auto history = History::open(folder.path());
        ASSERT_TRUE((*history)->read({}, [](const HuddleRecord&) { return true; }));
    }
    EXPECT_EQ(std::filesystem::file_size(folder / "hearthside.db-wal"), journal);
    EXPECT_EQ(support::bytes_of(folder / "hearthside.db"), record);
}

// SAFETY 11 on a real, small file system.
TEST(FullDisk, SaysNotSavedKeepsWhatWasSavedAndGoesOnWhenThereIsRoomAgain) {
    const TemporaryFolder folder;
    const auto data = folder / "small";
    std::filesystem::create_directory(data);
    if (::mount("tmpfs", data.c_str(), "tmpfs", 0, "size=1m,mode=0700") != 0) {
        GTEST_SKIP() << "mounting a small file system needs root; FullDisk.OnAModelledDisk covers the rest";
    }
    {
        auto store = open_store(data);
        std::ofstream filler(data / "filler");
        filler << std::string(200'000, 'x');
        filler.close();
        RandomRoom room(31);
        huddle::Result<void> last;
        int notes = 0;
        while (last) {
            const huddle::State before = room.state();
            last = store->save(
                room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean(std::string(500, 'n')), room.token()}));
            if (last) {
                ++notes;
            } else {
                room.take_over(before);
            }
            ASSERT_LT(notes, 5000);
        }
        EXPECT_GT(notes, 20);
        EXPECT_EQ(last.problem().kind, huddle::ProblemKind::not_saved);
        EXPECT_EQ(last.problem().sentence, "Not saved: the disk is full. Please keep your text.");
        EXPECT_TRUE(*store->load() == room.state());
        EXPECT_FALSE(store->backup(room.stamp().today));
        std::filesystem::remove(data / "filler");
        ASSERT_TRUE(
            store->save(room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("room again"), room.token()})));
        EXPECT_TRUE(*store->load() == room.state());
        store.reset();
        EXPECT_TRUE(*open_store(data)->load() == room.state());
        std::printf("full disk: %d notes saved before the disk was full\n", notes);
    }
    EXPECT_EQ(::umount(data.c_str()), 0);
}

TEST(FullDisk, OnAModelledDiskAtEverySizeNothingIsHalfDone) {
    int refused = 0;
    for (std::uint64_t capacity = 90'000; capacity < 330'000; capacity += 4096) {
        ModelDisk disk;
        auto opened = Store::open("/model", {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
        ASSERT_TRUE(opened);
        auto& store = *opened;
        RandomRoom room(capacity);
        disk.set_capacity(capacity);
        for (int i = 0; i < 60; ++i) {
            const huddle::State before = room.state();
            const auto saved = store->save(room.batch(3));
            if (!saved) {
                ++refused;
                EXPECT_EQ(saved.problem().sentence, "Not saved: the disk is full. Please keep your text.");
                room.take_over(before);
            }
            if (i % 20 == 19) (void)store->compact();
            ASSERT_TRUE(*store->load() == room.state()) << capacity;
        }
        disk.set_capacity(UINT64_MAX);
        ASSERT_TRUE(store->compact());
        ASSERT_TRUE(*store->load() == room.state());
    }
    EXPECT_GT(refused, 100);
    std::printf("full modelled disk: %d batches refused, none half done\n", refused);
}

TEST(Store, KeepsNothingOfAHuddleThatWasCalledOff) {
    const TemporaryFolder folder;
    auto store = open_store(folder.path());
    RandomRoom room(77);
    const auto ask = [&](const huddle::Intent& intent) { ASSERT_TRUE(store->save(room.ask(intent))); };
    ask(huddle::AddNote{huddle::RoundCategory::wins, clean(room.text()), room.token()});
    ask(huddle::ChooseNextLead{clean("Ward clerk")});
    huddle::Layout layout{.id = "by-mistake", .name = "By mistake", .for_whom = "nobody", .rounds = {}};
    for (const huddle::RoundKind kind : {huddle::RoundKind::quiet, huddle::RoundKind::close})
        layout.rounds.push_back({.id = std::string{huddle::to_text(kind)},
                                 .kind = kind,
                                 .title = "Title",
                                 .icon = "icon",
                                 .colour = "wins",
                                 .planned = huddle::Seconds{90},
                                 .minimum = huddle::Seconds{30},
                                 .silent_share = 0,
                                 .release_at_least = 1,
                                 .prompts = {"What helped?"}});
    ask(huddle::StartHuddle{layout});
    ask(huddle::CallOff{});
    EXPECT_EQ(room.state().next_lead, "Ward clerk");
    EXPECT_EQ(room.state().sealed.size(), 1u);
    ASSERT_TRUE(store->compact());
    store = open_store(folder.path());
    auto loaded = store->load();
    ASSERT_TRUE(loaded);
    EXPECT_EQ(*loaded, room.state());
    auto history = History::open(folder.path());
    ASSERT_TRUE(history);
    EXPECT_EQ(*(*history)->count_huddles({}), 0);
}

TEST(Store, ShowsNothingThatWentAsideWithItsNote) {
    const TemporaryFolder folder;
    auto store = open_store(folder.path());
    RandomRoom room(78);
    const auto ask = [&](const huddle::Intent& intent) { ASSERT_TRUE(store->save(room.ask(intent))); };
    hold_huddle(room, *store, false);
    ask(huddle::Back{});
    const huddle::Note note = room.state().huddle->notes.front();
    ask(huddle::KeepQuestion{clean(note.text), note.id, {}});
    ask(huddle::KeepLesson{clean(note.text), {note.id}, {}});
    const auto record = [&] { return **(*History::open(folder.path()))->find_huddle(room.state().huddle->id); };
    ASSERT_EQ(record().questions.size(), 2u);
    ASSERT_EQ(record().lessons.size(), 2u);
    auto archive = Archive::open(folder.path());
    ASSERT_TRUE(archive);
    const auto found = [&] { return (*archive)->search({.words = note.text}, {})->total; };
    const auto before = found();
    ask(huddle::SetAside{note.id});
    EXPECT_EQ(record().questions.size(), 1u);
    EXPECT_EQ(record().lessons.size(), 1u);
    EXPECT_EQ((*archive)->questions({}, {}, {})->total, 1);
    EXPECT_EQ((*archive)->lessons({}, {})->total, 1);
    EXPECT_EQ(found(), before - 3) << "the note, the question and the lesson";
    ask(huddle::BringBack{note.id, huddle::NoteState::on_the_wall});
    EXPECT_EQ(record().questions.size(), 2u);
    EXPECT_EQ(record().lessons.size(), 2u);
    // Deleted for good, its words leave the record altogether.
    ask(huddle::SetAside{note.id});
    ask(huddle::DeleteNote{note.id});
    EXPECT_EQ(*store->load(), room.state());
    EXPECT_EQ(record().questions.size(), 1u);
    EXPECT_EQ(record().lessons.size(), 1u);
}

}  // namespace
}  // namespace hearthside::store
