// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/export/paper.h"
#include "core/export/writers.h"

namespace hearthside::exports {

namespace {

using namespace paper;

constexpr double text_x = margin + 112;

class HistoryPrint {
public:
    HistoryPrint(text::PrintedPages& pages, const ExportChoice& choice, const PrintWords& words)
        : pages_(pages), choice_(choice), words_(words), room_(pages.width() - 2 * margin) {}

    bool write(const store::HuddleRecord& huddle) {
        if (pages_.number() == 1 && y_ == 0) draw_title();
        const std::chrono::year_month_day date{huddle.day};
        if (date.year() / date.month() != month_) begin_month(huddle.day, date.year() / date.month());
        draw_huddle(huddle);
        return pages_.good();
    }

    void finish() {
        if (y_ == 0) {
            draw_title();
            const std::string none = words_.tr("No huddles were held between these dates.");
            paragraph(text::PageTag::paragraph, margin, none, at_start(pages_, none, body(ink)), room_);
        }
        draw_foot();
    }

private:
    static text::TextStyle body(text::Colour colour) { return text_style(10.5, 450, colour, 1.42f); }
    double bottom() const { return pages_.height() - margin - 22; }
    bool wanted(ExportKind kind) const { return choice_.what.contains(kind); }

    void draw_title() {
        const bool both = choice_.span.from && choice_.span.to;
        draw_head(pages_, choice_.team,
                  both ? words_.span(choice_.span, *choice_.span.from, *choice_.span.to) : std::string(), 57);
        constexpr double rule = 190;
        draw_sunrise(pages_, rule, 104);
        draw_rule(pages_, rule, ember, 1.6);
        const std::string title = words_.tr("Our record");
        const text::TextStyle style =
            fitted(pages_, title, display_style(44, 700, ink, 1.05f), {44, 36, 30}, room_ * 0.7, 1);
        const double height = pages_.measure(title, style, {}).height;
        draw_text(pages_, text::PageTag::title, margin - 1.5, rule - 20 - height, title, at_start(pages_, title, style),
                  {static_cast<float>(room_ * 0.75), 1});
        y_ = rule + 14;
        const std::string about = wanted(ExportKind::notes)
                                      ? words_.tr("Nobody’s name is kept. Notes are in no order.")
                                      : words_.tr("What we learnt, tried and asked. Notes stay with the team.");
        paragraph(text::PageTag::paragraph, margin, about, at_start(pages_, about, body(ink_soft)), room_);
        y_ += 14;
    }

    void draw_foot() {
        const text::TextStyle small = text_style(8.5, 450, ink_soft, 1.3f);
        const double y = pages_.height() - margin + 2;
        const std::string number = std::to_string(pages_.number());
        pages_.text(margin, y, choice_.team, at_start(pages_, choice_.team, small),
                    {static_cast<float>(room_ * 0.8), 1});
        pages_.text(margin + room_ - 60, y, number, at_end(pages_, number, small), {60, 1});
    }

    void next_page() {
        draw_foot();
        pages_.next_page();
        y_ = margin + 4;
    }
    // Keeps related content together on one page.
    void keep(double height) {
        if (y_ + height > bottom()) next_page();
    }

    // A text of any length, over as many pages as needed.
    void paragraph(text::PageTag tag, double x, const std::string& text, const text::TextStyle& style, double width) {
        const text::TextBox box{static_cast<float>(width), 0};
        const std::vector<double> ends = pages_.line_ends(text, style, box);
        for (std::size_t first = 0; first < ends.size();) {
            const double skipped = first == 0 ? 0 : ends[first - 1];
            std::size_t last = first;
            while (last < ends.size() && y_ + ends[last] - skipped <= bottom()) ++last;
            if (last == first && y_ > margin + 4) {
                next_page();
                continue;
            }
            last = std::max(last, first + 1);
            pages_.begin(tag);
            pages_.text(x, y_, text, style, box, first, last);
            pages_.end();
            y_ += ends[last - 1] - skipped;
            first = last;
            if (first < ends.size()) next_page();
        }
    }

    void begin_month(huddle::Day day, std::chrono::year_month month) {
        month_ = month;
        keep(150);
        y_ += y_ > margin + 4 ? 16 : 0;
        month_mark_ = pages_.bookmark(0, words_.month(day), y_);
        y_ += draw_text(pages_, text::PageTag::heading, margin - 0.5, y_, words_.month(day),
                        at_start(pages_, words_.month(day), display_style(22, 700, ink, 1.2f)),
                        {static_cast<float>(room_), 1});
        y_ += 6;
        draw_rule(pages_, y_, ember, 1.2);
        y_ += 14;
    }

    std::string time_of(const store::HuddleRecord& huddle) const {
        huddle::Milliseconds planned{0}, spent{0};
        for (const store::RoundRecord& round : huddle.rounds) {
            planned += round.planned;
            spent += round.spent;
        }
        const auto minutes = [](huddle::Milliseconds time) {
            return std::chrono::round<std::chrono::minutes>(time).count();
        };
        return fmt::format(fmt::runtime(words_.tr("{spent} of {planned} min")), fmt::arg("spent", minutes(spent)),
                           fmt::arg("planned", minutes(planned)));
    }

    void draw_huddle(const store::HuddleRecord& huddle) {
        keep(84);
        const std::string when = words_.weekday_and_day(huddle.day) + ", " + words_.start_of(huddle);
        pages_.bookmark(month_mark_, when, y_);
        pages_.begin(text::PageTag::division);
        const text::TextStyle head = text_style(12.5, 650, ink, 1.3f);
        const text::TextStyle side = text_style(9.5, 450, ink_soft, 1.3f);
        const double half = room_ * 0.5;
        const double height = draw_text(pages_, text::PageTag::subheading, margin, y_, when,
                                        at_start(pages_, when, head), {static_cast<float>(room_ - half * 0.9), 1});
        std::string about = words_.tr(huddle.layout_name);
        if (wanted(ExportKind::huddles)) about += " · " + time_of(huddle);
        draw_text(pages_, text::PageTag::paragraph, margin + half, y_ + 2.6, about, at_end(pages_, about, side),
                  {static_cast<float>(half), 1});
        y_ += height + 7;

        bool empty = true;
        if (wanted(ExportKind::lessons) && !huddle.lessons.empty()) {
            begin_part(words_.tr("What we learnt"), inks_of(huddle::RoundCategory::lessons).ink, empty);
            for (const huddle::Lesson& lesson : huddle.lessons) {
                item(lesson.text, text_style(11.5, 600, ink, 1.36f));
                below(words_.cause(lesson));
            }
        }
        if (wanted(ExportKind::actions) && !huddle.actions.empty()) {
            begin_part(words_.tr("What we try"), inks_of(huddle::RoundCategory::lessons).ink, empty);
            for (const huddle::Action& action : huddle.actions) {
                item(words_.promise(action), at_start(pages_, words_.promise(action), body(ink)));
                std::string who = fmt::format(fmt::runtime(words_.tr("{who}, by {day}.")),
                                              fmt::arg("who", words_.isolated(words_.who(action))),
                                              fmt::arg("day", words_.day(action.first_due)));
                if (action.steps.empty()) who += " " + words_.state(action);
                below(who);
                for (const huddle::ActionStep& step : action.steps) below(words_.step(step));
            }
        }
        if (wanted(ExportKind::questions) && !huddle.questions.empty()) {
            begin_part(words_.tr("We don’t know yet"), inks_of(huddle::RoundCategory::mistakes).ink, empty);
            for (const huddle::Question& question : huddle.questions) {
                item(question.text, body(ink));
                below(words_.state(question, huddle.day));
            }
        }
        if (wanted(ExportKind::notes)) draw_notes(huddle, empty);
        pages_.end();
        y_ += empty ? 2 : 6;
        if (y_ + 10 < bottom()) {
            draw_rule(pages_, y_, line, 0.7);
            y_ += 12;
        }
    }

    void draw_notes(const store::HuddleRecord& huddle, bool& empty) {
        for (const huddle::RoundCategory category : huddle::all_categories) {
            bool begun = false;
            const auto begin = [&] {
                if (!begun) begin_part(words_.category(category), inks_of(category).ink, empty);
                begun = true;
            };
            // Notes of one group stay together.
            for (const huddle::NoteGroup& group : huddle.groups) {
                if (group.category != category) continue;
                begin();
                if (!group.title.empty()) item(group.title, text_style(10.5, 650, inks_of(category).ink, 1.42f));
                draw_notes_of(huddle, category, group.id, begin);
            }
            draw_notes_of(huddle, category, std::nullopt, begin);
        }
    }
    template <class Begin>
    void draw_notes_of(const store::HuddleRecord& huddle, huddle::RoundCategory category,
                       const std::optional<huddle::GroupId>& group, Begin begin) {
        for (const huddle::Note& note : huddle.notes) {
            if (note.category != category || note.group != group || note.state == huddle::NoteState::set_aside)
                continue;
            begin();
            item(note.text, body(ink));
        }
    }

    // A label in the left column. The following text is beside it.
    void begin_part(const std::string& label, text::Colour colour, bool& empty) {
        const text::TextBox box{static_cast<float>(text_x - margin - 14), 2};
        const text::TextStyle style = text_style(9.5, 650, colour, 1.3f);
        const double height = pages_.measure(label, style, box).height;
        keep(std::max(height, 34.0));
        if (!empty) y_ += 3;
        empty = false;
        draw_text(pages_, text::PageTag::paragraph, margin, y_ + 1.6, label, at_start(pages_, label, style), box);
        least_ = y_ + height;
    }
    void item(const std::string& text, const text::TextStyle& style) {
        const int page = pages_.number();
        paragraph(text::PageTag::paragraph, text_x, text, style, room_ - (text_x - margin));
        y_ += 3.5;
        if (pages_.number() == page) y_ = std::max(y_, least_);
    }

    // Text that belongs to the item above.
    void below(const std::string& text) {
        if (text.empty()) return;
        y_ -= 2;
        item(text, at_start(pages_, text, text_style(9.5, 450, ink_soft, 1.36f)));
    }

    text::PrintedPages& pages_;
    const ExportChoice& choice_;
    const PrintWords& words_;
    const double room_;
    double y_ = 0;      // 0 until something is drawn
    double least_ = 0;  // the lower end of the label in the left column
    std::chrono::year_month month_{};
    int month_mark_ = 0;
};

}  // namespace

huddle::Result<void> export_pdf(store::History& history, const ExportChoice& choice, std::ostream& out,
                                const ExportProgress& progress) {
    const PrintWords words(choice);
    text::PrintedPages::Format format;
    format.mirrored = words.right_to_left();
    format.title = words.tr("Our record");
    text::PrintedPages pages(format, out);
    HistoryPrint print(pages, choice, words);
    const auto read =
        read_chosen(history, choice, progress, [&](const store::HuddleRecord& huddle) { return print.write(huddle); });
    if (!read) return pages.trouble().empty() ? read : not_printed(pages);
    print.finish();
    if (!pages.finish()) return not_printed(pages);
    return finish_stream(out);
}

}  // namespace hearthside::exports
