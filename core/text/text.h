// SPDX-License-Identifier: Apache-2.0
// Draws any text into an image. One engine (Pango and Cairo) handles every script, emoji and size, for the
// screen and for print.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::text {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;  // straight, not premultiplied
    friend bool operator==(const Colour&, const Colour&) = default;
};

// Pixels in rows from the top, 4 bytes each (red, green, blue, alpha). Alpha is straight, because SDL's
// software renderer has no premultiplied blending.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;  // width * height * 4
};

enum class TextAlign { start, centre, end };

struct TextStyle {
    std::string family = "Inter";  // a family of the tokens; fonts for other scripts are added inside
    float size_px = 30;            // em size
    int weight = 500;              // 100 to 900
    float line = 1.3f;             // line height as a multiple of the size; larger for Nastaliq
    Colour colour;
    TextAlign align = TextAlign::start;
    bool tabular = false;  // figures of equal width, for clocks and counts
    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

struct TextBox {
    float width_px = -1;    // wraps at this width (at words, then graphemes); -1: one line of any length
    int lines_at_most = 0;  // above 0: the last line ends with an ellipsis; 0: no limit
};

struct TextSize {
    float width = 0, height = 0;
    int lines = 0;
    bool cut = false;            // an ellipsis was needed
    bool right_to_left = false;  // the base direction of the first paragraph
};

struct CaretPlace {
    float x = 0, top = 0, height = 0;
};

// A piece of one line.
struct TextPiece {
    float x = 0, top = 0, width = 0, height = 0;
};

// Not thread-safe: each thread has its own engine. The first text costs about 25 ms, so call warm_up() at the
// start.
class TextEngine {
public:
    TextEngine();
    ~TextEngine();
    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;

    void warm_up();
    TextSize measure(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // The image has the size that measure() returns, rounded up. In a box with a width it has that width, and
    // the text is aligned in it.
    Image draw(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // The position of the caret before the byte `index`, and the byte index of the grapheme boundary nearest
    // to a point. Both in pixels from the text's top left.
    CaretPlace caret_at(std::string_view utf8, const TextStyle& style, const TextBox& box, std::size_t index);
    std::size_t index_at(std::string_view utf8, const TextStyle& style, const TextBox& box, float x, float y);
    // The areas of the bytes from `begin` to `end`, in pixels from the text's top left and as high as their
    // lines. There is one area for each line, and more where a line has both directions.
    std::vector<TextPiece> pieces_of(std::string_view utf8, const TextStyle& style, const TextBox& box,
                                     std::size_t begin, std::size_t end);
    // Forgets all laid-out texts and overwrites their words. The next texts are laid out again.
    void forget();
    // The number of glyphs that no installed font has. It should be 0.
    int unknown_glyphs(std::string_view utf8, const TextStyle& style);

private:
    friend class PrintedPages;
    struct Implementation;
    Implementation* implementation_;
};

}  // namespace hearthside::text
