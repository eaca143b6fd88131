// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "core/export/writers.h"
#include "core/files/json.h"

namespace hearthside {

namespace {

double seconds(Milliseconds time) { return static_cast<double>(time.count()) / 1000; }

// 2026-11-23T07:30:00Z
std::string utc_text(Instant instant) {
    const Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss clock{std::chrono::floor<Seconds>(instant - Instant(day))};
    const auto two_digits = [](auto number) {
        std::string digits = std::to_string(number);
        return digits.size() < 2 ? digits.insert(0, 1, '0') : digits;
    };
    std::string text = to_text(day);
    text += 'T';
    text += two_digits(clock.hours().count());
    text += ':';
    text += two_digits(clock.minutes().count());
    text += ':';
    text += two_digits(clock.seconds().count());
    text += 'Z';
    return text;
}

// The note that a lesson or question came from. Null when there is none, or when the note was set aside and
// so is not in the record.
Json note_of(const HuddleRecord& huddle, const std::optional<NoteId>& id) {
    for (const Note& note : huddle.notes) {
        if (id && note.id == *id && note.state != NoteState::set_aside) return to_hex(note.id.value);
    }
    return nullptr;
}

Json notes_of(const HuddleRecord& huddle) {
    Json notes = Json::array();
    for (const Note& note : huddle.notes) {
        if (note.state == NoteState::set_aside) continue;
        notes.push_back({{"id", to_hex(note.id.value)},
                         {"round", to_text(note.category)},
                         {"text", note.text},
                         {"state", to_text(note.state)},
                         {"thanked", note.thanks > 0},
                         {"group", note.group ? Json(to_hex(note.group->value)) : Json()}});
    }
    return notes;
}

Json groups_of(const HuddleRecord& huddle) {
    Json groups = Json::array();
    for (const NoteGroup& group : huddle.groups) {
        groups.push_back({{"id", to_hex(group.id.value)}, {"round", to_text(group.category)}, {"title", group.title}});
    }
    return groups;
}

Json day_or_nothing(const std::optional<Day>& day) { return day ? Json(to_text(*day)) : Json(); }

template <class Word>
Json word_or_nothing(const std::optional<Word>& word) {
    return word ? Json(to_text(*word)) : Json();
}

Json steps_of(const Action& action) {
    Json steps = Json::array();
    for (const ActionStep& step : action.steps) {
        steps.push_back({{"huddle", to_hex(step.huddle.value)},
                         {"date", to_text(step.day)},
                         {"state", to_text(step.state)},
                         {"help", word_or_nothing(step.help)},
                         {"due", to_text(step.due)}});
    }
    return steps;
}

Json steps_of(const Question& question) {
    Json steps = Json::array();
    for (const QuestionStep& step : question.steps) {
        steps.push_back({{"huddle", to_hex(step.huddle.value)},
                         {"date", to_text(step.day)},
                         {"state", to_text(step.state)},
                         {"answer", step.answer},
                         {"for_role", step.for_role},
                         {"review_on", to_text(step.review_on)}});
    }
    return steps;
}

Json lessons_of(const HuddleRecord& huddle) {
    Json lessons = Json::array();
    for (const Lesson& lesson : huddle.lessons) {
        Json notes = Json::array();
        for (const NoteId note : lesson.notes) {
            if (Json known = note_of(huddle, note); !known.is_null()) notes.push_back(std::move(known));
        }
        lessons.push_back({{"id", to_hex(lesson.id.value)},
                           {"text", lesson.text},
                           {"cause", lesson.cause},
                           {"note", notes.items()->empty() ? Json() : notes.items()->front()},
                           {"notes", std::move(notes)},
                           {"shared_on", day_or_nothing(lesson.shared_on)}});
    }
    return lessons;
}

Json actions_of(const HuddleRecord& huddle) {
    Json actions = Json::array();
    for (const Action& action : huddle.actions) {
        actions.push_back({{"id", to_hex(action.id.value)},
                           {"lesson", to_hex(action.lesson.value)},
                           {"text", sentence_of(action)},
                           {"if", action.condition},
                           {"then", action.response},
                           {"role", action.role},
                           {"due", to_text(action.due)},
                           {"state", to_text(action.state)},
                           {"reviewed_in", action.reviewed_in ? Json(to_hex(action.reviewed_in->value)) : Json()},
                           {"first_due", to_text(action.first_due)},
                           {"help", word_or_nothing(action.help)},
                           {"closed_on", day_or_nothing(action.closed_on)},
                           {"steps", steps_of(action)}});
    }
    return actions;
}

Json questions_of(const HuddleRecord& huddle) {
    Json questions = Json::array();
    for (const Question& question : huddle.questions) {
        questions.push_back({{"id", to_hex(question.id.value)},
                             {"text", question.text},
                             {"state", to_text(question.state)},
                             {"note", note_of(huddle, question.note)},
                             {"review_on", to_text(question.review_on)},
                             {"answer", question.answer},
                             {"for_role", question.for_role},
                             {"closed_on", day_or_nothing(question.closed_on)},
                             {"steps", steps_of(question)}});
    }
    return questions;
}

Json received_of(const SharedLesson& lesson) {
    return {{"id", to_hex(lesson.id.value)},
            {"team", lesson.team},
            {"text", lesson.text},
            {"if", lesson.condition},
            {"then", lesson.response},
            {"result", to_text(lesson.result)},
            {"shared_on", to_text(lesson.shared_on)},
            {"received_on", to_text(lesson.received_on)},
            {"answer", word_or_nothing(lesson.answer)}};
}

Json rounds_of(const HuddleRecord& huddle) {
    Json rounds = Json::array();
    for (const RoundRecord& round : huddle.rounds) {
        rounds.push_back({{"id", round.id},
                          {"kind", to_text(round.kind)},
                          {"title", round.title},
                          {"planned_seconds", seconds(round.planned)},
                          {"allotted_seconds", seconds(round.allotted)},
                          {"spent_seconds", seconds(round.spent)}});
    }
    return rounds;
}

Json json_of(const HuddleRecord& huddle, const ExportChoice& choice) {
    Json object{{"id", to_hex(huddle.id.value)},
                {"date", to_text(huddle.day)},
                {"layout", huddle.layout_id},
                {"layout_name", huddle.layout_name}};
    if (choice.what.contains(ExportKind::huddles)) {
        object["started"] = utc_text(huddle.started);
        object["closed"] = huddle.closed ? Json(utc_text(*huddle.closed)) : Json();
        object["ended"] = huddle.how_it_ended ? Json(to_text(*huddle.how_it_ended)) : Json();
        object["lead"] = huddle.lead;
        object["rounds"] = rounds_of(huddle);
    }
    if (choice.what.contains(ExportKind::notes)) {
        object["notes"] = notes_of(huddle);
        object["groups"] = groups_of(huddle);
    }
    if (choice.what.contains(ExportKind::lessons)) object["lessons"] = lessons_of(huddle);
    if (choice.what.contains(ExportKind::actions)) object["actions"] = actions_of(huddle);
    if (choice.what.contains(ExportKind::questions)) object["questions"] = questions_of(huddle);
    return object;
}

}  // namespace

Result<void> export_json(History& history, const ExportChoice& choice, std::ostream& out,
                         const ExportProgress& progress) {
    out << R"({"schema":"hearthside-record","version":1,"huddles":[)";
    bool first = true;
    const auto read = read_chosen(history, choice, progress, [&](const HuddleRecord& huddle) {
        out << (first ? "\n" : ",\n");
        first = false;
        out << json_of(huddle, choice).dump();
        return out.good();
    });
    if (!read) return read;
    out << "\n]";
    // Other teams' lessons belong to no layout of ours.
    if (choice.what.contains(ExportKind::lessons) && choice.layout.empty()) {
        const auto sharing = history.sharing();
        if (!sharing) return sharing.problem();
        Json received = Json::array();
        for (const SharedLesson& lesson : sharing->received) {
            if (lies_in(choice.span, lesson.received_on)) received.push_back(received_of(lesson));
        }
        out << R"(,"received":)" << received.dump();
    }
    out << "}\n";
    return finish_stream(out);
}

}  // namespace hearthside
