// Lessons that travel between kiosks as a file: written from the record, signed with the kiosk's key
// (Ed25519), and taken only when not one byte was changed since. It holds lessons, what was tried and
// what came of it, and answers to others' lessons: never a note, and no place but the team's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/store/history.h"

namespace hearthside {

inline constexpr std::size_t lessons_file_bytes_at_most = 4 * 1024 * 1024;

// What this kiosk's team says of a lesson of another one.
struct GivenAnswer {
    std::string kiosk;  // whose lesson it is: a public key
    LessonId lesson;
    SharedAnswer answer = SharedAnswer::helped_here;

    friend bool operator==(const GivenAnswer&, const GivenAnswer&) = default;
};

struct LessonsFile {
    std::string kiosk;  // the public key that it is signed with, 64 hexadecimal digits
    std::string team;
    Day made;
    std::vector<SharedLesson> lessons;
    std::vector<GivenAnswer> answers;
};

// The public key that belongs to State::seed; empty when the seed is not 64 hexadecimal digits.
std::string key_of_seed(const std::string& seed);

// The whole text of a file, one of UTF-8 JSON (assets/schema/hearthside-lessons.schema.json). `team` is
// the name that the team chose. Problem: there is no seed yet (conflict).
Result<std::string> write_lessons_file(const SharingRecord& record, const std::string& team, Day made);

// Problems, with `name` in the sentence: it is none of ours or holds what should not be there, it was
// changed since it was signed, or it was written by a newer version (invalid).
Result<LessonsFile> read_lessons_file(std::string_view text, const std::string& name);

// What to ask of the Room: the lessons, and the answers that are about lessons of `own_kiosk`.
ReceiveLessons received_from(const LessonsFile& file, const std::string& own_kiosk);

}  // namespace hearthside
