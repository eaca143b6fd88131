#include "kiosk/review/reviewer.h"

namespace hearthside {

Reviewer::Reviewer(ReviewOptions options) : desk_(std::move(options)), thread_([this] { work(); }) {}

Reviewer::~Reviewer() {
    {
        const std::lock_guard guard(lock_);
        over_ = true;
        news_.notify_all();
    }
    thread_.join();
}

void Reviewer::answer(const Request& request, std::function<void(Exchange::Finish)> reply) {
    {
        const std::lock_guard guard(lock_);
        if (waiting_.size() < requests_at_most) {
            waiting_.push_back({request, std::move(reply)});
            news_.notify_all();
            return;
        }
    }
    reply([] {
        Response full{.status = 503, .content_type = "text/plain; charset=utf-8"};
        full.headers = {{"Retry-After", "5"}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
        full.body = "One moment, please. / 503\n";
        return full;
    });
}

void Reviewer::work() {
    for (;;) {
        Waiting next;
        {
            std::unique_lock guard(lock_);
            news_.wait(guard, [&] { return over_ || !waiting_.empty(); });
            if (over_) return;
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        const auto response = std::make_shared<Response>(
            desk_.answer(next.request, std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()),
                         std::chrono::steady_clock::now()));
        // A passcode was perhaps in it.
        forget(next.request.body);
        next.reply([response] { return std::move(*response); });
    }
}

}  // namespace hearthside
