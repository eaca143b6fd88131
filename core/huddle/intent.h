// SPDX-License-Identifier: Apache-2.0
// An Intent is a request to the huddle. Touch, phones and scripts all send their requests in this form. An
// Intent may be refused; a Change (change.h) is an accepted one. What people wrote is in it as CleanText.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/huddle/clean_text.h"
#include "core/huddle/layout.h"
#include "core/huddle/state.h"

namespace hearthside::huddle {

struct StartHuddle {
    Layout layout;
};
struct OpenNextRound {};
struct Back {};
struct Pause {};
struct Resume {};
struct AddMinute {};
struct ReleaseNotes {};  // of the round that is open
struct CloseHuddle {};
// Ends a huddle that was started by mistake, as if it had never been started: while may_call_off() of state.h.
struct CallOff {};

// `token` passes is_token() of limits.h.
struct AddNote {
    RoundCategory category = RoundCategory::wins;
    CleanText text;
    std::string token;
};

struct MarkTalkedAbout {
    NoteId note;
};
struct SetAside {
    NoteId note;
};
// Undoes SetAside and MarkTalkedAbout: `as` is what the note was before.
struct BringBack {
    NoteId note;
    NoteState as = NoteState::on_the_wall;
};
struct DeleteNote {
    NoteId note;
};  // permanently; only for a note that was set aside

struct ThankNote {
    NoteId note;
};
// Puts `note` into the group of `with`, or into a new group. Both notes must have one category.
struct GroupNotes {
    NoteId note;
    NoteId with;
};
struct UngroupNote {
    NoteId note;
};  // a group of two is dissolved
struct TitleGroup {
    GroupId group;
    CleanText title;  // empty: none any more
};

// Dots on up to three notes of a lessons round that has dots. They are kept in the Room's memory only. `page`
// is as in AnswerPulse, but required: a second request with the same page replaces the first.
struct PlaceDots {
    std::string page;
    std::vector<NoteId> notes;
};
struct EndVoting {};

struct KeepLesson {
    CleanText text;
    std::vector<NoteId> notes;  // what it was learnt from; may be empty
    CleanText cause;            // what made it likely; may be empty
};
struct EditLesson {
    LessonId lesson;
    CleanText text;
    CleanText cause;
};  // of this huddle
// Without `lesson`, the action belongs to the lesson kept last in this huddle.
struct KeepAction {
    std::optional<LessonId> lesson;
    CleanText condition;
    CleanText response;
    CleanText role;
    Day due;
};
struct KeepQuestion {
    CleanText text;
    std::optional<NoteId> note;
    std::optional<Day> review_on;  // none: in four weeks
};
// Undoes what was kept in this huddle. A lesson that has an action stays until the action is undone.
struct TakeBack {
    std::variant<LessonId, ActionId, QuestionId> kept;
};

// One tap, 1 to 5, while the Board says that the pulse is asked. `page` is a random token of a phone's page
// or of one visit to the screen, valid for is_token() of limits.h. A second tap with the same page replaces
// the first. Without a page, each tap counts as another person's.
struct AnswerPulse {
    int value = 0;
    std::string page;
    int instead_of = 0;  // filled in by the Room from memory: the value of the earlier tap
};

enum class ActionReview { not_said, done, still_trying, let_go };
struct ReviewAction {
    ActionId action;
    ActionReview review = ActionReview::not_said;  // not_said removes the answer given in this huddle
    std::optional<Help> help;                      // needed with done
    std::optional<Day> due;                        // needed with still_trying: the new day
};

enum class QuestionReview { not_said, answered, still_unknown, not_ours };
// Allowed with or without a running huddle.
struct ReviewQuestion {
    QuestionId question;
    QuestionReview review = QuestionReview::not_said;  // not_said removes the present answer
    CleanText answer;                                  // needed with answered
    CleanText for_role;                                // needed with not_ours: the role that may know
    std::optional<Day> review_on;                      // needed with still_unknown
};

// Needs a result, which may be "it did not help". With `share` false, sharing is undone.
struct ShareLesson {
    LessonId lesson;
    bool share = true;
};

// Chooses by role who leads the next huddle; empty undoes the choice.
struct ChooseNextLead {
    CleanText role;
};

// From other kiosks, read from a file that was checked (core/sharing/sharing_file.h).
struct ReceiveLessons {
    std::vector<SharedLesson> lessons;
    std::vector<HeardBack> heard_back;
    std::string own_kiosk;  // filled in by the Room: this kiosk's public key; its own lessons are not news
};
struct AnswerShared {
    SharedLessonId lesson;
    std::optional<SharedAnswer> answer;
};  // none removes the answer
struct SharedShown {
    SharedLessonId lesson;
};  // the lesson has been shown in this huddle

// Only the Room itself asks for these, never people.
// Every two seconds while a huddle runs, and once a minute otherwise.
struct Tick {
    bool may_forget = true;  // false: delete nothing for its age; the calendar is in doubt or all is on hold
};
struct WakeAfterStop {};  // first after loading: the time without power counts as paused

using Intent = std::variant<StartHuddle, OpenNextRound, Back, Pause, Resume, AddMinute, ReleaseNotes, CloseHuddle,
                            CallOff, AddNote, MarkTalkedAbout, SetAside, BringBack, DeleteNote, ThankNote, GroupNotes,
                            UngroupNote, TitleGroup, PlaceDots, EndVoting, KeepLesson, EditLesson, KeepAction,
                            KeepQuestion, TakeBack, ReviewAction, ReviewQuestion, ShareLesson, ChooseNextLead,
                            ReceiveLessons, AnswerShared, SharedShown, AnswerPulse, Tick, WakeAfterStop>;

}  // namespace hearthside::huddle
