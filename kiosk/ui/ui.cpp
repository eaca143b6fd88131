#include "kiosk/ui/ui.h"

#include <algorithm>
#include <utility>

namespace hearthside {

Ui::Ui(const Appearance& theme_, Pictures& pictures_, Errands& errands, const Surroundings& around_,
       Instant now_)
    : theme(theme_), pictures(pictures_), around(around_), now(now_), errands_(errands) {
    placing = Placing(static_cast<float>(theme.width), static_cast<float>(theme.glass_height - theme.height),
                      around.right_to_left());
}

bool Surroundings::right_to_left() const {
    const auto shown = std::find_if(languages.begin(), languages.end(),
                                    [this](const LanguageChoice& it) { return it.id == language; });
    return shown != languages.end() && shown->right_to_left;
}

void Ui::wake_at(Instant instant) {
    if (!wake || instant < *wake) wake = instant;
}

Ticket Ui::intend(Intent intent) { return errands_.send(std::move(intent)); }

Outcome Ui::outcome(Ticket ticket) { return errands_.outcome(ticket); }

std::string Ui::tr(std::string_view english) const { return std::string(english); }

}  // namespace hearthside
