// SPDX-License-Identifier: Apache-2.0
// The store's one law: load() after save() equals apply().
#include <gtest/gtest.h>

#include <cstdio>

#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using support::clean;
using support::RandomRoom;
using support::TemporaryFolder;

std::unique_ptr<Store> open_fast(const TemporaryFolder& folder) {
    auto opened = Store::open(folder.path(), {.vfs = "", .disk = nullptr, .synchronous = "OFF"});
    if (!opened) throw std::runtime_error(opened.problem().sentence);
    return std::move(opened).value();
}

TEST(StoreLaw, LoadAfterSaveEqualsApply) {
    std::size_t batches = 0, changes = 0, huddles = 0;
    std::array<std::size_t, std::variant_size_v<huddle::Change>> seen{};
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
        auto store = open_fast(folder);
        RandomRoom room(seed);
        for (int i = 0; i < 250; ++i) {
            const std::vector<huddle::Change> batch = room.batch(4);
            const auto saved = store->save(batch);
            ASSERT_TRUE(saved) << saved.problem().sentence << " seed " << seed << " batch " << i;
            const auto loaded = store->load();
            ASSERT_TRUE(loaded) << loaded.problem().sentence;
            ASSERT_TRUE(*loaded == room.state()) << "seed " << seed << " batch " << i;
            batches += 1;
            changes += batch.size();
            for (const huddle::Change& change : batch) seen[change.index()] += 1;
            if (room.chance(0.03)) {
                ASSERT_TRUE(store->compact());
            }
            if (room.chance(0.02)) {
                ASSERT_TRUE(store->backup(room.stamp().today));
            }
            if (room.chance(0.03)) {  // a restart
                store.reset();
                store = open_fast(folder);
                ASSERT_EQ(store->recovery_note(), "");
                ASSERT_TRUE(*store->load() == room.state()) << "after a restart, seed " << seed;
            }
        }
        huddles += seen[1];
    }
    for (std::size_t kind = 0; kind < seen.size(); ++kind) EXPECT_GT(seen[kind], 20u) << "change kind " << kind;
    std::printf("store law: %zu batches, %zu changes compared\n", batches, changes);
}

TEST(StoreLaw, EveryWordOfALayoutComesBack) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    auto store = open_fast(folder);
    RandomRoom room(7);
    huddle::Layout layout = room.layout();
    layout.rounds.front().prompts = {"", "a\nb", "\\n is not a line", "\\", "plain"};
    layout.rounds.front().silent_share = 0.1 + 0.2;
    ASSERT_TRUE(store->save(room.ask(huddle::StartHuddle{layout})));
    EXPECT_EQ(store->load()->huddle->layout, layout);
}

TEST(StoreLaw, NothingOfARefusedBatchIsKept) {
    const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    auto store = open_fast(folder);
    RandomRoom room(3);
    ASSERT_TRUE(store->save(room.ask(huddle::AddNote{huddle::RoundCategory::wins, clean("first"), "t1"})));
    const huddle::SealedNote kept = room.state().sealed.front();
    // The same identity twice is an error. The good change before it must not be kept either.
    const std::vector<huddle::Change> batch{
        huddle::NoteSealed{{huddle::SealedNoteId{5}, huddle::RoundCategory::hope, "second", "t2"}},
        huddle::NoteSealed{kept}};
    const auto refused = store->save(batch);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_TRUE(*store->load() == room.state());
    ASSERT_TRUE(store->save(room.ask(huddle::AddNote{huddle::RoundCategory::hope, clean("third"), "t3"})));
    EXPECT_TRUE(*store->load() == room.state());
}

}  // namespace
}  // namespace hearthside::store
