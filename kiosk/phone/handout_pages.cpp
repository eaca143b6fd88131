// The pages of what the kiosk hands out.
#include <fmt/format.h>

#include "core/calendar/calendar.h"
#include "kiosk/phone/pages.h"
#include "kiosk/web/web_assets.h"

namespace hearthside {

namespace {

std::string size_in_words(std::uint64_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 1'000'000) return fmt::format("{} KB", (bytes + 500) / 1000);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Html lesson_card(const RecordForPhones::Lesson& lesson, const Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    std::string actions;
    for (const RecordForPhones::Action& action : lesson.actions) {
        const std::string who_and_when =
            fmt::format(fmt::runtime(tr("{role}, by {day}")),
                        fmt::arg("role", language.text(action.role)), fmt::arg("day", short_date(action.due)));
        actions += fmt::format(R"(<p class="kept" dir="auto">{}</p><p class="soft" dir="auto">{}</p>)",
                               escaped(action.sentence).markup, escaped(who_and_when).markup);
    }
    const std::string heading = lesson.text.empty() ? tr("What we will try") : lesson.text;
    return {fmt::format(R"(<section class="card pulse"><h2 dir="auto">{}</h2>{}</section>)",
                        escaped(heading).markup, actions)};
}

}  // namespace

Response PhonePages::file_on_offer(std::string_view path, std::string_view name, std::uint64_t size,
                              const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    return page({.title = tr("One file for you")},
                filled(web_assets::take_html,
                       {{"path", escaped(path)}, {"name", escaped(name)}, {"size", escaped(size_in_words(size))}},
                       language),
                language);
}

Response PhonePages::record(const RecordForPhones& record, const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    Html lessons;
    for (const RecordForPhones::Lesson& lesson : record.lessons) {
        lessons.markup += lesson_card(lesson, language).markup;
    }
    if (record.lessons.empty()) {
        lessons.markup = fmt::format("<p class=\"kept\">{}</p>",
                                     escaped(tr("No lesson was kept this time.")).markup);
    }
    const std::string when =
        fmt::format("{} · {}", long_date(record.day), language.text(record.layout_name));
    return page({.title = tr("What we learnt")},
                filled(web_assets::record_html, {{"when", escaped(when)}, {"lessons", std::move(lessons)}},
                       language),
                language);
}

}  // namespace hearthside
