// SPDX-License-Identifier: Apache-2.0
#include "kiosk/configuration/configuration_file.h"

#include <arpa/inet.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/calendar/calendar.h"
#include "core/files/safe_file.h"
#include "core/files/toml_editor.h"
#include "core/files/toml_reader.h"

namespace hearthside::configuration {

namespace {

constexpr std::array text_sizes{1.0, 1.15, 1.3};

std::optional<Hours> hours_of(const std::string& text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto from = calendar::minute_of_day(text.substr(0, 5)), until = calendar::minute_of_day(text.substr(6));
    if (!from || !until || from == until) return std::nullopt;
    return Hours{*from, *until};
}

bool is_address(const std::string& text) {
    in6_addr address{};
    return inet_pton(AF_INET, text.c_str(), &address) == 1 || inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

void wrong_word(files::TableReader& reader, std::string_view key, const std::string& word, std::string_view expected) {
    reader.fault(reader.line_of(key), fmt::format("\"{}\" is \"{}\"; {} is expected.", key, word, expected));
}

void read_team(files::TableReader& reader, Configuration& configuration) {
    if (auto name = reader.text("name", files::Need::optional, 60)) configuration.team = *name;
    if (const auto roles = reader.texts("roles", files::Need::optional, 1, 12, 40)) {
        configuration.roles.clear();
        for (const files::Word& role : *roles) {
            if (std::find(configuration.roles.begin(), configuration.roles.end(), role.text) !=
                configuration.roles.end()) {
                reader.fault(role.line, fmt::format("the role \"{}\" is listed twice; once is expected.", role.text));
                continue;
            }
            configuration.roles.push_back(role.text);
        }
    }
    if (auto support = reader.paragraph("support", files::Need::optional, 600)) configuration.support = *support;
    if (const auto zone = reader.text("time_zone", files::Need::optional, 60, 0)) {
        if (zone->empty() || calendar::time_zone_exists(*zone)) {
            configuration.time_zone = *zone;
        } else {
            wrong_word(reader, "time_zone", *zone,
                       "a place of the time zone list of this machine, such as \"Europe/London\",");
        }
    }
}

void read_huddle(files::TableReader& reader, Configuration& configuration) {
    if (auto layout = reader.text("layout", files::Need::optional, 40)) configuration.layout = *layout;
    if (const auto off = reader.texts("layouts_off", files::Need::optional, 0, 60, 40)) {
        for (const files::Word& id : *off) configuration.layouts_off.push_back(id.text);
    }
    if (reader.has("times")) {
        reader.know("times");
        reader.fault(reader.line_of("times"),
                     "\"times\" has become a block of its own for each time; a line [[schedule]] and below "
                     "it, for example, time = \"07:30\" is expected.");
    }
}

std::optional<calendar::HuddleRule> read_rule(files::TableReader& reader) {
    calendar::HuddleRule rule;
    bool good = true;
    if (const auto days = reader.texts("days", files::Need::optional, 1, 7, 20)) {
        rule.days = {};
        for (const files::Word& day : *days) {
            const auto* found = std::find(calendar::weekday_words.begin(), calendar::weekday_words.end(), day.text);
            if (found == calendar::weekday_words.end()) {
                good = false;
                reader.fault(day.line, fmt::format("\"days\" holds \"{}\"; monday, tuesday, wednesday, thursday, "
                                                   "friday, saturday or sunday is expected.",
                                                   day.text));
            } else {
                rule.days[static_cast<std::size_t>(found - calendar::weekday_words.begin())] = true;
            }
        }
    }
    if (const auto time = reader.text("time", files::Need::required, 20)) {
        if (const auto minute = calendar::minute_of_day(*time)) {
            rule.minute = *minute;
        } else {
            good = false;
            wrong_word(reader, "time", *time, "a time from \"00:00\" to \"23:59\"");
        }
    } else {
        good = false;
    }
    if (auto layout = reader.text("layout", files::Need::optional, 40, 0)) rule.layout = *layout;
    reader.finish();
    if (!good) return std::nullopt;
    return rule;
}

void read_schedule(files::TableReader& root, const std::string& file_name, ParsedConfiguration& reading) {
    calendar::Schedule& schedule = reading.configuration.schedule;
    for (const files::TableReader::Member& member : root.tables("schedule", files::Need::optional)) {
        files::TableReader reader(*member.table, "[[schedule]]", member.line, file_name, reading.faults);
        const auto rule = read_rule(reader);
        if (!rule) continue;
        if (schedule.size() == schedule_rules_at_most) {
            root.fault(member.line, fmt::format("this is one [[schedule]] too many; at most {} are expected.",
                                                schedule_rules_at_most));
            break;
        }
        schedule.push_back(*rule);
    }
    reading.schedule_in_file = schedule;
    calendar::tidy(schedule);
}

void read_phone(files::TableReader& reader, Configuration& configuration) {
    if (const auto bind = reader.text("bind", files::Need::optional, 60, 0)) {
        if (bind->empty() || is_address(*bind)) {
            configuration.bind = *bind;
        } else {
            wrong_word(reader, "bind", *bind,
                       "the address of one of this machine's networks, such as \"192.168.1.20\",");
        }
    }
    // The interfaces change while the kiosk runs, so a missing one is ignored.
    if (auto name = reader.text("interface", files::Need::optional, 15, 0)) configuration.interface = *name;
    if (const auto port = reader.whole_number("port", files::Need::optional, 0, 65535, "")) {
        configuration.port = static_cast<int>(*port);
    }
    if (const auto notes = reader.whole_number("notes_per_10min", files::Need::optional, 1, 100000, "notes")) {
        configuration.notes_per_10min = static_cast<int>(*notes);
    }
    // Whether the files can be used is known when the phone server starts, which reports a fault in a
    // sentence.
    if (auto url = reader.text("public_url", files::Need::optional, 200, 0)) configuration.public_url = *url;
    if (auto file = reader.text("tls_certificate", files::Need::optional, 400, 0))
        configuration.tls_certificate = *file;
    if (auto file = reader.text("tls_key", files::Need::optional, 400, 0)) configuration.tls_key = *file;
    if (configuration.tls_certificate.empty() != configuration.tls_key.empty()) {
        const char* missing = configuration.tls_key.empty() ? "tls_key" : "tls_certificate";
        reader.fault(reader.line_of(configuration.tls_key.empty() ? "tls_certificate" : "tls_key"),
                     fmt::format("\"{}\" is missing; a certificate and its key are expected, or neither.", missing));
    }
}

// The values that a ward chose from known words, in its own order: keyboards, languages.
void read_choice(files::TableReader& reader, std::string_view key, std::string_view what,
                 const std::vector<std::string>& known, std::vector<std::string>& chosen) {
    const auto wanted = reader.texts(key, files::Need::optional, 1, static_cast<int>(known.size()), 40);
    if (!wanted) return;
    chosen.clear();
    for (const files::Word& word : *wanted) {
        if (std::find(known.begin(), known.end(), word.text) == known.end()) {
            std::string all;
            for (const std::string& each : known) {
                if (!all.empty()) all += each == known.back() ? " or " : ", ";
                all += each;
            }
            reader.fault(word.line, fmt::format("\"{}\" holds \"{}\"; {} is expected.", key, word.text, all));
        } else if (std::find(chosen.begin(), chosen.end(), word.text) != chosen.end()) {
            reader.fault(word.line, fmt::format("the {} \"{}\" is listed twice; once is expected.", what, word.text));
        } else {
            chosen.push_back(word.text);
        }
    }
}

void read_hours(files::TableReader& reader, std::string_view key, std::optional<Hours>& hours) {
    const auto text = reader.text(key, files::Need::optional, 20, 0);
    if (!text) return;
    hours = hours_of(*text);
    if (!text->empty() && !hours)
        wrong_word(reader, key, *text, "two different times of day, such as \"21:00-07:00\", or nothing");
}

void read_screen(files::TableReader& reader, Configuration& configuration) {
    if (const auto theme = reader.text("theme", files::Need::optional, 20)) {
        if (*theme == "day" || *theme == "night") {
            configuration.theme = *theme;
        } else {
            wrong_word(reader, "theme", *theme, "\"day\" or \"night\"");
        }
    }
    if (const auto size =
            reader.number("text_size", files::Need::optional, text_sizes.front(), text_sizes.back(), "")) {
        const auto same = [&](double known) { return std::abs(known - *size) < 0.001; };
        const auto* known = std::find_if(text_sizes.begin(), text_sizes.end(), same);
        if (known != text_sizes.end()) {
            configuration.text_size = *known;
        } else {
            reader.fault(reader.line_of("text_size"),
                         fmt::format("\"text_size\" is {}; 1.0, 1.15 or 1.3 is expected.", *size));
        }
    }
    if (const auto diagonal = reader.number("diagonal_inches", files::Need::optional, 5, 120, "inches")) {
        configuration.diagonal_inches = *diagonal;
    }
    if (const auto minutes = reader.whole_number("idle_minutes", files::Need::optional, 0, 600, "minutes")) {
        configuration.idle_minutes = static_cast<int>(*minutes);
    }
    read_hours(reader, "night", configuration.night);
    if (const auto minutes = reader.whole_number("wipe_down_minutes", files::Need::optional, 2, 4, "minutes")) {
        configuration.wipe_down_minutes = static_cast<int>(*minutes);
        if (*minutes == 3) {
            reader.fault(reader.line_of("wipe_down_minutes"), "\"wipe_down_minutes\" is 3; 2 or 4 is expected.");
        }
    }
    for (const auto& [key, value] :
         {std::pair{"reach", &configuration.reach}, std::pair{"left_handed", &configuration.left_handed},
          std::pair{"reduced_motion", &configuration.reduced_motion},
          std::pair{"read_aloud", &configuration.read_aloud}}) {
        if (const auto on = reader.truth(key, files::Need::optional)) *value = *on;
    }
    read_choice(reader, "keyboards", "keyboard", text::keyboard_ids(), configuration.keyboards);
    read_choice(reader, "languages", "language", text::language_ids(), configuration.languages);
}

void read_sound(files::TableReader& reader, Configuration& configuration) {
    if (const auto on = reader.truth("on", files::Need::optional)) configuration.sound = *on;
    read_hours(reader, "quiet", configuration.quiet);
}

void read_review(files::TableReader& reader, Configuration& configuration) {
    if (const auto port = reader.whole_number("port", files::Need::optional, 0, 65535, "")) {
        configuration.review_port = static_cast<int>(*port);
    }
    if (const auto notes = reader.truth("export_notes", files::Need::optional)) configuration.export_notes = *notes;
    if (auto folder = reader.text("export_to", files::Need::optional, 400, 0)) {
        if (folder->empty() || std::filesystem::path(*folder).is_absolute())
            configuration.export_to = *folder;
        else
            wrong_word(reader, "export_to", *folder, "a folder from the root on, such as \"/media/exports\",");
    }
    huddle::Retention& retention = configuration.retention;
    // Notes that were set aside can come back for thirty days, so the others stay at least as long.
    if (const auto days = reader.whole_number("keep_notes_days", files::Need::optional, 31, 3650, "days")) {
        retention.notes_days = static_cast<int>(*days);
    }
    if (const auto days = reader.whole_number("keep_learning_days", files::Need::optional, 90, 36500, "days")) {
        retention.learning_days = static_cast<int>(*days);
    }
    if (const auto hold = reader.truth("hold", files::Need::optional)) retention.hold = *hold;
}

void read_backup(files::TableReader& reader, Configuration& configuration) {
    const auto to = reader.text("to", files::Need::optional, 400, 0);
    if (!to) return;
    if (to->empty() || std::filesystem::path(*to).is_absolute()) {
        configuration.backup_to = *to;
    } else {
        wrong_word(reader, "to", *to,
                   "a whole path that begins with /, such as \"/media/backup/hearthside\", or nothing");
    }
}

// A fault never shows the password, because the sentence may be written to a log.
void read_wifi(files::TableReader& reader, Configuration& configuration) {
    WifiNetwork& wifi = configuration.wifi;
    if (auto name = reader.text("name", files::Need::optional, 32, 0)) {
        wifi.name = *name;
        if (name->size() > wifi_name_bytes_at_most)
            reader.fault(reader.line_of("name"), "\"name\" is too long; at most 32 bytes of UTF-8 are expected.");
    }
    if (auto password = reader.text("password", files::Need::optional, 200, 0)) wifi.password = *password;
    if (const auto security = reader.text("security", files::Need::optional, 20)) {
        wifi.open = *security == "open";
        if (!wifi.open && *security != "WPA") wrong_word(reader, "security", *security, "\"WPA\" or \"open\"");
    }
    if (const auto hidden = reader.truth("hidden", files::Need::optional)) wifi.hidden = *hidden;
    if (!wifi.name.empty() && !wifi.open && !is_wifi_password(wifi.password)) {
        reader.fault(reader.line_of("password"),
                     "\"password\" does not fit; 8 to 63 plain letters, digits and signs in quotes, or security = "
                     "\"open\", are expected.");
    }
}

}  // namespace

ParsedConfiguration read_configuration(const std::filesystem::path& file) {
    ParsedConfiguration reading;
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) return reading;
    auto text = files::read_small_file(file, reading.faults);
    if (!text) return reading;
    return read_configuration_text(std::move(*text), file.string());
}

ParsedConfiguration read_configuration_text(std::string text, const std::string& file_name) {
    ParsedConfiguration reading;
    reading.text = std::move(text);
    const auto table = files::parse_toml(*reading.text, file_name, reading.faults);
    if (!table) return reading;

    files::TableReader reader(*table, "the configuration", 1, file_name, reading.faults);
    using ReadPart = void (*)(files::TableReader&, Configuration&);
    constexpr std::array<std::pair<std::string_view, ReadPart>, 8> parts{{{"team", read_team},
                                                                          {"huddle", read_huddle},
                                                                          {"phone", read_phone},
                                                                          {"screen", read_screen},
                                                                          {"sound", read_sound},
                                                                          {"review", read_review},
                                                                          {"backup", read_backup},
                                                                          {"wifi", read_wifi}}};
    const toml::table absent;
    std::vector<std::string_view> told;
    for (const auto& [name, read_part] : parts) {
        const auto member = reader.table(name);
        files::TableReader part(member ? *member->table : absent, fmt::format("[{}]", name), member ? member->line : 0,
                                file_name, reading.faults);
        read_part(part, reading.configuration);
        part.finish();
        // A key placed above its table is the most common mistake, and the general sentence would not help.
        for (const std::string_view key : part.asked()) {
            if (!table->contains(key) || std::find(told.begin(), told.end(), key) != told.end()) continue;
            told.push_back(key);
            reader.fault(reader.line_of(key),
                         fmt::format("\"{}\" belongs under [{}]; it is expected below that line.", key, name));
            reader.know(key);
        }
    }
    read_schedule(reader, file_name, reading);
    reader.finish();
    std::stable_sort(
        reading.faults.begin(), reading.faults.end(),
        [](const files::FileFault& left, const files::FileFault& right) { return left.line < right.line; });
    return reading;
}

// ---- Writing

namespace {

std::string hours_text(const std::optional<Hours>& hours) {
    return hours ? calendar::time_of_day(hours->from) + "-" + calendar::time_of_day(hours->until) : std::string();
}

std::string literal(const std::string& text) { return files::toml_text(text); }
std::string literal(const std::vector<std::string>& texts) { return files::toml_texts(texts); }
std::string literal(const std::optional<Hours>& hours) { return files::toml_text(hours_text(hours)); }
std::string literal(bool truth) { return truth ? "true" : "false"; }
std::string literal(int number) { return std::to_string(number); }
std::string literal(double number) {
    const std::string text = fmt::format("{}", number);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string days_literal(const calendar::HuddleRule& rule) {
    std::vector<std::string> days;
    for (std::size_t day = 0; day < calendar::weekday_words.size(); ++day)
        if (rule.days[day]) days.emplace_back(calendar::weekday_words[day]);
    return files::toml_texts(days);
}

files::TomlEditor::Block block_of(const calendar::HuddleRule& rule) {
    files::TomlEditor::Block block;
    if (!rule.every_day()) block.emplace_back("days", days_literal(rule));
    block.emplace_back("time", files::toml_text(calendar::time_of_day(rule.minute)));
    if (!rule.layout.empty()) block.emplace_back("layout", files::toml_text(rule.layout));
    return block;
}

// Unchanged blocks are not touched. As many of the others as possible are changed in place.
void edit_schedule(files::TomlEditor& editor, const calendar::Schedule& in_file, const calendar::Schedule& wanted) {
    const auto blocks = editor.blocks("schedule");
    if (!blocks) {
        std::vector<files::TomlEditor::Block> list;
        for (const calendar::HuddleRule& rule : wanted) list.push_back(block_of(rule));
        return editor.set_list("schedule", list);
    }
    calendar::Schedule missing = wanted;
    std::vector<std::size_t> free;
    for (std::size_t index = 0; index < in_file.size(); ++index) {
        const auto same = std::find(missing.begin(), missing.end(), in_file[index]);
        if (same == missing.end()) {
            free.push_back(index);
        } else {
            missing.erase(same);
        }
    }
    const std::size_t changed = std::min(free.size(), missing.size());
    for (std::size_t at = 0; at < changed; ++at) {
        const calendar::HuddleRule &old = in_file[free[at]], &rule = missing[at];
        if (old.days != rule.days) editor.set_in_block("schedule", free[at], "days", days_literal(rule));
        if (old.minute != rule.minute)
            editor.set_in_block("schedule", free[at], "time", files::toml_text(calendar::time_of_day(rule.minute)));
        if (old.layout != rule.layout)
            editor.set_in_block("schedule", free[at], "layout", files::toml_text(rule.layout));
    }
    for (std::size_t at = free.size(); at-- > changed;) editor.remove_block("schedule", free[at]);
    for (std::size_t at = changed; at < missing.size(); ++at)
        editor.add_block("schedule", block_of(missing[at]), "huddle");
}

// The keys of one table that differ.
class TableEdit {
public:
    TableEdit(files::TomlEditor& editor, std::string_view table) : editor_(editor), table_(table) {}
    template <class Value>
    void key(std::string_view name, const Value& old, const Value& wanted) {
        if (!(old == wanted)) editor_.set(table_, name, literal(wanted));
    }

private:
    files::TomlEditor& editor_;
    std::string_view table_;
};

void edit(files::TomlEditor& editor, const ParsedConfiguration& last, const Configuration& wanted) {
    const Configuration& old = last.configuration;
    TableEdit team(editor, "team");
    team.key("name", old.team, wanted.team);
    team.key("roles", old.roles, wanted.roles);
    team.key("support", old.support, wanted.support);
    team.key("time_zone", old.time_zone, wanted.time_zone);
    TableEdit huddle(editor, "huddle");
    huddle.key("layout", old.layout, wanted.layout);
    huddle.key("layouts_off", old.layouts_off, wanted.layouts_off);
    if (old.schedule != wanted.schedule) edit_schedule(editor, last.schedule_in_file, wanted.schedule);
    TableEdit phone(editor, "phone");
    phone.key("bind", old.bind, wanted.bind);
    phone.key("interface", old.interface, wanted.interface);
    phone.key("port", old.port, wanted.port);
    phone.key("notes_per_10min", old.notes_per_10min, wanted.notes_per_10min);
    phone.key("public_url", old.public_url, wanted.public_url);
    phone.key("tls_certificate", old.tls_certificate, wanted.tls_certificate);
    phone.key("tls_key", old.tls_key, wanted.tls_key);
    TableEdit screen(editor, "screen");
    screen.key("theme", old.theme, wanted.theme);
    screen.key("text_size", old.text_size, wanted.text_size);
    screen.key("diagonal_inches", old.diagonal_inches, wanted.diagonal_inches);
    screen.key("keyboards", old.keyboards, wanted.keyboards);
    screen.key("languages", old.languages, wanted.languages);
    screen.key("idle_minutes", old.idle_minutes, wanted.idle_minutes);
    screen.key("night", old.night, wanted.night);
    screen.key("wipe_down_minutes", old.wipe_down_minutes, wanted.wipe_down_minutes);
    screen.key("reach", old.reach, wanted.reach);
    screen.key("left_handed", old.left_handed, wanted.left_handed);
    screen.key("reduced_motion", old.reduced_motion, wanted.reduced_motion);
    screen.key("read_aloud", old.read_aloud, wanted.read_aloud);
    TableEdit sound(editor, "sound");
    sound.key("on", old.sound, wanted.sound);
    sound.key("quiet", old.quiet, wanted.quiet);
    TableEdit review(editor, "review");
    review.key("export_notes", old.export_notes, wanted.export_notes);
    review.key("port", old.review_port, wanted.review_port);
    review.key("export_to", old.export_to, wanted.export_to);
    review.key("keep_notes_days", old.retention.notes_days, wanted.retention.notes_days);
    review.key("keep_learning_days", old.retention.learning_days, wanted.retention.learning_days);
    review.key("hold", old.retention.hold, wanted.retention.hold);
    TableEdit backup(editor, "backup");
    backup.key("to", old.backup_to, wanted.backup_to);
    TableEdit wifi(editor, "wifi");
    wifi.key("name", old.wifi.name, wanted.wifi.name);
    wifi.key("password", old.wifi.password, wanted.wifi.password);
    if (old.wifi.open != wanted.wifi.open)
        editor.set("wifi", "security", files::toml_text(wanted.wifi.open ? "open" : "WPA"));
    wifi.key("hidden", old.wifi.hidden, wanted.wifi.hidden);
}

huddle::Problem changed_elsewhere(const std::filesystem::path& file) {
    return {huddle::ProblemKind::conflict,
            fmt::format("{} was changed by somebody else meanwhile. Please start the kiosk "
                        "again to use it.",
                        file.filename().string())};
}

}  // namespace

huddle::Result<ParsedConfiguration> write_configuration(const std::filesystem::path& file,
                                                        const ParsedConfiguration& last,
                                                        const Configuration& wanted_as_given) {
    Configuration wanted = wanted_as_given;
    calendar::tidy(wanted.schedule);
    if (!last.faults.empty()) {
        return huddle::Problem{huddle::ProblemKind::conflict,
                               fmt::format("{} cannot be read, so it cannot be changed.", file.filename().string())};
    }
    std::error_code error;
    const bool there = std::filesystem::exists(file, error);
    std::vector<files::FileFault> ignored;
    const auto now = there ? files::read_small_file(file, ignored) : std::nullopt;
    if (error || there != last.text.has_value() || now != last.text) return changed_elsewhere(file);
    if (there && wanted == last.configuration) return last;

    files::TomlEditor editor(last.text.value_or(""));
    if (!there) editor.set("team", "name", files::toml_text(wanted.team));
    edit(editor, last, wanted);
    ParsedConfiguration next = read_configuration_text(editor.text(), file.string());
    // Text that would not be read back as intended is never written.
    if (!next.faults.empty()) return huddle::Problem{huddle::ProblemKind::invalid, next.faults.front().sentence};
    if (!editor.good() || !(next.configuration == wanted)) {
        return huddle::Problem{
            huddle::ProblemKind::invalid,
            fmt::format("{} is written in a way that cannot be changed here.", file.filename().string())};
    }
    // The file may be a symbolic link that an administrator made. The link stays, and its target is replaced.
    std::filesystem::path named = std::filesystem::weakly_canonical(file, error);
    if (error) named = file;
    if (auto saved = files::write_whole_file(named, editor.text(), 0640); !saved) return saved.problem();
    return next;
}

}  // namespace hearthside::configuration
