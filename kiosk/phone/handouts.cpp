// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/handouts.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "core/secrets/chance.h"

namespace hearthside::phone {

namespace {

constexpr std::size_t bytes_of_a_piece = 64 * 1024;
constexpr std::string_view take_path = "/take/", record_path = "/record/";

// The file is new and still in the page cache, so reading a piece does not delay the phones.
class FilePieces final : public web::Pieces {
public:
    FilePieces(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    ~FilePieces() override { ::close(descriptor_); }

    void next(std::function<void(Piece)> take) override {
        Piece piece;
        piece.bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(bytes_of_a_piece, size_ - at_)));
        const ssize_t count = ::pread(descriptor_, piece.bytes.data(), piece.bytes.size(), static_cast<off_t>(at_));
        const bool whole = count >= 0 && static_cast<std::size_t>(count) == piece.bytes.size();
        at_ += piece.bytes.size();
        if (at_ == size_) piece.then = Piece::Then::end;
        if (!whole) piece = {.bytes = {}, .then = Piece::Then::broken};
        take(std::move(piece));
    }
    std::optional<std::uint64_t> size() const override { return size_; }

private:
    int descriptor_;
    std::uint64_t size_, at_ = 0;
};

}  // namespace

huddle::Result<HandoutFile> HandoutFile::open(const std::filesystem::path& file, std::string name,
                                              std::string content_type) {
    HandoutFile opened;
    opened.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (opened.descriptor_ < 0 || ::fstat(opened.descriptor_, &status) != 0 || !S_ISREG(status.st_mode))
        return huddle::Problem{huddle::ProblemKind::not_saved, "The file for the phone cannot be read."};
    opened.size_ = static_cast<std::uint64_t>(status.st_size);
    opened.name_ = std::move(name);
    opened.content_type_ = std::move(content_type);
    return opened;
}

HandoutFile::HandoutFile(HandoutFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      content_type_(std::move(other.content_type_)),
      size_(other.size_) {}

HandoutFile& HandoutFile::operator=(HandoutFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(name_, other.name_);
    std::swap(content_type_, other.content_type_);
    std::swap(size_, other.size_);
    return *this;
}

HandoutFile::~HandoutFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::shared_ptr<web::Pieces> HandoutFile::pieces() && {
    return std::make_shared<FilePieces>(std::exchange(descriptor_, -1), size_);
}

RecordForPhones record_for_phones(const huddle::HuddleBoard& huddle) {
    RecordForPhones record{.layout_name = huddle.layout_name, .day = huddle.day, .lessons = {}};
    for (const huddle::Lesson& lesson : huddle.lessons) record.lessons.push_back({.text = lesson.text, .actions = {}});
    for (const huddle::Action& action : huddle.actions) {
        const auto lesson = std::ranges::find(huddle.lessons, action.lesson, &huddle::Lesson::id);
        RecordForPhones::Action told{.sentence = huddle::sentence_of(action), .role = action.role, .due = action.due};
        // The lesson may belong to an earlier huddle.
        if (lesson == huddle.lessons.end()) {
            record.lessons.push_back({.text = "", .actions = {std::move(told)}});
        } else {
            record.lessons[static_cast<std::size_t>(lesson - huddle.lessons.begin())].actions.push_back(
                std::move(told));
        }
    }
    return record;
}

template <class What>
What* Handouts::find(std::vector<Offer<What>>& offers, std::string_view key) {
    for (Offer<What>& offer : offers) {
        if (offer.key.size() == key.size() && sodium_memcmp(offer.key.data(), key.data(), key.size()) == 0)
            return &offer.what;
    }
    return nullptr;
}

std::string Handouts::offer(HandoutFile file, Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
    if (files_.size() == at_most) files_.erase(files_.begin());
    files_.push_back({.key = secrets::new_retry_token(), .until = now + lives_for, .what = std::move(file)});
    return std::string(take_path) + files_.back().key;
}

std::string Handouts::offer(RecordForPhones record, Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
    if (records_.size() == at_most) records_.erase(records_.begin());
    records_.push_back({.key = secrets::new_retry_token(),
                        .until = now + lives_for,
                        .what = std::make_shared<const RecordForPhones>(std::move(record))});
    return std::string(record_path) + records_.back().key;
}

void Handouts::take_back(std::string_view path) {
    const threads::MutexLock guard(lock_);
    std::erase_if(files_, [&](const auto& offer) { return std::string(take_path) + offer.key == path; });
    std::erase_if(records_, [&](const auto& offer) { return std::string(record_path) + offer.key == path; });
}

bool Handouts::waits(std::string_view path, Time now) {
    return path.starts_with(take_path) && look(path.substr(take_path.size()), now).has_value();
}

std::optional<Handouts::FileOnOffer> Handouts::look(std::string_view key, Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
    const HandoutFile* file = find(files_, key);
    if (!file) return std::nullopt;
    return FileOnOffer{file->name(), file->content_type(), file->size()};
}

std::shared_ptr<web::Pieces> Handouts::take(std::string_view key, Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
    HandoutFile* file = find(files_, key);
    if (!file) return nullptr;
    std::shared_ptr<web::Pieces> pieces = std::move(*file).pieces();
    std::erase_if(files_, [&](const auto& offer) { return &offer.what == file; });
    return pieces;
}

std::shared_ptr<const RecordForPhones> Handouts::record(std::string_view key, Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
    const auto* record = find(records_, key);
    return record ? *record : nullptr;
}

void Handouts::forget_old(Time now) {
    const threads::MutexLock guard(lock_);
    forget_old_locked(now);
}

void Handouts::forget_old_locked(Time now) {
    std::erase_if(files_, [&](const auto& offer) { return now >= offer.until; });
    std::erase_if(records_, [&](const auto& offer) { return now >= offer.until; });
}

}  // namespace hearthside::phone
