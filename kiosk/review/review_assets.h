// SPDX-License-Identifier: Apache-2.0
// The files assets/web/review* and the colours, compiled in.
#pragma once

#include <string_view>

namespace hearthside::review::assets {

extern const std::string_view style_css;
extern const std::string_view page_html;     // shared by every page
extern const std::string_view sign_in_html;  // the sign-in form

}  // namespace hearthside::review::assets
