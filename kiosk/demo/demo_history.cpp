// SPDX-License-Identifier: Apache-2.0
#include "kiosk/demo/demo_history.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "core/calendar/calendar.h"
#include "core/files/folders.h"
#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/huddle/pace.h"
#include "core/store/store.h"
#include "core/text/note_text.h"

namespace hearthside {

namespace {

// One transaction holds about this many changes: large enough to be quick, small enough for memory.
constexpr std::size_t changes_a_save = 20000;
constexpr std::array shift_hours{7, 13, 20};
constexpr int shift_minute = 30;
// The longest shipped layout, and the time by which it may run over.
constexpr Milliseconds longest_huddle = std::chrono::minutes(45);
constexpr Milliseconds review_for_at_most = std::chrono::days(21);
// The open questions are asked in this many of the newest huddles.
constexpr int huddles_with_questions = 60;

// Texts in a random order, each once before any is repeated.
template <class Sample>
class Deck {
public:
    explicit Deck(std::vector<Sample> samples) : samples_(std::move(samples)) {}
    bool empty() const { return samples_.empty(); }
    std::size_t size() const { return samples_.size(); }
    const Sample& draw(std::mt19937_64& chance) {
        if (next_ == 0 || next_ == samples_.size()) {
            std::shuffle(samples_.begin(), samples_.end(), chance);
            next_ = 0;
        }
        return samples_[next_++];
    }

private:
    std::vector<Sample> samples_;
    std::size_t next_ = 0;
};

template <class Sample>
std::vector<Sample> of_place(const std::vector<Sample>& samples, const std::string& place) {
    std::vector<Sample> chosen;
    std::copy_if(samples.begin(), samples.end(), std::back_inserter(chosen),
                 [&](const Sample& sample) { return sample.place == place; });
    return chosen;
}

std::vector<SampleNote> of_theme(std::vector<SampleNote> notes, RoundCategory category) {
    std::erase_if(notes, [&](const SampleNote& note) { return note.category != category; });
    return notes;
}

std::mt19937_64 chance_of(const std::optional<std::uint64_t>& seed) {
    if (seed) return std::mt19937_64(*seed);
    std::random_device device;
    return std::mt19937_64((static_cast<std::uint64_t>(device()) << 32) | device());
}

// The start times of the huddles, oldest first.
std::vector<std::pair<Instant, std::size_t>> slots_of(const DemoChoice& choice) {
    std::vector<std::pair<Instant, std::size_t>> slots;
    Day day = local_time(choice.now, choice.time_zone).day;
    while (static_cast<int>(slots.size()) < choice.huddles) {
        for (std::size_t shift = shift_hours.size(); shift-- > 0 && static_cast<int>(slots.size()) < choice.huddles;) {
            const Instant start = instant_at(day, shift_hours[shift], shift_minute, choice.time_zone);
            if (start + longest_huddle <= choice.now) slots.emplace_back(start, shift);
        }
        day -= std::chrono::days(1);
    }
    std::reverse(slots.begin(), slots.end());
    return slots;
}

class Demo {
public:
    Demo(Store& store, const DemoChoice& choice, const LayoutLibrary& library, const Samples& samples)
        : store_(store),
          choice_(choice),
          library_(library),
          chance_(chance_of(choice.seed)),
          notes_{Deck(of_theme(of_place(samples.notes, choice.place), RoundCategory::wins)),
                 Deck(of_theme(of_place(samples.notes, choice.place), RoundCategory::mistakes)),
                 Deck(of_theme(of_place(samples.notes, choice.place), RoundCategory::lessons)),
                 Deck(of_theme(of_place(samples.notes, choice.place), RoundCategory::hope))},
          lessons_(of_place(samples.lessons, choice.place)),
          questions_(of_place(samples.questions, choice.place)),
          shared_(of_place(samples.shared, choice.place)) {
        for (const SampleQuestion& question : samples.questions) known_[question.text.str()] = question;
    }

    Result<int> make() {
        const bool notes_missing =
            std::any_of(notes_.begin(), notes_.end(), [](const auto& deck) { return deck.empty(); });
        if (library_.entries.empty() || notes_missing || lessons_.empty()) {
            return Problem{ProblemKind::invalid, "There are no layouts or no sample texts to make a history from."};
        }
        auto loaded = store_.load();
        if (!loaded) return loaded.problem();
        state_ = *std::move(loaded);
        const auto slots = slots_of(choice_);
        for (std::size_t index = 0; index < slots.size(); ++index) {
            now_ = slots[index].first;
            newest_ = static_cast<int>(slots.size() - index) <= huddles_with_questions;
            lead_huddle(layout_for(slots[index].second));
            if (pending_.size() >= changes_a_save) save();
            if (trouble_) return *trouble_;
        }
        now_ = choice_.now;
        ask(Tick{});
        write_notes({3, 2, 1, 1});  // notes that wait for the next huddle
        save();
        if (trouble_) return *trouble_;
        if (auto packed = store_.compact(); !packed) return packed.problem();
        return static_cast<int>(slots.size());
    }

private:
    int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(chance_); }
    Day today() const { return local_time(now_, choice_.time_zone).day; }
    bool in_a_hundred(int times) { return between(1, 100) <= times; }

    // Remembers a refusal and ends the demo after this huddle.
    void ask(const Intent& intent) {
        if (trouble_) return;
        const Stamp stamp{now_, now_, local_time(now_, choice_.time_zone).day, [this] { return chance_(); }};
        auto changes = decide(state_, intent, stamp);
        if (!changes) {
            trouble_ = changes.problem();
            return;
        }
        for (Change& change : *changes) {
            hearthside::apply(state_, change);
            pending_.push_back(std::move(change));
        }
    }

    void save() {
        if (trouble_) return;
        if (auto saved = store_.save(pending_); !saved) trouble_ = saved.problem();
        pending_.clear();
    }

    const Layout& layout_for(std::size_t shift) {
        const auto named = [this](const char* id) -> const Layout& {
            const Layout* layout = library_.find(id);
            return layout != nullptr ? *layout : library_.entries.front().layout;
        };
        if (choice_.place == "office") return named("office-team");
        const std::chrono::weekday weekday{local_time(now_, choice_.time_zone).day};
        if (shift == 1 && weekday == std::chrono::Friday) return named("weekly-deep-learning");
        const int throw_of_dice = between(1, 100);
        if (throw_of_dice <= 8) return named("five-minute-pause");
        if (throw_of_dice <= 12) return named("what-works-here");
        if (throw_of_dice <= 13) return named("after-a-hard-event");
        if (shift == 2) return named("small-or-night-team");
        if (shift == 0 && throw_of_dice <= 50) return named("shift-start");
        return named("learning-huddle");
    }

    void write_notes(const std::array<int, 4>& counts) {
        for (const RoundCategory category : all_categories) {
            for (int note = 0; note < counts[index_of(category)]; ++note) {
                ask(AddNote{category, notes_[index_of(category)].draw(chance_).text, to_hex(chance_())});
            }
        }
    }

    void lead_huddle(const Layout& layout) {
        ask(Tick{});
        ask(StartHuddle{layout});
        // Sometimes there are too few mistakes to open, and they wait for the next huddle.
        write_notes({between(3, 8), between(1, 11), between(2, 6), between(2, 7)});
        const bool left_alone = in_a_hundred(1);
        for (std::size_t round = 0; round < layout.rounds.size() && !trouble_; ++round) {
            if (round != 0) ask(OpenNextRound{});
            lead_round(layout.rounds[round]);
            if (left_alone && layout.rounds[round].kind == RoundKind::lessons) {
                now_ += left_alone_after + std::chrono::minutes(1);
                ask(Tick{});
                return;
            }
        }
        if (newest_ && !state_.actions.empty()) {
            if (auto role = clean_note_text(state_.actions.back().role)) ask(ChooseNextLead{*std::move(role)});
        }
        ask(CloseHuddle{});
    }

    void lead_round(const Round& round) {
        if (trouble_) return;
        if (category_of(round.kind)) open_notes();
        if (round.kind == RoundKind::since_last_time) {
            review_actions();
            hear_from_others();
        }
        if (round.kind == RoundKind::lessons) keep_what_was_learnt();
        const Milliseconds allotted =
            state_.huddle ? state_.huddle->clock.rounds[state_.huddle->clock.current].allotted : round.planned;
        now_ += allotted * between(70, 105) / 100;
        if (in_a_hundred(6) && state_.huddle &&
            minute_offer(state_.huddle->layout, state_.huddle->clock).amount > Milliseconds{0}) {
            ask(AddMinute{});
            now_ += std::chrono::seconds(between(15, 50));
        }
    }

    void open_notes() {
        ask(ReleaseNotes{});
        if (trouble_) return;
        std::vector<NoteId> fresh;
        for (const Note& note : state_.huddle->notes) {
            if (note.state == NoteState::on_the_wall) fresh.push_back(note.id);
        }
        for (const NoteId note : fresh) {
            if (in_a_hundred(1)) {
                ask(SetAside{note});
            } else if (in_a_hundred(60)) {
                ask(MarkTalkedAbout{note});
                if (in_a_hundred(25)) ask(ThankNote{note});
            }
        }
    }

    void review_actions() {
        std::vector<Action> due;
        for (const Action& action : state_.actions) {
            if (is_open(action) && action.huddle != state_.huddle->id && action.due <= today()) due.push_back(action);
        }
        for (const Action& action : due) {
            const bool long_tried = now_ - action.kept > review_for_at_most;
            const int said = between(1, 100);
            if (action.state == ActionState::done || said <= (long_tried ? 75 : 40)) {
                const int came_of_it = between(1, 100);
                const Help help = came_of_it <= 62                  ? Help::helped
                                  : came_of_it <= 85 || action.help ? Help::did_not_help
                                                                    : Help::too_early;
                ask(ReviewAction{action.id, ActionReview::done, help, {}});
                if (help != Help::too_early && in_a_hundred(45)) ask(ShareLesson{action.lesson, true});
            } else if (said > (long_tried ? 75 : 93)) {
                ask(ReviewAction{action.id, ActionReview::let_go, {}, {}});
            } else {
                ask(ReviewAction{
                    action.id, ActionReview::still_trying, {}, today() + std::chrono::days(between(2, 9))});
            }
        }
        review_questions();
    }

    void review_questions() {
        std::vector<Question> due;
        for (const Question& question : state_.questions) {
            if (question.state == QuestionState::open && question.huddle != state_.huddle->id &&
                question.review_on <= today())
                due.push_back(question);
        }
        for (const Question& question : due) {
            ReviewQuestion review{
                question.id, QuestionReview::still_unknown, {}, {}, today() + std::chrono::days(between(5, 12))};
            const SampleQuestion& known = known_[question.text];
            if (!known.answer.empty() && in_a_hundred(50)) {
                review.review = QuestionReview::answered;
                review.answer = known.answer;
            } else if (!known.for_role.empty() && in_a_hundred(50)) {
                review.review = QuestionReview::not_ours;
                review.for_role = known.for_role;
            }
            ask(review);
        }
    }

    // Now and then another team's file, and this team's answers to what it was shown.
    void hear_from_others() {
        if (next_shared_ < shared_.size() && newest_ && in_a_hundred(20)) {
            const SampleShared& sample = shared_[next_shared_++];
            SharedLesson news;
            news.lesson = LessonId{(chance_() >> 1) | 1};
            for (int word = 0; word < 4; ++word) news.kiosk += to_hex(chance_());
            news.team = sample.team;
            news.text = sample.lesson;
            news.condition = sample.condition;
            news.response = sample.response;
            news.result = sample.result;
            news.shared_on = today() - std::chrono::days(between(1, 6));
            news.answers = {between(0, 3), between(0, 1), between(0, 2)};
            ask(ReceiveLessons{{news}, {}, {}});
        }
        const auto unseen = std::find_if(state_.received.begin(), state_.received.end(),
                                         [](const SharedLesson& lesson) { return !lesson.shown_in; });
        if (unseen == state_.received.end()) return;
        const SharedLessonId seen = unseen->id;
        ask(SharedShown{seen});
        if (in_a_hundred(60)) ask(AnswerShared{seen, all_shared_answers[static_cast<std::size_t>(between(0, 2))]});
    }

    void keep_what_was_learnt() {
        if (in_a_hundred(60)) {
            const SampleLesson& sample = lessons_.draw(chance_);
            std::vector<NoteId> from;
            for (const Note& note : state_.huddle->notes) {
                if (note.category != RoundCategory::hope && note.state == NoteState::talked_about && from.size() < 2 &&
                    in_a_hundred(30))
                    from.push_back(note.id);
            }
            ask(KeepLesson{sample.lesson, std::move(from), sample.cause});
            if (in_a_hundred(70)) {
                ask(KeepAction{
                    {}, sample.condition, sample.response, sample.role, today() + std::chrono::days(between(1, 14))});
            }
        }
        // Open questions stay on the home screen, so each is asked once, in a late huddle.
        if (newest_ && questions_asked_ < questions_.size() && in_a_hundred(12)) {
            ask(KeepQuestion{questions_.draw(chance_).text, {}, today() + std::chrono::days(between(5, 12))});
            ++questions_asked_;
        }
    }

    Store& store_;
    const DemoChoice& choice_;
    const LayoutLibrary& library_;
    std::mt19937_64 chance_;
    std::array<Deck<SampleNote>, 4> notes_;
    Deck<SampleLesson> lessons_;
    Deck<SampleQuestion> questions_;
    std::size_t questions_asked_ = 0;
    std::map<std::string, SampleQuestion> known_;
    std::vector<SampleShared> shared_;
    std::size_t next_shared_ = 0;

    State state_;
    std::vector<Change> pending_;
    std::optional<Problem> trouble_;
    Instant now_;
    bool newest_ = false;
};

}  // namespace

Result<int> make_demo(const std::filesystem::path& data, const DemoChoice& choice, const LayoutLibrary& library,
                      const Samples& samples) {
    if (choice.huddles < 1) return Problem{ProblemKind::invalid, "A demo needs at least one huddle."};
    std::error_code error;
    if (std::filesystem::exists(data / "hearthside.db", error)) {
        return Problem{ProblemKind::conflict,
                       fmt::format("There is a record in {} already; please choose an empty folder.", data.string())};
    }
    auto store = Store::open(data);
    if (!store) return store.problem();
    return Demo(**store, choice, library, samples).make();
}

Result<int> make_demo(const std::filesystem::path& data, int huddles, const LayoutLibrary& library) {
    const auto samples = read_samples(share_folder() / "assets" / "samples");
    if (!samples) return samples.problem();
    DemoChoice choice;
    choice.huddles = huddles;
    choice.now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    return make_demo(data, choice, library, *samples);
}

}  // namespace hearthside
