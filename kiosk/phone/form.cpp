// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/form.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/huddle/limits.h"
#include "core/huddle/types.h"
#include "kiosk/web/fields.h"

namespace hearthside::phone {

namespace {

constexpr std::size_t fields_at_most = 512;  // more than our form can have, with a box for each note on the wall

huddle::Problem invalid(std::string sentence) { return {huddle::ProblemKind::invalid, std::move(sentence)}; }

// Collects the known fields and refuses a second one of the same name.
class FieldReader {
public:
    bool take(std::string_view name, std::string value) {
        if (name == "round") return set(round_, std::move(value));
        if (name == "text") return set(text_, std::move(value));
        if (name == "token") return set(token_, std::move(value));
        if (name == "then") return set(then_, std::move(value));
        return true;
    }
    NoteFields fields() && {
        std::string token = std::move(token_).value_or("");
        const bool wrong_token = !token.empty() && !huddle::is_token(token);
        return {.round = std::move(round_).value_or(""),
                .text = std::move(text_).value_or(""),
                .token = wrong_token ? "" : std::move(token),
                .wrong_token = wrong_token,
                .then = std::move(then_)};
    }

private:
    static bool set(std::optional<std::string>& field, std::string value) {
        if (field) return false;
        field = std::move(value);
        return true;
    }
    std::optional<std::string> round_, text_, token_, then_;
};

// Accepts one flat object of strings and stops at anything else, so that neither nesting nor a repeated name
// can hide something.
class FlatObject : public nlohmann::json_sax<nlohmann::json> {
public:
    FieldReader fields;
    bool repeated = false;
    bool complete = false;

    bool start_object(std::size_t) override { return ++depth_ == 1; }
    bool end_object() override {
        complete = true;
        return true;
    }
    bool key(string_t& name) override {
        name_ = name;
        return ++fields_ <= fields_at_most;
    }
    bool string(string_t& value) override {
        if (depth_ != 1) return false;
        if (fields.take(name_, std::move(value))) return true;
        repeated = true;
        return false;
    }
    // A script may send "token": null for "no token".
    bool null() override { return depth_ == 1 && (name_ == "token" || name_ == "then"); }
    bool boolean(bool) override { return false; }
    bool number_integer(number_integer_t) override { return false; }
    bool number_unsigned(number_unsigned_t) override { return false; }
    bool number_float(number_float_t, const string_t&) override { return false; }
    bool binary(binary_t&) override { return false; }
    bool start_array(std::size_t) override { return false; }
    bool end_array() override { return false; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    int depth_ = 0;
    std::size_t fields_ = 0;
    std::string name_;
};

const char* const twice = "A field was sent twice.";

// Calls `take` with each field. `take` returns false for a field that came before.
template <class Take>
huddle::Result<void> each_field(std::string_view body, Take take) {
    for (std::size_t fields = 0; !body.empty(); ++fields) {
        if (fields == fields_at_most) return invalid("The form arrived damaged: there are too many fields in it.");
        const std::size_t end = std::min(body.find('&'), body.size());
        const std::string_view pair = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = web::percent_decoded(pair.substr(0, equals));
        auto value = web::percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) return invalid("The form arrived damaged: a %-sequence in it is broken.");
        if (!take(*name, std::move(*value))) return invalid(twice);
    }
    return {};
}

}  // namespace

std::optional<std::string> text_in_form(std::string_view body) {
    constexpr std::string_view name = "text=", later = "&text=";
    if (!body.starts_with(name)) {
        // Its time does not grow with the number of fields.
        const void* found = ::memmem(body.data(), body.size(), later.data(), later.size());
        if (found == nullptr) return std::nullopt;
        body.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - body.data()) + 1);
    }
    // A longer text than the page's field takes is not a note.
    constexpr std::size_t bytes_at_most = 40'000;
    std::string text = web::percent_decoded_where_whole(body.substr(name.size(), body.find('&') - name.size()));
    if (text.size() > bytes_at_most) text.resize(bytes_at_most);
    return text;
}

huddle::Result<NoteFields> read_urlencoded(std::string_view body) {
    FieldReader fields;
    const auto read = each_field(
        body, [&](const std::string& name, std::string value) { return fields.take(name, std::move(value)); });
    if (!read) return read.problem();
    return std::move(fields).fields();
}

huddle::Result<PulseTap> read_tap(std::string_view body) {
    std::optional<std::string> value, page;
    const auto read = each_field(body, [&](const std::string& name, std::string given) {
        if (name != "value" && name != "page") return true;
        std::optional<std::string>& field = name == "value" ? value : page;
        if (field) return false;
        field = std::move(given);
        return true;
    });
    if (!read) return read.problem();
    if (!page || !huddle::is_token(*page) || !value || value->size() != 1 || value->front() < '1' ||
        value->front() > '5') {
        return invalid("Please choose a number from 1 to 5.");
    }
    return PulseTap{.value = value->front() - '0', .page = *page};
}

huddle::Result<DotsChoice> read_choice(std::string_view body) {
    DotsChoice choice;
    bool all_ids = true;
    std::optional<std::string> page;
    const auto read = each_field(body, [&](const std::string& name, std::string given) {
        if (name == "note") {
            const auto id = huddle::from_hex(given);
            all_ids = all_ids && id;
            if (id && choice.notes.size() < DotsChoice::notes_at_most) choice.notes.push_back(*id);
        } else if (name == "page") {
            if (page) return false;
            page = std::move(given);
        }
        return true;
    });
    if (!read) return read.problem();
    if (!all_ids || !page || !huddle::is_token(*page)) return invalid("Please choose up to three notes.");
    choice.page = *std::move(page);
    return choice;
}

huddle::Result<NoteFields> read_json(std::string_view body) {
    FlatObject object;
    const bool parsed = nlohmann::json::sax_parse(body.begin(), body.end(), &object);
    if (object.repeated) return invalid(twice);
    if (!parsed || !object.complete) {
        return invalid("Send a JSON object whose \"round\", \"text\" and \"token\" are strings.");
    }
    return std::move(object.fields).fields();
}

}  // namespace hearthside::phone
