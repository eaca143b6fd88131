// SPDX-License-Identifier: Apache-2.0
#include "core/store/archive.h"

#include <utility>

#include "core/store/archive_lists.h"
#include "core/store/archive_texts.h"
#include "core/store/read_connection.h"

namespace hearthside::store {

namespace {

constexpr std::pair<HuddleState, std::string_view> state_words[] = {{HuddleState::any, ""},
                                                                    {HuddleState::open_actions, "open-actions"},
                                                                    {HuddleState::done_actions, "done-actions"},
                                                                    {HuddleState::let_go_actions, "let-go-actions"},
                                                                    {HuddleState::open_questions, "open-questions"},
                                                                    {HuddleState::left_alone, "left-alone"}};

class SqliteArchive final : public Archive {
public:
    SqliteArchive(SQLite::Database database, std::unique_ptr<History> history)
        : database_(std::move(database)),
          statements_(database_),
          texts_(database_, statements_),
          history_(std::move(history)) {}

    huddle::Result<PageOf<HuddleLine>> huddles(const HuddleFilter& filter, PageChoice page) override {
        return in_one_moment([&] { return archive::huddles(statements_, filter, page); });
    }

    huddle::Result<std::optional<HuddleRecord>> huddle(huddle::HuddleId id) override {
        return history_->find_huddle(id);
    }

    huddle::Result<std::vector<LayoutName>> layouts() override {
        return in_one_moment([&] { return archive::layouts(statements_); });
    }
    huddle::Result<std::optional<Span>> whole_span() override {
        return in_one_moment([&] { return archive::whole_span(statements_); });
    }
    huddle::Result<PageOf<LessonLine>> lessons(const Span& span, PageChoice page) override {
        return in_one_moment([&] { return archive::lessons(statements_, span, page); });
    }
    huddle::Result<PageOf<ActionLine>> actions(const Span& span, std::optional<huddle::ActionState> state,
                                               PageChoice page) override {
        return in_one_moment([&] { return archive::actions(statements_, span, state, page); });
    }
    huddle::Result<PageOf<QuestionLine>> questions(const Span& span, std::optional<huddle::QuestionState> state,
                                                   PageChoice page) override {
        return in_one_moment([&] { return archive::questions(statements_, span, state, page); });
    }
    huddle::Result<std::vector<TimeKept>> time_kept(const Span& span) override {
        return in_one_moment([&] { return archive::time_kept(statements_, span); });
    }
    huddle::Result<std::vector<huddle::Day>> loops_closed(const Span& span) override {
        return in_one_moment([&] { return archive::loops_closed(statements_, span); });
    }
    huddle::Result<ActionCounts> action_counts(const Span& span) override {
        return in_one_moment([&] { return archive::action_counts(statements_, span); });
    }
    huddle::Result<std::vector<MonthOfNotes>> notes_by_month(const Span& span) override {
        return in_one_moment([&] { return archive::notes_by_month(statements_, span); });
    }
    huddle::Result<std::vector<PulsePool>> pulse(const Span& span) override { return history_->pulse(span); }

    huddle::Result<PageOf<Found>> search(const SearchFilter& filter, PageChoice page) override {
        try {
            return texts_.search(filter, page);
        } catch (const SQLite::Exception& error) {
            return read_problem(error);
        } catch (const Unreadable& error) {
            return read_problem(error);
        }
    }

private:
    // A page and its total come from the same moment. The transaction ends before they are shown.
    template <class Read>
    auto in_one_moment(Read read) -> huddle::Result<decltype(read())> {
        try {
            SQLite::Transaction moment(database_);
            return read();
        } catch (const SQLite::Exception& error) {
            return read_problem(error);
        } catch (const Unreadable& error) {
            return read_problem(error);
        }
    }

    SQLite::Database database_;
    Statements statements_;
    ArchiveTexts texts_;
    std::unique_ptr<History> history_;
};

}  // namespace

std::string_view to_text(HuddleState state) {
    for (const auto& [known, word] : state_words) {
        if (known == state) return word;
    }
    return "";
}

std::optional<HuddleState> huddle_state_from_text(std::string_view text) {
    for (const auto& [known, word] : state_words) {
        if (word == text) return known;
    }
    return std::nullopt;
}

huddle::Result<std::unique_ptr<Archive>> Archive::open(const std::filesystem::path& folder) {
    auto history = History::open(folder);
    if (!history) return history.problem();
    auto database = open_for_reading(folder);
    if (!database) return database.problem();
    return std::unique_ptr<Archive>(std::make_unique<SqliteArchive>(std::move(*database), std::move(*history)));
}

}  // namespace hearthside::store
