// SPDX-License-Identifier: Apache-2.0
// Turns text into HTML, and fills templates with {{places}}. A place takes only Html. Html is made from text
// either by escaping it or by declaring it as our own markup.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/language.h"

namespace hearthside::web {

struct Html {
    std::string markup;
};

// Safe in text and in quoted attributes. Bytes that are not valid UTF-8 become U+FFFD.
Html escaped(std::string_view text);

// Replaces every {{tr:English}} by its translation, escaped, and every other {{name}} by its value. A place
// without a value, or a value without a place, is a programming error and fails an assert.
Html filled(std::string_view page, std::initializer_list<std::pair<std::string_view, Html>> values,
            const text::Language& language);

// Valid UTF-8, with each wrong byte replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace hearthside::web
