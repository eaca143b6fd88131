// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/quiet/quiet.h"

#include <algorithm>
#include <cmath>

#include "core/huddle/pace.h"
#include "kiosk/screens/frame/paused.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::quiet {

namespace {

void draw_hearth_ring(ui::Ui& ui, const huddle::HuddleBoard& huddle, ImVec2 centre, float diameter) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const huddle::Milliseconds left = huddle::left_at(huddle.clock, ui.now);
    const bool over = left.count() < 0, running = huddle.clock.running;
    const float stroke = 0.064f;
    const float sizes[3] = {1.13f, 1.0f - stroke, 0.68f}, alphas[3] = {0.10f, 0.12f, 0.14f};
    for (int i = 0; i < 3; ++i) ui::glow(ui, centre, diameter * sizes[i], colours.hearth_glow, alphas[i]);
    // Ember is this round's own colour, so the last minute changes nothing, and overtime starts again from
    // twelve o'clock.
    ui::ring(ui, centre, diameter,
             {.part = frame::part_on_ring(ui, huddle, diameter),
              .arc = running ? colours.ember : colours.control_line,
              .track = theme.night ? colours.sand : colours.paper,
              .stroke = stroke,
              .dashed = !running});
    const float inner = diameter * 0.8f;
    text::TextStyle time = theme.text("ring_xl");
    time.size_px = diameter * 0.25f;
    text::TextStyle words = theme.text("url", theme.night ? colours.ink : colours.ink_soft);
    words.size_px = diameter * 0.062f;
    words.weight = 550;
    const float line = words.size_px * 1.3f;
    const float top = centre.y - (time.size_px + line) / 2;
    ui::label(ui, {centre.x - inner / 2, top, inner, time.size_px}, ui::clock_text(left), time,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
    const std::string said = !running ? ui.tr("paused") : over ? ui.tr("past our time") : ui.tr("left to write");
    ui::label(ui, {centre.x - inner / 2, top + time.size_px + line * 0.1f, inner, line}, said, words,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
}

huddle::Band highest(const huddle::Bands& bands) { return *std::max_element(bands.begin(), bands.end()); }

void draw_sealed(ui::Ui& ui, const ui::Rect& rect, const huddle::Bands& waiting) {
    const auto& theme = ui.theme;
    ui::panel(ui, rect);
    const huddle::Band band = highest(waiting);
    const float size = std::min(theme.px(0.0741), rect.h * 0.6f), pad = theme.space.l;
    ui::disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size, theme.colours.ember_tint, "envelope",
             theme.colours.ember_ink, 0.52f);
    const char* size_name = theme.shape == ui::ScreenShape::compact ? "label" : "body";
    text::TextStyle bold = theme.text(size_name), plain = theme.text(size_name, theme.colours.ink_soft);
    bold.weight = 650;
    const float x = rect.x + pad + size + theme.space.m, room = rect.right() - pad - x;
    const float line = ui::line_height(bold);
    const std::string first = band == huddle::Band::none_yet ? ui.tr("No notes yet")
                              : band == huddle::Band::a_few  ? ui.tr("A few notes are in")
                                                             : ui.tr("Five or more notes are in");
    const std::string second =
        band == huddle::Band::none_yet ? ui.tr("There is time.") : ui.tr("They are still sealed.");
    // Both lines have the same size.
    const float widest = std::max(ui::text_width(ui, first, bold), ui::text_width(ui, second, plain));
    if (widest > room) bold.size_px = plain.size_px = bold.size_px * room / widest;
    ui::label(ui, {x, rect.y + rect.h / 2 - line, room + 2, line}, first, bold);
    ui::label(ui, {x, rect.y + rect.h / 2, room + 2, line}, second, plain);
}

void draw_add_a_note(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    ui::panel(ui, rect);
    const text::TextStyle title = theme.text("prompt");
    const bool short_address = ui.environment.address.size() <= 26;
    text::TextStyle address = theme.text(short_address ? "url" : "small");
    address.weight = 600;
    const std::string words = short_address ? ui.environment.address : ui::breakable_address(ui.environment.address);
    const float pad = theme.space.m, head = ui::line_height(title);
    const float foot = theme.shape == ui::ScreenShape::compact ? 0
                       : short_address                         ? ui::line_height(address) * 1.1f
                                       : ui::text_height(ui, words, address, rect.w - 2 * pad) + 1;
    ui::label(ui, {rect.x + pad, rect.y + pad, rect.w - 2 * pad, head}, ui.tr("Add a note"), title,
              {.align = text::TextAlign::centre});
    const float wifi = frame::wifi_row_height(ui);
    if (wifi > 0) frame::draw_wifi_row(ui, {rect.x, rect.bottom() - wifi - pad / 2, rect.w, wifi});
    const float end = rect.bottom() - wifi - (foot > 0 ? foot + pad : 0);
    ui::qr_code(ui, {rect.x, rect.y + pad + head, rect.w, end - rect.y - pad - head}, ui.environment.url,
                theme.component("qr_mid").module);
    if (foot > 0)
        ui::label(ui, {rect.x + pad, end, rect.w - 2 * pad, foot}, words, address,
                  {.align = text::TextAlign::centre, .lines = short_address ? 1 : 0, .shrink_to = 0.7f});
}

// Title, instruction, and the button to write here. As high as needed, from the top of `rect` when `centred`
// is false.
void draw_words(ui::Ui& ui, const ui::Rect& rect, const huddle::Round& round, frame::Overlay& overlay, bool centred) {
    const auto& theme = ui.theme;
    const text::TextStyle hero = theme.text("hero");
    text::TextStyle lead = theme.text("url"), soft = theme.text("button", theme.colours.ink_soft);
    lead.weight = 450;
    lead.line = 1.35f;
    soft.weight = 450;
    soft.line = 1.35f;
    // The strip's short word is too short for a heading.
    const std::string title = round.title == "Quiet" ? ui.tr("A quiet minute") : ui.tr_title(round.title);
    const std::string first =
        round.prompts.empty() ? ui.tr("Everyone writes, for any round.") : ui.tr(round.prompts.front());
    std::string second;
    for (std::size_t i = 1; i < round.prompts.size() && i < 3; ++i)
        second += (i > 1 ? "\n" : "") + ui.tr(round.prompts[i]);
    const ui::ButtonLook write{.icon = "pencil"};
    const std::string write_text = ui.tr("Write here instead");
    const float write_height = ui::button_height(ui, ui::ButtonKind::ordinary);
    const float title_height = ui::line_height(hero) * 1.15f;
    const float first_height = ui::text_height(ui, first, lead, rect.w, 4);
    const float fixed = title_height + theme.space.s + first_height + theme.space.l + write_height;
    float second_height = second.empty() ? 0 : ui::text_height(ui, second, soft, rect.w, 5);
    if (fixed + second_height + theme.space.m > rect.h) second_height = 0;
    const float all = fixed + (second_height > 0 ? second_height + theme.space.m : 0);
    float y = centred ? rect.y + std::max(0.0f, (rect.h - all) / 2) : rect.y;
    ui::label(ui, {rect.x, y, rect.w, title_height}, title, hero, {.shrink_to = 0.5f});
    y += title_height + theme.space.s;
    ui::label(ui, {rect.x, y, rect.w, first_height + 1}, first, lead, {.vertical = ui::VerticalAlign::top, .lines = 4});
    y += first_height;
    if (second_height > 0) {
        y += theme.space.m;
        ui::label(ui, {rect.x, y, rect.w, second_height + 1}, second, soft,
                  {.vertical = ui::VerticalAlign::top, .lines = 5});
        y += second_height;
    }
    y += theme.space.l;
    const float width = std::min(rect.w, ui::button_width(ui, write_text, write));
    if (ui::button(ui, "write-here", {rect.x, std::round(y), width, write_height}, write_text, write))
        overlay.open(frame::Overlay::Kind::write_here);
}

}  // namespace

void draw_quiet(ui::Ui& ui, const huddle::Board& board, QuietView& view, frame::Overlay& overlay) {
    const auto& theme = ui.theme;
    const huddle::HuddleBoard& huddle = *board.huddle;
    const bool paused = !huddle.clock.running;
    const frame::RoundFrame frame = frame::draw_round_chrome(
        ui, board, view.chrome, {.ring = paused ? frame::RingPlace::small : frame::RingPlace::none, .title = paused});
    if (paused) {
        frame::draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    const ui::Rect& body = frame.body;
    const bool phones = !ui.environment.url.empty();
    const float gap = theme.space.m;
    const huddle::Round& round = huddle.current().round;

    if (theme.shape == ui::ScreenShape::portrait) {
        const float sealed = theme.px(0.12), code = phones ? theme.px(0.26) + gap : 0;
        const float lower = sealed + code;
        const float words = std::min(theme.px(0.46), body.h * 0.3f);
        draw_words(ui, {body.x, body.y + theme.space.m, body.w, words}, round, overlay, false);
        const float ring_room = body.h - words - lower - 2 * gap - theme.space.m;
        const float diameter =
            std::min({theme.component("ring_quiet").diameter * 1.1f, ring_room / 1.14f, body.w * 0.8f});
        draw_hearth_ring(ui, huddle, {body.x + body.w / 2, body.y + theme.space.m + words + gap + ring_room / 2},
                         diameter);
        const float y = body.bottom() - lower;
        if (phones) frame::draw_qr_card(ui, {body.x, y, body.w, code - gap});
        draw_sealed(ui, {body.x, body.bottom() - sealed, body.w, sealed}, board.waiting);
        return;
    }
    const float right_width = std::floor(std::min(theme.px(0.4259), body.w * 0.26f));
    const float sealed = std::max(theme.px(0.13), 2.2f * ui::line_height(theme.text("body")) + theme.space.m);
    const ui::Rect right{body.right() - right_width, body.y, right_width, body.h};
    const float widest = body.w - right_width;
    const float diameter = std::min({theme.component("ring_quiet").diameter, body.h / 1.14f, widest * 0.5f});
    const float outer = diameter * 1.13f;
    // The ring is in the middle of the area that the code leaves free, with the words before it.
    const float left_width = std::floor(std::min((widest - outer) * 0.86f, theme.px(0.52)));
    const float free = widest - left_width - outer;
    draw_words(ui, {body.x, body.y, left_width, body.h}, round, overlay, true);
    draw_hearth_ring(ui, huddle, {body.x + left_width + free / 2 + outer / 2, body.y + body.h / 2}, diameter);
    if (phones) draw_add_a_note(ui, {right.x, right.y, right.w, right.h - sealed - gap});
    const float sealed_y = phones ? right.bottom() - sealed : right.y + (right.h - sealed) / 2;
    draw_sealed(ui, {right.x, sealed_y, right.w, sealed}, board.waiting);
}

}  // namespace hearthside::screens::quiet
