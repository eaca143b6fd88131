// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <ostream>
#include <unordered_map>
#include <utility>

#include "core/export/writers.h"
#include "core/export/xlsx_sheet.h"
#include "core/text/carried.h"
#include "core/text/language.h"

namespace hearthside::exports {

namespace {

bool is_hexadecimal(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'F') || (letter >= 'a' && letter <= 'f');
}

// Whether an escape such as "_x0041_" begins here.
bool is_escape(std::string_view text, std::size_t at) {
    const std::string_view sign = text.substr(at, 7);
    return sign.size() == 7 && sign[0] == '_' && sign[1] == 'x' && sign[6] == '_' &&
           std::all_of(sign.begin() + 2, sign.begin() + 6, is_hexadecimal);
}

const std::array<SheetPlan, 5>& plans() {
    static const std::array<SheetPlan, 5> all{{{ExportKind::huddles,
                                                "Huddles",
                                                {{"Date", 12},
                                                 {"Start", 8},
                                                 {"Layout", 24},
                                                 {"Planned minutes", 17},
                                                 {"Spent minutes", 16},
                                                 {"Ended", 14},
                                                 {"Led by", 22},
                                                 {"Huddle", 36}}},
                                               {ExportKind::lessons,
                                                "Lessons",
                                                {{"Date", 12},
                                                 {"Lesson", 70, true},
                                                 {"What made it likely", 50, true},
                                                 {"Round", 12},
                                                 {"Shared", 12},
                                                 {"Layout", 24},
                                                 {"Huddle", 36}}},
                                               {ExportKind::actions,
                                                "Actions",
                                                {{"Date", 12},
                                                 {"Action", 70, true},
                                                 {"Who", 22, true},
                                                 {"First due", 12},
                                                 {"Due", 12},
                                                 {"State", 12},
                                                 {"Did it help", 14},
                                                 {"Closed", 12},
                                                 {"History", 44, true},
                                                 {"Lesson", 50, true},
                                                 {"If", 30, true},
                                                 {"Then", 40, true},
                                                 {"Layout", 24},
                                                 {"Huddle", 36}}},
                                               {ExportKind::questions,
                                                "Questions",
                                                {{"Date", 12},
                                                 {"Question", 70, true},
                                                 {"State", 12},
                                                 {"Answer", 50, true},
                                                 {"Who may know", 22, true},
                                                 {"Look again", 12},
                                                 {"Closed", 12},
                                                 {"Round", 12},
                                                 {"Layout", 24},
                                                 {"Huddle", 36}}},
                                               {ExportKind::notes,
                                                "Notes",
                                                {{"Date", 12},
                                                 {"Note", 80, true},
                                                 {"Round", 12},
                                                 {"Group", 30, true},
                                                 {"State", 14},
                                                 {"Layout", 24},
                                                 {"Huddle", 36}}}}};
    return all;
}

// Exported together with the lessons.
const SheetPlan& plan_of_received() {
    static const SheetPlan plan{ExportKind::lessons,
                                "From other teams",
                                {{"Received", 12},
                                 {"Team", 24, true},
                                 {"Lesson", 70, true},
                                 {"If", 30, true},
                                 {"Then", 40, true},
                                 {"What came of it", 18},
                                 {"Shared", 12},
                                 {"Our answer", 16}}};
    return plan;
}

class Workbook {
public:
    Workbook(const ExportChoice& choice, const UnnamedFile& file) : choice_(choice), folder_(file.folder()) {
        // Rows go to unlinked temporary files, so ten years need no more memory than a day.
        lxw_workbook_options options{LXW_TRUE, folder_.data(), LXW_FALSE};
        book_ = workbook_new_opt(file.path().c_str(), &options);
        if (!book_) return;
        lxw_format* const head = format();
        format_set_bold(head);
        format_set_bg_color(head, 0xEADFCF);
        format_set_bottom(head, LXW_BORDER_THIN);
        lxw_format* const plain = format();
        lxw_format* const wrapped = format();
        format_set_text_wrap(wrapped);
        day_ = format();
        format_set_num_format(day_, "yyyy-mm-dd");
        format_set_align(day_, LXW_ALIGN_LEFT);
        time_ = format();
        format_set_num_format(time_, "hh:mm");
        format_set_align(time_, LXW_ALIGN_LEFT);
        for (const SheetPlan& plan : plans()) {
            if (choice.what.contains(plan.kind))
                sheets_[plan.kind] = std::make_unique<Sheet>(book_, plan, head, plain, wrapped);
        }
        // Other teams' lessons belong to no layout of ours.
        if (choice.what.contains(ExportKind::lessons) && choice.layout.empty())
            received_ = std::make_unique<Sheet>(book_, plan_of_received(), head, plain, wrapped);
    }
    ~Workbook() {
        if (book_) lxw_workbook_free(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    bool good() const { return error() == LXW_NO_ERROR; }
    lxw_error error() const {
        if (!book_) return error_ == LXW_NO_ERROR ? LXW_ERROR_MEMORY_MALLOC_FAILED : error_;
        if (received_ && !received_->good()) return received_->error();
        for (const auto& [kind, sheet] : sheets_) {
            if (!sheet->good()) return sheet->error();
        }
        return LXW_NO_ERROR;
    }
    // A disk error, unless the library reports another.
    huddle::Problem trouble() const {
        const lxw_error error = this->error();
        if (error < LXW_ERROR_NULL_PARAMETER_IGNORED && error != LXW_ERROR_MEMORY_MALLOC_FAILED) return not_written();
        return {huddle::ProblemKind::not_saved,
                fmt::format("The workbook could not be made ({}); please export another format.", lxw_strerror(error))};
    }
    bool full() const {
        bool is_full = false;
        for (const auto& [kind, sheet] : sheets_) is_full = is_full || sheet->full();
        return is_full;
    }

    bool write(const store::HuddleRecord& huddle) {
        if (Sheet* sheet = wanted(ExportKind::huddles)) write_huddle(*sheet, huddle);
        for (const huddle::Lesson& lesson : huddle.lessons) lessons_[lesson.id] = lesson.text;
        if (Sheet* sheet = wanted(ExportKind::lessons)) {
            for (const huddle::Lesson& lesson : huddle.lessons) {
                begin(*sheet, huddle);
                sheet->text(lesson.text);
                sheet->text(lesson.cause);
                sheet->text(lesson.notes.empty() ? std::string_view() : round_of(huddle, lesson.notes.front()));
                sheet->day(lesson.shared_on, day_);
                end(*sheet, huddle);
            }
        }
        if (Sheet* sheet = wanted(ExportKind::actions)) write_actions(*sheet, huddle);
        if (Sheet* sheet = wanted(ExportKind::questions)) {
            for (const huddle::Question& question : huddle.questions) {
                begin(*sheet, huddle);
                sheet->text(question.text);
                sheet->text(huddle::to_text(question.state));
                sheet->text(question.answer);
                sheet->text(question.for_role);
                sheet->day(question.review_on, day_);
                sheet->day(question.closed_on, day_);
                sheet->text(round_of(huddle, question.note));
                end(*sheet, huddle);
            }
        }
        if (Sheet* sheet = wanted(ExportKind::notes)) {
            for (const huddle::Note& note : huddle.notes) {
                if (note.state == huddle::NoteState::set_aside) continue;
                begin(*sheet, huddle);
                sheet->text(note.text);
                sheet->text(huddle::to_text(note.category));
                sheet->text(group_of(huddle, note));
                sheet->text(huddle::to_text(note.state));
                end(*sheet, huddle);
            }
        }
        return good();
    }

    huddle::Result<void> write_received(store::History& history) {
        if (!received_) return {};
        const auto sharing = history.sharing();
        if (!sharing) return sharing.problem();
        for (const huddle::SharedLesson& lesson : sharing->received) {
            if (!lies_in(choice_.span, lesson.received_on)) continue;
            received_->begin_row();
            received_->day(lesson.received_on, day_);
            received_->text(lesson.team);
            received_->text(lesson.text);
            received_->text(lesson.condition);
            received_->text(lesson.response);
            received_->text(huddle::to_text(lesson.result));
            received_->day(lesson.shared_on, day_);
            received_->text(lesson.answer ? huddle::to_text(*lesson.answer) : std::string_view());
        }
        received_->finish();
        return {};
    }

    bool close(std::int64_t bytes_free) {
        std::int64_t rows = 0;
        for (auto& [kind, sheet] : sheets_) {
            sheet->finish();
            const std::int64_t bytes = sheet->bytes_of_rows();
            if (bytes < 0) return false;
            rows += bytes;
        }
        // The rows are copied once more when the file is assembled.
        if (bytes_free < rows * 2) return false;
        error_ = workbook_close(std::exchange(book_, nullptr));
        return error_ == LXW_NO_ERROR;
    }

private:
    lxw_format* format() {
        lxw_format* const made = workbook_add_format(book_);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        return made;
    }
    Sheet* wanted(ExportKind kind) {
        const auto found = sheets_.find(kind);
        return found == sheets_.end() ? nullptr : found->second.get();
    }
    void begin(Sheet& sheet, const store::HuddleRecord& huddle) {
        sheet.begin_row();
        sheet.day(huddle.day, day_);
    }
    void end(Sheet& sheet, const store::HuddleRecord& huddle) {
        sheet.text(huddle.layout_name);
        sheet.text(huddle::to_hex(huddle.id.value));
    }
    static std::string_view round_of(const store::HuddleRecord& huddle, const std::optional<huddle::NoteId>& id) {
        for (const huddle::Note& note : huddle.notes) {
            if (id && note.id == *id) return huddle::to_text(note.category);
        }
        return {};
    }

    static std::string_view group_of(const store::HuddleRecord& huddle, const huddle::Note& note) {
        for (const huddle::NoteGroup& group : huddle.groups) {
            if (note.group == group.id) return group.title.empty() ? std::string_view("together") : group.title;
        }
        return {};
    }
    static std::string history_of(const huddle::Action& action) {
        std::string lines;
        for (const huddle::ActionStep& step : action.steps) {
            if (!lines.empty()) lines += '\n';
            lines += huddle::to_text(step.day);
            lines += ": ";
            lines += huddle::to_text(step.state);
            if (step.help) (lines += ", ") += huddle::to_text(*step.help);
            if (step.state == huddle::ActionState::trying) (lines += ", due ") += huddle::to_text(step.due);
        }
        return lines;
    }

    void write_huddle(Sheet& sheet, const store::HuddleRecord& huddle) {
        huddle::Milliseconds planned{0}, spent{0};
        for (const store::RoundRecord& round : huddle.rounds) {
            planned += round.planned;
            spent += round.spent;
        }
        const auto minutes = [](huddle::Milliseconds time) {
            return static_cast<double>(std::chrono::round<huddle::Seconds>(time).count() / 6) / 10;
        };
        begin(sheet, huddle);
        sheet.time(calendar::local_time(huddle.started, choice_.time_zone), time_);
        sheet.text(huddle.layout_name);
        sheet.number(minutes(planned));
        sheet.number(minutes(spent));
        sheet.text(huddle.how_it_ended ? huddle::to_text(*huddle.how_it_ended) : std::string_view("running"));
        sheet.text(huddle.lead);
        sheet.text(huddle::to_hex(huddle.id.value));
    }

    void write_actions(Sheet& sheet, const store::HuddleRecord& huddle) {
        for (const huddle::Action& action : huddle.actions) {
            begin(sheet, huddle);
            sheet.text(huddle::sentence_of(action));
            sheet.text(action.role);
            sheet.day(action.first_due, day_);
            sheet.day(action.due, day_);
            sheet.text(huddle::to_text(action.state));
            sheet.text(action.help ? huddle::to_text(*action.help) : std::string_view());
            sheet.day(action.closed_on, day_);
            sheet.text(history_of(action));
            const auto lesson = lessons_.find(action.lesson);
            sheet.text(lesson == lessons_.end() ? std::string() : lesson->second);
            sheet.text(action.condition);
            sheet.text(action.response);
            end(sheet, huddle);
        }
    }

    const ExportChoice& choice_;
    std::string folder_;
    lxw_workbook* book_ = nullptr;
    lxw_error error_ = LXW_NO_ERROR;  // from closing it
    lxw_format *day_ = nullptr, *time_ = nullptr;
    std::map<ExportKind, std::unique_ptr<Sheet>> sheets_;
    std::unique_ptr<Sheet> received_;
    std::unordered_map<huddle::LessonId, std::string> lessons_;
};

huddle::Problem no_temporary_folder() {
    return {huddle::ProblemKind::not_saved,
            text::translatable("The folder for temporary files (TMPDIR or /tmp) cannot be used. Please ask IT.")};
}

}  // namespace

std::string cell_text(std::string_view words) {
    constexpr std::string_view cut = "\n[Too long for a cell. The JSON export holds all of it.]";
    const std::string text = text::carried(words);
    std::string cell;
    cell.reserve(text.size());
    std::size_t units = 0, whole = 0;  // `whole`: the part of the cell that leaves room for the sentence
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view sign = is_escape(text, at) ? "_x005F_" : std::string_view(text).substr(at, bytes);
        units += bytes == 4 ? 2 : sign.size() == 7 ? 7 : 1;
        if (units > cell_units_at_most) return cell.substr(0, whole).append(cut);
        cell += sign;
        if (units + cut.size() <= cell_units_at_most) whole = cell.size();
        at += bytes;
    }
    return cell;
}

huddle::Result<void> export_xlsx(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress) {
    UnnamedFile file;
    if (!file.good()) return no_temporary_folder();
    Workbook book(choice, file);
    if (!book.good()) return no_temporary_folder();
    const auto read =
        read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) { return book.write(huddle); });
    if (book.full()) {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "This is more than a spreadsheet can hold; please choose fewer days."};
    }
    if (!read) return book.good() ? read : book.trouble();
    if (auto written = book.write_received(history); !written) return written;
    if (!book.good() || !book.close(file.bytes_free())) return book.trouble();
    if (!file.copy_to(out)) return not_written();
    return finish_stream(out);
}

}  // namespace hearthside::exports
