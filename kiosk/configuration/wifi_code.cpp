// SPDX-License-Identifier: Apache-2.0
#include "kiosk/configuration/wifi_code.h"

#include <algorithm>

namespace hearthside::configuration {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (std::string_view("\\;,\":").find(letter) != std::string_view::npos) out += '\\';
        out += letter;
    }
    return out;
}

}  // namespace

std::string wifi_code(const WifiNetwork& network) {
    if (network.name.empty()) return {};
    std::string code = network.open ? "WIFI:T:nopass;S:" : "WIFI:T:WPA;S:";
    code += escaped(network.name) + ";";
    if (!network.open) code += "P:" + escaped(network.password) + ";";
    if (network.hidden) code += "H:true;";
    return code + ";";
}

bool is_wifi_password(std::string_view text) {
    return text.size() >= 8 && text.size() <= 63 &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

}  // namespace hearthside::configuration
