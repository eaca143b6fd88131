// SPDX-License-Identifier: Apache-2.0
// What the kiosk hands out for a quarter of an hour, each under a path that nobody can guess: a prepared file
// for one download, or a huddle's lessons and actions to read. Kept in memory only, never with a note. An
// expired item is removed at the next call.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/result.h"
#include "core/threads/mutex.h"
#include "kiosk/web/http.h"

namespace hearthside::phone {

// An open file. It may be deleted from its folder, and its contents are then freed with this object.
class HandoutFile {
public:
    // `name` is the file name on the phone. Problem: the file cannot be read (not_saved).
    static huddle::Result<HandoutFile> open(const std::filesystem::path& file, std::string name,
                                            std::string content_type);
    HandoutFile(HandoutFile&& other) noexcept;
    HandoutFile& operator=(HandoutFile&& other) noexcept;
    ~HandoutFile();

    const std::string& name() const { return name_; }
    const std::string& content_type() const { return content_type_; }
    std::uint64_t size() const { return size_; }
    std::shared_ptr<web::Pieces> pieces() &&;  // takes the open file

private:
    HandoutFile() = default;
    int descriptor_ = -1;
    std::string name_, content_type_;
    std::uint64_t size_ = 0;
};

struct RecordForPhones {
    struct Action {
        std::string sentence, role;
        huddle::Day due;
    };
    struct Lesson {
        std::string text;
        std::vector<Action> actions;
    };
    std::string layout_name;
    huddle::Day day;
    std::vector<Lesson> lessons;
};

// Lessons and actions only, whatever else the huddle holds.
RecordForPhones record_for_phones(const huddle::HuddleBoard& huddle);

// Any thread.
class Handouts {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes lives_for{15};
    static constexpr std::size_t at_most = 4;  // of each kind; a further one replaces the oldest

    // Returns the path: "/take/" or "/record/" and 32 hexadecimal digits.
    std::string offer(HandoutFile file, Time now);
    std::string offer(RecordForPhones record, Time now);
    void take_back(std::string_view path);
    // Whether the file of this path still waits for its download.
    bool waits(std::string_view path, Time now);

    struct FileOnOffer {
        std::string name, content_type;
        std::uint64_t size = 0;
    };
    std::optional<FileOnOffer> look(std::string_view key, Time now);
    // Works once; null the second time. From then on the link is invalid, even when the download breaks.
    std::shared_ptr<web::Pieces> take(std::string_view key, Time now);
    std::shared_ptr<const RecordForPhones> record(std::string_view key, Time now);
    void forget_old(Time now);

private:
    template <class What>
    struct Offer {
        std::string key;
        Time until;
        What what;
    };
    template <class What>
    static What* find(std::vector<Offer<What>>& offers, std::string_view key);
    void forget_old_locked(Time now) REQUIRES(lock_);

    threads::Mutex lock_;
    std::vector<Offer<HandoutFile>> files_ GUARDED_BY(lock_);
    std::vector<Offer<std::shared_ptr<const RecordForPhones>>> records_ GUARDED_BY(lock_);
};

}  // namespace hearthside::phone
