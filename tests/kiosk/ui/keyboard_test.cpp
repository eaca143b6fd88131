// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.h"

#include <gtest/gtest.h>

#include <set>

namespace hearthside::ui {
namespace {

using namespace std::chrono_literals;

const Key& find(KeyboardPage page, const std::string& name) {
    for (const KeyRow& row : key_rows(page)) {
        for (const Key& key : row.keys) {
            if (key.name == name) return key;
        }
    }
    throw std::runtime_error("no key " + name);
}

// A finger and a clock.
struct Hand {
    KeyboardView view;
    huddle::Instant now{huddle::Milliseconds{1'000'000}};
    std::string text;
    int erased = 0;
    bool done = false;

    KeyboardAnswer feed(const Key* key, bool down) {
        KeyboardAnswer answer = press_keyboard(view, key, down, now);
        for (const KeyPress& press : answer.presses) {
            if (press.kind == KeyPress::Kind::text) text += press.text;
            if (press.kind == KeyPress::Kind::enter) text += '\n';
            if (press.kind == KeyPress::Kind::backspace) ++erased;
        }
        done = done || answer.done;
        return answer;
    }
    const Key& key(const std::string& name) const { return find(view.page, name); }
    void tap(const std::string& name, huddle::Milliseconds held = 60ms) {
        const Key& pressed = key(name);
        feed(&pressed, true);
        now += held;
        feed(&pressed, false);
        now += 100ms;
    }
};

TEST(Keyboard, TypesWhenTheFingerLifts) {
    Hand hand;
    hand.feed(&hand.key("key-q"), true);
    EXPECT_EQ(hand.text, "");
    hand.now += 50ms;
    hand.feed(&hand.key("key-q"), false);
    EXPECT_EQ(hand.text, "q");
}

TEST(Keyboard, SlidingOffCancels) {
    Hand hand;
    hand.feed(&hand.key("key-q"), true);
    hand.feed(&hand.key("key-w"), true);
    hand.feed(&hand.key("key-q"), true);
    hand.feed(&hand.key("key-q"), false);
    EXPECT_EQ(hand.text, "");
}

TEST(Keyboard, ASentenceBeginsWithACapital) {
    Hand hand;
    const auto write = [&](const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            begin_sentence(hand.view, hand.text, true);
            hand.tap(name);
        }
        begin_sentence(hand.view, hand.text, true);
    };
    write({"key-w", "key-e", "key-space", "key-t", "key-.", "key-space", "key-i", "key-t", "key-?", "key-a"});
    EXPECT_EQ(hand.text, "We t. It?a") << "a sign without a blank ends nothing";
    write({"key-enter", "key-s"});
    EXPECT_EQ(hand.text, "We t. It?a\nS");
    // A tap on shift wins, and two quick ones still lock it.
    Hand small;
    begin_sentence(small.view, "", true);
    small.tap("key-shift");
    begin_sentence(small.view, "", true);
    small.tap("key-i");
    EXPECT_EQ(small.text, "i");
    Hand locked;
    begin_sentence(locked.view, "", true);
    locked.tap("key-shift");
    locked.tap("key-shift");
    EXPECT_EQ(locked.view.shift, Shift::lock);
    // Letters without capitals have a second set on shift.
    Hand urdu;
    begin_sentence(urdu.view, "", false);
    EXPECT_EQ(urdu.view.shift, Shift::off);
    // The other pages have no capitals, and coming back from them makes no difference.
    Hand figures;
    begin_sentence(figures.view, "", true);
    figures.tap("key-123");
    begin_sentence(figures.view, "", true);
    EXPECT_EQ(figures.view.shift, Shift::off);
    figures.tap("key-123");
    begin_sentence(figures.view, "", true);
    EXPECT_EQ(figures.view.shift, Shift::once);
}

TEST(Keyboard, ThePadHasFiguresAndTheLettersBehindIt) {
    Hand hand;
    hand.view.page = KeyboardPage::pad;
    for (const char* name : {"key-1", "key-0", "key-9", "key-backspace"}) hand.tap(name);
    EXPECT_EQ(hand.text, "109");
    EXPECT_EQ(hand.erased, 1);
    hand.tap("key-letters");
    EXPECT_EQ(hand.view.page, KeyboardPage::letters);
}

TEST(Keyboard, ShiftHoldsForOneLetter) {
    Hand hand;
    hand.tap("key-shift");
    hand.tap("key-w");
    hand.tap("key-e");
    EXPECT_EQ(hand.text, "We");
}

TEST(Keyboard, TwoQuickTapsOnShiftLockItAndOneTapUnlocks) {
    Hand hand;
    hand.tap("key-shift");
    hand.tap("key-shift");
    EXPECT_EQ(hand.view.shift, Shift::lock);
    hand.tap("key-i");
    hand.tap("key-v");
    hand.tap("key-shift-right");
    hand.tap("key-o");
    EXPECT_EQ(hand.text, "IVo");
}

TEST(Keyboard, TwoSlowTapsOnShiftTurnItOffAgain) {
    Hand hand;
    hand.tap("key-shift");
    hand.now += 301ms;
    hand.tap("key-shift");
    EXPECT_EQ(hand.view.shift, Shift::off);
}

TEST(Keyboard, ALetterBetweenTwoShiftsIsNoDoubleTap) {
    Hand hand;
    hand.tap("key-shift", 20ms);
    hand.tap("key-a", 20ms);
    hand.tap("key-shift", 20ms);
    EXPECT_EQ(hand.view.shift, Shift::once);
}

TEST(Keyboard, BackspaceDeletesOnceOnATap) {
    Hand hand;
    hand.tap("key-backspace", 399ms);
    EXPECT_EQ(hand.erased, 1);
}

TEST(Keyboard, BackspaceHeldRepeatsAfter400MillisecondsEach50) {
    Hand hand;
    const Key& key = hand.key("key-backspace");
    const KeyboardAnswer landed = hand.feed(&key, true);
    ASSERT_TRUE(landed.wake);
    EXPECT_EQ(*landed.wake - hand.now, 400ms);
    hand.now += 399ms;
    hand.feed(&key, true);
    EXPECT_EQ(hand.erased, 0);
    hand.now += 1ms;
    EXPECT_EQ(*hand.feed(&key, true).wake, hand.now + 50ms);
    EXPECT_EQ(hand.erased, 1);
    for (int count = 0; count < 10; ++count) {
        hand.now += 50ms;
        hand.feed(&key, true);
    }
    EXPECT_EQ(hand.erased, 11);
    hand.feed(&key, false);
    EXPECT_EQ(hand.erased, 11) << "the lift after repeating deletes nothing more";
}

TEST(Keyboard, AStalledFrameDoesNotDeleteAWholeSentence) {
    Hand hand;
    const Key& key = hand.key("key-backspace");
    hand.feed(&key, true);
    hand.now += 5s;
    hand.feed(&key, true);
    EXPECT_LE(hand.erased, 4);
}

TEST(Keyboard, LettersDoNotRepeat) {
    Hand hand;
    const Key& key = hand.key("key-q");  // has no accents to show
    hand.feed(&key, true);
    for (int count = 0; count < 40; ++count) {
        hand.now += 50ms;
        EXPECT_FALSE(hand.feed(&key, true).wake);
    }
    hand.feed(&key, false);
    EXPECT_EQ(hand.text, "q");
}

TEST(Keyboard, ABouncingFingerTypesOnce) {
    Hand hand;
    const Key& key = hand.key("key-t");
    hand.feed(&key, true);
    hand.now += 60ms;
    hand.feed(&key, false);
    hand.now += 39ms;
    hand.feed(&key, true);
    hand.now += 60ms;
    hand.feed(&key, false);
    EXPECT_EQ(hand.text, "t");
    hand.now += 40ms;
    hand.feed(&key, true);
    hand.feed(&key, false);
    EXPECT_EQ(hand.text, "tt") << "a double letter typed on purpose stays two";
}

TEST(Keyboard, TurnsToFiguresAndEmojiAndBack) {
    Hand hand;
    hand.tap("key-123");
    hand.tap("key-5");
    hand.tap("key-£");
    hand.tap("key-123");
    hand.tap("key-a");
    hand.tap("key-emoji");
    hand.tap("key-🙏");
    hand.tap("key-emoji");
    hand.tap("key-enter");
    hand.tap("key-space");
    hand.tap("key-done");
    EXPECT_EQ(hand.text, "5£a🙏\n ");
    EXPECT_TRUE(hand.done);
}

TEST(Keyboard, EveryPageHasEachKeyOnceAndTheCommonOnes) {
    for (const KeyboardPage page : {KeyboardPage::letters, KeyboardPage::figures, KeyboardPage::emoji}) {
        std::set<std::string> names;
        for (const KeyRow& row : key_rows(page)) {
            for (const Key& key : row.keys) EXPECT_TRUE(names.insert(key.name).second) << key.name;
        }
        for (const char* name :
             {"key-backspace", "key-enter", "key-space", "key-123", "key-emoji", "key-left", "key-right", "key-done"}) {
            EXPECT_TRUE(names.contains(name)) << name;
        }
    }
}

}  // namespace
}  // namespace hearthside::ui
