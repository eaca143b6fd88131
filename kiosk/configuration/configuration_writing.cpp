#include <fmt/core.h>

#include <algorithm>

#include "core/files/safe_file.h"
#include "core/files/toml_editor.h"
#include "core/files/toml_reader.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside {

namespace {

std::string hours_text(const std::optional<Hours>& hours) {
    return hours ? time_of_day(hours->from) + "-" + time_of_day(hours->until) : std::string();
}

std::string literal(const std::string& text) { return toml_text(text); }
std::string literal(const std::vector<std::string>& texts) { return toml_texts(texts); }
std::string literal(const std::optional<Hours>& hours) { return toml_text(hours_text(hours)); }
std::string literal(bool truth) { return truth ? "true" : "false"; }
std::string literal(int number) { return std::to_string(number); }
std::string literal(double number) {
    const std::string text = fmt::format("{}", number);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string days_literal(const HuddleRule& rule) {
    std::vector<std::string> days;
    for (std::size_t day = 0; day < weekday_words.size(); ++day)
        if (rule.days[day]) days.emplace_back(weekday_words[day]);
    return toml_texts(days);
}

TomlEditor::Block block_of(const HuddleRule& rule) {
    TomlEditor::Block block;
    if (!rule.every_day()) block.emplace_back("days", days_literal(rule));
    block.emplace_back("time", toml_text(time_of_day(rule.minute)));
    if (!rule.layout.empty()) block.emplace_back("layout", toml_text(rule.layout));
    return block;
}

// Unchanged blocks are not touched. As many of the others as possible are changed in place.
void edit_schedule(TomlEditor& editor, const Schedule& in_file, const Schedule& wanted) {
    const auto blocks = editor.blocks("schedule");
    if (!blocks) {
        std::vector<TomlEditor::Block> list;
        for (const HuddleRule& rule : wanted) list.push_back(block_of(rule));
        return editor.set_list("schedule", list);
    }
    Schedule missing = wanted;
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
        const HuddleRule &old = in_file[free[at]], &rule = missing[at];
        if (old.days != rule.days) editor.set_in_block("schedule", free[at], "days", days_literal(rule));
        if (old.minute != rule.minute)
            editor.set_in_block("schedule", free[at], "time", toml_text(time_of_day(rule.minute)));
        if (old.layout != rule.layout)
            editor.set_in_block("schedule", free[at], "layout", toml_text(rule.layout));
    }
    for (std::size_t at = free.size(); at-- > changed;) editor.remove_block("schedule", free[at]);
    for (std::size_t at = changed; at < missing.size(); ++at)
        editor.add_block("schedule", block_of(missing[at]), "huddle");
}

// The keys of one table that differ.
class TableEdit {
public:
    TableEdit(TomlEditor& editor, std::string_view table) : editor_(editor), table_(table) {}
    template <class Value>
    void key(std::string_view name, const Value& old, const Value& wanted) {
        if (!(old == wanted)) editor_.set(table_, name, literal(wanted));
    }

private:
    TomlEditor& editor_;
    std::string_view table_;
};

void edit(TomlEditor& editor, const ParsedConfiguration& last, const Configuration& wanted) {
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
        editor.set("wifi", "security", toml_text(wanted.wifi.open ? "open" : "WPA"));
    wifi.key("hidden", old.wifi.hidden, wanted.wifi.hidden);
}

Problem changed_elsewhere(const std::filesystem::path& file) {
    return {ProblemKind::conflict,
            fmt::format("{} was changed by somebody else meanwhile. Please start the kiosk "
                        "again to use it.",
                        file.filename().string())};
}

}  // namespace

Result<ParsedConfiguration> write_configuration(const std::filesystem::path& file,
                                                 const ParsedConfiguration& last,
                                                 const Configuration& wanted_as_given) {
    Configuration wanted = wanted_as_given;
    tidy(wanted.schedule);
    if (!last.faults.empty()) {
        return Problem{ProblemKind::conflict,
                       fmt::format("{} cannot be read, so it cannot be changed.", file.filename().string())};
    }
    std::error_code error;
    const bool there = std::filesystem::exists(file, error);
    std::vector<FileFault> ignored;
    const auto now = there ? read_small_file(file, ignored) : std::nullopt;
    if (error || there != last.text.has_value() || now != last.text) return changed_elsewhere(file);
    if (there && wanted == last.configuration) return last;

    TomlEditor editor(last.text.value_or(""));
    if (!there) editor.set("team", "name", toml_text(wanted.team));
    edit(editor, last, wanted);
    ParsedConfiguration next = read_configuration_text(editor.text(), file.string());
    // Text that would not be read back as intended is never written.
    if (!next.faults.empty()) return Problem{ProblemKind::invalid, next.faults.front().sentence};
    if (!editor.good() || !(next.configuration == wanted)) {
        return Problem{
            ProblemKind::invalid,
            fmt::format("{} is written in a way that cannot be changed here.", file.filename().string())};
    }
    // The file may be a symbolic link that an administrator made. The link stays, and its target is replaced.
    std::filesystem::path named = std::filesystem::weakly_canonical(file, error);
    if (error) named = file;
    if (auto saved = write_whole_file(named, editor.text(), 0640); !saved) return saved.problem();
    return next;
}

}  // namespace hearthside
