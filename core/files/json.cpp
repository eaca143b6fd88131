// SPDX-License-Identifier: Apache-2.0
#include "core/files/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

namespace hearthside::files {

namespace {

// Only for numbers and texts, which the library takes apart without asking for memory.
template <class Scalar>
std::string scalar(const Scalar& value) {
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void new_line(std::string& out, int spaces) { out.append(1, '\n').append(static_cast<std::size_t>(spaces), ' '); }

// Opens the bracket, writes each item and closes it.
template <class Items, class Write>
void write_all(std::string& out, const char* brackets, const Items& items, std::optional<int> indent, int level,
               Write write) {
    out += brackets[0];
    for (bool first = true; const auto& item : items) {
        if (!first) out += ',';
        first = false;
        if (indent) new_line(out, *indent * (level + 1));
        write(item);
    }
    if (indent && !items.empty()) new_line(out, *indent * level);
    out += brackets[1];
}

}  // namespace

// Builds the value from the library's events.
class Json::Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    Json root;

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        name_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    Json& placed(Json value) {
        if (open_.empty()) return root = std::move(value);
        if (auto* items = std::get_if<Array>(&open_.back()->value_)) return items->emplace_back(std::move(value));
        return std::get<Object>(open_.back()->value_).emplace_back(name_, std::move(value)).value;
    }
    bool put(Json value) {
        placed(std::move(value));
        return true;
    }
    bool open(Json container) {
        if (open_.size() == levels_at_most) return false;
        open_.push_back(&placed(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<Json*> open_;  // a parent does not grow, and so does not move, while a child of it is open
    std::string name_;
};

Json::Json(std::initializer_list<Member> members) {
    Object& object = value_.emplace<Object>();
    object.reserve(members.size());
    for (const Member& member : members) object.emplace_back(member.name, std::move(member.value));
}

Json Json::array(std::initializer_list<Json> items) {
    Json array;
    array.value_.emplace<Array>(items);
    return array;
}

Json Json::object() {
    Json object;
    object.value_.emplace<Object>();
    return object;
}

std::optional<std::int64_t> Json::integer() const {
    if (const auto* value = std::get_if<std::int64_t>(&value_)) return *value;
    if (const auto* value = std::get_if<std::uint64_t>(&value_)) {
        if (std::in_range<std::int64_t>(*value)) return static_cast<std::int64_t>(*value);
    }
    return std::nullopt;
}

const Json* Json::find(std::string_view name) const {
    const Object* all = members();
    if (all == nullptr) return nullptr;
    const auto found =
        std::find_if(all->rbegin(), all->rend(), [&](const Member& member) { return member.name == name; });
    return found == all->rend() ? nullptr : &found->value;
}

Json& Json::operator[](std::string_view name) {
    if (is_null()) value_.emplace<Object>();
    if (const Json* found = find(name)) return const_cast<Json&>(*found);
    return std::get<Object>(value_).emplace_back(name, nullptr).value;
}

void Json::push_back(Json item) {
    if (is_null()) value_.emplace<Array>();
    std::get<Array>(value_).push_back(std::move(item));
}

std::string Json::dump(std::optional<int> indent) const {
    std::string text;
    write(text, indent, 0);
    return text;
}

void Json::write(std::string& out, std::optional<int> indent, int level) const {
    if (const Array* array = items()) {
        write_all(out, "[]", *array, indent, level, [&](const Json& item) { item.write(out, indent, level + 1); });
    } else if (const Object* object = members()) {
        write_all(out, "{}", *object, indent, level, [&](const Member& member) {
            out += scalar(member.name);
            out += indent ? ": " : ":";
            member.value.write(out, indent, level + 1);
        });
    } else {
        std::visit(
            [&](const auto& value) {
                using Value = std::decay_t<decltype(value)>;
                if constexpr (!std::is_same_v<Value, Array> && !std::is_same_v<Value, Object>) out += scalar(value);
            },
            value_);
    }
}

std::optional<Json> Json::parse(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text, &builder)) return std::nullopt;
    return std::move(builder.root);
}

}  // namespace hearthside::files
