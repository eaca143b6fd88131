// SPDX-License-Identifier: Apache-2.0
#include "core/text/pages.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <sstream>
#include <string>
#include <vector>

namespace hearthside::text {
namespace {

// The file, and what each of its compressed streams holds: later versions of PDF have objects in there too.
std::vector<std::string> parts_of(const std::string& file) {
    constexpr std::string_view begin = ">>\nstream\n";
    std::vector<std::string> parts{file};
    for (std::size_t at = file.find(begin); at != std::string::npos; at = file.find(begin, at + 1)) {
        z_stream stream{};
        if (inflateInit(&stream) != Z_OK) return {};
        std::string packed = file.substr(at + begin.size());
        stream.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_in = static_cast<uInt>(packed.size());
        std::string part;
        std::array<char, 4096> piece;
        int state = Z_OK;
        while (state == Z_OK) {
            stream.next_out = reinterpret_cast<Bytef*>(piece.data());
            stream.avail_out = static_cast<uInt>(piece.size());
            state = inflate(&stream, Z_NO_FLUSH);
            part.append(piece.data(), piece.size() - stream.avail_out);
        }
        inflateEnd(&stream);
        if (state == Z_STREAM_END) parts.push_back(part);
    }
    return parts;
}

TEST(PrintedPages, Safety22NothingSaysWhichProgramMadeThemNorWhen) {
    std::ostringstream out;
    {
        PrintedPages::Format format;
        format.title = "What we learnt";
        PrintedPages pages(format, out);
        TextStyle style;
        for (int page = 0; page < 3; ++page) {
            if (page > 0) pages.next_page();
            pages.begin(PageTag::heading);
            pages.text(50, 50, "Wins \u062f\u064f\u0639\u0627", style, {400, 0});
            pages.end();
            pages.bookmark(0, "Page", 50, true);
        }
        ASSERT_TRUE(pages.finish()) << pages.trouble();
    }
    const std::vector<std::string> parts = parts_of(out.str());
    bool letters = false, title = false;
    for (const std::string& part : parts) {
        letters = letters || part.find(" Tf") != std::string::npos;
        title = title || part.find("/Title (What we learnt)") != std::string::npos;
        for (const char* const word : {"cairo", "/Producer", "/Creator", "/CreationDate", "/ModDate", "(D:2"})
            EXPECT_EQ(part.find(word), std::string::npos) << word;
    }
    EXPECT_TRUE(letters && title) << "what a reader of the file sees was not among the parts";
}

TEST(PrintedPages, SayWhenTheirStreamFails) {
    std::ostringstream out;
    PrintedPages pages({}, out);
    out.setstate(std::ios::badbit);
    EXPECT_FALSE(pages.finish());
    EXPECT_EQ(pages.trouble(), "");
}

}  // namespace
}  // namespace hearthside::text
