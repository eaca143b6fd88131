// SPDX-License-Identifier: Apache-2.0
// A request's head as it arrives, whole and in pieces, and its fields.
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/web/request_head.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t piece = 1 + data[0] % 64;
    const std::string_view head(reinterpret_cast<const char*>(data) + 1, size - 1);
    web::HeadInspector whole, piecemeal;
    const web::HeadVerdict at_once = whole.look(head);
    web::HeadVerdict last;
    for (std::size_t end = 0; end <= head.size() && last.kind == web::HeadVerdict::Kind::incomplete; end += piece) {
        last = piecemeal.look(head.substr(0, end));
    }
    if (last.kind == web::HeadVerdict::Kind::incomplete) last = piecemeal.look(head);
    expect(last.kind == at_once.kind && last.status == at_once.status, "the verdict hangs on the pieces");
    if (at_once.kind != web::HeadVerdict::Kind::complete) return 0;
    expect(head.substr(0, web::head_bytes_at_most).find('\0') >= head.find("\r\n\r\n"), "a NUL in a head");

    std::vector<web::HeaderField> fields;
    std::string_view rest = head.substr(head.find("\r\n") + 2);
    for (std::size_t end = 0; (end = rest.find("\r\n")) != 0 && end != std::string_view::npos;
         rest.remove_prefix(end + 2)) {
        const std::string_view line = rest.substr(0, end);
        const std::size_t colon = line.find(':');
        expect(colon != std::string_view::npos, "a field without a name");
        std::string_view value = line.substr(colon + 1);
        while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
        fields.emplace_back(line.substr(0, colon), value);
    }
    for (const char* method : {"GET", "POST", "PUT"}) {
        const int fault = web::fault_in_fields(method, fields, 16 * 1024);
        expect(fault == 0 || fault == 400 || fault == 411 || fault == 413 || fault == 417, "no status of ours");
        for (const auto& [name, value] : fields) {
            if (web::equal_ignoring_case(name, "transfer-encoding"))
                expect(fault == 400, "Transfer-Encoding gets through");
            if (web::equal_ignoring_case(name, "accept-encoding")) (void)web::takes_gzip(value);
        }
    }
    return 0;
}
