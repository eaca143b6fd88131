#include "core/store/writer.h"

namespace hearthside {

namespace {

void write_clock(Statements& to, HuddleId huddle, const Clock& clock) {
    to.run(
        "UPDATE huddles SET current_round = ?, clock = ?, clock_mark = ?, last_touched = ?, spare_ms = ? "
        "WHERE id = ?",
        clock.current, std::string_view{clock.running ? "running" : "paused"}, clock.mark, clock.last_touched,
        clock.spare, huddle);
    for (std::size_t number = 0; number < clock.rounds.size(); ++number) {
        const RoundTime& time = clock.rounds[number];
        // A round whose times are the same is left alone: fewer pages in the journal.
        to.run(
            "UPDATE rounds SET allotted_ms = ?1, spent_ms = ?2 WHERE huddle = ?3 AND number = ?4 "
            "AND (allotted_ms != ?1 OR spent_ms != ?2)",
            time.allotted, time.spent, huddle, number);
    }
}

void write_opened(Statements& to, HuddleId huddle, std::size_t number, Instant opened) {
    to.run("UPDATE rounds SET opened = ? WHERE huddle = ? AND number = ? AND opened IS NULL", opened, huddle,
           number);
}

void write_note(Statements& to, HuddleId huddle, const Note& note) {
    to.run("INSERT INTO notes (id, huddle, theme, text, state, set_aside_on) VALUES (?, ?, ?, ?, ?, ?)",
           note.id, huddle, to_text(note.theme), note.text, to_text(note.state), note.set_aside_on);
}

void write_due(Statements& to, std::string_view task) {
    to.run("INSERT OR IGNORE INTO upkeep (task) VALUES (?)", task);
}

class Writer {
public:
    explicit Writer(Statements& to) : to_(to) {}

    void operator()(const KeyRenewed& it) const {
        to_.run(
            "INSERT OR REPLACE INTO room_key (one, current, made_on, previous, previous_until) "
            "VALUES (1, ?, ?, ?, ?)",
            it.key.current, it.key.made_on, it.key.previous, it.key.previous_until);
    }

    void operator()(const HuddleStarted& it) const {
        const Huddle& huddle = it.huddle;
        const Clock& clock = huddle.clock;
        to_.run(
            "INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, current_round, clock, "
            "clock_mark, last_touched, spare_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            huddle.id, huddle.day, huddle.layout.id, huddle.layout.name, huddle.layout.for_whom,
            huddle.started, clock.current, std::string_view{clock.running ? "running" : "paused"}, clock.mark,
            clock.last_touched, clock.spare);
        for (std::size_t number = 0; number < huddle.layout.rounds.size(); ++number) {
            const Round& round = huddle.layout.rounds[number];
            to_.run(
                "INSERT INTO rounds (huddle, number, round_id, kind, title, icon, colour, planned_ms, "
                "minimum_ms, "
                "silent_share, release_at_least, prompts, allotted_ms, spent_ms, released) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                huddle.id, number, round.id, to_text(round.kind), round.title, round.icon, round.colour,
                round.planned, round.minimum, round.silent_share, round.release_at_least,
                to_form(round.prompts), clock.rounds[number].allotted, clock.rounds[number].spent,
                std::string_view{huddle.released[number] ? "yes" : "no"});
        }
        write_opened(to_, huddle.id, clock.current, huddle.started);
        if (huddle.layout.pulse) {
            to_.run("INSERT INTO pulse (huddle, ones, twos, threes, fours, fives) VALUES (?, ?, ?, ?, ?, ?)",
                    huddle.id, huddle.pulse[0], huddle.pulse[1], huddle.pulse[2], huddle.pulse[3],
                    huddle.pulse[4]);
        }
        for (const Note& note : huddle.notes) write_note(to_, huddle.id, note);
    }

    void operator()(const RoundOpened& it) const {
        write_clock(to_, it.huddle, it.clock);
        write_opened(to_, it.huddle, it.clock.current, it.opened);
    }

    void operator()(const ClockChanged& it) const { write_clock(to_, it.huddle, it.clock); }

    void operator()(const NoteSealed& it) const {
        to_.run("INSERT INTO sealed_notes (id, theme, text, token) VALUES (?, ?, ?, ?)", it.note.id,
                to_text(it.note.theme), it.note.text, it.note.token);
    }

    void operator()(const NotesReleased& it) const {
        to_.run("UPDATE rounds SET released = 'yes' WHERE huddle = ? AND number = ?", it.huddle, it.round);
        for (const SealedNoteId id : it.sealed) to_.run("DELETE FROM sealed_notes WHERE id = ?", id);
        for (const Note& note : it.notes) write_note(to_, it.huddle, note);
    }

    void operator()(const NoteMarked& it) const {
        to_.run("UPDATE notes SET state = ?, set_aside_on = ? WHERE id = ?", to_text(it.state),
                it.set_aside_on, it.note);
    }

    void operator()(const NoteDeleted& it) const {
        // Lessons and questions that came from it stay, without the link (ON DELETE SET NULL).
        to_.run("DELETE FROM notes WHERE id = ?", it.note);
        write_due(to_, "forget");
    }

    void operator()(const LessonKept& it) const {
        const Lesson& lesson = it.lesson;
        to_.run("INSERT INTO lessons (id, huddle, kept, text, note) VALUES (?, ?, ?, ?, ?)", lesson.id,
                lesson.huddle, lesson.kept, lesson.text, lesson.note);
    }

    void operator()(const ActionKept& it) const {
        const Action& action = it.action;
        to_.run(
            "INSERT INTO actions (id, lesson, huddle, kept, condition, response, role, due, state, "
            "reviewed_in) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            action.id, action.lesson, action.huddle, action.kept, action.condition, action.response,
            action.role, action.due, to_text(action.state), action.reviewed_in);
    }

    void operator()(const QuestionKept& it) const {
        const Question& question = it.question;
        to_.run("INSERT INTO questions (id, huddle, kept, text, note, state) VALUES (?, ?, ?, ?, ?, ?)",
                question.id, question.huddle, question.kept, question.text, question.note,
                to_text(question.state));
    }

    void operator()(const ActionReviewed& it) const {
        to_.run("UPDATE actions SET state = ?, reviewed_in = ? WHERE id = ?", to_text(it.state),
                it.reviewed_in, it.action);
    }

    void operator()(const PulseAnswered& it) const {
        to_.run(
            "UPDATE pulse SET ones = ones + (?1 = 1) - (?2 = 1), twos = twos + (?1 = 2) - (?2 = 2), "
            "threes = threes + (?1 = 3) - (?2 = 3), fours = fours + (?1 = 4) - (?2 = 4), "
            "fives = fives + (?1 = 5) - (?2 = 5) WHERE huddle = ?3",
            it.value, it.instead_of, it.huddle);
    }

    void operator()(const HuddleClosed& it) const {
        write_clock(to_, it.huddle, it.clock);
        to_.run("UPDATE huddles SET closed = ?, how_it_ended = ?, hope_note = ? WHERE id = ?", it.closed,
                to_text(it.how), it.hope, it.huddle);
        // Said in so many words: the wall clock may have been set back since the huddle before.
        to_.run("INSERT OR REPLACE INTO last_time (one, huddle) VALUES (1, ?)", it.huddle);
        write_due(to_, "compact");
    }

private:
    Statements& to_;
};

}  // namespace

void write_change(Statements& statements, const Change& change) { std::visit(Writer{statements}, change); }

}  // namespace hearthside
