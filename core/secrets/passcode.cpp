// SPDX-License-Identifier: Apache-2.0
#include "core/secrets/passcode.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "core/files/safe_file.h"
#include "core/secrets/secret_memory.h"

namespace hearthside::secrets {

namespace {

huddle::Problem busy(std::string sentence) { return {huddle::ProblemKind::busy, std::move(sentence)}; }

// About 0.3 s on a small computer at 64 MiB. More memory would be a strain on a kiosk with 1 GiB.
constexpr unsigned long long passes = 4;
constexpr std::size_t memory_bytes = 64u << 20;
constexpr unsigned owner_only = 0600;
constexpr std::size_t file_bytes_at_most = 4096;
constexpr auto an_hour = std::chrono::hours(1);

// A passcode in its one hashed form. ICU's own intermediate memory is not wiped.
class NormalForm {
public:
    // The same letters become the same bytes, whatever keyboard wrote them. False: not UTF-8, or far too
    // long.
    bool take(std::string_view text) {
        UErrorCode error = U_ZERO_ERROR;
        const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(error);
        if (U_FAILURE(error)) return false;
        icu::CheckedArrayByteSink sink(reinterpret_cast<char*>(bytes_.data()), static_cast<int32_t>(bytes_.size()));
        form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, error);
        size_ = static_cast<std::size_t>(sink.NumberOfBytesWritten());
        return U_SUCCESS(error) && !sink.Overflowed();
    }
    std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.data()), size_}; }

private:
    SecretMemory bytes_{Passcode::bytes_at_most * 20};
    std::size_t size_ = 0;
};

// Lets one process and one Passcode at a time check or change the passcode of this data folder. It locks the
// folder itself, so that it needs no new file on a full disk.
class OneAtATime {
public:
    explicit OneAtATime(const std::filesystem::path& folder)
        : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        while (folder_ >= 0 && !(locked_ = ::flock(folder_, LOCK_EX) == 0) && errno == EINTR) {
        }
    }
    ~OneAtATime() {
        if (folder_ >= 0) ::close(folder_);
    }
    OneAtATime(const OneAtATime&) = delete;
    OneAtATime& operator=(const OneAtATime&) = delete;
    bool locked() const { return locked_; }

private:
    const int folder_;
    bool locked_ = false;
};

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

}  // namespace

void forget(std::string& secret) {
    sodium_memzero(secret.data(), secret.capacity());
    secret.clear();
}

Passcode::Passcode(const std::filesystem::path& data) : folder_(data), file_(data / "passcode") {
    tries_[static_cast<std::size_t>(Source::screen)].file = data / "passcode-tries";
    tries_[static_cast<std::size_t>(Source::this_machine)].file = data / "passcode-tries-browser";
    tries_[static_cast<std::size_t>(Source::network)].file = data / "passcode-tries-network";
    [[maybe_unused]] const int started = sodium_init();  // fails only when there is no source of random numbers
    read();
}

void Passcode::read() {
    const auto kept = files::read_whole_file(file_, file_bytes_at_most);
    std::error_code ignored;
    if (!kept) {
        // A file that cannot be read still locks the kiosk: damage must not open it.
        hash_ = std::filesystem::exists(file_, ignored) ? "?" : "";
        return;
    }
    hash_ = kept->substr(0, kept->find('\n'));
    if (hash_.empty()) hash_ = "?";
}

bool Passcode::is_set() const {
    const threads::MutexLock lock(mutex_);
    return !hash_.empty();
}

huddle::Result<void> Passcode::set(std::string_view passcode) {
    NormalForm normal;
    if (passcode.size() > bytes_at_most || !normal.take(passcode))
        return huddle::Problem{huddle::ProblemKind::invalid, "Please choose a shorter passcode."};
    if (characters_in(normal.text()) < characters_at_least)
        return huddle::Problem{huddle::ProblemKind::invalid, "Please choose at least 8 characters."};
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, normal.text().data(), normal.text().size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               "The passcode was not saved: there is too little memory."};
    const threads::MutexLock lock(mutex_);
    if (auto saved = files::write_whole_file(file_, std::string(hash) + "\n", owner_only); !saved) return saved;
    hash_ = hash;
    for (Tries& tries : tries_) {
        tries.at.clear();
        save_tries(tries);
    }
    return {};
}

huddle::Result<void> Passcode::check(std::string_view passcode, huddle::Instant wall, Source source) {
    const threads::MutexLock lock(mutex_);
    if (hash_.empty()) return huddle::Problem{huddle::ProblemKind::conflict, "There is no passcode yet."};
    const OneAtATime alone(folder_);
    if (!alone.locked()) return wait_first({});
    Tries& tries = tries_[static_cast<std::size_t>(source)];
    read_tries(tries, wall);
    if (tries.at.size() >= tries_an_hour)
        return wait_first(std::chrono::ceil<std::chrono::seconds>(tries.at.front() + an_hour - wall));
    // The try is saved before it is checked, so that pulling the plug gives no free try. On a full disk it
    // still counts for as long as the program runs. Tries from the network must wait until theirs can be
    // saved.
    tries.at.push_back(wall);
    if (!save_tries(tries) && source == Source::network) return wait_first({});
    if (!hash_.starts_with("$argon2id$"))
        return huddle::Problem{huddle::ProblemKind::damaged,
                               "The passcode's file is damaged. Please ask whoever looks after it."};
    NormalForm normal;
    const bool right = passcode.size() <= bytes_at_most && normal.take(passcode) &&
                       crypto_pwhash_str_verify(hash_.c_str(), normal.text().data(), normal.text().size()) == 0;
    if (!right) return huddle::Problem{huddle::ProblemKind::forbidden, "That is not the passcode. Please try again."};
    if (source == Source::screen)
        tries.at.clear();
    else
        tries.at.pop_back();  // the other tries from there stay
    save_tries(tries);
    return {};
}

huddle::Problem Passcode::wait_first(std::chrono::seconds left) {
    // A few fixed sentences, so that each language can translate them.
    if (left <= std::chrono::minutes(1)) return busy("Please wait a minute, then try again.");
    if (left <= std::chrono::minutes(15)) return busy("Please wait a quarter of an hour, then try again.");
    return busy("Please wait up to an hour, then try again.");
}

huddle::Result<void> Passcode::remove() {
    const threads::MutexLock lock(mutex_);
    std::error_code error;
    std::filesystem::remove(file_, error);
    if (error) return huddle::Problem{huddle::ProblemKind::not_saved, "The passcode could not be removed."};
    hash_.clear();
    return {};
}

bool Passcode::look_again() {
    const threads::MutexLock lock(mutex_);
    const std::string before = hash_;
    read();
    return hash_ != before;
}

void Passcode::read_tries(Tries& tries, huddle::Instant wall) {
    std::vector<huddle::Instant> read;
    if (const auto kept = files::read_whole_file(tries.file, file_bytes_at_most)) {
        std::string_view rest = *kept;
        while (!rest.empty() && read.size() < tries_an_hour) {
            huddle::Milliseconds::rep at = 0;
            const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), at);
            if (error != std::errc{}) break;
            read.emplace_back(huddle::Milliseconds(at));
            rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(end - rest.data()) + 1));
        }
    }
    // Another Passcode may have counted too, and a full disk may have saved nothing.
    if (!tries.unsaved || read.size() > tries.at.size()) tries.at = std::move(read);
    // A try in the future was made before the clock was set back. It counts as made now.
    for (huddle::Instant& at : tries.at) at = std::min(at, wall);
    std::sort(tries.at.begin(), tries.at.end());
    std::erase_if(tries.at, [&](huddle::Instant at) { return wall - at >= an_hour; });
}

bool Passcode::save_tries(Tries& tries) {
    std::string text;
    for (const huddle::Instant at : tries.at) text += std::to_string(at.time_since_epoch().count()) + "\n";
    tries.unsaved = !files::write_whole_file(tries.file, text, owner_only);
    return !tries.unsaved;
}

}  // namespace hearthside::secrets
