// SPDX-License-Identifier: Apache-2.0
// The file in which lessons travel between kiosks. It is written from the record and signed with the kiosk's
// key (Ed25519), and a file with any changed byte is refused. It holds lessons, what was tried and the
// result, and answers to other teams' lessons. It never holds a note, and it names no place except the team.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/store/history.h"

namespace hearthside::sharing {

inline constexpr std::size_t lessons_file_bytes_at_most = 4 * 1024 * 1024;

// What this kiosk's team answers to a lesson of another kiosk.
struct GivenAnswer {
    std::string kiosk;  // the public key of the lesson's kiosk
    huddle::LessonId lesson;
    huddle::SharedAnswer answer = huddle::SharedAnswer::helped_here;

    friend bool operator==(const GivenAnswer&, const GivenAnswer&) = default;
};

struct LessonsFile {
    std::string kiosk;  // the public key for the signature, 64 hexadecimal digits
    std::string team;
    huddle::Day made;
    std::vector<huddle::SharedLesson> lessons;
    std::vector<GivenAnswer> answers;
};

// The public key for State::seed. Empty when the seed is not 64 hexadecimal digits.
std::string key_of_seed(const std::string& seed);

// The whole text of a file in UTF-8 JSON (assets/schema/hearthside-lessons.schema.json). `team` is the name
// that the team chose. Problem: there is no seed yet (conflict).
huddle::Result<std::string> write_lessons_file(const store::SharingRecord& record, const std::string& team,
                                               huddle::Day made);

// Problems, with `name` in the sentence: it is not such a file or holds something not allowed, it was changed
// after signing, or a newer version wrote it (all invalid).
huddle::Result<LessonsFile> read_lessons_file(std::string_view text, const std::string& name);

// The intents for the Room: the lessons, and the answers to lessons of `own_kiosk`.
huddle::ReceiveLessons received_from(const LessonsFile& file, const std::string& own_kiosk);

}  // namespace hearthside::sharing
