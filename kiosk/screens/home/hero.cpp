// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/hero.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/frame/hearth.h"
#include "kiosk/screens/home/home.h"
#include "kiosk/screens/home/loop.h"
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

// All relative to the flame's height: from its foot sideways, upwards, and the radius.
struct Ember {
    float x, up, radius;
};
constexpr std::array<Ember, 12> embers{{{-0.60f, 0.42f, 0.112f},
                                        {1.01f, 0.33f, 0.112f},
                                        {0.58f, 0.47f, 0.082f},
                                        {-1.01f, 0.32f, 0.082f},
                                        {1.36f, 0.22f, 0.090f},
                                        {-1.35f, 0.20f, 0.100f},
                                        {0.76f, 0.15f, 0.082f},
                                        {-0.78f, 0.14f, 0.090f},
                                        {1.22f, 0.55f, 0.082f},
                                        {-1.20f, 0.57f, 0.082f},
                                        {0.42f, 0.13f, 0.070f},
                                        {-0.42f, 0.12f, 0.070f}}};

// What the hearth needs of the hero, with its ring; all in px.
struct HearthSizes {
    float radius = 0, stroke = 0, flame = 0, centre_up = 0;
    std::array<float, 3> discs{};

    float widest() const { return discs.front(); }
};

HearthSizes hearth_sizes(const ui::Appearance& theme, float scale) {
    const auto& home = theme.hearth_home;
    HearthSizes sizes{home.radius * scale, home.stroke * scale, home.flame * scale, home.centre_up * scale, home.discs};
    for (float& disc : sizes.discs) disc *= scale;
    return sizes;
}

// The flame on its glow, with an ember for each action that was finished.
void draw_fire(ui::Ui& ui, ImVec2 foot, const HearthSizes& sizes, const huddle::Board& board) {
    const auto& theme = ui.theme;
    {
        const ui::Clipped above(ui,
                                {foot.x - sizes.widest(), foot.y - sizes.widest(), 2 * sizes.widest(), sizes.widest()});
        constexpr float alphas[] = {0.07f, 0.08f, 0.10f};
        for (std::size_t disc = 0; disc < sizes.discs.size(); ++disc)
            ui::glow(ui, foot, 2 * sizes.discs[disc], theme.colours.hearth_glow, alphas[disc]);
    }
    frame::draw_flame(ui, foot, sizes.flame, 0.13f, 0.16f);
    const int count =
        std::min({finished_this_quarter(ui, board), theme.hearth.embers_at_most, static_cast<int>(embers.size())});
    for (int i = 0; i < count; ++i) {
        const Ember& it = embers[static_cast<std::size_t>(i)];
        frame::draw_ember(ui, {foot.x + it.x * sizes.flame, foot.y - it.up * sizes.flame}, 2 * it.radius * sizes.flame);
    }
}

// The ring is open below, where the flame stands. It empties over the last 45 minutes before the huddle.
void draw_countdown(ui::Ui& ui, ImVec2 foot, const HearthSizes& sizes) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const int minutes = ui.environment.minutes_to_next;
    if (minutes < 0) return;
    const ImVec2 centre{foot.x, foot.y - sizes.centre_up};
    constexpr float from = -0.2667f, to = 1.2667f;  // of the upper half circle: 276 degrees
    const float part = static_cast<float>(std::min(minutes, 45)) / 45.0f;
    ui::half_arc(ui, centre, sizes.radius, from, to, sizes.stroke, ui::mix(colours.hearth, colours.on_hearth, 0.26f));
    if (part > 0)
        ui::half_arc(ui, centre, sizes.radius, from, from + part * (to - from), sizes.stroke, colours.ember_fill);
    const bool in_hours = minutes > shown_minutes_at_most;
    const int number = in_hours ? (minutes + 30) / 60 : minutes;
    text::TextStyle figure = theme.text("ring", colours.on_hearth);
    figure.size_px = std::min(figure.size_px, sizes.radius * 0.62f);
    text::TextStyle word = theme.text("note", colours.on_hearth);
    word.weight = 600;
    const auto amount = static_cast<std::size_t>(number);
    const float inner = sizes.radius * 1.62f, line = word.size_px * 1.3f;
    const float top = centre.y - sizes.radius * 0.1f - (figure.size_px + line) / 2;
    const bool now = minutes == 0;
    ui::label(ui, {centre.x - inner / 2, top, inner, figure.size_px}, now ? ui.tr("now") : std::to_string(number),
              figure, {.align = text::TextAlign::centre});
    if (now) return;
    ui::label(ui, {centre.x - inner / 2, top + figure.size_px, inner, line},
              in_hours ? ui.tr("hour", "hours", amount) : ui.tr("minute", "minutes", amount), word,
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

namespace {

const std::string start_words = text::translatable("Start huddle");
const ui::ButtonLook start_look{.kind = ui::ButtonKind::main, .icon = "play", .ember = true};

float buttons_gap(const ui::Ui& ui) { return std::max(ui.theme.space.m, ui.theme.touch.gap); }

// Of both buttons with all their words.
float buttons_width(ui::Ui& ui) {
    const float start = ui::button_width(ui, ui.tr(start_words), start_look);
    return ui.environment.layouts.size() > 1 ? start + buttons_gap(ui) + chooser_width(ui) : start;
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

void draw_hero(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, HomeView& view, bool stacked) {
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
    // Where the flame stands: on the lower edge, or above the buttons that take the whole width.
    const float floor = stacked ? rect.bottom() - main_height - 1.6f * theme.space.xl : rect.bottom();
    float scale = std::clamp((floor - rect.y) / theme.px(0.29), 0.62f, 1.15f);
    if (!stacked) {
        // The hearth is smaller before the words on the buttons are.
        const float needed = pad_x * 1.6f + theme.space.xs + buttons_width(ui);
        scale = std::clamp((rect.w - needed) / (2 * theme.hearth_home.discs[0]), 0.5f, scale);
    }
    const HearthSizes hearth = hearth_sizes(theme, scale);
    const ImVec2 foot{rect.right() - pad_x * 0.6f - hearth.widest(), floor};
    draw_fire(ui, foot, hearth, board);
    draw_countdown(ui, foot, hearth);
    const float words_end = foot.x - hearth.widest() - theme.space.xs;
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

    const ui::ButtonLook& start = start_look;
    const std::string start_text = ui.tr(start_words);
    const bool choice = ui.environment.layouts.size() > 1;
    const float gap = buttons_gap(ui);
    float chooser = choice ? std::min(chooser_width(ui), buttons.w * 0.6f) : 0;
    const float most = buttons.w - (choice ? gap + chooser : 0);
    float start_width = stacked ? most
                                : std::max(ui::button_width(ui, start_text, start),
                                           std::min(most, ui::button_width(ui, start_text, start) + theme.space.l));
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
