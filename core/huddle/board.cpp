// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/board.h"

#include <algorithm>

namespace hearthside::huddle {

namespace {

std::size_t sealed_of(const State& state, RoundCategory category) {
    return static_cast<std::size_t>(std::count_if(state.sealed.begin(), state.sealed.end(),
                                                  [&](const SealedNote& note) { return note.category == category; }));
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
        if (const auto category = category_of(round.kind)) {
            shown.notes =
                static_cast<std::size_t>(std::count_if(huddle.notes.begin(), huddle.notes.end(), [&](const Note& note) {
                    return note.category == *category && note.state != NoteState::set_aside;
                }));
            // From the shown band, not from the count, because the count would show each arrival at once.
            shown.holding = shown.released && shown.notes == 0 && round.release_at_least > 1 &&
                            bands[index_of(*category)] == Band::a_few;
        }
        board.rounds.push_back(std::move(shown));
    }
    board.notes = huddle.notes;
    for (const Lesson& lesson : state.lessons) {
        if (lesson.huddle == huddle.id && !went_aside(state, lesson)) board.lessons.push_back(lesson);
    }
    for (const Action& action : state.actions) {
        if (action.huddle == huddle.id) board.actions.push_back(action);
    }
    for (const Question& question : state.questions) {
        if (question.huddle == huddle.id && !went_aside(state, question)) board.questions.push_back(question);
    }
    board.groups = huddle.groups;
    board.lead = huddle.lead;
    board.speaks_first = huddle.layout.speaks_first;
    board.may_call_off = may_call_off(state);
    return board;
}

bool is_running(const State& state, HuddleId huddle) { return state.huddle && state.huddle->id == huddle; }

void tell_actions(const State& state, Board& board) {
    for (const Action& action : state.actions) {
        if (is_running(state, action.huddle)) continue;
        const bool said_now = action.reviewed_in && is_running(state, *action.reviewed_in);
        if (!is_open(action) && !said_now) continue;
        const Lesson* lesson = find_lesson(state, action.lesson);
        ActionCard card{.action = action, .lesson = lesson ? lesson->text : std::string{}};
        card.shared = lesson && lesson->shared_on;
        card.may_share = lesson && result_of(state, lesson->id);
        board.due.push_back(std::move(card));
    }
    std::stable_sort(board.due.begin(), board.due.end(), [](const ActionCard& left, const ActionCard& right) {
        return left.action.due < right.action.due;
    });
}

void tell_questions(const State& state, Board& board) {
    for (const Question& question : state.questions) {
        if (went_aside(state, question)) continue;
        if (question.state != QuestionState::open && state.last_time && !question.steps.empty() &&
            question.steps.back().huddle == state.last_time->huddle) {
            board.answered.push_back(question);
        }
        const bool said_now = !question.steps.empty() && is_running(state, question.steps.back().huddle);
        if (!is_running(state, question.huddle) && (question.state == QuestionState::open || said_now)) {
            board.open_questions.push_back(question);
        }
    }
    std::stable_sort(board.open_questions.begin(), board.open_questions.end(),
                     [](const Question& left, const Question& right) { return left.review_on < right.review_on; });
}

// The newest action that was done shows the loop best; otherwise the newest that is being tried.
void tell_loop(const State& state, Board& board) {
    for (const ActionState wanted : {ActionState::done, ActionState::trying}) {
        const auto found = std::find_if(state.actions.rbegin(), state.actions.rend(), [&](const Action& action) {
            return action.state == wanted && !is_running(state, action.huddle);
        });
        if (found == state.actions.rend()) continue;
        const Lesson* lesson = find_lesson(state, found->lesson);
        board.loop = LoopCard{lesson ? lesson->text : std::string{}, found->condition, found->response, found->state,
                              found->help};
        return;
    }
}

SharedAnswers answers_to(const State& state, LessonId lesson) {
    SharedAnswers counts{};
    for (const HeardBack& heard : state.heard_back) {
        if (heard.lesson == lesson) ++counts[static_cast<std::size_t>(heard.answer)];
    }
    return counts;
}

void tell_shared(const State& state, Board& board) {
    for (const SharedLesson& lesson : state.received) {
        if (lesson.shown_in && is_running(state, *lesson.shown_in)) board.shared_news = lesson;
    }
    const auto unseen = std::find_if(state.received.begin(), state.received.end(),
                                     [](const SharedLesson& lesson) { return !lesson.shown_in; });
    if (!board.shared_news && unseen != state.received.end()) board.shared_news = *unseen;

    if (!state.received.empty()) {
        const SharedLesson& newest = state.received.back();
        board.latest_shared = SharedCard{false,           newest.team,   newest.text,      newest.condition,
                                         newest.response, newest.result, newest.shared_on, newest.answers};
    }
    // What the team itself shared lately comes first.
    const Lesson* ours = nullptr;
    for (const Lesson& lesson : state.lessons) {
        if (!lesson.shared_on || !lesson.shared_in) continue;
        const bool recent =
            is_running(state, *lesson.shared_in) || (state.last_time && state.last_time->huddle == *lesson.shared_in);
        if (recent && (!ours || *ours->shared_on <= *lesson.shared_on)) ours = &lesson;
    }
    const Action* result = ours && ours->shared_result ? find_action(state, *ours->shared_result) : nullptr;
    if (result && result->help) {
        board.latest_shared = SharedCard{true,
                                         "",
                                         ours->text,
                                         result->condition,
                                         result->response,
                                         *result->help,
                                         *ours->shared_on,
                                         answers_to(state, ours->id)};
    }
}

}  // namespace

std::string_view to_text(Band band) {
    switch (band) {
        case Band::none_yet:
            return "none yet";
        case Band::a_few:
            return "a few";
        case Band::five_or_more:
            return "five or more";
    }
    return "";
}

Bands bands_of(const State& state) {
    Bands bands{};
    for (const RoundCategory category : all_categories) {
        const std::size_t count = sealed_of(state, category);
        bands[index_of(category)] = count == 0 ? Band::none_yet : count < 5 ? Band::a_few : Band::five_or_more;
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
    tell_actions(state, board);
    tell_questions(state, board);
    tell_loop(state, board);
    tell_shared(state, board);
    board.loops_closed = state.loops_closed;
    board.next_lead = state.next_lead;
    board.set_aside = state.set_aside;
    if (state.last_time && state.last_time->hope) board.hope = state.last_time->hope->text;
    return board;
}

int closed_in_quarter(const std::vector<Day>& days, Day today) {
    const auto quarter = [](Day day) {
        const std::chrono::year_month_day date{day};
        return static_cast<int>(date.year()) * 4 + (static_cast<int>(static_cast<unsigned>(date.month())) - 1) / 3;
    };
    return static_cast<int>(
        std::count_if(days.begin(), days.end(), [&](Day day) { return quarter(day) == quarter(today); }));
}

std::string sentence_of(const Action& action) {
    if (action.condition.empty()) return "We will " + action.response;
    return "If " + action.condition + ", then we will " + action.response;
}

}  // namespace hearthside::huddle
