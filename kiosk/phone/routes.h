// A Request and the Board -> what to answer, or a note to put to the Room. Everything the web face
// promises about hosts, origins, keys and limits (SAFETY 6, 7, 16 to 19) is decided here, without a
// socket and without a Room. Belongs to one thread.
#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "kiosk/phone/http.h"
#include "kiosk/phone/limiter.h"
#include "kiosk/phone/pages.h"

namespace hearthside {

// A note that may be put to the Room, and what is needed to answer once the Room has.
struct NoteToAdd {
    AddNote intent;
    NoteFormView form;  // as typed, to give back if it is not kept
    bool json = false;
    PeerId peer{};
};

class Routes {
public:
    using Time = std::chrono::steady_clock::time_point;

    Routes(std::string_view team, int notes_in_ten_minutes);

    void set_hosts(std::vector<std::string> hosts) { hosts_ = std::move(hosts); }

    // `now` is the huddle's time line (Room::now), `steady` the limiter's.
    std::variant<Response, NoteToAdd> answer(const Request& request, const Board& board, Instant now,
                                             Time steady);

    // What the Room said. Every note that was kept gets the same bytes.
    Response note_answered(const NoteToAdd& note, const Result<void>& outcome, Time steady);

    // The Room has not said anything in time; it may or may not keep the note.
    Response late(const Request& request, const Board& board, Instant now) const;

    // The request could not be read.
    Response unreadable(int status) const;

private:
    std::variant<Response, NoteToAdd> post_note(const Request& request, const std::string& key,
                                                bool key_lives, Time steady);
    Response refused(const NoteToAdd& note, int status, std::string heading,
                     std::vector<FormFault> faults) const;
    Response simple(bool json, int status, std::string_view heading, std::string_view sentence) const;
    Response dressed(Response response) const;

    Pages pages_;
    Limiter limiter_;
    std::vector<std::string> hosts_;
};

// Is `key` the room's, or the one before while that still holds? Takes the same time for every wrong
// key.
bool key_opens(const Board& board, std::string_view key, Instant now);

}  // namespace hearthside
