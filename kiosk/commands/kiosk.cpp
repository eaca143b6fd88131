#include "kiosk/app.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/place.h"
#include "kiosk/commands/version.h"
#include "kiosk/phone/self_test.h"

namespace hearthside {

int run_kiosk(const RunOptions& options) {
    App app;  // first: it takes over the signals and loads the fonts beside what follows
    auto opened = Place::open(options);
    if (const int* code = std::get_if<int>(&opened)) return *code;
    Place& place = *std::get<std::unique_ptr<Place>>(opened);
    // A code that leads phones nowhere is worse than none.
    const auto url = [&place] { return place.phone().trouble_on_screen().empty() ? place.phone().url() : std::string(); };
    const PhoneDoor phone{.url = url,
                          .address = [url] { return typed_link(url()); },
                          .trouble = [&place] { return place.phone().trouble_on_screen(); },
                          .handing_out = handing_out(place.phone())};
    const SettingsHouse settings{
        .data = options.data,
        .version = program_version(),
        .reading = place.reading,
        .test_phones = [&place]() -> Result<void> {
            if (std::string why = place.phone().trouble(); !why.empty()) return Problem{ProblemKind::conflict, std::move(why)};
            return test_phone_address(place.phone().url());
        },
        .second_backups = [&place] { return place.second_backups(); },
        .phones =
            [&place](KioskStatus& status) {
                status.review_address = place.review_address();
                for (const PhoneAddress& one : place.phone().addresses())
                    status.addresses.push_back({one.interface, one.address, std::string(one.reason), one.usable, one.in_code});
            },
        .checking = [&place] { return place.room().checking(); },
        .changed = [&place](const Configuration& configuration) { place.settings_changed(configuration); },
        .announce = announcing(options.data)};
    const auto ran = app.run(place.room(), place.configuration, place.library, phone, settings, options.window);
    return ran ? exit_fine : fail(ran.problem());
}

}  // namespace hearthside
