// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/machine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace hearthside::bench {

namespace {

std::string folder_of(pid_t process) { return process == 0 ? "/proc/self" : fmt::format("/proc/{}", process); }

}  // namespace

double milliseconds_since(Steady::time_point start) {
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const std::string& what, const std::vector<double>& milliseconds) {
    fmt::print("{:<58} p50 {:8.2f} ms   p95 {:8.2f} ms   ({} times)\n", what, percentile(milliseconds, 0.5),
               percentile(milliseconds, 0.95), milliseconds.size());
    std::fflush(stdout);
}

double processor_ms(pid_t process) {
    std::ifstream file(folder_of(process) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

Memory memory_of(pid_t process) {
    std::ifstream file(folder_of(process) + "/smaps_rollup");
    Memory memory;
    std::string line;
    while (std::getline(file, line)) {
        const auto read = [&line](std::string_view name, double& megabytes) {
            if (line.starts_with(name)) megabytes = std::stod(line.substr(name.size())) / 1024;
        };
        read("Pss:", memory.pss);
        read("Pss_Anon:", memory.anonymous);
        read("Rss:", memory.resident);
    }
    return memory;
}

std::string to_text(const Memory& memory) {
    return fmt::format("{:.0f} MB (PSS), of them {:.0f} MB its own; {:.0f} MB resident", memory.pss, memory.anonymous,
                       memory.resident);
}

Child::Child(std::vector<std::string> words, int kept_descriptor) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    if (kept_descriptor >= 0) posix_spawn_file_actions_adddup2(&actions, kept_descriptor, kept_descriptor);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int failed = posix_spawnp(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    errors_ = fdopen(ends[0], "r");
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
}

Child::~Child() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    fclose(errors_);
}

void Child::wait_for(std::string_view words) {
    char line[4096];
    std::string heard;
    while (fgets(line, sizeof line, errors_) != nullptr) {
        if (std::string_view(line).find(words) != std::string_view::npos) return;
        heard += line;
    }
    throw std::runtime_error("the program ended: " + heard);
}

std::unique_ptr<Child> open_display() {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    auto server =
        std::make_unique<Child>(std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0",
                                                         fmt::format("{}x{}x24", width, height), "-nolisten", "tcp"},
                                ends[1]);
    close(ends[1]);
    char number[16] = {};
    const bool heard = read(ends[0], number, sizeof number - 1) > 0;
    close(ends[0]);
    if (!heard) throw std::runtime_error("Xvfb does not start");
    setenv("DISPLAY", fmt::format(":{}", std::stoi(number)).c_str(), 1);
    return server;
}

}  // namespace hearthside::bench
