// Lessons, actions and questions.
#include <fmt/format.h>

#include "kiosk/review/learning_markup.h"
#include "kiosk/review/pages.h"

namespace hearthside {

namespace {

std::string head(const std::string& title, const std::string& lead) {
    return fmt::format(R"(<div class="title"><div><h1>{}</h1><p class="lead">{}</p></div></div>)", e(title), e(lead));
}

std::string huddle_link(HuddleId id, Day day) {
    return fmt::format(R"(<a href="{}">{}</a>)", link_to_huddle(id), e(day_words(day)));
}

// The states one can choose from, as links; the present one is marked.
std::string tabs(std::string_view path, const std::vector<Option>& all, const Fields& asked, const PageReader& reader) {
    std::string links;
    for (const Option& option : all) {
        Fields fields = asked;
        fields.erase("page");
        fields["state"] = option.value;
        links += fmt::format(R"(<a class="button" href="{}"{}>{}</a>)", e(link_with(path, fields)),
                             field(asked, "state") == option.value ? R"( aria-current="true")" : "", e(option.words));
    }
    return fmt::format(R"(<nav class="tabs" aria-label="{}">{}</nav>)", e(reader.tr("State")), links);
}

}  // namespace

Response ReviewPages::lessons(const ListView<LessonLine>& view, const PageReader& reader) const {
    std::string items;
    for (const LessonLine& line : view.lines.items) {
        std::string actions;
        for (const Action& action : line.actions) actions += action_item(action, reader);
        items += lesson_item(line.lesson, actions, huddle_link(line.lesson.huddle, line.day), reader);
    }
    std::string content =
        head(reader.tr("Lessons"), reader.tr("What the team learnt, newest first, and what it tried because of it.")) +
        R"(<section class="card list">)";
    content += items.empty() ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No lesson is kept yet.")))
                             : "<ul class=\"found\">" + items + "</ul>";
    content += paging(view.place, "/review/lessons", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Lessons"), .place = "/review/lessons"}, std::move(content), reader);
}

Response ReviewPages::actions(const ListView<ActionLine>& view, const PageReader& reader) const {
    std::string rows;
    for (const ActionLine& line : view.lines.items) {
        rows += fmt::format(
            R"(<tr><th scope="row"><span dir="auto">{}</span><span class="soft" dir="auto">{}</span></th><td>{}{}</td><td dir="auto">{}</td><td>{}</td><td>{}</td></tr>)"
            "\n",
            e(sentence_of(line.action)), e(line.lesson), state_and_result(line.action, reader), history_of(line.action, reader),
            e(reader.tr(line.action.role)), e(day_words(line.action.due)),
            huddle_link(line.action.huddle, line.day));
    }
    std::string content = head(reader.tr("Actions"), reader.tr("Open ones first, by the day they are due.")) +
                          R"(<section class="card list">)" +
                          tabs("/review/actions",
                               {{"", reader.tr("All")},
                                {"trying", reader.tr("Still trying")},
                                {"done", reader.tr("Done")},
                                {"let_go", reader.tr("Let it go")}},
                               view.asked, reader);
    if (rows.empty()) {
        content += fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No action is kept here yet.")));
    } else {
        content += fmt::format(
            R"(<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table class="texts"><caption class="unseen">{0}</caption><thead><tr><th scope="col">{1}</th>)"
            R"(<th scope="col">{2}</th><th scope="col">{3}</th><th scope="col">{4}</th><th scope="col">{5}</th></tr></thead><tbody>{6}</tbody></table></div>)",
            e(reader.tr("Actions")), e(reader.tr("What we try, and the lesson behind it")), e(reader.tr("State")),
            e(reader.tr("Role")), e(reader.tr("Due")), e(reader.tr("From the huddle of")), rows);
    }
    content += paging(view.place, "/review/actions", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Actions"), .place = "/review/actions"}, std::move(content), reader);
}

Response ReviewPages::questions(const ListView<QuestionLine>& view, const PageReader& reader) const {
    std::string items;
    for (const QuestionLine& line : view.lines.items) {
        items += question_item(line.question, huddle_link(line.question.huddle, line.day), reader);
    }
    std::string content =
        head(reader.tr("Questions"), reader.tr("“We don’t know yet” is an honourable answer. Open ones come first.")) +
        R"(<section class="card list">)" +
        tabs("/review/questions",
             {{"", reader.tr("All")},
              {"open", reader.tr("We don’t know yet")},
              {"answered", reader.tr("Answered")},
              {"not_ours", reader.tr("Not ours to answer")}},
             view.asked, reader);
    content += items.empty() ? fmt::format(R"(<p class="lead">{}</p>)", e(reader.tr("No question is kept here yet.")))
                             : "<ul class=\"found\">" + items + "</ul>";
    content += paging(view.place, "/review/questions", view.asked, reader.language) + "</section>";
    return page({.title = reader.tr("Questions"), .place = "/review/questions"}, std::move(content), reader);
}

}  // namespace hearthside
