// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/export/paper.h"
#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

using namespace paper;

class HuddlePage {
public:
    HuddlePage(text::PrintedPages& pages, const store::HuddleRecord& huddle, const ExportChoice& choice,
               const PrintWords& words)
        : pages_(pages), huddle_(huddle), choice_(choice), words_(words), room_(pages.width() - 2 * margin) {}

    void draw() {
        draw_head(pages_, choice_.team, words_.day(huddle_.day), 57);
        constexpr double rule = 196;
        draw_sunrise(pages_, rule, 104);
        draw_rule(pages_, rule, ember, 1.8);
        const std::string title = words_.tr("What we take with us");
        const double width = room_ * 0.82;
        const text::TextStyle style =
            fitted(pages_, title, display_style(40, 700, ink, 1.05f), {40, 36, 32, 28, 24}, width, 1);
        const text::TextBox box{static_cast<float>(width), 2};
        const std::string when = words_.weekday_and_day(huddle_.day) + ", " + words_.start_of(huddle_) + " · " +
                                 words_.isolated(words_.tr(huddle_.layout_name));
        const text::TextStyle small = text_style(12, 450, ink_soft, 1.3f);
        const text::TextBox line_box{static_cast<float>(room_ * 0.8), 1};
        const double below = pages_.measure(when, small, line_box).height;
        const double height = pages_.measure(title, style, box).height;
        draw_text(pages_, text::PageTag::title, margin - 1.5, rule - 22 - below - height, title,
                  at_start(pages_, title, style), box);
        draw_text(pages_, text::PageTag::paragraph, margin, rule - 15 - below, when, at_start(pages_, when, small),
                  line_box);

        const double foot = lay_foot(false);
        for (const double size : {19.0, 17.5, 16.0, 14.5, 13.0, 11.0, 9.5}) {
            const bool is_last = size < 10;
            if (!is_last && lay_out(size, rule + 26, foot, false) > foot) continue;
            lay_out(size, rule + 26, foot, true);
            break;
        }
        lay_foot(true);
    }

private:
    // Returns the top of the foot, which the rest needs before it is drawn.
    double lay_foot(bool draws) {
        constexpr double pad = 15, icon = 17, gap = 18;
        const RoundInks& inks = inks_of(huddle::RoundCategory::hope);
        const std::string promise = words_.tr("No names. No blame. Just what we want to do better, together.");
        const std::string hope = hope_text();
        const text::TextStyle small = text_style(11, 450, ink_soft, 1.35f), style = text_style(14, 500, ink, 1.34f);
        const text::TextBox box{static_cast<float>(room_), 2},
            inner{static_cast<float>(room_ - 2 * pad - icon - 10), 3};
        const double last = pages_.height() - margin + 4 - pages_.measure(promise, small, box).height;
        const double height = hope.empty() ? 0 : pages_.measure(hope, style, inner).height + 2 * pad;
        const double top = last - gap - height;
        if (draws) {
            if (!hope.empty()) {
                pages_.fill({margin, top, room_, height}, inks.tint_soft, 13);
                pages_.icon("sunrise", margin + pad, top + pad, icon, inks.ink);
                draw_text(pages_, text::PageTag::paragraph, margin + pad + icon + 10, top + pad, hope, style, inner);
            }
            draw_text(pages_, text::PageTag::paragraph, margin, last, promise, at_start(pages_, promise, small), box);
        }
        return hope.empty() ? top : top - gap;
    }

    // Raw notes are included only where the team's setting allows it.
    std::string hope_text() const {
        if (!choice_.notes_allowed) return {};
        for (const huddle::Note& note : huddle_.notes) {
            if (note.category == huddle::RoundCategory::hope && note.state != huddle::NoteState::set_aside)
                return "“" + note.text + "”";
        }
        return {};
    }

    std::vector<const huddle::Action*> actions_of(const huddle::Lesson& lesson) const {
        std::vector<const huddle::Action*> actions;
        for (const huddle::Action& action : huddle_.actions)
            if (action.lesson == lesson.id) actions.push_back(&action);
        return actions;
    }
    // Actions that belong to lessons of earlier huddles.
    std::vector<const huddle::Action*> other_actions() const {
        std::vector<const huddle::Action*> actions;
        for (const huddle::Action& action : huddle_.actions) {
            const bool ours = std::any_of(huddle_.lessons.begin(), huddle_.lessons.end(),
                                          [&](const huddle::Lesson& lesson) { return lesson.id == action.lesson; });
            if (!ours) actions.push_back(&action);
        }
        return actions;
    }
    std::string who_hears() const {
        std::string roles;
        for (const huddle::Action& action : huddle_.actions) {
            const std::string role = words_.who(action);
            if (roles.find(role) == std::string::npos) roles += (roles.empty() ? "" : ", ") + role;
        }
        return roles;
    }

    // Lays out the page from top to bottom. With `draws` false it only returns where it would end.
    double lay_out(double size, double top, double bottom, bool draws) {
        y_ = top;
        bottom_ = bottom;
        size_ = size;
        draws_ = draws;
        left_out_ = 0;
        if (huddle_.lessons.empty() && huddle_.actions.empty() && huddle_.questions.empty()) {
            put(text::PageTag::paragraph, 0, words_.tr("Nothing was written down this time, and that is fine."),
                text_style(size * 1.1, 500, ink_soft), true);
        }
        if (!huddle_.lessons.empty() || !huddle_.actions.empty()) {
            section("book", words_.tr("What we learnt, and what we try"), inks_of(huddle::RoundCategory::lessons).ink);
            for (const huddle::Lesson& lesson : huddle_.lessons) put_lesson(&lesson, actions_of(lesson));
            if (const auto others = other_actions(); !others.empty()) put_lesson(nullptr, others);
        }
        if (!huddle_.questions.empty()) {
            section("question", words_.tr("We don’t know yet"), inks_of(huddle::RoundCategory::mistakes).ink);
            for (const huddle::Question& question : huddle_.questions) {
                if (put(text::PageTag::paragraph, indent(), question.text, text_style(size, 500, ink)))
                    y_ -= size * 0.35;
                put(text::PageTag::paragraph, indent(), words_.state(question, huddle_.day),
                    text_style(size * 0.8, 450, ink_soft), true);
            }
        }
        section("share", words_.tr("Who should hear it?"), inks_of(huddle::RoundCategory::wins).ink);
        if (const std::string roles = who_hears(); !roles.empty())
            put(text::PageTag::paragraph, indent(), roles, text_style(size, 500, ink), true);
        put_writing_lines();
        if (left_out_ && draws_) {
            const std::string more = fmt::format(
                fmt::runtime(words_.tr("{} more in the record", "{} more in the record", left_out_)), left_out_);
            draw_text(pages_, text::PageTag::paragraph, margin, bottom_ - 14, more,
                      at_start(pages_, more, text_style(9.5, 550, ink_soft, 1.3f)), {static_cast<float>(room_), 1});
        }
        return y_;
    }

    double indent() const { return size_ * 1.75; }

    void section(const std::string& icon, const std::string& title, text::Colour colour) {
        const text::TextStyle style = text_style(size_ * 0.86, 650, colour, 1.3f);
        const double height = pages_.measure(title, style, {static_cast<float>(room_ - indent()), 1}).height;
        if (draws_ && y_ + height + size_ < bottom_) {
            pages_.icon(icon, margin, y_ + height * 0.06, height * 0.88, colour);
            draw_text(pages_, text::PageTag::heading, margin + indent(), y_, title, at_start(pages_, title, style),
                      {static_cast<float>(room_ - indent()), 1});
        }
        y_ += height + size_ * 0.5;
    }

    // Returns whether it found room. `ours`: the words are our own, even if they contain people's words.
    bool put(text::PageTag tag, double x, const std::string& text, text::TextStyle style, bool ours = false) {
        if (ours) style = at_start(pages_, text, style);
        const text::TextBox box{static_cast<float>(room_ - x), 0};
        const double height = pages_.measure(text, style, box).height;
        const bool fits = y_ + height <= bottom_ - (draws_ && size_ < 10 ? 16 : 0);
        if (draws_ && !fits) {
            ++left_out_;
            return false;
        }
        if (draws_) draw_text(pages_, tag, margin + x, y_, text, style, box);
        y_ += height + size_ * 0.55;
        return true;
    }

    void put_lesson(const huddle::Lesson* lesson, const std::vector<const huddle::Action*>& actions) {
        const text::Colour green = inks_of(huddle::RoundCategory::lessons).ink;
        if (lesson &&
            put(text::PageTag::paragraph, indent(), lesson->text, display_style(size_ * 1.18, 650, ink, 1.26f)))
            y_ -= size_ * 0.25;
        if (lesson && !lesson->cause.empty() &&
            put(text::PageTag::paragraph, indent(), words_.cause(*lesson), text_style(size_ * 0.8, 450, ink_soft),
                true))
            y_ -= size_ * 0.15;
        for (const huddle::Action* action : actions) {
            const double y = y_, x = indent() + size_ * 1.5;
            const std::string promise = words_.promise(*action);
            const text::TextStyle style = text_style(size_, 500, green);
            if (!put(text::PageTag::paragraph, x, promise, style, true)) continue;
            if (draws_) draw_arrow(pages_, margin + indent(), y, promise, style, {static_cast<float>(room_ - x), 0});
            y_ -= size_ * 0.35;
            put(text::PageTag::paragraph, x,
                fmt::format(fmt::runtime(words_.tr("{who}, by {day}.")),
                            fmt::arg("who", words_.isolated(words_.who(*action))),
                            fmt::arg("day", words_.day(action->due))),
                text_style(size_ * 0.8, 450, ink_soft), true);
        }
        y_ += size_ * 0.45;
    }

    // Lines to write on by pen, for people whom the kiosk does not list.
    void put_writing_lines() {
        for (int row = 0; row < 3; ++row) {
            y_ += size_ * 1.7;
            if (y_ > bottom_) break;
            if (draws_) pages_.fill({margin + indent(), y_, room_ - indent(), 0.8}, line);
        }
        y_ += size_ * 0.5;
    }

    text::PrintedPages& pages_;
    const store::HuddleRecord& huddle_;
    const ExportChoice& choice_;
    const PrintWords& words_;
    const double room_;
    double y_ = 0, bottom_ = 0, size_ = 0;
    bool draws_ = false;
    std::size_t left_out_ = 0;
};

}  // namespace

huddle::Result<void> export_page(store::History& history, const ExportChoice& choice, std::ostream& out,
                                 const ExportProgress& progress) {
    const auto huddle = history.find_huddle(choice.huddle);
    if (!huddle) return huddle.problem();
    if (!*huddle)
        return huddle::Problem{huddle::ProblemKind::invalid,
                               text::translatable("This huddle is not in the record any more.")};
    const PrintWords words(choice);
    text::PrintedPages::Format format;
    format.mirrored = words.right_to_left();
    format.title = words.tr("What we take with us");
    text::PrintedPages pages(format, out);
    HuddlePage(pages, **huddle, choice, words).draw();
    if (progress && !progress(1, 1)) return stopped();
    if (!pages.finish()) return not_printed(pages);
    return finish_stream(out);
}

}  // namespace hearthside::exports
