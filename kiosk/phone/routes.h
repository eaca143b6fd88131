// SPDX-License-Identifier: Apache-2.0
// Decides the answer to a Request from the Board, or the intent to put to the Room. All of the phone server's
// promises about hosts, origins, keys and limits (SAFETY 6, 7, 16 to 19) are decided here, without a socket
// and without a Room. Used on one thread only.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/text/language.h"
#include "kiosk/phone/form.h"
#include "kiosk/phone/handouts.h"
#include "kiosk/phone/page_shares.h"
#include "kiosk/phone/pages.h"
#include "kiosk/phone/sealing.h"
#include "kiosk/web/http.h"
#include "kiosk/web/limiter.h"

namespace hearthside::phone {

struct RoutesOptions {
    std::string team;
    int notes_per_10min = 60;                  // per address
    bool tls = false;                          // whether connections use TLS
    std::string public_origin;                 // "https://notes.ward.example" besides the kiosk's own address; may be
                                               // empty
    std::filesystem::path catalogues;          // of the interface's languages; empty: English only
    std::vector<std::string> languages{"en"};  // ids that phones may have, the team's own first
    Handouts* handouts = nullptr;              // outlives the Routes; null: nothing is handed out
};

// A note to put to the Room, and what is needed to answer once the Room has decided.
struct NoteToAdd {
    huddle::AddNote intent;
    NoteFormView form;  // as typed, to return when it is not kept
    bool json = false;
    const text::Language* language = nullptr;  // owned by the Routes
    std::optional<AnswerKey> answer_key;       // of a note that came sealed; its answers are in JSON
};

// A tap on the pulse, in the same way.
struct PulseToAnswer {
    huddle::AnswerPulse intent;
    std::string key;
    bool json = false;
    const text::Language* language = nullptr;
};

// Dots on notes, in the same way.
struct DotsToPlace {
    huddle::PlaceDots intent;
    std::string key;
    bool json = false;
    const text::Language* language = nullptr;
};

// The host is valid and the path is the reviewer's. The reviewer's Handler decides everything else.
struct ForReviewer {};

using Answer = std::variant<web::Response, NoteToAdd, PulseToAnswer, DotsToPlace, ForReviewer>;

class Routes {
public:
    using Time = std::chrono::steady_clock::time_point;

    // `keys` opens sealed notes, and must outlive the Routes.
    Routes(RoutesOptions options, SealingKeys& keys);

    // Reads now what is otherwise read at the first use, so that no request has to wait for it.
    void get_ready() const;

    // Any thread.
    void set_team(std::string_view team) { pages_.set_team(team); }
    void set_hosts(std::vector<std::string> hosts) { hosts_ = std::move(hosts); }

    // `now` is on the huddle's time line (Room::now), `steady` on the limiter's.
    Answer answer(const web::Request& request, const huddle::Board& board, huddle::Instant now, Time steady);

    // The answer after the Room's decision. Every note that was kept gets the same bytes, and all answers to
    // sealed notes have one size.
    web::Response note_answered(const NoteToAdd& note, const huddle::Result<void>& outcome) const;
    web::Response pulse_answered(const PulseToAnswer& pulse, const huddle::Result<void>& outcome);
    web::Response dots_placed(const DotsToPlace& dots, const huddle::Result<void>& outcome);

    // The answer when the kiosk has no reviewer's pages, or is too busy for them now.
    web::Response no_reviewing(const web::Request& request, bool busy) const;

    // The answer when the Room was not in time; it may or may not keep the note.
    web::Response late(const web::Request& request, const huddle::Board& board, huddle::Instant now) const;

    // For a request to this target.
    static std::size_t body_bytes_at_most(const std::string& target);

    // The answer to a request that could not be read.
    web::Response unreadable(int status) const;

    // For the listeners whose page was opened with this key.
    web::LiveNews live(const std::string& key, const huddle::Board& board, huddle::Instant now) const;

private:
    struct Asked;  // a request, and what was read of it once: its type, path and key
    Asked asked_of(const web::Request& request, const huddle::Board& board, huddle::Instant now) const;
    Answer get(const Asked& asked, Time steady);
    Answer post(const Asked& asked, Time steady);
    Answer post_note(const Asked& asked, Time steady);
    Answer read_note(const Asked& asked, const NoteFields& fields, std::optional<AnswerKey> answer_key, Time steady);
    web::Response in_envelope(const AnswerKey& key, const web::Response& answer) const;
    web::Response outcome_of(const NoteToAdd& note, const huddle::Result<void>& outcome) const;
    Answer post_pulse(const Asked& asked);
    Answer post_dots(const Asked& asked);
    web::Response dots_page(const Asked& asked) const;
    std::optional<web::Response> handout(const Asked& asked, Time steady);
    web::Response file_handout(const Asked& asked, std::string_view key, Time steady);
    std::optional<web::Response> fault_in_post(const Asked& asked) const;
    web::Response with_old_key(const Asked& asked) const;
    huddle::Result<NoteFields> note_fields(const Asked& asked) const;
    web::Response unread(const Asked& asked, const huddle::Problem& problem) const;  // the answer to such a problem
    NoteFormView form_of(const Asked& asked, const NoteFields& fields) const;
    bool is_ours(const web::Request& request) const;
    const text::Language& language_of(const web::Request& request) const;
    std::optional<web::Response> nudged(const Asked& asked, const NoteToAdd& note, std::string text, bool masked) const;
    web::Response too_many(const NoteToAdd& note, std::chrono::seconds wait) const;
    web::Response refused(const NoteToAdd& note, int status, std::string_view heading,
                          std::vector<FormFault> faults) const;
    static std::optional<std::string> text_sent(const Asked& asked);
    web::Response simple(const Asked& asked, int status, std::string_view heading, std::string_view sentence) const;
    web::Response dressed(web::Response response) const;

    RoutesOptions options_;
    SealingKeys& keys_;
    text::Languages languages_;
    PhonePages pages_;
    web::Limiter limiter_;
    PageShares pulse_shares_, dots_shares_;
    std::vector<std::string> hosts_;
    std::string script_;  // as it is sent
    std::string script_squeezed_;
};

// Whether `key` is the room's key, or the previous one while that is still valid. Takes the same time for
// every wrong key.
bool key_opens(const huddle::Board& board, std::string_view key, huddle::Instant now);

}  // namespace hearthside::phone
