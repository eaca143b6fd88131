// SPDX-License-Identifier: Apache-2.0
// A text that a person wrote and that has passed the cleaner (SAFETY 19). Only clean_note_text of
// core/text/note_text.h can make one, so an Intent cannot hold a text as it was typed. A text of the record goes
// through the cleaner again before it goes into an Intent; the cleaner leaves it as it is.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/huddle/result.h"

namespace hearthside::huddle {
class CleanText;
}  // namespace hearthside::huddle

namespace hearthside::text {
huddle::Result<huddle::CleanText> clean_note_text(std::string_view raw);
}  // namespace hearthside::text

namespace hearthside::huddle {

class CleanText {
public:
    CleanText() = default;  // nothing was written

    // At most text_bytes_at_most of limits.h.
    const std::string& str() const { return text_; }
    bool empty() const { return text_.empty(); }

    friend bool operator==(const CleanText&, const CleanText&) = default;

private:
    friend Result<CleanText> text::clean_note_text(std::string_view raw);
    explicit CleanText(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace hearthside::huddle
