#include "kiosk/commands/intent_json.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/note_text.h"

namespace hearthside {

namespace {

using nlohmann::json;

Problem invalid(std::string sentence) { return {ProblemKind::invalid, std::move(sentence)}; }

// Reads fields and remembers the first thing that is wrong.
class Fields {
public:
    explicit Fields(const json& object) : object_(object) {}

    std::optional<std::string> text(const char* name) {
        known_.insert(name);
        const auto found = object_.find(name);
        if (found == object_.end() || found->is_null()) return std::nullopt;
        if (!found->is_string()) {
            complain(fmt::format("\"{}\" must be a text.", name));
            return std::nullopt;
        }
        return found->get<std::string>();
    }

    std::string needed_text(const char* name) {
        auto value = text(name);
        if (!value) complain(fmt::format("\"{}\" is missing.", name));
        return value.value_or("");
    }

    // What people write, cleaned by the one rule for it.
    std::string written(const char* name) {
        auto cleaned = clean_note_text(needed_text(name));
        if (!cleaned) {
            complain(cleaned.problem().sentence);
            return {};
        }
        return *cleaned;
    }

    template <class IdType>
    std::optional<IdType> id(const char* name) {
        const auto value = text(name);
        if (!value) return std::nullopt;
        const auto number = from_hex(*value);
        if (!number) {
            complain(fmt::format("\"{}\" must be an id of 16 hexadecimal digits.", name));
            return std::nullopt;
        }
        return IdType{*number};
    }

    template <class IdType>
    IdType needed_id(const char* name) {
        const auto value = id<IdType>(name);
        if (!value) complain(fmt::format("\"{}\" is missing.", name));
        return value.value_or(IdType{});
    }

    void complain(std::string sentence) {
        if (complaint_.empty()) complaint_ = std::move(sentence);
    }

    std::string complaint() {
        for (const auto& [name, value] : object_.items()) {
            if (!known_.contains(name)) complain(fmt::format("There is no field \"{}\" here.", name));
        }
        return complaint_;
    }

private:
    const json& object_;
    std::set<std::string> known_{"intent"};
    std::string complaint_;
};

Intent start_huddle(Fields& fields, const IntentWords& words) {
    const std::string id = fields.text("layout").value_or(words.default_layout);
    if (const Layout* layout = words.library.find(id)) return StartHuddle{*layout};
    std::string there;
    for (const auto& entry : words.library.entries) there += (there.empty() ? "" : ", ") + entry.layout.id;
    fields.complain(fmt::format("There is no layout \"{}\"; there are: {}.", id, there));
    return StartHuddle{};
}

Intent add_note(Fields& fields, const IntentWords& words) {
    AddNote note;
    const std::string round = fields.needed_text("round");
    const auto theme = theme_from_text(round);
    if (!theme) fields.complain("\"round\" must be wins, mistakes, lessons or hope.");
    note.theme = theme.value_or(Theme::wins);
    note.text = fields.written("text");
    note.token = fields.text("token").value_or(words.new_token());
    return note;
}

Intent keep_action(Fields& fields, const IntentWords& words) {
    KeepAction action;
    action.lesson = fields.id<LessonId>("lesson");
    if (const auto condition = fields.text("condition"); condition && !condition->empty()) {
        action.condition = fields.written("condition");
    }
    action.response = fields.written("response");
    action.role = fields.needed_text("role");
    const std::string due = fields.text("due").value_or("this_week");
    if (due == "today") {
        action.due = words.today;
    } else if (due == "this_week") {
        action.due = words.today + std::chrono::days{7};
    } else if (due == "this_month") {
        action.due = words.today + std::chrono::days{30};
    } else if (const auto day = day_from_text(due)) {
        action.due = *day;
    } else {
        fields.complain("\"due\" must be today, this_week, this_month or a day like 2026-11-23.");
    }
    return action;
}

Intent review_action(Fields& fields, const IntentWords&) {
    static const std::map<std::string, ActionReview> reviews{{"not_said", ActionReview::not_said},
                                                             {"done", ActionReview::done},
                                                             {"still_trying", ActionReview::still_trying},
                                                             {"let_go", ActionReview::let_go}};
    ReviewAction review{.action = fields.needed_id<ActionId>("action")};
    const auto found = reviews.find(fields.needed_text("review"));
    if (found == reviews.end()) {
        fields.complain("\"review\" must be done, still_trying, let_go or not_said.");
    } else {
        review.review = found->second;
    }
    return review;
}

Intent answer_pulse(Fields& fields, const IntentWords&) {
    AnswerPulse answer;
    const std::string value = fields.needed_text("value");
    if (value.size() != 1 || value[0] < '1' || value[0] > '5') {
        fields.complain("\"value\" must be \"1\", \"2\", \"3\", \"4\" or \"5\".");
    } else {
        answer.value = value[0] - '0';
    }
    answer.page = fields.text("page").value_or("");
    return answer;
}

using Reader = std::function<Intent(Fields&, const IntentWords&)>;

template <class Plain>
Reader plain() {
    return [](Fields&, const IntentWords&) { return Intent{Plain{}}; };
}

template <class OfNote>
Reader of_note() {
    return [](Fields& fields, const IntentWords&) { return Intent{OfNote{fields.needed_id<NoteId>("note")}}; };
}

template <class Written>
Reader written_from_note() {
    return [](Fields& fields, const IntentWords&) {
        return Intent{Written{fields.written("text"), fields.id<NoteId>("note")}};
    };
}

const std::map<std::string, Reader, std::less<>>& readers() {
    static const std::map<std::string, Reader, std::less<>> all{
        {"start_huddle", start_huddle},
        {"open_next_round", plain<OpenNextRound>()},
        {"back", plain<Back>()},
        {"pause", plain<Pause>()},
        {"resume", plain<Resume>()},
        {"add_minute", plain<AddMinute>()},
        {"release_notes", plain<ReleaseNotes>()},
        {"close_huddle", plain<CloseHuddle>()},
        {"add_note", add_note},
        {"mark_talked_about", of_note<MarkTalkedAbout>()},
        {"set_aside", of_note<SetAside>()},
        {"bring_back", of_note<BringBack>()},
        {"delete_note", of_note<DeleteNote>()},
        {"keep_lesson", written_from_note<KeepLesson>()},
        {"keep_action", keep_action},
        {"keep_question", written_from_note<KeepQuestion>()},
        {"review_action", review_action},
        {"answer_pulse", answer_pulse},
    };
    return all;
}

}  // namespace

Result<Intent> intent_from_json(std::string_view line, const IntentWords& words) {
    const json object = json::parse(line, nullptr, false);
    if (object.is_discarded()) return invalid("This line is not valid JSON.");
    const auto name = object.is_object() ? object.find("intent") : object.end();
    if (!object.is_object() || name == object.end() || !name->is_string()) {
        return invalid("Each line is an object like {\"intent\":\"start_huddle\"}.");
    }
    const auto reader = readers().find(name->get<std::string>());
    if (reader == readers().end()) {
        std::string there = "board";
        for (const auto& [known, unused] : readers()) there += ", " + known;
        return invalid(fmt::format("There is no intent \"{}\"; there are: {}.", name->get<std::string>(), there));
    }
    Fields fields(object);
    Intent intent = reader->second(fields, words);
    if (std::string complaint = fields.complaint(); !complaint.empty()) return invalid(std::move(complaint));
    return intent;
}

bool asks_for_board(std::string_view line) {
    const json object = json::parse(line, nullptr, false);
    return object.is_object() && object.value("intent", json{}) == "board";
}

}  // namespace hearthside
