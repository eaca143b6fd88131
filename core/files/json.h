// SPDX-License-Identifier: Apache-2.0
// A value of JSON (RFC 8259), read and written by nlohmann-json. This header does not include that library, which takes
// long to compile. Nothing here asks for memory to take a value apart: a thread without memory can still let one go.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hearthside::files {

class Json {
public:
    class Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;  // in the order in which they were added

    Json();  // null
    Json(std::nullptr_t);
    Json(bool value);
    template <std::integral Number>
    Json(Number value);
    Json(double value);
    Json(const char* text);
    Json(std::string_view text);
    Json(std::string text);
    // An object: {{"name", value}, ...}.
    Json(std::initializer_list<Member> members);

    static Json array(std::initializer_list<Json> items = {});
    static Json object();

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    bool is_array() const { return items() != nullptr; }
    bool is_object() const { return members() != nullptr; }

    // What it holds, or nothing when it is of another kind.
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const Array* items() const { return std::get_if<Array>(&value_); }
    const Object* members() const { return std::get_if<Object>(&value_); }
    std::optional<std::int64_t> integer() const;

    // The member of this name, the last one where a file repeats it. None when this is no object.
    const Json* find(std::string_view name) const;

    // The member of this name, which is added where there is none. Only for an object or null, which becomes one.
    Json& operator[](std::string_view name);
    // Only for an array or null, which becomes one.
    void push_back(Json item);

    // On one line, or with each item on a line of its own, `indent` spaces deeper a level. Invalid UTF-8 is written as
    // U+FFFD: a text of a damaged record must not cost the rest.
    std::string dump(std::optional<int> indent = {}) const;

    // None when this is no JSON, or when it is nested more than `levels_at_most` deep.
    static std::optional<Json> parse(std::string_view text);
    static constexpr std::size_t levels_at_most = 64;

private:
    class Builder;
    void write(std::string& out, std::optional<int> indent, int level) const;

    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> value_;
};

class Json::Member {
public:
    Member(std::string_view its_name, Json its_value) : name(its_name), value(std::move(its_value)) {}

    std::string name;
    mutable Json value;  // may be moved out of a list in braces, whose items are always const
};

// Defined here, because clang++ needs the whole Member to make a Json.
inline Json::Json() = default;
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_(value) {}
template <std::integral Number>
Json::Json(Number value) {
    if constexpr (std::unsigned_integral<Number>) {
        value_ = static_cast<std::uint64_t>(value);
    } else {
        value_ = static_cast<std::int64_t>(value);
    }
}
inline Json::Json(double value) : value_(value) {}
inline Json::Json(const char* text) : value_(std::string(text)) {}
inline Json::Json(std::string_view text) : value_(std::string(text)) {}
inline Json::Json(std::string text) : value_(std::move(text)) {}

}  // namespace hearthside::files
