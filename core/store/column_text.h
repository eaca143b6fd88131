// SPDX-License-Identifier: Apache-2.0
// The written forms of instants, prompts and other values in the tables. A person can read them with sqlite3,
// and the kiosk reads back exactly what it wrote.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/types.h"

namespace hearthside::store {

// A stored word that is not one of ours. The file is damaged, although SQLite could read it.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string to_column_text(huddle::Instant instant);              // 2026-11-23T07:02:11.123Z
huddle::Instant instant_from_column_text(std::string_view text);  // throws Unreadable

std::string to_column_text(huddle::Day day);              // 2026-11-23
huddle::Day day_from_column_text(std::string_view text);  // throws Unreadable

// One prompt a line, each ended by a line feed. A line feed inside a prompt is written \n.
std::string to_column_text(const std::vector<std::string>& prompts);
std::vector<std::string> prompts_from_column_text(std::string_view text);

std::optional<huddle::HowItEnded> how_it_ended_from_text(std::string_view text);

}  // namespace hearthside::store
