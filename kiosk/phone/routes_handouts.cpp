// What the kiosk hands out, and who answers for the reviewer when nobody does.
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/web/request_head.h"
#include "kiosk/phone/routes_inside.h"

namespace hearthside {

namespace {

bool is_key(std::string_view text) { return text.size() == 32 && is_token(text); }

// For Content-Disposition (RFC 6266): plain letters as they are, all else percent-encoded.
std::string disposition_of(std::string_view name) {
    std::string plain, encoded;
    for (const char letter : name) {
        const bool safe = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
        plain += safe ? letter : '-';
        encoded += safe ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace

std::optional<Response> Routes::handout(const Asked& asked, Time steady) {
    constexpr std::string_view take = "/take/", record = "/record/";
    const std::string_view path = asked.path;
    const bool is_file = path.starts_with(take);
    if (!is_file && !path.starts_with(record)) return std::nullopt;
    const std::string_view key = path.substr(is_file ? take.size() : record.size());
    const std::string& method = asked.request.method;
    if (method != "GET" && !(method == "POST" && is_file)) {
        Response response = simple(asked, 405, asked.tr("Not possible here"),
                                   asked.tr("This page can only be looked at."));
        response.headers.emplace_back("Allow", is_file ? "GET, POST" : "GET");
        return response;
    }
    if (options_.handouts && is_key(key)) {
        if (is_file) return file_handout(asked, key, steady);
        if (const auto found = options_.handouts->record(key, steady)) return pages_.record(*found, asked.language);
    }
    return simple(asked, 404, asked.tr("This link has gone"),
                  asked.tr("It held for a quarter of an hour. The kiosk can show a new one."));
}

// Looking does not use the link up: cameras and messengers look ahead. Only the button does.
Response Routes::file_handout(const Asked& asked, std::string_view key, Time steady) {
    const auto offered = options_.handouts->look(key, steady);
    if (offered && asked.request.method == "GET")
        return pages_.file_on_offer(asked.path, offered->name, offered->size, asked.language);
    if (offered && !is_ours(asked.request)) {
        return simple(asked, 403, asked.tr("Not from here"),
                      asked.tr("Please open the link from the code on the screen."));
    }
    const std::shared_ptr<Pieces> pieces = offered ? options_.handouts->take(key, steady) : nullptr;
    if (!pieces) {
        return simple(asked, 404, asked.tr("This link has gone"),
                      asked.tr("It worked once, or its quarter of an hour is over. The kiosk can show a new one."));
    }
    Response response;
    response.content_type = offered->content_type;
    response.headers.emplace_back("Content-Disposition", disposition_of(offered->name));
    response.pieces = pieces;
    return response;
}

Response Routes::no_reviewing(const Request& request, bool busy) const {
    const Language& language = language_of(request);
    const auto tr = [&](std::string_view english) { return language.text(english); };
    if (busy) {
        Response response = pages_.message(503, tr("One moment, please"),
                                           tr("The kiosk is still at work. Please try again shortly."),
                                           language);
        response.headers.emplace_back("Retry-After", "5");
        return dressed(std::move(response));
    }
    return dressed(pages_.message(404, tr("Nothing here"),
                                  tr("There is no such page; please scan the code on the screen."),
                                  language));
}

}  // namespace hearthside
