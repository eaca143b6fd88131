// SPDX-License-Identifier: Apache-2.0
#include "core/wording/nudges.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>
#include <memory>

#include "core/text/language.h"
#include "core/text/note_text.h"
#include "core/wording/rules.h"

namespace hearthside::wording {

namespace {

constexpr int32_t steps_at_most = 100;  // in ICU's unit, about a millisecond each

struct Reader {
    WordingRule rule;
    std::unique_ptr<icu::RegexPattern> pattern;
};

std::vector<Reader> read_rules() {
    std::vector<Reader> readers;
    for (const auto rules : {wording_of_any_language(), wording_of_english(), wording_of_welsh(), wording_of_polish(),
                             wording_of_urdu()}) {
        for (const WordingRule& rule : rules) {
            UErrorCode status = U_ZERO_ERROR;
            UParseError where{};
            readers.push_back({rule, std::unique_ptr<icu::RegexPattern>(icu::RegexPattern::compile(
                                         icu::UnicodeString::fromUTF8(rule.pattern), 0, where, status))});
            // Happens only without ICU's data. Then there are no nudges, and everything else works.
            if (U_FAILURE(status)) return {};
        }
    }
    return readers;
}

std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

// A text without typography, as the rules read it, with the original position of each of its code units. One
// more position stands for the end.
struct PlainText {
    icu::UnicodeString text;
    std::vector<int32_t> places;

    void add(UChar32 letter, int32_t place) {
        text.append(letter);
        places.resize(static_cast<std::size_t>(text.length()), place);
    }
    int32_t begin(int32_t at) const { return places[static_cast<std::size_t>(at)]; }
    // Skips everything that belongs to the code unit before: the rest of a character that becomes several,
    // and characters that were left out.
    int32_t end(int32_t at) const {
        while (at + 1 < static_cast<int32_t>(places.size()) && at > 0 && begin(at) == begin(at - 1)) ++at;
        return begin(at);
    }
};

// Joiners, fillers and other invisible characters. On a Latin letter or a figure also marks, such as the
// frame of a keycap.
bool is_left_out(UChar32 letter, const PlainText& before) {
    if (u_hasBinaryProperty(letter, UCHAR_PREPENDED_CONCATENATION_MARK)) return false;
    if (u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(letter) == U_FORMAT_CHAR)
        return true;
    const int32_t length = before.text.length();
    return (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0 && length > 0 && u_isalnum(before.text.charAt(length - 1)) &&
           before.text.charAt(length - 1) < 0x80;
}

UChar32 plain_sign(UChar32 letter) {
    if (letter < 0x80) return letter;
    switch (letter) {
        case 0x2010:  // hyphens, including the non-breaking one and the figure dash
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2212:
        case 0xFE58:
        case 0xFE63:
        case 0xFF0D:
            return '-';
        case 0x02BC:
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0xFF07:
            return '\'';
        case 0x2044:
        case 0x2215:
            return '/';
        default:
            break;
    }
    if (u_isUWhiteSpace(letter) || letter == 0x200B) return ' ';
    const int32_t digit = u_charDigitValue(letter);
    return digit >= 0 ? '0' + digit : letter;
}

PlainText plain_text_of(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const compatible = icu::Normalizer2::getNFKCInstance(status);
    PlainText plain;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 letter = text.char32At(at), sign = plain_sign(letter);
        if (sign == letter && letter >= 0x80) {
            if (is_left_out(letter, plain)) continue;
            // Full-width, bold or circled letters and figures become plain ones.
            icu::UnicodeString whole;
            if (U_SUCCESS(status) && u_getIntPropertyValue(letter, UCHAR_NFKC_QUICK_CHECK) == UNORM_NO &&
                compatible->getDecomposition(letter, whole)) {
                bool letters = true;
                for (int32_t part = 0; part < whole.length(); part = whole.moveIndex32(part, 1))
                    letters = letters && u_isalnum(whole.char32At(part));
                if (letters || (whole.length() == 1 && whole.charAt(0) > ' ' && whole.charAt(0) < 0x7F)) {
                    for (int32_t part = 0; part < whole.length(); part = whole.moveIndex32(part, 1))
                        plain.add(plain_sign(whole.char32At(part)), at);
                    continue;
                }
            }
        }
        plain.add(letter == '\n' ? letter : sign, at);
    }
    plain.places.push_back(text.length());
    return plain;
}

// Whether a sentence begins here.
bool begins_sentence(const icu::UnicodeString& text, int32_t at) {
    while (at > 0 && (u_isUWhiteSpace(text.charAt(at - 1)) || u_ispunct(text.charAt(at - 1)))) {
        const char16_t before = text.charAt(--at);
        if (before == '.' || before == '!' || before == '?' || before == '\n') return true;
    }
    return at == 0;
}

icu::UnicodeString put(icu::UnicodeString mask, const char16_t* place, const icu::UnicodeString& words) {
    const int32_t at = mask.indexOf(place, -1, 0);
    if (at >= 0) mask.replace(at, icu::UnicodeString(place).length(), words);
    return mask;
}

std::string mask_of(const WordingRule& rule, const icu::RegexMatcher& found, const icu::UnicodeString& text) {
    if (rule.kind == NudgeKind::blame) return {};
    icu::UnicodeString mask = icu::UnicodeString::fromUTF8(rule.mask);
    UErrorCode status = U_ZERO_ERROR;
    const int32_t begin = found.start(status);
    if (found.groupCount() > 0) {
        const icu::UnicodeString group = found.group(1, status);
        mask = put(put(mask, u"{}", group), u"{small}", icu::UnicodeString(group).toLower(icu::Locale::getRoot()));
    }
    if (u_isupper(text.char32At(begin)) && begins_sentence(text, begin)) {
        const int32_t first = mask.moveIndex32(0, 1);
        mask.replace(0, first, icu::UnicodeString(u_toupper(mask.char32At(0))));
    }
    return utf8(mask);
}

// For each code unit of the text, and for its end, the number of UTF-8 bytes before it.
std::vector<std::size_t> bytes_before_each(const icu::UnicodeString& text) {
    std::vector<std::size_t> bytes{0};
    bytes.reserve(static_cast<std::size_t>(text.length()) + 1);
    for (int32_t at = 0; at < text.length(); ++at) {
        const char16_t unit = text.charAt(at);
        const bool half = U16_IS_SURROGATE(unit);  // two of four bytes
        bytes.push_back(bytes.back() + (unit < 0x80 ? 1u : unit < 0x800 || half ? 2u : 3u));
    }
    return bytes;
}

bool has_digit(const icu::UnicodeString& text) {
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        if (u_isdigit(text.char32At(at))) return true;
    }
    return false;
}

// Where matches overlap, patient and person come before blame, and then the longer one wins.
bool goes_before(const Nudge& one, const Nudge& other) {
    const bool one_blames = one.kind == NudgeKind::blame, other_blames = other.kind == NudgeKind::blame;
    if (one_blames != other_blames) return other_blames;
    if (one.end - one.begin != other.end - other.begin) return one.end - one.begin > other.end - other.begin;
    return one.begin < other.begin;
}

std::vector<Nudge> apart(std::vector<Nudge> found) {
    std::ranges::sort(found, goes_before);
    std::vector<Nudge> kept;
    for (Nudge& nudge : found) {
        const bool overlaps = std::ranges::any_of(
            kept, [&](const Nudge& other) { return nudge.begin < other.end && other.begin < nudge.end; });
        if (!overlaps) kept.push_back(std::move(nudge));
    }
    std::ranges::sort(kept, {}, &Nudge::begin);
    return kept;
}

}  // namespace

std::vector<Nudge> nudges_in(std::string_view text) {
    static const std::vector<Reader> readers = read_rules();
    if (text.empty() || text.size() > nudged_bytes_at_most || !text::is_utf8(text)) return {};
    const auto words = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const PlainText plain = plain_text_of(words);
    const bool digits = has_digit(plain.text);
    const std::vector<std::size_t> bytes_before = bytes_before_each(words);
    std::vector<Nudge> found;
    for (const Reader& reader : readers) {
        if (reader.rule.with_digits && !digits) continue;
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(reader.pattern->matcher(plain.text, status));
        if (U_FAILURE(status)) continue;
        matcher->setTimeLimit(steps_at_most, status);
        while (matcher->find(status) && U_SUCCESS(status)) {
            found.push_back({.kind = reader.rule.kind,
                             .begin = bytes_before[static_cast<std::size_t>(plain.begin(matcher->start(status)))],
                             .end = bytes_before[static_cast<std::size_t>(plain.end(matcher->end(status)))],
                             .mask = mask_of(reader.rule, *matcher, plain.text)});
        }
    }
    return apart(std::move(found));
}

std::string masked(std::string_view text, const std::vector<Nudge>& nudges) {
    std::string result;
    std::size_t from = 0;
    for (const Nudge& nudge : nudges) {
        assert(from <= nudge.begin && nudge.end <= text.size());
        if (nudge.kind == NudgeKind::blame) continue;
        result += text.substr(from, nudge.begin - from);
        result += nudge.mask;
        from = nudge.end;
    }
    result += text.substr(from);
    return result;
}

const char* title_of(NudgeKind kind) {
    switch (kind) {
        case NudgeKind::place:
            return text::translatable("A bed or room");
        case NudgeKind::number:
            return text::translatable("A long number");
        case NudgeKind::date:
            return text::translatable("A full date");
        case NudgeKind::postcode:
            return text::translatable("A postcode");
        case NudgeKind::name:
            return text::translatable("A name");
        case NudgeKind::telephone:
            return text::translatable("A telephone number");
        case NudgeKind::email:
            return text::translatable("An email address");
        case NudgeKind::blame:
            break;
    }
    return text::translatable("Sounds like blame");
}

const char* help_of(NudgeKind kind) {
    switch (kind) {
        case NudgeKind::place:
        case NudgeKind::number:
        case NudgeKind::date:
        case NudgeKind::postcode:
            return text::translatable("It could point to a patient. Your story is as strong without it.");
        case NudgeKind::name:
        case NudgeKind::telephone:
        case NudgeKind::email:
            return text::translatable("It could point to a person. Your story is as strong without it.");
        case NudgeKind::blame:
            break;
    }
    return text::translatable("What made it likely? That helps more than who.");
}

namespace {

const char* mask_words_of(NudgeKind kind) {
    switch (kind) {
        case NudgeKind::place:
            return text::translatable("Mask the bed or room");
        case NudgeKind::date:
            return text::translatable("Mask the date");
        case NudgeKind::postcode:
            return text::translatable("Mask the postcode");
        case NudgeKind::name:
            return text::translatable("Mask the name");
        case NudgeKind::email:
            return text::translatable("Mask the address");
        case NudgeKind::number:
        case NudgeKind::telephone:
        case NudgeKind::blame:
            break;
    }
    return text::translatable("Mask the number");
}

std::string filled(std::string words, std::string_view place, const std::string& with) {
    const std::size_t at = words.find(place);
    return at == std::string::npos ? words : words.replace(at, place.size(), with);
}

}  // namespace

std::string mask_words(const std::vector<Nudge>& nudges, const Translate& tr) {
    std::vector<std::size_t> numbers;
    for (std::size_t index = 0; index < nudges.size(); ++index)
        if (can_be_masked(nudges[index].kind)) numbers.push_back(index + 1);
    if (numbers.empty()) return {};
    if (numbers.size() == 1) return tr(mask_words_of(nudges[numbers.front() - 1].kind));
    std::string first;
    for (std::size_t index = 0; index + 1 < numbers.size(); ++index)
        first += (index > 0 ? ", " : "") + std::to_string(numbers[index]);
    return filled(filled(tr(text::translatable("Mask {first} and {last}")), "{first}", first), "{last}",
                  std::to_string(numbers.back()));
}

}  // namespace hearthside::wording
