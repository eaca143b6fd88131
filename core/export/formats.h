// The formats in which the record leaves the kiosk: one table with one row for each format. The command line, the
// touchscreen, the browser and the names of files all read it. The words that people see, and their order, stand
// with each of these faces. It knows no screen and no socket.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside {

class History;
struct ExportChoice;

enum class ExportFormat { csv, xlsx, json, markdown, pdf, poster, page };
enum class PaperSize { a4, a3 };
std::string_view to_text(PaperSize size);  // "a4", "a3"

// How many huddles of all are written; false stops the export. Called on the caller's own thread, after
// each huddle.
using ExportProgress = std::function<bool(std::int64_t done, std::int64_t all)>;

// What a file holds. It decides who is offered the format: whoever looks at a time, or whoever looks at one huddle.
enum class ExportScope { span, one_huddle };

struct ExportFormatDetails {
    ExportFormat format;
    std::string_view name;        // on the command line and in the browser's form
    std::string_view extension;   // of the file, without the dot
    std::string_view media_type;  // for Content-Type
    ExportScope scope;
    bool has_sizes;  // A4 or A3; otherwise a PDF is A4
    Result<void> (*write)(History&, const ExportChoice&, std::ostream&, const ExportProgress&);
};

// One row for each format, in the order of the enumeration. All these functions are for any thread.
std::span<const ExportFormatDetails> export_formats();
const ExportFormatDetails& details_of(ExportFormat format);
std::optional<ExportFormat> export_format_from_text(std::string_view name);

}  // namespace hearthside
