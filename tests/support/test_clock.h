// SPDX-License-Identifier: Apache-2.0
// A wall clock that a test moves, and a Room that runs by it. Such a Room ticks by itself when the clock has passed a
// tick's time. Whatever is asked afterwards is answered after that tick.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <vector>

#include "core/room/room.h"
#include "tests/support/random_huddle.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::tests {

class TestClock {
public:
    std::function<Instant()> face() {
        return [time = time_] { return Instant{Milliseconds{time->load()}}; };
    }
    void wait(Milliseconds time) { *time_ += time.count(); }
    Instant now() const { return Instant{Milliseconds{time_->load()}}; }
    // To the next border of a grid that begins at 1970.
    void wait_for_border(Milliseconds grid = std::chrono::seconds(10)) { wait(grid - now().time_since_epoch() % grid); }

private:
    std::shared_ptr<std::atomic<std::int64_t>> time_ = std::make_shared<std::atomic<std::int64_t>>(
        Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours(7)}
            .time_since_epoch()
            .count());
};

inline std::unique_ptr<Room> open_room(const TemporaryFolder& folder, TestClock* clock = nullptr,
                                       const Store::Options& store = {}) {
    RoomOptions options{.data = folder.path(), .time_zone = "Europe/London", .store = store};
    if (clock) options.wall_clock = clock->face();
    auto room = Room::open(std::move(options));
    EXPECT_TRUE(room) << (room ? "" : room.problem().sentence);
    return room ? std::move(*room) : nullptr;
}

inline std::shared_ptr<const Board> ask(Room& room, Intent intent) {
    auto reply = room.submit(std::move(intent)).get();
    EXPECT_TRUE(reply) << (reply ? "" : reply.problem().sentence);
    return reply ? *reply : room.board();
}

// Answered after the tick that was due, if there was one. Asks nothing.
inline std::shared_ptr<const Board> look(Room& room) {
    (void)room.submit(SetAside{NoteId{}}).get();
    return room.board();
}

// Sends all of them in one batch. The next batch gathers while one answer is being given.
inline std::vector<Room::Reply> ask_together(Room& room, std::vector<Intent> intents) {
    std::vector<std::promise<Room::Reply>> promises(intents.size());
    room.submit(SetAside{NoteId{}}, [&](const Room::Reply&) {
        for (std::size_t i = 0; i < intents.size(); ++i) {
            room.submit(std::move(intents[i]),
                        [&promises, i](Room::Reply reply) { promises[i].set_value(std::move(reply)); });
        }
    });
    std::vector<Room::Reply> replies;
    for (auto& promise : promises) replies.push_back(promise.get_future().get());
    return replies;
}

inline void to_round(Room& room, std::size_t round) {
    ask(room, StartHuddle{learning_huddle()});
    for (std::size_t i = 0; i < round; ++i) ask(room, OpenNextRound{});
}

}  // namespace hearthside::tests
