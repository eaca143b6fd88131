#include "kiosk/phone/qr.h"

#include <qrencode.h>

#include <memory>

namespace hearthside {

Result<QrCode> qr_code(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        text.empty()
            ? nullptr
            : QRcode_encodeData(static_cast<int>(text.size()),
                                reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) return Problem{ProblemKind::invalid, "This address cannot be written as a QR code."};
    QrCode result;
    result.size = code->width;
    const auto modules = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    result.dark.resize(modules);
    for (std::size_t at = 0; at < modules; ++at) result.dark[at] = (code->data[at] & 1) != 0;
    return result;
}

}  // namespace hearthside
