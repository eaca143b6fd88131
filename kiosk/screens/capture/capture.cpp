// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/capture/capture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text/note_text.h"
#include "kiosk/screens/capture/panels.h"
#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/strip.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::capture {

namespace {

using Step = CaptureView::Step;
using Field = CaptureView::Field;

constexpr huddle::Milliseconds ask_again{100};

const huddle::Note* note_of(const huddle::Board& board, huddle::NoteId id) {
    if (!board.huddle) return nullptr;
    for (const huddle::Note& note : board.huddle->notes) {
        if (note.id == id) return &note;
    }
    return nullptr;
}

// The note and the others of its group: a lesson from one is a lesson from all of them.
std::vector<const huddle::Note*> notes_of(const huddle::Board& board, huddle::NoteId id) {
    const huddle::Note* note = note_of(board, id);
    if (!note) return {};
    std::vector<const huddle::Note*> notes;
    for (const huddle::Note& it : board.huddle->notes) {
        const bool together = note->group && it.group == note->group && it.state != huddle::NoteState::set_aside;
        if (&it == note || together) notes.push_back(&it);
    }
    return notes;
}

void turn_to(CaptureView& view, Step step) {
    view.step = step;
    view.field = step == Step::cause ? Field::cause : step == Step::lesson ? Field::lesson : Field::condition;
    view.keyboard_shown = true;
}

void begin(const huddle::Board& board, CaptureView& view, huddle::NoteId id) {
    view = {};
    view.open = true;
    view.huddle = board.huddle->id;
    view.note = id;
    const huddle::Note* note = note_of(board, id);
    // For a mistake the team first asks about the cause, then about the lesson.
    turn_to(view, note && note->category == huddle::RoundCategory::mistakes ? Step::cause : Step::lesson);
}

// Marks the notes as talked about, whatever the result. An undo restores their earlier state.
void finish(ui::Ui& ui, const huddle::Board& board, CaptureView& view, frame::Overlay& overlay, std::string sentence,
            huddle::TakeBack undo) {
    std::vector<huddle::Intent> undoing{undo};
    for (const huddle::Note* note : notes_of(board, view.note)) {
        if (note->state != huddle::NoteState::talked_about) undoing.push_back(huddle::BringBack{note->id, note->state});
        ui.intend(huddle::MarkTalkedAbout{note->id});
    }
    overlay.toast = {std::move(sentence), ui.tr("Undo"), std::move(undoing), ui.now + frame::undo_for};
    overlay.talked_about = view.note;
    overlay.close();
    view = {};
    ui.wake_at(ui.now);
}

// The cleaned text. None when it is not valid; the problem then says why.
std::optional<huddle::CleanText> cleaned(const ui::Ui& ui, CaptureView& view, const std::string& raw) {
    huddle::Result<huddle::CleanText> clean = text::clean_note_text(raw);
    if (clean) return std::move(clean).value();
    view.problem = ui.tr(clean.problem().sentence);
    return {};
}

// The same for an optional text.
std::optional<huddle::CleanText> cleaned_or_empty(const ui::Ui& ui, CaptureView& view, const std::string& raw) {
    return is_blank(raw) ? huddle::CleanText{} : cleaned(ui, view, raw);
}

void keep_cause(ui::Ui& ui, CaptureView& view) {
    const auto text = cleaned_or_empty(ui, view, view.cause.text());
    if (!text) return;
    view.problem.clear();
    ui::set_text(view.cause, text->str());
    turn_to(view, Step::lesson);
    ui.wake_at(ui.now);
}

void keep_lesson(ui::Ui& ui, const huddle::Board& board, CaptureView& view) {
    const auto text = cleaned(ui, view, view.lesson.text());
    const auto cause = cleaned_or_empty(ui, view, view.cause.text());
    if (!text || !cause) return;
    view.problem.clear();
    ui::set_text(view.lesson, text->str());
    if (view.kept) {
        view.lesson_ticket = ui.intend(huddle::EditLesson{*view.kept, *text, *cause});
    } else {
        std::vector<huddle::NoteId> notes;
        for (const huddle::Note* note : notes_of(board, view.note)) notes.push_back(note->id);
        view.lesson_ticket = ui.intend(huddle::KeepLesson{*text, std::move(notes), *cause});
    }
    ui.wake_at(ui.now + ask_again);
}

void save_action(ui::Ui& ui, const huddle::Board& board, CaptureView& view) {
    const auto condition = cleaned_or_empty(ui, view, view.condition.text());
    const auto response = condition ? cleaned(ui, view, view.response.text()) : std::nullopt;
    if (!response) return;
    view.problem.clear();
    const huddle::CleanText role =
        view.role && *view.role < ui.environment.roles.size() ? ui.environment.roles[*view.role] : huddle::CleanText{};
    view.known_actions.clear();
    for (const huddle::Action& it : board.huddle->actions) view.known_actions.push_back(it.id);
    view.action_ticket =
        ui.intend(huddle::KeepAction{view.kept, *condition, *response, role, due_day(view, ui.environment.today)});
    ui.wake_at(ui.now + ask_again);
}

// This view's lesson on the Board: the newest with its words. None while it has not arrived; the rules then
// take the lesson that was kept last.
std::optional<huddle::LessonId> newest_lesson(const huddle::HuddleBoard& huddle, const std::string& text) {
    for (auto lesson = huddle.lessons.rbegin(); lesson != huddle.lessons.rend(); ++lesson) {
        if (lesson->text == text) return lesson->id;
    }
    return {};
}

std::optional<huddle::ActionId> new_action(const huddle::HuddleBoard& huddle,
                                           const std::vector<huddle::ActionId>& known) {
    for (const huddle::Action& it : huddle.actions)
        if (std::find(known.begin(), known.end(), it.id) == known.end()) return it.id;
    return {};
}

void hear_answers(ui::Ui& ui, const huddle::Board& board, CaptureView& view, frame::Overlay& overlay) {
    if (view.lesson_ticket != 0) {
        const ui::Outcome outcome = ui.outcome(view.lesson_ticket);
        if (outcome.state == ui::OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
        view.lesson_ticket = 0;
        if (outcome.state == ui::OutcomeState::refused)
            view.problem = ui.tr(outcome.sentence);
        else
            turn_to(view, Step::action);
    }
    if (view.step == Step::action && !view.kept) view.kept = newest_lesson(*board.huddle, view.lesson.text());
    if (view.action_ticket == 0) return;
    const ui::Outcome outcome = ui.outcome(view.action_ticket);
    if (outcome.state == ui::OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
    if (outcome.state == ui::OutcomeState::refused) {
        view.action_ticket = 0;
        view.problem = ui.tr(outcome.sentence);
        return;
    }
    // The Board with the action may come a frame later.
    const std::optional<huddle::ActionId> action = new_action(*board.huddle, view.known_actions);
    if (!action) return ui.wake_at(ui.now + ask_again);
    finish(ui, board, view, overlay, ui.tr("Saved. The next huddle asks how it went."), {*action});
}

// Whether Back leaves the chain. Otherwise it goes one step back.
bool leads_to_note(const huddle::Note& note, const CaptureView& view) {
    if (view.step == Step::cause) return true;
    return view.step == Step::lesson && note.category != huddle::RoundCategory::mistakes;
}

struct Header {
    float bottom = 0;
    bool back = false;
    CaptureWish wish = CaptureWish::nothing;
};

void draw_note_line(ui::Ui& ui, const ui::Rect& rect, const huddle::Note& note, const std::string& text, bool hidden) {
    if (rect.w < ui.theme.px(0.2)) return;
    const ui::RoundColours& colours = ui.theme.round(note.category);
    ui::fill(ui, rect, colours.tint, ui.theme.radius.note);
    const text::TextStyle style = ui.theme.text("note");
    const float size = style.size_px * 1.05f;
    ui::icon(ui, hidden ? "envelope" : ui::icon_of(note.category),
             {rect.x + ui.theme.space.l + size / 2, rect.y + rect.h / 2}, size, colours.ink);
    const float x = rect.x + ui.theme.space.l + size + ui.theme.space.m;
    std::string words = hidden ? ui.tr("Face down while the huddle is paused") : text;
    std::replace(words.begin(), words.end(), '\n', ' ');
    ui::label(ui, {x, rect.y, rect.right() - x - ui.theme.space.m, rect.h}, words, style, {.shrink_to = 1});
}

// The note's text, or the title of its group.
std::string words_of(const ui::Ui& ui, const huddle::Board& board, const huddle::Note& note) {
    const std::size_t count = notes_of(board, note.id).size();
    if (count < 2) return note.text;
    for (const huddle::NoteGroup& group : board.huddle->groups)
        if (group.id == note.group && !group.title.empty()) return group.title;
    return fmt::format(fmt::runtime(ui.tr("{} note together", "{} notes together", count)), count);
}

Header draw_header(ui::Ui& ui, const huddle::Board& board, float top, const huddle::Note* note,
                   const CaptureView& view) {
    const ui::Appearance& theme = ui.theme;
    const bool compact = theme.shape == ui::ScreenShape::compact, portrait = theme.shape == ui::ScreenShape::portrait;
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    const float tall = std::max(theme.px(0.0741), theme.touch.floor), gap = std::max(theme.space.m, theme.touch.gap);
    const ui::ButtonLook look{.icon = "back"};
    const bool to_note = !compact && note && leads_to_note(*note, view);
    const std::string words = to_note ? ui.tr("Back to the note") : ui.tr("Back");
    const std::string about = note ? words_of(ui, board, *note) : std::string{};
    Header header;
    const ui::Rect back{left, top, ui::button_width(ui, words, look), tall};
    header.back = ui::button(ui, "back-to-note", ui::sided(ui, back), words, look);
    header.bottom = back.bottom();
    if (compact) {
        // The single main action is here, because the panel needs the room below.
        float end = right;
        const auto main = [&](std::string_view name, const std::string& text, std::string icon_name, bool enabled,
                              CaptureWish wish) {
            const ui::ButtonLook filled = lesson_button(ui, std::move(icon_name), enabled);
            const float wide = ui::button_width(ui, text, filled);
            end -= wide;
            if (ui::button(ui, name, ui::sided(ui, {end, top, wide, tall}), text, filled)) header.wish = wish;
            end -= gap;
        };
        if (view.step == Step::cause) {
            main("keep-cause", ui.tr("Continue"), "next", !is_waiting(view), CaptureWish::keep_cause);
        } else if (view.step == Step::lesson) {
            main("keep-lesson", ui.tr("Keep the lesson"), "check", can_keep(view), CaptureWish::keep_lesson);
        } else if (view.keyboard_shown) {
            main("who-and-when", ui.tr("Who and when"), "people", true, CaptureWish::who_and_when);
        } else {
            main("save-action", ui.tr("Save"), "check", can_save(view), CaptureWish::save);
            const std::string just = ui.tr("Save without an action");
            const float wide = ui::button_width(ui, just, {});
            end -= wide;
            if (ui::button(ui, "just-the-lesson", ui::sided(ui, {end, top, wide, tall}), just,
                           {.enabled = !is_waiting(view)})) {
                header.wish = CaptureWish::just_the_lesson;
            }
            end -= gap;
        }
        const float x = back.right() + gap + frame::pause_width(ui) + gap;
        frame::pause_button(ui, ui::sided(ui, {back.right() + gap, top, frame::pause_width(ui), tall}));
        if (note)
            draw_note_line(ui, ui::sided(ui, {x, top, end - x, tall}), *note, about, !board.huddle->clock.running);
        return header;
    }
    const float ring_size = tall * 1.08f;
    frame::draw_time_ring(ui, *board.huddle, ui::centre_of(ui::sided(ui, {right - ring_size, top, ring_size, tall})),
                          ring_size, false);
    const float pause = frame::pause_width(ui), pause_x = right - ring_size - theme.space.l - pause;
    frame::pause_button(ui, ui::sided(ui, {pause_x, top, pause, tall}));
    if (note && !portrait) {
        const float x = back.right() + theme.space.l;
        draw_note_line(ui, ui::sided(ui, {x, top, pause_x - theme.space.l - x, tall}), *note, about,
                       !board.huddle->clock.running);
    } else if (note) {
        header.bottom += theme.space.m + tall;
        draw_note_line(ui, {left, header.bottom - tall, right - left, tall}, *note, about,
                       !board.huddle->clock.running);
    }
    return header;
}

// Side by side, with arrows between. The current panel is the wide one.
CaptureWish draw_chain(ui::Ui& ui, const ui::Rect& body, CaptureView& view, Writing& writing) {
    const ui::Appearance& theme = ui.theme;
    const float between = theme.px(0.0444);
    const float side = std::min(theme.px(0.3611), (body.w - 2 * between) * 0.23f);
    const float wide = body.w - 2 * side - 2 * between;
    const bool lesson = view.step != Step::action;
    const ui::Rect first{body.x, body.y, lesson ? wide : side, body.h};
    const ui::Rect second{first.right() + between, body.y, lesson ? side : wide, body.h};
    const ui::Rect third{second.right() + between, body.y, side, body.h};
    const text::Colour arrow = theme.round(huddle::RoundCategory::lessons).ink;
    for (const ui::Rect& panel_before : {first, second}) {
        ui::icon(ui, "next", {panel_before.right() + between / 2, body.y + body.h / 2}, theme.px(0.0296), arrow);
    }
    CaptureWish wish = CaptureWish::nothing;
    if (lesson) {
        wish = draw_lesson_panel(ui, first, view, writing, true);
        draw_action_to_come(ui, second);
        draw_share_panel(ui, third, view);
        return wish;
    }
    wish = draw_kept_lesson(ui, first, view);
    draw_action_panel(ui, second, view, writing);
    const CaptureWish other = draw_share_panel(ui, third, view);
    return wish == CaptureWish::nothing ? other : wish;
}

// One below the other, for a tall screen.
CaptureWish draw_stack(ui::Ui& ui, const ui::Rect& body, CaptureView& view, Writing& writing) {
    const ui::Appearance& theme = ui.theme;
    const float gap = theme.space.m;
    if (view.step != Step::action) {
        const float ghost = theme.px(0.15);
        const ui::Rect first{body.x, body.y, body.w, std::min(body.h - 2 * (ghost + gap), theme.px(0.62))};
        const CaptureWish wish = draw_lesson_panel(ui, first, view, writing, true);
        const ui::Rect second{body.x, first.bottom() + gap, body.w, ghost};
        draw_action_to_come(ui, second);
        draw_share_panel(ui, {body.x, second.bottom() + gap, body.w, ghost}, view);
        return wish;
    }
    const float top = theme.px(0.2), share = theme.px(0.25);
    const CaptureWish wish = draw_kept_lesson(ui, {body.x, body.y, body.w, top}, view);
    const float tall = std::min(body.h - top - share - 2 * gap, theme.px(0.54));
    const ui::Rect action{body.x, body.y + top + gap, body.w, tall};
    draw_action_panel(ui, action, view, writing);
    const CaptureWish other = draw_share_panel(ui, {body.x, action.bottom() + gap, body.w, share}, view);
    return wish == CaptureWish::nothing ? other : wish;
}

// Over the screen: one thing to try is often enough.
CaptureWish draw_second(ui::Ui& ui, CaptureView& view) {
    const frame::ListAnswer answer =
        frame::draw_choice_list(ui, ui.tr("One is often enough. Keep this one too?"),
                                {{"keep-second", ui.tr("Keep it too"), {}, false},
                                 {"one-is-enough", ui.tr("Save without an action"), {}, false}});
    if (answer.chosen < 0 && !answer.closed) return CaptureWish::nothing;
    view.asking_second = false;
    ui.wake_at(ui.now);
    return answer.closed ? CaptureWish::nothing : answer.chosen == 0 ? CaptureWish::save : CaptureWish::just_the_lesson;
}

void go_back(const huddle::Board& board, CaptureView& view, frame::Overlay& overlay) {
    const huddle::Note* note = note_of(board, view.note);
    if (view.step == Step::action) return turn_to(view, Step::lesson);
    if (note && !leads_to_note(*note, view)) return turn_to(view, Step::cause);
    // The draft stays in the view, in case they come back to it.
    if (note)
        overlay.open(frame::Overlay::Kind::front_card, view.note);
    else
        overlay.close();
}

// The texts that this wish would keep.
frame::NudgedTexts texts_of(const ui::Ui& ui, CaptureView& view, CaptureWish wish) {
    if (wish == CaptureWish::keep_cause) return {{&view.cause}};
    if (wish == CaptureWish::keep_lesson) return {{&view.lesson}};
    if (wish == CaptureWish::save) return {{&view.condition, ui.tr("If")}, {&view.response, ui.tr("then we will")}};
    return {};
}

// Whether the words of this wish are to be looked at first.
bool is_nudged(ui::Ui& ui, CaptureView& view, CaptureWish wish) {
    if (!frame::open_nudge(view.nudge, texts_of(ui, view, wish))) return false;
    view.nudged_wish = wish;
    view.problem.clear();
    ui.wake_at(ui.now);
    return true;
}

// In the place of the writing until somebody says how to go on. Returns the wish once it is to be done.
CaptureWish draw_nudge(ui::Ui& ui, CaptureView& view, float bottom) {
    const bool lesson = view.step == Step::lesson, cause = view.step == Step::cause;
    const frame::NudgedTexts texts = texts_of(ui, view, view.nudged_wish);
    const frame::NudgeStep step = frame::draw_nudge(ui, view.nudge, texts,
                                                    {.icon = lesson  ? "book"
                                                             : cause ? "bowl"
                                                                     : "loop",
                                                     .heading = lesson ? ui::word_of(ui, huddle::RoundCategory::lessons)
                                                                : cause ? ui.tr("What made this likely?")
                                                                        : ui.tr("We will try"),
                                                     .colours = &ui.theme.round(huddle::RoundCategory::lessons),
                                                     .promise = ui.tr("Nothing has been kept yet."),
                                                     .send = ui.tr("Keep"),
                                                     .send_as_it_is = ui.tr("Keep as it is"),
                                                     .send_icon = "check",
                                                     .pause = true,
                                                     .waiting = is_waiting(view)},
                                                    bottom);
    if (step.rewritten) {
        view.field = cause                  ? Field::cause
                     : lesson               ? Field::lesson
                     : *step.rewritten == 0 ? Field::condition
                                            : Field::response;
        view.keyboard_shown = true;
    }
    if (step.answer != frame::NudgeAnswer::send) return CaptureWish::nothing;
    frame::close_nudge(view.nudge);
    return view.nudged_wish;
}

void act(ui::Ui& ui, const huddle::Board& board, CaptureWish wish, CaptureView& view, frame::Overlay& overlay) {
    switch (wish) {
        case CaptureWish::keep_cause:
            return keep_cause(ui, view);
        case CaptureWish::keep_lesson:
            return keep_lesson(ui, board, view);
        case CaptureWish::change_lesson:
            return turn_to(view, Step::lesson);
        case CaptureWish::save:
            return save_action(ui, board, view);
        case CaptureWish::just_the_lesson:
            if (view.kept) finish(ui, board, view, overlay, ui.tr("The lesson is kept."), {*view.kept});
            return;
        case CaptureWish::who_and_when:
            view.keyboard_shown = false;
            return;
        case CaptureWish::nothing:
            return;
    }
}

// Draws the screen. Its own overlays come after.
CaptureWish draw_writing(ui::Ui& ui, const huddle::Board& board, CaptureView& view, bool& back) {
    const ui::Appearance& theme = ui.theme;
    const huddle::Note* note = note_of(board, view.note);
    const bool compact = theme.shape == ui::ScreenShape::compact;
    std::vector<ui::KeyPress> presses;
    if (!ui.inert) presses = ui.keys;
    float bottom = static_cast<float>(theme.height) - theme.margin.bottom;
    if (view.keyboard_shown && (!view.nudge.open || frame::nudge_keeps_keyboard(ui, view.nudge))) {
        // The halves of an action go on with "If" and "then we will".
        ui::KeyboardLook look{.colours = &theme.round(huddle::RoundCategory::lessons)};
        if (view.step != Step::action)
            look.sentences = ui::before_caret((view.step == Step::cause ? view.cause : view.lesson).edit);
        const ui::KeyboardAnswer answer = ui::draw_keyboard(ui, ui::screen_of(ui), view.keyboard, look);
        presses.insert(presses.end(), answer.presses.begin(), answer.presses.end());
        bottom =
            static_cast<float>(theme.height) - ui::keyboard_height(ui) - (compact ? theme.space.xs : theme.space.l);
        if (answer.done) view.keyboard_shown = false;
    }
    if (view.nudge.open) frame::write_on(view.nudge, presses);
    if (view.nudge.open) return draw_nudge(ui, view, bottom);
    // On a small panel the words need the strip's room.
    const float top = compact ? theme.margin.top : frame::draw_strip(ui, *board.huddle).bottom() + theme.space.m;
    const Header header = draw_header(ui, board, top, note, view);
    back = header.back;
    ui::Rect body{theme.margin.x, header.bottom + (compact ? theme.space.s : theme.space.m),
                  static_cast<float>(theme.width) - 2 * theme.margin.x, 0};
    body.h = bottom - body.y;
    if (!view.problem.empty()) {
        const float tall = std::min(ui::banner_height(ui), body.h * 0.3f);
        ui::banner(ui, {body.x, body.y, body.w, tall},
                   {.icon = "chat", .bold = view.problem, .plain = ui.tr("Your words are still here.")});
        body.y += tall + theme.space.s;
        body.h -= tall + theme.space.s;
    }
    Writing writing(ui, view, presses);
    CaptureWish other = CaptureWish::nothing;
    if (compact && view.step != Step::action)
        other = draw_lesson_panel(ui, body, view, writing, false);
    else if (compact)
        draw_action_panel(ui, body, view, writing);
    else if (theme.shape == ui::ScreenShape::portrait)
        other = draw_stack(ui, body, view, writing);
    else
        other = draw_chain(ui, body, view, writing);
    writing.settle();
    return header.wish == CaptureWish::nothing ? other : header.wish;
}

}  // namespace

huddle::Day due_day(const CaptureView& view, huddle::Day today) {
    return view.due.value_or(today + std::chrono::days{7});
}

void draw_capture(ui::Ui& ui, const huddle::Board& board, CaptureView& view, frame::Overlay& overlay) {
    if (!board.huddle) {
        view = {};
        overlay.close();
        return ui.wake_at(ui.now);
    }
    if (!view.open || view.huddle != board.huddle->id || view.note != overlay.note) begin(board, view, overlay.note);
    frame::wake_for_clock(ui, *board.huddle);
    const bool was_inert = ui.inert;
    ui.inert = was_inert || view.days.open || view.asking_second;
    bool back = false;
    const bool was_nudged = view.nudge.open;
    CaptureWish wish = draw_writing(ui, board, view, back);
    ui.inert = was_inert;
    if (view.days.open) {
        const frame::DayAnswer answer =
            frame::draw_day_picker(ui, view.days, ui.tr("When shall we look again?"), view.due);
        if (answer.chosen) view.due = answer.chosen;
        return;
    }
    // Both questions are asked before anything is sent.
    if (!was_nudged && !view.asking_second && is_nudged(ui, view, wish)) return;
    if (view.asking_second) {
        wish = draw_second(ui, view);
    } else if (wish == CaptureWish::save && !board.huddle->actions.empty()) {
        view.asking_second = true;
        return ui.wake_at(ui.now);
    }
    act(ui, board, wish, view, overlay);
    if (!view.open) return;
    if (back) return go_back(board, view, overlay);
    hear_answers(ui, board, view, overlay);
}

}  // namespace hearthside::screens::capture
