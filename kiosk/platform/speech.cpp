// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/speech.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

namespace hearthside::platform {

namespace {

// In this mode each line is one sentence, and a line that begins with this mark is a command.
std::string one_line(std::string sentence) {
    constexpr std::size_t longest = 4096;
    if (sentence.empty()) return sentence;
    if (sentence.size() > longest) sentence.resize(longest);
    for (char& letter : sentence) {
        if (letter == '\n' || letter == '\r') letter = ' ';
    }
    if (sentence.starts_with("!-!")) sentence.insert(0, 1, ' ');
    return sentence + '\n';
}

}  // namespace

Speech::~Speech() {
    stop();
    // spd-say passes the word on and ends. When the service hangs, this does not wait for it.
    for (int tenth = 0; speaker_ != 0 && tenth < 5; ++tenth) {
        if (waitpid(speaker_, nullptr, WNOHANG) != 0) return;
        usleep(100'000);
    }
    if (speaker_ == 0) return;
    kill(speaker_, SIGKILL);
    waitpid(speaker_, nullptr, 0);
}

void Speech::say(const std::string& sentence, const std::string& language) {
    speaks_ = true;
    run(sentence, language);
}

void Speech::stop() {
    if (std::exchange(speaks_, false)) run({}, {});
}

void Speech::run(const std::string& sentence, const std::string& language) {
    // The earlier spd-say passed its sentence on long ago, unless the service hangs. In that case the new
    // sentence must not overtake it.
    if (speaker_ != 0 && waitpid(speaker_, nullptr, WNOHANG) == 0) {
        kill(speaker_, SIGKILL);
        waitpid(speaker_, nullptr, 0);
    }
    speaker_ = 0;
    std::vector<std::string> words{"spd-say", "--cancel"};
    if (!sentence.empty()) {
        // The sentence goes through standard input. As an argument it would be read as a format, and other
        // users could see it.
        for (const char* const word : {"--pipe-mode", "--application-name", "hearthside", "--language"})
            words.emplace_back(word);
        words.push_back(language);
    }
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    const std::string line = one_line(sentence);
    // Shorter than a pipe's buffer, so the write never blocks.
    [[maybe_unused]] const ssize_t written = write(ends[1], line.data(), line.size());
    close(ends[1]);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
    // The kiosk blocks the signals that end it. Its children must not inherit that.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const int failed = posix_spawnp(&speaker_, arguments[0], &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    if (failed == 0) return;
    speaker_ = 0;
    if (!std::exchange(failure_reported_, true)) {
        std::fprintf(stderr, "hearthside: nothing is read aloud: spd-say of speech-dispatcher: %s\n",
                     std::strerror(failed));
    }
}

}  // namespace hearthside::platform
