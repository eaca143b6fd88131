// SPDX-License-Identifier: Apache-2.0
#include "core/text/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/text/laid_text.h"
#include "core/text/pixels.h"
#include "core/text/scripts.h"

namespace hearthside::text {
namespace {

// A note has at most 600 graphemes, but a grapheme can have any length. The web server accepts a body of 16
// KiB, and no longer text is ever laid out.
constexpr std::size_t bytes_at_most = 32 * 1024;
constexpr int image_side_at_most = 16384;
constexpr std::size_t layouts_kept = 96;
constexpr std::size_t sizes_kept = 4096;

constexpr const char* no_width = "\u200B";

// From the tokens: Nastaliq has 0.9 of the size, and its line height is 2.05 of that.
constexpr double nastaliq_size = 0.9;
constexpr double nastaliq_line = 2.05 * nastaliq_size;

// Inter's own values as parts of the size: its designed line height, and how far letters such as g reach
// below the baseline.
constexpr double inter_line = 1.21;
constexpr double inter_descent = 0.2412;
constexpr double descender = 0.22;

// How much a line height below the font's own cuts off at the bottom. The picture grows by this above and
// below, whatever its letters, so that texts side by side keep their heights and stay centred.
double overhang(const TextStyle& style) {
    const double room = inter_descent + (static_cast<double>(style.line) - inter_line) / 2;
    return std::max(descender - room, 0.0) * static_cast<double>(style.size_px);
}

double pixels(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }
int pango_units(double px) { return static_cast<int>(std::lround(px * PANGO_SCALE)); }

std::string valid_text(std::string_view utf8) {
    if (utf8.size() > bytes_at_most) {
        utf8 = utf8.substr(0, bytes_at_most);
        while (!utf8.empty() && (static_cast<unsigned char>(utf8.back()) & 0xC0) == 0x80) utf8.remove_suffix(1);
        if (!utf8.empty() && static_cast<unsigned char>(utf8.back()) >= 0xC0) utf8.remove_suffix(1);
    }
    if (g_utf8_validate(utf8.data(), static_cast<gssize>(utf8.size()), nullptr)) return std::string(utf8);
    const std::unique_ptr<char, void (*)(gpointer)> repaired(
        g_utf8_make_valid(utf8.data(), static_cast<gssize>(utf8.size())), g_free);
    return repaired.get();
}

// No language puts more marks on one letter, and no flag has more code points. Each takes as long to lay out
// as a letter.
constexpr std::size_t marks_drawn = 8;

std::string with_few_marks(const std::string& text, std::vector<LeftOut>& left_out) {
    std::string kept;
    std::size_t marks = 0;
    for (const char* at = text.c_str(); *at != '\0';) {
        const char* const next = g_utf8_next_char(at);
        const auto bytes = static_cast<std::size_t>(next - at);
        const gunichar letter = bytes == 1 ? 0 : g_utf8_get_char(at);
        marks = letter != 0 && (g_unichar_ismark(letter) || g_unichar_iszerowidth(letter)) ? marks + 1 : 0;
        if (marks <= marks_drawn) {
            kept.append(at, bytes);
        } else {
            const auto place = static_cast<std::size_t>(at - text.c_str());
            if (left_out.empty() || left_out.back().at + left_out.back().bytes != place) left_out.push_back({place, 0});
            left_out.back().bytes += bytes;
        }
        at = next;
    }
    return kept;
}

// The part of a text that could be seen in so many lines of so many letters, plus one more line.
std::string beginning_of(const std::string& text, int lines, double letters) {
    const auto most = static_cast<std::size_t>(std::clamp(letters, 1.0, 1e6)) * static_cast<std::size_t>(lines + 1);
    std::size_t seen = 0;
    const char* at = text.c_str();
    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        if (*at == '\n' && lines-- == 0) break;
        const gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_iszerowidth(letter) && !g_unichar_ismark(letter) && ++seen > most) break;
    }
    return text.substr(0, static_cast<std::size_t>(at - text.c_str()));
}

std::string key_of(std::string_view text, const TextStyle& style, const TextBox& box) {
    std::string key;
    key.reserve(text.size() + style.family.size() + 48);
    const auto add = [&key](const auto& value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
    add(style.size_px);
    add(style.weight);
    add(style.line);
    add(style.align);
    add(style.tabular);
    add(box.width_px);
    add(box.lines_at_most);
    key.append(style.family);
    key.push_back('\0');
    key.append(text);
    return key;
}

}  // namespace

TextEngine::Implementation::Implementation() {
    // All settings that affect the picture are made here, so that it is the same on every machine.
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context.get(), 96);
    pango_context_set_language(context.get(), pango_language_from_string("en-gb"));
    pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
}

const std::array<double, 10>& TextEngine::Implementation::gaps_of(const TextStyle& style) {
    const auto [place, is_new] = figure_gaps.try_emplace({style.family, style.weight});
    if (!is_new) return place->second;
    std::array<double, 10>& gaps = place->second;  // all zero while the figures are being measured
    std::array<double, 10> widths{};
    for (std::size_t figure = 0; figure < widths.size(); ++figure) {
        const LayoutPointer layout = lay_out(std::string(1, static_cast<char>('0' + figure)), style, {});
        int width = 0;
        pango_layout_get_size(layout.get(), &width, nullptr);
        widths[figure] = pixels(width) / layout_size;
    }
    const double widest = *std::max_element(widths.begin(), widths.end());
    for (std::size_t figure = 0; figure < gaps.size(); ++figure) gaps[figure] = widest - widths[figure];
    return gaps;
}

// The figures of the packaged Inter Display differ in width even with its tabular set, so each gets its
// missing width.
void TextEngine::Implementation::make_tabular(PangoAttrList* attributes, const std::string& text,
                                              const TextStyle& style) {
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1, kern=0"));
    const std::array<double, 10>& gaps = gaps_of(style);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] < '0' || text[at] > '9') continue;
        const int gap = pango_units(gaps[static_cast<std::size_t>(text[at] - '0')] * layout_size);
        if (gap == 0) continue;
        PangoAttribute* const spacing = pango_attr_letter_spacing_new(gap);
        spacing->start_index = static_cast<guint>(at);
        spacing->end_index = static_cast<guint>(at + 1);
        pango_attr_list_insert(attributes, spacing);
    }
}

LayoutPointer TextEngine::Implementation::lay_out(const std::string& text, const TextStyle& style, const TextBox& box) {
    LayoutPointer layout(pango_layout_new(context.get()));
    constexpr double size = layout_size;

    PangoFontDescription* const font = pango_font_description_new();
    const std::string families = style.family + ",Noto Sans";
    pango_font_description_set_family(font, families.c_str());
    pango_font_description_set_weight(font, static_cast<PangoWeight>(std::clamp(style.weight, 100, 1000)));
    pango_font_description_set_absolute_size(font, pango_units(size));
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);

    PangoAttrList* const attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_line_height_new_absolute(pango_units(size * std::clamp(style.line, 0.5f, 5.0f))));
    if (style.tabular) make_tabular(attributes, text, style);
    const ArabicScript arabic = arabic_script_in(text);
    const bool nastaliq = arabic.hand == ArabicHand::nastaliq;
    for (const ArabicRun& run : arabic.runs) {
        const auto over_run = [&](PangoAttribute* attribute) {
            attribute->start_index = static_cast<guint>(run.begin);
            attribute->end_index = static_cast<guint>(run.end);
            pango_attr_list_change(attributes, attribute);
        };
        over_run(pango_attr_family_new(nastaliq ? "Noto Nastaliq Urdu,Noto Sans" : "Noto Naskh Arabic,Noto Sans"));
        over_run(pango_attr_language_new(pango_language_from_string(nastaliq ? "ur" : "ar")));
        if (nastaliq) {
            over_run(pango_attr_size_new_absolute(pango_units(size * nastaliq_size)));
            over_run(pango_attr_line_height_new_absolute(
                pango_units(size * std::max(nastaliq_line, static_cast<double>(style.line)))));
        }
    }
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);

    pango_layout_set_auto_dir(layout.get(), TRUE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    const double width = std::min(static_cast<double>(box.width_px) / scale_of(style), 1e6);
    pango_layout_set_width(layout.get(), box.width_px >= 0 ? std::max(pango_units(width), 1) : -1);
    pango_layout_set_alignment(layout.get(), style.align == TextAlign::centre ? PANGO_ALIGN_CENTER
                                             : style.align == TextAlign::end  ? PANGO_ALIGN_RIGHT
                                                                              : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

// Pango can end a paragraph with an ellipsis after a number of lines, but not a text of several paragraphs.
// The last line is therefore shortened here, grapheme by grapheme, until the ellipsis fits.
std::string TextEngine::Implementation::cut_text(const std::string& text, const TextStyle& style, const TextBox& box,
                                                 PangoLayout* whole) {
    const PangoLayoutLine* const last = pango_layout_get_line_readonly(whole, box.lines_at_most - 1);
    const auto begin = static_cast<std::size_t>(last->start_index);
    auto end = begin + static_cast<std::size_t>(last->length);
    int count = 0;
    const PangoLogAttr* const marks = pango_layout_get_log_attrs_readonly(whole, &count);
    auto position = static_cast<int>(g_utf8_pointer_to_offset(text.c_str(), text.c_str() + end));

    const auto without_last_grapheme = [&] {
        while (end > begin) {
            end = static_cast<std::size_t>(g_utf8_prev_char(text.c_str() + end) - text.c_str());
            --position;
            if (position < 0 || position >= count || marks[position].is_cursor_position) break;
        }
    };
    for (;;) {
        while (end > begin && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(text.c_str() + end)))) {
            without_last_grapheme();
        }
        std::string candidate = text.substr(0, end) + "…";
        if (end <= begin) return candidate;
        const LayoutPointer layout = lay_out(candidate, style, box);
        if (pango_layout_get_line_count(layout.get()) <= box.lines_at_most) return candidate;
        without_last_grapheme();
    }
}

std::size_t Laid::in_layout(std::size_t index) const {
    std::size_t gone = 0;
    for (const LeftOut& part : left_out) {
        if (part.at >= index) break;
        gone += std::min(part.bytes, index - part.at);
    }
    return index - gone + before;
}

std::size_t Laid::in_text(std::size_t index) const {
    index = index > before ? index - before : 0;
    for (const LeftOut& part : left_out) {
        if (part.at > index) break;
        index += part.bytes;
    }
    return index;
}

// Looks the same as the whole text when only the first lines are seen, and takes no longer for a long text.
LayoutPointer TextEngine::Implementation::lay_out_to_see(const std::string& text, const TextStyle& style,
                                                         const TextBox& box) {
    if (box.lines_at_most <= 0) return lay_out(text, style, box);
    constexpr double narrowest = 0.1;  // as a part of the size
    const double letters =
        box.width_px < 0 ? 1e6 : static_cast<double>(box.width_px) / (narrowest * static_cast<double>(style.size_px));
    const std::string beginning = beginning_of(text, box.lines_at_most, letters + 1);
    if (beginning.size() < text.size()) {
        LayoutPointer layout = lay_out(beginning, style, box);
        if (pango_layout_get_line_count(layout.get()) > box.lines_at_most) return layout;
    }
    return lay_out(text, style, box);
}

Laid TextEngine::Implementation::make(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    Laid made;
    std::string text = valid_text(utf8);
    if (!every_mark) text = with_few_marks(text, made.left_out);
    if (style.tabular && !text.empty()) {
        // Pango removes letter spacing at the ends of a line, but these characters have no width to lose.
        text = no_width + text + no_width;
        made.before = std::string_view(no_width).size();
    }
    made.layout = lay_out_to_see(text, style, box);
    if (box.lines_at_most > 0 && pango_layout_get_line_count(made.layout.get()) > box.lines_at_most) {
        const std::string seen = pango_layout_get_text(made.layout.get());
        made.layout = lay_out(cut_text(seen, style, box, made.layout.get()), style, box);
        made.size.cut = true;
    }
    PangoRectangle ink, logical;
    pango_layout_get_extents(made.layout.get(), &ink, &logical);
    const double size = style.size_px;
    const auto px = [scale = scale_of(style)](int units) { return pixels(units) * scale; };
    double left = px(logical.x), right = left + px(logical.width);
    double top = px(logical.y), bottom = top + px(logical.height);
    top -= overhang(style);
    bottom += overhang(style);
    const double ink_top = px(ink.y), ink_bottom = ink_top + px(ink.height);
    if (ink.width > 0 && ink.height > 0) {
        // The height of a Latin text depends only on its lines. Other scripts get the room that their ink
        // needs, at most half a line more, because marks can be stacked without limit.
        if (!fits_latin_lines(text)) {
            top = std::min(top, std::max(ink_top, top - size / 2));
            bottom = std::max(bottom, std::min(ink_bottom, bottom + size / 2));
        }
        if (box.width_px < 0) {
            left = std::min(left, std::max(px(ink.x), left - size / 2));
            right = std::max(right, std::min(px(ink.x + ink.width), right + size / 2));
        }
    }
    made.left = box.width_px < 0 ? std::ceil(-left) : 0;
    made.top = std::ceil(-top);
    made.size.width = static_cast<float>(right - left);
    made.size.height = static_cast<float>(bottom - top);
    made.size.lines = pango_layout_get_line_count(made.layout.get());
    const PangoLayoutLine* const first = pango_layout_get_line_readonly(made.layout.get(), 0);
    made.size.right_to_left = first != nullptr && pango_layout_line_get_resolved_direction(
                                                      const_cast<PangoLayoutLine*>(first)) == PANGO_DIRECTION_RTL;
    return made;
}

const Laid& TextEngine::Implementation::find(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    std::string key = key_of(utf8, style, box);
    if (const auto known = by_key.find(key); known != by_key.end()) {
        laid.splice(laid.begin(), laid, known->second);
        return known->second->second;
    }
    laid.emplace_front(std::move(key), make(utf8, style, box));
    by_key.emplace(laid.front().first, laid.begin());
    if (sizes.size() >= sizes_kept) sizes.clear();
    sizes.insert_or_assign(laid.front().first, laid.front().second.size);
    if (laid.size() > layouts_kept) {
        by_key.erase(laid.back().first);
        laid.pop_back();
    }
    return laid.front().second;
}

TextEngine::TextEngine() : implementation_(new Implementation) {}
TextEngine::~TextEngine() { delete implementation_; }

void TextEngine::forget() {
    implementation_->by_key.clear();
    for (auto& [key, laid] : implementation_->laid) explicit_bzero(key.data(), key.size());
    implementation_->laid.clear();
    while (!implementation_->sizes.empty()) {
        auto size = implementation_->sizes.extract(implementation_->sizes.begin());
        explicit_bzero(size.key().data(), size.key().size());
    }
}

void TextEngine::warm_up() {
    TextStyle style;
    for (const char* const family : {"Inter", "Inter Display"}) {
        for (const int weight : {450, 550, 600, 650}) {
            style.family = family;
            style.weight = weight;
            draw("Aa 0", style, {});
        }
    }
}

TextSize TextEngine::measure(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    const auto known = implementation_->sizes.find(key_of(utf8, style, box));
    return known != implementation_->sizes.end() ? known->second : implementation_->find(utf8, style, box).size;
}

Image TextEngine::draw(std::string_view utf8, const TextStyle& style, const TextBox& box) {
    const Laid& laid = implementation_->find(utf8, style, box);
    const double wanted_width = box.width_px >= 0 ? box.width_px : laid.size.width;
    const int width = std::clamp(static_cast<int>(std::ceil(wanted_width)), 0, image_side_at_most);
    const int height = std::clamp(static_cast<int>(std::ceil(laid.size.height)), 0, image_side_at_most);
    if (width == 0 || height == 0) return {};
    Drawing drawing(width, height);
    const Colour& colour = style.colour;
    cairo_set_source_rgba(drawing.cairo(), colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                          colour.alpha / 255.0);
    const double scale = scale_of(style);
    cairo_translate(drawing.cairo(), laid.left, laid.top);
    cairo_scale(drawing.cairo(), scale, scale);
    const std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> lines(pango_layout_get_iter(laid.layout.get()),
                                                                             pango_layout_iter_free);
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
        // Every line stands on a whole pixel. Elsewhere Cairo 1.18 would blur the foot of each letter.
        const double baseline = std::floor(pixels(pango_layout_iter_get_baseline(lines.get())) * scale + 0.5);
        cairo_move_to(drawing.cairo(), pixels(extents.x), baseline / scale);
        pango_cairo_show_layout_line(drawing.cairo(), pango_layout_iter_get_line_readonly(lines.get()));
    } while (pango_layout_iter_next_line(lines.get()));
    return drawing.image();
}

CaretPlace TextEngine::caret_at(std::string_view utf8, const TextStyle& style, const TextBox& box, std::size_t index) {
    const Laid& laid = implementation_->find(utf8, style, box);
    const std::string_view text(pango_layout_get_text(laid.layout.get()));
    PangoRectangle strong;
    pango_layout_get_cursor_pos(laid.layout.get(), static_cast<int>(std::min(laid.in_layout(index), text.size())),
                                &strong, nullptr);
    const double scale = scale_of(style);
    return {static_cast<float>(pixels(strong.x) * scale + laid.left),
            static_cast<float>(pixels(strong.y) * scale + laid.top), static_cast<float>(pixels(strong.height) * scale)};
}

std::size_t TextEngine::index_at(std::string_view utf8, const TextStyle& style, const TextBox& box, float x, float y) {
    const Laid& laid = implementation_->find(utf8, style, box);
    int index = 0, trailing = 0;
    const double scale = scale_of(style);
    const auto units = [scale](double px) { return pango_units(std::clamp(px / scale, -1e6, 1e6)); };
    pango_layout_xy_to_index(laid.layout.get(), units(x - laid.left), units(y - laid.top), &index, &trailing);
    const char* const text = pango_layout_get_text(laid.layout.get());
    // `trailing` counts the characters of the grapheme when the point is in its second half.
    const char* const place = g_utf8_offset_to_pointer(text + index, trailing);
    const auto byte = static_cast<std::size_t>(place - text);
    return std::min(laid.in_text(byte), utf8.size());
}

std::vector<TextPiece> TextEngine::pieces_of(std::string_view utf8, const TextStyle& style, const TextBox& box,
                                             std::size_t begin, std::size_t end) {
    const Laid& laid = implementation_->find(utf8, style, box);
    const double scale = scale_of(style);
    const auto px = [scale](int units) { return pixels(units) * scale; };
    std::vector<TextPiece> pieces;
    const std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> lines(pango_layout_get_iter(laid.layout.get()),
                                                                             pango_layout_iter_free);
    do {
        PangoLayoutLine* const line = pango_layout_iter_get_line_readonly(lines.get());
        const auto first = static_cast<std::size_t>(line->start_index);
        const std::size_t from = std::max(laid.in_layout(begin), first);
        const std::size_t to = std::min(laid.in_layout(end), first + static_cast<std::size_t>(line->length));
        if (from >= to) continue;
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines.get(), nullptr, &extents);
        int* ranges = nullptr;
        int count = 0;
        pango_layout_line_get_x_ranges(line, static_cast<int>(from), static_cast<int>(to), &ranges, &count);
        const std::unique_ptr<int, void (*)(gpointer)> kept(ranges, g_free);
        for (int range = 0; range < count; ++range) {
            const int left = ranges[2 * range], right = ranges[2 * range + 1];
            if (right <= left) continue;
            pieces.push_back({static_cast<float>(px(left) + laid.left), static_cast<float>(px(extents.y) + laid.top),
                              static_cast<float>(px(right - left)), static_cast<float>(px(extents.height))});
        }
    } while (pango_layout_iter_next_line(lines.get()));
    return pieces;
}

int TextEngine::unknown_glyphs(std::string_view utf8, const TextStyle& style) {
    return pango_layout_get_unknown_glyphs_count(implementation_->find(utf8, style, {}).layout.get());
}

}  // namespace hearthside::text
