// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/round_wall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/huddle/pace.h"
#include "kiosk/screens/frame/paused.h"
#include "kiosk/screens/wall/cards.h"
#include "kiosk/screens/wall/sealed_panel.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::wall {

namespace {

struct Hidden {
    int below = 0;
    float next_page = 0;  // the top of the first card that is not completely visible
    ui::Rect row;         // the place of the buttons for more
    float bottom = 0;     // of the cards
};

// Laying out a text for the first time takes up to half a millisecond. While the wall comes out of its panel,
// this many a frame keep it smooth. At rest all are laid out at once.
constexpr int set_in_motion = 16;

// The card that the finger holds, or is about to hold. A sideways movement lifts it, because up and down
// scrolls. Where nothing scrolls, every movement lifts it.
void follow_carrying(ui::Ui& ui, bool scrolls, RoundWallView& view) {
    const ImGuiIO& io = ImGui::GetIO();
    CarriedCard& carried = view.carried;
    if (ui.inert || (!io.MouseDown[0] && !io.MouseReleased[0]) || view.scroll.dragging) {
        carried = {};
        return;
    }
    if (carried.note.value == 0 || carried.lifted) return;
    const float aside = std::abs(io.MousePos.x - io.MouseClickedPos[0].x);
    const float along = std::abs(io.MousePos.y - io.MouseClickedPos[0].y);
    const float away = ui.theme.space.m;
    carried.lifted = scrolls ? aside > away && aside > along : std::max(aside, along) > away;
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

// Places the cards that have no place yet. Returns the height of the wall.
float place_cards(ui::Ui& ui, const std::vector<WallCard>& cards, const WallCardSizes& sizes, float width,
                  RoundWallView& view) {
    float content = 0;
    int may_set = view.reveal.from ? set_in_motion : static_cast<int>(cards.size());
    for (const WallCard& card : cards) {
        const PlacedNote* placed = view.wall.find(card.note->id);
        if (!placed && may_set-- <= 0) {
            ui.wake_at(ui.now + ui::motion_frame);
            break;  // the others wait, so that each gets its usual place
        }
        if (!placed) placed = &view.wall.place(card.note->id, wall_card_height(ui, card, sizes, width), sizes.gap);
        content = std::max(content, placed->y + placed->h);
    }
    return content;
}

// Drawn over the other cards, under the finger. `under` is the card on which it would be put down.
void draw_carried(ui::Ui& ui, const std::vector<WallCard>& cards, const ui::RoundColours& colours,
                  const WallCardSizes& sizes, float width, const RoundWallView& view) {
    for (const WallCard& card : cards) {
        if (card.note->id != view.carried.note) continue;
        const ImVec2 finger = ui.pointer();
        const ui::Rect rect{std::round(finger.x - view.carried.grip.x), std::round(finger.y - view.carried.grip.y),
                            width, view.wall.find(card.note->id)->h};
        ui::shadow(ui, rect, ui.theme.radius.note);
        draw_wall_card(ui, rect, card, colours, sizes, CardState::lifted);
    }
}

Hidden draw_cards(ui::Ui& ui, const huddle::Board& board, huddle::RoundCategory category,
                  const frame::RoundFrame& frame, RoundWallView& view, frame::Overlay& overlay) {
    const huddle::HuddleBoard& huddle = *board.huddle;
    const WallCardSizes sizes = wall_card_sizes(ui);
    ui::Rect body = frame.body;
    const int columns = ui.theme.wall_columns;
    const float width =
        std::floor((body.w - sizes.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const WallShape shape{huddle.id, category, columns, width, ui.theme.text_size};
    if (view.wall.shape != shape) view.scroll = {}, view.free_scroll = false, view.carried = {};
    view.wall.begin(shape);
    const std::vector<WallCard> cards = wall_cards(board, category, view);
    const float content = place_cards(ui, cards, sizes, width, view);
    Hidden hidden;
    hidden.row = frame.middle;
    const std::string many = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", 88)), 88);
    if (content > body.h && ui::button_width(ui, many, {.icon = "chevron_down"}) > frame.middle.w) {
        // A narrow screen has no room in the bar, so the buttons are below the cards.
        const float tall = ui::button_height(ui, ui::ButtonKind::ordinary);
        hidden.row = {body.x, body.bottom() - tall, body.w, tall};
        body.h -= tall + sizes.gap;
    }
    hidden.bottom = body.bottom();
    // Nothing under the undo button can be touched.
    const float touchable = overlay.toast ? body.bottom() - ui::toast_height(ui) : body.bottom();
    follow_carrying(ui, content > body.h, view);
    const bool carrying = view.carried.lifted;
    if (!carrying && ui::scroll_by_finger(ui, body, content, view.scroll)) view.free_scroll = true;
    hidden.next_page = content;
    const float spread = ui.theme.shadow.spread;
    const float above = view.scroll.at > 0 ? 0 : spread;
    huddle::NoteId under;
    {
        const ui::Clipped clipped(ui, {body.x - spread, body.y - above, body.w + 2 * spread, body.h + above + spread});
        const ImVec2 pile = pile_centre(ui, frame.body);
        if (view.reveal.from)
            draw_opening_panel(ui, frame.body, huddle.current(),
                               ui::progress(*view.reveal.from, ui::motion_of(ui).note_arrive / 2, ui.now));
        for (const WallCard& card : cards) {
            const huddle::NoteId id = card.note->id;
            const PlacedNote* const found = view.wall.find(id);
            if (!found) {
                ++hidden.below;
                continue;
            }
            const PlacedNote& placed = *found;
            const ui::Rect rect{std::round(body.x + static_cast<float>(placed.column) * (width + sizes.gap)),
                                std::round(body.y + placed.y - view.scroll.at), width, placed.h};
            const bool cut_below = rect.bottom() > body.bottom() + 1;
            if (cut_below) {
                ++hidden.below;
                hidden.next_page = std::min(hidden.next_page, placed.y);
            }
            const bool cut = cut_below || rect.y < body.y - 1;
            // A card taller than the wall is shown anyway.
            if (cut && !view.free_scroll && placed.h <= body.h) continue;
            const float top = std::max(rect.y, body.y), bottom = std::min(rect.bottom(), body.bottom());
            if (bottom <= top) continue;
            const ui::Rect seen{rect.x, top, rect.w, std::max(0.0f, std::min(bottom, touchable) - top)};
            const bool reachable = seen.h >= ui.theme.touch.floor;
            const ui::Touch finger = ui::touch(ui, "card-" + huddle::to_hex(id.value), seen, reachable);
            const bool below_finger = carrying && seen.contains(ui.pointer()) && id != view.carried.note;
            if (below_finger) under = id;
            const bool marked = below_finger || overlay.joining == id;
            {
                const ui::Posed settling_down(
                    ui, reveal_pose(view.reveal, ui::motion_of(ui), pile, frame.body, rect, ui.now));
                const bool pressed = finger.pressed && !view.scroll.dragging && !carrying;
                if (carrying && id == view.carried.note)
                    ui::outline(ui, rect, frame.colours->mid, ui.theme.radius.note, ui.theme.line.control);
                else
                    draw_wall_card(ui, rect, card, *frame.colours, sizes,
                                   marked    ? CardState::marked
                                   : pressed ? CardState::pressed
                                             : CardState::at_rest);
            }
            if (reachable && !ui.inert && ImGui::GetIO().MouseClicked[0] && seen.contains(ui.pointer()))
                view.carried = {id, {ui.pointer().x - rect.x, ui.pointer().y - rect.y}, false};
            if (!finger.tapped || view.scroll.dragging || carrying) continue;
            if (!overlay.joining) {
                overlay.open(frame::Overlay::Kind::front_card, id);
            } else if (*overlay.joining != id) {
                group(ui, huddle, *overlay.joining, id, view);
                overlay.joining.reset();
            }
        }
    }
    if (carrying) {
        draw_carried(ui, cards, *frame.colours, sizes, width, view);
        if (ImGui::GetIO().MouseReleased[0]) {
            if (under.value != 0) group(ui, huddle, view.carried.note, under, view);
            view.carried = {};
            ui.wake_at(ui.now);
        }
    }
    return hidden;
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
                 const Hidden& hidden, bool cards, RoundWallView& view, frame::Overlay& overlay) {
    const bool below_cards = cards && hidden.row.y < frame.middle.y;
    BarRow row(ui, cards ? hidden.row : frame.middle);
    if (hidden.below > 0) {
        const std::string text = fmt::format(
            fmt::runtime(ui.tr("{} more", "{} more", static_cast<std::size_t>(hidden.below))), hidden.below);
        if (row.offer("more-notes", text, {.icon = "chevron_down"})) {
            view.scroll = {.at = hidden.next_page};
            view.free_scroll = false;
        }
    } else if (view.scroll.at > 0) {
        if (row.offer("first-notes", ui.tr("To the top"), {})) {
            view.scroll = {};
            view.free_scroll = false;
        }
    }
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
    if (below_cards) return;
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
    frame::RoundFrame frame =
        frame::draw_round_chrome(ui, board, view.chrome,
                                 {.prompt = joining ? text::translatable("Tap the note that goes with this one.") : "",
                                  .next_filled = round.released && !joining,
                                  .over_time_banner = has_cards && !joining && !board.voting.open});
    if (paused) {
        frame::draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    follow_reveal(huddle, has_cards, ui::motion_of(ui), ui.now, view.reveal);
    Hidden hidden;
    if (has_cards) {
        if (board.voting.open && !joining) frame.body = draw_voting(ui, frame.body, view);
        hidden = draw_cards(ui, board, category, frame, view, overlay);
    } else {
        const SealedAnswer answer = draw_sealed_panel(ui, frame.body, round, board.waiting[huddle::index_of(category)],
                                                      huddle::spent_at(huddle.clock, ui.now));
        if (answer == SealedAnswer::open_notes) {
            view.chrome.refused.clear();
            view.chrome.last = ui.intend(huddle::ReleaseNotes{});
        }
    }
    if (joining) {
        draw_joining(ui, frame, overlay);
    } else if (round.released) {
        draw_middle(ui, board, category, frame, hidden, has_cards, view, overlay);
    } else {
        BarRow row(ui, frame.middle);
        if (row.offer("write-here", ui.tr("Write here"), {.icon = "pencil"})) {
            overlay.open(frame::Overlay::Kind::write_here);
        }
    }
    draw_toast(ui, has_cards ? hidden.bottom : frame.body.bottom(), view, overlay);
}

}  // namespace hearthside::screens::wall
