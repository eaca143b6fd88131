// SPDX-License-Identifier: Apache-2.0
// Dots on the notes of a lessons round: three a page, in memory only, shown together at the end.
#include <gtest/gtest.h>

#include "core/room/room.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::room {
namespace {

using Result = std::vector<std::pair<huddle::NoteId, int>>;

class Dots : public testing::Test {
protected:
    Dots() { open(); }

    void open() {
        room.reset();
        room = *Room::open({.data = folder.path(), .time_zone = "UTC"});
    }
    std::shared_ptr<const huddle::Board> ask(huddle::Intent intent) {
        auto reply = room->submit(std::move(intent)).get();
        EXPECT_TRUE(reply) << reply.problem().sentence;
        return room->board();
    }
    huddle::ProblemKind refused(huddle::Intent intent) {
        const auto reply = room->submit(std::move(intent)).get();
        EXPECT_FALSE(reply);
        return reply ? huddle::ProblemKind::damaged : reply.problem().kind;
    }
    // A huddle after its mistakes round, with five opened notes in lessons.
    void to_the_lessons(bool with_dots = true) {
        huddle::Layout layout = support::learning_huddle();
        for (huddle::Round& round : layout.rounds) {
            if (round.kind == huddle::RoundKind::lessons) round.dots = with_dots;
        }
        for (int i = 0; i < 5; ++i)
            ask(huddle::AddNote{huddle::RoundCategory::lessons, support::clean("a lesson"), "l" + std::to_string(i)});
        ask(huddle::AddNote{huddle::RoundCategory::wins, support::clean("a win"), "w"});
        ask(huddle::StartHuddle{layout});
        while (room->board()->huddle->current().round.kind != huddle::RoundKind::wins) ask(huddle::OpenNextRound{});
        ask(huddle::ReleaseNotes{});
        win = room->board()->huddle->notes[0].id;
        while (room->board()->huddle->current().round.kind != huddle::RoundKind::lessons) ask(huddle::OpenNextRound{});
        EXPECT_FALSE(room->board()->voting.open) << "not before the notes are open";
        EXPECT_EQ(refused(huddle::PlaceDots{"p", {win}}), huddle::ProblemKind::conflict);
        ask(huddle::ReleaseNotes{});
        for (const huddle::Note& note : room->board()->huddle->notes) {
            if (note.category == huddle::RoundCategory::lessons) notes.push_back(note.id);
        }
    }

    support::TemporaryFolder folder;
    std::unique_ptr<Room> room;
    std::vector<huddle::NoteId> notes;
    huddle::NoteId win;
};

TEST_F(Dots, AreSeenByNobodyBeforeTheEndAndThenTogether) {
    to_the_lessons();
    ASSERT_TRUE(room->board()->voting.open);
    const auto before = room->board();
    int published = 0;
    const auto listening = room->listen([&published] { ++published; });
    ask(huddle::PlaceDots{"a", {notes[0], notes[1], notes[2]}});
    ask(huddle::PlaceDots{"b", {notes[1]}});
    ask(huddle::PlaceDots{"c", {notes[1], notes[2]}});
    EXPECT_EQ(room->board(), before) << "nobody can see that one came";
    EXPECT_EQ(published, 0);
    ask(huddle::EndVoting{});
    EXPECT_FALSE(room->board()->voting.open);
    Result expected{{notes[1], 3}, {notes[2], 2}, {notes[0], 1}};
    EXPECT_EQ(room->board()->voting.result, expected);
    EXPECT_EQ(refused(huddle::PlaceDots{"d", {notes[0]}}), huddle::ProblemKind::conflict)
        << "the team sees them already";
    EXPECT_EQ(refused(huddle::EndVoting{}), huddle::ProblemKind::conflict);
}

TEST_F(Dots, OfOnePageTakeThePlaceOfItsEarlierOnes) {
    to_the_lessons();
    ask(huddle::PlaceDots{"a", {notes[0], notes[1]}});
    ask(huddle::PlaceDots{"b", {notes[0]}});
    ask(huddle::PlaceDots{"a", {notes[3]}});
    ask(huddle::EndVoting{});
    EXPECT_EQ(room->board()->voting.result.size(), 2u);
    for (const auto& [note, dots] : room->board()->voting.result) EXPECT_EQ(dots, 1);
}

TEST_F(Dots, AreThreeAPageOnNotesOfTheRoundThatAreNotSetAside) {
    to_the_lessons();
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {notes[0], notes[1], notes[2], notes[3]}}), huddle::ProblemKind::invalid);
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {notes[0], notes[0]}}), huddle::ProblemKind::invalid)
        << "one note, one dot";
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {win}}), huddle::ProblemKind::invalid);
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {huddle::NoteId{12345}}}), huddle::ProblemKind::invalid);
    EXPECT_EQ(refused(huddle::PlaceDots{"", {notes[0]}}), huddle::ProblemKind::invalid);
    EXPECT_EQ(refused(huddle::PlaceDots{"a b", {notes[0]}}), huddle::ProblemKind::invalid);
    EXPECT_EQ(refused(huddle::PlaceDots{std::string(65, 'a'), {notes[0]}}), huddle::ProblemKind::invalid);
    ask(huddle::PlaceDots{"a", {notes[0], notes[1]}});
    ask(huddle::SetAside{notes[0]});
    EXPECT_EQ(refused(huddle::PlaceDots{"b", {notes[0]}}), huddle::ProblemKind::invalid);
    ask(huddle::EndVoting{});
    EXPECT_EQ(room->board()->voting.result, (Result{{notes[1], 1}})) << "what was set aside has no dots";
}

TEST_F(Dots, AreShownWhenTheRoundIsLeftAndGoWithTheHuddle) {
    to_the_lessons();
    ask(huddle::PlaceDots{"a", {notes[4]}});
    ask(huddle::OpenNextRound{});
    EXPECT_FALSE(room->board()->voting.open);
    EXPECT_EQ(room->board()->voting.result, (Result{{notes[4], 1}}));
    ask(huddle::Back{});
    EXPECT_FALSE(room->board()->voting.open) << "they were seen: it does not open again";
    EXPECT_EQ(room->board()->voting.result, (Result{{notes[4], 1}}));
    ask(huddle::CloseHuddle{});
    EXPECT_EQ(room->board()->voting, huddle::Voting{});
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {notes[4]}}), huddle::ProblemKind::conflict);
}

TEST_F(Dots, AreNotAskedForWhereTheLayoutHasNone) {
    to_the_lessons(false);
    EXPECT_FALSE(room->board()->voting.open);
    EXPECT_EQ(refused(huddle::PlaceDots{"a", {notes[0]}}), huddle::ProblemKind::conflict);
    EXPECT_EQ(refused(huddle::EndVoting{}), huddle::ProblemKind::conflict);
}

// SAFETY 8: 10,000 pages shut everybody else out.
TEST_F(Dots, Safety8AreBoundedByWhatAWardCanBe) {
    to_the_lessons();
    int passed = 0;
    for (int page = 0; page < 1'000; ++page) {
        passed += room->submit(huddle::PlaceDots{"p" + std::to_string(page), {notes[0]}}).get() ? 1 : 0;
    }
    EXPECT_GE(passed, 200);
    EXPECT_LE(passed, 249);
    const auto full = room->submit(huddle::PlaceDots{"another", {notes[0]}}).get();
    ASSERT_FALSE(full);
    EXPECT_EQ(full.problem().sentence, "Enough phones have answered in this huddle. Thank you all the same.");
    ask(huddle::PlaceDots{"p0", {notes[1]}});
    ask(huddle::EndVoting{});
    EXPECT_EQ(room->board()->voting.result, (Result{{notes[0], passed - 1}, {notes[1], 1}}));
}

TEST_F(Dots, AreInNoFileAndGoneAfterAStop) {
    to_the_lessons();
    const std::string page = "pageofonephone0123456789";
    ask(huddle::PlaceDots{page, {notes[0]}});
    EXPECT_EQ(support::files_with(folder.path(), page), "");
    open();
    EXPECT_TRUE(room->board()->voting.open);
    ask(huddle::EndVoting{});
    EXPECT_TRUE(room->board()->voting.result.empty());
    EXPECT_EQ(support::files_with(folder.path(), page), "");
}

}  // namespace
}  // namespace hearthside::room
