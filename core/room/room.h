// The one thread that decides, saves, applies and publishes; the only writer. Everybody (screen,
// phones, scripts) asks through submit(). Waiting intents are taken together and saved in one
// transaction; nobody is told "yes" before it is on the disk. Only what protects people and what leads
// the huddle happens without the disk too, and is saved when the disk is back (SAFETY 25).
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

namespace hearthside {

struct RoomOptions {
    std::filesystem::path data;
    std::string time_zone;  // IANA name; empty is the machine's own
    // Free space under which new notes are refused kindly (SAFETY 15).
    std::uint64_t keep_free_bytes = 50ull * 1024 * 1024;
    Retention retention;
    std::function<Instant()> wall_clock;  // tests give their own; empty is the machine's
    Store::Options store = {};            // the second place; tests give a disk with faults
    // What was done to a record that the check beside the first frame found damaged; on the Room's thread.
    std::function<void(const std::string& note)> recovered = {};
};

class Room {
public:
    using Reply = Result<std::shared_ptr<const Board>>;  // the Board right after the intent's batch

    // Takes the folder's lock, opens the store and starts the thread.
    // A large record is read at once and checked beside the first frame: until that is over, what has to be saved waits in the queue.
    // Problems: the folder is in use by another Hearthside (conflict), and those of Store::open.
    static Result<std::unique_ptr<Room>> open(RoomOptions options);
    ~Room();  // finishes what was accepted, then stops the thread
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    // Any thread. `done` is called once, on the Room's thread (or at once with `busy` when 1,024
    // intents wait already); it must not block.
    void submit(Intent intent, std::function<void(Reply)> done);
    std::future<Reply> submit(Intent intent);

    // Any thread. Never null.
    std::shared_ptr<const Board> board() const;

    // `wake` is called on the Room's thread after each new Board; it must not block. Returns a
    // handle that ends the listening when destroyed.
    [[nodiscard]] std::shared_ptr<void> listen(std::function<void()> wake);

    // Any thread. Another rule of how long things are kept: a hold counts at once, everything else when the next day begins.
    void keep(Retention retention);

    // Any thread. The huddle's time line, as in Stamp::now.
    Instant now() const;
    Day today() const;
    // Any thread. How far the check of the record is, in percent; none when it is over (SAFETY 13).
    std::optional<int> checking() const;
    // Empty, or for a day what was done to a damaged record. Reads a small file.
    std::string recovery_note() const;

private:
    struct Inside;
    explicit Room(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hearthside
