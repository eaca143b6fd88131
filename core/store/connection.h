// SPDX-License-Identifier: Apache-2.0
// One SQLite connection with the settings of SAFETY 10, its prepared statements, and the meaning of an SQLite
// error in plain words.
#pragma once

#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/store/column_text.h"

namespace hearthside::store {

enum class Access { write, read_only };

inline constexpr int wait_for_readers_ms = 250;

// Opens an existing database and makes all settings that do not touch the file. It chooses no journal mode.
// Throws SQLite::Exception.
SQLite::Database open_connection(const std::filesystem::path& file, Access access, const std::string& vfs);

// Whether SQLite finds the file whole. `quick` does not compare indexes with their tables. A fault counts
// only when it is found twice. Throws SQLite::Exception for anything but damage, for example when the disk
// does not give a page.
enum class Check { quick, full };
std::vector<std::string> faults_of(SQLite::Database& database, Check check);

int schema_of(SQLite::Database& database);  // PRAGMA user_version

// Whether SQLite reports that the bytes it read are damaged. Any weaker error gives false.
bool means_spoilt_file(const std::exception& error);
// Whether this error is a sign of a damaged file or of foreign tables, not of a disk that refuses.
bool means_damage(const std::exception& error);

// A file that is not ours has the name of one of our files.
struct FileInTheWay : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Half a sentence: "the disk is full".
std::string reason_for(const std::exception& error);
// "Not saved: ..." for an error while writing (SAFETY 11).
huddle::Problem not_saved(const std::exception& error);
// The same for opening a folder.
huddle::Problem not_opened(const std::exception& error);

// Statements by their text, prepared once. The texts must be literals.
class Statements {
public:
    explicit Statements(SQLite::Database& database) : database_(database) {}

    // A statement in use, with its values bound. The destructor resets and unbinds it, so that it holds no
    // read transaction open.
    class Use {
    public:
        explicit Use(SQLite::Statement& statement) : statement_(statement) {}
        ~Use() {
            statement_.tryReset();
            statement_.clearBindings();  // SAFETY 5: people's words do not stay until the next use
        }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

        bool next() { return statement_.executeStep(); }  // throws SQLite::Exception
        SQLite::Column operator[](int column) const { return statement_.getColumn(column); }
        SQLite::Statement& statement() { return statement_; }

    private:
        SQLite::Statement& statement_;
    };

    template <class... Values>
    Use query(std::string_view sql, const Values&... values) {
        SQLite::Statement& statement = prepared(sql);
        int place = 0;
        (bind(statement, ++place, values), ...);
        return Use(statement);
    }

    // Runs to the end; throws SQLite::Exception.
    template <class... Values>
    void run(std::string_view sql, const Values&... values) {
        Use use = query(sql, values...);
        while (use.next()) {
        }
    }

private:
    static void bind(SQLite::Statement& to, int place, std::int64_t value) { to.bind(place, value); }
    static void bind(SQLite::Statement& to, int place, int value) { to.bind(place, value); }
    static void bind(SQLite::Statement& to, int place, bool value) { to.bind(place, value ? 1 : 0); }
    static void bind(SQLite::Statement& to, int place, double value) { to.bind(place, value); }
    static void bind(SQLite::Statement& to, int place, const std::string& value) { to.bind(place, value); }
    static void bind(SQLite::Statement& to, int place, std::string_view value) { to.bind(place, std::string{value}); }
    static void bind(SQLite::Statement& to, int place, huddle::Instant value) { to.bind(place, to_column_text(value)); }
    static void bind(SQLite::Statement& to, int place, huddle::Day value) { to.bind(place, to_column_text(value)); }
    static void bind(SQLite::Statement& to, int place, huddle::Milliseconds value) {
        to.bind(place, static_cast<std::int64_t>(value.count()));
    }
    static void bind(SQLite::Statement& to, int place, std::size_t value) {
        to.bind(place, static_cast<std::int64_t>(value));
    }
    template <class Tag>
    static void bind(SQLite::Statement& to, int place, huddle::Id<Tag> value) {
        to.bind(place, static_cast<std::int64_t>(value.value));
    }
    template <class Value>
    static void bind(SQLite::Statement& to, int place, const std::optional<Value>& value) {
        if (value) {
            bind(to, place, *value);
        } else {
            to.bind(place);
        }
    }

    SQLite::Statement& prepared(std::string_view sql);

    SQLite::Database& database_;
    std::unordered_map<std::string_view, SQLite::Statement> statements_;
};

}  // namespace hearthside::store
