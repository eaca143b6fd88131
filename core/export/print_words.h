// The words of what is printed or read as Markdown, in the interface's languages. Inside core/export only.
#pragma once

#include <string>
#include <string_view>

#include "core/export/export.h"

namespace hearthside {

class PrintWords {
public:
    explicit PrintWords(const ExportChoice& choice);

    std::string tr(std::string_view english) const { return language_.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language_.text(one, many, number);
    }
    bool right_to_left() const { return language_.right_to_left(); }
    const std::string& language() const { return language_.id(); }

    std::string weekday_and_day(Day day) const;  // Tuesday 14 October 2026
    std::string day(Day day) const;              // 14 October 2026
    std::string month(Day day) const;            // October 2026
    // "October 2026" for a whole month, "2026" for a year, else the days from and to; an open end is that
    // of the record, `first` and `last`.
    std::string span(const Span& span, Day first, Day last) const;
    std::string start_of(const HuddleRecord& huddle) const;  // 07:30
    // "If ..., then we will ..."; without a condition "We will ...".
    std::string promise(const Action& action) const;
    std::string who(const Action& action) const;  // the role, or "All of us"
    // How it goes: "Still trying.", "Done, and it helped." and so on.
    std::string state(const Action& action) const;
    // "11 October 2026: Still trying, until 18 October 2026."
    std::string step(const ActionStep& step) const;
    // "Answer: ...", "Not ours to answer; ... may know." or "We look again on 25 October 2026."
    std::string state(const Question& question) const;
    std::string cause(const Lesson& lesson) const;  // "What made it likely: ..."; empty when nothing was said
    std::string category(RoundCategory category) const;
    // What somebody wrote, for a place inside a translated sentence: it keeps its own direction there.
    std::string isolated(const std::string& text) const;

private:
    std::string state(ActionState state, const std::optional<Help>& help) const;

    const Language& language_;
    const std::string time_zone_;
};

}  // namespace hearthside
