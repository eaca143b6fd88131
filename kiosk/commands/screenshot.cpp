// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

#include "core/files/folders.h"
#include "core/store/board_reader.h"
#include "core/store/history.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"
#include "kiosk/environment.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"
#include "kiosk/samples/sample_board.h"
#include "kiosk/samples/sample_review.h"
#include "kiosk/samples/sample_settings.h"
#include "kiosk/screens/route.h"
#include "kiosk/services/record_reader.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::commands {

namespace {

// The record of a folder, read while the picture waits.
class ReadAtOnce final : public ui::RecordService {
public:
    explicit ReadAtOnce(const std::filesystem::path& data) {
        if (auto opened = store::Archive::open(data)) archive_ = std::move(*opened);
    }
    ui::Ticket ask(ui::ReviewAsk what) override {
        answers_.insert_or_assign(
            ++last_, archive_ ? services::answer_to(*archive_, what)
                              : huddle::Problem{huddle::ProblemKind::damaged, "The record cannot be read."});
        return last_;
    }
    std::optional<ui::ReviewAnswer> take(ui::Ticket ticket) override {
        auto answer = answers_.extract(ticket);
        return answer ? std::optional(std::move(answer.mapped())) : std::nullopt;
    }
    void forget() override { answers_.clear(); }

private:
    std::unique_ptr<store::Archive> archive_;
    std::map<ui::Ticket, ui::ReviewAnswer> answers_;
    ui::Ticket last_ = 0;
};

// A picture has no services except the record.
class NoServices final : public ui::Services {
public:
    explicit NoServices(ui::RecordService& review) : review_(review) {}
    ui::Ticket send(huddle::Intent) override { return 0; }
    ui::Outcome outcome(ui::Ticket) override { return {}; }
    std::string new_token() override { return {}; }
    ui::SettingsService* settings() override { return &samples::sample_settings(); }
    ui::RecordService* review() override { return &review_; }

private:
    ui::RecordService& review_;
};

huddle::Problem no_such_screen(const std::string& screen) {
    std::string there;
    for (const std::string_view name : samples::sample_names())
        there += (there.empty() ? "" : ", ") + std::string{name};
    return {huddle::ProblemKind::invalid, fmt::format("There is no screen \"{}\"; there are: {}.", screen, there)};
}

// Shown between huddles only.
bool is_of_settings(const std::string& screen) {
    return screen.starts_with("settings") || screen.starts_with("first-start") || screen.starts_with("review");
}

// The kinds of rounds that a screen's name fits. None for home and write-here, which fit any Board.
std::vector<huddle::RoundKind> kinds_of(const std::string& screen) {
    if (screen == "since-last-time") return {huddle::RoundKind::since_last_time};
    if (screen == "quiet") return {huddle::RoundKind::quiet};
    if (screen == "close" || screen == "ending") return {huddle::RoundKind::close};
    if (screen.starts_with("home") || screen == "idle" || screen == "wipe-down" || screen == "write-here" ||
        screen == "nudge" || is_of_settings(screen))
        return {};
    return {huddle::RoundKind::wins, huddle::RoundKind::mistakes, huddle::RoundKind::lessons, huddle::RoundKind::hope};
}

// Between huddles the newest huddle replaces the running one, with all its notes opened.
huddle::Result<huddle::HuddleBoard> newest_huddle(const std::filesystem::path& data,
                                                  const layout_file::LayoutLibrary& library, huddle::Instant now) {
    auto history = store::History::open(data);
    if (!history) return history.problem();
    std::optional<store::HuddleRecord> newest;
    const auto read = (*history)->read({}, [&](const store::HuddleRecord& record) {
        newest = record;
        return true;
    });
    if (!read) return read.problem();
    if (!newest) return huddle::Problem{huddle::ProblemKind::conflict, "There is no huddle in that folder yet."};
    const huddle::Layout* layout = library.find(newest->layout_id);
    if (!layout) {
        return huddle::Problem{huddle::ProblemKind::conflict,
                               fmt::format("The newest huddle's layout \"{}\" is not here.", newest->layout_id)};
    }
    huddle::HuddleBoard huddle{.id = newest->id,
                               .layout_id = layout->id,
                               .layout_name = layout->name,
                               .day = newest->day,
                               .started = newest->started,
                               .clock = huddle::clock_at_start(*layout, now),
                               .notes = std::move(newest->notes),
                               .lessons = std::move(newest->lessons),
                               .actions = std::move(newest->actions),
                               .questions = std::move(newest->questions)};
    huddle.minute = huddle::minute_offer(*layout, huddle.clock);
    for (const huddle::Round& round : layout->rounds) {
        huddle::RoundBoard shown{.round = round, .allotted = round.planned, .released = true};
        const auto theme = huddle::category_of(round.kind);
        shown.notes =
            static_cast<std::size_t>(std::count_if(huddle.notes.begin(), huddle.notes.end(),
                                                   [&](const huddle::Note& note) { return note.category == theme; }));
        huddle.rounds.push_back(std::move(shown));
    }
    return huddle;
}

// Turns the huddle's clock to the first round that fits, preferably one with notes. The Board has a huddle
// unless the screen needs none.
huddle::Result<void> turn_to(huddle::Board& board, const std::string& screen, huddle::Instant now) {
    const std::vector<huddle::RoundKind> kinds = kinds_of(screen);
    if (screen.starts_with("home") || screen == "idle" || screen == "wipe-down" || is_of_settings(screen))
        board.huddle.reset();
    if (kinds.empty()) return {};
    huddle::HuddleBoard& huddle = *board.huddle;
    const auto fits = [&](std::size_t round) {
        return std::find(kinds.begin(), kinds.end(), huddle.rounds[round].round.kind) != kinds.end();
    };
    std::optional<std::size_t> found;
    if (fits(huddle.clock.current)) found = huddle.clock.current;
    for (const bool with_notes : {true, false}) {
        for (std::size_t round = 0; round < huddle.rounds.size() && !found; ++round) {
            if (fits(round) && (!with_notes || huddle.rounds[round].notes > 0)) found = round;
        }
    }
    if (!found) {
        return huddle::Problem{huddle::ProblemKind::conflict,
                               fmt::format("The huddle has no round for \"{}\".", screen)};
    }
    huddle.clock.current = *found;
    huddle.clock.mark = now;
    if (screen == "paused" || screen == "care" || screen == "display") huddle.clock.running = false;
    if (screen == "over-time")
        huddle.clock.rounds[*found].spent = huddle.clock.rounds[*found].allotted + huddle::Seconds{24};
    if (screen == "sealed-wall") huddle.rounds[*found].released = false;
    return {};
}

huddle::Result<samples::Sample> sample_from(const ScreenshotOptions& options,
                                            const configuration::Configuration& configuration,
                                            const layout_file::LayoutLibrary& library) {
    auto board = store::read_board(options.data);
    if (!board) return board.problem();
    samples::Sample sample{
        .board = std::move(*board), .environment = environment_of(configuration, library), .views = {}, .now = {}};
    sample.now = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    look_at_the_clock(sample.environment, configuration, sample.now);
    if (!sample.board.huddle && !kinds_of(options.screen).empty()) {
        auto newest = newest_huddle(options.data, library, sample.now);
        if (!newest) return newest.problem();
        sample.board.huddle = std::move(*newest);
    }
    if (auto turned = turn_to(sample.board, options.screen, sample.now); !turned) return turned.problem();
    if (is_of_settings(options.screen)) {
        // Real settings are not shown in a picture, because they may hold the Wi-Fi's password.
        const auto views = samples::sample_of(options.screen)->views;
        sample.views.settings = views.settings;
        sample.views.review = views.review;
        sample.views.review.last_touched = sample.now;
        sample.views.overlay = views.overlay;
        sample.views.settings.last_touched = sample.now;
    }
    if (options.screen == "idle") sample.views.idle.state = screens::at_rest::IdleView::State::asleep;
    if (options.screen == "wipe-down") sample.views.overlay.open(screens::frame::Overlay::Kind::wipe_down);
    if (options.screen == "display") sample.views.overlay.open(screens::frame::Overlay::Kind::display);
    if (options.screen == "care") sample.views.overlay.open(screens::frame::Overlay::Kind::care);
    if (options.screen == "ending") {
        sample.views.overlay.farewell = screens::frame::farewell_of(*sample.board.huddle);
        sample.views.overlay.open(screens::frame::Overlay::Kind::ending);
        sample.views.ending.from = sample.now - std::chrono::seconds(4);
        sample.board.huddle.reset();
    }
    if (options.screen == "write-here") sample.views.overlay.open(screens::frame::Overlay::Kind::write_here);
    if (options.screen == "front-card" || options.screen == "capture") {
        const auto theme = huddle::category_of(sample.board.huddle->current().round.kind);
        const auto& notes = sample.board.huddle->notes;
        const auto note =
            std::find_if(notes.begin(), notes.end(), [&](const huddle::Note& it) { return it.category == theme; });
        if (note == notes.end()) {
            return huddle::Problem{huddle::ProblemKind::conflict, "The huddle's round has no note to open."};
        }
        sample.views.overlay.open(options.screen == "capture" ? screens::frame::Overlay::Kind::capture
                                                              : screens::frame::Overlay::Kind::front_card,
                                  note->id);
    }
    return sample;
}

}  // namespace

int run_screenshot(const ScreenshotOptions& options) {
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(options.size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 640 || height < 480 ||
        width > 8192 || height > 8192) {
        return fail({huddle::ProblemKind::invalid, "--size must be like 1920x1080, from 640x480 to 8192x8192."},
                    exit_usage);
    }
    const auto& names = samples::sample_names();
    if (std::find(names.begin(), names.end(), options.screen) == names.end()) {
        return fail(no_such_screen(options.screen), exit_usage);
    }
    const layout_file::LayoutLibrary library =
        layout_file::read_layout_library(files::share_folder() / "layouts", options.data / "layouts");
    configuration::Configuration configuration;
    std::optional<samples::Sample> sample;
    if (options.data.empty()) {
        std::vector<huddle::Layout> layouts;
        for (const auto& entry : library.entries) layouts.push_back(entry.layout);
        sample = samples::sample_of(options.screen, std::move(layouts));
    } else {
        configuration::ParsedConfiguration reading =
            configuration::read_configuration(options.data / "hearthside.toml");
        if (!reading.faults.empty())
            return fail({huddle::ProblemKind::invalid, files::to_text(reading.faults.front())}, exit_usage);
        configuration = std::move(reading.configuration);
        auto made = sample_from(options, configuration, library);
        if (!made) return fail(made.problem());
        sample = std::move(*made);
    }

    sample->views.display = {options.theme.empty() ? configuration.theme : options.theme, options.text_size};
    sample->environment.left_handed = options.left_handed;
    const bool reach = options.reach && !screens::needs_whole_glass(sample->views);
    const ui::Appearance theme = ui::make_theme(width, height, sample->views.display.theme, options.text_size,
                                                options.diagonal_inches.value_or(configuration.diagonal_inches),
                                                reach ? ui::Reach::lower_third : ui::Reach::whole_screen);
    if (!sample->environment.catalogues) offer_languages(sample->environment, configuration.languages);
    if (!options.language.empty()) sample->environment.language = options.language;
    const std::unique_ptr<ui::RecordService> record =
        options.data.empty() ? std::unique_ptr<ui::RecordService>(std::make_unique<samples::SampleReview>())
                             : std::make_unique<ReadAtOnce>(options.data);
    NoServices services(*record);
    platform::Offscreen offscreen(width, height);
    const text::Image image = offscreen.render([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample->environment, sample->now);
        ui::begin_screen(ui);
        screens::draw_screen(ui, sample->board, sample->views);
        ui::end_screen(ui);
    });
    const auto written = platform::write_png(image, options.out);
    return written ? exit_fine : fail(written.problem());
}

}  // namespace hearthside::commands
