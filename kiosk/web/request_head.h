// SPDX-License-Identifier: Apache-2.0
// Checks the bytes of a request's head before the HTTP library reads them, and its header fields afterwards.
// The checks are stricter than the standard, so that no two readers can disagree about where a request ends
// (SAFETY 16).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearthside::web {

// Cookies may belong to other pages on the same host. They do not count here, only in the total limit.
inline constexpr std::size_t head_bytes_at_most = 8192;
inline constexpr std::size_t whole_head_bytes_at_most = 32 * 1024;
inline constexpr std::size_t header_fields_at_most = 64;

struct HeadVerdict {
    enum class Kind { incomplete, complete, refused } kind = Kind::incomplete;
    int status = 0;  // when refused: 400, 431 or 505
};

// Refuses at the first bad byte: a bare LF or CR, a NUL or another control character, a folded line, an empty
// line before the request, a malformed field name, more than 8 KiB without cookies, more than 32 KiB with
// them, or more than 64 fields.
class HeadInspector {
public:
    // `bytes` is everything read so far for this request, and may go past the head. Each byte is checked
    // once, however small the pieces are.
    HeadVerdict look(std::string_view bytes);

private:
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
    std::size_t cookie_bytes_ = 0;  // of complete lines
    bool in_cookie_ = false;        // the current line is one
};

using HeaderField = std::pair<std::string_view, std::string_view>;

// 0 when the fields are valid, otherwise the status to refuse with. Refused are: a repeated field that is not
// a list, any Transfer-Encoding, a Content-Length that is not plain digits, a GET with a body, a POST without
// Content-Length (411), more than `body_at_most` bytes (413), an Expect other than 100-continue (417), no
// Host.
int fault_in_fields(std::string_view method, const std::vector<HeaderField>& fields, std::size_t body_at_most);

bool equal_ignoring_case(std::string_view one, std::string_view other);
std::string lower_case(std::string_view text);  // ASCII only

// "/review" and everything below it: the only place where cookies are read.
bool is_for_reviewers(std::string_view target);

// Whether an Accept-Encoding field names gzip with a weight above 0.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace hearthside::web
