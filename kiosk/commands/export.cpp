// SPDX-License-Identifier: Apache-2.0
#include "core/export/export.h"

#include <fmt/core.h>
#include <signal.h>
#include <unistd.h>

#include <iostream>

#include "core/export/announcements.h"
#include "core/files/folders.h"
#include "core/text/language.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside::commands {

namespace {

huddle::Result<exports::ExportChoice> choose(const ExportOptions& options) {
    exports::ExportChoice choice;
    if (!options.what.empty()) choice.what.clear();
    for (const std::string& word : options.what) {
        const auto kind = exports::export_kind_from_text(word);
        if (!kind) {
            return huddle::Problem{
                huddle::ProblemKind::invalid,
                fmt::format("--what takes notes, lessons, actions, questions and huddles, not \"{}\".", word)};
        }
        choice.what.insert(*kind);
    }
    for (const auto& [text, place] : {std::pair{&options.from, &choice.span.from}, {&options.to, &choice.span.to}}) {
        if (text->empty()) continue;
        *place = huddle::day_from_text(*text);
        if (!*place)
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("\"{}\" is not a day like 2026-11-23.", *text)};
    }
    if (choice.span.from && choice.span.to && *choice.span.from > *choice.span.to) {
        return huddle::Problem{huddle::ProblemKind::invalid, "--from must not be later than --to."};
    }
    choice.layout = options.layout;
    choice.paper = options.size == "a3" ? exports::PaperSize::a3 : exports::PaperSize::a4;
    return choice;
}

volatile sig_atomic_t asked_to_stop = 0;

// Ctrl-C and the like end an export as "Stop" on the screen does, and leave no unfinished file. A second
// signal ends the program at once.
void stop_kindly_on_signals() {
    struct sigaction action {};
    action.sa_handler = [](int) { asked_to_stop = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

// A progress line that is overwritten in place, for a person at a terminal.
class ProgressLine {
public:
    explicit ProgressLine(bool shows) : shows_(shows) {}

    bool operator()(std::int64_t done, std::int64_t all) {
        if (asked_to_stop) return false;
        if (!shows_) return true;
        const auto part = all > 0 ? done * 100 / all : 100;
        if (part == shown_) return true;
        shown_ = part;
        fmt::print(stderr, "\r{} of {} huddles", done, all);
        if (done == all) fmt::print(stderr, "\r\033[K");
        return true;
    }

private:
    const bool shows_;
    std::int64_t shown_ = -1;
};

// Called when the export begins, because even a stopped export may have been read.
huddle::Result<void> announce(const ExportOptions& options, const exports::ExportedDays& days) {
    return exports::announce_export(options.data, days,
                                    std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
}

// The huddle that a page is of.
huddle::Result<store::HuddleRecord> huddle_of(store::History& history, const ExportOptions& options) {
    std::optional<huddle::HuddleId> id;
    if (options.huddle != "last") {
        if (const auto value = huddle::from_hex(options.huddle)) id = huddle::HuddleId{*value};
        if (!id)
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("\"{}\" is not the id of a huddle.", options.huddle)};
    }
    const auto huddle = history.find_huddle(id);
    if (!huddle) return huddle.problem();
    if (!*huddle) return huddle::Problem{huddle::ProblemKind::invalid, "There is no such huddle in the record."};
    return **huddle;
}

}  // namespace

int run_export(const ExportOptions& options) {
    auto choice = choose(options);
    if (!choice) return fail(choice.problem(), exit_usage);
    const configuration::ParsedConfiguration reading =
        configuration::read_configuration(options.data / "hearthside.toml");
    for (const files::FileFault& fault : reading.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    if (!reading.faults.empty()) return exit_usage;
    const configuration::Configuration& configuration = reading.configuration;
    const text::Languages languages(files::locale_folder());
    choice->notes_allowed = configuration.export_notes;
    choice->team = configuration.team;
    choice->time_zone = configuration.time_zone;
    choice->language = &languages.of(options.language.empty() ? configuration.languages.front() : options.language);

    auto history = store::History::open(options.data);
    if (!history) return fail(history.problem());
    exports::ExportedDays days{choice->span.from, choice->span.to};
    if (exports::details_of(options.format).scope == exports::ExportScope::one_huddle) {
        const auto huddle = huddle_of(**history, options);
        if (!huddle) return fail(huddle.problem());
        choice->huddle = huddle->id;
        days = {huddle->day, huddle->day};
    }
    if (auto announced = announce(options, days); !announced) return fail(announced.problem());
    stop_kindly_on_signals();
    const exports::ExportProgress progress = ProgressLine(options.out != "-" && ::isatty(STDERR_FILENO));
    const auto written = options.out == "-"
                             ? exports::export_record(**history, options.format, *choice, std::cout, progress)
                             : exports::export_to_file(**history, options.format, *choice, options.out, progress);
    return written ? exit_fine : fail(written.problem());
}

}  // namespace hearthside::commands
