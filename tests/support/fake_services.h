// SPDX-License-Identifier: Apache-2.0
// Services for tests of the screens: they record what was sent and give the answer that the test chose.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/ui/ui.h"

namespace hearthside::support {

class FakeServices : public ui::Services {
public:
    std::vector<huddle::Intent> sent;                    // the ticket of each is its place, from 1
    ui::Outcome answer{ui::OutcomeState::accepted, {}};  // to every ticket that has no outcome of its own
    std::map<ui::Ticket, ui::Outcome> outcomes;          // each ticket's own
    ui::SettingsService* settings_service = nullptr;     // the three that a screen may ask for
    ui::TakeAwayService* take_away_service = nullptr;
    ui::RecordService* record_service = nullptr;

    ui::Ticket send(huddle::Intent intent) override {
        sent.push_back(std::move(intent));
        return sent.size();
    }
    ui::Outcome outcome(ui::Ticket ticket) override {
        const auto own = outcomes.find(ticket);
        return own == outcomes.end() ? answer : own->second;
    }
    std::string new_token() override { return std::string(32, 'a'); }
    ui::SettingsService* settings() override { return settings_service; }
    ui::TakeAwayService* take_away() override { return take_away_service; }
    ui::RecordService* review() override { return record_service; }

    // The last intent; null when it is of another kind.
    template <class Kind>
    const Kind* last() const {
        return sent.empty() ? nullptr : std::get_if<Kind>(&sent.back());
    }
    template <class Kind>
    std::size_t count_sent() const {
        std::size_t count = 0;
        for (const huddle::Intent& intent : sent) count += std::holds_alternative<Kind>(intent) ? 1 : 0;
        return count;
    }
};

}  // namespace hearthside::support
