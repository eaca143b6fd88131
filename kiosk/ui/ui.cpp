#include "kiosk/ui/ui.h"

#include <utility>

namespace hearthside {

Ui::Ui(const Appearance& theme_, Pictures& pictures_, Errands& errands, const Surroundings& around_,
       Instant now_)
    : theme(theme_), pictures(pictures_), around(around_), now(now_), errands_(errands) {}

void Ui::wake_at(Instant instant) {
    if (!wake || instant < *wake) wake = instant;
}

Ticket Ui::intend(Intent intent) { return errands_.send(std::move(intent)); }

Outcome Ui::outcome(Ticket ticket) { return errands_.outcome(ticket); }

std::string Ui::tr(std::string_view english) const { return std::string(english); }

}  // namespace hearthside
