// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/store/copies.h"
#include "core/store/history.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside::commands {

namespace {

// Prints one line for each backup. Returns how many are damaged.
huddle::Result<int> verify_backups(const std::filesystem::path& folder) {
    const auto copies = store::check_copies(folder);
    if (!copies) return copies.problem();
    int damaged = 0;
    for (const store::CheckedCopy& copy : *copies) {
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
    auto history = store::History::open(data);
    if (!history) return fail(history.problem());
    const auto holdings = (*history)->inspect();
    if (!holdings) return fail(holdings.problem());
    fmt::print(
        "folder     {}\nschema     {}\nhuddles    {}\nnotes      {}\nlessons    {}\nactions    {}\nquestions  {}\n",
        data.string(), holdings->schema, holdings->huddles, holdings->notes, holdings->lessons, holdings->actions,
        holdings->questions);
    for (const huddle::RoundCategory category : huddle::all_categories) {
        fmt::print("waiting    {}: {}\n", huddle::to_text(category),
                   huddle::to_text(holdings->waiting[huddle::index_of(category)]));
    }
    fmt::print("bytes      {}\n", holdings->bytes);
    int damaged = 0;
    // A fault in the configuration must not prevent a check.
    const std::filesystem::path second =
        configuration::read_configuration(data / "hearthside.toml").configuration.backup_to;
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

}  // namespace hearthside::commands
