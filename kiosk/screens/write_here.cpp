#include "kiosk/screens/write_here.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/note_text.h"
#include "kiosk/screens/chrome.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

constexpr Milliseconds ask_again{100};  // while a note is on its way to the disk

// The round that is open, else the nearest one to come, else the last one: what people most likely
// want to write for.
Theme likely_theme(const Board& board) {
    if (!board.huddle) return Theme::wins;
    const auto& rounds = board.huddle->rounds;
    std::optional<Theme> last;
    for (std::size_t index = 0; index < rounds.size(); ++index) {
        const auto theme = theme_of(rounds[index].round.kind);
        if (!theme) continue;
        if (index >= board.huddle->clock.current) return *theme;
        last = theme;
    }
    return last.value_or(Theme::wins);
}

// The words, and every picture of them.
void wipe(Ui& ui, WriteHereView& view) {
    clear(view.field);
    ui.pictures.forget_private_texts();
}

void start_note(Ui& ui, const Board& board, WriteHereView& view) {
    wipe(ui, view);
    view = {};
    view.open = true;
    view.theme = likely_theme(board);
    view.token = ui.new_token();
    view.last_touched = ui.now;
}

// Called last in a frame, which is drawn whole; the next one shows what is underneath.
void leave(Ui& ui, WriteHereView& view, Overlay& overlay) {
    abandon_write_here(ui, view);
    overlay.close();
    ui.wake_at(ui.now);
}

bool somebody_is_there(const Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    return !ui.keys.empty() || io.MouseDown[0] || io.MouseReleased[0];
}

void send(Ui& ui, WriteHereView& view) {
    const Result<std::string> clean = clean_note_text(view.field.text());
    if (!clean) {
        view.problem = ui.tr(clean.problem().sentence);
        return;
    }
    view.problem.clear();
    view.ticket = ui.intend(AddNote{view.theme, *clean, view.token});
}

void hear_answer(Ui& ui, WriteHereView& view) {
    if (view.ticket == 0) return;
    const Outcome outcome = ui.outcome(view.ticket);
    if (outcome.state == OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
    view.ticket = 0;
    if (outcome.state == OutcomeState::refused) {
        view.problem = ui.tr(outcome.sentence);
        return;
    }
    wipe(ui, view);
    view.sent = true;
}

struct Places {
    Rect close, pause, promise, text, send, banner;
    std::array<Rect, 4> chips;
    bool hint = false;  // the banner's place is kept free and holds a quiet sentence
};

// The chips in one row from `x`, or spread over `width` when that is given and they fit.
float place_chips(Ui& ui, Places& places, float x, float y, float height) {
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row);
    for (const Theme theme : all_themes) {
        const float width = round_chip_width(ui, theme);
        places.chips[index_of(theme)] = {x, y, width, height};
        x += width + gap;
    }
    return x - gap;
}

void move_chips(Places& places, float by) {
    for (Rect& chip : places.chips) chip.x += by;
}

// When they are wider than the room they get, all narrow alike; the words shrink with them.
void squeeze_chips(Places& places, float x, float room, float gap) {
    float sum = 0;
    for (const Rect& chip : places.chips) sum += chip.w;
    const float part = std::min(1.0f, (room - 3 * gap) / sum);
    for (Rect& chip : places.chips) {
        chip.x = x;
        chip.w = std::floor(chip.w * part);
        x += chip.w + gap;
    }
}

Places place_all(Ui& ui, float bottom, bool with_pause) {
    const Appearance& theme = ui.theme;
    const bool portrait = theme.shape == ScreenShape::portrait;
    const bool compact = theme.shape == ScreenShape::compact;
    const float left = theme.margin.x;
    const float right = static_cast<float>(theme.width) - theme.margin.x;
    const float gap = theme.space.l;
    Places places;
    const ButtonLook close_look{.icon = "close"};
    const float height = std::max(round_chip_height(ui), button_height(ui, ButtonKind::ordinary));
    places.close = {left, theme.margin.top, button_width(ui, ui.tr("Close"), close_look), height};
    float y = places.close.bottom() + gap;
    Rect first_row = places.close;  // what stands left of the chips
    if (with_pause) {
        const float between = std::max(theme.space.m, theme.touch.gap_row);
        places.pause = {places.close.right() + between, theme.margin.top, pause_width(ui), height};
        first_row.w = places.pause.right() - first_row.x;
    }

    if (portrait) {
        const float end = place_chips(ui, places, left, y, height);
        if (end > right) squeeze_chips(places, left, right - left, theme.space.m);
        y += height + gap;
        places.promise = {first_row.right() + gap, places.close.y, right - first_row.right() - gap, height};
    } else {
        const float promise = compact ? 0
                                      : text_width(ui, ui.tr("No names kept."), theme.text("small")) +
                                            theme.space.xl + theme.space.m;
        const float from = first_row.right() + gap, until = right - (promise > 0 ? promise + gap : 0);
        const float end = place_chips(ui, places, from, theme.margin.top, height);
        if (end > until) {
            squeeze_chips(places, from, until - from, theme.space.m);
        } else {
            // In the middle of the screen where they can be, else in the room that is left.
            const float middle = (static_cast<float>(theme.width) - (end - from)) / 2;
            move_chips(places, std::clamp(middle, from, until - (end - from)) - from);
        }
        places.promise = {right - promise, places.close.y, promise, height};
    }

    const float slot = banner_height(ui);
    places.hint = !compact;
    float text_bottom = bottom - gap;
    if (places.hint) {
        places.banner = {left, text_bottom - slot, right - left, slot};
        text_bottom = places.banner.y - gap;
    } else {
        places.banner = {left, text_bottom - slot, right - left, slot};
    }
    if (portrait) {
        const float tall = button_height(ui, ButtonKind::main);
        places.send = {left, text_bottom - tall, right - left, tall};
        places.text = {left, y, right - left, places.send.y - gap - y};
    } else {
        const float wide =
            std::max(theme.px(0.2315), button_width(ui, ui.tr("Send"), {.kind = ButtonKind::main}));
        places.send = {right - wide, y, wide, text_bottom - y};
        places.text = {left, y, places.send.x - gap - left, text_bottom - y};
    }
    for (Rect* place : {&places.close, &places.pause, &places.promise, &places.send, &places.text})
        *place = sided(ui, *place);
    for (Rect& chip : places.chips) chip = sided(ui, chip);
    return places;
}

void draw_promise(Ui& ui, const Rect& rect) {
    if (rect.w <= 0) return;
    const TextStyle style = ui.theme.text("small", ui.theme.colours.ink_soft);
    const float line = line_height(style) * 1.05f;
    const std::string first = ui.tr("Anonymous."), second = ui.tr("No names kept.");
    const float wide = std::max(text_width(ui, first, style), text_width(ui, second, style));
    const float x = rect.right() - wide, middle = rect.y + rect.h / 2;
    const float size = style.size_px * 1.3f;
    icon(ui, "shield", {x - size, middle}, size, style.colour);
    label(ui, {x, middle - line, wide + 1, line}, first, style);
    label(ui, {x, middle, wide + 1, line}, second, style);
}

std::string counter_text(Ui& ui, std::size_t count) {
    const std::size_t of = count > note_graphemes_guide ? note_graphemes_at_most : note_graphemes_guide;
    return fmt::format(fmt::runtime(ui.tr("{count} of {most}")), fmt::arg("count", count), fmt::arg("most", of));
}

struct Notice {
    std::string icon, bold, plain;
};

// One sentence at a time; the most pressing first.
Notice notice_of(Ui& ui, const WriteHereView& view, std::size_t count) {
    const Milliseconds idle = std::chrono::duration_cast<Milliseconds>(ui.now - view.last_touched);
    if (idle >= write_here_idle - write_here_warning) {
        const auto left = std::chrono::ceil<Seconds>(write_here_idle - idle);
        return {"clock", ui.tr("Still writing? Touch the screen to go on."),
                fmt::format(fmt::runtime(ui.tr("Your words leave the screen in {} s.")), left.count())};
    }
    if (!view.problem.empty()) return {"envelope", view.problem, ui.tr("Your words are still here.")};
    if (count > note_graphemes_at_most) {
        return {"pencil", ui.tr("This note has grown very long."),
                fmt::format(fmt::runtime(ui.tr("Please shorten it by one character to send it.",
                                               "Please shorten it by {} characters to send it.",
                                               count - note_graphemes_at_most)),
                            count - note_graphemes_at_most)};
    }
    return {};
}

void draw_notice(Ui& ui, const Places& places, const Notice& notice) {
    if (!notice.bold.empty()) {
        banner(ui, places.banner, {.icon = notice.icon, .bold = notice.bold, .plain = notice.plain});
        return;
    }
    if (!places.hint) return;
    const TextStyle style = ui.theme.text("body", ui.theme.colours.ink_soft);
    const float size = style.size_px * 1.25f;
    icon(ui, "lock", {places.banner.x + size, places.banner.y + places.banner.h / 2}, size, style.colour);
    const float x = places.banner.x + 2.2f * size;
    label(ui, {x, places.banner.y, places.banner.right() - x, places.banner.h},
          ui.tr("Please leave out names, bed numbers and dates of birth. Your story matters just as much."),
          style, {.lines = 2});
}

enum class Wish { stay, leave, add_another };

Wish draw_sent(Ui& ui, const WriteHereView& view) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(view.theme);
    const Rect screen = screen_of(ui);
    const float middle = screen.x + screen.w / 2;
    const float most = screen.w - 2 * theme.margin.x;
    float y = screen.h * (theme.shape == ScreenShape::portrait ? 0.26f : 0.2f);
    const float size = theme.px(theme.shape == ScreenShape::compact ? 0.16 : 0.2);
    disc(ui, {middle, y + size / 2}, size, colours.tint, "envelope", colours.ink, 0.46f);
    y += size + theme.space.xl;
    const TextStyle title = theme.text("title"), body = theme.text("body", theme.colours.ink_soft);
    const float first = line_height(title) * (theme.shape == ScreenShape::portrait ? 2.1f : 1.1f);
    label(ui, {theme.margin.x, y, most, first}, ui.tr("Sent. Nobody can see who wrote it."), title,
          {.align = TextAlign::centre, .lines = theme.shape == ScreenShape::portrait ? 2 : 1});
    y += first + theme.space.m;
    label(ui, {theme.margin.x, y, most, line_height(body) * 2.1f},
          ui.tr("It stays sealed until the team opens the round together."), body,
          {.align = TextAlign::centre, .vertical = VerticalAlign::top, .lines = 2});
    y += line_height(body) * 2.1f + theme.space.xl;

    const std::string again = ui.tr("Add another"), done = ui.tr("Close");
    const ButtonLook again_look{.icon = "pencil"}, done_look{.kind = ButtonKind::main, .icon = "check"};
    const float tall = button_height(ui, ButtonKind::main);
    const float wide =
        std::max({button_width(ui, again, again_look), button_width(ui, done, done_look), theme.px(0.3)});
    const float gap = std::max(theme.space.m, theme.touch.gap);
    const float x = middle - wide - gap / 2;
    const bool another = button(ui, "add-another", {x, y, wide, tall}, again, again_look);
    const bool close = button(ui, "close-writing", {x + wide + gap, y, wide, tall}, done, done_look);
    return another ? Wish::add_another : close ? Wish::leave : Wish::stay;
}

void draw_text_panel(Ui& ui, const Rect& rect, WriteHereView& view, const std::vector<KeyPress>& presses) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(view.theme);
    card(ui, rect);
    outline(ui, rect, colours.ink, theme.radius.card, theme.line.control * 1.4f);
    TextStyle style = theme.text("prompt");
    style.family = theme.text("body").family;
    style.weight = 500;
    style.line = 1.4f;
    const TextStyle small = theme.text("label", theme.colours.ink_soft);
    const float counter = line_height(small) * 1.3f;
    const TextFieldAnswer answer =
        draw_text_field(ui, "note-text", {rect.x, rect.y, rect.w, rect.h - counter}, view.field,
                        {.style = style,
                         .caret = colours.ink,
                         .placeholder = ui.tr("What would you like the team to know?"),
                         .active = view.ticket == 0,
                         .pad_x = theme.space.xl,
                         .pad_y = theme.space.l},
                        presses);
    if (answer.tapped) view.keyboard_shown = true;
    if (answer.changed) view.problem.clear();
    label(ui, {rect.x, rect.bottom() - counter - theme.space.xs, rect.w - theme.space.l, counter},
          counter_text(ui, count_graphemes(view.field.text())), small, {.align = TextAlign::end});
}

Wish draw_writing(Ui& ui, const Board& board, WriteHereView& view) {
    const Appearance& theme = ui.theme;
    const float height = static_cast<float>(theme.height);
    std::vector<KeyPress> presses = ui.keys;
    float bottom = height - theme.margin.bottom + theme.space.l;
    if (view.keyboard_shown) {
        const KeyboardAnswer answer =
            draw_keyboard(ui, screen_of(ui), view.keyboard, theme.colours.primary, theme.colours.on_primary);
        presses.insert(presses.end(), answer.presses.begin(), answer.presses.end());
        bottom = height - keyboard_height(ui);
        if (answer.done) view.keyboard_shown = false;
    }
    const bool in_a_huddle = board.huddle.has_value();
    Places places = place_all(ui, bottom, in_a_huddle);
    const Notice notice = notice_of(ui, view, count_graphemes(view.field.text()));
    if (!places.hint && !notice.bold.empty()) {
        places.text.h -= places.banner.h + theme.space.m;
        places.send.h = places.text.h;
    }

    bool leaving = button(ui, "close-writing", places.close, ui.tr("Close"), {.icon = "close"});
    if (in_a_huddle) pause_button(ui, places.pause);
    for (const Theme each : all_themes) {
        const std::string name = "round-" + std::string(to_text(each));
        if (round_chip(ui, name, places.chips[index_of(each)], each, each == view.theme)) view.theme = each;
    }
    draw_promise(ui, places.promise);
    draw_text_panel(ui, places.text, view, presses);
    draw_notice(ui, places, notice);

    const std::size_t count = count_graphemes(view.field.text());
    if (button(ui, "send-note", places.send, ui.tr("Send"),
               {.kind = ButtonKind::main,
                .icon = "send",
                .icon_above = theme.shape != ScreenShape::portrait,
                .colours = &theme.round(view.theme),
                .enabled = view.ticket == 0 && count > 0 && count <= note_graphemes_at_most})) {
        send(ui, view);
    }
    for (const KeyPress& press : presses) leaving = leaving || press.kind == KeyPress::Kind::escape;
    return leaving ? Wish::leave : Wish::stay;
}

// The moments at which the warning comes, counts down and ends.
void wake_for_idle(Ui& ui, const WriteHereView& view) {
    const Milliseconds idle = std::chrono::duration_cast<Milliseconds>(ui.now - view.last_touched);
    const Milliseconds quiet = write_here_idle - write_here_warning;
    ui.wake_at(view.last_touched +
               (idle < quiet ? quiet : Milliseconds{std::chrono::floor<Seconds>(idle) + Seconds{1}}));
}

}  // namespace

void draw_write_here(Ui& ui, const Board& board, WriteHereView& view, Overlay& overlay) {
    if (!view.open) start_note(ui, board, view);
    if (somebody_is_there(ui)) view.last_touched = ui.now;
    hear_answer(ui, view);
    const Wish wish = view.sent ? draw_sent(ui, view) : draw_writing(ui, board, view);
    if (wish == Wish::leave || ui.now - view.last_touched >= write_here_idle) return leave(ui, view, overlay);
    if (wish == Wish::add_another) start_note(ui, board, view);
    wake_for_idle(ui, view);
}

void abandon_write_here(Ui& ui, WriteHereView& view) {
    wipe(ui, view);
    view = {};
}

void hide_write_here(Ui& ui, WriteHereView& view, Overlay& overlay) {
    hear_answer(ui, view);
    if (!view.open || view.sent || ui.now - view.last_touched >= write_here_idle)
        return leave(ui, view, overlay);
    ui.wake_at(view.last_touched + write_here_idle);
}

}  // namespace hearthside
