// SPDX-License-Identifier: Apache-2.0
// The limit on notes for each address, and the codes that stand for addresses.
#include "kiosk/web/limiter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>

namespace hearthside::web {
namespace {

using namespace std::chrono_literals;

Limiter::Time at(std::chrono::seconds since_start) { return Limiter::Time(1000h + since_start); }

// How many different notes pass until one does not.
int notes_until_refused(Limiter& limiter, const PeerId& peer, Limiter::Time now, const std::string& name) {
    int passed = 0;
    while (limiter.ask(peer, name + std::to_string(passed), now) == 0s) ++passed;
    return passed;
}

TEST(Limiter, Safety18LetsSixtyNotesPassInTenMinutesAndNeverThriceAsMany) {
    for (int run = 0; run < 50; ++run) {
        Limiter limiter(60);
        const PeerId peer{1};
        const int first = notes_until_refused(limiter, peer, at(0s), "first");
        EXPECT_GE(first, 60);
        EXPECT_LE(first, 120);
        EXPECT_LE(notes_until_refused(limiter, peer, at(599s), "second"), 120);
        EXPECT_GE(notes_until_refused(limiter, peer, at(1200s), "third"), 60);
    }
}

TEST(Limiter, SaysHowLongToWaitAndKeepsToIt) {
    Limiter limiter(2);
    const PeerId peer{1};
    notes_until_refused(limiter, peer, at(30s), "a");
    const auto wait = limiter.ask(peer, "more", at(30s));
    EXPECT_GE(wait, 1s);
    EXPECT_LE(wait, 600s);
    EXPECT_EQ(limiter.ask(peer, "more", at(30s + wait)), 0s);
}

TEST(Limiter, CountsEachAddressForItself) {
    Limiter limiter(1);
    notes_until_refused(limiter, PeerId{1}, at(0s), "a");
    EXPECT_EQ(limiter.ask(PeerId{2}, "b", at(0s)), 0s);
}

TEST(Limiter, Safety18RepeatedSendingsAreFreeButNotForEver) {
    Limiter limiter(1);
    const PeerId peer{1};
    for (int again = 0; again <= Limiter::free_repeats; ++again) EXPECT_EQ(limiter.ask(peer, "same", at(0s)), 0s);
    const int others = notes_until_refused(limiter, peer, at(0s), "other");
    EXPECT_LE(others, 1) << "what was repeated has cost one";
    Limiter used_up(1);
    used_up.ask(peer, "same", at(0s));
    notes_until_refused(used_up, peer, at(0s), "other");
    EXPECT_EQ(used_up.ask(peer, "same", at(0s)), 0s) << "also when nothing else passes";
    EXPECT_EQ(used_up.ask(peer, "same", at(600s)), 0s);
    EXPECT_GE(notes_until_refused(used_up, peer, at(600s), "new"), 1) << "and in the stretch after its own";
    int endless = 0;
    while (endless < 100 && used_up.ask(peer, "same", at(600s)) == 0s) ++endless;
    EXPECT_LT(endless, 100);
}

// SAFETY 18: somebody behind the ward's address sends until nothing passes. A limit of exactly 60 would show how many
// notes the others sent. Now k and k + 1 look alike, except for one in sixty.
TEST(Limiter, LetsPassForNothingWhatASendingBecame) {
    Limiter limiter(2);
    const PeerId peer{1};
    ASSERT_EQ(limiter.ask(peer, "bed 14", at(0s)), 0s);
    limiter.know(peer, "a bed", at(1s));
    notes_until_refused(limiter, peer, at(2s), "other");
    EXPECT_EQ(limiter.ask(peer, "a bed", at(3s)), 0s);
    EXPECT_GT(limiter.ask(peer, "another bed", at(3s)), 0s);
}

TEST(Limiter, Safety18WhoeverProbesCannotTellOneNoteMoreOfTheOthers) {
    constexpr int tries = 4'000;
    const auto seen_with = [](int notes_of_others) {
        std::map<int, int> seen;
        for (int one = 0; one < tries; ++one) {
            Limiter limiter(60);
            for (int note = 0; note < notes_of_others; ++note)
                limiter.ask(PeerId{1}, "o" + std::to_string(note), at(0s));
            ++seen[notes_until_refused(limiter, PeerId{1}, at(1s), "p")];
        }
        return seen;
    };
    for (const int others : {0, 7, 30}) {
        const auto fewer = seen_with(others), more = seen_with(others + 1);
        // The best guess by any threshold: right in 50 % of all cases and half of this difference.
        int below_fewer = 0, below_more = 0, widest = 0;
        for (int seen = 0; seen <= 121; ++seen) {
            below_fewer += fewer.contains(seen) ? fewer.at(seen) : 0;
            below_more += more.contains(seen) ? more.at(seen) : 0;
            widest = std::max(widest, std::abs(below_fewer - below_more));
        }
        EXPECT_LT(widest, tries * 12 / 100) << others;
        EXPECT_GE(fewer.size(), 55u) << "a limit that hides nothing";
    }
}

// It does not show when they came either. Nothing becomes free before the period ends, and its end does not depend on
// them.
TEST(Limiter, Safety18NothingTellsWhenTheOthersWrote) {
    for (int run = 0; run < 20; ++run) {
        Limiter limiter(5);
        const auto wait_of_alone = [&] {
            notes_until_refused(limiter, PeerId{2}, at(0s), "p");
            return limiter.ask(PeerId{2}, "w", at(0s));
        }();
        limiter.ask(PeerId{1}, "o", at(0s));
        notes_until_refused(limiter, PeerId{1}, at(0s), "p");
        EXPECT_EQ(limiter.ask(PeerId{1}, "w", at(0s)), wait_of_alone);
        for (auto later = 1s; later < wait_of_alone; later += 1s) EXPECT_GT(limiter.ask(PeerId{1}, "w", at(later)), 0s);
        EXPECT_EQ(limiter.ask(PeerId{1}, "w", at(wait_of_alone)), 0s);
    }
}

TEST(Limiter, ForgetsOldAddressesAndNeverTheBusiest) {
    Limiter limiter(3);
    const PeerId busy{255};
    notes_until_refused(limiter, busy, at(0s), "b");
    for (std::uint32_t number = 0; number < 3 * Limiter::peers_at_most; ++number) {
        PeerId peer{};
        std::memcpy(peer.data(), &number, sizeof number);
        limiter.ask(peer, "a", at(0s));
    }
    EXPECT_LE(limiter.peers(), Limiter::peers_at_most);
    EXPECT_GT(limiter.ask(busy, "more", at(0s)), 0s);
}

TEST(PeerCoder, HidesTheAddressAndChangesWithEveryRun) {
    const PeerCoder one;
    const PeerCoder other;
    EXPECT_EQ(one.code("\x0a\x01\x02\x03"), one.code("\x0a\x01\x02\x03"));
    EXPECT_NE(one.code("\x0a\x01\x02\x03"), one.code("\x0a\x01\x02\x04"));
    EXPECT_NE(one.code("\x0a\x01\x02\x03"), other.code("\x0a\x01\x02\x03"));
    const std::string network = "\x20\x01\x0d\xb8\x01\x01\x01\x01";
    EXPECT_EQ(one.code(network + "abcdefgh"), one.code(network + "ABCDEFGH"));
}

}  // namespace
}  // namespace hearthside::web
