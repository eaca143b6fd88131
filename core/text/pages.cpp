#include "core/text/pages.h"

#include <cairo-pdf.h>
#include <hb-ot.h>

#include <cmath>
#include <ostream>
#include <unordered_map>

#include "core/text/carried.h"
#include "core/text/engine_inside.h"

namespace hearthside {

namespace {

constexpr double pi = 3.14159265358979323846;
// Pictures of emoji have 136 pixels for each em.
constexpr double emoji_pixels_an_em = 136;
constexpr double emoji_scale = emoji_pixels_an_em / layout_size;
constexpr std::size_t emoji_kept = 512;

// Cairo writes its name and the hour into every file, in this one place, and offers no way to leave that
// out: blanks of the same length take their place, so that all positions in the file stay true.
class Discreet {
public:
    explicit Discreet(std::ostream& out) : out_(out) {}

    bool write(const unsigned char* bytes, std::size_t count) {
        held_.append(reinterpret_cast<const char*>(bytes), count);
        for (const std::string_view key : {"/Producer (cairo", "/CreationDate (D:"}) {
            for (std::size_t at = held_.find(key); at != std::string::npos; at = held_.find(key, at + 1)) {
                // The inner brackets of "(cairo 1.16.0 (https://...))" are pairs.
                std::size_t end = held_.find('(', at);
                int depth = 0;
                do {
                    if (end == held_.size()) break;
                    if (held_[end] == '(') ++depth;
                    if (held_[end] == ')') --depth;
                    ++end;
                } while (depth > 0);
                if (depth == 0) held_.replace(at, end - at, end - at, ' ');
            }
        }
        // Enough is held back for what may be cut in two.
        if (held_.size() > 2 * tail) {
            out_.write(held_.data(), static_cast<std::streamsize>(held_.size() - tail));
            held_.erase(0, held_.size() - tail);
        }
        return out_.good();
    }
    bool finish() {
        out_.write(held_.data(), static_cast<std::streamsize>(held_.size()));
        held_.clear();
        return out_.good();
    }

private:
    static constexpr std::size_t tail = 512;
    std::ostream& out_;
    std::string held_;
};

// Nothing may be thrown through Cairo, which is C: the program would end.
cairo_status_t take(void* discreet, const unsigned char* bytes, unsigned int count) noexcept {
    try {
        return static_cast<Discreet*>(discreet)->write(bytes, count) ? CAIRO_STATUS_SUCCESS
                                                                     : CAIRO_STATUS_WRITE_ERROR;
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

bool is_nastaliq(PangoFont* font) {
    PangoFontDescription* const description = pango_font_describe(font);
    const char* const family = pango_font_description_get_family(description);
    const bool found = family && std::string_view(family).find("Nastaliq") != std::string_view::npos;
    pango_font_description_free(description);
    return found;
}

// In reading order.
PangoGlyphInfo& last_glyph(PangoGlyphItem* run) {
    const bool backwards = run->item->analysis.level % 2 == 1;
    return run->glyphs->glyphs[backwards ? 0 : run->glyphs->num_glyphs - 1];
}

// A part of a run that takes room, with all letters that stand for it: a joiner or another sign without an advance goes
// with what stands before it, or after it at the beginning. Of glyphs `first` to before `last`; `left` from the run's.
struct Piece {
    int first = 0, last = 0;
    double left = 0, width = 0;
    std::string words;
};

// In reading order. None when nothing in the run takes room.
std::vector<Piece> pieces_of(const PangoGlyphItem* run, const char* text) {
    constexpr double narrowest = 0.5;  // of 64
    std::vector<double> lefts{0};
    for (int index = 0; index < run->glyphs->num_glyphs; ++index)
        lefts.push_back(lefts.back() + pango_units_to_double(run->glyphs->glyphs[index].geometry.width));
    std::vector<Piece> pieces;
    bool waits = false;  // the last piece has no room yet
    PangoGlyphItemIter each;
    const auto whole = const_cast<PangoGlyphItem*>(run);
    for (gboolean more = pango_glyph_item_iter_init_start(&each, whole, text); more;
         more = pango_glyph_item_iter_next_cluster(&each)) {
        const std::string_view words(text + each.start_index, static_cast<std::size_t>(each.end_index - each.start_index));
        const int first = std::min(each.start_glyph, each.end_glyph + 1), last = std::max(each.start_glyph + 1, each.end_glyph);
        const auto width_of = [&](int from, int to) { return lefts[static_cast<std::size_t>(to)] - lefts[static_cast<std::size_t>(from)]; };
        const bool takes_room = width_of(first, last) > narrowest;
        if (pieces.empty() || (takes_room && !waits)) pieces.push_back({first, last, 0, 0, {}});
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

struct Released {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
using Picture = std::unique_ptr<cairo_surface_t, Released>;

}  // namespace

struct PrintedPages::Inside {
    Format format;
    TextEngine engine;
    Discreet stream;
    cairo_surface_t* surface;
    cairo_t* cairo;
    std::vector<const char*> open_tags;
    int number = 1;
    std::unordered_map<std::string, Picture> emoji;

    Inside(const Format& format_, std::ostream& out)
        : format(format_),
          stream(out),
          surface(cairo_pdf_surface_create_for_stream(take, &stream, format_.width * format_.scale,
                                                      format_.height * format_.scale)),
          cairo(cairo_create(surface)) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, carried(format.title).c_str());
        // Pictures are drawn once for all papers; nothing else depends on a resolution.
        cairo_surface_set_fallback_resolution(surface, 300, 300);
        cairo_scale(cairo, format.scale, format.scale);
        cairo_tag_begin(cairo, "Document", nullptr);
    }
    ~Inside() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    const Laid& find(std::string_view utf8, const TextStyle& style, const TextBox& box) {
        return engine.inside_->find(carried(utf8), style, box);
    }
    double start_of(double x, double width) const { return format.mirrored ? format.width - x - width : x; }
    void colour(Colour colour) {
        cairo_set_source_rgba(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                              colour.alpha / 255.0);
    }

    void show(const PangoGlyphItem* run, const char* text, double x, double baseline);
    void show_emoji(const PangoGlyphItem* run, const char* text, double x, double baseline);
    void show_nastaliq(const PangoGlyphItem* run, const char* text, double x, double baseline);
    void show_unseen(std::string_view words, double x, double baseline, double advance);
};

// Cairo makes pictures of coloured glyphs, too coarse for paper and without their text. So each is
// painted finely here, and its letters are laid under it.
void PrintedPages::Inside::show_emoji(const PangoGlyphItem* run, const char* text, double x,
                                      double baseline) {
    PangoFont* const font = run->item->analysis.font;
    for (const Piece& piece : pieces_of(run, text)) {
        const int count = piece.last - piece.first;
        PangoGlyphString* const glyphs = pango_glyph_string_new();
        pango_glyph_string_set_size(glyphs, count);
        for (int index = 0; index < count; ++index)
            glyphs->glyphs[index] = run->glyphs->glyphs[piece.first + index];
        PangoRectangle logical;
        pango_glyph_string_extents(glyphs, font, nullptr, &logical);
        const double height = pango_units_to_double(logical.height), above = -pango_units_to_double(logical.y);
        show_unseen(piece.words, x + piece.left, baseline, piece.width);
        auto known = emoji.find(piece.words);
        if (known == emoji.end()) {
            if (emoji.size() >= emoji_kept) emoji.clear();
            Picture picture(cairo_image_surface_create(
                CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(piece.width * emoji_scale)) + 2,
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

// The letters of a Nastaliq word climb; readers of a PDF take each for a line of its own, and search finds
// nothing. So the hand is painted, and its letters are laid under it on one line.
void PrintedPages::Inside::show_nastaliq(const PangoGlyphItem* run, const char* text, double x,
                                         double baseline) {
    cairo_new_path(cairo);
    cairo_move_to(cairo, x, baseline);
    pango_cairo_glyph_string_path(cairo, run->item->analysis.font, run->glyphs);
    cairo_fill(cairo);

    for (const Piece& piece : pieces_of(run, text)) show_unseen(piece.words, x + piece.left, baseline, piece.width);
}

// One glyph that stands for these words, so pale that no eye and no printer finds it.
void PrintedPages::Inside::show_unseen(std::string_view words, double x, double baseline, double advance) {
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

void PrintedPages::Inside::show(const PangoGlyphItem* run, const char* text, double x, double baseline) {
    PangoFont* const font = run->item->analysis.font;
    if (is_of_pictures(font)) return show_emoji(run, text, x, baseline);
    if (is_nastaliq(font)) return show_nastaliq(run, text, x, baseline);
    PangoGlyphItem* const shown = pango_glyph_item_copy(const_cast<PangoGlyphItem*>(run));
    // Pango takes the space away where it breaks a line; in the PDF it must keep words apart.
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

PrintedPages::PrintedPages(const Format& format, std::ostream& out)
    : inside_(std::make_unique<Inside>(format, out)) {}
PrintedPages::~PrintedPages() = default;

double PrintedPages::width() const { return inside_->format.width; }
double PrintedPages::height() const { return inside_->format.height; }
bool PrintedPages::mirrored() const { return inside_->format.mirrored; }
int PrintedPages::number() const { return inside_->number; }

TextSize PrintedPages::measure(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    return inside_->engine.measure(carried(utf8), style, box);
}

std::vector<double> PrintedPages::line_ends(std::string_view utf8, const TextStyle& style,
                                            const TextBox& box) {
    const Laid& laid = inside_->find(utf8, style, box);
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
    Inside& in = *inside_;
    // The layout may be pushed out of the engine's memory while its emoji are drawn.
    const Laid& found = in.find(utf8, style, box);
    const LayoutPointer layout(PANGO_LAYOUT(g_object_ref(found.layout.get())));
    const double width =
        box.width_px >= 0 ? static_cast<double>(box.width_px) : static_cast<double>(found.size.width);
    const double left = found.left, top = found.top;
    const char* const words = pango_layout_get_text(layout.get());

    cairo_save(in.cairo);
    in.colour(style.colour);
    cairo_translate(in.cairo, in.start_of(x, width) + left, y + top);
    cairo_scale(in.cairo, scale_of(style), scale_of(style));
    std::size_t number = 0;
    double skipped = 0;
    PangoLayoutIter* const at = pango_layout_get_iter(layout.get());
    do {
        const PangoLayoutRun* const run = pango_layout_iter_get_run_readonly(at);
        if (!run) {
            if (++number >= last) break;
            if (number == first) {
                int line_top = 0, line_bottom = 0;
                pango_layout_iter_get_line_yrange(at, &line_top, &line_bottom);
                skipped = pango_units_to_double(line_bottom);
            }
            continue;
        }
        if (number < first) continue;
        PangoRectangle logical;
        pango_layout_iter_get_run_extents(at, nullptr, &logical);
        in.show(run, words, pango_units_to_double(logical.x),
                pango_units_to_double(pango_layout_iter_get_run_baseline(at)) - skipped);
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
    cairo_restore(in.cairo);
}

void PrintedPages::fill(const Box& box, Colour colour, double radius) {
    Inside& in = *inside_;
    const double x = in.start_of(box.x, box.width), right = x + box.width, bottom = box.y + box.height;
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
}

void PrintedPages::disc(double x, double y, double radius, Colour colour) {
    Inside& in = *inside_;
    cairo_new_path(in.cairo);
    cairo_arc(in.cairo, in.start_of(x, 0), y, radius, 0, 2 * pi);
    in.colour(colour);
    cairo_fill(in.cairo);
}

void PrintedPages::half_disc(double x, double y, double radius, Colour colour) {
    Inside& in = *inside_;
    cairo_new_path(in.cairo);
    cairo_arc(in.cairo, in.start_of(x, 0), y, radius, pi, 2 * pi);
    cairo_close_path(in.cairo);
    in.colour(colour);
    cairo_fill(in.cairo);
}

void PrintedPages::icon(std::string_view name, double x, double y, double size, Colour colour) {
    Inside& in = *inside_;
    cairo_save(in.cairo);
    cairo_translate(in.cairo, in.start_of(x, size), y);
    show_icon(in.cairo, name, size, colour);
    cairo_restore(in.cairo);
}

void PrintedPages::begin(PageTag tag) {
    inside_->open_tags.push_back(name_of(tag));
    cairo_tag_begin(inside_->cairo, inside_->open_tags.back(), nullptr);
}

void PrintedPages::end() {
    cairo_tag_end(inside_->cairo, inside_->open_tags.back());
    inside_->open_tags.pop_back();
}

int PrintedPages::bookmark(int parent, const std::string& title, double y, bool open) {
    Inside& in = *inside_;
    // By hand: std::to_string would write the comma of another language.
    const auto tenths = std::lround(y * in.format.scale * 10);
    const std::string place = "page=" + std::to_string(in.number) + " pos=[0 " + std::to_string(tenths / 10) +
                              "." + std::to_string(tenths % 10) + "]";
    return cairo_pdf_surface_add_outline(in.surface, parent, carried(title).c_str(), place.c_str(),
                                         open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0));
}

void PrintedPages::next_page() {
    cairo_show_page(inside_->cairo);
    ++inside_->number;
}

bool PrintedPages::good() const {
    return cairo_status(inside_->cairo) == CAIRO_STATUS_SUCCESS &&
           cairo_surface_status(inside_->surface) == CAIRO_STATUS_SUCCESS;
}

std::string PrintedPages::trouble() const {
    cairo_status_t status = cairo_status(inside_->cairo);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(inside_->surface);
    return status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR ? "" : cairo_status_to_string(status);
}

bool PrintedPages::finish() {
    cairo_tag_end(inside_->cairo, "Document");
    cairo_show_page(inside_->cairo);
    cairo_surface_finish(inside_->surface);
    return good() && inside_->stream.finish();
}

}  // namespace hearthside
