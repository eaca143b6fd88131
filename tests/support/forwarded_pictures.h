// SPDX-License-Identifier: Apache-2.0
// Passes every request for a picture on to the real pictures. A test that listens overrides what it wants to hear.
#pragma once

#include "kiosk/ui/pictures.h"

namespace hearthside::support {

class ForwardedPictures : public ui::Pictures {
public:
    explicit ForwardedPictures(ui::Pictures& real) : real_(real) {}

    ui::Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        return real_.text(utf8, style, box);
    }
    ui::Picture private_text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override {
        return real_.private_text(utf8, style, box);
    }
    void forget_private_texts() override { real_.forget_private_texts(); }
    ui::Picture icon(std::string_view name, float size_px, text::Colour colour) override {
        return real_.icon(name, size_px, colour);
    }
    ui::Picture qr(std::string_view text, int module_px, text::Colour dark, text::Colour light) override {
        return real_.qr(text, module_px, dark, light);
    }
    ui::Picture shadow(float spread_px, float radius_px) override { return real_.shadow(spread_px, radius_px); }
    ui::Picture rounded(float radius_px, float line_px) override { return real_.rounded(radius_px, line_px); }
    ui::Picture arc(float diameter_px, float stroke_px, float part, int dashes) override {
        return real_.arc(diameter_px, stroke_px, part, dashes);
    }
    text::TextEngine& engine() override { return real_.engine(); }

private:
    ui::Pictures& real_;
};

}  // namespace hearthside::support
