// SPDX-License-Identifier: Apache-2.0
// How fast a phone's note is accepted, from the first byte sent to "added" read, with 1 and with 32 connections. It
// compares this with how fast the same disk commits at all. Real sockets, Room, store and disk.
// Usage: bench_notes [FOLDER [SECONDS]]   FOLDER should be on the kiosk's own disk; default: here.
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/room/room.h"
#include "kiosk/phone/server.h"
#include "tests/kiosk/phone/client.h"

namespace {

using namespace hearthside;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

struct Figures {
    std::vector<double> milliseconds;
    double seconds = 0;

    double at(double share) {
        std::ranges::sort(milliseconds);
        return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    }
    void print(const char* what, const char* unit) {
        fmt::print("{:<44} p50 {:7.2f} ms   p99 {:7.2f} ms   {:7.0f} {}/s   ({} in {:.1f} s)\n", what, at(0.5),
                   at(0.99), static_cast<double>(milliseconds.size()) / seconds, unit, milliseconds.size(), seconds);
    }
};

// The least that a write-ahead log can do: append one page with its header, and wait for the disk.
Figures raw_disk(const std::filesystem::path& folder, double seconds) {
    const int file = ::open((folder / "raw").c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    if (file < 0) throw std::runtime_error("cannot write to the folder");
    const std::string page(4096 + 24, 'x');
    Figures figures;
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const auto before = Clock::now();
        if (::write(file, page.data(), page.size()) < 0 || ::fdatasync(file) != 0) throw std::runtime_error("write");
        figures.milliseconds.push_back(seconds_since(before) * 1000);
    }
    figures.seconds = seconds_since(start);
    ::close(file);
    return figures;
}

// One row a transaction with the promises that the store makes: WAL, synchronous=FULL.
Figures plain_sqlite(const std::filesystem::path& folder, double seconds) {
    sqlite3* database = nullptr;
    if (sqlite3_open((folder / "plain.db").c_str(), &database) != SQLITE_OK) throw std::runtime_error("sqlite3_open");
    const auto run = [&](const char* sql) {
        if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sql);
    };
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE note(id INTEGER PRIMARY KEY, text "
        "TEXT)");
    Figures figures;
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const auto before = Clock::now();
        run("INSERT INTO note(text) VALUES('We found the missing chart in the trolley before the round')");
        figures.milliseconds.push_back(seconds_since(before) * 1000);
    }
    figures.seconds = seconds_since(start);
    sqlite3_close(database);
    return figures;
}

Figures notes_by_phone(const phone::PhoneServer& phone, const std::string& path, int connections, double seconds) {
    std::vector<std::vector<double>> each(static_cast<std::size_t>(connections));
    std::atomic<int> refused = 0;
    std::vector<std::thread> phones;
    const auto start = Clock::now();
    for (int number = 0; number < connections; ++number) {
        phones.emplace_back([&, number] {
            phone::HttpClient client(phone.port());
            for (int count = 0; seconds_since(start) < seconds; ++count) {
                const std::string body =
                    fmt::format(R"({{"round":"lessons","text":"We found the missing chart in the trolley, {} {}"}})",
                                number, count);
                const std::string request = fmt::format(
                    "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n"
                    "Accept: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    path, phone.port(), body.size(), body);
                const auto before = Clock::now();
                const auto reply = client.ask(request, std::chrono::seconds(30));
                if (!reply || reply->status != 201) {
                    ++refused;
                    return;
                }
                each[static_cast<std::size_t>(number)].push_back(seconds_since(before) * 1000);
            }
        });
    }
    for (std::thread& thread : phones) thread.join();
    Figures figures;
    figures.seconds = seconds_since(start);
    for (const auto& list : each) figures.milliseconds.insert(figures.milliseconds.end(), list.begin(), list.end());
    if (refused > 0 || figures.milliseconds.empty()) throw std::runtime_error("a note was refused");
    return figures;
}

void measure(const std::filesystem::path& folder, double seconds) {
    raw_disk(folder, seconds).print("disk: append 4 KiB, fdatasync", "commits");
    plain_sqlite(folder, seconds).print("SQLite: one row a transaction, WAL, FULL", "commits");
    for (const int connections : {1, 32}) {
        room::RoomOptions room_options;
        room_options.data = folder / std::to_string(connections);
        auto room = room::Room::open(room_options);
        if (!room) throw std::runtime_error(room.problem().sentence);
        phone::PhoneOptions options;
        options.bind = "127.0.0.1";
        options.port = 0;
        options.notes_per_10min = 100'000'000;
        auto phone = phone::PhoneServer::start(**room, options);
        if (!phone) throw std::runtime_error(phone.problem().sentence);
        const std::string path = "/n/" + (*room)->board()->room_key;
        notes_by_phone(**phone, path, connections, seconds)
            .print(fmt::format("note accepted by phone, {} connection{}", connections, connections == 1 ? "" : "s")
                       .c_str(),
                   "notes");
    }
}

}  // namespace

int main(int count, char** arguments) {
    const std::filesystem::path base = count > 1 ? arguments[1] : ".";
    const double seconds = count > 2 ? std::stod(arguments[2]) : 5;
    const std::filesystem::path folder = base / fmt::format("hearthside-bench-{}", ::getpid());
    int result = 0;
    try {
        std::filesystem::create_directories(folder);
        measure(folder, seconds);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        result = 1;
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return result;
}
