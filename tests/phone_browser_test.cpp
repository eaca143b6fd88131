// The phone's pages in a real browser, with and without scripts: what a person types there is what
// the team reads.
#include <gtest/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "core/folders.h"
#include "tests/phone_house.h"
#include "tests/phone_huddle.h"

namespace hearthside::tests {
namespace {

TEST(PhoneBrowser, WhatIsTypedIsWhatTheTeamReads) {
    PhoneHouse house;
    const std::string pictures =
        (std::filesystem::temp_directory_path() / "hearthside-phone-pictures").string();
    const std::string command = "python3 -B tests/web/phone_pages.py " + house.phone->url() + " " + pictures;
    FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string said;
    char piece[4096];
    while (const std::size_t count = fread(piece, 1, sizeof piece, pipe)) said.append(piece, count);
    EXPECT_EQ(pclose(pipe), 0) << "see above for what was not as it should be";

    std::multiset<std::pair<Theme, std::string>> thanked;
    std::size_t start = 0;
    for (std::size_t end; (end = said.find('\n', start)) != std::string::npos; start = end + 1) {
        const auto note = nlohmann::json::parse(said.substr(start, end - start));
        thanked.emplace(*theme_from_text(note["round"].get<std::string>()), note["text"].get<std::string>());
    }
    EXPECT_EQ(thanked.size(), 6u);
    EXPECT_EQ(released_notes(*house.room), thanked);
}

}  // namespace
}  // namespace hearthside::tests
