// SPDX-License-Identifier: Apache-2.0
// Reads DATA/hearthside.toml into a Configuration and writes it back. A wrong key or value is a fault with
// file and line, and the program then does not start. A change by touch keeps everything else that somebody
// wrote into the file by hand. Blocks for the disk, so never call it on the frame loop's thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside::configuration {

inline constexpr std::size_t schedule_rules_at_most = 60;
inline constexpr std::size_t wifi_name_bytes_at_most = 32;

struct ParsedConfiguration {
    Configuration configuration;
    std::vector<files::FileFault> faults;
    std::optional<std::string> text;      // the file's bytes; none when there is no file
    calendar::Schedule schedule_in_file;  // the rules in the order of the file
};
// A missing file is not a fault: the defaults apply.
ParsedConfiguration read_configuration(const std::filesystem::path& file);
// The same from a text. The faults name `file_name`.
ParsedConfiguration read_configuration_text(std::string text, const std::string& file_name);

// Writes the differences between `last` and `wanted` into the file, completely or not at all, and returns the
// new reading. Without differences it writes nothing, unless there is no file yet. Problems: the file was
// changed by somebody else since `last` was read, or is faulty (conflict); a wanted value is not valid
// (invalid); the disk (not_saved). On a Problem the file is unchanged.
huddle::Result<ParsedConfiguration> write_configuration(const std::filesystem::path& file,
                                                        const ParsedConfiguration& last, const Configuration& wanted);

}  // namespace hearthside::configuration
