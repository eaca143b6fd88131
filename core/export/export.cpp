// SPDX-License-Identifier: Apache-2.0
#include "core/export/export.h"

#include <fmt/core.h>

#include <array>

#include "core/export/writers.h"
#include "core/files/safe_file.h"

namespace hearthside::exports {

namespace {

namespace fs = std::filesystem;

struct KindName {
    ExportKind kind;
    std::string_view name;
};
constexpr std::array<KindName, 5> kinds{{{ExportKind::notes, "notes"},
                                         {ExportKind::lessons, "lessons"},
                                         {ExportKind::actions, "actions"},
                                         {ExportKind::questions, "questions"},
                                         {ExportKind::huddles, "huddles"}}};

}  // namespace

std::string_view to_text(ExportKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }

std::optional<ExportKind> export_kind_from_text(std::string_view text) {
    for (const KindName& each : kinds) {
        if (each.name == text) return each.kind;
    }
    return std::nullopt;
}

bool lies_in(const store::Span& span, huddle::Day day) {
    return (!span.from || day >= *span.from) && (!span.to || day <= *span.to);
}

huddle::Problem not_written() {
    return {huddle::ProblemKind::not_saved,
            "The export could not be written completely; please check the space on the disk."};
}
huddle::Problem stopped() {
    return {huddle::ProblemKind::conflict, "The export was stopped, and nothing of it was kept."};
}

huddle::Result<void> finish_stream(std::ostream& out) {
    out.flush();
    if (!out.good()) return not_written();
    return {};
}

huddle::Result<void> read_chosen(store::History& history, const ExportChoice& choice, const ExportProgress& progress,
                                 const std::function<bool(const store::HuddleRecord&)>& each) {
    std::int64_t all = 0, done = 0;
    if (progress) {
        const auto counted = history.count_huddles(choice.span);
        if (!counted) return counted.problem();
        all = *counted;
    }
    bool should_continue = true, fine = true;
    const auto read = history.read(choice.span, [&](const store::HuddleRecord& huddle) {
        if (choice.layout.empty() || huddle.layout_id == choice.layout) fine = each(huddle);
        // A huddle may have begun since the count.
        all = std::max(all, ++done);
        should_continue = !progress || progress(done, all);
        return fine && should_continue;
    });
    if (!read) return read;
    if (!fine) return not_written();
    if (!should_continue) return stopped();
    return {};
}

huddle::Result<void> export_record(store::History& history, ExportFormat format, const ExportChoice& choice,
                                   std::ostream& out, const ExportProgress& progress) {
    const ExportFormatDetails& details = details_of(format);
    if (details.scope == ExportScope::span && choice.what.contains(ExportKind::notes) && !choice.notes_allowed) {
        return huddle::Problem{huddle::ProblemKind::forbidden,
                               "Notes stay with the team: they leave only when \"export_notes\" is true under "
                               "[review] in hearthside.toml."};
    }
    if (auto written = details.write(history, choice, out, progress); !written) return written;
    return finish_stream(out);
}

huddle::Result<void> export_to_file(store::History& history, ExportFormat format, const ExportChoice& choice,
                                    const fs::path& file, const ExportProgress& progress) {
    // A half-written export never appears under the requested name.
    const files::FileTrouble trouble = files::write_beside(
        file, {}, [&](std::ostream& out) { return export_record(history, format, choice, out, progress); });
    if (trouble.kind == files::FileTrouble::Kind::none) return {};
    if (trouble.problem) return *trouble.problem;
    return huddle::Problem{huddle::ProblemKind::not_saved,
                           fmt::format("{} cannot be written: {}.", file.string(), files::reason_of(trouble))};
}

}  // namespace hearthside::exports
