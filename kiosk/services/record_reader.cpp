// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/record_reader.h"

#include <utility>

#include "core/text/language.h"

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
    // The next question opens the record again, because a backup may have replaced it by then.
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
        ReviewAnswer operator()(const AskActions& it) {
            return answer_or_problem(archive.actions(it.span, {}, it.page));
        }
        ReviewAnswer operator()(const AskQuestions& it) {
            return answer_or_problem(archive.questions(it.span, {}, it.page));
        }
    };
    return std::visit(Reading{archive}, what);
}

RecordReader::RecordReader(Dependencies dependencies) : dependencies_(std::move(dependencies)) {}

Ticket RecordReader::ask(ReviewAsk what) {
    const Ticket ticket = ++last_;
    const std::size_t kind = what.index();
    asked_ = true;
    {
        const MutexLock lock(mutex_);
        places_.at(kind) = {ticket, {}};
    }
    // The answer for a lack of memory is made in advance.
    const auto answer =
        std::make_shared<ReviewAnswer>(Problem{ProblemKind::busy, translatable("The record cannot be read now.")});
    const bool taken = worker_.ask({.run =
                                        [this, kind, ticket, answer, what = std::move(what)] {
                                            if (is_wanted(kind, ticket))
                                                *answer = read(archive_, dependencies_.data, what);
                                        },
                                    .then =
                                        [this, kind, ticket, answer](bool done) {
                                            if (!done) archive_.reset();
                                            give(kind, ticket, std::move(*answer));
                                        }});
    if (!taken) give(kind, ticket, std::move(*answer));
    return ticket;
}

bool RecordReader::is_wanted(std::size_t kind, Ticket ticket) {
    const MutexLock lock(mutex_);
    return places_.at(kind).ticket == ticket;
}

void RecordReader::give(std::size_t kind, Ticket ticket, ReviewAnswer answer) {
    const MutexLock lock(mutex_);
    Place& place = places_.at(kind);
    if (place.ticket != ticket) return;  // replaced by a newer question
    place.answer = std::move(answer);
    // Still under the lock, so that the loop cannot end before it is woken.
    dependencies_.wake();
}

std::optional<ReviewAnswer> RecordReader::take(Ticket ticket) {
    const MutexLock lock(mutex_);
    for (Place& place : places_) {
        if (place.ticket == ticket && place.answer) return std::exchange(place.answer, std::nullopt);
    }
    return std::nullopt;
}

void RecordReader::forget() {
    {
        const MutexLock lock(mutex_);
        places_ = {};
    }
    // When the queue is full, the record stays open until the next call.
    if (std::exchange(asked_, false)) asked_ = !worker_.ask({.run = [this] { archive_.reset(); }});
}

}  // namespace hearthside
