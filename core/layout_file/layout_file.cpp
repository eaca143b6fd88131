// SPDX-License-Identifier: Apache-2.0
#include "core/layout_file/layout_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

#include "core/files/folders.h"
#include "core/files/toml_reader.h"

namespace hearthside::layout_file {

namespace {

constexpr std::int64_t round_seconds_at_least = 10;
constexpr std::int64_t round_seconds_at_most = 3600;
constexpr std::int64_t huddle_seconds_at_most = 2 * 3600;
constexpr std::size_t rounds_at_most = 20;
constexpr std::size_t prompt_words_at_most = 12;

constexpr std::array all_kinds{
    huddle::RoundKind::since_last_time, huddle::RoundKind::quiet, huddle::RoundKind::wins, huddle::RoundKind::mistakes,
    huddle::RoundKind::lessons,         huddle::RoundKind::hope,  huddle::RoundKind::close};

// The defaults of a round. The minimums of notes are those of SAFETY 4.
struct KindDefaults {
    std::string_view title, icon, colour;
    int release_at_least = 1;
};
KindDefaults defaults_of(huddle::RoundKind kind) {
    switch (kind) {
        case huddle::RoundKind::since_last_time:
            return {"Since last time", "loop", "primary"};
        case huddle::RoundKind::quiet:
            return {"Quiet", "pencil", "primary"};
        case huddle::RoundKind::wins:
            return {"Wins", "star", "wins"};
        case huddle::RoundKind::mistakes:
            return {"Mistakes", "bowl", "mistakes", 3};
        case huddle::RoundKind::lessons:
            return {"Lessons", "book", "lessons", 2};
        case huddle::RoundKind::hope:
            return {"Hope", "sunrise", "hope"};
        case huddle::RoundKind::close:
            return {"Close", "heart", "primary"};
    }
    return {};
}

// The pictures of assets/icons that suit a round. The others are for buttons.
const std::vector<std::string_view> round_icons{
    "star",     "bowl",  "book",   "sunrise", "arch",  "flame",    "envelope", "check", "loop",  "leaf",
    "question", "heart", "tray",   "globe",   "moon",  "sun",      "drop",     "list",  "clock", "pencil",
    "people",   "share", "search", "shield",  "smile", "calendar", "wind",     "chat",  "mask"};
const std::vector<std::string_view> round_colours{"wins", "mistakes", "lessons", "hope", "primary"};

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (index != 0) text += index + 1 == words.size() ? " or " : ", ";
        text += words[index];
    }
    return text;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 40 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char character) {
               return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
                      character == '-';
           });
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char character : text) {
        const bool space = character == ' ';
        if (!space && !inside) ++words;
        inside = !space;
    }
    return words;
}

std::optional<std::string> read_id(files::TableReader& reader, files::Need need) {
    auto id = reader.text("id", need, 40);
    if (id && !is_id(*id)) {
        reader.fault(reader.line_of("id"), fmt::format("\"id\" is \"{}\"; small letters a to z, digits and '-' inside "
                                                       "are expected, such as \"night-team\".",
                                                       *id));
        return std::nullopt;
    }
    return id;
}

// A word from a fixed list. The fault names the list, and the nearest word where one is near.
std::optional<std::string> read_choice(files::TableReader& reader, std::string_view key, files::Need need,
                                       const std::vector<std::string_view>& choices) {
    const auto word = reader.text(key, need, 40);
    if (!word) return std::nullopt;
    if (std::find(choices.begin(), choices.end(), *word) != choices.end()) return word;
    const std::string_view near = files::nearest_word(*word, choices);
    const std::string hint = near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near);
    reader.fault(reader.line_of(key), fmt::format("\"{}\" is \"{}\"{}, which is not known; {} is expected.", key, *word,
                                                  hint, joined(choices)));
    return std::nullopt;
}

struct ReadRound {
    huddle::Round round;
    int line = 0;
    bool kind_known = false;
};

void read_times(files::TableReader& reader, huddle::Round& round) {
    const auto seconds =
        reader.whole_number("seconds", files::Need::required, round_seconds_at_least, round_seconds_at_most, "seconds");
    const auto minimum = reader.whole_number("minimum", files::Need::optional, 0, round_seconds_at_most, "seconds");
    if (!seconds) return;
    round.planned = huddle::Seconds(*seconds);
    round.minimum = huddle::keeps_its_time(round.kind) ? round.planned : huddle::Seconds(*seconds / 2);
    if (!minimum) return;
    if (*minimum > *seconds) {
        reader.fault(
            reader.line_of("minimum"),
            fmt::format("\"minimum\" is {}; at most the round's own {} seconds are expected.", *minimum, *seconds));
        return;
    }
    round.minimum = huddle::Seconds(*minimum);
}

void read_note_rules(files::TableReader& reader, huddle::Round& round, bool kind_known) {
    const auto at_least = reader.whole_number("release_at_least", files::Need::optional, 1, 20, "notes");
    const auto silent = reader.number("silent_share", files::Need::optional, 0, 0.9, "");
    if (at_least) round.release_at_least = static_cast<int>(*at_least);
    if (silent) round.silent_share = *silent;
    if (!kind_known || huddle::category_of(round.kind)) return;
    for (const std::string_view key : {"release_at_least", "silent_share"}) {
        if (!reader.has(key)) continue;
        reader.fault(reader.line_of(key),
                     fmt::format("\"{}\" belongs to rounds that open notes; it is expected only in "
                                 "wins, mistakes, lessons and hope.",
                                 key));
    }
}

bool is_short(files::TableReader& reader, const std::string& prompt, int line) {
    const std::size_t words = count_words(prompt);
    if (words != 0 && words <= prompt_words_at_most) return true;
    reader.fault(line, fmt::format("a prompt has {} words; 1 to {} are expected.", words, prompt_words_at_most));
    return false;
}

std::vector<std::string> read_prompts(files::TableReader& reader, std::string_view key, files::Need need,
                                      std::size_t at_most) {
    std::vector<std::string> read;
    const auto prompts = reader.texts(key, need, 1, at_most, 120);
    if (!prompts) return read;
    for (const files::Word& prompt : *prompts) {
        if (is_short(reader, prompt.text, prompt.line)) read.push_back(prompt.text);
    }
    return read;
}

// The prompts for no notes and for many notes, in rounds that open notes only.
void read_talk_rules(files::TableReader& reader, huddle::Round& round, bool kind_known) {
    for (const auto& [key, prompt] :
         {std::pair{"when_empty", &round.when_empty}, std::pair{"when_many", &round.when_many}}) {
        const auto text = reader.text(key, files::Need::optional, 120);
        if (text && is_short(reader, *text, reader.line_of(key))) *prompt = *text;
        if (!kind_known || huddle::category_of(round.kind) || !reader.has(key)) continue;
        reader.fault(reader.line_of(key), fmt::format("\"{}\" belongs to rounds that open notes; it is expected only "
                                                      "in wins, mistakes, lessons and hope.",
                                                      key));
    }
    round.dots = reader.truth("dots", files::Need::optional).value_or(false);
    if (kind_known && round.kind != huddle::RoundKind::lessons && reader.has("dots")) {
        reader.fault(reader.line_of("dots"), "\"dots\" is expected only in a round of kind lessons.");
    }
}

ReadRound read_round(const files::TableReader::Member& member, const std::string& file,
                     std::vector<files::FileFault>& faults) {
    files::TableReader reader(*member.table, "a round", member.line, file, faults);
    ReadRound read{.round = {}, .line = member.line, .kind_known = false};
    huddle::Round& round = read.round;

    std::vector<std::string_view> kind_words;
    for (const huddle::RoundKind kind : all_kinds) kind_words.push_back(huddle::to_text(kind));
    auto id = read_id(reader, files::Need::required);
    if (const auto word = read_choice(reader, "kind", files::Need::required, kind_words)) {
        round.kind = *huddle::round_kind_from_text(*word);
        read.kind_known = true;
    }
    const KindDefaults defaults = defaults_of(round.kind);
    round.release_at_least = defaults.release_at_least;
    if (id) round.id = std::move(*id);
    round.title = reader.text("title", files::Need::optional, 24).value_or(std::string(defaults.title));
    round.icon = read_choice(reader, "icon", files::Need::optional, round_icons).value_or(std::string(defaults.icon));
    round.colour =
        read_choice(reader, "colour", files::Need::optional, round_colours).value_or(std::string(defaults.colour));
    read_times(reader, round);
    read_note_rules(reader, round, read.kind_known);
    read_talk_rules(reader, round, read.kind_known);
    round.prompts = read_prompts(reader, "prompts", files::Need::required, 6);
    reader.finish();
    return read;
}

// Checks what concerns all rounds together: unique ids, last time first, hope then close last.
void check_rounds(const std::vector<ReadRound>& rounds, files::TableReader& file) {
    for (std::size_t index = 0; index < rounds.size(); ++index) {
        const ReadRound& read = rounds[index];
        const auto same_id = [&](const ReadRound& other) { return other.round.id == read.round.id; };
        const auto first = std::find_if(rounds.begin(), rounds.end(), same_id);
        if (!read.round.id.empty() && first != rounds.begin() + static_cast<std::ptrdiff_t>(index)) {
            file.fault(read.line, fmt::format("the round's id \"{}\" is already that of the round in line {}; an id of "
                                              "its own is expected.",
                                              read.round.id, first->line));
        }
        if (!read.kind_known) continue;
        if (read.round.kind == huddle::RoundKind::since_last_time && index != 0) {
            file.fault(read.line, "a round of kind since_last_time stands here; it is expected first and only once.");
        }
        if (read.round.kind == huddle::RoundKind::close && index + 1 != rounds.size()) {
            file.fault(read.line, "a round of kind close stands here; it is expected last and only once.");
        }
    }
    const auto has_kind = [&](huddle::RoundKind kind) {
        return std::any_of(rounds.begin(), rounds.end(),
                           [&](const ReadRound& read) { return read.kind_known && read.round.kind == kind; });
    };
    // An unknown kind may be a mistyped form of the missing one, so one fault for it is enough.
    if (std::any_of(rounds.begin(), rounds.end(), [](const ReadRound& read) { return !read.kind_known; })) return;
    const int last_line = rounds.back().line;
    if (!has_kind(huddle::RoundKind::close)) {
        file.fault(last_line, "there is no round of kind close; one is expected as the last round.");
    }
    if (!has_kind(huddle::RoundKind::hope)) {
        file.fault(last_line, "there is no round of kind hope; one is expected right before close.");
    } else if (rounds.back().round.kind == huddle::RoundKind::close && rounds.size() > 1 &&
               rounds[rounds.size() - 2].round.kind != huddle::RoundKind::hope) {
        file.fault(last_line, "close does not follow hope; hope is expected right before it.");
    }
    std::int64_t total = 0;
    for (const ReadRound& read : rounds)
        total += std::chrono::duration_cast<huddle::Seconds>(read.round.planned).count();
    if (total > huddle_seconds_at_most) {
        file.fault(1, fmt::format("all rounds together have {} seconds; at most {} are expected.", total,
                                  huddle_seconds_at_most));
    }
}

// `file_id` is the file's name without .toml, where it must equal the id.
ParsedLayout read_named_layout(std::string_view text, const std::string& file_name,
                               const std::optional<std::string>& file_id) {
    ParsedLayout reading;
    const auto table = files::parse_toml(text, file_name, reading.faults);
    if (!table) return reading;

    files::TableReader reader(*table, "a layout", 1, file_name, reading.faults);
    huddle::Layout layout;
    if (auto id = read_id(reader, files::Need::required)) {
        if (file_id && *file_id != *id) {
            reader.fault(reader.line_of("id"),
                         fmt::format("\"id\" is \"{}\"; the file's own name is expected, \"{}\", or "
                                     "a file called {}.toml.",
                                     *id, *file_id, *id));
        }
        layout.id = std::move(*id);
    }
    layout.name = reader.text("name", files::Need::required, 40).value_or("");
    layout.for_whom = reader.text("for_whom", files::Need::required, 100).value_or("");
    layout.pulse = reader.truth("pulse", files::Need::optional).value_or(true);
    layout.speaks_first = read_prompts(reader, "speaks_first", files::Need::optional, 12);
    std::vector<ReadRound> rounds;
    for (const auto& member : reader.tables("round", files::Need::required)) {
        rounds.push_back(read_round(member, file_name, reading.faults));
    }
    reader.finish();
    if (rounds.size() > rounds_at_most) {
        reader.fault(rounds[rounds_at_most].line,
                     fmt::format("there are {} rounds; at most {} are expected.", rounds.size(), rounds_at_most));
    }
    if (!rounds.empty()) check_rounds(rounds, reader);

    if (reading.faults.empty()) {
        for (ReadRound& read : rounds) layout.rounds.push_back(std::move(read.round));
        reading.layout = std::move(layout);
    }
    std::stable_sort(
        reading.faults.begin(), reading.faults.end(),
        [](const files::FileFault& left, const files::FileFault& right) { return left.line < right.line; });
    return reading;
}

ParsedLayout read_from_disk(const std::filesystem::path& file, const std::optional<std::string>& file_id) {
    ParsedLayout reading;
    const auto text = files::read_small_file(file, reading.faults);
    if (!text) return reading;
    return read_named_layout(*text, file.string(), file_id);
}

// The folder's *.toml files by name. An absent folder has none.
std::vector<std::filesystem::path> toml_files_of(const std::filesystem::path& folder,
                                                 std::vector<files::FileFault>& faults) {
    std::vector<std::filesystem::path> files;
    const std::error_code error = files::each_name(folder, [&](std::string_view name) {
        if (name.ends_with(".toml") && !name.starts_with('.')) files.push_back(folder / name);
        return true;
    });
    if (error && error != std::errc::no_such_file_or_directory) {
        faults.push_back(
            {folder.string(), 0, fmt::format("this folder of layouts cannot be read: {}.", error.message())});
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

ParsedLayout read_layout(std::string_view toml, const std::string& file_name) {
    return read_named_layout(toml, file_name, std::nullopt);
}

ParsedLayout read_layout_file(const std::filesystem::path& file) { return read_from_disk(file, std::nullopt); }

const huddle::Layout* LayoutLibrary::find(std::string_view id) const {
    for (const Entry& entry : entries) {
        if (entry.layout.id == id) return &entry.layout;
    }
    return nullptr;
}

LayoutLibrary read_layout_library(const std::filesystem::path& shipped, const std::filesystem::path& own) {
    LayoutLibrary library;
    const auto take = [&](const std::filesystem::path& folder, bool is_own) {
        for (const auto& file : toml_files_of(folder, library.faults)) {
            ParsedLayout reading = read_from_disk(file, file.stem().string());
            library.faults.insert(library.faults.end(), reading.faults.begin(), reading.faults.end());
            if (!reading.layout) continue;
            const auto same = std::find_if(library.entries.begin(), library.entries.end(),
                                           [&](const auto& entry) { return entry.layout.id == reading.layout->id; });
            LayoutLibrary::Entry entry{std::move(*reading.layout), file, is_own};
            if (same != library.entries.end()) {
                *same = std::move(entry);
            } else {
                library.entries.push_back(std::move(entry));
            }
        }
    };
    take(shipped, false);
    if (!own.empty()) take(own, true);
    std::sort(library.entries.begin(), library.entries.end(), [](const auto& left, const auto& right) {
        const auto order = [](const LayoutLibrary::Entry& entry) {
            return std::make_tuple(entry.layout.id != "learning-huddle", entry.layout.name, entry.layout.id);
        };
        return order(left) < order(right);
    });
    return library;
}

}  // namespace hearthside::layout_file
