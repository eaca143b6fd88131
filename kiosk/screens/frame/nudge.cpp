// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/nudge.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

namespace {

// After each finding, as wide as its number. No line breaks there, so the number stays with its words.
constexpr std::string_view no_break = "\u00a0", room_for_number = "\u00a0\u00a0\u00a0\u00a0";
constexpr std::size_t bytes_in_one_line = 24, findings_above_keyboard = 2;

void wipe_text(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

void forget_found(NudgingView& view) {
    for (auto& found : view.found)
        for (wording::Nudge& nudge : found) wipe_text(nudge.mask);
    view.found.clear();
}

void find(NudgingView& view, const NudgedTexts& texts) {
    forget_found(view);
    for (const NudgedText& text : texts) view.found.push_back(wording::nudges_in(text.field->text()));
}

// All findings in order, whichever text they are in.
std::vector<wording::Nudge> all_found(const NudgingView& view) {
    std::vector<wording::Nudge> all;
    for (const auto& found : view.found) all.insert(all.end(), found.begin(), found.end());
    return all;
}

void mask_all(ui::Ui& ui, NudgingView& view, const NudgedTexts& texts) {
    for (std::size_t index = 0; index < texts.size() && index < view.found.size(); ++index) {
        ui::TextField& field = *texts[index].field;
        std::string masked = wording::masked(field.text(), view.found[index]);
        ui::clear(field);
        ui::replace_all(field.edit, std::move(masked));
    }
    ui.pictures.forget_private_texts();
    find(view, texts);
    view.masked = true;
    view.words = {};
    view.findings = {};
    ui.wake_at(ui.now);
}

// ---- The words, with every finding marked and numbered

struct Numbered {
    std::string text;
    struct Mark {
        std::size_t begin, words_end, end;  // `end` is after the room for the number
    };
    std::vector<Mark> marks;
};

Numbered numbered(const std::string& text, const std::vector<wording::Nudge>& found) {
    Numbered made;
    made.text.reserve(2 * text.size() + found.size() * room_for_number.size());  // never moved, so no copy is left
    std::size_t from = 0;
    for (const wording::Nudge& nudge : found) {
        made.text.append(text, from, nudge.begin - from);
        const std::size_t begin = made.text.size();
        // A few words stay in one line.
        const bool together = nudge.end - nudge.begin <= bytes_in_one_line;
        for (std::size_t at = nudge.begin; at < nudge.end; ++at) {
            if (together && text[at] == ' ')
                made.text += no_break;
            else
                made.text += text[at];
        }
        const std::size_t words_end = made.text.size();
        made.text += room_for_number;
        made.marks.push_back({begin, words_end, made.text.size()});
        from = nudge.end;
    }
    made.text.append(text, from);
    return made;
}

void draw_number(ui::Ui& ui, ImVec2 centre, float diameter, std::size_t number) {
    ui::fill(ui, {centre.x - diameter / 2, centre.y - diameter / 2, diameter, diameter}, ui.theme.colours.ember_ink,
             diameter / 2);
    text::TextStyle style = ui.theme.text("small", ui.theme.colours.paper);
    style.size_px = diameter * 0.58f;
    style.weight = 700;
    style.tabular = true;
    ui::label(ui, {centre.x - diameter / 2, centre.y - diameter / 2, diameter, diameter}, std::to_string(number), style,
              {.align = text::TextAlign::centre, .shrink_to = 1});
}

void draw_marks(ui::Ui& ui, const Numbered& words, const text::TextStyle& style, const text::TextBox& box,
                ImVec2 origin, std::size_t first_number) {
    const float size = style.size_px, line = std::max(2.0f, std::round(size * 0.08f)), wider = std::round(size * 0.08f);
    text::TextEngine& engine = ui.pictures.engine();
    std::size_t number = first_number;
    for (const Numbered::Mark& mark : words.marks) {
        for (const text::TextPiece& piece : engine.pieces_of(words.text, style, box, mark.begin, mark.end)) {
            const ui::Rect behind{origin.x + piece.x - wider, origin.y + piece.top, piece.width + 2 * wider,
                                  piece.height};
            ui::fill(ui, {behind.x, behind.y, behind.w, behind.h - line}, ui.theme.colours.ember_tint, size * 0.1f);
            ui::fill(ui, {behind.x, behind.bottom() - line, behind.w, line}, ui.theme.colours.ember, 0);
        }
        const auto room = engine.pieces_of(words.text, style, box, mark.words_end, mark.end);
        if (!room.empty()) {
            const text::TextPiece& piece = room.front();
            draw_number(ui, {origin.x + piece.x + piece.width / 2, origin.y + piece.top + piece.height / 2},
                        std::min(piece.width, size * 0.72f), number);
        }
        ++number;
    }
}

// What is halfway down a surface, so that people see that there is more.
void draw_thumb(ui::Ui& ui, const ui::Rect& surface, float content, float at) {
    if (content <= surface.h + 1) return;
    const float wide = ui.theme.px(0.0056), part = surface.h * surface.h / content;
    ui::fill(
        ui,
        {surface.right() + ui.theme.space.s, surface.y + (surface.h - part) * at / (content - surface.h), wide, part},
        ui.theme.colours.control_line, wide / 2);
}

text::TextStyle lead_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text("label", ui.theme.colours.ink_soft);
    style.weight = 650;
    return style;
}

// The height of all texts at this size, and, when `draw` is given, the drawing of them from its top on.
float lay_out_words(ui::Ui& ui, const std::vector<Numbered>& words, const NudgedTexts& texts,
                    const text::TextStyle& style, float width, const ImVec2* draw) {
    const text::TextBox box{std::max(1.0f, width), 0};
    float y = 0;
    std::size_t number = 1;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (words[index].text.empty()) continue;
        if (y > 0) y += ui.theme.space.s;
        if (!texts[index].lead.empty()) {
            const text::TextStyle lead = lead_style(ui);
            const float line = ui::line_height(lead);
            if (draw) ui::label(ui, {draw->x, draw->y + y, width, line}, texts[index].lead, lead);
            y += line;
        }
        const float height = ui.pictures.engine().measure(words[index].text, style, box).height;
        if (draw) {
            const ImVec2 origin{std::round(draw->x), std::round(draw->y + y)};
            const ui::Unmirrored reads_by_itself(ui, {origin.x, origin.y, width, height});
            draw_marks(ui, words[index], style, box, origin, number);
            ui::draw_picture(ui, ui.pictures.private_text(words[index].text, style, box), origin);
        }
        number += words[index].marks.size();
        y += height;
    }
    return y;
}

// Returns whether it was tapped, to go on writing.
bool draw_words(ui::Ui& ui, const ui::Rect& rect, NudgingView& view, const NudgedTexts& texts, const NudgeLook& look) {
    const ui::Appearance& theme = ui.theme;
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const ui::RoundColours& colours = look.colours ? *look.colours : theme.primary_round;
    const bool tapped = ui::touch(ui, "nudged-words", rect, !look.waiting).tapped;
    ui::card(ui, rect);
    ui::outline(ui, rect, colours.ink, theme.radius.card, theme.line.control * 1.4f);
    const float pad_x = compact ? theme.space.l : theme.space.xl, pad_y = compact ? theme.space.s : theme.space.l;
    ui::Rect inside = ui::inset(rect, pad_x, pad_y);
    text::TextStyle heading = theme.text("body", colours.ink);
    heading.weight = 600;
    const float line = ui::line_height(heading), size = heading.size_px * 1.05f;
    ui::icon(ui, look.icon, {inside.x + size / 2, inside.y + line / 2}, size, colours.ink);
    ui::label(ui, {inside.x + size * 1.5f, inside.y, inside.w - size * 1.5f, line}, look.heading, heading);
    inside.y += line + theme.space.xs;
    inside.h -= line + theme.space.xs;

    std::vector<Numbered> words;
    for (std::size_t index = 0; index < texts.size() && index < view.found.size(); ++index)
        words.push_back(numbered(texts[index].field->text(), view.found[index]));
    text::TextStyle style = theme.text("prompt");
    const float least = theme.text("note").size_px;
    style.family = theme.text("body").family;
    style.weight = 500;
    style.line = compact ? 1.25f : 1.4f;
    // As large as fits; a long text is as large as a note on the wall, and is dragged to its end.
    while (style.size_px > least && lay_out_words(ui, words, texts, style, inside.w, nullptr) > inside.h)
        style.size_px = std::max(least, style.size_px * 0.93f);
    const float height = lay_out_words(ui, words, texts, style, inside.w, nullptr);
    ui::scroll_by_finger(ui, rect, height + rect.h - inside.h, view.words);
    const float wider = std::round(style.size_px * 0.1f);
    {
        const ui::Clipped clipped(ui, {inside.x - wider, inside.y, inside.w + 2 * wider, rect.bottom() - inside.y});
        const ImVec2 top{inside.x, inside.y - view.words.at};
        lay_out_words(ui, words, texts, style, inside.w, &top);
    }
    draw_thumb(ui, inside, height, view.words.at);
    for (Numbered& it : words) wipe_text(it.text);
    return tapped && !view.words.dragging;
}

// ---- The findings, a line each

// How much of the advice has room: with every finding, once where it is the same, or none.
enum class Advice { each, once, none };

struct FindingStyles {
    text::TextStyle title, help;
    float disc = 0, lead = 0, gap = 0, line = 0;
};

FindingStyles finding_styles(const ui::Ui& ui) {
    FindingStyles styles;
    styles.title = ui.theme.text("button");
    styles.title.weight = 650;
    styles.help = ui.theme.text("body");
    styles.disc = ui.theme.px(0.0481) * (ui.theme.shape == ui::ScreenShape::compact ? 0.8f : 1);
    styles.lead = styles.disc + ui.theme.space.m;
    styles.gap = ui.theme.shape == ui::ScreenShape::compact ? ui.theme.space.m : ui.theme.space.l;
    styles.line = std::max(ui::line_height(styles.title), styles.disc);
    return styles;
}

bool has_help(const std::vector<wording::Nudge>& all, std::size_t index, Advice advice) {
    if (advice != Advice::once) return advice == Advice::each;
    const std::string_view help = wording::help_of(all[index].kind);
    return std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](const wording::Nudge& it) { return help == wording::help_of(it.kind); });
}

float lay_out_findings(ui::Ui& ui, const std::vector<wording::Nudge>& all, Advice advice, float width,
                       const ImVec2* draw) {
    const FindingStyles styles = finding_styles(ui);
    const float room = width - styles.lead;
    float y = 0;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (index > 0 && draw)
            ui::fill(ui, {draw->x, draw->y + y + styles.gap / 2, width, ui.theme.line.hair}, ui.theme.colours.line, 0);
        if (index > 0) y += styles.gap;
        const std::string help = has_help(all, index, advice) ? ui.tr(wording::help_of(all[index].kind)) : "";
        const float below = help.empty() ? 0 : ui::text_height(ui, help, styles.help, room);
        if (draw) {
            draw_number(ui, {draw->x + styles.disc / 2, draw->y + y + styles.line / 2}, styles.disc, index + 1);
            const float x = draw->x + styles.lead;
            ui::label(ui, {x, draw->y + y, room, styles.line}, ui.tr(wording::title_of(all[index].kind)), styles.title);
            ui::label(ui, {x, draw->y + y + styles.line, room, below + 1}, help, styles.help,
                      {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 1});
        }
        y += styles.line + below;
    }
    return y;
}

void draw_nothing_left(ui::Ui& ui, const ui::Rect& inside) {
    const FindingStyles styles = finding_styles(ui);
    ui::disc(ui, {inside.x + styles.disc / 2, inside.y + styles.line / 2}, styles.disc, ui.theme.colours.ember_tint,
             "check", ui.theme.colours.ember_ink);
    ui::label(ui, {inside.x + styles.lead, inside.y, inside.w - styles.lead, styles.line},
              ui.tr("Nothing left to look at"), styles.title);
}

void draw_findings(ui::Ui& ui, const ui::Rect& rect, NudgingView& view) {
    const bool compact = ui.theme.shape == ui::ScreenShape::compact;
    ui::card(ui, rect);
    const ui::Rect inside =
        ui::inset(rect, compact ? ui.theme.space.l : ui.theme.space.xl, compact ? ui.theme.space.s : ui.theme.space.l);
    const std::vector<wording::Nudge> all = all_found(view);
    if (all.empty()) return draw_nothing_left(ui, inside);
    Advice advice = Advice::none;
    for (const Advice wanted : {Advice::once, Advice::each})
        if (lay_out_findings(ui, all, wanted, inside.w, nullptr) <= inside.h) advice = wanted;
    const float height = lay_out_findings(ui, all, advice, inside.w, nullptr);
    ui::scroll_by_finger(ui, rect, height + rect.h - inside.h, view.findings);
    {
        const ui::Clipped clipped(ui, {inside.x, inside.y, inside.w, rect.bottom() - inside.y});
        const ImVec2 top{inside.x, inside.y - view.findings.at};
        lay_out_findings(ui, all, advice, inside.w, &top);
    }
    draw_thumb(ui, inside, height, view.findings.at);
}

// ---- The step

struct Places {
    ui::Rect back, pause, title, promise, words, findings, mask, rewrite, send;
};

Places place(ui::Ui& ui, const NudgeLook& look, bool with_mask, float bottom) {
    const ui::Appearance& theme = ui.theme;
    const bool portrait = theme.shape == ui::ScreenShape::portrait, compact = theme.shape == ui::ScreenShape::compact;
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x, wide = right - left;
    const float gap = compact ? theme.space.s : theme.space.l, between = std::max(theme.space.m, theme.touch.gap);
    const float tall = ui::button_height(ui, ui::ButtonKind::ordinary);
    Places places;
    places.back = {left, theme.margin.top, ui::button_width(ui, ui.tr("Back to writing"), {.icon = "back"}), tall};
    float x = places.back.right() + between;
    if (look.pause) {
        places.pause = {x, theme.margin.top, pause_width(ui), tall};
        x = places.pause.right() + between;
    }
    float y = places.back.bottom() + gap;
    const float promise = compact ? 0 : std::min(wide * 0.34f, theme.px(0.42));
    places.title = {x, theme.margin.top, right - x - (portrait ? 0 : promise + gap), tall};
    places.promise = {right - promise, theme.margin.top, promise, tall};
    if (portrait) {
        places.promise = {left, y, wide, ui::line_height(theme.text("small")) * 2.4f};
        y = places.promise.bottom() + gap;
    }
    // The button that masks is the widest. Without one, Rewrite has its room too.
    const float row = bottom - gap - tall, part = std::floor((wide - 2 * between) * 0.31f);
    places.send = {right - part, row, part, tall};
    places.rewrite = {places.send.x - between - part, row, part, tall};
    places.mask = {left, row, places.rewrite.x - between - left, tall};
    float foot = row - gap;
    if (portrait) {
        const float half = std::floor((wide - between) / 2);
        places.send = {right - half, row, half, tall};
        places.rewrite = {left, row, half, tall};
        places.mask = {left, row - std::max(between, theme.touch.gap) - tall, wide, tall};
        foot = (with_mask ? places.mask.y : row) - gap;
        const float words = std::floor((foot - y - gap) * 0.55f);
        places.words = {left, y, wide, words};
        places.findings = {left, y + words + gap, wide, foot - y - words - gap};
    } else {
        const float words = std::floor((wide - gap) * 0.527f);
        places.words = {left, y, words, foot - y};
        places.findings = {left + words + gap, y, wide - words - gap, foot - y};
        if (!with_mask) places.rewrite = {left, row, places.rewrite.right() - left, tall};
    }
    for (ui::Rect* it : {&places.back, &places.pause, &places.title, &places.promise}) *it = ui::sided(ui, *it);
    return places;
}

// Two short lines at the end of the header. On a tall screen they have a row of their own.
void draw_promise(ui::Ui& ui, const ui::Rect& rect, const NudgeLook& look) {
    if (rect.w <= 0) return;
    const text::TextStyle style = ui.theme.text("small", ui.theme.colours.ink_soft);
    const bool warns = !look.warning.empty(), portrait = ui.theme.shape == ui::ScreenShape::portrait;
    const std::string first = warns ? look.warning : look.promise,
                      second = warns ? "" : ui.tr("This hint is not kept.");
    const float size = style.size_px * 1.3f, line = ui::line_height(style) * 1.05f, middle = rect.y + rect.h / 2;
    const float wide = std::min(rect.w - size * 1.5f,
                                std::max(ui::text_width(ui, first, style), ui::text_width(ui, second, style)) + 1);
    const float x = portrait ? rect.x + size * 1.5f : rect.right() - wide;
    ui::icon(ui, warns ? "clock" : "shield", {x - size * 0.9f, middle}, size, style.colour);
    ui::label(ui, {x, second.empty() ? middle - line / 2 : middle - line, wide, line}, first, style);
    ui::label(ui, {x, middle, wide, line}, second, style);
}

NudgeStep rewrite(NudgingView& view, const NudgedTexts& texts) {
    for (std::size_t index = 0; index < texts.size() && index < view.found.size(); ++index) {
        if (view.found[index].empty()) continue;
        ui::place_caret(texts[index].field->edit, view.found[index].front().end);
        return {NudgeAnswer::write, index};
    }
    return {NudgeAnswer::write, 0};
}

}  // namespace

bool open_nudge(NudgingView& view, const NudgedTexts& texts) {
    find(view, texts);
    bool is_new = false;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        for (const wording::Nudge& nudge : view.found[index]) {
            std::string words = texts[index].field->text().substr(nudge.begin, nudge.end - nudge.begin);
            if (std::find(view.shown.begin(), view.shown.end(), words) != view.shown.end()) continue;
            view.shown.push_back(std::move(words));
            is_new = true;
        }
    }
    if (!is_new) {
        close_nudge(view);
        return false;
    }
    view.open = true;
    view.asked = all_found(view).size();
    view.masked = false;
    view.words = {};
    view.findings = {};
    return true;
}

void close_nudge(NudgingView& view) {
    forget_found(view);
    view.open = false;
}

void wipe_nudge(NudgingView& view) {
    forget_found(view);
    for (std::string& words : view.shown) wipe_text(words);
    view = {};
}

bool has_findings(const NudgingView& view) {
    return std::any_of(view.found.begin(), view.found.end(), [](const auto& found) { return !found.empty(); });
}

bool nudge_keeps_keyboard(const ui::Ui& ui, const NudgingView& view) {
    if (view.asked > findings_above_keyboard) return false;
    const float above = static_cast<float>(ui.theme.height) - ui::keyboard_height(ui);
    return above - ui.theme.margin.top - 2 * ui::button_height(ui, ui::ButtonKind::ordinary) >=
           ui.theme.px(0.4) * ui.theme.text_size;
}

void write_on(NudgingView& view, std::vector<ui::KeyPress>& presses) {
    for (const ui::KeyPress& press : presses) {
        if (press.kind == ui::KeyPress::Kind::enter || press.kind == ui::KeyPress::Kind::tab ||
            press.kind == ui::KeyPress::Kind::back_tab)
            continue;
        if (press.kind == ui::KeyPress::Kind::escape) presses.clear();
        return close_nudge(view);
    }
    presses.clear();
}

NudgeStep draw_nudge(ui::Ui& ui, NudgingView& view, const NudgedTexts& texts, const NudgeLook& look, float bottom) {
    const std::string mask =
        wording::mask_words(all_found(view), [&](std::string_view english) { return ui.tr(english); });
    const bool left = has_findings(view);
    const Places places = place(ui, look, !mask.empty() || view.masked, bottom);
    NudgeStep step;
    const ui::ButtonLook back{.icon = "back", .enabled = !look.waiting};
    if (ui::button(ui, "back-to-writing", places.back, ui.tr("Back to writing"), back)) step = {NudgeAnswer::write};
    if (look.pause) pause_button(ui, places.pause);
    // A small panel has no room for the promise, and the warning takes the title's place there.
    const bool warns = places.promise.w <= 0 && !look.warning.empty();
    ui::label(ui, places.title, warns ? look.warning : ui.tr("One small thing first"),
              ui.theme.text(warns ? "body" : "title"));
    draw_promise(ui, places.promise, look);
    if (draw_words(ui, places.words, view, texts, look)) step = {NudgeAnswer::write};
    draw_findings(ui, places.findings, view);

    // One button is filled: the next good step. Their places stay whatever is left.
    bool masks = false;
    if (!mask.empty()) {
        masks =
            ui::button(ui, "mask-words", places.mask, mask, {.icon = "mask", .filled = true, .enabled = !look.waiting});
    } else if (view.masked) {
        ui::button(ui, "mask-words", places.mask, ui.tr("Masked"), {.icon = "check", .enabled = false});
    }
    if (ui::button(ui, "rewrite-words", places.rewrite, ui.tr("Rewrite"),
                   {.icon = "pencil", .filled = mask.empty() && left, .enabled = !look.waiting}))
        step = rewrite(view, texts);
    if (ui::button(ui, "send-as-it-is", places.send, left ? look.send_as_it_is : look.send,
                   {.icon = look.send_icon, .filled = !left, .enabled = !look.waiting}))
        step = {NudgeAnswer::send};
    if (masks) mask_all(ui, view, texts);
    if (step.answer == NudgeAnswer::write) close_nudge(view);
    if (step.answer != NudgeAnswer::nothing) ui.wake_at(ui.now);
    return step;
}

}  // namespace hearthside::screens::frame
