// SPDX-License-Identifier: Apache-2.0
// SAFETY 3 on the bytes of the journal and the file while a huddle runs, after a release and after a kill. They show no
// time of any note, and no order of what came before the last step of the huddle.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <random>

#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/store/column_text.h"
#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using support::bytes_of;
using support::clean;
using support::TemporaryFolder;

std::unique_ptr<Store> open_fast(const std::filesystem::path& folder) {
    auto opened = Store::open(folder, {.vfs = "", .disk = nullptr, .synchronous = "OFF"});
    if (!opened) throw std::runtime_error(opened.problem().sentence);
    return std::move(opened).value();
}

enum class Marks { apart, in_the_record };

// A room whose huddle only the test leads, with its store and a clock that is marked every two seconds.
class House {
public:
    House(std::uint64_t seed, Marks marks) : random_(seed), marks_(marks), store_(open_fast(folder.path())) {}

    void ask(const huddle::Intent& intent) {
        auto decided = huddle::decide(state_, intent, stamp());
        ASSERT_TRUE(decided) << decided.problem().sentence;
        for (huddle::Change& change : *decided) {
            huddle::apply(state_, change);
            // The former way: each mark is a row of the record.
            if (marks_ == Marks::in_the_record && std::holds_alternative<huddle::ClockMarked>(change))
                change = huddle::ClockChanged{state_.huddle->id, state_.huddle->clock};
        }
        ASSERT_TRUE(store_->save(*decided));
        if (marks_ == Marks::apart) store_->settle();
    }

    // Notes at random times.
    void write_notes(int count, const std::vector<huddle::RoundCategory>& categories) {
        for (; count > 0; --count) {
            for (auto wait = 1 + random_() % 7; wait > 0; --wait) {
                now_ += huddle::Milliseconds{1900 + random_() % 400};
                ask(huddle::Tick{});
            }
            now_ += huddle::Milliseconds{random_() % 1900};
            texts.push_back("<" + huddle::to_hex(random_()) + ">" + std::string(random_() % 90, 'w'));
            times.push_back(now_);
            ask(huddle::AddNote{categories[random_() % categories.size()], clean(texts.back()),
                                huddle::to_hex(random_())});
        }
    }

    const huddle::State& state() const { return state_; }
    Store& store() { return *store_; }
    std::string journal() const { return bytes_of(folder / "hearthside.db-wal"); }
    std::string record() const { return bytes_of(folder / "hearthside.db"); }

    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    std::vector<std::string> texts;
    std::vector<huddle::Instant> times;

private:
    huddle::Stamp stamp() {
        return {.now = now_, .wall = now_, .today = std::chrono::floor<std::chrono::days>(now_), .chance = [this] {
                    return random_();
                }};
    }

    std::mt19937_64 random_;
    Marks marks_;
    huddle::State state_;
    huddle::Instant now_ =
        huddle::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + std::chrono::hours{7};
    std::unique_ptr<Store> store_;
};

double correlation(const std::vector<double>& one, const std::vector<double>& other) {
    const auto mean = [](const std::vector<double>& of) {
        double sum = 0;
        for (const double value : of) sum += value;
        return sum / static_cast<double>(of.size());
    };
    const double mean_one = mean(one), mean_other = mean(other);
    double both = 0, first = 0, second = 0;
    for (std::size_t at = 0; at < one.size(); ++at) {
        both += (one[at] - mean_one) * (other[at] - mean_other);
        first += std::pow(one[at] - mean_one, 2);
        second += std::pow(other[at] - mean_other, 2);
    }
    return first == 0 || second == 0 ? 0 : both / std::sqrt(first * second);
}

struct Pooled {
    double sum = 0, variance = 0;
    int count = 0;
    void add(double one, std::size_t of) {
        sum += one;
        variance += 1 / (static_cast<double>(of) - 1);
        ++count;
    }
    double mean() const { return sum / count; }
    double standard_error() const { return std::sqrt(variance) / count; }
    bool nil() const { return std::abs(mean()) < 3 * standard_error(); }
    void print(const char* what) const {
        std::printf("journal, %s: mean correlation %+.4f over %d huddles (standard error %.4f)\n", what, mean(), count,
                    standard_error());
    }
};

// How well somebody who reads the journal knows each note's time, by the newest time before it.
double dated(const House& house) {
    const std::string bytes = house.journal();
    std::vector<double> guessed, true_times;
    for (std::size_t note = 0; note < house.texts.size(); ++note) {
        const std::size_t at = bytes.find(house.texts[note].substr(0, 18));
        EXPECT_NE(at, std::string::npos) << "the note is in the journal";
        huddle::Instant newest{};
        for (std::size_t mark = bytes.find("2026-11-"); mark < at && mark != std::string::npos;
             mark = bytes.find("2026-11-", mark + 1)) {
            try {
                newest = std::max(newest, instant_from_column_text(std::string_view(bytes).substr(mark, 24)));
            } catch (const Unreadable&) {  // a day, with other bytes behind it
            }
        }
        guessed.push_back(static_cast<double>(newest.time_since_epoch().count()));
        true_times.push_back(static_cast<double>(house.times[note].time_since_epoch().count()));
    }
    return correlation(guessed, true_times);
}

// How well somebody who reads the file knows the order.
double ordered(const std::string& bytes, const std::vector<std::string>& texts) {
    std::vector<double> places, arrivals;
    for (const std::string& text : texts) {
        const std::size_t at = bytes.find(text.substr(0, 18));
        EXPECT_NE(at, std::string::npos);
        places.push_back(static_cast<double>(at));
        arrivals.push_back(static_cast<double>(arrivals.size()));
    }
    return correlation(places, arrivals);
}

TEST(Journal, Safety3DatesNoNoteWhileTheHuddleRuns) {
    Pooled apart, in_the_record;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        for (const Marks marks : {Marks::apart, Marks::in_the_record}) {
            House house(seed, marks);
            house.ask(huddle::StartHuddle{support::learning_huddle()});
            house.write_notes(12, {huddle::RoundCategory::wins, huddle::RoundCategory::hope});
            (marks == Marks::apart ? apart : in_the_record).add(dated(house), 12);
            EXPECT_TRUE(*house.store().load() == house.state()) << "and yet the clock goes on where it was";
        }
    }
    apart.print("times while it runs");
    in_the_record.print("control, marks in the record");
    EXPECT_TRUE(apart.nil()) << apart.mean();
    EXPECT_GT(in_the_record.mean(), 0.9) << "the test would see it";
}

TEST(Journal, Safety3HoldsNoOrderAfterAStepOfTheHuddleAReleaseOrAKill) {
    Pooled after_step, after_release, after_kill;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        House house(seed, Marks::apart);
        house.ask(huddle::StartHuddle{support::learning_huddle()});
        while (house.state().huddle->layout.rounds[house.state().huddle->clock.current].kind != huddle::RoundKind::wins)
            house.ask(huddle::OpenNextRound{});
        house.write_notes(8, {huddle::RoundCategory::hope});
        {
            // What a kill leaves, and what the next start makes of it.
            const TemporaryFolder left(TemporaryFolder::Where::in_memory);
            std::filesystem::copy(house.folder.path(), left.path(), std::filesystem::copy_options::recursive);
            const auto again = open_fast(left.path());
            EXPECT_EQ(bytes_of(left / "hearthside.db-wal"), "");
            after_kill.add(ordered(bytes_of(left / "hearthside.db"), house.texts), 8);
            EXPECT_TRUE(*again->load() == house.state()) << "SAFETY 12: in its round, with its clock";
        }
        house.ask(huddle::Pause{});
        EXPECT_EQ(house.journal(), "");
        after_step.add(ordered(house.record(), house.texts), 8);
        house.ask(huddle::Resume{});
        const std::vector<std::string> hopes = std::exchange(house.texts, {});
        house.write_notes(8, {huddle::RoundCategory::wins});
        house.ask(huddle::ReleaseNotes{});
        EXPECT_EQ(house.journal(), "");
        after_release.add(ordered(house.record(), house.texts), 8);
        after_release.add(ordered(house.record(), hopes), 8);
    }
    after_step.print("order after a pause");
    after_release.print("order after a release");
    after_kill.print("order after a kill and a start");
    EXPECT_TRUE(after_step.nil()) << after_step.mean();
    EXPECT_TRUE(after_release.nil()) << after_release.mean();
    EXPECT_TRUE(after_kill.nil()) << after_kill.mean();
}

// Somebody who reads a long export holds the journal. It is emptied as soon as the export is over.
TEST(Journal, Safety3IsEmptiedOnceAReaderHasGone) {
    House house(1, Marks::apart);
    house.ask(huddle::StartHuddle{support::learning_huddle()});
    house.write_notes(3, {huddle::RoundCategory::hope});
    {
        SQLite::Database reader(house.folder / "hearthside.db");
        SQLite::Statement reading(reader, "SELECT text FROM sealed_notes");
        ASSERT_TRUE(reading.executeStep());
        house.ask(huddle::Pause{});
        EXPECT_NE(house.journal(), "");
    }
    house.store().settle();
    EXPECT_EQ(house.journal(), "");
}

}  // namespace
}  // namespace hearthside::store
