// The record as a file that others can open: one door for the command line, the kiosk's screen and the
// browser's downloads. Reads the History, writes to a stream or a file; knows no screen and no socket.
// Notes that were set aside and sealed notes are never in it; released notes only where the team allows it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/text/language.h"
#include "core/store/history.h"

namespace hearthside {

enum class ExportKind { notes, lessons, actions, questions, huddles };
std::string_view to_text(ExportKind kind);  // "notes" and so on
std::optional<ExportKind> export_kind_from_text(std::string_view text);

enum class ExportFormat { csv, xlsx, json, markdown, pdf, poster };
std::string_view to_text(ExportFormat format);  // "csv", "xlsx", "json", "md", "pdf", "poster"
std::optional<ExportFormat> export_format_from_text(std::string_view text);
std::string_view file_ending(ExportFormat format);  // "csv"; of a poster "pdf"
std::string_view media_type(ExportFormat format);   // for Content-Type

enum class PaperSize { a4, a3 };

struct ExportChoice {
    // Raw notes leave only when somebody asks for them, and the team's setting allows it.
    std::set<ExportKind> what{ExportKind::lessons, ExportKind::actions, ExportKind::questions,
                              ExportKind::huddles};
    Span span;
    std::string layout;          // id of the huddles' layout; empty: all
    bool notes_allowed = false;  // [review] export_notes

    // What people read on paper and in Markdown; CSV, XLSX and JSON have English column names.
    std::string team;
    std::string time_zone;               // IANA; empty is the machine's own
    const Language* language = nullptr;  // none is English; must outlive the call
    PaperSize paper = PaperSize::a4;     // of a poster
};

// How many huddles of all are written; false stops the export. Called on the caller's own thread, after
// each huddle.
using ExportProgress = std::function<bool(std::int64_t done, std::int64_t all)>;

// Blocks while it reads and writes: not for the frame loop's thread. Needs less than 200 MB of memory
// for ten years. Problems: notes are asked for and not allowed (forbidden); those of History::read; the
// stream failed (not_saved); the export was stopped (conflict). What the stream got is then no whole file.
Result<void> export_record(History& history, ExportFormat format, const ExportChoice& choice,
                           std::ostream& out, const ExportProgress& progress = {});

// The same into a file, which is whole and on the disk when this gives no problem; until then a file of
// that name stays as it was, and no half one is left behind.
Result<void> export_to_file(History& history, ExportFormat format, const ExportChoice& choice,
                            const std::filesystem::path& file, const ExportProgress& progress = {});

// One huddle on one page of A4, as PDF: what we learnt, what we try, who should hear it, what we don't
// know yet, and a hope where the team's setting lets notes leave. Of `choice` only the team, time zone,
// language and `notes_allowed` are used. Problem: the stream or file failed (not_saved).
Result<void> write_huddle_page(const HuddleRecord& huddle, const ExportChoice& choice, std::ostream& out);
Result<void> huddle_page_to_file(const HuddleRecord& huddle, const ExportChoice& choice,
                                 const std::filesystem::path& file);

// What CSV puts in a cell for a text: the text itself, or prefixed with ' when a spreadsheet could
// take it for a formula (SAFETY 22).
std::string csv_cell(std::string_view text);

}  // namespace hearthside
