#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "core/folders.h"
#include "core/store/board_reader.h"
#include "kiosk/commands/commands.h"
#include "kiosk/platform/offscreen.h"
#include "kiosk/platform/png.h"
#include "kiosk/screens/route.h"
#include "kiosk/screens/sample_board.h"
#include "kiosk/surroundings.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

// A picture asks nothing of anybody.
class NoErrands final : public Errands {
public:
    Ticket send(Intent) override { return 0; }
    Outcome outcome(Ticket) override { return {}; }
    std::string new_token() override { return {}; }
};

Problem no_such_screen(const std::string& screen) {
    std::string there;
    for (const std::string_view name : sample_names())
        there += (there.empty() ? "" : ", ") + std::string{name};
    return {ProblemKind::invalid, fmt::format("There is no screen \"{}\"; there are: {}.", screen, there)};
}

// The rounds a screen's name can stand for; none for home and write-here, which fit any Board.
std::vector<RoundKind> kinds_of(const std::string& screen) {
    if (screen == "since-last-time") return {RoundKind::since_last_time};
    if (screen == "quiet") return {RoundKind::quiet};
    if (screen == "close") return {RoundKind::close};
    if (screen == "home" || screen == "idle" || screen == "wipe-down" || screen == "write-here") return {};
    return {RoundKind::wins, RoundKind::mistakes, RoundKind::lessons, RoundKind::hope};
}

// Turns the huddle's clock to the first round that fits, and better to one with notes.
Result<void> turn_to(Board& board, const std::string& screen, Instant now) {
    const std::vector<RoundKind> kinds = kinds_of(screen);
    if (screen == "home" || screen == "idle" || screen == "wipe-down") board.huddle.reset();
    if (kinds.empty()) return {};
    if (!board.huddle) {
        return Problem{
            ProblemKind::conflict,
            fmt::format("No huddle is running in that folder, so \"{}\" has nothing to show.", screen)};
    }
    HuddleBoard& huddle = *board.huddle;
    const auto fits = [&](std::size_t round) {
        return std::find(kinds.begin(), kinds.end(), huddle.rounds[round].round.kind) != kinds.end();
    };
    std::optional<std::size_t> found;
    if (fits(huddle.clock.current)) found = huddle.clock.current;
    for (std::size_t round = 0; round < huddle.rounds.size() && !found; ++round) {
        if (fits(round)) found = round;
    }
    if (!found) {
        return Problem{ProblemKind::conflict,
                       fmt::format("The running huddle has no round for \"{}\".", screen)};
    }
    huddle.clock.current = *found;
    huddle.clock.mark = now;
    if (screen == "paused" || screen == "care") huddle.clock.running = false;
    if (screen == "over-time")
        huddle.clock.rounds[*found].spent = huddle.clock.rounds[*found].allotted + Seconds{24};
    if (screen == "sealed-wall") huddle.rounds[*found].released = false;
    return {};
}

Result<Sample> sample_from(const ScreenshotOptions& options, const Configuration& configuration,
                           const LayoutLibrary& library) {
    auto board = read_board(options.data);
    if (!board) return board.problem();
    Sample sample{.board = std::move(*board),
                  .around = surroundings_of(configuration, library),
                  .views = {},
                  .now = {}};
    sample.now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    look_at_the_clock(sample.around, configuration, sample.now);
    if (auto turned = turn_to(sample.board, options.screen, sample.now); !turned) return turned.problem();
    if (options.screen == "idle") sample.views.idle.state = IdleView::State::asleep;
    if (options.screen == "wipe-down") sample.views.overlay.open(Overlay::Kind::wipe_down);
    if (options.screen == "care") sample.views.overlay.open(Overlay::Kind::care);
    if (options.screen == "write-here") sample.views.overlay.open(Overlay::Kind::write_here);
    if (options.screen == "front-card" || options.screen == "capture") {
        const auto theme = theme_of(sample.board.huddle->current().round.kind);
        const auto& notes = sample.board.huddle->notes;
        const auto note =
            std::find_if(notes.begin(), notes.end(), [&](const Note& it) { return it.theme == theme; });
        if (note == notes.end()) {
            return Problem{ProblemKind::conflict, "The running huddle's round has no note to open."};
        }
        sample.views.overlay.open(
            options.screen == "capture" ? Overlay::Kind::capture : Overlay::Kind::front_card, note->id);
    }
    return sample;
}

}  // namespace

int run_screenshot(const ScreenshotOptions& options) {
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(options.size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 640 ||
        height < 480 || width > 8192 || height > 8192) {
        return fail({ProblemKind::invalid, "--size must be like 1920x1080, from 640x480 to 8192x8192."},
                    exit_usage);
    }
    const auto& names = sample_names();
    if (std::find(names.begin(), names.end(), options.screen) == names.end()) {
        return fail(no_such_screen(options.screen), exit_usage);
    }
    const LayoutLibrary library = read_layout_library(share_folder() / "layouts", options.data / "layouts");
    Configuration configuration;
    std::optional<Sample> sample;
    if (options.data.empty()) {
        std::vector<Layout> layouts;
        for (const auto& entry : library.entries) layouts.push_back(entry.layout);
        sample = sample_of(options.screen, std::move(layouts));
    } else {
        ConfigurationReading reading = read_configuration(options.data / "hearthside.toml");
        if (!reading.faults.empty())
            return fail({ProblemKind::invalid, to_text(reading.faults.front())}, exit_usage);
        configuration = std::move(reading.configuration);
        auto made = sample_from(options, configuration, library);
        if (!made) return fail(made.problem());
        sample = std::move(*made);
    }

    sample->views.display = {options.theme.empty() ? configuration.theme : options.theme, options.text_size};
    const Appearance theme = make_theme(width, height, sample->views.display.theme, options.text_size,
                                        configuration.diagonal_inches);
    NoErrands errands;
    Offscreen offscreen(width, height);
    const Image image = offscreen.render([&](Pictures& pictures) {
        Ui ui(theme, pictures, errands, sample->around, sample->now);
        begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        end_screen(ui);
    });
    const auto written = write_png(image, options.out);
    return written ? exit_fine : fail(written.problem());
}

}  // namespace hearthside
