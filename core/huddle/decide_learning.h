// SPDX-License-Identifier: Apache-2.0
// The rules of the learning chain: thanking and grouping notes, lessons, actions, questions, and what is
// shared between kiosks. It is the part of decide() that handles these intents.
#pragma once

#include "core/huddle/decision.h"

namespace hearthside::huddle {

// One function for each Intent; intent.h says what each may ask. The State and the Stamp must outlive this
// object.
class LearningRules {
public:
    LearningRules(const State& state, const Stamp& stamp) : state_(state), stamp_(stamp) {}

    Decision operator()(const ThankNote& it) const;
    Decision operator()(const GroupNotes& it) const;
    Decision operator()(const UngroupNote& it) const;
    Decision operator()(const TitleGroup& it) const;
    Decision operator()(const KeepLesson& it) const;
    Decision operator()(const EditLesson& it) const;
    Decision operator()(const KeepAction& it) const;
    Decision operator()(const KeepQuestion& it) const;
    Decision operator()(const TakeBack& it) const;
    Decision operator()(const ReviewAction& it) const;
    Decision operator()(const ReviewQuestion& it) const;
    Decision operator()(const ShareLesson& it) const;
    Decision operator()(const ChooseNextLead& it) const;
    Decision operator()(const ReceiveLessons& it) const;
    Decision operator()(const AnswerShared& it) const;
    Decision operator()(const SharedShown& it) const;

protected:
    // Returns the note's group without that note. The group has no members when only one note would remain.
    Change without(const Note& note) const;

    const State& state_;
    const Stamp& stamp_;

private:
    const Note* on_the_wall(NoteId id) const;
    Result<void> check_day(Day day) const;
    std::vector<NoteId> members_of(GroupId group) const;
    // The changes decided on, plus a touch of the clock when a huddle is running.
    Decision said(Changes changes) const;
    Decision take_back(LessonId id) const;
    Decision take_back(ActionId id) const;
    Decision take_back(QuestionId id) const;
};

}  // namespace hearthside::huddle
