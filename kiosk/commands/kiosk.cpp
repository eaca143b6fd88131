// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/application.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/version.h"
#include "kiosk/frame_loop.h"
#include "kiosk/phone/self_test.h"

namespace hearthside::commands {

int run_kiosk(const RunOptions& options) {
    FrameLoop frame_loop;  // first: it takes over the signals and loads the fonts in the background
    auto opened = Application::open(options);
    if (const int* code = std::get_if<int>(&opened)) return *code;
    Application& application = *std::get<std::unique_ptr<Application>>(opened);
    // No code is better than one that phones cannot reach.
    const auto url = [&application] {
        return application.phone().trouble_on_screen().empty() ? application.phone().url() : std::string();
    };
    const PhoneAccess phone{.url = url,
                            .address = [url] { return phone::typed_link(url()); },
                            .trouble = [&application] { return application.phone().trouble_on_screen(); },
                            .handing_out = services::handing_out(application.phone())};
    const SettingsDependencies settings{
        .data = options.data,
        .version = program_version(),
        .reading = application.reading,
        .test_phones = [&application]() -> huddle::Result<void> {
            if (std::string why = application.phone().trouble(); !why.empty())
                return huddle::Problem{huddle::ProblemKind::conflict, std::move(why)};
            return phone::test_phone_address(application.phone().url());
        },
        .second_backups = [&application] { return application.second_backups(); },
        .phones =
            [&application](ui::KioskStatus& status) {
                status.review_address = application.review_address();
                for (const web::PhoneAddress& one : application.phone().addresses())
                    status.addresses.push_back(
                        {one.interface, one.address, std::string(one.reason), one.usable, one.in_code});
            },
        .checking = [&application] { return application.room().checking(); },
        .changed =
            [&application](const configuration::Configuration& configuration) {
                application.settings_changed(configuration);
            },
        .announce = announcing(options.data)};
    const auto ran = frame_loop.run(application.room(), application.configuration, application.library, phone, settings,
                                    options.window);
    return ran ? exit_fine : fail(ran.problem());
}

}  // namespace hearthside::commands
