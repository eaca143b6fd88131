// SPDX-License-Identifier: Apache-2.0
// The phone's scripts and the kiosk must agree on how many characters a note has, and on how it is sealed. Each side's
// own code works on the same texts.
#include <gtest/gtest.h>
#include <sodium.h>

#include <nlohmann/json.hpp>
#include <random>

#include "core/text/note_text.h"
#include "kiosk/phone/sealing.h"
#include "tests/kiosk/phone/script.h"

namespace hearthside::phone {
namespace {

// Pieces of the languages that wards write, and of what keyboards produce. Not Khmer: newer browsers join its
// subscripts to the letter before, and Debian 12's ICU does not yet.
const std::vector<std::string> pieces{"a",
                                      " ",
                                      "\n",
                                      "\r\n",
                                      "\r",
                                      "\t",
                                      "e\u0301",
                                      "\u00e9",
                                      "\u0142",
                                      "\u015b\u0302",
                                      "\u0645\u0631\u06cc\u0636",
                                      "\u06c1\u0645 \u0646\u06d2",
                                      "\u0645\u064f",
                                      "\u0915\u094d\u0937",
                                      "\u0915\u094d\u0924\u094d\u0930",
                                      "\u0915\u094d\u200d\u0937",
                                      "\u0915\u094d\u200c\u0937",
                                      "\u0915\u093f",
                                      "\u0b95\u0bcd\u0bb7",
                                      "\u0ba8\u0ba9\u0bcd\u0bb1\u0bbf",
                                      "\u0995\u09cd\u09b7",
                                      "\u0d15\u0d4d\u0d37",
                                      "\u0c15\u0c4d\u0c37",
                                      "\u0a95\u0acd\u0ab7",
                                      "\u0b15\u0b4d\u0b37",
                                      "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
                                      "\u0e01\u0e33",
                                      "\uac00\ub098",
                                      "\u1100\u1161\u11a8",
                                      "\u65e5\u672c\u8a9e",
                                      "\U0001F44F\U0001F3FD",
                                      "\U0001F469\u200D\U0001F469\u200D\U0001F467",
                                      "\u2764\ufe0f",
                                      "\u2764\ufe0f\u200d\U0001F525",
                                      "1\ufe0f\u20e3",
                                      "\U0001F1EC\U0001F1E7",
                                      "\U0001F1F5\U0001F1F1\U0001F1EB",
                                      "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
                                      "\u00a0",
                                      "\u2003",
                                      "\u200b",
                                      "\u200d",
                                      "\u200e",
                                      "\u202e",
                                      "\u2066",
                                      "\ufeff",
                                      "\u0001",
                                      "\u0085",
                                      "\v",
                                      "\u001d",
                                      "\u001f",
                                      "\u2028",
                                      "\u2029",
                                      "\ufdd0",
                                      "\uffff",
                                      "\U0001fffe",
                                      "\ufffd",
                                      "\ufffc",
                                      "\u2800",
                                      "\u3164",
                                      "\u115f",
                                      "\u034f",
                                      "\ufe0f",
                                      "\u0301",
                                      "\u00ad",
                                      "z\u0335\u0321\u0322",
                                      "\u05e9\u05c1\u05b8",
                                      "\u1019\u102b",
                                      "\"",
                                      "\\",
                                      "<b>",
                                      "\U0001F600",
                                      "\u0600\u0661"};

std::string random_text(std::mt19937& chance) {
    std::string text;
    for (std::size_t count = 1 + chance() % 12; count > 0; --count) text += pieces[chance() % pieces.size()];
    return text;
}

TEST(PhoneCounting, BrowserFallbackAndKioskCountAlike) {
    std::mt19937 chance(41);
    std::vector<std::string> texts = pieces;
    while (texts.size() < 5000) texts.push_back(random_text(chance));
    std::vector<std::string> lines;
    for (const std::string& text : texts) lines.push_back(nlohmann::json(text).dump());
    const auto counted = run_script("count_vectors.mjs", lines);
    ASSERT_EQ(counted.size(), texts.size());
    for (std::size_t at = 0; at < texts.size(); ++at) {
        const auto cleaned = text::clean_note_text(texts[at]);
        const std::size_t ours = cleaned ? text::count_graphemes(cleaned->str()) : 0;
        const auto theirs = nlohmann::json::parse(counted[at]);
        EXPECT_EQ(theirs["segmenter"], ours) << "Intl.Segmenter: " << nlohmann::json(texts[at]).dump(-1, ' ', true);
        EXPECT_EQ(theirs["pattern"], ours) << "the fallback: " << nlohmann::json(texts[at]).dump(-1, ' ', true);
    }
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
    return text;
}

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                      &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(length);
    return bytes;
}

TEST(PhoneSealing, FiveHundredNotesSealedByThePhoneAreOpenedHere) {
    SealingKeys keys;
    const std::string key = keys.public_key_of("room");
    std::mt19937 chance(42);
    std::vector<std::string> lines, notes;
    for (int count = 0; count < 500; ++count) {
        const nlohmann::json note{{"round", "wins"}, {"text", random_text(chance)}, {"token", std::to_string(count)}};
        notes.push_back(note.dump());
        lines.push_back(nlohmann::json{{"key", key}, {"note", note}}.dump());
    }
    const auto sealed = run_script("seal_vectors.mjs", lines);
    ASSERT_EQ(sealed.size(), notes.size());
    for (std::size_t at = 0; at < notes.size(); ++at) {
        const auto opened = keys.open("room", from_base64(sealed[at]));
        ASSERT_TRUE(opened) << at;
        EXPECT_EQ(nlohmann::json::parse(*opened), nlohmann::json::parse(notes[at]));
    }
}

TEST(PhoneSealing, FiveHundredAnswersOfTheKioskAreOpenedByTheScript) {
    SealingKeys keys;
    const std::string key = keys.public_key_of("room");
    std::mt19937 chance(43);
    std::vector<std::string> lines, texts;
    for (int count = 0; count < 500; ++count) {
        unsigned char phone_open[32], phone_secret[32];
        crypto_box_keypair(phone_open, phone_secret);
        // Only the phone's own key matters here.
        std::string note(reinterpret_cast<char*>(phone_open), 32);
        note.resize(sealed_bytes, '\0');
        texts.push_back("<p>" + random_text(chance));  // no byte-order mark at its beginning
        const auto answer = keys.answer_key("room", note)->seal(texts.back());
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->size(), answer_bytes);
        lines.push_back(nlohmann::json{
            {"secret", base64({reinterpret_cast<char*>(phone_secret), 32})}, {"key", key}, {"answer", base64(*answer)}}
                            .dump());
    }
    const auto opened = run_script("seal_vectors.mjs", lines);
    ASSERT_EQ(opened.size(), texts.size());
    for (std::size_t at = 0; at < texts.size(); ++at) EXPECT_EQ(nlohmann::json::parse(opened[at]), texts[at]);
    const std::string note(sealed_bytes, 'x');
    const auto answer_key = keys.answer_key("room", note);
    ASSERT_TRUE(answer_key);
    EXPECT_FALSE(answer_key->seal(std::string(answer_plain_bytes, 'a'))) << "too long";
    EXPECT_TRUE(answer_key->seal(std::string(answer_plain_bytes - 1, 'a')));
    EXPECT_FALSE(keys.answer_key("another", note)) << "no such key";
    EXPECT_FALSE(keys.answer_key("room", note.substr(1)));
}

TEST(PhoneSealing, KeysDieWithTheirRoomKey) {
    SealingKeys keys;
    const std::string first = keys.public_key_of("one");
    EXPECT_EQ(keys.public_key_of("one"), first);
    EXPECT_NE(keys.public_key_of("two"), first);
    const nlohmann::json note{{"round", "wins"}, {"text", "x"}, {"token", "t"}};
    const auto sealed = run_script("seal_vectors.mjs", {nlohmann::json{{"key", first}, {"note", note}}.dump()});
    std::string bytes = from_base64(sealed.at(0));
    ASSERT_TRUE(keys.open("one", bytes));
    EXPECT_FALSE(keys.open("two", bytes)) << "sealed for another key";
    EXPECT_FALSE(keys.open("one", bytes.substr(1)));
    EXPECT_FALSE(keys.open("one", std::string_view(bytes).substr(0, bytes.size() - 1)));
    bytes[5000] = static_cast<char>(bytes[5000] ^ 1);
    EXPECT_FALSE(keys.open("one", bytes)) << "changed on the way";
    bytes[5000] = static_cast<char>(bytes[5000] ^ 1);
    keys.keep_only("two", "one");
    EXPECT_TRUE(keys.open("one", bytes)) << "the previous key still holds";
    keys.keep_only("two", "");
    EXPECT_FALSE(keys.open("one", bytes));
    EXPECT_NE(keys.public_key_of("one"), first);
}

}  // namespace
}  // namespace hearthside::phone
