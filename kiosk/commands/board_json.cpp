// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/board_json.h"

#include "core/huddle/prompting.h"

namespace hearthside::commands {

namespace {

files::Json to_json(const huddle::Note& note) {
    return {{"id", huddle::to_hex(note.id.value)},
            {"round", huddle::to_text(note.category)},
            {"text", note.text},
            {"state", huddle::to_text(note.state)},
            {"thanked", note.thanks > 0},
            {"group", note.group ? files::Json(huddle::to_hex(note.group->value)) : files::Json{}}};
}

files::Json day_or_nothing(const std::optional<huddle::Day>& day) {
    return day ? files::Json(huddle::to_text(*day)) : files::Json{};
}

template <class Word>
files::Json word_or_nothing(const std::optional<Word>& word) {
    return word ? files::Json(huddle::to_text(*word)) : files::Json{};
}

files::Json to_json(const huddle::NoteGroup& group) {
    return {{"id", huddle::to_hex(group.id.value)}, {"round", huddle::to_text(group.category)}, {"title", group.title}};
}

files::Json to_json(const huddle::Lesson& lesson) {
    files::Json object{{"id", huddle::to_hex(lesson.id.value)},
                       {"text", lesson.text},
                       {"cause", lesson.cause},
                       {"shared_on", day_or_nothing(lesson.shared_on)}};
    object["notes"] = files::Json::array();
    for (const huddle::NoteId note : lesson.notes) object["notes"].push_back(huddle::to_hex(note.value));
    return object;
}

files::Json to_json(const huddle::Action& action) {
    files::Json steps = files::Json::array();
    for (const huddle::ActionStep& step : action.steps) {
        steps.push_back({{"day", huddle::to_text(step.day)},
                         {"state", huddle::to_text(step.state)},
                         {"help", word_or_nothing(step.help)},
                         {"due", huddle::to_text(step.due)}});
    }
    return {{"id", huddle::to_hex(action.id.value)},
            {"lesson", huddle::to_hex(action.lesson.value)},
            {"condition", action.condition},
            {"response", action.response},
            {"text", huddle::sentence_of(action)},
            {"role", action.role},
            {"due", huddle::to_text(action.due)},
            {"state", huddle::to_text(action.state)},
            {"help", word_or_nothing(action.help)},
            {"closed_on", day_or_nothing(action.closed_on)},
            {"first_due", huddle::to_text(action.first_due)},
            {"steps", std::move(steps)},
            {"reviewed", action.reviewed_in.has_value()}};
}

files::Json to_json(const huddle::Question& question) {
    files::Json steps = files::Json::array();
    for (const huddle::QuestionStep& step : question.steps) {
        steps.push_back({{"day", huddle::to_text(step.day)},
                         {"state", huddle::to_text(step.state)},
                         {"answer", step.answer},
                         {"for_role", step.for_role},
                         {"review_on", huddle::to_text(step.review_on)}});
    }
    files::Json object{{"id", huddle::to_hex(question.id.value)},
                       {"text", question.text},
                       {"state", huddle::to_text(question.state)},
                       {"review_on", huddle::to_text(question.review_on)},
                       {"answer", question.answer},
                       {"for_role", question.for_role},
                       {"closed_on", day_or_nothing(question.closed_on)},
                       {"steps", std::move(steps)}};
    if (question.note) object["note"] = huddle::to_hex(question.note->value);
    return object;
}

files::Json to_json(const huddle::RoundBoard& round) {
    return {{"id", round.round.id},
            {"kind", huddle::to_text(round.round.kind)},
            {"title", round.round.title},
            {"planned_ms", round.round.planned.count()},
            {"minimum_ms", round.round.minimum.count()},
            {"release_at_least", round.round.release_at_least},
            {"allotted_ms", round.allotted.count()},
            {"spent_ms", round.spent.count()},
            {"released", round.released},
            {"holding", round.holding}};
}

files::Json answers_to_json(const huddle::SharedAnswers& answers) {
    files::Json counts = files::Json::object();
    for (const huddle::SharedAnswer answer : huddle::all_shared_answers) {
        counts[huddle::to_text(answer)] = answers[static_cast<std::size_t>(answer)];
    }
    return counts;
}

files::Json to_json(const huddle::SharedLesson& lesson) {
    return {{"id", huddle::to_hex(lesson.id.value)},
            {"team", lesson.team},
            {"text", lesson.text},
            {"condition", lesson.condition},
            {"response", lesson.response},
            {"result", huddle::to_text(lesson.result)},
            {"shared_on", huddle::to_text(lesson.shared_on)},
            {"answer", word_or_nothing(lesson.answer)},
            {"answers", answers_to_json(lesson.answers)}};
}

files::Json to_json(const huddle::SharedCard& card) {
    return {{"ours", card.ours},
            {"team", card.team},
            {"text", card.text},
            {"condition", card.condition},
            {"response", card.response},
            {"result", huddle::to_text(card.result)},
            {"shared_on", huddle::to_text(card.shared_on)},
            {"answers", answers_to_json(card.answers)}};
}

files::Json to_json(const huddle::LoopCard& loop) {
    return {{"you_said", loop.you_said},
            {"condition", loop.condition},
            {"response", loop.response},
            {"state", huddle::to_text(loop.state)},
            {"help", word_or_nothing(loop.help)}};
}

template <class Item>
files::Json item_or_nothing(const std::optional<Item>& item) {
    return item ? to_json(*item) : files::Json{};
}

files::Json voting_to_json(const huddle::Voting& voting) {
    files::Json result = files::Json::array();
    for (const auto& [note, dots] : voting.result)
        result.push_back({{"note", huddle::to_hex(note.value)}, {"dots", dots}});
    return {{"open", voting.open}, {"result", std::move(result)}};
}

template <class Items>
files::Json list_of(const Items& items) {
    files::Json list = files::Json::array();
    for (const auto& item : items) list.push_back(to_json(item));
    return list;
}

files::Json minute_to_json(const huddle::HuddleBoard& huddle) {
    files::Json loans = files::Json::array();
    for (const huddle::Loan& loan : huddle.minute.loans) {
        loans.push_back({{"from", huddle.rounds[loan.from].round.id}, {"amount_ms", loan.amount.count()}});
    }
    return {{"amount_ms", huddle.minute.amount.count()},
            {"from_spare_ms", huddle.minute.from_spare.count()},
            {"loans", std::move(loans)}};
}

files::Json huddle_to_json(const huddle::HuddleBoard& huddle, huddle::Instant now) {
    return {{"id", huddle::to_hex(huddle.id.value)},
            {"layout", huddle.layout_id},
            {"layout_name", huddle.layout_name},
            {"day", huddle::to_text(huddle.day)},
            {"round", huddle.current().round.id},
            {"round_index", huddle.clock.current},
            {"paused", !huddle.clock.running},
            {"left_ms", huddle::left_at(huddle.clock, now).count()},
            {"spare_ms", huddle.clock.spare.count()},
            {"minute", minute_to_json(huddle)},
            {"rounds", list_of(huddle.rounds)},
            {"lead", huddle.lead},
            {"prompt", huddle::prompt_at(huddle, now)},
            {"speaks_first", huddle::speaks_first(huddle, huddle.clock.current)},
            {"notes", list_of(huddle.notes)},
            {"groups", list_of(huddle.groups)},
            {"lessons", list_of(huddle.lessons)},
            {"actions", list_of(huddle.actions)},
            {"questions", list_of(huddle.questions)}};
}

}  // namespace

files::Json board_to_json(const huddle::Board& board, huddle::Instant now, const std::string& url) {
    files::Json waiting = files::Json::object();
    for (const huddle::RoundCategory category : huddle::all_categories)
        waiting[huddle::to_text(category)] = huddle::to_text(board.waiting[huddle::index_of(category)]);
    files::Json due = files::Json::array();
    for (const huddle::ActionCard& card : board.due) {
        files::Json action = to_json(card.action);
        action["lesson_text"] = card.lesson;
        action["may_share"] = card.may_share;
        action["shared"] = card.shared;
        due.push_back(std::move(action));
    }
    return {{"url", url},
            {"waiting", std::move(waiting)},
            {"huddle", board.huddle ? huddle_to_json(*board.huddle, now) : files::Json{}},
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

}  // namespace hearthside::commands
