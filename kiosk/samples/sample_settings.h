// SPDX-License-Identifier: Apache-2.0
// The settings service for pictures: a made-up team with everything set. It saves nothing and never answers.
#pragma once

#include "kiosk/ui/settings_service.h"

namespace hearthside::samples {

class SampleSettings final : public ui::SettingsService {
public:
    SampleSettings();

    const configuration::Configuration& saved() const override { return configuration_; }
    bool set_up() const override { return true; }
    ui::Ticket save(const configuration::Configuration&) override { return 0; }
    bool has_passcode() const override { return true; }
    ui::Ticket check_passcode(std::string) override { return 0; }
    ui::Ticket set_passcode(std::string) override { return 0; }
    ui::Ticket remove_passcode() override { return 0; }
    void look_at_status() override {}
    const ui::KioskStatus& status() const override { return status_; }
    void look_at_kept() override {}
    const std::optional<huddle::KeptDays>& kept() const override { return kept_; }
    ui::Ticket test_phones() override { return 0; }
    const std::vector<std::string>& time_zones() const override;

private:
    configuration::Configuration configuration_;
    ui::KioskStatus status_;
    std::optional<huddle::KeptDays> kept_;
};

// The same object for all pictures.
SampleSettings& sample_settings();

}  // namespace hearthside::samples
