// Any text -> an image: one engine (Pango and Cairo) for every script, emoji and size, used by the
// screen and later by print. Knows no window and no renderer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;  // straight, not premultiplied
    friend bool operator==(const Colour&, const Colour&) = default;
};

// Pixels in rows from the top, 4 bytes each (red, green, blue, alpha), alpha straight because
// SDL's software renderer knows no premultiplied blending.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;  // width * height * 4
};

enum class TextAlign { start, centre, end };

struct TextStyle {
    std::string family = "Inter";  // a family of the tokens; script fallbacks are added inside
    float size_px = 30;            // em size
    int weight = 500;              // 100 to 900
    float line = 1.3f;             // line height, times the size; grown for Nastaliq
    Colour colour;
    TextAlign align = TextAlign::start;
    bool tabular = false;          // figures of one width, for clocks and counts
    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

struct TextBox {
    float width_px = -1;     // wraps at this width (words, then graphemes); -1: one line as long as it is
    int lines_at_most = 0;   // more than 0: the last line ends with an ellipsis; 0: as many as needed
};

struct TextSize {
    float width = 0, height = 0;
    int lines = 0;
    bool cut = false;         // an ellipsis was needed
    bool right_to_left = false;  // the base direction of the first paragraph
};

struct CaretPlace { float x = 0, top = 0, height = 0; };

// A piece of one line.
struct TextPiece { float x = 0, top = 0, width = 0, height = 0; };

// One engine a thread; not thread-safe. The first text costs about 25 ms: call warm_up() at start.
class TextEngine {
public:
    TextEngine();
    ~TextEngine();
    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;

    void warm_up();
    TextSize measure(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // The image is as large as measure() says, rounded up; in a box with a width it is that wide,
    // with the text aligned in it.
    Image draw(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // Where the caret stands before the byte `index`; and the byte index of the grapheme boundary
    // nearest to a point. Both in pixels from the text's top left.
    CaretPlace caret_at(std::string_view utf8, const TextStyle& style, const TextBox& box, std::size_t index);
    std::size_t index_at(std::string_view utf8, const TextStyle& style, const TextBox& box, float x, float y);
    // Where the bytes from `begin` to `end` stand, from the text's top left and as high as their lines: a piece for each
    // line they take, and more where a line reads in both directions.
    std::vector<TextPiece> pieces_of(std::string_view utf8, const TextStyle& style, const TextBox& box, std::size_t begin,
                                     std::size_t end);
    // Drops what is remembered of all texts, and overwrites the words that it was remembered by. The
    // next texts are laid out anew.
    void forget();
    // Glyphs that no installed font has; 0 is what we want.
    int unknown_glyphs(std::string_view utf8, const TextStyle& style);

private:
    friend class PrintedPages;
    struct Inside;
    Inside* inside_;
};

// An SVG file of assets/icons -> an image of the given size, all strokes in one colour (icons use
// `currentColor`). An empty Image when there is no such icon.
Image draw_icon(std::string_view name, int size_px, Colour colour);

}  // namespace hearthside
