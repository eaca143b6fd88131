// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/pace.h"

#include <algorithm>

namespace hearthside::huddle {

namespace {

constexpr Milliseconds a_minute = std::chrono::minutes(1);
constexpr Milliseconds worth_a_tap = std::chrono::seconds(15);

// What a later round can still lend. A round that was visited before, and left by going back, keeps at least
// the time it has used.
Milliseconds can_lend(const Layout& layout, const Clock& clock, std::size_t index) {
    const Round& round = layout.rounds[index];
    if (keeps_its_time(round.kind)) return Milliseconds{0};
    const RoundTime& time = clock.rounds[index];
    return std::max(Milliseconds{0}, time.allotted - std::max(round.minimum, time.spent));
}

// Which rounds would give how much if the current round needed `wanted` more: spare time first, then the
// nearest following rounds.
MinuteOffer plan_loans(const Layout& layout, const Clock& clock, Milliseconds wanted) {
    MinuteOffer offer;
    offer.from_spare = std::min(wanted, clock.spare);
    offer.amount = offer.from_spare;
    for (std::size_t i = clock.current + 1; i < clock.rounds.size() && offer.amount < wanted; ++i) {
        const Milliseconds amount = std::min(wanted - offer.amount, can_lend(layout, clock, i));
        if (amount <= Milliseconds{0}) continue;
        offer.loans.push_back({i, amount});
        offer.amount += amount;
    }
    return offer;
}

// How far the current round has run over, up to the clock's mark.
Milliseconds overrun(const Clock& clock) {
    const RoundTime& round = clock.rounds[clock.current];
    return std::max(Milliseconds{0}, round.spent - round.allotted);
}

void take(Clock& clock, const MinuteOffer& offer) {
    clock.spare -= offer.from_spare;
    for (const Loan& loan : offer.loans) clock.rounds[loan.from].allotted -= loan.amount;
    clock.rounds[clock.current].allotted += offer.amount;
}

// The current round ends. It borrows the time by which it ran over. It gives unused time back, first to
// following rounds that had lent (nearest first), and the rest to the spare time.
void settle(const Layout& layout, Clock& clock) {
    RoundTime& round = clock.rounds[clock.current];
    if (round.spent > round.allotted) {
        take(clock, plan_loans(layout, clock, round.spent - round.allotted));
        return;
    }
    // Hope and close give nothing to others, even when they end early.
    if (keeps_its_time(layout.rounds[clock.current].kind)) return;
    Milliseconds back = round.allotted - round.spent;
    round.allotted = round.spent;
    for (std::size_t i = clock.current + 1; i < clock.rounds.size() && back > Milliseconds{0}; ++i) {
        const Milliseconds missing = layout.rounds[i].planned - clock.rounds[i].allotted;
        const Milliseconds amount = std::clamp(missing, Milliseconds{0}, back);
        clock.rounds[i].allotted += amount;
        back -= amount;
    }
    clock.spare += back;
}

}  // namespace

Milliseconds spent_at(const Clock& clock, Instant now) {
    const Milliseconds spent = clock.rounds[clock.current].spent;
    if (!clock.running) return spent;
    return spent + std::max(Milliseconds{0}, now - clock.mark);
}

Milliseconds left_at(const Clock& clock, Instant now) {
    return clock.rounds[clock.current].allotted - spent_at(clock, now);
}

MinuteOffer minute_offer(const Layout& layout, const Clock& clock) {
    // Hope and close keep exactly their own time: they neither lend nor borrow.
    if (keeps_its_time(layout.rounds[clock.current].kind)) return {};
    // A whole minute from now on: what the round has run over comes on top.
    MinuteOffer offer = plan_loans(layout, clock, a_minute + overrun(clock));
    offer.amount -= overrun(clock);
    return offer.amount < worth_a_tap ? MinuteOffer{} : offer;
}

Clock clock_at_start(const Layout& layout, Instant now) {
    Clock clock;
    for (const Round& round : layout.rounds) clock.rounds.push_back({round.planned, Milliseconds{0}});
    clock.mark = now;
    clock.last_touched = now;
    return clock;
}

Clock marked(Clock clock, Instant now) {
    clock.rounds[clock.current].spent = spent_at(clock, now);
    clock.mark = now;
    return clock;
}

Clock paused(Clock clock, Instant now) {
    clock = marked(std::move(clock), now);
    clock.running = false;
    return clock;
}

Clock resumed(Clock clock, Instant now) {
    clock = marked(std::move(clock), now);
    clock.running = true;
    return clock;
}

Clock with_minute(const Layout& layout, Clock clock, Instant now) {
    clock = marked(std::move(clock), now);
    MinuteOffer offer = minute_offer(layout, clock);
    if (offer.amount > Milliseconds{0}) offer.amount += overrun(clock);
    take(clock, offer);
    return clock;
}

Clock moved_to(const Layout& layout, Clock clock, std::size_t round, Instant now) {
    clock = marked(std::move(clock), now);
    if (round > clock.current) {
        settle(layout, clock);
        clock.current = round;
    } else {
        // Going back keeps the unused time of the round just left. The reopened round takes back from the
        // spare time what it had given.
        clock.current = round;
        RoundTime& time = clock.rounds[round];
        const Milliseconds given = layout.rounds[round].planned - time.allotted;
        const Milliseconds back = std::clamp(given, Milliseconds{0}, clock.spare);
        time.allotted += back;
        clock.spare -= back;
    }
    return clock;
}

}  // namespace hearthside::huddle
