// SPDX-License-Identifier: Apache-2.0
#include "core/store/writer.h"

#include <algorithm>

#include "core/store/rows.h"

namespace hearthside::store {

namespace {

template <class Word>
std::optional<std::string_view> word_of(const std::optional<Word>& word) {
    if (!word) return std::nullopt;
    return huddle::to_text(*word);
}

void write_clock(Statements& to, huddle::HuddleId huddle, const huddle::Clock& clock) {
    to.run(
        "UPDATE huddles SET current_round = ?, clock = ?, clock_mark = ?, last_touched = ?, spare_ms = ? "
        "WHERE id = ?",
        clock.current, std::string_view{clock.running ? "running" : "paused"}, clock.mark, clock.last_touched,
        clock.spare, huddle);
    for (std::size_t number = 0; number < clock.rounds.size(); ++number) {
        const huddle::RoundTime& time = clock.rounds[number];
        // A round with unchanged times is not written, which saves pages in the journal.
        to.run(
            "UPDATE rounds SET allotted_ms = ?1, spent_ms = ?2 WHERE huddle = ?3 AND number = ?4 "
            "AND (allotted_ms != ?1 OR spent_ms != ?2)",
            time.allotted, time.spent, huddle, number);
    }
}

void write_opened(Statements& to, huddle::HuddleId huddle, std::size_t number, huddle::Instant opened) {
    to.run("UPDATE rounds SET opened = ? WHERE huddle = ? AND number = ? AND opened IS NULL", opened, huddle, number);
}

void write_note(Statements& to, huddle::HuddleId huddle, const huddle::Note& note) {
    to.run(
        "INSERT INTO notes (id, huddle, theme, text, state, set_aside_on, note_group, thanks) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        note.id, huddle, huddle::to_text(note.category), note.text, huddle::to_text(note.state), note.set_aside_on,
        note.group, note.thanks);
}

void write_action_steps(Statements& to, const huddle::Action& action) {
    for (std::size_t number = 0; number < action.steps.size(); ++number) {
        const huddle::ActionStep& step = action.steps[number];
        to.run("INSERT INTO action_steps (action, number, huddle, day, state, help, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
               action.id, number, step.huddle, step.day, huddle::to_text(step.state), word_of(step.help), step.due);
    }
}

void write_question_steps(Statements& to, const huddle::Question& question) {
    for (std::size_t number = 0; number < question.steps.size(); ++number) {
        const huddle::QuestionStep& step = question.steps[number];
        to.run(
            "INSERT INTO question_steps (question, number, huddle, said, day, state, answer, for_role, review_on) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            question.id, number, step.huddle, std::string_view{step.between ? "after_it" : "in_huddle"}, step.day,
            huddle::to_text(step.state), step.answer, step.for_role, step.review_on);
    }
}

void write_due(Statements& to, std::string_view task) {
    to.run("INSERT OR IGNORE INTO upkeep (task) VALUES (?)", task);
}

class Writer {
public:
    explicit Writer(Statements& to) : to_(to) {}

    void operator()(const huddle::KeyRenewed& it) const {
        to_.run(
            "INSERT OR REPLACE INTO room_key (one, current, made_on, previous, previous_until) "
            "VALUES (1, ?, ?, ?, ?)",
            it.key.current, it.key.made_on, it.key.previous, it.key.previous_until);
    }

    void operator()(const huddle::HuddleStarted& it) const {
        const huddle::Huddle& huddle = it.huddle;
        const huddle::Clock& clock = huddle.clock;
        to_.run(
            "INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, current_round, clock, "
            "clock_mark, last_touched, spare_ms, lead, speaks_first) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            huddle.id, huddle.day, huddle.layout.id, huddle.layout.name, huddle.layout.for_whom, huddle.started,
            clock.current, std::string_view{clock.running ? "running" : "paused"}, clock.mark, clock.last_touched,
            clock.spare, huddle.lead, to_column_text(huddle.layout.speaks_first));
        to_.run("UPDATE kiosk SET next_lead = '' WHERE next_lead != ''");
        for (std::size_t number = 0; number < huddle.layout.rounds.size(); ++number) {
            const huddle::Round& round = huddle.layout.rounds[number];
            to_.run(
                "INSERT INTO rounds (huddle, number, round_id, kind, title, icon, colour, planned_ms, "
                "minimum_ms, "
                "silent_share, release_at_least, prompts, allotted_ms, spent_ms, released, dots, when_empty, "
                "when_many) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                huddle.id, number, round.id, huddle::to_text(round.kind), round.title, round.icon, round.colour,
                round.planned, round.minimum, round.silent_share, round.release_at_least, to_column_text(round.prompts),
                clock.rounds[number].allotted, clock.rounds[number].spent,
                std::string_view{huddle.released[number] ? "yes" : "no"}, std::string_view{round.dots ? "yes" : "no"},
                round.when_empty, round.when_many);
        }
        write_opened(to_, huddle.id, clock.current, huddle.started);
        if (huddle.layout.pulse) {
            to_.run("INSERT INTO pulse (huddle, ones, twos, threes, fours, fives) VALUES (?, ?, ?, ?, ?, ?)", huddle.id,
                    huddle.pulse[0], huddle.pulse[1], huddle.pulse[2], huddle.pulse[3], huddle.pulse[4]);
        }
        for (const huddle::NoteGroup& group : huddle.groups) write_group(huddle.id, group);
        for (const huddle::Note& note : huddle.notes) write_note(to_, huddle.id, note);
    }

    void operator()(const huddle::RoundOpened& it) const {
        write_clock(to_, it.huddle, it.clock);
        write_opened(to_, it.huddle, it.clock.current, it.opened);
    }

    void operator()(const huddle::ClockChanged& it) const { write_clock(to_, it.huddle, it.clock); }

    void operator()(const huddle::ClockMarked& it) const {
        to_.run(
            "UPDATE rounds SET spent_ms = ?2 WHERE huddle = ?1 "
            "AND number = (SELECT current_round FROM huddles WHERE id = ?1)",
            it.huddle, it.spent);
        to_.run("UPDATE huddles SET clock_mark = ?2 WHERE id = ?1", it.huddle, it.mark);
    }

    void operator()(const huddle::NoteSealed& it) const {
        to_.run("INSERT INTO sealed_notes (id, theme, text, token) VALUES (?, ?, ?, ?)", it.note.id,
                huddle::to_text(it.note.category), it.note.text, it.note.token);
    }

    void operator()(const huddle::NotesReleased& it) const {
        to_.run("UPDATE rounds SET released = 'yes' WHERE huddle = ? AND number = ?", it.huddle, it.round);
        // Deleted in the order of ids, because this order stays visible in the tombstones.
        std::vector<huddle::SealedNoteId> sealed = it.sealed;
        std::sort(sealed.begin(), sealed.end(),
                  [](huddle::SealedNoteId left, huddle::SealedNoteId right) { return left.value < right.value; });
        for (const huddle::SealedNoteId id : sealed) to_.run("DELETE FROM sealed_notes WHERE id = ?", id);
        for (const std::string& token : it.tokens)
            to_.run("INSERT OR IGNORE INTO opened_tokens (token) VALUES (?)", token);
        for (const huddle::Note& note : it.notes) write_note(to_, it.huddle, note);
    }

    void operator()(const huddle::NoteMarked& it) const {
        to_.run("UPDATE notes SET state = ?, set_aside_on = ? WHERE id = ?", huddle::to_text(it.state), it.set_aside_on,
                it.note);
    }

    void operator()(const huddle::NoteDeleted& it) const {
        // What was copied from it word for word goes with it. Other lessons and questions from it stay, without the
        // link (ON DELETE SET NULL).
        to_.run("DELETE FROM questions WHERE note = ? AND NOT " HEARTHSIDE_QUESTION_IS_SHOWN, it.note);
        to_.run(
            "DELETE FROM lessons WHERE id IN (SELECT lesson FROM lesson_notes WHERE note = ?) AND "
            "NOT " HEARTHSIDE_LESSON_IS_SHOWN,
            it.note);
        to_.run("DELETE FROM notes WHERE id = ?", it.note);
        write_due(to_, "forget");
    }

    void operator()(const huddle::NoteThanked& it) const {
        to_.run("UPDATE notes SET thanks = thanks + 1 WHERE id = ?", it.note);
    }

    void operator()(const huddle::GroupChanged& it) const {
        if (it.notes.empty()) {
            to_.run("DELETE FROM note_groups WHERE id = ?", it.group.id);  // its notes stay (ON DELETE SET NULL)
            return;
        }
        write_group(it.huddle, it.group);
        to_.run("UPDATE notes SET note_group = NULL WHERE note_group = ?", it.group.id);
        for (const huddle::NoteId note : it.notes)
            to_.run("UPDATE notes SET note_group = ? WHERE id = ?", it.group.id, note);
    }

    void operator()(const huddle::LessonKept& it) const {
        const huddle::Lesson& lesson = it.lesson;
        to_.run(
            "INSERT INTO lessons (id, huddle, kept, text, cause, shared_on, shared_in, shared_result) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            lesson.id, lesson.huddle, lesson.kept, lesson.text, lesson.cause, lesson.shared_on, lesson.shared_in,
            lesson.shared_result);
        for (const huddle::NoteId note : lesson.notes) {
            to_.run("INSERT INTO lesson_notes (lesson, note) VALUES (?, ?)", lesson.id, note);
        }
    }

    void operator()(const huddle::LessonEdited& it) const {
        to_.run("UPDATE lessons SET text = ?, cause = ? WHERE id = ?", it.text, it.cause, it.lesson);
    }

    void operator()(const huddle::LessonShared& it) const {
        to_.run("UPDATE lessons SET shared_on = ?, shared_in = ?, shared_result = ? WHERE id = ?", it.on, it.in,
                it.result, it.lesson);
    }

    void operator()(const huddle::ActionKept& it) const {
        const huddle::Action& action = it.action;
        to_.run(
            "INSERT INTO actions (id, lesson, huddle, kept, condition, response, role, due, state, "
            "reviewed_in, first_due, help, closed_on) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            action.id, action.lesson, action.huddle, action.kept, action.condition, action.response, action.role,
            action.due, huddle::to_text(action.state), action.reviewed_in, action.first_due, word_of(action.help),
            action.closed_on);
        write_action_steps(to_, action);
    }

    void operator()(const huddle::QuestionKept& it) const {
        const huddle::Question& question = it.question;
        to_.run(
            "INSERT INTO questions (id, huddle, kept, text, note, first_review_on, review_on, state, answer, "
            "for_role, closed_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            question.id, question.huddle, question.kept, question.text, question.note, question.first_review_on,
            question.review_on, huddle::to_text(question.state), question.answer, question.for_role,
            question.closed_on);
        write_question_steps(to_, question);
    }

    void operator()(const huddle::KeptTakenBack& it) const {
        // Dependent rows (source notes, steps) are deleted with it (ON DELETE CASCADE).
        if (const auto* lesson = std::get_if<huddle::LessonId>(&it.kept)) {
            to_.run("DELETE FROM lessons WHERE id = ?", *lesson);
        } else if (const auto* action = std::get_if<huddle::ActionId>(&it.kept)) {
            to_.run("DELETE FROM actions WHERE id = ?", *action);
        } else {
            to_.run("DELETE FROM questions WHERE id = ?", std::get<huddle::QuestionId>(it.kept));
        }
    }

    void operator()(const huddle::ActionReviewed& it) const {
        const huddle::Action& action = it.action;
        to_.run("UPDATE actions SET state = ?, due = ?, help = ?, closed_on = ?, reviewed_in = ? WHERE id = ?",
                huddle::to_text(action.state), action.due, word_of(action.help), action.closed_on, action.reviewed_in,
                action.id);
        to_.run("DELETE FROM action_steps WHERE action = ?", action.id);
        write_action_steps(to_, action);
    }

    void operator()(const huddle::QuestionReviewed& it) const {
        const huddle::Question& question = it.question;
        to_.run("UPDATE questions SET state = ?, answer = ?, for_role = ?, review_on = ?, closed_on = ? WHERE id = ?",
                huddle::to_text(question.state), question.answer, question.for_role, question.review_on,
                question.closed_on, question.id);
        to_.run("DELETE FROM question_steps WHERE question = ?", question.id);
        write_question_steps(to_, question);
    }

    void operator()(const huddle::NextLeadChosen& it) const {
        to_.run(
            "INSERT INTO kiosk (one, seed, next_lead) VALUES (1, '', ?) "
            "ON CONFLICT (one) DO UPDATE SET next_lead = excluded.next_lead",
            it.role);
    }

    void operator()(const huddle::SeedMade& it) const {
        to_.run(
            "INSERT INTO kiosk (one, seed, next_lead) VALUES (1, ?, '') "
            "ON CONFLICT (one) DO UPDATE SET seed = excluded.seed",
            it.seed);
    }

    void operator()(const huddle::SharedReceived& it) const {
        const huddle::SharedLesson& lesson = it.lesson;
        to_.run(
            "INSERT INTO received_lessons (id, kiosk, lesson, team, text, condition, response, result, shared_on, "
            "received_on, shown_in, answer, helped_here, did_not_help, adapted) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            lesson.id, lesson.kiosk, lesson.lesson, lesson.team, lesson.text, lesson.condition, lesson.response,
            huddle::to_text(lesson.result), lesson.shared_on, lesson.received_on, lesson.shown_in,
            word_of(lesson.answer), lesson.answers[0], lesson.answers[1], lesson.answers[2]);
    }

    void operator()(const huddle::SharedCounted& it) const {
        to_.run("UPDATE received_lessons SET helped_here = ?, did_not_help = ?, adapted = ? WHERE id = ?",
                it.answers[0], it.answers[1], it.answers[2], it.lesson);
    }

    void operator()(const huddle::SharedSeen& it) const {
        to_.run("UPDATE received_lessons SET shown_in = ? WHERE id = ?", it.huddle, it.lesson);
    }

    void operator()(const huddle::SharedAnswered& it) const {
        to_.run("UPDATE received_lessons SET answer = ? WHERE id = ?", word_of(it.answer), it.lesson);
    }

    void operator()(const huddle::HeardFrom& it) const {
        to_.run("INSERT OR REPLACE INTO heard_back (lesson, kiosk, answer) VALUES (?, ?, ?)", it.heard.lesson,
                it.heard.kiosk, huddle::to_text(it.heard.answer));
    }

    void operator()(const huddle::PulseAnswered& it) const {
        to_.run(
            "UPDATE pulse SET ones = ones + (?1 = 1) - (?2 = 1), twos = twos + (?1 = 2) - (?2 = 2), "
            "threes = threes + (?1 = 3) - (?2 = 3), fours = fours + (?1 = 4) - (?2 = 4), "
            "fives = fives + (?1 = 5) - (?2 = 5) WHERE huddle = ?3",
            it.value, it.instead_of, it.huddle);
    }

    void operator()(const huddle::HuddleClosed& it) const {
        write_clock(to_, it.huddle, it.clock);
        to_.run("UPDATE huddles SET closed = ?, how_it_ended = ?, hope_note = ? WHERE id = ?", it.closed,
                huddle::to_text(it.how), it.hope, it.huddle);
        // Stored explicitly, because the wall clock may have been set back since the previous huddle.
        to_.run("INSERT OR REPLACE INTO last_time (one, huddle) VALUES (1, ?)", it.huddle);
        to_.run("DELETE FROM opened_tokens");
        write_due(to_, "compact");
    }

    void operator()(const huddle::HuddleCalledOff& it) const {
        to_.run("UPDATE received_lessons SET shown_in = NULL WHERE shown_in = ?", it.huddle);
        to_.run("UPDATE kiosk SET next_lead = ?", it.lead);
        to_.run("DELETE FROM huddles WHERE id = ?", it.huddle);  // its rounds and its pulse too (ON DELETE CASCADE)
        write_due(to_, "compact");
    }

private:
    void write_group(huddle::HuddleId huddle, const huddle::NoteGroup& group) const {
        to_.run(
            "INSERT INTO note_groups (id, huddle, theme, title) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET title = excluded.title",
            group.id, huddle, huddle::to_text(group.category), group.title);
    }

    Statements& to_;
};

}  // namespace

void write_change(Statements& statements, const huddle::Change& change) { std::visit(Writer{statements}, change); }

}  // namespace hearthside::store
