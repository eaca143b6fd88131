// SPDX-License-Identifier: Apache-2.0
// How long the screen takes for notes that are heavy to lay out: from the touch that releases one to the settled wall,
// and from the touch on its card to the settled front card. All frames count.
#include <chrono>
#include <cstdio>

#include "tests/kiosk/screens/writing_house.h"
#include "tests/support/clean.h"

namespace {

using namespace hearthside;

std::string repeated(std::string_view piece, int times) {
    std::string text;
    while (times-- > 0) text += piece;
    return text;
}

double milliseconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main() {
    const std::string marks = "a" + repeated("\u0301", 30);
    const std::pair<const char*, std::string> notes[] = {
        {"an ordinary note", "The list of the night was ready, and nobody waited."},
        {"600 letters", repeated("word ", 120)},
        {"300 lines of one letter", repeated("a\n", 299) + "b"},
        {"300 lines of Urdu", repeated("\u0634\n", 299) + "\u0634"},
        {"350 letters of 30 marks", repeated(marks, 350)},
        {"300 lines of 30 marks", repeated(marks + "\n", 299) + "b"},
        {"one word of 600 letters", std::string(600, 'm')},
        {"600 families", repeated("👨‍👩‍👧‍👦", 600)},
    };
    for (const auto& [name, text] : notes) {
        screens::WritingHouse house;
        house.start_in(1);
        house.services.send(huddle::AddNote{huddle::RoundCategory::wins, support::clean(text), "0123456789abcdef"});
        house.robot->settle();
        const double wall = milliseconds_of([&] { house.tap("release-notes"); });
        const huddle::Note note = house.services.board().huddle->notes.at(0);
        house.pass(huddle::Milliseconds{1000});
        const double front = milliseconds_of([&] { house.tap("card-" + huddle::to_hex(note.id.value)); });
        std::printf("%-26s wall %6.0f ms, front card %6.0f ms\n", name, wall, front);
    }
}
