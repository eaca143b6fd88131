// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/download.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <optional>
#include <streambuf>

#include "core/threads/mutex.h"
#include "core/threads/worker.h"

namespace hearthside::web {

namespace {

constexpr std::size_t bytes_of_a_piece = 64 * 1024;
constexpr std::size_t pieces_ahead = 4;

// Connects the writing thread with the transport's thread, which reads.
class Pipe {
public:
    // False when the reader is gone.
    bool put(std::string bytes) {
        std::function<void(Pieces::Piece)> take;
        {
            threads::MutexLock guard(lock_);
            guard.wait(room_, [this]() REQUIRES(lock_) { return gone_ || waiting_.size() < pieces_ahead; });
            if (gone_) return false;
            waiting_.push_back({.bytes = std::move(bytes)});
            take = std::exchange(take_, nullptr);
        }
        if (take) hand_over(std::move(take));
        return true;
    }
    void end(bool whole) {
        std::function<void(Pieces::Piece)> take;
        {
            const threads::MutexLock guard(lock_);
            using Then = Pieces::Piece::Then;
            end_ = whole && !gone_ ? Then::end : Then::broken;
            take = std::exchange(take_, nullptr);
        }
        if (take) hand_over(std::move(take));
    }
    void next(std::function<void(Pieces::Piece)> take) {
        {
            const threads::MutexLock guard(lock_);
            if (waiting_.empty() && !end_) {
                take_ = std::move(take);
                return;
            }
        }
        hand_over(std::move(take));
    }
    void leave() {
        const threads::MutexLock guard(lock_);
        gone_ = true;
        room_.notify_all();
    }

private:
    // There is only one reader, so what it saw in the queue is still there. After the last piece comes the
    // end.
    void hand_over(std::function<void(Pieces::Piece)> take) {
        Pieces::Piece piece;
        {
            const threads::MutexLock guard(lock_);
            if (waiting_.empty()) {
                piece.then = *end_;
            } else {
                piece = std::move(waiting_.front());
                waiting_.pop_front();
            }
            room_.notify_all();
        }
        take(std::move(piece));
    }

    threads::Mutex lock_;
    std::condition_variable room_;
    std::deque<Pieces::Piece> waiting_ GUARDED_BY(lock_);
    std::function<void(Pieces::Piece)> take_ GUARDED_BY(lock_);
    std::optional<Pieces::Piece::Then> end_ GUARDED_BY(lock_);  // needs no memory, so that it always arrives
    bool gone_ GUARDED_BY(lock_) = false;
};

class PipeBuffer final : public std::streambuf {
public:
    explicit PipeBuffer(Pipe& pipe) : pipe_(pipe), bytes_(bytes_of_a_piece, '\0') { empty(); }
    bool finish() { return send(); }

protected:
    int_type overflow(int_type letter) override {
        if (!send()) return traits_type::eof();
        if (!traits_type::eq_int_type(letter, traits_type::eof())) sputc(traits_type::to_char_type(letter));
        return traits_type::not_eof(letter);
    }
    // A flush in the middle sends no small piece. The kept bytes go with the rest.
    int sync() override { return 0; }

private:
    bool send() {
        const auto size = static_cast<std::size_t>(pptr() - pbase());
        const bool taken = size == 0 || pipe_.put(std::string(pbase(), size));
        empty();
        return taken;
    }
    void empty() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

    Pipe& pipe_;
    std::string bytes_;
};

class PipePieces final : public Pieces {
public:
    explicit PipePieces(std::shared_ptr<Pipe> pipe) : pipe_(std::move(pipe)) {}
    ~PipePieces() override { pipe_->leave(); }
    void next(std::function<void(Piece)> take) override { pipe_->next(std::move(take)); }

private:
    std::shared_ptr<Pipe> pipe_;
};

}  // namespace

struct Downloads::Shared {
    struct Slot {
        std::shared_ptr<Pipe> pipe;  // of the last download
        std::atomic<bool> busy{false};
        threads::Worker worker{1, threads::Worker::AtEnd::finish};
    };
    std::array<Slot, at_most> slots;
};

Downloads::Downloads() : shared_(std::make_unique<Shared>()) {}

Downloads::~Downloads() {
    for (const Shared::Slot& slot : shared_->slots) {
        if (slot.pipe) slot.pipe->leave();
    }
}

std::shared_ptr<Pieces> Downloads::begin(std::function<huddle::Result<void>(std::ostream& out)> write) {
    const auto free = std::ranges::find_if(shared_->slots, [](const Shared::Slot& slot) { return !slot.busy; });
    if (free == shared_->slots.end()) return nullptr;
    Shared::Slot& slot = *free;
    const auto pipe = std::make_shared<Pipe>();
    const auto pieces = std::make_shared<PipePieces>(pipe);
    const auto whole = std::make_shared<bool>(false);
    slot.pipe = pipe;
    slot.busy = true;
    const bool taken = slot.worker.ask({.run =
                                            [pipe, whole, write = std::move(write)] {
                                                PipeBuffer buffer(*pipe);
                                                std::ostream out(&buffer);
                                                const auto written = write(out);
                                                *whole = written && out.good() && buffer.finish();
                                            },
                                        // After a failure the reader sees that the download broke off.
                                        .then =
                                            [pipe, whole, &slot](bool done) {
                                                slot.busy = false;
                                                pipe->end(done && *whole);
                                            }});
    if (taken) return pieces;
    slot.busy = false;
    return nullptr;
}

}  // namespace hearthside::web
