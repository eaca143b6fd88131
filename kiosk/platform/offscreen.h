// SPDX-License-Identifier: Apache-2.0
// A stage without a window or a display, for `hearthside screenshot` and for tests. The same drawing gives
// the same bytes on every machine with the same fonts.
#pragma once

#include <functional>
#include <memory>

#include "core/text/text.h"
#include "kiosk/platform/stage.h"

namespace hearthside::platform {

class Offscreen {
public:
    // Throws std::runtime_error when there is not enough memory for the picture.
    Offscreen(int width_px, int height_px);

    ui::Pictures& pictures() { return stage_->pictures(); }
    Stage& stage() { return *stage_; }

    // Runs `frames` frames, a sixtieth of a second apart: ImGui needs one to learn the positions. `draw` is
    // called once within each frame. Returns the picture after the last one.
    text::Image render(const std::function<void(ui::Pictures&)>& draw, int frames = 2);
    // The same without a picture: for tests of where things are. Painting takes most of the time.
    void lay_out(const std::function<void(ui::Pictures&)>& draw, int frames = 2);
    // The current picture.
    text::Image image() const;

private:
    std::unique_ptr<SDL_Surface, void (*)(SDL_Surface*)> surface_;
    text::TextEngine engine_;
    std::unique_ptr<Stage> stage_;
};

}  // namespace hearthside::platform
