// SPDX-License-Identifier: Apache-2.0
#include "kiosk/samples/sample_review.h"

#include <algorithm>

namespace hearthside::samples {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr huddle::Day last_day = std::chrono::sys_days(std::chrono::year(2026) / 10 / 13);

struct Kind {
    const char *id, *name;
    int hour, minute, lessons, actions, questions;
};
// Newest first: one during the day, and one in the night before it.
constexpr std::array kinds{Kind{"learning-huddle", "Learning huddle", 6, 30, 1, 1, 1},
                           Kind{"night-team", "Small or night team", 20, 0, 1, 1, 0},
                           Kind{"shift-start", "Shift start", 6, 30, 2, 1, 2},
                           Kind{"night-team", "Small or night team", 20, 0, 1, 0, 1}};
constexpr std::size_t huddles_in_all = 23;

huddle::HuddleId id_of(std::size_t number) { return huddle::HuddleId{900 + number}; }
huddle::Day day_of(std::size_t number) { return last_day - days(static_cast<int>((number + 1) / 2)); }
huddle::Instant start_of(std::size_t number) {
    const Kind& kind = kinds[number % kinds.size()];
    return huddle::Instant(day_of(number)) + hours(kind.hour) + minutes(kind.minute);
}

store::HuddleLine line_of(std::size_t number) {
    const Kind& kind = kinds[number % kinds.size()];
    store::HuddleLine line;
    line.id = id_of(number);
    line.day = day_of(number);
    line.started = start_of(number);
    line.closed = line.started + minutes(10) + std::chrono::seconds(42);
    line.layout_id = kind.id;
    line.layout_name = kind.name;
    line.lessons = kind.lessons;
    line.actions = kind.actions;
    line.questions = kind.questions;
    return line;
}

huddle::Lesson lesson_of(huddle::HuddleId huddle) {
    huddle::Lesson lesson;
    lesson.id = huddle::LessonId{31};
    lesson.huddle = huddle;
    lesson.text = "Handover suffers when someone is watching the clock to get home.";
    lesson.cause = "It was hard to see when the last half hour began.";
    return lesson;
}

huddle::Action action_of(std::uint64_t id, huddle::HuddleId huddle, huddle::ActionState state, const char* condition,
                         const char* response, const char* role) {
    huddle::Action action;
    action.id = huddle::ActionId{id};
    action.lesson = huddle::LessonId{31};
    action.huddle = huddle;
    action.condition = condition;
    action.response = response;
    action.role = role;
    action.due = last_day + days(6);
    action.state = state;
    if (state == huddle::ActionState::done) action.help = huddle::Help::helped;
    return action;
}

std::vector<store::ActionLine> actions() {
    return {
        {action_of(41, id_of(0), huddle::ActionState::trying, "the last half hour is busy",
                   "start handover at ten past", "Nurse in charge"),
         day_of(0), "Handover suffers when someone is watching the clock to get home."},
        {action_of(42, id_of(3), huddle::ActionState::trying, "", "write the bleep numbers on the board", "Ward clerk"),
         day_of(3), "Nobody knew whom to call."},
        {action_of(43, id_of(5), huddle::ActionState::done, "a box is opened", "turn its label to the front",
                   "Everyone on shift"),
         day_of(5), "The two boxes look the same."},
        {action_of(44, id_of(8), huddle::ActionState::let_go, "", "ring the pharmacy before noon", "Nurse in charge"),
         day_of(8), "The round came too late."}};
}

huddle::Question question_of(std::uint64_t id, huddle::HuddleId huddle, const char* text, huddle::QuestionState state,
                             const char* more) {
    huddle::Question question;
    question.id = huddle::QuestionId{id};
    question.huddle = huddle;
    question.text = text;
    question.state = state;
    question.review_on = last_day + days(21);
    if (state == huddle::QuestionState::answered) question.answer = more;
    if (state == huddle::QuestionState::not_ours) question.for_role = more;
    return question;
}

std::vector<store::QuestionLine> questions() {
    return {{question_of(51, id_of(0), "Who orders the small gloves?", huddle::QuestionState::open, ""), day_of(0)},
            {question_of(52, id_of(2), "Where does the spare pump live at night?", huddle::QuestionState::answered,
                         "In the store beside the lift, since September."),
             day_of(2)},
            {question_of(53, id_of(4), "Can visiting start at ten on Sundays?", huddle::QuestionState::not_ours,
                         "Ward clerk"),
             day_of(4)}};
}

store::HuddleRecord record_of(huddle::HuddleId id) {
    const std::size_t number = static_cast<std::size_t>(id.value - 900) % huddles_in_all;
    const store::HuddleLine line = line_of(number);
    store::HuddleRecord record;
    record.id = id;
    record.layout_id = line.layout_id;
    record.layout_name = line.layout_name;
    record.day = line.day;
    record.started = line.started;
    record.closed = line.closed;
    record.how_it_ended = huddle::HowItEnded::closed;
    record.rounds.push_back({.id = "all", .title = "", .spent = minutes(10) + std::chrono::seconds(42)});
    record.lead = "Nurse in charge";
    record.lessons = {lesson_of(id)};
    record.actions = {actions()[0].action};
    record.questions = {questions()[0].question};
    const auto note = [&](std::uint64_t number_of_note, huddle::RoundCategory category, const char* text,
                          bool together = false) {
        huddle::Note it;
        it.id = huddle::NoteId{number_of_note};
        it.category = category;
        it.text = text;
        if (together) it.group = huddle::GroupId{5};
        record.notes.push_back(std::move(it));
    };
    note(1, huddle::RoundCategory::wins, "The new phone list works. No one was left on hold.");
    note(2, huddle::RoundCategory::wins, "ڈاکٹر نے ہمیں وقت پر بتا دیا۔");
    note(3, huddle::RoundCategory::mistakes, "Two of us each thought the other had done the 6 o’clock obs.");
    note(4, huddle::RoundCategory::mistakes, "Wrong drawer. The two boxes look the same 😔", true);
    note(5, huddle::RoundCategory::mistakes, "I took the wrong box first, too.", true);
    note(6, huddle::RoundCategory::lessons, "Say out loud who does the obs.");
    note(7, huddle::RoundCategory::hope, "That we laugh on shift again soon.");
    record.groups = {{huddle::GroupId{5}, huddle::RoundCategory::mistakes, "Boxes that look alike"}};
    return record;
}

store::PageOf<store::Found> found() {
    const auto one = [](store::FoundKind kind, std::size_t huddle, std::optional<huddle::RoundCategory> round,
                        const char* text) {
        return store::Found{kind, id_of(huddle), day_of(huddle), kinds[huddle % kinds.size()].name, round, text};
    };
    return {
        {one(store::FoundKind::lesson, 0, {}, "Handover suffers when someone is watching the clock to get home."),
         one(store::FoundKind::action, 0, {}, "If the last half hour is busy, then we will start handover at ten past"),
         one(store::FoundKind::note, 2, huddle::RoundCategory::mistakes,
             "Handover ran over and the tea went cold. Again."),
         one(store::FoundKind::note, 4, huddle::RoundCategory::wins, "Handover by the bed: families heard it too."),
         one(store::FoundKind::question, 7, {}, "Who does handover when the ward clerk is away?")},
        5};
}

template <class Item>
store::PageOf<Item> page_of(const std::vector<Item>& all, store::PageChoice page) {
    store::PageOf<Item> result;
    result.total = static_cast<std::int64_t>(all.size());
    for (auto i = page.skip; i < result.total && i < page.skip + page.at_most; ++i)
        result.items.push_back(all[static_cast<std::size_t>(i)]);
    return result;
}

struct Answering {
    ui::ReviewAnswer operator()(const ui::AskHuddles& it) const {
        std::vector<store::HuddleLine> lines;
        for (std::size_t number = 0; number < huddles_in_all; ++number) {
            const store::HuddleLine line = line_of(number);
            if (!it.filter.span.from || line.day >= *it.filter.span.from) lines.push_back(line);
        }
        return page_of(lines, it.page);
    }
    ui::ReviewAnswer operator()(const ui::AskHuddle& it) const { return std::optional(record_of(it.id)); }
    ui::ReviewAnswer operator()(const ui::AskFound& it) const { return page_of(found().items, it.page); }
    ui::ReviewAnswer operator()(const ui::AskActions& it) const { return page_of(actions(), it.page); }
    ui::ReviewAnswer operator()(const ui::AskQuestions& it) const { return page_of(questions(), it.page); }
};

struct Nothing {
    ui::ReviewAnswer operator()(const ui::AskHuddles&) const { return store::PageOf<store::HuddleLine>{}; }
    ui::ReviewAnswer operator()(const ui::AskHuddle&) const { return std::optional<store::HuddleRecord>{}; }
    ui::ReviewAnswer operator()(const ui::AskFound&) const { return store::PageOf<store::Found>{}; }
    ui::ReviewAnswer operator()(const ui::AskActions&) const { return store::PageOf<store::ActionLine>{}; }
    ui::ReviewAnswer operator()(const ui::AskQuestions&) const { return store::PageOf<store::QuestionLine>{}; }
};

}  // namespace

ui::Ticket SampleReview::ask(ui::ReviewAsk what) {
    asked_.insert_or_assign(++last_, std::move(what));
    return last_;
}

std::optional<ui::ReviewAnswer> SampleReview::take(ui::Ticket ticket) {
    const auto found = asked_.find(ticket);
    if (found == asked_.end() || how == How::slow) return std::nullopt;
    const ui::ReviewAsk what = std::move(found->second);
    asked_.erase(found);
    if (how == How::unreadable) return huddle::Problem{huddle::ProblemKind::damaged, "The record cannot be read."};
    return how == How::empty ? std::visit(Nothing{}, what) : std::visit(Answering{}, what);
}

SampleReview& sample_review() {
    static SampleReview review;
    return review;
}

}  // namespace hearthside::samples
