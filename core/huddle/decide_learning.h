// The rules of the learning chain: notes that are thanked and put together, lessons, actions,
// questions, and what travels between kiosks. A part of decide(), in a file of its own.
#pragma once

#include "core/huddle/decide_parts.h"

namespace hearthside {

// One call an Intent; what each may be asked is said in intent.h. Neither the State nor the Stamp may
// go before this does.
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
    // The group of a note, without that note; gone when one would be left alone in it.
    Change without(const Note& note) const;

    const State& state_;
    const Stamp& stamp_;

private:
    const Note* on_the_wall(NoteId id) const;
    Result<void> check_day(Day day) const;
    std::vector<NoteId> members_of(GroupId group) const;
    // What was decided, and the clock touched when a huddle runs.
    Decision said(Changes changes) const;
    Decision take_back(LessonId id) const;
    Decision take_back(ActionId id) const;
    Decision take_back(QuestionId id) const;
};

}  // namespace hearthside
