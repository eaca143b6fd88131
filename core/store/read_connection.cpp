// SPDX-License-Identifier: Apache-2.0
#include "core/store/read_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

#include "core/store/copy_file.h"
#include "core/store/disk.h"
#include "core/store/schema.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

int no_sealed_texts(void*, int action, const char* table, const char* column, const char*, const char*) {
    if (action != SQLITE_READ || !table || std::strcmp(table, "sealed_notes") != 0) return SQLITE_OK;
    return column && (std::strcmp(column, "theme") == 0 || column[0] == '\0') ? SQLITE_OK : SQLITE_DENY;
}

}  // namespace

std::shared_mutex& record_replacement() {
    static std::shared_mutex mutex;
    return mutex;
}

huddle::Problem read_problem(const std::exception& error) {
    return {means_damage(error) ? huddle::ProblemKind::damaged : huddle::ProblemKind::not_saved,
            "The record cannot be read: " + reason_for(error) + "."};
}

huddle::Result<SQLite::Database> open_for_reading(const fs::path& folder) {
    const fs::path file = fs::absolute(folder) / "hearthside.db";
    const std::shared_lock opening(record_replacement());
    try {
        if (platform_disk().size(file) == 0) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("There is no record in {}.", folder.string())};
        }
        SQLite::Database database = open_connection(file, Access::read_only, "");
        const int version = schema_of(database);
        if (version > schema_version) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("The record {} was written by a newer version of Hearthside; "
                                               "please install that version.",
                                               file.string())};
        }
        if (version < schema_version) {
            return huddle::Problem{huddle::ProblemKind::invalid,
                                   fmt::format("The record {} is from an older version; please start the "
                                               "kiosk once to bring it up to date.",
                                               file.string())};
        }
        if (record_kind_of(database) != RecordKind::ours) {
            return huddle::Problem{
                huddle::ProblemKind::damaged,
                fmt::format("The record {} has tables that are not Hearthside's; the kiosk repairs it when it starts.",
                            file.string())};
        }
        sqlite3_set_authorizer(database.getHandle(), no_sealed_texts, nullptr);
        return database;
    } catch (const SQLite::Exception& error) {
        return read_problem(error);
    } catch (const fs::filesystem_error& error) {
        return read_problem(error);
    }
}

}  // namespace hearthside::store
