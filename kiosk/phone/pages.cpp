#include "kiosk/phone/pages.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "kiosk/web/looks.h"
#include "kiosk/web/web_assets.h"

namespace hearthside {

namespace {

// The word that a tile has besides its round's: "now", "next huddle" or nothing.
std::string state_of_tile(const LiveState& live, RoundCategory category, const Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    if (live.later[index_of(category)]) return tr("next huddle");
    return live.open == category ? tr("now") : "";
}

Html tiles(const NoteFormView& view, const Language& language) {
    Html result;
    for (const RoundCategory category : all_categories) {
        const Look look = look_of(kind_of(category));
        const std::string_view value = to_text(category);
        result.markup += fmt::format(
            R"(<label class="tile {0}"><input type="radio" name="round" id="round-{1}" value="{1}"{2}>)"
            R"(<span class="face"><span class="disc">{3}</span><span class="word">{4}<small>{5}</small></span>{6}</span></label>)"
            "\n",
            look.colour, value, view.round == value ? " checked" : "", icon_svg(look.icon).markup,
            escaped(word_of(category, language)).markup,
            escaped(state_of_tile(view.live, category, language)).markup, icon_svg(check_icon, "tick").markup);
    }
    return result;
}

const FormFault* fault_at(const NoteFormView& view, FormFault::Place place) {
    const auto found = std::ranges::find(view.faults, place, &FormFault::place);
    return found == view.faults.end() ? nullptr : &*found;
}

Html fault_line(const FormFault* fault, const char* id) {
    if (!fault) return {};
    return {fmt::format(R"(<p class="fault" id="{}">{}<span>{}</span></p>)", id, icon_svg(speech_icon).markup,
                        escaped(fault->sentence).markup)};
}

Html banner(const NoteFormView& view) {
    if (view.heading.empty()) return {};
    std::string lines;
    std::string links;
    for (const FormFault& fault : view.faults) {
        const std::string sentence = escaped(fault.sentence).markup;
        switch (fault.place) {
            case FormFault::Place::nowhere:
                lines += fmt::format("<p>{}</p>", sentence);
                break;
            case FormFault::Place::round:
                links += fmt::format(R"(<li><a href="#round-wins">{}</a></li>)", sentence);
                break;
            case FormFault::Place::text:
                links += fmt::format(R"(<li><a href="#note">{}</a></li>)", sentence);
                break;
        }
    }
    if (!links.empty()) links = "<ul>" + links + "</ul>";
    return {
        fmt::format(R"(<div class="banner" role="alert" tabindex="-1" autofocus aria-labelledby="banner">)"
                    R"(<h2 id="banner">{}</h2>{}{}</div>)",
                    escaped(view.heading).markup, lines, links)};
}

std::string source_of_style(std::string_view style) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
        text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("'sha256-{}'", text.data());
}

constexpr const char* hidden = " hidden";

}  // namespace

PhonePages::PhonePages(std::string_view team, bool encrypted)
    : team_(std::make_shared<const Html>(escaped(team))), encrypted_(encrypted), style_source_(source_of_style(web_assets::style_css)) {}

void PhonePages::set_team(std::string_view team) { team_ = std::make_shared<const Html>(escaped(team)); }

Response PhonePages::page(const Frame& frame, Html content, const Language& language) const {
    const Html script{frame.script ? "<script src=\"/app.js\" defer></script>\n" : ""};
    Response response;
    response.status = frame.status;
    response.body = filled(web_assets::page_html,
                           {{"lang", escaped(language.id())},
                            {"dir", {language.right_to_left() ? "rtl" : "ltr"}},
                            {"title", escaped(frame.title)},
                            {"style", {std::string(web_assets::style_css)}},
                            {"script", script},
                            {"team", *team_.load()},
                            {"content", std::move(content)}},
                           language)
                        .markup;
    return response;
}

Response PhonePages::note_form(int status, const NoteFormView& view, const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const FormFault* round_fault = fault_at(view, FormFault::Place::round);
    const FormFault* text_fault = fault_at(view, FormFault::Place::text);
    const char* round_marks =
        round_fault ? R"( class="marked" aria-invalid="true" aria-describedby="round-fault")" : "";
    const bool some_wait = std::ranges::find(view.live.later, true) != view.live.later.end();
    const Html not_encrypted{
        encrypted_
            ? ""
            : "<li>" +
                  escaped(tr("This page is not encrypted: somebody attacking the network could change it."))
                      .markup +
                  "</li>\n"};
    Html content =
        filled(web_assets::note_form_html,
               {{"banner", banner(view)},
                {"key", escaped(view.key)},
                {"token", escaped(view.token)},
                {"round_marks", {round_marks}},
                {"round_fault", fault_line(round_fault, "round-fault")},
                {"tiles", tiles(view, language)},
                {"later_hidden", {some_wait ? "" : hidden}},
                {"huddle_hidden", {view.live.huddle ? "" : hidden}},
                {"dots", view.live.dots ? link_to_dots(view.key, language) : Html{}},
                {"text_class", {text_fault ? R"( class="marked")" : ""}},
                {"text_fault", fault_line(text_fault, "note-fault")},
                {"text_described", {text_fault ? "note-fault note-guide note-hint" : "note-guide note-hint"}},
                {"text_marks", {text_fault ? R"( aria-invalid="true")" : ""}},
                {"text", escaped(view.text)},
                {"not_encrypted", not_encrypted}},
               language);
    const std::string title = tr("Add a note");
    return page({.status = status,
                 .title = view.heading.empty() ? title : view.heading + " - " + title,
                 .script = true},
                std::move(content), language);
}

Html PhonePages::live_part(const std::string& key, const Board& board, Instant now, const PulseView& pulse,
                      const Language& language) const {
    return filled(web_assets::live_html,
                  {{"key", escaped(key)}, {"now", huddle_now(key, board, now, pulse, language)}}, language);
}

Response PhonePages::thank_you(const std::string& key, const Board& board, Instant now, const PulseView& pulse,
                          const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const bool running = board.huddle.has_value();
    Html content = filled(web_assets::thank_you_html,
                          {{"key", escaped(key)},
                           {"live", live_part(key, board, now, pulse, language)},
                           {"foot", escaped(running ? tr("This page refreshes by itself.")
                                                    : tr("Nobody can see who wrote it."))}},
                          language);
    return page({.title = tr("Thank you"), .script = true}, std::move(content), language);
}

Response PhonePages::huddle(const std::string& key, const Board& board, Instant now, const PulseView& pulse,
                       const Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const bool running = board.huddle.has_value();
    Html content = filled(
        web_assets::huddle_page_html,
        {{"key", escaped(key)},
         // The card beneath says that this is the huddle now.
         {"heading", escaped(running ? language.text(board.huddle->layout_name) : tr("The huddle now"))},
         {"lead", escaped(running ? "" : tr("No huddle is running just now. Notes are welcome any time."))},
         {"live", live_part(key, board, now, pulse, language)},
         {"foot", escaped(running ? tr("This page refreshes by itself.") : "")}},
        language);
    return page({.title = tr("The huddle now"), .script = true}, std::move(content), language);
}

Response PhonePages::message(int status, std::string_view heading, std::string_view sentence,
                        const Language& language, const std::optional<std::string>& kept_text) const {
    Html kept;
    if (kept_text && !kept_text->empty())
        kept = filled(web_assets::kept_text_html, {{"text", escaped(*kept_text)}}, language);
    Html content =
        filled(web_assets::message_html,
               {{"heading", escaped(heading)}, {"sentence", escaped(sentence)}, {"kept", std::move(kept)}},
               language);
    return page({.status = status, .title = std::string(heading)}, std::move(content), language);
}

}  // namespace hearthside
