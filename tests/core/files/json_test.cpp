// SPDX-License-Identifier: Apache-2.0
#include "core/files/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "tests/support/failing_memory.h"

namespace hearthside::files {
namespace {

TEST(Json, IsWrittenInTheOrderOfItsMembers) {
    Json value{
        {"word", "a \"b\" \\ \n"}, {"yes", true}, {"none", nullptr}, {"whole", -3}, {"part", 2.5}, {"even", 300.0}};
    value["list"].push_back(1u);
    value["list"].push_back(Json{{"deep", Json::array()}});
    value["word"] = "c";
    EXPECT_EQ(value.dump(), R"({"word":"c","yes":true,"none":null,"whole":-3,"part":2.5,"even":300.0,)"
                            R"("list":[1,{"deep":[]}]})");
    EXPECT_EQ(Json(Json{{"a", Json::array({1, 2})}, {"b", Json::object()}}).dump(2),
              "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
    EXPECT_EQ(Json("a\xff"
                   "b")
                  .dump(),
              "\"a\xef\xbf\xbd"
              "b\"");
    EXPECT_EQ(Json(std::numeric_limits<std::uint64_t>::max()).dump(), "18446744073709551615");
}

TEST(Json, IsReadAsItWasWritten) {
    const std::string text = R"({"a":[1,-2,2.5,"x",null,true,{"b":{}}],"c":18446744073709551615,"d":"\ud83d\ude00"})";
    const auto value = Json::parse(text);
    ASSERT_TRUE(value);
    EXPECT_EQ(value->dump(), R"({"a":[1,-2,2.5,"x",null,true,{"b":{}}],"c":18446744073709551615,"d":"😀"})");
    const Json* list = value->find("a");
    ASSERT_TRUE(list && list->items());
    EXPECT_EQ(list->items()->at(1).integer(), -2);
    EXPECT_EQ(list->items()->at(2).integer(), std::nullopt) << "no whole number";
    EXPECT_EQ(*list->items()->at(3).text(), "x");
    EXPECT_EQ(value->find("c")->integer(), std::nullopt) << "larger than any of ours";
    EXPECT_EQ(value->find("e"), nullptr);
    EXPECT_EQ(list->find("a"), nullptr) << "a list has no members";
    EXPECT_EQ(*Json::parse(R"({"a":"first","a":"last"})")->find("a")->text(), "last");
}

TEST(Json, RefusesWhatIsNone) {
    for (const char* text : {"", "{", "[1,]", "{\"a\":1}x", "{'a':1}", "nul", "\"\xff\"", "[01]", "\"\n\""})
        EXPECT_FALSE(Json::parse(text)) << text;
    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    EXPECT_TRUE(Json::parse(nested(Json::levels_at_most)));
    EXPECT_FALSE(Json::parse(nested(Json::levels_at_most + 1)));
    EXPECT_FALSE(Json::parse(nested(1'000'000)));
}

// A thread without memory throws, and what was built until then is let go of without any.
TEST(Json, IsTakenApartWithoutMemory) {
    const std::string text =
        R"({"a":[{"b":["a text that is too long to lie in its own value",1]}],"c":{"d":[[1],[2]]}})";
    bool whole = false;
    std::size_t failed = 0;
    for (std::size_t step = 0; !whole; ++step) {
        const support::FailingMemory memory(step);
        std::thread([&] {
            try {
                auto value = Json::parse(text);
                if (!value) return;
                (*value)["e"] = Json{{"f", Json::array({1, "two"})}, {"g", Json{{"h", nullptr}}}};
                whole = value->dump(2).size() > text.size();
            } catch (const std::bad_alloc&) {
                ++failed;
            }
        }).join();
        ASSERT_LT(step, 10'000u);
    }
    EXPECT_GT(failed, 10u);
}

}  // namespace
}  // namespace hearthside::files
