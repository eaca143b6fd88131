// SPDX-License-Identifier: Apache-2.0
#include "core/files/folders.h"

#include <dirent.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string>

namespace hearthside::files {

namespace {

// The variable's value. None when it is not set, is empty, or is a relative path, which would depend on the
// folder where the program was started (the XDG rules ask for the same).
std::filesystem::path absolute_from_environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) return {};
    std::filesystem::path path(value);
    return path.is_absolute() ? path : std::filesystem::path();
}

std::filesystem::path home_folder() {
    if (auto home = absolute_from_environment("HOME"); !home.empty()) return home;
    const passwd* account = getpwuid(getuid());
    if (account != nullptr && account->pw_dir != nullptr) return account->pw_dir;
    return "/";
}

}  // namespace

std::filesystem::path default_data_folder() {
    if (auto data = absolute_from_environment("XDG_DATA_HOME"); !data.empty()) return data / "hearthside";
    return home_folder() / ".local" / "share" / "hearthside";
}

std::filesystem::path share_folder() {
    if (const char* named = std::getenv("HEARTHSIDE_SHARE"); named != nullptr && *named != '\0') return named;
    std::error_code error;
    const std::filesystem::path source = HEARTHSIDE_SOURCE_DIR;
    if (std::filesystem::is_directory(source / "layouts", error)) return source;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return "/usr/share/hearthside";
    return program.parent_path().parent_path() / "share" / "hearthside";
}

std::filesystem::path locale_folder() {
    const std::filesystem::path share = share_folder();
    if (share == std::filesystem::path(HEARTHSIDE_SOURCE_DIR)) return HEARTHSIDE_LOCALE_DIR;
    return share / "assets" / "locale";
}

std::error_code each_name(const std::filesystem::path& folder,
                          const std::function<bool(std::string_view name)>& visit) {
    const auto close = [](DIR* opened) { ::closedir(opened); };
    const std::unique_ptr<DIR, decltype(close)> opened(::opendir(folder.c_str()), close);
    if (!opened) return {errno, std::generic_category()};
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(opened.get());
        if (entry == nullptr) return {errno, std::generic_category()};
        const std::string_view name = entry->d_name;
        if (name != "." && name != ".." && !visit(name)) return {};
    }
}

}  // namespace hearthside::files
