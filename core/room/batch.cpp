// SPDX-License-Identifier: Apache-2.0
#include "core/room/batch.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/huddle/limits.h"
#include "core/room/draft.h"
#include "core/sharing/sharing_file.h"
#include "core/text/language.h"

namespace hearthside::room {

namespace {

constexpr huddle::Milliseconds space_looked_at = std::chrono::seconds(1);

// Restores the earlier taps at the end, unless the taps of the batch are kept.
class TapsRollback {
public:
    TapsRollback(LastTaps& last_taps, bool has_taps) : last_taps_(last_taps) {
        if (has_taps) before_ = last_taps.taps();
    }
    ~TapsRollback() {
        if (before_) last_taps_.put_back(std::move(*before_));
    }
    TapsRollback(const TapsRollback&) = delete;
    TapsRollback& operator=(const TapsRollback&) = delete;
    void keep() { before_.reset(); }

private:
    LastTaps& last_taps_;
    std::optional<LastTaps::Taps> before_;
};

huddle::Problem stays_closed() {
    return {huddle::ProblemKind::not_saved,
            text::translatable("The notes stay closed until the kiosk can save again.")};
}

}  // namespace

BatchHandler::BatchHandler(store::Store& store, const TimeLine& time, Options options, huddle::State state)
    : store_(store),
      time_(time),
      options_(std::move(options)),
      state_(std::move(state)),
      retry_key_(options_.data, huddle::has_tokens(state_)) {}

BatchOutcome BatchHandler::handle(const std::vector<Waiting>& batch) {
    auto kept = keep_all(batch);
    BatchOutcome outcome = kept ? std::move(*kept) : carry_on_without_the_disk(batch, kept.problem());
    last_taps_.follow(outcome.changes);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!outcome.answers[i]) continue;
        if (const auto* placed = std::get_if<huddle::PlaceDots>(&batch[i].intent)) {
            outcome.answers[i] = dots_.place(LastTaps::hashed(placed->page), placed->notes);
        } else if (is_a<huddle::EndVoting>(batch[i].intent)) {
            dots_.end();
        }
    }
    dots_.follow(state_);
    return outcome;
}

// Decides the batch on one draft and saves it in one transaction. Either all of it is saved, or the State
// stays as before (SAFETY 11).
huddle::Result<BatchOutcome> BatchHandler::keep_all(const std::vector<Waiting>& batch) {
    Draft draft(state_, std::ranges::all_of(batch, is_a<huddle::AddNote>, &Waiting::intent));
    TapsRollback taps(last_taps_, std::ranges::any_of(batch, is_a<huddle::AnswerPulse>, &Waiting::intent));
    BatchOutcome outcome;
    outcome.answers.reserve(batch.size());
    for (const Waiting& waiting : batch) {
        auto decided = decide_on(draft.state(), waiting.intent);
        if (!decided) {
            outcome.answers.emplace_back(decided.problem());
            continue;
        }
        outcome.answers.emplace_back();
        for (const huddle::Change& change : *decided) draft.take(change);
        if (const auto* tap = std::get_if<huddle::AnswerPulse>(&waiting.intent)) last_taps_.take(*tap);
        std::move(decided->begin(), decided->end(), std::back_inserter(outcome.changes));
    }
    outcome.saved = unsaved_.and_then(outcome.changes);
    if (!outcome.saved.empty()) {
        if (auto written = store_.save(outcome.saved); !written) return written.problem();
        outcome.trouble.emplace();
    }
    unsaved_.saved();
    draft.keep();
    taps.keep();
    return outcome;
}

// The disk refuses, so the draft is lost and everything is decided again. Changes that protect people or
// lead the huddle happen without the disk and are saved later (SAFETY 25). All other intents are answered
// with the problem.
BatchOutcome BatchHandler::carry_on_without_the_disk(const std::vector<Waiting>& batch,
                                                     const huddle::Problem& problem) {
    Draft draft(state_, false);
    BatchOutcome outcome;
    for (const Waiting& waiting : batch) {
        auto decided = decide_on(draft.state(), waiting.intent);
        if (!decided) {
            outcome.answers.emplace_back(decided.problem());
        } else if (!Unsaved::may_wait(*decided)) {
            outcome.answers.emplace_back(is_a<huddle::ReleaseNotes>(waiting.intent) ? stays_closed() : problem);
        } else {
            outcome.answers.emplace_back();
            for (const huddle::Change& change : *decided) draft.take(change);
            std::move(decided->begin(), decided->end(), std::back_inserter(outcome.changes));
        }
    }
    unsaved_.add(outcome.changes);
    draft.keep();
    outcome.trouble = unsaved_.empty()
                          ? problem.sentence
                          : text::translatable("The kiosk cannot save just now. Carry on; please keep new notes.");
    return outcome;
}

// Decides an intent on that State, by the rules and by what only the Room knows.
huddle::Result<std::vector<huddle::Change>> BatchHandler::decide_on(const huddle::State& on,
                                                                    const huddle::Intent& asked) {
    const huddle::Stamp at = time_.stamp();
    const huddle::Intent intent = completed(asked);
    if (const auto* note = std::get_if<huddle::AddNote>(&intent)) {
        if (huddle::has_token(on, note->token)) return std::vector<huddle::Change>{};
        if (auto space = room_for_a_note(at.now); !space) return space.problem();
    }
    if (is_a<huddle::PlaceDots>(intent) || is_a<huddle::EndVoting>(intent)) {
        if (dots_.ended()) return Dots::too_late();
    }
    if (const auto* tap = std::get_if<huddle::AnswerPulse>(&intent); tap && on.huddle) {
        if (!last_taps_.has_room_for(*tap, on.huddle->pulse)) return huddle::enough_pages();
    }
    return huddle::decide(on, intent, at);
}

// Adds to an intent what only the Room knows.
huddle::Intent BatchHandler::completed(huddle::Intent intent) const {
    // SAFETY 6: from here on there is only the token's hash. An invalid token stays, so that the rules
    // refuse it.
    if (auto* note = std::get_if<huddle::AddNote>(&intent); note && huddle::is_token(note->token)) {
        note->token = retry_key_.hashed(note->token);
    }
    if (auto* tap = std::get_if<huddle::AnswerPulse>(&intent)) *tap = last_taps_.with_earlier_tap(std::move(*tap));
    if (auto* received = std::get_if<huddle::ReceiveLessons>(&intent))
        received->own_kiosk = sharing::key_of_seed(state_.seed);
    return intent;
}

huddle::Result<void> BatchHandler::room_for_a_note(huddle::Instant at) {
    if (at - space_looked_ >= space_looked_at || at < space_looked_) {
        std::error_code error;
        const auto space = std::filesystem::space(options_.data, error);
        space_is_low_ = !error && space.available < options_.keep_free_bytes;
        space_looked_ = at;
    }
    if (!space_is_low_) return {};
    return huddle::Problem{
        huddle::ProblemKind::not_saved,
        "Not saved: this kiosk's disk is nearly full. Please keep your text and tell whoever looks after it."};
}

void BatchHandler::wake_without_the_disk() {
    auto decided = huddle::decide(state_, huddle::WakeAfterStop{}, time_.stamp());
    if (!decided || !Unsaved::may_wait(*decided)) return;
    for (const huddle::Change& change : *decided) huddle::apply(state_, change);
    unsaved_.add(*decided);
}

void BatchHandler::replace(huddle::State state) {
    state_ = std::move(state);
    unsaved_ = {};
}

}  // namespace hearthside::room
