// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/application.h"

#include <fmt/core.h>

#include <chrono>

#include "core/export/announcements.h"
#include "core/files/folders.h"
#include "core/files/safe_file.h"

namespace hearthside::commands {

namespace {

// 2026-11-23T07:30:00Z, and no other form.
std::optional<huddle::Instant> utc_from_text(const std::string& text) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool fits = form[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
        if (!fits) return std::nullopt;
    }
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const auto day = huddle::day_from_text(text.substr(0, 10));
    if (!day || two(11) > 23 || two(14) > 59 || two(17) > 59) return std::nullopt;
    return *day + std::chrono::hours{two(11)} + std::chrono::minutes{two(14)} + std::chrono::seconds{two(17)};
}

}  // namespace

std::function<huddle::Result<void>(const store::Span&)> announcing(const std::filesystem::path& data) {
    return [data](const store::Span& span) {
        return exports::announce_export(data, {span.from, span.to},
                                        std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
    };
}

std::filesystem::path address_file(const std::filesystem::path& data) { return data / "address"; }

Application::Application(configuration::ParsedConfiguration reading_, configuration::Configuration configuration_,
                         layout_file::LayoutLibrary library_, std::filesystem::path address_file,
                         std::unique_ptr<room::Room> room, std::shared_ptr<std::atomic<bool>> notes_exportable,
                         std::shared_ptr<review::Reviewer> reviewer, std::unique_ptr<phone::PhoneServer> phone)
    : reading(std::move(reading_)),
      configuration(std::move(configuration_)),
      library(std::move(library_)),
      address_file_(std::move(address_file)),
      room_(std::move(room)),
      notes_exportable_(std::move(notes_exportable)),
      reviewer_(std::move(reviewer)),
      phone_(std::move(phone)) {}

Application::~Application() {
    phone_.reset();  // it writes the address file
    std::error_code ignored;
    std::filesystem::remove(address_file_, ignored);
}

void Application::settings_changed(const configuration::Configuration& changed) {
    phone_->set_team(changed.team);
    phone_->set_interface(changed.interface);
    reviewer_->set_team(changed.team);
    *notes_exportable_ = changed.export_notes;
    room_->keep(changed.retention);
}

std::variant<std::unique_ptr<Application>, int> Application::open(const RunOptions& options) {
    configuration::ParsedConfiguration reading = configuration::read_configuration(options.data / "hearthside.toml");
    for (const files::FileFault& fault : reading.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    if (!reading.faults.empty()) return exit_usage;
    configuration::Configuration configuration = reading.configuration;
    if (options.bind) configuration.bind = *options.bind;
    if (options.port) configuration.port = *options.port;
    if (options.port == 0)
        configuration.review_port = 0;  // a caller that wants any free port does not want
                                        // a fixed second one
    if (options.notes_per_10min) configuration.notes_per_10min = *options.notes_per_10min;

    std::function<huddle::Instant()> clock;
    if (!options.now.empty()) {
        const auto begin = utc_from_text(options.now);
        if (!begin) {
            return fail({huddle::ProblemKind::invalid,
                         fmt::format("--now is a time like 2026-11-23T07:30:00Z, not \"{}\".", options.now)},
                        exit_usage);
        }
        clock = [begin = *begin, since = std::chrono::steady_clock::now()] {
            return begin + std::chrono::floor<huddle::Milliseconds>(std::chrono::steady_clock::now() - since);
        };
    }
    room::RoomOptions room_options;
    room_options.data = options.data;
    room_options.time_zone = configuration.time_zone;
    room_options.retention = configuration.retention;
    room_options.store.second_place = configuration.backup_to;
    room_options.wall_clock = std::move(clock);
    room_options.recovered = [](const std::string& note) { fmt::print(stderr, "hearthside: {}\n", note); };
    auto room = room::Room::open(std::move(room_options));
    if (!room) return fail(room.problem());
    if (const std::string note = (*room)->recovery_note(); !note.empty()) {
        fmt::print(stderr, "hearthside: {}\n", note);
    }

    layout_file::LayoutLibrary library =
        layout_file::read_layout_library(files::share_folder() / "layouts", options.data / "layouts");
    // A broken layout never stops the kiosk: it is left out and reported.
    for (const files::FileFault& fault : library.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    if (library.entries.empty()) {
        return fail({huddle::ProblemKind::damaged,
                     fmt::format("No layout can be read in {}.", (files::share_folder() / "layouts").string())});
    }
    if (!library.find(configuration.layout)) {
        fmt::print(stderr, "hearthside: There is no layout \"{}\"; the kiosk uses \"{}\".\n", configuration.layout,
                   library.entries.front().layout.id);
        configuration.layout = library.entries.front().layout.id;
    }

    phone::PhoneOptions phone_options;
    phone_options.bind = configuration.bind;
    phone_options.interface = configuration.interface;
    phone_options.port = configuration.port;
    phone_options.notes_per_10min = configuration.notes_per_10min;
    phone_options.team = configuration.team;
    phone_options.public_url = options.public_url.value_or(configuration.public_url);
    phone_options.tls_certificate = configuration.tls_certificate;
    phone_options.tls_key = configuration.tls_key;
    phone_options.catalogues = files::locale_folder();
    phone_options.languages = configuration.languages;
    const auto notes_exportable = std::make_shared<std::atomic<bool>>(configuration.export_notes);
    const auto reviewer = std::make_shared<review::Reviewer>(
        review::ReviewOptions{.data = options.data,
                              .team = configuration.team,
                              .time_zone = configuration.time_zone,
                              .catalogues = files::locale_folder(),
                              .languages = configuration.languages,
                              .notes_exportable = [notes_exportable] { return notes_exportable->load(); },
                              .announce = announcing(options.data)});
    phone_options.reviewer = reviewer;
    const std::filesystem::path file = address_file(options.data);
    phone_options.link_changed = [file](const std::string& url) {
        (void)files::write_whole_file(file, url + "\n", 0600);  // on failure `hearthside link` says that there is
                                                                // none
    };
    auto phone = phone::PhoneServer::start(**room, std::move(phone_options));
    if (!phone) return fail(phone.problem());
    if (const std::string trouble = (*phone)->trouble(); !trouble.empty())
        fmt::print(stderr, "hearthside: {}\n", trouble);
    auto application = std::unique_ptr<Application>(new Application(std::move(reading), std::move(configuration),
                                                                    std::move(library), file, std::move(*room),
                                                                    notes_exportable, reviewer, std::move(*phone)));
    // Without this port, the screen and the TLS address still show the record.
    auto review_port = review::ReviewPort::start(application->configuration.review_port, reviewer);
    if (review_port) application->review_port_ = std::move(*review_port);
    if (application->review_address().empty())
        fmt::print(
            stderr,
            "hearthside: The record cannot be opened in a browser here: port {} of [review] port cannot be had.\n",
            application->configuration.review_port);
    application->second_backups_ =
        std::make_unique<store::SecondBackups>(options.data, application->configuration.backup_to);
    return application;
}

}  // namespace hearthside::commands
