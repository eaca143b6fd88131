// SPDX-License-Identifier: Apache-2.0
// Services for tests of the screens: they record what was sent and give the answer that the test chose.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/ui/ui.h"

namespace hearthside {

class FakeServices : public Services {
public:
    std::vector<Intent> sent;                     // the ticket of each is its place, from 1
    Outcome answer{OutcomeState::accepted, {}};   // to every ticket that has no outcome of its own
    std::map<Ticket, Outcome> outcomes;           // each ticket's own
    SettingsService* settings_service = nullptr;  // the three that a screen may ask for
    TakeAwayService* take_away_service = nullptr;
    RecordService* record_service = nullptr;

    Ticket send(Intent intent) override {
        sent.push_back(std::move(intent));
        return sent.size();
    }
    Outcome outcome(Ticket ticket) override {
        const auto own = outcomes.find(ticket);
        return own == outcomes.end() ? answer : own->second;
    }
    std::string new_token() override { return std::string(32, 'a'); }
    SettingsService* settings() override { return settings_service; }
    TakeAwayService* take_away() override { return take_away_service; }
    RecordService* review() override { return record_service; }

    // The last intent; null when it is of another kind.
    template <class Kind>
    const Kind* last() const {
        return sent.empty() ? nullptr : std::get_if<Kind>(&sent.back());
    }
    template <class Kind>
    std::size_t count_sent() const {
        std::size_t count = 0;
        for (const Intent& intent : sent) count += std::holds_alternative<Kind>(intent) ? 1 : 0;
        return count;
    }
};

}  // namespace hearthside
