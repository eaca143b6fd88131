// SPDX-License-Identifier: Apache-2.0
// Services with a real Room behind them. Each intent waits for the Room's answer.
#pragma once

#include <utility>

#include "core/room/room.h"
#include "core/secrets/chance.h"
#include "tests/support/fake_services.h"

namespace hearthside {

class WaitingServices : public FakeServices {
public:
    explicit WaitingServices(Room& room) : room_(room) {}

    Ticket send(Intent intent) override {
        const Ticket ticket = FakeServices::send(intent);
        const Room::Reply reply = room_.submit(std::move(intent)).get();
        outcomes[ticket] =
            reply ? Outcome{OutcomeState::accepted, {}} : Outcome{OutcomeState::refused, reply.problem().sentence};
        return ticket;
    }
    std::string new_token() override { return new_retry_token(); }

private:
    Room& room_;
};

}  // namespace hearthside
