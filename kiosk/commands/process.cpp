// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/process.h"

#include <fmt/core.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace hearthside::commands {

namespace {

namespace fs = std::filesystem;

std::string& taken() {
    static std::string account;
    return account;
}

// As `sudo -u` accepts it.
std::string name_of(uid_t account) {
    const passwd* entry = ::getpwuid(account);
    return entry != nullptr ? entry->pw_name : fmt::format("#{}", account);
}

// The groups too: they give a kiosk's account access to screens and sticks.
bool become(uid_t account, gid_t group_of_folder) {
    const passwd* entry = ::getpwuid(account);
    const gid_t group = entry != nullptr ? entry->pw_gid : group_of_folder;
    const bool groups = entry != nullptr ? ::initgroups(entry->pw_name, group) == 0 : ::setgroups(0, nullptr) == 0;
    if (!groups || ::setresgid(group, group, group) != 0 || ::setresuid(account, account, account) != 0) return false;
    if (::setuid(0) == 0) return false;  // there must be no way back
    ::setenv("HOME", entry != nullptr ? entry->pw_dir : "/", 1);
    for (const char* roots_own : {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}) ::unsetenv(roots_own);
    forbid_core_files();  // on some machines a change of account makes a process dumpable again
    return true;
}

}  // namespace

// The limit alone does not stop a core handler that reads from a pipe. The flag does.
void forbid_core_files() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

huddle::Result<void> work_as_owner(const fs::path& data, const std::string& command) {
    const uid_t own = ::geteuid();
    std::error_code error;
    fs::path folder = fs::absolute(data, error).lexically_normal();
    struct stat status {};
    bool found = ::stat(folder.c_str(), &status) == 0;
    // An account that may not make the folder gets the error from the code that tries.
    if (!found && own != 0) return {};
    while (!found && folder.has_relative_path()) {
        folder = folder.parent_path();
        found = ::stat(folder.c_str(), &status) == 0;
    }
    if (!found || status.st_uid == own) return {};
    const std::string owner = name_of(status.st_uid);
    if (own != 0 && status.st_uid == 0) {
        // Commands that ran as root made the folder, before they knew its owner.
        return huddle::Problem{
            huddle::ProblemKind::forbidden,
            fmt::format(
                "The data folder {0} belongs to root. Please give it to the kiosk's account: sudo chown -R '{1}:' {0}",
                data.string(), name_of(own))};
    }
    if (own != 0) {
        return huddle::Problem{
            huddle::ProblemKind::forbidden,
            fmt::format(
                "The data folder {0} belongs to another account. Please run: sudo -u '{1}' hearthside{2} --data {0}",
                data.string(), owner, command)};
    }
    if (!become(status.st_uid, status.st_gid)) {
        return huddle::Problem{
            huddle::ProblemKind::forbidden,
            fmt::format(
                "The data folder {0} belongs to {1}, and root cannot become that account here. Please run this as {1}.",
                data.string(), owner)};
    }
    taken() = owner;
    return {};
}

std::string account_taken() { return taken(); }

}  // namespace hearthside::commands
