// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/learning_markup.h"

#include <fmt/format.h>

#include "kiosk/review/markup.h"
#include "kiosk/web/looks.h"

namespace hearthside::review {

namespace {

std::string words_of(huddle::Help help, const PageReader& reader) {
    switch (help) {
        case huddle::Help::helped:
            return reader.tr("It helped.");
        case huddle::Help::did_not_help:
            return reader.tr("It did not help.");
        case huddle::Help::too_early:
            return reader.tr("Too early to say.");
    }
    return "";
}

// With a single step there is nothing to fold out.
std::string steps(const std::string& items, std::size_t count, const PageReader& reader) {
    if (count == 0) return "";
    return fmt::format(R"(<details class="steps"><summary>{}</summary><ol>{}</ol></details>)",
                       e(reader.tr("What has happened so far")), items);
}

std::string step_line(huddle::Day day, const std::string& words) {
    return fmt::format(R"(<li><b>{}</b> <span dir="auto">{}</span></li>)", e(day_words(day)), e(words));
}

std::string state_of(const huddle::Question& question, const PageReader& reader) {
    const auto chip = [](const char* path, const std::string& words) {
        return fmt::format(R"(<span class="state">{}{}</span>)", icon(path), e(words));
    };
    switch (question.state) {
        case huddle::QuestionState::answered:
            return chip(web::check_icon, reader.tr("Answered"));
        case huddle::QuestionState::not_ours:
            return chip(leaf_icon, question.for_role.empty()
                                       ? reader.tr("Not ours to answer")
                                       : fmt::format(fmt::runtime(reader.tr("With {role}")),
                                                     fmt::arg("role", reader.tr(question.for_role))));
        case huddle::QuestionState::open:
            break;
    }
    return chip(question_icon, fmt::format(fmt::runtime(reader.tr("We don’t know yet. Next look: {day}")),
                                           fmt::arg("day", day_words(question.review_on))));
}

std::string step_words(const huddle::QuestionStep& step, const PageReader& reader) {
    switch (step.state) {
        case huddle::QuestionState::answered:
            return fmt::format(fmt::runtime(reader.tr("answered: {text}")), fmt::arg("text", step.answer));
        case huddle::QuestionState::not_ours:
            return fmt::format(fmt::runtime(reader.tr("not ours to answer; with {role}")),
                               fmt::arg("role", reader.tr(step.for_role)));
        case huddle::QuestionState::open:
            break;
    }
    return fmt::format(fmt::runtime(reader.tr("still unknown, next look {day}")),
                       fmt::arg("day", day_words(step.review_on)));
}

}  // namespace

std::string who_and_when(const huddle::Action& action, const PageReader& reader) {
    return fmt::format(fmt::runtime(reader.tr("{role}, by {day}")), fmt::arg("role", reader.tr(action.role)),
                       fmt::arg("day", day_words(action.due)));
}

std::string state_and_result(const huddle::Action& action, const PageReader& reader) {
    const std::string chip = state_chip(action.state, reader.language);
    return action.help ? fmt::format("{} <span>{}</span>", chip, e(words_of(*action.help, reader))) : chip;
}

std::string history_of(const huddle::Action& action, const PageReader& reader) {
    std::string items;
    for (const huddle::ActionStep& step : action.steps) {
        std::string words = word_of(step.state, reader.language);
        if (step.help) words += ". " + words_of(*step.help, reader);
        if (step.state == huddle::ActionState::trying)
            words += ", " + fmt::format(fmt::runtime(reader.tr("by {day}")), fmt::arg("day", day_words(step.due)));
        items += step_line(step.day, words);
    }
    return steps(items, action.steps.size(), reader);
}

std::string action_item(const huddle::Action& action, const PageReader& reader) {
    return fmt::format(R"(<li><p dir="auto">{}</p><p class="soft">{}</p><p class="soft">{}</p>{}</li>)",
                       e(huddle::sentence_of(action)), e(who_and_when(action, reader)),
                       state_and_result(action, reader), history_of(action, reader));
}

std::string lesson_item(const huddle::Lesson& lesson, const std::string& actions, const std::string& foot,
                        const PageReader& reader) {
    std::string more;
    if (!lesson.cause.empty()) {
        more += fmt::format(
            R"(<p dir="auto">{}</p>)",
            e(fmt::format(fmt::runtime(reader.tr("What made it likely: {text}")), fmt::arg("text", lesson.cause))));
    }
    if (!actions.empty()) more += "<ul class=\"tries\">" + actions + "</ul>";
    if (lesson.shared_on) {
        more += fmt::format(R"(<p class="soft">{}</p>)",
                            e(fmt::format(fmt::runtime(reader.tr("Shared with other teams on {day}.")),
                                          fmt::arg("day", day_words(*lesson.shared_on)))));
    }
    if (!foot.empty()) more += fmt::format(R"(<p class="soft">{}</p>)", foot);
    return fmt::format(R"(<li class="lessons"><p class="said" dir="auto">{}</p>{}</li>)", e(lesson.text), more);
}

std::string question_item(const huddle::Question& question, const std::string& foot, const PageReader& reader) {
    std::string items;
    for (const huddle::QuestionStep& step : question.steps) items += step_line(step.day, step_words(step, reader));
    std::string more;
    if (question.state == huddle::QuestionState::answered)
        more = fmt::format(R"(<p dir="auto">{}</p>)", e(question.answer));
    more += fmt::format(R"(<p class="soft">{}</p>)", state_of(question, reader)) +
            steps(items, question.steps.size(), reader);
    if (!foot.empty()) more += fmt::format(R"(<p class="soft">{}</p>)", foot);
    return fmt::format(R"(<li class="mistakes"><p class="said" dir="auto">{}</p>{}</li>)", e(question.text), more);
}

}  // namespace hearthside::review
