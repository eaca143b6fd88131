// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/write_here/write_here.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text/note_text.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/write_here/places.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::write_here {

namespace {

constexpr huddle::Milliseconds ask_again{100};  // while a note is being saved

// The open round, or else the nearest one to come, or else the last one: what people most likely want to
// write for.
huddle::RoundCategory likely_category(const huddle::Board& board) {
    if (!board.huddle) return huddle::RoundCategory::wins;
    const auto& rounds = board.huddle->rounds;
    std::optional<huddle::RoundCategory> last;
    for (std::size_t index = 0; index < rounds.size(); ++index) {
        const auto theme = huddle::category_of(rounds[index].round.kind);
        if (!theme) continue;
        if (index >= board.huddle->clock.current) return *theme;
        last = theme;
    }
    return last.value_or(huddle::RoundCategory::wins);
}

// Wipes the words, and every picture of them.
void wipe(ui::Ui& ui, WriteHereView& view) {
    ui::clear(view.field);
    frame::wipe_nudge(view.nudge);
    ui.pictures.forget_private_texts();
}

void start_note(ui::Ui& ui, const huddle::Board& board, WriteHereView& view) {
    wipe(ui, view);
    view = {};
    view.open = true;
    view.category = likely_category(board);
    view.token = ui.new_token();
    view.last_touched = ui.now;
}

// Called last in a frame, so this frame is complete. The next one shows the screen below.
void leave(ui::Ui& ui, WriteHereView& view, frame::Overlay& overlay) {
    abandon_write_here(ui, view);
    overlay.close();
    ui.wake_at(ui.now);
}

// By Close. Whoever comes back within the time of a look away finds the words; no picture of them stays.
void put_down(ui::Ui& ui, WriteHereView& view, frame::Overlay& overlay) {
    view.put_down = true;
    frame::close_nudge(view.nudge);
    view.keyboard = {};
    view.keyboard_shown = true;
    ui.pictures.forget_private_texts();
    overlay.close();
    ui.wake_at(ui.now);
}

bool somebody_is_there(const ui::Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    return !ui.keys.empty() || io.MouseDown[0] || io.MouseReleased[0];
}

void send(ui::Ui& ui, WriteHereView& view) {
    const huddle::Result<huddle::CleanText> clean = text::clean_note_text(view.field.text());
    if (!clean) {
        view.problem = ui.tr(clean.problem().sentence);
        return;
    }
    view.problem.clear();
    view.ticket = ui.intend(huddle::AddNote{view.category, *clean, view.token});
}

frame::NudgedTexts texts_of(WriteHereView& view) { return {{&view.field}}; }

// Once, and only when something was found. Otherwise it is sent.
void ask_or_send(ui::Ui& ui, WriteHereView& view) {
    if (!frame::open_nudge(view.nudge, texts_of(view))) return send(ui, view);
    view.problem.clear();
    ui.wake_at(ui.now);
}

void hear_answer(ui::Ui& ui, WriteHereView& view) {
    if (view.ticket == 0) return;
    const ui::Outcome outcome = ui.outcome(view.ticket);
    if (outcome.state == ui::OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
    view.ticket = 0;
    if (outcome.state == ui::OutcomeState::refused) {
        view.problem = ui.tr(outcome.sentence);
        return frame::close_nudge(view.nudge);
    }
    wipe(ui, view);
    view.sent = true;
}

void draw_promise(ui::Ui& ui, const ui::Rect& rect) {
    if (rect.w <= 0) return;
    const text::TextStyle style = ui.theme.text("small", ui.theme.colours.ink_soft);
    const float line = ui::line_height(style) * 1.05f;
    const std::string first = ui.tr("Anonymous."), second = ui.tr("No names kept.");
    const float wide = std::max(ui::text_width(ui, first, style), ui::text_width(ui, second, style));
    const float x = rect.right() - wide, middle = rect.y + rect.h / 2;
    const float size = style.size_px * 1.3f;
    ui::icon(ui, "shield", {x - size, middle}, size, style.colour);
    ui::label(ui, {x, middle - line, wide + 1, line}, first, style);
    ui::label(ui, {x, middle, wide + 1, line}, second, style);
}

std::string counter_text(ui::Ui& ui, std::size_t count) {
    const std::size_t of =
        count > text::note_graphemes_guide ? text::note_graphemes_at_most : text::note_graphemes_guide;
    return fmt::format(fmt::runtime(ui.tr("{count} of {most}")), fmt::arg("count", count), fmt::arg("most", of));
}

// The seconds until the words leave the screen, once it says so.
std::optional<long long> seconds_left(const ui::Ui& ui, const WriteHereView& view) {
    const huddle::Milliseconds idle = std::chrono::duration_cast<huddle::Milliseconds>(ui.now - view.last_touched);
    if (idle < write_here_idle - write_here_warning) return {};
    return std::chrono::ceil<huddle::Seconds>(write_here_idle - idle).count();
}

std::string leaving_words(ui::Ui& ui, long long seconds) {
    return fmt::format(fmt::runtime(ui.tr("Your words will be cleared in {} s.")), seconds);
}

struct Notice {
    std::string icon, bold, plain;
    bool is_there() const { return !bold.empty(); }
};

// One sentence at a time, the most urgent first.
Notice notice_of(ui::Ui& ui, const WriteHereView& view) {
    const std::size_t count = text::count_graphemes(view.field.text());
    if (const auto left = seconds_left(ui, view))
        return {"clock", ui.tr("Still writing? Touch the screen to continue."), leaving_words(ui, *left)};
    if (!view.problem.empty()) return {"envelope", view.problem, ui.tr("Your words are still here.")};
    if (count > text::note_graphemes_at_most) {
        return {"pencil", ui.tr("This note has grown very long."),
                fmt::format(fmt::runtime(ui.tr("Please shorten it by one character to send it.",
                                               "Please shorten it by {} characters to send it.",
                                               count - text::note_graphemes_at_most)),
                            count - text::note_graphemes_at_most)};
    }
    return {};
}

void draw_notice(ui::Ui& ui, const WritingPlaces& places, const Notice& notice) {
    if (notice.is_there()) {
        ui::banner(ui, places.banner, {.icon = notice.icon, .bold = notice.bold, .plain = notice.plain});
        return;
    }
    if (!places.hint) return;
    const text::TextStyle style = ui.theme.text("body", ui.theme.colours.ink_soft);
    const float size = style.size_px * 1.25f;
    ui::icon(ui, "lock", {places.banner.x + size, places.banner.y + places.banner.h / 2}, size, style.colour);
    const float x = places.banner.x + 2.2f * size;
    ui::label(ui, {x, places.banner.y, places.banner.right() - x, places.banner.h},
              ui.tr("Please leave out names, bed numbers and dates of birth. Your story matters just as much."), style,
              {.lines = 2});
}

enum class Wish { stay, leave, add_another };

Wish draw_sent(ui::Ui& ui, const WriteHereView& view) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(view.category);
    const ui::Rect screen = ui::screen_of(ui);
    const float middle = screen.x + screen.w / 2;
    const float most = screen.w - 2 * theme.margin.x;
    float y = screen.h * (theme.shape == ui::ScreenShape::portrait ? 0.26f : 0.2f);
    const float size = theme.px(theme.shape == ui::ScreenShape::compact ? 0.16 : 0.2);
    ui::disc(ui, {middle, y + size / 2}, size, colours.tint, "envelope", colours.ink, 0.46f);
    y += size + theme.space.xl;
    const text::TextStyle title = theme.text("title"), body = theme.text("body", theme.colours.ink_soft);
    const float first = ui::line_height(title) * (theme.shape == ui::ScreenShape::portrait ? 2.1f : 1.1f);
    ui::label(ui, {theme.margin.x, y, most, first}, ui.tr("Sent. Nobody can see who wrote it."), title,
              {.align = text::TextAlign::centre, .lines = theme.shape == ui::ScreenShape::portrait ? 2 : 1});
    y += first + theme.space.m;
    ui::label(ui, {theme.margin.x, y, most, ui::line_height(body) * 2.1f},
              ui.tr("It stays sealed until the team opens the round together."), body,
              {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 2});
    y += ui::line_height(body) * 2.1f + theme.space.xl;

    const std::string again = ui.tr("Add another"), done = ui.tr("Close");
    const ui::ButtonLook again_look{.icon = "pencil"}, done_look{.kind = ui::ButtonKind::main, .icon = "check"};
    const float tall = ui::button_height(ui, ui::ButtonKind::main);
    const float wide =
        std::max({ui::button_width(ui, again, again_look), ui::button_width(ui, done, done_look), theme.px(0.3)});
    const float gap = std::max(theme.space.m, theme.touch.gap);
    const float x = middle - wide - gap / 2;
    const bool another = ui::button(ui, "add-another", {x, y, wide, tall}, again, again_look);
    const bool close = ui::button(ui, "close-writing", {x + wide + gap, y, wide, tall}, done, done_look);
    return another ? Wish::add_another : close ? Wish::leave : Wish::stay;
}

// On small panels whole lines are above the banner, and stay in place when it appears.
float space_over_lines(const ui::Ui& ui, float height, float line) {
    const float least = ui.theme.space.xs;
    const float lines = std::max(1.0f, std::floor((height - 2 * least) / line));
    return std::clamp(std::floor((height - lines * line) / 2), least, ui.theme.space.l);
}

// The banner may cover its foot. The count is then left out.
void draw_text_panel(ui::Ui& ui, const WritingPlaces& places, bool covered, WriteHereView& view,
                     const std::vector<ui::KeyPress>& presses) {
    const ui::Appearance& theme = ui.theme;
    const ui::Rect& rect = places.text;
    const ui::RoundColours& colours = theme.round(view.category);
    ui::card(ui, rect);
    ui::outline(ui, rect, colours.ink, theme.radius.card, theme.line.control * 1.4f);
    text::TextStyle style = theme.text("prompt");
    style.family = theme.text("body").family;
    style.weight = 500;
    style.line = places.hint ? 1.4f : 1.25f;
    const text::TextStyle small = theme.text("label", theme.colours.ink_soft);
    const float counter = ui::line_height(small) * 1.3f, strip = rect.bottom() - places.banner.y;
    const float foot = covered ? strip : counter;
    const ui::TextFieldAnswer answer = ui::draw_text_field(
        ui, "note-text", {rect.x, rect.y, rect.w, rect.h - foot}, view.field,
        {.style = style,
         .caret = colours.ink,
         .placeholder = ui.tr("What would you like the team to know?"),
         .active = view.ticket == 0,
         .pad_x = theme.space.xl,
         .pad_y = places.hint ? theme.space.l : space_over_lines(ui, rect.h - strip, ui::line_height(style))},
        presses);
    if (answer.tapped) view.keyboard_shown = true;
    if (answer.changed) view.problem.clear();
    if (covered) return;
    ui::label(ui, {rect.x, rect.bottom() - counter - theme.space.xs, rect.w - theme.space.l, counter},
              counter_text(ui, text::count_graphemes(view.field.text())), small, {.align = text::TextAlign::end});
}

// In the place of the writing until somebody says how to go on.
void draw_nudge(ui::Ui& ui, const huddle::Board& board, WriteHereView& view, float bottom) {
    const auto left = seconds_left(ui, view);
    const frame::NudgeStep step = frame::draw_nudge(ui, view.nudge, texts_of(view),
                                                    {.icon = std::string(ui::icon_of(view.category)),
                                                     .heading = ui::word_of(ui, view.category),
                                                     .colours = &ui.theme.round(view.category),
                                                     .promise = ui.tr("Nothing has been sent yet."),
                                                     .warning = left ? leaving_words(ui, *left) : "",
                                                     .send = ui.tr("Send"),
                                                     .send_as_it_is = ui.tr("Send as it is"),
                                                     .pause = board.huddle.has_value(),
                                                     .waiting = view.ticket != 0},
                                                    bottom);
    if (step.rewritten) view.keyboard_shown = true;
    if (step.answer == frame::NudgeAnswer::send) send(ui, view);
    if (!view.problem.empty()) frame::close_nudge(view.nudge);
}

Wish draw_writing(ui::Ui& ui, const huddle::Board& board, WriteHereView& view) {
    const ui::Appearance& theme = ui.theme;
    const float height = static_cast<float>(theme.height);
    std::vector<ui::KeyPress> presses = ui.keys;
    float bottom = height - theme.margin.bottom + theme.space.l;
    if (view.keyboard_shown && (!view.nudge.open || frame::nudge_keeps_keyboard(ui, view.nudge))) {
        const ui::KeyboardAnswer answer =
            ui::draw_keyboard(ui, ui::screen_of(ui), view.keyboard, {.sentences = ui::before_caret(view.field.edit)});
        presses.insert(presses.end(), answer.presses.begin(), answer.presses.end());
        bottom = height - ui::keyboard_height(ui);
        if (answer.done) view.keyboard_shown = false;
    }
    if (view.nudge.open && view.ticket == 0) frame::write_on(view.nudge, presses);
    if (view.nudge.open) {
        draw_nudge(ui, board, view, bottom);
        return Wish::stay;
    }
    const bool in_a_huddle = board.huddle.has_value();
    const WritingPlaces places = writing_places(ui, bottom, in_a_huddle);
    const bool covers = !places.hint && notice_of(ui, view).is_there();

    bool leaving = ui::button(ui, "close-writing", places.close, ui.tr("Close"), {.icon = "close"});
    if (in_a_huddle) frame::pause_button(ui, places.pause);
    for (const huddle::RoundCategory each : huddle::all_categories) {
        const std::string name = "round-" + std::string(huddle::to_text(each));
        if (ui::round_chip(ui, name, places.chips[huddle::index_of(each)], each, each == view.category))
            view.category = each;
    }
    draw_promise(ui, places.promise);
    draw_text_panel(ui, places, covers, view, presses);
    const Notice notice = notice_of(ui, view);  // after the key presses of this frame
    if (places.hint || notice.is_there() == covers)
        draw_notice(ui, places, notice);
    else
        ui.wake_at(ui.now);  // in the next frame the text makes room, or takes it back

    const std::size_t count = text::count_graphemes(view.field.text());
    if (ui::button(ui, "send-note", places.send, ui.tr("Send"),
                   {.kind = ui::ButtonKind::main,
                    .icon = "send",
                    .icon_above = theme.shape != ui::ScreenShape::portrait,
                    .colours = &theme.round(view.category),
                    .enabled = view.ticket == 0 && count > 0 && count <= text::note_graphemes_at_most})) {
        ask_or_send(ui, view);
    }
    for (const ui::KeyPress& press : presses) leaving = leaving || press.kind == ui::KeyPress::Kind::escape;
    return leaving ? Wish::leave : Wish::stay;
}

// Wakes when the warning appears, counts down and ends.
void wake_for_idle(ui::Ui& ui, const WriteHereView& view) {
    const huddle::Milliseconds idle = std::chrono::duration_cast<huddle::Milliseconds>(ui.now - view.last_touched);
    const huddle::Milliseconds quiet = write_here_idle - write_here_warning;
    ui.wake_at(
        view.last_touched +
        (idle < quiet ? quiet : huddle::Milliseconds{std::chrono::floor<huddle::Seconds>(idle) + huddle::Seconds{1}}));
}

}  // namespace

void draw_write_here(ui::Ui& ui, const huddle::Board& board, WriteHereView& view, frame::Overlay& overlay) {
    if (!view.open) start_note(ui, board, view);
    if (view.put_down) view.last_touched = ui.now;
    view.put_down = false;
    if (somebody_is_there(ui)) view.last_touched = ui.now;
    hear_answer(ui, view);
    const Wish wish = view.sent ? draw_sent(ui, view) : draw_writing(ui, board, view);
    if (ui.now - view.last_touched >= write_here_idle) return leave(ui, view, overlay);
    if (wish == Wish::leave && !view.sent && !view.field.text().empty()) return put_down(ui, view, overlay);
    if (wish == Wish::leave) return leave(ui, view, overlay);
    if (wish == Wish::add_another) start_note(ui, board, view);
    wake_for_idle(ui, view);
}

void abandon_write_here(ui::Ui& ui, WriteHereView& view) {
    if (view.put_down && ui.now - view.last_touched < write_here_idle)
        return ui.wake_at(view.last_touched + write_here_idle);
    wipe(ui, view);
    view = {};
}

void hide_write_here(ui::Ui& ui, WriteHereView& view, frame::Overlay& overlay) {
    hear_answer(ui, view);
    if (!view.open || view.sent || ui.now - view.last_touched >= write_here_idle) return leave(ui, view, overlay);
    ui.wake_at(view.last_touched + write_here_idle);
}

}  // namespace hearthside::screens::write_here
