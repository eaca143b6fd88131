// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/take_away/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/frame/day_picker.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::take_away {

namespace {

using What = TakeAwayView::What;
using std::chrono::months;
using std::chrono::year_month;

year_month month_of(huddle::Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

store::Span months_span(year_month first, year_month last) {
    return {huddle::Day{first / 1}, huddle::Day{last / std::chrono::last}};
}

store::Span span_of_what(const ui::Ui& ui, const TakeAwayView& view, What what) {
    const year_month now = month_of(ui.environment.today);
    switch (what) {
        case What::huddle:
        case What::asked:
            return view.ask.span;
        case What::this_month:
            return months_span(now, now);
        case What::last_month:
            return months_span(now - months{1}, now - months{1});
        case What::three_months:
            return months_span(now - months{2}, now);
        case What::all:
            return {};
    }
    return {};
}

bool same(const store::Span& left, const store::Span& right) { return left.from == right.from && left.to == right.to; }

// "October 2025" for a single month; otherwise its days.
std::string span_text(const ui::Ui& ui, const store::Span& span) {
    if (!span.from && !span.to) return ui.tr("From the first huddle to today");
    if (span.from && span.to) {
        const year_month first = month_of(*span.from), last = month_of(*span.to);
        if (first == last && same(span, months_span(first, first))) return frame::month_text(ui, first);
        if (*span.from == *span.to) return ui::day_text(ui, *span.from);
        const bool whole = same(span, months_span(first, last));
        return fmt::format(fmt::runtime(ui.tr("{first} to {last}")),
                           fmt::arg("first", whole ? frame::month_text(ui, first) : ui::short_day_text(ui, *span.from)),
                           fmt::arg("last", whole ? frame::month_text(ui, last) : ui::short_day_text(ui, *span.to)));
    }
    if (span.from)
        return fmt::format(fmt::runtime(ui.tr("Since {day}")), fmt::arg("day", ui::short_day_text(ui, *span.from)));
    return fmt::format(fmt::runtime(ui.tr("Until {day}")), fmt::arg("day", ui::short_day_text(ui, *span.to)));
}

// The words for each format of a span of days, in the order of the screen. A page of one huddle is chosen by the
// huddle.
struct FormWords {
    ui::TakeAwayForm form;
    const char *name, *text, *caption;
};
constexpr std::array form_table{FormWords{{exports::ExportFormat::xlsx},
                                          "form-excel",
                                          text::translatable("Excel"),
                                          text::translatable("One workbook, a sheet for each kind of record")},
                                FormWords{{exports::ExportFormat::pdf},
                                          "form-pdf",
                                          text::translatable("PDF"),
                                          text::translatable("To read and to print")},
                                FormWords{{exports::ExportFormat::poster, exports::PaperSize::a4},
                                          "form-poster-a4",
                                          text::translatable("Poster A4"),
                                          text::translatable("Three lessons for the notice board")},
                                FormWords{{exports::ExportFormat::poster, exports::PaperSize::a3},
                                          "form-poster-a3",
                                          text::translatable("Poster A3"),
                                          text::translatable("Three lessons for the notice board, larger")},
                                FormWords{{exports::ExportFormat::csv},
                                          "form-csv",
                                          text::translatable("CSV"),
                                          text::translatable("One table, for any spreadsheet")},
                                FormWords{{exports::ExportFormat::markdown},
                                          "form-markdown",
                                          text::translatable("Markdown"),
                                          text::translatable("Plain text with headings")},
                                FormWords{{exports::ExportFormat::json},
                                          "form-json",
                                          text::translatable("JSON"),
                                          text::translatable("For other programs")}};

}  // namespace

std::vector<What> whats_of(const ui::Ui& ui, const TakeAwayView& view) {
    std::vector<What> whats;
    if (view.ask.huddle) whats.push_back(What::huddle);
    const std::vector<What> usual{What::this_month, What::last_month, What::three_months, What::all};
    const bool is_usual = std::ranges::any_of(
        usual, [&](What what) { return same_days(ui, span_of_what(ui, view, what), view.ask.span); });
    if (!view.ask.huddle && !is_usual) whats.push_back(What::asked);
    whats.insert(whats.end(), usual.begin(), usual.end());
    return whats;
}

TakeAwayWord what_word(const ui::Ui& ui, const TakeAwayView& view, What what) {
    const std::string days = span_text(ui, span_of_what(ui, view, what));
    switch (what) {
        case What::huddle:
            return {"take-huddle", ui.tr("This huddle"),
                    fmt::format(fmt::runtime(ui.tr("{day}, as one A4 page")), fmt::arg("day", days))};
        case What::asked:
            return {"take-asked", ui.tr("As in the record"), days};
        case What::this_month:
            return {"take-this-month", ui.tr("This month"), days};
        case What::last_month:
            return {"take-last-month", ui.tr("Last month"), days};
        case What::three_months:
            return {"take-three-months", ui.tr("Last three months"), days};
        case What::all:
            return {"take-all", ui.tr("Everything"), days};
    }
    return {};
}

bool same_days(const ui::Ui& ui, const store::Span& left, const store::Span& right) {
    const auto end = [&](const store::Span& span) {
        return span.to && *span.to < ui.environment.today ? span.to : std::nullopt;
    };
    return left.from == right.from && end(left) == end(right);
}

const std::vector<ui::TakeAwayForm>& take_away_forms() {
    static const std::vector<ui::TakeAwayForm> forms = [] {
        std::vector<ui::TakeAwayForm> all;
        for (const FormWords& words : form_table) {
            if (exports::details_of(words.form.format).may_ask.screen) all.push_back(words.form);
        }
        return all;
    }();
    return forms;
}

TakeAwayWord form_word(const ui::Ui& ui, ui::TakeAwayForm form) {
    const auto found = std::ranges::find(form_table, form, &FormWords::form);
    if (found == form_table.end()) return {};
    return {found->name, ui.tr(found->text), ui.tr(found->caption)};
}

std::string_view place_icon(ui::TakeAwayPlace::Kind kind) {
    switch (kind) {
        case ui::TakeAwayPlace::Kind::stick:
            return "stick";
        case ui::TakeAwayPlace::Kind::folder:
            return "folder";
        case ui::TakeAwayPlace::Kind::phone:
            return "phone";
    }
    return "";
}

TakeAwayWord place_word(const ui::Ui& ui, const ui::TakeAwayPlace& place) {
    switch (place.kind) {
        case ui::TakeAwayPlace::Kind::stick:
            return {"place-" + place.id, place.name.empty() ? ui.tr("USB stick") : ui::isolated(ui, place.name),
                    ui.tr("Save to the USB stick")};
        case ui::TakeAwayPlace::Kind::folder:
            return {"place-folder",
                    ui::isolated(ui, place.name.substr(place.name.find_last_of('/', place.name.size() - 2) + 1)),
                    ui.tr("Save to the shared folder")};
        case ui::TakeAwayPlace::Kind::phone:
            return {"place-phone", ui.tr("Send to a phone"), ui.tr("One download, for 15 minutes")};
    }
    return {};
}

store::Span span_of(const ui::Ui& ui, const TakeAwayView& view) { return span_of_what(ui, view, view.what); }

}  // namespace hearthside::screens::take_away
