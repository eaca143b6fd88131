// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/sealed_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::wall {

namespace {

struct Words {
    std::string title, sentence;
};

bool writes_quietly(const huddle::RoundBoard& round, huddle::Milliseconds spent) {
    if (round.released || round.round.silent_share <= 0) return false;
    return static_cast<double>(spent.count()) <
           round.round.silent_share * static_cast<double>(round.round.planned.count());
}

Words words_of(const ui::Ui& ui, const huddle::RoundBoard& round, huddle::Band waiting, std::size_t set_aside,
               huddle::Milliseconds spent) {
    if (set_aside > 0) {
        return {ui.tr("The note was set aside", "The notes were set aside", set_aside),
                ui.tr("That is fine. Take the question round the room.")};
    }
    if (round.holding) {
        return {ui.tr("These notes wait for next time"),
                ui.tr("Only a few came. They stay sealed and mix with later ones, so nobody can guess who "
                      "wrote them. Talk about the question together.")};
    }
    if (round.released) {
        return {ui.tr("No notes this time"), ui.tr("That is fine. Take the question round the room.")};
    }
    if (writes_quietly(round, spent)) {
        return {ui.tr("Write quietly first"), ui.tr("Scan the code or write here. Then open the notes together.")};
    }
    switch (waiting) {
        case huddle::Band::none_yet:
            return {ui.tr("No notes yet"), ui.tr("Scan the code or write here. One word is enough.")};
        case huddle::Band::a_few:
            // Only the band is known here, so the minimum is said before somebody asks for too few.
            if (round.round.release_at_least > 1)
                return {ui.tr("A few notes are waiting"),
                        fmt::format(fmt::runtime(ui.tr("They open together when there are at least {}. Fewer wait for "
                                                       "next time, so nobody can guess who wrote them.")),
                                    round.round.release_at_least)};
            return {ui.tr("A few notes are waiting"), ui.tr("They stay sealed until you open them together.")};
        case huddle::Band::five_or_more:
            return {ui.tr("Five or more notes are waiting"), ui.tr("They stay sealed until you open them together.")};
    }
    return {};
}

// A small pile of notes that lie face down: always three, however many there are. `fanned`, from 0 to 1, says
// how far they have drawn apart.
void draw_pile(ui::Ui& ui, ImVec2 centre, float width, const ui::RoundColours& colours, float fanned = 0) {
    const float w = width * 0.62f, h = w * 0.66f;
    const float step_x = (width - w) / 2 * (1 + 1.6f * fanned), step_y = h * 0.24f * (1 + 0.8f * fanned);
    for (int number = 0; number < 3; ++number) {
        const float at = static_cast<float>(number) - 1;
        const ui::Rect back{std::round(centre.x - w / 2 + at * step_x), std::round(centre.y - h / 2 + at * step_y), w,
                            h};
        // The lower ones are paler, so that each stands out from the one below at night too, without shadows.
        ui::RoundColours shade = colours;
        shade.tint = ui::mix(colours.tint_soft, colours.tint, 0.5f + 0.25f * static_cast<float>(number));
        ui::note_card(ui, back, shade);
        if (number == 2) ui::icon(ui, "envelope", ui::centre_of(back), h * 0.36f, colours.ink);
    }
}

// Beside the words, or over them in portrait.
float pile_width(const ui::Ui& ui, const ui::Rect& body) {
    return ui.theme.shape == ui::ScreenShape::portrait ? std::min(body.w * 0.42f, body.h * 0.3f)
                                                       : std::min(body.w * 0.27f, body.h * 0.72f);
}

float panel_pad(const ui::Ui& ui, const ui::Rect& body) { return std::min(ui.theme.space.xxl, body.h * 0.08f); }

}  // namespace

bool may_open(const huddle::RoundBoard& round, huddle::Band waiting) {
    return !round.released && waiting != huddle::Band::none_yet;
}

ImVec2 pile_centre(const ui::Ui& ui, const ui::Rect& body) {
    if (ui.theme.shape == ui::ScreenShape::portrait) return {body.x + body.w / 2, body.y + body.h * 0.35f};
    return {body.x + 1.5f * panel_pad(ui, body) + pile_width(ui, body) / 2, body.y + body.h / 2};
}

void draw_opening_panel(ui::Ui& ui, const ui::Rect& body, const huddle::RoundBoard& round, float part) {
    if (part >= 1) return;
    const ui::RoundColours& colours = frame::colours_of(ui, round.round);
    const ui::Posed fading(ui, {.alpha = 1 - part});
    ui::fill(ui, body, colours.tint_soft, ui.theme.radius.panel);
    ui::outline(ui, body, colours.tint, ui.theme.radius.panel, ui.theme.line.control);
    draw_pile(ui, pile_centre(ui, body), pile_width(ui, body), colours, part);
}

SealedAnswer draw_sealed_panel(ui::Ui& ui, const ui::Rect& body, const huddle::RoundBoard& round, huddle::Band waiting,
                               std::size_t set_aside, huddle::Milliseconds spent) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = frame::colours_of(ui, round.round);
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const Words words = words_of(ui, round, waiting, set_aside, spent);
    const bool offers = may_open(round, waiting);

    ui::fill(ui, body, colours.tint_soft, theme.radius.panel);
    ui::outline(ui, body, colours.tint, theme.radius.panel, theme.line.control);

    const float pad = panel_pad(ui, body), pile = pile_width(ui, body);
    const float lead = portrait ? 0 : 2 * pad + pile + theme.space.xxl;
    const float room = body.w - lead - (portrait ? 2 * pad : pad);
    const text::TextAlign align = portrait ? text::TextAlign::centre : text::TextAlign::start;

    text::TextStyle title = theme.text("title", colours.ink);
    const text::TextStyle plain = theme.text("note");
    const std::string open = ui.tr("Open the notes");
    const ui::ButtonLook look{.kind = ui::ButtonKind::main, .icon = "envelope", .colours = &colours};
    const float tall = offers ? ui::button_height(ui, ui::ButtonKind::main) : 0;
    const float wide = std::min(room, std::max(ui::button_width(ui, open, look), theme.px(0.35)));
    const float gap = std::min(theme.space.xl, body.h * 0.06f);
    float first = std::min(ui::text_height(ui, words.title, title, room), 2.1f * ui::line_height(title));
    float second = std::min(ui::text_height(ui, words.sentence, plain, room), 4.1f * ui::line_height(plain));
    // On a small panel with large text the sentence is dropped, never the button.
    const float button_room = offers ? gap + tall : 0;
    if (first + theme.space.s + second + button_room > body.h) second = 0;
    if (first + button_room > body.h) first = ui::line_height(title);
    const float words_tall = first + theme.space.s + second + button_room;
    const float all = words_tall + (portrait ? pile + gap : 0);

    float y = body.y + std::max(0.0f, (body.h - all) / 2);
    const float x = body.x + (portrait ? pad : lead);
    const ImVec2 where_pile = portrait ? ImVec2{body.x + body.w / 2, y + pile / 2} : pile_centre(ui, body);
    if (set_aside > 0 || (round.released && !round.holding)) {
        ui::disc(ui, where_pile, pile * 0.55f, colours.tint, round.round.icon, colours.ink, 0.46f);
    } else {
        draw_pile(ui, where_pile, pile, colours);
    }
    if (portrait) y += pile + gap;
    ui::label(ui, {x, y, room, first + 1}, words.title, title, {.align = align, .lines = 2});
    y += first + theme.space.s;
    if (second > 0)
        ui::label(ui, {x, y, room, second + 1}, words.sentence, plain,
                  {.align = align, .vertical = ui::VerticalAlign::top, .lines = 4});
    y += second + gap;
    if (!offers) return SealedAnswer::none;
    const ui::Rect where{portrait ? body.x + (body.w - wide) / 2 : x, std::round(y), wide, tall};
    return ui::button(ui, "release-notes", where, open, look) ? SealedAnswer::open_notes : SealedAnswer::none;
}

}  // namespace hearthside::screens::wall
