// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/strip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/huddle/pace.h"
#include "core/huddle/prompting.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::frame {

namespace {

constexpr huddle::Milliseconds one_minute{60'000};

huddle::Milliseconds last_minute_of(const huddle::RoundBoard& round) {
    return round.allotted < 3 * one_minute ? round.allotted / 4 : one_minute;
}

// A prompt of two lines breaks near its middle, so that no word is alone.
float balanced_width(ui::Ui& ui, const std::string& text, const text::TextStyle& style, float room) {
    const float all = ui::text_width(ui, text, style);
    if (all <= room || all > 1.7f * room) return room;
    return std::min(room, all * 0.58f);
}

struct Header {
    float bottom = 0;
};

Header draw_title(ui::Ui& ui, const huddle::HuddleBoard& huddle, const ChromeLook& look, const ui::Rect& room,
                  float disc_size, const ui::RoundColours& colours) {
    const auto& theme = ui.theme;
    const huddle::Round& round = huddle.current().round;
    text::TextStyle heading = theme.text("button", colours.ink);
    heading.weight = 650;
    heading.family = theme.text("prompt").family;
    const text::TextStyle prompt = theme.text("prompt");
    const std::string asked = look.prompt.empty() ? huddle::prompt_at(huddle, ui.now) : look.prompt;
    const std::string words = asked.empty() ? ui.tr_title(round.title) : ui.tr(asked);
    const std::string first = huddle::speaks_first(huddle, huddle.clock.current);
    const std::string quiet = !look.quiet_line.empty()                ? look.quiet_line
                              : !look.prompt.empty() || first.empty() ? std::string{}
                                                                      : ui.tr(first);
    const float lead = disc_size + theme.space.l;
    const float width = balanced_width(ui, words, prompt, room.w - lead);
    const float heading_height = ui::line_height(heading) * 1.05f;
    const float prompt_height = std::min(ui::text_height(ui, words, prompt, width), 2.2f * ui::line_height(prompt));
    text::TextStyle small = theme.text("note", theme.colours.ink_soft);  // the group reads it
    small.weight = 450;
    if (ui::text_width(ui, quiet, small) > room.w - lead) small.size_px = theme.text("label").size_px;
    float quiet_height = quiet.empty() ? 0 : ui::line_height(small);
    // A small panel, or long words, leave no room for it.
    const bool compact = theme.shape == ui::ScreenShape::compact;
    if (compact && heading_height + prompt_height + quiet_height > std::max(disc_size, room.h) * 1.2f) quiet_height = 0;
    if (quiet_height > 0 && ui::text_width(ui, quiet, small) > room.w - lead) quiet_height = 0;
    const float all = heading_height + prompt_height + quiet_height;
    const float height = std::max({disc_size, all, room.h});
    ui::disc(ui, {room.x + disc_size / 2, room.y + height / 2}, disc_size, colours.ink, round.icon, colours.on_ink,
             0.46f);
    float y = room.y + (height - all) / 2;
    ui::label(ui, {room.x + lead, y, room.w - lead, heading_height},
              look.heading.empty() ? ui.tr_title(round.title) : ui.tr(look.heading), heading);
    y += heading_height;
    ui::label(ui, {room.x + lead, y, width + 1, prompt_height + 1}, words, prompt, {.lines = 2});
    y += prompt_height;
    if (quiet_height > 0) ui::label(ui, {room.x + lead, y, room.w - lead, quiet_height}, quiet, small);
    return {room.y + height};
}

std::string loan_text(const ui::Ui& ui, const huddle::HuddleBoard& huddle) {
    const huddle::MinuteOffer& offer = huddle.minute;
    if (offer.amount.count() <= 0) return ui.tr("no spare time");
    if (offer.loans.empty()) return ui.tr("from time we saved");
    if (offer.loans.size() > 2) return ui.tr("from later rounds");
    const auto title = [&](std::size_t loan) { return ui.tr_title(huddle.rounds[offer.loans[loan].from].round.title); };
    if (offer.loans.size() == 1) return fmt::format(fmt::runtime(ui.tr("from {}")), title(0));
    return fmt::format(fmt::runtime(ui.tr("from {} and {}")), title(0), title(1));
}

struct BarButton {
    std::string name, text;
    ui::ButtonLook look;
    float width = 0;
};

// Draws the bar at the bottom. Returns the free area in its middle, and in `top` where the bar begins.
ui::Rect draw_bar(ui::Ui& ui, const huddle::HuddleBoard& huddle, ChromeView& view, bool next_filled,
                  const ui::RoundColours& colours, float& top) {
    const auto& theme = ui.theme;
    const bool running = huddle.clock.running;
    const bool last = huddle.clock.current + 1 >= huddle.rounds.size();
    std::vector<BarButton> left;
    if (huddle.clock.current > 0) left.push_back({"back", ui.tr("Back"), {.icon = "back"}});
    if (huddle.may_call_off) left.push_back({"not-now", ui.tr("Not now"), {.icon = "close"}});
    if (running)
        left.push_back({"pause", ui.tr("Pause"), {.icon = "pause"}});
    else
        left.push_back(
            {"resume", ui.tr("Carry on"), {.kind = ui::ButtonKind::next, .icon = "play", .colours = &colours}});
    const bool offered = huddle.minute.amount.count() > 0;
    const std::string gain = offered ? ui::span_text(ui, huddle.minute.amount) : ui::span_text(ui, one_minute);
    // A small panel leaves out buttons that are not available.
    if (offered || theme.shape != ui::ScreenShape::compact)
        left.push_back({"add-minute", gain, {.icon = "plus", .caption = loan_text(ui, huddle), .enabled = offered}});

    BarButton next{last ? "close-huddle" : "next-round", {}, {.kind = ui::ButtonKind::next}};
    next.text = last ? ui.tr("Close with thanks") : ui.tr_title(huddle.rounds[huddle.clock.current + 1].round.title);
    next.look.icon = last ? "check" : "next";
    next.look.icon_after = !last;
    if (running && next_filled)
        next.look.colours = &colours;
    else
        next.look.kind = ui::ButtonKind::ordinary;

    const float gap = std::max(theme.space.m, theme.touch.gap);
    float needed = 0;
    for (BarButton& it : left) {
        it.width = ui::button_width(ui, it.text, it.look);
        needed += it.width + gap;
    }
    next.width = ui::button_width(ui, next.text, next.look);
    const ui::Rect bar{theme.margin.x, 0, static_cast<float>(theme.width) - 2 * theme.margin.x, 0};
    const float height = ui::button_height(ui, ui::ButtonKind::ordinary),
                tall = ui::button_height(ui, ui::ButtonKind::next);
    const float middle = static_cast<float>(theme.height) - theme.margin.bottom - height / 2;
    const bool two_rows = theme.shape == ui::ScreenShape::portrait && needed + next.width > bar.w;
    // Words shrink a little before a button is dropped.
    if (!two_rows && needed + next.width > bar.w) {
        const float part = (bar.w - gap * static_cast<float>(left.size())) /
                           (needed + next.width - gap * static_cast<float>(left.size()));
        for (BarButton& it : left) it.width = std::floor(it.width * part);
        next.width = std::floor(next.width * part);
    }
    if (two_rows) {
        const float part =
            (bar.w - gap * static_cast<float>(left.size() - 1)) / (needed - gap * static_cast<float>(left.size()));
        if (part < 1)
            for (BarButton& it : left) it.width = std::floor(it.width * part);
        next.width = bar.w;
    }

    float x = bar.x;
    const auto draw = [&](const BarButton& it, float at, float centre_y) {
        // Next keeps its height while Carry on is the filled button.
        const bool is_tall = it.look.kind == ui::ButtonKind::next || &it == &next;
        const float h = is_tall ? tall : height;
        return ui::button(ui, it.name, ui::sided(ui, {at, std::round(centre_y - h / 2), it.width, h}), it.text,
                          it.look);
    };
    // Until the Room has answered, another tap would lead on from a round that nobody has seen.
    const bool moving = view.moving != 0 && ui.outcome(view.moving).state == ui::OutcomeState::waiting;
    const auto send = [&](huddle::Intent intent) {
        view.refused.clear();
        view.last = ui.intend(std::move(intent));
    };
    const auto lead = [&](huddle::Intent intent) {
        if (moving) return false;
        send(std::move(intent));
        view.moving = view.last;
        return true;
    };
    for (const BarButton& it : left) {
        if (draw(it, x, middle)) {
            if (it.name == "back")
                lead(huddle::Back{});
            else if (it.name == "not-now")
                lead(huddle::CallOff{});
            else if (it.name == "pause")
                send(huddle::Pause{});
            else if (it.name == "resume")
                send(huddle::Resume{});
            else
                send(huddle::AddMinute{});
        }
        x += it.width + gap;
    }
    const float next_middle = two_rows ? middle - height / 2 - theme.space.m - tall / 2 : middle;
    if (draw(next, bar.right() - next.width, next_middle)) {
        if (last)
            view.closing = lead(huddle::CloseHuddle{});
        else
            lead(huddle::OpenNextRound{});
    }
    top = next_middle - tall / 2;
    const float free_end = two_rows ? bar.right() : bar.right() - next.width - gap;
    return ui::sided(ui, {x, std::round(middle - height / 2), std::max(0.0f, free_end - x), height});
}

// The address beside a small code has a fixed size, because only one size fits.
text::TextStyle address_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text("small");
    style.size_px /= ui.theme.text_size;
    style.weight = 600;
    return style;
}

std::string over_sentence(const ui::Ui& ui, huddle::Milliseconds over) {
    if (over < one_minute) return ui.tr("Finish the thought, then move on together.");
    if (over < 2 * one_minute) return ui.tr("What is the one thing to take from this?");
    return ui.tr("We can come back to it. Hope and close keep their time.");
}

}  // namespace

const ui::RoundColours& colours_of(const ui::Ui& ui, const huddle::Round& round) {
    return ui.theme.round(round.colour);
}

float pause_width(ui::Ui& ui) {
    const bool compact = ui.theme.shape == ui::ScreenShape::compact;
    return compact ? std::max(ui.theme.touch.floor, ui::button_height(ui, ui::ButtonKind::quiet))
                   : ui::button_width(ui, ui.tr("Pause"), {.icon = "pause"});
}

void pause_button(ui::Ui& ui, const ui::Rect& rect) {
    const bool compact = ui.theme.shape == ui::ScreenShape::compact;
    if (ui::button(ui, "pause", rect, compact ? std::string() : ui.tr("Pause"), {.icon = "pause"}))
        ui.intend(huddle::Pause{});
}

void wake_for_clock(ui::Ui& ui, const huddle::HuddleBoard& huddle) {
    if (!huddle.clock.running) return;
    // Wakes just after the shown second changes.
    const long long left = huddle::left_at(huddle.clock, ui.now).count();
    const long long into = ((left % 1000) + 1000) % 1000;
    ui.wake_at(ui.now + huddle::Milliseconds(into == 0 ? 1000 : into) + huddle::Milliseconds(left < 0 ? 1 : 0));
}

float part_on_ring(ui::Ui& ui, const huddle::HuddleBoard& huddle, float diameter) {
    const huddle::Milliseconds left = huddle::left_at(huddle.clock, ui.now);
    const bool over = left.count() < 0;
    const float whole = over ? 2.0f * static_cast<float>(one_minute.count())
                             : static_cast<float>(std::max<long long>(1, huddle.current().allotted.count()));
    huddle::Milliseconds shown = left;
    if (huddle.clock.running) {
        const huddle::Milliseconds ease = ui::motion_of(ui).ring_ease;
        shown = ui::eased_left(left, ease);
        const float px_a_second = std::numbers::pi_v<float> * diameter * 1000 / whole;
        if (const auto next = ui::next_ring_frame(left, ease, px_a_second); next > huddle::Milliseconds{0})
            ui.wake_at(ui.now + next);
    }
    return static_cast<float>(over ? -shown.count() : shown.count()) / whole;
}

void draw_time_ring(ui::Ui& ui, const huddle::HuddleBoard& huddle, ImVec2 centre, float diameter, bool with_words) {
    const auto& theme = ui.theme;
    const huddle::RoundBoard& round = huddle.current();
    const ui::RoundColours& colours = colours_of(ui, round.round);
    const huddle::Milliseconds left = huddle::left_at(huddle.clock, ui.now);
    const huddle::Milliseconds last_minute = last_minute_of(round);
    const bool running = huddle.clock.running, over = left.count() < 0;
    ui::RingLook look{.part = part_on_ring(ui, huddle, diameter), .arc = colours.ink, .track = theme.colours.sand};
    std::string words = fmt::format(fmt::runtime(ui.tr("left of {}")), ui::span_text(ui, round.allotted));
    if (theme.shape == ui::ScreenShape::compact) words = ui.tr("left");
    text::Colour words_colour = theme.colours.ink_soft;
    if (over) {
        look.arc = theme.colours.ember;
        words = ui.tr("past our time");
        words_colour = theme.colours.ember_ink;
    } else {
        if (left <= last_minute) {
            const float eased = static_cast<float>((last_minute - left).count()) / 4000.0f;
            look.arc = ui::mix(colours.ink, theme.colours.ember, std::min(1.0f, eased));
            words = last_minute == one_minute ? ui.tr("last minute") : ui.tr("nearly there");
        }
    }
    if (!running) {
        look.dashed = true;
        look.arc = theme.colours.control_line;
        words = ui.tr("paused");
        words_colour = theme.colours.ink_soft;
    }
    ui::ring(ui, centre, diameter, look);
    const float inner = diameter * (1 - 2.6f * theme.ring.stroke);
    text::TextStyle time = theme.text("ring");
    // The clock is inside the ring and has a size fixed by it.
    time.size_px = with_words ? diameter * 0.277f : diameter * 0.27f;
    if (!with_words) {
        ui::label(ui, {centre.x - inner / 2, centre.y - time.size_px / 2, inner, time.size_px}, ui::clock_text(left),
                  time, {.align = text::TextAlign::centre, .shrink_to = 0.6f});
        return;
    }
    text::TextStyle small = theme.text("label", words_colour);
    // This text is also inside the ring, but stays as large as the smallest text.
    small.size_px = std::max(diameter * 0.0923f, theme.text("small").size_px / theme.text_size);
    small.weight = 600;
    const float line = small.size_px * 1.3f;
    const float top = centre.y - (time.size_px + line) / 2;
    const float room = inner * (theme.shape == ui::ScreenShape::compact ? 1.0f : 0.89f);
    ui::label(ui, {centre.x - room / 2, top, room, time.size_px}, ui::clock_text(left), time,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
    ui::label(ui, {centre.x - room / 2, top + time.size_px, room, line}, words, small,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
}

void draw_qr_card(ui::Ui& ui, const ui::Rect& rect) {
    if (ui.environment.url.empty()) return;
    const auto& theme = ui.theme;
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const bool wide = rect.w > rect.h * 1.3f;
    ui::shadow(ui, rect, theme.radius.card);
    ui::fill(ui, rect, theme.colours.paper, theme.radius.card);
    text::TextStyle title = theme.text("label");
    title.weight = 650;
    title.size_px *= 1.15f;
    const text::TextStyle address = address_style(ui);
    const std::string address_words = ui::breakable_address(ui.environment.address);
    const int most = std::max(2, theme.component("qr_mid").module);
    if (wide) {
        const ui::Rect code{rect.x, rect.y, rect.h, rect.h};
        ui::qr_code(ui, code, ui.environment.url, most);
        const ui::Rect words{code.right() + theme.space.s, rect.y, rect.w - rect.h - theme.space.s - theme.space.l,
                             rect.h};
        const float line = ui::line_height(theme.text("prompt"));
        float y = rect.y + (rect.h - line - ui::line_height(theme.text("body")) - 2.2f * ui::line_height(address)) / 2;
        ui::label(ui, {words.x, y, words.w, line}, ui.tr("Add a note"), theme.text("prompt"));
        y += line;
        ui::label(ui, {words.x, y, words.w, ui::line_height(theme.text("body"))}, ui.tr("Anonymous. No log-in."),
                  theme.text("body", theme.colours.ink_soft));
        y += ui::line_height(theme.text("body")) * 1.15f;
        ui::label(ui, {words.x, y, words.w, rect.bottom() - y}, address_words, address,
                  {.vertical = ui::VerticalAlign::top, .lines = 0});
        return;
    }
    const float head = ui::line_height(title) + (compact ? theme.space.xs : theme.space.m);
    // A small panel drops the address, never the code.
    const ui::Rect words = ui::inset(rect, theme.space.s, 0);
    const float foot = compact ? 0 : ui::text_height(ui, address_words, address, words.w) + theme.space.s;
    ui::label(ui,
              {rect.x + theme.space.xs, rect.y + theme.space.xs, rect.w - 2 * theme.space.xs, head - theme.space.xs},
              ui.tr("Add a note"), title, {.align = text::TextAlign::centre});
    const float up = compact ? 0 : theme.space.s;
    ui::qr_code(ui, {rect.x, rect.y + head - up, rect.w, rect.h - head - foot + up}, ui.environment.url, most);
    if (!compact)
        ui::label(ui, {words.x, rect.bottom() - foot, words.w, foot - theme.space.s + 1}, address_words, address,
                  {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 1});
}

float wifi_row_height(const ui::Ui& ui) {
    const bool shown = !ui.environment.wifi_code.empty() && !ui.environment.url.empty();
    return shown && ui.theme.shape != ui::ScreenShape::compact ? ui.theme.px(0.155) : 0;
}

void draw_wifi_row(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const ui::Rect code{rect.x, rect.y, std::min(rect.h, rect.w * 0.45f), rect.h};
    ui::qr_code(ui, code, ui.environment.wifi_code, theme.component("qr_small").module);
    text::TextStyle first = theme.text("label"), second = theme.text("small", theme.colours.ink_soft);
    first.weight = 650;
    const ui::Rect words{code.right(), rect.y, rect.right() - code.right() - theme.space.m, rect.h};
    const float a =
        std::min(2.1f * ui::line_height(first), ui::text_height(ui, ui.tr("First join the Wi-Fi"), first, words.w));
    const float b = ui::line_height(second), y = rect.y + (rect.h - a - b) / 2;
    ui::label(ui, {words.x, y, words.w, a + 1}, ui.tr("First join the Wi-Fi"), first, {.lines = 2});
    ui::label(ui, {words.x, y + a, words.w, b}, ui.environment.wifi_name, second, {.shrink_to = 0.85f});
}

RoundFrame draw_round_chrome(ui::Ui& ui, const huddle::Board& board, ChromeView& view, const ChromeLook& look) {
    const huddle::HuddleBoard& huddle = *board.huddle;
    const auto& theme = ui.theme;
    const huddle::RoundBoard& round = huddle.current();
    const ui::RoundColours& colours = colours_of(ui, round.round);
    wake_for_clock(ui, huddle);
    if (view.last != 0) {
        const ui::Outcome outcome = ui.outcome(view.last);
        if (outcome.state != ui::OutcomeState::waiting) view.last = 0;
        if (outcome.state == ui::OutcomeState::refused) view.refused = ui.tr(outcome.sentence);
    }
    const huddle::Milliseconds left = huddle::left_at(huddle.clock, ui.now);
    RoundFrame frame;
    frame.colours = &colours;
    frame.paused = !huddle.clock.running;
    frame.over = left.count() < 0;
    frame.strip = draw_strip(ui, huddle);

    float bar_top = 0;
    frame.middle = draw_bar(ui, huddle, view, look.next_filled, colours, bar_top);

    const float right = static_cast<float>(theme.width) - theme.margin.x;
    const float top = frame.strip.bottom() + theme.space.m;
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const bool rail = look.ring == RingPlace::rail && !portrait;
    const bool has_qr = look.qr && look.ring == RingPlace::rail && !ui.environment.url.empty();
    float bottom = bar_top - theme.space.m;
    frame.body = {theme.margin.x, top, right - theme.margin.x, bottom - top};
    float header_height = 0;
    if (rail) {
        frame.body.w -= theme.rail_width + std::min(theme.space.xl, theme.margin.x);
        frame.body = ui::sided(ui, frame.body);
        const float x = ui::sided(ui, {right - theme.rail_width, top, theme.rail_width, bottom - top}).x;
        // On a small panel the code needs the room more than the ring does.
        const bool small = theme.shape == ui::ScreenShape::compact;
        const float diameter =
            std::min(theme.component("ring_rail").diameter, theme.rail_width * (small ? 0.82f : 1.0f));
        draw_time_ring(ui, huddle, {x + theme.rail_width / 2, top + diameter / 2 + theme.space.xs}, diameter, true);
        if (has_qr) {
            const float head = ui::line_height(theme.text("label")) + theme.space.m;
            const float foot = theme.shape == ui::ScreenShape::compact
                                   ? 0
                                   : ui::text_height(ui, ui::breakable_address(ui.environment.address),
                                                     address_style(ui), theme.rail_width - 2 * theme.space.s) +
                                         theme.space.s;
            const float ring_end = top + diameter + theme.space.xs + theme.space.m;
            const float height = std::min(theme.rail_width + head + foot, bottom - ring_end);
            draw_qr_card(ui, {x, bottom - height, theme.rail_width, height});
        }
    } else if (look.ring != RingPlace::none) {
        const float diameter = theme.component("ring_small").diameter;
        const ui::Rect place = ui::sided(ui, {right - diameter, top, diameter, diameter});
        draw_time_ring(ui, huddle, ui::centre_of(place), diameter, false);
        header_height = diameter;
        if (portrait && has_qr) {
            const float height = theme.rail_width * 0.9f;
            draw_qr_card(ui, {frame.body.x, bottom - height, frame.body.w, height});
            bottom -= height + theme.space.m;
        }
    }
    float y = top;
    if (look.title) {
        ui::Rect room{frame.body.x, top, frame.body.w, header_height};
        if (!rail && look.ring != RingPlace::none) room.w -= theme.component("ring_small").diameter + theme.space.l;
        if (room.w < frame.body.w) room = ui::sided(ui, room);
        const float disc_size = theme.px(rail ? 0.1111 : 0.1037);
        if (look.header_end > 0) room.w -= look.header_end + theme.space.l;
        const float end = draw_title(ui, huddle, look, room, disc_size, colours).bottom;
        frame.header_end = {room.right() + theme.space.l, top, look.header_end, end - top};
        y = end + theme.space.m;
    }
    const auto strip_banner = [&](const ui::BannerLook& what) {
        const float height = ui::banner_height(ui);
        ui::banner(ui, {frame.body.x, y, frame.body.w, height}, what);
        y += height + theme.space.m;
    };
    const std::string trouble = !view.refused.empty() ? view.refused : ui.tr(board.trouble);
    if (!trouble.empty())
        strip_banner({.icon = "chat", .bold = trouble});
    else if (look.over_time_banner && frame.over && !frame.paused)
        strip_banner(
            {.icon = "clock", .bold = ui.tr("This one needed a little longer."), .plain = over_sentence(ui, -left)});
    frame.body.y = y;
    frame.body.h = std::max(0.0f, bottom - y);
    return frame;
}

}  // namespace hearthside::screens::frame
