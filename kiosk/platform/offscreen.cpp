// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/offscreen.h"

#include <stdexcept>

namespace hearthside::platform {

Offscreen::Offscreen(int width_px, int height_px)
    : surface_(SDL_CreateRGBSurfaceWithFormat(0, width_px, height_px, 32, SDL_PIXELFORMAT_RGB888), SDL_FreeSurface) {
    if (!surface_) throw std::runtime_error("There is not enough memory for the picture.");
    stage_ = std::make_unique<Stage>(surface_.get(), engine_);
}

text::Image Offscreen::render(const std::function<void(ui::Pictures&)>& draw, int frames) {
    for (int frame = 0; frame < frames; ++frame) {
        stage_->frame([&] { draw(stage_->pictures()); }, 1.0f / 60);
    }
    return image();
}

void Offscreen::lay_out(const std::function<void(ui::Pictures&)>& draw, int frames) {
    for (int frame = 0; frame < frames; ++frame) {
        stage_->lay_out([&] { draw(stage_->pictures()); }, 1.0f / 60);
    }
}

text::Image Offscreen::image() const {
    text::Image image;
    image.width = surface_->w;
    image.height = surface_->h;
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    SDL_ConvertPixels(surface_->w, surface_->h, surface_->format->format, surface_->pixels, surface_->pitch,
                      SDL_PIXELFORMAT_ABGR8888, image.pixels.data(), image.width * 4);
    for (std::size_t index = 3; index < image.pixels.size(); index += 4) image.pixels[index] = 255;
    return image;
}

}  // namespace hearthside::platform
