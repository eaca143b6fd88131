// SPDX-License-Identifier: Apache-2.0
// CMakeLists.txt defines HEARTHSIDE_VERSION and HEARTHSIDE_COMMIT for this file only, so each commit compiles
// only this file again.
#include "kiosk/commands/version.h"

#include <SDL_version.h>
#include <cairo.h>
#include <fmt/format.h>
#include <glib.h>
#include <imgui.h>
#include <librsvg/rsvg.h>
#include <openssl/crypto.h>
#include <pango/pango.h>
#include <qrencode.h>
#include <sodium.h>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <xlsxwriter.h>
#include <zlib.h>

#include <array>
#include <boost/version.hpp>

namespace hearthside::commands {

std::string program_version() { return HEARTHSIDE_VERSION; }

std::string version_report() {
    SDL_version sdl{};
    SDL_GetVersion(&sdl);
    UVersionInfo icu_numbers{};
    u_getVersion(icu_numbers);
    std::array<char, U_MAX_VERSION_STRING_LENGTH> icu{};
    u_versionToString(icu_numbers, icu.data());

    std::string report = fmt::format("hearthside {}, commit {}\n", HEARTHSIDE_VERSION, HEARTHSIDE_COMMIT);
    const auto add = [&](const char* library, const std::string& its_version) {
        report += fmt::format("{} {}\n", library, its_version);
    };
    add("SQLite", sqlite3_libversion());
    add("SDL", fmt::format("{}.{}.{}", sdl.major, sdl.minor, sdl.patch));
    add("Dear ImGui", ImGui::GetVersion());
    add("Pango", pango_version_string());
    add("Cairo", cairo_version_string());
    add("librsvg", fmt::format("{}.{}.{}", rsvg_major_version, rsvg_minor_version, rsvg_micro_version));
    add("GLib", fmt::format("{}.{}.{}", glib_major_version, glib_minor_version, glib_micro_version));
    add("ICU", icu.data());
    add("Boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100));
    add("OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING));
    add("libsodium", sodium_version_string());
    add("zlib", zlibVersion());
    add("libqrencode", QRcode_APIVersionString());
    add("libxlsxwriter", lxw_version());
    report.pop_back();  // the caller ends the last line
    return report;
}

}  // namespace hearthside::commands
