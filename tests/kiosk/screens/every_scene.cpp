// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/every_scene.h"

#include <algorithm>
#include <functional>

#include "core/files/folders.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/keyboard_layouts.h"
#include "tests/kiosk/screens/learning_scenes.h"

namespace hearthside::screens {

namespace {

constexpr ui::Ticket refused = 77;

const std::vector<huddle::Layout>& shipped_layouts() {
    static const std::vector<huddle::Layout> layouts = [] {
        std::vector<huddle::Layout> found;
        for (const auto& entry : layout_file::read_layout_library(files::share_folder() / "layouts", {}).entries)
            found.push_back(entry.layout);
        return found;
    }();
    return layouts;
}

Scene scene(std::string name, std::string_view of, const std::function<void(samples::Sample&)>& change = {}) {
    Scene made{std::move(name), *samples::sample_of(of, shipped_layouts())};
    if (change) change(made.sample);
    return made;
}

// Marks of a possible or a forbidden line break are not part of the text that people read.
std::string without_breaks(std::string text) {
    for (std::size_t at = 0; (at = text.find("\u200B", at)) != text.npos;) text.erase(at, 3);
    for (std::size_t at = 0; (at = text.find("\u00A0", at)) != text.npos;) text.replace(at, 2, " ");
    return text;
}

}  // namespace

support::SampleServices slow_services() {
    support::SampleServices services;
    services.answer = {};
    services.outcomes[refused] = {ui::OutcomeState::refused, "This is too long to send; please shorten your note."};
    return services;
}

std::vector<Scene> all_scenes() {
    std::vector<Scene> scenes;
    for (const std::string_view name : samples::sample_names()) scenes.push_back(scene(std::string(name), name));
    for (LearningScene& it : learning_scenes(shipped_layouts()))
        scenes.push_back({std::move(it.name), std::move(it.sample)});
    const auto add = [&](std::string name, std::string_view of, const std::function<void(samples::Sample&)>& change) {
        scenes.push_back(scene(std::move(name), of, change));
    };
    add("first start", "home", [](samples::Sample& it) {
        it.board = {};
        it.environment.url.clear();
        it.environment.next_time.clear();
        it.environment.minutes_to_next = -1;
        it.environment.hour = 15;
    });
    add("home at night", "home", [](samples::Sample& it) {
        it.environment.hour = 22;
        it.environment.next_day = it.environment.today + std::chrono::days(1);
        it.environment.minutes_to_next = 560;
        it.board.loop->state = huddle::ActionState::trying;
    });
    add("trouble on home", "home", [](samples::Sample& it) {
        it.board.trouble = "This kiosk's disk is nearly full: new notes cannot be kept.";
        it.environment.hour = 3;
    });
    add("trouble at rest", "idle", [](samples::Sample& it) {
        it.board.trouble = "This kiosk's disk is nearly full: new notes cannot be kept.";
        it.environment.hour = 3;
    });
    add("kinds of huddle", "home",
        [](samples::Sample& it) { it.views.home.choosing = home::HomeView::Choosing::layout; });
    add("languages", "home", [](samples::Sample& it) { it.views.home.choosing = home::HomeView::Choosing::language; });
    for (const huddle::Layout& layout : shipped_layouts()) {
        add("home for " + layout.id, "home", [&](samples::Sample& it) { it.environment.layout_id = layout.id; });
    }
    add("nothing from last time", "since-last-time", [](samples::Sample& it) {
        it.board.due.clear();
        it.board.open_questions.clear();
        it.board.loop.reset();
        it.board.hope.clear();
    });
    add("many questions", "since-last-time", [](samples::Sample& it) {
        for (int more = 0; more < 4; ++more) it.board.open_questions.push_back(it.board.open_questions.front());
    });
    add("quiet without notes", "quiet", [](samples::Sample& it) { it.board.waiting = {}; });
    add("quiet over time", "quiet", [](samples::Sample& it) { it.now += std::chrono::seconds(90); });
    for (const huddle::Band band : {huddle::Band::none_yet, huddle::Band::a_few}) {
        add("sealed, " + std::string(huddle::to_text(band)), "sealed-wall",
            [&](samples::Sample& it) { it.board.waiting.fill(band); });
    }
    add("waiting for a minimum", "sealed-wall", [](samples::Sample& it) {
        huddle::RoundBoard& round = it.board.huddle->rounds[it.board.huddle->clock.current];
        round.released = round.holding = true;
        it.board.huddle->minute = {};
    });
    add("no notes came", "sealed-wall", [](samples::Sample& it) {
        it.board.huddle->rounds[it.board.huddle->clock.current].released = true;
        it.board.waiting = {};
    });
    add("quiet writing first", "sealed-wall",
        [](samples::Sample& it) { it.board.huddle->rounds[it.board.huddle->clock.current].round.silent_share = 0.9; });
    add("last minute", "round-wall", [](samples::Sample& it) { it.now += std::chrono::seconds(80); });
    add("long over time", "round-wall", [](samples::Sample& it) { it.now += std::chrono::seconds(114 + 130); });
    add("late notes", "round-wall", [](samples::Sample& it) { it.board.waiting.fill(huddle::Band::five_or_more); });
    add("a note set aside", "round-wall", [](samples::Sample& it) {
        it.views.front_card.ticket = 0;
        it.views.round_wall.chrome.last = refused;
    });
    for (const huddle::RoundCategory category : huddle::all_categories) {
        add("thanks in " + std::string(huddle::to_text(category)), "front-card", [category](samples::Sample& it) {
            huddle::HuddleBoard& huddle = *it.board.huddle;
            for (huddle::Note& note : huddle.notes) {
                if (note.id == it.views.overlay.note) note.category = category;
            }
            for (huddle::RoundBoard& round : huddle.rounds) {
                if (huddle::category_of(round.round.kind) != category) continue;
                const huddle::RoundTime time = huddle.clock.rounds[huddle.clock.current];
                huddle.clock.current = static_cast<std::size_t>(&round - huddle.rounds.data());
                huddle.clock.rounds[huddle.clock.current] = time;
            }
        });
    }
    add("action to a lesson", "capture", [](samples::Sample& it) {
        capture::CaptureView& view = it.views.capture;
        view.open = true;
        view.huddle = it.board.huddle->id;
        view.note = it.views.overlay.note;
        ui::set_text(view.lesson, "Full words on the chart.");
        view.step = capture::CaptureView::Step::action;
        view.field = capture::CaptureView::Field::condition;
    });
    add("who and when", "capture", [](samples::Sample& it) {
        capture::CaptureView& view = it.views.capture;
        view.open = true;
        view.huddle = it.board.huddle->id;
        view.note = it.views.overlay.note;
        ui::set_text(view.lesson, "Full words on the chart.");
        view.step = capture::CaptureView::Step::action;
        view.field = capture::CaptureView::Field::response;
        view.keyboard_shown = false;
        view.role = 0;
    });
    add("a sent note", "write-here", [](samples::Sample& it) { it.views.write_here.sent = true; });
    add("a refused note", "write-here", [](samples::Sample& it) { it.views.write_here.ticket = refused; });
    add("a note left alone", "write-here", [](samples::Sample& it) { it.now += std::chrono::seconds(15); });
    add("a very long note", "write-here",
        [](samples::Sample& it) { ui::set_text(it.views.write_here.field, std::string(603, 'a')); });
    add("words that could hurt", "nudge", [](samples::Sample& it) {
        write_here::WriteHereView& view = it.views.write_here;
        ui::set_text(view.field, "The clerk was lazy.");
        frame::open_nudge(view.nudge, {{&view.field}});
    });
    add("many words to look at", "nudge", [](samples::Sample& it) {
        write_here::WriteHereView& view = it.views.write_here;
        ui::set_text(view.field, "We called 0113 496 0000 for Mrs Lee, born 3/5/1950, LS1 4AP, in bed 4. So lazy.");
        frame::open_nudge(view.nudge, {{&view.field}});
    });
    add("nothing was kept", "close", [](samples::Sample& it) {
        it.board.huddle->lessons.clear();
        it.board.huddle->actions.clear();
        it.board.huddle->questions.clear();
        std::erase_if(it.board.huddle->notes,
                      [](const huddle::Note& note) { return note.category == huddle::RoundCategory::hope; });
    });
    add("much was kept", "close", [](samples::Sample& it) {
        auto& lessons = it.board.huddle->lessons;
        for (int more = 0; more < 9; ++more) lessons.push_back(lessons.front());
        it.board.huddle->actions.front().due = it.environment.today;
    });
    add("the first pad is done", "wipe-down", [](samples::Sample& it) { it.views.wipe_down.first_pad = it.now; });
    add("a pause without support", "paused", [](samples::Sample& it) { it.environment.support.clear(); });
    return scenes;
}

std::vector<std::string> written_by_people(const samples::Sample& it) {
    std::vector<std::string> texts{it.environment.team, it.environment.address, it.environment.support, it.board.hope};
    const auto add_action = [&](const huddle::Action& action) {
        texts.push_back(action.condition);
        texts.push_back(action.response);
    };
    for (const huddle::ActionCard& card : it.board.due) add_action(card.action);
    const auto add_question = [&](const huddle::Question& question) {
        texts.insert(texts.end(), {question.text, question.answer, question.for_role});
    };
    for (const huddle::Question& question : it.board.open_questions) add_question(question);
    for (const huddle::Question& question : it.board.answered) add_question(question);
    if (it.board.shared_news) texts.insert(texts.end(), {it.board.shared_news->text, it.board.shared_news->team});
    if (it.board.huddle)
        for (const huddle::NoteGroup& group : it.board.huddle->groups) texts.push_back(group.title);
    texts.push_back(it.views.capture.cause.text());
    if (it.board.loop) {
        texts.push_back(it.board.loop->you_said);
        texts.push_back(it.board.loop->response);
    }
    if (it.board.huddle) {
        for (const huddle::Note& note : it.board.huddle->notes) texts.push_back(note.text);
        for (const huddle::Lesson& lesson : it.board.huddle->lessons) texts.push_back(lesson.text);
        for (const huddle::Action& action : it.board.huddle->actions) add_action(action);
        for (const huddle::Question& question : it.board.huddle->questions) texts.push_back(question.text);
    }
    texts.push_back(it.views.capture.lesson.text());
    if (const auto& farewell = it.views.overlay.farewell) {
        texts.push_back(farewell->lesson);
        if (farewell->action) add_action(*farewell->action);
    }
    for (const huddle::Note& note : it.board.set_aside) texts.push_back(note.text);
    // The record in the pictures.
    samples::SampleReview review;
    const auto record =
        std::get<std::optional<store::HuddleRecord>>(*review.take(review.ask(ui::AskHuddle{huddle::HuddleId{900}})));
    for (const huddle::Note& note : record->notes) texts.push_back(note.text);
    for (const huddle::NoteGroup& group : record->groups) texts.push_back(group.title);
    for (const huddle::Lesson& lesson : record->lessons) texts.insert(texts.end(), {lesson.text, lesson.cause});
    const auto found = std::get<store::PageOf<store::Found>>(*review.take(review.ask(ui::AskFound{})));
    for (const store::Found& one : found.items) texts.push_back(one.text);
    const auto actions = std::get<store::PageOf<store::ActionLine>>(*review.take(review.ask(ui::AskActions{})));
    for (const store::ActionLine& line : actions.items) add_action(line.action);
    const auto questions = std::get<store::PageOf<store::QuestionLine>>(*review.take(review.ask(ui::AskQuestions{})));
    for (const store::QuestionLine& line : questions.items) add_question(line.question);
    const configuration::Configuration& settings = samples::sample_settings().saved();
    texts.insert(texts.end(), {settings.wifi.name, settings.wifi.password, settings.support.substr(0, 20),
                               samples::sample_settings().status().data_folder,
                               samples::sample_settings().status().second_backup_folder, "127.0.0.1:8081"});
    for (const ui::KioskAddress& way : samples::sample_settings().status().addresses) texts.push_back(way.address);
    std::erase_if(texts, [](const std::string& text) { return text.size() < 4; });
    return texts;
}

bool holds_any(const std::string& text, const std::vector<std::string>& texts) {
    const std::string plain = without_breaks(text);
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& it) { return plain.find(it) != plain.npos; });
}

bool stands_on_a_key(const std::string& text) {
    if (text == "abc" || text == "123") return true;
    for (const text::LanguageRow& language : text::language_table()) {
        if (text == language.own_name) return true;
    }
    const auto characters = std::count_if(text.begin(), text.end(),
                                          [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
    return characters <= 4;
}

}  // namespace hearthside::screens
