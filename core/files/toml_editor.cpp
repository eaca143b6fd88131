// SPDX-License-Identifier: Apache-2.0
#include "core/files/toml_editor.h"

#include <algorithm>
#include <map>

namespace hearthside::files {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string indent_of(std::string_view line) {
    return std::string(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// The comments inside a value. Only lists and tables have any.
std::vector<std::string> comments_in(std::string_view value) {
    std::vector<std::string> comments;
    for (std::size_t at = 0; at < value.size();) {
        const char letter = value[at];
        if (letter == '#') {
            const std::size_t end = std::min(value.find_first_of("\r\n", at), value.size());
            comments.emplace_back(value.substr(at, end - at));
            at = end;
        } else if (letter == '"' || letter == '\'') {
            const std::string three(3, letter);
            const bool long_one = value.substr(at, 3) == three;
            const std::string_view quote = long_one ? std::string_view(three) : value.substr(at, 1);
            std::size_t end = at + quote.size();
            while (end < value.size() && value.substr(end, quote.size()) != quote)
                end += letter == '"' && value[end] == '\\' ? 2 : 1;
            at = end + quote.size();
        } else {
            ++at;
        }
    }
    return comments;
}

std::string lines_of(const TomlEditor::Block& block, const std::string& line_break) {
    std::string lines;
    for (const auto& [key, literal] : block) lines += key + " = " + literal + line_break;
    return lines;
}

}  // namespace

std::string toml_text(std::string_view text) {
    const bool several = text.find('\n') != std::string_view::npos;
    std::string literal = several ? "\"\"\"\n" : "\"";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') literal += '\\';
        if ((byte < 0x20 && !(several && letter == '\n')) || byte == 0x7f) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            literal += "\\u00";
            literal += digits[byte >> 4];
            literal += digits[byte & 15];
        } else {
            literal += letter;
        }
    }
    return literal + (several ? "\"\"\"" : "\"");
}

std::string toml_texts(const std::vector<std::string>& texts) {
    std::string literal = "[";
    for (const std::string& text : texts) literal += (literal.size() > 1 ? ", " : "") + toml_text(text);
    return literal + "]";
}

TomlEditor::TomlEditor(std::string text) : text_(std::move(text)) {
    const std::size_t first = text_.find('\n');
    if (first != std::string::npos && first > 0 && text_[first - 1] == '\r') line_break_ = "\r\n";
    good_ = true;
    read();
}

void TomlEditor::read() {
    if (!good_) return;
    lines_ = {text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0};
    for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;) lines_.push_back(++at);
    try {
        table_ = toml::parse(text_);
    } catch (const std::exception&) {
        good_ = false;
    }
}

void TomlEditor::change(Span span, std::string_view with) {
    text_.replace(span.begin, span.end - span.begin, with);
    read();
}

// The library counts characters from 1, not bytes.
std::size_t TomlEditor::offset_of(const toml::source_position& position) const {
    std::size_t at = lines_[std::min<std::size_t>(position.line - 1, lines_.size() - 1)];
    for (toml::source_index column = 1; column < position.column && at < text_.size(); ++column) {
        ++at;
        while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
    }
    return at;
}

TomlEditor::Span TomlEditor::span_of(const toml::node& node) const {
    return {offset_of(node.source().begin), offset_of(node.source().end)};
}

std::size_t TomlEditor::line_start(std::size_t offset) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
    return after == lines_.begin() ? 0 : *std::prev(after);
}

std::size_t TomlEditor::line_end(std::size_t offset) const {
    const std::size_t end = text_.find('\n', offset);
    return end == std::string::npos ? text_.size() : end + 1;
}

std::size_t TomlEditor::end_of(const toml::table& table, std::size_t own) const {
    std::size_t last = own;
    for (const auto& [key, value] : table) {
        const toml::table* inner = value.as_table();
        last = std::max(last, inner != nullptr && !inner->is_inline() ? end_of(*inner, last) : span_of(value).end);
    }
    // A value may end just after its line's last character, but never after the line's end.
    return last;
}

void TomlEditor::insert_line(std::size_t at, const std::string& line) {
    const bool open_end = at == text_.size() && !text_.empty() && text_.back() != '\n';
    change({at, at}, (open_end ? line_break_ : "") + line + line_break_);
}

void TomlEditor::append(const std::string& lines) {
    std::string before;
    if (!text_.empty() && text_.back() != '\n') before += line_break_;
    if (!is_blank(text_)) before += line_break_;
    change({text_.size(), text_.size()}, before + lines);
}

void TomlEditor::replace_value(const toml::node& value, const std::string& literal, std::size_t statement) {
    const Span span = span_of(value);
    const std::string old = text_.substr(span.begin, span.end - span.begin);
    const std::size_t start = line_start(statement);
    std::string above;
    for (const std::string& comment : comments_in(old))
        above += indent_of(std::string_view(text_).substr(start)) + comment + line_break_;
    text_.replace(span.begin, old.size(), literal);
    change({start, start}, above);
}

void TomlEditor::set_in(const toml::table& table, std::string_view dotted, std::string_view key,
                        const std::string& literal) {
    const Span own = span_of(table);
    if (const toml::node* value = table.get(key))
        return replace_value(*value, literal, table.is_inline() ? own.begin : span_of(*value).begin);
    const std::string line = std::string(key) + " = " + literal;
    if (table.is_inline()) return change({own.begin + 1, own.begin + 1}, " " + line + (table.empty() ? " " : ","));
    const std::size_t end = end_of(table, own.begin), last_line = line_start(end);
    const bool has_header = text_[own.begin] == '[';
    insert_line(line_end(end), indent_of(std::string_view(text_).substr(last_line)) +
                                   (has_header ? "" : std::string(dotted) + ".") + line);
}

void TomlEditor::set(std::string_view table, std::string_view key, const std::string& literal) {
    if (!good_) return;
    if (const toml::table* there = table_[table].as_table()) return set_in(*there, table, key, literal);
    append("[" + std::string(table) + "]" + line_break_ + std::string(key) + " = " + literal + line_break_);
}

const toml::table* TomlEditor::block_at(std::string_view name, std::size_t index) const {
    const toml::array* list = good_ ? table_[name].as_array() : nullptr;
    const toml::node* member = list != nullptr ? list->get(index) : nullptr;
    return member != nullptr ? member->as_table() : nullptr;
}

std::optional<std::size_t> TomlEditor::blocks(std::string_view name) const {
    const toml::array* list = table_[name].as_array();
    if (list == nullptr) return 0;
    const toml::table* first = list->empty() ? nullptr : list->get(0)->as_table();
    if (first == nullptr || first->is_inline()) return std::nullopt;
    return list->size();
}

void TomlEditor::set_in_block(std::string_view name, std::size_t index, std::string_view key,
                              const std::string& literal) {
    if (const toml::table* block = block_at(name, index)) set_in(*block, "", key, literal);
}

void TomlEditor::remove_block(std::string_view name, std::size_t index) {
    const toml::table* block = block_at(name, index);
    if (block == nullptr) return;
    const std::size_t header = line_start(span_of(*block).begin);
    std::vector<Span> gone{{header, line_end(header)}};
    std::map<std::size_t, std::string> remarks;  // what stays, by the start of the span
    for (const auto& [key, value] : *block) {
        const Span span = span_of(value);
        gone.push_back({line_start(offset_of(key.source().begin)), line_end(span.end)});
        for (const std::string& comment : comments_in(text_.substr(span.begin, span.end - span.begin)))
            remarks[gone.back().begin] += comment + line_break_;
    }
    // The blank line before it is removed too, when another blank line or the end follows.
    std::size_t behind = header;
    for (const Span& span : gone) behind = std::max(behind, span.end);
    const bool blank_behind =
        behind == text_.size() || is_blank(std::string_view(text_).substr(behind, line_end(behind) - behind));
    if (header > lines_.front() && blank_behind) {
        const std::size_t before = line_start(header - 1);
        if (is_blank(std::string_view(text_).substr(before, header - before))) gone.push_back({before, header});
    }
    std::sort(gone.begin(), gone.end(), [](const Span& left, const Span& right) { return left.begin > right.begin; });
    for (const Span& span : gone) text_.replace(span.begin, span.end - span.begin, remarks[span.begin]);
    read();
}

void TomlEditor::add_block(std::string_view name, const Block& block, std::string_view near) {
    if (!good_) return;
    const std::string lines = "[[" + std::string(name) + "]]" + line_break_ + lines_of(block, line_break_);
    const toml::array* list = table_[name].as_array();
    const toml::table* behind =
        list != nullptr && !list->empty() ? block_at(name, list->size() - 1) : table_[near].as_table();
    if (behind == nullptr || behind->is_inline() || text_[span_of(*behind).begin] != '[') return append(lines);
    const std::size_t at = line_end(end_of(*behind, span_of(*behind).begin));
    if (at == text_.size()) return append(lines);
    const bool blank_follows = is_blank(std::string_view(text_).substr(at, line_end(at) - at));
    change({at, at}, line_break_ + lines + (blank_follows ? "" : line_break_));
}

void TomlEditor::set_list(std::string_view name, const std::vector<Block>& list) {
    const toml::node* value = good_ ? table_.get(name) : nullptr;
    if (value == nullptr) return;
    std::string literal = "[";
    for (const Block& block : list) {
        literal += literal.size() > 1 ? ", { " : "{ ";
        for (std::size_t index = 0; index < block.size(); ++index)
            literal += (index > 0 ? ", " : "") + block[index].first + " = " + block[index].second;
        literal += " }";
    }
    replace_value(*value, literal + "]", span_of(*value).begin);
}

}  // namespace hearthside::files
