// SPDX-License-Identifier: Apache-2.0
// A search finds what somebody else wrote, whichever signs their keyboards have.
#include "core/search/search_index.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hearthside::search {
namespace {

TEST(SearchIndex, FindsAWordWhicheverWayItsPunctuationIsWritten) {
    const std::vector<std::vector<std::string>> alike{
        {"don't", "don\u2019t", "don\u02BCt", "don`t", "don\u00B4t", "don\uFF07t", "don\u2018t", "DON\u2032T"},
        {"mae'r te'n oer", "mae\u2019r te\u2019n oer", "mae\u2018r te\u02BCn oer"},
        {"i\u2019w gwely", "i'w gwely"},
        {"\"soon\"", "\u201Csoon\u201D", "\u201Esoon\u201D", "\u00ABsoon\u00BB", "\uFF02soon\uFF02",
         "\u300Csoon\u300D"},
        {"follow-up", "follow\u2010up", "follow\u2011up", "follow\u2013up", "follow\u2014up", "follow\u2212up",
         "follow\uFF0Dup", "fol\u00ADlow-up"},
        {"bed 7, bay", "bed\u00A07, bay", "bed\u202F7\u060C\u2028bay", "bed\u20037\uFF0C bay"},
        {"why?", "why\uFF1F", "why\u061F", "why\u037E"},
        {"wait...", "wait\u2026"},
        {"3/5", "3\u20445", "3\u22155", "3\uFF0F5"},
        {"\u0634\u06A9\u0631\u06CC\u06C1.", "\u0634\u06A9\u0631\u06CC\u06C1\u06D4"},
    };
    SearchIndex index;
    for (const auto& forms : alike) {
        for (const std::string& form : forms) index.add("a " + form + " b");
    }
    std::size_t begin = 0;
    for (const auto& forms : alike) {
        for (const std::string& form : forms) {
            const auto found = index.find(form);
            for (std::size_t at = begin; at < begin + forms.size(); ++at)
                EXPECT_NE(std::find(found.begin(), found.end(), at), found.end())
                    << form << " does not find " << forms[at - begin];
        }
        begin += forms.size();
    }
    EXPECT_TRUE(index.find("dont").empty());
    EXPECT_TRUE(index.find("followup").empty());
    EXPECT_TRUE(index.find("a'b").empty());
}

bool finds(const std::string& text, const std::string& question) {
    SearchIndex index;
    index.add("something else");
    index.add(text);
    const auto found = index.find(question);
    EXPECT_TRUE(found.empty() || found == std::vector<std::uint32_t>{1});
    return !found.empty();
}

TEST(SearchIndex, CaseAccentsAndWidthDoNotMatterInAnyLanguage) {
    const std::pair<const char*, const char*> same[] = {{"The Drug Round", "drug"},
                                                        {"Zażółć gęślą jaźń", "zazolc GESLA"},
                                                        {"Źle odczytałam skrót", "skrot zle"},
                                                        {"Straße", "STRASSE"},
                                                        {"naïve café", "naive CAFÉ"},
                                                        {"ŵythnos ŷd", "wythnos yd"},
                                                        {"ΣΊΣΥΦΟΣ", "σίσυφος"},
                                                        {"ＡＢＣ１２", "abc12"},
                                                        {"İstanbul", "istanbul"},
                                                        {"فُون پر", "فون"},
                                                        {"كتاب", "کتاب"},
                                                        {"علي", "علی"},
                                                        {"שָׁלוֹם", "שלום"},
                                                        {"Ёлка", "елка"},
                                                        {"१२ बजे", "12"},
                                                        {"cafe\u0301", "café"},
                                                        {"Ação", "acao"},
                                                        {"Ødegård", "odegard"}};
    for (const auto& [text, question] : same) {
        EXPECT_TRUE(finds(text, question)) << text << " / " << question;
    }
    const std::pair<const char*, const char*> different[] = {
        {"かき", "がき"}, {"मीन", "मन"}, {"drug", "drugs"}, {"two words", "twowords"}, {"", "a"}};
    for (const auto& [text, question] : different) {
        EXPECT_FALSE(finds(text, question)) << text << " / " << question;
    }
}

TEST(SearchIndex, EveryWordMustOccurAndAPartOfAWordIsEnough) {
    SearchIndex index;
    for (const char* text : {"the pump beeps at night", "the night pump", "a quiet night", "pumpkin soup at nightfall"})
        index.add(text);
    using Found = std::vector<std::uint32_t>;
    EXPECT_EQ(index.find("pump night"), (Found{0, 1, 3}));
    EXPECT_EQ(index.find("  night   PUMP beeps "), (Found{0}));
    EXPECT_EQ(index.find("night"), (Found{0, 1, 2, 3}));
    EXPECT_EQ(index.find(""), Found{});
    EXPECT_EQ(index.find("   "), Found{});
    EXPECT_EQ(index.find(std::string("\0", 1)), Found{}) << "what ends a text is no word";
    EXPECT_EQ(index.find("night pump soup fall kin at u m zzz"), (Found{3})) << "eight words count";
}

TEST(SearchIndex, WhatIsTakenOutIsGoneAndTheRestKeepsItsOrder) {
    SearchIndex index;
    for (int number = 0; number < 1000; ++number)
        index.add("text" + std::to_string(number) + (number % 3 == 0 ? " fizz" : " plain"));
    index.remove_if([](std::size_t number) { return number % 3 == 0; });
    EXPECT_EQ(index.size(), 666u);
    EXPECT_TRUE(index.find("fizz").empty());
    EXPECT_EQ(index.find("plain").size(), 666u);
    EXPECT_EQ(index.find("text997"), (std::vector<std::uint32_t>{664}));
    index.add("fizz again");
    EXPECT_EQ(index.find("FIZZ"), (std::vector<std::uint32_t>{666}));
    index.remove_if([](std::size_t) { return true; });
    EXPECT_EQ(index.bytes(), 0u);
    EXPECT_TRUE(index.find("again").empty());
}

}  // namespace
}  // namespace hearthside::search
