#include "kiosk/app.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/place.h"
#include "kiosk/phone/self_test.h"

namespace hearthside {

int run_kiosk(const RunOptions& options) {
    App app;  // first: it takes over the signals and loads the fonts beside what follows
    auto opened = Place::open(options);
    if (const int* code = std::get_if<int>(&opened)) return *code;
    Place& place = *std::get<std::unique_ptr<Place>>(opened);
    const PhoneDoor phone{.url = [&place] { return place.phone().url(); },
                          .address = [&place] { return typed_link(place.phone().url()); },
                          .handing_out = handing_out(place.phone())};
    const SettingsHouse settings{
        .data = options.data,
        .version = HEARTHSIDE_VERSION,
        .reading = place.reading,
        .test_phones = [&place] { return test_phone_address(place.phone().url()); },
        .second_backups = [&place] { return place.second_backups(); },
        .review_address = place.review_address(),
        .changed = [&place](const Configuration& configuration) { place.settings_changed(configuration); },
        .announce = announcing(options.data)};
    const auto ran = app.run(place.room(), place.configuration, place.library, phone, settings, options.window);
    return ran ? exit_fine : fail(ran.problem());
}

}  // namespace hearthside
