// DATA/hearthside.toml <-> Configuration. A wrong key or value is a fault with file and line, and the
// program does not start on a guess; a change made by touch keeps everything else that somebody wrote
// into the file by hand. Blocks for the disk: not for the frame loop's thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside {

inline constexpr std::size_t schedule_rules_at_most = 60;
inline constexpr std::size_t wifi_name_bytes_at_most = 32;

struct ParsedConfiguration {
    Configuration configuration;
    std::vector<FileFault> faults;
    std::optional<std::string> text;  // the file's bytes; none when there is no file
    Schedule schedule_in_file;        // the rules in the file's own order
};
// No file is no fault: the defaults hold.
ParsedConfiguration read_configuration(const std::filesystem::path& file);
// The same of a text; `file_name` stands in the faults.
ParsedConfiguration read_configuration_text(std::string text, const std::string& file_name);

// Writes what differs between `last` and `wanted` into the file, whole or not at all, and gives back
// what is there then. Nothing to change writes nothing, unless there is no file yet. Problems: the file was
// changed by somebody else since `last` was read, or is faulty (conflict); a wanted value does not fit
// (invalid); the disk (not_saved). The file is then as it was.
Result<ParsedConfiguration> write_configuration(const std::filesystem::path& file,
                                                 const ParsedConfiguration& last,
                                                 const Configuration& wanted);

}  // namespace hearthside
