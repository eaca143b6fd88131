// The hearth on the home screen, with Start huddle, and the list of layouts to choose from.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/home_parts.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside {

namespace {

struct HeroTexts {
    TextStyle title, plain;
};

HeroTexts hero_texts(const Ui& ui) {
    HeroTexts texts{ui.theme.text("title", ui.theme.colours.on_hearth),
                    ui.theme.text("note", ui.theme.colours.on_hearth_soft)};
    texts.title.size_px *= 1.06f;
    texts.plain.weight = 450;
    return texts;
}

constexpr int shown_minutes_at_most = 90;

// The ring empties over the last 45 minutes before the huddle.
void draw_countdown(Ui& ui, ImVec2 centre, float diameter) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float sizes[3] = {1.45f, 1.22f, 1.0f}, alphas[3] = {0.08f, 0.10f, 0.12f};
    for (int i = 0; i < 3; ++i)
        list->AddCircleFilled(centre, diameter * sizes[i] / 2, to_imgui(colours.hearth_glow, alphas[i]), 96);
    const int minutes = ui.around.minutes_to_next;
    if (minutes < 0) {
        icon(ui, "flame", centre, diameter * 0.95f, colours.ember_fill);
        return;
    }
    ring(ui, centre, diameter,
         {.part = static_cast<float>(std::min(minutes, 45)) / 45.0f,
          .arc = colours.ember_fill,
          .track = colours.on_hearth,
          .track_alpha = 0.26f,
          .stroke = 0.065f});
    const bool in_hours = minutes > shown_minutes_at_most;
    const int number = in_hours ? (minutes + 30) / 60 : minutes;
    TextStyle figure = theme.text("ring", colours.on_hearth);
    figure.size_px = diameter * 0.36f;
    TextStyle word = theme.text("label", colours.on_hearth);
    word.size_px = diameter * 0.135f;
    word.weight = 600;
    const std::string unit = ui.tr(in_hours ? "hours" : number == 1 ? "minute" : "minutes");
    const float inner = diameter * 0.8f;
    const float top = centre.y - (figure.size_px + word.size_px * 1.3f) / 2;
    if (minutes == 0) {
        label(ui, {centre.x - inner / 2, centre.y - figure.size_px / 2, inner, figure.size_px}, ui.tr("now"),
              figure, {.align = TextAlign::centre});
        return;
    }
    label(ui, {centre.x - inner / 2, top, inner, figure.size_px}, std::to_string(number), figure,
          {.align = TextAlign::centre});
    label(ui, {centre.x - inner / 2, top + figure.size_px, inner, word.size_px * 1.3f}, unit, word,
          {.align = TextAlign::centre});
}

// Beside Start huddle: what kind of huddle it starts. A tap opens the list.
void draw_chooser(Ui& ui, const Rect& rect, HomeView& view, const Layout& layout) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const Touch finger = touch(ui, "choose-layout", rect);
    const float radius = theme.component("button_primary").radius;
    const Colour ground = mix(colours.hearth, colours.hearth_glow, 0.10f);
    fill(ui, rect, finger.pressed ? darker(ground, 0.2f) : ground, radius);
    outline(ui, rect, mix(colours.hearth, colours.on_hearth_soft, 0.62f), radius, theme.line.control);
    const float pad = std::min(theme.component("button").pad_x, rect.w * 0.1f);
    const float size = theme.text("button").size_px * 0.9f;
    const Rect words{rect.x + pad, rect.y, rect.w - 2 * pad - size - theme.space.xs, rect.h};
    TextStyle name = theme.text("button", colours.on_hearth);
    name.size_px *= 0.94f;
    const TextStyle small = theme.text("small", colours.on_hearth_soft);
    const float first = line_height(small), second = line_height(name);
    const float top = rect.y + (rect.h - first - second) / 2;
    const std::string words_in_it = ui.tr(layout.name);
    if (text_width(ui, words_in_it, name) * 0.8f <= words.w) {
        label(ui, {words.x, top, words.w, first}, ui.tr("Kind of huddle"), small);
        label(ui, {words.x, top + first, words.w, second}, words_in_it, name);
    } else {
        label(ui, words, words_in_it, name, {.lines = 2});
    }
    icon(ui, "chevron_down", {rect.right() - pad - size / 2, rect.y + rect.h / 2}, size,
         colours.on_hearth_soft);
    if (finger.tapped) view.choosing = true;
}

float chooser_width(Ui& ui) {
    float widest = 0;
    TextStyle name = ui.theme.text("button");
    name.size_px *= 0.94f;
    for (const Layout& layout : ui.around.layouts)
        widest = std::max(widest, text_width(ui, ui.tr(layout.name), name));
    return widest + 2 * ui.theme.component("button").pad_x + name.size_px + ui.theme.space.s;
}

}  // namespace

float hero_least_height(Ui& ui, bool stacked) {
    const HeroTexts texts = hero_texts(ui);
    const float words = line_height(texts.title) * (stacked ? 2 : 1) + line_height(texts.plain);
    return words + button_height(ui, ButtonKind::main) + 2 * ui.theme.space.l + ui.theme.space.m;
}

void draw_hero(Ui& ui, const Rect& rect, HomeView& view, bool stacked) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    shadow(ui, rect, theme.radius.panel);
    vertical_gradient(ui, rect, colours.hearth_2, colours.hearth, theme.radius.panel);
    const HeroTexts texts = hero_texts(ui);
    const Layout* layout = layout_to_start(ui, view);
    const bool timed = !ui.around.next_time.empty();

    const float pad_x = std::min(theme.px(0.0444), rect.w * 0.05f);
    const float main_height = button_height(ui, ButtonKind::main);
    const float title_height = line_height(texts.title), plain_height = line_height(texts.plain);
    const float upper = stacked ? rect.h - main_height - theme.space.xl : rect.h;
    const float diameter = std::min({theme.component("ring_home").diameter *
                                         (stacked ? 1.0f : std::clamp(rect.h / theme.px(0.29), 0.7f, 1.15f)),
                                     upper / 1.45f - theme.space.xs, rect.w * 0.24f});
    const ImVec2 centre{rect.right() - pad_x * 0.4f - diameter * 0.725f, rect.y + upper / 2};
    draw_countdown(ui, centre, diameter);
    const float words_end = centre.x - diameter * 0.725f - theme.space.s;
    const Rect words{rect.x + pad_x, rect.y, words_end - rect.x - pad_x, rect.h};

    const std::string time = ui.around.next_time;
    std::string title = timed ? ui.tr("Next huddle at ") + time : ui.tr("Ready when you are");
    std::string plain =
        layout ? ui.tr(layout->name) + ", " + ui.tr("about ") + minutes_in_words(ui, planned_total(*layout))
               : ui.tr("There is no layout to start from.");
    const Rect buttons = [&] {
        if (stacked)
            return Rect{rect.x + pad_x, rect.bottom() - theme.space.xl - main_height, rect.w - 2 * pad_x,
                        main_height};
        const float block = title_height + plain_height + theme.space.m + main_height;
        return Rect{words.x, rect.y + (rect.h + block) / 2 - main_height, words.w, main_height};
    }();
    if (stacked) {
        const int lines = timed && text_width(ui, title, texts.title) > words.w ? 2 : 1;
        const float all = title_height * static_cast<float>(lines) + plain_height;
        const float y = rect.y + (buttons.y - rect.y - all) / 2 + theme.space.xs;
        if (lines == 2) {
            label(ui, {words.x, y, words.w, title_height}, ui.tr("Next huddle"), texts.title);
            label(ui, {words.x, y + title_height, words.w, title_height}, ui.tr("at ") + time, texts.title);
        } else {
            label(ui, {words.x, y, words.w, title_height}, title, texts.title);
        }
        label(ui, {words.x, y + title_height * static_cast<float>(lines), words.w, plain_height}, plain,
              texts.plain);
    } else {
        const float y = buttons.y - theme.space.m - plain_height - title_height;
        label(ui, {words.x, y, words.w, title_height}, title, texts.title);
        label(ui, {words.x, y + title_height, words.w, plain_height}, plain, texts.plain);
    }
    if (!layout) return;

    const ButtonLook start{.kind = ButtonKind::main, .icon = "play", .ember = true};
    const std::string start_text = ui.tr("Start huddle");
    const bool choice = ui.around.layouts.size() > 1;
    const float gap = std::max(theme.space.m, theme.touch.gap);
    float start_width =
        button_width(ui, start_text, start) + (theme.shape == ScreenShape::compact ? 0 : theme.space.l);
    float chooser = choice ? std::min(chooser_width(ui), buttons.w * 0.5f) : 0;
    if (stacked) start_width = buttons.w - (choice ? gap + chooser : 0);
    if (choice && start_width + gap + chooser > buttons.w) {
        start_width = std::min(start_width, buttons.w * 0.56f);
        chooser = buttons.w - gap - start_width;
    }
    // While a start is on its way, a second tap starts nothing.
    if (button(ui, "start-huddle", {buttons.x, buttons.y, std::floor(start_width), buttons.h}, start_text,
               start) &&
        view.starting == 0) {
        view.refused.clear();
        view.starting = ui.intend(StartHuddle{*layout});
    }
    if (choice)
        draw_chooser(ui,
                     {buttons.x + std::floor(start_width) + gap, buttons.y, std::floor(chooser), buttons.h},
                     view, *layout);
}

void draw_layout_list(Ui& ui, HomeView& view) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const Rect screen = screen_of(ui);
    const auto& layouts = ui.around.layouts;
    fill(ui, screen, colours.scrim, 0, theme.night ? 0.72f : 0.55f);

    const bool portrait = theme.shape == ScreenShape::portrait;
    const int columns = portrait || layouts.size() < 4 ? 1 : 2;
    const int rows = (static_cast<int>(layouts.size()) + columns - 1) / columns;
    const float gap = std::max(theme.space.s, theme.touch.gap_row);
    const float pad = theme.space.xl, head = button_height(ui, ButtonKind::quiet) + theme.space.m;
    const float width = std::min(screen.w - 2 * theme.margin.x, theme.px(portrait ? 0.9 : 1.25));
    const float most = screen.h - 2 * theme.margin.top - 2 * pad - head;
    const float text_lines =
        line_height(theme.text("button")) + line_height(theme.text("small")) + theme.space.s;
    const float row_height =
        std::floor(std::min(std::max(theme.touch.main, text_lines * 1.2f),
                            (most - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows)));
    const float height =
        2 * pad + head + static_cast<float>(rows) * row_height + gap * static_cast<float>(rows - 1);
    const Rect box{std::round((screen.w - width) / 2), std::round((screen.h - height) / 2), width, height};
    fill(ui, box, colours.paper, theme.radius.panel);

    const ButtonLook close{.kind = ButtonKind::quiet, .icon = "close"};
    const float close_width = button_width(ui, ui.tr("Close"), close),
                close_height = button_height(ui, ButtonKind::quiet);
    label(ui, {box.x + pad, box.y + pad, width - 2 * pad - close_width - gap, close_height},
          ui.tr("Which kind of huddle?"), theme.text("title"));
    if (button(ui, "close-layouts", {box.right() - pad - close_width, box.y + pad, close_width, close_height},
               ui.tr("Close"), close))
        view.choosing = false;

    const Layout* current = layout_to_start(ui, view);
    const float column_width =
        std::floor((width - 2 * pad - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        const Layout& layout = layouts[i];
        const int column = static_cast<int>(i) / rows, row = static_cast<int>(i) % rows;
        const Rect rect{box.x + pad + static_cast<float>(column) * (column_width + gap),
                        box.y + pad + head + static_cast<float>(row) * (row_height + gap), column_width,
                        row_height};
        const bool on = current && current->id == layout.id;
        const Touch finger = touch(ui, "layout-" + layout.id, rect);
        const Colour ground = on ? colours.primary : colours.paper;
        fill(ui, rect, finger.pressed ? darker(ground) : ground, theme.radius.button);
        if (!on) outline(ui, rect, colours.control_line, theme.radius.button, theme.line.control);
        const float lead = theme.space.l, tick = on ? theme.text("button").size_px + theme.space.s : 0;
        const TextStyle name = theme.text("button", on ? colours.on_primary : colours.ink);
        const TextStyle small = theme.text("small", on ? colours.on_primary : colours.ink_soft);
        const float first = line_height(name), second = line_height(small);
        const Rect words{rect.x + lead, rect.y + (rect.h - first - second) / 2, rect.w - 2 * lead - tick,
                         first};
        label(ui, words, ui.tr(layout.name), name);
        label(ui, {words.x, words.y + first, words.w, second},
              span_text(ui, planned_total(layout)) +
                  (layout.for_whom.empty() ? "" : " · " + ui.tr(layout.for_whom)),
              small);
        if (on)
            icon(ui, "check", {rect.right() - lead - tick / 2 + theme.space.xs, rect.y + rect.h / 2},
                 theme.text("button").size_px, colours.on_primary);
        if (finger.tapped) {
            view.chosen_layout = layout.id;
            view.choosing = false;
        }
    }
}

}  // namespace hearthside
