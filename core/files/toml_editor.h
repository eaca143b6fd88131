// SPDX-License-Identifier: Apache-2.0
// Changes single values in a hand-written TOML text and keeps every other byte: comments, blank lines, order,
// quotes and spaces.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearthside::files {

// Values in the form in which a file has them. A text of several lines takes several lines.
std::string toml_text(std::string_view text);
std::string toml_texts(const std::vector<std::string>& texts);

class TomlEditor {
public:
    // `text` must be TOML. Otherwise every change does nothing and good() is false.
    explicit TomlEditor(std::string text);

    const std::string& text() const { return text_; }
    bool good() const { return good_; }  // the text is still TOML after every change so far

    // Replaces the value by `literal`, in whatever form its table is written. A comment inside the old value
    // moves above it. A missing key or table is added where it belongs.
    void set(std::string_view table, std::string_view key, const std::string& literal);

    // The number of [[name]] blocks. None when the list is written as one value.
    using Block = std::vector<std::pair<std::string, std::string>>;  // keys and literals
    std::optional<std::size_t> blocks(std::string_view name) const;
    void set_in_block(std::string_view name, std::size_t index, std::string_view key, const std::string& literal);
    // Removes the block's lines. Comments on lines of their own stay.
    void remove_block(std::string_view name, std::size_t index);
    // Adds a block after the last one. The first block goes after the table `near`, or at the end.
    void add_block(std::string_view name, const Block& block, std::string_view near);
    // For a list of tables that is written as one value.
    void set_list(std::string_view name, const std::vector<Block>& list);

private:
    struct Span {
        std::size_t begin = 0, end = 0;  // bytes
    };
    std::size_t offset_of(const toml::source_position& position) const;
    Span span_of(const toml::node& node) const;
    std::size_t line_start(std::size_t offset) const;
    std::size_t line_end(std::size_t offset) const;  // just after the line's end
    // Where the table's last line ends. `own` is where the table begins.
    std::size_t end_of(const toml::table& table, std::size_t own) const;
    const toml::table* block_at(std::string_view name, std::size_t index) const;

    // `statement`: the beginning of the line that a comment may be put above.
    void replace_value(const toml::node& value, const std::string& literal, std::size_t statement);
    void insert_line(std::size_t at, const std::string& line);
    void set_in(const toml::table& table, std::string_view dotted, std::string_view key, const std::string& literal);
    void append(const std::string& lines);
    void change(Span span, std::string_view with);
    void read();

    std::string text_;
    std::string line_break_ = "\n";
    std::vector<std::size_t> lines_;  // where each line begins
    toml::table table_;
    bool good_ = false;
};

}  // namespace hearthside::files
