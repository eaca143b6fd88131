// SPDX-License-Identifier: Apache-2.0
// The export formats: a table with one row for each. The command line, the touchscreen, the browser and the
// file names all use it: what a row does not let them offer, they neither show nor accept. Each of them has its
// own words for people and its own order.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside::store {
class History;
}  // namespace hearthside::store

namespace hearthside::exports {

struct ExportChoice;

enum class ExportFormat { csv, xlsx, json, markdown, pdf, poster, page };
enum class PaperSize { a4, a3 };
std::string_view to_text(PaperSize size);  // "a4", "a3"

// Reports how many huddles of all are written; false stops the export. Called on the caller's own thread
// after each huddle.
using ExportProgress = std::function<bool(std::int64_t done, std::int64_t all)>;

// What a file holds: a span of time or one huddle. The format is offered where the user looks at the same.
enum class ExportScope { span, one_huddle };

// Who may ask for a file. A phone never asks: it only fetches what the kiosk's screen handed out to it.
struct ExportAskers {
    bool command = false;  // whoever may read the data folder, by `hearthside export`
    bool screen = false;   // the reviewer on the kiosk's screen, to a stick, the team's folder or a phone
    bool browser = false;  // the reviewer in a browser
};

struct ExportFormatDetails {
    ExportFormat format;
    std::string_view name;        // on the command line and in the browser's form
    std::string_view extension;   // of the file, without the dot
    std::string_view media_type;  // for Content-Type
    ExportScope scope;
    ExportAskers may_ask;
    bool has_sizes;  // A4 and A3; false: a PDF is A4
    huddle::Result<void> (*write)(store::History&, const ExportChoice&, std::ostream&, const ExportProgress&);
};

// One row for each format, in the order of the enumeration. Any thread may call these functions.
std::span<const ExportFormatDetails> export_formats();
const ExportFormatDetails& details_of(ExportFormat format);
std::optional<ExportFormat> export_format_from_text(std::string_view name);

}  // namespace hearthside::exports
