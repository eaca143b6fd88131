// The fields of a web form or of a link's query, and the cookies of a request: bytes -> names and values.
// Decodes only; what a field means is for whoever asks.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/types.h"

namespace hearthside {

// Of a form's name or value: + is a space, %41 is A. None for a broken %-sequence. May be invalid UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);
// The same; what is broken stays as it stands.
std::string percent_decoded_where_whole(std::string_view text);

// Decoded, each name once (the first counts), empty ones left out. None for a broken %-sequence, invalid
// UTF-8, or more than 32 fields.
using Fields = std::map<std::string, std::string, std::less<>>;
std::optional<Fields> read_fields(std::string_view urlencoded);

// "" when there is no such field.
const std::string& field(const Fields& fields, std::string_view name);
std::optional<Day> day_field(const Fields& fields, std::string_view name);

// "/review?from=2026-01-01&page=2"; sorted by name, empty ones left out.
std::string link_with(std::string_view path, const Fields& fields);

// Of a Cookie field; "" when it is not in it.
std::string cookie_named(std::string_view cookies, std::string_view name);

}  // namespace hearthside
