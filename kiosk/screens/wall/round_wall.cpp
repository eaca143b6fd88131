// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/round_wall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/huddle/pace.h"
#include "kiosk/screens/frame/pager.h"
#include "kiosk/screens/frame/paused.h"
#include "kiosk/screens/wall/cards.h"
#include "kiosk/screens/wall/sealed_panel.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::wall {

namespace {

// The pages that have something to show, as numbers of pages of slots, and the one that is shown.
struct Pages {
    std::vector<std::size_t> all;
    std::size_t shown = 0;  // in `all`
};

// The card that the finger holds, or is about to hold. Every movement lifts it.
void follow_carrying(ui::Ui& ui, RoundWallView& view) {
    const ImGuiIO& io = ImGui::GetIO();
    CarriedCard& carried = view.carried;
    if (ui.inert || (!io.MouseDown[0] && !io.MouseReleased[0])) {
        carried = {};
        return;
    }
    if (carried.note.value == 0 || carried.lifted) return;
    const float aside = std::abs(io.MousePos.x - io.MouseClickedPos[0].x);
    const float along = std::abs(io.MousePos.y - io.MouseClickedPos[0].y);
    carried.lifted = std::max(aside, along) > ui.theme.space.m;
}

void group(ui::Ui& ui, const huddle::HuddleBoard& huddle, huddle::NoteId note, huddle::NoteId with,
           RoundWallView& view) {
    for (const huddle::Note& it : huddle.notes)
        if (it.id == note) view.grouped_from = it.group;
    std::erase(view.faces, with);
    view.faces.push_back(with);
    view.grouped = note;
    view.chrome.refused.clear();
    view.grouping = ui.intend(huddle::GroupNotes{note, with});
    ui.wake_at(ui.now);
}

Pages pages_of(const std::vector<WallCard>& cards, std::size_t per_page, RoundWallView& view) {
    std::set<std::size_t> pages;
    for (const WallCard& card : cards) pages.insert(view.wall.place(card.note->id) / per_page);
    // The notes of a page may all have been set aside since.
    const auto at = pages.lower_bound(view.page);
    view.page = at != pages.end() ? *at : *pages.rbegin();
    Pages it{.all = {pages.begin(), pages.end()}};
    it.shown = static_cast<std::size_t>(std::ranges::find(it.all, view.page) - it.all.begin());
    return it;
}

// The title has the same room on all pages.
constexpr std::size_t most_pages = 88;

// The pager in the middle of `rect`.
void draw_pages(ui::Ui& ui, const ui::Rect& rect, const Pages& pages, RoundWallView& view) {
    const float wide = frame::pager_width(ui, pages.all.size()), tall = ui::button_height(ui, ui::ButtonKind::ordinary);
    const ui::Rect place{rect.x + (rect.w - wide) / 2, rect.y + (rect.h - tall) / 2, wide, tall};
    const std::size_t wanted = frame::draw_pager(ui, place, pages.shown, pages.all.size());
    if (wanted == pages.shown) return;
    view.page = pages.all[wanted];
    ui.wake_at(ui.now);
}

// The place of a slot on its page.
ui::Rect cell_of(const ui::Rect& body, const WallGrid& grid, float gap, std::size_t slot) {
    const auto place = static_cast<int>(slot % grid.per_page());
    const float wide = (body.w - gap * static_cast<float>(grid.columns - 1)) / static_cast<float>(grid.columns);
    const float tall = (body.h - gap * static_cast<float>(grid.rows - 1)) / static_cast<float>(grid.rows);
    return {std::round(body.x + static_cast<float>(place % grid.columns) * (wide + gap)),
            std::round(body.y + static_cast<float>(place / grid.columns) * (tall + gap)), std::floor(wide),
            std::floor(tall)};
}

// Drawn over the other cards, under the finger.
void draw_carried(ui::Ui& ui, const std::vector<WallCard>& cards, const ui::RoundColours& colours,
                  const WallCardSizes& sizes, const ui::Rect& cell, const RoundWallView& view) {
    for (const WallCard& card : cards) {
        if (card.note->id != view.carried.note) continue;
        const ImVec2 finger = ui.pointer();
        const ui::Rect rect{std::round(finger.x - view.carried.grip.x), std::round(finger.y - view.carried.grip.y),
                            cell.w, cell.h};
        ui::shadow(ui, rect, ui.theme.radius.note);
        draw_wall_card(ui, rect, card, colours, sizes, CardState::lifted);
    }
}

// The place of the message: at the foot of the wall, or at its head where it would cover the note that was just talked
// about. No height: there is no message.
ui::Rect place_toast(ui::Ui& ui, const WallGrid& grid, const ui::Rect& body, float gap, const RoundWallView& view,
                     const frame::Overlay& overlay) {
    if (!overlay.toast) return {};
    ui::Rect toast = ui::toast_rect(ui, overlay.toast->sentence, overlay.toast->undo, body.bottom());
    const auto slot = view.wall.find(overlay.talked_about);
    if (!slot || *slot / grid.per_page() != view.page) return toast;
    const ui::Rect talked = cell_of(body, grid, gap, *slot);
    if (talked.bottom() > toast.y && talked.y >= body.y + toast.h) toast.y = body.y;
    return toast;
}

// Returns the place of the message.
ui::Rect draw_cards(ui::Ui& ui, const huddle::Board& board, const std::vector<WallCard>& cards, const WallGrid& grid,
                    const frame::RoundFrame& frame, ui::Rect body, RoundWallView& view, frame::Overlay& overlay) {
    const huddle::HuddleBoard& huddle = *board.huddle;
    WallCardSizes sizes = wall_card_sizes(ui);
    sizes.text.size_px = grid.text_px;
    const bool single = grid.per_page() == 1;
    const ui::Rect toast = place_toast(ui, grid, body, sizes.gap, view, overlay);
    // Cards as high as the wall leave it room.
    if (toast.h > 0 && grid.rows == 1) body.h -= toast.h + sizes.gap;
    if (single) sizes.text.size_px = single_type(ui, cards.front(), sizes, body);
    follow_carrying(ui, view);
    const bool carrying = view.carried.lifted;
    huddle::NoteId under;
    const ImVec2 pile = pile_centre(ui, frame.body);
    if (view.reveal.from)
        draw_opening_panel(ui, frame.body, huddle.current(),
                           ui::progress(*view.reveal.from, ui::motion_of(ui).note_arrive / 2, ui.now));
    for (const WallCard& card : cards) {
        const huddle::NoteId id = card.note->id;
        const std::size_t slot = *view.wall.find(id);
        if (slot / grid.per_page() != view.page) continue;
        const ui::Rect rect = cell_of(body, grid, sizes.gap, slot);
        ui::Rect seen = rect;
        // Nothing under the undo button can be touched.
        if (toast.h > 0 && toast.y > body.y) {
            seen.h = std::max(0.0f, std::min(rect.bottom(), toast.y) - rect.y);
        } else if (toast.h > 0 && rect.y < toast.bottom()) {
            seen = {rect.x, toast.bottom(), rect.w, std::max(0.0f, rect.bottom() - toast.bottom())};
        }
        const bool reachable = seen.h >= ui.theme.touch.floor;
        const ui::Touch finger = ui::touch(ui, "card-" + huddle::to_hex(id.value), seen, reachable);
        const bool below_finger = carrying && seen.contains(ui.pointer()) && id != view.carried.note;
        if (below_finger) under = id;
        const bool marked = below_finger || overlay.joining == id;
        {
            const ui::Posed settling_down(ui,
                                          reveal_pose(view.reveal, ui::motion_of(ui), pile, frame.body, rect, ui.now));
            if (carrying && id == view.carried.note)
                ui::outline(ui, rect, frame.colours->mid, ui.theme.radius.note, ui.theme.line.control);
            else
                draw_wall_card(ui, rect, card, *frame.colours, sizes,
                               marked                        ? CardState::marked
                               : finger.pressed && !carrying ? CardState::pressed
                                                             : CardState::at_rest,
                               single);
        }
        if (reachable && !ui.inert && ImGui::GetIO().MouseClicked[0] && seen.contains(ui.pointer()))
            view.carried = {id, {ui.pointer().x - rect.x, ui.pointer().y - rect.y}, false};
        if (!finger.tapped || carrying) continue;
        if (!overlay.joining) {
            overlay.open(frame::Overlay::Kind::front_card, id);
        } else if (*overlay.joining != id) {
            group(ui, huddle, *overlay.joining, id, view);
            overlay.joining.reset();
        }
    }
    if (!carrying) return toast;
    draw_carried(ui, cards, *frame.colours, sizes, cell_of(body, grid, sizes.gap, 0), view);
    if (!ImGui::GetIO().MouseReleased[0]) return toast;
    if (under.value != 0) group(ui, huddle, view.carried.note, under, view);
    view.carried = {};
    ui.wake_at(ui.now);
    return toast;
}

// Buttons in the middle of the bar, from the left, as many as fit.
class BarRow {
public:
    BarRow(ui::Ui& ui, const ui::Rect& room) : ui_(ui), room_(room) {}

    bool offer(std::string_view name, const std::string& text, const ui::ButtonLook& look) {
        float width = ui::button_width(ui_, text, look);
        std::string words = text;
        if (width > room_.w) {
            // Words shrink a little before a button is dropped. After that only its icon is shown.
            if (width * 0.8f > room_.w) {
                words.clear();
                width = std::max(ui_.theme.touch.floor, room_.h);
                if (width > room_.w || look.icon.empty()) return false;
            } else {
                width = room_.w;
            }
        }
        const bool tapped = ui::button(ui_, name, {room_.x, room_.y, width, room_.h}, words, look);
        const float used = width + std::max(ui_.theme.space.m, ui_.theme.touch.gap);
        room_.x += used;
        room_.w = std::max(0.0f, room_.w - used);
        return tapped;
    }
    const ui::Rect& room() const { return room_; }

private:
    ui::Ui& ui_;
    ui::Rect room_;
};

// New notes of this round may be opened too. If too few had come before, they are offered only when many
// wait.
bool late_notes_wait(const huddle::RoundBoard& round, huddle::Band waiting) {
    return round.holding ? waiting == huddle::Band::five_or_more : waiting != huddle::Band::none_yet;
}

void draw_middle(ui::Ui& ui, const huddle::Board& board, huddle::RoundCategory category, const frame::RoundFrame& frame,
                 bool cards, RoundWallView& view, frame::Overlay& overlay) {
    BarRow row(ui, frame.middle);
    if (late_notes_wait(board.huddle->current(), board.waiting[huddle::index_of(category)])) {
        if (row.offer("open-late-notes", ui.tr("Open late notes"), {.icon = "envelope"})) {
            view.chrome.refused.clear();
            view.chrome.last = ui.intend(huddle::ReleaseNotes{});
        }
    }
    if (row.offer("lesson-from-talk", ui.tr("Keep a lesson"), {.icon = "book"}))
        overlay.open(frame::Overlay::Kind::capture);
    if (row.offer("write-here", ui.tr("Write here"), {.icon = "pencil"}))
        overlay.open(frame::Overlay::Kind::write_here);
    const text::TextStyle style = ui.theme.text("label", ui.theme.colours.ink_soft);
    const std::string hint = ui.tr("Tap a note to open it");
    if (cards && ui::text_width(ui, hint, style) < row.room().w) {
        ui::label(ui, row.room(), hint, style, {.align = text::TextAlign::centre});
    }
}

// Shown while the wall waits for the note to group with another one.
void draw_joining(ui::Ui& ui, const frame::RoundFrame& frame, frame::Overlay& overlay) {
    BarRow row(ui, frame.middle);
    if (row.offer("leave-joining", ui.tr("Cancel"), {.icon = "close"})) {
        overlay.joining.reset();
        ui.wake_at(ui.now);
    }
}

// Shown over the wall while phones place their dots. Returns the rest of the body.
ui::Rect draw_voting(ui::Ui& ui, const ui::Rect& body, RoundWallView& view) {
    const float tall = ui::banner_height(ui);
    const std::string words = ui.tr("Show the dots");
    const ui::ButtonLook look{
        .kind = ui::ButtonKind::quiet, .icon = "check", .colours = &ui.theme.round(huddle::RoundCategory::lessons)};
    const float wide = ui::button_width(ui, words, look), high = ui::button_height(ui, ui::ButtonKind::quiet);
    const ui::Rect end = ui::banner(ui, {body.x, body.y, body.w, tall},
                                    {.icon = "list",
                                     .bold = ui.tr("Three dots each, on your phones."),
                                     .plain = ui.tr("Nobody sees them until all are placed."),
                                     .room_for_buttons = wide});
    if (ui::button(ui, "show-dots", {end.x, end.y + (end.h - high) / 2, end.w, high}, words, look)) {
        view.chrome.refused.clear();
        view.chrome.last = ui.intend(huddle::EndVoting{});
    }
    const float used = tall + ui.theme.space.m;
    return {body.x, body.y + used, body.w, std::max(0.0f, body.h - used)};
}

void hear_answers(ui::Ui& ui, RoundWallView& view, frame::Overlay& overlay) {
    const auto settled = [&](ui::Ticket& ticket) {
        if (ticket == 0) return false;
        const ui::Outcome outcome = ui.outcome(ticket);
        if (outcome.state == ui::OutcomeState::waiting) return false;
        ticket = 0;
        if (outcome.state == ui::OutcomeState::refused) view.chrome.refused = ui.tr(outcome.sentence);
        return outcome.state == ui::OutcomeState::accepted;
    };
    settled(view.undoing);
    if (!settled(view.grouping)) return;
    // A note that came from another group cannot return automatically; its card has the button to leave this
    // one.
    std::vector<huddle::Intent> undoing;
    if (!view.grouped_from) undoing.push_back(huddle::UngroupNote{view.grouped});
    overlay.toast = {ui.tr("Together now."), undoing.empty() ? std::string{} : ui.tr("Undo"), undoing,
                     ui.now + frame::undo_for};
    view.grouped = {};
    ui.wake_at(ui.now);
}

bool is_on_wall(const huddle::HuddleBoard& huddle, huddle::RoundCategory category, std::optional<huddle::NoteId> id) {
    return id && std::any_of(huddle.notes.begin(), huddle.notes.end(), [&](const huddle::Note& it) {
               return it.id == *id && it.category == category && it.state != huddle::NoteState::set_aside;
           });
}

std::size_t how_many_set_aside(const huddle::HuddleBoard& huddle, huddle::RoundCategory category) {
    return static_cast<std::size_t>(std::count_if(
        huddle.notes.begin(), huddle.notes.end(),
        [&](const huddle::Note& it) { return it.category == category && it.state == huddle::NoteState::set_aside; }));
}

void draw_toast(ui::Ui& ui, float bottom, RoundWallView& view, frame::Overlay& overlay) {
    if (!overlay.toast) return;
    if (ui.now >= overlay.toast->until) {
        overlay.toast.reset();
        return;
    }
    ui.wake_at(overlay.toast->until);
    const ui::Appearance::Motion& motion = ui::motion_of(ui);
    const ui::Posed rising(ui, ui::settling(overlay.toast->until - frame::undo_for, motion.fade, motion.rise, ui.now));
    if (!ui::toast(ui, overlay.toast->sentence, overlay.toast->undo, bottom)) return;
    view.chrome.refused.clear();
    for (huddle::Intent& intent : overlay.toast->undoing) view.undoing = ui.intend(std::move(intent));
    overlay.toast.reset();
}

}  // namespace

void draw_round_wall(ui::Ui& ui, const huddle::Board& board, RoundWallView& view, frame::Overlay& overlay) {
    const huddle::HuddleBoard& huddle = *board.huddle;
    const huddle::RoundBoard& round = huddle.current();
    const huddle::RoundCategory category = huddle::category_of(round.round.kind).value_or(huddle::RoundCategory::wins);
    if (view.round != huddle.clock.current) {
        overlay.toast.reset();
        overlay.joining.reset();
    }
    view.round = huddle.clock.current;
    const bool paused = !huddle.clock.running;
    const bool has_cards = round.released && !wall_cards(board, category, view).empty();
    if (!has_cards || !is_on_wall(huddle, category, overlay.joining)) overlay.joining.reset();
    hear_answers(ui, view, overlay);

    const bool joining = overlay.joining.has_value();
    const bool opens = may_open(round, board.waiting[huddle::index_of(category)]);
    view.wall.begin(huddle.id, category);
    const std::vector<WallCard> cards =
        round.released && !paused ? wall_cards(board, category, view) : std::vector<WallCard>{};
    for (const WallCard& card : cards) view.wall.place(card.note->id);
    const std::string prompt = joining ? text::translatable("Tap the note that goes with this one.") : "";
    // The pager stands beside the prompt, or, on a narrow screen, below the cards. Four notes are never on two pages.
    const bool paged = has_cards && view.wall.slots.size() > 4, narrow = ui.theme.shape == ui::ScreenShape::portrait;
    frame::RoundFrame frame =
        frame::draw_round_chrome(ui, board, view.chrome,
                                 {.prompt = prompt,
                                  .next_filled = !opens && !joining,
                                  .over_time_banner = has_cards && !joining && !board.voting.open,
                                  .header_end = paged && !narrow ? frame::pager_width(ui, most_pages) : 0});
    if (paused) {
        frame::draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    follow_reveal(huddle, has_cards, ui::motion_of(ui), ui.now, view.reveal);
    ui::Rect body = frame.body;
    float toast_bottom = body.bottom();
    if (has_cards) {
        if (board.voting.open && !joining) frame.body = body = draw_voting(ui, frame.body, view);
        ui::Rect pager = frame.header_end;
        if (paged && narrow) {
            const float tall = ui::button_height(ui, ui::ButtonKind::ordinary);
            body.h -= tall + ui.theme.space.m;
            pager = {body.x, frame.body.bottom() - tall, body.w, tall};
        }
        const WallCardSizes sizes = wall_card_sizes(ui);
        const WallGrid grid =
            wall_grid(ui.theme, body.w, body.h, {2 * sizes.pad_x, 2 * sizes.pad_y, sizes.gap}, view.wall.slots.size());
        const Pages pages = pages_of(cards, grid.per_page(), view);
        if (pages.all.size() > 1) draw_pages(ui, pager, pages, view);
        const ui::Rect toast = draw_cards(ui, board, cards, grid, frame, body, view, overlay);
        if (toast.h > 0) toast_bottom = toast.bottom();
    } else {
        const SealedAnswer answer =
            draw_sealed_panel(ui, frame.body, round, board.waiting[huddle::index_of(category)],
                              how_many_set_aside(huddle, category), huddle::spent_at(huddle.clock, ui.now));
        if (answer == SealedAnswer::open_notes) {
            view.chrome.refused.clear();
            view.chrome.last = ui.intend(huddle::ReleaseNotes{});
        }
    }
    if (joining) {
        draw_joining(ui, frame, overlay);
    } else if (round.released) {
        draw_middle(ui, board, category, frame, has_cards, view, overlay);
    } else {
        BarRow row(ui, frame.middle);
        // The team may talk without a note, too.
        if (!opens && row.offer("lesson-from-talk", ui.tr("Keep a lesson"), {.icon = "book"}))
            overlay.open(frame::Overlay::Kind::capture);
        if (row.offer("write-here", ui.tr("Write here"), {.icon = "pencil"})) {
            overlay.open(frame::Overlay::Kind::write_here);
        }
    }
    draw_toast(ui, toast_bottom, view, overlay);
}

}  // namespace hearthside::screens::wall
