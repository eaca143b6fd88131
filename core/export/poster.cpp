// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "core/export/paper.h"
#include "core/export/small_cells.h"
#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

using namespace paper;

constexpr std::size_t lessons_at_most = 3;
constexpr std::size_t hope_bytes_at_most = 240;

struct Learnt {
    huddle::Lesson lesson;
    std::optional<huddle::Action> action;
    // Lessons with a result come first, then the newest.
    int worth() const {
        if (!action) return 0;
        if (action->state == huddle::ActionState::done)
            return action->help == huddle::Help::helped || action->help == huddle::Help::did_not_help ? 4 : 3;
        return action->state == huddle::ActionState::trying ? 2 : 1;
    }
};

// Collects what the poster may show, from any number of huddles.
class PosterContent {
public:
    void take(const store::HuddleRecord& huddle, bool notes_allowed) {
        if (huddles == 0) first = huddle.day;
        last = huddle.day;
        ++huddles;
        lessons += static_cast<std::int64_t>(huddle.lessons.size());
        actions += static_cast<std::int64_t>(huddle.actions.size());
        for (const huddle::Lesson& lesson : huddle.lessons) {
            Learnt learnt{lesson, {}};
            for (const huddle::Action& action : huddle.actions) {
                if (action.lesson == lesson.id && (!learnt.action || action.state == huddle::ActionState::done))
                    learnt.action = action;
            }
            add(std::move(learnt));
        }
        for (const huddle::Action& action : huddle.actions) done += action.state == huddle::ActionState::done;
        for (const huddle::Question& question : huddle.questions)
            if (question.state == huddle::QuestionState::open) open_question = question.text;
        if (!notes_allowed) return;
        for (const huddle::Note& note : huddle.notes) {
            if (note.state == huddle::NoteState::set_aside) continue;
            ++notes;
            if (note.category == huddle::RoundCategory::hope && note.text.size() <= hope_bytes_at_most)
                hope = note.text;
        }
    }

    std::int64_t huddles = 0, notes = 0, lessons = 0, actions = 0, done = 0;
    huddle::Day first{}, last{};
    std::vector<Learnt> best;  // the most useful first
    std::string hope, open_question;

private:
    void add(Learnt learnt) {
        // A lesson with the same words appears only once.
        std::erase_if(best, [&](const Learnt& known) {
            return known.lesson.text == learnt.lesson.text && known.worth() <= learnt.worth();
        });
        if (std::any_of(best.begin(), best.end(),
                        [&](const Learnt& known) { return known.lesson.text == learnt.lesson.text; }))
            return;
        const auto place = std::find_if(best.begin(), best.end(),
                                        [&](const Learnt& known) { return known.worth() <= learnt.worth(); });
        best.insert(place, std::move(learnt));
        if (best.size() > 2 * lessons_at_most) best.pop_back();
    }
};

struct Card {
    std::string icon, title;
    std::vector<std::string> texts;
    RoundInks inks;
};

class Poster {
public:
    Poster(text::PrintedPages& pages, const ExportChoice& choice, const PrintWords& words, const PosterContent& content)
        : pages_(pages), choice_(choice), words_(words), content_(content), room_(pages.width() - 2 * margin) {}

    void draw() {
        const std::string when = content_.huddles || (choice_.span.from && choice_.span.to)
                                     ? words_.span(choice_.span, content_.first, content_.last)
                                     : std::string();
        draw_head(pages_, choice_.team, when, 57);
        constexpr double rule = 246;
        draw_sunrise(pages_, rule, 150);
        draw_rule(pages_, rule, ember, 1.8);
        draw_title(rule);
        const double foot = draw_figures();
        const double cards = draw_cards(foot - 22);
        draw_lessons(rule + 8, cards - 8);
    }

private:
    void draw_title(double rule) {
        const std::string title =
            is_month() ? words_.tr("What we learnt this month") : words_.tr("What we learnt together");
        const double width = room_ * 0.86;
        const text::TextStyle style =
            fitted(pages_, title, display_style(56, 700, ink, 1.02f), {57, 52, 47, 42, 37, 32}, width, 2);
        const text::TextBox box{static_cast<float>(width), 3};
        const double height = pages_.measure(title, style, box).height;
        const double top = 80, space = rule - 16 - top;
        draw_text(pages_, text::PageTag::title, margin - 2, top + std::max(0.0, (space - height) / 2), title,
                  at_start(pages_, title, style), box);
    }

    bool is_month() const {
        if (!choice_.span.from || !choice_.span.to) return false;
        const std::chrono::year_month_day begin{*choice_.span.from}, end{*choice_.span.to};
        return begin.year() == end.year() && begin.month() == end.month() && begin.day() == std::chrono::day{1} &&
               end == std::chrono::year_month_day_last(end.year(), std::chrono::month_day_last(end.month()));
    }

    // Returns their top.
    double draw_figures() {
        struct Figure {
            std::string number, label;
        };
        std::vector<Figure> figures;
        const auto add = [&](std::int64_t count, const std::string& label) {
            figures.push_back({std::to_string(count), label});
        };
        add(content_.huddles, words_.tr("huddle", "huddles", content_.huddles));
        // SAFETY 9: only where notes may leave the kiosk at all, and never as an exact figure.
        if (const auto band = shown_band(content_.notes))
            figures.push_back({fmt::format("{}+", *band), words_.tr("note heard", "notes heard", *band)});
        add(content_.lessons, words_.tr("lesson", "lessons", content_.lessons));
        if (figures.size() < 3) add(content_.actions, words_.tr("thing to try", "things to try", content_.actions));
        add(content_.done, words_.tr("thing done", "things done", content_.done));

        const std::string promise = words_.tr("No names. No blame. Just what we want to do better, together.");
        const text::TextStyle small = text_style(13, 450, ink, 1.35f);
        const text::TextBox box{static_cast<float>(room_), 2};
        const double height = pages_.measure(promise, small, box).height;
        const double bottom = pages_.height() - margin + 4;
        // Without huddles there is nothing to count.
        if (content_.huddles == 0) figures.clear();
        const text::TextStyle number = display_style(34, 700, ink, 1.0f), label = text_style(12.5, 450, ink_soft, 1.2f);
        const double step = room_ / 4;
        const text::TextBox part{static_cast<float>(step - 8), 1};
        double tallest = 0;
        for (const Figure& figure : figures)
            tallest = std::max<double>(tallest, pages_.measure(figure.label, label, part).height);
        const double top = bottom - height - (figures.empty() ? 0 : 12 + 39 + tallest);
        double x = margin;
        for (const Figure& figure : figures) {
            pages_.begin(text::PageTag::paragraph);
            pages_.text(x, top, figure.number, at_start(pages_, figure.number, number), part);
            pages_.text(x, top + 39, figure.label, at_start(pages_, figure.label, label), part);
            pages_.end();
            x += step;
        }
        draw_text(pages_, text::PageTag::paragraph, margin, bottom - height, promise, at_start(pages_, promise, small),
                  box);
        return top;
    }

    std::vector<Card> cards() const {
        std::vector<Card> all;
        for (std::size_t index = lessons_at_most; index < content_.best.size(); ++index) {
            const Learnt& learnt = content_.best[index];
            if (!learnt.action || learnt.action->state != huddle::ActionState::done) continue;
            all.push_back({"chat",
                           words_.tr("You said, we did"),
                           {learnt.lesson.text, words_.promise(*learnt.action), words_.state(*learnt.action)},
                           inks_of(huddle::RoundCategory::wins)});
            break;
        }
        if (!content_.hope.empty())
            all.push_back(
                {"sunrise", words_.tr("Hope"), {"“" + content_.hope + "”"}, inks_of(huddle::RoundCategory::hope)});
        if (all.size() < 2 && !content_.open_question.empty())
            all.push_back({"question",
                           words_.tr("We don’t know yet"),
                           {content_.open_question},
                           inks_of(huddle::RoundCategory::mistakes)});
        return all;
    }

    static text::TextStyle head_style(const Card& card) { return text_style(13.5, 650, card.inks.ink, 1.3f); }
    double head_height(const Card& card, const text::TextBox& box) {
        return static_cast<double>(pages_.measure(card.title, head_style(card), box).height) + 3;
    }

    // Returns their top.
    double draw_cards(double bottom) {
        const std::vector<Card> all = cards();
        if (all.empty()) return bottom;
        constexpr double gap = 14, pad = 14, icon = 15;
        const double width = all.size() == 1 ? room_ : (room_ - gap) / 2, inner = width - 2 * pad;
        const int lines = all.size() == 1 ? 3 : 5;
        const text::TextBox box{static_cast<float>(inner), lines}, head_box{static_cast<float>(inner - icon - 7), 1};
        const auto style_of = [&](const Card&, std::size_t part) {
            return text_style(part == 0 ? 13.5 : 11.5, part == 0 ? 500 : 450, part == 0 ? ink : ink_soft, 1.32f);
        };
        double height = 0;
        for (const Card& card : all) {
            double needed = 2 * pad + head_height(card, head_box);
            for (std::size_t part = 0; part < card.texts.size(); ++part)
                needed += pages_.measure(card.texts[part], style_of(card, part), box).height + (part ? 5 : 0);
            height = std::max(height, needed);
        }
        const double top = bottom - height;
        for (std::size_t index = 0; index < all.size(); ++index) {
            const Card& card = all[index];
            const double x = margin + static_cast<double>(index) * (width + gap);
            pages_.fill({x, top, width, height}, card.inks.tint_soft, 13);
            pages_.icon(card.icon, x + pad, top + pad, icon, card.inks.ink);
            const text::TextStyle head = head_style(card);
            draw_text(pages_, text::PageTag::heading, x + pad + icon + 7, top + pad - 1.5, card.title,
                      at_start(pages_, card.title, head), head_box);
            double y = top + pad + head_height(card, head_box);
            for (std::size_t part = 0; part < card.texts.size(); ++part) {
                if (part) y += 5;
                y += draw_text(pages_, text::PageTag::paragraph, x + pad, y, card.texts[part], style_of(card, part),
                               box);
            }
        }
        return top;
    }

    struct LessonLook {
        text::TextStyle lesson, action;
        text::TextBox lesson_box, action_box;
        double pad;
        bool cut = false;
        std::vector<double> heights;
        double total = 0;
    };
    static constexpr double disc = 18, lesson_x = 53, action_x = 25;

    LessonLook look(double size, int lines, double pad) {
        LessonLook look{display_style(size, 650, ink, 1.24f),
                        text_style(size * 0.82, 500, inks_of(huddle::RoundCategory::lessons).ink, 1.3f),
                        {static_cast<float>(room_ - lesson_x), lines},
                        {static_cast<float>(room_ - lesson_x - action_x), lines},
                        pad,
                        false,
                        {},
                        0};
        for (std::size_t index = 0; index < shown(); ++index) {
            const Learnt& learnt = content_.best[index];
            const text::TextSize lesson = pages_.measure(learnt.lesson.text, look.lesson, look.lesson_box);
            double height = lesson.height;
            look.cut = look.cut || lesson.cut;
            if (learnt.action) {
                const text::TextSize action =
                    pages_.measure(words_.promise(*learnt.action), look.action, look.action_box);
                height += action.height + 4;
                look.cut = look.cut || action.cut;
            }
            look.heights.push_back(std::max(height, 2 * disc) + 2 * pad);
            look.total += look.heights.back();
        }
        return look;
    }
    std::size_t shown() const { return std::min(content_.best.size(), lessons_at_most); }

    void draw_lessons(double top, double bottom) {
        if (content_.best.empty()) {
            const text::TextBox box{static_cast<float>(room_ * 0.8), 3};
            const std::string nothing = words_.tr("Nothing was written down this time, and that is fine.");
            draw_text(pages_, text::PageTag::paragraph, margin, top + 24, nothing,
                      at_start(pages_, nothing, display_style(24, 600, ink_soft, 1.25f)), box);
            return;
        }
        // The largest type in which everything fits. Very long texts end with an ellipsis.
        LessonLook best = look(10.5, 4, 8);
        for (const double size : {23.0, 21.0, 19.5, 18.0, 16.5, 15.0, 13.5, 12.0, 10.5}) {
            LessonLook wanted = look(size, size > 15 ? 3 : 6, size > 15 ? 11 : 9);
            if (wanted.cut || wanted.total > bottom - top) continue;
            best = std::move(wanted);
            break;
        }
        // The remaining room becomes space between them, up to a limit.
        const double air = std::clamp((bottom - top - best.total) / static_cast<double>(2 * shown()), 0.0, 14.0);
        double y = top;
        for (std::size_t index = 0; index < shown(); ++index) {
            if (y + best.heights[index] > bottom + 1) break;
            const Learnt& learnt = content_.best[index];
            if (index) draw_rule(pages_, y, line, 0.8);
            double at = y + best.pad + air;
            draw_number(index + 1, at);
            const double x = margin + lesson_x;
            const double single = pages_.measure("A", best.lesson, {}).height;
            at += std::max(0.0, (2 * disc - single) / 2 - 6);
            at +=
                draw_text(pages_, text::PageTag::heading, x, at, learnt.lesson.text, best.lesson, best.lesson_box) + 4;
            if (learnt.action) {
                const std::string promise = words_.promise(*learnt.action);
                draw_arrow(pages_, x, at, promise, best.action, best.action_box);
                draw_text(pages_, text::PageTag::paragraph, x + action_x, at, promise,
                          at_start(pages_, promise, best.action), best.action_box);
            }
            y += best.heights[index] + 2 * air;
        }
    }

    void draw_number(std::size_t number, double top) {
        const RoundInks& green = inks_of(huddle::RoundCategory::lessons);
        pages_.disc(margin + disc, top + disc, disc, green.tint);
        text::TextStyle style = display_style(17, 700, green.ink, 1.0f);
        style.align = text::TextAlign::centre;
        const text::TextBox box{static_cast<float>(2 * disc), 1};
        const double height = pages_.measure(std::to_string(number), style, box).height;
        draw_text(pages_, text::PageTag::paragraph, margin, top + disc - height / 2, std::to_string(number), style,
                  box);
    }

    text::PrintedPages& pages_;
    const ExportChoice& choice_;
    const PrintWords& words_;
    const PosterContent& content_;
    const double room_;
};

}  // namespace

huddle::Result<void> export_poster(store::History& history, const ExportChoice& choice, std::ostream& out,
                                   const ExportProgress& progress) {
    PosterContent content;
    const auto read = read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) {
        if (huddle.closed) content.take(huddle, choice.notes_allowed);
        return true;
    });
    if (!read) return read;
    const PrintWords words(choice);
    text::PrintedPages::Format format;
    if (choice.paper == PaperSize::a3) format.scale = 1.41421356;
    format.mirrored = words.right_to_left();
    format.title = words.tr("What we learnt");
    text::PrintedPages pages(format, out);
    Poster(pages, choice, words, content).draw();
    if (!pages.finish()) return not_printed(pages);
    return finish_stream(out);
}

}  // namespace hearthside::exports
