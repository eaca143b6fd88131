// SPDX-License-Identifier: Apache-2.0
// Runs the browser scripts of tests/web against a phone server.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/files/folders.h"
#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"

namespace hearthside::phone {

using Notes = std::multiset<std::pair<huddle::RoundCategory, std::string>>;

// Runs it and returns the notes for which it was thanked.
inline Notes thanked_for(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("no pipe");
    std::string said;
    char piece[4096];
    while (const std::size_t count = fread(piece, 1, sizeof piece, pipe)) said.append(piece, count);
    EXPECT_EQ(pclose(pipe), 0) << "see above for what was not as it should be";
    Notes notes;
    std::size_t start = 0;
    for (std::size_t end; (end = said.find('\n', start)) != std::string::npos; start = end + 1) {
        const auto note = nlohmann::json::parse(said.substr(start, end - start));
        notes.emplace(*huddle::category_from_text(note["round"].get<std::string>()), note["text"].get<std::string>());
    }
    return notes;
}

inline Notes check(const PhoneHouse& house, const std::string& mode, const std::string& more = "") {
    return thanked_for("node tests/web/phone_checks.mjs " + mode + " '" + house.phone->url() + "' " + more);
}

}  // namespace hearthside::phone
