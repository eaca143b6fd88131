#include "core/export/export.h"

#include <fmt/core.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <map>

#include "kiosk/commands/commands.h"

namespace hearthside {

namespace {

Result<ExportChoice> choose(const ExportOptions& options) {
    static const std::map<std::string, ExportKind> kinds{{"notes", ExportKind::notes},
                                                         {"lessons", ExportKind::lessons},
                                                         {"actions", ExportKind::actions},
                                                         {"questions", ExportKind::questions},
                                                         {"huddles", ExportKind::huddles}};
    ExportChoice choice;
    if (!options.what.empty()) choice.what.clear();
    for (const std::string& word : options.what) {
        const auto found = kinds.find(word);
        if (found == kinds.end()) {
            return Problem{ProblemKind::invalid,
                           fmt::format("--what takes notes, lessons, actions, questions and huddles, not \"{}\".", word)};
        }
        choice.what.insert(found->second);
    }
    for (const auto& [text, place] : {std::pair{&options.from, &choice.span.from}, {&options.to, &choice.span.to}}) {
        if (text->empty()) continue;
        *place = day_from_text(*text);
        if (!*place) return Problem{ProblemKind::invalid, fmt::format("\"{}\" is not a day like 2026-11-23.", *text)};
    }
    if (choice.span.from && choice.span.to && *choice.span.from > *choice.span.to) {
        return Problem{ProblemKind::invalid, "--from must not be later than --to."};
    }
    return choice;
}

Result<void> write(History& history, const std::string& format, const ExportChoice& choice, std::ostream& out) {
    auto written = format == "csv" ? export_csv(history, choice, out) : export_json(history, choice, out);
    if (!written) return written;
    out.flush();
    if (!out) return Problem{ProblemKind::not_saved, "The export could not be written completely: is the disk full?"};
    return {};
}

}  // namespace

int run_export(const ExportOptions& options) {
    const auto choice = choose(options);
    if (!choice) return fail(choice.problem(), exit_usage);
    auto history = History::open(options.data);
    if (!history) return fail(history.problem());
    if (options.out == "-") {
        const auto written = write(**history, options.format, *choice, std::cout);
        return written ? exit_fine : fail(written.problem());
    }
    // A half-written export never stands under the name that was asked for.
    const std::filesystem::path file = options.out;
    const std::filesystem::path part = options.out + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    if (!out) return fail({ProblemKind::not_saved, fmt::format("{} cannot be written.", options.out)});
    const auto written = write(**history, options.format, *choice, out);
    out.close();
    std::error_code error;
    if (written) std::filesystem::rename(part, file, error);
    if (written && !error) return exit_fine;
    const std::string why = error.message();
    std::filesystem::remove(part, error);
    return written ? fail({ProblemKind::not_saved, fmt::format("{} cannot be written: {}.", options.out, why)})
                   : fail(written.problem());
}

}  // namespace hearthside
