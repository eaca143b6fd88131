// The page between writing and sending, when words of a note could point to somebody or speak of fault. Nothing
// has been sent then, and every way on is open.
#include <fmt/format.h>

#include "kiosk/web/looks.h"
#include "kiosk/phone/pages.h"
#include "kiosk/web/web_assets.h"

namespace hearthside {

namespace {

constexpr const char* mask_icon = "M3 12.6H21M5.4 8.4H9M12 8.4H18.6M5.4 16.8H14M17 16.8H18.6";
constexpr const char* lock_icon = "M6.4 10.8H17.6V20H6.4ZM8.6 10.8V7.6A3.4 3.4 0 0 1 15.4 7.6V10.8";

enum class Version { as_written, masked };

// The text with each nudge in a tag: the words themselves, or what stands in their place.
std::string with_tags(const NudgeView& view, Version version) {
    const bool masks = version == Version::masked;
    const char* const tag = masks ? "b" : "mark";
    std::string result;
    std::size_t from = 0;
    const std::string_view text = view.text;
    for (const Nudge& nudge : view.nudges) {
        if (masks && nudge.kind == NudgeKind::blame) continue;
        const std::string_view words = masks ? nudge.mask : text.substr(nudge.begin, nudge.end - nudge.begin);
        result += escaped(text.substr(from, nudge.begin - from)).markup;
        result += fmt::format("<{0}>{1}</{0}>", tag, escaped(words).markup);
        from = nudge.end;
    }
    return result + escaped(text.substr(from)).markup;
}

std::string way_on(const char* value, const char* look, const char* icon, std::string_view word) {
    return fmt::format(R"(<button class="{}" type="submit" name="then" value="{}">{}{}</button>)"
                       "\n",
                       look, value, icon ? icon_svg(icon).markup : "", escaped(word).markup);
}

}  // namespace

Html PhonePages::nudge_part(const NudgeView& view, const Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    // One sentence says enough; all words are marked.
    const Nudge& first = foremost(view.nudges);
    const bool masks = first.kind != NudgeKind::blame;
    const std::string words = view.text.substr(first.begin, first.end - first.begin);
    Html other, buttons;
    if (masks) {
        other.markup = fmt::format("<h2 class=\"label\">{}</h2>\n<p class=\"words {}\" dir=\"auto\">{}</p>\n",
                                   escaped(tr("With it masked")).markup, escaped(view.round).markup,
                                   with_tags(view, Version::masked));
        buttons.markup += way_on("mask", "button", mask_icon, tr("Mask it and send"));
    }
    buttons.markup += way_on("rewrite", masks ? "button other" : "button", pencil_icon, tr("Rewrite"));
    buttons.markup += way_on("send", "as-it-is", nullptr, tr("Send as it is"));
    return filled(web_assets::nudge_html,
                  {{"sentence", escaped(fmt::format(fmt::runtime(tr(sentence_of(first.kind))), fmt::arg("words", words)))},
                   {"icon", icon_svg(masks ? lock_icon : speech_icon)},
                   {"help", escaped(tr(help_of(first.kind)))},
                   {"marked", {with_tags(view, Version::as_written)}},
                   {"masked", std::move(other)},
                   {"key", escaped(view.key)},
                   {"token", escaped(view.token)},
                   {"round", escaped(view.round)},
                   {"text", escaped(view.text)},
                   {"buttons", std::move(buttons)}},
                  language);
}

Response PhonePages::nudge(const NudgeView& view, const Language& language) const {
    return page({.title = language.text("One small thing first"), .script = true}, nudge_part(view, language),
                language);
}

}  // namespace hearthside
