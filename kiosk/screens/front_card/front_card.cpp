// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/front_card/front_card.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text/note_text.h"
#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/day_picker.h"
#include "kiosk/screens/frame/strip.h"
#include "kiosk/screens/front_card/beside.h"
#include "kiosk/screens/front_card/choices.h"
#include "kiosk/screens/front_card/note.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::front_card {

namespace {

using Asked = FrontCardView::Asked;

constexpr huddle::Milliseconds ask_again{100};

bool still_fits(const huddle::Board& board, const huddle::Note* note) {
    if (!note || note->state == huddle::NoteState::set_aside) return false;
    return huddle::category_of(board.huddle->current().round.kind) == note->category;
}

// The question that was just kept; none while it has not arrived on the Board.
std::optional<huddle::QuestionId> new_question(const huddle::Board& board, const FrontCardView& view) {
    for (const huddle::Question& it : board.huddle->questions) {
        const auto& known = view.known_questions;
        if (std::find(known.begin(), known.end(), it.id) == known.end()) return it.id;
    }
    return {};
}

frame::Overlay::Toast set_aside_toast(const ui::Ui& ui, const huddle::Note& note, const FrontCardView& view) {
    return {
        ui.tr("Set aside."), ui.tr("Bring back"), {huddle::BringBack{note.id, view.before}}, ui.now + frame::undo_for};
}

void hear_answer(ui::Ui& ui, const huddle::Board& board, const huddle::Note& note, FrontCardView& view,
                 frame::Overlay& overlay) {
    if (view.ticket == 0) return;
    const ui::Outcome outcome = ui.outcome(view.ticket);
    if (outcome.state == ui::OutcomeState::waiting) {
        if (view.asked != Asked::set_aside) return ui.wake_at(ui.now + ask_again);
        // The note leaves the screen at once; at_once.h handles the outcome.
        overlay.toast = set_aside_toast(ui, note, view);
        overlay.close();
        return ui.wake_at(ui.now);
    }
    const bool refused = outcome.state == ui::OutcomeState::refused;
    std::optional<huddle::QuestionId> question;
    if (!refused && view.asked == Asked::question) {
        question = new_question(board, view);
        if (!question) return ui.wake_at(ui.now + ask_again);
    }
    const Asked asked = std::exchange(view.asked, Asked::nothing);
    view.ticket = 0;
    ui.wake_at(ui.now);
    if (refused) {
        (asked == Asked::title ? view.title.problem : view.problem) = ui.tr(outcome.sentence);
        return;
    }
    if (asked == Asked::title) return frame::close_one_line(ui, view.title);
    if (asked == Asked::ungroup) return;
    if (asked == Asked::thanks || asked == Asked::question) {
        ui.intend(huddle::MarkTalkedAbout{note.id});
        overlay.talked_about = note.id;
    }
    if (asked == Asked::question) {
        overlay.toast = {ui.tr("Kept as a question. Not knowing yet is a good answer."),
                         ui.tr("Undo"),
                         {huddle::TakeBack{*question}, huddle::BringBack{note.id, view.before}},
                         ui.now + frame::undo_for};
    } else if (asked == Asked::set_aside) {
        overlay.toast = set_aside_toast(ui, note, view);
    }
    overlay.close();
}

void ask(ui::Ui& ui, FrontCardView& view, Asked asked, huddle::Intent intent) {
    view.problem.clear();
    view.asked = asked;
    view.ticket = ui.intend(std::move(intent));
    ui.wake_at(ui.now + ask_again);
}

void act(ui::Ui& ui, std::string_view tapped, const huddle::Note& note, FrontCardView& view, frame::Overlay& overlay) {
    view.before = view.ticket == 0 ? note.state : view.before;
    if (tapped == "what-did-we-learn") overlay.open(frame::Overlay::Kind::capture, note.id);
    if (tapped == "we-dont-know-yet") view.asking_when = true;
    if (tapped == "thank-you") ask(ui, view, Asked::thanks, huddle::ThankNote{note.id});
    if (tapped == "set-aside") ask(ui, view, Asked::set_aside, huddle::SetAside{note.id});
    if (tapped == "group-with") {
        overlay.close();
        overlay.toast.reset();
        overlay.joining = note.id;
    }
}

// The link to all notes, the thanks, and the ring. Returns the area they cover.
ui::Rect draw_header(ui::Ui& ui, const huddle::HuddleBoard& huddle, float top, const huddle::Note& note,
                     bool& all_notes) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(note.category);
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    const float diameter =
        theme.component("ring_small").diameter * (theme.shape == ui::ScreenShape::compact ? 0.85f : 1);
    const ui::ButtonLook look{.icon = "back"};
    const std::string back = ui.tr("All notes");
    const float tall = ui::button_height(ui, ui::ButtonKind::ordinary);
    const float middle = top + diameter / 2;
    const ui::Rect button_rect{left, std::round(middle - tall / 2), ui::button_width(ui, back, look), tall};
    all_notes = ui::button(ui, "all-notes", ui::sided(ui, button_rect), back, look);
    frame::draw_time_ring(ui, huddle, ui::centre_of(ui::sided(ui, {right - diameter, top, diameter, diameter})),
                          diameter, false);
    const float pause = frame::pause_width(ui), pause_x = right - diameter - theme.space.l - pause;
    frame::pause_button(ui, ui::sided(ui, {pause_x, button_rect.y, pause, tall}));

    const float size = std::min(theme.px(0.0889), diameter * 0.8f);
    float x = button_rect.right() + theme.space.xl, y = middle, room = pause_x - theme.space.l - x;
    ui::Rect covered{left, top, right - left, diameter};
    if (portrait) {
        x = left;
        y = top + diameter + theme.space.m + size / 2;
        room = right - left;
        covered.h += theme.space.m + size;
    }
    x = ui::sided(ui, {x, y, room, 0}).x;
    ui::disc(ui, {x + size / 2, y}, size, colours.ink, ui::icon_of(note.category), colours.on_ink, 0.46f);
    x += size + theme.space.m;
    room -= size + theme.space.m;
    text::TextStyle thanks = theme.text("prompt", colours.ink);
    const text::TextStyle plain = theme.text("body", theme.colours.ink_soft);
    const float first = ui::line_height(thanks), second = ui::line_height(plain);
    ui::label(ui, {x, y - (first + second) / 2, room, first}, ui.tr("Thank you for this note"), thanks);
    ui::label(ui, {x, y - (first + second) / 2 + first, room, second}, thanks_sentence(ui, note.category), plain);
    return covered;
}

// Brings another note to the front and drops what was begun with this one.
void go_to(ui::Ui& ui, huddle::NoteId note, FrontCardView& view, frame::Overlay& overlay) {
    view = {};
    view.note = note;
    overlay.open(frame::Overlay::Kind::front_card, note);
    ui.wake_at(ui.now);
}

// A finger drags the card aside: to the next note, or back. The arrows do the same, so nobody needs this.
void follow_swipe(ui::Ui& ui, const ui::Rect& card, const FrontNotes& notes, FrontCardView& view,
                  frame::Overlay& overlay) {
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec2 from = ui.placing.point_back(io.MouseClickedPos[0]), at = ui.pointer();
    if (ui.inert) return;
    if (io.MouseClicked[0]) view.held = card.contains(from);
    if (!io.MouseReleased[0] || !std::exchange(view.held, false)) return;
    const float aside = at.x - from.x, along = std::abs(at.y - from.y);
    if (std::abs(aside) < ui.theme.px(0.09) || std::abs(aside) < 2 * along) return;
    const huddle::Note* to = aside < 0 ? notes.next : notes.previous;
    if (to) go_to(ui, to->id, view, overlay);
}

// Over the card: when to ask the open question again.
void draw_when(ui::Ui& ui, const huddle::Board& board, const huddle::Note& note, FrontCardView& view) {
    std::vector<frame::ListChoice> choices;
    const std::vector<std::string> words = frame::review_words(ui);
    for (std::size_t choice = 0; choice < words.size(); ++choice)
        choices.push_back({"ask-" + std::to_string(choice), words[choice], {}, false});
    const frame::ListAnswer answer = frame::draw_choice_list(ui, ui.tr("When shall we ask again?"), choices);
    if (answer.chosen < 0 && !answer.closed) return;
    view.asking_when = false;
    ui.wake_at(ui.now);
    if (answer.closed) return;
    huddle::Result<huddle::CleanText> text = text::clean_note_text(note.text);
    if (!text) {
        view.problem = ui.tr(text.problem().sentence);
        return;
    }
    view.known_questions.clear();
    for (const huddle::Question& it : board.huddle->questions) view.known_questions.push_back(it.id);
    ask(ui, view, Asked::question,
        huddle::KeepQuestion{*std::move(text), note.id,
                             frame::review_day(ui, static_cast<std::size_t>(answer.chosen))});
}

void draw_title(ui::Ui& ui, const FrontNotes& notes, FrontCardView& view) {
    const frame::OneLineAnswer answer = frame::draw_one_line(ui, view.title,
                                                             {.back = ui.tr("Back"),
                                                              .title = ui.tr("What do these notes share?"),
                                                              .about = notes.note->text,
                                                              .placeholder = ui.tr("A few words are enough."),
                                                              .keep = ui.tr("Keep"),
                                                              .icon = std::string(ui::icon_of(notes.note->category)),
                                                              .colours = &ui.theme.round(notes.note->category),
                                                              .may_be_empty = true,
                                                              .waiting = view.ticket != 0});
    if (answer == frame::OneLineAnswer::leave) return frame::close_one_line(ui, view.title);
    if (answer != frame::OneLineAnswer::keep) return;
    const std::string typed = view.title.field.text();
    huddle::CleanText title;
    if (typed.find_first_not_of(" \n") != std::string::npos) {
        huddle::Result<huddle::CleanText> clean = text::clean_note_text(typed);
        if (!clean) {
            view.title.problem = ui.tr(clean.problem().sentence);
            return;
        }
        title = std::move(clean).value();
    }
    ask(ui, view, Asked::title, huddle::TitleGroup{notes.group->id, std::move(title)});
}

// The card and the part beside it, above the choices.
struct Places {
    ui::Rect card, beside;
};

Places place(ui::Ui& ui, ui::Rect body) {
    const ui::Appearance& theme = ui.theme;
    Places places{body, body};
    if (theme.shape == ui::ScreenShape::portrait) {
        places.beside.h = std::min(body.h * 0.4f, theme.px(0.5));
        places.beside.y = body.bottom() - places.beside.h;
        places.card.h = body.h - places.beside.h - theme.space.l;
    } else {
        places.card.w = std::round(body.w * (theme.shape == ui::ScreenShape::compact ? 0.70f : 0.728f));
        places.beside.x = places.card.right() + theme.space.xl;
        places.beside.w = body.right() - places.beside.x;
        places.card = ui::sided(ui, places.card);
        places.beside = ui::sided(ui, places.beside);
    }
    return places;
}

void draw_card_screen(ui::Ui& ui, const huddle::HuddleBoard& huddle, const FrontNotes& notes, bool closing,
                      FrontCardView& view, frame::Overlay& overlay) {
    const ui::Appearance& theme = ui.theme;
    const ui::Rect strip = frame::draw_strip(ui, huddle);
    bool all_notes = false;
    const ui::Rect header = draw_header(ui, huddle, strip.bottom() + theme.space.m, *notes.note, all_notes);
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    const float bar = choices_height(ui, right - left, notes);
    const ui::Rect choices{left, static_cast<float>(theme.height) - theme.margin.bottom - bar, right - left, bar};
    ui::Rect body{left, header.bottom() + theme.space.l, right - left, 0};
    body.h = choices.y - theme.space.xl - body.y;
    if (!view.problem.empty()) {
        ui::banner(ui, {body.x, body.y, body.w, ui::banner_height(ui)}, {.icon = "chat", .bold = view.problem});
        body.y += ui::banner_height(ui) + theme.space.m;
        body.h -= ui::banner_height(ui) + theme.space.m;
    }
    const bool enabled = view.ticket == 0 && !closing;
    const auto [card, beside] = place(ui, body);
    draw_front_note(ui, card, *notes.note, view);
    const BesideAnswer answer = draw_beside(ui, beside, notes, huddle.current().round, enabled);
    const std::string_view tapped = draw_choices(ui, choices, notes, enabled);
    if (closing) return;
    act(ui, tapped, *notes.note, view, overlay);
    if (answer.ungroup) ask(ui, view, Asked::ungroup, huddle::UngroupNote{notes.note->id});
    if (answer.name_group) frame::open_one_line(view.title, notes.group->title);
    if (answer.go_to.value != 0) return go_to(ui, answer.go_to, view, overlay);
    if (all_notes) return overlay.close();
    if (enabled) follow_swipe(ui, card, notes, view, overlay);
}

}  // namespace

void draw_front_card(ui::Ui& ui, const huddle::Board& board, FrontCardView& view, frame::Overlay& overlay) {
    const FrontNotes notes = front_notes_of(board, overlay.note);
    if (view.note != overlay.note) {
        view = {};
        view.note = overlay.note;
    }
    if (notes.note) hear_answer(ui, board, *notes.note, view, overlay);
    // A closing card is drawn once more, so that no frame is empty.
    const bool closing = overlay.kind != frame::Overlay::Kind::front_card;
    if (!notes.note || (!closing && !still_fits(board, notes.note))) {
        if (view.title.open) frame::close_one_line(ui, view.title);
        view = {};
        overlay.close();
        return ui.wake_at(ui.now);
    }
    frame::wake_for_clock(ui, *board.huddle);
    if (view.title.open && !notes.group) frame::close_one_line(ui, view.title);
    if (view.title.open && !closing) return draw_title(ui, notes, view);
    const bool was_inert = ui.inert;
    ui.inert = was_inert || view.asking_when;
    draw_card_screen(ui, *board.huddle, notes, closing, view, overlay);
    ui.inert = was_inert;
    if (view.asking_when && !closing) draw_when(ui, board, *notes.note, view);
    if (overlay.kind != frame::Overlay::Kind::front_card) view = {};
}

}  // namespace hearthside::screens::front_card
