// SPDX-License-Identifier: Apache-2.0
// What the phone server can hand out: a file for one download, and the page with what a huddle learnt. The
// interface is functions, so that the frame loop and the exports do not hold the server itself.
#pragma once

#include <functional>
#include <string>

#include "core/huddle/board.h"
#include "kiosk/phone/handouts.h"

namespace hearthside::phone {
class PhoneServer;
}  // namespace hearthside::phone

namespace hearthside::services {

// Any thread; cheap. Empty functions mean that there are no phones.
struct HandingOut {
    std::function<bool()> reachable;  // whether phones can reach the kiosk now
    std::function<std::string(phone::HandoutFile)> hand_out_file;
    std::function<std::string(phone::RecordForPhones)> hand_out_record;
    std::function<std::string(const std::string& path)> link_to;
    std::function<void(const std::string& path)> take_back;
    std::function<bool(const std::string& path)> file_waits;  // no phone has fetched it, and its time is not over
};
// `phone` must outlive the result.
HandingOut handing_out(phone::PhoneServer& phone);

// The address of a page with the running huddle's lessons and actions. The page expires after a quarter of an
// hour. Empty between huddles, and when phones cannot reach the kiosk.
std::string record_link(const huddle::Board& board, const HandingOut& phones);

}  // namespace hearthside::services
