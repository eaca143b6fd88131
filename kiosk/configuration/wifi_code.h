// SPDX-License-Identifier: Apache-2.0
// Makes the text of the QR code by which phones join a Wi-Fi network. Standard library only.
#pragma once

#include <string>
#include <string_view>

namespace hearthside::configuration {

struct WifiNetwork {
    std::string name;  // empty: no network, and nothing is shown
    std::string password;
    bool open = false;  // no password is needed
    bool hidden = false;
    friend bool operator==(const WifiNetwork&, const WifiNetwork&) = default;
};

// WIFI:T:WPA;S:name;P:password;; with a backslash before each \ ; , " and : in the name and the password.
// Empty when the network has no name.
std::string wifi_code(const WifiNetwork& network);

// 8 to 63 printable ASCII characters, as WPA requires.
bool is_wifi_password(std::string_view text);

}  // namespace hearthside::configuration
