// SPDX-License-Identifier: Apache-2.0
// The pages a phone sees, made from assets/web: the note form, the thank-you page, and plain messages, each
// in the requested language. The routes decide which page is sent, and with what status.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/board.h"
#include "core/text/language.h"
#include "core/wording/nudges.h"
#include "kiosk/phone/handouts.h"
#include "kiosk/phone/huddle_card.h"
#include "kiosk/phone/live_state.h"
#include "kiosk/web/html.h"
#include "kiosk/web/http.h"

namespace hearthside::phone {

struct FormFault {
    enum class Place { nowhere, round, text } place = Place::nowhere;
    std::string sentence;  // already in the reader's language
};

struct NoteFormView {
    std::string key;
    std::string token;
    std::string round;    // as sent; any text
    std::string text;     // as sent; returned unchanged
    std::string heading;  // above the faults; empty when there are none
    std::vector<FormFault> faults;
    LiveState live;
};

// Words of a note that its writer may want to look at again before it is sent.
struct NudgeView {
    std::string key;
    std::string token;
    std::string round;
    std::string text;
    std::vector<wording::Nudge> nudges;  // of this text; none when everything was masked
};

struct DotsView {
    std::string key;
    std::string page;                    // the page's random identifier, for PlaceDots
    bool placed = false;                 // shows thanks
    std::vector<huddle::NoteId> chosen;  // the notes already ticked
    std::string fault;                   // at the top of the page, already in the reader's language; empty when there
                                         // is none
};

class PhonePages {
public:
    // `encrypted`: whether the page itself is sent over TLS.
    PhonePages(std::string_view team, bool encrypted);
    // Any thread. Applies to the pages made from then on.
    void set_team(std::string_view team);

    web::Response note_form(int status, const NoteFormView& view, const text::Language& language) const;

    // Names each finding, and has three ways on: mask what can be masked, back to the form, or send it as it is.
    // `nudge_part` is the page without its frame, for a script to insert into its own page.
    web::Response nudge(const NudgeView& view, const text::Language& language) const;
    static web::Html nudge_part(const NudgeView& view, const text::Language& language);

    // Both show the running huddle, never a note.
    web::Response thank_you(const std::string& key, const huddle::Board& board, huddle::Instant now,
                            const PulseView& pulse, const text::Language& language) const;
    web::Response huddle(const std::string& key, const huddle::Board& board, huddle::Instant now,
                         const PulseView& pulse, const text::Language& language) const;

    // Released notes of the lessons round, to place dots on. It does not show the dots of others.
    web::Response dots(int status, const DotsView& view, const huddle::Board& board,
                       const text::Language& language) const;

    // What the kiosk hands out: a file with a button that fetches it, and the lessons of a huddle.
    web::Response file_on_offer(std::string_view path, std::string_view name, std::uint64_t size,
                                const text::Language& language) const;
    web::Response record(const RecordForPhones& record, const text::Language& language) const;

    // `kept_text` is a note that cannot be taken here and is returned to copy. Heading and sentence are
    // already in the reader's language.
    web::Response message(int status, std::string_view heading, std::string_view sentence,
                          const text::Language& language,
                          const std::optional<std::string>& kept_text = std::nullopt) const;

    // For Content-Security-Policy: 'sha256-...' of the page's single style sheet.
    const std::string& style_source() const { return style_source_; }

private:
    struct Frame {
        int status = 200;
        std::string title;
        bool script = false;
    };
    web::Response page(const Frame& frame, web::Html content, const text::Language& language) const;
    web::Html live_part(const std::string& key, const huddle::Board& board, huddle::Instant now, const PulseView& pulse,
                        const text::Language& language) const;

    std::atomic<std::shared_ptr<const web::Html>> team_;
    bool encrypted_;
    std::string style_source_;
};

}  // namespace hearthside::phone
