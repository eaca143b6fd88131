#include "kiosk/ui/ui.h"

#include <algorithm>
#include <utility>

namespace hearthside {

Ui::Ui(const Appearance& theme_, Pictures& pictures_, Errands& errands, const Surroundings& around_,
       Instant now_)
    : theme(theme_), pictures(pictures_), around(around_), now(now_), errands_(errands),
      language_(around_.catalogues ? &around_.catalogues->of(around_.language) : nullptr) {
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

Ticket Ui::intend(Intent intent) {
    const bool protects = std::holds_alternative<Pause>(intent) || std::holds_alternative<Resume>(intent) ||
                          std::holds_alternative<SetAside>(intent) || std::holds_alternative<BringBack>(intent);
    std::optional<Intent> kept;
    if (protects) kept = intent;
    const Ticket ticket = errands_.send(std::move(intent));
    if (kept) protecting.emplace_back(ticket, *std::move(kept));
    return ticket;
}

Outcome Ui::outcome(Ticket ticket) { return errands_.outcome(ticket); }

std::string Ui::tr(std::string_view english) const {
    return language_ ? language_->text(english) : std::string(english);
}

std::string Ui::tr(std::string_view one, std::string_view many, std::size_t number) const {
    if (language_) return language_->text(one, many, static_cast<long long>(number));
    return std::string(number == 1 ? one : many);
}

std::string Ui::tr_title(std::string_view english) const {
    return language_ ? language_->text_in("round", english) : std::string(english);
}

}  // namespace hearthside
