// SPDX-License-Identifier: Apache-2.0
// The words of the export screen: what can be exported, in which format, and where to.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/take_away/take_away.h"

namespace hearthside::screens::take_away {

struct TakeAwayWord {
    std::string name;  // of the target
    std::string text;
    std::string caption;  // one more sentence
};

// The possible choices, in the order of the screen, each with its words.
std::vector<TakeAwayView::What> whats_of(const ui::Ui& ui, const TakeAwayView& view);
TakeAwayWord what_word(const ui::Ui& ui, const TakeAwayView& view, TakeAwayView::What what);
const std::vector<ui::TakeAwayForm>& take_away_forms();
TakeAwayWord form_word(const ui::Ui& ui, ui::TakeAwayForm form);
TakeAwayWord place_word(const ui::Ui& ui, const ui::TakeAwayPlace& place);
std::string_view place_icon(ui::TakeAwayPlace::Kind kind);

// The days of a choice; today's month ends with its last day.
store::Span span_of(const ui::Ui& ui, const TakeAwayView& view);
// Whether both spans hold the same huddles until now: there are none after today.
bool same_days(const ui::Ui& ui, const store::Span& left, const store::Span& right);

}  // namespace hearthside::screens::take_away
