// SPDX-License-Identifier: Apache-2.0
// Recovers a damaged or missing record (SAFETY 13). The damaged file is put aside. Its replacement is built
// row by row from the file and all its copies: the newest version of each row, without what was deleted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/types.h"
#include "core/store/disk.h"

namespace hearthside::store {

class Recovery {
public:
    // `file` is DATA/hearthside.db. `second_place` is the folder of the second backups, or empty. `disk` must
    // outlive this object.
    Recovery(Disk& disk, const std::filesystem::path& file, std::string vfs, std::filesystem::path second_place = {});

    // Finishes an earlier recovery that stopped after its replacement was whole, and returns whether there
    // was one. Unfinished files of an earlier recovery are deleted.
    bool finish_earlier();

    // Nobody may have `file` open. Replaces it by a sound file of the present schema and says in one sentence
    // what was done. Throws when the folder cannot be written.
    std::string restore();

    // Nobody may have `file` open. Replaces it by the content of `backup`, migrated to the present schema,
    // without what the record says was deleted. The old file is put aside. Returns false and changes nothing
    // when the backup is not whole. Throws like restore().
    bool replace_with(const std::filesystem::path& backup);

private:
    struct Sources;
    Sources find_sources();
    bool build(const Sources& sources, bool from_damaged_copies, bool from_record);
    bool build_carefully(const Sources& sources, bool from_damaged_copies, bool from_record);
    bool build_from_backup(const std::filesystem::path& backup);
    bool finish_building(SQLite::Database& made);
    void begin_anew(const std::filesystem::path& file);
    void remove_whole(const std::filesystem::path& file);
    void keep_replacement();
    void fold_journal();
    std::string put_in_place(std::string_view why);

    Disk& disk_;
    std::filesystem::path file_;
    std::filesystem::path building_;
    std::filesystem::path restored_;
    std::string vfs_;
    std::filesystem::path second_place_;
    std::int64_t from_record_ = 0;  // rows
};

// The files that were put aside: "hearthside.db.damaged-..." or "...replaced-...", and their journals.
bool is_put_aside(const std::string& name);
// A whole record that was replaced by a restored one.
bool is_replaced(const std::string& name);
// The day in the name of either kind.
std::optional<huddle::Day> day_put_aside(const std::string& name);

}  // namespace hearthside::store
