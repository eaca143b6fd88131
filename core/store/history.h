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

namespace hearthside {

struct RoundRecord {
    std::string id, title;
    RoundKind kind = RoundKind::quiet;
    Milliseconds planned{0}, allotted{0}, spent{0};
    bool released = false;
};

struct HuddleRecord {
    HuddleId id;
    std::string layout_id, layout_name;
    Day day;
    Instant started;
    std::optional<Instant> closed;  // none while it is running
    std::optional<HowItEnded> how_it_ended;
    std::vector<RoundRecord> rounds;
    std::vector<Note> notes;        // released, not set aside; in the order of their random ids
    std::vector<NoteGroup> groups;  // those with a note in `notes`; by id
    std::string lead;               // the role that led; may be empty
    std::vector<Lesson> lessons;    // with notes, cause and when they were shared
    std::vector<Action> actions;    // kept in this huddle, with their steps in later ones
    std::vector<Question> questions;
};

// A lesson of ours that may be shared with other teams, with its result.
struct SharedRecord {
    Lesson lesson;
    std::string condition, response;  // of its newest action with a result
    Help result = Help::helped;
};

// What is shared between kiosks.
struct SharingRecord {
    std::string seed;                    // State::seed; empty before the first start of the kiosk
    std::vector<SharedRecord> shared;    // by (shared_on, id)
    std::vector<SharedLesson> received;  // as in State
    std::vector<HeardBack> heard_back;
};

struct Span {  // both ends included; none: open
    std::optional<Day> from, to;
};

// What the data folder holds, for `hearthside verify`.
struct Holdings {
    int schema = 0;
    std::int64_t huddles = 0, notes = 0, lessons = 0, actions = 0, questions = 0;
    Bands waiting{};                    // sealed notes, as bands
    std::int64_t bytes = 0;             // of the database and its journal
    bool sound = false;                 // integrity_check and foreign_key_check found nothing
    std::vector<std::string> findings;  // one sentence each; empty when sound
};

// SAFETY 8: neighbouring huddles pooled until at least two of them have at least five answers.
struct PulsePool {
    Day from, to;     // of the first and the last huddle in it
    int huddles = 0;  // that were asked
    PulseCounts answers{};
};
inline constexpr std::int64_t pulse_answers_at_least = 5;
inline constexpr int pulse_huddles_at_least = 2;

class History {
public:
    // Problems: no database there (invalid), newer version (invalid), not a database (damaged).
    static Result<std::unique_ptr<History>> open(const std::filesystem::path& folder);
    virtual ~History() = default;

    // Calls `each` for every huddle in the span, oldest first, with one at a time in memory. Stops early when
    // `each` returns false.
    virtual Result<void> read(const Span& span, const std::function<bool(const HuddleRecord&)>& each) = 0;
    // The number of huddles that read() would give now.
    virtual Result<std::int64_t> count_huddles(const Span& span) = 0;
    // One huddle. Without an id, the closed huddle that started last. None when there is no such huddle.
    virtual Result<std::optional<HuddleRecord>> find_huddle(std::optional<HuddleId> id) = 0;
    // Closed huddles only, oldest first. Huddles at the end that are too few for a pool are left out.
    virtual Result<std::vector<PulsePool>> pulse(const Span& span) = 0;
    virtual Result<Holdings> inspect() = 0;
    virtual Result<RoomKey> room_key() = 0;  // for `hearthside link`
    virtual Result<SharingRecord> sharing() = 0;
};

}  // namespace hearthside
