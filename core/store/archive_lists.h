// SPDX-License-Identifier: Apache-2.0
// The archive's pages of huddles, lessons, actions and questions, and the numbers for charts, read from one
// connection. All functions throw SQLite::Exception and Unreadable.
#pragma once

#include "core/store/archive.h"
#include "core/store/connection.h"

namespace hearthside::store::archive {

PageOf<HuddleLine> huddles(Statements& statements, const HuddleFilter& filter, PageChoice page);
std::vector<LayoutName> layouts(Statements& statements);
std::optional<Span> whole_span(Statements& statements);
PageOf<LessonLine> lessons(Statements& statements, const Span& span, PageChoice page);
PageOf<ActionLine> actions(Statements& statements, const Span& span, std::optional<huddle::ActionState> state,
                           PageChoice page);
PageOf<QuestionLine> questions(Statements& statements, const Span& span, std::optional<huddle::QuestionState> state,
                               PageChoice page);
std::vector<TimeKept> time_kept(Statements& statements, const Span& span);
std::vector<huddle::Day> loops_closed(Statements& statements, const Span& span);
ActionCounts action_counts(Statements& statements, const Span& span);
std::vector<MonthOfNotes> notes_by_month(Statements& statements, const Span& span);

}  // namespace hearthside::store::archive
