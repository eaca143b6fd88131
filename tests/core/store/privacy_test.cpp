// SPDX-License-Identifier: Apache-2.0
// SAFETY 3 and 5 on the bytes of the files: no arrival order, no deleted text, no retry token.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>

#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using support::bytes_of;
using support::clean;
using support::files_with;
using support::RandomRoom;
using support::short_layout;
using support::TemporaryFolder;

// Spearman's rank correlation of arrival (the position in the list) and place in the file.
double rank_correlation(const std::vector<std::size_t>& places) {
    const std::size_t count = places.size();
    double sum = 0;
    for (std::size_t arrival = 0; arrival < count; ++arrival) {
        const auto rank = static_cast<double>(
            std::count_if(places.begin(), places.end(), [&](std::size_t place) { return place < places[arrival]; }));
        sum += std::pow(static_cast<double>(arrival) - rank, 2);
    }
    const auto n = static_cast<double>(count);
    return 1 - 6 * sum / (n * (n * n - 1));
}

struct Pooled {
    double mean = 0;
    double standard_error = 0;
    std::size_t huddles = 0;
    bool nil() const { return std::abs(mean) < 3 * standard_error; }
};

// Without any order, a correlation over n places has variance 1 / (n - 1).
Pooled pool(const std::vector<std::vector<std::size_t>>& all_places) {
    Pooled pooled{.mean = 0, .standard_error = 0, .huddles = all_places.size()};
    double variance = 0;
    for (const auto& places : all_places) {
        pooled.mean += rank_correlation(places);
        variance += 1 / (static_cast<double>(places.size()) - 1);
    }
    const auto count = static_cast<double>(all_places.size());
    pooled.mean /= count;
    pooled.standard_error = std::sqrt(variance) / count;
    return pooled;
}

// A text that no other note has, and whose length is independent of its number.
std::string marked_text(RandomRoom& room) {
    return "<" + room.token() + ">" + std::string(static_cast<std::size_t>(room.below(120)), 'w');
}

std::vector<std::size_t> places_in(const std::string& bytes, const std::vector<std::string>& texts) {
    std::vector<std::size_t> places;
    for (const std::string& text : texts) {
        const std::size_t at = bytes.find(text.substr(0, 18));
        if (at == std::string::npos) throw std::runtime_error("a note is not in the file");
        places.push_back(at);
    }
    return places;
}

void print(const char* what, const Pooled& pooled) {
    std::printf("order leak, %s: mean rank correlation %+.4f over %zu huddles (standard error %.4f)\n", what,
                pooled.mean, pooled.huddles, pooled.standard_error);
}

struct OrderFigures {
    std::vector<std::vector<std::size_t>> released, while_sealed, not_packed, opened_tokens;
};

// 1,000 huddles of one room. Their notes are sealed one by one in an order that only the test knows.
void hold_a_thousand_huddles(std::uint64_t seed, OrderFigures& figures) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    auto store = std::move(*Store::open(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"}));
    RandomRoom room(seed);
    std::vector<std::vector<std::string>> arrivals;
    for (int huddle = 0; huddle < 1000; ++huddle) {
        arrivals.emplace_back();
        std::vector<std::string> tokens;
        for (int i = 8 + room.below(5); i > 0; --i) {
            arrivals.back().push_back(marked_text(room));
            tokens.push_back(room.token());
            ASSERT_TRUE(store->save(
                room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean(arrivals.back().back()), tokens.back()})));
        }
        // What waits must show as little as what is released. This is not checked every time, to save time.
        if (huddle % 5 == 0) {
            if (huddle % 20 == 0) {
                SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READWRITE);
                beside.exec("PRAGMA wal_checkpoint(PASSIVE)");
                figures.not_packed.push_back(places_in(bytes_of(folder / "hearthside.db"), arrivals.back()));
            }
            ASSERT_TRUE(store->compact());
            figures.while_sealed.push_back(places_in(bytes_of(folder / "hearthside.db"), arrivals.back()));
        }
        ASSERT_TRUE(store->save(room.ask(huddle::StartHuddle{short_layout()})));
        ASSERT_TRUE(store->save(room.ask(huddle::ReleaseNotes{})));
        if (huddle % 5 == 0) {
            SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READWRITE);
            beside.exec("PRAGMA wal_checkpoint(PASSIVE)");
            figures.opened_tokens.push_back(places_in(bytes_of(folder / "hearthside.db"), tokens));
        }
        ASSERT_TRUE(store->save(room.ask(huddle::CloseHuddle{})));
    }
    ASSERT_TRUE(store->compact());
    const std::string bytes = bytes_of(folder / "hearthside.db");
    for (const auto& texts : arrivals) figures.released.push_back(places_in(bytes, texts));
}

TEST(OrderLeak, Safety3FileOrderTellsNothingOfArrivalOrder) {
    OrderFigures figures;
    for (const std::uint64_t seed : {2026u, 1u, 2u, 3u}) hold_a_thousand_huddles(seed, figures);
    const Pooled after = pool(figures.released), waiting = pool(figures.while_sealed), raw = pool(figures.not_packed),
                 tokens = pool(figures.opened_tokens);
    print("released and packed", after);
    print("sealed and packed", waiting);
    print("retry tokens of what was released", tokens);
    print("control, sealed and not packed", raw);
    EXPECT_EQ(after.huddles, 4000u);
    EXPECT_TRUE(after.nil()) << after.mean;
    EXPECT_TRUE(waiting.nil()) << waiting.mean;
    EXPECT_TRUE(tokens.nil()) << tokens.mean;
    // Without the packing the pages do show the order, and the test sees it.
    EXPECT_GT(std::abs(raw.mean), 0.5);
}

// An identity that counts up, or a hidden row number, would be found.
TEST(OrderLeak, Safety3TheTestFindsIdentitiesThatCountUp) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    auto store = std::move(*Store::open(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"}));
    RandomRoom room(5);
    std::vector<std::vector<std::size_t>> counted;
    std::uint64_t next = 1;
    for (int huddle = 0; huddle < 60; ++huddle) {
        std::vector<std::string> texts;
        std::vector<huddle::Change> changes;
        for (int i = 0; i < 10; ++i) {
            texts.push_back(marked_text(room));
            changes.push_back(huddle::NoteSealed{
                {huddle::SealedNoteId{next++}, huddle::RoundCategory::wins, texts.back(), room.token()}});
        }
        ASSERT_TRUE(store->save(changes));
        ASSERT_TRUE(store->compact());
        counted.push_back(places_in(bytes_of(folder / "hearthside.db"), texts));
    }
    const Pooled pooled = pool(counted);
    print("control, identities count up", pooled);
    EXPECT_GT(std::abs(pooled.mean), 0.5);
    EXPECT_FALSE(pooled.nil());
}

TEST(OrderLeak, Safety1NoTableHasATimeAnOriginOrAPlaceInLineForNotes) {
    const TemporaryFolder folder;
    (void)*Store::open(folder.path());
    SQLite::Database database(folder / "hearthside.db");
    const auto columns_of = [&](const std::string& table) {
        std::string columns;
        SQLite::Statement row(database, "SELECT name FROM pragma_table_info(?) ORDER BY cid");
        row.bind(1, table);
        while (row.executeStep()) columns += row.getColumn(0).getString() + " ";
        return columns;
    };
    EXPECT_EQ(columns_of("sealed_notes"), "id theme text token ");
    EXPECT_EQ(columns_of("notes"), "id huddle theme text state set_aside_on note_group thanks ");
    EXPECT_EQ(columns_of("opened_tokens"), "token ");
    // The primary key is the row number itself, so there is no second, hidden one.
    SQLite::Statement hidden(database,
                             "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_%notes%' "
                             "OR name LIKE 'sqlite_sequence' OR name LIKE 'sqlite_stat%'");
    ASSERT_TRUE(hidden.executeStep());
    EXPECT_EQ(hidden.getColumn(0).getInt(), 0);
}

const std::string marker = "ZEBRA-7319-marker";

// As many bytes, in few enough characters for a note.
std::string filling(std::size_t bytes) {
    const std::string family = "👩🏽‍👩🏽‍👧🏽‍👦🏽";
    std::string text;
    while (text.size() + family.size() <= bytes) text += family;
    return text;
}

struct Deletion {
    TemporaryFolder folder;
    RandomRoom room{77};
    std::unique_ptr<Store> store = std::move(*Store::open(folder.path()));

    void ask(const huddle::Intent& intent) {
        const auto changes = room.ask(intent);
        ASSERT_FALSE(changes.empty());
        ASSERT_TRUE(store->save(changes));
    }

    // A note that holds the marker, among short notes and notes that fill pages of their own.
    huddle::NoteId release_with_marker(std::size_t length) {
        for (int i = 0; i < 5; ++i) ask(huddle::AddNote{huddle::RoundCategory::wins, clean(room.text()), room.token()});
        ask(huddle::AddNote{huddle::RoundCategory::wins, clean(marker + filling(length) + marker), "TOKENTOKEN4711"});
        EXPECT_NE(files_with(folder.path(), marker), "");
        EXPECT_NE(files_with(folder.path(), "TOKENTOKEN4711"), "");
        EXPECT_TRUE(store->backup(room.stamp().today - std::chrono::days{1}));  // the note is sealed in this one
        ask(huddle::StartHuddle{short_layout()});
        ask(huddle::ReleaseNotes{});
        EXPECT_TRUE(store->backup(room.stamp().today));  // and released in this one
        const auto& notes = room.state().huddle->notes;
        return std::find_if(notes.begin(), notes.end(),
                            [](const huddle::Note& note) { return note.text.starts_with(marker); })
            ->id;
    }
};

TEST(Forgetting, Safety5ADeletedNoteLeavesEveryFileAlsoTheBackups) {
    for (const std::size_t length : {0u, 300u, 6000u, 20000u}) {
        Deletion it;
        const huddle::NoteId note = it.release_with_marker(length);
        std::ofstream(it.folder / "hearthside.db.damaged-2026-01-01") << "pages with " << marker;
        it.ask(huddle::KeepLesson{clean("a lesson from it"), {note}, {}});
        it.ask(huddle::MarkTalkedAbout{note});
        it.ask(huddle::SetAside{note});
        EXPECT_NE(files_with(it.folder.path() / "backups", marker), "");
        it.ask(huddle::DeleteNote{note});
        ASSERT_TRUE(it.store->compact());
        EXPECT_EQ(files_with(it.folder.path(), marker), "") << "length " << length;
        EXPECT_EQ(std::filesystem::file_size(it.folder / "hearthside.db-wal"), 0u);
        EXPECT_TRUE(*it.store->load() == it.room.state());
        // The backups still hold the rest.
        SQLite::Database copy(it.folder.path() / "backups" /
                              ("hearthside-" + huddle::to_text(it.room.stamp().today) + ".db"));
        EXPECT_EQ(copy.execAndGet("SELECT count(*) FROM notes").getInt(), 5);
    }
}

TEST(Forgetting, Safety5HappensAtTheNextStartWhenTheKioskStoppedBefore) {
    Deletion it;
    const huddle::NoteId note = it.release_with_marker(50);
    it.ask(huddle::SetAside{note});
    it.ask(huddle::DeleteNote{note});
    // What a kill at this moment leaves.
    const TemporaryFolder left;
    std::filesystem::copy(it.folder.path(), left.path(), std::filesystem::copy_options::recursive);
    EXPECT_NE(files_with(left.path() / "backups", marker), "");
    const auto store = std::move(*Store::open(left.path()));
    EXPECT_EQ(files_with(left.path(), marker), "");
    EXPECT_TRUE(*store->load() == it.room.state());
}

TEST(Forgetting, Safety6RetryTokensEndWithTheHuddleAndAreInNoBackup) {
    Deletion it;
    it.release_with_marker(0);
    EXPECT_EQ(files_with(it.folder.path() / "backups", "TOKENTOKEN4711"), "");
    it.ask(huddle::CloseHuddle{});
    ASSERT_TRUE(it.store->compact());
    EXPECT_EQ(files_with(it.folder.path(), "TOKENTOKEN4711"), "");
    EXPECT_NE(files_with(it.folder.path(), marker), "") << "the note itself stays";
}

TEST(Backups, Safety13KeepTheNewestSeven) {
    Deletion it;
    const huddle::Day first{std::chrono::year{2026} / 11 / 1};
    for (int day = 0; day < 10; ++day) {
        const auto made = it.store->backup(first + std::chrono::days{day});
        ASSERT_TRUE(made) << made.problem().sentence;
        EXPECT_TRUE(std::filesystem::exists(*made));
    }
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(it.folder / "backups"))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    ASSERT_EQ(names.size(), 7u);
    EXPECT_EQ(names.front(), "hearthside-2026-11-04.db");
    EXPECT_EQ(names.back(), "hearthside-2026-11-10.db");
}

}  // namespace
}  // namespace hearthside::store
