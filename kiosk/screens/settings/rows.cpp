// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::settings {

namespace {

float row_gap(const ui::Ui& ui) { return std::max(ui.theme.space.s, ui.theme.touch.gap_row); }
float tall(const ui::Ui& ui) { return std::max({ui::chip_height(ui), ui.theme.touch.floor}); }

text::TextStyle title_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text("body");
    style.weight = 600;
    return style;
}
text::TextStyle caption_style(const ui::Ui& ui) { return ui.theme.text("small", ui.theme.colours.ink_soft); }

// The room a row needs at a width, and the arrangement of its parts.
struct RowPlace {
    bool beside = false;
    float height = 0, words = 0, control = 0, control_width = 0, title_height = 0;
};

RowPlace place_row(ui::Ui& ui, const SettingsRow& row, float width) {
    const float pad = ui.theme.space.l, gap = ui.theme.space.l;
    const float inner = width - 2 * pad;
    RowPlace place;
    const float title = ui::text_width(ui, row.title, title_style(ui));
    const float words_least = std::max(std::min(title, inner * 0.42f), row.caption.empty() ? 0 : inner * 0.3f);
    const bool has_control = static_cast<bool>(row.control.draw);
    place.beside = has_control && row.control.width + gap + words_least <= inner;
    const float words_width = place.beside ? inner - gap - row.control.width : inner;
    place.title_height = row.title.empty() ? 0 : ui::text_height(ui, row.title, title_style(ui), words_width, 2);
    place.words = place.title_height;
    if (!row.caption.empty()) place.words += ui::text_height(ui, row.caption, caption_style(ui), words_width, 3) + 1;
    place.control_width = place.beside ? row.control.width : inner;
    place.control = has_control ? row.control.height(place.control_width) : 0;
    const float between = place.words > 0 && place.control > 0 ? ui.theme.space.s : 0;
    place.height = 2 * ui.theme.space.m +
                   (place.beside ? std::max(place.words, place.control) : place.words + between + place.control);
    place.height = std::ceil(place.height);
    return place;
}

void draw_row(ui::Ui& ui, const ui::Rect& rect, const SettingsRow& row, const RowPlace& place) {
    const float pad = ui.theme.space.l;
    const ui::Rect inner{rect.x + pad, rect.y + ui.theme.space.m, rect.w - 2 * pad, rect.h - 2 * ui.theme.space.m};
    const float words_width = place.beside ? inner.w - place.control_width - ui.theme.space.l : inner.w;
    float y = place.beside ? inner.y + (inner.h - place.words) / 2 : inner.y;
    ui::label(ui, {inner.x, y, words_width, place.title_height}, row.title, title_style(ui),
              {.vertical = ui::VerticalAlign::top, .lines = 2});
    y += place.title_height;
    ui::label(ui, {inner.x, y, words_width, place.words - place.title_height}, row.caption, caption_style(ui),
              {.vertical = ui::VerticalAlign::top, .lines = 3});
    if (!row.control.draw) return;
    const float x = place.beside ? inner.right() - place.control_width : inner.x;
    const float top = place.beside ? inner.y + (inner.h - place.control) / 2 : inner.bottom() - place.control;
    row.control.draw({x, std::round(top), place.control_width, place.control});
}

float pager_height(const ui::Ui& ui) { return ui::button_height(ui, ui::ButtonKind::quiet) + ui.theme.space.m; }

// The buttons for the other pages, at the foot of `room`.
void draw_pager(ui::Ui& ui, const ui::Rect& room, int& page, int pages) {
    const float height = ui::button_height(ui, ui::ButtonKind::quiet);
    const float width = std::max(height * 1.6f, ui.theme.touch.floor);
    const float middle = room.x + room.w / 2, words = ui.theme.px(0.16);
    const float y = room.bottom() - height;
    const std::string where = fmt::format(fmt::runtime(ui.tr("{} of {}")), page + 1, pages);
    ui::label(ui, {middle - words / 2, y, words, height}, where, ui.theme.text("label", ui.theme.colours.ink_soft),
              {.align = text::TextAlign::centre});
    int wanted = page;
    if (ui::button(ui, "page-back", {middle - words / 2 - width, y, width, height}, "",
                   {.kind = ui::ButtonKind::quiet,
                    .icon = "chevron_back",
                    .enabled = page > 0,
                    .second = ui::SecondTap::counts}))
        --wanted;
    if (ui::button(ui, "page-on", {middle + words / 2, y, width, height}, "",
                   {.kind = ui::ButtonKind::quiet,
                    .icon = "chevron",
                    .enabled = page + 1 < pages,
                    .second = ui::SecondTap::counts}))
        ++wanted;
    page = std::clamp(wanted, 0, pages - 1);
}

// Lines of chips within a width.
std::vector<ui::Rect> flow(ui::Ui& ui, const std::vector<SettingsChip>& chips, float width) {
    const float gap = row_gap(ui), height = tall(ui);
    std::vector<ui::Rect> places;
    float x = 0, y = 0;
    for (const SettingsChip& one : chips) {
        // As wide as when it is on, so that a tap moves nothing.
        const float wide = std::min(width, std::max(ui::chip_width(ui, one.text, {.on = true}), ui.theme.touch.floor));
        if (x > 0 && x + wide > width + 0.5f) {
            x = 0;
            y += height + gap;
        }
        places.push_back({x, y, wide, height});
        x += wide + gap;
    }
    return places;
}

}  // namespace

SettingsControl chips_control(ui::Ui& ui, std::vector<SettingsChip> chips, std::function<void(std::size_t)> tapped) {
    constexpr float endless = 1e6f;
    const auto all = std::make_shared<const std::vector<SettingsChip>>(std::move(chips));
    const std::vector<ui::Rect> line = flow(ui, *all, endless);
    return {.width = line.empty() ? 0 : std::ceil(line.back().right()),
            .height = [&ui, all](float width) { return all->empty() ? 0 : flow(ui, *all, width).back().bottom(); },
            .draw =
                [&ui, all, tapped](const ui::Rect& rect) {
                    const std::vector<ui::Rect> places = flow(ui, *all, rect.w);
                    for (std::size_t i = 0; i < all->size(); ++i) {
                        const SettingsChip& one = (*all)[i];
                        const ui::Rect place{rect.x + places[i].x, rect.y + places[i].y, places[i].w, places[i].h};
                        if (ui::chip(ui, one.name, place, one.text, {.on = one.on, .enabled = one.enabled})) tapped(i);
                    }
                }};
}

SettingsControl on_off_control(ui::Ui& ui, std::string name, bool& on) {
    return chips_control(ui, {{name + "-off", ui.tr("Off"), !on}, {name + "-on", ui.tr("On"), on}},
                         [&on](std::size_t which) { on = which == 1; });
}

SettingsControl stepper_control(ui::Ui& ui, std::string name, std::string value, bool less, bool more,
                                std::function<void(int)> step) {
    const float height = std::max(ui::button_height(ui, ui::ButtonKind::quiet), ui.theme.touch.floor);
    const text::TextStyle style = title_style(ui);
    const float words = std::max(ui::text_width(ui, value, style), ui.theme.px(0.115)) + 2 * ui.theme.space.m;
    const float side = std::round(height * 1.15f);
    return {.width = std::ceil(2 * side + words),
            .height = [height](float) { return height; },
            .draw =
                [&ui, name, value, less, more, step, height, side, words, style](const ui::Rect& rect) {
                    const ui::Rect minus{rect.x, rect.y, side, height};
                    const ui::Rect plus{rect.x + side + std::min(words, rect.w - 2 * side), rect.y, side, height};
                    if (ui::button(ui, name + "-less", minus, "",
                                   {.kind = ui::ButtonKind::quiet,
                                    .icon = "minus",
                                    .enabled = less,
                                    .second = ui::SecondTap::counts}))
                        step(-1);
                    ui::label(ui, {minus.right(), rect.y, plus.x - minus.right(), height}, value, style,
                              {.align = text::TextAlign::centre});
                    if (ui::button(ui, name + "-more", plus, "",
                                   {.kind = ui::ButtonKind::quiet,
                                    .icon = "plus",
                                    .enabled = more,
                                    .second = ui::SecondTap::counts}))
                        step(1);
                }};
}

SettingsControl button_control(ui::Ui& ui, std::string name, std::string text, ui::ButtonLook look,
                               std::function<void()> tapped) {
    if (look.kind == ui::ButtonKind::ordinary) look.kind = ui::ButtonKind::quiet;
    const float height = ui::button_height(ui, look.kind);
    return {.width = std::ceil(std::max(ui::button_width(ui, text, look), ui.theme.touch.floor)),
            .height = [height](float) { return height; },
            .draw =
                [&ui, name, text, look, tapped](const ui::Rect& rect) {
                    const float width =
                        std::min(rect.w, std::max(ui::button_width(ui, text, look), ui.theme.touch.floor));
                    if (ui::button(ui, name, {rect.x, rect.y, width, rect.h}, text, look)) tapped();
                }};
}

SettingsControl words_control(ui::Ui& ui, std::string text, std::string icon_name) {
    const text::TextStyle style = ui.theme.text("body");
    const float lead = icon_name.empty() ? 0 : style.size_px * 1.7f;
    return {.width = std::ceil(ui::text_width(ui, text, style) + lead + 1),
            .height = [&ui, text, style,
                       lead](float width) { return ui::text_height(ui, text, style, width - lead, 3) + 1; },
            .draw =
                [&ui, text, style, lead, icon_name](const ui::Rect& rect) {
                    if (lead > 0)
                        ui::icon(ui, icon_name, {rect.x + style.size_px * 0.6f, rect.y + rect.h / 2},
                                 style.size_px * 1.2f, style.colour);
                    ui::label(ui, {rect.x + lead, rect.y, rect.w - lead, rect.h}, text, style, {.lines = 3});
                }};
}

SettingsControl column_control(ui::Ui& ui, std::vector<SettingsControl> controls) {
    const float gap = row_gap(ui);
    float width = 0;
    for (const SettingsControl& one : controls) width = std::max(width, one.width);
    const auto all = std::make_shared<const std::vector<SettingsControl>>(std::move(controls));
    return {.width = width,
            .height =
                [all, gap](float given) {
                    float height = -gap;
                    for (const SettingsControl& one : *all) height += one.height(given) + gap;
                    return std::max(0.0f, height);
                },
            .draw =
                [all, gap](const ui::Rect& rect) {
                    float y = rect.y;
                    for (const SettingsControl& one : *all) {
                        const float height = one.height(rect.w);
                        one.draw({rect.x, y, rect.w, height});
                        y += height + gap;
                    }
                }};
}

void draw_settings_rows(ui::Ui& ui, const ui::Rect& room, const std::vector<SettingsRow>& rows, int& page) {
    std::vector<RowPlace> places;
    float all = 0;
    for (const SettingsRow& row : rows) {
        places.push_back(place_row(ui, row, room.w));
        all += places.back().height;
    }
    std::vector<std::size_t> starts{0};
    const bool one_page = all <= room.h;
    const float most = one_page ? room.h : room.h - pager_height(ui);
    float used = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (used > 0 && used + places[i].height > most + 0.5f) {
            starts.push_back(i);
            used = 0;
        }
        used += places[i].height;
    }
    const int pages = static_cast<int>(starts.size());
    page = std::clamp(page, 0, pages - 1);
    const std::size_t from = starts[static_cast<std::size_t>(page)];
    const std::size_t until = page + 1 < pages ? starts[static_cast<std::size_t>(page) + 1] : rows.size();
    float height = 0;
    for (std::size_t i = from; i < until; ++i) height += places[i].height;
    ui::card(ui, {room.x, room.y, room.w, height});
    float y = room.y;
    for (std::size_t i = from; i < until; ++i) {
        if (i > from) {
            ui::fill(ui, {room.x + ui.theme.space.l, y, room.w - 2 * ui.theme.space.l, ui.theme.line.hair},
                     ui.theme.colours.line, 0);
        }
        draw_row(ui, {room.x, y, room.w, places[i].height}, rows[i], places[i]);
        y += places[i].height;
    }
    if (pages > 1) draw_pager(ui, room, page, pages);
}

namespace {

bool draw_choice(ui::Ui& ui, const ui::Rect& rect, const SettingsChoice& choice) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::Touch finger = ui::touch(ui, choice.name, rect);
    if (!choice.on) ui::shadow(ui, rect, theme.radius.card);
    const text::Colour ground = choice.on ? colours.primary : colours.paper;
    const text::Colour ink = choice.on ? colours.on_primary : colours.ink;
    ui::fill(ui, rect, finger.pressed ? ui::darker(ground) : ground, theme.radius.card);
    const float pad = std::min(theme.space.l, rect.w * 0.06f);
    const bool large = !choice.caption.empty() && !choice.icon.empty();
    text::TextStyle name = theme.text(large ? "note" : "label", ink);
    name.weight = 600;
    const text::TextStyle small = theme.text("small", choice.on ? colours.on_primary : colours.ink_soft);
    const float size = choice.icon.empty() ? 0 : std::min(theme.px(0.0519), rect.h * 0.34f);
    // The icon is above when the card is about as tall as wide, otherwise beside.
    const bool above = large && rect.h > rect.w * 0.62f;
    const float second = choice.caption.empty() ? 0 : ui::line_height(small) * 2;
    const float first = ui::line_height(name);
    if (above) {
        const float block = size + theme.space.s + first + second;
        float y = rect.y + (rect.h - block) / 2;
        ui::disc(ui, {rect.x + pad + size * 0.7f, y + size / 2}, size * 1.3f,
                 theme.round(huddle::RoundCategory::lessons).tint, choice.icon,
                 theme.round(huddle::RoundCategory::lessons).ink, 0.52f);
        y += size * 1.15f + theme.space.s;
        ui::label(ui, {rect.x + pad, y, rect.w - 2 * pad, first}, choice.text, name);
        ui::label(ui, {rect.x + pad, y + first, rect.w - 2 * pad, second}, choice.caption, small,
                  {.vertical = ui::VerticalAlign::top, .lines = 2});
        return finger.tapped;
    }
    const float lead = size > 0 ? size * 1.3f + pad : 0;
    if (size > 0)
        ui::disc(ui, {rect.x + pad + size * 0.65f, rect.y + rect.h / 2}, size * 1.3f,
                 theme.round(huddle::RoundCategory::lessons).tint, choice.icon,
                 theme.round(huddle::RoundCategory::lessons).ink, 0.52f);
    const float words = rect.w - 2 * pad - lead;
    const float caption = second > 0 ? std::min(second, ui::text_height(ui, choice.caption, small, words, 2) + 1) : 0;
    const float top = rect.y + (rect.h - first - caption) / 2;
    ui::label(ui, {rect.x + pad + lead, top, words, first}, choice.text, name);
    ui::label(ui, {rect.x + pad + lead, top + first, words, caption}, choice.caption, small,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
    return finger.tapped;
}

}  // namespace

int draw_settings_choices(ui::Ui& ui, const ui::Rect& room, const std::vector<SettingsChoice>& choices, int& page,
                          float width_least) {
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row);
    const bool large = !choices.empty() && !choices.front().caption.empty();
    const float height_least =
        std::max(ui.theme.touch.floor, large ? ui.theme.px(0.13) : ui::button_height(ui, ui::ButtonKind::quiet));
    const int columns = std::max(1, static_cast<int>((room.w + gap) / (width_least + gap)));
    const auto fitting = [&](float height) {
        return std::max(1, static_cast<int>((height + gap) / (height_least + gap)));
    };
    const int count = static_cast<int>(choices.size());
    int rows = fitting(room.h);
    const bool one_page = count <= columns * rows;
    if (!one_page) rows = fitting(room.h - pager_height(ui));
    const int each = columns * rows, pages = std::max(1, (count + each - 1) / each);
    page = std::clamp(page, 0, pages - 1);
    const int shown_rows = one_page ? (count + columns - 1) / columns : rows;
    const float area = one_page ? room.h : room.h - pager_height(ui);
    const float most = large ? ui.theme.px(0.36) : height_least * 1.15f;
    const float height = std::floor(std::min(
        most, (area - gap * static_cast<float>(shown_rows - 1)) / static_cast<float>(std::max(1, shown_rows))));
    const float width = std::floor((room.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    int tapped = -1;
    for (int i = page * each; i < std::min(count, (page + 1) * each); ++i) {
        const int place = i - page * each;
        const ui::Rect rect{room.x + static_cast<float>(place % columns) * (width + gap),
                            room.y + static_cast<float>(place / columns) * (height + gap), width, height};
        if (draw_choice(ui, rect, choices[static_cast<std::size_t>(i)])) tapped = i;
    }
    if (pages > 1) draw_pager(ui, room, page, pages);
    return tapped;
}

SettingsRow on_off_row(ui::Ui& ui, std::string name, std::string title, std::string caption, bool& on) {
    return {std::move(title), std::move(caption), on_off_control(ui, std::move(name), on)};
}

SettingsRow number_row(ui::Ui& ui, std::string name, std::string title, std::string value, int& number,
                       std::vector<int> steps) {
    const auto at = std::lower_bound(steps.begin(), steps.end(), number);
    const bool less = at != steps.begin(), more = at != steps.end() && std::next(at) != steps.end();
    return {std::move(title),
            {},
            stepper_control(ui, std::move(name), std::move(value), less, more, [&number, steps](int step) {
                auto next = std::lower_bound(steps.begin(), steps.end(), number);
                if (step < 0 && next != steps.begin()) number = *std::prev(next);
                if (step > 0 && next != steps.end() && std::next(next) != steps.end()) number = *std::next(next);
            })};
}

}  // namespace hearthside::screens::settings
