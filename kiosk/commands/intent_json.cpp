// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/intent_json.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/files/json.h"
#include "core/text/note_text.h"

namespace hearthside::commands {

namespace {

huddle::Problem invalid(std::string sentence) { return {huddle::ProblemKind::invalid, std::move(sentence)}; }

// Reads fields and remembers the first fault.
class Fields {
public:
    explicit Fields(const files::Json& object) : object_(object) {}

    std::optional<std::string> text(const char* name) {
        known_.insert(name);
        const files::Json* found = object_.find(name);
        if (!found || found->is_null()) return std::nullopt;
        if (!found->text()) {
            complain(fmt::format("\"{}\" must be a text.", name));
            return std::nullopt;
        }
        return *found->text();
    }

    std::string needed_text(const char* name) {
        auto value = text(name);
        if (!value) complain(fmt::format("\"{}\" is missing.", name));
        return value.value_or("");
    }

    // A text that people write, cleaned by the common rule.
    huddle::CleanText written(const char* name) {
        auto cleaned = text::clean_note_text(needed_text(name));
        if (!cleaned) {
            complain(cleaned.problem().sentence);
            return {};
        }
        return *std::move(cleaned);
    }

    template <class IdType>
    std::optional<IdType> id(const char* name) {
        const auto value = text(name);
        if (!value) return std::nullopt;
        const auto number = huddle::from_hex(*value);
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

    // A list of ids; empty when there is no such field.
    template <class IdType>
    std::vector<IdType> ids(const char* name) {
        known_.insert(name);
        std::vector<IdType> list;
        const files::Json* found = object_.find(name);
        if (!found || found->is_null()) return list;
        const files::Json::Array not_ids{nullptr};
        for (const files::Json& item : found->items() ? *found->items() : not_ids) {
            const auto number = item.text() ? huddle::from_hex(*item.text()) : std::nullopt;
            if (number) {
                list.push_back(IdType{*number});
            } else {
                complain(fmt::format("\"{}\" must be a list of ids of 16 hexadecimal digits.", name));
            }
        }
        return list;
    }

    void complain(std::string sentence) {
        if (complaint_.empty()) complaint_ = std::move(sentence);
    }

    std::string complaint() {
        for (const files::Json::Member& member : *object_.members()) {
            if (!known_.contains(member.name)) complain(fmt::format("There is no field \"{}\" here.", member.name));
        }
        return complaint_;
    }

private:
    const files::Json& object_;
    std::set<std::string> known_{"intent"};
    std::string complaint_;
};

huddle::Intent start_huddle(Fields& fields, const IntentWords& words) {
    const std::string id = fields.text("layout").value_or(words.default_layout);
    if (const huddle::Layout* layout = words.library.find(id)) return huddle::StartHuddle{*layout};
    std::string there;
    for (const auto& entry : words.library.entries) there += (there.empty() ? "" : ", ") + entry.layout.id;
    fields.complain(fmt::format("There is no layout \"{}\"; there are: {}.", id, there));
    return huddle::StartHuddle{};
}

huddle::Intent add_note(Fields& fields, const IntentWords& words) {
    huddle::AddNote note;
    const std::string round = fields.needed_text("round");
    const auto category = huddle::category_from_text(round);
    if (!category) fields.complain("\"round\" must be wins, mistakes, lessons or hope.");
    note.category = category.value_or(huddle::RoundCategory::wins);
    note.text = fields.written("text");
    note.token = fields.text("token").value_or(words.new_token());
    return note;
}

// A day as a person says it; none when there is no such field.
std::optional<huddle::Day> day(Fields& fields, const char* name, const IntentWords& words) {
    const auto said = fields.text(name);
    if (!said) return std::nullopt;
    if (*said == "today") return words.today;
    if (*said == "this_week") return words.today + std::chrono::days{7};
    if (*said == "this_month") return words.today + std::chrono::days{30};
    const auto on = huddle::day_from_text(*said);
    if (!on) {
        fields.complain(fmt::format("\"{}\" must be today, this_week, this_month or a day like 2026-11-23.", name));
    }
    return on;
}

template <class Word, std::size_t Count>
std::optional<Word> word(Fields& fields, const char* name,
                         const std::array<std::pair<const char*, Word>, Count>& words) {
    const auto said = fields.text(name);
    if (!said) return std::nullopt;
    std::string known;
    for (const auto& [text, value] : words) {
        if (*said == text) return value;
        known += (known.empty() ? "" : ", ") + std::string{text};
    }
    fields.complain(fmt::format("\"{}\" must be one of: {}.", name, known));
    return std::nullopt;
}

// A text that people write, in an optional field.
huddle::CleanText maybe_written(Fields& fields, const char* name) {
    const auto text = fields.text(name);
    return text && !text->empty() ? fields.written(name) : huddle::CleanText{};
}

huddle::Intent bring_back(Fields& fields, const IntentWords&) {
    static constexpr std::array states{std::pair{"on_the_wall", huddle::NoteState::on_the_wall},
                                       std::pair{"talked_about", huddle::NoteState::talked_about}};
    huddle::BringBack back{.note = fields.needed_id<huddle::NoteId>("note")};
    back.as = word(fields, "as", states).value_or(huddle::NoteState::on_the_wall);
    return back;
}

huddle::Intent group_notes(Fields& fields, const IntentWords&) {
    return huddle::GroupNotes{fields.needed_id<huddle::NoteId>("note"), fields.needed_id<huddle::NoteId>("with")};
}

huddle::Intent title_group(Fields& fields, const IntentWords&) {
    return huddle::TitleGroup{fields.needed_id<huddle::GroupId>("group"), maybe_written(fields, "title")};
}

huddle::Intent place_dots(Fields& fields, const IntentWords&) {
    return huddle::PlaceDots{fields.needed_text("page"), fields.ids<huddle::NoteId>("notes")};
}

huddle::Intent keep_lesson(Fields& fields, const IntentWords&) {
    huddle::KeepLesson lesson{
        .text = fields.written("text"), .notes = fields.ids<huddle::NoteId>("notes"), .cause = {}};
    if (const auto note = fields.id<huddle::NoteId>("note")) lesson.notes.push_back(*note);
    lesson.cause = maybe_written(fields, "cause");
    return lesson;
}

huddle::Intent edit_lesson(Fields& fields, const IntentWords&) {
    return huddle::EditLesson{fields.needed_id<huddle::LessonId>("lesson"), fields.written("text"),
                              maybe_written(fields, "cause")};
}

huddle::Intent keep_action(Fields& fields, const IntentWords& words) {
    huddle::KeepAction action;
    action.lesson = fields.id<huddle::LessonId>("lesson");
    action.condition = maybe_written(fields, "condition");
    action.response = fields.written("response");
    fields.needed_text("role");
    action.role = maybe_written(fields, "role");
    action.due = day(fields, "due", words).value_or(words.today + std::chrono::days{7});
    return action;
}

huddle::Intent keep_question(Fields& fields, const IntentWords& words) {
    return huddle::KeepQuestion{fields.written("text"), fields.id<huddle::NoteId>("note"),
                                day(fields, "review_on", words)};
}

huddle::Intent take_back(Fields& fields, const IntentWords&) {
    if (const auto lesson = fields.id<huddle::LessonId>("lesson")) return huddle::TakeBack{*lesson};
    if (const auto action = fields.id<huddle::ActionId>("action")) return huddle::TakeBack{*action};
    if (const auto question = fields.id<huddle::QuestionId>("question")) return huddle::TakeBack{*question};
    fields.complain("Say which \"lesson\", \"action\" or \"question\" to take back.");
    return huddle::TakeBack{};
}

huddle::Intent review_action(Fields& fields, const IntentWords& words) {
    static constexpr std::array reviews{
        std::pair{"done", huddle::ActionReview::done}, std::pair{"still_trying", huddle::ActionReview::still_trying},
        std::pair{"let_go", huddle::ActionReview::let_go}, std::pair{"not_said", huddle::ActionReview::not_said}};
    static constexpr std::array helps{std::pair{"helped", huddle::Help::helped},
                                      std::pair{"did_not_help", huddle::Help::did_not_help},
                                      std::pair{"too_early", huddle::Help::too_early}};
    huddle::ReviewAction review{.action = fields.needed_id<huddle::ActionId>("action"), .help = {}, .due = {}};
    fields.needed_text("review");
    review.review = word(fields, "review", reviews).value_or(huddle::ActionReview::not_said);
    review.help = word(fields, "help", helps);
    review.due = day(fields, "due", words);
    return review;
}

huddle::Intent review_question(Fields& fields, const IntentWords& words) {
    static constexpr std::array reviews{std::pair{"answered", huddle::QuestionReview::answered},
                                        std::pair{"still_unknown", huddle::QuestionReview::still_unknown},
                                        std::pair{"not_ours", huddle::QuestionReview::not_ours},
                                        std::pair{"not_said", huddle::QuestionReview::not_said}};
    huddle::ReviewQuestion review;
    review.question = fields.needed_id<huddle::QuestionId>("question");
    fields.needed_text("review");
    review.review = word(fields, "review", reviews).value_or(huddle::QuestionReview::not_said);
    review.answer = maybe_written(fields, "answer");
    review.for_role = maybe_written(fields, "for_role");
    review.review_on = day(fields, "review_on", words);
    return review;
}

template <bool share>
huddle::Intent share_lesson(Fields& fields, const IntentWords&) {
    return huddle::ShareLesson{fields.needed_id<huddle::LessonId>("lesson"), share};
}

huddle::Intent choose_next_lead(Fields& fields, const IntentWords&) {
    return huddle::ChooseNextLead{maybe_written(fields, "role")};
}

huddle::Intent answer_shared(Fields& fields, const IntentWords&) {
    static constexpr std::array answers{std::pair{"helped_here", huddle::SharedAnswer::helped_here},
                                        std::pair{"did_not_help", huddle::SharedAnswer::did_not_help},
                                        std::pair{"adapted", huddle::SharedAnswer::adapted}};
    return huddle::AnswerShared{fields.needed_id<huddle::SharedLessonId>("lesson"), word(fields, "answer", answers)};
}

huddle::Intent shared_shown(Fields& fields, const IntentWords&) {
    return huddle::SharedShown{fields.needed_id<huddle::SharedLessonId>("lesson")};
}

huddle::Intent answer_pulse(Fields& fields, const IntentWords&) {
    huddle::AnswerPulse answer;
    const std::string value = fields.needed_text("value");
    if (value.size() != 1 || value[0] < '1' || value[0] > '5') {
        fields.complain("\"value\" must be \"1\", \"2\", \"3\", \"4\" or \"5\".");
    } else {
        answer.value = value[0] - '0';
    }
    answer.page = fields.text("page").value_or("");
    return answer;
}

using Reader = std::function<huddle::Intent(Fields&, const IntentWords&)>;

template <class Plain>
Reader plain() {
    return [](Fields&, const IntentWords&) { return huddle::Intent{Plain{}}; };
}

template <class OfNote>
Reader of_note() {
    return [](Fields& fields, const IntentWords&) {
        return huddle::Intent{OfNote{fields.needed_id<huddle::NoteId>("note")}};
    };
}

const std::map<std::string, Reader, std::less<>>& readers() {
    static const std::map<std::string, Reader, std::less<>> all{
        {"start_huddle", start_huddle},
        {"open_next_round", plain<huddle::OpenNextRound>()},
        {"back", plain<huddle::Back>()},
        {"pause", plain<huddle::Pause>()},
        {"resume", plain<huddle::Resume>()},
        {"add_minute", plain<huddle::AddMinute>()},
        {"release_notes", plain<huddle::ReleaseNotes>()},
        {"close_huddle", plain<huddle::CloseHuddle>()},
        {"call_off", plain<huddle::CallOff>()},
        {"add_note", add_note},
        {"mark_talked_about", of_note<huddle::MarkTalkedAbout>()},
        {"set_aside", of_note<huddle::SetAside>()},
        {"bring_back", bring_back},
        {"thank_note", of_note<huddle::ThankNote>()},
        {"group_notes", group_notes},
        {"ungroup_note", of_note<huddle::UngroupNote>()},
        {"title_group", title_group},
        {"place_dots", place_dots},
        {"end_voting", plain<huddle::EndVoting>()},
        {"delete_note", of_note<huddle::DeleteNote>()},
        {"keep_lesson", keep_lesson},
        {"edit_lesson", edit_lesson},
        {"keep_action", keep_action},
        {"keep_question", keep_question},
        {"take_back", take_back},
        {"review_action", review_action},
        {"review_question", review_question},
        {"share_lesson", share_lesson<true>},
        {"unshare_lesson", share_lesson<false>},
        {"choose_next_lead", choose_next_lead},
        {"answer_shared", answer_shared},
        {"shared_shown", shared_shown},
        {"answer_pulse", answer_pulse},
    };
    return all;
}

}  // namespace

huddle::Result<huddle::Intent> intent_from_json(std::string_view line, const IntentWords& words) {
    const auto object = files::Json::parse(line);
    if (!object) return invalid("This line is not valid JSON.");
    const files::Json* name = object->find("intent");
    if (!name || !name->text()) return invalid("Each line is an object like {\"intent\":\"start_huddle\"}.");
    const auto reader = readers().find(*name->text());
    if (reader == readers().end()) {
        std::string there = "board";
        for (const auto& [known, unused] : readers()) there += ", " + known;
        return invalid(fmt::format("There is no intent \"{}\"; there are: {}.", *name->text(), there));
    }
    Fields fields(*object);
    huddle::Intent intent = reader->second(fields, words);
    if (std::string complaint = fields.complaint(); !complaint.empty()) return invalid(std::move(complaint));
    return intent;
}

bool asks_for_board(std::string_view line) {
    const auto object = files::Json::parse(line);
    const files::Json* name = object ? object->find("intent") : nullptr;
    return name && name->text() && *name->text() == "board";
}

}  // namespace hearthside::commands
