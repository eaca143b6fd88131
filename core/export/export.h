// SPDX-License-Identifier: Apache-2.0
// Exports the record as a file that other programs can open. The command line, the touchscreen and the
// browser's downloads all use it. It reads the History and writes to a stream or a file. An export never
// holds sealed or set-aside notes, and it holds released notes only where the team's setting allows it.
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
#include "core/store/history.h"
#include "core/text/language.h"

namespace hearthside::exports {

enum class ExportKind { notes, lessons, actions, questions, huddles };
std::string_view to_text(ExportKind kind);  // "notes" and so on
std::optional<ExportKind> export_kind_from_text(std::string_view text);

struct ExportChoice {
    // Raw notes are exported only when the request names them and the team's setting allows it.
    std::set<ExportKind> what{ExportKind::lessons, ExportKind::actions, ExportKind::questions, ExportKind::huddles};
    store::Span span;
    std::string layout;  // id of the huddles' layout; empty: all
    std::optional<huddle::HuddleId>
        huddle;                  // for a one-huddle format, which ignores `what`, `span`, `layout`; none: the last
    bool notes_allowed = false;  // [review] export_notes

    // For paper and Markdown. CSV, XLSX and JSON have English column names.
    std::string team;
    std::string time_zone;                     // IANA; empty: the machine's own
    const text::Language* language = nullptr;  // null: English; must outlive the call
    PaperSize paper = PaperSize::a4;           // of a poster
};

// Blocks while it reads and writes, so not for the frame loop's thread. Needs less than 200 MB of memory for
// ten years. Problems: notes are requested but not allowed (forbidden); there is no such huddle (invalid);
// those of History::read; the stream failed (not_saved); the export was stopped (conflict). After a problem
// the stream does not hold a whole file.
huddle::Result<void> export_record(store::History& history, ExportFormat format, const ExportChoice& choice,
                                   std::ostream& out, const ExportProgress& progress = {});

// The same into a file. After success the file is whole and on the disk. Until then a file of that name stays
// as it was, and no half-written file is left.
huddle::Result<void> export_to_file(store::History& history, ExportFormat format, const ExportChoice& choice,
                                    const std::filesystem::path& file, const ExportProgress& progress = {});

// A text as a CSV cell: the text itself, or with a leading ' when a spreadsheet could take it for a formula
// (SAFETY 22).
std::string csv_cell(std::string_view text);

}  // namespace hearthside::exports
