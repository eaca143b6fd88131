// The files assets/web/review* and the colours as they were when the program was built.
#pragma once

#include <string_view>

namespace hearthside::review_assets {

extern const std::string_view style_css;
extern const std::string_view page_html;     // what every page shares
extern const std::string_view sign_in_html;  // the form before all others

}  // namespace hearthside::review_assets
