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

namespace hearthside::support {

class TestClock {
public:
    std::function<huddle::Instant()> face() {
        return [time = time_] { return huddle::Instant{huddle::Milliseconds{time->load()}}; };
    }
    void wait(huddle::Milliseconds time) { *time_ += time.count(); }
    huddle::Instant now() const { return huddle::Instant{huddle::Milliseconds{time_->load()}}; }
    // To the next border of a grid that begins at 1970.
    void wait_for_border(huddle::Milliseconds grid = std::chrono::seconds(10)) {
        wait(grid - now().time_since_epoch() % grid);
    }

private:
    std::shared_ptr<std::atomic<std::int64_t>> time_ = std::make_shared<std::atomic<std::int64_t>>(
        huddle::Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours(7)}
            .time_since_epoch()
            .count());
};

inline std::unique_ptr<room::Room> open_room(const TemporaryFolder& folder, TestClock* clock = nullptr,
                                             const store::Store::Options& store = {}) {
    room::RoomOptions options{.data = folder.path(), .time_zone = "Europe/London", .store = store};
    if (clock) options.wall_clock = clock->face();
    auto room = room::Room::open(std::move(options));
    EXPECT_TRUE(room) << (room ? "" : room.problem().sentence);
    return room ? std::move(*room) : nullptr;
}

inline std::shared_ptr<const huddle::Board> ask(room::Room& room, huddle::Intent intent) {
    auto reply = room.submit(std::move(intent)).get();
    EXPECT_TRUE(reply) << (reply ? "" : reply.problem().sentence);
    return reply ? *reply : room.board();
}

// Answered after the tick that was due, if there was one. Asks nothing.
inline std::shared_ptr<const huddle::Board> look(room::Room& room) {
    (void)room.submit(huddle::SetAside{huddle::NoteId{}}).get();
    return room.board();
}

// Sends all of them in one batch. The next batch gathers while one answer is being given.
inline std::vector<room::Room::Reply> ask_together(room::Room& room, std::vector<huddle::Intent> intents) {
    std::vector<std::promise<room::Room::Reply>> promises(intents.size());
    room.submit(huddle::SetAside{huddle::NoteId{}}, [&](const room::Room::Reply&) {
        for (std::size_t i = 0; i < intents.size(); ++i) {
            room.submit(std::move(intents[i]),
                        [&promises, i](room::Room::Reply reply) { promises[i].set_value(std::move(reply)); });
        }
    });
    std::vector<room::Room::Reply> replies;
    for (auto& promise : promises) replies.push_back(promise.get_future().get());
    return replies;
}

inline void to_round(room::Room& room, std::size_t round) {
    ask(room, huddle::StartHuddle{learning_huddle()});
    for (std::size_t i = 0; i < round; ++i) ask(room, huddle::OpenNextRound{});
}

}  // namespace hearthside::support
