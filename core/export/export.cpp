#include "core/export/export.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/export/formats.h"

namespace hearthside {

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

struct FormatDetails {
    ExportFormat format;
    std::string_view name, ending, media_type;
    Result<void> (*write)(History&, const ExportChoice&, std::ostream&, const ExportProgress&);
};
constexpr std::array<FormatDetails, 6> formats{
    {{ExportFormat::csv, "csv", "csv", "text/csv; charset=utf-8", export_csv},
     {ExportFormat::xlsx, "xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      export_xlsx},
     {ExportFormat::json, "json", "json", "application/json", export_json},
     {ExportFormat::markdown, "md", "md", "text/markdown; charset=utf-8", export_markdown},
     {ExportFormat::pdf, "pdf", "pdf", "application/pdf", export_pdf},
     {ExportFormat::poster, "poster", "pdf", "application/pdf", export_poster}}};

const FormatDetails& details_of(ExportFormat format) { return formats[static_cast<std::size_t>(format)]; }

Problem file_not_written(const fs::path& file, int error) {
    return {ProblemKind::not_saved,
            fmt::format("{} cannot be written: {}.", file.string(), std::generic_category().message(error))};
}

// A stick may be pulled out as soon as we say that the file is there.
int sync(const fs::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return errno;
    // Some file systems cannot sync a folder, and say so.
    const int error = ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    ::close(descriptor);
    return error;
}

// A half-written export never stands under the name that was asked for.
template <class Write>
Result<void> to_file(const fs::path& file, Write write) {
    fs::path part = file;
    part += ".part";
    errno = 0;
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    if (!out) return file_not_written(file, errno);
    std::error_code error;
    Result<void> written = write(out);
    out.close();
    if (written && !out) written = not_written();
    if (written) {
        if (const int trouble = sync(part, O_RDONLY)) written = file_not_written(file, trouble);
    }
    if (written) {
        fs::rename(part, file, error);
        if (error) written = file_not_written(file, error.value());
    }
    if (!written) {
        fs::remove(part, error);
        return written;
    }
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (const int trouble = sync(folder, O_RDONLY | O_DIRECTORY)) return file_not_written(file, trouble);
    return {};
}

}  // namespace

std::string_view to_text(ExportKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view to_text(ExportFormat format) { return details_of(format).name; }
std::string_view file_ending(ExportFormat format) { return details_of(format).ending; }
std::string_view media_type(ExportFormat format) { return details_of(format).media_type; }

std::optional<ExportKind> export_kind_from_text(std::string_view text) {
    for (const KindName& each : kinds) {
        if (each.name == text) return each.kind;
    }
    return std::nullopt;
}

std::optional<ExportFormat> export_format_from_text(std::string_view text) {
    for (const FormatDetails& each : formats) {
        if (each.name == text) return each.format;
    }
    return std::nullopt;
}

bool lies_in(const Span& span, Day day) {
    return (!span.from || day >= *span.from) && (!span.to || day <= *span.to);
}

Problem not_written() {
    return {ProblemKind::not_saved,
            "The export could not be written completely; please check the space on the disk."};
}
Problem stopped() { return {ProblemKind::conflict, "The export was stopped, and nothing of it was kept."}; }

Result<void> finish_stream(std::ostream& out) {
    out.flush();
    if (!out.good()) return not_written();
    return {};
}

Result<void> read_chosen(History& history, const ExportChoice& choice, const ExportProgress& progress,
                         const std::function<bool(const HuddleRecord&)>& each) {
    std::int64_t all = 0, done = 0;
    if (progress) {
        const auto counted = history.count_huddles(choice.span);
        if (!counted) return counted.problem();
        all = *counted;
    }
    bool goes_on = true, fine = true;
    const auto read = history.read(choice.span, [&](const HuddleRecord& huddle) {
        if (choice.layout.empty() || huddle.layout_id == choice.layout) fine = each(huddle);
        // A huddle may have begun since they were counted.
        all = std::max(all, ++done);
        goes_on = !progress || progress(done, all);
        return fine && goes_on;
    });
    if (!read) return read;
    if (!fine) return not_written();
    if (!goes_on) return stopped();
    return {};
}

Result<void> export_record(History& history, ExportFormat format, const ExportChoice& choice,
                           std::ostream& out, const ExportProgress& progress) {
    if (choice.what.contains(ExportKind::notes) && !choice.notes_allowed) {
        return Problem{ProblemKind::forbidden,
                       "Notes stay with the team: they leave only when \"export_notes\" is true under "
                       "[review] in hearthside.toml."};
    }
    if (auto written = details_of(format).write(history, choice, out, progress); !written) return written;
    return finish_stream(out);
}

Result<void> export_to_file(History& history, ExportFormat format, const ExportChoice& choice,
                            const fs::path& file, const ExportProgress& progress) {
    return to_file(file,
                   [&](std::ostream& out) { return export_record(history, format, choice, out, progress); });
}

Result<void> huddle_page_to_file(const HuddleRecord& huddle, const ExportChoice& choice,
                                 const fs::path& file) {
    return to_file(file, [&](std::ostream& out) { return write_huddle_page(huddle, choice, out); });
}

}  // namespace hearthside
