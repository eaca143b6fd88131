// SPDX-License-Identifier: Apache-2.0
// The services of a sample's picture: the made-up settings and the made-up record.
#pragma once

#include "kiosk/samples/sample_review.h"
#include "kiosk/samples/sample_settings.h"
#include "tests/support/fake_services.h"

namespace hearthside::support {

class SampleServices final : public FakeServices {
public:
    SampleServices() {
        settings_service = &samples::sample_settings();
        record_service = &samples::sample_review();
    }
};

}  // namespace hearthside::support
