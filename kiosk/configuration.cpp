#include "kiosk/configuration.h"

#include <arpa/inet.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/calendar.h"
#include "core/toml_reader.h"

namespace hearthside {

namespace {

constexpr std::array text_sizes{1.0, 1.15, 1.3};

bool is_time_of_day(const std::string& text) {
    const auto digit = [&](std::size_t index) { return text[index] >= '0' && text[index] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    return hour <= 23 && minute <= 59;
}

std::optional<Hours> hours_of(const std::string& text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const std::string from = text.substr(0, 5), until = text.substr(6);
    if (!is_time_of_day(from) || !is_time_of_day(until) || from == until) return std::nullopt;
    const auto minutes = [](const std::string& time) {
        return std::stoi(time.substr(0, 2)) * 60 + std::stoi(time.substr(3));
    };
    return Hours{minutes(from), minutes(until)};
}

bool is_address(const std::string& text) {
    in6_addr address{};
    return inet_pton(AF_INET, text.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

void wrong_word(TableReader& reader, std::string_view key, const std::string& word,
                std::string_view expected) {
    reader.fault(reader.line_of(key), fmt::format("\"{}\" is \"{}\"; {} is expected.", key, word, expected));
}

void read_team(TableReader& reader, Configuration& configuration) {
    if (auto name = reader.text("name", Need::optional, 60)) configuration.team = *name;
    if (const auto roles = reader.texts("roles", Need::optional, 1, 12, 40)) {
        configuration.roles.clear();
        for (const Word& role : *roles) {
            if (std::find(configuration.roles.begin(), configuration.roles.end(), role.text) !=
                configuration.roles.end()) {
                reader.fault(role.line,
                             fmt::format("the role \"{}\" is listed twice; once is expected.", role.text));
                continue;
            }
            configuration.roles.push_back(role.text);
        }
    }
    if (auto support = reader.paragraph("support", Need::optional, 600)) configuration.support = *support;
    if (const auto zone = reader.text("time_zone", Need::optional, 60, 0)) {
        if (zone->empty() || time_zone_exists(*zone)) {
            configuration.time_zone = *zone;
        } else {
            wrong_word(reader, "time_zone", *zone,
                       "a place of the time zone list of this machine, such as \"Europe/London\",");
        }
    }
}

void read_huddle(TableReader& reader, Configuration& configuration) {
    if (auto layout = reader.text("layout", Need::optional, 40)) configuration.layout = *layout;
    if (const auto times = reader.texts("times", Need::optional, 0, 24, 20)) {
        configuration.times.clear();
        for (const Word& time : *times) {
            if (!is_time_of_day(time.text)) {
                reader.fault(time.line,
                             fmt::format("\"times\" holds \"{}\"; hours and minutes from \"00:00\" to "
                                         "\"23:59\" are expected.",
                                         time.text));
                continue;
            }
            configuration.times.push_back(time.text);
        }
        std::sort(configuration.times.begin(), configuration.times.end());
        const auto last = std::unique(configuration.times.begin(), configuration.times.end());
        configuration.times.erase(last, configuration.times.end());
    }
}

void read_phone(TableReader& reader, Configuration& configuration) {
    if (const auto bind = reader.text("bind", Need::optional, 60, 0)) {
        if (bind->empty() || is_address(*bind)) {
            configuration.bind = *bind;
        } else {
            wrong_word(reader, "bind", *bind,
                       "the address of one of this machine's networks, such as \"192.168.1.20\",");
        }
    }
    if (const auto port = reader.whole_number("port", Need::optional, 0, 65535, "")) {
        configuration.port = static_cast<int>(*port);
    }
    if (const auto notes = reader.whole_number("notes_per_10min", Need::optional, 1, 100000, "notes")) {
        configuration.notes_per_10min = static_cast<int>(*notes);
    }
}

// The keyboards a place wants, in its own order.
void read_keyboards(TableReader& reader, Configuration& configuration) {
    const std::vector<std::string> known = Configuration{}.keyboards;
    const auto wanted = reader.texts("keyboards", Need::optional, 1, static_cast<int>(known.size()), 40);
    if (!wanted) return;
    configuration.keyboards.clear();
    for (const Word& word : *wanted) {
        auto& chosen = configuration.keyboards;
        if (std::find(known.begin(), known.end(), word.text) == known.end()) {
            std::string all;
            for (const std::string& each : known) {
                if (!all.empty()) all += each == known.back() ? " or " : ", ";
                all += each;
            }
            reader.fault(word.line,
                         fmt::format("\"keyboards\" holds \"{}\"; {} is expected.", word.text, all));
        } else if (std::find(chosen.begin(), chosen.end(), word.text) != chosen.end()) {
            reader.fault(word.line,
                         fmt::format("the keyboard \"{}\" is listed twice; once is expected.", word.text));
        } else {
            chosen.push_back(word.text);
        }
    }
}

void read_screen(TableReader& reader, Configuration& configuration) {
    if (const auto theme = reader.text("theme", Need::optional, 20)) {
        if (*theme == "day" || *theme == "night") {
            configuration.theme = *theme;
        } else {
            wrong_word(reader, "theme", *theme, "\"day\" or \"night\"");
        }
    }
    if (const auto size =
            reader.number("text_size", Need::optional, text_sizes.front(), text_sizes.back(), "")) {
        const auto same = [&](double known) { return std::abs(known - *size) < 0.001; };
        const auto* known = std::find_if(text_sizes.begin(), text_sizes.end(), same);
        if (known != text_sizes.end()) {
            configuration.text_size = *known;
        } else {
            reader.fault(reader.line_of("text_size"),
                         fmt::format("\"text_size\" is {}; 1.0, 1.15 or 1.3 is expected.", *size));
        }
    }
    if (const auto diagonal = reader.number("diagonal_inches", Need::optional, 5, 120, "inches")) {
        configuration.diagonal_inches = *diagonal;
    }
    if (const auto minutes = reader.whole_number("idle_minutes", Need::optional, 0, 600, "minutes")) {
        configuration.idle_minutes = static_cast<int>(*minutes);
    }
    if (const auto night = reader.text("night", Need::optional, 20, 0)) {
        configuration.night = hours_of(*night);
        if (!night->empty() && !configuration.night) {
            wrong_word(reader, "night", *night,
                       "two different times of day, such as \"21:00-07:00\", or nothing");
        }
    }
    if (const auto minutes = reader.whole_number("wipe_down_minutes", Need::optional, 2, 4, "minutes")) {
        configuration.wipe_down_minutes = static_cast<int>(*minutes);
        if (*minutes == 3) {
            reader.fault(reader.line_of("wipe_down_minutes"),
                         "\"wipe_down_minutes\" is 3; 2 or 4 is expected.");
        }
    }
    read_keyboards(reader, configuration);
}

}  // namespace

ConfigurationReading read_configuration(const std::filesystem::path& file) {
    ConfigurationReading reading;
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) return reading;

    const auto text = read_small_file(file, reading.faults);
    if (!text) return reading;
    const std::string file_name = file.string();
    const auto table = parse_toml(*text, file_name, reading.faults);
    if (!table) return reading;

    TableReader reader(*table, "the configuration", 1, file_name, reading.faults);
    using ReadPart = void (*)(TableReader&, Configuration&);
    constexpr std::array<std::pair<std::string_view, ReadPart>, 4> parts{
        {{"team", read_team}, {"huddle", read_huddle}, {"phone", read_phone}, {"screen", read_screen}}};
    const toml::table absent;
    for (const auto& [name, read_part] : parts) {
        const auto member = reader.table(name);
        TableReader part(member ? *member->table : absent, fmt::format("[{}]", name),
                         member ? member->line : 0, file_name, reading.faults);
        read_part(part, reading.configuration);
        part.finish();
        // A key above its part is the commonest slip; the general sentence would not help.
        for (const std::string_view key : part.asked()) {
            if (!table->contains(key)) continue;
            reader.fault(
                reader.line_of(key),
                fmt::format("\"{}\" belongs under [{}]; it is expected below that line.", key, name));
            reader.know(key);
        }
    }
    reader.finish();
    std::stable_sort(reading.faults.begin(), reading.faults.end(),
                     [](const FileFault& left, const FileFault& right) { return left.line < right.line; });
    return reading;
}

}  // namespace hearthside
