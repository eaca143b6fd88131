// What somebody asks of the huddle: by touch, by phone or by a script, all through the same door.
// An Intent may be refused; a Change (change.h) is what was accepted.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/huddle/layout.h"
#include "core/huddle/state.h"

namespace hearthside {

struct StartHuddle { Layout layout; };
struct OpenNextRound {};
struct Back {};
struct Pause {};
struct Resume {};
struct AddMinute {};
struct ReleaseNotes {};  // of the round that is open
struct CloseHuddle {};

// `text` has passed clean_note_text (core/note_text.h); `token` is 1 to 64 letters and digits.
struct AddNote { Theme theme = Theme::wins; std::string text; std::string token; };

struct MarkTalkedAbout { NoteId note; };
struct SetAside { NoteId note; };
struct BringBack { NoteId note; };   // undoes SetAside and MarkTalkedAbout
struct DeleteNote { NoteId note; };  // for good; only a note that was set aside

struct KeepLesson { std::string text; std::optional<NoteId> note; };
// Without `lesson`, the lesson kept last in this huddle.
struct KeepAction {
    std::optional<LessonId> lesson;
    std::string condition;
    std::string response;
    std::string role;
    Day due;
};
struct KeepQuestion { std::string text; std::optional<NoteId> note; };

// One tap, 1 to 5, when the Board says that the pulse is asked. `page` is what a phone's page or one
// stay at the screen chose by chance, 1 to 64 letters and digits: with the same one again, the tap
// takes the place of the earlier one. Without it each tap is a person's own.
struct AnswerPulse {
    int value = 0;
    std::string page;
    int instead_of = 0;  // the Room fills it in, from memory: the earlier tap's value
};

enum class ActionReview { not_said, done, still_trying, let_go };
struct ReviewAction { ActionId action; ActionReview review = ActionReview::not_said; };

// Asked by the Room itself, never by people.
struct Tick {};           // every two seconds while a huddle runs, and once a minute otherwise
struct WakeAfterStop {};  // first thing after loading: the time without power counts as paused

using Intent = std::variant<StartHuddle, OpenNextRound, Back, Pause, Resume, AddMinute, ReleaseNotes,
                            CloseHuddle, AddNote, MarkTalkedAbout, SetAside, BringBack, DeleteNote,
                            KeepLesson, KeepAction, KeepQuestion, ReviewAction, AnswerPulse, Tick, WakeAfterStop>;

}  // namespace hearthside
