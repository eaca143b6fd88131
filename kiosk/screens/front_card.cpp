#include "kiosk/screens/front_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/screens/chrome.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

constexpr Milliseconds ask_again{100};
constexpr Milliseconds kept_for{5'000};

// Sizes of the note, as fractions of H, from the one for the far end of the room down.
constexpr std::array<double, 6> note_sizes{0.0815, 0.0722, 0.0639, 0.0574, 0.0519, 0.0463};

const Note* note_of(const Board& board, NoteId id) {
    if (!board.huddle) return nullptr;
    for (const Note& note : board.huddle->notes) {
        if (note.id == id) return &note;
    }
    return nullptr;
}

bool still_fits(const Board& board, const Note* note) {
    if (!note || note->state == NoteState::set_aside) return false;
    return board.huddle->clock.running && theme_of(board.huddle->current().round.kind) == note->theme;
}

std::string thanks_sentence(const Ui& ui, Theme theme) {
    switch (theme) {
        case Theme::wins:
            return ui.tr("Let’s notice what made it possible.");
        case Theme::mistakes:
            return ui.tr("Let’s be curious about the work, not the person.");
        case Theme::lessons:
            return ui.tr("Let’s see where else this would help.");
        case Theme::hope:
            return ui.tr("Let’s hold on to this one.");
    }
    return {};
}

// The round's own prompts after the first, which everybody has seen; else some that always serve.
std::vector<std::string> questions_of(const Ui& ui, const Round& round, Theme theme) {
    std::vector<std::string> questions;
    for (std::size_t index = 1; index < round.prompts.size() && index < 4; ++index) {
        questions.push_back(ui.tr(round.prompts[index]));
    }
    const auto add = [&](std::string question) {
        if (questions.size() < 3) questions.push_back(std::move(question));
    };
    switch (theme) {
        case Theme::wins:
            add(ui.tr("What helped it to happen?"));
            add(ui.tr("Who made it easier?"));
            add(ui.tr("Where else could we do this?"));
            break;
        case Theme::mistakes:
            add(ui.tr("What made this easy to happen?"));
            add(ui.tr("Who else has been here?"));
            add(ui.tr("What would help next time?"));
            break;
        case Theme::lessons:
            add(ui.tr("When would we use this?"));
            add(ui.tr("What would make it easy to do?"));
            add(ui.tr("Who else should hear it?"));
            break;
        case Theme::hope:
            add(ui.tr("What is one small step towards it?"));
            add(ui.tr("Who could help us?"));
            add(ui.tr("What support would we need?"));
            break;
    }
    return questions;
}

struct Fitted {
    TextStyle style;
    float height = 0;
};

Fitted fit(Ui& ui, const std::string& text, float width, float height) {
    TextStyle style = ui.theme.text("note_xl");
    const float full = style.size_px;
    float tall = 0;
    for (const double size : note_sizes) {
        style.size_px = std::round(full * static_cast<float>(size / note_sizes.front()));
        tall = text_height(ui, text, style, width);
        if (tall <= height) break;
    }
    return {style, tall};
}

void draw_note(Ui& ui, const Rect& rect, const Note& note, FrontCardView& view) {
    const RoundColours& colours = ui.theme.round(note.theme);
    const float pad = std::min(ui.theme.px(0.0593), rect.h * 0.13f);
    const Rect inside = inset(rect, pad, std::min(pad, rect.h * 0.09f));
    const Fitted fitted = fit(ui, note.text, inside.w, inside.h);
    const bool right_to_left =
        ui.pictures.engine().measure(note.text, fitted.style, {inside.w, 1}).right_to_left;
    note_card(ui, rect, colours, {.right_to_left = right_to_left, .radius = ui.theme.radius.panel});

    const float hidden = std::max(0.0f, fitted.height - inside.h);
    const ImGuiIO& io = ImGui::GetIO();
    if (hidden > 0 && touch(ui, "note-text", rect).pressed) view.scroll -= io.MouseDelta.y;
    view.scroll = std::clamp(view.scroll, 0.0f, hidden);
    if (hidden <= 0) {
        label(ui, inside, note.text, fitted.style, {.lines = 0, .shrink_to = 1});
        return;
    }
    {
        const Clipped clipped(ui, {rect.x, inside.y, rect.w, inside.h});
        const Picture words = ui.pictures.text(note.text, fitted.style, {inside.w, 0});
        draw_picture(ui, words, {inside.x, inside.y - view.scroll});
    }
    // A thin bar shows that there is more, and where.
    const float wide = ui.theme.px(0.0056), track = inside.h;
    const float part = track * inside.h / fitted.height;
    const Rect bar{rect.right() - pad / 2 - wide / 2, inside.y + (track - part) * view.scroll / hidden, wide,
                   part};
    fill(ui, bar, colours.mid, wide / 2);
}

void draw_questions(Ui& ui, const Rect& rect, const std::vector<std::string>& questions) {
    const Appearance& theme = ui.theme;
    TextStyle heading = theme.text("label", theme.colours.ink_soft);
    heading.weight = 650;
    heading.size_px *= 1.2f;
    TextStyle text = theme.text("prompt");
    text.size_px = theme.text("url").size_px;
    text.weight = 500;
    text.family = theme.text("url").family;
    const float head = line_height(heading) + theme.space.l;
    // As many as fit, each with a line between.
    float all = head;
    std::vector<float> heights;
    for (const std::string& question : questions) {
        const float height = std::min(text_height(ui, question, text, rect.w), 3.1f * line_height(text));
        const float with_gap = height + (heights.empty() ? 0 : 2 * theme.space.l);
        if (all + with_gap > rect.h) break;
        heights.push_back(height);
        all += with_gap;
    }
    if (heights.empty()) return;
    float y = rect.y + (rect.h - all) / 2;
    label(ui, {rect.x, y, rect.w, line_height(heading)}, ui.tr("We could ask"), heading);
    y += head;
    for (std::size_t index = 0; index < heights.size(); ++index) {
        if (index > 0) {
            y += theme.space.l;
            fill(ui, {rect.x, std::round(y), rect.w, theme.line.hair}, theme.colours.control_line, 0, 0.55f);
            y += theme.space.l;
        }
        label(ui, {rect.x, y, rect.w, heights[index] + 1}, questions[index], text, {.lines = 3});
        y += heights[index];
    }
}

struct Choice {
    std::string_view name, icon;
    std::string text;
};

// The four buttons, in one row or in two; returns the name of the one that was tapped.
std::string_view draw_choices(Ui& ui, const Rect& rect, int rows, bool enabled) {
    const std::array<Choice, 4> choices{{{"what-did-we-learn", "book", ui.tr("What did we learn?")},
                                         {"we-dont-know-yet", "question", ui.tr("We don’t know yet")},
                                         {"thank-you", "heart", ui.tr("Thank you")},
                                         {"set-aside", "tray", ui.tr("Set aside")}}};
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap);
    const std::size_t per_row = rows == 1 ? 4 : 2;
    const float height = (rect.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    std::string_view tapped;
    for (std::size_t first = 0; first < choices.size(); first += per_row) {
        std::array<float, 4> widths{};
        float sum = 0;
        for (std::size_t index = 0; index < per_row; ++index) {
            widths[index] = button_width(ui, choices[first + index].text,
                                         {.icon = std::string(choices[first + index].icon)});
            sum += widths[index];
        }
        // The room that is left is shared evenly, so longer words keep longer buttons.
        const float room = rect.w - gap * static_cast<float>(per_row - 1);
        const float more = (room - sum) / static_cast<float>(per_row);
        float x = rect.x;
        for (std::size_t index = 0; index < per_row; ++index) {
            const Choice& choice = choices[first + index];
            const bool main = first + index == 0;
            const float width = more >= 0 ? widths[index] + more : widths[index] * room / sum;
            const Rect where{std::round(x), rect.y + static_cast<float>(first / per_row) * (height + gap),
                             std::floor(width), height};
            if (button(ui, choice.name, where, choice.text,
                       {.kind = ButtonKind::ordinary,
                        .icon = std::string(choice.icon),
                        .filled = main,
                        .colours = main ? &ui.theme.round(Theme::lessons) : nullptr,
                        .enabled = enabled})) {
                tapped = choice.name;
            }
            x += width + gap;
        }
    }
    return tapped;
}

void hear_answer(Ui& ui, const Note& note, FrontCardView& view, Overlay& overlay) {
    if (view.ticket == 0) return;
    const Outcome outcome = ui.outcome(view.ticket);
    if (outcome.state == OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
    const FrontCardView::Asked asked = std::exchange(view.asked, FrontCardView::Asked::nothing);
    view.ticket = 0;
    if (outcome.state == OutcomeState::refused) {
        view.problem = ui.tr(outcome.sentence);
        return;
    }
    if (asked == FrontCardView::Asked::question) {
        ui.intend(MarkTalkedAbout{note.id});
        overlay.toast = {
            ui.tr("Kept as a question. Not knowing yet is a good answer."), {}, ui.now + kept_for};
    } else if (asked == FrontCardView::Asked::set_aside) {
        overlay.toast = {ui.tr("Set aside."), note.id, ui.now + undo_for};
    }
    overlay.close();
    ui.wake_at(ui.now);
}

void ask(Ui& ui, FrontCardView& view, FrontCardView::Asked asked, Intent intent) {
    view.problem.clear();
    view.asked = asked;
    view.ticket = ui.intend(std::move(intent));
    ui.wake_at(ui.now + ask_again);
}

void act(Ui& ui, std::string_view tapped, const Note& note, FrontCardView& view, Overlay& overlay) {
    if (tapped == "what-did-we-learn") overlay.open(Overlay::Kind::capture, note.id);
    if (tapped == "we-dont-know-yet") {
        ask(ui, view, FrontCardView::Asked::question, KeepQuestion{note.text, note.id, {}});
    }
    if (tapped == "thank-you") ask(ui, view, FrontCardView::Asked::thanks, MarkTalkedAbout{note.id});
    if (tapped == "set-aside") ask(ui, view, FrontCardView::Asked::set_aside, SetAside{note.id});
}

// All notes, the thanks, and the ring; returns what it covers.
Rect draw_header(Ui& ui, const HuddleBoard& huddle, float top, const Note& note, bool& all_notes) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(note.theme);
    const bool portrait = theme.shape == ScreenShape::portrait;
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    const float diameter =
        theme.component("ring_small").diameter * (theme.shape == ScreenShape::compact ? 0.85f : 1);
    const ButtonLook look{.icon = "back"};
    const std::string back = ui.tr("All notes");
    const float tall = button_height(ui, ButtonKind::ordinary);
    const float middle = top + diameter / 2;
    const Rect button_rect{left, std::round(middle - tall / 2), button_width(ui, back, look), tall};
    all_notes = button(ui, "all-notes", sided(ui, button_rect), back, look);
    draw_time_ring(ui, huddle, centre_of(sided(ui, {right - diameter, top, diameter, diameter})), diameter,
                   false);
    const float pause = pause_width(ui), pause_x = right - diameter - theme.space.l - pause;
    pause_button(ui, sided(ui, {pause_x, button_rect.y, pause, tall}));

    const float size = std::min(theme.px(0.0889), diameter * 0.8f);
    float x = button_rect.right() + theme.space.xl, y = middle, room = pause_x - theme.space.l - x;
    Rect covered{left, top, right - left, diameter};
    if (portrait) {
        x = left;
        y = top + diameter + theme.space.m + size / 2;
        room = right - left;
        covered.h += theme.space.m + size;
    }
    x = sided(ui, {x, y, room, 0}).x;
    disc(ui, {x + size / 2, y}, size, colours.ink, icon_of(note.theme), colours.on_ink, 0.46f);
    x += size + theme.space.m;
    room -= size + theme.space.m;
    TextStyle thanks = theme.text("prompt", colours.ink);
    const TextStyle plain = theme.text("body", theme.colours.ink_soft);
    const float first = line_height(thanks), second = line_height(plain);
    label(ui, {x, y - (first + second) / 2, room, first}, ui.tr("Thank you for this note"), thanks);
    label(ui, {x, y - (first + second) / 2 + first, room, second}, thanks_sentence(ui, note.theme), plain);
    return covered;
}

}  // namespace

void draw_front_card(Ui& ui, const Board& board, FrontCardView& view, Overlay& overlay) {
    const Note* note = note_of(board, overlay.note);
    if (view.note != overlay.note) {
        view = {};
        view.note = overlay.note;
    }
    if (note) hear_answer(ui, *note, view, overlay);
    // A card that closes now is drawn once more: no frame is ever empty.
    const bool closing = overlay.kind != Overlay::Kind::front_card;
    if (!note || (!closing && !still_fits(board, note))) {
        view = {};
        overlay.close();
        return ui.wake_at(ui.now);
    }
    const Appearance& theme = ui.theme;
    const HuddleBoard& huddle = *board.huddle;
    const bool portrait = theme.shape == ScreenShape::portrait;
    wake_for_clock(ui, huddle);
    const Rect strip = draw_strip(ui, huddle);
    bool all_notes = false;
    const Rect header = draw_header(ui, huddle, strip.bottom() + theme.space.m, *note, all_notes);

    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    const int rows = portrait ? 2 : 1;
    const float gap = std::max(theme.space.m, theme.touch.gap);
    const float tall = std::max(theme.shape == ScreenShape::compact ? 0.0f : theme.px(0.1111),
                                button_height(ui, ButtonKind::main));
    const float bar = tall * static_cast<float>(rows) + gap * static_cast<float>(rows - 1);
    const Rect choices{left, static_cast<float>(theme.height) - theme.margin.bottom - bar, right - left, bar};
    Rect body{left, header.bottom() + theme.space.l, right - left, 0};
    body.h = choices.y - theme.space.xl - body.y;
    if (!view.problem.empty()) {
        banner(ui, {body.x, body.y, body.w, banner_height(ui)}, {.icon = "chat", .bold = view.problem});
        body.y += banner_height(ui) + theme.space.m;
        body.h -= banner_height(ui) + theme.space.m;
    }
    Rect card = body, questions = body;
    if (portrait) {
        questions.h = std::min(body.h * 0.34f, theme.px(0.42));
        questions.y = body.bottom() - questions.h;
        card.h = body.h - questions.h - theme.space.l;
    } else {
        card.w = std::round(body.w * (theme.shape == ScreenShape::compact ? 0.70f : 0.728f));
        questions.x = card.right() + theme.space.xl;
        questions.w = body.right() - questions.x;
        card = sided(ui, card);
        questions = sided(ui, questions);
    }
    draw_note(ui, card, *note, view);
    draw_questions(ui, questions, questions_of(ui, huddle.current().round, note->theme));
    const std::string_view tapped = draw_choices(ui, choices, rows, view.ticket == 0 && !closing);
    if (!closing) act(ui, tapped, *note, view, overlay);
    if (all_notes) overlay.close();
    if (overlay.kind != Overlay::Kind::front_card) view = {};
}

}  // namespace hearthside
