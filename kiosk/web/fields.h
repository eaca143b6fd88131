// SPDX-License-Identifier: Apache-2.0
// Decodes the fields of a web form or of a link's query, and the cookies of a request, into names and values.
// The caller decides what a field means.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/types.h"

namespace hearthside::web {

// Decodes a form's name or value: + is a space, %41 is A. None for a broken %-sequence. The result may be
// invalid UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);
// The same, but broken sequences stay unchanged.
std::string percent_decoded_where_whole(std::string_view text);

// Decoded. Each name appears once (the first counts), and empty fields are left out. None for a broken
// %-sequence, invalid UTF-8, or more than 32 fields.
using Fields = std::map<std::string, std::string, std::less<>>;
std::optional<Fields> read_fields(std::string_view urlencoded);

// "" when there is no such field.
const std::string& field(const Fields& fields, std::string_view name);
std::optional<huddle::Day> day_field(const Fields& fields, std::string_view name);

// "/review?from=2026-01-01&page=2"; sorted by name, empty fields left out.
std::string link_with(std::string_view path, const Fields& fields);

// A value in a Cookie field; "" when the field does not have it.
std::string cookie_named(std::string_view cookies, std::string_view name);

}  // namespace hearthside::web
