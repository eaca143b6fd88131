#include "kiosk/screens/front_card/front_card_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hearthside {

namespace {

// Sizes of the note, as fractions of H, from the one for the far end of the room down.
constexpr std::array<double, 6> note_sizes{0.0815, 0.0722, 0.0639, 0.0574, 0.0519, 0.0463};

// The round's own prompts after the first, which everybody has seen; else some that always serve.
std::vector<std::string> questions_of(const Ui& ui, const Round& round, RoundCategory category) {
    std::vector<std::string> questions;
    for (std::size_t index = 1; index < round.prompts.size() && index < 4; ++index) {
        questions.push_back(ui.tr(round.prompts[index]));
    }
    const auto add = [&](std::string question) {
        if (questions.size() < 3) questions.push_back(std::move(question));
    };
    switch (category) {
        case RoundCategory::wins:
            add(ui.tr("What helped it to happen?"));
            add(ui.tr("Who made it easier?"));
            add(ui.tr("Where else could we do this?"));
            break;
        case RoundCategory::mistakes:
            add(ui.tr("What made this easy to happen?"));
            add(ui.tr("Who else has been here?"));
            add(ui.tr("What would help next time?"));
            break;
        case RoundCategory::lessons:
            add(ui.tr("When would we use this?"));
            add(ui.tr("What would make it easy to do?"));
            add(ui.tr("Who else should hear it?"));
            break;
        case RoundCategory::hope:
            add(ui.tr("What is one small step towards it?"));
            add(ui.tr("Who could help us?"));
            add(ui.tr("What support would we need?"));
            break;
    }
    return questions;
}

// As tall as its picture would be, which is not made for that: of many lines it could be as large as ten screens.
float measured_height(Ui& ui, std::string_view text, const TextStyle& style, float width, int lines_at_most = 0) {
    return std::ceil(ui.pictures.engine().measure(text, style, {width, lines_at_most}).height);
}

struct Fitted {
    TextStyle style;
    float height = 0;
};

// So many bytes have no room at a larger size, and each size is laid out anew.
constexpr std::size_t bytes_for_smallest = 2000;
// A note of more lines is drawn line by line, only those that are seen: one picture of all could be larger than any screen.
constexpr std::ptrdiff_t lines_in_one_picture = 16;

Fitted fit(Ui& ui, const std::string& text, float width, float height) {
    TextStyle style = ui.theme.text("note_xl");
    const float full = style.size_px;
    float tall = 0;
    for (const double size : note_sizes) {
        if (text.size() > bytes_for_smallest && size != note_sizes.back()) continue;
        style.size_px = std::round(full * static_cast<float>(size / note_sizes.front()));
        tall = measured_height(ui, text, style, width);
        if (tall <= height) break;
    }
    return {style, tall};
}

// Every line of its own height, from `top` down; draws those that lie in `seen`, and gives back the height of all.
float draw_lines(Ui& ui, std::string_view text, const TextStyle& style, const Rect& seen, float top, bool draws) {
    float y = top;
    for (;;) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const float tall = line.empty() ? line_height(style) : measured_height(ui, line, style, seen.w);
        if (draws && !line.empty() && y + tall > seen.y && y < seen.bottom())
            draw_picture(ui, ui.pictures.text(line, style, {seen.w, 0}), {seen.x, y});
        y += tall;
        if (end == text.npos) return y - top;
        text.remove_prefix(end + 1);
    }
}

// What the team did with the note already, at the foot of its card.
void draw_marks(Ui& ui, const Rect& rect, const Note& note, const RoundColours& colours, float pad) {
    TextStyle style = ui.theme.text("small", colours.ink);
    style.weight = 600;
    const float line = line_height(style), size = style.size_px;
    float x = rect.x + pad;
    const float y = rect.bottom() - line - ui.theme.space.xs;
    const auto mark = [&](std::string_view icon_name, const std::string& words) {
        icon(ui, icon_name, {x + size / 2, y + line / 2}, size, colours.ink);
        const float wide = text_width(ui, words, style);
        label(ui, {x + size * 1.4f, y, wide + 1, line}, words, style);
        x += size * 1.4f + wide + ui.theme.space.l;
    };
    if (note.thanks > 0) mark("heart", ui.tr("Thanked"));
    if (note.state == NoteState::talked_about) mark("check", ui.tr("Talked about"));
}

TextStyle heading_style(const Ui& ui) {
    TextStyle heading = ui.theme.text("label", ui.theme.colours.ink_soft);
    heading.weight = 650;
    heading.size_px *= 1.2f;
    return heading;
}

void draw_questions(Ui& ui, const Rect& rect, const std::vector<std::string>& questions) {
    const Appearance& theme = ui.theme;
    const TextStyle heading = heading_style(ui);
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

// The other notes of its group as small cards, with its name and the way out of it.
BesideAnswer draw_group(Ui& ui, const Rect& rect, const FrontNotes& notes, bool enabled) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(notes.note->category);
    BesideAnswer answer;
    const bool portrait = theme.shape == ScreenShape::portrait, compact = theme.shape == ScreenShape::compact;
    const float gap = std::max(theme.space.s, theme.touch.gap_row), tall = button_height(ui, ButtonKind::quiet);
    const bool named = !notes.group->title.empty();
    const std::string out = ui.tr("Take this one out");
    const ButtonLook out_look{.kind = ButtonKind::quiet, .icon = "close", .enabled = enabled};
    const ButtonLook name_look{.kind = ButtonKind::quiet, .icon = "pencil", .enabled = enabled};
    float y = rect.y, low = rect.bottom() - tall;
    if (compact) {
        // The name is its own button: the notes need the room.
        answer.name_group = button(ui, "name-group", {rect.x, y, rect.w, tall},
                                   named ? notes.group->title : ui.tr("Name the group"), name_look);
        answer.ungroup = button(ui, "ungroup-note", {rect.x, low, rect.w, tall}, out, out_look);
        y += tall + gap;
    } else {
        const std::string name = named ? ui.tr("Change the name") : ui.tr("Name the group");
        const float half = portrait ? std::floor((rect.w - gap) / 2) : rect.w;
        if (!portrait) low -= tall + gap;
        const Rect out_place = portrait ? Rect{rect.x + half + gap, low, half, tall}
                                        : Rect{rect.x, low + tall + gap, half, tall};
        answer.name_group = button(ui, "name-group", {rect.x, low, half, tall}, name, name_look);
        answer.ungroup = button(ui, "ungroup-note", out_place, out, out_look);
        TextStyle heading = theme.text("prompt", colours.ink);
        heading.size_px = theme.text("url").size_px;
        const std::string title = named ? notes.group->title : ui.tr("Together with");
        const float head = std::min(text_height(ui, title, heading, rect.w), 2.1f * line_height(heading));
        label(ui, {rect.x, y, rect.w, head + 1}, title, heading, {.lines = 2});
        y += head + theme.space.s;
    }
    const TextStyle words = theme.text("body");
    const float pad = theme.space.m, room = rect.w - 2 * pad;
    for (std::size_t i = 0; i < notes.together.size(); ++i) {
        const Note& other = *notes.together[i];
        const float text = std::min(measured_height(ui, other.text, words, room, 3), 2.05f * line_height(words));
        const float height = std::max(text + 2 * theme.space.s, theme.touch.floor);
        const bool more_follow = i + 1 < notes.together.size();
        const float rest = more_follow ? line_height(words) : 0;
        if (y + height + rest > low - theme.space.s) {
            const std::size_t left = notes.together.size() - i;
            const std::string sentence = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", left)), left);
            if (y + line_height(words) <= low - theme.space.xs)
                label(ui, {rect.x, y, rect.w, line_height(words)}, sentence, theme.text("body", theme.colours.ink_soft));
            break;
        }
        const Rect place{rect.x, y, rect.w, height};
        const Touch finger = touch(ui, "together-" + to_hex(other.id.value), place, enabled);
        const bool right_to_left = ui.pictures.engine().measure(other.text, words, {room, 1}).right_to_left;
        note_card(ui, place, colours, {.right_to_left = right_to_left, .pressed = finger.pressed});
        label(ui, {place.x + pad, place.y, room, place.h}, other.text, words, {.lines = 2, .shrink_to = 1});
        if (finger.tapped) answer.go_to = other.id;
        y += height + gap;
    }
    return answer;
}

struct Choice {
    std::string_view name, icon;
    std::string text;
};

std::vector<Choice> choices_of(const Ui& ui, const FrontNotes& notes) {
    std::vector<Choice> choices{{"what-did-we-learn", "book", ui.tr("What did we learn?")},
                                {"we-dont-know-yet", "question", ui.tr("We don’t know yet")},
                                {"thank-you", "heart", ui.tr("Thank you")}};
    if (!notes.alone) choices.push_back({"group-with", "plus", ui.tr("Group with…")});
    choices.push_back({"set-aside", "tray", ui.tr("Set aside")});
    return choices;
}

float choice_width(Ui& ui, const Choice& choice) {
    return button_width(ui, choice.text, {.icon = std::string(choice.icon)});
}

float choice_gap(const Ui& ui) { return std::max(ui.theme.space.m, ui.theme.touch.gap); }

// How many stand in the first row: all of them where their words fit, made a little smaller.
std::size_t in_first_row(Ui& ui, float width, const std::vector<Choice>& choices) {
    constexpr float smallest = 0.8f;
    if (ui.theme.shape == ScreenShape::portrait) return 2;
    float sum = 0;
    for (const Choice& choice : choices) sum += choice_width(ui, choice);
    const float room = width - choice_gap(ui) * static_cast<float>(choices.size() - 1);
    return sum * smallest <= room ? choices.size() : 2;
}

float choice_height(const Ui& ui) {
    return std::max(ui.theme.shape == ScreenShape::compact ? 0.0f : ui.theme.px(0.1111),
                    button_height(ui, ButtonKind::main));
}

}  // namespace

FrontNotes front_notes_of(const Board& board, NoteId id) {
    FrontNotes found;
    if (!board.huddle) return found;
    const HuddleBoard& huddle = *board.huddle;
    for (const Note& note : huddle.notes)
        if (note.id == id) found.note = &note;
    if (!found.note) return found;
    bool passed = false;
    for (const Note& note : huddle.notes) {
        if (note.category != found.note->category || note.state == NoteState::set_aside) continue;
        if (&note == found.note) {
            passed = true;
            continue;
        }
        found.alone = false;
        if (!passed) found.previous = &note;
        if (passed && !found.next) found.next = &note;
        if (note.group && note.group == found.note->group) found.together.push_back(&note);
    }
    for (const NoteGroup& group : huddle.groups)
        if (!found.together.empty() && group.id == found.note->group) found.group = &group;
    return found;
}

std::string thanks_sentence(const Ui& ui, RoundCategory category) {
    switch (category) {
        case RoundCategory::wins:
            return ui.tr("Let’s notice what made it possible.");
        case RoundCategory::mistakes:
            return ui.tr("Let’s be curious about the work, not the person.");
        case RoundCategory::lessons:
            return ui.tr("Let’s see where else this would help.");
        case RoundCategory::hope:
            return ui.tr("Let’s hold on to this one.");
    }
    return {};
}

void draw_front_note(Ui& ui, const Rect& rect, const Note& note, FrontCardView& view) {
    const RoundColours& colours = ui.theme.round(note.category);
    const float pad = std::min(ui.theme.px(0.0593), rect.h * 0.13f);
    const bool marked = note.thanks > 0 || note.state == NoteState::talked_about;
    const float foot = std::max(std::min(pad, rect.h * 0.09f),
                                marked ? line_height(ui.theme.text("small")) + 2 * ui.theme.space.xs : 0);
    const Rect inside = inset(rect, pad, foot);
    Fitted fitted = fit(ui, note.text, inside.w, inside.h);
    const bool by_lines = fitted.height > inside.h && std::ranges::count(note.text, '\n') > lines_in_one_picture;
    if (by_lines) fitted.height = draw_lines(ui, note.text, fitted.style, inside, 0, false);
    const bool right_to_left =
        ui.pictures.engine().measure(note.text, fitted.style, {inside.w, 1}).right_to_left;
    note_card(ui, rect, colours, {.right_to_left = right_to_left, .radius = ui.theme.radius.panel});
    draw_marks(ui, rect, note, colours, pad);

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
        if (by_lines) {
            draw_lines(ui, note.text, fitted.style, inside, inside.y - view.scroll, true);
        } else {
            const Picture words = ui.pictures.text(note.text, fitted.style, {inside.w, 0});
            draw_picture(ui, words, {inside.x, inside.y - view.scroll});
        }
    }
    // A thin bar shows that there is more, and where.
    const float wide = ui.theme.px(0.0056), track = inside.h;
    const float part = track * inside.h / fitted.height;
    const Rect bar{rect.right() - pad / 2 - wide / 2, inside.y + (track - part) * view.scroll / hidden, wide,
                   part};
    fill(ui, bar, colours.mid, wide / 2);
}

BesideAnswer draw_beside(Ui& ui, const Rect& rect, const FrontNotes& notes, const Round& round, bool enabled) {
    const Appearance& theme = ui.theme;
    Rect room = rect;
    BesideAnswer answer;
    NoteId go_to;
    if (!notes.alone) {
        const float tall = std::max(button_height(ui, ButtonKind::quiet), theme.touch.floor);
        const float gap = std::max(theme.space.m, theme.touch.gap), half = std::floor((rect.w - gap) / 2);
        const float y = rect.bottom() - tall;
        const auto arrow = [&](std::string_view name, std::string_view icon_name, float x, const Note* to) {
            if (button(ui, name, {x, y, half, tall}, {}, {.icon = std::string(icon_name), .enabled = enabled && to}))
                go_to = to->id;
        };
        arrow("previous-note", "back", rect.x, notes.previous);
        arrow("next-note", "next", rect.x + half + gap, notes.next);
        room.h -= tall + theme.space.m;
    }
    if (notes.group)
        answer = draw_group(ui, room, notes, enabled);
    else
        draw_questions(ui, room, questions_of(ui, round, notes.note->category));
    if (go_to.value != 0) answer.go_to = go_to;
    return answer;
}

float choices_height(Ui& ui, float width, const FrontNotes& notes) {
    const std::vector<Choice> choices = choices_of(ui, notes);
    const bool one = in_first_row(ui, width, choices) == choices.size();
    return one ? choice_height(ui) : 2 * choice_height(ui) + choice_gap(ui);
}

std::string_view draw_choices(Ui& ui, const Rect& rect, const FrontNotes& notes, bool enabled) {
    const std::vector<Choice> choices = choices_of(ui, notes);
    const std::size_t first_row = in_first_row(ui, rect.w, choices);
    const float gap = choice_gap(ui), height = choice_height(ui);
    std::string_view tapped;
    float y = rect.y;
    for (std::size_t first = 0; first < choices.size();) {
        const std::size_t count = first == 0 ? first_row : choices.size() - first;
        std::vector<float> widths;
        float sum = 0;
        for (std::size_t index = first; index < first + count; ++index)
            sum += widths.emplace_back(choice_width(ui, choices[index]));
        // The room that is left is shared evenly, so longer words keep longer buttons.
        const float room = rect.w - gap * static_cast<float>(count - 1);
        const float more = (room - sum) / static_cast<float>(count);
        float x = rect.x;
        for (std::size_t index = 0; index < count; ++index) {
            const Choice& choice = choices[first + index];
            const bool main = first + index == 0;
            const float width = more >= 0 ? widths[index] + more : widths[index] * room / sum;
            if (button(ui, choice.name, {std::round(x), y, std::floor(width), height}, choice.text,
                       {.kind = ButtonKind::ordinary,
                        .icon = std::string(choice.icon),
                        .filled = main,
                        .colours = main ? &ui.theme.round(RoundCategory::lessons) : nullptr,
                        .enabled = enabled})) {
                tapped = choice.name;
            }
            x += width + gap;
        }
        first += count;
        y += height + gap;
    }
    return tapped;
}

}  // namespace hearthside
