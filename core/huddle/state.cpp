// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/state.h"

#include <algorithm>
#include <functional>

namespace hearthside::huddle {

namespace {

template <class Word, std::size_t Count>
std::optional<Word> find_word(const std::array<Word, Count>& words, std::string_view text) {
    for (const Word word : words) {
        if (to_text(word) == text) return word;
    }
    return std::nullopt;
}

// Most changes keep most lists in order, and some lists are long after years of use.
template <class List, class Less>
void keep_sorted(List& list, Less less) {
    if (!std::is_sorted(list.begin(), list.end(), less)) std::sort(list.begin(), list.end(), less);
}

template <class List>
void sort_by_kept(List& list) {
    keep_sorted(list, [](const auto& left, const auto& right) {
        return std::tie(left.kept, left.id) < std::tie(right.kept, right.id);
    });
}

template <class List>
void sort_by_id(List& list) {
    keep_sorted(list, [](const auto& left, const auto& right) { return left.id < right.id; });
}

template <class List, class IdType>
auto* find_in(List& list, IdType id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(NoteState state) {
    switch (state) {
        case NoteState::on_the_wall:
            return "on_the_wall";
        case NoteState::talked_about:
            return "talked_about";
        case NoteState::set_aside:
            return "set_aside";
    }
    return "";
}

std::optional<NoteState> note_state_from_text(std::string_view text) {
    return find_word(std::array{NoteState::on_the_wall, NoteState::talked_about, NoteState::set_aside}, text);
}

std::string_view to_text(ActionState state) {
    switch (state) {
        case ActionState::trying:
            return "trying";
        case ActionState::done:
            return "done";
        case ActionState::let_go:
            return "let_go";
    }
    return "";
}

std::optional<ActionState> action_state_from_text(std::string_view text) {
    return find_word(std::array{ActionState::trying, ActionState::done, ActionState::let_go}, text);
}

std::string_view to_text(Help help) {
    switch (help) {
        case Help::helped:
            return "helped";
        case Help::did_not_help:
            return "did_not_help";
        case Help::too_early:
            return "too_early";
    }
    return "";
}

std::optional<Help> help_from_text(std::string_view text) {
    return find_word(std::array{Help::helped, Help::did_not_help, Help::too_early}, text);
}

std::string_view to_text(QuestionState state) {
    switch (state) {
        case QuestionState::open:
            return "open";
        case QuestionState::answered:
            return "answered";
        case QuestionState::not_ours:
            return "not_ours";
    }
    return "";
}

std::optional<QuestionState> question_state_from_text(std::string_view text) {
    return find_word(std::array{QuestionState::open, QuestionState::answered, QuestionState::not_ours}, text);
}

std::string_view to_text(SharedAnswer answer) {
    switch (answer) {
        case SharedAnswer::helped_here:
            return "helped_here";
        case SharedAnswer::did_not_help:
            return "did_not_help";
        case SharedAnswer::adapted:
            return "adapted";
    }
    return "";
}

std::optional<SharedAnswer> shared_answer_from_text(std::string_view text) {
    return find_word(all_shared_answers, text);
}

void tidy(State& state) {
    const auto recent = [&](HuddleId huddle) {
        return (state.huddle && state.huddle->id == huddle) || (state.last_time && state.last_time->huddle == huddle);
    };
    const auto any_recent = [&](const auto& steps) {
        return std::any_of(steps.begin(), steps.end(), [&](const auto& step) { return recent(step.huddle); });
    };
    // Years of shared lessons are kept here, so this looks them up instead of searching all of them for each
    // action.
    std::vector<ActionId> results;
    for (const Lesson& lesson : state.lessons)
        if (lesson.shared_result) results.push_back(*lesson.shared_result);
    std::sort(results.begin(), results.end());
    const auto travels = [&](ActionId action) { return std::binary_search(results.begin(), results.end(), action); };
    std::erase_if(state.actions, [&](const Action& action) {
        return !is_open(action) && !recent(action.huddle) && !any_recent(action.steps) && !travels(action.id);
    });
    std::erase_if(state.questions, [&](const Question& question) {
        return question.state != QuestionState::open && !recent(question.huddle) && !any_recent(question.steps);
    });
    std::vector<LessonId> acted_on;
    for (const Action& action : state.actions) acted_on.push_back(action.lesson);
    std::sort(acted_on.begin(), acted_on.end());
    std::erase_if(state.lessons, [&](const Lesson& lesson) {
        return !recent(lesson.huddle) && !lesson.shared_on &&
               !std::binary_search(acted_on.begin(), acted_on.end(), lesson.id);
    });
    sort_by_id(state.sealed);
    if (state.huddle) {
        sort_by_id(state.huddle->notes);
        sort_by_id(state.huddle->groups);
    }
    sort_by_id(state.set_aside);
    sort_by_kept(state.lessons);
    sort_by_kept(state.actions);
    sort_by_kept(state.questions);
    keep_sorted(state.received, [](const SharedLesson& left, const SharedLesson& right) {
        return std::tie(left.received_on, left.id) < std::tie(right.received_on, right.id);
    });
    keep_sorted(state.heard_back, [](const HeardBack& left, const HeardBack& right) {
        return std::tie(left.lesson, left.kiosk) < std::tie(right.lesson, right.kiosk);
    });
    keep_sorted(state.loops_closed, std::less<>());
}

bool has_voting(const Huddle& huddle) {
    const Round& round = huddle.layout.rounds[huddle.clock.current];
    return round.kind == RoundKind::lessons && round.dots && huddle.released[huddle.clock.current];
}

bool asks_pulse(const Huddle& huddle) {
    return huddle.layout.pulse && huddle.layout.rounds[huddle.clock.current].kind == RoundKind::close;
}

namespace {

bool is_set_aside_with(const State& state, NoteId id, const std::string& text) {
    const Note* note = find_note(state, id);
    if (!note) note = find_set_aside(state, id);
    return note && note->state == NoteState::set_aside && note->text == text;
}

}  // namespace

bool went_aside(const State& state, const Question& question) {
    return question.note && is_set_aside_with(state, *question.note, question.text);
}

bool went_aside(const State& state, const Lesson& lesson) {
    return std::any_of(lesson.notes.begin(), lesson.notes.end(),
                       [&](NoteId id) { return is_set_aside_with(state, id, lesson.text); }) &&
           std::none_of(state.actions.begin(), state.actions.end(),
                        [&](const Action& action) { return action.lesson == lesson.id; });
}

bool may_call_off(const State& state) {
    if (!state.huddle) return false;
    const Huddle& huddle = *state.huddle;
    const auto& rounds = huddle.clock.rounds;
    // Somebody who has seen a later round did not start by mistake.
    if (huddle.clock.current != 0 || asks_pulse(huddle)) return false;
    if (std::any_of(rounds.begin() + 1, rounds.end(), [](const RoundTime& it) { return it.spent.count() != 0; }))
        return false;
    const auto here = [&](const auto& said) { return said.huddle == huddle.id; };
    const auto said_here = [&](const auto& kept) {
        return here(kept) || std::any_of(kept.steps.begin(), kept.steps.end(), here);
    };
    return std::find(huddle.released.begin(), huddle.released.end(), true) == huddle.released.end() &&
           std::none_of(state.lessons.begin(), state.lessons.end(),
                        [&](const Lesson& it) { return here(it) || it.shared_in == huddle.id; }) &&
           std::none_of(state.actions.begin(), state.actions.end(), said_here) &&
           std::none_of(state.questions.begin(), state.questions.end(), said_here) &&
           std::none_of(state.received.begin(), state.received.end(),
                        [&](const SharedLesson& it) { return it.shown_in == huddle.id && it.answer; });
}

bool has_tokens(const State& state) {
    return !state.opened_tokens.empty() || std::any_of(state.sealed.begin(), state.sealed.end(),
                                                       [](const SealedNote& note) { return !note.token.empty(); });
}

bool has_token(const State& state, const std::string& token) {
    return std::binary_search(state.opened_tokens.begin(), state.opened_tokens.end(), token) ||
           std::any_of(state.sealed.begin(), state.sealed.end(),
                       [&](const SealedNote& note) { return note.token == token; });
}

Note* find_note(State& state, NoteId id) { return state.huddle ? find_in(state.huddle->notes, id) : nullptr; }

const Note* find_note(const State& state, NoteId id) {
    return state.huddle ? find_in(state.huddle->notes, id) : nullptr;
}

const Note* find_set_aside(const State& state, NoteId id) { return find_in(state.set_aside, id); }
const Lesson* find_lesson(const State& state, LessonId id) { return find_in(state.lessons, id); }
const Action* find_action(const State& state, ActionId id) { return find_in(state.actions, id); }
const Question* find_question(const State& state, QuestionId id) { return find_in(state.questions, id); }
const SharedLesson* find_shared(const State& state, SharedLessonId id) { return find_in(state.received, id); }
const SharedLesson* find_shared(const State& state, const std::string& kiosk, LessonId lesson) {
    const auto found = std::find_if(state.received.begin(), state.received.end(),
                                    [&](const SharedLesson& it) { return it.lesson == lesson && it.kiosk == kiosk; });
    return found == state.received.end() ? nullptr : &*found;
}
const NoteGroup* find_group(const State& state, GroupId id) {
    return state.huddle ? find_in(state.huddle->groups, id) : nullptr;
}

bool is_open(const Action& action) {
    return action.state == ActionState::trying || (action.state == ActionState::done && action.help == Help::too_early);
}

bool has_result(const Action& action) {
    return action.state == ActionState::done && action.help && *action.help != Help::too_early;
}

const Action* result_of(const State& state, LessonId lesson) {
    const auto found = std::find_if(state.actions.rbegin(), state.actions.rend(), [&](const Action& action) {
        return action.lesson == lesson && has_result(action);
    });
    return found == state.actions.rend() ? nullptr : &*found;
}

void follow_steps(Action& action) {
    action.due = action.first_due;
    action.state = ActionState::trying;
    action.help.reset();
    action.closed_on.reset();
    action.reviewed_in.reset();
    for (const ActionStep& step : action.steps) {
        // An action stays done on its original day when a later huddle says whether it helped.
        if (step.state != action.state) {
            action.closed_on = step.state == ActionState::trying ? std::nullopt : std::optional(step.day);
        }
        action.state = step.state;
        action.help = step.help;
        action.due = step.due;
        action.reviewed_in = step.huddle;
    }
}

void follow_steps(Question& question) {
    question.review_on = question.first_review_on;
    question.state = QuestionState::open;
    question.answer.clear();
    question.for_role.clear();
    question.closed_on.reset();
    for (const QuestionStep& step : question.steps) {
        question.state = step.state;
        question.answer = step.answer;
        question.for_role = step.for_role;
        question.review_on = step.review_on;
        question.closed_on = step.state == QuestionState::open ? std::nullopt : std::optional(step.day);
    }
}

}  // namespace hearthside::huddle
