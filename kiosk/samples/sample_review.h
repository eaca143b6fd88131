// SPDX-License-Identifier: Apache-2.0
// The record service for pictures: a made-up record that answers at once.
#pragma once

#include <map>

#include "kiosk/ui/record_service.h"

namespace hearthside {

class SampleReview final : public RecordService {
public:
    enum class How { answers, slow, unreadable, empty };

    How how = How::answers;

    Ticket ask(ReviewAsk what) override;
    std::optional<ReviewAnswer> take(Ticket ticket) override;
    void forget() override { asked_.clear(); }

private:
    std::map<Ticket, ReviewAsk> asked_;
    Ticket last_ = 0;
};

// The same object for all pictures.
SampleReview& sample_review();

}  // namespace hearthside
