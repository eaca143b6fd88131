// SPDX-License-Identifier: Apache-2.0
// What somebody types finds what somebody else wrote, whichever signs their keyboards have.
#include "core/search/search_index.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hearthside {
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

}  // namespace
}  // namespace hearthside
