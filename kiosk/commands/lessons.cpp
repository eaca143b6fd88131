// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <system_error>

#include "core/calendar/calendar.h"
#include "core/files/safe_file.h"
#include "core/room/room.h"
#include "core/sharing/incoming.h"
#include "core/sharing/sharing_file.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside::commands {

namespace {

// None after a fault in the file, which is reported on standard error.
std::optional<configuration::Configuration> configuration_of(const std::filesystem::path& data) {
    configuration::ParsedConfiguration reading = configuration::read_configuration(data / "hearthside.toml");
    for (const files::FileFault& fault : reading.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    if (!reading.faults.empty()) return std::nullopt;
    return std::move(reading.configuration);
}

huddle::Result<store::SharingRecord> sharing_of(const std::filesystem::path& data) {
    auto history = store::History::open(data);
    if (!history) return history.problem();
    return (*history)->sharing();
}

huddle::Result<sharing::LessonsFile> read_file(const std::filesystem::path& file) {
    const auto text = files::read_whole_file(file, sharing::lessons_file_bytes_at_most);
    if (text) return sharing::read_lessons_file(*text, file.string());
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    const bool too_large = !error && size > sharing::lessons_file_bytes_at_most;
    return huddle::Problem{huddle::ProblemKind::invalid,
                           too_large ? fmt::format("{} is too large for a file of shared lessons.", file.string())
                                     : fmt::format("{} cannot be read.", file.string())};
}

std::string count_of(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

// The contents of a file that are not yet in the record.
struct News {
    std::size_t lessons = 0;
    std::size_t known = 0;
    std::size_t answers = 0;  // of their team to this team's lessons
};
News news_of(const huddle::ReceiveLessons& asked, const store::SharingRecord& record) {
    News news;
    for (const huddle::SharedLesson& lesson : asked.lessons) {
        const bool known =
            std::any_of(record.received.begin(), record.received.end(), [&](const huddle::SharedLesson& there) {
                return there.kiosk == lesson.kiosk && there.lesson == lesson.lesson;
            });
        ++(known ? news.known : news.lessons);
    }
    for (const huddle::HeardBack& heard : asked.heard_back) {
        const bool ours =
            std::any_of(record.shared.begin(), record.shared.end(),
                        [&](const store::SharedRecord& shared) { return shared.lesson.id == heard.lesson; });
        const bool known =
            std::find(record.heard_back.begin(), record.heard_back.end(), heard) != record.heard_back.end();
        news.answers += ours && !known;
    }
    return news;
}

std::string sentence_of(const News& news) {
    return fmt::format("{}, {} already here, {} to lessons of this team",
                       count_of(news.lessons, "new lesson", "new lessons"), news.known,
                       count_of(news.answers, "new answer", "new answers"));
}

}  // namespace

int run_lessons_export(const std::filesystem::path& data, const std::string& out) {
    const auto configuration = configuration_of(data);
    if (!configuration) return exit_usage;
    const auto record = sharing_of(data);
    if (!record) return fail(record.problem());
    const auto now = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    const auto text = sharing::write_lessons_file(*record, configuration->team,
                                                  calendar::local_time(now, configuration->time_zone).day);
    if (!text) return fail(text.problem());
    if (out == "-") {
        std::cout << *text << std::flush;
        if (std::cout) return exit_fine;
        return fail({huddle::ProblemKind::not_saved, "The lessons could not be written; is there space on the disk?"});
    }
    const auto written = files::write_whole_file(out, *text);
    if (!written) return fail(written.problem());
    const auto answers =
        static_cast<std::size_t>(std::count_if(record->received.begin(), record->received.end(),
                                               [](const huddle::SharedLesson& lesson) { return lesson.answer; }));
    fmt::print("{}: {} of this team, {} to other teams.\n", out, count_of(record->shared.size(), "lesson", "lessons"),
               count_of(answers, "answer", "answers"));
    return exit_fine;
}

int run_lessons_import(const std::filesystem::path& data, const std::filesystem::path& file) {
    const auto configuration = configuration_of(data);
    if (!configuration) return exit_usage;
    const auto lessons = read_file(file);
    if (!lessons) return fail(lessons.problem());

    room::RoomOptions options;
    options.data = data;
    options.time_zone = configuration->time_zone;
    options.retention = configuration->retention;
    const auto room = room::Room::open(std::move(options));
    const bool is_running = !room && room.problem().kind == huddle::ProblemKind::conflict;
    if (!room && !is_running) return fail(room.problem());

    const auto before = sharing_of(data);
    if (!before) return fail(before.problem());
    const std::string own = sharing::key_of_seed(before->seed);
    const std::string team = lessons->team.empty() ? file.string() : lessons->team;
    if (lessons->kiosk == own) {
        fmt::print("{}: this kiosk's own file; there is nothing to take.\n", team);
        return exit_fine;
    }
    const huddle::ReceiveLessons asked = sharing::received_from(*lessons, own);
    const News news = news_of(asked, *before);
    if (is_running) {
        // The bytes are read again, and the waiting lessons are checked again when they are accepted.
        const auto text = files::read_whole_file(file, sharing::lessons_file_bytes_at_most);
        if (!text) return fail({huddle::ProblemKind::invalid, fmt::format("{} cannot be read.", file.string())});
        if (const auto put = sharing::put_into_incoming(data, *text); !put) return fail(put.problem());
        fmt::print("{}: {}. The running kiosk takes them within a minute.\n", team, sentence_of(news));
        return exit_fine;
    }
    if (const auto taken = (*room)->submit(asked).get(); !taken) return fail(taken.problem());
    fmt::print("{}: {}.\n", team, sentence_of(news));
    return exit_fine;
}

}  // namespace hearthside::commands
