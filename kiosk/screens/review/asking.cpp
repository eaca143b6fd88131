// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/asking.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/review/record.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/screens/review/words.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::review {

namespace {

using Tab = ReviewView::Tab;

constexpr int rows_a_page = 40;

std::string trimmed_line(const std::string& text) {
    constexpr std::string_view blank = " \n\t";
    const std::size_t first = text.find_first_not_of(blank);
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

ui::ReviewAsk question_of(const ui::Ui& ui, const ReviewView& view) {
    const store::Span span = span_of(ui, view.period);
    const store::PageChoice page{view.list.stale ? 0 : static_cast<std::int64_t>(view.list.rows.size()), rows_a_page};
    switch (view.tab) {
        case Tab::search: {
            store::SearchFilter filter;
            filter.words = view.searched;
            filter.span = span;
            return ui::AskFound{std::move(filter), page};
        }
        case Tab::actions:
            return ui::AskActions{span, page};
        case Tab::questions:
            return ui::AskQuestions{span, page};
        case Tab::huddles:
        case Tab::set_aside:
            break;
    }
    store::HuddleFilter filter;
    filter.span = span;
    return ui::AskHuddles{std::move(filter), page};
}

std::string where_from(ui::Ui& ui, const std::string& what, huddle::Day day) {
    return fmt::format(fmt::runtime(ui.tr("{what}, {day}")), fmt::arg("what", what), fmt::arg("day", dated(ui, day)));
}

ReviewRow row_of(ui::Ui& ui, const store::HuddleLine& line, std::size_t) {
    ReviewRow row{"huddle-" + huddle::to_hex(line.id.value), line.id, dated(ui, line.day),
                  fmt::format(fmt::runtime(ui.tr("{time}, {layout}")), fmt::arg("time", time_words(ui, line.started)),
                              fmt::arg("layout", ui.tr(line.layout_name)))};
    if (!line.closed) row.below += ". " + ui.tr("It is running now.");
    row.lessons = line.lessons;
    row.actions = line.actions;
    row.questions = line.questions;
    return row;
}

ReviewRow row_of(ui::Ui& ui, const store::Found& found, std::size_t number) {
    ReviewRow row{"found-" + std::to_string(number), found.huddle, found.text, {}};
    std::string kind;
    switch (found.kind) {
        case store::FoundKind::note:
            row.category = found.round;
            row.icon = found.round ? ui::icon_of(*found.round) : std::string_view("chat");
            kind = found.round ? ui::word_of(ui, *found.round) : ui.tr("Note");
            break;
        case store::FoundKind::lesson:
            row.category = huddle::RoundCategory::lessons;
            row.icon = "leaf";
            kind = ui.tr("What we learnt");
            break;
        case store::FoundKind::action:
            row.icon = "loop";
            kind = ui.tr("What we try");
            break;
        case store::FoundKind::question:
            row.icon = "question";
            kind = ui.tr("We don’t know yet");
            break;
    }
    row.below = where_from(ui, kind, found.day);
    return row;
}

ReviewRow row_of(ui::Ui& ui, const store::ActionLine& line, std::size_t) {
    const huddle::Action& action = line.action;
    ReviewRow row{"action-" + huddle::to_hex(action.id.value), action.huddle, ui::promise_text(ui, action),
                  fmt::format(fmt::runtime(ui.tr("{day}. {state}")), fmt::arg("day", dated(ui, line.day)),
                              fmt::arg("state", state_words(ui, action)))};
    if (action.state == huddle::ActionState::trying) {
        row.below =
            fmt::format(fmt::runtime(ui.tr("{state}. {role}, by {day}")), fmt::arg("state", state_words(ui, action)),
                        fmt::arg("role", ui.tr(action.role)), fmt::arg("day", dated(ui, action.due)));
        row.category = huddle::RoundCategory::lessons;
    }
    row.icon = icon_of(action);
    return row;
}

ReviewRow row_of(ui::Ui& ui, const store::QuestionLine& line, std::size_t) {
    const huddle::Question& question = line.question;
    ReviewRow row{"question-" + huddle::to_hex(question.id.value), question.huddle, question.text,
                  state_words(ui, question)};
    if (question.state == huddle::QuestionState::open) row.category = huddle::RoundCategory::mistakes;
    row.icon = icon_of(question);
    return row;
}

struct Hearing {
    ui::Ui& ui;
    ReviewView& view;

    template <class Item>
    void operator()(const store::PageOf<Item>& page) {
        ReviewList& list = view.list;
        if (std::exchange(list.stale, false)) {
            list.rows.clear();
            list.column = {};
            view.chosen_row.clear();
        }
        for (const Item& item : page.items) list.rows.push_back(row_of(ui, item, list.rows.size()));
        list.total = page.total;
        // Items that were deleted in the meantime will not come.
        if (page.items.empty()) list.total = static_cast<std::int64_t>(list.rows.size());
        list.failed = false;
    }
    void operator()(const std::optional<store::HuddleRecord>& huddle) {
        view.record.failed = false;
        view.record.gone = !huddle;
        if (huddle) make_pieces(ui, *huddle, view.record);
    }
    void operator()(const huddle::Problem&) {}
};

bool hear(ui::Ui& ui, ReviewView& view, ui::Ticket& asked, bool& failed) {
    if (asked == 0) return false;
    const auto answer = ui.review()->take(asked);
    if (!answer) return false;
    asked = 0;
    failed = std::holds_alternative<huddle::Problem>(*answer);
    std::visit(Hearing{ui, view}, *answer);
    return true;
}

bool ask(ui::Ui& ui, ReviewView& view) {
    ReviewList& list = view.list;
    bool asked = false;
    const bool lists = view.tab != Tab::set_aside && (view.tab != Tab::search || !view.searched.empty());
    const bool missing = !list.total || list.stale || list.wants_more;
    if (lists && missing && list.asked == 0 && !list.failed) {
        list.asked = ui.review()->ask(question_of(ui, view));
        list.asked_at = ui.now;
        list.wants_more = false;
        asked = true;
    }
    ReviewRecord& record = view.record;
    if (record.huddle && record.pieces.empty() && record.asked == 0 && !record.failed && !record.gone) {
        record.asked = ui.review()->ask(ui::AskHuddle{*record.huddle});
        record.asked_at = ui.now;
        asked = true;
    }
    return asked;
}

}  // namespace

std::string words_to_find(const ReviewView& view) { return trimmed_line(view.field.text()); }

void start_list(ReviewView& view, bool keep_rows) {
    ReviewList& list = view.list;
    list.asked = 0;
    list.failed = false;
    if (keep_rows) {
        list.stale = true;
    } else {
        list = {};
        view.chosen_row.clear();
    }
}

void choose_row(ReviewView& view, const ReviewRow& row) {
    view.chosen_row = row.name;
    const huddle::HuddleId huddle = row.huddle;
    if (view.record.huddle != huddle || view.record.failed) {
        view.record = {};
        view.record.huddle = huddle;
    }
    view.record.found.reset();
    view.record.wanted = row.icon.empty() ? std::string() : row.text;
}

void look_for_answers(ui::Ui& ui, ReviewView& view) {
    // A service that answers at once has everything to show in the same frame.
    for (int rounds = 0; rounds < 4; ++rounds) {
        bool more = ask(ui, view);
        more = hear(ui, view, view.list.asked, view.list.failed) || more;
        more = hear(ui, view, view.record.asked, view.record.failed) || more;
        if (!more) return;
    }
}

}  // namespace hearthside::screens::review
