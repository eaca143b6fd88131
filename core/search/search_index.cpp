// SPDX-License-Identifier: Apache-2.0
#include "core/search/search_index.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>

namespace hearthside::search {

namespace {

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

// For ASCII only.
char plain_sign(char letter) {
    if (letter >= 'A' && letter <= 'Z') return static_cast<char>(letter - 'A' + 'a');
    return letter == '`' ? '\'' : letter;
}

// Accents, Hebrew and Arabic vowel points and the Indic nukta, by their combining class. The marks of
// Japanese (8), Indic vowels and viramas (0, 9), Thai, Lao and Tibetan (103 to 132) make another word.
bool is_left_out(UChar32 letter) {
    const std::uint8_t place = u_getCombiningClass(letter);
    return place == 7 || (place >= 10 && place <= 36) || place >= 200 || letter == 0x0640;
}

// Punctuation that keyboards and phones write in many ways. Zero for any other character.
UChar32 plain_punctuation(UChar32 sign) {
    if (sign < 0x80) return sign == '`' ? '\'' : 0;
    switch (sign) {
        case 0x00B4:
        case 0x02B9:  // apostrophes that count as letters: half rings and turned commas are used as apostrophes too
        case 0x02BB:
        case 0x02BC:
        case 0x02BD:
        case 0x02BE:
        case 0x02BF:
        case 0x02C8:
        case 0x02CA:
        case 0x02CB:
        case 0x055A:
        case 0x05F3:
        case 0x1FBD:
        case 0x1FBF:
        case 0x1FEF:
        case 0x1FFD:
        case 0x1FFE:
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x2035:
        case 0x2039:
        case 0x203A:
        case 0x275B:
        case 0x275C:
        case 0xA78B:
        case 0xA78C:
        case 0xFF07:
        case 0xFF40:
            return '\'';
        case 0x00AB:
        case 0x00BB:
        case 0x02BA:
        case 0x02EE:
        case 0x05F4:
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2033:
        case 0x2036:
        case 0x275D:
        case 0x275E:
        case 0x275F:
        case 0x2760:
        case 0x300C:
        case 0x300D:
        case 0x300E:
        case 0x300F:
        case 0x301D:
        case 0x301E:
        case 0x301F:
        case 0xFF02:
        case 0xFF62:
        case 0xFF63:
            return '"';
        case 0x2043:
        case 0x2212:
        case 0x207B:
        case 0x208B:
            return '-';
        case 0x060C:
        case 0x3001:
        case 0xFE11:
        case 0xFF64:
            return ',';
        case 0x061B:
        case 0x204F:
            return ';';
        case 0x061F:
        case 0x037E:
        case 0x055E:
            return '?';
        case 0x06D4:
        case 0x0589:
        case 0x0964:
        case 0x3002:
        case 0xFF61:
            return '.';
        case 0x00A1:
            return '!';
        case 0x00BF:
            return '?';
        case 0x00B7:
        case 0x2022:
        case 0x2027:
        case 0x30FB:
            return 0x00B7;
        case 0x066A:
            return '%';
        case 0x2044:
        case 0x2215:
            return '/';
        default:
            break;
    }
    if (u_isUWhiteSpace(sign)) return ' ';
    return u_charType(sign) == U_DASH_PUNCTUATION ? '-' : 0;
}

// Before compatibility decomposition splits some of them into blanks and accents.
icu::UnicodeString with_plain_punctuation(const icu::UnicodeString& text) {
    icu::UnicodeString plain;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 letter = text.char32At(at), sign = plain_punctuation(letter);
        plain.append(sign != 0 ? sign : letter);
    }
    return plain;
}

// Letters that no decomposition makes equal.
UChar32 plain_form(UChar32 letter) {
    switch (letter) {
        case 0x0142:
            return 'l';
        case 0x00F8:
            return 'o';
        case 0x0111:
            return 'd';
        case 0x0127:
            return 'h';
        case 0x0131:
            return 'i';
        case 0x0649:  // Arabic letters that Urdu and Persian keyboards write differently
        case 0x064A:
            return 0x06CC;
        case 0x0643:
            return 0x06A9;
        case 0x0629:
        case 0x06C1:
        case 0x06D5:
            return 0x0647;
        default:
            break;
    }
    const int32_t digit = letter > 0x7f ? u_charDigitValue(letter) : -1;
    return digit >= 0 ? '0' + digit : letter;
}

std::string fold(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(error);
    if (U_FAILURE(error)) return std::string(text);
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const icu::UnicodeString letters =
        apart->normalize(casefold->normalize(with_plain_punctuation(whole), error), error);
    if (U_FAILURE(error)) return std::string(text);
    icu::UnicodeString kept;
    for (int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 letter = letters.char32At(at);
        if (is_left_out(letter)) continue;
        const UChar32 sign = plain_punctuation(letter);
        kept.append(sign != 0 ? sign : plain_form(letter));
    }
    std::string result;
    kept.toUTF8String(result);
    return result;
}

std::vector<std::string> words_of(std::string_view question) {
    const std::string text = folded_for_search(question);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size() && words.size() < SearchIndex::words_at_most;) {
        const std::size_t begin = text.find_first_not_of(" \n", at);
        if (begin == std::string::npos) break;
        at = std::min(text.find_first_of(" \n", begin), text.size());
        words.push_back(text.substr(begin, at - begin));
    }
    // The longest word usually has the fewest hits, so few texts remain to be checked.
    std::ranges::stable_sort(words, std::ranges::greater(), &std::string::size);
    return words;
}

bool holds(std::string_view text, const std::string& word) {
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace

std::string folded_for_search(std::string_view text) {
    std::string result;
    if (is_plain(text)) {
        result.assign(text);
        std::ranges::transform(result, result.begin(), plain_sign);
    } else {
        result = fold(text);
    }
    // A zero byte ends a text in the index. A no-break space counts as a space for a search.
    std::ranges::replace_if(
        result, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
    return result;
}

void SearchIndex::add(std::string_view text) {
    starts_.push_back(text_.size());
    text_ += folded_for_search(text);
    text_ += '\0';
}

std::string_view SearchIndex::of(std::size_t number) const {
    const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : text_.size();
    return std::string_view(text_).substr(starts_[number], end - starts_[number]);
}

void SearchIndex::remove_if(const std::function<bool(std::size_t number)>& gone) {
    std::size_t end = 0, kept = 0;
    for (std::size_t number = 0; number < starts_.size(); ++number) {
        if (gone(number)) continue;
        const std::string_view text = of(number);
        const std::size_t length = text.size();
        ::memmove(text_.data() + end, text.data(), length);
        starts_[kept++] = end;
        end += length;
    }
    starts_.resize(kept);
    if (end < text_.size()) ::explicit_bzero(text_.data() + end, text_.size() - end);
    text_.resize(end);
}

std::vector<std::uint32_t> SearchIndex::find(std::string_view question) const {
    std::vector<std::uint32_t> found;
    const std::vector<std::string> words = words_of(question);
    if (words.empty()) return found;
    const std::string& first = words.front();
    std::size_t at = 0, number = 0;
    while (at < text_.size()) {
        const void* hit = ::memmem(text_.data() + at, text_.size() - at, first.data(), first.size());
        if (!hit) break;
        const auto place = static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data());
        // Hits come in order, mostly in this text or a near one.
        while (number + 1 < starts_.size() && starts_[number + 1] <= place) {
            if (starts_.size() - number > 64 && starts_[number + 64] <= place) {
                number += 64;
            } else {
                ++number;
            }
        }
        const std::string_view text = of(number);
        const bool all =
            std::all_of(words.begin() + 1, words.end(), [&](const std::string& word) { return holds(text, word); });
        if (all) found.push_back(static_cast<std::uint32_t>(number));
        at = starts_[number] + text.size();
    }
    return found;
}

}  // namespace hearthside::search
