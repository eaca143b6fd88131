#include "core/huddle/state.h"

#include <algorithm>

namespace hearthside {

namespace {

template <class Word, std::size_t Count>
std::optional<Word> find_word(const std::array<Word, Count>& words, std::string_view text) {
    for (const Word word : words) {
        if (to_text(word) == text) return word;
    }
    return std::nullopt;
}

template <class List>
void sort_by_kept(List& list) {
    std::sort(list.begin(), list.end(), [](const auto& left, const auto& right) {
        return std::tie(left.kept, left.id) < std::tie(right.kept, right.id);
    });
}

template <class List>
void sort_by_id(List& list) {
    std::sort(list.begin(), list.end(), [](const auto& left, const auto& right) { return left.id < right.id; });
}

template <class List, class IdType>
auto* find_in(List& list, IdType id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(NoteState state) {
    switch (state) {
        case NoteState::on_the_wall: return "on_the_wall";
        case NoteState::talked_about: return "talked_about";
        case NoteState::set_aside: return "set_aside";
    }
    return "";
}

std::optional<NoteState> note_state_from_text(std::string_view text) {
    return find_word(std::array{NoteState::on_the_wall, NoteState::talked_about, NoteState::set_aside}, text);
}

std::string_view to_text(ActionState state) {
    switch (state) {
        case ActionState::trying: return "trying";
        case ActionState::done: return "done";
        case ActionState::let_go: return "let_go";
    }
    return "";
}

std::optional<ActionState> action_state_from_text(std::string_view text) {
    return find_word(std::array{ActionState::trying, ActionState::done, ActionState::let_go}, text);
}

std::string_view to_text(QuestionState) { return "open"; }

std::optional<QuestionState> question_state_from_text(std::string_view text) {
    return find_word(std::array{QuestionState::open}, text);
}

void tidy(State& state) {
    const auto recent = [&](HuddleId huddle) {
        return (state.huddle && state.huddle->id == huddle) ||
               (state.last_time && state.last_time->huddle == huddle);
    };
    std::erase_if(state.actions, [&](const Action& action) {
        return action.state != ActionState::trying && !recent(action.huddle) &&
               !(action.reviewed_in && recent(*action.reviewed_in));
    });
    std::erase_if(state.questions, [&](const Question& question) {
        return question.state != QuestionState::open && !recent(question.huddle);
    });
    std::erase_if(state.lessons, [&](const Lesson& lesson) {
        return !recent(lesson.huddle) &&
               std::none_of(state.actions.begin(), state.actions.end(),
                            [&](const Action& action) { return action.lesson == lesson.id; });
    });
    sort_by_id(state.sealed);
    if (state.huddle) sort_by_id(state.huddle->notes);
    sort_by_id(state.set_aside);
    sort_by_kept(state.lessons);
    sort_by_kept(state.actions);
    sort_by_kept(state.questions);
}

bool asks_pulse(const Huddle& huddle) {
    return huddle.layout.pulse && huddle.layout.rounds[huddle.clock.current].kind == RoundKind::close;
}

Note* find_note(State& state, NoteId id) { return state.huddle ? find_in(state.huddle->notes, id) : nullptr; }

const Note* find_note(const State& state, NoteId id) {
    return state.huddle ? find_in(state.huddle->notes, id) : nullptr;
}

const Note* find_set_aside(const State& state, NoteId id) { return find_in(state.set_aside, id); }
const Lesson* find_lesson(const State& state, LessonId id) { return find_in(state.lessons, id); }
const Action* find_action(const State& state, ActionId id) { return find_in(state.actions, id); }

}  // namespace hearthside
