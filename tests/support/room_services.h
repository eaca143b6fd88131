// SPDX-License-Identifier: Apache-2.0
// Services with a real Room behind them. Each intent waits for the Room's answer.
#pragma once

#include <utility>

#include "core/room/room.h"
#include "core/secrets/chance.h"
#include "tests/support/fake_services.h"

namespace hearthside::support {

class WaitingServices : public FakeServices {
public:
    explicit WaitingServices(room::Room& room) : room_(room) {}

    ui::Ticket send(huddle::Intent intent) override {
        const ui::Ticket ticket = FakeServices::send(intent);
        const room::Room::Reply reply = room_.submit(std::move(intent)).get();
        outcomes[ticket] = reply ? ui::Outcome{ui::OutcomeState::accepted, {}}
                                 : ui::Outcome{ui::OutcomeState::refused, reply.problem().sentence};
        return ticket;
    }
    std::string new_token() override { return secrets::new_retry_token(); }

private:
    room::Room& room_;
};

}  // namespace hearthside::support
