// SPDX-License-Identifier: Apache-2.0
// What the review screens ask of the record: pages of huddles, actions and questions, one huddle, a search.
// Reading waits for the disk, so the service does it on its own thread. The screens ask, keep drawing, and
// check in later frames whether the answer has come. They never wait.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "core/store/archive.h"
#include "kiosk/ui/settings_service.h"

namespace hearthside::ui {

struct AskHuddles {
    store::HuddleFilter filter;
    store::PageChoice page;
};
struct AskHuddle {
    huddle::HuddleId id;
};
struct AskFound {
    store::SearchFilter filter;
    store::PageChoice page;
};
struct AskActions {
    store::Span span;
    store::PageChoice page;
};
struct AskQuestions {
    store::Span span;
    store::PageChoice page;
};
using ReviewAsk = std::variant<AskHuddles, AskHuddle, AskFound, AskActions, AskQuestions>;

// In the order of the questions; a Problem when the record cannot be read.
using ReviewAnswer =
    std::variant<store::PageOf<store::HuddleLine>, std::optional<store::HuddleRecord>, store::PageOf<store::Found>,
                 store::PageOf<store::ActionLine>, store::PageOf<store::QuestionLine>, huddle::Problem>;

// All calls are cheap. Call them on the frame loop's thread.
class RecordService {
public:
    virtual ~RecordService() = default;

    // A new question replaces an earlier one of the same kind, which is then never answered.
    virtual Ticket ask(ReviewAsk what) = 0;
    // The answer, once; none while it is still being read.
    virtual std::optional<ReviewAnswer> take(Ticket ticket) = 0;
    // Call when nobody reads any more. Drops all questions and answers, and what was read for a search.
    virtual void forget() = 0;
};

}  // namespace hearthside::ui
