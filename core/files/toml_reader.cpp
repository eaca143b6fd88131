// SPDX-License-Identifier: Apache-2.0
#include "core/files/toml_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>

namespace hearthside::files {

namespace {

constexpr std::size_t file_bytes_at_most = 256 * 1024;

int line_number(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte < 0x20 || byte == 0x7f;
    });
}

// The value as written in the file, shortened for a sentence.
std::string shown(const toml::node& value) {
    if (const auto* text = value.as_string()) {
        const std::string& whole = text->get();
        if (count_characters(whole) > 40 || has_control_character(whole)) return "a text";
        return fmt::format("\"{}\"", whole);
    }
    if (const auto* number = value.as_integer()) return std::to_string(number->get());
    if (const auto* number = value.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* truth = value.as_boolean()) return truth->get() ? "true" : "false";
    if (value.is_array()) return "a list";
    if (value.is_table()) return "a table";
    return "a date or a time";
}

std::string text_expected(std::size_t characters_at_most, std::size_t characters_at_least = 1) {
    return fmt::format("a text of {} to {} characters on one line, in quotes,", characters_at_least,
                       characters_at_most);
}

bool text_fits(const std::string& text, std::size_t characters_at_most, std::size_t characters_at_least = 1) {
    const std::size_t characters = count_characters(text);
    return characters >= characters_at_least && characters <= characters_at_most && !has_control_character(text);
}

// The number of letters to add, remove, change or swap to turn one word into the other.
std::size_t distance_between(std::string_view from, std::string_view to) {
    std::vector<std::vector<std::size_t>> rows(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
    for (std::size_t row = 0; row <= from.size(); ++row) rows[row][0] = row;
    for (std::size_t column = 0; column <= to.size(); ++column) rows[0][column] = column;
    for (std::size_t row = 1; row <= from.size(); ++row) {
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const std::size_t change = from[row - 1] == to[column - 1] ? 0 : 1;
            std::size_t best =
                std::min({rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + change});
            if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1]) {
                best = std::min(best, rows[row - 2][column - 2] + 1);
            }
            rows[row][column] = best;
        }
    }
    return rows[from.size()][to.size()];
}

}  // namespace

std::optional<std::string> read_small_file(const std::filesystem::path& file, std::vector<FileFault>& faults) {
    const auto refuse = [&](std::string sentence) {
        faults.push_back({file.string(), 0, std::move(sentence)});
        return std::nullopt;
    };
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) return refuse("there is no such file.");
    // Reading a pipe or a device could block without end.
    if (!std::filesystem::is_regular_file(status)) return refuse("this is not a file; a TOML file is expected.");
    std::ifstream stream(file, std::ios::binary);
    std::string text(file_bytes_at_most + 1, '\0');
    if (stream) stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.eof() && !stream) return refuse("the file cannot be read; please check who may read it.");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > file_bytes_at_most) return refuse("the file is too large; at most 256 KiB are expected.");
    return text;
}

std::optional<toml::table> parse_toml(std::string_view text, const std::string& file_name,
                                      std::vector<FileFault>& faults) {
    try {
        return toml::table(toml::parse(text));
    } catch (const toml::parse_error& error) {
        std::string why(error.description());
        // The library quotes the offending character, which may be a line feed or another control character.
        for (char& character : why) {
            if (static_cast<unsigned char>(character) < 0x20) character = ' ';
        }
        faults.push_back({file_name, line_number(error.source()), fmt::format("this is not TOML. {}.", why)});
    } catch (const std::exception&) {
        faults.push_back({file_name, 1, "this is not TOML; a text file in UTF-8 is expected."});
    }
    return std::nullopt;
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
    std::string_view nearest;
    std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(3, word.size() / 3)) + 1;
    if (word.size() > 60) return nearest;
    for (const std::string_view candidate : known) {
        const std::size_t distance = distance_between(word, candidate);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xC0) != 0x80;
    }));
}

const toml::node* TableReader::find(std::string_view key, Need need, const std::string& expected) {
    asked_.push_back(key);
    const toml::node* value = table_.get(key);
    if (value == nullptr && need == Need::required) {
        fault(line_, fmt::format("\"{}\" is missing from {}; {} is expected.", key, name_, expected));
    }
    return value;
}

void TableReader::wrong(std::string_view key, const toml::node& value, const std::string& expected) {
    fault(line_number(value.source()), fmt::format("\"{}\" is {}; {} is expected.", key, shown(value), expected));
}

std::optional<std::string> TableReader::text(std::string_view key, Need need, std::size_t characters_at_most,
                                             std::size_t characters_at_least) {
    const std::string expected = text_expected(characters_at_most, characters_at_least);
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    const auto* text = value->as_string();
    if (text == nullptr || !text_fits(text->get(), characters_at_most, characters_at_least)) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    return text->get();
}

std::optional<std::string> TableReader::paragraph(std::string_view key, Need need, std::size_t characters_at_most) {
    const std::string expected = fmt::format("a text of at most {} characters, in quotes,", characters_at_most);
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    const auto* text = value->as_string();
    std::string kept = text != nullptr ? text->get() : std::string();
    kept.erase(std::remove(kept.begin(), kept.end(), '\r'), kept.end());
    std::string on_one_line = kept;
    std::replace(on_one_line.begin(), on_one_line.end(), '\n', ' ');
    if (text == nullptr || !text_fits(on_one_line, characters_at_most, 0)) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    constexpr std::string_view blank = " \n";
    const std::size_t first = kept.find_first_not_of(blank);
    if (first == std::string::npos) return std::string();
    return kept.substr(first, kept.find_last_not_of(blank) - first + 1);
}

std::optional<std::int64_t> TableReader::whole_number(std::string_view key, Need need, std::int64_t low,
                                                      std::int64_t high, std::string_view unit) {
    const std::string expected =
        fmt::format("a whole number{}{} from {} to {}", unit.empty() ? "" : " of ", unit, low, high);
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    const auto* number = value->as_integer();
    if (number == nullptr || number->get() < low || number->get() > high) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    return number->get();
}

std::optional<double> TableReader::number(std::string_view key, Need need, double low, double high,
                                          std::string_view unit) {
    const std::string expected = fmt::format("a number{}{} from {} to {}", unit.empty() ? "" : " of ", unit, low, high);
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    std::optional<double> number;
    if (const auto* fraction = value->as_floating_point()) number = fraction->get();
    if (const auto* whole = value->as_integer()) number = static_cast<double>(whole->get());
    // This form of the condition refuses "not a number" too.
    if (!number || !(*number >= low && *number <= high)) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    return number;
}

std::optional<bool> TableReader::truth(std::string_view key, Need need) {
    const std::string expected = "true or false";
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    const auto* truth = value->as_boolean();
    if (truth == nullptr) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    return truth->get();
}

std::optional<std::vector<Word>> TableReader::texts(std::string_view key, Need need, std::size_t at_least,
                                                    std::size_t at_most, std::size_t characters_at_most) {
    const std::string expected = fmt::format("a list of {} to {} texts in quotes", at_least, at_most);
    const toml::node* value = find(key, need, expected);
    if (value == nullptr) return std::nullopt;
    const auto* list = value->as_array();
    if (list == nullptr) {
        wrong(key, *value, expected);
        return std::nullopt;
    }
    bool good = true;
    if (list->size() < at_least || list->size() > at_most) {
        fault(line_of(key), fmt::format("\"{}\" holds {}; {} is expected.", key, list->size(), expected));
        good = false;
    }
    std::vector<Word> words;
    for (const toml::node& member : *list) {
        const auto* text = member.as_string();
        if (text == nullptr || !text_fits(text->get(), characters_at_most)) {
            fault(line_number(member.source()), fmt::format("\"{}\" holds {}; {} is expected.", key, shown(member),
                                                            text_expected(characters_at_most)));
            good = false;
        } else {
            words.push_back({text->get(), line_number(member.source())});
        }
    }
    if (!good) return std::nullopt;
    return words;
}

std::vector<TableReader::Member> TableReader::tables(std::string_view key, Need need) {
    const std::string expected = fmt::format("at least one [[{}]]", key);
    const toml::node* value = find(key, need, expected);
    std::vector<Member> members;
    if (value == nullptr) return members;
    const auto* list = value->as_array();
    if (list == nullptr || (list->empty() && need == Need::required)) {
        wrong(key, *value, expected);
        return members;
    }
    for (const toml::node& member : *list) {
        if (const auto* table = member.as_table()) {
            members.push_back({table, line_number(member.source())});
        } else {
            fault(line_number(member.source()),
                  fmt::format("\"{}\" holds {}; {} is expected.", key, shown(member), expected));
        }
    }
    return members;
}

std::optional<TableReader::Member> TableReader::table(std::string_view key) {
    const toml::node* value = find(key, Need::optional, {});
    if (value == nullptr) return std::nullopt;
    if (const auto* table = value->as_table()) return Member{table, line_number(value->source())};
    wrong(key, *value, fmt::format("a part that begins with [{}]", key));
    return std::nullopt;
}

int TableReader::line_of(std::string_view key) const {
    for (const auto& [name, value] : table_) {
        if (name.str() == key) return line_number(name.source());
    }
    return line_;
}

void TableReader::fault(int line, std::string sentence) { faults_.push_back({file_, line, std::move(sentence)}); }

void TableReader::finish() {
    for (const auto& [name, value] : table_) {
        const std::string_view key = name.str();
        const auto holds_key = [key](const std::vector<std::string_view>& keys) {
            return std::find(keys.begin(), keys.end(), key) != keys.end();
        };
        if (holds_key(asked_) || holds_key(other_keys_)) continue;
        const std::string_view near = nearest_word(key, asked_);
        std::string sentence = fmt::format("\"{}\" is not a key of {}; ", key, name_);
        if (!near.empty()) {
            sentence += fmt::format("did you mean \"{}\"?", near);
        } else {
            sentence += "expected are";
            for (std::size_t index = 0; index < asked_.size(); ++index) {
                sentence += index == 0 ? " " : index + 1 == asked_.size() ? " and " : ", ";
                sentence += asked_[index];
            }
            sentence += ".";
        }
        fault(line_number(name.source()), std::move(sentence));
    }
}

std::string to_text(const FileFault& fault) {
    if (fault.line <= 0) return fmt::format("{}: {}", fault.file, fault.sentence);
    return fmt::format("{}:{}: {}", fault.file, fault.line, fault.sentence);
}

}  // namespace hearthside::files
