// A Wi-Fi network -> the text of the code by which phones join it. Standard library only.
#pragma once

#include <string>
#include <string_view>

namespace hearthside {

struct WifiNetwork {
    std::string name;  // empty: none, and nothing is shown
    std::string password;
    bool open = false;  // no password asked
    bool hidden = false;
    friend bool operator==(const WifiNetwork&, const WifiNetwork&) = default;
};

// WIFI:T:WPA;S:name;P:password;; with backslashes before \ ; , " and : in what people chose. Empty
// when the network has no name.
std::string wifi_code(const WifiNetwork& network);

// 8 to 63 printable ASCII characters: what WPA takes.
bool is_wifi_password(std::string_view text);

}  // namespace hearthside
