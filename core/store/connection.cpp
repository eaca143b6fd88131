// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"

#include <sqlite3.h>

#include <new>

namespace hearthside::store {

namespace {

int primary_code(const std::exception& error) {
    const auto* from_sqlite = dynamic_cast<const SQLite::Exception*>(&error);
    return from_sqlite ? from_sqlite->getErrorCode() & 0xff : -1;
}

bool disk_is_full(const std::exception& error) {
    if (primary_code(error) == SQLITE_FULL) return true;
    const auto* from_files = dynamic_cast<const std::filesystem::filesystem_error*>(&error);
    return from_files && from_files->code() == std::errc::no_space_on_device;
}

std::vector<std::string> look_for_faults(SQLite::Database& database, Check check) {
    std::vector<std::string> faults;
    try {
        SQLite::Statement whole(database,
                                check == Check::quick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)");
        while (whole.executeStep()) {
            std::string line = whole.getColumn(0).getString();
            if (line != "ok") faults.push_back(std::move(line));
        }
        SQLite::Statement links(database, "PRAGMA foreign_key_check");
        while (links.executeStep() && faults.size() < 40) {
            faults.push_back("a row of " + links.getColumn(0).getString() + " belongs to nothing");
        }
    } catch (const std::exception& error) {
        if (!means_damage(error)) throw;
        faults.emplace_back(error.what());
    }
    return faults;
}

// Throws SQLite::Exception when the disk does not give a part of the file or of its journal.
void require_readable(SQLite::Database& database) {
    std::vector<char> piece(65536);
    for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
        sqlite3_file* file = nullptr;
        sqlite3_int64 bytes = 0;
        if (sqlite3_file_control(database.getHandle(), "main", which, &file) != SQLITE_OK || !file || !file->pMethods)
            continue;
        int code = file->pMethods->xFileSize(file, &bytes);
        for (sqlite3_int64 at = 0; code == SQLITE_OK && at < bytes; at += static_cast<sqlite3_int64>(piece.size())) {
            code = file->pMethods->xRead(file, piece.data(), static_cast<int>(piece.size()), at);
            if (code == SQLITE_IOERR_SHORT_READ) code = SQLITE_OK;  // the end of the file
        }
        if (code != SQLITE_OK) throw SQLite::Exception("the file cannot be read", SQLITE_IOERR);
    }
}

}  // namespace

SQLite::Database open_connection(const std::filesystem::path& file, Access access, const std::string& vfs) {
    // SAFETY 5: memory is wiped when it is freed (kiosk/wiping_free.cpp), so SQLite must not keep freed pages
    // or small pieces for later. The call fails without effect once SQLite is in use.
    static const int no_bulk = sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0);
    (void)no_bulk;
    const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
    SQLite::Database database(file.string(), flags, wait_for_readers_ms, vfs);
    sqlite3* handle = database.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    database.exec("PRAGMA cell_size_check = ON");
    database.exec("PRAGMA mmap_size = 0");
    database.exec("PRAGMA secure_delete = ON");
    // Otherwise VACUUM would write every text into a file in the machine's temporary folder.
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("PRAGMA foreign_keys = ON");
    if (access == Access::read_only) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        database.exec("PRAGMA query_only = ON");
    }
    return database;
}

std::vector<std::string> faults_of(SQLite::Database& database, Check check) {
    if (look_for_faults(database, check).empty()) return {};
    // SQLite reports a page that the disk did not give as damaged. It is damage only when the fault is found
    // twice in a file that can be read from its first byte to its last.
    require_readable(database);
    sqlite3_db_release_memory(database.getHandle());
    return look_for_faults(database, check);
}

int schema_of(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

bool means_spoilt_file(const std::exception& error) {
    const int code = primary_code(error);
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

bool means_damage(const std::exception& error) {
    if (dynamic_cast<const Unreadable*>(&error)) return true;
    const auto* from_sqlite = dynamic_cast<const SQLite::Exception*>(&error);
    if (!from_sqlite) return false;
    // A disk error is not damage, because it says nothing about the file's content (SAFETY 13). A file that
    // ends early is damaged.
    if (from_sqlite->getExtendedErrorCode() == SQLITE_IOERR_SHORT_READ) return true;
    // SQLITE_ERROR while reading: the schema is not the one that our statements expect.
    const int code = primary_code(error);
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR || code == SQLITE_FORMAT;
}

std::string reason_for(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error)) return "the kiosk is short of memory";
    if (disk_is_full(error)) return "the disk is full";
    switch (primary_code(error)) {
        case SQLITE_NOMEM:
            return "the kiosk is short of memory";
        case SQLITE_IOERR:
            return "the disk could not be read or written";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_CANTOPEN:
            return "the data folder cannot be written";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program holds the record";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the record needs repair, which happens when the kiosk starts again";
        default:
            break;
    }
    if (dynamic_cast<const FileInTheWay*>(&error)) return "another program's file has the name";
    if (dynamic_cast<const std::filesystem::filesystem_error*>(&error)) return "the data folder cannot be written";
    return "the record could not be written";
}

huddle::Problem not_saved(const std::exception& error) {
    return {huddle::ProblemKind::not_saved, "Not saved: " + reason_for(error) + ". Please keep your text."};
}

huddle::Problem not_opened(const std::exception& error) {
    return {huddle::ProblemKind::not_saved, "The record cannot be opened: " + reason_for(error) + "."};
}

SQLite::Statement& Statements::prepared(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        found = statements_.try_emplace(sql, database_, std::string{sql}).first;
    }
    found->second.tryReset();
    return found->second;
}

}  // namespace hearthside::store
