// SPDX-License-Identifier: Apache-2.0
// The words of printed papers and Markdown, in the interface's languages. For core/export only.
#pragma once

#include <string>
#include <string_view>

#include "core/export/export.h"

namespace hearthside::exports {

class PrintWords {
public:
    explicit PrintWords(const ExportChoice& choice);

    std::string tr(std::string_view english) const { return language_.text(english); }
    std::string tr(std::string_view one, std::string_view many, long long number) const {
        return language_.text(one, many, number);
    }
    bool right_to_left() const { return language_.right_to_left(); }
    const std::string& language() const { return language_.id(); }

    std::string weekday_and_day(huddle::Day day) const;  // Tuesday 14 October 2026
    std::string day(huddle::Day day) const;              // 14 October 2026
    std::string month(huddle::Day day) const;            // October 2026
    // "October 2026" for a whole month, "2026" for a year, otherwise the days from and to. `first` and `last`
    // of the record replace an open end.
    std::string span(const store::Span& span, huddle::Day first, huddle::Day last) const;
    std::string start_of(const store::HuddleRecord& huddle) const;  // 07:30
    // "If ..., then we will ..."; without a condition "We will ...".
    std::string promise(const huddle::Action& action) const;
    std::string who(const huddle::Action& action) const;  // the role, or "All of us"
    // The state of an action: "Still trying.", "Done, and it helped." and so on.
    std::string state(const huddle::Action& action) const;
    // "11 October 2026: Still trying, until 18 October 2026."
    std::string step(const huddle::ActionStep& step) const;
    // "Answer: ...", "Not ours to answer; ... may know." or "We look again on 25 October 2026." `asked_on`: its
    // huddle's day.
    std::string state(const huddle::Question& question, huddle::Day asked_on) const;
    std::string cause(
        const huddle::Lesson& lesson) const;  // "What made it likely: ..."; empty when the lesson has no cause
    std::string category(huddle::RoundCategory category) const;
    // People's words for use inside a translated sentence, where they keep their own direction.
    std::string isolated(const std::string& text) const;

private:
    std::string state(huddle::ActionState state, const std::optional<huddle::Help>& help) const;

    const text::Language& language_;
    const std::string time_zone_;
};

}  // namespace hearthside::exports
