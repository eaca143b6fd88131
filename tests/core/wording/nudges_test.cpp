// SPDX-License-Identifier: Apache-2.0
// What the kiosk asks somebody to look at again before a note is sent, and what it ignores.
#include "core/wording/nudges.h"

#include <gtest/gtest.h>

#include "core/text/note_text.h"

namespace hearthside::wording {

void PrintTo(const Nudge& nudge, std::ostream* out) {
    *out << nudge.begin << "-" << nudge.end << " " << static_cast<int>(nudge.kind) << " '" << nudge.mask << "'";
}

namespace {

struct Case {
    NudgeKind kind;
    const char *text, *words, *masked;
};

std::string words_of(std::string_view text, const std::vector<Nudge>& nudges) {
    std::string words;
    for (const Nudge& nudge : nudges) {
        words += (words.empty() ? "" : " | ") + std::string(text.substr(nudge.begin, nudge.end - nudge.begin));
    }
    return words;
}

void expect_found_and_masked(const Case& one) {
    const auto nudges = nudges_in(one.text);
    EXPECT_EQ(words_of(one.text, nudges), one.words);
    for (const Nudge& nudge : nudges) EXPECT_EQ(nudge.kind, one.kind) << one.text;
    const std::string mask = masked(one.text, nudges);
    EXPECT_EQ(mask, one.masked);
    if (one.kind != NudgeKind::blame) {
        EXPECT_TRUE(nudges_in(mask).empty()) << mask << ": " << words_of(mask, nudges_in(mask));
    }
}

TEST(Nudges, FindWhatCouldPointToAPatientOrAPersonAndMaskIt) {
    using enum NudgeKind;
    const Case cases[] = {
        {place, "The lady in bed 14 waited two hours", "bed 14", "The lady in a bed waited two hours"},
        {place, "The bed 14 alarm rang", "The bed 14", "A bed alarm rang"},
        {place, "Bed 3b was cold. Bay C too", "Bed 3b | Bay C", "A bed was cold. A bay too"},
        {place, "It was in Side Room 2, all day", "Side Room 2", "It was in a side room, all day"},
        {place, "Bed no. 7 and bed #8", "Bed no. 7 | bed #8", "A bed and a bed"},
        {place, "we moved beds 4, 5 and 6 by hand", "beds 4, 5 and 6", "we moved some beds by hand"},
        {number, "her NHS number 943 476 5919 was wrong", "943 476 5919", "her NHS number … was wrong"},
        {number, "label AB1234567 on the wrong tube", "AB1234567", "label … on the wrong tube"},
        {date, "born 3/5/1950", "3/5/1950", "born …"},
        {date, "born 1950-05-03, or 3rd May 1950", "1950-05-03 | 3rd May 1950", "born …, or …"},
        {postcode, "sent home to LS1 4AP", "LS1 4AP", "sent home to …"},
        {telephone, "call 0113 496 0000 or +44 7700 900123", "0113 496 0000 | +44 7700 900123", "call … or …"},
        {email, "ask p.lee@ward.example.org now", "p.lee@ward.example.org", "ask … now"},
        {name, "Mrs Smith's tea was cold", "Mrs Smith", "Mrs …'s tea was cold"},
        {name, "mr o'brien fell", "mr o'brien", "mr … fell"},
        {name, "Mr and Mrs Anne Marie Jones-Hughes came", "Mrs Anne Marie Jones-Hughes", "Mr and Mrs … came"},
        {name, "I asked Dr. J. Patel and Sister Mary", "Dr. J. Patel | Sister Mary", "I asked Dr … and Sister …"},
        // Welsh, Polish and Urdu.
        {place, "Roedd y ddynes yng ngwely 14 yn aros", "ngwely 14", "Roedd y ddynes yng ngwely yn aros"},
        {name, "Gofynnais i Nyrs Siân", "Nyrs Siân", "Gofynnais i Nyrs …"},
        {place, "Pani na łóżku nr 12 czekała", "łóżku nr 12", "Pani na łóżku czekała"},
        {name, "Pani Kowalska czekała", "Pani Kowalska", "Pani … czekała"},
        {place, "بیڈ نمبر 14 کی خاتون نے انتظار کیا", "بیڈ نمبر 14", "بیڈ کی خاتون نے انتظار کیا"},
        {place, "بیڈ ۱۴ پر", "بیڈ ۱۴", "بیڈ پر"},
    };
    for (const Case& one : cases) expect_found_and_masked(one);
}

// What a phone, an office program or a web page makes of the same words.
TEST(Nudges, SeeThroughTypographyAndKeepTheRestLetterForLetter) {
    using enum NudgeKind;
    const Case cases[] = {
        {place, "in bed\u00a014 ✓", "bed\u00a014", "in a bed ✓"},
        {place, "in bed\u202f14", "bed\u202f14", "in a bed"},
        {place, "in side\u2011room\u20072.", "side\u2011room\u20072", "in a side-room."},
        {place, "in b\u00aded 1\u200d4 now", "b\u00aded 1\u200d4", "in a bed now"},
        {place, "in \uff42\uff45\uff44\u3000\uff11\uff14, cold", "\uff42\uff45\uff44\u3000\uff11\uff14",
         "in a bed, cold"},
        {place, "in bed 1\ufe0f\u20e34\ufe0f\u20e3 ❤\ufe0f", "bed 1\ufe0f\u20e34\ufe0f\u20e3", "in a bed ❤\ufe0f"},
        {place, "in bed №\u00a07", "bed №\u00a07", "in a bed"},
        {place, "in bed ⑭", "bed ⑭", "in a bed"},
        {place, "in \U0001d41b\U0001d41e\U0001d41d \U0001d7cf\U0001d7d2",
         "\U0001d41b\U0001d41e\U0001d41d \U0001d7cf\U0001d7d2", "in a bed"},
        {place, "beds 4\u20115 moved", "beds 4\u20115", "some beds moved"},
        {number, "her 943\u2011476\u20115919", "943\u2011476\u20115919", "her …"},
        {number, "her 943\u00a0476\u00a05919", "943\u00a0476\u00a05919", "her …"},
        {date, "born 3\u20445\u20441950", "3\u20445\u20441950", "born …"},
        {date, "born 1950\u201005\u201103", "1950\u201005\u201103", "born …"},
        {postcode, "home to LS1\u00a04AP", "LS1\u00a04AP", "home to …"},
        {postcode, "home to \uff2c\uff33\uff11 \uff14\uff21\uff30", "\uff2c\uff33\uff11 \uff14\uff21\uff30",
         "home to …"},
        {telephone, "call 0113\u2011496\u20110000", "0113\u2011496\u20110000", "call …"},
        {telephone, "call \uff10113 496 0000", "\uff10113 496 0000", "call …"},
        {email, "ask p.lee\uff20ward\uff0eexample\uff0eorg", "p.lee\uff20ward\uff0eexample\uff0eorg", "ask …"},
        {name, "ask Mrs\u00a0Smith now", "Mrs\u00a0Smith", "ask Mrs … now"},
        {name, "ask Dr\u00a0J.\u202fPa\u00adtel", "Dr\u00a0J.\u202fPa\u00adtel", "ask Dr …"},
        {name, "Mr Anne\u2011Jones came", "Mr Anne\u2011Jones", "Mr … came"},
        {name, "\u200bMrs\u200d Smith", "Mrs\u200d Smith", "\u200bMrs …"},
        {blame, "she can\u02bct be bothered", "can\u02bct be bothered", "she can\u02bct be bothered"},
        {blame, "was to\u00a0blame", "was to\u00a0blame", "was to\u00a0blame"},
        {blame, "so la\u200dzy", "la\u200dzy", "so la\u200dzy"},
        {place, "بیڈ\u200cنمبر\u00a0۱۴ پر", "بیڈ\u200cنمبر\u00a0۱۴", "بیڈ پر"},
        {blame, "وہ بے\u200cوقوف ہے", "بے\u200cوقوف", "وہ بے\u200cوقوف ہے"},
    };
    for (const Case& one : cases) expect_found_and_masked(one);
    for (const char* text : {"10\u201315 minutes, 3\u00a0of us", "In 2026 we tried 3\u00a0things",
                             "bed\u00a03\u00a0days", "a \u2014 b ½ m² …"})
        EXPECT_TRUE(nudges_in(text).empty()) << text;
}

TEST(Nudges, SayWhatAButtonMasks) {
    const Translate plain = [](std::string_view english) { return std::string(english); };
    EXPECT_EQ(mask_words(nudges_in("The lady in bed 14 waited"), plain), "Mask the bed or room");
    EXPECT_EQ(mask_words(nudges_in("A lazy clerk forgot Dr Patel"), plain), "Mask the name");
    EXPECT_EQ(mask_words(nudges_in("Bed 4, so lazy, Mrs Lee, bay C"), plain), "Mask 1, 3 and 4");
    EXPECT_EQ(mask_words(nudges_in("so lazy"), plain), "");
}

TEST(Nudges, SeeWordsThatSpeakOfFaultAndOfferNothingInTheirPlace) {
    const Case cases[] = {
        {NudgeKind::blame, "It was her fault that we were late", "her fault", nullptr},
        {NudgeKind::blame, "The night team's own fault", "team's own fault", nullptr},
        {NudgeKind::blame, "They should have known better", "should have known better", nullptr},
        {NudgeKind::blame, "so lazy, so careless", "lazy | careless", nullptr},
        {NudgeKind::blame, "Careless", "Careless", nullptr},
        {NudgeKind::blame, "She never bothers, they can't be bothered", "She never bothers | can't be bothered",
         nullptr},
        {NudgeKind::blame, "The night team never answers", "never answers", nullptr},
        {NudgeKind::blame, "Pharmacy is to blame", "is to blame", nullptr},
        {NudgeKind::blame, "ei fai ef oedd e", "ei fai ef", nullptr},
        {NudgeKind::blame, "To jego wina", "jego wina", nullptr},
        {NudgeKind::blame, "ان کی غلطی تھی", "ان کی غلطی", nullptr},
    };
    for (const Case& one : cases) {
        const auto nudges = nudges_in(one.text);
        EXPECT_EQ(words_of(one.text, nudges), one.words);
        for (const Nudge& nudge : nudges) {
            EXPECT_EQ(nudge.kind, NudgeKind::blame) << one.text;
            EXPECT_EQ(nudge.mask, "") << one.text;
        }
        EXPECT_EQ(masked(one.text, nudges), one.text) << "blame is never taken out by us";
    }
}

TEST(Nudges, LeaveAloneWhatIsNoPersonAndWhatIsHonest) {
    for (const char* text : {"",
                             "We had 12 beds and 4 nurses",
                             "I left the room 5 minutes later",
                             "She was in bed 3 days",
                             "Ward 7 lent us a pump",
                             "Handover at 07:30 and 19:45",
                             "The 0730 0800 0900 rounds",
                             "It took 10-15 minutes, 3 of us",
                             "Give 12.5 mg, then 2x",
                             "Chair 14:30, not before",
                             "In 2026 we tried 3 things",
                             "The Sister In Charge and Nurse on call helped",
                             "Dr on call came",
                             "Nurse Practitioner clinics",
                             "Miss the bus and you miss handover",
                             "The MR scan was late",
                             "Mr and Mrs",
                             "Lazy eye clinic",
                             "It was nobody's fault",
                             "It was my fault, I did not check the label",
                             "It was not her fault at all",
                             "We learnt without blame",
                             "No one was to be blamed",
                             "I felt hopeless",
                             "The pump is useless",
                             "Mae 3 o bobl yn aros",
                             "Na sali 3 osoby czekały",
                             "Pan Doktor pomógł",
                             "کمرہ 5 منٹ بعد",
                             "ڈاکٹر صاحب آئے",
                             "T2DM and B12",
                             "ask @ the desk",
                             "A bay of four. In the bay A nurse came"}) {
        EXPECT_EQ(words_of(text, nudges_in(text)), "") << text;
    }
}

TEST(Nudges, AreInOrderApartAndWithinTheTextOfAnyLetters) {
    const std::string text =
        "Dr Patel was careless in bed 4: mrs jones, born 1.2.1950 \xf0\x9f\x91\x8f\xf0\x9f\x8f\xbd, her fault";
    const auto nudges = nudges_in(text);
    ASSERT_EQ(nudges.size(), 6u) << words_of(text, nudges);
    for (std::size_t at = 1; at < nudges.size(); ++at) EXPECT_LE(nudges[at - 1].end, nudges[at].begin);
    for (const Nudge& nudge : nudges) EXPECT_TRUE(text::is_utf8(text.substr(nudge.begin, nudge.end - nudge.begin)));
    EXPECT_EQ(masked(text, nudges),
              "Dr … was careless in a bed: mrs …, born … \xf0\x9f\x91\x8f\xf0\x9f\x8f\xbd, her fault");
}

TEST(Nudges, SayNothingOfWhatIsNoTextOrTooLong) {
    EXPECT_TRUE(nudges_in("bed 14 \xff").empty());
    EXPECT_TRUE(nudges_in("bed 14 \xc3").empty());
    std::string text(nudged_bytes_at_most - 6, 'x');
    EXPECT_EQ(nudges_in(text.replace(text.size() - 7, 7, " bed 14")).size(), 1u);
    EXPECT_TRUE(nudges_in(text + "1234567").empty());
}

}  // namespace
}  // namespace hearthside::wording
