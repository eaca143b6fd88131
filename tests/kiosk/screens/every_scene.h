// SPDX-License-Identifier: Apache-2.0
// Every screen in every state that people can meet, for the tests that look at all of them.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "kiosk/samples/sample_board.h"
#include "tests/support/sample_services.h"

namespace hearthside::screens {

struct Panel {
    int width, height;
    double inches = 24;
    friend std::ostream& operator<<(std::ostream& out, const Panel& it) { return out << it.width << "x" << it.height; }
};

struct Scene {
    std::string name;
    samples::Sample sample;
};

// The samples, and the states that no sample shows.
std::vector<Scene> all_scenes();
// The services of these scenes: everything is still on its way except one note, which was refused.
support::SampleServices slow_services();
// Text that somebody wrote, or that no language changes. No translation decides its length.
std::vector<std::string> written_by_people(const samples::Sample& it);
// Whether any of the texts is part of `text`.
bool holds_any(const std::string& text, const std::vector<std::string>& texts);
// Keys, which look alike in every language of the interface.
bool stands_on_a_key(const std::string& text);

}  // namespace hearthside::screens
