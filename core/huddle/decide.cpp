// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/decide.h"

#include <algorithm>

#include "core/huddle/decide_learning.h"
#include "core/huddle/decision.h"
#include "core/huddle/pace.h"

namespace hearthside::huddle {

namespace {

constexpr Milliseconds mark_every = std::chrono::seconds(2);

// An unbiased number below `bound`. Words from the last, incomplete stretch are thrown away.
std::uint64_t below(std::uint64_t bound, const Stamp& stamp) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    for (;;) {
        const std::uint64_t word = stamp.chance();
        if (word < limit) return word % bound;
    }
}

template <class List>
void shuffle(List& list, const Stamp& stamp) {
    for (std::size_t left = list.size(); left > 1; --left) std::swap(list[left - 1], list[below(left, stamp)]);
}

std::string hex_of_words(int words, const Stamp& stamp) {
    std::string hex;
    for (int word = 0; word < words; ++word) hex += to_hex(stamp.chance());
    return hex;
}

RoomKey new_key(const RoomKey& old, bool old_stays_a_while, const Stamp& stamp) {
    RoomKey key{.current = hex_of_words(2, stamp), .made_on = stamp.today};
    if (old_stays_a_while && !old.current.empty()) {
        key.previous = old.current;
        key.previous_until = stamp.now + previous_key_lasts;
    }
    return key;
}

Changes close_changes(const State& state, HowItEnded how, const Stamp& stamp) {
    const Huddle& huddle = *state.huddle;
    Clock clock = huddle.clock;
    if (how == HowItEnded::left_alone) {
        // The team did not spend the time in which nobody was there.
        RoundTime& round = clock.rounds[clock.current];
        if (clock.running) round.spent -= std::clamp(clock.mark - clock.last_touched, Milliseconds{0}, round.spent);
    } else {
        clock = touched(std::move(clock), stamp.now);
    }
    clock.running = false;
    HuddleClosed closed{.huddle = huddle.id, .clock = std::move(clock), .closed = stamp.wall, .how = how, .hope = {}};
    std::vector<NoteId> hopes;
    for (const Note& note : huddle.notes) {
        if (note.category == RoundCategory::hope && note.state != NoteState::set_aside) hopes.push_back(note.id);
    }
    if (!hopes.empty()) closed.hope = hopes[below(hopes.size(), stamp)];
    // SAFETY 6: the huddle's key becomes invalid when the huddle closes.
    return Changes{std::move(closed), KeyRenewed{new_key(state.key, false, stamp)}};
}

bool left_alone(const Huddle& huddle, const Stamp& stamp) {
    return stamp.now - huddle.clock.last_touched >= left_alone_after;
}

class Decider : public LearningRules {
public:
    using LearningRules::LearningRules;
    using LearningRules::operator();

    Decision operator()(const StartHuddle& it) const {
        if (state_.huddle) return conflict("A huddle is already running.");
        if (it.layout.rounds.empty()) return invalid("This layout has no rounds.");
        Huddle huddle{.id = stamp_.new_id<HuddleId>(),
                      .layout = it.layout,
                      .started = stamp_.wall,
                      .day = stamp_.today,
                      .clock = clock_at_start(it.layout, stamp_.now),
                      .released = std::vector<bool>(it.layout.rounds.size(), false),
                      .notes = {},
                      .groups = {},
                      .lead = state_.next_lead};
        return Changes{HuddleStarted{std::move(huddle)}, KeyRenewed{new_key(state_.key, true, stamp_)}};
    }

    Decision operator()(const OpenNextRound&) const {
        if (!state_.huddle) return no_huddle();
        const std::size_t next = state_.huddle->clock.current + 1;
        if (next >= state_.huddle->layout.rounds.size()) {
            return conflict("This is the last round. Close the huddle when you are ready.");
        }
        return move_to(next);
    }

    Decision operator()(const Back&) const {
        if (!state_.huddle) return no_huddle();
        if (state_.huddle->clock.current == 0) return conflict("This is the first round.");
        return move_to(state_.huddle->clock.current - 1);
    }

    Decision operator()(const Pause&) const {
        if (!state_.huddle) return no_huddle();
        if (!state_.huddle->clock.running) return Changes{};
        return change_clock(paused(state_.huddle->clock, stamp_.now));
    }

    Decision operator()(const Resume&) const {
        if (!state_.huddle) return no_huddle();
        if (state_.huddle->clock.running) return Changes{};
        return change_clock(resumed(state_.huddle->clock, stamp_.now));
    }

    Decision operator()(const AddMinute&) const {
        if (!state_.huddle) return no_huddle();
        const Huddle& huddle = *state_.huddle;
        if (minute_offer(huddle.layout, marked(huddle.clock, stamp_.now)).amount == Milliseconds{0}) {
            return conflict("There is no time left to borrow: hope and close keep theirs.");
        }
        return change_clock(with_minute(huddle.layout, huddle.clock, stamp_.now));
    }

    Decision operator()(const ReleaseNotes&) const {
        if (!state_.huddle) return no_huddle();
        const Huddle& huddle = *state_.huddle;
        const std::size_t index = huddle.clock.current;
        const Round& round = huddle.layout.rounds[index];
        const auto category = category_of(round.kind);
        if (!category) return conflict("This round has no notes to open.");
        if (!huddle.clock.running) return conflict("The huddle is paused. Carry on first.");
        NotesReleased released{.huddle = huddle.id, .round = index, .notes = {}, .sealed = {}, .tokens = {}};
        for (const SealedNote& note : state_.sealed) {
            if (note.category != *category) continue;
            Note opened;
            opened.id = stamp_.new_id<NoteId>();
            opened.category = note.category;
            opened.text = note.text;
            released.notes.push_back(std::move(opened));
            released.sealed.push_back(note.id);
            if (!note.token.empty()) released.tokens.push_back(note.token);
        }
        // SAFETY 4: below the minimum the notes stay sealed and wait for more to mix with.
        if (released.notes.size() < static_cast<std::size_t>(std::max(1, round.release_at_least))) {
            if (huddle.released[index]) return conflict("There are not enough new notes to open together yet.");
            released.notes.clear();
            released.sealed.clear();
            released.tokens.clear();
        }
        // SAFETY 3: the notes are shuffled and get fresh ids. The sealed rows and their tokens are listed in
        // unrelated orders.
        shuffle(released.notes, stamp_);
        shuffle(released.sealed, stamp_);
        shuffle(released.tokens, stamp_);
        return led(huddle, stamp_, std::move(released));
    }

    Decision operator()(const CloseHuddle&) const {
        if (!state_.huddle) return no_huddle();
        return close_changes(state_, HowItEnded::closed, stamp_);
    }

    Decision operator()(const CallOff&) const {
        if (!state_.huddle) return no_huddle();
        if (!may_call_off(state_)) return conflict("The huddle has begun. Close it when you are ready.");
        // The key stays, so that a note that somebody is just writing still arrives.
        return Changes{
            HuddleCalledOff{state_.huddle->id, state_.next_lead.empty() ? state_.huddle->lead : state_.next_lead}};
    }

    Decision operator()(const AddNote& it) const {
        if (it.text.empty()) return invalid("Please write a note first.");
        if (!is_token(it.token)) {
            return invalid("This form is incomplete. Please scan the code again.");
        }
        if (has_token(state_, it.token)) return Changes{};
        return Changes{NoteSealed{{stamp_.new_id<SealedNoteId>(), it.category, it.text.str(), it.token}}};
    }

    Decision operator()(const MarkTalkedAbout& it) const { return mark(it.note, NoteState::talked_about, {}); }
    Decision operator()(const SetAside& it) const { return mark(it.note, NoteState::set_aside, stamp_.today); }
    Decision operator()(const BringBack& it) const {
        // A note from an earlier huddle goes back into that huddle's record. This does not count as leading.
        if (it.as == NoteState::set_aside) return invalid("A note comes back to the wall.");
        if (find_set_aside(state_, it.note)) return Changes{NoteMarked{it.note, it.as, {}}};
        return mark(it.note, it.as, {});
    }

    Decision operator()(const DeleteNote& it) const {
        if (find_set_aside(state_, it.note)) return Changes{NoteDeleted{it.note}};
        if (!state_.huddle) return no_huddle();
        const Note* note = find_note(state_, it.note);
        if (!note) return no_such_note();
        if (note->state != NoteState::set_aside) return conflict("Set the note aside first.");
        Changes changes;
        if (note->group) changes.push_back(without(*note));
        changes.push_back(NoteDeleted{it.note});
        return led(*state_.huddle, stamp_, std::move(changes));
    }

    // The dots themselves are in the Room's memory. The rules only say whether they may be placed.
    Decision operator()(const PlaceDots& it) const {
        if (auto open = voting_open(); !open) return open.problem();
        if (!is_token(it.page)) {
            return invalid("This page is incomplete. Please scan the code again.");
        }
        if (it.notes.size() > dots_a_page) return invalid("There are three dots for each phone.");
        for (auto note = it.notes.begin(); note != it.notes.end(); ++note) {
            const Note* shown = find_note(state_, *note);
            if (!shown || shown->category != RoundCategory::lessons || shown->state == NoteState::set_aside)
                return no_such_note();
            if (std::find(it.notes.begin(), note, *note) != note) return invalid("Please choose each note once.");
        }
        return Changes{};
    }

    Decision operator()(const EndVoting&) const {
        if (auto open = voting_open(); !open) return open.problem();
        return led(*state_.huddle, stamp_, Changes{});
    }

    Decision operator()(const AnswerPulse& it) const {
        if (!state_.huddle || !asks_pulse(*state_.huddle)) return conflict("This is asked at the end of a huddle.");
        if (it.value < 1 || it.value > 5) return invalid("Please choose a number from 1 to 5.");
        if (!it.page.empty() && !is_token(it.page)) {
            return invalid("This page is incomplete. Please scan the code again.");
        }
        if (it.instead_of == it.value) return Changes{};
        // An earlier tap that is not in the counters, for example after a restart, cannot be taken back.
        const bool counted = it.instead_of >= 1 && it.instead_of <= 5 &&
                             state_.huddle->pulse[static_cast<std::size_t>(it.instead_of - 1)] > 0;
        return Changes{PulseAnswered{state_.huddle->id, it.value, counted ? it.instead_of : 0}};
    }

    Decision operator()(const Tick& it) const {
        Changes changes;
        if (state_.seed.empty()) changes.push_back(SeedMade{hex_of_words(4, stamp_)});
        if (!state_.huddle) return with_more(std::move(changes), at_rest(it.may_forget));
        if (left_alone(*state_.huddle, stamp_)) {
            return with_more(std::move(changes), close_changes(state_, HowItEnded::left_alone, stamp_));
        }
        const Clock& clock = state_.huddle->clock;
        if (clock.running && stamp_.now - clock.mark >= mark_every) {
            changes.push_back(ClockMarked{state_.huddle->id, spent_at(clock, stamp_.now), stamp_.now});
        }
        return changes;
    }

    Decision operator()(const WakeAfterStop&) const {
        Changes changes;
        if (state_.seed.empty()) changes.push_back(SeedMade{hex_of_words(4, stamp_)});
        if (!state_.huddle) return with_more(std::move(changes), at_rest(false));
        if (left_alone(*state_.huddle, stamp_)) {
            return with_more(std::move(changes), close_changes(state_, HowItEnded::left_alone, stamp_));
        }
        // The clock stays where it was last marked: the time without power counts as paused.
        Clock clock = state_.huddle->clock;
        clock.mark = stamp_.now;
        clock.last_touched = stamp_.now;
        changes.push_back(ClockChanged{state_.huddle->id, std::move(clock)});
        return changes;
    }

private:
    static Changes with_more(Changes changes, Changes more) {
        std::move(more.begin(), more.end(), std::back_inserter(changes));
        return changes;
    }

    // The work due once a minute while no huddle is running.
    Changes at_rest(bool may_forget) const {
        if (state_.key.current.empty() || state_.key.made_on != stamp_.today) {
            return {KeyRenewed{new_key(state_.key, true, stamp_)}};
        }
        Changes forgotten;
        if (!may_forget) return forgotten;
        for (const Note& note : state_.set_aside) {
            if (note.set_aside_on && stamp_.today - *note.set_aside_on > set_aside_kept)
                forgotten.push_back(NoteDeleted{note.id});
        }
        return forgotten;
    }

    Result<void> voting_open() const {
        if (!state_.huddle) return no_huddle();
        if (!has_voting(*state_.huddle)) return conflict("This round has no dots to place now.");
        return {};
    }

    Decision change_clock(Clock clock) const {
        clock.last_touched = stamp_.now;
        return Changes{ClockChanged{state_.huddle->id, std::move(clock)}};
    }

    Decision move_to(std::size_t round) const {
        const Huddle& huddle = *state_.huddle;
        Clock clock = moved_to(huddle.layout, huddle.clock, round, stamp_.now);
        clock.last_touched = stamp_.now;
        return Changes{RoundOpened{huddle.id, std::move(clock), stamp_.wall}};
    }

    Decision mark(NoteId id, NoteState note_state, std::optional<Day> set_aside_on) const {
        if (!state_.huddle) return no_huddle();
        if (!find_note(state_, id)) return no_such_note();
        return led(*state_.huddle, stamp_, NoteMarked{id, note_state, set_aside_on});
    }
};

}  // namespace

std::string_view to_text(HowItEnded how) { return how == HowItEnded::closed ? "closed" : "left_alone"; }

Result<std::vector<Change>> decide(const State& state, const Intent& intent, const Stamp& stamp) {
    return std::visit(Decider{state, stamp}, intent);
}

}  // namespace hearthside::huddle
