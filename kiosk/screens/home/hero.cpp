// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/hero.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/home/home.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::home {

namespace {

struct HeroTexts {
    text::TextStyle title, plain;
};

HeroTexts hero_texts(const ui::Ui& ui) {
    HeroTexts texts{ui.theme.text("title", ui.theme.colours.on_hearth),
                    ui.theme.text("note", ui.theme.colours.on_hearth_soft)};
    texts.title.size_px *= 1.06f;
    texts.plain.weight = 450;
    return texts;
}

constexpr int shown_minutes_at_most = 90;

// The ring empties over the last 45 minutes before the huddle.
void draw_countdown(ui::Ui& ui, ImVec2 centre, float diameter) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const float sizes[3] = {1.45f, 1.22f, 1.0f}, alphas[3] = {0.08f, 0.10f, 0.12f};
    for (int i = 0; i < 3; ++i) ui::glow(ui, centre, diameter * sizes[i], colours.hearth_glow, alphas[i]);
    const int minutes = ui.environment.minutes_to_next;
    if (minutes < 0) {
        ui::icon(ui, "flame", centre, diameter * 0.95f, colours.ember_fill);
        return;
    }
    ui::ring(ui, centre, diameter,
             {.part = static_cast<float>(std::min(minutes, 45)) / 45.0f,
              .arc = colours.ember_fill,
              .track = colours.on_hearth,
              .track_alpha = 0.26f,
              .stroke = 0.065f});
    const bool in_hours = minutes > shown_minutes_at_most;
    const int number = in_hours ? (minutes + 30) / 60 : minutes;
    text::TextStyle figure = theme.text("ring", colours.on_hearth);
    figure.size_px = diameter * 0.36f;
    text::TextStyle word = theme.text("label", colours.on_hearth);
    word.size_px = diameter * 0.135f;
    word.weight = 600;
    const auto amount = static_cast<std::size_t>(number);
    const std::string unit = in_hours ? ui.tr("hour", "hours", amount) : ui.tr("minute", "minutes", amount);
    const float inner = diameter * 0.8f;
    const float top = centre.y - (figure.size_px + word.size_px * 1.3f) / 2;
    if (minutes == 0) {
        ui::label(ui, {centre.x - inner / 2, centre.y - figure.size_px / 2, inner, figure.size_px}, ui.tr("now"),
                  figure, {.align = text::TextAlign::centre});
        return;
    }
    ui::label(ui, {centre.x - inner / 2, top, inner, figure.size_px}, std::to_string(number), figure,
              {.align = text::TextAlign::centre});
    ui::label(ui, {centre.x - inner / 2, top + figure.size_px, inner, word.size_px * 1.3f}, unit, word,
              {.align = text::TextAlign::centre});
}

// The chooser beside Start huddle: the kind of huddle that it starts. A tap opens the list.
void draw_chooser(ui::Ui& ui, const ui::Rect& rect, HomeView& view, const huddle::Layout& layout) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::Touch finger = ui::touch(ui, "choose-layout", rect);
    const float radius = theme.component("button_primary").radius;
    const text::Colour ground = ui::mix(colours.hearth, colours.hearth_glow, 0.10f);
    ui::fill(ui, rect, finger.pressed ? ui::darker(ground, 0.2f) : ground, radius);
    ui::outline(ui, rect, ui::mix(colours.hearth, colours.on_hearth_soft, 0.62f), radius, theme.line.control);
    const float pad = std::min(theme.component("button").pad_x, rect.w * 0.1f);
    const float size = theme.text("button").size_px * 0.9f;
    const ui::Rect words{rect.x + pad, rect.y, rect.w - 2 * pad - size - theme.space.xs, rect.h};
    text::TextStyle name = theme.text("button", colours.on_hearth);
    name.size_px *= 0.94f;
    const text::TextStyle small = theme.text("small", colours.on_hearth_soft);
    const float first = ui::line_height(small), second = ui::line_height(name);
    const float top = rect.y + (rect.h - first - second) / 2;
    const std::string words_in_it = ui.tr(layout.name);
    const std::string lead = ui.tr("Kind of huddle");
    if (ui::text_width(ui, words_in_it, name) * 0.8f <= words.w && ui::text_width(ui, lead, small) <= words.w) {
        ui::label(ui, {words.x, top, words.w, first}, lead, small);
        ui::label(ui, {words.x, top + first, words.w, second}, words_in_it, name);
    } else {
        ui::label(ui, words, words_in_it, name, {.lines = 3});
    }
    ui::icon(ui, "chevron_down", {rect.right() - pad - size / 2, rect.y + rect.h / 2}, size, colours.on_hearth_soft);
    if (finger.tapped) view.choosing = HomeView::Choosing::layout;
}

float chooser_width(ui::Ui& ui) {
    float widest = 0;
    text::TextStyle name = ui.theme.text("button");
    name.size_px *= 0.94f;
    for (const huddle::Layout& layout : ui.environment.layouts)
        widest = std::max(widest, ui::text_width(ui, ui.tr(layout.name), name));
    return widest + 2 * ui.theme.component("button").pad_x + name.size_px + ui.theme.space.s;
}

}  // namespace

const huddle::Layout* layout_to_start(const ui::Ui& ui, const HomeView& view) {
    const auto& layouts = ui.environment.layouts;
    for (const std::string* wanted : {&view.chosen_layout, &ui.environment.layout_id}) {
        const auto found =
            std::find_if(layouts.begin(), layouts.end(), [&](const huddle::Layout& it) { return it.id == *wanted; });
        if (found != layouts.end()) return &*found;
    }
    return layouts.empty() ? nullptr : &layouts.front();
}

float hero_least_height(ui::Ui& ui, bool stacked) {
    const HeroTexts texts = hero_texts(ui);
    const float words = ui::line_height(texts.title) * (stacked ? 2 : 1) + ui::line_height(texts.plain);
    return words + ui::button_height(ui, ui::ButtonKind::main) + 2 * ui.theme.space.l + ui.theme.space.m;
}

void draw_hero(ui::Ui& ui, const ui::Rect& rect, HomeView& view, bool stacked) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    ui::shadow(ui, rect, theme.radius.panel);
    ui::vertical_gradient(ui, rect, colours.hearth_2, colours.hearth, theme.radius.panel);
    const HeroTexts texts = hero_texts(ui);
    const huddle::Layout* layout = layout_to_start(ui, view);
    const bool timed = !ui.environment.next_time.empty();

    const float pad_x = std::min(theme.px(0.0444), rect.w * 0.05f);
    const float main_height = ui::button_height(ui, ui::ButtonKind::main);
    const float title_height = ui::line_height(texts.title), plain_height = ui::line_height(texts.plain);
    const float upper = stacked ? rect.h - main_height - theme.space.xl : rect.h;
    const float diameter = std::min(
        {theme.component("ring_home").diameter * (stacked ? 1.0f : std::clamp(rect.h / theme.px(0.29), 0.7f, 1.15f)),
         upper / 1.45f - theme.space.xs, rect.w * 0.24f});
    const ImVec2 centre{rect.right() - pad_x * 0.4f - diameter * 0.725f, rect.y + upper / 2};
    draw_countdown(ui, centre, diameter);
    const float words_end = centre.x - diameter * 0.725f - theme.space.s;
    const ui::Rect words{rect.x + pad_x, rect.y, words_end - rect.x - pad_x, rect.h};

    const std::string title = timed ? ui::next_huddle_text(ui) : ui.tr("Ready when you are");
    const std::string plain =
        layout ? fmt::format(fmt::runtime(ui.tr("{layout}, about {time}")), fmt::arg("layout", ui.tr(layout->name)),
                             fmt::arg("time", ui::minutes_in_words(ui, huddle::planned_total(*layout))))
               : ui.tr("There is no layout to start from.");
    const ui::Rect buttons = [&] {
        if (stacked)
            return ui::Rect{rect.x + pad_x, rect.bottom() - theme.space.xl - main_height, rect.w - 2 * pad_x,
                            main_height};
        const float block = title_height + plain_height + theme.space.m + main_height;
        return ui::Rect{words.x, rect.y + (rect.h + block) / 2 - main_height, words.w, main_height};
    }();
    if (stacked) {
        const int lines = timed && ui::text_width(ui, title, texts.title) > words.w ? 2 : 1;
        const float all = title_height * static_cast<float>(lines) + plain_height;
        const float y = rect.y + (buttons.y - rect.y - all) / 2 + theme.space.xs;
        if (lines == 2) {
            ui::label(ui, {words.x, y, words.w, title_height}, ui.tr("Next huddle"), texts.title);
            ui::label(ui, {words.x, y + title_height, words.w, title_height}, ui::next_huddle_time_text(ui),
                      texts.title);
        } else {
            ui::label(ui, {words.x, y, words.w, title_height}, title, texts.title);
        }
        ui::label(ui, {words.x, y + title_height * static_cast<float>(lines), words.w, plain_height}, plain,
                  texts.plain);
    } else {
        const float y = buttons.y - theme.space.m - plain_height - title_height;
        ui::label(ui, {words.x, y, words.w, title_height}, title, texts.title);
        ui::label(ui, {words.x, y + title_height, words.w, plain_height}, plain, texts.plain);
    }
    if (!layout) return;

    const ui::ButtonLook start{.kind = ui::ButtonKind::main, .icon = "play", .ember = true};
    const std::string start_text = ui.tr("Start huddle");
    const bool choice = ui.environment.layouts.size() > 1;
    const float gap = std::max(theme.space.m, theme.touch.gap);
    float start_width =
        ui::button_width(ui, start_text, start) + (theme.shape == ui::ScreenShape::compact ? 0 : theme.space.l);
    float chooser = choice ? std::min(chooser_width(ui), buttons.w * 0.5f) : 0;
    if (stacked) start_width = buttons.w - (choice ? gap + chooser : 0);
    if (choice && start_width + gap + chooser > buttons.w) {
        start_width = std::min(start_width, buttons.w * 0.56f);
        chooser = buttons.w - gap - start_width;
    }
    // While a start is being sent, a second tap does nothing.
    if (ui::button(ui, "start-huddle", {buttons.x, buttons.y, std::floor(start_width), buttons.h}, start_text, start) &&
        view.starting == 0) {
        view.refused.clear();
        view.starting = ui.intend(huddle::StartHuddle{*layout});
    }
    if (choice)
        draw_chooser(ui, {buttons.x + std::floor(start_width) + gap, buttons.y, std::floor(chooser), buttons.h}, view,
                     *layout);
}

void draw_layout_list(ui::Ui& ui, HomeView& view) {
    const huddle::Layout* current = layout_to_start(ui, view);
    std::vector<frame::ListChoice> choices;
    for (const huddle::Layout& layout : ui.environment.layouts) {
        choices.push_back({"layout-" + layout.id, ui.tr(layout.name),
                           ui::span_text(ui, huddle::planned_total(layout)) +
                               (layout.for_whom.empty() ? "" : " · " + ui.tr(layout.for_whom)),
                           current && current->id == layout.id});
    }
    const frame::ListAnswer answer = frame::draw_choice_list(ui, ui.tr("Which kind of huddle?"), choices);
    if (answer.chosen >= 0) view.chosen_layout = ui.environment.layouts[static_cast<std::size_t>(answer.chosen)].id;
    if (answer.chosen >= 0 || answer.closed) view.choosing = HomeView::Choosing::nothing;
}

}  // namespace hearthside::screens::home
