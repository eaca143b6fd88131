// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/decide_learning.h"

#include <set>

namespace hearthside::huddle {

namespace {

constexpr std::size_t title_bytes_at_most = 160;
constexpr std::chrono::days look_again_in{28};

Problem no_such_action() { return invalid("That action is not on the list any more."); }
Problem no_such_lesson() { return invalid("That lesson is not on the list any more."); }
Problem no_such_question() { return invalid("That question is not on the list any more."); }

Problem no_lesson_text() { return invalid("Please write the lesson first."); }

bool is_key(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// The file was checked when it was read. This check protects the rules from any other caller.
bool is_fit(const SharedLesson& lesson) {
    return lesson.lesson.value != 0 && lesson.lesson.value <= INT64_MAX && is_key(lesson.kiosk) &&
           lesson.team.size() <= text_bytes_at_most && !lesson.text.empty() &&
           lesson.text.size() <= text_bytes_at_most && lesson.condition.size() <= text_bytes_at_most &&
           lesson.response.size() <= text_bytes_at_most && lesson.result != Help::too_early &&
           std::all_of(lesson.answers.begin(), lesson.answers.end(), [](std::int64_t count) { return count >= 0; });
}

}  // namespace

const Note* LearningRules::on_the_wall(NoteId id) const {
    const Note* note = find_note(state_, id);
    return note && note->state != NoteState::set_aside ? note : nullptr;
}

Result<void> LearningRules::check_day(Day day) const {
    if (day >= stamp_.today && day <= stamp_.today + due_within) return {};
    return invalid("Please choose a day from today on, within two years.");
}

std::vector<NoteId> LearningRules::members_of(GroupId group) const {
    std::vector<NoteId> members;
    for (const Note& note : state_.huddle->notes) {
        if (note.group == group) members.push_back(note.id);
    }
    return members;
}

Change LearningRules::without(const Note& note) const {
    GroupChanged left{state_.huddle->id, *find_group(state_, *note.group), members_of(*note.group)};
    std::erase(left.notes, note.id);
    if (left.notes.size() < 2) left.notes.clear();
    return left;
}

Decision LearningRules::said(Changes changes) const {
    if (changes.empty() || !state_.huddle) return changes;
    return led(*state_.huddle, stamp_, std::move(changes));
}

Decision LearningRules::operator()(const ThankNote& it) const {
    if (!state_.huddle) return no_huddle();
    if (!on_the_wall(it.note)) return no_such_note();
    return led(*state_.huddle, stamp_, NoteThanked{it.note});
}

Decision LearningRules::operator()(const GroupNotes& it) const {
    if (!state_.huddle) return no_huddle();
    const Note* note = on_the_wall(it.note);
    const Note* with = on_the_wall(it.with);
    if (!note || !with) return no_such_note();
    if (note == with) return invalid("Please choose another note to put it with.");
    if (note->category != with->category) return invalid("Only notes of one round go together.");
    if (note->group && note->group == with->group) return Changes{};
    Changes changes;
    if (note->group) changes.push_back(without(*note));
    GroupChanged joined{state_.huddle->id, {}, {}};
    if (with->group) {
        joined.group = *find_group(state_, *with->group);
        joined.notes = members_of(*with->group);
    } else {
        joined.group = {stamp_.new_id<GroupId>(), with->category, {}};
        joined.notes = {with->id};
    }
    joined.notes.push_back(note->id);
    changes.push_back(std::move(joined));
    return said(std::move(changes));
}

Decision LearningRules::operator()(const UngroupNote& it) const {
    if (!state_.huddle) return no_huddle();
    const Note* note = find_note(state_, it.note);
    if (!note) return no_such_note();
    if (!note->group) return Changes{};
    return said({without(*note)});
}

Decision LearningRules::operator()(const TitleGroup& it) const {
    if (!state_.huddle) return no_huddle();
    const NoteGroup* group = find_group(state_, it.group);
    if (!group) return invalid("These notes are not together any more.");
    if (it.title.str().size() > title_bytes_at_most) return invalid("Please choose a shorter title.");
    if (group->title == it.title.str()) return Changes{};
    return said({GroupChanged{state_.huddle->id, {group->id, group->category, it.title.str()}, members_of(group->id)}});
}

Decision LearningRules::operator()(const KeepLesson& it) const {
    if (!state_.huddle) return no_huddle();
    if (it.text.empty()) return no_lesson_text();
    Lesson lesson{.id = stamp_.new_id<LessonId>(),
                  .huddle = state_.huddle->id,
                  .kept = stamp_.wall,
                  .text = it.text.str(),
                  .notes = it.notes,
                  .cause = it.cause.str(),
                  .shared_on = {},
                  .shared_in = {},
                  .shared_result = {}};
    for (const NoteId note : it.notes) {
        if (!find_note(state_, note)) return no_such_note();
    }
    std::sort(lesson.notes.begin(), lesson.notes.end());
    lesson.notes.erase(std::unique(lesson.notes.begin(), lesson.notes.end()), lesson.notes.end());
    return said({LessonKept{std::move(lesson)}});
}

Decision LearningRules::operator()(const EditLesson& it) const {
    if (!state_.huddle) return no_huddle();
    const Lesson* lesson = find_lesson(state_, it.lesson);
    if (!lesson) return no_such_lesson();
    if (lesson->huddle != state_.huddle->id) return conflict("This lesson is part of an earlier record.");
    if (it.text.empty()) return no_lesson_text();
    if (lesson->text == it.text.str() && lesson->cause == it.cause.str()) return Changes{};
    return said({LessonEdited{it.lesson, it.text.str(), it.cause.str()}});
}

Decision LearningRules::operator()(const KeepAction& it) const {
    if (!state_.huddle) return no_huddle();
    if (it.response.empty()) return invalid("Please write the action first.");
    if (it.role.empty()) return invalid("Please choose a role for the action.");
    if (it.role.str().size() > role_bytes_at_most) return invalid("Please choose a shorter role.");
    if (auto day = check_day(it.due); !day) return day.problem();
    const Lesson* lesson = nullptr;
    if (it.lesson) {
        lesson = find_lesson(state_, *it.lesson);
    } else {
        for (const Lesson& kept : state_.lessons) {
            if (kept.huddle == state_.huddle->id && !went_aside(state_, kept)) lesson = &kept;
        }
    }
    if (!lesson) return conflict("An action needs a lesson. Keep the lesson first.");
    Action action;
    action.id = stamp_.new_id<ActionId>();
    action.lesson = lesson->id;
    action.huddle = state_.huddle->id;
    action.kept = stamp_.wall;
    action.condition = it.condition.str();
    action.response = it.response.str();
    action.role = it.role.str();
    action.first_due = it.due;
    follow_steps(action);
    return said({ActionKept{std::move(action)}});
}

Decision LearningRules::operator()(const KeepQuestion& it) const {
    if (!state_.huddle) return no_huddle();
    if (it.text.empty()) return invalid("Please write the question first.");
    if (it.note && !find_note(state_, *it.note)) return no_such_note();
    Question question;
    question.id = stamp_.new_id<QuestionId>();
    question.huddle = state_.huddle->id;
    question.kept = stamp_.wall;
    question.text = it.text.str();
    question.note = it.note;
    question.first_review_on = it.review_on.value_or(stamp_.today + look_again_in);
    if (auto day = check_day(question.first_review_on); !day) return day.problem();
    follow_steps(question);
    return said({QuestionKept{std::move(question)}});
}

Decision LearningRules::operator()(const TakeBack& it) const {
    if (!state_.huddle) return no_huddle();
    return std::visit([&](const auto id) { return take_back(id); }, it.kept);
}

Decision LearningRules::take_back(LessonId id) const {
    const Lesson* lesson = find_lesson(state_, id);
    if (!lesson || lesson->huddle != state_.huddle->id) return no_such_lesson();
    const bool has_action = std::any_of(state_.actions.begin(), state_.actions.end(),
                                        [&](const Action& action) { return action.lesson == id; });
    if (has_action) return conflict("This lesson has an action. Undo the action first.");
    return said({KeptTakenBack{id}});
}

Decision LearningRules::take_back(ActionId id) const {
    const Action* action = find_action(state_, id);
    if (!action || action->huddle != state_.huddle->id) return no_such_action();
    return said({KeptTakenBack{id}});
}

Decision LearningRules::take_back(QuestionId id) const {
    const Question* question = find_question(state_, id);
    if (!question || question->huddle != state_.huddle->id) return no_such_question();
    return said({KeptTakenBack{id}});
}

Decision LearningRules::operator()(const ReviewAction& it) const {
    if (!state_.huddle) return no_huddle();
    const Action* found = find_action(state_, it.action);
    if (!found) return no_such_action();
    if (found->huddle == state_.huddle->id) return conflict("This action is new. The next huddle asks how it went.");
    Action action = *found;
    std::erase_if(action.steps, [&](const ActionStep& step) { return step.huddle == state_.huddle->id; });
    if (it.review == ActionReview::not_said && action.steps.size() == found->steps.size()) return Changes{};
    follow_steps(action);
    if (it.review != ActionReview::not_said) {
        ActionStep step{.huddle = state_.huddle->id,
                        .day = stamp_.today,
                        .state = ActionState::trying,
                        .help = {},
                        .due = action.due};
        if (it.review == ActionReview::done) {
            if (!it.help) return invalid("Please say whether it helped; it may be too early to say.");
            step.state = ActionState::done;
            step.help = it.help;
        } else if (it.review == ActionReview::let_go) {
            step.state = ActionState::let_go;
        } else {
            if (!it.due) return invalid("Please choose a new day for it.");
            if (auto day = check_day(*it.due); !day) return day.problem();
            step.due = *it.due;
        }
        action.steps.push_back(std::move(step));
        follow_steps(action);
    }
    if (action == *found) return Changes{};
    Changes changes{ActionReviewed{action}};
    const Lesson* lesson = find_lesson(state_, action.lesson);
    if (lesson && lesson->shared_result == action.id && !has_result(action)) {
        // Sharing needs a result, so taking the answer back also takes the sharing back. A new answer without
        // a result is refused, because one tap could not undo the lost sharing.
        if (it.review != ActionReview::not_said) {
            return conflict("This lesson was shared with its result. Undo the sharing first.");
        }
        changes.push_back(LessonShared{lesson->id, {}, {}, {}});
    }
    return said(std::move(changes));
}

Decision LearningRules::operator()(const ReviewQuestion& it) const {
    if (!state_.huddle && !state_.last_time) return no_huddle();
    const Question* found = find_question(state_, it.question);
    if (!found) return no_such_question();
    QuestionStep step{.huddle = state_.huddle ? state_.huddle->id : state_.last_time->huddle,
                      .between = !state_.huddle,
                      .day = stamp_.today,
                      .state = QuestionState::open,
                      .answer = {},
                      .for_role = {},
                      .review_on = {}};
    Question question = *found;
    std::erase_if(question.steps,
                  [&](const QuestionStep& old) { return old.huddle == step.huddle && old.between == step.between; });
    if (it.review == QuestionReview::not_said && question.steps.size() == found->steps.size()) return Changes{};
    follow_steps(question);
    step.review_on = question.review_on;
    if (it.review == QuestionReview::answered) {
        if (it.answer.empty()) return invalid("Please write the answer first.");
        step.state = QuestionState::answered;
        step.answer = it.answer.str();
    } else if (it.review == QuestionReview::not_ours) {
        if (it.for_role.empty()) return invalid("Please choose a role that might know.");
        if (it.for_role.str().size() > role_bytes_at_most) return invalid("Please choose a shorter role.");
        step.state = QuestionState::not_ours;
        step.for_role = it.for_role.str();
    } else if (it.review == QuestionReview::still_unknown) {
        if (!it.review_on) return invalid("Please choose a day to look at it again.");
        if (auto day = check_day(*it.review_on); !day) return day.problem();
        step.review_on = *it.review_on;
    }
    if (it.review != QuestionReview::not_said) {
        question.steps.push_back(std::move(step));
        follow_steps(question);
    }
    if (question == *found) return Changes{};
    return said({QuestionReviewed{std::move(question)}});
}

Decision LearningRules::operator()(const ShareLesson& it) const {
    if (!state_.huddle && !state_.last_time) return no_huddle();
    const Lesson* lesson = find_lesson(state_, it.lesson);
    if (!lesson) return no_such_lesson();
    if (lesson->shared_on.has_value() == it.share) return Changes{};
    if (!it.share) return said({LessonShared{it.lesson, {}, {}, {}}});
    const Action* result = result_of(state_, it.lesson);
    if (!result) return conflict("Sharing needs a result: try it first, then say whether it helped.");
    const HuddleId in = state_.huddle ? state_.huddle->id : state_.last_time->huddle;
    return said({LessonShared{it.lesson, stamp_.today, in, result->id}});
}

Decision LearningRules::operator()(const ChooseNextLead& it) const {
    if (it.role.str().size() > role_bytes_at_most) return invalid("Please choose a shorter role.");
    if (it.role.str() == state_.next_lead) return Changes{};
    return said({NextLeadChosen{it.role.str()}});
}

Decision LearningRules::operator()(const ReceiveLessons& it) const {
    Changes changes;
    std::set<std::pair<std::string, LessonId>> seen;
    for (const SharedLesson& lesson : it.lessons) {
        if (!is_fit(lesson)) return invalid("These shared lessons are damaged.");
        if (lesson.kiosk == it.own_kiosk || !seen.emplace(lesson.kiosk, lesson.lesson).second) continue;
        if (const SharedLesson* known = find_shared(state_, lesson.kiosk, lesson.lesson)) {
            if (known->answers != lesson.answers) changes.push_back(SharedCounted{known->id, lesson.answers});
            continue;
        }
        SharedLesson news = lesson;
        news.id = stamp_.new_id<SharedLessonId>();
        news.received_on = stamp_.today;
        news.shown_in.reset();
        news.answer.reset();
        changes.push_back(SharedReceived{std::move(news)});
    }
    for (const HeardBack& heard : it.heard_back) {
        if (!is_key(heard.kiosk)) return invalid("These shared lessons are damaged.");
        const Lesson* lesson = find_lesson(state_, heard.lesson);
        if (!lesson || !lesson->shared_on || heard.kiosk == it.own_kiosk) continue;
        const bool known =
            std::find(state_.heard_back.begin(), state_.heard_back.end(), heard) != state_.heard_back.end();
        if (!known) changes.push_back(HeardFrom{heard});
    }
    return changes;
}

Decision LearningRules::operator()(const AnswerShared& it) const {
    const SharedLesson* lesson = find_shared(state_, it.lesson);
    if (!lesson) return no_such_lesson();
    if (lesson->answer == it.answer) return Changes{};
    return said({SharedAnswered{it.lesson, it.answer}});
}

Decision LearningRules::operator()(const SharedShown& it) const {
    if (!state_.huddle) return no_huddle();
    const SharedLesson* lesson = find_shared(state_, it.lesson);
    if (!lesson) return no_such_lesson();
    if (lesson->shown_in) return Changes{};
    return Changes{SharedSeen{it.lesson, state_.huddle->id}};
}

}  // namespace hearthside::huddle
