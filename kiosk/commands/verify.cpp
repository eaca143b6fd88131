#include <fmt/core.h>

#include "core/store/history.h"
#include "kiosk/commands/commands.h"

namespace hearthside {

int run_verify(const std::filesystem::path& data) {
    auto history = History::open(data);
    if (!history) return fail(history.problem());
    const auto holdings = (*history)->inspect();
    if (!holdings) return fail(holdings.problem());
    fmt::print("folder     {}\nschema     {}\nhuddles    {}\nnotes      {}\nlessons    {}\nactions    {}\nquestions  {}\n",
               data.string(), holdings->schema, holdings->huddles, holdings->notes, holdings->lessons, holdings->actions,
               holdings->questions);
    for (const Theme theme : all_themes) {
        fmt::print("waiting    {}: {}\n", to_text(theme), to_text(holdings->waiting[index_of(theme)]));
    }
    fmt::print("bytes      {}\n", holdings->bytes);
    for (const std::string& finding : holdings->findings) fmt::print(stderr, "hearthside: {}\n", finding);
    fmt::print("{}\n", holdings->sound ? "The data folder is sound." : "The data folder is damaged.");
    return holdings->sound ? exit_fine : exit_failed;
}

}  // namespace hearthside
