// The record as a file that others can open: CSV and JSON. Reads the History, writes to a stream;
// knows no screen and no socket. Notes that were set aside and sealed notes are never in it.
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <string_view>

#include "core/huddle/result.h"
#include "core/store/history.h"

namespace hearthside {

enum class ExportKind { notes, lessons, actions, questions, huddles };

struct ExportChoice {
    std::set<ExportKind> what{ExportKind::notes, ExportKind::lessons, ExportKind::actions,
                              ExportKind::questions, ExportKind::huddles};
    Span span;
};

// Both ends included; an open end takes everything on that side.
bool lies_in(const Span& span, Day day);

// UTF-8 with BOM, RFC 4180 (CR LF, every field quoted), a leading formula sign prefixed (SAFETY 22).
// One row a record: kind,date,layout,round,text and further columns; `kind` is note, lesson, action,
// question, huddle or received (a lesson of another team, after all huddles, with the lessons), `round`
// the theme. Notes come in the order of their random ids. No column and no
// sum counts people, so no small cell needs hiding; notes set aside leave no trace to subtract.
// Problems: those of History::read; the stream failed (not_saved).
Result<void> export_csv(History& history, const ExportChoice& choice, std::ostream& out);

// One object: {"schema":"hearthside-record","version":1,"huddles":[...]}, one huddle a line, with
// everything a reviewer may see, and with the lessons "received":[...], those of other teams. The same rules and problems as CSV.
Result<void> export_json(History& history, const ExportChoice& choice, std::ostream& out);

// What CSV puts in a cell for a text: the text itself, or prefixed with ' when a spreadsheet could
// take it for a formula.
std::string csv_cell(std::string_view text);

}  // namespace hearthside
