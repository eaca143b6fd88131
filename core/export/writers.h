// SPDX-License-Identifier: Apache-2.0
// The writers of the export formats, one source file each, and their shared functions. For core/export only.
#pragma once

#include <iosfwd>

#include "core/export/export.h"

namespace hearthside::exports {

// Calls `each` for every chosen huddle, oldest first, with one at a time in memory, and reports the progress.
// Problems: those of History::read; `each` returned false, because the stream failed (not_saved); the
// progress returned false (conflict).
huddle::Result<void> read_chosen(store::History& history, const ExportChoice& choice, const ExportProgress& progress,
                                 const std::function<bool(const store::HuddleRecord&)>& each);
// Both ends are included. An open end includes everything on that side.
bool lies_in(const store::Span& span, huddle::Day day);
huddle::Problem not_written();
huddle::Problem stopped();
// Flushes the stream and returns whether everything was written.
huddle::Result<void> finish_stream(std::ostream& out);

// UTF-8 with BOM, RFC 4180 (CR LF, every field quoted), a leading formula sign prefixed (SAFETY 22). One row
// for each record: kind,date,layout,round,text and further columns. `kind` is note, lesson, action, question,
// huddle or received (a lesson of another team; these come with the lessons, after all huddles). `round` is
// the category. Notes come in the order of their random ids. No column and no sum counts people, so no small
// cell needs hiding, and set-aside notes leave no trace to subtract.
huddle::Result<void> export_csv(store::History& history, const ExportChoice& choice, std::ostream& out,
                                const ExportProgress& progress = {});

// One object by assets/schema/hearthside-record.schema.json, one huddle a line, with everything that a
// reviewer may see. With the lessons it has "received":[...], the lessons of other teams. The rules and
// problems are those of CSV.
huddle::Result<void> export_json(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress = {});

// A sheet for each chosen kind. Texts are string cells, days and times are real ones, and there is no formula
// and no link.
huddle::Result<void> export_xlsx(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress = {});

// CommonMark, with a section for each huddle. People's words are plain text, whatever characters they hold.
huddle::Result<void> export_markdown(store::History& history, const ExportChoice& choice, std::ostream& out,
                                     const ExportProgress& progress = {});

// For reading and for printing on A4: a section for each huddle, with an outline by months.
huddle::Result<void> export_pdf(store::History& history, const ExportChoice& choice, std::ostream& out,
                                const ExportProgress& progress = {});

// One page for a notice board: what the team learnt in the chosen span, and the results.
huddle::Result<void> export_poster(store::History& history, const ExportChoice& choice, std::ostream& out,
                                   const ExportProgress& progress = {});

// One huddle on one A4 page as PDF: what we learnt, what we try, who should hear it, what we don't know yet,
// and a hope where the team's setting allows notes.
huddle::Result<void> export_page(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress = {});

}  // namespace hearthside::exports
