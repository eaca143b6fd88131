#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/calendar.h"
#include "core/export/formats.h"

namespace hearthside {

namespace {

namespace fs = std::filesystem;

// What Excel takes in one cell.
constexpr std::size_t cell_bytes_at_most = 32'000;
constexpr lxw_row_t rows_at_most = 1'048'576;

struct Column {
    const char* heading;
    double width;  // in letters
    bool wraps = false;
};
struct SheetPlan {
    ExportKind kind;
    const char* name;
    std::vector<Column> columns;
};
const std::array<SheetPlan, 5>& plans() {
    static const std::array<SheetPlan, 5> all{
        {{ExportKind::huddles,
          "Huddles",
          {{"Date", 12}, {"Start", 8}, {"Layout", 24}, {"Planned minutes", 17}, {"Spent minutes", 16},
           {"Ended", 14}, {"Huddle", 36}}},
         {ExportKind::lessons, "Lessons", {{"Date", 12}, {"Lesson", 70, true}, {"Round", 12}, {"Layout", 24}, {"Huddle", 36}}},
         {ExportKind::actions,
          "Actions",
          {{"Date", 12}, {"Action", 70, true}, {"Who", 22, true}, {"Due", 12}, {"State", 12},
           {"Lesson", 50, true}, {"If", 30, true}, {"Then", 40, true}, {"Layout", 24}, {"Huddle", 36}}},
         {ExportKind::questions, "Questions", {{"Date", 12}, {"Question", 70, true}, {"Round", 12}, {"State", 12}, {"Layout", 24}, {"Huddle", 36}}},
         {ExportKind::notes, "Notes", {{"Date", 12}, {"Note", 80, true}, {"Round", 12}, {"State", 14}, {"Layout", 24}, {"Huddle", 36}}}}};
    return all;
}

// The library wants a file name. This file has a name for a moment only, and is gone however we end.
class UnnamedFile {
public:
    UnnamedFile() {
        std::string name = (fs::temp_directory_path() / "hearthside-XXXXXX").string();
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ >= 0) ::unlink(name.c_str());
    }
    ~UnnamedFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    UnnamedFile(const UnnamedFile&) = delete;
    UnnamedFile& operator=(const UnnamedFile&) = delete;

    bool good() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    std::int64_t bytes_free() const {
        struct statvfs disk {};
        return ::fstatvfs(descriptor_, &disk) == 0 ? static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize) : 0;
    }
    bool copy_to(std::ostream& out) {
        std::array<char, 65536> piece;
        off_t at = 0;
        for (;;) {
            const ssize_t count = ::pread(descriptor_, piece.data(), piece.size(), at);
            if (count < 0) return false;
            if (count == 0) return out.good();
            out.write(piece.data(), count);
            at += count;
        }
    }

private:
    int descriptor_ = -1;
};

class Sheet {
public:
    Sheet(lxw_workbook* book, const SheetPlan& plan, lxw_format* head, lxw_format* plain, lxw_format* wrapped)
        : plan_(plan), sheet_(workbook_add_worksheet(book, plan.name)), plain_(plain), wrapped_(wrapped) {
        if (!sheet_) return;
        for (std::size_t index = 0; index < plan.columns.size(); ++index) {
            const auto column = static_cast<lxw_col_t>(index);
            const Column& it = plan.columns[index];
            worksheet_set_column(sheet_, column, column, it.width, it.wraps ? wrapped_ : plain_);
            note(worksheet_write_string(sheet_, 0, column, it.heading, head));
        }
        worksheet_freeze_panes(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, 0, 0);
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
    }

    void begin_row() {
        ++row_;
        column_ = 0;
        if (row_ >= rows_at_most) full_ = true;
    }
    // Always a string cell, whatever it begins with: a formula or a link is never made of it (SAFETY 22).
    void text(std::string_view words) {
        std::string cell(words.substr(0, cell_bytes_at_most));
        if (cell.size() < words.size())
            while (!cell.empty() && (static_cast<unsigned char>(words[cell.size()]) & 0xC0) == 0x80) cell.pop_back();
        lxw_format* const format = plan_.columns[column_].wraps ? wrapped_ : plain_;
        if (!cell.empty() && !full_) note(worksheet_write_string(sheet_, row_, column_, cell.c_str(), format));
        ++column_;
    }
    void number(double value) {
        if (!full_) note(worksheet_write_number(sheet_, row_, column_, value, plain_));
        ++column_;
    }
    void day(Day day, lxw_format* format) {
        const std::chrono::year_month_day date{day};
        lxw_datetime when{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                          static_cast<int>(static_cast<unsigned>(date.day())), 0, 0, 0};
        if (!full_) note(worksheet_write_datetime(sheet_, row_, column_, &when, format));
        ++column_;
    }
    void time(const LocalTime& time, lxw_format* format) {
        lxw_datetime when{0, 0, 0, time.hour, time.minute, 0};
        if (!full_) note(worksheet_write_datetime(sheet_, row_, column_, &when, format));
        ++column_;
    }

    void finish() {
        if (sheet_) worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(plan_.columns.size() - 1));
    }
    bool good() const { return sheet_ && fine_; }
    bool full() const { return full_; }
    // The library does not look whether its rows reached its file; -1 when they did not.
    std::int64_t bytes_of_rows() const {
        if (!sheet_->optimize_tmpfile) return 0;
        if (std::fflush(sheet_->optimize_tmpfile) != 0 || std::ferror(sheet_->optimize_tmpfile)) return -1;
        return std::ftell(sheet_->optimize_tmpfile);
    }

private:
    void note(lxw_error error) { fine_ = fine_ && error == LXW_NO_ERROR; }

    const SheetPlan& plan_;
    lxw_worksheet* sheet_;
    lxw_format *plain_, *wrapped_;
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
    bool fine_ = true, full_ = false;
};

class Workbook {
public:
    Workbook(const ExportChoice& choice, const std::string& path) : choice_(choice) {
        // Rows go to unlinked temporary files, so ten years need no more memory than a day.
        lxw_workbook_options options{LXW_TRUE, nullptr, LXW_FALSE};
        book_ = workbook_new_opt(path.c_str(), &options);
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
    }
    ~Workbook() {
        if (book_) lxw_workbook_free(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    bool good() const {
        bool fine = book_ != nullptr;
        for (const auto& [kind, sheet] : sheets_) fine = fine && sheet->good();
        return fine;
    }
    bool full() const {
        bool is_full = false;
        for (const auto& [kind, sheet] : sheets_) is_full = is_full || sheet->full();
        return is_full;
    }

    bool write(const HuddleRecord& huddle) {
        if (Sheet* sheet = wanted(ExportKind::huddles)) write_huddle(*sheet, huddle);
        for (const Lesson& lesson : huddle.lessons) lessons_[lesson.id] = lesson.text;
        if (Sheet* sheet = wanted(ExportKind::lessons)) {
            for (const Lesson& lesson : huddle.lessons) {
                begin(*sheet, huddle);
                sheet->text(lesson.text);
                sheet->text(round_of(huddle, lesson.note));
                end(*sheet, huddle);
            }
        }
        if (Sheet* sheet = wanted(ExportKind::actions)) write_actions(*sheet, huddle);
        if (Sheet* sheet = wanted(ExportKind::questions)) {
            for (const Question& question : huddle.questions) {
                begin(*sheet, huddle);
                sheet->text(question.text);
                sheet->text(round_of(huddle, question.note));
                sheet->text(to_text(question.state));
                end(*sheet, huddle);
            }
        }
        if (Sheet* sheet = wanted(ExportKind::notes)) {
            for (const Note& note : huddle.notes) {
                if (note.state == NoteState::set_aside) continue;
                begin(*sheet, huddle);
                sheet->text(note.text);
                sheet->text(to_text(note.theme));
                sheet->text(to_text(note.state));
                end(*sheet, huddle);
            }
        }
        return good();
    }

    bool close(std::int64_t bytes_free) {
        std::int64_t rows = 0;
        for (auto& [kind, sheet] : sheets_) {
            sheet->finish();
            const std::int64_t bytes = sheet->bytes_of_rows();
            if (bytes < 0) return false;
            rows += bytes;
        }
        // The rows are copied once more while the file is put together.
        if (bytes_free < rows * 2) return false;
        return workbook_close(std::exchange(book_, nullptr)) == LXW_NO_ERROR;
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
    void begin(Sheet& sheet, const HuddleRecord& huddle) {
        sheet.begin_row();
        sheet.day(huddle.day, day_);
    }
    void end(Sheet& sheet, const HuddleRecord& huddle) {
        sheet.text(huddle.layout_name);
        sheet.text(to_hex(huddle.id.value));
    }
    static std::string_view round_of(const HuddleRecord& huddle, const std::optional<NoteId>& id) {
        for (const Note& note : huddle.notes) {
            if (id && note.id == *id) return to_text(note.theme);
        }
        return {};
    }

    void write_huddle(Sheet& sheet, const HuddleRecord& huddle) {
        Milliseconds planned{0}, spent{0};
        for (const RoundRecord& round : huddle.rounds) {
            planned += round.planned;
            spent += round.spent;
        }
        const auto minutes = [](Milliseconds time) {
            return static_cast<double>(std::chrono::round<Seconds>(time).count() / 6) / 10;
        };
        begin(sheet, huddle);
        sheet.time(local_time(huddle.started, choice_.time_zone), time_);
        sheet.text(huddle.layout_name);
        sheet.number(minutes(planned));
        sheet.number(minutes(spent));
        sheet.text(huddle.how_it_ended ? to_text(*huddle.how_it_ended) : std::string_view("running"));
        sheet.text(to_hex(huddle.id.value));
    }

    void write_actions(Sheet& sheet, const HuddleRecord& huddle) {
        for (const Action& action : huddle.actions) {
            begin(sheet, huddle);
            sheet.text(sentence_of(action));
            sheet.text(action.role);
            sheet.day(action.due, day_);
            sheet.text(to_text(action.state));
            const auto lesson = lessons_.find(action.lesson);
            sheet.text(lesson == lessons_.end() ? std::string() : lesson->second);
            sheet.text(action.condition);
            sheet.text(action.response);
            end(sheet, huddle);
        }
    }

    const ExportChoice& choice_;
    lxw_workbook* book_ = nullptr;
    lxw_format *day_ = nullptr, *time_ = nullptr;
    std::map<ExportKind, std::unique_ptr<Sheet>> sheets_;
    std::unordered_map<LessonId, std::string> lessons_;
};

}  // namespace

Result<void> export_xlsx(History& history, const ExportChoice& choice, std::ostream& out,
                         const ExportProgress& progress) {
    UnnamedFile file;
    if (!file.good()) return not_written();
    Workbook book(choice, file.path());
    const auto read = read_chosen(history, choice, progress,
                                  [&](const HuddleRecord& huddle) { return book.write(huddle); });
    if (book.full()) {
        return Problem{ProblemKind::invalid,
                       "This is more than a spreadsheet can hold; please choose fewer days."};
    }
    if (!read) return read;
    if (!book.good() || !book.close(file.bytes_free()) || !file.copy_to(out)) return not_written();
    return finish_stream(out);
}

}  // namespace hearthside
