// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ui.h"

#include <algorithm>
#include <utility>

namespace hearthside::ui {

Ui::Ui(const Appearance& theme_, Pictures& pictures_, Services& services, const Environment& environment_,
       huddle::Instant now_)
    : theme(theme_),
      pictures(pictures_),
      environment(environment_),
      now(now_),
      services_(services),
      language_(environment_.catalogues ? &environment_.catalogues->of(environment_.language) : nullptr) {
    placing = Placing(static_cast<float>(theme.width), static_cast<float>(theme.glass_height - theme.height),
                      environment.right_to_left());
}

bool Environment::right_to_left() const {
    const auto shown = std::find_if(languages.begin(), languages.end(),
                                    [this](const LanguageChoice& it) { return it.id == language; });
    return shown != languages.end() && shown->right_to_left;
}

void Ui::wake_at(huddle::Instant instant) {
    if (!wake || instant < *wake) wake = instant;
}

Ticket Ui::intend(huddle::Intent intent) {
    const bool protects =
        std::holds_alternative<huddle::Pause>(intent) || std::holds_alternative<huddle::Resume>(intent) ||
        std::holds_alternative<huddle::SetAside>(intent) || std::holds_alternative<huddle::BringBack>(intent);
    std::optional<huddle::Intent> kept;
    if (protects) kept = intent;
    const Ticket ticket = services_.send(std::move(intent));
    if (kept) protecting.emplace_back(ticket, *std::move(kept));
    return ticket;
}

Outcome Ui::outcome(Ticket ticket) { return services_.outcome(ticket); }

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

}  // namespace hearthside::ui
