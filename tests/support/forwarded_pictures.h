// SPDX-License-Identifier: Apache-2.0
// Passes every request for a picture on to the real pictures. A test that listens overrides what it wants to hear.
#pragma once

#include "kiosk/ui/pictures.h"

namespace hearthside {

class ForwardedPictures : public Pictures {
public:
    explicit ForwardedPictures(Pictures& real) : real_(real) {}

    Picture text(std::string_view utf8, const TextStyle& style, const TextBox& box) override {
        return real_.text(utf8, style, box);
    }
    Picture private_text(std::string_view utf8, const TextStyle& style, const TextBox& box) override {
        return real_.private_text(utf8, style, box);
    }
    void forget_private_texts() override { real_.forget_private_texts(); }
    Picture icon(std::string_view name, float size_px, Colour colour) override {
        return real_.icon(name, size_px, colour);
    }
    Picture qr(std::string_view text, int module_px, Colour dark, Colour light) override {
        return real_.qr(text, module_px, dark, light);
    }
    Picture shadow(float spread_px, float radius_px) override { return real_.shadow(spread_px, radius_px); }
    Picture rounded(float radius_px, float line_px) override { return real_.rounded(radius_px, line_px); }
    Picture arc(float diameter_px, float stroke_px, float part, int dashes) override {
        return real_.arc(diameter_px, stroke_px, part, dashes);
    }
    TextEngine& engine() override { return real_.engine(); }

private:
    Pictures& real_;
};

}  // namespace hearthside
