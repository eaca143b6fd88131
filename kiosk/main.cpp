// SPDX-License-Identifier: Apache-2.0
// `hearthside`: reads the arguments, runs one subcommand, returns the exit code.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "core/files/folders.h"
#include "core/secrets/certificate.h"
#include "core/text/languages.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/process.h"
#include "kiosk/commands/version.h"

namespace {

using namespace hearthside;

void add_data(CLI::App& command, std::filesystem::path& data) {
    command.add_option("--data", data, "Data folder")->type_name("DIR")->capture_default_str();
}

void add_run_options(CLI::App& command, commands::RunOptions& options) {
    add_data(command, options.data);
    command.add_option("--bind", options.bind, "Address for phones (default: that of the default route)")
        ->type_name("ADDRESS");
    command.add_option("--port", options.port, "Port for phones; 0 picks a free one")->check(CLI::Range(0, 65535));
    command.add_option("--public-url", options.public_url, "What the code holds instead of this machine's address")
        ->type_name("URL");
    command.add_option("--notes-per-10min", options.notes_per_10min, "Notes one address may send in ten minutes")
        ->check(CLI::Range(1, 1'000'000));
}

void add_kiosk_options(CLI::App& command, commands::RunOptions& options) {
    add_run_options(command, options);
    command.add_option("--window", options.window, "A window of this size instead of the full screen")
        ->type_name("WxH")
        ->check(CLI::Validator(
            [](std::string& text) {
                int width = 0, height = 0;
                char rest = 0;
                const bool fine = std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) == 2 && width >= 640 &&
                                  height >= 480 && width <= 16384 && height <= 16384;
                return fine ? std::string{} : std::string{"must be like 1920x1080, at least 640x480"};
            },
            "WxH"));
}

std::vector<std::string> export_format_names() {
    std::vector<std::string> names;
    for (const exports::ExportFormatDetails& format : exports::export_formats()) {
        if (format.may_ask.command) names.emplace_back(format.name);
    }
    return names;
}

// The data folder that the command uses. None for a check of layout files and for pictures of sample content.
const std::filesystem::path* touched(const CLI::App* check, const CLI::App* screenshot, const commands::RunOptions& run,
                                     const commands::ScreenshotOptions& options) {
    if (check->parsed()) return nullptr;
    if (screenshot->parsed()) return options.data.empty() ? nullptr : &options.data;
    return &run.data;
}

// "lessons import", as it was typed.
std::string name_of(const CLI::App& app) {
    std::string name;
    for (const CLI::App* it = &app; !it->get_subcommands().empty();) {
        it = it->get_subcommands().front();
        name += " " + it->get_name();
    }
    return name.empty() ? " kiosk" : name;
}

int run_command(int argc, char** argv) {
    CLI::App app{"Hearthside: a facilitation kiosk for team learning huddles", "hearthside"};
    app.set_version_flag("--version", commands::version_report,
                         "Print the version, the commit and the libraries' versions, and exit");
    app.require_subcommand(0, 1);
    app.failure_message(CLI::FailureMessage::help);

    commands::RunOptions run;
    run.data = files::default_data_folder();
    add_kiosk_options(app, run);
    auto* kiosk = app.add_subcommand("kiosk", "Run the kiosk (default)");
    add_kiosk_options(*kiosk, run);

    auto* serve =
        app.add_subcommand("serve", "Run without a screen: phones, and intents as JSON lines on standard input");
    add_run_options(*serve, run);
    serve->add_flag("--stay", run.stay, "Go on after the end of input, until stopped by a signal");

    serve->add_option("--now", run.now, "For trials: the clock begins at this time (UTC) and goes on from there")
        ->type_name("2026-11-23T07:30:00Z");

    auto* link = app.add_subcommand("link", "Print the address that the QR code holds now");
    add_data(*link, run.data);
    bool link_as_code = false;
    link->add_flag("--qr", link_as_code, "Print the code itself too");

    auto* layouts = app.add_subcommand("layouts", "List the layouts, or check layout files");
    add_data(*layouts, run.data);
    std::vector<std::filesystem::path> layout_files;
    auto* check = layouts->add_subcommand("check", "Say file:line for every fault in layout files");
    check->add_option("files", layout_files, "Layout files")->required()->type_name("FILE...");

    commands::ScreenshotOptions screenshot_options;
    auto* screenshot = app.add_subcommand("screenshot", "Draw a screen into a PNG file, without a display");
    screenshot->add_option("screen", screenshot_options.screen, "Name of the screen, for example home")->required();
    screenshot->add_option("--size", screenshot_options.size, "Pixels")->type_name("WxH")->capture_default_str();
    screenshot->add_option("--data", screenshot_options.data, "Data folder (default: sample content)")
        ->type_name("DIR");
    screenshot->add_option("--out", screenshot_options.out, "File to write")->required()->type_name("FILE.png");
    screenshot->add_option("--theme", screenshot_options.theme, "day or night")->check(CLI::IsMember({"day", "night"}));
    screenshot->add_option("--language", screenshot_options.language, "Language of the interface")
        ->check(CLI::IsMember(text::language_ids()));
    screenshot->add_option("--text-size", screenshot_options.text_size, "1.0, 1.15 or 1.3")
        ->check(CLI::IsMember({1.0, 1.15, 1.3}));

    screenshot->add_flag("--reach", screenshot_options.reach, "All within reach, in the lower part of the screen");
    screenshot->add_flag("--left-handed", screenshot_options.left_handed, "What the hand uses most stands on the left");

    screenshot->add_option("--inches", screenshot_options.diagonal_inches, "Diagonal of the panel")
        ->check(CLI::Range(5.0, 120.0));

    int huddles = 0;
    auto* demo = app.add_subcommand("demo", "Fill a data folder with a plausible history from sample texts");
    add_data(*demo, run.data);
    demo->add_option("--huddles", huddles, "How many huddles")->required()->check(CLI::Range(1, 100'000));

    commands::ExportOptions export_options;
    std::string export_format;
    auto* export_command = app.add_subcommand("export", "Write the record as a file");
    add_data(*export_command, run.data);
    export_command->add_option("--format", export_format, "How the file is written; page is one huddle on A4")
        ->required()
        ->check(CLI::IsMember(export_format_names()));
    export_command
        ->add_option("--what", export_options.what, "notes,lessons,actions,questions,huddles (default: all but notes)")
        ->delimiter(',');
    export_command->add_option("--from", export_options.from, "First day, 2026-11-23")->type_name("DATE");
    export_command->add_option("--to", export_options.to, "Last day")->type_name("DATE");
    export_command->add_option("--layout", export_options.layout, "Only huddles of this layout")->type_name("ID");
    export_command->add_option("--huddle", export_options.huddle, "Of a page: the huddle, or last")
        ->type_name("ID")
        ->capture_default_str();
    export_command->add_option("--size", export_options.size, "Of a poster: a4 or a3")
        ->check(CLI::IsMember({"a4", "a3"}))
        ->capture_default_str();
    export_command->add_option("--language", export_options.language, "Of md, pdf, poster and page")
        ->check(CLI::IsMember(text::language_ids()));
    export_command->add_option("--out", export_options.out, "File, or - for standard output")->capture_default_str();

    auto* verify = app.add_subcommand("verify", "Check the data folder and say what it holds");
    add_data(*verify, run.data);

    auto* lessons = app.add_subcommand("lessons", "Lessons that travel between kiosks, as a signed file");
    lessons->require_subcommand(1);
    std::string lessons_out = "-";
    auto* lessons_export = lessons->add_subcommand("export", "Write what this team shared, and its answers to others");
    add_data(*lessons_export, run.data);
    lessons_export->add_option("--out", lessons_out, "File, or - for standard output")
        ->type_name("FILE")
        ->capture_default_str();
    std::filesystem::path lessons_file;
    auto* lessons_import = lessons->add_subcommand("import", "Take another kiosk's lessons, also while the kiosk runs");
    add_data(*lessons_import, run.data);
    lessons_import->add_option("file", lessons_file, "What `lessons export` wrote there")
        ->required()
        ->type_name("FILE");

    std::filesystem::path backup_folder, backup_file;
    auto* backup = app.add_subcommand("backup", "Copy the record to a folder or a stick, also while the kiosk runs");
    add_data(*backup, run.data);
    backup->add_option("--to", backup_folder, "Folder for hearthside-DATE.db")->required()->type_name("DIR");
    auto* restore = app.add_subcommand("restore", "Put a backup in the place of the record; the kiosk must not run");
    add_data(*restore, run.data);
    restore->add_option("file", backup_file, "A backup")->required()->type_name("FILE");
    commands::TlsOptions tls_options;
    auto* tls = app.add_subcommand("tls", "Encrypted connections: make a certificate");
    tls->require_subcommand(1);
    auto* tls_init = tls->add_subcommand("init", "Make a certificate and its key, and say how to use them");
    add_data(*tls_init, run.data);
    tls_init
        ->add_option("--name", tls_options.names, "Host name or address that people will use (default: this machine's)")
        ->type_name("HOST...");
    tls_init->add_flag("--replace", tls_options.replace, "Make a new one in place of the one that is there");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? commands::exit_fine : commands::exit_usage;
    }
    if (const auto* data = touched(check, screenshot, run, screenshot_options)) {
        if (const auto ours = commands::work_as_owner(*data, name_of(app)); !ours)
            return commands::fail(ours.problem());
    }

    if (serve->parsed()) return commands::run_serve(run);
    if (link->parsed()) return commands::run_link(run.data, link_as_code);
    if (check->parsed()) return commands::run_layouts_check(layout_files);
    if (layouts->parsed()) return commands::run_layouts_list(run.data);
    if (screenshot->parsed()) return commands::run_screenshot(screenshot_options);
    if (demo->parsed()) return commands::run_demo(run.data, huddles);
    if (export_command->parsed()) {
        export_options.data = run.data;
        export_options.format = *exports::export_format_from_text(export_format);  // it was checked above
        return commands::run_export(export_options);
    }
    if (tls_init->parsed()) {
        tls_options.data = run.data;
        return commands::run_tls_init(tls_options);
    }
    if (verify->parsed()) return commands::run_verify(run.data);
    if (lessons_export->parsed()) return commands::run_lessons_export(run.data, lessons_out);
    if (lessons_import->parsed()) return commands::run_lessons_import(run.data, lessons_file);
    if (backup->parsed()) return commands::run_backup(run.data, backup_folder);
    if (restore->parsed()) return commands::run_restore(run.data, backup_file);
    return commands::run_kiosk(run);
}

}  // namespace

int main(int argc, char** argv) {
    commands::forbid_core_files();
    secrets::lock_key_memory();
    int code = commands::exit_failed;
    try {
        code = run_command(argc, argv);
    } catch (const std::exception& error) {
        commands::fail(
            {huddle::ProblemKind::damaged, fmt::format("Something failed that should not: {}.", error.what())});
    }
    if (const std::string account = commands::account_taken(); code == commands::exit_failed && !account.empty()) {
        commands::fail(
            {huddle::ProblemKind::invalid,
             fmt::format(
                 "This ran as {}, to whom the data folder belongs: what it is given must be open to that account, too.",
                 account)});
    }
    return code;
}
