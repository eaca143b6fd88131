// SPDX-License-Identifier: Apache-2.0
#include "core/text/pages.h"
#include "core/text/icon.h"

#include <cairo-pdf.h>
#include <hb-ot.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <ostream>
#include <unordered_map>
#include <utility>

#include "core/text/carried.h"
#include "core/text/laid_text.h"

namespace hearthside::text {

namespace {

constexpr double pi = 3.14159265358979323846;
// Emoji pictures have 136 pixels for each em.
constexpr double emoji_pixels_an_em = 136;
constexpr double emoji_scale = emoji_pixels_an_em / layout_size;
constexpr std::size_t emoji_kept = 512;

// Replaces what says which program made a file, and when, by blanks of the same length, so that all offsets stay valid.
// False if nothing says so.
bool blank_trail(std::string& text) {
    bool found = false;
    for (const std::string_view key : {"/Producer (cairo", "/CreationDate (D:"}) {
        for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
            // The inner brackets of "(cairo 1.16.0 (https://...))" come in pairs.
            std::size_t end = text.find('(', at);
            int depth = 0;
            do {
                if (text[end] == '(') ++depth;
                if (text[end] == ')') --depth;
                ++end;
            } while (depth > 0 && end < text.size());
            text.replace(at, end - at, end - at, ' ');
            found = true;
        }
    }
    return found;
}

// What begins here and was compressed, and how long it was. Nothing if it is damaged.
std::optional<std::pair<std::string, std::size_t>> expanded(std::string_view packed) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 1 << 14> part;
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(part.data(), part.size() - stream.avail_out);
    }
    const auto length = static_cast<std::size_t>(stream.total_in);
    inflateEnd(&stream);
    return state == Z_STREAM_END ? std::optional(std::pair(std::move(text), length)) : std::nullopt;
}

std::string compressed(std::string_view text) {
    uLongf length = compressBound(static_cast<uLong>(text.size()));
    std::string packed(length, '\0');
    const int state = compress(reinterpret_cast<Bytef*>(packed.data()), &length,
                               reinterpret_cast<const Bytef*>(text.data()), static_cast<uLong>(text.size()));
    packed.resize(state == Z_OK ? length : 0);
    return packed;
}

// Cairo writes its name and the time into every file, and this cannot be switched off. Up to 1.16 they stand there as
// they are. Cairo 1.18 compresses them together with other objects:
//     << /Type /ObjStm /Length 10 0 R ... >> stream ... endstream endobj 10 0 obj 24 endobj
// The new stream is shorter. Blanks follow it, and its length is written over the old one. False if the file is unlike
// either: it would keep the promise (SAFETY 22) for no Cairo that we know.
bool remove_trail(std::string& file) {
    constexpr std::string_view begin_of_stream = "stream\n", end_of_stream = "\nendstream\nendobj\n", obj = " 0 obj\n";
    bool found = blank_trail(file);
    for (std::size_t at = file.find("/Type /ObjStm"); at != std::string::npos;
         at = file.find("/Type /ObjStm", at + 1)) {
        const std::size_t begin = file.find(begin_of_stream, at) + begin_of_stream.size();
        if (begin < at) return false;
        auto objects = expanded(std::string_view(file).substr(begin));
        if (!objects) return false;
        if (!blank_trail(objects->first)) continue;
        const std::size_t old_length = objects->second;
        const std::string packed = compressed(objects->first);
        const std::size_t number = file.find(obj, begin + old_length) + obj.size();
        const std::size_t number_end = file.find('\n', number);
        const std::string length = std::to_string(packed.size());
        if (packed.empty() || packed.size() > old_length || number_end == std::string::npos ||
            file.compare(begin + old_length, end_of_stream.size(), end_of_stream) != 0 ||
            std::string_view(file).substr(number, number_end - number).find(std::to_string(old_length)) ==
                std::string_view::npos)
            return false;
        file.replace(number, number_end - number, std::string(number_end - number - length.size(), ' ') + length);
        file.replace(begin, old_length + end_of_stream.size(),
                     packed + std::string(end_of_stream) + std::string(old_length - packed.size(), ' '));
        found = true;
    }
    return found;
}

// No exception may pass through Cairo, which is written in C: the program would end.
cairo_status_t take(void* file, const unsigned char* bytes, unsigned int count) noexcept {
    try {
        static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), count);
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

const char* name_of(PageTag tag) {
    switch (tag) {
        case PageTag::division:
            return "Sect";
        case PageTag::title:
            return "H1";
        case PageTag::heading:
            return "H2";
        case PageTag::subheading:
            return "H3";
        case PageTag::paragraph:
            return "P";
        case PageTag::list:
            return "L";
        case PageTag::item:
            return "LI";
    }
    return "P";
}

bool is_of_pictures(PangoFont* font) {
    hb_font_t* const known = pango_font_get_hb_font(font);
    return known && hb_ot_color_has_png(hb_font_get_face(known));
}

// The last in reading order.
PangoGlyphInfo& last_glyph(PangoGlyphItem* run) {
    const bool backwards = run->item->analysis.level % 2 == 1;
    return run->glyphs->glyphs[backwards ? 0 : run->glyphs->num_glyphs - 1];
}

// A part of a run that has width, with all its letters. A joiner or another character without an advance
// belongs to the piece before it, or at the beginning to the piece after it. It has the glyphs from `first`
// to before `last`; `left` is measured from the run's left.
struct Piece {
    int first = 0, last = 0;
    double left = 0, width = 0;
    std::string words;
    int begin = 0;  // of the words, in the whole text
};

// In reading order. None when nothing in the run has width.
std::vector<Piece> pieces_of(const PangoGlyphItem* run, const char* text) {
    constexpr double narrowest = 0.5;  // of 64
    std::vector<double> lefts{0};
    for (int index = 0; index < run->glyphs->num_glyphs; ++index)
        lefts.push_back(lefts.back() + pango_units_to_double(run->glyphs->glyphs[index].geometry.width));
    std::vector<Piece> pieces;
    bool waits = false;  // the last piece has no width yet
    PangoGlyphItemIter each;
    const auto whole = const_cast<PangoGlyphItem*>(run);
    for (gboolean more = pango_glyph_item_iter_init_start(&each, whole, text); more;
         more = pango_glyph_item_iter_next_cluster(&each)) {
        const std::string_view words(text + each.start_index,
                                     static_cast<std::size_t>(each.end_index - each.start_index));
        const int first = std::min(each.start_glyph, each.end_glyph + 1),
                  last = std::max(each.start_glyph + 1, each.end_glyph);
        const auto width_of = [&](int from, int to) {
            return lefts[static_cast<std::size_t>(to)] - lefts[static_cast<std::size_t>(from)];
        };
        const bool takes_room = width_of(first, last) > narrowest;
        if (pieces.empty() || (takes_room && !waits)) pieces.push_back({first, last, 0, 0, {}, each.start_index});
        Piece& piece = pieces.back();
        piece.first = std::min(piece.first, first);
        piece.last = std::max(piece.last, last);
        piece.left = lefts[static_cast<std::size_t>(piece.first)];
        piece.width = width_of(piece.first, piece.last);
        piece.words += words;
        waits = piece.width <= narrowest;
    }
    if (waits) pieces.pop_back();
    return pieces;
}

// The PDF reader poppler needs letters in another order than the one they are seen in. It takes the glyphs of
// a line from left to right, finds sections of one direction by their letters, reverses the sections from
// right to left, and puts the sections in the order of the page's main direction. Brackets, figures and stops
// would then be on the wrong side. Therefore a line with a right-to-left letter is painted without its text,
// and its letters are placed under it so that poppler reads them as they were written. Where a section does
// not end with a letter of its own direction, an invisible direction mark is added. The letters in the file
// are also in the written order, which other readers use.
struct Section {
    bool right_to_left = false;
    std::size_t begin = 0, end = 0;  // in letters, not bytes
};

std::vector<UChar32> letters_of(std::string_view text) {
    std::vector<UChar32> letters;
    const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t at = 0; at < length;) {
        UChar32 letter = 0;
        U8_NEXT_OR_FFFD(bytes, at, length, letter);
        letters.push_back(letter);
    }
    return letters;
}

bool is_right_to_left(UChar32 letter) {
    if (letter < 0x590) return false;
    const UCharDirection direction = u_charDirection(letter);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}
bool is_letter_from_left(UChar32 letter) {
    return (letter >= '0' && letter <= '9') || u_charDirection(letter) == U_LEFT_TO_RIGHT;
}

// Characters that join the section before them.
bool joins_its_section(UChar32 letter, bool right_to_left) {
    switch (u_charDirection(letter)) {
        case U_WHITE_SPACE_NEUTRAL:
        case U_DIR_NON_SPACING_MARK:
        case U_BOUNDARY_NEUTRAL:
            return true;
        case U_OTHER_NEUTRAL:  // poppler treats these as having no direction
            return right_to_left && (letter < 0x7F || (letter >= 0x2010 && letter <= 0x2027));
        default:
            return false;
    }
}

std::vector<Section> sections_of(const std::vector<UChar32>& letters) {
    std::vector<Section> sections;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const bool from_right = is_right_to_left(letters[at]);
        const bool joins =
            !sections.empty() && !from_right && joins_its_section(letters[at], sections.back().right_to_left);
        if (sections.empty() || (!joins && sections.back().right_to_left != from_right))
            sections.push_back({from_right, at, at});
        sections.back().end = at + 1;
    }
    return sections;
}

// Whether showing the line in the plain way would lose its order or a zero-width character.
bool needs_its_letters_laid(const std::vector<UChar32>& letters) {
    return std::any_of(letters.begin(), letters.end(), [](UChar32 letter) {
        return letter >= 0xAD &&
               (is_right_to_left(letter) || u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
    });
}

// poppler takes left to right as a page's main direction when the page has at least as many letters from left
// to right as from right to left.
struct Balance {
    int letters = 0;
    // The marks that would be added on left-to-right lines that end with another character. Only a
    // right-to-left page needs them.
    int marks_at_odds = 0;

    bool needs_marks() const { return letters < 0; }
    bool is_left_to_right() const { return letters + (needs_marks() ? marks_at_odds : 0) >= 0; }
    void add(const std::vector<UChar32>& line);
};

bool ends_at_odds(const std::vector<UChar32>& letters) {
    return !letters.empty() && !(is_letter_from_left(letters.front()) && is_letter_from_left(letters.back()));
}

void Balance::add(const std::vector<UChar32>& line) {
    int balance = 0;
    bool from_right = false;
    for (const UChar32 letter : line) {
        if (is_right_to_left(letter))
            --balance, from_right = true;
        else if (letter > 0xFFFF || u_charDirection(letter) == U_LEFT_TO_RIGHT)
            ++balance;
    }
    int marks = 0;
    for (const Section& section : sections_of(line)) {
        for (const UChar32 edge : {line[section.begin], line[section.end - 1]}) {
            if (section.right_to_left && !is_right_to_left(edge)) --marks;
            if (!section.right_to_left && !is_letter_from_left(edge)) ++marks;
        }
    }
    letters += balance + (from_right ? marks : 0);
    // A line with such a zero-width character counts too.
    if (!from_right && (ends_at_odds(line) || needs_its_letters_laid(line))) marks_at_odds += marks;
}

std::string to_utf8(UChar32 letter) {
    char bytes[U8_MAX_LENGTH];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letter);
    return {bytes, static_cast<std::size_t>(length)};
}

struct Released {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
using Picture = std::unique_ptr<cairo_surface_t, Released>;

}  // namespace

struct PrintedPages::Implementation {
    Format format;
    TextEngine engine;
    std::ostream& out;
    std::string file;  // all of it, until nothing in it says who made it
    bool trail_stays = false;
    cairo_surface_t* surface;
    cairo_t* cairo;
    std::vector<const char*> open_tags;
    int number = 1;
    std::unordered_map<std::string, Picture> emoji;
    // Everything on the present page, drawn once all of it is known.
    std::vector<std::function<void()>> drawing;
    Balance balance;

    Implementation(const Format& format_, std::ostream& out_)
        : format(format_),
          out(out_),
          surface(cairo_pdf_surface_create_for_stream(take, &file, format_.width * format_.scale,
                                                      format_.height * format_.scale)),
          cairo(cairo_create(surface)) {
        engine.implementation_->every_mark = true;
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, carried(format.title).c_str());
        // Emoji pictures are drawn once for all papers; nothing else depends on a resolution.
        cairo_surface_set_fallback_resolution(surface, 300, 300);
        cairo_scale(cairo, format.scale, format.scale);
        cairo_tag_begin(cairo, "Document", nullptr);
    }
    ~Implementation() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    const Laid& find(std::string_view utf8, const TextStyle& style, const TextBox& box) {
        return engine.implementation_->find(carried(utf8), style, box);
    }
    double start_of(double x, double width) const { return format.mirrored ? format.width - x - width : x; }
    void colour(Colour colour) {
        cairo_set_source_rgba(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                              colour.alpha / 255.0);
    }

    void draw_page() {
        for (const auto& draw : drawing) draw();
        drawing.clear();
        balance = {};
    }
    void show(const PangoGlyphItem* run, const char* text, double x, double baseline);
    void show_line(PangoLayoutIter* at, const char* text, std::string_view line, double down);
    void paint(const PangoGlyphItem* run, const std::vector<Piece>& pieces, double x, double baseline);
    void lay_letters(std::vector<Piece> pieces, double baseline);
    void show_unseen(std::string_view words, double x, double baseline, double advance);
};

// Paints the shapes of a run without their letters. Cairo turns coloured glyphs into pictures too coarse for
// paper, so each is painted finely here.
void PrintedPages::Implementation::paint(const PangoGlyphItem* run, const std::vector<Piece>& pieces, double x,
                                         double baseline) {
    PangoFont* const font = run->item->analysis.font;
    if (!is_of_pictures(font)) {
        cairo_new_path(cairo);
        cairo_move_to(cairo, x, baseline);
        pango_cairo_glyph_string_path(cairo, font, run->glyphs);
        cairo_fill(cairo);
        return;
    }
    for (const Piece& piece : pieces) {
        const int count = piece.last - piece.first;
        PangoGlyphString* const glyphs = pango_glyph_string_new();
        pango_glyph_string_set_size(glyphs, count);
        for (int index = 0; index < count; ++index) glyphs->glyphs[index] = run->glyphs->glyphs[piece.first + index];
        PangoRectangle logical;
        pango_glyph_string_extents(glyphs, font, nullptr, &logical);
        const double height = pango_units_to_double(logical.height), above = -pango_units_to_double(logical.y);
        auto known = emoji.find(piece.words);
        if (known == emoji.end()) {
            if (emoji.size() >= emoji_kept) emoji.clear();
            Picture picture(cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                       static_cast<int>(std::ceil(piece.width * emoji_scale)) + 2,
                                                       static_cast<int>(std::ceil(height * emoji_scale)) + 2));
            cairo_t* const brush = cairo_create(picture.get());
            cairo_scale(brush, emoji_scale, emoji_scale);
            cairo_move_to(brush, 0, above);
            pango_cairo_show_glyph_string(brush, font, glyphs);
            cairo_destroy(brush);
            known = emoji.emplace(piece.words, std::move(picture)).first;
        }
        cairo_save(cairo);
        cairo_translate(cairo, x + piece.left, baseline - above);
        cairo_scale(cairo, 1 / emoji_scale, 1 / emoji_scale);
        cairo_set_source_surface(cairo, known->second.get(), 0, 0);
        cairo_paint(cairo);
        cairo_restore(cairo);
        pango_glyph_string_free(glyphs);
    }
}

// Places letters under a painted line. The `left` of each piece is measured from the text's left.
void PrintedPages::Implementation::lay_letters(std::vector<Piece> pieces, double baseline) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& one, const Piece& other) { return one.begin < other.begin; });
    std::vector<UChar32> letters;
    std::vector<double> widths;
    double start = 0, width = 0;
    for (const Piece& piece : pieces) {
        const std::vector<UChar32> own = letters_of(piece.words);
        letters.insert(letters.end(), own.begin(), own.end());
        widths.insert(widths.end(), own.size(), piece.width / static_cast<double>(own.size()));
        start = width == 0 ? piece.left : std::min(start, piece.left);
        width += piece.width;
    }
    if (!balance.needs_marks() && std::none_of(letters.begin(), letters.end(), is_right_to_left)) {
        for (const Piece& piece : pieces) show_unseen(piece.words, piece.left, baseline, piece.width);
        return;
    }
    const bool left_to_right = balance.is_left_to_right();
    double edge = left_to_right ? start : start + width;
    for (const Section& section : sections_of(letters)) {
        double wide = 0;
        for (std::size_t at = section.begin; at < section.end; ++at) wide += widths[at];
        if (!left_to_right) edge -= wide;
        double x = section.right_to_left ? edge + wide : edge;
        for (std::size_t at = section.begin; at < section.end; ++at) {
            std::string words = to_utf8(letters[at]);
            if (section.right_to_left) {
                // Letters of one glyph are read from left to right, so the letter that ends the section comes
                // first.
                if (at + 1 == section.end && !is_right_to_left(letters[at])) words.insert(0, "\u200F");
                if (at == section.begin && !is_right_to_left(letters[at])) words += "\u200F";
                x -= widths[at];
                show_unseen(words, x, baseline, widths[at]);
            } else {
                if (at == section.begin && !is_letter_from_left(letters[at])) words.insert(0, "\u200E");
                if (at + 1 == section.end && !is_letter_from_left(letters[at])) words += "\u200E";
                show_unseen(words, x, baseline, widths[at]);
                x += widths[at];
            }
        }
        if (left_to_right) edge += wide;
    }
}

// Draws one glyph that carries these words, too pale to be seen on a screen or on paper.
void PrintedPages::Implementation::show_unseen(std::string_view words, double x, double baseline, double advance) {
    constexpr double paleness = 1.5 / 255;
    TextStyle style;
    const Laid& stand_in = find("\u00AF", style, {});
    const PangoLayoutLine* const line = pango_layout_get_line_readonly(stand_in.layout.get(), 0);
    if (!line || !line->runs) return;
    const auto* const run = static_cast<const PangoGlyphItem*>(line->runs->data);
    auto* const font = reinterpret_cast<PangoCairoFont*>(run->item->analysis.font);
    cairo_scaled_font_t* const scaled = pango_cairo_font_get_scaled_font(font);
    if (!scaled || run->glyphs->num_glyphs != 1 || run->glyphs->glyphs[0].geometry.width <= 0) return;
    cairo_save(cairo);
    cairo_set_font_face(cairo, cairo_scaled_font_get_font_face(scaled));
    cairo_matrix_t matrix;
    cairo_scaled_font_get_font_matrix(scaled, &matrix);
    matrix.xx *= advance / pango_units_to_double(run->glyphs->glyphs[0].geometry.width);
    cairo_set_font_matrix(cairo, &matrix);
    cairo_set_source_rgba(cairo, 1, 1, 1, paleness);
    const cairo_glyph_t glyph{run->glyphs->glyphs[0].glyph, x, baseline};
    const cairo_text_cluster_t cluster{static_cast<int>(words.size()), 1};
    cairo_show_text_glyphs(cairo, words.data(), static_cast<int>(words.size()), &glyph, 1, &cluster, 1,
                           static_cast<cairo_text_cluster_flags_t>(0));
    cairo_restore(cairo);
}

// Draws a run whose letters are read in their visible order.
void PrintedPages::Implementation::show(const PangoGlyphItem* run, const char* text, double x, double baseline) {
    PangoFont* const font = run->item->analysis.font;
    PangoGlyphItem* const shown = pango_glyph_item_copy(const_cast<PangoGlyphItem*>(run));
    // Pango removes the space where it breaks a line, but the PDF needs it to separate words.
    PangoGlyphInfo& last = last_glyph(shown);
    hb_codepoint_t space = 0;
    if (last.glyph == PANGO_GLYPH_EMPTY && text[run->item->offset + run->item->length - 1] == ' ' &&
        hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &space)) {
        last.glyph = space;
    }
    cairo_move_to(cairo, x, baseline);
    pango_cairo_show_glyph_item(cairo, text, shown);
    pango_glyph_item_free(shown);
}

// Draws all runs from `at` to the end of its line. The iterator is then at the line's end.
void PrintedPages::Implementation::show_line(PangoLayoutIter* at, const char* text, std::string_view line,
                                             double down) {
    const double baseline = pango_units_to_double(pango_layout_iter_get_baseline(at)) + down;
    const std::vector<UChar32> letters = letters_of(line);
    const bool lays = needs_its_letters_laid(letters) || (balance.needs_marks() && ends_at_odds(letters));
    // Letters come first, because Cairo's tags fail with a picture before them.
    struct Painted {
        const PangoLayoutRun* run;
        std::vector<Piece> pieces;
        double x, baseline;
    };
    std::vector<Painted> painted;
    std::vector<Piece> laid;
    for (const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at); run;
         run = pango_layout_iter_next_run(at) ? pango_layout_iter_get_run_readonly(at) : nullptr) {
        PangoRectangle logical;
        pango_layout_iter_get_run_extents(at, nullptr, &logical);
        const double x = pango_units_to_double(logical.x);
        const double own = pango_units_to_double(pango_layout_iter_get_run_baseline(at)) + down;
        if (!lays && !is_of_pictures(run->item->analysis.font)) {
            show(run, text, x, own);
            continue;
        }
        painted.push_back({run, pieces_of(run, text), x, own});
        for (Piece piece : painted.back().pieces) {
            piece.left += x;
            if (lays)
                laid.push_back(std::move(piece));
            else
                show_unseen(piece.words, piece.left, own, piece.width);
        }
    }
    if (!laid.empty()) lay_letters(std::move(laid), baseline);
    for (const Painted& each : painted) paint(each.run, each.pieces, each.x, each.baseline);
}

PrintedPages::PrintedPages(const Format& format, std::ostream& out)
    : implementation_(std::make_unique<Implementation>(format, out)) {}
PrintedPages::~PrintedPages() = default;

double PrintedPages::width() const { return implementation_->format.width; }
double PrintedPages::height() const { return implementation_->format.height; }
bool PrintedPages::mirrored() const { return implementation_->format.mirrored; }
int PrintedPages::number() const { return implementation_->number; }

TextSize PrintedPages::measure(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    return implementation_->engine.measure(carried(utf8), style, box);
}

std::vector<double> PrintedPages::line_ends(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    const Laid& laid = implementation_->find(utf8, style, box);
    std::vector<double> ends;
    PangoLayoutIter* const line = pango_layout_get_iter(laid.layout.get());
    do {
        int top = 0, bottom = 0;
        pango_layout_iter_get_line_yrange(line, &top, &bottom);
        ends.push_back(pango_units_to_double(bottom) * scale_of(style) + laid.top);
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
    return ends;
}

void PrintedPages::text(double x, double y, std::string_view utf8, const TextStyle& style, const TextBox& box,
                        std::size_t first, std::size_t last) {
    Implementation& in = *implementation_;
    const Laid& found = in.find(utf8, style, box);
    // Keeps the layout, because the engine may forget it before the page is drawn.
    const std::shared_ptr<PangoLayout> layout(PANGO_LAYOUT(g_object_ref(found.layout.get())), Unref());
    const double width = box.width_px >= 0 ? static_cast<double>(box.width_px) : static_cast<double>(found.size.width);
    const double left = found.left, top = found.top;
    const auto line_of = [layout](int number) {
        const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout.get(), number);
        return std::string_view(pango_layout_get_text(layout.get()) + line->start_index,
                                static_cast<std::size_t>(line->length));
    };
    const auto lines = static_cast<std::size_t>(pango_layout_get_line_count(layout.get()));
    last = std::min(last, lines);
    for (std::size_t number = first; number < last; ++number)
        in.balance.add(letters_of(line_of(static_cast<int>(number))));

    in.drawing.push_back([=, &in] {
        cairo_save(in.cairo);
        in.colour(style.colour);
        cairo_translate(in.cairo, in.start_of(x, width) + left, y + top);
        cairo_scale(in.cairo, scale_of(style), scale_of(style));
        PangoLayoutIter* const at = pango_layout_get_iter(layout.get());
        double skipped = 0;
        for (std::size_t number = 0; number < last; ++number) {
            if (number >= first) {
                in.show_line(at, pango_layout_get_text(layout.get()), line_of(static_cast<int>(number)), -skipped);
            } else if (number + 1 == first) {
                int line_top = 0, line_bottom = 0;
                pango_layout_iter_get_line_yrange(at, &line_top, &line_bottom);
                skipped = pango_units_to_double(line_bottom);
            }
            if (number < first ? !pango_layout_iter_next_line(at) : !pango_layout_iter_next_run(at)) break;
        }
        pango_layout_iter_free(at);
        cairo_restore(in.cairo);
    });
}

void PrintedPages::fill(const Box& box, Colour colour, double radius) {
    Implementation& in = *implementation_;
    const double x = in.start_of(box.x, box.width), right = x + box.width, bottom = box.y + box.height;
    in.drawing.push_back([=, &in] {
        cairo_new_path(in.cairo);
        if (radius <= 0) {
            cairo_rectangle(in.cairo, x, box.y, box.width, box.height);
        } else {
            cairo_arc(in.cairo, right - radius, box.y + radius, radius, -pi / 2, 0);
            cairo_arc(in.cairo, right - radius, bottom - radius, radius, 0, pi / 2);
            cairo_arc(in.cairo, x + radius, bottom - radius, radius, pi / 2, pi);
            cairo_arc(in.cairo, x + radius, box.y + radius, radius, pi, pi * 3 / 2);
            cairo_close_path(in.cairo);
        }
        in.colour(colour);
        cairo_fill(in.cairo);
    });
}

void PrintedPages::disc(double x, double y, double radius, Colour colour) {
    Implementation& in = *implementation_;
    in.drawing.push_back([=, &in] {
        cairo_new_path(in.cairo);
        cairo_arc(in.cairo, in.start_of(x, 0), y, radius, 0, 2 * pi);
        in.colour(colour);
        cairo_fill(in.cairo);
    });
}

void PrintedPages::half_disc(double x, double y, double radius, Colour colour) {
    Implementation& in = *implementation_;
    in.drawing.push_back([=, &in] {
        cairo_new_path(in.cairo);
        cairo_arc(in.cairo, in.start_of(x, 0), y, radius, pi, 2 * pi);
        cairo_close_path(in.cairo);
        in.colour(colour);
        cairo_fill(in.cairo);
    });
}

void PrintedPages::icon(std::string_view name, double x, double y, double size, Colour colour) {
    Implementation& in = *implementation_;
    in.drawing.push_back([=, &in, own_name = std::string(name)] {
        cairo_save(in.cairo);
        cairo_translate(in.cairo, in.start_of(x, size), y);
        show_icon(in.cairo, own_name, size, colour);
        cairo_restore(in.cairo);
    });
}

void PrintedPages::begin(PageTag tag) {
    const char* const name = name_of(tag);
    implementation_->open_tags.push_back(name);
    implementation_->drawing.push_back([name, &in = *implementation_] { cairo_tag_begin(in.cairo, name, nullptr); });
}

void PrintedPages::end() {
    implementation_->drawing.push_back(
        [name = implementation_->open_tags.back(), &in = *implementation_] { cairo_tag_end(in.cairo, name); });
    implementation_->open_tags.pop_back();
}

int PrintedPages::bookmark(int parent, const std::string& title, double y, bool open) {
    Implementation& in = *implementation_;
    // Not std::to_string, which would write a comma in some languages.
    const auto tenths = std::lround(y * in.format.scale * 10);
    const std::string place = "page=" + std::to_string(in.number) + " pos=[0 " + std::to_string(tenths / 10) + "." +
                              std::to_string(tenths % 10) + "]";
    return cairo_pdf_surface_add_outline(in.surface, parent, carried(title).c_str(), place.c_str(),
                                         open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0));
}

void PrintedPages::next_page() {
    implementation_->draw_page();
    cairo_show_page(implementation_->cairo);
    ++implementation_->number;
}

bool PrintedPages::good() const {
    return cairo_status(implementation_->cairo) == CAIRO_STATUS_SUCCESS &&
           cairo_surface_status(implementation_->surface) == CAIRO_STATUS_SUCCESS;
}

std::string PrintedPages::trouble() const {
    cairo_status_t status = cairo_status(implementation_->cairo);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(implementation_->surface);
    if (status != CAIRO_STATUS_SUCCESS) return cairo_status_to_string(status);
    return implementation_->trail_stays ? "the file would say which program made it" : "";
}

bool PrintedPages::finish() {
    implementation_->draw_page();
    cairo_tag_end(implementation_->cairo, "Document");
    cairo_show_page(implementation_->cairo);
    cairo_surface_finish(implementation_->surface);
    if (!good()) return false;
    implementation_->trail_stays = !remove_trail(implementation_->file);
    if (implementation_->trail_stays) return false;
    implementation_->out.write(implementation_->file.data(),
                               static_cast<std::streamsize>(implementation_->file.size()));
    return implementation_->out.good();
}

}  // namespace hearthside::text
