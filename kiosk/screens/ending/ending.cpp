// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/ending/ending.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include "kiosk/screens/frame/hearth.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::ending {

namespace {

constexpr float disc_alphas[] = {0.05f, 0.06f, 0.08f};

// Around the flame, from the foot of the hearth; all are fractions of the arc's radius.
struct Ember {
    float x, up, size;
};
constexpr Ember embers[] = {{-0.504f, 0.407f, 0.054f}, {0.459f, 0.478f, 0.052f},  {-0.375f, 0.769f, 0.040f},
                            {0.343f, 0.820f, 0.045f},  {0.710f, 0.230f, 0.050f},  {-0.715f, 0.250f, 0.047f},
                            {0.625f, 0.600f, 0.041f},  {-0.640f, 0.590f, 0.044f}, {0.466f, 0.160f, 0.046f},
                            {-0.477f, 0.150f, 0.042f}, {-0.835f, 0.100f, 0.045f}, {0.825f, 0.100f, 0.048f}};
constexpr Ember sparks[] = {{-0.116f, 1.175f, 0.027f}, {0.148f, 1.350f, 0.024f}, {-0.039f, 1.583f, 0.018f}};

void draw_ember(ui::Ui& ui, ImVec2 foot, float arc, const Ember& it, float alpha) {
    frame::draw_ember(ui, {foot.x + it.x * arc, foot.y - it.up * arc}, 2 * it.size * arc, alpha);
}

// `foot` is the middle of the hearth stone, `scale` makes all of it smaller, `left` is the part of the time that is
// left.
void draw_hearth(ui::Ui& ui, ImVec2 foot, float scale, int finished, float left) {
    const auto& theme = ui.theme;
    {
        const ui::Clipped above(ui, {0, 0, static_cast<float>(theme.width), foot.y});
        for (std::size_t disc = 0; disc < theme.hearth.discs.size(); ++disc)
            ui::glow(ui, foot, 2 * scale * theme.hearth.discs[disc], theme.room.flame, disc_alphas[disc]);
    }
    ui::fill(
        ui,
        {theme.margin.x, foot.y, static_cast<float>(theme.width) - 2 * theme.margin.x, std::ceil(theme.hearth.line)},
        theme.room.line, 0);
    const float arc = scale * theme.hearth.arc, stroke = std::max(2.0f, scale * theme.hearth.arc_stroke);
    const ImVec2 centre{foot.x, foot.y - stroke};
    ui::half_arc(ui, centre, arc, left, 1, stroke, theme.room.rail);
    ui::half_arc(ui, centre, arc, 0, left, stroke, theme.room.flame);
    frame::draw_flame(ui, foot, scale * theme.hearth.flame, 0.04f, 0.065f);
    const int count = std::min({finished, theme.hearth.embers_at_most, static_cast<int>(std::size(embers))});
    for (int ember = 0; ember < count; ++ember) draw_ember(ui, foot, arc, embers[ember], 1);
    if (count > 0)
        for (const Ember& spark : sparks) draw_ember(ui, foot, arc, spark, 0.55f);
}

// As much of the text as fits, to the end of a word.
std::string cut_at_a_word(ui::Ui& ui, const std::string& text, const text::TextStyle& style, const text::TextBox& box) {
    text::TextEngine& engine = ui.pictures.engine();
    if (!engine.measure(text, style, box).cut) return text;
    std::vector<std::size_t> ends;
    for (std::size_t at = text.find_first_of(" \n"); at != std::string::npos; at = text.find_first_of(" \n", at + 1))
        ends.push_back(at);
    const auto shortened = [&](std::size_t end) {
        const std::size_t last = text.find_last_not_of(" \n,;:.", end);
        return text.substr(0, last == std::string::npos ? 0 : last + 1) + "…";
    };
    const auto longest = std::partition_point(
        ends.begin(), ends.end(), [&](std::size_t end) { return !engine.measure(shortened(end), style, box).cut; });
    return longest == ends.begin() ? text : shortened(*(longest - 1));
}

struct Line {
    const char* icon;
    std::string head, text;
    text::TextStyle style;
    int lines = 1;
    float width = 0, height = 0;  // of the text
};

struct Lines {
    text::TextStyle head;
    float disc = 0, lead = 0, head_height = 0, gap = 0;
    std::vector<Line> lines;

    float height() const {
        float all = 0;
        for (const Line& line : lines) all += head_height + line.height + (&line == &lines.front() ? 0 : gap);
        return all;
    }
    float width() const {
        float widest = 0;
        for (const Line& line : lines) widest = std::max(widest, line.width);
        return lead + widest;
    }
};

// One line at the larger size, or two at the smaller one.
void add_line(ui::Ui& ui, Lines& lines, float room, const char* icon, const std::string& head,
              const std::string& text) {
    const auto& theme = ui.theme;
    // Both sizes as parts of a title's, with which they grow.
    constexpr float one_line = 0.0444f / 0.0481f, two_lines = 0.0370f / 0.0481f;
    Line line{.icon = icon, .head = head, .text = text, .style = theme.text("title", theme.room.words)};
    line.style.weight = 600;
    line.style.size_px = theme.text("title").size_px * one_line;
    const float all = room - lines.lead;
    text::TextSize size = ui.pictures.engine().measure(text, line.style, {});
    if (size.width > all || size.lines > 1) {
        line.style.size_px = theme.text("title").size_px * two_lines;
        line.lines = 2;
        line.text = cut_at_a_word(ui, text, line.style, {all, 2});
        size = ui.pictures.engine().measure(line.text, line.style, {all, 2});
        // Two lines of about the same length, so that no word stands alone.
        const float half = 0.56f * ui.pictures.engine().measure(line.text, line.style, {}).width;
        if (const text::TextSize even = ui.pictures.engine().measure(line.text, line.style, {half, 2});
            half < all && !even.cut)
            size = even;
    }
    line.width = std::max(std::ceil(size.width) + 1, ui::text_width(ui, head, lines.head));
    line.height = std::max(std::ceil(size.height), ui::line_height(line.style));
    lines.lines.push_back(std::move(line));
}

Lines lines_of(ui::Ui& ui, const frame::Farewell& farewell, float room) {
    const auto& theme = ui.theme;
    Lines lines{.head = theme.text("note", theme.room.flame)};
    lines.head.weight = 600;
    lines.disc = std::max(theme.px(0.066), lines.head.size_px * 1.9f);
    lines.lead = lines.disc + theme.space.l;
    lines.head_height = ui::text_height(ui, ui.tr("We learnt"), lines.head, room, 1);
    lines.gap = theme.space.l;
    if (!farewell.lesson.empty()) add_line(ui, lines, room, "book", ui.tr("We learnt"), farewell.lesson);
    if (const auto& action = farewell.action)
        add_line(ui, lines, room, "loop", ui.tr("We will try"),
                 action->condition.empty() ? ui::capitalised(action->response) : ui::promise_text(ui, *action));
    return lines;
}

// Each line rises after the one before. Nothing moves when `since` is not known.
void draw_lines(ui::Ui& ui, float x, float y, const Lines& lines, const huddle::Instant* since) {
    const auto& theme = ui.theme;
    huddle::Milliseconds after = theme.hearth.room_fade;
    for (const Line& line : lines.lines) {
        ui::Pose pose;
        if (since) {
            const huddle::Instant begin = *since + after;
            if (ui.now < begin) return ui.wake_at(begin);
            pose = ui::settling(begin, theme.hearth.line_rises, theme.hearth.line_rise, ui.now);
        }
        after += theme.hearth.line_after;
        {
            const ui::Posed rising(ui, pose);
            ui::disc(ui, {x + lines.disc / 2, y + lines.disc / 2}, lines.disc, frame::faint(theme.room.flame, 0.16f),
                     line.icon, theme.room.flame, 0.5f);
            const float from = x + lines.lead;
            ui::label(ui, {from, y, line.width, lines.head_height}, line.head, lines.head);
            ui::label(ui, {from, y + lines.head_height, line.width, line.height + 1}, line.text, line.style,
                      {.vertical = ui::VerticalAlign::top, .lines = line.lines, .shrink_to = 1});
        }
        y += lines.head_height + line.height + lines.gap;
    }
}

// Who leads next, and when. Empty when neither is known.
std::string next_time(const ui::Ui& ui, const huddle::Board& board) {
    const bool timed = !ui.environment.next_time.empty();
    if (board.next_lead.empty()) return timed ? ui::next_huddle_text(ui) : std::string{};
    const std::string role = ui::isolated(ui, ui.tr(board.next_lead));
    if (!timed) return fmt::format(fmt::runtime(ui.tr("{role} leads next")), fmt::arg("role", role));
    const huddle::Day today = ui.environment.today;
    return fmt::format(fmt::runtime(ui.tr("{role} leads next, {day} {time}")), fmt::arg("role", role),
                       fmt::arg("day", ui::near_day_text(ui, ui.environment.next_day.value_or(today), today)),
                       fmt::arg("time", ui.environment.next_time));
}

// What stands below the hearth: the next huddle, and how to go on. In two rows where one has no room.
struct Foot {
    text::TextStyle words, soft;
    std::string next, tap;
    float icon = 0, lead = 0, row = 0;
    int rows = 1;
};

Foot foot_of(ui::Ui& ui, const huddle::Board& board, float room) {
    const auto& theme = ui.theme;
    Foot foot{.words = theme.text("button", theme.room.words),
              .soft = theme.text("button", theme.room.words_soft),
              .next = next_time(ui, board),
              .tap = ui.tr("Tap to continue")};
    foot.words.weight = 600;
    foot.soft.weight = 500;
    foot.icon = foot.words.size_px * 1.1f;
    foot.lead = foot.icon + theme.space.m;
    foot.row = std::max(ui::text_height(ui, foot.next, foot.words, -1), ui::text_height(ui, foot.tap, foot.soft, -1));
    const float next = foot.next.empty() ? 0 : foot.lead + ui::text_width(ui, foot.next, foot.words) + theme.space.xl;
    if (next + ui::text_width(ui, foot.tap, foot.soft) + foot.lead > room) foot.rows = 2;
    return foot;
}

void draw_foot(ui::Ui& ui, const ui::Rect& rect, const Foot& foot) {
    const auto& theme = ui.theme;
    const float top = rect.y + (rect.h - static_cast<float>(foot.rows) * foot.row) / 2;
    if (!foot.next.empty()) {
        ui::icon(ui, "people", {rect.x + foot.icon / 2, top + foot.row / 2}, foot.icon, theme.room.flame);
        ui::label(ui, {rect.x + foot.lead, top, rect.w - foot.lead, foot.row}, foot.next, foot.words);
    }
    const float y = top + static_cast<float>(foot.rows - 1) * foot.row;
    ui::label(ui, {rect.x, y, rect.w - foot.lead, foot.row}, foot.tap, foot.soft, {.align = text::TextAlign::end});
    ui::icon(ui, "next", {rect.right() - foot.icon / 2, y + foot.row / 2}, foot.icon, theme.room.words_soft);
}

void draw_room(ui::Ui& ui, const huddle::Board& board, const frame::Farewell& farewell, const huddle::Instant* since,
               float left) {
    const auto& theme = ui.theme;
    const ui::Rect screen = ui::screen_of(ui);
    const bool compact = theme.shape == ui::ScreenShape::compact, portrait = theme.shape == ui::ScreenShape::portrait;
    const ui::Rect room{theme.margin.x, theme.margin.top + (compact ? theme.space.s : theme.space.xl),
                        screen.w - 2 * theme.margin.x, screen.h};
    const Foot foot = foot_of(ui, board, room.w);
    const float foot_height =
        static_cast<float>(foot.rows) * foot.row + 2 * (compact || foot.rows > 1 ? theme.space.l : theme.space.xxl);
    const float stone = std::round(screen.h - foot_height);

    text::TextStyle title = theme.text("note_xl", theme.room.words);
    title.weight = 600;
    const std::string thanks = ui.tr("Thank you for stopping together.");
    const float wide = ui::text_width(ui, thanks, title);
    const int title_lines = wide * 0.7f > room.w ? 2 : 1;
    if (title_lines == 1) title.size_px = std::floor(title.size_px * std::min(1.0f, room.w / wide));
    const float title_height = ui::text_height(ui, thanks, title, title_lines == 1 ? -1 : room.w, title_lines);
    const Lines lines = lines_of(ui, farewell, room.w);

    // Words come first: the hearth and the gaps shrink before them.
    const float words = title_height + lines.height();
    const float free = stone - room.y - words;
    const float below_title = compact ? theme.space.m : theme.space.xl,
                above_hearth = compact ? theme.space.s : theme.space.l;
    const float whole = theme.hearth.discs.front();
    const float scale = std::clamp(std::min(free - below_title - above_hearth, screen.w / 2 - theme.margin.x) / whole,
                                   0.4f, portrait ? 1.2f : 1.0f);
    const float spare = std::max(0.0f, free - below_title - above_hearth - scale * whole);
    float y = room.y + spare * (portrait ? 0.4f : 0.15f);
    draw_hearth(ui, {std::round(screen.w / 2), stone}, scale,
                huddle::closed_in_quarter(board.loops_closed, ui.environment.today), left);
    ui::label(ui, {room.x, y, room.w, title_height + 1}, thanks, title,
              {.align = text::TextAlign::centre, .lines = title_lines});
    y += title_height + below_title + std::min(spare * 0.4f, theme.space.xl);
    draw_lines(ui, std::round(std::max(room.x, (screen.w - lines.width()) / 2)), std::round(y), lines, since);
    draw_foot(ui, {room.x, stone, room.w, foot_height}, foot);
}

}  // namespace

void draw_ending(ui::Ui& ui, const huddle::Board& board, EndingView& view, frame::Overlay& overlay) {
    const auto& hearth = ui.theme.hearth;
    if (!view.from) view.from = ui.now;
    const huddle::Instant from = *view.from, until = from + hearth.whole;
    const ui::Touch finger = ui::touch(ui, "go-on", ui::glass_of(ui));
    const bool still = ui.environment.reduced_motion;
    float left = 1;
    if (!still && ui.now < until) {
        left = static_cast<float>((until - ui.now).count()) / static_cast<float>(hearth.whole.count());
        // The arc's end moves a pixel at a time.
        const float px = std::numbers::pi_v<float> * hearth.arc;
        const auto step = static_cast<long long>(static_cast<float>(hearth.whole.count()) / px);
        ui.wake_at(std::min(until, ui.now + std::max(ui::motion_frame, huddle::Milliseconds(step))));
    } else if (!still) {
        left = 0;
    }
    if (ui.now < until) ui.wake_at(until);
    const ui::Pose pose = still ? ui::Pose{} : ui::settling(from, hearth.room_fade, 0, ui.now);
    // The colours are mixed instead of blended, because this is the whole glass in each frame.
    const auto& day = ui.theme.colours;
    ui::vertical_gradient(ui, ui::glass_of(ui), ui::mix(day.bg, ui.theme.room.top, pose.alpha),
                          ui::mix(day.bg_end, ui.theme.room.end, pose.alpha), 0);
    {
        const ui::Posed dimming(ui, pose);
        draw_room(ui, board, overlay.farewell.value_or(frame::Farewell{}), still ? nullptr : &from, left);
    }
    const bool over = ui.now >= until && !finger.pressed;
    if (!board.huddle && !finger.tapped && !over) return;
    view = {};
    overlay.farewell.reset();
    overlay.close();
    ui.wake_at(ui.now);
}

}  // namespace hearthside::screens::ending
