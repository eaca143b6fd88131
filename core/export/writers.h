// The writers behind the table of formats, one file each, and what they share. Inside core/export only.
#pragma once

#include <iosfwd>

#include "core/export/export.h"

namespace hearthside {

// Calls `each` for every huddle that was chosen, oldest first, one at a time in memory, and tells the
// progress. Problems: those of History::read; `each` gave false, because the stream failed (not_saved);
// the progress gave false (conflict).
Result<void> read_chosen(History& history, const ExportChoice& choice, const ExportProgress& progress,
                         const std::function<bool(const HuddleRecord&)>& each);
// Both ends included; an open end takes everything on that side.
bool lies_in(const Span& span, Day day);
Problem not_written();
Problem stopped();
// Flushes, and tells whether everything arrived.
Result<void> finish_stream(std::ostream& out);

// UTF-8 with BOM, RFC 4180 (CR LF, every field quoted), a leading formula sign prefixed (SAFETY 22).
// One row a record: kind,date,layout,round,text and further columns; `kind` is note, lesson, action,
// question, huddle or received (a lesson of another team, after all huddles, with the lessons), `round`
// the theme. Notes come in the order of their random ids. No column and no
// sum counts people, so no small cell needs hiding; notes set aside leave no trace to subtract.
Result<void> export_csv(History& history, const ExportChoice& choice, std::ostream& out,
                        const ExportProgress& progress = {});

// One object as assets/schema/hearthside-record.schema.json says it, one huddle a line, with
// everything a reviewer may see, and with the lessons "received":[...], those of other teams. The same rules
// and problems as CSV.
Result<void> export_json(History& history, const ExportChoice& choice, std::ostream& out,
                         const ExportProgress& progress = {});

// A sheet for each kind that was chosen; texts are string cells, days and times real ones, and there
// is no formula and no link.
Result<void> export_xlsx(History& history, const ExportChoice& choice, std::ostream& out,
                         const ExportProgress& progress = {});

// CommonMark, a section a huddle. What people wrote is text, whatever signs are in it.
Result<void> export_markdown(History& history, const ExportChoice& choice, std::ostream& out,
                             const ExportProgress& progress = {});

// A section a huddle, to read and to print on A4, with an outline by months.
Result<void> export_pdf(History& history, const ExportChoice& choice, std::ostream& out,
                        const ExportProgress& progress = {});

// One page to hang up: what we learnt and what came of it, in the chosen span.
Result<void> export_poster(History& history, const ExportChoice& choice, std::ostream& out,
                           const ExportProgress& progress = {});

// One huddle on one page of A4, as PDF: what we learnt, what we try, who should hear it, what we don't
// know yet, and a hope where the team's setting lets notes leave.
Result<void> export_page(History& history, const ExportChoice& choice, std::ostream& out,
                         const ExportProgress& progress = {});

}  // namespace hearthside
