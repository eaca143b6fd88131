// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "core/export/writers.h"
#include "core/files/json.h"

namespace hearthside::exports {

namespace {

double seconds(huddle::Milliseconds time) { return static_cast<double>(time.count()) / 1000; }

// 2026-11-23T07:30:00Z
std::string utc_text(huddle::Instant instant) {
    const huddle::Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss clock{std::chrono::floor<huddle::Seconds>(instant - huddle::Instant(day))};
    const auto two_digits = [](auto number) {
        std::string digits = std::to_string(number);
        return digits.size() < 2 ? digits.insert(0, 1, '0') : digits;
    };
    std::string text = huddle::to_text(day);
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
files::Json note_of(const store::HuddleRecord& huddle, const std::optional<huddle::NoteId>& id) {
    for (const huddle::Note& note : huddle.notes) {
        if (id && note.id == *id && note.state != huddle::NoteState::set_aside) return huddle::to_hex(note.id.value);
    }
    return nullptr;
}

files::Json notes_of(const store::HuddleRecord& huddle) {
    files::Json notes = files::Json::array();
    for (const huddle::Note& note : huddle.notes) {
        if (note.state == huddle::NoteState::set_aside) continue;
        notes.push_back({{"id", huddle::to_hex(note.id.value)},
                         {"round", huddle::to_text(note.category)},
                         {"text", note.text},
                         {"state", huddle::to_text(note.state)},
                         {"thanked", note.thanks > 0},
                         {"group", note.group ? files::Json(huddle::to_hex(note.group->value)) : files::Json()}});
    }
    return notes;
}

files::Json groups_of(const store::HuddleRecord& huddle) {
    files::Json groups = files::Json::array();
    for (const huddle::NoteGroup& group : huddle.groups) {
        groups.push_back({{"id", huddle::to_hex(group.id.value)},
                          {"round", huddle::to_text(group.category)},
                          {"title", group.title}});
    }
    return groups;
}

files::Json day_or_nothing(const std::optional<huddle::Day>& day) {
    return day ? files::Json(huddle::to_text(*day)) : files::Json();
}

template <class Word>
files::Json word_or_nothing(const std::optional<Word>& word) {
    return word ? files::Json(huddle::to_text(*word)) : files::Json();
}

files::Json steps_of(const huddle::Action& action) {
    files::Json steps = files::Json::array();
    for (const huddle::ActionStep& step : action.steps) {
        steps.push_back({{"huddle", huddle::to_hex(step.huddle.value)},
                         {"date", huddle::to_text(step.day)},
                         {"state", huddle::to_text(step.state)},
                         {"help", word_or_nothing(step.help)},
                         {"due", huddle::to_text(step.due)}});
    }
    return steps;
}

files::Json steps_of(const huddle::Question& question) {
    files::Json steps = files::Json::array();
    for (const huddle::QuestionStep& step : question.steps) {
        steps.push_back({{"huddle", huddle::to_hex(step.huddle.value)},
                         {"date", huddle::to_text(step.day)},
                         {"state", huddle::to_text(step.state)},
                         {"answer", step.answer},
                         {"for_role", step.for_role},
                         {"review_on", huddle::to_text(step.review_on)}});
    }
    return steps;
}

files::Json lessons_of(const store::HuddleRecord& huddle) {
    files::Json lessons = files::Json::array();
    for (const huddle::Lesson& lesson : huddle.lessons) {
        files::Json notes = files::Json::array();
        for (const huddle::NoteId note : lesson.notes) {
            if (files::Json known = note_of(huddle, note); !known.is_null()) notes.push_back(std::move(known));
        }
        lessons.push_back({{"id", huddle::to_hex(lesson.id.value)},
                           {"text", lesson.text},
                           {"cause", lesson.cause},
                           {"note", notes.items()->empty() ? files::Json() : notes.items()->front()},
                           {"notes", std::move(notes)},
                           {"shared_on", day_or_nothing(lesson.shared_on)}});
    }
    return lessons;
}

files::Json actions_of(const store::HuddleRecord& huddle) {
    files::Json actions = files::Json::array();
    for (const huddle::Action& action : huddle.actions) {
        actions.push_back({{"id", huddle::to_hex(action.id.value)},
                           {"lesson", huddle::to_hex(action.lesson.value)},
                           {"text", huddle::sentence_of(action)},
                           {"if", action.condition},
                           {"then", action.response},
                           {"role", action.role},
                           {"due", huddle::to_text(action.due)},
                           {"state", huddle::to_text(action.state)},
                           {"reviewed_in", action.reviewed_in ? files::Json(huddle::to_hex(action.reviewed_in->value))
                                                              : files::Json()},
                           {"first_due", huddle::to_text(action.first_due)},
                           {"help", word_or_nothing(action.help)},
                           {"closed_on", day_or_nothing(action.closed_on)},
                           {"steps", steps_of(action)}});
    }
    return actions;
}

files::Json questions_of(const store::HuddleRecord& huddle) {
    files::Json questions = files::Json::array();
    for (const huddle::Question& question : huddle.questions) {
        questions.push_back({{"id", huddle::to_hex(question.id.value)},
                             {"text", question.text},
                             {"state", huddle::to_text(question.state)},
                             {"note", note_of(huddle, question.note)},
                             {"review_on", huddle::to_text(question.review_on)},
                             {"answer", question.answer},
                             {"for_role", question.for_role},
                             {"closed_on", day_or_nothing(question.closed_on)},
                             {"steps", steps_of(question)}});
    }
    return questions;
}

files::Json received_of(const huddle::SharedLesson& lesson) {
    return {{"id", huddle::to_hex(lesson.id.value)},
            {"team", lesson.team},
            {"text", lesson.text},
            {"if", lesson.condition},
            {"then", lesson.response},
            {"result", huddle::to_text(lesson.result)},
            {"shared_on", huddle::to_text(lesson.shared_on)},
            {"received_on", huddle::to_text(lesson.received_on)},
            {"answer", word_or_nothing(lesson.answer)}};
}

files::Json rounds_of(const store::HuddleRecord& huddle) {
    files::Json rounds = files::Json::array();
    for (const store::RoundRecord& round : huddle.rounds) {
        rounds.push_back({{"id", round.id},
                          {"kind", huddle::to_text(round.kind)},
                          {"title", round.title},
                          {"planned_seconds", seconds(round.planned)},
                          {"allotted_seconds", seconds(round.allotted)},
                          {"spent_seconds", seconds(round.spent)}});
    }
    return rounds;
}

files::Json json_of(const store::HuddleRecord& huddle, const ExportChoice& choice) {
    files::Json object{{"id", huddle::to_hex(huddle.id.value)},
                       {"date", huddle::to_text(huddle.day)},
                       {"layout", huddle.layout_id},
                       {"layout_name", huddle.layout_name}};
    if (choice.what.contains(ExportKind::huddles)) {
        object["started"] = utc_text(huddle.started);
        object["closed"] = huddle.closed ? files::Json(utc_text(*huddle.closed)) : files::Json();
        object["ended"] = huddle.how_it_ended ? files::Json(huddle::to_text(*huddle.how_it_ended)) : files::Json();
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

huddle::Result<void> export_json(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress) {
    out << R"({"schema":"hearthside-record","version":1,"huddles":[)";
    bool first = true;
    const auto read = read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) {
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
        files::Json received = files::Json::array();
        for (const huddle::SharedLesson& lesson : sharing->received) {
            if (lies_in(choice.span, lesson.received_on)) received.push_back(received_of(lesson));
        }
        out << R"(,"received":)" << received.dump();
    }
    out << "}\n";
    return finish_stream(out);
}

}  // namespace hearthside::exports
