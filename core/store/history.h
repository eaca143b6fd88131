// SPDX-License-Identifier: Apache-2.0
// Reads closed huddles and the running one through a read-only connection that never checkpoints. Any number
// of reviewers, exports and scripts can read while the Room writes. Sealed notes cannot be reached from here.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/change.h"
#include "core/huddle/result.h"
#include "core/huddle/state.h"

namespace hearthside::store {

struct RoundRecord {
    std::string id, title;
    huddle::RoundKind kind = huddle::RoundKind::quiet;
    huddle::Milliseconds planned{0}, allotted{0}, spent{0};
    bool released = false;
};

struct HuddleRecord {
    huddle::HuddleId id;
    std::string layout_id, layout_name;
    huddle::Day day;
    huddle::Instant started;
    std::optional<huddle::Instant> closed;  // none while it is running
    std::optional<huddle::HowItEnded> how_it_ended;
    std::vector<RoundRecord> rounds;
    std::vector<huddle::Note> notes;        // released, not set aside; in the order of their random ids
    std::vector<huddle::NoteGroup> groups;  // those with a note in `notes`; by id
    std::string lead;                       // the role that led; may be empty
    std::vector<huddle::Lesson> lessons;    // with notes, cause and when they were shared
    std::vector<huddle::Action> actions;    // kept in this huddle, with their steps in later ones
    std::vector<huddle::Question> questions;
};

// A lesson of ours that may be shared with other teams, with its result.
struct SharedRecord {
    huddle::Lesson lesson;
    std::string condition, response;  // of its newest action with a result
    huddle::Help result = huddle::Help::helped;
};

// What is shared between kiosks.
struct SharingRecord {
    std::string seed;                            // State::seed; empty before the first start of the kiosk
    std::vector<SharedRecord> shared;            // by (shared_on, id)
    std::vector<huddle::SharedLesson> received;  // as in State
    std::vector<huddle::HeardBack> heard_back;
};

struct Span {  // both ends included; none: open
    std::optional<huddle::Day> from, to;
};

// What the data folder holds, for `hearthside verify`.
struct Holdings {
    int schema = 0;
    std::int64_t huddles = 0, notes = 0, lessons = 0, actions = 0, questions = 0;
    huddle::Bands waiting{};            // sealed notes, as bands
    std::int64_t bytes = 0;             // of the database and its journal
    bool sound = false;                 // integrity_check and foreign_key_check found nothing
    std::vector<std::string> findings;  // one sentence each; empty when sound
};

// SAFETY 8: neighbouring huddles pooled until at least two of them have at least five answers.
struct PulsePool {
    huddle::Day from, to;  // of the first and the last huddle in it
    int huddles = 0;       // that were asked
    huddle::PulseCounts answers{};
};
inline constexpr std::int64_t pulse_answers_at_least = 5;
inline constexpr int pulse_huddles_at_least = 2;

class History {
public:
    // Problems: no database there (invalid), newer version (invalid), not a database (damaged).
    static huddle::Result<std::unique_ptr<History>> open(const std::filesystem::path& folder);
    virtual ~History() = default;

    // Calls `each` for every huddle in the span, oldest first, with one at a time in memory. Stops early when
    // `each` returns false.
    virtual huddle::Result<void> read(const Span& span, const std::function<bool(const HuddleRecord&)>& each) = 0;
    // The number of huddles that read() would give now.
    virtual huddle::Result<std::int64_t> count_huddles(const Span& span) = 0;
    // One huddle. Without an id, the closed huddle that started last. None when there is no such huddle.
    virtual huddle::Result<std::optional<HuddleRecord>> find_huddle(std::optional<huddle::HuddleId> id) = 0;
    // Closed huddles only, oldest first. Huddles at the end that are too few for a pool are left out.
    virtual huddle::Result<std::vector<PulsePool>> pulse(const Span& span) = 0;
    virtual huddle::Result<Holdings> inspect() = 0;
    virtual huddle::Result<huddle::RoomKey> room_key() = 0;  // for `hearthside link`
    virtual huddle::Result<SharingRecord> sharing() = 0;
};

}  // namespace hearthside::store
