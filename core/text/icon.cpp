// SPDX-License-Identifier: Apache-2.0
#include "core/text/icon.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "core/files/folders.h"
#include "core/text/pixels.h"

namespace hearthside::text {
namespace {

// Names also come from layouts, which people may edit, so a name must not lead out of the folder.
bool is_icon_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
    });
}

}  // namespace

bool show_icon(cairo_t* cairo, std::string_view name, double size, Colour colour) {
    if (!is_icon_name(name)) return false;
    const std::filesystem::path file = files::share_folder() / "assets" / "icons" / (std::string(name) + ".svg");
    std::unique_ptr<RsvgHandle, void (*)(gpointer)> handle(rsvg_handle_new_from_file(file.c_str(), nullptr),
                                                           g_object_unref);
    if (!handle) return false;

    char sheet[64];
    const int length =
        std::snprintf(sheet, sizeof sheet, "svg { color: #%02x%02x%02x; }", colour.red, colour.green, colour.blue);
    if (!rsvg_handle_set_stylesheet(handle.get(), reinterpret_cast<const guint8*>(sheet), static_cast<gsize>(length),
                                    nullptr)) {
        return false;
    }
    const RsvgRectangle viewport{0, 0, size, size};
    return rsvg_handle_render_document(handle.get(), cairo, &viewport, nullptr);
}

Image draw_icon(std::string_view name, int size_px, Colour colour) {
    if (!is_icon_name(name) || size_px <= 0 || size_px > 4096) return {};
    Drawing drawing(size_px, size_px);
    const double alpha = colour.alpha / 255.0;
    cairo_push_group(drawing.cairo());
    const bool drawn = show_icon(drawing.cairo(), name, size_px, colour);
    cairo_pop_group_to_source(drawing.cairo());
    cairo_paint_with_alpha(drawing.cairo(), alpha);
    return drawn ? drawing.image() : Image{};
}

}  // namespace hearthside::text
