// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/close/close.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/huddle/prompting.h"
#include "kiosk/screens/close/next_lead.h"
#include "kiosk/screens/close/pulse.h"
#include "kiosk/screens/frame/paused.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::close {

namespace {

struct HopeSize {
    int columns;
    const char* text;
};

// The hopes as cards, each in the shortest column. Returns whether all of them fit. Draws nothing when `dry`.
// Hopes that do not fit at the smallest size remain on their own wall.
bool place_hopes(ui::Ui& ui, const ui::Rect& rect, const std::vector<const huddle::Note*>& hopes, HopeSize size,
                 bool dry) {
    const auto& theme = ui.theme;
    const ui::Component& part = theme.component("note_card");
    text::TextStyle style = theme.text(size.text);
    style.weight = 500;
    const float gap = part.gap, across = static_cast<float>(size.columns);
    const float width = std::floor((rect.w - gap * (across - 1)) / across), room = width - 2 * part.pad_x;
    std::vector<float> ends(static_cast<std::size_t>(size.columns), rect.y);
    bool all = true;
    for (const huddle::Note* note : hopes) {
        const text::TextSize words = ui.pictures.engine().measure(note->text, style, {room, 6});
        const float height = std::ceil(words.height + 2 * part.pad_y);
        const auto shortest = std::min_element(ends.begin(), ends.end());
        if (*shortest + height > rect.bottom() + 1) {
            all = false;
            continue;
        }
        const auto column = static_cast<float>(shortest - ends.begin());
        const ui::Rect place{rect.x + column * (width + gap), *shortest, width, height};
        *shortest += height + gap;
        if (dry) continue;
        ui::note_card(ui, place, theme.round(huddle::RoundCategory::hope), {.right_to_left = words.right_to_left});
        ui::label(ui, ui::inset(place, part.pad_x, part.pad_y), note->text, style,
                  {.vertical = ui::VerticalAlign::top, .lines = 6, .shrink_to = 1});
    }
    return all;
}

void draw_hopes(ui::Ui& ui, const ui::Rect& rect, const huddle::HuddleBoard& huddle) {
    const auto& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(huddle::RoundCategory::hope);
    std::vector<const huddle::Note*> hopes;
    for (const huddle::Note& note : huddle.notes)
        if (note.category == huddle::RoundCategory::hope && note.state != huddle::NoteState::set_aside)
            hopes.push_back(&note);
    const int columns = theme.shape == ui::ScreenShape::compact ? 1 : 2;
    const HopeSize large{2, "url"}, small{columns, "note"};
    if (!hopes.empty()) {
        const bool fits = place_hopes(ui, rect, hopes, large, true);
        place_hopes(ui, rect, hopes, fits ? large : small, false);
        return;
    }
    const text::TextStyle plain = theme.text("note", theme.colours.ink_soft);
    const float size = theme.px(0.1259);
    const float middle = rect.y + rect.h / 2 - ui::line_height(plain);
    ui::disc(ui, {rect.x + rect.w / 2, middle - size * 0.3f}, size, colours.tint, "sunrise", colours.ink, 0.5f);
    ui::label(ui, {rect.x, middle + size * 0.4f, rect.w, ui::line_height(plain)},
              ui.tr("Hope can be said out loud, too."), plain, {.align = text::TextAlign::centre});
}

struct Kept {
    std::string icon, head, text, below;
};

// The lessons, the actions, and the open questions.
std::vector<Kept> kept_of(const ui::Ui& ui, const huddle::HuddleBoard& huddle) {
    std::vector<Kept> kept;
    for (const huddle::Lesson& lesson : huddle.lessons) kept.push_back({"book", ui.tr("We learnt"), lesson.text, {}});
    for (const huddle::Action& action : huddle.actions) {
        const std::string who = action.role.empty() ? ui.tr("All of us") : ui.tr(action.role);
        kept.push_back({"loop", ui.tr("We will try"), ui::promise_text(ui, action),
                        fmt::format(fmt::runtime(ui.tr("{who}, {day}")), fmt::arg("who", who),
                                    fmt::arg("day", ui::near_day_text(ui, action.due, ui.environment.today)))});
    }
    for (const huddle::Question& question : huddle.questions)
        kept.push_back({"question", ui.tr("We don’t know yet"), question.text, {}});
    return kept;
}

// At the end of a low panel, where a row below the words would take too much room.
bool draw_take_away_aside(ui::Ui& ui, const ui::Rect& rect) {
    return ui::button(ui, "take-away", rect, ui.tr("Take it"),
                      {.kind = ui::ButtonKind::quiet, .icon = "share", .icon_above = true});
}

// Who should hear it, with the button to export it. Returns whether the button was tapped.
bool draw_who_hears(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const text::Colour green = theme.round(huddle::RoundCategory::lessons).ink;
    text::TextStyle words = theme.text("note", green);
    words.weight = 650;
    const ui::ButtonLook look{.kind = ui::ButtonKind::quiet, .icon = "share"};
    const std::string take = ui.tr("Take it with you"), asked = ui.tr("Who else should hear this? Say it aloud.");
    const float least = ui::text_width(ui, asked, words) * 0.8f + theme.space.m;
    const float wide = std::min(ui::button_width(ui, take, look), std::max(rect.w - least, rect.w * 0.52f));
    const ui::Rect place{rect.right() - wide, rect.y, wide, rect.h};
    ui::label(ui, {rect.x, rect.y, place.x - theme.space.m - rect.x, rect.h}, asked, words, {.lines = 2});
    return ui::button(ui, "take-away", place, take, look);
}

// One after the other. Each kind has a small heading while there is room for headings.
void draw_kept(ui::Ui& ui, const ui::Rect& rect, const huddle::HuddleBoard& huddle, CloseView& view) {
    const auto& theme = ui.theme;
    ui::panel(ui, rect);
    const float pad = std::min(theme.space.xl * 0.8f, rect.w * 0.05f);
    const float tall = ui::button_height(ui, ui::ButtonKind::quiet), inner = pad * 0.7f;
    const bool low = theme.shape == ui::ScreenShape::compact;
    const float aside =
        low ? std::max(theme.touch.main, ui::button_width(ui, ui.tr("Take it"), {.kind = ui::ButtonKind::quiet})) : 0;
    const ui::Rect foot{rect.x + pad, rect.bottom() - inner - tall, rect.w - 2 * pad, tall};
    const ui::Rect end_button{rect.right() - inner - aside, rect.y + inner, aside, rect.h - 2 * inner};
    if (low ? draw_take_away_aside(ui, end_button) : draw_who_hears(ui, foot)) {
        view.link = ui.record_link();
        view.over = CloseView::Over::take_away;
        ui.wake_at(ui.now);
    }
    const text::Colour green = theme.round(huddle::RoundCategory::lessons).ink;
    const auto kept = kept_of(ui, huddle);
    text::TextStyle words = theme.text(low ? "body" : "note"), below = theme.text("small", theme.colours.ink_soft),
                    head = theme.text("label", green);
    words.weight = 500;
    words.line = 1.28f;
    head.weight = 650;
    const float lead = words.size_px * 1.7f,
                room = (low ? end_button.x - inner : rect.right() - pad) - rect.x - pad - lead;
    const float end = low ? rect.bottom() - inner : foot.y - theme.space.s;
    float y = rect.y + inner;
    if (kept.empty()) {
        ui::label(ui, {rect.x + pad, y, room + lead, end - y},
                  ui.tr("Nothing was written down this time, and that is fine."),
                  theme.text("note", theme.colours.ink_soft), {.lines = 3});
        return;
    }
    const auto height_of = [&](const Kept& it, int lines) { return ui::text_height(ui, it.text, words, room, lines); };
    const auto all_of = [&](bool heads, bool meta, int lines) {
        float all = 0;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const bool first = i == 0 || kept[i].head != kept[i - 1].head;
            all += height_of(kept[i], lines) + theme.space.s + (heads && first ? ui::line_height(head) : 0) +
                   (meta && !kept[i].below.empty() ? ui::line_height(below) : 0);
        }
        return all;
    };
    // Headings are left out first, then who and when, then the second lines. At last a line says that not all
    // is shown.
    const bool heads = all_of(true, true, 2) <= end - y + 1;
    const bool meta = heads || all_of(false, true, 2) <= end - y + 1;
    const int lines = meta || all_of(false, false, 2) <= end - y + 1 ? 2 : 1;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Kept& it = kept[i];
        const bool first = i == 0 || it.head != kept[i - 1].head;
        const float height = height_of(it, lines), more = meta && !it.below.empty() ? ui::line_height(below) : 0;
        const float top = heads && first ? ui::line_height(head) : 0;
        // Keeps room for the line about the rest while there is a rest.
        const float rest = i + 1 < kept.size() ? ui::line_height(below) : 0;
        if (y + top + height + more + rest > end + 1 && i > 0) {
            ui::label(
                ui, {rect.x + pad, end - ui::line_height(below), room + lead, ui::line_height(below)},
                fmt::format(fmt::runtime(ui.tr("{} more in the record", "{} more in the record", kept.size() - i)),
                            kept.size() - i),
                below);
            return;
        }
        const float size = words.size_px * 0.95f;
        if (top > 0) ui::label(ui, {rect.x + pad + lead, y, room, top}, it.head, head);
        y += top;
        ui::icon(ui, it.icon, {rect.x + pad + size / 2, y + ui::line_height(words) / 2}, size, green);
        ui::label(ui, {rect.x + pad + lead, y, room, std::min(height, end - y) + 1}, it.text, words,
                  {.vertical = ui::VerticalAlign::top, .lines = lines, .shrink_to = 1});
        y += height;
        if (more > 0) ui::label(ui, {rect.x + pad + lead, y, room, more}, it.below, below);
        y += more + theme.space.s;
    }
}

// A card in the bar for who leads next, when the row has no room.
void draw_lead_button(ui::Ui& ui, const ui::Rect& room, const huddle::Board& board, CloseView& view) {
    if (ui.environment.roles.empty()) return;
    const bool chosen = !board.next_lead.empty();
    std::string words = chosen ? ui.tr(board.next_lead) : ui.tr("Who leads next?");
    ui::ButtonLook look{.icon = chosen ? "check" : "people",
                        .caption = chosen ? ui.tr("leads next time") : std::string{}};
    // With less room, the caption is left out first, then the words.
    if (ui::button_width(ui, words, look) > room.w) look.caption.clear();
    if (ui::button_width(ui, words, look) * 0.8f > room.w) look.icon = "people", words.clear();
    const float wide = words.empty() ? std::max(ui.theme.touch.floor, room.h) : ui::button_width(ui, words, look);
    if (words.empty() && wide > room.w) return;
    if (ui::button(ui, "choose-lead", {room.x, room.y, std::min(wide, room.w), room.h}, words, look)) {
        view.over = CloseView::Over::lead;
        ui.wake_at(ui.now);
    }
}

// The code of the page with lessons and actions, over everything else, which must be inert.
void draw_take_away(ui::Ui& ui, CloseView& view) {
    const auto& theme = ui.theme;
    const ui::Rect screen = ui::screen_of(ui);
    ui::fill(ui, ui::glass_of(ui), theme.colours.scrim, 0, theme.night ? 0.72f : 0.55f);
    const bool portrait = theme.shape == ui::ScreenShape::portrait, has_link = !view.link.empty();
    const float pad = theme.shape == ui::ScreenShape::compact ? theme.space.l : theme.space.xl;
    const float width = std::min(screen.w - 2 * theme.margin.x, theme.px(portrait ? 0.9 : 1.25));
    const float high = ui::button_height(ui, ui::ButtonKind::ordinary);
    const text::TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const ui::ButtonLook look{.icon = "close"};
    const std::string close = ui.tr("Close"), heading = ui.tr("Take it with you");
    const std::vector<std::string> sentences =
        has_link ? std::vector<std::string>{ui.tr("Scan with a phone on this Wi-Fi."),
                                            ui.tr("Lessons and actions only. No notes, no names."),
                                            ui.tr("The page closes by itself after 15 minutes.")}
                 : std::vector<std::string>{ui.tr("Phones cannot reach this kiosk just now."),
                                            ui.tr("Everything is saved in the record.")};
    const float side = has_link ? std::min(theme.px(0.5), screen.h - 2 * theme.margin.top - 2 * pad) : 0;
    const float code = portrait ? std::min(side, width - 2 * pad) : side;
    const float words = portrait ? width - 2 * pad : width - 2 * pad - (has_link ? code + theme.space.xl : 0);
    float said = std::min(ui::text_height(ui, heading, title, words), 2.1f * ui::line_height(title)) + theme.space.m;
    for (const std::string& it : sentences) said += ui::text_height(ui, it, plain, words) + theme.space.s;
    const float text = said + theme.space.l + high;
    const float height = 2 * pad + (portrait ? text + (has_link ? code + theme.space.l : 0) : std::max(text, code));
    const ui::Rect box{std::round((screen.w - width) / 2), std::round(std::max(0.0f, (screen.h - height) / 2)), width,
                       height};
    ui::fill(ui, box, theme.colours.paper, theme.radius.panel);
    ui::Rect room = ui::inset(box, pad);
    if (has_link) {
        const ui::Rect place{portrait ? room.x + (room.w - code) / 2 : room.x,
                             portrait ? room.y : room.y + (room.h - code) / 2, code, code};
        ui::qr_code(ui, place, view.link, theme.component("qr_large").module);
        if (portrait)
            room = {room.x, room.y + code + theme.space.l, room.w, room.h - code - theme.space.l};
        else
            room = {room.x + code + theme.space.xl, room.y, words, room.h};
    }
    float y = portrait ? room.y : room.y + (room.h - text) / 2;
    const text::TextAlign align = portrait ? text::TextAlign::centre : text::TextAlign::start;
    const float first = said - theme.space.m;
    float left = first;
    for (const std::string& it : sentences) left -= ui::text_height(ui, it, plain, words) + theme.space.s;
    ui::label(ui, {room.x, y, words, left + 1}, heading, title, {.align = align, .lines = 2});
    y += left + theme.space.m;
    for (const std::string& it : sentences) {
        const float tall = ui::text_height(ui, it, plain, words);
        ui::label(ui, {room.x, y, words, tall + 1}, it, plain,
                  {.align = align, .vertical = ui::VerticalAlign::top, .lines = 4});
        y += tall + theme.space.s;
    }
    y += theme.space.l;
    const float wide = std::max(ui::button_width(ui, close, look), theme.px(0.2));
    const float x = portrait ? room.x + (words - wide) / 2 : room.x;
    if (!ui::button(ui, "close-take-away", {x, std::round(y), wide, high}, close, look)) return;
    view.over = CloseView::Over::nothing;
    view.link.clear();
    ui.wake_at(ui.now);
}

void draw_body(ui::Ui& ui, const huddle::Board& board, const frame::RoundFrame& frame, CloseView& view) {
    const auto& theme = ui.theme;
    const huddle::HuddleBoard& huddle = *board.huddle;
    const float gap = theme.space.m;
    ui::Rect body = frame.body;
    const float low = board.pulse_asked ? pulse_height(ui) : thanks_height(ui);
    const ui::Rect foot{body.x, body.bottom() - low, body.w, low};
    if (board.pulse_asked)
        draw_pulse(ui, foot, view);
    else
        draw_thanks(ui, foot);
    body.h -= low + gap;
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    // Beside the pulse, the kept texts need the room more.
    const float lead = portrait || !board.pulse_asked ? lead_height(ui, body.w, board) : 0;
    if (lead > 0 && body.h - lead - gap >= theme.px(portrait ? 0.62 : 0.3)) {
        draw_lead(ui, {body.x, body.bottom() - lead, body.w, lead}, board, view);
        body.h -= lead + gap;
    } else {
        draw_lead_button(ui, frame.middle, board, view);
    }
    if (portrait) {
        const float upper = std::floor(body.h * 0.52f);
        draw_kept(ui, {body.x, body.y, body.w, upper}, huddle, view);
        draw_hopes(ui, {body.x, body.y + upper + gap, body.w, body.h - upper - gap}, huddle);
        return;
    }
    const float width = std::floor(body.w * (theme.shape == ui::ScreenShape::compact ? 0.56f : 0.5f));
    const float between = std::min(theme.space.l, theme.margin.x);
    draw_kept(ui, {body.x, body.y, width, body.h}, huddle, view);
    draw_hopes(ui, {body.x + width + between, body.y, body.w - width - between, body.h}, huddle);
}

}  // namespace

CloseView::CloseView() = default;

void draw_close(ui::Ui& ui, const huddle::Board& board, CloseView& view, frame::Overlay& overlay) {
    const bool paused = !board.huddle->clock.running;
    if (paused) view.over = CloseView::Over::nothing;
    const bool was_inert = ui.inert;
    ui.inert = was_inert || view.over != CloseView::Over::nothing;
    const frame::RoundFrame frame = frame::draw_round_chrome(
        ui, board, view.chrome,
        {.ring = frame::RingPlace::small,
         .quiet_line = board.pulse_asked ? ui.tr("A minute of thanks: who helped you today?") : std::string{},
         .over_time_banner = false});
    if (std::exchange(view.chrome.closing, false))
        overlay.farewell = frame.paused ? frame::Farewell{} : frame::farewell_of(*board.huddle);
    else if (!view.chrome.refused.empty())
        overlay.farewell.reset();
    if (frame.paused)
        frame::draw_paused_panel(ui, frame.body, *frame.colours, overlay);
    else
        draw_body(ui, board, frame, view);
    ui.inert = was_inert;
    if (view.over == CloseView::Over::lead) draw_lead_list(ui, board, view);
    if (view.over == CloseView::Over::take_away) draw_take_away(ui, view);
}

}  // namespace hearthside::screens::close
