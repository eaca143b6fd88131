// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <ostream>
#include <unordered_map>

#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

// The fields of a row, in the order of the columns.
struct Row {
    std::string_view kind;
    std::string date, layout, round, text;
    std::string state, lesson, condition, response, role, due;
    std::string planned_seconds, spent_seconds, ended;
    std::string huddle, id, layout_name;
    std::string cause, result, closed_on, history, answer, for_role, review_on, shared_on, group, team;
};

constexpr std::string_view heading =
    "kind,date,layout,round,text,state,lesson,if,then,role,due,planned_seconds,spent_seconds,ended,huddle,id,"
    "layout_name,cause,result,closed_on,history,answer,for_role,review_on,shared_on,group,team";

void add_field(std::string& line, std::string_view text) {
    line += '"';
    if (!text.empty()) {
        for (const char character : csv_cell(text)) {
            if (character == '"') line += '"';
            line += character;
        }
    }
    line += '"';
}

void write_row(std::ostream& out, const Row& row) {
    const std::array<std::string_view, 27> fields{
        row.kind,          row.date,      row.layout,   row.round,  row.text,        row.state,
        row.lesson,        row.condition, row.response, row.role,   row.due,         row.planned_seconds,
        row.spent_seconds, row.ended,     row.huddle,   row.id,     row.layout_name, row.cause,
        row.result,        row.closed_on, row.history,  row.answer, row.for_role,    row.review_on,
        row.shared_on,     row.group,     row.team};
    // Written to the stream in one piece. Writing letter by letter took a quarter of the whole time.
    std::string line;
    line.reserve(512);
    for (std::size_t index = 0; index < fields.size(); ++index) {
        if (index != 0) line += ',';
        add_field(line, fields[index]);
    }
    line += "\r\n";
    out.write(line.data(), static_cast<std::streamsize>(line.size()));
}

void write_heading(std::ostream& out) {
    std::string line = "\xEF\xBB\xBF";
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = heading.find(',', begin);
        add_field(line, heading.substr(begin, end - begin));
        if (end == std::string_view::npos) break;
        line += ',';
        begin = end + 1;
    }
    out << line << "\r\n";
}

Row row_of(const store::HuddleRecord& huddle, std::string_view kind) {
    Row row;
    row.kind = kind;
    row.date = huddle::to_text(huddle.day);
    row.layout = huddle.layout_id;
    row.layout_name = huddle.layout_name;
    row.huddle = huddle::to_hex(huddle.id.value);
    return row;
}

std::string whole_seconds(huddle::Milliseconds time) {
    return std::to_string(std::chrono::round<huddle::Seconds>(time).count());
}

Row huddle_row(const store::HuddleRecord& huddle) {
    Row row = row_of(huddle, "huddle");
    huddle::Milliseconds planned{0}, spent{0};
    for (const store::RoundRecord& round : huddle.rounds) {
        planned += round.planned;
        spent += round.spent;
    }
    row.text = huddle.layout_name;
    row.planned_seconds = whole_seconds(planned);
    row.spent_seconds = whole_seconds(spent);
    if (huddle.how_it_ended) row.ended = huddle::to_text(*huddle.how_it_ended);
    row.state = huddle.closed ? "closed" : "running";
    row.id = row.huddle;
    return row;
}

// The round of the notes that a lesson or a question came from. A set-aside note is not in the record, so the
// result is then empty.
std::string round_of(const store::HuddleRecord& huddle, const std::vector<huddle::NoteId>& ids) {
    for (const huddle::Note& note : huddle.notes) {
        if (std::find(ids.begin(), ids.end(), note.id) != ids.end()) return std::string(huddle::to_text(note.category));
    }
    return {};
}

// The group's title, or its id when it has none, so that the notes of one group can be recognised.
std::string group_of(const store::HuddleRecord& huddle, const std::optional<huddle::GroupId>& id) {
    for (const huddle::NoteGroup& group : huddle.groups) {
        if (group.id == id) return group.title.empty() ? huddle::to_hex(group.id.value) : group.title;
    }
    return {};
}

// "2026-11-24 trying until 2026-12-01; 2026-12-01 done, helped"
std::string history_of(const huddle::Action& action) {
    std::string history;
    for (const huddle::ActionStep& step : action.steps) {
        history += (history.empty() ? "" : "; ") + huddle::to_text(step.day) + " ";
        history += huddle::to_text(step.state);
        if (step.state == huddle::ActionState::trying) history += " until " + huddle::to_text(step.due);
        if (step.help) (history += ", ") += huddle::to_text(*step.help);
    }
    return history;
}

// "2026-11-24 open until 2026-12-01; 2026-12-01 answered"
std::string history_of(const huddle::Question& question) {
    std::string history;
    for (const huddle::QuestionStep& step : question.steps) {
        history += (history.empty() ? "" : "; ") + huddle::to_text(step.day) + " ";
        history += huddle::to_text(step.state);
        if (step.state == huddle::QuestionState::open) history += " until " + huddle::to_text(step.review_on);
    }
    return history;
}

class CsvWriter {
public:
    CsvWriter(const ExportChoice& choice, std::ostream& out) : choice_(choice), out_(out) {}

    bool write(const store::HuddleRecord& huddle) {
        if (wanted(ExportKind::huddles)) write_row(out_, huddle_row(huddle));
        if (wanted(ExportKind::notes)) write_notes(huddle);
        // An action may belong to a lesson of an earlier huddle.
        for (const huddle::Lesson& lesson : huddle.lessons) lessons_[lesson.id] = lesson.text;
        if (wanted(ExportKind::lessons)) write_lessons(huddle);
        if (wanted(ExportKind::actions)) write_actions(huddle);
        if (wanted(ExportKind::questions)) write_questions(huddle);
        return out_.good();
    }

    // Lessons of other teams come after all huddles.
    void write_received(const huddle::SharedLesson& lesson) {
        Row row;
        row.kind = "received";
        row.date = huddle::to_text(lesson.received_on);
        row.text = lesson.text;
        row.condition = lesson.condition;
        row.response = lesson.response;
        row.result = huddle::to_text(lesson.result);
        row.shared_on = huddle::to_text(lesson.shared_on);
        row.team = lesson.team;
        if (lesson.answer) row.answer = huddle::to_text(*lesson.answer);
        row.id = huddle::to_hex(lesson.id.value);
        write_row(out_, row);
    }

private:
    bool wanted(ExportKind kind) const { return choice_.what.contains(kind); }

    void write_notes(const store::HuddleRecord& huddle) {
        for (const huddle::Note& note : huddle.notes) {
            if (note.state == huddle::NoteState::set_aside) continue;
            Row row = row_of(huddle, "note");
            row.round = huddle::to_text(note.category);
            row.text = note.text;
            row.state = huddle::to_text(note.state);
            row.group = group_of(huddle, note.group);
            row.id = huddle::to_hex(note.id.value);
            write_row(out_, row);
        }
    }

    void write_lessons(const store::HuddleRecord& huddle) {
        for (const huddle::Lesson& lesson : huddle.lessons) {
            Row row = row_of(huddle, "lesson");
            row.round = round_of(huddle, lesson.notes);
            row.text = lesson.text;
            row.cause = lesson.cause;
            if (lesson.shared_on) row.shared_on = huddle::to_text(*lesson.shared_on);
            row.id = huddle::to_hex(lesson.id.value);
            write_row(out_, row);
        }
    }

    void write_actions(const store::HuddleRecord& huddle) {
        for (const huddle::Action& action : huddle.actions) {
            Row row = row_of(huddle, "action");
            row.text = huddle::sentence_of(action);
            row.state = huddle::to_text(action.state);
            if (const auto lesson = lessons_.find(action.lesson); lesson != lessons_.end()) row.lesson = lesson->second;
            row.condition = action.condition;
            row.response = action.response;
            row.role = action.role;
            row.due = huddle::to_text(action.due);
            if (action.help) row.result = huddle::to_text(*action.help);
            if (action.closed_on) row.closed_on = huddle::to_text(*action.closed_on);
            row.history = history_of(action);
            row.id = huddle::to_hex(action.id.value);
            write_row(out_, row);
        }
    }

    void write_questions(const store::HuddleRecord& huddle) {
        for (const huddle::Question& question : huddle.questions) {
            Row row = row_of(huddle, "question");
            if (question.note) row.round = round_of(huddle, {*question.note});
            row.text = question.text;
            row.state = huddle::to_text(question.state);
            row.answer = question.answer;
            row.for_role = question.for_role;
            row.review_on = huddle::to_text(question.review_on);
            if (question.closed_on) row.closed_on = huddle::to_text(*question.closed_on);
            row.history = history_of(question);
            row.id = huddle::to_hex(question.id.value);
            write_row(out_, row);
        }
    }

    const ExportChoice& choice_;
    std::ostream& out_;
    std::unordered_map<huddle::LessonId, std::string> lessons_;
};

// The first UTF-8 character of a text and its number of bytes. An invalid byte counts as one character.
struct Character {
    char32_t value = 0;
    std::size_t bytes = 1;
};
Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const auto follows = [&](std::size_t index) { return index < text.size() && (byte(index) & 0xC0) == 0x80; };
    if (byte(0) >= 0xC2 && byte(0) <= 0xDF && follows(1)) {
        return {static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
    }
    if ((byte(0) & 0xF0) == 0xE0 && follows(1) && follows(2)) {
        return {static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
    }
    return {byte(0), 1};
}

// White space, and zero-width characters that a spreadsheet may drop when it reads a cell.
bool is_blank(char32_t character) {
    return character == 0x20 || (character >= 0x0A && character <= 0x0C) || character == 0x85 || character == 0xA0 ||
           character == 0x1680 || (character >= 0x2000 && character <= 0x200F) || character == 0x2028 ||
           character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x2060 ||
           character == 0x3000 || character == 0xFEFF;
}

bool starts_a_formula(char32_t character) {
    switch (character) {
        case U'=':
        case U'+':
        case U'-':
        case U'@':
        case U'\t':
        case U'\r':
        case 0xFF1D:
        case 0xFF0B:
        case 0xFF0D:
        case 0xFF20:  // the same characters in full width
            return true;
        default:
            return false;
    }
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::size_t position = 0;
    // A text with its own apostrophe before such a character gets one more, so that removing one gives the
    // original text.
    while (position < text.size()) {
        const Character character = first_character(text.substr(position));
        if (starts_a_formula(character.value)) {
            std::string prefixed = "'";
            prefixed += text;
            return prefixed;
        }
        if (!is_blank(character.value) && character.value != U'\'') break;
        position += character.bytes;
    }
    return std::string(text);
}

huddle::Result<void> export_csv(store::History& history, const ExportChoice& choice, std::ostream& out,
                                const ExportProgress& progress) {
    write_heading(out);
    CsvWriter writer(choice, out);
    const auto read =
        read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) { return writer.write(huddle); });
    if (!read) return read;
    // Other teams' lessons belong to no layout of ours.
    if (choice.what.contains(ExportKind::lessons) && choice.layout.empty()) {
        const auto sharing = history.sharing();
        if (!sharing) return sharing.problem();
        for (const huddle::SharedLesson& lesson : sharing->received) {
            if (lies_in(choice.span, lesson.received_on)) writer.write_received(lesson);
        }
    }
    return finish_stream(out);
}

}  // namespace hearthside::exports
