// SPDX-License-Identifier: Apache-2.0
// One sheet of a workbook, written row by row, and the unnamed file of the workbook. This is the only code
// that writes cells with libxlsxwriter. For core/export only.
#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/export/export.h"

namespace hearthside::exports {

// The limit of Excel for one cell, in UTF-16 code units.
inline constexpr std::size_t cell_units_at_most = 32'767;
inline constexpr lxw_row_t rows_at_most = 1'048'576;

// A text in the form for a cell. Readers take "_x0041_" for the character U+0041, so a text with such a
// sequence is escaped and read back unchanged. A text too long for a cell ends with a sentence that says so.
std::string cell_text(std::string_view words);

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

// The library needs a file name. This file has a name for a moment only, and is deleted however the program
// ends.
class UnnamedFile {
public:
    UnnamedFile() {
        std::error_code error;
        folder_ = std::filesystem::temp_directory_path(error).string();
        if (error) return;
        std::string name = folder_ + "/hearthside-XXXXXX";
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
    const std::string& folder() const { return folder_; }
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
    std::string folder_;
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
    // Always a string cell, whatever the text begins with, so that it never becomes a formula or a link
    // (SAFETY 22).
    void text(std::string_view words) {
        const std::string cell = cell_text(words);
        lxw_format* const format = plan_.columns[column_].wraps ? wrapped_ : plain_;
        if (!cell.empty() && !full_) note(worksheet_write_string(sheet_, row_, column_, cell.c_str(), format));
        ++column_;
    }
    void number(double value) {
        if (!full_) note(worksheet_write_number(sheet_, row_, column_, value, plain_));
        ++column_;
    }
    void day(huddle::Day day, lxw_format* format) {
        const std::chrono::year_month_day date{day};
        lxw_datetime when{static_cast<int>(date.year()),
                          static_cast<int>(static_cast<unsigned>(date.month())),
                          static_cast<int>(static_cast<unsigned>(date.day())),
                          0,
                          0,
                          0};
        if (!full_) note(worksheet_write_datetime(sheet_, row_, column_, &when, format));
        ++column_;
    }
    void day(const std::optional<huddle::Day>& day, lxw_format* format) {
        if (day) return this->day(*day, format);
        ++column_;
    }
    void time(const calendar::LocalTime& time, lxw_format* format) {
        lxw_datetime when{0, 0, 0, time.hour, time.minute, 0};
        if (!full_) note(worksheet_write_datetime(sheet_, row_, column_, &when, format));
        ++column_;
    }

    void finish() {
        if (sheet_) worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(plan_.columns.size() - 1));
    }
    bool good() const { return sheet_ && error_ == LXW_NO_ERROR; }
    lxw_error error() const { return sheet_ ? error_ : LXW_ERROR_MEMORY_MALLOC_FAILED; }
    bool full() const { return full_; }
    // The library does not check whether its rows reached the file. -1 when they did not.
    std::int64_t bytes_of_rows() const {
        if (!sheet_->optimize_tmpfile) return 0;
        if (std::fflush(sheet_->optimize_tmpfile) != 0 || std::ferror(sheet_->optimize_tmpfile)) return -1;
        return std::ftell(sheet_->optimize_tmpfile);
    }

private:
    void note(lxw_error error) {
        if (error_ == LXW_NO_ERROR) error_ = error;
    }

    const SheetPlan& plan_;
    lxw_worksheet* sheet_;
    lxw_format *plain_, *wrapped_;
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
    lxw_error error_ = LXW_NO_ERROR;
    bool full_ = false;
};

}  // namespace hearthside::exports
