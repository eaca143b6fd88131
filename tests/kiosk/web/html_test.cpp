// SPDX-License-Identifier: Apache-2.0
// Texts in pages: escaped, and filled into their places.
#include "kiosk/web/html.h"

#include <gtest/gtest.h>

namespace hearthside::web {
namespace {

TEST(Html, EscapesWhatCouldBeMarkup) {
    EXPECT_EQ(escaped("<b title=\"x\">&'").markup, "&lt;b title=&quot;x&quot;&gt;&amp;&#39;");
    EXPECT_EQ(escaped("a\x01"
                      "b\xff")
                  .markup,
              "ab\xef\xbf\xbd");
    EXPECT_EQ(escaped("\xed\xa0\x80").markup, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escaped("\xf0\x9f\x98\x80").markup, "\xf0\x9f\x98\x80");
}

TEST(Html, APlaceFilledByAPersonIsNotAPlaceAgain) {
    EXPECT_EQ(filled("{{a}}-{{b}}", {{"a", escaped("{{b}}")}, {"b", {"x"}}}, text::Language()).markup, "{{b}}-x");
}

}  // namespace
}  // namespace hearthside::web
