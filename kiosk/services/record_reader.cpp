// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/record_reader.h"

#include <utility>

#include "core/text/language.h"

namespace hearthside::services {

namespace {

template <class Value>
ui::ReviewAnswer answer_or_problem(huddle::Result<Value> result) {
    if (!result) return result.problem();
    return std::move(*result);
}

ui::ReviewAnswer read(std::unique_ptr<store::Archive>& archive, const std::filesystem::path& data,
                      const ui::ReviewAsk& what) {
    if (!archive) {
        auto opened = store::Archive::open(data);
        if (!opened) return opened.problem();
        archive = std::move(*opened);
    }
    ui::ReviewAnswer answer = answer_to(*archive, what);
    // The next question opens the record again, because a backup may have replaced it by then.
    if (std::holds_alternative<huddle::Problem>(answer)) archive.reset();
    return answer;
}

}  // namespace

ui::ReviewAnswer answer_to(store::Archive& archive, const ui::ReviewAsk& what) {
    struct Reading {
        store::Archive& archive;
        ui::ReviewAnswer operator()(const ui::AskHuddles& it) {
            return answer_or_problem(archive.huddles(it.filter, it.page));
        }
        ui::ReviewAnswer operator()(const ui::AskHuddle& it) { return answer_or_problem(archive.huddle(it.id)); }
        ui::ReviewAnswer operator()(const ui::AskFound& it) {
            return answer_or_problem(archive.search(it.filter, it.page));
        }
        ui::ReviewAnswer operator()(const ui::AskActions& it) {
            return answer_or_problem(archive.actions(it.span, {}, it.page));
        }
        ui::ReviewAnswer operator()(const ui::AskQuestions& it) {
            return answer_or_problem(archive.questions(it.span, {}, it.page));
        }
    };
    return std::visit(Reading{archive}, what);
}

RecordReader::RecordReader(Dependencies dependencies) : dependencies_(std::move(dependencies)) {}

ui::Ticket RecordReader::ask(ui::ReviewAsk what) {
    const ui::Ticket ticket = ++last_;
    const std::size_t kind = what.index();
    asked_ = true;
    {
        const threads::MutexLock lock(mutex_);
        places_.at(kind) = {ticket, {}};
    }
    // The answer for a lack of memory is made in advance.
    const auto answer = std::make_shared<ui::ReviewAnswer>(
        huddle::Problem{huddle::ProblemKind::busy, text::translatable("The record cannot be read now.")});
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

bool RecordReader::is_wanted(std::size_t kind, ui::Ticket ticket) {
    const threads::MutexLock lock(mutex_);
    return places_.at(kind).ticket == ticket;
}

void RecordReader::give(std::size_t kind, ui::Ticket ticket, ui::ReviewAnswer answer) {
    const threads::MutexLock lock(mutex_);
    Place& place = places_.at(kind);
    if (place.ticket != ticket) return;  // replaced by a newer question
    place.answer = std::move(answer);
    // Still under the lock, so that the loop cannot end before it is woken.
    dependencies_.wake();
}

std::optional<ui::ReviewAnswer> RecordReader::take(ui::Ticket ticket) {
    const threads::MutexLock lock(mutex_);
    for (Place& place : places_) {
        if (place.ticket == ticket && place.answer) return std::exchange(place.answer, std::nullopt);
    }
    return std::nullopt;
}

void RecordReader::forget() {
    {
        const threads::MutexLock lock(mutex_);
        places_ = {};
    }
    // When the queue is full, the record stays open until the next call.
    if (std::exchange(asked_, false)) asked_ = !worker_.ask({.run = [this] { archive_.reset(); }});
}

}  // namespace hearthside::services
