// What the phone server can do for who gives something away: a file for one download, and the page with what
// a huddle learnt. As functions, so that neither the screen's loop nor the exports hold the server itself.
#pragma once

#include <functional>
#include <string>

#include "core/huddle/board.h"
#include "kiosk/phone/handouts.h"

namespace hearthside {

class PhoneServer;

// Any thread; cheap. Empty functions are a place without phones.
struct HandingOut {
    std::function<bool()> reachable;  // whether phones can come just now
    std::function<std::string(HandoutFile)> hand_out_file;
    std::function<std::string(RecordForPhones)> hand_out_record;
    std::function<std::string(const std::string& path)> link_to;
    std::function<void(const std::string& path)> take_back;
};
// `phone` must outlive it.
HandingOut handing_out(PhoneServer& phone);

// The address of a page with the running huddle's lessons and actions, which is gone after a quarter of an
// hour; empty between huddles, and when phones cannot reach us.
std::string record_link(const Board& board, const HandingOut& phones);

}  // namespace hearthside
