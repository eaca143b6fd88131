// SPDX-License-Identifier: Apache-2.0
// The files of assets/web, compiled in. CMakeLists.txt generates the definitions. They hold {{places}} that
// html.h fills.
#pragma once

#include <string_view>

namespace hearthside::web::assets {

extern const std::string_view icon_svg;
extern const std::string_view style_css;
extern const std::string_view app_js;     // TweetNaCl and our own scripts in one
extern const std::string_view page_html;  // shared by every page
extern const std::string_view note_form_html;
extern const std::string_view nudge_html;  // words to look at again
extern const std::string_view thank_you_html;
extern const std::string_view huddle_page_html;
extern const std::string_view live_html;        // the part of a page that scripts keep up to date
extern const std::string_view huddle_now_html;  // the card in it
extern const std::string_view pulse_html;       // "how was it?", at the close
extern const std::string_view message_html;     // one heading, one or two sentences
extern const std::string_view kept_text_html;   // a note that could not be taken, returned to copy
extern const std::string_view take_html;        // a file to fetch once
extern const std::string_view dots_page_html;   // notes with a box each
extern const std::string_view record_html;      // the lessons and actions of a huddle

}  // namespace hearthside::web::assets
