// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/pages.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/calendar/calendar.h"
#include "kiosk/web/looks.h"
#include "kiosk/web/web_assets.h"

namespace hearthside::phone {

namespace {

// The word on a tile beside its round's: "now", "next huddle" or nothing.
std::string state_of_tile(const LiveState& live, huddle::RoundCategory category, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    if (live.later[huddle::index_of(category)]) return tr("next huddle");
    return live.open == category ? tr("now") : "";
}

web::Html tiles(const NoteFormView& view, const text::Language& language) {
    web::Html result;
    for (const huddle::RoundCategory category : huddle::all_categories) {
        const web::Look look = web::look_of(web::kind_of(category));
        const std::string_view value = huddle::to_text(category);
        result.markup += fmt::format(
            R"(<label class="tile {0}"><input type="radio" name="round" id="round-{1}" value="{1}"{2}>)"
            R"(<span class="face"><span class="disc">{3}</span><span class="word">{4}<small>{5}</small></span>{6}</span></label>)"
            "\n",
            look.colour, value, view.round == value ? " checked" : "", web::icon_svg(look.icon).markup,
            web::escaped(web::word_of(category, language)).markup,
            web::escaped(state_of_tile(view.live, category, language)).markup,
            web::icon_svg(web::check_icon, "tick").markup);
    }
    return result;
}

const FormFault* fault_at(const NoteFormView& view, FormFault::Place place) {
    const auto found = std::ranges::find(view.faults, place, &FormFault::place);
    return found == view.faults.end() ? nullptr : &*found;
}

web::Html fault_line(const FormFault* fault, const char* id) {
    if (!fault) return {};
    return {fmt::format(R"(<p class="fault" id="{}">{}<span>{}</span></p>)", id, web::icon_svg(web::speech_icon).markup,
                        web::escaped(fault->sentence).markup)};
}

web::Html banner(const NoteFormView& view) {
    if (view.heading.empty()) return {};
    std::string lines;
    std::string links;
    for (const FormFault& fault : view.faults) {
        const std::string sentence = web::escaped(fault.sentence).markup;
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
    return {fmt::format(R"(<div class="banner" role="alert" tabindex="-1" autofocus aria-labelledby="banner">)"
                        R"(<h2 id="banner">{}</h2>{}{}</div>)",
                        web::escaped(view.heading).markup, lines, links)};
}

std::string source_of_style(std::string_view style) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("'sha256-{}'", text.data());
}

constexpr const char* hidden = " hidden";

}  // namespace

PhonePages::PhonePages(std::string_view team, bool encrypted)
    : team_(std::make_shared<const web::Html>(web::escaped(team))),
      encrypted_(encrypted),
      style_source_(source_of_style(web::assets::style_css)) {}

void PhonePages::set_team(std::string_view team) { team_ = std::make_shared<const web::Html>(web::escaped(team)); }

web::Response PhonePages::page(const Frame& frame, web::Html content, const text::Language& language) const {
    const web::Html script{frame.script ? "<script src=\"/app.js\" defer></script>\n" : ""};
    web::Response response;
    response.status = frame.status;
    response.body = web::filled(web::assets::page_html,
                                {{"lang", web::escaped(language.id())},
                                 {"dir", {language.right_to_left() ? "rtl" : "ltr"}},
                                 {"title", web::escaped(frame.title)},
                                 {"style", {std::string(web::assets::style_css)}},
                                 {"script", script},
                                 {"team", *team_.load()},
                                 {"content", std::move(content)}},
                                language)
                        .markup;
    return response;
}

web::Response PhonePages::note_form(int status, const NoteFormView& view, const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const FormFault* round_fault = fault_at(view, FormFault::Place::round);
    const FormFault* text_fault = fault_at(view, FormFault::Place::text);
    const char* round_marks =
        round_fault ? R"( class="marked" aria-invalid="true" aria-describedby="round-fault")" : "";
    const bool some_wait = std::ranges::find(view.live.later, true) != view.live.later.end();
    const web::Html not_encrypted{
        encrypted_ ? ""
                   : "<li>" +
                         web::escaped(tr("This page is not encrypted: somebody attacking the network could change it."))
                             .markup +
                         "</li>\n"};
    web::Html content =
        web::filled(web::assets::note_form_html,
                    {{"banner", banner(view)},
                     {"key", web::escaped(view.key)},
                     {"token", web::escaped(view.token)},
                     {"round_marks", {round_marks}},
                     {"round_fault", fault_line(round_fault, "round-fault")},
                     {"tiles", tiles(view, language)},
                     {"later_hidden", {some_wait ? "" : hidden}},
                     {"huddle_hidden", {view.live.huddle ? "" : hidden}},
                     {"dots", view.live.dots ? link_to_dots(view.key, language) : web::Html{}},
                     {"text_class", {text_fault ? R"( class="marked")" : ""}},
                     {"text_fault", fault_line(text_fault, "note-fault")},
                     {"text_described", {text_fault ? "note-fault note-guide note-hint" : "note-guide note-hint"}},
                     {"text_marks", {text_fault ? R"( aria-invalid="true")" : ""}},
                     {"text", web::escaped(view.text)},
                     {"not_encrypted", not_encrypted}},
                    language);
    const std::string title = tr("Add a note");
    return page(
        {.status = status, .title = view.heading.empty() ? title : view.heading + " - " + title, .script = true},
        std::move(content), language);
}

web::Html PhonePages::live_part(const std::string& key, const huddle::Board& board, huddle::Instant now,
                                const PulseView& pulse, const text::Language& language) const {
    return web::filled(web::assets::live_html,
                       {{"key", web::escaped(key)}, {"now", huddle_now(key, board, now, pulse, language)}}, language);
}

web::Response PhonePages::thank_you(const std::string& key, const huddle::Board& board, huddle::Instant now,
                                    const PulseView& pulse, const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const bool running = board.huddle.has_value();
    web::Html content = web::filled(
        web::assets::thank_you_html,
        {{"key", web::escaped(key)},
         {"live", live_part(key, board, now, pulse, language)},
         {"foot", web::escaped(running ? tr("This page refreshes by itself.") : tr("Nobody can see who wrote it."))}},
        language);
    return page({.title = tr("Thank you"), .script = true}, std::move(content), language);
}

web::Response PhonePages::huddle(const std::string& key, const huddle::Board& board, huddle::Instant now,
                                 const PulseView& pulse, const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const bool running = board.huddle.has_value();
    web::Html content = web::filled(
        web::assets::huddle_page_html,
        {{"key", web::escaped(key)},
         // The card below shows that this is the current huddle.
         {"heading", web::escaped(running ? language.text(board.huddle->layout_name) : tr("The huddle now"))},
         {"lead", web::escaped(running ? "" : tr("No huddle is running just now. Notes are welcome any time."))},
         {"live", live_part(key, board, now, pulse, language)},
         {"foot", web::escaped(running ? tr("This page refreshes by itself.") : "")}},
        language);
    return page({.title = tr("The huddle now"), .script = true}, std::move(content), language);
}

web::Response PhonePages::message(int status, std::string_view heading, std::string_view sentence,
                                  const text::Language& language, const std::optional<std::string>& kept_text) const {
    web::Html kept;
    if (kept_text && !kept_text->empty())
        kept = web::filled(web::assets::kept_text_html, {{"text", web::escaped(*kept_text)}}, language);
    web::Html content = web::filled(
        web::assets::message_html,
        {{"heading", web::escaped(heading)}, {"sentence", web::escaped(sentence)}, {"kept", std::move(kept)}},
        language);
    return page({.status = status, .title = std::string(heading)}, std::move(content), language);
}

// ---- The page on which a phone places its dots: a plain form. It does not show the dots that others placed.

namespace {

// People who vote see the whole notes on the wall. Here their beginnings are enough, and the page stays
// small.
constexpr std::size_t bytes_of_a_note = 160;
constexpr std::size_t bytes_of_one_of_many = 50;
constexpr std::size_t bytes_around_a_note = 30;  // of markup, compressed
// Above this size the script is left out. It only takes the room's key along to the next page.
constexpr std::size_t bytes_beside_the_script = 6'000;

// At most `bytes_at_most` bytes: up to the last blank before that, or else to the last whole character.
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

web::Response PhonePages::dots(int status, const DotsView& view, const huddle::Board& board,
                               const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const std::vector<const huddle::Note*> notes = notes_for_dots(board);
    const auto bytes_of_notes = [&](std::size_t each) {
        std::size_t bytes = 0;
        for (const huddle::Note* note : notes) bytes += bytes_around_a_note + std::min(note->text.size(), each);
        return bytes;
    };
    const bool many = bytes_of_notes(bytes_of_a_note) > bytes_beside_the_script;
    const std::size_t each = many ? bytes_of_one_of_many : bytes_of_a_note;
    web::Html boxes;
    for (const huddle::Note* note : notes) {
        const bool chosen = std::ranges::find(view.chosen, note->id) != view.chosen.end();
        boxes.markup += fmt::format(R"(<label class="choice"><input type="checkbox" name="note" value="{}"{}>)"
                                    R"(<span dir="auto">{}</span></label>)"
                                    "\n",
                                    huddle::to_hex(note->id.value), chosen ? " checked" : "",
                                    web::escaped(beginning_of(note->text, each)).markup);
    }
    web::Html banner;
    if (!view.fault.empty()) {
        banner.markup =
            fmt::format(R"(<div class="banner" role="alert" tabindex="-1" autofocus aria-labelledby="banner">)"
                        R"(<h2 id="banner">{}</h2></div>)",
                        web::escaped(view.fault).markup);
    }
    const bool scripted = bytes_of_notes(each) <= bytes_beside_the_script;
    const std::string heading = view.placed ? tr("Thank you") : tr("Place your dots");
    const std::string lead = view.placed ? tr("Your dots are placed. Choose again to change them.")
                                         : tr("Which notes should the team learn from first?");
    web::Html content = web::filled(web::assets::dots_page_html,
                                    {{"heading", web::escaped(heading)},
                                     {"lead", web::escaped(lead)},
                                     {"banner", std::move(banner)},
                                     {"key", web::escaped(view.key)},
                                     {"page", web::escaped(view.page)},
                                     {"notes", std::move(boxes)}},
                                    language);
    return page({.status = status, .title = view.fault.empty() ? heading : view.fault, .script = scripted},
                std::move(content), language);
}

// ---- The page between writing and sending. Nothing has been sent yet, and every choice is still open.

namespace {

constexpr const char* mask_icon = "M3 12.6H21M5.4 8.4H9M12 8.4H18.6M5.4 16.8H14M17 16.8H18.6";

// The text with each finding marked, and numbered as in the list.
std::string with_marks(const NudgeView& view) {
    std::string result;
    std::size_t from = 0, number = 0;
    const std::string_view text = view.text;
    for (const wording::Nudge& nudge : view.nudges) {
        result += web::escaped(text.substr(from, nudge.begin - from)).markup;
        result += fmt::format("<mark>{}&nbsp;<sup>{}</sup></mark>",
                              web::escaped(text.substr(nudge.begin, nudge.end - nudge.begin)).markup, ++number);
        from = nudge.end;
    }
    return result + web::escaped(text.substr(from)).markup;
}

// A line for each, in the order of the text. The same advice is given once.
std::string found_list(const NudgeView& view, const text::Language& language) {
    if (view.nudges.empty()) {
        return fmt::format("<p>{}</p>\n", web::escaped(language.text("Nothing left to look at")).markup);
    }
    std::string lines;
    std::set<std::string_view> said;
    std::size_t number = 0;
    for (const wording::Nudge& nudge : view.nudges) {
        const char* const help = wording::help_of(nudge.kind);
        lines += fmt::format("<li><sup>{}</sup> <b>{}</b>", ++number,
                             web::escaped(language.text(wording::title_of(nudge.kind))).markup);
        if (said.insert(help).second) lines += fmt::format("<p>{}</p>", web::escaped(language.text(help)).markup);
        lines += "</li>\n";
    }
    return "<ul>\n" + lines + "</ul>\n";
}

std::string way_on(const char* value, const char* look, const char* icon, std::string_view word) {
    return fmt::format(R"(<button class="{}" type="submit" name="then" value="{}">{}{}</button>)"
                       "\n",
                       look, value, web::icon_svg(icon).markup, web::escaped(word).markup);
}

}  // namespace

web::Html PhonePages::nudge_part(const NudgeView& view, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    const std::string mask = wording::mask_words(view.nudges, tr);
    const bool left = !view.nudges.empty();
    // The first button is the next good step; sending is always open.
    std::string buttons;
    if (!left) buttons += way_on("send", "button", web::send_icon, tr("Send"));
    if (!mask.empty()) buttons += way_on("mask", "button", mask_icon, mask);
    buttons += way_on("rewrite", left && mask.empty() ? "button" : "button other", web::pencil_icon, tr("Rewrite"));
    if (left) buttons += way_on("send", "button other", web::send_icon, tr("Send as it is"));
    return web::filled(web::assets::nudge_html,
                       {{"findings", {found_list(view, language)}},
                        {"marked", {with_marks(view)}},
                        {"key", web::escaped(view.key)},
                        {"token", web::escaped(view.token)},
                        {"round", web::escaped(view.round)},
                        {"text", web::escaped(view.text)},
                        {"buttons", {std::move(buttons)}}},
                       language);
}

web::Response PhonePages::nudge(const NudgeView& view, const text::Language& language) const {
    return page({.title = language.text("One small thing first"), .script = true}, nudge_part(view, language),
                language);
}

// ---- The pages of what the kiosk hands out

namespace {

std::string size_in_words(std::uint64_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 1'000'000) return fmt::format("{} KB", (bytes + 500) / 1000);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

web::Html lesson_card(const RecordForPhones::Lesson& lesson, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    std::string actions;
    for (const RecordForPhones::Action& action : lesson.actions) {
        const std::string who_and_when =
            fmt::format(fmt::runtime(tr("{role}, by {day}")), fmt::arg("role", language.text(action.role)),
                        fmt::arg("day", calendar::short_date(action.due)));
        actions += fmt::format(R"(<p class="kept" dir="auto">{}</p><p class="soft" dir="auto">{}</p>)",
                               web::escaped(action.sentence).markup, web::escaped(who_and_when).markup);
    }
    const std::string heading = lesson.text.empty() ? tr("What we will try") : lesson.text;
    return {fmt::format(R"(<section class="card pulse"><h2 dir="auto">{}</h2>{}</section>)",
                        web::escaped(heading).markup, actions)};
}

}  // namespace

web::Response PhonePages::file_on_offer(std::string_view path, std::string_view name, std::uint64_t size,
                                        const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    return page(
        {.title = tr("One file for you")},
        web::filled(
            web::assets::take_html,
            {{"path", web::escaped(path)}, {"name", web::escaped(name)}, {"size", web::escaped(size_in_words(size))}},
            language),
        language);
}

web::Response PhonePages::record(const RecordForPhones& record, const text::Language& language) const {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    web::Html lessons;
    for (const RecordForPhones::Lesson& lesson : record.lessons) {
        lessons.markup += lesson_card(lesson, language).markup;
    }
    if (record.lessons.empty()) {
        lessons.markup =
            fmt::format("<p class=\"kept\">{}</p>", web::escaped(tr("No lesson was kept this time.")).markup);
    }
    const std::string when = fmt::format("{} · {}", calendar::long_date(record.day), language.text(record.layout_name));
    return page({.title = tr("What we learnt")},
                web::filled(web::assets::record_html, {{"when", web::escaped(when)}, {"lessons", std::move(lessons)}},
                            language),
                language);
}

}  // namespace hearthside::phone
