// SPDX-License-Identifier: Apache-2.0
// The record really goes to a folder, to a stick or to a phone. Where it cannot, nothing is left behind.
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <set>

#include "core/files/folders.h"
#include "kiosk/configuration/configuration_file.h"
#include "kiosk/demo/demo_history.h"
#include "kiosk/services/exporting.h"
#include "kiosk/services/file_name.h"
#include "kiosk/sticks/mounts.h"
#include "tests/kiosk/phone/house.h"
#include "tests/kiosk/phone/huddle.h"
#include "tests/kiosk/services/udisks_service.h"
#include "tests/support/clean.h"

namespace hearthside::services {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using support::clean;
using support::TemporaryFolder;
using Kind = ui::TakeAwayState::Kind;
using Ending = ui::TakeAwayState::Ending;
using Place = ui::TakeAwayPlace::Kind;

// Ninety huddles of a made-up ward, made once.
const fs::path& record() {
    static const TemporaryFolder folder(TemporaryFolder::Where::in_memory);
    static const fs::path data = [] {
        const layout_file::LayoutLibrary library =
            layout_file::read_layout_library(files::share_folder() / "layouts", "");
        const auto samples = demo::read_samples(files::share_folder() / "assets" / "samples");
        if (!samples) throw std::runtime_error(samples.problem().sentence);
        const auto made = demo::make_demo(folder / "data",
                                          {.huddles = 90,
                                           .now = huddle::Instant{huddle::Milliseconds(1'800'000'000'000)},
                                           .time_zone = "Europe/London",
                                           .seed = 7},
                                          library, *samples);
        if (!made) throw std::runtime_error(made.problem().sentence);
        return folder / "data";
    }();
    return data;
}

std::set<std::string> files_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

bool runs(const std::string& command) { return std::system(command.c_str()) == 0; }

std::string text_of(const fs::path& pdf) {
    const fs::path text = pdf.string() + ".txt";
    EXPECT_TRUE(runs("pdftotext '" + pdf.string() + "' '" + text.string() + "'"));
    const std::string bytes = support::bytes_of(text);
    fs::remove(text);
    return bytes;
}

// A stick that is a folder. The test says how its release ends.
class FolderStick final : public sticks::Sticks {
public:
    explicit FolderStick(fs::path folder, sticks::Release release = sticks::Release::safe)
        : folder_(std::move(folder)), release_(release) {}
    huddle::Result<std::vector<sticks::Stick>> look() override {
        return std::vector<sticks::Stick>{{.id = "one", .name = "WILLOW"}};
    }
    huddle::Result<fs::path> open(const sticks::Stick&) override { return folder_; }
    huddle::Result<sticks::Release> let_go(const sticks::Stick&, const fs::path&) override { return release_; }

private:
    const fs::path folder_;
    const sticks::Release release_;
};

class Leaving {
public:
    explicit Leaving(std::unique_ptr<sticks::Sticks> sticks = nullptr, HandingOut phones = {},
                     const fs::path& data = record()) {
        configuration.team = "Tŷ’r Môr Ward";
        configuration.time_zone = "Europe/London";
        configuration.export_to = (folder / "out").string();
        fs::create_directories(configuration.export_to);
        exporting.emplace(Exporting::Dependencies{.data = data,
                                                  .phones = std::move(phones),
                                                  .sticks = std::move(sticks),
                                                  .wake = [this] { woken(); },
                                                  .announce = [this](const store::Span& span) -> huddle::Result<void> {
                                                      EXPECT_EQ(files_in(out()), there)
                                                          << "told before a byte has left";
                                                      if (!can_be_told)
                                                          return huddle::Problem{huddle::ProblemKind::not_saved, "No."};
                                                      told.push_back(span);
                                                      return {};
                                                  }},
                          configuration);
    }
    // Waits until it is over.
    ui::TakeAwayState take(const ui::TakeAwayChoice& choice,
                           const ui::TakeAwayPlace& place = {Place::folder, "folder", ""}) {
        there = files_in(out());
        exporting->start(choice, place);
        for (;;) {
            const ui::TakeAwayState state = exporting->state();
            if (state.kind != Kind::working && state.kind != Kind::finishing) return state;
            std::this_thread::sleep_for(1ms);
        }
    }
    std::vector<ui::TakeAwayPlace> places() {
        exporting->look();
        for (int tries = 0; tries < 2'000; ++tries) {
            const auto found = exporting->places();
            if (!found.empty() && found.front().kind == Place::stick) return found;
            std::this_thread::sleep_for(1ms);
        }
        return exporting->places();
    }
    fs::path out() const { return folder / "out"; }

    TemporaryFolder folder;
    configuration::Configuration configuration;
    std::vector<store::Span> told;  // written by the exports' thread before it says that it is over
    std::set<std::string> there;
    std::atomic<bool> can_be_told = true;
    std::function<void()> on_wake = [] {};
    std::optional<Exporting> exporting;

private:
    void woken() { on_wake(); }
};

const store::Span all_time{};

TEST(TakingAway, WritesAWorkbookThatOpensElsewhere) {
    Leaving house;
    const ui::TakeAwayState state = house.take({.span = all_time, .form = {exports::ExportFormat::xlsx}});
    ASSERT_EQ(state.kind, Kind::done) << state.sentence;
    EXPECT_EQ(state.ending, Ending::folder);
    EXPECT_EQ(state.file, "hearthside-tyr-mor-ward-all.xlsx");
    EXPECT_EQ(files_in(house.out()), std::set<std::string>{state.file});
    EXPECT_EQ(house.told.size(), 1u);
    EXPECT_TRUE(
        runs(std::string(HEARTHSIDE_SYSTEM_PYTHON) +
             " -B -c \"import openpyxl, sys; book = openpyxl.load_workbook(sys.argv[1]); "
             "sheets = {s.title.lower(): s.max_row for s in book}; print(sheets); "
             "sys.exit(0 if sheets['huddles'] == 91 and sheets['lessons'] > 20 and 'notes' not in sheets else 1)\" '" +
             (house.out() / state.file).string() + "' >/dev/null"));
}

TEST(TakingAway, WritesAReportAPosterAndOneHuddleForPaper) {
    Leaving house;
    const ui::TakeAwayState report = house.take({.span = all_time, .form = {exports::ExportFormat::pdf}});
    const ui::TakeAwayState poster =
        house.take({.span = all_time, .form = {exports::ExportFormat::poster, exports::PaperSize::a3}});
    auto history = store::History::open(record());
    const auto newest = (*history)->find_huddle(std::nullopt);
    const ui::TakeAwayState page = house.take({.huddle = (*newest)->id, .span = {(*newest)->day, (*newest)->day}});
    for (const ui::TakeAwayState* state : {&report, &poster, &page}) {
        ASSERT_EQ(state->kind, Kind::done) << state->sentence;
        EXPECT_TRUE(runs("pdfinfo '" + (house.out() / state->file).string() + "' >/dev/null"));
    }
    EXPECT_EQ(poster.file, "hearthside-tyr-mor-ward-all-poster-a3.pdf");
    EXPECT_TRUE(page.file.starts_with("hearthside-tyr-mor-ward-2027-01-1")) << page.file;
    EXPECT_TRUE(runs("pdfinfo '" + (house.out() / page.file).string() + "' | grep -q 'Pages: *1$'"));
    EXPECT_NE(text_of(house.out() / page.file).find("Môr"), std::string::npos);
    EXPECT_EQ(files_in(house.out()).size(), 3u);
}

TEST(TakingAway, LetsNotesLeaveOnlyWhereTheTeamAllowsItAndSomebodyAsks) {
    Leaving house;
    const auto holds_notes = [&](const ui::TakeAwayState& state) {
        return support::bytes_of(house.out() / state.file).find("\"note\"") != std::string::npos;
    };
    const ui::TakeAwayChoice asked{.span = all_time, .form = {exports::ExportFormat::csv}, .notes = true};
    ui::TakeAwayChoice plain = asked;
    plain.notes = false;
    const ui::TakeAwayState not_allowed = house.take(asked);
    EXPECT_EQ(not_allowed.file, "hearthside-tyr-mor-ward-all.csv");
    EXPECT_FALSE(holds_notes(not_allowed));
    house.configuration.export_notes = true;
    house.exporting->set_configuration(house.configuration);
    EXPECT_FALSE(holds_notes(house.take(plain)));
    const ui::TakeAwayState allowed = house.take(asked);
    EXPECT_EQ(allowed.file, "hearthside-tyr-mor-ward-all-with-notes.csv");
    EXPECT_TRUE(holds_notes(allowed));
}

TEST(TakingAway, LeavesNoFileWhenItIsCancelled) {
    Leaving house;
    house.on_wake = [&] {
        if (house.exporting->state().part > 0) house.exporting->cancel();
    };
    for (const exports::ExportFormat format :
         {exports::ExportFormat::xlsx, exports::ExportFormat::csv, exports::ExportFormat::pdf}) {
        const ui::TakeAwayState state = house.take({.span = all_time, .form = {format}});
        EXPECT_EQ(state.kind, Kind::cancelled) << state.sentence;
        EXPECT_EQ(files_in(house.out()), std::set<std::string>{});
    }
    EXPECT_EQ(house.told.size(), 3u) << "of what was broken off, part may have been read";
}

TEST(TakingAway, KeepsWhatWasThereWhenTheNewFileHasNoRoom) {
    Leaving house;
    const ui::TakeAwayChoice choice{.span = all_time, .form = {exports::ExportFormat::csv}};
    const ui::TakeAwayState first = house.take(choice);
    const std::string before = support::bytes_of(house.out() / first.file);
    ASSERT_GT(before.size(), 20'000u);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{10'000, old.rlim_max};
    ::signal(SIGXFSZ, SIG_IGN);
    // Not before the record is open.
    house.on_wake = [&] {
        if (house.exporting->state().part > 0) ::setrlimit(RLIMIT_FSIZE, &small);
    };
    const ui::TakeAwayState second = house.take(choice);
    ::setrlimit(RLIMIT_FSIZE, &old);
    EXPECT_EQ(second.kind, Kind::refused);
    EXPECT_EQ(second.sentence, "There is not enough room in that folder.");
    EXPECT_EQ(files_in(house.out()), std::set<std::string>{first.file});
    EXPECT_EQ(support::bytes_of(house.out() / first.file), before);
    EXPECT_EQ(house.told.size(), 2u) << "both were begun";
}

TEST(TakingAway, SaysThatAStickIsFullOrLocked) {
    // A mount of this thread, which the exports' thread inherits. Nobody else sees it.
    TemporaryFolder folder;
    const bool possible = ::unshare(CLONE_NEWNS) == 0 &&
                          ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                          ::mount("none", folder.path().c_str(), "tmpfs", 0, "size=16k") == 0;
    if (!possible) GTEST_SKIP() << "a small file system can only be mounted by root: " << std::strerror(errno);
    const std::shared_ptr<void> unmount(nullptr, [&](void*) { ::umount2(folder.path().c_str(), MNT_DETACH); });
    Leaving house(std::make_unique<FolderStick>(folder.path()));
    const ui::TakeAwayPlace stick = house.places().front();
    for (const exports::ExportFormat format :
         {exports::ExportFormat::csv, exports::ExportFormat::xlsx, exports::ExportFormat::pdf}) {
        const ui::TakeAwayState state = house.take({.span = all_time, .form = {format}}, stick);
        EXPECT_EQ(state.sentence, "There is not enough room on the stick. Please try another one.");
        EXPECT_EQ(files_in(folder.path()), std::set<std::string>{});
    }
    ASSERT_EQ(::mount("none", folder.path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
    EXPECT_EQ(house.take({.span = all_time, .form = {exports::ExportFormat::csv}}, stick).sentence,
              "Nothing can be written on this stick. Please try another one.");
}

TEST(TakingAway, SaysWhatIsInTheWay) {
    Leaving house;
    const ui::TakeAwayChoice choice{.span = all_time, .form = {exports::ExportFormat::csv}};
    house.configuration.export_to = (house.folder / "away").string();
    house.exporting->set_configuration(house.configuration);
    EXPECT_EQ(house.take(choice).sentence, "That folder cannot be reached just now. Please try again later.");
    house.configuration.export_to = "/sys/kernel";  // nobody may make a file there
    house.exporting->set_configuration(house.configuration);
    EXPECT_EQ(house.take(choice).sentence, "This kiosk may not write into that folder.");
    const huddle::Day long_ago{std::chrono::year(1999) / 1 / 1};
    EXPECT_EQ(house.take({.span = {long_ago, long_ago}}).sentence, "There was no huddle between these dates.");
    EXPECT_EQ(house.take({.huddle = huddle::HuddleId{1}}).sentence, "This huddle is not in the record any more.");
    Leaving nothing(nullptr, {}, house.folder / "no data");
    EXPECT_EQ(nothing.take(choice).kind, Kind::refused);
}

TEST(TakingAway, SaysWhetherTheStickMayBePulledOut) {
    TemporaryFolder stick;
    for (const auto& [release, ending] : {std::pair{sticks::Release::safe, Ending::safe},
                                          {sticks::Release::written, Ending::written},
                                          {sticks::Release::in_use, Ending::in_use}}) {
        Leaving house(std::make_unique<FolderStick>(stick.path(), release));
        const ui::TakeAwayState state =
            house.take({.span = all_time, .form = {exports::ExportFormat::json}}, house.places().front());
        ASSERT_EQ(state.kind, Kind::done) << state.sentence;
        EXPECT_EQ(state.ending, ending);
        EXPECT_EQ(files_in(stick.path()), std::set<std::string>{"hearthside-tyr-mor-ward-all.json"});
    }
    Leaving pulled(std::make_unique<FolderStick>(stick / "gone"));
    EXPECT_EQ(pulled.take({.span = all_time}, pulled.places().front()).sentence,
              "The stick is not there any more. Please put it in and try again.");
    EXPECT_EQ(pulled.take({.span = all_time}, {Place::stick, "another", ""}).kind, Kind::refused);
}

// ---- UDisks2
class ByUdisks : public testing::Test {
protected:
    void SetUp() override {
        if (!UdisksService::possible()) GTEST_SKIP() << "there is no dbus-daemon on this machine";
        service.emplace(stick.path());
        house.emplace(sticks::sticks_of_this_machine());
    }
    ui::TakeAwayState take() {
        return house->take({.span = all_time, .form = {exports::ExportFormat::csv}}, house->places().front());
    }

    TemporaryFolder stick;
    std::optional<UdisksService> service;
    std::optional<Leaving> house;
};

TEST_F(ByUdisks, OpensTheStickAndLetsItGo) {
    const auto places = house->places();
    ASSERT_EQ(places.size(), 2u) << "the stick and the folder; the machine's own disk is no place";
    EXPECT_EQ(places.front().name, "WILLOW");
    const ui::TakeAwayState state = take();
    EXPECT_EQ(state.ending, Ending::safe) << state.sentence;
    EXPECT_EQ(service->asked(), (std::vector<std::string>{"Mount", "Unmount", "PowerOff"}));
    EXPECT_EQ(files_in(stick.path()).size(), 1u);
}

TEST_F(ByUdisks, SaysThatSomethingElseUsesIt) {
    service->mounted = true;
    service->refuse("Unmount", "DeviceBusy");
    EXPECT_EQ(take().ending, Ending::in_use);
    EXPECT_EQ(service->asked(), std::vector<std::string>{"Unmount"}) << "it was open already, and keeps its power";
}

TEST_F(ByUdisks, SaysWhyItCannotBeOpened) {
    service->refuse("Mount", "NotAuthorized");
    EXPECT_EQ(take().sentence, "This kiosk is not allowed to open USB sticks. Whoever looks after it can allow that.");
    service->refuse("Mount", "Failed");
    EXPECT_EQ(take().sentence, "This stick cannot be opened here. Please try another one.");
    const ui::TakeAwayPlace place = house->places().front();
    service->plugged = false;
    EXPECT_EQ(house->take({.span = all_time}, place).sentence,
              "The stick is not there any more. Please put it in and try again.");
    EXPECT_EQ(files_in(stick.path()), std::set<std::string>{});
}

TEST_F(ByUdisks, DoesNotHoldTheProgramUpAtItsEnd) {
    service->keep_silent("Mount");
    house->exporting->start({.span = all_time}, house->places().front());
    while (service->asked().empty()) std::this_thread::sleep_for(1ms);
    const auto before = std::chrono::steady_clock::now();
    house.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 10s) << "the answer may take two minutes";
}

// ---- Without UDisks2
TEST(Mounts, TellsRemovableDisksBelowTheUsualPlaces) {
    const TemporaryFolder sys;
    const auto disk = [&](const std::string& path, const char* removable, const std::string& number,
                          const std::string& part) {
        fs::create_directories(sys / (path + "/" + part));
        std::ofstream(sys / (path + "/removable")) << removable << "\n";
        std::ofstream(sys / (path + "/size")) << "2000\n";
        std::ofstream(sys / (path + "/" + part + "/size")) << "1000\n";
        fs::create_directory_symlink(sys / (path + "/" + part), sys / number);
    };
    disk("pci/usb1/block/sdb", "1", "8:17", "sdb1");
    disk("pci/usb2/block/sdc", "0", "8:33", "sdc1");
    disk("pci/ata1/block/sda", "0", "8:1", "sda1");
    const std::string mounts =
        "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
        "40 27 8:17 / /media/kiosk/WILLOW\\040WARD rw,nosuid - vfat /dev/sdb1 rw\n"
        "41 27 8:33 / /run/media/kiosk/Case rw - exfat /dev/sdc1 rw\n"
        "42 27 8:1 / /mnt/disk rw - ext4 /dev/sda1 rw\n"
        "43 27 8:17 /sub /media/kiosk/again rw - vfat /dev/sdb1 rw\n"
        "44 27 8:17 / /srv/elsewhere rw - vfat /dev/sdb1 rw\n"
        "45 27 0:99 / /media/share rw - cifs //server/share rw\n"
        "half a line\n";
    const std::vector<sticks::Stick> found = sticks::sticks_in(mounts, sys.path());
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].name, "Case");
    EXPECT_EQ(found[1].name, "WILLOW WARD");
    EXPECT_EQ(found[1].folder, "/media/kiosk/WILLOW WARD");
    EXPECT_EQ(found[1].size_bytes, 512'000u);
}

// ---- Names
TEST(FileName, IsPlainAsciiAndTellsTheTimeAndTheKind) {
    EXPECT_EQ(ascii_slug("Tŷ’r Môr"), "tyr-mor");
    EXPECT_EQ(ascii_slug("  Łódź / Oddział 3!"), "lodz-oddzial-3");
    EXPECT_EQ(ascii_slug("☂☂"), "team");
    for (const char letter : ascii_slug("وارڈ ولو"))
        EXPECT_TRUE((letter >= 'a' && letter <= 'z') || letter == '-') << letter;
    EXPECT_LE(ascii_slug(std::string(300, 'x')).size(), 40u);
    const huddle::Day first{std::chrono::year(2026) / 10 / 1}, last{std::chrono::year(2026) / 10 / 31};
    EXPECT_EQ(export_file_name("Willow Ward", {.span = {first, last}}), "hearthside-willow-ward-2026-10.xlsx");
    EXPECT_EQ(export_file_name("Willow", {.span = {huddle::Day{std::chrono::year(2026) / 8 / 1}, last},
                                          .form = {exports::ExportFormat::poster}}),
              "hearthside-willow-2026-08-to-2026-10-poster-a4.pdf");
    EXPECT_EQ(export_file_name(
                  "Willow", {.span = {first, first + std::chrono::days(3)}, .form = {exports::ExportFormat::markdown}}),
              "hearthside-willow-2026-10-01-to-2026-10-04.md");
    EXPECT_EQ(export_file_name("Willow", {.huddle = huddle::HuddleId{1}, .span = {first, first}}, "0730"),
              "hearthside-willow-2026-10-01-0730.pdf");
}

TEST(ConfigurationFile, WantsAWholeFolderName) {
    const auto wrong = configuration::read_configuration_text(
        "[review]\nexport_notes = true\nexport_to = \"exports\"\n", "hearthside.toml");
    ASSERT_EQ(wrong.faults.size(), 1u);
    EXPECT_EQ(wrong.faults.front().line, 3);
    const auto right =
        configuration::read_configuration_text("[review]\nexport_to = \"/media/exports\"\n", "hearthside.toml");
    EXPECT_TRUE(right.faults.empty());
    EXPECT_EQ(right.configuration.export_to, "/media/exports");
}

// ---- By phone
std::string path_of(const phone::PhoneHouse& phones, const std::string& link) {
    const std::string start = "http://" + phones.host();
    EXPECT_TRUE(link.starts_with(start)) << link;
    return link.substr(start.size());
}

std::string post_to(const phone::PhoneHouse& phones, const std::string& path) {
    return "POST " + path + " HTTP/1.1\r\nHost: " + phones.host() + "\r\nOrigin: http://" + phones.host() +
           "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n";
}

TEST(ByPhone, IsDownloadedOnceAndThenGone) {
    phone::PhoneHouse phones;
    Leaving house(nullptr, handing_out(*phones.phone));
    const ui::TakeAwayState state =
        house.take({.span = all_time, .form = {exports::ExportFormat::csv}}, {Place::phone, "phone", ""});
    ASSERT_EQ(state.ending, Ending::link) << state.sentence;
    EXPECT_TRUE(state.link.ends_with(state.address));
    const std::string path = path_of(phones, state.link);
    EXPECT_EQ(phones.ask(phones.get(path)).status, 200) << "looking does not use it up";
    const phone::HttpReply file = phones.ask(post_to(phones, path));
    EXPECT_EQ(file.status, 200);
    EXPECT_NE(file.field("Content-Disposition").find("hearthside-tyr-mor-ward-all.csv"), std::string::npos);
    // A phone gets the same file as a folder.
    const ui::TakeAwayState same = house.take({.span = all_time, .form = {exports::ExportFormat::csv}});
    EXPECT_EQ(file.body, support::bytes_of(house.out() / same.file));
    EXPECT_EQ(phones.ask(post_to(phones, path)).status, 404);
    EXPECT_EQ(phones.ask(phones.get(path)).status, 404);
    EXPECT_EQ(house.told.size(), 2u);
}

// "Each export is announced": where it cannot be announced, nothing is exported by any way.
TEST(ByPhone, AndByFolderAndStickNothingLeavesThatCannotBeAnnounced) {
    const TemporaryFolder stick;
    phone::PhoneHouse phones;
    Leaving house(std::make_unique<FolderStick>(stick.path()), handing_out(*phones.phone));
    house.can_be_told = false;
    const auto places = house.places();
    ASSERT_EQ(places.size(), 3u);
    auto history = store::History::open(record());
    const huddle::HuddleId newest = (**(*history)->find_huddle(std::nullopt)).id;
    for (const ui::TakeAwayPlace& place : places) {
        for (const std::optional<huddle::HuddleId>& huddle :
             {std::optional<huddle::HuddleId>{}, std::optional(newest)}) {
            const ui::TakeAwayState state =
                house.take({.huddle = huddle, .span = all_time, .form = {exports::ExportFormat::csv}}, place);
            EXPECT_EQ(state.kind, Kind::refused);
            EXPECT_EQ(state.sentence, "This could not be announced on the kiosk, so nothing was exported.");
            EXPECT_TRUE(state.link.empty());
        }
    }
    EXPECT_EQ(files_in(stick.path()), std::set<std::string>{});
    EXPECT_EQ(files_in(house.out()), std::set<std::string>{});
    house.can_be_told = true;
    EXPECT_EQ(house.take({.huddle = newest}, places.front()).kind, Kind::done);
    ASSERT_EQ(house.told.size(), 1u);
    EXPECT_EQ(house.told.front().from, (**(*history)->find_huddle(newest)).day)
        << "of one huddle's page its day is told";
}

TEST(ByPhone, IsTakenBackWhenSomebodySaysDone) {
    phone::PhoneHouse phones;
    Leaving house(nullptr, handing_out(*phones.phone));
    const ui::TakeAwayState state =
        house.take({.span = all_time, .form = {exports::ExportFormat::pdf}}, {Place::phone, "phone", ""});
    ASSERT_EQ(state.ending, Ending::link) << state.sentence;
    house.exporting->forget();
    EXPECT_EQ(house.exporting->state().kind, Kind::idle);
    EXPECT_EQ(phones.ask(phones.get(path_of(phones, state.link))).status, 404);
}

TEST(ByPhone, TheCodeGoesFromTheScreenOnceTheFileWasFetched) {
    phone::PhoneHouse phones;
    Leaving house(nullptr, handing_out(*phones.phone));
    const ui::TakeAwayState state =
        house.take({.span = all_time, .form = {exports::ExportFormat::pdf}}, {Place::phone, "phone", ""});
    ASSERT_EQ(state.ending, Ending::link) << state.sentence;
    EXPECT_EQ(phones.ask(phones.get(path_of(phones, state.link))).status, 200);
    EXPECT_EQ(house.exporting->state().ending, Ending::link) << "looking does not use it up";
    EXPECT_EQ(phones.ask(post_to(phones, path_of(phones, state.link))).status, 200);
    EXPECT_EQ(house.exporting->state().ending, Ending::link_used);
    EXPECT_TRUE(house.exporting->state().link.empty());
}

TEST(ByPhone, IsNoPlaceWithoutPhones) {
    Leaving house;
    for (const ui::TakeAwayPlace& it : house.exporting->places()) EXPECT_NE(it.kind, Place::phone);
}

TEST(RecordLink, ShowsLessonsAndActionsOfTheRunningHuddleAndNoNote) {
    phone::PhoneHouse phones;
    const HandingOut handing = handing_out(*phones.phone);
    EXPECT_EQ(record_link(*phones.room->board(), handing), "") << "between huddles there is nothing to tell";
    EXPECT_EQ(record_link(*phones.room->board(), {}), "");
    phone::put(*phones.room, huddle::AddNote{huddle::RoundCategory::wins, clean("The night porter sang for us"),
                                             std::string(32, 'a')});
    phone::start_huddle(*phones.room);
    EXPECT_EQ(phone::released_notes(*phones.room).size(), 1u);
    phone::put(*phones.room, huddle::KeepLesson{clean("Ask early, ask twice"), {}, {}});
    const std::string link = record_link(*phones.room->board(), handing);
    const phone::HttpReply page = phones.ask(phones.get(path_of(phones, link)));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.says("Ask early, ask twice"));
    EXPECT_FALSE(page.says("porter"));
    HandingOut away = handing;
    away.reachable = [] { return false; };
    EXPECT_EQ(record_link(*phones.room->board(), away), "");
}

}  // namespace
}  // namespace hearthside::services
