#include "kiosk/review_reader.h"

#include <utility>

namespace hearthside {

namespace {

template <class Value>
ReviewAnswer answer_or_problem(Result<Value> result) {
    if (!result) return result.problem();
    return std::move(*result);
}

ReviewAnswer read(std::unique_ptr<Archive>& archive, const std::filesystem::path& data, const ReviewAsk& what) {
    if (!archive) {
        auto opened = Archive::open(data);
        if (!opened) return opened.problem();
        archive = std::move(*opened);
    }
    ReviewAnswer answer = answer_to(*archive, what);
    // The next question opens the record anew: perhaps a backup has taken its place by then.
    if (std::holds_alternative<Problem>(answer)) archive.reset();
    return answer;
}

}  // namespace

ReviewAnswer answer_to(Archive& archive, const ReviewAsk& what) {
    struct Reading {
        Archive& archive;
        ReviewAnswer operator()(const AskHuddles& it) { return answer_or_problem(archive.huddles(it.filter, it.page)); }
        ReviewAnswer operator()(const AskHuddle& it) { return answer_or_problem(archive.huddle(it.id)); }
        ReviewAnswer operator()(const AskFound& it) { return answer_or_problem(archive.search(it.filter, it.page)); }
        ReviewAnswer operator()(const AskActions& it) { return answer_or_problem(archive.actions(it.span, {}, it.page)); }
        ReviewAnswer operator()(const AskQuestions& it) { return answer_or_problem(archive.questions(it.span, {}, it.page)); }
    };
    return std::visit(Reading{archive}, what);
}

ReviewReader::ReviewReader(House house) : house_(std::move(house)) {}

ReviewReader::~ReviewReader() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    something_.notify_one();
    if (thread_.joinable()) thread_.join();
}

Ticket ReviewReader::ask(ReviewAsk what) {
    const Ticket ticket = ++last_;
    {
        const std::lock_guard lock(mutex_);
        Place& place = places_.at(what.index());
        place = {ticket, std::move(what), {}};
        if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    }
    something_.notify_one();
    return ticket;
}

std::optional<ReviewAnswer> ReviewReader::take(Ticket ticket) {
    const std::lock_guard lock(mutex_);
    for (Place& place : places_) {
        if (place.ticket == ticket && place.answer) return std::exchange(place.answer, std::nullopt);
    }
    return std::nullopt;
}

void ReviewReader::forget() {
    {
        const std::lock_guard lock(mutex_);
        places_ = {};
        forgetting_ = thread_.joinable();
    }
    something_.notify_one();
}

// The one that has waited longest.
ReviewReader::Place* ReviewReader::next() {
    Place* first = nullptr;
    for (Place& place : places_) {
        if (place.asked && (!first || place.ticket < first->ticket)) first = &place;
    }
    return first;
}

void ReviewReader::work() {
    std::unique_ptr<Archive> archive;
    std::unique_lock lock(mutex_);
    for (;;) {
        something_.wait(lock, [&] { return ending_ || forgetting_ || next() != nullptr; });
        if (ending_) return;
        if (std::exchange(forgetting_, false)) {
            lock.unlock();
            archive.reset();
            lock.lock();
            continue;
        }
        Place* const place = next();
        const Ticket ticket = place->ticket;
        const ReviewAsk what = *std::exchange(place->asked, std::nullopt);
        lock.unlock();
        ReviewAnswer answer = read(archive, house_.data, what);
        lock.lock();
        Place& now = places_.at(what.index());
        if (now.ticket != ticket) continue;  // nobody waits for it any more
        now.answer = std::move(answer);
        // Still under the lock, so that nobody ends the loop that is woken.
        house_.wake();
    }
}

}  // namespace hearthside
