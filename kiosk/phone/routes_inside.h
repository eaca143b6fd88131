// Inside the routes: what routes.cpp and routes_posts.cpp share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/limits.h"
#include "kiosk/phone/routes.h"

namespace hearthside {

// What a path under /n/ asks for.
struct NotePath {
    enum class Page { form, thanks, huddle, now, live, pulse, dots } page = Page::form;
    std::string key;
};
std::optional<NotePath> note_path(std::string_view path);

struct Routes::Asked {
    const Request& request;
    const Board& board;
    Instant now;
    const Language& language;
    bool json = false;        // answer in JSON
    std::string path, query;  // of the target
    std::optional<NotePath> note;
    bool key_lives = false;

    std::string tr(std::string_view english) const { return language.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language.text(one, many, number);
    }
};

inline constexpr const char* json_type = "application/json";
inline constexpr const char* sealed_type = "application/octet-stream";
std::string media_type(std::string_view content_type);  // in small letters, without its parameters
bool wants_json(const Request& request);
Response json_response(int status, const nlohmann::json& content);
// Of "NAMETOKEN", where `name` is "page=" say; empty when there is none.
std::string token_in_query(std::string_view query, std::string_view name);

inline constexpr const char* form_type = "application/x-www-form-urlencoded";
inline constexpr const char* not_understood = translatable("Not understood");
inline constexpr const char* scan_again = translatable("Please scan the code again");

}  // namespace hearthside
