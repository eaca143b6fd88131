#include "core/huddle/decide.h"

#include <algorithm>

#include "core/huddle/pace.h"

namespace hearthside {

namespace {

using Changes = std::vector<Change>;
using Decision = Result<Changes>;

constexpr Milliseconds mark_every = std::chrono::seconds(2);
constexpr std::size_t note_bytes_at_most = 32 * 1024;  // far above 600 grapheme clusters of real text
constexpr std::size_t talk_bytes_at_most = 4 * 1024;   // lessons, actions, questions
constexpr std::size_t role_bytes_at_most = 160;
constexpr std::size_t token_characters_at_most = 64;
constexpr std::chrono::days due_within{731};

Problem conflict(std::string sentence) { return {ProblemKind::conflict, std::move(sentence)}; }
Problem invalid(std::string sentence) { return {ProblemKind::invalid, std::move(sentence)}; }

Problem no_huddle() { return conflict("No huddle is running. Start one first."); }

// An unbiased number below `bound`: words of the last, incomplete stretch are thrown away.
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

RoomKey new_key(const RoomKey& old, bool old_stays_a_while, const Stamp& stamp) {
    RoomKey key{.current = to_hex(stamp.chance()) + to_hex(stamp.chance()), .made_on = stamp.today};
    if (old_stays_a_while && !old.current.empty()) {
        key.previous = old.current;
        key.previous_until = stamp.now + previous_key_lasts;
    }
    return key;
}

// Somebody led the huddle just now.
Clock touched(Clock clock, Instant now) {
    clock = marked(std::move(clock), now);
    clock.last_touched = now;
    return clock;
}

Decision led(const Huddle& huddle, const Stamp& stamp, Change change) {
    return Changes{std::move(change), ClockChanged{huddle.id, touched(huddle.clock, stamp.now)}};
}

Changes close_changes(const State& state, HowItEnded how, const Stamp& stamp) {
    const Huddle& huddle = *state.huddle;
    Clock clock = huddle.clock;
    if (how == HowItEnded::left_alone) {
        // The time in which nobody was there is not time the team spent.
        RoundTime& round = clock.rounds[clock.current];
        if (clock.running) round.spent -= std::clamp(clock.mark - clock.last_touched, Milliseconds{0}, round.spent);
    } else {
        clock = touched(std::move(clock), stamp.now);
    }
    clock.running = false;
    HuddleClosed closed{.huddle = huddle.id, .clock = std::move(clock), .closed = stamp.wall, .how = how, .hope = {}};
    std::vector<NoteId> hopes;
    for (const Note& note : huddle.notes) {
        if (note.theme == Theme::hope && note.state != NoteState::set_aside) hopes.push_back(note.id);
    }
    if (!hopes.empty()) closed.hope = hopes[below(hopes.size(), stamp)];
    // SAFETY 6: the huddle's key dies with the huddle.
    return Changes{std::move(closed), KeyRenewed{new_key(state.key, false, stamp)}};
}

bool left_alone(const Huddle& huddle, const Stamp& stamp) {
    return stamp.now - huddle.clock.last_touched >= left_alone_after;
}

Result<void> check_talk_text(const std::string& text, Problem when_empty, Problem when_long) {
    if (text.empty()) return when_empty;
    if (text.size() > talk_bytes_at_most) return when_long;
    return {};
}

bool is_plain(const std::string& token) {
    return std::all_of(token.begin(), token.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

class Decider {
public:
    Decider(const State& state, const Stamp& stamp) : state_(state), stamp_(stamp) {}

    Decision operator()(const StartHuddle& it) const {
        if (state_.huddle) return conflict("A huddle is already running.");
        if (it.layout.rounds.empty()) return invalid("This layout has no rounds.");
        Huddle huddle{.id = stamp_.new_id<HuddleId>(),
                      .layout = it.layout,
                      .started = stamp_.wall,
                      .day = stamp_.today,
                      .clock = clock_at_start(it.layout, stamp_.now),
                      .released = std::vector<bool>(it.layout.rounds.size(), false),
                      .notes = {}};
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
        if (minute_offer(huddle.layout, huddle.clock).amount == Milliseconds{0}) {
            return conflict("There is no time left to borrow: hope and close keep theirs.");
        }
        return change_clock(with_minute(huddle.layout, huddle.clock, stamp_.now));
    }

    Decision operator()(const ReleaseNotes&) const {
        if (!state_.huddle) return no_huddle();
        const Huddle& huddle = *state_.huddle;
        const std::size_t index = huddle.clock.current;
        const Round& round = huddle.layout.rounds[index];
        const auto theme = theme_of(round.kind);
        if (!theme) return conflict("This round has no notes to open.");
        if (!huddle.clock.running) return conflict("The huddle is paused. Carry on first.");
        NotesReleased released{.huddle = huddle.id, .round = index, .notes = {}, .sealed = {}};
        for (const SealedNote& note : state_.sealed) {
            if (note.theme != *theme) continue;
            released.notes.push_back({.id = stamp_.new_id<NoteId>(), .theme = note.theme, .text = note.text});
            released.sealed.push_back(note.id);
        }
        // SAFETY 4: below the minimum they stay sealed and wait for more to mix with.
        if (released.notes.size() < static_cast<std::size_t>(std::max(1, round.release_at_least))) {
            if (huddle.released[index]) return conflict("There are not enough new notes to open together yet.");
            released.notes.clear();
            released.sealed.clear();
        }
        // SAFETY 3: shuffled, under fresh identities, and the sealed rows go in an order of their own.
        shuffle(released.notes, stamp_);
        shuffle(released.sealed, stamp_);
        return led(huddle, stamp_, std::move(released));
    }

    Decision operator()(const CloseHuddle&) const {
        if (!state_.huddle) return no_huddle();
        return close_changes(state_, HowItEnded::closed, stamp_);
    }

    Decision operator()(const AddNote& it) const {
        if (it.text.empty()) return invalid("Please write a note first.");
        if (it.text.size() > note_bytes_at_most) return invalid("This note is too long. Please shorten it.");
        if (it.token.empty() || it.token.size() > token_characters_at_most || !is_plain(it.token)) {
            return invalid("This form is incomplete. Please scan the code again.");
        }
        const bool known = std::any_of(state_.sealed.begin(), state_.sealed.end(),
                                       [&](const SealedNote& note) { return note.token == it.token; });
        if (known) return Changes{};
        return Changes{NoteSealed{{stamp_.new_id<SealedNoteId>(), it.theme, it.text, it.token}}};
    }

    Decision operator()(const MarkTalkedAbout& it) const { return mark(it.note, NoteState::talked_about, {}); }
    Decision operator()(const SetAside& it) const { return mark(it.note, NoteState::set_aside, stamp_.today); }
    Decision operator()(const BringBack& it) const {
        // From an earlier huddle it goes back into that one's record; nobody leads a huddle by it.
        if (find_set_aside(state_, it.note)) return Changes{NoteMarked{it.note, NoteState::on_the_wall, {}}};
        return mark(it.note, NoteState::on_the_wall, {});
    }

    Decision operator()(const DeleteNote& it) const {
        if (find_set_aside(state_, it.note)) return Changes{NoteDeleted{it.note}};
        if (!state_.huddle) return no_huddle();
        const Note* note = find_note(state_, it.note);
        if (!note) return no_such_note();
        if (note->state != NoteState::set_aside) return conflict("Set the note aside first.");
        return led(*state_.huddle, stamp_, NoteDeleted{it.note});
    }

    Decision operator()(const KeepLesson& it) const {
        if (!state_.huddle) return no_huddle();
        auto checked = check_talk_text(it.text, invalid("Please write the lesson first."),
                                       invalid("Please make the lesson shorter."));
        if (!checked) return checked.problem();
        if (it.note && !find_note(state_, *it.note)) return no_such_note();
        return led(*state_.huddle, stamp_,
                   LessonKept{{stamp_.new_id<LessonId>(), state_.huddle->id, stamp_.wall, it.text, it.note}});
    }

    Decision operator()(const KeepAction& it) const {
        if (!state_.huddle) return no_huddle();
        auto checked = check_talk_text(it.response, invalid("Please write the action first."),
                                       invalid("Please make the action shorter."));
        if (!checked) return checked.problem();
        if (it.condition.size() > talk_bytes_at_most) return invalid("Please make the action shorter.");
        if (it.role.empty()) return invalid("Please choose a role for the action.");
        if (it.role.size() > role_bytes_at_most) return invalid("Please choose a shorter role.");
        if (it.due < stamp_.today || it.due > stamp_.today + due_within) {
            return invalid("Please choose a day from today on, within two years.");
        }
        const Lesson* lesson = nullptr;
        if (it.lesson) {
            lesson = find_lesson(state_, *it.lesson);
        } else {
            for (const Lesson& kept : state_.lessons) {
                if (kept.huddle == state_.huddle->id) lesson = &kept;
            }
        }
        if (!lesson) return conflict("An action grows from a lesson. Keep the lesson first.");
        return led(*state_.huddle, stamp_,
                   ActionKept{{.id = stamp_.new_id<ActionId>(),
                               .lesson = lesson->id,
                               .huddle = state_.huddle->id,
                               .kept = stamp_.wall,
                               .condition = it.condition,
                               .response = it.response,
                               .role = it.role,
                               .due = it.due,
                               .state = ActionState::trying,
                               .reviewed_in = {}}});
    }

    Decision operator()(const KeepQuestion& it) const {
        if (!state_.huddle) return no_huddle();
        auto checked = check_talk_text(it.text, invalid("Please write the question first."),
                                       invalid("Please make the question shorter."));
        if (!checked) return checked.problem();
        if (it.note && !find_note(state_, *it.note)) return no_such_note();
        return led(*state_.huddle, stamp_,
                   QuestionKept{{.id = stamp_.new_id<QuestionId>(),
                                 .huddle = state_.huddle->id,
                                 .kept = stamp_.wall,
                                 .text = it.text,
                                 .note = it.note,
                                 .state = QuestionState::open}});
    }

    Decision operator()(const ReviewAction& it) const {
        if (!state_.huddle) return no_huddle();
        const Action* action = find_action(state_, it.action);
        if (!action) return invalid("That action is not on the list any more.");
        if (action->huddle == state_.huddle->id) return conflict("This action is new. The next huddle asks how it went.");
        ActionReviewed reviewed{.action = it.action, .state = ActionState::trying, .reviewed_in = state_.huddle->id};
        switch (it.review) {
            case ActionReview::done: reviewed.state = ActionState::done; break;
            case ActionReview::let_go: reviewed.state = ActionState::let_go; break;
            case ActionReview::still_trying: break;
            case ActionReview::not_said: reviewed.reviewed_in.reset(); break;
        }
        return led(*state_.huddle, stamp_, std::move(reviewed));
    }

    Decision operator()(const AnswerPulse& it) const {
        if (!state_.huddle || !asks_pulse(*state_.huddle)) return conflict("This is asked at the end of a huddle.");
        if (it.value < 1 || it.value > 5) return invalid("Please choose a number from 1 to 5.");
        if (it.page.size() > token_characters_at_most || !is_plain(it.page)) {
            return invalid("This page is incomplete. Please scan the code again.");
        }
        if (it.instead_of == it.value) return Changes{};
        // An earlier tap that is not counted, after a restart say, cannot be taken back.
        const bool counted = it.instead_of >= 1 && it.instead_of <= 5 &&
                             state_.huddle->pulse[static_cast<std::size_t>(it.instead_of - 1)] > 0;
        return Changes{PulseAnswered{state_.huddle->id, it.value, counted ? it.instead_of : 0}};
    }

    Decision operator()(const Tick&) const {
        if (state_.huddle) {
            if (left_alone(*state_.huddle, stamp_)) return close_changes(state_, HowItEnded::left_alone, stamp_);
            const Clock& clock = state_.huddle->clock;
            if (!clock.running || stamp_.now - clock.mark < mark_every) return Changes{};
            return Changes{ClockChanged{state_.huddle->id, marked(clock, stamp_.now)}};
        }
        if (state_.key.current.empty() || state_.key.made_on != stamp_.today) {
            return Changes{KeyRenewed{new_key(state_.key, true, stamp_)}};
        }
        Changes forgotten;
        for (const Note& note : state_.set_aside) {
            if (note.set_aside_on && stamp_.today - *note.set_aside_on > set_aside_kept)
                forgotten.push_back(NoteDeleted{note.id});
        }
        return forgotten;
    }

    Decision operator()(const WakeAfterStop&) const {
        if (!state_.huddle) return (*this)(Tick{});
        if (left_alone(*state_.huddle, stamp_)) return close_changes(state_, HowItEnded::left_alone, stamp_);
        // The clock stands where it was last marked: the time without power counts as paused.
        Clock clock = state_.huddle->clock;
        clock.mark = stamp_.now;
        clock.last_touched = stamp_.now;
        return Changes{ClockChanged{state_.huddle->id, std::move(clock)}};
    }

private:
    static Problem no_such_note() { return invalid("That note is not on the wall any more."); }

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

    const State& state_;
    const Stamp& stamp_;
};

}  // namespace

std::string_view to_text(HowItEnded how) {
    return how == HowItEnded::closed ? "closed" : "left_alone";
}

Result<std::vector<Change>> decide(const State& state, const Intent& intent, const Stamp& stamp) {
    return std::visit(Decider{state, stamp}, intent);
}

}  // namespace hearthside
