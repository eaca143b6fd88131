// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/handing_out.h"

#include <utility>

#include "kiosk/phone/server.h"

namespace hearthside::services {

HandingOut handing_out(phone::PhoneServer& phone) {
    return {.reachable = [&phone] { return !phone.url().empty(); },
            .hand_out_file = [&phone](phone::HandoutFile file) { return phone.hand_out(std::move(file)); },
            .hand_out_record = [&phone](phone::RecordForPhones record) { return phone.hand_out(std::move(record)); },
            .link_to = [&phone](const std::string& path) { return phone.link_to(path); },
            .take_back = [&phone](const std::string& path) { phone.take_back(path); },
            .file_waits = [&phone](const std::string& path) { return phone.file_waits(path); }};
}

std::string record_link(const huddle::Board& board, const HandingOut& phones) {
    if (!board.huddle || !phones.hand_out_record || !phones.reachable()) return {};
    return phones.link_to(phones.hand_out_record(phone::record_for_phones(*board.huddle)));
}

}  // namespace hearthside::services
