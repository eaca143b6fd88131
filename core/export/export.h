// The record as a file that others can open: one door for the command line, the kiosk's screen and the
// browser's downloads. Reads the History, writes to a stream or a file; knows no screen and no socket.
// Notes that were set aside and sealed notes are never in it; released notes only where the team allows it.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/export/formats.h"
#include "core/huddle/result.h"
#include "core/text/language.h"
#include "core/store/history.h"

namespace hearthside {

enum class ExportKind { notes, lessons, actions, questions, huddles };
std::string_view to_text(ExportKind kind);  // "notes" and so on
std::optional<ExportKind> export_kind_from_text(std::string_view text);

struct ExportChoice {
    // Raw notes leave only when somebody asks for them, and the team's setting allows it.
    std::set<ExportKind> what{ExportKind::lessons, ExportKind::actions, ExportKind::questions,
                              ExportKind::huddles};
    Span span;
    std::string layout;          // id of the huddles' layout; empty: all
    std::optional<HuddleId> huddle;  // of a format for one huddle, for which `what`, `span` and `layout` do not matter; none: the last one
    bool notes_allowed = false;  // [review] export_notes

    // What people read on paper and in Markdown; CSV, XLSX and JSON have English column names.
    std::string team;
    std::string time_zone;               // IANA; empty is the machine's own
    const Language* language = nullptr;  // none is English; must outlive the call
    PaperSize paper = PaperSize::a4;     // of a poster
};

// Blocks while it reads and writes: not for the frame loop's thread. Needs less than 200 MB of memory
// for ten years. Problems: notes are asked for and not allowed (forbidden); there is no such huddle (invalid);
// those of History::read; the stream failed (not_saved); the export was stopped (conflict). What the stream got is then no whole file.
Result<void> export_record(History& history, ExportFormat format, const ExportChoice& choice,
                           std::ostream& out, const ExportProgress& progress = {});

// The same into a file, which is whole and on the disk when this gives no problem; until then a file of
// that name stays as it was, and no half one is left behind.
Result<void> export_to_file(History& history, ExportFormat format, const ExportChoice& choice,
                            const std::filesystem::path& file, const ExportProgress& progress = {});

// What CSV puts in a cell for a text: the text itself, or prefixed with ' when a spreadsheet could
// take it for a formula (SAFETY 22).
std::string csv_cell(std::string_view text);

}  // namespace hearthside
