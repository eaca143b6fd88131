// SPDX-License-Identifier: Apache-2.0
// Reads a TOML table key by key for layouts and the configuration. It records every fault instead of stopping
// at the first.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/file_fault.h"

namespace hearthside::files {

// The whole text of a file of at most 256 KiB, or the fault that prevented reading it.
std::optional<std::string> read_small_file(const std::filesystem::path& file, std::vector<FileFault>& faults);

// The table; or none, and one fault with the line where the text stops being TOML.
std::optional<toml::table> parse_toml(std::string_view text, const std::string& file_name,
                                      std::vector<FileFault>& faults);

// The one of `known` nearest to a mistyped word; empty when none is near.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

// Counts the characters (code points) of valid UTF-8.
std::size_t count_characters(std::string_view text);

enum class Need { required, optional };

struct Word {  // a text and its line
    std::string text;
    int line = 0;
};

class TableReader {
public:
    // `name` is the table's name in sentences: "a round", "[team]", "the file". `line` is where it starts.
    // `table`, `file` and `faults` must outlive the reader.
    TableReader(const toml::table& table, std::string name, int line, const std::string& file,
                std::vector<FileFault>& faults)
        : table_(table), name_(std::move(name)), line_(line), file_(file), faults_(faults) {}

    // Each returns the value, or none when the key is absent or wrong. Wrong values and absent required keys
    // become faults. Limits are inclusive. `unit` may be empty.
    std::optional<std::string> text(std::string_view key, Need need, std::size_t characters_at_most,
                                    std::size_t characters_at_least = 1);
    // A text that may have several lines, without blanks at both ends.
    std::optional<std::string> paragraph(std::string_view key, Need need, std::size_t characters_at_most);
    std::optional<std::int64_t> whole_number(std::string_view key, Need need, std::int64_t low, std::int64_t high,
                                             std::string_view unit);
    std::optional<double> number(std::string_view key, Need need, double low, double high, std::string_view unit);
    std::optional<bool> truth(std::string_view key, Need need);
    std::optional<std::vector<Word>> texts(std::string_view key, Need need, std::size_t at_least, std::size_t at_most,
                                           std::size_t characters_at_most);

    // The tables of `[[key]]`. Empty when there are none, or when it is something else, which is a fault.
    struct Member {
        const toml::table* table = nullptr;
        int line = 0;
    };
    std::vector<Member> tables(std::string_view key, Need need);
    std::optional<Member> table(std::string_view key);

    bool has(std::string_view key) const { return table_.contains(key); }
    int line_of(std::string_view key) const;  // the key's line, or the table's own when it is absent
    void fault(int line, std::string sentence);
    const std::vector<std::string_view>& asked() const { return asked_; }  // the keys asked for so far
    void know(std::string_view key) { other_keys_.push_back(key); }        // finish() accepts it

    // Every key that was never asked for becomes a fault, with a suggestion where one is near.
    void finish();

private:
    const toml::node* find(std::string_view key, Need need, const std::string& expected);
    void wrong(std::string_view key, const toml::node& value, const std::string& expected);

    const toml::table& table_;
    std::string name_;
    int line_;
    const std::string& file_;
    std::vector<FileFault>& faults_;
    std::vector<std::string_view> asked_;
    std::vector<std::string_view> other_keys_;
};

}  // namespace hearthside::files
