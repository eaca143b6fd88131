// Text -> HTML, and templates with {{places}}. What goes into a place is Html, and the only ways to
// make Html from text are escaping it or saying outright that it is markup of ours.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/language.h"

namespace hearthside {

struct Html {
    std::string markup;
};

// Safe in text and in quoted attributes. Bytes that are not valid UTF-8 become U+FFFD.
Html escaped(std::string_view text);

// Every {{tr:English}} is replaced by its translation, escaped; every other {{name}} by its value. A place
// without a value, or a value without a place, is our mistake and an assert.
Html filled(std::string_view page, std::initializer_list<std::pair<std::string_view, Html>> values,
            const Language& language);

// Valid UTF-8, each wrong byte replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace hearthside
