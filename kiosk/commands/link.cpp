#include <fmt/core.h>

#include <fstream>

#include "core/folder_lock.h"
#include "core/store/history.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/place.h"

namespace hearthside {

int run_link(const std::filesystem::path& data) {
    // The address file outlives a killed process; the folder's lock does not.
    std::string address;
    std::ifstream file(address_file(data));
    if (!FolderLock::is_taken(data) || !std::getline(file, address) || address.empty()) {
        return fail({ProblemKind::conflict,
                     fmt::format("No Hearthside is running on the data folder {}.", data.string())});
    }
    auto history = History::open(data);
    if (!history) return fail(history.problem());
    auto key = (*history)->room_key();
    if (!key) return fail(key.problem());
    fmt::print("http://{}/n/{}\n", address, key->current);
    return exit_fine;
}

}  // namespace hearthside
