// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/at_rest/idle.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::at_rest {

namespace {

// A lap around the middle takes this many minutes. Neighbouring places are close to each other.
constexpr int lap_minutes = 24;
constexpr float turn = 6.2831853f;

ImVec2 shift_of(const ui::Ui& ui) {
    const int minute = (ui.environment.hour * 60 + ui.environment.minute) % lap_minutes;
    const float angle = turn * static_cast<float>(minute) / lap_minutes;
    const float far = ui.theme.px(0.014);
    // Twice as fast vertically as horizontally, so that the lap also crosses the middle.
    return {std::round(far * 1.6f * std::cos(angle)), std::round(far * std::sin(2 * angle))};
}

struct Dimmed {
    text::Colour ground, clock, words, soft, light, dark, flame;
};

Dimmed dimmed(const ui::Appearance& night) {
    const auto& c = night.colours;
    const text::Colour ground = c.scrim;
    return {ground,
            ui::mix(c.ink, ground, 0.24f),
            ui::mix(c.ink, ground, 0.30f),
            ui::mix(c.ink_soft, ground, 0.32f),
            ui::mix(c.qr_light, ground, 0.38f),
            ui::mix(c.qr_dark, ground, 0.6f),
            ui::mix(c.ember_fill, ground, 0.36f)};
}

// The light square with its code. Draws nothing without an address. Returns its side.
void draw_code(ui::Ui& ui, ImVec2 centre, float side, const Dimmed& colours) {
    const int modules = static_cast<int>(ui.pictures.qr(ui.environment.url, 1, colours.dark, colours.light).width);
    if (modules <= 0) return;
    const int module = std::max(1, static_cast<int>(side) / (modules + 8));
    const ui::Picture code = ui.pictures.qr(ui.environment.url, module, colours.dark, colours.light);
    if (!code.texture) return;
    const float whole = code.width + 8.0f * static_cast<float>(module);
    ui::fill(ui, {std::round(centre.x - whole / 2), std::round(centre.y - whole / 2), whole, whole}, colours.light,
             ui.theme.radius.note);
    ui::draw_picture(ui, code, {std::round(centre.x - code.width / 2), std::round(centre.y - code.height / 2)});
}

struct Line {
    std::string text;
    text::TextStyle style;
    float before = 0;     // px of space above it
    bool hearth = false;  // the hearth is in front of it
};

float height_of(const std::vector<Line>& lines) {
    float height = 0;
    for (const Line& line : lines) height += line.before + ui::line_height(line.style);
    return height;
}

void draw_lines(ui::Ui& ui, float centre_x, float top, float room, const std::vector<Line>& lines, text::Colour flame) {
    float y = top;
    for (const Line& line : lines) {
        y += line.before;
        const float tall = ui::line_height(line.style);
        const float size = line.hearth ? line.style.size_px * 1.1f : 0;
        const float lead = size * 1.5f;
        const ui::Rect said = ui::label(ui, {centre_x - room / 2 + lead / 2, y, room - lead, tall}, line.text,
                                        line.style, {.align = text::TextAlign::centre, .shrink_to = 0.6f});
        if (size > 0) {
            // The hearth, as mark() draws it on the other screens.
            const ImVec2 place{said.x - lead + size / 2, y + tall / 2};
            ui::icon(ui, "arch", place, size, line.style.colour);
            ui::icon(ui, "flame", place, size, flame);
        }
        y += tall;
    }
}

std::vector<Line> clock_lines(const ui::Ui& ui, const Dimmed& colours) {
    const auto& theme = ui.theme;
    text::TextStyle clock = theme.text("ring_xl", colours.clock);
    clock.size_px = theme.px(theme.shape == ui::ScreenShape::compact ? 0.2 : 0.24);
    clock.weight = 550;
    text::TextStyle team = theme.text("title", colours.words);
    team.weight = 600;
    const text::TextStyle soft = theme.text("note", colours.soft);
    std::vector<Line> lines{{ui.environment.team, team, 0, true},
                            {ui::hour_text(ui.environment.hour, ui.environment.minute), clock, theme.space.m},
                            {ui::day_text(ui, ui.environment.today), soft, theme.space.m}};
    if (!ui.environment.next_time.empty()) lines.push_back({ui::next_huddle_text(ui), soft, theme.space.xs});
    return lines;
}

void draw_resting(ui::Ui& ui, const std::string& trouble) {
    const auto& theme = ui.theme;
    const Dimmed colours = dimmed(theme);
    ui::fill(ui, ui::screen_of(ui), colours.ground, 0);
    const ImVec2 shift = shift_of(ui);
    const float width = static_cast<float>(theme.width), height = static_cast<float>(theme.height);
    const text::TextStyle soft = theme.text("note", colours.soft), small = theme.text("small", colours.soft);
    const bool phones = !ui.environment.url.empty();
    const float side = std::round(theme.px(theme.shape == ui::ScreenShape::compact ? 0.36 : 0.38));
    const std::vector<Line> clock = clock_lines(ui, colours);
    const std::vector<Line> under{{ui.tr("Add a note, whenever you like"), soft, theme.space.m}};
    std::vector<Line> wake{{ui.tr("Touch the screen to wake it"), small}};
    // A fault that prevents keeping notes is shown, so that any passer-by can see it.
    if (!trouble.empty()) wake.insert(wake.begin(), {ui.tr(trouble), theme.text("note", colours.words)});
    const float foot = height - theme.margin.bottom - height_of(wake) - theme.space.m;
    draw_lines(ui, width / 2 + shift.x, foot + shift.y, width - 2 * theme.margin.x, wake, colours.flame);
    const float tall = height_of(clock), code = side + height_of(under);
    if (!phones) {
        draw_lines(ui, width / 2 + shift.x, (foot - tall) / 2 + shift.y, width * 0.8f, clock, colours.flame);
    } else if (theme.shape == ui::ScreenShape::portrait) {
        const float gap = theme.px(0.16), top = (foot - tall - gap - code) / 2 + shift.y;
        draw_lines(ui, width / 2 + shift.x, top, width * 0.84f, clock, colours.flame);
        draw_code(ui, {width / 2 + shift.x, top + tall + gap + side / 2}, side, colours);
        draw_lines(ui, width / 2 + shift.x, top + tall + gap + side, width * 0.84f, under, colours.flame);
    } else {
        draw_lines(ui, width * 0.36f + shift.x, (foot - tall) / 2 + shift.y + theme.space.m, width * 0.5f, clock,
                   colours.flame);
        const float x = width * 0.77f + shift.x, top = (foot - code) / 2 + shift.y + theme.space.m;
        draw_code(ui, {x, top + side / 2}, side, colours);
        draw_lines(ui, x, top + side, width * 0.36f, under, colours.flame);
    }
}

}  // namespace

IdleView::State rest(ui::Ui& ui, IdleView& view, bool may_rest) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool touched = io.MouseDown[0] || io.MouseReleased[0] || !ui.keys.empty();
    if (!view.last_touched || touched || !may_rest) view.last_touched = ui.now;
    if (view.state == IdleView::State::waking && !touched) view.state = IdleView::State::awake;
    if (view.state == IdleView::State::asleep && (touched || !may_rest || ui.environment.idle_minutes <= 0)) {
        view.state = touched ? IdleView::State::waking : IdleView::State::awake;
        // Keys pressed at rest are dropped.
        ui.keys.clear();
    }
    if (view.state == IdleView::State::awake && may_rest && ui.environment.idle_minutes > 0) {
        const huddle::Instant until = *view.last_touched + std::chrono::minutes(ui.environment.idle_minutes);
        if (ui.now >= until)
            view.state = IdleView::State::asleep;
        else
            ui.wake_at(until);
    }
    return view.state;
}

void draw_idle(ui::Ui& ui, const std::string& trouble) {
    const auto& theme = ui.theme;
    const double inches = std::hypot(theme.width, theme.height) / (static_cast<double>(theme.px_per_mm) * 25.4);
    const ui::Appearance night =
        ui::make_theme(theme.width, theme.height, "night", static_cast<double>(theme.text_size), inches);
    ui::Ui resting = ui.looking_like(night);
    draw_resting(resting, trouble);
    ui::touch(ui, "wake", ui::screen_of(ui));
}

void follow_night_hours(ui::Ui& ui, NightView& view, std::string& theme) {
    const std::optional<bool> now = ui.environment.night;
    if (now == view.was) return;
    if (!view.was || view.by_day.empty()) view.by_day = theme;
    view.was = now;
    const std::string wanted = now.value_or(false) ? "night" : view.by_day;
    if (theme == wanted) return;
    theme = wanted;
    ui.wake_at(ui.now);
}

}  // namespace hearthside::screens::at_rest
