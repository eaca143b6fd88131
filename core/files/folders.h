// Where things lie on the disk: the data folder, and the shipped layouts and assets.
#pragma once

#include <filesystem>

namespace hearthside {

// $XDG_DATA_HOME/hearthside, else ~/.local/share/hearthside.
std::filesystem::path default_data_folder();

// The folder that holds `layouts` and `assets`: the source tree while developing, the installed
// share folder otherwise; $HEARTHSIDE_SHARE overrides both.
std::filesystem::path share_folder();

// The folder of the compiled catalogues (core/text/language.h): among the assets once installed, in the
// build's folder while developing.
std::filesystem::path locale_folder();

}  // namespace hearthside
