// What the review screens ask of the record: pages of huddles, actions and questions, one huddle, a search.
// Reading waits for the disk, so a thread of its own stands behind it; the screens ask, draw, and look in the
// next frames whether the answer has come. They never wait, and know no file.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "core/store/archive.h"
#include "kiosk/ui/settings_service.h"

namespace hearthside {

struct AskHuddles {
    HuddleFilter filter;
    PageChoice page;
};
struct AskHuddle {
    HuddleId id;
};
struct AskFound {
    SearchFilter filter;
    PageChoice page;
};
struct AskActions {
    Span span;
    PageChoice page;
};
struct AskQuestions {
    Span span;
    PageChoice page;
};
using ReviewAsk = std::variant<AskHuddles, AskHuddle, AskFound, AskActions, AskQuestions>;

// In the order of the questions; a Problem when the record cannot be read.
using ReviewAnswer = std::variant<PageOf<HuddleLine>, std::optional<HuddleRecord>, PageOf<Found>,
                                  PageOf<ActionLine>, PageOf<QuestionLine>, Problem>;

// All calls are cheap, on the frame loop's thread.
class RecordService {
public:
    virtual ~RecordService() = default;

    // A question takes the place of an earlier one of its kind, whose answer never comes then.
    virtual Ticket ask(ReviewAsk what) = 0;
    // The answer, once; none while it is on its way.
    virtual std::optional<ReviewAnswer> take(Ticket ticket) = 0;
    // Nobody reads any more: questions, answers and what was read for a search go.
    virtual void forget() = 0;
};

}  // namespace hearthside
