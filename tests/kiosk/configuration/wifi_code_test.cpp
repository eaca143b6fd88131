// SPDX-License-Identifier: Apache-2.0
// The Wi-Fi code: its text, and that a reader of codes returns what was put in.
#include "kiosk/configuration/wifi_code.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "core/text/qr.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::configuration {
namespace {

TEST(WifiCode, FollowsTheConvention) {
    EXPECT_EQ(wifi_code({.name = "Ward 7", .password = "warm hands"}), "WIFI:T:WPA;S:Ward 7;P:warm hands;;");
    EXPECT_EQ(wifi_code({.name = "Ward 7", .password = "warm hands", .hidden = true}),
              "WIFI:T:WPA;S:Ward 7;P:warm hands;H:true;;");
    EXPECT_EQ(wifi_code({.name = "Guests", .password = "left over", .open = true}), "WIFI:T:nopass;S:Guests;;");
    EXPECT_EQ(wifi_code({.name = R"(a\b;c,d"e:f)", .password = R"(;;\\""::,,)"}),
              R"(WIFI:T:WPA;S:a\\b\;c\,d\"e\:f;P:\;\;\\\\\"\"\:\:\,\,;;)");
    EXPECT_EQ(wifi_code({}), "");
}

TEST(WifiCode, IsReadBackByAReaderOfCodes) {
    const support::TemporaryFolder folder;
    for (const WifiNetwork& network : {WifiNetwork{.name = "Ward 7", .password = "warm hands"},
                                       WifiNetwork{.name = "Ysbyty Gwynedd", .password = R"(a;b,c\d"e:f 63)"},
                                       WifiNetwork{.name = "Gäste", .open = true, .hidden = true}}) {
        const std::string code = wifi_code(network);
        const auto modules = text::qr_code(code);
        ASSERT_TRUE(modules);
        constexpr int clear = 4, scale = 6;
        const int side = (modules->size + 2 * clear) * scale;
        const std::filesystem::path picture = folder.path() / "code.pgm";
        {
            std::ofstream out(picture, std::ios::binary);
            out << "P5 " << side << ' ' << side << " 255\n";
            for (int y = 0; y < side; ++y) {
                for (int x = 0; x < side; ++x) {
                    const int column = x / scale - clear, row = y / scale - clear;
                    const bool inside = column >= 0 && row >= 0 && column < modules->size && row < modules->size;
                    out.put(inside && modules->dark_at(column, row) ? '\0' : '\xff');
                }
            }
        }
        const std::string command = "zbarimg -q --raw -Sbinary --nodbus '" + picture.string() + "' 2>/dev/null";
        const std::unique_ptr<FILE, int (*)(FILE*)> reader(popen(command.c_str(), "r"), pclose);
        std::string read(512, '\0');
        read.resize(std::fread(read.data(), 1, read.size(), reader.get()));
        while (read.ends_with('\n')) read.pop_back();
        EXPECT_EQ(read, code);
    }
}

}  // namespace
}  // namespace hearthside::configuration
