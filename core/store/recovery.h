// What happens when the record is damaged or gone: it is put aside, and what it and all copies of it still hold, row by row
// the newest and without what was deleted, takes its place (SAFETY 13).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/types.h"
#include "core/store/disk.h"

namespace hearthside {

class Recovery {
public:
    // `file` is DATA/hearthside.db; `second_place` the folder of the second backups, or empty. `disk` must live longer.
    Recovery(Disk& disk, const std::filesystem::path& file, std::string vfs, std::filesystem::path second_place = {});

    // Did an earlier recovery stop after its replacement was whole? Then puts it in place. What one left half done goes.
    bool finish_earlier();

    // Nothing may have `file` open. Puts a sound file of the present schema in its place and says in
    // one sentence what was done. Throws when the folder cannot be written.
    std::string restore();

    // Nothing may have `file` open. Puts what `backup` holds in its place, brought to the present schema, without what the
    // record says was deleted; what was there is put aside. False, and nothing is changed, when the backup is not whole.
    // Throws as restore().
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

// "hearthside.db.damaged-..." or "...replaced-..." and its journal: the files that were put aside.
bool is_put_aside(const std::string& name);
// A whole record, which a restored one took the place of.
bool is_replaced(const std::string& name);
// The day of any of them.
std::optional<Day> day_put_aside(const std::string& name);

}  // namespace hearthside
