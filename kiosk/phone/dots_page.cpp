// The page on which a phone places its dots: the released notes of the lessons round, a box for each, one
// Send. It is a plain form, and knows nothing of the dots that others placed.
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/phone/pages.h"
#include "kiosk/web/web_assets.h"

namespace hearthside {

namespace {

// Whoever votes sees the wall with the whole notes: here their beginnings are enough, and the page stays
// light.
constexpr std::size_t bytes_of_a_note = 160;
constexpr std::size_t bytes_of_one_of_many = 50;
constexpr std::size_t bytes_around_a_note = 30;  // of markup, squeezed
// With more than this the script, which only brings the room's key along to the next page, has to stay out.
constexpr std::size_t bytes_beside_the_script = 6'000;

// At most `bytes_at_most` bytes: to the last blank before that, else to the last whole character.
std::string beginning_of(const std::string& text, std::size_t bytes_at_most) {
    if (text.size() <= bytes_at_most) return text;
    std::size_t end = text.find_last_of(" \n", bytes_at_most);
    if (end == std::string::npos || end < bytes_at_most / 2) {
        end = bytes_at_most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    }
    return text.substr(0, end) + "…";
}

}  // namespace

Response PhonePages::dots(int status, const DotsView& view, const Board& board, const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const std::vector<const Note*> notes = notes_for_dots(board);
    const auto bytes_of_notes = [&](std::size_t each) {
        std::size_t bytes = 0;
        for (const Note* note : notes) bytes += bytes_around_a_note + std::min(note->text.size(), each);
        return bytes;
    };
    const bool many = bytes_of_notes(bytes_of_a_note) > bytes_beside_the_script;
    const std::size_t each = many ? bytes_of_one_of_many : bytes_of_a_note;
    Html boxes;
    for (const Note* note : notes) {
        const bool chosen = std::ranges::find(view.chosen, note->id) != view.chosen.end();
        boxes.markup += fmt::format(
            R"(<label class="choice"><input type="checkbox" name="note" value="{}"{}>)"
            R"(<span dir="auto">{}</span></label>)"
            "\n",
            to_hex(note->id.value), chosen ? " checked" : "", escaped(beginning_of(note->text, each)).markup);
    }
    Html banner;
    if (!view.fault.empty()) {
        banner.markup = fmt::format(
            R"(<div class="banner" role="alert" tabindex="-1" autofocus aria-labelledby="banner">)"
            R"(<h2 id="banner">{}</h2></div>)",
            escaped(view.fault).markup);
    }
    const bool scripted = bytes_of_notes(each) <= bytes_beside_the_script;
    const std::string heading = view.placed ? tr("Thank you") : tr("Place your dots");
    const std::string lead = view.placed ? tr("Your dots are placed. Choose again to change them.")
                                         : tr("Which notes should the team learn from first?");
    Html content = filled(web_assets::dots_page_html,
                          {{"heading", escaped(heading)},
                           {"lead", escaped(lead)},
                           {"banner", std::move(banner)},
                           {"key", escaped(view.key)},
                           {"page", escaped(view.page)},
                           {"notes", std::move(boxes)}},
                          language);
    return page({.status = status, .title = view.fault.empty() ? heading : view.fault, .script = scripted},
                std::move(content), language);
}

}  // namespace hearthside
