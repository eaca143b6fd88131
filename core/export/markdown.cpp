// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "core/export/print_words.h"
#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

bool is_punctuation(char letter) {
    return (letter >= '!' && letter <= '/') || (letter >= ':' && letter <= '@') || (letter >= '[' && letter <= '`') ||
           (letter >= '{' && letter <= '~');
}

// In CommonMark a backslash before ASCII punctuation makes it plain text, so that no heading, list, link,
// HTML or table begins. Blanks at either end of a line would be lost, so they are written as numeric
// character references. GitHub still makes links of addresses with an @, and mentions of names after an @, so
// an empty HTML comment follows each @.
std::string line_as_text(std::string_view line) {
    const std::size_t first = line.find_first_not_of(' '), last = line.find_last_not_of(' ');
    std::string safe;
    safe.reserve(line.size() + line.size() / 8);
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char letter = line[at];
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20 || (letter == ' ' && (first == line.npos || at < first || at > last))) {
            safe += "&#" + std::to_string(code) + ";";
            continue;
        }
        if (is_punctuation(letter)) safe += '\\';
        safe += letter;
        if (letter == '@' && at < last) safe += "<!-- -->";
    }
    return safe;
}

// A line ends with a backslash, and an empty line is a backslash only, so that a text keeps its empty lines.
// Line feeds at the end of a text are left out.
std::string as_text(std::string_view text, std::string_view indent) {
    std::string safe;
    text = text.substr(0, text.find_last_not_of('\n') + 1);
    for (;;) {
        const std::size_t end = text.find('\n');
        safe += line_as_text(text.substr(0, end));
        if (end == text.npos) return safe;
        (safe += "\\\n") += indent;
        text.remove_prefix(end + 1);
    }
}

// For places that need a single line, such as a heading.
std::string as_one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return line_as_text(text);
}

class MarkdownWriter {
public:
    MarkdownWriter(const ExportChoice& choice, std::ostream& out) : choice_(choice), words_(choice), out_(out) {}

    void write_title() {
        const std::string title = choice_.team.empty() ? words_.tr("Our record")
                                                       : fmt::format(fmt::runtime(words_.tr("The record of {team}")),
                                                                     fmt::arg("team", words_.isolated(choice_.team)));
        out_ << "# " << as_one_line(title) << "\n";
    }

    bool write(const store::HuddleRecord& huddle) {
        out_ << "\n## "
             << as_one_line(words_.weekday_and_day(huddle.day) + ", " + words_.start_of(huddle) + " · " +
                            words_.isolated(words_.tr(huddle.layout_name)))
             << "\n";
        if (wanted(ExportKind::huddles)) write_times(huddle);
        if (wanted(ExportKind::lessons)) {
            begin_list(words_.tr("What we learnt"), !huddle.lessons.empty());
            for (const huddle::Lesson& lesson : huddle.lessons) item(lesson.text, {words_.cause(lesson)});
        }
        if (wanted(ExportKind::actions)) {
            begin_list(words_.tr("What we try"), !huddle.actions.empty());
            for (const huddle::Action& action : huddle.actions) {
                std::vector<std::string> below{fmt::format(fmt::runtime(words_.tr("{who}, by {day}.")),
                                                           fmt::arg("who", words_.isolated(words_.who(action))),
                                                           fmt::arg("day", words_.day(action.due)))};
                for (const huddle::ActionStep& step : action.steps) below.push_back(words_.step(step));
                if (action.steps.empty()) below.push_back(words_.state(action));
                item(words_.promise(action), below);
            }
        }
        if (wanted(ExportKind::questions)) {
            begin_list(words_.tr("We don’t know yet"), !huddle.questions.empty());
            for (const huddle::Question& question : huddle.questions)
                item(question.text, {words_.state(question, huddle.day)});
        }
        if (wanted(ExportKind::notes)) write_notes(huddle);
        return out_.good();
    }

private:
    bool wanted(ExportKind kind) const { return choice_.what.contains(kind); }

    void write_times(const store::HuddleRecord& huddle) {
        huddle::Milliseconds planned{0}, spent{0};
        for (const store::RoundRecord& round : huddle.rounds) {
            planned += round.planned;
            spent += round.spent;
        }
        const auto minutes = [](huddle::Milliseconds time) {
            return std::chrono::round<std::chrono::minutes>(time).count();
        };
        out_ << "\n"
             << as_one_line(fmt::format(fmt::runtime(words_.tr("{spent} minutes of {planned}.")),
                                        fmt::arg("spent", minutes(spent)), fmt::arg("planned", minutes(planned))))
             << "\n";
    }

    void write_notes(const store::HuddleRecord& huddle) {
        for (const huddle::RoundCategory category : huddle::all_categories) {
            bool begun = false;
            for (const huddle::Note& note : huddle.notes) {
                if (note.category != category || note.state == huddle::NoteState::set_aside) continue;
                if (!begun) begin_list(words_.category(category), true);
                begun = true;
                item(note.text, {});
            }
        }
    }

    void begin_list(const std::string& heading, bool any) {
        if (any) out_ << "\n### " << as_one_line(heading) << "\n\n";
    }
    void item(const std::string& text, const std::vector<std::string>& below) {
        out_ << "- " << as_text(text, "  ");
        for (const std::string& line : below)
            if (!line.empty()) out_ << "\\\n  " << as_text(line, "  ");
        out_ << "\n";
    }

    const ExportChoice& choice_;
    const PrintWords words_;
    std::ostream& out_;
};

}  // namespace

huddle::Result<void> export_markdown(store::History& history, const ExportChoice& choice, std::ostream& out,
                                     const ExportProgress& progress) {
    MarkdownWriter writer(choice, out);
    writer.write_title();
    const auto read =
        read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) { return writer.write(huddle); });
    if (!read) return read;
    return finish_stream(out);
}

}  // namespace hearthside::exports
