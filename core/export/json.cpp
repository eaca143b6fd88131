#include <nlohmann/json.hpp>
#include <ostream>

#include "core/export/formats.h"

namespace hearthside {

namespace {

using Json = nlohmann::ordered_json;

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

// The note a lesson or question came from; null when there is none, or it was set aside and so is
// not in the record.
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
                         {"round", to_text(note.theme)},
                         {"text", note.text},
                         {"state", to_text(note.state)}});
    }
    return notes;
}

Json lessons_of(const HuddleRecord& huddle) {
    Json lessons = Json::array();
    for (const Lesson& lesson : huddle.lessons) {
        lessons.push_back(
            {{"id", to_hex(lesson.id.value)}, {"text", lesson.text}, {"note", note_of(huddle, lesson.notes.empty() ? std::nullopt : std::optional(lesson.notes.front()))}});
    }
    return lessons;
}

Json actions_of(const HuddleRecord& huddle) {
    Json actions = Json::array();
    for (const Action& action : huddle.actions) {
        actions.push_back(
            {{"id", to_hex(action.id.value)},
             {"lesson", to_hex(action.lesson.value)},
             {"text", sentence_of(action)},
             {"if", action.condition},
             {"then", action.response},
             {"role", action.role},
             {"due", to_text(action.due)},
             {"state", to_text(action.state)},
             {"reviewed_in", action.reviewed_in ? Json(to_hex(action.reviewed_in->value)) : Json()}});
    }
    return actions;
}

Json questions_of(const HuddleRecord& huddle) {
    Json questions = Json::array();
    for (const Question& question : huddle.questions) {
        questions.push_back({{"id", to_hex(question.id.value)},
                             {"text", question.text},
                             {"state", to_text(question.state)},
                             {"note", note_of(huddle, question.note)}});
    }
    return questions;
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
        object["rounds"] = rounds_of(huddle);
    }
    if (choice.what.contains(ExportKind::notes)) object["notes"] = notes_of(huddle);
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
        // A text of a damaged file may hold broken letters; the rest of the record is still worth having.
        out << json_of(huddle, choice).dump(-1, ' ', false, Json::error_handler_t::replace);
        return out.good();
    });
    if (!read) return read;
    out << "\n]}\n";
    return finish_stream(out);
}

}  // namespace hearthside
