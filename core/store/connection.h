// One SQLite connection with the settings of SAFETY 10, statements that are prepared once, and what
// an SQLite error means to people. It knows no table.
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
#include "core/store/forms.h"

namespace hearthside {

enum class Access { write, read_only };

inline constexpr int wait_for_readers_ms = 250;

// Opens a database that exists and sets everything that does not touch the file. Does not choose a
// journal. Throws SQLite::Exception.
SQLite::Database open_connection(const std::filesystem::path& file, Access access, const std::string& vfs);

// Does SQLite find the file whole? Quick skips the comparison of indexes with their tables. What it finds was found twice.
// Throws SQLite::Exception for anything but damage, so also when the disk does not give a page.
enum class Check { quick, full };
std::vector<std::string> faults_of(SQLite::Database& database, Check check);

int schema_of(SQLite::Database& database);  // PRAGMA user_version

// Does SQLite say that the bytes which it could read are spoilt, and nothing less?
bool means_spoilt_file(const std::exception& error);
// Is this error a sign of a damaged file, or of tables that are not ours, rather than of a disk that refuses?
bool means_damage(const std::exception& error);

// Under the name that a file of ours should have stands one that is not ours.
struct FileInTheWay : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Half a sentence: "the disk is full".
std::string reason_for(const std::exception& error);
// "Not saved: ..." for what went wrong while writing (SAFETY 11).
Problem not_saved(const std::exception& error);
// The same for opening a folder.
Problem not_opened(const std::exception& error);

// Statements by their text, prepared once. The texts must be literals.
class Statements {
public:
    explicit Statements(SQLite::Database& database) : database_(database) {}

    // A statement in use: bound, and reset and unbound when this goes, so that it holds no read transaction open.
    class Use {
    public:
        explicit Use(SQLite::Statement& statement) : statement_(statement) {}
        ~Use() {
            statement_.tryReset();
            statement_.clearBindings();  // SAFETY 5: words do not wait for the next use
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
    static void bind(SQLite::Statement& to, int place, std::string_view value) {
        to.bind(place, std::string{value});
    }
    static void bind(SQLite::Statement& to, int place, Instant value) { to.bind(place, to_form(value)); }
    static void bind(SQLite::Statement& to, int place, Day value) { to.bind(place, to_form(value)); }
    static void bind(SQLite::Statement& to, int place, Milliseconds value) {
        to.bind(place, static_cast<std::int64_t>(value.count()));
    }
    static void bind(SQLite::Statement& to, int place, std::size_t value) {
        to.bind(place, static_cast<std::int64_t>(value));
    }
    template <class Tag>
    static void bind(SQLite::Statement& to, int place, Id<Tag> value) {
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

}  // namespace hearthside
