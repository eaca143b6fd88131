// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/round_wall.h"

#include <set>

#include "kiosk/screens/wall/cards.h"
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

// From the first page on, by taps alone.
std::set<std::string> cards_on_all_pages(support::Robot& robot) {
    while (robot.sees("page-back")) robot.tap("page-back");
    std::set<std::string> names = cards_seen(robot);
    while (robot.sees("page-on")) {
        robot.tap("page-on");
        names.merge(cards_seen(robot));
    }
    return names;
}

constexpr wall::CardPadding padding{52, 44, 20};

float cap_mm(const ui::Appearance& theme, const wall::WallGrid& grid) {
    return grid.text_px * 0.727f / theme.px_per_mm;
}

TEST(Wall, HasTypeThatIsReadAtTwoMetresOnLargePanelsAndFewerCardsOnSmallerOnes) {
    const ui::Appearance large = ui::make_theme(1920, 1080, "day", 1.0, 32);
    const wall::WallGrid six = wall::wall_grid(large, 1470, 640, padding, 40);
    EXPECT_EQ(six.per_page(), 6u);
    EXPECT_GE(cap_mm(large, six), 12);
    const ui::Appearance smaller = ui::make_theme(1920, 1080, "day", 1.0, 24);
    const wall::WallGrid four = wall::wall_grid(smaller, 1470, 640, padding, 40);
    EXPECT_EQ(four.per_page(), 4u);
    EXPECT_GT(cap_mm(smaller, four), cap_mm(smaller, six));
}

TEST(Wall, HasLargerTypeForAFewNotesAndTheLargestForOne) {
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 32);
    const auto grid = [&](std::size_t notes) { return wall::wall_grid(theme, 1470, 640, padding, notes); };
    EXPECT_EQ(grid(1).per_page(), 1u);
    for (const std::size_t notes : {2u, 3u, 4u}) {
        EXPECT_EQ(grid(notes).columns, 2) << notes;
        EXPECT_GT(grid(notes).text_px, grid(40).text_px) << notes;
        EXPECT_LT(grid(notes).text_px, grid(1).text_px) << notes;
    }
}

TEST(Wall, PutsEachNoteIntoTheNextPlaceAndKeepsItThere) {
    wall::WallLayout wall;
    wall.begin(huddle::HuddleId{1}, huddle::RoundCategory::wins);
    EXPECT_EQ(wall.place(huddle::NoteId{8}), 0u);
    EXPECT_EQ(wall.place(huddle::NoteId{3}), 1u);
    EXPECT_EQ(wall.place(huddle::NoteId{8}), 0u);
    wall.begin(huddle::HuddleId{1}, huddle::RoundCategory::hope);
    EXPECT_EQ(wall.find(huddle::NoteId{8}), std::nullopt);
}

TEST(Wall, SealedNotesAreNowhereOnTheScreen) {
    WritingHouse house;
    house.start_in(1);
    house.robot->settle();
    house.add_notes(huddle::RoundCategory::wins, 7);
    EXPECT_TRUE(cards_seen(*house.robot).empty());
    ASSERT_TRUE(house.robot->sees("release-notes"));
    house.tap("release-notes");
    EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 7u);
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
    ASSERT_EQ(places.size(), 4u);
    const std::vector<huddle::Note> notes = house.services.board().huddle->notes;

    std::vector<huddle::NoteId> shown;
    for (const huddle::Note& note : notes)
        if (places.contains(card_of(note))) shown.push_back(note.id);
    house.services.send(huddle::MarkTalkedAbout{shown[0]});
    house.services.send(huddle::SetAside{shown[1]});
    house.add_notes(huddle::RoundCategory::wins, 3);
    house.tap("open-late-notes");
    EXPECT_EQ(cards_seen(*house.robot).size(), 3u) << "its place stays empty";
    house.services.send(huddle::BringBack{shown[1]});
    house.robot->settle();
    for (const auto& [name, place] : places) {
        const ui::Rect now = house.robot->where(name);
        EXPECT_EQ(now.x, place.x) << name;
        EXPECT_EQ(now.y, place.y) << name;
        EXPECT_EQ(now.h, place.h) << name;
    }
    EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 12u) << "the late ones stand on later pages";
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

TEST(Wall, AnOpenNoteIsHiddenWhileTheHuddleIsPaused) {
    WritingHouse house;
    house.show_notes(2);
    house.tap(card_of(house.note(0)));
    ASSERT_TRUE(house.robot->sees("thank-you"));
    house.services.send(huddle::Pause{});
    house.robot->settle();
    EXPECT_FALSE(house.robot->sees("thank-you"));
    house.services.send(huddle::Resume{});
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("thank-you"));
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
    EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 5u) << "enough of them may still be opened";
}

TEST(Wall, EveryNoteCanBeReachedByTapsAlone) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1024, 600}, {1080, 1920}}) {
        WritingHouse house(width, height);
        house.show_notes(40);
        EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 40u) << width << "x" << height;
        EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 40u) << "and once more from the last page";
    }
}

TEST(Wall, AnEmptyPageIsPassedOver) {
    WritingHouse house(1024, 600);
    house.show_notes(9);
    const std::set<std::string> first = cards_seen(*house.robot);
    ASSERT_EQ(first.size(), 4u);
    for (const huddle::Note& note : std::vector(house.services.board().huddle->notes))
        if (first.contains(card_of(note))) house.services.send(huddle::SetAside{note.id});
    house.robot->settle();
    EXPECT_EQ(cards_seen(*house.robot).size(), 4u) << "the next page is shown";
    EXPECT_EQ(cards_on_all_pages(*house.robot).size(), 5u);
}

TEST(Wall, ADragOpensNothing) {
    WritingHouse house(1024, 600);
    house.show_notes(40);
    const ui::Rect card = house.robot->where(*cards_seen(*house.robot).begin());
    house.robot->drag(card.x + 20, card.y + card.h - 4, card.x + 20, card.y + card.h - 44);
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
        house.robot->settle();
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

// People saw this: past the round's time nothing offered to bring the note back.
TEST(FrontCard, SettingAsideCanBeUndonePastTheTimeToo) {
    for (const int notes : {1, 2, 9}) {
        WritingHouse house;
        house.show_notes(notes);
        house.pass(150s);
        const huddle::Note note = house.note(0);
        house.tap(card_of(note));
        house.tap("set-aside");
        EXPECT_FALSE(house.robot->sees(card_of(note)));
        house.pass(7s);
        house.tap("undo");
        EXPECT_TRUE(house.robot->sees(card_of(note))) << notes;
    }
}

TEST(FrontCard, TheUndoBarCoversNotTheNoteThatWasTalkedAbout) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1024, 600}}) {
        WritingHouse house(width, height);
        house.show_notes(24);
        // The note that ends lowest under the middle, where the bar would come.
        std::string lowest;
        float foot = 0;
        for (const ui::Target& it : house.robot->targets()) {
            const bool under =
                it.rect.x < 0.55f * static_cast<float>(width) && it.rect.right() > 0.45f * static_cast<float>(width);
            if (!it.name.starts_with("card-") || !under || it.rect.bottom() <= foot) continue;
            foot = it.rect.bottom();
            lowest = it.name;
        }
        const ui::Rect before = house.robot->where(lowest);
        house.tap(lowest);
        house.tap("we-dont-know-yet");
        house.tap("ask-1");
        ASSERT_TRUE(house.robot->sees("undo"));
        EXPECT_EQ(house.robot->where(lowest).h, before.h) << "whole under the finger";
        const ui::Rect undo = house.robot->where("undo");
        EXPECT_TRUE(undo.bottom() <= before.y || undo.y >= before.bottom()) << width;
    }
}

TEST(Wall, SaysThatItsOnlyNoteWasSetAside) {
    WritingHouse house;
    house.show_notes(1);
    const text::Image with_note = house.robot->image();
    house.tap(card_of(house.note(0)));
    house.tap("set-aside");
    house.pass(10s);
    const text::Image aside = house.robot->image();
    WritingHouse empty;
    empty.start_in(1);
    empty.pass(10s + (house.services.now - empty.services.now) - 10s);
    EXPECT_NE(aside.pixels, empty.robot->image().pixels) << "it says more than that none came";
}

TEST(FrontCard, APauseBringsBackTheNoteAndWhereItWasReadTo) {
    WritingHouse house(1024, 600);
    house.start_in(1);
    std::string text;
    for (int line = 0; line < 30; ++line) text += "A long note\n";
    house.services.send(huddle::AddNote{huddle::RoundCategory::wins, support::clean(text), house.services.new_token()});
    house.robot->settle();
    house.tap("release-notes");
    house.tap(card_of(house.note(0)));
    const ui::Rect words = house.robot->where("note-text");
    house.pass(house.robot->rest());
    house.robot->drag(words.x + 50, words.bottom() - 20, words.x + 50, words.y + 20);
    const float read_to = house.views.front_card.scroll;
    ASSERT_GT(read_to, 0);
    house.tap("pause");
    EXPECT_FALSE(house.robot->sees("note-text"));
    house.tap("wipe-down");
    house.pass(2min);
    EXPECT_FALSE(house.robot->sees("note-text")) << "still paused";
    house.tap("resume");
    EXPECT_TRUE(house.robot->sees("note-text"));
    EXPECT_EQ(house.views.front_card.scroll, read_to);
    house.tap("pause");
    house.tap("next-round");
    house.tap("resume");
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none) << "its round is over";
}

TEST(Wall, APauseKeepsItsPage) {
    WritingHouse house;
    house.show_notes(60);
    house.tap("page-on");
    const std::size_t page = house.views.round_wall.page;
    ASSERT_GT(page, 0u);
    house.tap("pause");
    house.tap("resume");
    EXPECT_EQ(house.views.round_wall.page, page);
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
        EXPECT_TRUE(house.robot->sees(at_the_front ? "set-aside" : card_of(note)));
    }
    house.tap("all-notes");
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

TEST(SealedWall, OffersToOpenOnlyWhereANoteWaits) {
    WritingHouse house;
    house.start_in(1);
    EXPECT_FALSE(house.robot->sees("release-notes"));
    EXPECT_TRUE(house.robot->sees("lesson-from-talk")) << "the team may talk without a note";
    house.add_notes(huddle::RoundCategory::wins, 1);
    EXPECT_TRUE(house.robot->sees("release-notes"));
    EXPECT_FALSE(house.robot->sees("lesson-from-talk"));
}

TEST(Cards, KeepTheMarkOfTheLessonAndTheQuestionTheyLedTo) {
    WritingHouse house;
    house.show_notes(3);
    const auto marked = [&](std::size_t place) {
        for (const wall::WallCard& card :
             wall::wall_cards(house.services.board(), huddle::RoundCategory::wins, house.views.round_wall))
            if (card.note->id == house.note(place).id) return std::pair{card.learnt, card.asked};
        return std::pair{true, true};
    };
    const text::Image before = house.robot->image();
    house.services.send(huddle::KeepLesson{support::clean("Ask early."), {house.note(1).id}, {}});
    house.services.send(huddle::KeepQuestion{support::clean("Who has the key?"), house.note(2).id, {}});
    house.robot->settle();
    EXPECT_EQ(marked(0), (std::pair{false, false}));
    EXPECT_EQ(marked(1), (std::pair{true, false}));
    EXPECT_EQ(marked(2), (std::pair{false, true}));
    EXPECT_NE(house.robot->image().pixels, before.pixels);
}

}  // namespace
}  // namespace hearthside::screens
