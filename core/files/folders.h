// SPDX-License-Identifier: Apache-2.0
// The places of files on the disk: the data folder, and the shipped layouts and assets. What lies in a folder.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <system_error>

namespace hearthside::files {

// $XDG_DATA_HOME/hearthside, else ~/.local/share/hearthside.
std::filesystem::path default_data_folder();

// The folder that holds `layouts` and `assets`: the source tree during development, otherwise the installed
// share folder. $HEARTHSIDE_SHARE overrides both.
std::filesystem::path share_folder();

// The folder of the compiled catalogues (core/text/language.h): among the installed assets, or in the build
// folder during development.
std::filesystem::path locale_folder();

// Calls `visit` with the name of each file and folder in `folder`, in no order, until it returns false. What `visit`
// throws comes through. Instead of std::filesystem::directory_iterator, which ends the program when there is no memory
// left.
std::error_code each_name(const std::filesystem::path& folder, const std::function<bool(std::string_view name)>& visit);

}  // namespace hearthside::files
