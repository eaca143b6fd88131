// SPDX-License-Identifier: Apache-2.0
// States of the learning screens that no sample shows: what follows a first tap, groups, dots, a month to choose from.
// For the tests that look at every screen.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/samples/sample_board.h"

namespace hearthside::screens {

struct LearningScene {
    std::string name;
    samples::Sample sample;
};

inline void group_first_mistakes(samples::Sample& it, std::string title) {
    huddle::HuddleBoard& huddle = *it.board.huddle;
    huddle.groups = {{huddle::GroupId{5}, huddle::RoundCategory::mistakes, std::move(title)}};
    int left = 3;
    for (huddle::Note& note : huddle.notes)
        if (note.category == huddle::RoundCategory::mistakes && left-- > 0) note.group = huddle::GroupId{5};
}

inline void open_capture_action(samples::Sample& it) {
    capture::CaptureView& view = it.views.capture;
    view.open = true;
    view.huddle = it.board.huddle->id;
    view.note = it.views.overlay.note;
    ui::set_text(view.lesson, "Full words on the chart.");
    view.kept = huddle::LessonId{31};
    view.step = capture::CaptureView::Step::action;
    view.field = capture::CaptureView::Field::condition;
}

inline std::vector<LearningScene> learning_scenes(const std::vector<huddle::Layout>& layouts = {}) {
    using Asking = since_last_time::SinceLastTimeView::Asking;
    std::vector<LearningScene> scenes;
    const auto add = [&](std::string name, std::string_view of, const std::function<void(samples::Sample&)>& change) {
        samples::Sample sample = *samples::sample_of(of, layouts);
        change(sample);
        scenes.push_back({std::move(name), std::move(sample)});
    };
    const auto since = [&](std::string name, const std::function<void(samples::Sample&)>& change) {
        add(std::move(name), "since-last-time", [&](samples::Sample& it) {
            it.views.since_last_time.huddle = it.board.huddle->id;
            change(it);
        });
    };
    const auto ask_question = [](samples::Sample& it) {
        it.board.due.resize(1);
        it.board.open_questions.front().review_on = it.environment.today;
    };
    since("did it help", [](samples::Sample& it) {
        it.board.due[2].action.state = huddle::ActionState::done;
        it.board.due[2].action.help = huddle::Help::too_early;
        it.board.due[2].action.reviewed_in = it.board.huddle->id;
    });
    since("a new day", [](samples::Sample& it) {
        it.views.since_last_time.asking = Asking::new_day;
        it.views.since_last_time.about = it.board.due[1].action.id.value;
    });
    since("a new date", [](samples::Sample& it) {
        it.views.since_last_time.asking = Asking::new_day;
        it.views.since_last_time.about = it.board.due[1].action.id.value;
        frame::open_day_picker(it.views.since_last_time.days, it.environment.today);
    });
    since("shared", [](samples::Sample& it) {
        it.board.due[0].shared = true;
        it.board.due[1].action.state = huddle::ActionState::let_go;
        it.board.shared_news->answer = huddle::SharedAnswer::adapted;
        it.board.shared_news->result = huddle::Help::did_not_help;
    });
    since("a question asked", ask_question);
    since("still unknown", [&](samples::Sample& it) {
        ask_question(it);
        it.views.since_last_time.asking = Asking::unknown_until;
        it.views.since_last_time.about = it.board.open_questions[0].id.value;
    });
    since("who may know", [&](samples::Sample& it) {
        ask_question(it);
        it.views.since_last_time.asking = Asking::whose;
        it.views.since_last_time.about = it.board.open_questions[0].id.value;
    });
    since("questions answered", [&](samples::Sample& it) {
        ask_question(it);
        const huddle::Question first = it.board.open_questions[0];
        for (const std::uint64_t id : {24u, 25u}) {
            huddle::Question more = first;
            more.id = huddle::QuestionId{id};
            it.board.open_questions.push_back(more);
        }
        const auto say = [&](std::size_t index, huddle::QuestionState state) {
            huddle::Question& it_is = it.board.open_questions[index];
            it_is.state = state;
            it_is.answer = "The porters’ lodge, day and night.";
            it_is.for_role = "Ward clerk";
            it_is.review_on = it.environment.today + std::chrono::days(7);
            it_is.steps = {{it.board.huddle->id, false, it.environment.today, state, {}, {}, it.environment.today}};
        };
        say(0, huddle::QuestionState::answered);
        say(1, huddle::QuestionState::open);
        say(2, huddle::QuestionState::not_ours);
        it.board.due.clear();
        it.board.answered.front().state = huddle::QuestionState::not_ours;
        it.board.answered.front().for_role = "Ward clerk";
    });
    for (const bool role : {false, true}) {
        since(role ? "who may know, written" : "what we know now", [&](samples::Sample& it) {
            ask_question(it);
            it.views.since_last_time.about = it.board.open_questions[0].id.value;
            it.views.since_last_time.line_is_role = role;
            frame::open_one_line(it.views.since_last_time.line);
        });
    }
    add("grouped wall", "round-wall", [](samples::Sample& it) {
        group_first_mistakes(it, "Handing over in a hurry");
        it.board.huddle->notes[6].thanks = 2;
        it.board.huddle->notes[7].thanks = 1;
        it.board.huddle->notes[7].state = huddle::NoteState::talked_about;
    });
    add("which note goes with it", "round-wall", [](samples::Sample& it) {
        it.views.round_wall.round = it.board.huddle->clock.current;
        it.views.overlay.joining = huddle::NoteId{104};
    });
    add("together now", "round-wall", [](samples::Sample& it) {
        it.views.round_wall.round = it.board.huddle->clock.current;
        it.views.overlay.toast = {"", "", {}, it.now + frame::undo_for};
        it.views.round_wall.grouping = 1;
    });
    for (const bool open : {true, false}) {
        add(open ? "dots are placed" : "dots are shown", "over-time", [&](samples::Sample& it) {
            it.board.voting.open = open;
            if (!open)
                it.board.voting.result = {{huddle::NoteId{115}, 4}, {huddle::NoteId{118}, 1}, {huddle::NoteId{114}, 2}};
        });
    }
    for (const bool named : {true, false}) {
        add(named ? "front card of a named group" : "front card of a group", "front-card", [&](samples::Sample& it) {
            group_first_mistakes(it, named ? "Handing over in a hurry" : "");
            it.board.huddle->notes[2].thanks = 1;
        });
    }
    add("when to ask again", "front-card", [](samples::Sample& it) {
        it.views.front_card.note = it.views.overlay.note;
        it.views.front_card.asking_when = true;
    });
    add("naming a group", "front-card", [](samples::Sample& it) {
        group_first_mistakes(it, "");
        it.views.front_card.note = it.views.overlay.note;
        frame::open_one_line(it.views.front_card.title);
    });
    add("lesson after its cause", "capture", [](samples::Sample& it) {
        group_first_mistakes(it, "");
        open_capture_action(it);
        it.views.capture.step = capture::CaptureView::Step::lesson;
        it.views.capture.field = capture::CaptureView::Field::lesson;
        ui::set_text(it.views.capture.cause, "It was hard to see who has the keys");
    });
    add("lesson from talk", "capture",
        [](samples::Sample& it) { it.views.overlay.open(frame::Overlay::Kind::capture); });
    add("action by a date", "capture", [](samples::Sample& it) {
        open_capture_action(it);
        it.views.capture.keyboard_shown = false;
        it.views.capture.due = it.environment.today + std::chrono::days(17);
    });
    add("which date", "capture", [](samples::Sample& it) {
        open_capture_action(it);
        frame::open_day_picker(it.views.capture.days, it.environment.today);
        it.views.capture.due = it.environment.today + std::chrono::days(17);
    });
    add("a second thing to try", "capture", [](samples::Sample& it) {
        open_capture_action(it);
        it.views.capture.asking_second = true;
    });
    for (const bool pulse : {true, false}) {
        add(pulse ? "leading next" : "a minute of thanks", "close",
            [&](samples::Sample& it) { it.board.pulse_asked = pulse; });
    }
    add("who leads next", "close", [](samples::Sample& it) {
        it.board.next_lead.clear();
        it.views.close.over = close::CloseView::Over::lead;
    });
    for (const bool link : {true, false}) {
        add(link ? "take it with you" : "nothing to scan", "close", [&](samples::Sample& it) {
            it.views.close.over = close::CloseView::Over::take_away;
            if (link) it.views.close.link = it.environment.url;
        });
    }
    add("home with more to tell", "home", [](samples::Sample& it) { it.environment.minute = 13; });
    return scenes;
}

}  // namespace hearthside::screens
