// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/kept.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/files/json.h"

namespace hearthside::screens {

namespace {

using capture::CaptureView;
using Step = CaptureView::Step;

constexpr std::array<std::pair<const char*, Step>, 3> steps{
    {{"cause", Step::cause}, {"lesson", Step::lesson}, {"action", Step::action}}};
constexpr std::array<std::pair<const char*, ui::TextField CaptureView::*>, 4> fields{
    {{"cause", &CaptureView::cause},
     {"lesson", &CaptureView::lesson},
     {"condition", &CaptureView::condition},
     {"response", &CaptureView::response}}};

files::Json look_of(const frame::DisplayChoices& choices) {
    return {{"language", choices.language},
            {"text_percent", std::lround(choices.text_size * 100)},
            {"lower_down", choices.reach}};
}

std::string text_in(const files::Json* object, std::string_view name) {
    const files::Json* found = object ? object->find(name) : nullptr;
    return found && found->text() ? *found->text() : std::string{};
}

files::Json draft_of(const CaptureView& view, const ui::Environment& environment) {
    files::Json draft = files::Json::object();
    draft["huddle"] = huddle::to_hex(view.huddle.value);
    draft["note"] = huddle::to_hex(view.note.value);
    for (const auto& [word, step] : steps)
        if (view.step == step) draft["step"] = word;
    files::Json texts = files::Json::object();
    for (const auto& [word, field] : fields) texts[word] = (view.*field).text();
    draft["texts"] = std::move(texts);
    if (view.kept) draft["kept"] = huddle::to_hex(view.kept->value);
    if (view.role && *view.role < environment.roles.size()) draft["role"] = environment.roles[*view.role].str();
    if (view.due) draft["due"] = huddle::to_text(*view.due);
    return draft;
}

void bring_back_draft(const files::Json& draft, const huddle::Board& board, const ui::Environment& environment,
                      Views& views) {
    const auto of_huddle = huddle::from_hex(text_in(&draft, "huddle")),
               note = huddle::from_hex(text_in(&draft, "note"));
    if (!board.huddle || !of_huddle || !note || board.huddle->id.value != *of_huddle) return;
    const auto& notes = board.huddle->notes;
    const bool fits = *note == 0 || std::any_of(notes.begin(), notes.end(), [&](const huddle::Note& it) {
        return it.id.value == *note && it.state != huddle::NoteState::set_aside;
    });
    if (!fits) return;
    CaptureView view;
    view.open = true;
    view.huddle = board.huddle->id;
    view.note.value = *note;
    for (const auto& [word, step] : steps)
        if (text_in(&draft, "step") == word) view.step = step;
    view.field = view.step == Step::cause    ? CaptureView::Field::cause
                 : view.step == Step::lesson ? CaptureView::Field::lesson
                                             : CaptureView::Field::condition;
    for (const auto& [word, field] : fields) ui::set_text(view.*field, text_in(draft.find("texts"), word));
    const auto kept = huddle::from_hex(text_in(&draft, "kept"));
    for (const huddle::Lesson& lesson : board.huddle->lessons)
        if (kept && lesson.id.value == *kept) view.kept = lesson.id;
    for (std::size_t role = 0; role < environment.roles.size(); ++role)
        if (environment.roles[role].str() == text_in(&draft, "role")) view.role = role;
    view.due = huddle::day_from_text(text_in(&draft, "due"));
    views.capture = std::move(view);
    views.overlay.open(frame::Overlay::Kind::capture, views.capture.note);
}

}  // namespace

std::string kept_text(const Views& views, const huddle::Board& board, const frame::DisplayChoices& configured,
                      const ui::Environment& environment) {
    files::Json kept{{"look", look_of(views.display)}, {"configured", look_of(configured)}};
    const CaptureView& view = views.capture;
    const bool writing = std::any_of(fields.begin(), fields.end(),
                                     [&](const auto& field) { return !(view.*field.second).text().empty(); });
    if (board.huddle && view.open && view.huddle == board.huddle->id && writing)
        kept["lesson"] = draft_of(view, environment);
    return kept.dump();
}

void bring_back(std::string_view kept, const huddle::Board& board, const frame::DisplayChoices& configured,
                const ui::Environment& environment, Views& views) {
    const std::optional<files::Json> json = files::Json::parse(kept);
    if (!json || !json->is_object()) return;
    const files::Json *look = json->find("look"), *before = json->find("configured");
    if (look && before && before->dump() == look_of(configured).dump()) {
        const std::string language = text_in(look, "language");
        const auto known = [&](const ui::LanguageChoice& it) { return it.id == language; };
        if (std::any_of(environment.languages.begin(), environment.languages.end(), known))
            views.display.language = language;
        const files::Json* percent = look->find("text_percent");
        for (const double size : {1.0, 1.15, 1.3})
            if (percent && percent->integer() == std::lround(size * 100)) views.display.text_size = size;
        const files::Json* lower = look->find("lower_down");
        if (lower) views.display.reach = lower->dump() == "true";
    }
    if (const files::Json* draft = json->find("lesson")) bring_back_draft(*draft, board, environment, views);
}

}  // namespace hearthside::screens
