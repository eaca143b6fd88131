// SPDX-License-Identifier: Apache-2.0
// Runs one of the scripts in tests/web with lines on its standard input, and returns the lines that it prints.
#pragma once

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace hearthside::phone {

inline std::vector<std::string> run_script(const std::string& script, const std::vector<std::string>& lines) {
    const support::TemporaryFolder folder;
    {
        std::ofstream out(folder / "input");
        for (const std::string& line : lines) out << line << '\n';
    }
    const std::string command = "node tests/web/" + script + " < " + (folder / "input").string();
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("no pipe");
    std::string said;
    char piece[16384];
    while (const std::size_t count = fread(piece, 1, sizeof piece, pipe)) said.append(piece, count);
    if (pclose(pipe) != 0) throw std::runtime_error(script + " failed");
    std::vector<std::string> result;
    for (std::size_t start = 0, end = 0; (end = said.find('\n', start)) != std::string::npos; start = end + 1) {
        result.push_back(said.substr(start, end - start));
    }
    return result;
}

}  // namespace hearthside::phone
