#include "kiosk/review/pages.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <span>

#include "kiosk/review/review_assets.h"

namespace hearthside {

namespace {

std::string source_of_style(std::string_view style) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(style.data()), style.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("'sha256-{}'", text.data());
}

std::string navigation(std::string_view place, const PageReader& reader) {
    constexpr std::pair<std::string_view, const char*> links[] = {
        {"/review", translatable("History")},           {"/review/lessons", translatable("Lessons")},
        {"/review/actions", translatable("Actions")},   {"/review/questions", translatable("Questions")},
        {"/review/figures", translatable("Figures")}};
    std::string items;
    for (const auto& [path, words] : links) {
        items += fmt::format(R"(<a href="{}"{}>{}</a>)", path, path == place ? R"( aria-current="page")" : "",
                             e(reader.tr(words)));
    }
    return fmt::format(
        R"(<nav class="places" aria-label="{}">{}</nav><span class="aside">{}</span>)"
        R"(<form class="leave" method="post" action="/review/sign-out"><input type="hidden" name="form" value="{}">)"
        R"(<button class="button">{}{}</button></form>)",
        e(reader.tr("The record")), items, e(reader.tr("Team view. No one is named here.")), e(reader.secret),
        icon(lock_icon), e(reader.tr("Sign out")));
}

}  // namespace

ReviewPages::ReviewPages(std::string_view team)
    : team_(std::make_shared<const Html>(escaped(team))), style_source_(source_of_style(review_assets::style_css)) {}

void ReviewPages::set_team(std::string_view team) { team_ = std::make_shared<const Html>(escaped(team)); }

Response ReviewPages::dressed(Response response) const {
    auto& headers = response.headers;
    headers.emplace_back("Content-Security-Policy",
                         fmt::format("default-src 'none'; img-src 'self'; style-src {}; form-action 'self'; "
                                     "base-uri 'none'; frame-ancestors 'none'",
                                     style_source_));
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    headers.emplace_back("Cache-Control", "no-store");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    return response;
}

Response ReviewPages::page(const Frame& frame, std::string content, const PageReader& reader) const {
    Response response;
    response.status = frame.status;
    response.body = filled(review_assets::page_html,
                           {{"lang", escaped(reader.language.id())},
                            {"dir", {reader.language.right_to_left() ? "rtl" : "ltr"}},
                            {"title", escaped(frame.title + " - " + reader.tr("Review"))},
                            {"style", {std::string(review_assets::style_css)}},
                            {"team", *team_.load()},
                            {"nav", {reader.secret.empty() ? "" : navigation(frame.place, reader)}},
                            {"content", {std::move(content)}}},
                           reader.language)
                        .markup;
    return response;
}

Response ReviewPages::sign_in(int status, std::string_view form_secret, std::string_view fault,
                              const PageReader& reader) const {
    const Html line{fault.empty() ? ""
                                  : fmt::format(R"(<p class="fault" id="fault" role="alert">{}</p>)", e(fault))};
    const Html marks{fault.empty() ? "" : R"( aria-invalid="true" aria-describedby="fault")"};
    return page({.title = reader.tr("Sign in"), .place = "", .status = status},
                filled(review_assets::sign_in_html,
                       {{"fault", line}, {"secret", escaped(form_secret)}, {"marks", marks}}, reader.language)
                    .markup,
                reader);
}

Response ReviewPages::message(int status, std::string_view heading, std::string_view sentence,
                              const PageReader& reader) const {
    return page({.title = std::string(heading), .place = "", .status = status},
                fmt::format(R"(<section class="card narrow"><h1>{}</h1><p class="lead">{}</p></section>)", e(heading),
                            e(sentence)),
                reader);
}

std::string search_form(const Fields& asked, const PageReader& reader) {
    return fmt::format(
        R"(<form class="search" role="search" method="get" action="/review/search"><label class="unseen" for="words">{0}</label>)"
        R"({1}<input id="words" name="words" type="search" maxlength="200" placeholder="{0}" value="{2}"><button class="button">{3}</button></form>)",
        e(reader.tr("Search all that was said")), icon(search_icon), e(field(asked, "words")),
        e(reader.tr("Search")));
}

std::string export_menu(const ExportWish& wish, bool notes_leave, const PageReader& reader) {
    struct Format {
        const char *id, *words;
    };
    constexpr Format formats[] = {{"pdf", translatable("PDF report")},
                                  {"xlsx", translatable("Spreadsheet (Excel)")},
                                  {"csv", translatable("Spreadsheet (CSV)")},
                                  {"md", translatable("Text (Markdown)")},
                                  {"poster", translatable("Notice board poster")},
                                  {"json", translatable("For programs (JSON)")}};
    constexpr Format page[] = {{"page", translatable("One page (PDF)")}};
    std::string buttons;
    for (const Format& format : wish.huddle ? std::span<const Format>(page) : std::span<const Format>(formats)) {
        buttons += fmt::format(R"(<button name="format" value="{}">{}{}</button>)", format.id, icon(download_icon),
                               e(reader.tr(format.words)));
    }
    const auto hidden = [](const char* name, const std::string& value) {
        return value.empty() ? "" : fmt::format(R"(<input type="hidden" name="{}" value="{}">)", name, e(value));
    };
    const std::string what = hidden("form", reader.secret) + hidden("from", wish.span.from ? to_text(*wish.span.from) : "") +
                             hidden("to", wish.span.to ? to_text(*wish.span.to) : "") + hidden("layout", wish.layout) +
                             hidden("huddle", wish.huddle ? to_hex(wish.huddle->value) : "");
    const std::string carry = notes_leave
                                  ? reader.tr("Exports carry notes too: the team has agreed to it.")
                                  : reader.tr("Exports carry lessons and actions. Notes only if the team agreed.");
    return fmt::format(
        R"(<details class="menu"><summary class="button main">{}{}</summary><form method="post" action="/review/export">{}{}<p>{}</p></form></details>)",
        icon(download_icon), e(reader.tr("Export")), what, buttons, e(carry));
}

}  // namespace hearthside
