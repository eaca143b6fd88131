#include "core/huddle/board.h"

#include <algorithm>

namespace hearthside {

namespace {

std::size_t sealed_of(const State& state, Theme theme) {
    return static_cast<std::size_t>(std::count_if(state.sealed.begin(), state.sealed.end(),
                                                  [&](const SealedNote& note) { return note.theme == theme; }));
}

HuddleBoard huddle_board(const State& state, const Bands& bands) {
    const Huddle& huddle = *state.huddle;
    HuddleBoard board;
    board.id = huddle.id;
    board.layout_id = huddle.layout.id;
    board.layout_name = huddle.layout.name;
    board.day = huddle.day;
    board.started = huddle.started;
    board.clock = huddle.clock;
    board.minute = minute_offer(huddle.layout, huddle.clock);
    for (std::size_t i = 0; i < huddle.layout.rounds.size(); ++i) {
        const Round& round = huddle.layout.rounds[i];
        RoundBoard shown{.round = round,
                         .allotted = huddle.clock.rounds[i].allotted,
                         .spent = huddle.clock.rounds[i].spent,
                         .released = huddle.released[i]};
        if (const auto theme = theme_of(round.kind)) {
            shown.notes = static_cast<std::size_t>(
                std::count_if(huddle.notes.begin(), huddle.notes.end(), [&](const Note& note) {
                    return note.theme == *theme && note.state != NoteState::set_aside;
                }));
            // From the shown band, not from the count: the count would tell of each arrival at once.
            shown.holding = shown.released && shown.notes == 0 && round.release_at_least > 1 &&
                            bands[index_of(*theme)] == Band::a_few;
        }
        board.rounds.push_back(std::move(shown));
    }
    board.notes = huddle.notes;
    for (const Lesson& lesson : state.lessons) {
        if (lesson.huddle == huddle.id) board.lessons.push_back(lesson);
    }
    for (const Action& action : state.actions) {
        if (action.huddle == huddle.id) board.actions.push_back(action);
    }
    for (const Question& question : state.questions) {
        if (question.huddle == huddle.id) board.questions.push_back(question);
    }
    return board;
}

}  // namespace

std::string_view to_text(Band band) {
    switch (band) {
        case Band::none_yet: return "none yet";
        case Band::a_few: return "a few";
        case Band::five_or_more: return "five or more";
    }
    return "";
}

Bands bands_of(const State& state) {
    Bands bands{};
    for (const Theme theme : all_themes) {
        const std::size_t count = sealed_of(state, theme);
        bands[index_of(theme)] = count == 0 ? Band::none_yet : count < 5 ? Band::a_few : Band::five_or_more;
    }
    return bands;
}

Board board_of(const State& state, const Bands& shown) {
    Board board;
    board.room_key = state.key.current;
    board.previous_key = state.key.previous;
    board.previous_key_until = state.key.previous_until;
    board.waiting = shown;
    if (state.huddle) board.huddle = huddle_board(state, shown);
    board.pulse_asked = state.huddle && asks_pulse(*state.huddle);
    const auto running = [&](HuddleId huddle) { return state.huddle && state.huddle->id == huddle; };
    for (const Action& action : state.actions) {
        if (running(action.huddle)) continue;
        const bool open = action.state == ActionState::trying;
        const bool said_now = action.reviewed_in && running(*action.reviewed_in);
        if (!open && !said_now) continue;
        const Lesson* lesson = find_lesson(state, action.lesson);
        board.due.push_back({action, lesson ? lesson->text : std::string{}});
    }
    std::stable_sort(board.due.begin(), board.due.end(),
                     [](const ActionCard& left, const ActionCard& right) { return left.action.due < right.action.due; });
    for (const Question& question : state.questions) {
        if (!running(question.huddle) && question.state == QuestionState::open) board.open_questions.push_back(question);
    }
    // The newest action that was done tells the loop best; else the newest that is being tried.
    for (const ActionState wanted : {ActionState::done, ActionState::trying}) {
        const auto found = std::find_if(state.actions.rbegin(), state.actions.rend(), [&](const Action& action) {
            return action.state == wanted && !running(action.huddle);
        });
        if (found == state.actions.rend()) continue;
        const Lesson* lesson = find_lesson(state, found->lesson);
        board.loop = LoopCard{lesson ? lesson->text : std::string{}, found->condition, found->response, found->state};
        break;
    }
    board.set_aside = state.set_aside;
    if (state.last_time && state.last_time->hope) board.hope = state.last_time->hope->text;
    return board;
}

std::string sentence_of(const Action& action) {
    if (action.condition.empty()) return "We will " + action.response;
    return "If " + action.condition + ", then we will " + action.response;
}

}  // namespace hearthside
