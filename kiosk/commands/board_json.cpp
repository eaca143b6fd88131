// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/board_json.h"

#include "core/huddle/prompting.h"

namespace hearthside {

namespace {

Json to_json(const Note& note) {
    return {{"id", to_hex(note.id.value)}, {"round", to_text(note.category)},
            {"text", note.text},           {"state", to_text(note.state)},
            {"thanked", note.thanks > 0},  {"group", note.group ? Json(to_hex(note.group->value)) : Json{}}};
}

Json day_or_nothing(const std::optional<Day>& day) { return day ? Json(to_text(*day)) : Json{}; }

template <class Word>
Json word_or_nothing(const std::optional<Word>& word) {
    return word ? Json(to_text(*word)) : Json{};
}

Json to_json(const NoteGroup& group) {
    return {{"id", to_hex(group.id.value)}, {"round", to_text(group.category)}, {"title", group.title}};
}

Json to_json(const Lesson& lesson) {
    Json object{{"id", to_hex(lesson.id.value)},
                {"text", lesson.text},
                {"cause", lesson.cause},
                {"shared_on", day_or_nothing(lesson.shared_on)}};
    object["notes"] = Json::array();
    for (const NoteId note : lesson.notes) object["notes"].push_back(to_hex(note.value));
    return object;
}

Json to_json(const Action& action) {
    Json steps = Json::array();
    for (const ActionStep& step : action.steps) {
        steps.push_back({{"day", to_text(step.day)},
                         {"state", to_text(step.state)},
                         {"help", word_or_nothing(step.help)},
                         {"due", to_text(step.due)}});
    }
    return {{"id", to_hex(action.id.value)},
            {"lesson", to_hex(action.lesson.value)},
            {"condition", action.condition},
            {"response", action.response},
            {"text", sentence_of(action)},
            {"role", action.role},
            {"due", to_text(action.due)},
            {"state", to_text(action.state)},
            {"help", word_or_nothing(action.help)},
            {"closed_on", day_or_nothing(action.closed_on)},
            {"first_due", to_text(action.first_due)},
            {"steps", std::move(steps)},
            {"reviewed", action.reviewed_in.has_value()}};
}

Json to_json(const Question& question) {
    Json steps = Json::array();
    for (const QuestionStep& step : question.steps) {
        steps.push_back({{"day", to_text(step.day)},
                         {"state", to_text(step.state)},
                         {"answer", step.answer},
                         {"for_role", step.for_role},
                         {"review_on", to_text(step.review_on)}});
    }
    Json object{{"id", to_hex(question.id.value)},
                {"text", question.text},
                {"state", to_text(question.state)},
                {"review_on", to_text(question.review_on)},
                {"answer", question.answer},
                {"for_role", question.for_role},
                {"closed_on", day_or_nothing(question.closed_on)},
                {"steps", std::move(steps)}};
    if (question.note) object["note"] = to_hex(question.note->value);
    return object;
}

Json to_json(const RoundBoard& round) {
    return {{"id", round.round.id},
            {"kind", to_text(round.round.kind)},
            {"title", round.round.title},
            {"planned_ms", round.round.planned.count()},
            {"minimum_ms", round.round.minimum.count()},
            {"release_at_least", round.round.release_at_least},
            {"allotted_ms", round.allotted.count()},
            {"spent_ms", round.spent.count()},
            {"released", round.released},
            {"holding", round.holding}};
}

Json answers_to_json(const SharedAnswers& answers) {
    Json counts = Json::object();
    for (const SharedAnswer answer : all_shared_answers) {
        counts[std::string{to_text(answer)}] = answers[static_cast<std::size_t>(answer)];
    }
    return counts;
}

Json to_json(const SharedLesson& lesson) {
    return {{"id", to_hex(lesson.id.value)},
            {"team", lesson.team},
            {"text", lesson.text},
            {"condition", lesson.condition},
            {"response", lesson.response},
            {"result", to_text(lesson.result)},
            {"shared_on", to_text(lesson.shared_on)},
            {"answer", word_or_nothing(lesson.answer)},
            {"answers", answers_to_json(lesson.answers)}};
}

Json to_json(const SharedCard& card) {
    return {{"ours", card.ours},
            {"team", card.team},
            {"text", card.text},
            {"condition", card.condition},
            {"response", card.response},
            {"result", to_text(card.result)},
            {"shared_on", to_text(card.shared_on)},
            {"answers", answers_to_json(card.answers)}};
}

Json to_json(const LoopCard& loop) {
    return {{"you_said", loop.you_said},
            {"condition", loop.condition},
            {"response", loop.response},
            {"state", to_text(loop.state)},
            {"help", word_or_nothing(loop.help)}};
}

template <class Item>
Json item_or_nothing(const std::optional<Item>& item) {
    return item ? to_json(*item) : Json{};
}

Json voting_to_json(const Voting& voting) {
    Json result = Json::array();
    for (const auto& [note, dots] : voting.result) result.push_back({{"note", to_hex(note.value)}, {"dots", dots}});
    return {{"open", voting.open}, {"result", std::move(result)}};
}

template <class Items>
Json list_of(const Items& items) {
    Json list = Json::array();
    for (const auto& item : items) list.push_back(to_json(item));
    return list;
}

Json minute_to_json(const HuddleBoard& huddle) {
    Json loans = Json::array();
    for (const Loan& loan : huddle.minute.loans) {
        loans.push_back({{"from", huddle.rounds[loan.from].round.id}, {"amount_ms", loan.amount.count()}});
    }
    return {{"amount_ms", huddle.minute.amount.count()},
            {"from_spare_ms", huddle.minute.from_spare.count()},
            {"loans", std::move(loans)}};
}

Json huddle_to_json(const HuddleBoard& huddle, Instant now) {
    return {{"id", to_hex(huddle.id.value)},          {"layout", huddle.layout_id},
            {"layout_name", huddle.layout_name},      {"day", to_text(huddle.day)},
            {"round", huddle.current().round.id},     {"round_index", huddle.clock.current},
            {"paused", !huddle.clock.running},        {"left_ms", left_at(huddle.clock, now).count()},
            {"spare_ms", huddle.clock.spare.count()}, {"minute", minute_to_json(huddle)},
            {"rounds", list_of(huddle.rounds)},       {"lead", huddle.lead},
            {"prompt", prompt_at(huddle, now)},       {"speaks_first", speaks_first(huddle, huddle.clock.current)},
            {"notes", list_of(huddle.notes)},         {"groups", list_of(huddle.groups)},
            {"lessons", list_of(huddle.lessons)},     {"actions", list_of(huddle.actions)},
            {"questions", list_of(huddle.questions)}};
}

}  // namespace

Json board_to_json(const Board& board, Instant now, const std::string& url) {
    Json waiting = Json::object();
    for (const RoundCategory category : all_categories)
        waiting[std::string{to_text(category)}] = to_text(board.waiting[index_of(category)]);
    Json due = Json::array();
    for (const ActionCard& card : board.due) {
        Json action = to_json(card.action);
        action["lesson_text"] = card.lesson;
        action["may_share"] = card.may_share;
        action["shared"] = card.shared;
        due.push_back(std::move(action));
    }
    return {{"url", url},
            {"waiting", std::move(waiting)},
            {"huddle", board.huddle ? huddle_to_json(*board.huddle, now) : Json{}},
            {"due", std::move(due)},
            {"open_questions", list_of(board.open_questions)},
            {"answered", list_of(board.answered)},
            {"loop", item_or_nothing(board.loop)},
            {"shared_news", item_or_nothing(board.shared_news)},
            {"latest_shared", item_or_nothing(board.latest_shared)},
            {"next_lead", board.next_lead},
            {"voting", voting_to_json(board.voting)},
            {"hope", board.hope},
            {"pulse_asked", board.pulse_asked},
            {"trouble", board.trouble}};
}

}  // namespace hearthside
