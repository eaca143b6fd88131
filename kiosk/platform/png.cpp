// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/png.h"

#include <cairo.h>

#include <cstdint>
#include <vector>

#include "core/files/safe_file.h"

namespace hearthside::platform {
namespace {

std::uint32_t multiplied(std::uint32_t value, std::uint32_t alpha) { return (value * alpha + 127) / 255; }

// Cairo is C, so an exception thrown through it would end the program.
cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) noexcept {
    try {
        static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

}  // namespace

std::string png_of(const text::Image& image) {
    if (image.width <= 0 || image.height <= 0) return {};
    const auto count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    std::vector<std::uint32_t> pixels(count);
    const std::uint8_t* from = image.pixels.data();
    bool opaque = true;
    for (std::size_t index = 0; index < count; ++index, from += 4) {
        const std::uint32_t alpha = from[3];
        opaque = opaque && alpha == 255;
        pixels[index] = alpha << 24 | multiplied(from[0], alpha) << 16 | multiplied(from[1], alpha) << 8 |
                        multiplied(from[2], alpha);
    }
    cairo_surface_t* const surface = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(pixels.data()), opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, image.width,
        image.height, image.width * 4);
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, &bytes);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) bytes.clear();
    return bytes;
}

huddle::Result<void> write_png(const text::Image& image, const std::filesystem::path& file) {
    const std::string bytes = png_of(image);
    if (bytes.empty()) return huddle::Problem{huddle::ProblemKind::not_saved, "The picture could not be made."};
    return files::write_whole_file(file, bytes);
}

}  // namespace hearthside::platform
