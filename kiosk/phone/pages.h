// The pages a phone sees, made from assets/web: the note form, the thank-you page, and plain messages.
// They say what they are told; which page is due, and with what status, is the routes' to decide.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/phone/html.h"
#include "kiosk/phone/http.h"

namespace hearthside {

struct FormFault {
    enum class Place { nowhere, round, text } place = Place::nowhere;
    std::string sentence;
};

struct NoteFormView {
    std::string key;
    std::string token;
    std::string round;    // as sent; any text
    std::string text;     // as sent; given back unchanged
    std::string heading;  // above the faults; empty when there are none
    std::vector<FormFault> faults;
};

class Pages {
public:
    explicit Pages(std::string_view team);

    Response note_form(int status, const NoteFormView& view) const;

    // The same for everybody who asks at the same moment. Shows the running huddle's rounds, never
    // anything about notes, and renews itself every ten seconds while there is one.
    Response thank_you(const std::string& key, const Board& board, Instant now) const;

    // `kept_text` is a note that cannot be taken here: it is given back to copy.
    Response message(int status, std::string_view heading, std::string_view sentence,
                     const std::optional<std::string>& kept_text = std::nullopt,
                     const std::optional<std::string>& link_to_form = std::nullopt) const;

    // For Content-Security-Policy: 'sha256-...' of the one style sheet, which stands in the page.
    const std::string& style_source() const { return style_source_; }

private:
    Response page(int status, std::string_view title, Html content, Html refresh = {}) const;

    Html team_;
    std::string style_source_;
};

}  // namespace hearthside
