#include "kiosk/app.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/place.h"

namespace hearthside {

namespace {

// What people type who cannot scan: the whole address, since the key is part of it.
std::string without_scheme(const std::string& url) {
    const std::size_t end = url.find("://");
    return end == std::string::npos ? url : url.substr(end + 3);
}

}  // namespace

int run_kiosk(const RunOptions& options) {
    App app;  // first: it takes over the signals and loads the fonts beside what follows
    auto opened = Place::open(options);
    if (const int* code = std::get_if<int>(&opened)) return *code;
    Place& place = *std::get<std::unique_ptr<Place>>(opened);
    const PhoneDoor phone{.url = [&place] { return place.phone().url(); },
                          .address = [&place] { return without_scheme(place.phone().url()); }};
    const auto ran = app.run(place.room(), place.configuration, place.library, phone, options.window);
    return ran ? exit_fine : fail(ran.problem());
}

}  // namespace hearthside
