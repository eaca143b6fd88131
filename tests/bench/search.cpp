// SPDX-License-Identifier: Apache-2.0
// How fast the reviewer's search is in a large record: the first search, which reads all texts, the next ones, and the
// first after a change. Prints figures, and exits with 1 when a search took longer than 50 ms.
//
//   bench_search FOLDER [HUDDLES]    a data folder; filled with a demo's history first when it is empty
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/files/folders.h"
#include "core/store/archive.h"
#include "kiosk/demo/demo_history.h"

namespace {

using namespace hearthside;

double milliseconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Another connection writes a row without changing it. The reader cannot know that and must look at all rows.
bool change(const std::filesystem::path& data) {
    sqlite3* database = nullptr;
    sqlite3_open((data / "hearthside.db").c_str(), &database);
    sqlite3_exec(database, "UPDATE huddles SET layout_name = layout_name WHERE id = (SELECT min(id) FROM huddles)",
                 nullptr, nullptr, nullptr);
    const bool changed = sqlite3_changes(database) == 1;
    sqlite3_close(database);
    return changed;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: bench_search FOLDER [HUDDLES]\n");
        return 2;
    }
    const std::filesystem::path data = argv[1];
    if (!std::filesystem::exists(data / "hearthside.db")) {
        const layout_file::LayoutLibrary library =
            layout_file::read_layout_library(files::share_folder() / "layouts", "");
        const auto made = demo::make_demo(data, argc > 2 ? std::stoi(argv[2]) : 17'000, library);
        if (!made) {
            fmt::print(stderr, "{}\n", made.problem().sentence);
            return 1;
        }
    }
    auto history = store::History::open(data);
    auto archive = store::Archive::open(data);
    if (!history || !archive) return 1;
    const auto holdings = (*history)->inspect();
    if (!holdings) return 1;
    fmt::print("{} huddles, {} notes\n", holdings->huddles, holdings->notes);

    const auto page = [&](std::int64_t skip) {
        return milliseconds_of([&] { (void)(*archive)->huddles({}, {.skip = skip, .at_most = 25}); });
    };
    fmt::print("the newest page of huddles: {:.1f} ms, the last one: {:.1f} ms", page(0), page(holdings->huddles - 25));
    const auto newest = (*archive)->huddles({}, {.skip = 0, .at_most = 1});
    if (!newest || newest->items.empty()) return 1;
    fmt::print(", one record: {:.1f} ms\n", milliseconds_of([&] { (void)(*archive)->huddle(newest->items[0].id); }));
    const auto search = [&](const std::string& words) {
        const auto found = (*archive)->search({.words = words, .span = {}, .layout = {}, .round = {}, .kind = {}}, {});
        return found ? found->total : -1;
    };
    fmt::print("the first search, which reads all texts: {:.0f} ms\n", milliseconds_of([&] { search("first"); }));
    double slowest = 0;
    for (const char* words : {"handover", "the", "e", "é", "board bed", "the pump and the phone at night",
                              "zzzz nothing holds this", "pielęgniarka", "فون"}) {
        std::vector<double> times;
        long long total = 0;
        for (int count = 0; count < 41; ++count) times.push_back(milliseconds_of([&] { total = search(words); }));
        std::ranges::sort(times);
        slowest = std::max(slowest, times.back());
        fmt::print("\"{}\": {} found, p50 {:.1f} ms, max {:.1f} ms\n", words, total, times[20], times.back());
    }
    if (!change(data)) return 1;
    fmt::print("the first one after something changed: {:.0f} ms\n", milliseconds_of([&] { search("handover"); }));
    fmt::print("slowest search: {:.1f} ms\n", slowest);
    return slowest <= 50 ? 0 : 1;
}
