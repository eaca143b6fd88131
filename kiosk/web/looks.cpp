// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/looks.h"

#include <fmt/format.h>

#include <array>

namespace hearthside::web {

Look look_of(huddle::RoundKind kind) {
    switch (kind) {
        case huddle::RoundKind::since_last_time:
            return {"plain", "M19.6 12A7.6 7.6 0 1 1 17 6.3M17.6 2.8V6.9H13.5"};
        case huddle::RoundKind::quiet:
            return {"plain", pencil_icon};
        case huddle::RoundKind::wins:
            return {"wins",
                    "M12 3.2L14.75 8.75L20.9 9.65L16.45 13.95L17.5 20.1L12 17.2L6.5 20.1L7.55 13.95L3.1 "
                    "9.65L9.25 8.75Z"};
        case huddle::RoundKind::mistakes:
            return {"mistakes",
                    "M2.8 9.5H21.2A9.2 9.2 0 0 1 2.8 9.5ZM9 21H15M13.4 9.5L11.6 12.6L13.3 15.1L12.4 "
                    "18.6M11.6 12.6L8.4 13.9"};
        case huddle::RoundKind::lessons:
            return {"lessons",
                    "M12 6.6C10 5 7 4.4 3.4 4.8V18.4C7 18 10 18.6 12 20.2C14 18.6 17 18 20.6 18.4V4.8C17 "
                    "4.4 14 5 12 6.6ZM12 6.6V20.2"};
        case huddle::RoundKind::hope:
            return {"hope",
                    "M2.6 18.5H21.4M6.2 18.5A5.8 5.8 0 0 1 17.8 18.5M12 5V8.4M3.8 9.4L6.2 11.8M20.2 9.4L17.8 "
                    "11.8M8.5 21.8H15.5"};
        case huddle::RoundKind::close:
            break;
    }
    return {"plain", check_icon};
}

huddle::RoundKind kind_of(huddle::RoundCategory category) {
    constexpr std::array kinds{huddle::RoundKind::wins, huddle::RoundKind::mistakes, huddle::RoundKind::lessons,
                               huddle::RoundKind::hope};
    return kinds[huddle::index_of(category)];
}

std::string word_of(huddle::RoundCategory category, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    switch (category) {
        case huddle::RoundCategory::wins:
            return tr("Wins");
        case huddle::RoundCategory::mistakes:
            return tr("Mistakes");
        case huddle::RoundCategory::lessons:
            return tr("Lessons");
        case huddle::RoundCategory::hope:
            return tr("Hope");
    }
    return "";
}

Html icon_svg(const char* path, std::string_view css_class) {
    return {fmt::format(R"(<svg{} viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>)",
                        css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class), path)};
}

}  // namespace hearthside::web
