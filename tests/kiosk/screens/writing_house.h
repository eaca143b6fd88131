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

namespace hearthside {

inline Round test_round(RoundKind kind, std::string title, std::string colour, int release_at_least) {
    return {.id = std::string(to_text(kind)),
            .kind = kind,
            .title = std::move(title),
            .icon = "star",
            .colour = std::move(colour),
            .planned = Seconds{90},
            .minimum = Seconds{30},
            .release_at_least = release_at_least,
            .prompts = {"What helped us today?"}};
}

inline Layout test_layout() {
    Layout layout;
    layout.id = "test";
    layout.name = "Test huddle";
    layout.rounds = {test_round(RoundKind::quiet, "Quiet", "primary", 1),
                     test_round(RoundKind::wins, "Wins", "wins", 1),
                     test_round(RoundKind::mistakes, "Mistakes", "mistakes", 3),
                     test_round(RoundKind::close, "Close", "primary", 1)};
    return layout;
}

class WritingHouse {
public:
    explicit WritingHouse(int width = 1920, int height = 1080)
        : theme(make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24)),
          services(Instant{std::chrono::hours{500'000}}) {
        environment.team = "Willow Ward";
        environment.roles = {tests::clean("Nurse in charge"), tests::clean("Everyone on shift"),
                             tests::clean("Ward clerk")};
        environment.url = "http://192.168.20.14:8080/n/0123456789abcdef0123456789abcdef";
        environment.address = "192.168.20.14:8080";
        environment.today = std::chrono::floor<std::chrono::days>(services.now);
        robot.emplace(theme, services, environment, services.now, [this](Ui& ui) {
            const Board board = services.board();  // the Board never changes during a frame
            begin_screen(ui);
            draw_screen(ui, board, views);
            end_screen(ui);
        });
    }

    Appearance theme;
    Environment environment;
    RulesServices services;
    Views views;
    std::optional<Robot> robot;

    void pass(Milliseconds time) {
        services.now += time;
        robot->now = services.now;
        robot->settle();
    }
    // Fingers are slower than robots: a second press at once would count as a bounce.
    void tap(std::string_view name) {
        robot->tap(name);
        pass(Milliseconds{100});
    }
    void type_on_screen(std::string_view letters) {
        for (const char letter : letters) {
            if (letter == ' ') {
                tap("key-space");
            } else if (letter >= 'A' && letter <= 'Z') {
                tap("key-shift");
                tap(std::string("key-") + static_cast<char>(letter - 'A' + 'a'));
            } else {
                tap(std::string("key-") + letter);
            }
        }
    }
    void add_notes(RoundCategory theme_of_notes, int count) {
        for (int number = 0; number < count; ++number) {
            std::string text = "Note " + std::to_string(number);
            for (int more = 0; more < number % 5; ++more) text += " with some more words to read";
            services.send(AddNote{theme_of_notes, tests::clean(text), services.new_token()});
        }
        robot->settle();
    }
    void start_in(std::size_t round) {
        services.send(StartHuddle{test_layout()});
        for (std::size_t step = 0; step < round; ++step) services.send(OpenNextRound{});
        robot->settle();
    }
    // The round of wins with this many released notes on the wall.
    void show_notes(int count) {
        start_in(1);
        add_notes(RoundCategory::wins, count);
        tap("release-notes");
    }
    const Note& note(std::size_t place) const { return services.board().huddle->notes.at(place); }
    void write_here() {
        views.overlay.open(Overlay::Kind::write_here);
        robot->settle();
    }
};

}  // namespace hearthside
