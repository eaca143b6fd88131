// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/store/copies.h"
#include "core/store/history.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside {

namespace {

// Prints one line for each backup. Returns how many are damaged.
Result<int> verify_backups(const std::filesystem::path& folder) {
    const auto copies = check_copies(folder);
    if (!copies) return copies.problem();
    int damaged = 0;
    for (const CheckedCopy& copy : *copies) {
        if (copy.sound)
            fmt::print("backup     {}: sound, huddles {}\n", copy.file.string(), copy.huddles);
        else
            fmt::print("backup     {}: damaged\n", copy.file.string());
        if (!copy.sound) ++damaged;
    }
    return damaged;
}

}  // namespace

int run_verify(const std::filesystem::path& data) {
    auto history = History::open(data);
    if (!history) return fail(history.problem());
    const auto holdings = (*history)->inspect();
    if (!holdings) return fail(holdings.problem());
    fmt::print(
        "folder     {}\nschema     {}\nhuddles    {}\nnotes      {}\nlessons    {}\nactions    {}\nquestions  {}\n",
        data.string(), holdings->schema, holdings->huddles, holdings->notes, holdings->lessons, holdings->actions,
        holdings->questions);
    for (const RoundCategory category : all_categories) {
        fmt::print("waiting    {}: {}\n", to_text(category), to_text(holdings->waiting[index_of(category)]));
    }
    fmt::print("bytes      {}\n", holdings->bytes);
    int damaged = 0;
    // A fault in the configuration must not prevent a check.
    const std::filesystem::path second = read_configuration(data / "hearthside.toml").configuration.backup_to;
    for (const std::filesystem::path& folder : {data / "backups", second}) {
        if (folder.empty()) continue;
        const auto found = verify_backups(folder);
        if (!found) return fail(found.problem());
        damaged += *found;
    }
    for (const std::string& finding : holdings->findings) fmt::print(stderr, "hearthside: {}\n", finding);
    if (damaged > 0) fmt::print(stderr, "hearthside: Backups that are damaged: {}.\n", damaged);
    fmt::print("{}\n", holdings->sound ? "The data folder is sound." : "The data folder is damaged.");
    return holdings->sound && damaged == 0 ? exit_fine : exit_failed;
}

}  // namespace hearthside
