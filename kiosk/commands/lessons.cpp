#include <fmt/core.h>

#include <algorithm>
#include <iostream>

#include "core/calendar.h"
#include "core/folder_lock.h"
#include "core/incoming.h"
#include "core/room.h"
#include "core/safe_file.h"
#include "core/sharing_file.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration_file.h"

namespace hearthside {

namespace {

Result<SharingRecord> sharing_of(const std::filesystem::path& data) {
    auto history = History::open(data);
    if (!history) return history.problem();
    return (*history)->sharing();
}

// How many lessons of the file the record has, and how many answers of its kiosk.
struct Known {
    std::size_t lessons = 0, answers = 0;
};
Known known_of(const SharingRecord& record, const LessonsFile& file) {
    Known known;
    for (const SharedLesson& lesson : file.lessons) {
        known.lessons += static_cast<std::size_t>(
            std::count_if(record.received.begin(), record.received.end(), [&](const SharedLesson& there) {
                return there.id == lesson.id && there.kiosk == lesson.kiosk;
            }));
    }
    known.answers = static_cast<std::size_t>(
        std::count_if(record.heard_back.begin(), record.heard_back.end(),
                      [&](const HeardBack& heard) { return heard.kiosk == file.kiosk; }));
    return known;
}

}  // namespace

int run_lessons_export(const std::filesystem::path& data, const std::string& out) {
    const ConfigurationReading reading = read_configuration(data / "hearthside.toml");
    for (const FileFault& fault : reading.faults) fmt::print(stderr, "hearthside: {}\n", to_text(fault));
    if (!reading.faults.empty()) return exit_usage;
    const auto record = sharing_of(data);
    if (!record) return fail(record.problem());
    const auto now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    const auto text = write_lessons_file(*record, reading.configuration.team,
                                         local_time(now, reading.configuration.time_zone).day);
    if (!text) return fail(text.problem());
    if (out == "-") {
        std::cout << *text << std::flush;
        return std::cout ? exit_fine
                         : fail({ProblemKind::not_saved, "The lessons could not be written; is the disk full?"});
    }
    if (const auto written = write_whole_file(std::filesystem::absolute(out), *text); !written) return fail(written.problem());
    fmt::print("{}: {} lessons, and answers to other teams.\n", out, record->shared.size());
    return exit_fine;
}

int run_lessons_import(const std::filesystem::path& data, const std::filesystem::path& file) {
    const auto text = read_whole_file(file, lessons_file_bytes_at_most);
    if (!text) return fail({ProblemKind::invalid, fmt::format("{} cannot be read.", file.string())});
    const auto lessons = read_lessons_file(*text, file.string());
    if (!lessons) return fail(lessons.problem());
    const auto before = sharing_of(data);
    const bool is_running = FolderLock::is_taken(data);
    std::error_code error;
    std::filesystem::create_directories(data, error);
    if (const auto put = put_into_incoming(data, *text); !put) return fail(put.problem());
    if (is_running) {
        fmt::print("The running kiosk takes the lessons of {} within a minute.\n", lessons->team);
        return exit_fine;
    }
    {
        // The Room takes what waits when it begins.
        const std::string zone = read_configuration(data / "hearthside.toml").configuration.time_zone;
        const auto room = Room::open({.data = data, .time_zone = zone});
        if (!room) return fail(room.problem());
    }
    const auto after = sharing_of(data);
    if (!after) return fail(after.problem());
    const Known had = before ? known_of(*before, *lessons) : Known{};
    const Known has = known_of(*after, *lessons);
    fmt::print("{}: {} new lessons, {} known, {} answers to lessons of this team.\n", lessons->team,
               has.lessons - had.lessons, had.lessons, has.answers);
    return exit_fine;
}

}  // namespace hearthside
