#include "kiosk/screens/close/close_parts.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

// For so long a tapped number stays filled, and says thank you.
constexpr Milliseconds pulse_thanks{1000};

float pulse_dot(const Ui& ui) {
    return std::round(std::max(ui.theme.component("pulse_dot").diameter, ui.theme.touch.main));
}

// One number: a ring whose arc is its part of five. Returns whether it was tapped.
bool draw_pulse_dot(Ui& ui, const Rect& rect, int value, bool filled) {
    const RoundColours& hope = ui.theme.round(RoundCategory::hope);
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

}  // namespace

// The question on one side, the five numbers on the other; under each other on a tall screen.
void draw_pulse(Ui& ui, const Rect& rect, CloseView& view) {
    const auto& theme = ui.theme;
    fill(ui, rect, theme.round(RoundCategory::hope).tint_soft, theme.radius.panel);
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

float thanks_height(const Ui& ui) {
    const auto& theme = ui.theme;
    return std::max(theme.px(0.1204),
                    line_height(theme.text("prompt")) + line_height(theme.text("note")) + theme.space.m);
}

void draw_thanks(Ui& ui, const Rect& rect) {
    const auto& theme = ui.theme;
    const RoundColours& hope = theme.round(RoundCategory::hope);
    fill(ui, rect, hope.tint_soft, theme.radius.panel);
    const float size = std::min(theme.px(0.0815), rect.h * 0.62f), pad = theme.space.xl;
    disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size, hope.ink, "heart", hope.on_ink, 0.5f);
    const TextStyle bold = theme.text("prompt"), plain = theme.text("note", theme.colours.ink_soft);
    const Rect words{rect.x + pad + size + theme.space.l, rect.y, rect.w - 2 * pad - size - theme.space.l,
                     rect.h};
    const float a = std::min(line_height(bold), rect.h * 0.5f),
                b = std::min(line_height(plain), rect.h * 0.4f);
    const float y = rect.y + (rect.h - a - b) / 2;
    label(ui, {words.x, y, words.w, a}, ui.tr("A minute of thanks"), bold);
    label(ui, {words.x, y + a, words.w, b}, ui.tr("Who helped you today? Say it out loud."), plain);
}

namespace {

std::vector<RowChip> lead_chips(const Ui& ui, const Board& board) {
    std::vector<RowChip> chips;
    for (std::size_t role = 0; role < ui.environment.roles.size(); ++role)
        chips.push_back({"lead-" + std::to_string(role), ui.tr(ui.environment.roles[role]),
                         board.next_lead == ui.environment.roles[role]});
    return chips;
}

// A second tap on the chosen one takes it back.
void choose_lead(Ui& ui, const Board& board, std::size_t role, CloseView& view) {
    const std::string& tapped = ui.environment.roles[role];
    view.chrome.refused.clear();
    view.chrome.last = ui.intend(ChooseNextLead{board.next_lead == tapped ? std::string{} : tapped});
}

struct LeadPlaces {
    TextStyle words;
    float lead = 0, pad = 0;
};

LeadPlaces lead_places(Ui& ui) {
    LeadPlaces places{ui.theme.text("note"), 0, ui.theme.space.l};
    places.words.weight = 650;
    places.lead = places.words.size_px * 1.6f + text_width(ui, ui.tr("Who leads next time?"), places.words) + ui.theme.space.l;
    return places;
}

}  // namespace

float lead_height(Ui& ui, float width, const Board& board) {
    const LeadPlaces places = lead_places(ui);
    const float room = width - 2 * places.pad - places.lead, row = chip_height(ui);
    const std::vector<RowChip> chips = lead_chips(ui, board);
    if (chips.empty() || room < row || chips_height(ui, room, chips) > row + 1) return 0;
    return row + 2 * ui.theme.space.s;
}

void draw_lead(Ui& ui, const Rect& rect, const Board& board, CloseView& view) {
    const auto& theme = ui.theme;
    const LeadPlaces places = lead_places(ui);
    card(ui, rect);
    const float size = places.words.size_px, x = rect.x + places.pad;
    icon(ui, "people", {x + size / 2, rect.y + rect.h / 2}, size * 1.1f, theme.colours.ink_soft);
    label(ui, {x + 1.6f * size, rect.y, places.lead - 1.6f * size, rect.h}, ui.tr("Who leads next time?"), places.words);
    const Rect chips{x + places.lead, rect.y + theme.space.s, rect.w - 2 * places.pad - places.lead, chip_height(ui) + 1};
    if (const auto tapped = draw_chips(ui, chips, lead_chips(ui, board))) choose_lead(ui, board, *tapped, view);
}

void draw_lead_list(Ui& ui, const Board& board, CloseView& view) {
    std::vector<ListChoice> choices;
    for (const RowChip& it : lead_chips(ui, board)) choices.push_back({it.name, it.text, {}, it.on});
    const ListAnswer answer = draw_choice_list(ui, ui.tr("Who leads next time?"), choices);
    if (answer.chosen >= 0) choose_lead(ui, board, static_cast<std::size_t>(answer.chosen), view);
    if (answer.chosen < 0 && !answer.closed) return;
    view.over = CloseView::Over::nothing;
    ui.wake_at(ui.now);
}

void draw_take_away(Ui& ui, CloseView& view) {
    const auto& theme = ui.theme;
    const Rect screen = screen_of(ui);
    fill(ui, glass_of(ui), theme.colours.scrim, 0, theme.night ? 0.72f : 0.55f);
    const bool portrait = theme.shape == ScreenShape::portrait, has_link = !view.link.empty();
    const float pad = theme.shape == ScreenShape::compact ? theme.space.l : theme.space.xl;
    const float width = std::min(screen.w - 2 * theme.margin.x, theme.px(portrait ? 0.9 : 1.25));
    const float high = button_height(ui, ButtonKind::ordinary);
    const TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const ButtonLook look{.icon = "close"};
    const std::string close = ui.tr("Close"), heading = ui.tr("Take it with you");
    const std::vector<std::string> sentences =
        has_link ? std::vector<std::string>{ui.tr("Scan the code with a phone of this place."),
                                            ui.tr("Lessons and actions only. No notes, no names."),
                                            ui.tr("The page goes away after 15 minutes.")}
                 : std::vector<std::string>{ui.tr("Phones cannot reach this kiosk just now."),
                                            ui.tr("All of it is kept in the record.")};
    const float side = has_link ? std::min(theme.px(0.5), screen.h - 2 * theme.margin.top - 2 * pad) : 0;
    const float code = portrait ? std::min(side, width - 2 * pad) : side;
    const float words = portrait ? width - 2 * pad : width - 2 * pad - (has_link ? code + theme.space.xl : 0);
    float said = std::min(text_height(ui, heading, title, words), 2.1f * line_height(title)) + theme.space.m;
    for (const std::string& it : sentences) said += text_height(ui, it, plain, words) + theme.space.s;
    const float text = said + theme.space.l + high;
    const float height = 2 * pad + (portrait ? text + (has_link ? code + theme.space.l : 0) : std::max(text, code));
    const Rect box{std::round((screen.w - width) / 2), std::round(std::max(0.0f, (screen.h - height) / 2)), width, height};
    fill(ui, box, theme.colours.paper, theme.radius.panel);
    Rect room = inset(box, pad);
    if (has_link) {
        const Rect place{portrait ? room.x + (room.w - code) / 2 : room.x, portrait ? room.y : room.y + (room.h - code) / 2,
                         code, code};
        qr_code(ui, place, view.link, theme.component("qr_large").module);
        if (portrait)
            room = {room.x, room.y + code + theme.space.l, room.w, room.h - code - theme.space.l};
        else
            room = {room.x + code + theme.space.xl, room.y, words, room.h};
    }
    float y = portrait ? room.y : room.y + (room.h - text) / 2;
    const TextAlign align = portrait ? TextAlign::centre : TextAlign::start;
    const float first = said - theme.space.m;
    float left = first;
    for (const std::string& it : sentences) left -= text_height(ui, it, plain, words) + theme.space.s;
    label(ui, {room.x, y, words, left + 1}, heading, title, {.align = align, .lines = 2});
    y += left + theme.space.m;
    for (const std::string& it : sentences) {
        const float tall = text_height(ui, it, plain, words);
        label(ui, {room.x, y, words, tall + 1}, it, plain, {.align = align, .vertical = VerticalAlign::top, .lines = 4});
        y += tall + theme.space.s;
    }
    y += theme.space.l;
    const float wide = std::max(button_width(ui, close, look), theme.px(0.2));
    const float x = portrait ? room.x + (words - wide) / 2 : room.x;
    if (!button(ui, "close-take-away", {x, std::round(y), wide, high}, close, look)) return;
    view.over = CloseView::Over::nothing;
    view.link.clear();
    ui.wake_at(ui.now);
}

}  // namespace hearthside
