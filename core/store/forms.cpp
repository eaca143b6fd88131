// SPDX-License-Identifier: Apache-2.0
#include "core/store/forms.h"

#include <fmt/format.h>

namespace hearthside {

namespace {

// The value of the `count` decimal digits at `at`.
int digits(std::string_view form, std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : form.substr(at, count)) {
        if (c < '0' || c > '9') throw Unreadable("an instant in the record cannot be read");
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string to_form(Instant instant) {
    const Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss<Milliseconds> time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_text(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count(), time.subseconds().count());
}

Instant instant_from_form(std::string_view form) {
    if (form.size() != 24 || form[10] != 'T' || form[13] != ':' || form[16] != ':' || form[19] != '.' ||
        form[23] != 'Z') {
        throw Unreadable("an instant in the record cannot be read");
    }
    return Instant{day_from_form(form.substr(0, 10))} + std::chrono::hours{digits(form, 11, 2)} +
           std::chrono::minutes{digits(form, 14, 2)} + Seconds{digits(form, 17, 2)} + Milliseconds{digits(form, 20, 3)};
}

std::string to_form(Day day) { return to_text(day); }

Day day_from_form(std::string_view form) {
    const auto day = day_from_text(form);
    if (!day) throw Unreadable("a day in the record cannot be read");
    return *day;
}

std::string to_form(const std::vector<std::string>& prompts) {
    std::string form;
    for (const std::string& prompt : prompts) {
        for (const char c : prompt) {
            if (c == '\n') {
                form += "\\n";
            } else if (c == '\\') {
                form += "\\\\";
            } else {
                form += c;
            }
        }
        form += '\n';
    }
    return form;
}

std::vector<std::string> prompts_from_form(std::string_view form) {
    std::vector<std::string> prompts;
    std::string prompt;
    bool escaped = false;
    for (const char c : form) {
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

std::optional<HowItEnded> how_it_ended_from_text(std::string_view text) {
    for (const HowItEnded how : {HowItEnded::closed, HowItEnded::left_alone}) {
        if (to_text(how) == text) return how;
    }
    return std::nullopt;
}

}  // namespace hearthside
