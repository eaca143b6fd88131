// SPDX-License-Identifier: Apache-2.0
// The Room has the one thread that decides, saves, applies and publishes, and it is the only writer. The
// screen, phones and scripts all send intents through submit(). Waiting intents are saved together in one
// transaction, and success is reported only after they are on the disk. Only changes that protect people or
// lead the huddle happen without the disk too. They are saved when the disk works again (SAFETY 25).
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/huddle/retention.h"
#include "core/store/store.h"

namespace hearthside::room {

struct RoomOptions {
    std::filesystem::path data;
    std::string time_zone;  // IANA name; empty: the machine's own
    // Below this much free space, new notes are refused kindly (SAFETY 15).
    std::uint64_t keep_free_bytes = 50ull * 1024 * 1024;
    huddle::Retention retention;
    std::function<huddle::Instant()> wall_clock;  // for tests; empty: the machine's own
    store::Store::Options store = {};             // the second place for backups; tests set a disk with faults
    // Reports how a record was repaired that the check beside the first frame found damaged. On the Room's
    // thread.
    std::function<void(const std::string& note)> recovered = {};
};

class Room {
public:
    using Reply = huddle::Result<std::shared_ptr<const huddle::Board>>;  // the Board right after the intent's batch

    // Takes the folder's lock, opens the store and starts the thread. A large record is read at once and
    // checked beside the first frame. Until the check has ended, everything that must be saved waits in the
    // queue. Problems: another Hearthside uses the folder (conflict), and those of Store::open.
    static huddle::Result<std::unique_ptr<Room>> open(RoomOptions options);
    ~Room();  // finishes what was accepted, then stops the thread
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    // Any thread. `done` is called once on the Room's thread; it must not block. It is called at once with
    // `busy` when the Room is stopping, or when 1,024 intents are waiting and this one is of a kind that
    // phones send.
    void submit(huddle::Intent intent, std::function<void(Reply)> done);
    std::future<Reply> submit(huddle::Intent intent);

    // Any thread. Never null.
    std::shared_ptr<const huddle::Board> board() const;

    // `wake` is called on the Room's thread after each new Board. It must not block. Destroying the returned
    // handle ends the listening.
    [[nodiscard]] std::shared_ptr<void> listen(std::function<void()> wake);

    // Any thread. Sets how long things are kept. A hold applies at once, everything else from the start of
    // the next day.
    void keep(huddle::Retention retention);

    // Any thread. The huddle's time line, as in Stamp::now.
    huddle::Instant now() const;
    huddle::Day today() const;
    // Any thread. The progress of the record's check in percent; none when it has ended (SAFETY 13).
    std::optional<int> checking() const;
    // How a damaged record was repaired, shown for a day; otherwise empty. Reads a small file.
    std::string recovery_note() const;

private:
    struct Implementation;
    explicit Room(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace hearthside::room
