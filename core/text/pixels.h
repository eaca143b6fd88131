// SPDX-License-Identifier: Apache-2.0
// A Cairo drawing in memory that becomes an Image. Cairo multiplies colour by alpha, but an Image does not.
// For core/text only.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <new>

#include "core/text/text.h"

namespace hearthside::text {

class Drawing {
public:
    // Transparent. Throws std::bad_alloc when there is no memory for it.
    Drawing(int width, int height)
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)), cairo_(cairo_create(surface_)) {
        if (cairo_surface_status(surface_) != CAIRO_STATUS_SUCCESS) {
            cairo_destroy(cairo_);
            cairo_surface_destroy(surface_);
            throw std::bad_alloc();
        }
    }
    ~Drawing() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Drawing(const Drawing&) = delete;
    Drawing& operator=(const Drawing&) = delete;

    cairo_t* cairo() { return cairo_; }

    Image image() {
        cairo_surface_flush(surface_);
        Image result;
        result.width = cairo_image_surface_get_width(surface_);
        result.height = cairo_image_surface_get_height(surface_);
        const auto width = static_cast<std::size_t>(result.width);
        const auto height = static_cast<std::size_t>(result.height);
        const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface_));
        result.pixels.resize(width * height * 4);
        const unsigned char* const source = cairo_image_surface_get_data(surface_);
        for (std::size_t y = 0; y < height; ++y) {
            const auto* const from = reinterpret_cast<const std::uint32_t*>(source + y * stride);
            std::uint8_t* to = result.pixels.data() + y * width * 4;
            for (std::size_t x = 0; x < width; ++x, to += 4) {
                const std::uint32_t pixel = from[x];
                const std::uint32_t alpha = pixel >> 24;
                if (alpha == 0) continue;
                to[0] = straight(pixel >> 16 & 255, alpha);
                to[1] = straight(pixel >> 8 & 255, alpha);
                to[2] = straight(pixel & 255, alpha);
                to[3] = static_cast<std::uint8_t>(alpha);
            }
        }
        return result;
    }

private:
    static std::uint8_t straight(std::uint32_t value, std::uint32_t alpha) {
        if (alpha == 255) return static_cast<std::uint8_t>(value);
        const std::uint32_t result = (value * 255 + alpha / 2) / alpha;
        return static_cast<std::uint8_t>(result > 255 ? 255 : result);
    }

    cairo_surface_t* surface_;
    cairo_t* cairo_;
};

}  // namespace hearthside::text
