// SPDX-License-Identifier: Apache-2.0
// What a browser sends with the form of notes and with a tap on the pulse.
#include "kiosk/phone/form.h"

#include <gtest/gtest.h>

namespace hearthside::phone {
namespace {

TEST(Form, DecodesWhatBrowsersSend) {
    const auto fields = read_urlencoded("token=a1&round=wins&text=Tea+%26+toast%0D%0A%E2%98%95");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->round, "wins");
    EXPECT_EQ(fields->text, "Tea & toast\r\n\xe2\x98\x95");
    EXPECT_EQ(fields->token, "a1");
}

TEST(Form, TakesATokenOrSaysThatItIsNone) {
    for (const std::string& token : {std::string("a"), std::string("A-9"), std::string(64, 'z')}) {
        const auto fields = read_urlencoded("token=" + token);
        EXPECT_TRUE(fields && fields->token == token && !fields->wrong_token) << token;
    }
    for (const std::string& token : {std::string("a+b"), std::string("%C3%A9"), std::string(65, 'z')}) {
        const auto fields = read_urlencoded("token=" + token);
        EXPECT_TRUE(fields && fields->token.empty() && fields->wrong_token) << token;
    }
    const auto none = read_urlencoded("token=&text=Tea");
    EXPECT_TRUE(none && none->token.empty() && !none->wrong_token);
}

TEST(Form, RefusesBrokenPercentSequences) {
    for (const char* body : {"text=%", "text=%4", "text=%zz", "%G1=x", "text=a%2", "text=%-1", "text=% 1"}) {
        EXPECT_FALSE(read_urlencoded(body)) << body;
    }
}

TEST(Form, RefusesAFieldTwice) {
    EXPECT_FALSE(read_urlencoded("text=a&text=b"));
    EXPECT_FALSE(read_urlencoded("round=wins&%72ound=hope"));
    EXPECT_FALSE(read_json(R"({"text":"a","text":"b"})"));
}

TEST(Form, ReadsJsonObjectsOfStringsOnly) {
    const auto fields = read_json(R"({"round":"hope","text":"Zur\u00fcck \ud83d\ude00","other":"x","token":null})");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->text,
              "Zur\xc3\xbc"
              "ck \xf0\x9f\x98\x80");
    EXPECT_EQ(fields->token, "");
    EXPECT_FALSE(fields->wrong_token);
    for (const char* body : {"", "[]", "\"text\"", "{", R"({"text":1})", R"({"text":{"a":"b"}})", R"({"text":["a"]})",
                             R"({"text":"a"} {"text":"b"})", R"({"text":null})", R"({"text":"\ud800"})", "null"}) {
        EXPECT_FALSE(read_json(body)) << body;
    }
    EXPECT_FALSE(read_json(std::string(16000, '[')));
}

TEST(Form, ReadsATapOnThePulse) {
    const auto tap = read_tap("value=4&page=abc1");
    ASSERT_TRUE(tap);
    EXPECT_EQ(tap->value, 4);
    EXPECT_EQ(tap->page, "abc1");
    for (const char* wrong : {"", "value=0&page=a", "value=6&page=a", "value=44&page=a", "value=4", "page=a",
                              "value=4&page=a.b", "value=4&value=5&page=a", "value=%34%&page=a"}) {
        EXPECT_FALSE(read_tap(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace hearthside::phone
