// SPDX-License-Identifier: Apache-2.0
#include "core/text/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace hearthside::text {

huddle::Result<QrCode> qr_code(std::string_view text) {
    // As a string, not as bytes, so that runs of digits take less space.
    const std::string words(text);
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        words.empty() ? nullptr : QRcode_encodeString(words.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) return huddle::Problem{huddle::ProblemKind::invalid, "This address cannot be written as a QR code."};
    QrCode result;
    result.size = code->width;
    const auto modules = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    result.dark.resize(modules);
    for (std::size_t at = 0; at < modules; ++at) result.dark[at] = (code->data[at] & 1) != 0;
    return result;
}

}  // namespace hearthside::text
