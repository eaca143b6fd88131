#include <fmt/format.h>

#include <ostream>

#include "core/export/formats.h"
#include "core/export/print_words.h"

namespace hearthside {

namespace {

bool is_punctuation(char letter) {
    return (letter >= '!' && letter <= '/') || (letter >= ':' && letter <= '@') ||
           (letter >= '[' && letter <= '`') || (letter >= '{' && letter <= '~');
}

// CommonMark takes a backslash before any ASCII punctuation, and then the sign is itself: no heading,
// list, link, HTML or table begins anywhere. A bare address with an @ is made a link even so by GitHub's
// kind of Markdown, unless something of ours, which is not shown, stands in it.
std::string as_text(std::string_view text, std::string_view indent) {
    std::string safe;
    safe.reserve(text.size() + text.size() / 8);
    bool line_begins = true;
    for (const char letter : text) {
        if (letter == '\n' || letter == '\r') {
            if (!line_begins) {
                safe += "\\\n";
                safe += indent;
            }
            line_begins = true;
            continue;
        }
        if (line_begins && (letter == ' ' || letter == '\t')) continue;
        line_begins = false;
        if (letter == '@') safe += "<!-- -->";
        if (is_punctuation(letter)) safe += '\\';
        safe += letter;
    }
    while (!safe.empty() && (safe.back() == '\n' || safe.back() == ' ')) safe.pop_back();
    // A backslash of our own at the end would be seen; one that belongs to a text stands there twice.
    std::size_t backslashes = 0;
    while (backslashes < safe.size() && safe[safe.size() - 1 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 1) safe.pop_back();
    return safe;
}

class MarkdownWriter {
public:
    MarkdownWriter(const ExportChoice& choice, std::ostream& out)
        : choice_(choice), words_(choice), out_(out) {}

    void write_title() {
        const std::string title = choice_.team.empty()
                                      ? words_.tr("Our record")
                                      : fmt::format(fmt::runtime(words_.tr("The record of {team}")),
                                                    fmt::arg("team", words_.isolated(choice_.team)));
        out_ << "# " << as_text(title, "") << "\n";
    }

    bool write(const HuddleRecord& huddle) {
        out_ << "\n## "
             << as_text(words_.weekday_and_day(huddle.day) + ", " + words_.start_of(huddle) + " · " +
                            words_.isolated(words_.tr(huddle.layout_name)),
                        "")
             << "\n";
        if (wanted(ExportKind::huddles)) write_times(huddle);
        if (wanted(ExportKind::lessons)) {
            begin_list(words_.tr("What we learnt"), !huddle.lessons.empty());
            for (const Lesson& lesson : huddle.lessons) item(lesson.text, {words_.cause(lesson)});
        }
        if (wanted(ExportKind::actions)) {
            begin_list(words_.tr("What we try"), !huddle.actions.empty());
            for (const Action& action : huddle.actions) {
                std::vector<std::string> below{
                    fmt::format(fmt::runtime(words_.tr("{who}, by {day}.")),
                                fmt::arg("who", words_.isolated(words_.who(action))),
                                fmt::arg("day", words_.day(action.due)))};
                for (const ActionStep& step : action.steps) below.push_back(words_.step(step));
                if (action.steps.empty()) below.push_back(words_.state(action));
                item(words_.promise(action), below);
            }
        }
        if (wanted(ExportKind::questions)) {
            begin_list(words_.tr("We don’t know yet"), !huddle.questions.empty());
            for (const Question& question : huddle.questions) item(question.text, {words_.state(question)});
        }
        if (wanted(ExportKind::notes)) write_notes(huddle);
        return out_.good();
    }

private:
    bool wanted(ExportKind kind) const { return choice_.what.contains(kind); }

    void write_times(const HuddleRecord& huddle) {
        Milliseconds planned{0}, spent{0};
        for (const RoundRecord& round : huddle.rounds) {
            planned += round.planned;
            spent += round.spent;
        }
        const auto minutes = [](Milliseconds time) {
            return std::chrono::round<std::chrono::minutes>(time).count();
        };
        out_ << "\n"
             << as_text(fmt::format(fmt::runtime(words_.tr("{spent} minutes of {planned}.")),
                                    fmt::arg("spent", minutes(spent)), fmt::arg("planned", minutes(planned))),
                        "")
             << "\n";
    }

    void write_notes(const HuddleRecord& huddle) {
        for (const Theme theme : all_themes) {
            bool begun = false;
            for (const Note& note : huddle.notes) {
                if (note.theme != theme || note.state == NoteState::set_aside) continue;
                if (!begun) begin_list(words_.theme(theme), true);
                begun = true;
                item(note.text, {});
            }
        }
    }

    void begin_list(const std::string& heading, bool any) {
        if (any) out_ << "\n### " << as_text(heading, "") << "\n\n";
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

Result<void> export_markdown(History& history, const ExportChoice& choice, std::ostream& out,
                             const ExportProgress& progress) {
    MarkdownWriter writer(choice, out);
    writer.write_title();
    const auto read = read_chosen(history, choice, progress,
                                  [&](const HuddleRecord& huddle) { return writer.write(huddle); });
    if (!read) return read;
    return finish_stream(out);
}

}  // namespace hearthside
