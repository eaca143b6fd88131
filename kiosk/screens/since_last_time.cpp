#include "kiosk/screens/since_last_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/words.h"

namespace hearthside {

namespace {

struct CardSizes {
    TextStyle words, meta;
    float pad = 0, buttons = 0;
};

CardSizes card_sizes(const Ui& ui) {
    const auto& theme = ui.theme;
    CardSizes sizes{theme.text("button"), theme.text("label", theme.colours.ink_soft)};
    sizes.words.weight = 550;
    sizes.meta.weight = 500;
    sizes.pad = theme.space.l;
    if (theme.shape == ScreenShape::compact) {
        // Two promises at once are better than one in large words.
        sizes.words = theme.text("body");
        sizes.words.weight = 550;
        sizes.words.line = 1.22f;
        sizes.pad = theme.space.m;
    }
    sizes.buttons = button_height(ui, ButtonKind::quiet);
    return sizes;
}

// As a sentence, whether or not somebody typed its full stop.
std::string promise_of(const Ui& ui, const Action& action) {
    std::string words = promise_text(ui, action);
    const auto ends = [&](std::string_view sign) { return words.ends_with(sign); };
    if (ends(".") || ends("!") || ends("?") || ends("…") || ends("۔") || ends("؟")) return words;
    return fmt::format(fmt::runtime(ui.tr("{}.")), words);
}

float card_height(Ui& ui, const ActionCard& it, float width) {
    const CardSizes sizes = card_sizes(ui);
    const float words = text_height(ui, promise_of(ui, it.action), sizes.words, width - 2 * sizes.pad, 2);
    return std::ceil(words + line_height(sizes.meta) + 1.5f * ui.theme.space.s + sizes.buttons +
                     1.4f * sizes.pad);
}

struct Answer {
    ActionReview review;
    ActionState state;
    const char* name;
    const char* words;
    const char* icon;
};
constexpr Answer answers[3] = {
    {ActionReview::done, ActionState::done, "done", translatable("Done"), "check"},
    {ActionReview::still_trying, ActionState::trying, "still-trying", translatable("Still trying"), "loop"},
    {ActionReview::let_go, ActionState::let_go, "let-go", translatable("Let it go"), "leaf"}};

void draw_action(Ui& ui, const Rect& rect, const ActionCard& it, HuddleId huddle) {
    const auto& theme = ui.theme;
    const CardSizes sizes = card_sizes(ui);
    card(ui, rect);
    const float room = rect.w - 2 * sizes.pad, x = rect.x + sizes.pad;
    float y = rect.y + sizes.pad * 0.6f;
    const std::string words = promise_of(ui, it.action);
    const float words_height = text_height(ui, words, sizes.words, room, 2);
    label(ui, {x, y, room, words_height + 1}, words, sizes.words, {.lines = 2});
    y += words_height + theme.space.s * 0.4f;
    const float meta = line_height(sizes.meta), size = sizes.meta.size_px * 1.05f;
    icon(ui, "people", {x + size / 2, y + meta / 2}, size, theme.colours.ink_soft);
    const std::string who = it.action.role.empty() ? ui.tr("All of us") : ui.tr(it.action.role);
    label(ui, {x + size * 1.5f, y, room - size * 1.5f, meta},
          fmt::format(fmt::runtime(ui.tr("{who}, {day}")), fmt::arg("who", who),
                      fmt::arg("day", until_day_text(ui, it.action.due, ui.around.today))),
          sizes.meta);

    const bool said = it.action.reviewed_in == huddle;
    const float gap = std::max(theme.space.m, theme.touch.gap_row);
    const float width = std::floor((room - 2 * gap) / 3);
    y = rect.bottom() - sizes.pad * 0.8f - sizes.buttons;
    for (int i = 0; i < 3; ++i) {
        const Answer& answer = answers[i];
        const bool on = said && it.action.state == answer.state;
        const ButtonLook look{.kind = ButtonKind::quiet,
                              .icon = answer.icon,
                              .filled = on,
                              .colours = on ? &theme.round(Theme::lessons) : nullptr};
        const Rect place{x + static_cast<float>(i) * (width + gap), std::round(y), width, sizes.buttons};
        // A second tap on the chosen one takes the answer back.
        if (button(ui, std::string(answer.name) + "-" + to_hex(it.action.id.value), place,
                   ui.tr(answer.words), look))
            ui.intend(ReviewAction{it.action.id, on ? ActionReview::not_said : answer.review, Help::too_early,
                                   ui.around.today + std::chrono::days{7}});
    }
}

struct SideCard {
    std::string icon, head, body, foot;
    const RoundColours* colours = nullptr;  // null: paper
};

std::vector<SideCard> side_cards(const Ui& ui, const Board& board) {
    std::vector<SideCard> cards;
    if (!board.open_questions.empty()) {
        const std::size_t more = board.open_questions.size() - 1;
        cards.push_back({"question", ui.tr("We don’t know yet"), board.open_questions.front().text,
                         more == 0 ? ui.tr("Has anybody found out?")
                                   : fmt::format(fmt::runtime(ui.tr("One more question is still open.",
                                                                    "{} more questions are still open.", more)),
                                                 more),
                         nullptr});
    }
    if (board.loop && board.loop->state == ActionState::done && !board.loop->you_said.empty())
        cards.push_back(
            {"book", ui.tr("We learnt"), board.loop->you_said, {}, &ui.theme.round(Theme::lessons)});
    if (!board.hope.empty())
        cards.push_back(
            {"sunrise", ui.tr("Someone hoped"), fmt::format(fmt::runtime(ui.tr("“{}”")), isolated(ui, board.hope)), {}, &ui.theme.round(Theme::hope)});
    if (cards.size() > 2) cards.erase(cards.begin() + 1);
    return cards;
}

float side_height(Ui& ui, const SideCard& it, float width, const TextStyle& body) {
    const auto& theme = ui.theme;
    const float pad = theme.space.l;
    const float words = text_height(ui, it.body, body, width - 2 * pad, 6);
    const float foot = it.foot.empty() ? 0 : line_height(theme.text("label")) + theme.space.s;
    return std::ceil(2 * pad + theme.px(0.0519) + theme.space.s + words + foot);
}

void draw_side(Ui& ui, const Rect& rect, const SideCard& it, const TextStyle& body) {
    const auto& theme = ui.theme;
    const float pad = theme.space.l, size = theme.px(0.0519);
    if (it.colours)
        well(ui, rect, it.colours->tint);
    else
        card(ui, rect);
    const Colour ink = it.colours ? it.colours->ink : theme.colours.ink;
    disc(ui, {rect.x + pad + size / 2, rect.y + pad + size / 2}, size, it.colours ? ink : theme.colours.sand,
         it.icon, it.colours ? it.colours->on_ink : theme.colours.ink_soft, 0.5f);
    TextStyle head = theme.text("note", ink);
    head.weight = 650;
    label(ui,
          {rect.x + pad + size + theme.space.m, rect.y + pad, rect.w - 2 * pad - size - theme.space.m, size},
          it.head, head);
    const float foot = it.foot.empty() ? 0 : line_height(theme.text("label"));
    const float top = rect.y + pad + size + theme.space.s;
    label(ui,
          {rect.x + pad, top, rect.w - 2 * pad,
           rect.bottom() - pad * 0.8f - top - (foot > 0 ? foot + theme.space.xs : 0)},
          it.body, body, {.vertical = VerticalAlign::top, .lines = 0, .shrink_to = 0.85f});
    if (foot > 0)
        label(ui, {rect.x + pad, rect.bottom() - pad * 0.8f - foot, rect.w - 2 * pad, foot}, it.foot,
              theme.text("label", theme.colours.ink_soft));
}

// Nothing was promised: a beginning, not an omission.
void draw_beginning(Ui& ui, const Rect& rect) {
    const auto& theme = ui.theme;
    panel(ui, rect);
    const float size = theme.px(0.1259);
    const TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const float words = 2.2f * line_height(plain);
    const float all = size + theme.space.l + line_height(title) + words;
    float y = rect.y + std::max(theme.space.m, (rect.h - all) / 2);
    disc(ui, {rect.x + rect.w / 2, y + size / 2}, size, theme.colours.sand, "leaf", theme.colours.ink_soft,
         0.5f);
    y += size + theme.space.l;
    const Rect room = inset(rect, theme.space.xl, 0);
    label(ui, {room.x, y, room.w, line_height(title)}, ui.tr("A fresh page"), title,
          {.align = TextAlign::centre});
    y += line_height(title);
    label(ui, {room.x, y, room.w, words},
          ui.tr("Nothing is waiting from last time. What has gone well since?"), plain,
          {.align = TextAlign::centre, .vertical = VerticalAlign::top, .lines = 2});
}

struct Drawn {
    std::size_t count = 0;
    float bottom = 0;
};

// Draws the promises that fit, from `view.first` on.
Drawn draw_actions(Ui& ui, const Rect& room, const Board& board, const SinceLastTimeView& view) {
    const float gap = ui.theme.space.m;
    Drawn drawn{0, room.y};
    float y = room.y;
    for (std::size_t i = view.first; i < board.due.size(); ++i) {
        const float height = card_height(ui, board.due[i], room.w);
        if (drawn.count > 0 && y + height > room.bottom() + 1) break;
        draw_action(ui, {room.x, y, room.w, height}, board.due[i], board.huddle->id);
        drawn = {drawn.count + 1, y + height};
        y += height + gap;
    }
    return drawn;
}

}  // namespace

void draw_since_last_time(Ui& ui, const Board& board, SinceLastTimeView& view, Overlay& overlay) {
    const auto& theme = ui.theme;
    const RoundFrame frame = draw_round_chrome(ui, board, view.chrome, {.ring = RingPlace::small});
    if (frame.paused) {
        draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    if (view.first >= board.due.size()) view.first = 0;
    const auto sides = side_cards(ui, board);
    const float gap = theme.space.m;
    Rect left = frame.body, right{};
    const bool portrait = theme.shape == ScreenShape::portrait;
    if (portrait) {
        float needed = 0;
        for (const SideCard& it : sides) needed += side_height(ui, it, left.w, theme.text("note")) + gap;
        needed = std::min(needed, left.h * 0.45f);
        right = {left.x, left.bottom() - needed + gap, left.w, needed - gap};
        left.h -= needed;
    } else if (!sides.empty()) {
        const float width = std::floor((frame.body.w - theme.space.xl) * 0.375f);
        right = {frame.body.right() - width, frame.body.y, width, frame.body.h};
        left.w -= width + std::min(theme.space.xl, theme.margin.x);
    }
    if (board.due.empty()) {
        draw_beginning(ui, left);
    } else {
        // No room in the bar of a narrow screen: the button for more stands under the cards.
        const float tall = button_height(ui, ButtonKind::ordinary);
        const std::string many = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", 88)), 88);
        Rect row = frame.middle;
        float cards = 0;
        for (const ActionCard& it : board.due) cards += card_height(ui, it, left.w) + gap;
        if (cards - gap > left.h && button_width(ui, many, {.icon = "chevron_down"}) > frame.middle.w) {
            row = {left.x, left.bottom() - tall, left.w, tall};
            left.h -= tall + gap;
        }
        const Drawn drawn = draw_actions(ui, left, board, view);
        const std::size_t shown = drawn.count, rest = board.due.size() - shown;
        if (portrait && right.h > 0)
            right = {right.x, std::max(drawn.bottom, row.y < frame.middle.y ? row.bottom() : 0) + gap, right.w,
                     right.bottom() - std::max(drawn.bottom, row.y < frame.middle.y ? row.bottom() : 0) - gap};
        const ButtonLook look{.icon = "chevron_down"};
        const std::string words = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", rest)), rest);
        const float width = std::min(button_width(ui, words, look), row.w);
        if (rest > 0 &&
            button(ui, "more-actions", {row.x, row.y, width, row.h}, words, look))
            view.first = view.first + shown >= board.due.size() ? 0 : view.first + shown;
    }
    if (sides.empty() || right.h < 1) return;
    // The cards share the height by what they have to say, in large words when there is room.
    TextStyle body = theme.text("url");
    body.weight = 500;
    std::vector<float> heights;
    const auto measure = [&] {
        heights.clear();
        float all = gap * static_cast<float>(sides.size() - 1);
        for (const SideCard& it : sides) all += heights.emplace_back(side_height(ui, it, right.w, body));
        return all;
    };
    float all = measure();
    if (all > right.h) {
        body = theme.text("note");
        all = measure();
    }
    // In portrait they follow what is above them and leave free what is left over.
    const float more = portrait ? 0 : std::max(0.0f, right.h - all) / static_cast<float>(sides.size());
    float y = right.y;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        float height = heights[i] + more;
        if (all > right.h) height = std::floor(height * (right.h - gap) / (all - gap));
        draw_side(ui, {right.x, y, right.w, height}, sides[i], body);
        y += height + gap;
    }
}

}  // namespace hearthside
