// SPDX-License-Identifier: Apache-2.0
// The subcommands of `hearthside`, one file each. Each returns the exit code: 0 success, 1 failure, 2 wrong
// usage (of the command line or of hearthside.toml). Results go to standard output, messages to standard
// error.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/export/export.h"
#include "core/huddle/result.h"

namespace hearthside::commands {

inline constexpr int exit_fine = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

// Writes "hearthside: SENTENCE" to standard error and returns `code`.
int fail(const huddle::Problem& problem, int code = exit_failed);

// Command line options that override the configuration, for `kiosk` and `serve`.
struct RunOptions {
    std::filesystem::path data;
    std::optional<std::string> bind;
    std::optional<int> port;
    std::optional<int> notes_per_10min;
    std::optional<std::string> public_url;
    std::string window;  // "1920x1080"; empty is full screen (kiosk only)
    bool stay = false;   // continue after the end of input, until a signal (serve only)
    std::string now;     // 2026-11-23T07:30:00Z: start time of the clock; empty: the machine's clock (serve
                         // only)
};
int run_kiosk(const RunOptions& options);
int run_serve(const RunOptions& options);

int run_link(const std::filesystem::path& data, bool as_code);

int run_layouts_list(const std::filesystem::path& data);
int run_layouts_check(const std::vector<std::filesystem::path>& files);

struct ScreenshotOptions {
    std::string screen;
    std::string size = "1920x1080";
    std::filesystem::path data;  // empty: sample content
    std::filesystem::path out;
    std::string theme;     // empty: from the configuration
    std::string language;  // an id; empty: the configuration's first
    double text_size = 1.0;
    bool reach = false;
    bool left_handed = false;
    std::optional<double> diagonal_inches;  // none: from the configuration
};
int run_screenshot(const ScreenshotOptions& options);

int run_demo(const std::filesystem::path& data, int huddles);

struct ExportOptions {
    std::filesystem::path data;
    exports::ExportFormat format = exports::ExportFormat::csv;
    std::vector<std::string> what;  // empty: everything but notes
    std::string from, to;           // 2026-11-23; empty: open
    std::string layout;             // empty: every layout
    std::string huddle = "last";    // of a page: an id, or the last one
    std::string size = "a4";        // of a poster: a4 or a3
    std::string language;           // an id; empty: the configuration's first
    std::string out = "-";
};
int run_export(const ExportOptions& options);

// Lessons that are passed between kiosks, as a signed file. `out` may be - for standard output.
int run_lessons_export(const std::filesystem::path& data, const std::string& out);
int run_lessons_import(const std::filesystem::path& data, const std::filesystem::path& file);

struct TlsOptions {
    std::filesystem::path data;
    std::vector<std::string> names;  // host names and addresses; empty: this machine's own
    bool replace = false;            // replaces an existing one
};
int run_tls_init(const TlsOptions& options);

int run_verify(const std::filesystem::path& data);
int run_backup(const std::filesystem::path& data, const std::filesystem::path& folder);
int run_restore(const std::filesystem::path& data, const std::filesystem::path& backup);

}  // namespace hearthside::commands
