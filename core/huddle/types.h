// SPDX-License-Identifier: Apache-2.0
// Basic types: ids, instants, spans of time, and the four categories of notes.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hearthside::huddle {

// An id is a random positive 63-bit number. It is never counted up, so neither the number nor its place in a
// table shows when the thing was made. Zero is never used.
template <class Tag>
struct Id {
    std::uint64_t value = 0;
    friend auto operator<=>(const Id&, const Id&) = default;
};

using HuddleId = Id<struct HuddleTag>;
using SealedNoteId = Id<struct SealedNoteTag>;
using NoteId = Id<struct NoteTag>;
using LessonId = Id<struct LessonTag>;
using ActionId = Id<struct ActionTag>;
using QuestionId = Id<struct QuestionTag>;
using GroupId = Id<struct GroupTag>;
using SharedLessonId = Id<struct SharedLessonTag>;  // as drawn by the kiosk that shared it

// 16 lower-case hexadecimal digits: the form of an id in JSON, where numbers above 2^53 are not safe.
std::string to_hex(std::uint64_t value);
std::optional<std::uint64_t> from_hex(std::string_view text);

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// Milliseconds since 1970-01-01 UTC.
using Instant = std::chrono::sys_time<Milliseconds>;

// A calendar day in the team's time zone.
using Day = std::chrono::sys_days;

std::string to_text(Day day);                             // 2026-11-23
std::optional<Day> day_from_text(std::string_view text);  // accepts this form only

// What a note is about: the four rounds of wins, mistakes, lessons and hope.
enum class RoundCategory { wins, mistakes, lessons, hope };
inline constexpr std::array<RoundCategory, 4> all_categories{RoundCategory::wins, RoundCategory::mistakes,
                                                             RoundCategory::lessons, RoundCategory::hope};

std::string_view to_text(RoundCategory category);  // "wins": the word used in files, forms and tables
std::optional<RoundCategory> category_from_text(std::string_view text);
inline std::size_t index_of(RoundCategory category) { return static_cast<std::size_t>(category); }

// The time and the random numbers for a decision. The rules never ask the machine for either.
struct Stamp {
    // The huddle's own time line: the wall clock at the start of the process plus the steady time since. A
    // corrected wall clock therefore never moves a running round.
    Instant now;
    Instant wall;  // the wall clock: for the dates and times of the record
    Day today;     // the day in the team's time zone
    // Returns uniform 64-bit words from a cryptographic generator, or from a seeded one in tests.
    std::function<std::uint64_t()> chance;

    template <class IdType>
    IdType new_id() const {
        for (;;) {
            const std::uint64_t value = chance() >> 1;
            if (value != 0) return IdType{value};
        }
    }
};

}  // namespace hearthside::huddle

template <class Tag>
struct std::hash<hearthside::huddle::Id<Tag>> {
    std::size_t operator()(const hearthside::huddle::Id<Tag>& id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
