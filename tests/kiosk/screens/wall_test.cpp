// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/round_wall.h"

#include <set>

#include "tests/kiosk/screens/writing_house.h"
#include "tests/support/clean.h"

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;
using support::clean;

std::string card_of(const huddle::Note& note) { return "card-" + huddle::to_hex(note.id.value); }

std::set<std::string> cards_seen(const support::Robot& robot) {
    std::set<std::string> names;
    for (const ui::Target& target : robot.targets()) {
        if (target.name.starts_with("card-")) names.insert(target.name);
    }
    return names;
}

TEST(Wall, PutsEachNoteIntoTheShortestColumn) {
    wall::WallLayout wall;
    wall.begin(
        {.huddle = {1}, .category = huddle::RoundCategory::wins, .columns = 3, .column_width = 100, .text_size = 1});
    EXPECT_EQ(wall.place(huddle::NoteId{1}, 50, 10).column, 0);
    EXPECT_EQ(wall.place(huddle::NoteId{2}, 90, 10).column, 1);
    EXPECT_EQ(wall.place(huddle::NoteId{3}, 20, 10).column, 2);
    EXPECT_EQ(wall.place(huddle::NoteId{4}, 20, 10), (wall::PlacedNote{huddle::NoteId{4}, 2, 30, 20}));
    EXPECT_EQ(wall.place(huddle::NoteId{5}, 20, 10), (wall::PlacedNote{huddle::NoteId{5}, 0, 60, 20}))
        << "the first of equals";
}

TEST(Wall, SealedNotesAreNowhereOnTheScreen) {
    WritingHouse house;
    house.start_in(1);
    house.robot->settle();
    house.add_notes(huddle::RoundCategory::wins, 7);
    EXPECT_TRUE(cards_seen(*house.robot).empty());
    ASSERT_TRUE(house.robot->sees("release-notes"));
    house.tap("release-notes");
    EXPECT_EQ(cards_seen(*house.robot).size(), 7u);
    EXPECT_FALSE(house.robot->sees("release-notes"));
}

TEST(Wall, SevenSealedNotesLookLikeFive) {
    WritingHouse few, many;
    for (WritingHouse* house : {&few, &many}) house->start_in(1);
    few.add_notes(huddle::RoundCategory::wins, 5);
    many.add_notes(huddle::RoundCategory::wins, 7);
    EXPECT_EQ(few.robot->image().pixels, many.robot->image().pixels);
}

TEST(Wall, APlacedNoteNeverMoves) {
    WritingHouse house;
    house.show_notes(9);
    std::map<std::string, ui::Rect> places;
    for (const std::string& name : cards_seen(*house.robot)) places[name] = house.robot->where(name);
    ASSERT_EQ(places.size(), 9u);
    const std::vector<huddle::Note> notes = house.services.board().huddle->notes;

    house.services.send(huddle::MarkTalkedAbout{notes[0].id});
    house.services.send(huddle::SetAside{notes[1].id});
    house.add_notes(huddle::RoundCategory::wins, 3);
    house.tap("open-late-notes");
    EXPECT_FALSE(house.robot->sees(card_of(notes[1])));
    house.services.send(huddle::BringBack{notes[1].id});
    house.robot->settle();
    for (const auto& [name, place] : places) {
        const ui::Rect now = house.robot->where(name);
        EXPECT_EQ(now.x, place.x) << name;
        EXPECT_EQ(now.y, place.y) << name;
        EXPECT_EQ(now.h, place.h) << name;
    }
    EXPECT_GT(cards_seen(*house.robot).size(), 9u) << "the late ones stand below";
}

TEST(Wall, WhilePausedNoNoteCanBeReadOrOpened) {
    WritingHouse house;
    house.show_notes(4);
    house.services.send(huddle::Pause{});
    house.robot->settle();
    EXPECT_TRUE(cards_seen(*house.robot).empty());
    EXPECT_FALSE(house.robot->sees("write-here"));
    const text::Image with_four = house.robot->image();

    WritingHouse other;
    other.show_notes(1);
    other.services.send(huddle::Pause{});
    other.robot->settle();
    EXPECT_EQ(other.robot->image().pixels, with_four.pixels) << "also not how many there are";
}

TEST(Wall, AnOpenNoteClosesWhenTheHuddleIsPaused) {
    WritingHouse house;
    house.show_notes(2);
    house.tap(card_of(house.note(0)));
    ASSERT_TRUE(house.robot->sees("thank-you"));
    house.services.send(huddle::Pause{});
    house.robot->settle();
    EXPECT_FALSE(house.robot->sees("thank-you"));
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
}

TEST(Wall, TooFewNotesWaitAndCannotBeRead) {
    WritingHouse house;
    house.start_in(2);
    house.add_notes(huddle::RoundCategory::mistakes, 2);
    house.tap("release-notes");
    EXPECT_TRUE(house.services.board().huddle->current().holding);
    EXPECT_TRUE(cards_seen(*house.robot).empty());
    EXPECT_FALSE(house.robot->sees("open-late-notes"));
    house.add_notes(huddle::RoundCategory::mistakes, 3);
    house.tap("open-late-notes");
    EXPECT_EQ(cards_seen(*house.robot).size(), 5u) << "enough of them may still be opened";
}

TEST(Wall, EveryNoteCanBeReachedByTapsAlone) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1024, 600}, {1080, 1920}}) {
        WritingHouse house(width, height);
        house.show_notes(40);
        std::set<std::string> seen = cards_seen(*house.robot);
        for (int page = 0; page < 30 && house.robot->sees("more-notes"); ++page) {
            house.tap("more-notes");
            seen.merge(cards_seen(*house.robot));
        }
        EXPECT_EQ(seen.size(), 40u) << width << "x" << height;
        ASSERT_TRUE(house.robot->sees("first-notes"));
        house.tap("first-notes");
        EXPECT_TRUE(house.robot->sees("more-notes"));
    }
}

TEST(Wall, ADragScrollsAndOpensNothing) {
    WritingHouse house(1024, 600);
    house.show_notes(40);
    const ui::Rect card = house.robot->where(*cards_seen(*house.robot).begin());
    house.robot->drag(card.x + 20, card.y + card.h - 4, card.x + 20, card.y + card.h - 44);
    EXPECT_GT(house.views.round_wall.scroll.at, 0);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
}

TEST(FrontCard, ThankYouMarksTheNoteAndReturnsToTheWall) {
    WritingHouse house;
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    house.tap(card_of(note));
    house.tap("thank-you");
    EXPECT_TRUE(house.robot->sees(card_of(note)));
    EXPECT_EQ(house.note(0).state, huddle::NoteState::talked_about);
}

// People saw a frame of three seconds for a note of many lines, and could not scroll to its end.
TEST(FrontCard, ANoteOfManyLinesIsReadToItsEnd) {
    const auto end_of = [](const std::string& last) {
        WritingHouse house;
        house.start_in(1);
        std::string text;
        for (int line = 0; line < 299; ++line) text += "a\n";
        house.services.send(huddle::AddNote{huddle::RoundCategory::wins, clean(text + last), "0123456789abcdef"});
        house.tap("release-notes");
        house.tap(card_of(house.note(0)));
        const text::Image begin = house.robot->image();
        house.views.front_card.scroll = 1e9f;
        house.robot->settle();
        house.robot->frame();
        house.pass(1s);
        EXPECT_NE(begin.pixels, house.robot->image().pixels);
        return house.robot->image().pixels;
    };
    EXPECT_NE(end_of("a"), end_of("W"));
}

TEST(FrontCard, SettingAsideCanBeUndoneForEightSeconds) {
    WritingHouse house;
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    house.tap(card_of(note));
    house.tap("set-aside");
    EXPECT_FALSE(house.robot->sees(card_of(note)));
    house.pass(7s);
    house.tap("undo");
    EXPECT_TRUE(house.robot->sees(card_of(note)));

    house.tap(card_of(note));
    house.tap("set-aside");
    house.pass(8s);
    EXPECT_FALSE(house.robot->sees("undo"));
}

TEST(FrontCard, NotKnowingYetKeepsAQuestion) {
    WritingHouse house;
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    house.tap(card_of(note));
    house.tap("we-dont-know-yet");
    EXPECT_TRUE(house.services.board().huddle->questions.empty()) << "first it is asked when to look again";
    house.tap("ask-1");
    ASSERT_EQ(house.services.board().huddle->questions.size(), 1u);
    EXPECT_EQ(house.services.board().huddle->questions[0].text, note.text);
    EXPECT_EQ(house.services.board().huddle->questions[0].review_on, house.environment.today + std::chrono::days{7});
    EXPECT_EQ(house.note(0).state, huddle::NoteState::talked_about);
    EXPECT_TRUE(house.robot->sees(card_of(note)));
}

// A disk that hangs must not keep anybody's words on the screen.
TEST(Wall, Safety25PauseHidesTheNotesBeforeTheRoomHasAnswered) {
    WritingHouse house;
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    for (const bool at_the_front : {false, true}) {
        if (at_the_front) house.tap(card_of(note));
        house.services.slow_disk = true;
        house.tap("pause");
        ASSERT_TRUE(house.services.board().huddle->clock.running) << "nobody has answered yet";
        EXPECT_FALSE(house.robot->sees(card_of(note)));
        EXPECT_TRUE(house.robot->sees("wipe-down"));
        const text::Image hidden = house.robot->image();
        house.services.answer_held();
        house.robot->settle();
        EXPECT_EQ(house.robot->image().pixels, hidden.pixels) << "the answer changes nothing any more";
        house.tap("resume");
        EXPECT_TRUE(house.robot->sees(card_of(note)));
    }
    // Resumed before the answer: the last request counts.
    house.services.slow_disk = true;
    house.tap("pause");
    house.tap("resume");
    EXPECT_TRUE(house.robot->sees(card_of(note)));
    house.services.answer_held();
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees(card_of(note)));
}

TEST(FrontCard, Safety25ANoteIsSetAsideBeforeTheRoomHasAnswered) {
    WritingHouse house;
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    house.tap(card_of(note));
    house.services.slow_disk = true;
    house.tap("set-aside");
    ASSERT_EQ(house.note(0).state, huddle::NoteState::on_the_wall) << "nobody has answered yet";
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_FALSE(house.robot->sees(card_of(note)));
    EXPECT_TRUE(house.robot->sees("undo"));
    house.services.answer_held();
    house.robot->settle();
    EXPECT_FALSE(house.robot->sees(card_of(note)));
    house.tap("undo");
    EXPECT_TRUE(house.robot->sees(card_of(note)));
}

TEST(FrontCard, ARefusalIsShownAndTheNoteStays) {
    WritingHouse house;
    house.show_notes(2);
    house.tap(card_of(house.note(0)));
    house.services.not_saved = "Not saved.";
    house.tap("set-aside");
    EXPECT_EQ(house.views.front_card.problem, "Not saved.");
    EXPECT_TRUE(house.robot->sees("set-aside"));
}

}  // namespace
}  // namespace hearthside::screens
