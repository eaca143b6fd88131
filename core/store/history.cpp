// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include "core/store/connection.h"
#include "core/store/disk.h"
#include "core/store/read_connection.h"
#include "core/store/rows.h"
#include "core/store/schema.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

huddle::Band band_of(std::int64_t count) {
    return count == 0 ? huddle::Band::none_yet : count < 5 ? huddle::Band::a_few : huddle::Band::five_or_more;
}

class SqliteHistory final : public History {
public:
    SqliteHistory(fs::path file, SQLite::Database database)
        : file_(std::move(file)), database_(std::move(database)), statements_(database_) {}

    huddle::Result<void> read(const Span& span, const std::function<bool(const HuddleRecord&)>& each) override {
        try {
            for (const huddle::HuddleId id : huddles_in(span)) {
                // One short transaction for each huddle, and none while `each` runs, because a slow reader
                // must not keep the Room from emptying its journal.
                std::optional<HuddleRecord> record = read_one(id);
                if (record && !each(*record)) break;
            }
            return {};
        } catch (const SQLite::Exception& error) {
            return read_problem(error);
        } catch (const Unreadable& error) {
            return read_problem(error);
        }
    }

    huddle::Result<std::int64_t> count_huddles(const Span& span) override {
        try {
            auto row = statements_.query(
                "SELECT count(*) FROM huddles WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2)", span.from,
                span.to);
            return row.next() ? row[0].getInt64() : 0;
        } catch (const SQLite::Exception& error) {
            return read_problem(error);
        }
    }

    huddle::Result<std::optional<HuddleRecord>> find_huddle(std::optional<huddle::HuddleId> id) override {
        try {
            if (!id) {
                auto row = statements_.query(
                    "SELECT id FROM huddles WHERE closed IS NOT NULL ORDER BY started DESC, id LIMIT 1");
                if (!row.next()) return std::optional<HuddleRecord>();
                id = id_of<huddle::HuddleId>(row[0]);
            }
            return read_one(*id);
        } catch (const SQLite::Exception& error) {
            return read_problem(error);
        } catch (const Unreadable& error) {
            return read_problem(error);
        }
    }

    huddle::Result<std::vector<PulsePool>> pulse(const Span& span) override {
        try {
            std::vector<PulsePool> pools;
            PulsePool pool;
            auto row = statements_.query(
                "SELECT day, ones, twos, threes, fours, fives FROM huddles JOIN pulse ON pulse.huddle = "
                "huddles.id "
                "WHERE closed IS NOT NULL ORDER BY day, started, id");
            while (row.next()) {
                const huddle::Day day = day_of(row[0]);
                if (pool.huddles == 0) pool.from = day;
                pool.to = day;
                ++pool.huddles;
                std::int64_t answers = 0;
                for (std::size_t value = 0; value < pool.answers.size(); ++value) {
                    pool.answers[value] += row[static_cast<int>(value) + 1].getInt64();
                    answers += pool.answers[value];
                }
                if (answers < pulse_answers_at_least || pool.huddles < pulse_huddles_at_least) continue;
                // The pools do not depend on the chosen span. Otherwise the difference between two spans
                // would show a single huddle.
                const bool asked_for = (!span.from || pool.from >= *span.from) && (!span.to || pool.to <= *span.to);
                if (asked_for) pools.push_back(pool);
                pool = {};
            }
            return pools;
        } catch (const std::exception& error) {
            return read_problem(error);
        }
    }

    huddle::Result<Holdings> inspect() override {
        try {
            Holdings holdings;
            holdings.schema = schema_of(database_);
            holdings.huddles = count("SELECT count(*) FROM huddles");
            holdings.notes = count("SELECT count(*) FROM notes");
            holdings.lessons = count("SELECT count(*) FROM lessons");
            holdings.actions = count("SELECT count(*) FROM actions");
            holdings.questions = count("SELECT count(*) FROM questions");
            for (const huddle::RoundCategory category : huddle::all_categories) {
                auto row =
                    statements_.query("SELECT count(*) FROM sealed_notes WHERE theme = ?", huddle::to_text(category));
                if (row.next()) holdings.waiting[huddle::index_of(category)] = band_of(row[0].getInt64());
            }
            fs::path journal = file_;
            journal += "-wal";
            holdings.bytes = static_cast<std::int64_t>(platform_disk().size(file_) + platform_disk().size(journal));
            for (const std::string& fault : faults_of(database_, Check::full)) {
                holdings.findings.push_back("The check of the record found: " + fault + ".");
            }
            holdings.sound = holdings.findings.empty();
            return holdings;
        } catch (const std::exception& error) {
            return read_problem(error);
        }
    }

    huddle::Result<huddle::RoomKey> room_key() override {
        try {
            auto row = statements_.query("SELECT current, made_on, previous, previous_until FROM room_key");
            if (!row.next())
                return huddle::Problem{huddle::ProblemKind::conflict,
                                       "There is no room key yet; start the kiosk once."};
            return huddle::RoomKey{.current = row[0].getString(),
                                   .made_on = day_of(row[1]),
                                   .previous = row[2].getString(),
                                   .previous_until = optional_instant_of(row[3])};
        } catch (const std::exception& error) {
            return read_problem(error);
        }
    }

    huddle::Result<SharingRecord> sharing() override {
        try {
            SQLite::Transaction moment(database_);
            SharingRecord record{.seed = seed_of(statements_),
                                 .shared = {},
                                 .received = all_received(statements_),
                                 .heard_back = all_heard_back(statements_)};
            static const std::string lessons = std::string{"SELECT "} + lesson_columns +
                                               " FROM lessons WHERE shared_on IS NOT NULL ORDER BY shared_on, id";
            static const std::string action = std::string{"SELECT "} + action_columns + " FROM actions WHERE id = ?";
            for (auto row = statements_.query(lessons); row.next();) {
                SharedRecord shared{.lesson = lesson_of(row, statements_), .condition = {}, .response = {}};
                auto result = statements_.query(action, shared.lesson.shared_result);
                if (!result.next()) continue;
                const huddle::Action tried = action_of(result, statements_);
                if (!huddle::has_result(tried)) continue;
                shared.condition = tried.condition;
                shared.response = tried.response;
                shared.result = *tried.help;
                record.shared.push_back(std::move(shared));
            }
            return record;
        } catch (const std::exception& error) {
            return read_problem(error);
        }
    }

private:
    std::vector<huddle::HuddleId> huddles_in(const Span& span) {
        std::vector<huddle::HuddleId> ids;
        auto row = statements_.query(
            "SELECT id FROM huddles WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2) "
            "ORDER BY day, started, id",
            span.from, span.to);
        while (row.next()) ids.push_back(id_of<huddle::HuddleId>(row[0]));
        return ids;
    }

    // Each huddle is read at one moment of the record. Different huddles may be read at different moments.
    std::optional<HuddleRecord> read_one(huddle::HuddleId id) {
        SQLite::Transaction moment(database_);
        HuddleRecord record;
        {
            auto row = statements_.query(
                "SELECT layout_id, layout_name, day, started, closed, how_it_ended, lead FROM huddles "
                "WHERE id = ?",
                id);
            if (!row.next()) return std::nullopt;
            record.id = id;
            record.layout_id = row[0].getString();
            record.layout_name = row[1].getString();
            record.day = day_of(row[2]);
            record.started = instant_of(row[3]);
            record.closed = optional_instant_of(row[4]);
            record.lead = row[6].getString();
            if (!row[5].isNull()) record.how_it_ended = word_of(row[5], how_it_ended_from_text);
        }
        static const std::string rounds =
            std::string{"SELECT "} + round_columns + " FROM rounds WHERE huddle = ? ORDER BY number";
        for (auto row = statements_.query(rounds, id); row.next();) {
            RoundRow read = round_of(row);
            record.rounds.push_back({.id = std::move(read.round.id),
                                     .title = std::move(read.round.title),
                                     .kind = read.round.kind,
                                     .planned = read.round.planned,
                                     .allotted = read.time.allotted,
                                     .spent = read.time.spent,
                                     .released = read.released});
        }
        static const std::string notes =
            std::string{"SELECT "} + note_columns + " FROM notes WHERE huddle = ? AND state != 'set_aside' ORDER BY id";
        for (auto row = statements_.query(notes, id); row.next();) record.notes.push_back(note_of(row));
        static const std::string groups =
            std::string{"SELECT "} + group_columns +
            " FROM note_groups WHERE huddle = ? AND EXISTS (SELECT 1 FROM notes WHERE notes.note_group = "
            "note_groups.id AND notes.state != 'set_aside') "
            "ORDER BY id";
        for (auto row = statements_.query(groups, id); row.next();) record.groups.push_back(group_of(row));
        static const std::string lessons = std::string{"SELECT "} + lesson_columns +
                                           " FROM lessons WHERE huddle = ? AND " HEARTHSIDE_LESSON_IS_SHOWN
                                           " ORDER BY kept, id";
        for (auto row = statements_.query(lessons, id); row.next();)
            record.lessons.push_back(lesson_of(row, statements_));
        static const std::string actions =
            std::string{"SELECT "} + action_columns + " FROM actions WHERE huddle = ? ORDER BY kept, id";
        for (auto row = statements_.query(actions, id); row.next();)
            record.actions.push_back(action_of(row, statements_));
        static const std::string questions = std::string{"SELECT "} + question_columns +
                                             " FROM questions WHERE huddle = ? AND " HEARTHSIDE_QUESTION_IS_SHOWN
                                             " ORDER BY kept, id";
        for (auto row = statements_.query(questions, id); row.next();)
            record.questions.push_back(question_of(row, statements_));
        return record;
    }

    std::int64_t count(std::string_view sql) {
        auto row = statements_.query(sql);
        return row.next() ? row[0].getInt64() : 0;
    }

    fs::path file_;
    SQLite::Database database_;
    Statements statements_;
};

}  // namespace

huddle::Result<std::unique_ptr<History>> History::open(const fs::path& folder) {
    auto database = open_for_reading(folder);
    if (!database) return database.problem();
    // Notes lie in the file by their random ids, so each huddle's notes are spread over all of it. With
    // SQLite's default cache of 2 MB, ten years would be read twenty times over.
    try {
        database->exec("PRAGMA cache_size = -49152");  // KiB
        return std::unique_ptr<History>(
            std::make_unique<SqliteHistory>(fs::absolute(folder) / "hearthside.db", std::move(*database)));
    } catch (const SQLite::Exception& error) {
        return read_problem(error);
    }
}

}  // namespace hearthside::store
