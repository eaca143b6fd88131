// What somebody asks of the huddle: by touch, by phone or by a script, all through the same door.
// An Intent may be refused; a Change (change.h) is what was accepted.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

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

// `text` has passed clean_note_text (core/text/note_text.h); `token` passes is_token() of limits.h.
struct AddNote { RoundCategory category = RoundCategory::wins; std::string text; std::string token; };

struct MarkTalkedAbout { NoteId note; };
struct SetAside { NoteId note; };
// Undoes SetAside and MarkTalkedAbout: `as` is what the note was before.
struct BringBack { NoteId note; NoteState as = NoteState::on_the_wall; };
struct DeleteNote { NoteId note; };  // for good; only a note that was set aside

struct ThankNote { NoteId note; };
// Puts `note` beside `with`, in its group or in a new one; both are of one theme.
struct GroupNotes { NoteId note; NoteId with; };
struct UngroupNote { NoteId note; };  // a group of two is gone with it
struct TitleGroup { GroupId group; std::string title; };

// Up to three notes of a lessons round that has dots; in the Room's memory only. `page` is as in
// AnswerPulse, and needed: with the same one again, the dots are placed anew.
struct PlaceDots { std::string page; std::vector<NoteId> notes; };
struct EndVoting {};

struct KeepLesson {
    std::string text;
    std::vector<NoteId> notes;  // what it was learnt from; may be empty
    std::string cause;          // what made it likely; may be empty
};
struct EditLesson { LessonId lesson; std::string text; std::string cause; };  // of this huddle
// Without `lesson`, the lesson kept last in this huddle.
struct KeepAction {
    std::optional<LessonId> lesson;
    std::string condition;
    std::string response;
    std::string role;
    Day due;
};
struct KeepQuestion {
    std::string text;
    std::optional<NoteId> note;
    std::optional<Day> review_on;  // none: in four weeks
};
// Undoes what this huddle kept. A lesson that has an action stays until the action is taken back.
struct TakeBack { std::variant<LessonId, ActionId, QuestionId> kept; };

// One tap, 1 to 5, when the Board says that the pulse is asked. `page` is what a phone's page or one
// stay at the screen chose by chance, as is_token() of limits.h has it: with the same one again, the tap
// takes the place of the earlier one. Without it each tap is a person's own.
struct AnswerPulse {
    int value = 0;
    std::string page;
    int instead_of = 0;  // the Room fills it in, from memory: the earlier tap's value
};

enum class ActionReview { not_said, done, still_trying, let_go };
struct ReviewAction {
    ActionId action;
    ActionReview review = ActionReview::not_said;  // not_said takes this huddle's answer back
    std::optional<Help> help;                      // needed with done
    std::optional<Day> due;                        // needed with still_trying: the new day
};

enum class QuestionReview { not_said, answered, still_unknown, not_ours };
// With or without a huddle running.
struct ReviewQuestion {
    QuestionId question;
    QuestionReview review = QuestionReview::not_said;  // not_said takes the present answer back
    std::string answer;            // needed with answered
    std::string for_role;          // needed with not_ours: who may know
    std::optional<Day> review_on;  // needed with still_unknown
};

// Needs a result, also "it did not help". `share` false takes it back.
struct ShareLesson { LessonId lesson; bool share = true; };

// Who leads the next huddle, by role; empty takes it back.
struct ChooseNextLead { std::string role; };

// From other kiosks, read from a file that was checked (core/sharing/sharing_file.h).
struct ReceiveLessons {
    std::vector<SharedLesson> lessons;
    std::vector<HeardBack> heard_back;
    std::string own_kiosk;  // the Room fills it in: this kiosk's public key, whose lessons are not news
};
struct AnswerShared { SharedLessonId lesson; std::optional<SharedAnswer> answer; };  // none takes it back
struct SharedShown { SharedLessonId lesson; };  // this huddle has seen it

// Asked by the Room itself, never by people.
// Every two seconds while a huddle runs, and once a minute otherwise.
struct Tick {
    bool may_forget = true;  // else nothing is deleted for its age: the calendar is in doubt, or the place holds all
};
struct WakeAfterStop {};  // first thing after loading: the time without power counts as paused

using Intent = std::variant<StartHuddle, OpenNextRound, Back, Pause, Resume, AddMinute, ReleaseNotes,
                            CloseHuddle, AddNote, MarkTalkedAbout, SetAside, BringBack, DeleteNote,
                            ThankNote, GroupNotes, UngroupNote, TitleGroup, PlaceDots, EndVoting,
                            KeepLesson, EditLesson, KeepAction, KeepQuestion, TakeBack, ReviewAction,
                            ReviewQuestion, ShareLesson, ChooseNextLead, ReceiveLessons, AnswerShared,
                            SharedShown, AnswerPulse, Tick, WakeAfterStop>;

}  // namespace hearthside
