#include "kiosk/commands/board_json.h"

#include <nlohmann/json.hpp>

namespace hearthside {

namespace {

using nlohmann::json;

json to_json(const Note& note) {
    return {{"id", to_hex(note.id.value)}, {"round", to_text(note.theme)}, {"text", note.text}, {"state", to_text(note.state)}};
}

json to_json(const Lesson& lesson) {
    json object{{"id", to_hex(lesson.id.value)}, {"text", lesson.text}};
    object["notes"] = json::array();
    for (const NoteId note : lesson.notes) object["notes"].push_back(to_hex(note.value));
    return object;
}

json to_json(const Action& action) {
    return {{"id", to_hex(action.id.value)},
            {"lesson", to_hex(action.lesson.value)},
            {"condition", action.condition},
            {"response", action.response},
            {"text", sentence_of(action)},
            {"role", action.role},
            {"due", to_text(action.due)},
            {"state", to_text(action.state)},
            {"reviewed", action.reviewed_in.has_value()}};
}

json to_json(const Question& question) {
    json object{{"id", to_hex(question.id.value)}, {"text", question.text}, {"state", to_text(question.state)}};
    if (question.note) object["note"] = to_hex(question.note->value);
    return object;
}

json to_json(const RoundBoard& round) {
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

template <class Items>
json list_of(const Items& items) {
    json list = json::array();
    for (const auto& item : items) list.push_back(to_json(item));
    return list;
}

json minute_to_json(const HuddleBoard& huddle) {
    json loans = json::array();
    for (const Loan& loan : huddle.minute.loans) {
        loans.push_back({{"from", huddle.rounds[loan.from].round.id}, {"amount_ms", loan.amount.count()}});
    }
    return {{"amount_ms", huddle.minute.amount.count()},
            {"from_spare_ms", huddle.minute.from_spare.count()},
            {"loans", std::move(loans)}};
}

json huddle_to_json(const HuddleBoard& huddle, Instant now) {
    return {{"id", to_hex(huddle.id.value)},
            {"layout", huddle.layout_id},
            {"layout_name", huddle.layout_name},
            {"day", to_text(huddle.day)},
            {"round", huddle.current().round.id},
            {"round_index", huddle.clock.current},
            {"paused", !huddle.clock.running},
            {"left_ms", left_at(huddle.clock, now).count()},
            {"spare_ms", huddle.clock.spare.count()},
            {"minute", minute_to_json(huddle)},
            {"rounds", list_of(huddle.rounds)},
            {"notes", list_of(huddle.notes)},
            {"lessons", list_of(huddle.lessons)},
            {"actions", list_of(huddle.actions)},
            {"questions", list_of(huddle.questions)}};
}

}  // namespace

json board_to_json(const Board& board, Instant now, const std::string& url) {
    json waiting = json::object();
    for (const Theme theme : all_themes) waiting[std::string{to_text(theme)}] = to_text(board.waiting[index_of(theme)]);
    json due = json::array();
    for (const ActionCard& card : board.due) {
        json action = to_json(card.action);
        action["lesson_text"] = card.lesson;
        due.push_back(std::move(action));
    }
    return {{"url", url},
            {"waiting", std::move(waiting)},
            {"huddle", board.huddle ? huddle_to_json(*board.huddle, now) : json{}},
            {"due", std::move(due)},
            {"open_questions", list_of(board.open_questions)},
            {"hope", board.hope},
            {"pulse_asked", board.pulse_asked},
            {"trouble", board.trouble}};
}

}  // namespace hearthside
