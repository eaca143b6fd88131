// What happens when the record is damaged or gone: it is put aside, and the newest good backup with
// all that can be salvaged takes its place (SAFETY 13).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/store/disk.h"

namespace hearthside {

class Recovery {
public:
    // `file` is DATA/hearthside.db. `disk` must live longer.
    Recovery(Disk& disk, const std::filesystem::path& file, std::string vfs);

    // Did an earlier recovery stop after its replacement was whole? Then puts it in place.
    bool finish_earlier();

    // Nothing may have `file` open. Puts a sound file of the present schema in its place and says in
    // one sentence what was done. Throws when the folder cannot be written.
    std::string restore();

    // Nothing may have `file` open. Puts what `backup` holds in its place, brought to the present schema; what was
    // there is put aside. False, and nothing is changed, when the backup is not whole. Throws as restore().
    bool replace_with(const std::filesystem::path& backup);

private:
    std::string build_replacement();
    bool build_from(const std::filesystem::path& backup, bool with_salvage, std::int64_t& salvaged);
    void begin_anew(const std::filesystem::path& file);
    void keep_replacement();
    std::string put_in_place(std::string_view why);

    Disk& disk_;
    std::filesystem::path file_;
    std::filesystem::path building_;
    std::filesystem::path restored_;
    std::string vfs_;
};

// "hearthside.db.damaged-..." or "...replaced-..." and its journal: the files that were put aside.
bool is_put_aside(const std::string& name);

}  // namespace hearthside
