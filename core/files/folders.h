// SPDX-License-Identifier: Apache-2.0
// The places of files on the disk: the data folder, and the shipped layouts and assets.
#pragma once

#include <filesystem>

namespace hearthside {

// $XDG_DATA_HOME/hearthside, else ~/.local/share/hearthside.
std::filesystem::path default_data_folder();

// The folder that holds `layouts` and `assets`: the source tree during development, otherwise the installed
// share folder. $HEARTHSIDE_SHARE overrides both.
std::filesystem::path share_folder();

// The folder of the compiled catalogues (core/text/language.h): among the installed assets, or in the build
// folder during development.
std::filesystem::path locale_folder();

}  // namespace hearthside
