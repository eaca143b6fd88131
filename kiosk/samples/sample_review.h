// SPDX-License-Identifier: Apache-2.0
// The record service for pictures: a made-up record that answers at once.
#pragma once

#include <map>

#include "kiosk/ui/record_service.h"

namespace hearthside::samples {

class SampleReview final : public ui::RecordService {
public:
    enum class How { answers, slow, unreadable, empty };

    How how = How::answers;

    ui::Ticket ask(ui::ReviewAsk what) override;
    std::optional<ui::ReviewAnswer> take(ui::Ticket ticket) override;
    void forget() override { asked_.clear(); }

private:
    std::map<ui::Ticket, ui::ReviewAsk> asked_;
    ui::Ticket last_ = 0;
};

// The same object for all pictures.
SampleReview& sample_review();

}  // namespace hearthside::samples
