// SPDX-License-Identifier: Apache-2.0
// The settings service for pictures: a made-up team with everything set. It saves nothing and never answers.
#pragma once

#include "kiosk/ui/settings_service.h"

namespace hearthside {

class SampleSettings final : public SettingsService {
public:
    SampleSettings();

    const Configuration& saved() const override { return configuration_; }
    bool set_up() const override { return true; }
    Ticket save(const Configuration&) override { return 0; }
    bool has_passcode() const override { return true; }
    Ticket check_passcode(std::string) override { return 0; }
    Ticket set_passcode(std::string) override { return 0; }
    Ticket remove_passcode() override { return 0; }
    void look_at_status() override {}
    const KioskStatus& status() const override { return status_; }
    void look_at_kept() override {}
    const std::optional<KeptDays>& kept() const override { return kept_; }
    Ticket test_phones() override { return 0; }
    const std::vector<std::string>& time_zones() const override;

private:
    Configuration configuration_;
    KioskStatus status_;
    std::optional<KeptDays> kept_;
};

// The same object for all pictures.
SampleSettings& sample_settings();

}  // namespace hearthside
