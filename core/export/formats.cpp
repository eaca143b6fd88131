// SPDX-License-Identifier: Apache-2.0
#include "core/export/formats.h"

#include <algorithm>
#include <array>

#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// No format is kept from anybody who may export at all.
constexpr ExportAskers all_askers{.command = true, .screen = true, .browser = true};

constexpr std::array formats{ExportFormatDetails{ExportFormat::csv, "csv", "csv", "text/csv; charset=utf-8",
                                                 ExportScope::span, all_askers, false, export_csv},
                             ExportFormatDetails{ExportFormat::xlsx, "xlsx", "xlsx", workbook_type, ExportScope::span,
                                                 all_askers, false, export_xlsx},
                             ExportFormatDetails{ExportFormat::json, "json", "json", "application/json",
                                                 ExportScope::span, all_askers, false, export_json},
                             ExportFormatDetails{ExportFormat::markdown, "md", "md", "text/markdown; charset=utf-8",
                                                 ExportScope::span, all_askers, false, export_markdown},
                             ExportFormatDetails{ExportFormat::pdf, "pdf", "pdf", "application/pdf", ExportScope::span,
                                                 all_askers, false, export_pdf},
                             ExportFormatDetails{ExportFormat::poster, "poster", "pdf", "application/pdf",
                                                 ExportScope::span, all_askers, true, export_poster},
                             ExportFormatDetails{ExportFormat::page, "page", "pdf", "application/pdf",
                                                 ExportScope::one_huddle, all_askers, false, export_page}};

constexpr bool is_in_order() {
    for (std::size_t row = 0; row < formats.size(); ++row) {
        if (static_cast<std::size_t>(formats[row].format) != row) return false;
    }
    return true;
}
static_assert(is_in_order());

}  // namespace

std::string_view to_text(PaperSize size) { return size == PaperSize::a3 ? "a3" : "a4"; }

std::span<const ExportFormatDetails> export_formats() { return formats; }
const ExportFormatDetails& details_of(ExportFormat format) { return formats[static_cast<std::size_t>(format)]; }

std::optional<ExportFormat> export_format_from_text(std::string_view name) {
    const auto found = std::ranges::find(formats, name, &ExportFormatDetails::name);
    if (found == formats.end()) return std::nullopt;
    return found->format;
}

}  // namespace hearthside::exports
