// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/review/list.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/screens/review/words.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::review {

namespace {

using Kind = ReviewPiece::Kind;

bool in_card(Kind kind) {
    return kind == Kind::card_head || kind == Kind::lesson || kind == Kind::cause || kind == Kind::action ||
           kind == Kind::of_action;
}

void add_action(ui::Ui& ui, const huddle::Action& action, std::vector<ReviewPiece>& pieces) {
    pieces.push_back({Kind::action, ui::promise_text(ui, action)});
    pieces.push_back(
        {Kind::of_action,
         fmt::format(fmt::runtime(ui.tr("{role}, by {day}. {state}")), fmt::arg("role", ui.tr(action.role)),
                     fmt::arg("day", dated(ui, action.due)), fmt::arg("state", state_words(ui, action)))});
}

void add_lessons(ui::Ui& ui, const store::HuddleRecord& huddle, std::vector<ReviewPiece>& pieces) {
    if (huddle.lessons.empty() && huddle.actions.empty()) return;
    pieces.push_back({Kind::card_head, huddle.actions.empty()   ? ui.tr("What we learnt")
                                       : huddle.lessons.empty() ? ui.tr("What we try")
                                                                : ui.tr("Lesson and action")});
    std::vector<huddle::ActionId> told;
    for (const huddle::Lesson& lesson : huddle.lessons) {
        pieces.push_back({Kind::lesson, lesson.text});
        if (!lesson.cause.empty())
            pieces.push_back({Kind::cause, fmt::format(fmt::runtime(ui.tr("What made it likely: {text}")),
                                                       fmt::arg("text", ui::isolated(ui, lesson.cause)))});
        for (const huddle::Action& action : huddle.actions) {
            if (action.lesson != lesson.id) continue;
            add_action(ui, action, pieces);
            told.push_back(action.id);
        }
        if (lesson.shared_on)
            pieces.push_back({Kind::cause, fmt::format(fmt::runtime(ui.tr("Shared with other teams on {day}.")),
                                                       fmt::arg("day", dated(ui, *lesson.shared_on)))});
    }
    // Actions of earlier huddles' lessons.
    for (const huddle::Action& action : huddle.actions)
        if (std::find(told.begin(), told.end(), action.id) == told.end()) add_action(ui, action, pieces);
}

// In the order of their random ids. Notes of one group are together, after the others.
bool add_notes(ui::Ui& ui, const store::HuddleRecord& huddle, huddle::RoundCategory category,
               std::vector<ReviewPiece>& pieces) {
    std::vector<ReviewPiece> notes;
    for (const huddle::Note& note : huddle.notes)
        if (note.category == category && !note.group) notes.push_back({Kind::note, note.text, category});
    for (const huddle::NoteGroup& group : huddle.groups) {
        if (group.category != category) continue;
        notes.push_back({Kind::group, group.title.empty() ? ui.tr("Together") : group.title, category});
        for (const huddle::Note& note : huddle.notes)
            if (note.group == group.id) notes.push_back({Kind::note, note.text, category});
    }
    if (notes.empty()) return false;
    pieces.push_back({Kind::round_head, ui::word_of(ui, category), category});
    pieces.insert(pieces.end(), notes.begin(), notes.end());
    return true;
}

std::string about(ui::Ui& ui, const store::HuddleRecord& huddle) {
    huddle::Milliseconds spent{0};
    for (const store::RoundRecord& round : huddle.rounds) spent += round.spent;
    std::string words =
        fmt::format(fmt::runtime(ui.tr("{layout}, {time}.")), fmt::arg("layout", ui.tr(huddle.layout_name)),
                    fmt::arg("time", ui::span_text(ui, spent)));
    const auto say = [&](const std::string& sentence) { words += " " + sentence; };
    if (!huddle.lead.empty())
        say(fmt::format(fmt::runtime(ui.tr("Led by: {role}.")), fmt::arg("role", ui.tr(huddle.lead))));
    if (!huddle.closed) say(ui.tr("It is running now."));
    if (huddle.how_it_ended == huddle::HowItEnded::left_alone)
        say(ui.tr("It ended by itself: nobody had led it for an hour."));
    return words;
}

struct PieceLook {
    text::TextStyle style;
    float indent = 0, above = 0, below = 0, right = 0;
};

PieceLook look_of(const ui::Ui& ui, const ReviewPiece& piece) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::RoundColours& lessons = theme.round(huddle::RoundCategory::lessons);
    const float notes = theme.px(0.0389) + theme.space.m, pad = theme.space.l;
    const auto bold = [&](std::string_view token, text::Colour colour) {
        text::TextStyle style = theme.text(token, colour);
        style.weight = 650;
        return style;
    };
    const auto plain = [&](std::string_view token, text::Colour colour, int weight) {
        text::TextStyle style = theme.text(token, colour);
        style.weight = weight;
        return style;
    };
    switch (piece.kind) {
        case Kind::title:
            return {theme.text("url"), 0, 0, 0, 0};
        case Kind::about:
            return {theme.text("label", colours.ink_soft), 0, 0, theme.space.m, 0};
        case Kind::card_head:
            return {bold("body", lessons.ink), pad + theme.text("body").size_px * 1.5f, theme.space.m, 0, pad};
        case Kind::lesson:
            return {plain("body", colours.ink, 500), pad, theme.space.xs, 0, pad};
        case Kind::cause:
            return {theme.text("label", colours.ink), pad, theme.space.xs / 2, 0, pad};
        case Kind::action:
            return {plain("body", colours.ink, 500), pad + theme.text("body").size_px * 1.5f, theme.space.s, 0, pad};
        case Kind::of_action:
            return {theme.text("label", colours.ink), pad + theme.text("body").size_px * 1.5f, 0, theme.space.xs, pad};
        case Kind::round_head:
            return {bold("body", theme.round(piece.category).ink), notes, theme.space.l, theme.space.xs, 0};
        case Kind::group:
            return {plain("label", colours.ink_soft, 650), notes, theme.space.s, 0, 0};
        case Kind::note:
            return {theme.text("body"), notes, 0, theme.space.xs, 0};
        case Kind::question:
            return {theme.text("body"), notes, theme.space.xs, 0, 0};
        case Kind::of_question:
            return {theme.text("label", colours.ink_soft), notes, 0, theme.space.xs, 0};
        case Kind::foot:
            return {theme.text("small", colours.ink_soft), 0, theme.space.l, theme.space.m, 0};
    }
    return {};
}

float piece_height(ui::Ui& ui, const std::vector<ReviewPiece>& pieces, std::size_t i, float width) {
    const PieceLook look = look_of(ui, pieces[i]);
    const text::TextSize size =
        ui.pictures.engine().measure(pieces[i].text, look.style, {width - look.indent - look.right, 0});
    float height = look.above + size.height + 1 + look.below;
    // Paper below the last line of the green card, and space after it.
    const bool last = in_card(pieces[i].kind) && (i + 1 == pieces.size() || !in_card(pieces[i + 1].kind));
    if (last) height += ui.theme.space.m;
    return height;
}

void draw_piece(ui::Ui& ui, const ui::Rect& rect, const ReviewPiece& piece, bool found) {
    const auto& theme = ui.theme;
    const PieceLook look = look_of(ui, piece);
    const ui::Rect words{rect.x + look.indent, rect.y + look.above, rect.w - look.indent - look.right,
                         rect.h - look.above - look.below};
    // The text that was searched for is highlighted. In the green card it is easy to find anyway.
    if (found && !in_card(piece.kind)) {
        const float out = theme.space.s;
        ui::fill(ui, {words.x - out, words.y - out / 4, words.w + out, words.h + out / 2},
                 theme.round(piece.category).tint_soft, theme.radius.key);
    }
    ui::label(ui, words, piece.text, look.style, {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 1});
    const float size = look.style.size_px, line = ui::line_height(look.style);
    const ui::RoundColours& lessons = theme.round(huddle::RoundCategory::lessons);
    const ImVec2 in_front{rect.x + theme.space.l + size * 0.55f, words.y + line / 2};
    if (piece.kind == Kind::card_head) ui::icon(ui, "book", in_front, size * 1.1f, lessons.ink);
    if (piece.kind == Kind::action) ui::icon(ui, "next", in_front, size * 0.95f, lessons.ink);
    if (piece.kind != Kind::round_head) return;
    const float round = theme.px(0.0389);
    const ui::RoundColours& colours = theme.round(piece.category);
    ui::disc(ui, {rect.x + round / 2, words.y + line / 2}, round, colours.ink, ui::icon_of(piece.category),
             colours.on_ink, 0.55f);
}

// The green card lies below several pieces.
void draw_card_of_lessons(ui::Ui& ui, const ui::Rect& room, const ReviewRecord& record) {
    std::optional<std::size_t> first;
    std::size_t after = 0;
    for (std::size_t i = 0; i < record.pieces.size(); ++i) {
        if (!in_card(record.pieces[i].kind)) continue;
        if (!first) first = i;
        after = i + 1;
    }
    if (!first) return;
    const float at = std::round(record.column.scroll.at);
    const ui::Rect card{room.x, room.y + record.column.tops[*first] - at, room.w,
                        record.column.tops[after] - record.column.tops[*first]};
    ui::fill(ui, card, ui.theme.round(huddle::RoundCategory::lessons).tint, ui.theme.radius.card);
}

}  // namespace

void make_pieces(ui::Ui& ui, const store::HuddleRecord& huddle, ReviewRecord& record) {
    record.day = huddle.day;
    record.column = {};
    std::vector<ReviewPiece>& pieces = record.pieces;
    pieces.clear();
    pieces.push_back({Kind::title, huddle_words(ui, huddle.day, huddle.started)});
    pieces.push_back({Kind::about, about(ui, huddle)});
    add_lessons(ui, huddle, pieces);
    bool notes = false;
    for (const huddle::RoundCategory category :
         {huddle::RoundCategory::wins, huddle::RoundCategory::mistakes, huddle::RoundCategory::lessons})
        notes = add_notes(ui, huddle, category, pieces) || notes;
    if (!huddle.questions.empty()) {
        pieces.push_back({Kind::round_head, ui.tr("We don’t know yet"), huddle::RoundCategory::mistakes});
        for (const huddle::Question& question : huddle.questions) {
            pieces.push_back({Kind::question, question.text});
            pieces.push_back({Kind::of_question, state_words(ui, question)});
        }
    }
    notes = add_notes(ui, huddle, huddle::RoundCategory::hope, pieces) || notes;
    pieces.push_back({Kind::foot, notes ? ui.tr("Shuffled when they were opened. No times, devices or names are kept.")
                                        : ui.tr("No notes are kept from this huddle.")});
}

void draw_record(ui::Ui& ui, const ui::Rect& whole, ReviewView& view, bool on_paper) {
    const auto& theme = ui.theme;
    ReviewRecord& record = view.record;
    if (on_paper) ui::panel(ui, whole);
    ui::Rect room = ui::inset(whole, on_paper ? theme.space.xl : 0, on_paper ? theme.space.l : 0);
    if (!record.huddle) return draw_sentence(ui, room, "list", ui.tr("Tap one to read its record."));
    if (record.failed) {
        if (draw_unreadable(ui, room)) {
            record.failed = false;
            ui.wake_at(ui.now);
        }
        return;
    }
    if (record.gone) return draw_sentence(ui, room, "leaf", ui.tr("This huddle is no longer kept."));
    if (record.pieces.empty()) return draw_reading(ui, room, record.asked_at);

    const ui::ButtonLook look{.kind = ui::ButtonKind::quiet, .icon = "download"};
    const std::string words = ui.tr("Export");
    const float tall = column_bar_height(ui), gap = std::max(theme.space.m, theme.touch.gap);
    const float wide = std::min(std::max(ui::button_width(ui, words, look), theme.px(0.2)), room.w * 0.45f);
    const ui::Rect bar{room.x, room.bottom() - tall, room.w, tall};
    room.h -= tall + theme.space.m;
    lay_out(ui, record.column, room.w, 0, record.pieces.size(),
            [&](std::size_t i) { return piece_height(ui, record.pieces, i, room.w); });
    for (std::size_t i = 0; i < record.pieces.size() && !record.wanted.empty(); ++i) {
        if (record.pieces[i].text != record.wanted) continue;
        show(record.column, room, i);
        record.found = i;
        break;
    }
    record.wanted.clear();
    draw_column(
        ui, room, record.column,
        [&](std::size_t i, const ui::Rect& rect, const ui::Rect&) {
            draw_piece(ui, rect, record.pieces[i], record.found == i);
        },
        [&] { draw_card_of_lessons(ui, room, record); });
    if (height_of(record.column) > room.h + 1) {
        const float room_left = bar.w - wide - gap;
        draw_column_bar(ui, "record", {bar.x, bar.y, room_left, bar.h}, room, record.column, ui.tr("Back up"),
                        ui.tr("Show more"));
    }
    if (ui::button(ui, "review-export", {bar.right() - wide, bar.y, wide, tall}, words, look)) {
        view.take_away = {.span = {record.day, record.day}, .huddle = record.huddle};
        view.take_away_open = true;
        ui.wake_at(ui.now);
    }
}

}  // namespace hearthside::screens::review
