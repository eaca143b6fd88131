// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <fmt/core.h>

#include "core/files/json.h"
#include "core/secrets/chance.h"
#include "kiosk/commands/application.h"
#include "kiosk/commands/board_json.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/intent_json.h"

namespace hearthside::commands {

namespace {

constexpr int wait_for_address_ms = 100;
constexpr std::size_t line_bytes_at_most = 1024 * 1024;

void say(const files::Json& line) {
    // An error may echo the input, which may be invalid UTF-8. The text is written in one piece and without a
    // buffer, because a buffer would keep the words (SAFETY 5).
    const std::string text = line.dump() + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
}

files::Json answer(Application& application, const std::string& line) {
    room::Room& room = application.room();
    room::Room::Reply reply = room.board();
    if (!asks_for_board(line)) {
        const IntentWords words{.library = application.library,
                                .default_layout = application.configuration.layout,
                                .today = room.today(),
                                .new_token = secrets::new_retry_token};
        auto intent = intent_from_json(line, words);
        reply = intent ? room.submit(std::move(*intent)).get() : room::Room::Reply{intent.problem()};
    }
    const auto board = reply ? *reply : room.board();
    files::Json object{{"ok", static_cast<bool>(reply)}};
    if (!reply) object["error"] = reply.problem().sentence;
    object["board"] = board_to_json(*board, room.now(), application.phone().url());
    return object;
}

// SIGINT and SIGTERM arrive as readable events, so that every end is clean. They are blocked before any
// thread starts, so that every thread inherits the block.
int open_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

}  // namespace

int run_serve(const RunOptions& options) {
    const int signals = open_signals();
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    auto opened = Application::open(options);
    if (const int* code = std::get_if<int>(&opened)) return *code;
    Application& application = *std::get<std::unique_ptr<Application>>(opened);
    // Scripts read the phones' address from the first line, so nothing is printed before it is known.
    for (pollfd ends{signals, POLLIN, 0}; application.phone().url().empty();) {
        if (poll(&ends, 1, wait_for_address_ms) > 0) return exit_fine;
    }
    say({{"url", application.phone().url()}, {"review", application.review_address()}});

    std::string waiting;
    char piece[4096];
    pollfd sources[2]{{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
    for (;;) {
        if (poll(sources, 2, -1) < 0) {
            if (errno == EINTR) continue;
            return fail({huddle::ProblemKind::damaged, "Standard input cannot be read."});
        }
        if (sources[1].revents != 0) return exit_fine;
        if (sources[0].revents == 0) continue;
        const ssize_t count = read(STDIN_FILENO, piece, sizeof piece);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            if (!waiting.empty()) say(answer(application, waiting));
            if (!options.stay) return exit_fine;
            sources[0].fd = -1;  // poll ignores it; from here on only a signal ends the program
            continue;
        }
        waiting.append(piece, static_cast<std::size_t>(count));
        explicit_bzero(piece, sizeof piece);
        for (std::size_t end; (end = waiting.find('\n')) != std::string::npos;) {
            const std::string line = waiting.substr(0, end);
            waiting.erase(0, end + 1);
            if (line.find_first_not_of(" \t\r") != std::string::npos) say(answer(application, line));
        }
        if (waiting.size() > line_bytes_at_most)
            return fail({huddle::ProblemKind::invalid, "A line of input is too long."});
    }
}

}  // namespace hearthside::commands
