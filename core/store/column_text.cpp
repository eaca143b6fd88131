// SPDX-License-Identifier: Apache-2.0
#include "core/store/column_text.h"

#include <fmt/format.h>

namespace hearthside::store {

namespace {

// The value of the `count` decimal digits at `at`.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') throw Unreadable("an instant in the record cannot be read");
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string to_column_text(huddle::Instant instant) {
    const huddle::Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss<huddle::Milliseconds> time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", huddle::to_text(day), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

huddle::Instant instant_from_column_text(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
        text[23] != 'Z') {
        throw Unreadable("an instant in the record cannot be read");
    }
    return huddle::Instant{day_from_column_text(text.substr(0, 10))} + std::chrono::hours{digits(text, 11, 2)} +
           std::chrono::minutes{digits(text, 14, 2)} + huddle::Seconds{digits(text, 17, 2)} +
           huddle::Milliseconds{digits(text, 20, 3)};
}

std::string to_column_text(huddle::Day day) { return huddle::to_text(day); }

huddle::Day day_from_column_text(std::string_view text) {
    const auto day = huddle::day_from_text(text);
    if (!day) throw Unreadable("a day in the record cannot be read");
    return *day;
}

std::string to_column_text(const std::vector<std::string>& prompts) {
    std::string text;
    for (const std::string& prompt : prompts) {
        for (const char c : prompt) {
            if (c == '\n') {
                text += "\\n";
            } else if (c == '\\') {
                text += "\\\\";
            } else {
                text += c;
            }
        }
        text += '\n';
    }
    return text;
}

std::vector<std::string> prompts_from_column_text(std::string_view text) {
    std::vector<std::string> prompts;
    std::string prompt;
    bool escaped = false;
    for (const char c : text) {
        if (escaped) {
            prompt += c == 'n' ? '\n' : c;
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '\n') {
            prompts.push_back(std::move(prompt));
            prompt.clear();
        } else {
            prompt += c;
        }
    }
    return prompts;
}

std::optional<huddle::HowItEnded> how_it_ended_from_text(std::string_view text) {
    for (const huddle::HowItEnded how : {huddle::HowItEnded::closed, huddle::HowItEnded::left_alone}) {
        if (huddle::to_text(how) == text) return how;
    }
    return std::nullopt;
}

}  // namespace hearthside::store
