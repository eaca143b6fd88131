// SPDX-License-Identifier: Apache-2.0
// The look of each kind of round on a phone: its colour class, its icon and its word. Colour never stands
// alone.
#pragma once

#include <string_view>

#include "core/huddle/layout.h"
#include "core/text/language.h"
#include "kiosk/web/html.h"

namespace hearthside::web {

struct Look {
    const char* colour;  // a class of the style sheet
    const char* icon;    // a path in a square of 24 by 24
};

Look look_of(huddle::RoundKind kind);
huddle::RoundKind kind_of(huddle::RoundCategory category);
std::string word_of(huddle::RoundCategory category, const text::Language& language);

Html icon_svg(const char* path, std::string_view css_class = "");

inline constexpr const char* check_icon = "M4.6 12.6L9.8 17.8L19.6 7";
inline constexpr const char* pencil_icon = "M4.4 19.6L5.4 15.4L15.8 5A2.2 2.2 0 0 1 19 8.2L8.6 18.6ZM13.8 7L17 10.2";
inline constexpr const char* send_icon = "M20.8 3.4L3.4 10.2L10.4 13.6L13.8 20.6ZM20.8 3.4L10.4 13.6";
inline constexpr const char* speech_icon = "M4 5H20V16H12L7.4 20V16H4Z";

}  // namespace hearthside::web
