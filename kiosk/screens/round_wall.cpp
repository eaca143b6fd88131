#include "kiosk/screens/round_wall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/huddle/pace.h"
#include "kiosk/screens/sealed_panel.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

// A card keeps a little more room below its words than above: the mark of a note that was talked
// about stands there, so that marking one never moves another.
struct CardSizes {
    float pad_x, pad_top, pad_bottom, mark, gap;
    int lines;
    TextStyle text;
};

CardSizes card_sizes(const Ui& ui) {
    const Component& part = ui.theme.component("note_card");
    const TextStyle small = ui.theme.text("small");
    const float mark = std::round(line_height(small));
    return {part.pad_x, part.pad_y, std::round(part.pad_y * 1.25f), mark, part.gap, 6, ui.theme.text("note")};
}

// How far the mark of a talked-about note reaches into the gap below the card.
float overhang(const CardSizes& sizes) {
    return std::clamp(sizes.mark - sizes.pad_bottom * 0.8f, 0.0f, sizes.gap * 0.5f);
}

std::vector<const Note*> notes_on_wall(const HuddleBoard& huddle, Theme theme) {
    std::vector<const Note*> notes;
    for (const Note& note : huddle.notes) {
        if (note.theme == theme && note.state != NoteState::set_aside) notes.push_back(&note);
    }
    return notes;
}

bool reads_right_to_left(Ui& ui, const Note& note, const TextStyle& style, float width) {
    return ui.pictures.engine().measure(note.text, style, {width, 1}).right_to_left;
}

void draw_card(Ui& ui, const Rect& rect, const Note& note, const RoundColours& colours,
               const CardSizes& sizes, bool pressed) {
    const float width = rect.w - 2 * sizes.pad_x;
    const bool talked = note.state == NoteState::talked_about;
    const bool right_to_left = reads_right_to_left(ui, note, sizes.text, width);
    Rect shape = rect;
    if (talked) shape.h += overhang(sizes);
    note_card(ui, shape, colours, {.right_to_left = right_to_left, .talked = talked, .pressed = pressed});
    label(ui,
          {rect.x + sizes.pad_x, rect.y + sizes.pad_top, width + 1,
           rect.h - sizes.pad_top - sizes.pad_bottom + 2},
          note.text, sizes.text, {.vertical = VerticalAlign::top, .lines = sizes.lines, .shrink_to = 1});
    if (!talked) return;
    TextStyle mark = ui.theme.text("small", colours.ink);
    mark.weight = 600;
    const float size = mark.size_px, y = shape.bottom() - sizes.mark - sizes.pad_bottom * 0.25f;
    const std::string words = ui.tr("Talked about");
    const float wide = size * 1.4f + text_width(ui, words, mark);
    const float x = right_to_left != ui.placing.mirrored() ? rect.right() - sizes.pad_x - wide : rect.x + sizes.pad_x;
    icon(ui, "check", {x + size / 2, y + sizes.mark / 2}, size, mark.colour);
    label(ui, {x + size * 1.4f, y, wide, sizes.mark}, words, mark);
}

struct Hidden {
    int below = 0;
    float next_page = 0;  // the top of the first card that is not wholly seen
    Rect row;             // where the buttons for more stand
};

// Setting a text for the first time takes up to half a millisecond: while the wall comes out of its
// panel, so many a frame keep it smooth. At rest all are set at once.
constexpr int set_in_motion = 16;

Hidden draw_cards(Ui& ui, const HuddleBoard& huddle, Theme theme, const RoundFrame& frame,
                  RoundWallView& view, Overlay& overlay) {
    const CardSizes sizes = card_sizes(ui);
    Rect body = frame.body;
    const int columns = ui.theme.wall_columns;
    const float width =
        std::floor((body.w - sizes.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const std::vector<const Note*> notes = notes_on_wall(huddle, theme);

    const WallShape shape{huddle.id, theme, columns, width, ui.theme.text_size};
    if (view.wall.shape != shape) view.scroll = {}, view.free_scroll = false;
    view.wall.begin(shape);
    float content = 0;
    int may_set = view.reveal.from ? set_in_motion : static_cast<int>(notes.size());
    for (const Note* note : notes) {
        const PlacedNote* placed = view.wall.find(note->id);
        if (!placed && may_set-- <= 0) {
            ui.wake_at(ui.now + motion_frame);
            break;  // the others wait, so that each gets the place it would have had
        }
        if (!placed) {
            const float words =
                text_height(ui, note->text, sizes.text, width - 2 * sizes.pad_x + 1, sizes.lines);
            // One short line is still as tall as a finger needs it.
            const float tall = std::max(std::ceil(words + sizes.pad_top + sizes.pad_bottom),
                                        std::ceil(ui.theme.touch.floor));
            placed = &view.wall.place(note->id, tall, sizes.gap);
        }
        content = std::max(content, placed->y + placed->h);
    }
    Hidden hidden;
    hidden.row = frame.middle;
    const std::string many = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", 88)), 88);
    if (content > body.h && button_width(ui, many, {.icon = "chevron_down"}) > frame.middle.w) {
        // No room in the bar of a narrow screen: they stand under the cards.
        const float tall = button_height(ui, ButtonKind::ordinary);
        hidden.row = {body.x, body.bottom() - tall, body.w, tall};
        body.h -= tall + sizes.gap;
    }
    if (scroll_by_finger(ui, body, content, view.scroll)) view.free_scroll = true;
    hidden.next_page = content;
    const float spread = ui.theme.shadow.spread;
    const float above = view.scroll.at > 0 ? 0 : spread;
    const Clipped clipped(ui, {body.x - spread, body.y - above, body.w + 2 * spread, body.h + above + spread});
    const ImVec2 pile = pile_centre(ui, frame.body);
    if (view.reveal.from)
        draw_opening_panel(ui, frame.body, huddle.current(),
                           progress(*view.reveal.from, motion_of(ui).note_arrive / 2, ui.now));
    for (const Note* note : notes) {
        const PlacedNote* const found = view.wall.find(note->id);
        if (!found) {
            ++hidden.below;
            continue;
        }
        const PlacedNote& placed = *found;
        const Rect rect{std::round(body.x + static_cast<float>(placed.column) * (width + sizes.gap)),
                        std::round(body.y + placed.y - view.scroll.at), width, placed.h};
        const bool cut_below = rect.bottom() > body.bottom() + 1;
        if (cut_below) {
            ++hidden.below;
            hidden.next_page = std::min(hidden.next_page, placed.y);
        }
        const bool cut = cut_below || rect.y < body.y - 1;
        // A card taller than the wall is shown all the same.
        if (cut && !view.free_scroll && placed.h <= body.h) continue;
        const float top = std::max(rect.y, body.y), bottom = std::min(rect.bottom(), body.bottom());
        if (bottom <= top) continue;
        const bool reachable = bottom - top >= ui.theme.touch.floor;
        const Touch finger =
            touch(ui, "card-" + to_hex(note->id.value), {rect.x, top, rect.w, bottom - top}, reachable);
        {
            const Posed settling_down(ui, reveal_pose(view.reveal, motion_of(ui), pile, frame.body, rect, ui.now));
            draw_card(ui, rect, *note, *frame.colours, sizes, finger.pressed && !view.scroll.dragging);
        }
        if (finger.tapped && !view.scroll.dragging) overlay.open(Overlay::Kind::front_card, note->id);
    }
    return hidden;
}

// Buttons in the middle of the bar, from the left, as long as there is room.
class BarRow {
public:
    BarRow(Ui& ui, const Rect& room) : ui_(ui), room_(room) {}

    bool offer(std::string_view name, const std::string& text, const ButtonLook& look) {
        float width = button_width(ui_, text, look);
        if (width > room_.w) {
            // Words shrink a little rather than the button going missing.
            if (width * 0.8f > room_.w) return false;
            width = room_.w;
        }
        const bool tapped = button(ui_, name, {room_.x, room_.y, width, room_.h}, text, look);
        const float used = width + std::max(ui_.theme.space.m, ui_.theme.touch.gap);
        room_.x += used;
        room_.w = std::max(0.0f, room_.w - used);
        return tapped;
    }
    const Rect& room() const { return room_; }

private:
    Ui& ui_;
    Rect room_;
};

// New notes of this round may be opened too; after too few had come, only when many wait.
bool late_notes_wait(const RoundBoard& round, Band waiting) {
    return round.holding ? waiting == Band::five_or_more : waiting != Band::none_yet;
}

void draw_middle(Ui& ui, const Board& board, Theme theme, const RoundFrame& frame, const Hidden& hidden,
                 bool cards, RoundWallView& view, Overlay& overlay) {
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
    if (late_notes_wait(board.huddle->current(), board.waiting[index_of(theme)])) {
        if (row.offer("open-late-notes", ui.tr("Open late notes"), {.icon = "envelope"})) {
            view.chrome.refused.clear();
            view.chrome.last = ui.intend(ReleaseNotes{});
        }
    }
    if (row.offer("write-here", ui.tr("Write here"), {.icon = "pencil"}))
        overlay.open(Overlay::Kind::write_here);
    if (below_cards) return;
    const TextStyle style = ui.theme.text("label", ui.theme.colours.ink_soft);
    const std::string hint = ui.tr("Tap a note to open it");
    if (cards && text_width(ui, hint, style) < row.room().w) {
        label(ui, row.room(), hint, style, {.align = TextAlign::centre});
    }
}

void draw_toast(Ui& ui, RoundWallView& view, Overlay& overlay) {
    if (view.bringing_back != 0) {
        const Outcome outcome = ui.outcome(view.bringing_back);
        if (outcome.state != OutcomeState::waiting) view.bringing_back = 0;
        if (outcome.state == OutcomeState::refused) view.chrome.refused = ui.tr(outcome.sentence);
    }
    if (!overlay.toast) return;
    if (ui.now >= overlay.toast->until) {
        overlay.toast.reset();
        return;
    }
    ui.wake_at(overlay.toast->until);
    const Appearance::Motion& motion = motion_of(ui);
    const Posed rising(ui, settling(overlay.toast->until - undo_for, motion.fade, motion.rise, ui.now));
    const bool undo = overlay.toast->bring_back.has_value();
    if (toast(ui, overlay.toast->sentence, undo ? ui.tr("Bring back") : std::string{}) && undo) {
        view.bringing_back = ui.intend(BringBack{*overlay.toast->bring_back});
        overlay.toast.reset();
    }
}

}  // namespace

void draw_round_wall(Ui& ui, const Board& board, RoundWallView& view, Overlay& overlay) {
    const HuddleBoard& huddle = *board.huddle;
    const RoundBoard& round = huddle.current();
    const Theme theme = theme_of(round.round.kind).value_or(Theme::wins);
    if (view.round != huddle.clock.current) overlay.toast.reset();
    view.round = huddle.clock.current;
    const bool paused = !huddle.clock.running;
    const bool has_cards = round.released && !notes_on_wall(huddle, theme).empty();

    const RoundFrame frame = draw_round_chrome(
        ui, board, view.chrome, {.next_filled = round.released, .over_time_banner = has_cards});
    if (paused) {
        draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    follow_reveal(huddle, has_cards, motion_of(ui), ui.now, view.reveal);
    Hidden hidden;
    if (has_cards) {
        hidden = draw_cards(ui, huddle, theme, frame, view, overlay);
    } else {
        const SealedAnswer answer = draw_sealed_panel(ui, frame.body, round, board.waiting[index_of(theme)],
                                                      spent_at(huddle.clock, ui.now));
        if (answer == SealedAnswer::open_notes) {
            view.chrome.refused.clear();
            view.chrome.last = ui.intend(ReleaseNotes{});
        }
    }
    if (round.released) {
        draw_middle(ui, board, theme, frame, hidden, has_cards, view, overlay);
    } else {
        BarRow row(ui, frame.middle);
        if (row.offer("write-here", ui.tr("Write here"), {.icon = "pencil"})) {
            overlay.open(Overlay::Kind::write_here);
        }
    }
    draw_toast(ui, view, overlay);
}

}  // namespace hearthside
