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

namespace hearthside::demo {

namespace {

// One transaction holds about this many changes: large enough to be quick, small enough for memory.
constexpr std::size_t changes_a_save = 20000;
constexpr std::array shift_hours{7, 13, 20};
constexpr int shift_minute = 30;
// The longest shipped layout, and the time by which it may run over.
constexpr huddle::Milliseconds longest_huddle = std::chrono::minutes(45);
constexpr huddle::Milliseconds review_for_at_most = std::chrono::days(21);
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

std::vector<SampleNote> of_theme(std::vector<SampleNote> notes, huddle::RoundCategory category) {
    std::erase_if(notes, [&](const SampleNote& note) { return note.category != category; });
    return notes;
}

std::mt19937_64 chance_of(const std::optional<std::uint64_t>& seed) {
    if (seed) return std::mt19937_64(*seed);
    std::random_device device;
    return std::mt19937_64((static_cast<std::uint64_t>(device()) << 32) | device());
}

// The start times of the huddles, oldest first.
std::vector<std::pair<huddle::Instant, std::size_t>> slots_of(const DemoChoice& choice) {
    std::vector<std::pair<huddle::Instant, std::size_t>> slots;
    huddle::Day day = calendar::local_time(choice.now, choice.time_zone).day;
    while (static_cast<int>(slots.size()) < choice.huddles) {
        for (std::size_t shift = shift_hours.size(); shift-- > 0 && static_cast<int>(slots.size()) < choice.huddles;) {
            const huddle::Instant start = calendar::instant_at(day, shift_hours[shift], shift_minute, choice.time_zone);
            if (start + longest_huddle <= choice.now) slots.emplace_back(start, shift);
        }
        day -= std::chrono::days(1);
    }
    std::reverse(slots.begin(), slots.end());
    return slots;
}

class Demo {
public:
    Demo(store::Store& store, const DemoChoice& choice, const layout_file::LayoutLibrary& library,
         const Samples& samples)
        : store_(store),
          choice_(choice),
          library_(library),
          chance_(chance_of(choice.seed)),
          notes_{Deck(of_theme(of_place(samples.notes, choice.place), huddle::RoundCategory::wins)),
                 Deck(of_theme(of_place(samples.notes, choice.place), huddle::RoundCategory::mistakes)),
                 Deck(of_theme(of_place(samples.notes, choice.place), huddle::RoundCategory::lessons)),
                 Deck(of_theme(of_place(samples.notes, choice.place), huddle::RoundCategory::hope))},
          lessons_(of_place(samples.lessons, choice.place)),
          questions_(of_place(samples.questions, choice.place)),
          shared_(of_place(samples.shared, choice.place)) {
        for (const SampleQuestion& question : samples.questions) known_[question.text.str()] = question;
    }

    huddle::Result<int> make() {
        const bool notes_missing =
            std::any_of(notes_.begin(), notes_.end(), [](const auto& deck) { return deck.empty(); });
        if (library_.entries.empty() || notes_missing || lessons_.empty()) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   "There are no layouts or no sample texts to make a history from."};
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
        ask(huddle::Tick{});
        write_notes({3, 2, 1, 1});  // notes that wait for the next huddle
        save();
        if (trouble_) return *trouble_;
        if (auto packed = store_.compact(); !packed) return packed.problem();
        return static_cast<int>(slots.size());
    }

private:
    int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(chance_); }
    huddle::Day today() const { return calendar::local_time(now_, choice_.time_zone).day; }
    bool in_a_hundred(int times) { return between(1, 100) <= times; }

    // Remembers a refusal and ends the demo after this huddle.
    void ask(const huddle::Intent& intent) {
        if (trouble_) return;
        const huddle::Stamp stamp{now_, now_, calendar::local_time(now_, choice_.time_zone).day,
                                  [this] { return chance_(); }};
        auto changes = huddle::decide(state_, intent, stamp);
        if (!changes) {
            trouble_ = changes.problem();
            return;
        }
        for (huddle::Change& change : *changes) {
            huddle::apply(state_, change);
            pending_.push_back(std::move(change));
        }
    }

    void save() {
        if (trouble_) return;
        if (auto saved = store_.save(pending_); !saved) trouble_ = saved.problem();
        pending_.clear();
    }

    const huddle::Layout& layout_for(std::size_t shift) {
        const auto named = [this](const char* id) -> const huddle::Layout& {
            const huddle::Layout* layout = library_.find(id);
            return layout != nullptr ? *layout : library_.entries.front().layout;
        };
        if (choice_.place == "office") return named("office-team");
        const std::chrono::weekday weekday{calendar::local_time(now_, choice_.time_zone).day};
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
        for (const huddle::RoundCategory category : huddle::all_categories) {
            for (int note = 0; note < counts[huddle::index_of(category)]; ++note) {
                ask(huddle::AddNote{category, notes_[huddle::index_of(category)].draw(chance_).text,
                                    huddle::to_hex(chance_())});
            }
        }
    }

    void lead_huddle(const huddle::Layout& layout) {
        ask(huddle::Tick{});
        ask(huddle::StartHuddle{layout});
        // Sometimes there are too few mistakes to open, and they wait for the next huddle.
        write_notes({between(3, 8), between(1, 11), between(2, 6), between(2, 7)});
        const bool left_alone = in_a_hundred(1);
        for (std::size_t round = 0; round < layout.rounds.size() && !trouble_; ++round) {
            if (round != 0) ask(huddle::OpenNextRound{});
            lead_round(layout.rounds[round]);
            if (left_alone && layout.rounds[round].kind == huddle::RoundKind::lessons) {
                now_ += huddle::left_alone_after + std::chrono::minutes(1);
                ask(huddle::Tick{});
                return;
            }
        }
        if (newest_ && !state_.actions.empty()) {
            if (auto role = text::clean_note_text(state_.actions.back().role))
                ask(huddle::ChooseNextLead{*std::move(role)});
        }
        ask(huddle::CloseHuddle{});
    }

    void lead_round(const huddle::Round& round) {
        if (trouble_) return;
        if (huddle::category_of(round.kind)) open_notes();
        if (round.kind == huddle::RoundKind::since_last_time) {
            review_actions();
            hear_from_others();
        }
        if (round.kind == huddle::RoundKind::lessons) keep_what_was_learnt();
        const huddle::Milliseconds allotted =
            state_.huddle ? state_.huddle->clock.rounds[state_.huddle->clock.current].allotted : round.planned;
        now_ += allotted * between(70, 105) / 100;
        if (in_a_hundred(6) && state_.huddle &&
            huddle::minute_offer(state_.huddle->layout, state_.huddle->clock).amount > huddle::Milliseconds{0}) {
            ask(huddle::AddMinute{});
            now_ += std::chrono::seconds(between(15, 50));
        }
    }

    void open_notes() {
        ask(huddle::ReleaseNotes{});
        if (trouble_) return;
        std::vector<huddle::NoteId> fresh;
        for (const huddle::Note& note : state_.huddle->notes) {
            if (note.state == huddle::NoteState::on_the_wall) fresh.push_back(note.id);
        }
        for (const huddle::NoteId note : fresh) {
            if (in_a_hundred(1)) {
                ask(huddle::SetAside{note});
            } else if (in_a_hundred(60)) {
                ask(huddle::MarkTalkedAbout{note});
                if (in_a_hundred(25)) ask(huddle::ThankNote{note});
            }
        }
    }

    void review_actions() {
        std::vector<huddle::Action> due;
        for (const huddle::Action& action : state_.actions) {
            if (huddle::is_open(action) && action.huddle != state_.huddle->id && action.due <= today())
                due.push_back(action);
        }
        for (const huddle::Action& action : due) {
            const bool long_tried = now_ - action.kept > review_for_at_most;
            const int said = between(1, 100);
            if (action.state == huddle::ActionState::done || said <= (long_tried ? 75 : 40)) {
                const int came_of_it = between(1, 100);
                const huddle::Help help = came_of_it <= 62                  ? huddle::Help::helped
                                          : came_of_it <= 85 || action.help ? huddle::Help::did_not_help
                                                                            : huddle::Help::too_early;
                ask(huddle::ReviewAction{action.id, huddle::ActionReview::done, help, {}});
                if (help != huddle::Help::too_early && in_a_hundred(45)) ask(huddle::ShareLesson{action.lesson, true});
            } else if (said > (long_tried ? 75 : 93)) {
                ask(huddle::ReviewAction{action.id, huddle::ActionReview::let_go, {}, {}});
            } else {
                ask(huddle::ReviewAction{
                    action.id, huddle::ActionReview::still_trying, {}, today() + std::chrono::days(between(2, 9))});
            }
        }
        review_questions();
    }

    void review_questions() {
        std::vector<huddle::Question> due;
        for (const huddle::Question& question : state_.questions) {
            if (question.state == huddle::QuestionState::open && question.huddle != state_.huddle->id &&
                question.review_on <= today())
                due.push_back(question);
        }
        for (const huddle::Question& question : due) {
            huddle::ReviewQuestion review{question.id,
                                          huddle::QuestionReview::still_unknown,
                                          {},
                                          {},
                                          today() + std::chrono::days(between(5, 12))};
            const SampleQuestion& known = known_[question.text];
            if (!known.answer.empty() && in_a_hundred(50)) {
                review.review = huddle::QuestionReview::answered;
                review.answer = known.answer;
            } else if (!known.for_role.empty() && in_a_hundred(50)) {
                review.review = huddle::QuestionReview::not_ours;
                review.for_role = known.for_role;
            }
            ask(review);
        }
    }

    // Now and then another team's file, and this team's answers to what it was shown.
    void hear_from_others() {
        if (next_shared_ < shared_.size() && newest_ && in_a_hundred(20)) {
            const SampleShared& sample = shared_[next_shared_++];
            huddle::SharedLesson news;
            news.lesson = huddle::LessonId{(chance_() >> 1) | 1};
            for (int word = 0; word < 4; ++word) news.kiosk += huddle::to_hex(chance_());
            news.team = sample.team;
            news.text = sample.lesson;
            news.condition = sample.condition;
            news.response = sample.response;
            news.result = sample.result;
            news.shared_on = today() - std::chrono::days(between(1, 6));
            news.answers = {between(0, 3), between(0, 1), between(0, 2)};
            ask(huddle::ReceiveLessons{{news}, {}, {}});
        }
        const auto unseen = std::find_if(state_.received.begin(), state_.received.end(),
                                         [](const huddle::SharedLesson& lesson) { return !lesson.shown_in; });
        if (unseen == state_.received.end()) return;
        const huddle::SharedLessonId seen = unseen->id;
        ask(huddle::SharedShown{seen});
        if (in_a_hundred(60))
            ask(huddle::AnswerShared{seen, huddle::all_shared_answers[static_cast<std::size_t>(between(0, 2))]});
    }

    void keep_what_was_learnt() {
        if (in_a_hundred(60)) {
            const SampleLesson& sample = lessons_.draw(chance_);
            std::vector<huddle::NoteId> from;
            for (const huddle::Note& note : state_.huddle->notes) {
                if (note.category != huddle::RoundCategory::hope && note.state == huddle::NoteState::talked_about &&
                    from.size() < 2 && in_a_hundred(30))
                    from.push_back(note.id);
            }
            ask(huddle::KeepLesson{sample.lesson, std::move(from), sample.cause});
            if (in_a_hundred(70)) {
                ask(huddle::KeepAction{
                    {}, sample.condition, sample.response, sample.role, today() + std::chrono::days(between(1, 14))});
            }
        }
        // Open questions stay on the home screen, so each is asked once, in a late huddle.
        if (newest_ && questions_asked_ < questions_.size() && in_a_hundred(12)) {
            ask(huddle::KeepQuestion{questions_.draw(chance_).text, {}, today() + std::chrono::days(between(5, 12))});
            ++questions_asked_;
        }
    }

    store::Store& store_;
    const DemoChoice& choice_;
    const layout_file::LayoutLibrary& library_;
    std::mt19937_64 chance_;
    std::array<Deck<SampleNote>, 4> notes_;
    Deck<SampleLesson> lessons_;
    Deck<SampleQuestion> questions_;
    std::size_t questions_asked_ = 0;
    std::map<std::string, SampleQuestion> known_;
    std::vector<SampleShared> shared_;
    std::size_t next_shared_ = 0;

    huddle::State state_;
    std::vector<huddle::Change> pending_;
    std::optional<huddle::Problem> trouble_;
    huddle::Instant now_;
    bool newest_ = false;
};

}  // namespace

huddle::Result<int> make_demo(const std::filesystem::path& data, const DemoChoice& choice,
                              const layout_file::LayoutLibrary& library, const Samples& samples) {
    if (choice.huddles < 1) return huddle::Problem{huddle::ProblemKind::invalid, "A demo needs at least one huddle."};
    std::error_code error;
    if (std::filesystem::exists(data / "hearthside.db", error)) {
        return huddle::Problem{
            huddle::ProblemKind::conflict,
            fmt::format("There is a record in {} already; please choose an empty folder.", data.string())};
    }
    auto store = store::Store::open(data);
    if (!store) return store.problem();
    return Demo(**store, choice, library, samples).make();
}

huddle::Result<int> make_demo(const std::filesystem::path& data, int huddles,
                              const layout_file::LayoutLibrary& library) {
    const auto samples = read_samples(files::share_folder() / "assets" / "samples");
    if (!samples) return samples.problem();
    DemoChoice choice;
    choice.huddles = huddles;
    choice.now = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    return make_demo(data, choice, library, *samples);
}

}  // namespace hearthside::demo
