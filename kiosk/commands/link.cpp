#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/core.h>

#include <fstream>

#include "core/store/history.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/place.h"

namespace hearthside {

namespace {

// The address file outlives a killed process; the folder's lock does not.
bool somebody_runs(const std::filesystem::path& data) {
    const int file = open((data / "lock").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    const bool taken = flock(file, LOCK_EX | LOCK_NB) != 0;
    close(file);
    return taken;
}

}  // namespace

int run_link(const std::filesystem::path& data) {
    std::string address;
    std::ifstream file(address_file(data));
    if (!somebody_runs(data) || !std::getline(file, address) || address.empty()) {
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
