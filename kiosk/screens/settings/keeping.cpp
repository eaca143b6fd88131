// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/keeping.h"

#include <fmt/format.h>

#include "core/huddle/decide.h"
#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::settings {

namespace {

constexpr std::size_t nights_told = 3;
constexpr int days_of_a_year = 365;

std::string time_in_words(const ui::Ui& ui, int days) {
    if (days % days_of_a_year == 0) {
        const auto years = static_cast<std::size_t>(days / days_of_a_year);
        return fmt::format(fmt::runtime(ui.tr("{} year", "{} years", years)), years);
    }
    const auto count = static_cast<std::size_t>(days);
    return fmt::format(fmt::runtime(ui.tr("{} day", "{} days", count)), count);
}

// Records are deleted when a day begins. People call that the night before it.
std::string night_in_words(const ui::Ui& ui, huddle::Day on) {
    const auto apart = (on - ui.environment.today).count();
    if (apart <= 1) return ui.tr("tonight");
    if (apart == 2) return ui.tr("tomorrow night");
    return fmt::format(fmt::runtime(ui.tr("overnight into {day}")), fmt::arg("day", ui::short_day_text(ui, on)));
}

}  // namespace

std::string going_in_words(const ui::Ui& ui, const huddle::Going& going) {
    const std::string words = going.what == huddle::Going::What::notes
                                  ? ui.tr("Notes up to {day} will be deleted {night}.")
                                  : ui.tr("Lessons, actions and answers up to {day} will be deleted {night}.");
    return fmt::format(fmt::runtime(words), fmt::arg("day", ui::short_day_text(ui, going.last)),
                       fmt::arg("night", night_in_words(ui, going.on)));
}

std::vector<SettingsRow> kept_rows(ui::Ui& ui, SettingsView& view) {
    huddle::Retention& retention = view.wanted.retention;
    std::vector<SettingsRow> rows;
    rows.push_back(number_row(ui, "keep-notes", ui.tr("Notes"), time_in_words(ui, retention.notes_days),
                              retention.notes_days, {31, 60, 90, 120, 180, 365, 730}));
    rows.push_back(number_row(ui, "keep-learning", ui.tr("Lessons and actions"),
                              time_in_words(ui, retention.learning_days), retention.learning_days,
                              {90, 180, 365, 730, 1095, 1825, 3650}));
    rows.push_back(on_off_row(ui, "hold", ui.tr("Keep everything for now"),
                              ui.tr("Nothing is deleted while this is on."), retention.hold));
    const std::optional<huddle::KeptDays>& kept = ui.settings()->kept();
    if (!kept) return rows;
    const std::vector<huddle::Going> going = huddle::what_goes(*kept, retention, ui.environment.today, nights_told);
    for (const huddle::Going& it : going) rows.push_back({going_in_words(ui, it), {}});
    if (kept->seen.doubt > 1 && !going.empty()) {
        rows.back().caption = fmt::format(
            fmt::runtime(ui.tr("In case the clock is wrong, nothing is deleted before {day}.")),
            fmt::arg("day", ui::short_day_text(ui, ui.environment.today + std::chrono::days{kept->seen.doubt})));
    } else if (!going.empty()) {
        rows.back().caption = ui.tr("They are deleted from the backups too.");
    } else if (!retention.hold) {
        rows.push_back({ui.tr("Nothing is kept yet."), {}});
    }
    if (kept->open > 0) {
        const auto open = static_cast<std::size_t>(kept->open);
        rows.push_back({fmt::format(fmt::runtime(ui.tr("{} action or question is still open",
                                                       "{} actions or questions are still open", open)),
                                    open),
                        ui.tr("Kept until closed, however old.")});
    }
    const auto aside = static_cast<std::size_t>(huddle::set_aside_kept.count());
    rows.push_back({ui.tr("Notes set aside"),
                    fmt::format(fmt::runtime(ui.tr("Deleted {} day later.", "Deleted {} days later.", aside)), aside)});
    return rows;
}

}  // namespace hearthside::screens::settings
