// SPDX-License-Identifier: Apache-2.0
// A kiosk for tests of the writing screens: the real rules, the real drawing, and a robot that touches what the screens
// offer.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/clean.h"
#include "tests/support/robot.h"
#include "tests/support/rules_services.h"

namespace hearthside::screens {

inline huddle::Round test_round(huddle::RoundKind kind, std::string title, std::string colour, int release_at_least) {
    return {.id = std::string(huddle::to_text(kind)),
            .kind = kind,
            .title = std::move(title),
            .icon = "star",
            .colour = std::move(colour),
            .planned = huddle::Seconds{90},
            .minimum = huddle::Seconds{30},
            .release_at_least = release_at_least,
            .prompts = {"What helped us today?"}};
}

inline huddle::Layout test_layout() {
    huddle::Layout layout;
    layout.id = "test";
    layout.name = "Test huddle";
    layout.rounds = {test_round(huddle::RoundKind::quiet, "Quiet", "primary", 1),
                     test_round(huddle::RoundKind::wins, "Wins", "wins", 1),
                     test_round(huddle::RoundKind::mistakes, "Mistakes", "mistakes", 3),
                     test_round(huddle::RoundKind::close, "Close", "primary", 1)};
    return layout;
}

class WritingHouse {
public:
    explicit WritingHouse(int width = 1920, int height = 1080)
        : theme(ui::make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24)),
          services(huddle::Instant{std::chrono::hours{500'000}}) {
        environment.team = "Willow Ward";
        environment.roles = {support::clean("Nurse in charge"), support::clean("Everyone on shift"),
                             support::clean("Ward clerk")};
        environment.url = "http://192.168.20.14:8080/n/0123456789abcdef0123456789abcdef";
        environment.address = "192.168.20.14:8080";
        environment.today = std::chrono::floor<std::chrono::days>(services.now);
        robot.emplace(theme, services, environment, services.now, [this](ui::Ui& ui) {
            const huddle::Board board = services.board();  // the Board never changes during a frame
            ui::begin_screen(ui);
            draw_screen(ui, board, views);
            ui::end_screen(ui);
        });
    }

    ui::Appearance theme;
    ui::Environment environment;
    support::RulesServices services;
    Views views;
    std::optional<support::Robot> robot;

    void pass(huddle::Milliseconds time) {
        services.now += time;
        robot->now = services.now;
        robot->settle();
    }
    // Fingers are slower than robots: a second press at once would count as a bounce.
    void tap(std::string_view name) {
        if (robot->rest() > huddle::Milliseconds{0}) pass(robot->rest());
        robot->tap(name);
        pass(huddle::Milliseconds{100});
    }
    // Shift is on by itself where a sentence begins.
    void type_on_screen(std::string_view letters) {
        for (const char letter : letters) {
            if (letter == ' ') {
                tap("key-space");
                continue;
            }
            const ui::KeyboardView& keyboard = views.overlay.kind == frame::Overlay::Kind::capture
                                                   ? views.capture.keyboard
                                                   : views.write_here.keyboard;
            const bool capital = letter >= 'A' && letter <= 'Z';
            if (capital != (keyboard.shift != ui::Shift::off)) tap("key-shift");
            tap(std::string("key-") + static_cast<char>(capital ? letter - 'A' + 'a' : letter));
        }
    }
    void add_notes(huddle::RoundCategory theme_of_notes, int count) {
        for (int number = 0; number < count; ++number) {
            std::string text = "Note " + std::to_string(number);
            for (int more = 0; more < number % 5; ++more) text += " with some more words to read";
            services.send(huddle::AddNote{theme_of_notes, support::clean(text), services.new_token()});
        }
        robot->settle();
    }
    void start_in(std::size_t round) {
        services.send(huddle::StartHuddle{test_layout()});
        for (std::size_t step = 0; step < round; ++step) services.send(huddle::OpenNextRound{});
        robot->settle();
    }
    // The round of wins with this many released notes on the wall.
    void show_notes(int count) {
        start_in(1);
        add_notes(huddle::RoundCategory::wins, count);
        tap("release-notes");
    }
    const huddle::Note& note(std::size_t place) const { return services.board().huddle->notes.at(place); }
    void write_here() {
        views.overlay.open(frame::Overlay::Kind::write_here);
        robot->settle();
    }
};

}  // namespace hearthside::screens
