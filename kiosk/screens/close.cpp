#include "kiosk/screens/close.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/huddle/pace.h"
#include "kiosk/ui/words.h"

namespace hearthside {

namespace {

struct HopeSize {
    int columns;
    const char* text;
};

// The hopes as cards, each to the shortest column. Returns whether all of them fit; draws nothing
// when `dry`. What does not fit even in the smallest size stays on its own wall.
bool place_hopes(Ui& ui, const Rect& rect, const std::vector<const Note*>& hopes, HopeSize size, bool dry) {
    const auto& theme = ui.theme;
    const Component& part = theme.component("note_card");
    TextStyle style = theme.text(size.text);
    style.weight = 500;
    const float gap = part.gap, across = static_cast<float>(size.columns);
    const float width = std::floor((rect.w - gap * (across - 1)) / across), room = width - 2 * part.pad_x;
    std::vector<float> ends(static_cast<std::size_t>(size.columns), rect.y);
    bool all = true;
    for (const Note* note : hopes) {
        const TextSize words = ui.pictures.engine().measure(note->text, style, {room, 6});
        const float height = std::ceil(words.height + 2 * part.pad_y);
        const auto shortest = std::min_element(ends.begin(), ends.end());
        if (*shortest + height > rect.bottom() + 1) {
            all = false;
            continue;
        }
        const auto column = static_cast<float>(shortest - ends.begin());
        const Rect place{rect.x + column * (width + gap), *shortest, width, height};
        *shortest += height + gap;
        if (dry) continue;
        note_card(ui, place, theme.round(Theme::hope), {.right_to_left = words.right_to_left});
        label(ui, inset(place, part.pad_x, part.pad_y), note->text, style,
              {.vertical = VerticalAlign::top, .lines = 6, .shrink_to = 1});
    }
    return all;
}

void draw_hopes(Ui& ui, const Rect& rect, const HuddleBoard& huddle) {
    const auto& theme = ui.theme;
    const RoundColours& colours = theme.round(Theme::hope);
    std::vector<const Note*> hopes;
    for (const Note& note : huddle.notes)
        if (note.theme == Theme::hope && note.state != NoteState::set_aside) hopes.push_back(&note);
    const int columns = theme.shape == ScreenShape::regular ? 3 : 2;
    const HopeSize large{2, "url"}, small{columns, "note"};
    if (!hopes.empty()) {
        const bool fits = place_hopes(ui, rect, hopes, large, true);
        place_hopes(ui, rect, hopes, fits ? large : small, false);
        return;
    }
    const TextStyle plain = theme.text("note", theme.colours.ink_soft);
    const float size = theme.px(0.1259);
    const float middle = rect.y + rect.h / 2 - line_height(plain);
    disc(ui, {rect.x + rect.w / 2, middle - size * 0.3f}, size, colours.tint, "sunrise", colours.ink, 0.5f);
    label(ui, {rect.x, middle + size * 0.4f, rect.w, line_height(plain)},
          ui.tr("Hope can be said out loud, too."), plain, {.align = TextAlign::centre});
}

struct Figure {
    std::string icon;
    std::size_t count = 0;
    std::string words;
    Colour colour;
};

struct Kept {
    std::string icon, text, below;
};

std::vector<Kept> kept_of(const Ui& ui, const HuddleBoard& huddle) {
    std::vector<Kept> kept;
    for (const Action& action : huddle.actions) {
        const std::string who = action.role.empty() ? ui.tr("All of us") : ui.tr(action.role);
        kept.push_back({"loop", promise_text(ui, action),
                        fmt::format(fmt::runtime(ui.tr("{who}, {day}")), fmt::arg("who", who),
                                    fmt::arg("day", near_day_text(ui, action.due, ui.around.today)))});
    }
    for (const Lesson& lesson : huddle.lessons) kept.push_back({"book", lesson.text, {}});
    for (const Question& question : huddle.questions)
        kept.push_back({"question", question.text, ui.tr("We don’t know yet")});
    return kept;
}

void draw_kept(Ui& ui, const Rect& rect, const HuddleBoard& huddle) {
    const auto& theme = ui.theme;
    const Colour green = theme.round(Theme::lessons).ink;
    panel(ui, rect);
    const float pad = std::min(theme.space.xl, rect.w * 0.06f);
    std::size_t heard = 0;
    for (const RoundBoard& round : huddle.rounds) heard += round.notes;
    const Figure figures[3] = {
        {"envelope", heard, ui.tr("note heard", "notes heard", heard), theme.colours.ink_soft},
        {"book", huddle.lessons.size(), ui.tr("lesson kept", "lessons kept", huddle.lessons.size()), green},
        {"loop", huddle.actions.size(), ui.tr("thing to try", "things to try", huddle.actions.size()), green}};
    TextStyle number = theme.text("title");
    number.tabular = true;
    const TextStyle small = theme.text("label");
    const float third = (rect.w - 2 * pad) / 3, head = line_height(number), line = line_height(small);
    for (int i = 0; i < 3; ++i) {
        const Figure& figure = figures[i];
        const float x = rect.x + pad + static_cast<float>(i) * third;
        const float size = number.size_px * 0.66f;
        icon(ui, figure.icon, {x + size / 2, rect.y + pad + head / 2}, size, figure.colour);
        label(ui, {x + size * 1.45f, rect.y + pad, third - size * 1.45f, head}, std::to_string(figure.count),
              number);
        label(ui, {x, rect.y + pad + head, third - theme.space.xs, line},
              figure.words, small);
    }
    float y = rect.y + pad + head + line + theme.space.s;
    const auto kept = kept_of(ui, huddle);
    TextStyle words = theme.text(theme.shape == ScreenShape::portrait ? "note" : "body"),
              below = theme.text("small", theme.colours.ink_soft);
    words.weight = 500;
    words.line = 1.28f;
    const float lead = words.size_px * 1.6f, room = rect.w - 2 * pad - lead;
    const float end = rect.bottom() - pad * 0.7f;
    if (kept.empty()) {
        label(ui, {rect.x + pad, y, rect.w - 2 * pad, end - y},
              ui.tr("Nothing was written down this time, and that is fine."),
              theme.text("body", theme.colours.ink_soft), {.lines = 3});
        return;
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        float height = text_height(ui, kept[i].text, words, room, 2);
        float second = kept[i].below.empty() ? 0 : line_height(below);
        // Room for the line that tells of the rest is kept while there is a rest.
        const float rest = i + 1 < kept.size() ? line_height(below) + theme.space.xs : 0;
        // On a small panel the first is told in fewer words rather than not at all.
        const auto too_tall = [&] { return y + theme.space.s + height + second + rest > end; };
        if (i == 0 && too_tall()) second = 0;
        if (i == 0 && too_tall()) height = std::min(height, line_height(words));
        if (too_tall()) {
            label(ui, {rect.x + pad, end - line_height(below), rect.w - 2 * pad, line_height(below)},
                  fmt::format(fmt::runtime(ui.tr("{} more in the record", "{} more in the record", kept.size() - i)),
                              kept.size() - i),
                  below);
            return;
        }
        fill(ui, {rect.x + pad, y, rect.w - 2 * pad, theme.line.hair}, theme.colours.line, 0);
        y += theme.space.s;
        const float size = words.size_px * 0.95f;
        icon(ui, kept[i].icon, {rect.x + pad + size / 2, y + line_height(words) / 2}, size, green);
        label(ui, {rect.x + pad + lead, y, room, height + 1}, kept[i].text, words,
              {.vertical = VerticalAlign::top, .lines = height > 1.5f * line_height(words) ? 2 : 1});
        y += height;
        if (second > 0) label(ui, {rect.x + pad + lead, y, room, second}, kept[i].below, below);
        y += second + theme.space.s;
    }
}

void draw_thanks(Ui& ui, const Rect& rect, const Round& round) {
    const auto& theme = ui.theme;
    const RoundColours& hope = theme.round(Theme::hope);
    fill(ui, rect, hope.tint_soft, theme.radius.panel);
    const float size = std::min(theme.px(0.0815), rect.h * 0.62f), pad = theme.space.xl;
    disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size, hope.ink, "share", hope.on_ink, 0.5f);
    const TextStyle bold = theme.text("prompt"), plain = theme.text("note", theme.colours.ink_soft);
    const std::string first = round.prompts.size() > 1 ? ui.tr(round.prompts[1])
                                                       : ui.tr("Who else should hear what we learnt?");
    const std::string second =
        round.prompts.size() > 2 ? ui.tr(round.prompts[2]) : ui.tr("Thank you for being here.");
    const Rect words{rect.x + pad + size + theme.space.l, rect.y, rect.w - 2 * pad - size - theme.space.l,
                     rect.h};
    const float a = std::min(line_height(bold), rect.h * 0.5f),
                b = std::min(line_height(plain), rect.h * 0.4f);
    const float y = rect.y + (rect.h - a - b) / 2;
    label(ui, {words.x, y, words.w, a}, first, bold);
    label(ui, {words.x, y + a, words.w, b}, second, plain);
}

// For so long a tapped number stays filled, and says thank you.
constexpr Milliseconds pulse_thanks{1000};

float pulse_dot(const Ui& ui) {
    return std::round(std::max(ui.theme.component("pulse_dot").diameter, ui.theme.touch.main));
}

// One number: a ring whose arc is its part of five. Returns whether it was tapped.
bool draw_pulse_dot(Ui& ui, const Rect& rect, int value, bool filled) {
    const RoundColours& hope = ui.theme.round(Theme::hope);
    const Touch finger = touch(ui, "pulse-" + std::to_string(value), rect);
    Colour ground = filled ? hope.ink : ui.theme.colours.paper;
    if (finger.pressed) ground = darker(ground);
    fill(ui, rect, ground, rect.h / 2);
    ring(ui, centre_of(rect), rect.h,
         {.part = static_cast<float>(value) / 5, .arc = hope.ink, .track = hope.tint, .stroke = 0.075f});
    TextStyle number = ui.theme.text("prompt", filled ? hope.on_ink : hope.ink);
    number.size_px = rect.h * 0.38f;
    label(ui, rect, std::to_string(value), number, {.align = TextAlign::centre});
    return finger.tapped;
}

// The question on one side, the five numbers on the other; under each other on a tall screen.
void draw_pulse(Ui& ui, const Rect& rect, CloseView& view) {
    const auto& theme = ui.theme;
    fill(ui, rect, theme.round(Theme::hope).tint_soft, theme.radius.panel);
    const bool tapped = view.pulse_tapped != 0 && ui.now < view.pulse_until;
    if (tapped)
        ui.wake_at(view.pulse_until);
    else
        view.pulse_tapped = 0;
    const bool portrait = theme.shape == ScreenShape::portrait;
    const float pad = std::min(theme.space.xl, rect.w * 0.03f), dot = pulse_dot(ui);
    const float gap = std::max(theme.px(0.0222), theme.touch.gap_row), dots = 5 * dot + 4 * gap;
    const TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const TextStyle ends = theme.text("small", theme.colours.ink_soft);
    const float first = line_height(title), second = line_height(plain), under = line_height(ends);
    const Rect words{rect.x + pad, portrait ? rect.y + pad : rect.y + (rect.h - first - second) / 2,
                     portrait ? rect.w - 2 * pad : rect.w - dots - 3 * pad, first + second};
    label(ui, {words.x, words.y, words.w, first}, ui.tr("I could speak up today"), title);
    label(ui, {words.x, words.y + first, words.w, second},
          tapped ? ui.tr("Thank you. Who is next?") : ui.tr("One tap each. Anonymous."), plain);
    float x = portrait ? rect.x + (rect.w - dots) / 2 : rect.right() - pad - dots;
    const float y = portrait ? words.bottom() + theme.space.m : rect.y + (rect.h - dot - under) / 2;
    label(ui, {x, y + dot, dots / 2, under}, ui.tr("Not yet"), ends);
    label(ui, {x + dots / 2, y + dot, dots / 2, under}, ui.tr("Fully"), ends, {.align = TextAlign::end});
    // A second tap in the same moment is the same finger.
    const bool was_inert = ui.inert;
    ui.inert = was_inert || tapped;
    for (int value = 1; value <= 5; ++value, x += dot + gap) {
        if (!draw_pulse_dot(ui, {x, y, dot, dot}, value, tapped && view.pulse_tapped == value)) continue;
        ui.intend(AnswerPulse{value, {}});
        view.pulse_tapped = value;
        view.pulse_until = ui.now + pulse_thanks;
        ui.wake_at(ui.now);
    }
    ui.inert = was_inert;
}

float pulse_height(const Ui& ui) {
    const float numbers = pulse_dot(ui) + line_height(ui.theme.text("small")) + ui.theme.space.m;
    if (ui.theme.shape != ScreenShape::portrait) return numbers + ui.theme.space.s;
    return numbers + line_height(ui.theme.text("title")) + line_height(ui.theme.text("note")) +
           2 * ui.theme.space.l;
}

// With the pulse in the place of the closing question, the prompts take turns in the round's time.
std::string prompt_of(const Ui& ui, const HuddleBoard& huddle) {
    const RoundBoard& round = huddle.current();
    const auto& prompts = round.round.prompts;
    if (prompts.empty()) return {};
    const Milliseconds spent = std::max(spent_at(huddle.clock, ui.now), Milliseconds{0});
    const auto part = static_cast<std::size_t>(static_cast<long long>(prompts.size()) * spent.count() /
                                               std::max<long long>(1, round.allotted.count()));
    return prompts[std::min(part, prompts.size() - 1)];
}

}  // namespace

void draw_close(Ui& ui, const Board& board, CloseView& view, Overlay& overlay) {
    const auto& theme = ui.theme;
    const HuddleBoard& huddle = *board.huddle;
    const RoundFrame frame =
        draw_round_chrome(ui, board, view.chrome,
                          {.ring = RingPlace::small,
                           .prompt = board.pulse_asked ? prompt_of(ui, huddle) : std::string{},
                           .over_time_banner = false});
    if (frame.paused) {
        draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    const float gap = theme.space.m;
    Rect body = frame.body;
    const float thanks = board.pulse_asked
                             ? pulse_height(ui)
                             : std::max(theme.px(0.1204), line_height(theme.text("prompt")) +
                                                              line_height(theme.text("note")) + theme.space.m);
    const Rect foot{body.x, body.bottom() - thanks, body.w, thanks};
    if (board.pulse_asked)
        draw_pulse(ui, foot, view);
    else
        draw_thanks(ui, foot, huddle.current().round);
    body.h -= thanks + gap;
    if (theme.shape == ScreenShape::portrait) {
        const float upper = std::floor(body.h * 0.48f);
        draw_hopes(ui, {body.x, body.y, body.w, upper}, huddle);
        draw_kept(ui, {body.x, body.y + upper + gap, body.w, body.h - upper - gap}, huddle);
        return;
    }
    const float width = std::floor(body.w * 0.4f), between = std::min(theme.space.l, theme.margin.x);
    draw_hopes(ui, {body.x, body.y, body.w - width - between, body.h}, huddle);
    draw_kept(ui, {body.right() - width, body.y, width, body.h}, huddle);
}

}  // namespace hearthside
