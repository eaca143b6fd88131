// SPDX-License-Identifier: Apache-2.0
#include "core/text/note_text.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "core/huddle/limits.h"

namespace hearthside::text {

namespace {

// General category Cc, which never changes (Unicode Character Encoding Stability Policies).
bool is_control(UChar32 character) { return character < 0x20 || (character >= 0x7F && character < 0xA0); }

bool is_bidi_control(UChar32 character) {
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

// Every character that ends a line in some script, editor or file.
bool ends_line(UChar32 character) {
    return (character >= 0x0A && character <= 0x0D) || (character >= 0x1C && character <= 0x1E) || character == 0x85 ||
           character == 0x2028 || character == 0x2029;
}

// Characters that separate words but are not blanks: a tab, a unit separator, the zero-width space.
bool parts_words(UChar32 character) { return character == '\t' || character == 0x1F || character == 0x200B; }

icu::UnicodeString in_our_signs(const icu::UnicodeString& text) {
    // No sign becomes longer. ICU's own append() takes several times as long.
    std::u16string kept(static_cast<std::size_t>(text.length()), u'\0');
    char16_t* end = kept.data();
    const char16_t* const units = text.getBuffer();
    for (int32_t position = 0; position < text.length();) {
        const int32_t begin = position;
        UChar32 character = 0;
        U16_NEXT(units, position, text.length(), character);
        if (ends_line(character)) {
            const bool first_of_pair = character == '\r' && position < text.length() && units[position] == '\n';
            if (!first_of_pair) *end++ = u'\n';
        } else if (parts_words(character)) {
            *end++ = u' ';
        } else if (U_IS_UNICODE_NONCHAR(character)) {
            *end++ = u'\uFFFD';
        } else if (!is_control(character) && !is_bidi_control(character)) {
            end = std::copy(units + begin, units + position, end);
        }
    }
    return {kept.data(), static_cast<int32_t>(end - kept.data())};
}

// Whether this character is visible by itself. Marks without a letter, fillers, joiners and the blanks of
// every script are not. The replacement character is not either.
bool is_seen(UChar32 character) {
    if (u_hasBinaryProperty(character, UCHAR_PREPENDED_CONCATENATION_MARK)) return true;
    if (u_isUWhiteSpace(character) || u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return false;
    if ((U_GET_GC_MASK(character) & (U_GC_M_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) != 0) return false;
    switch (character) {
        case 0x2800:   // Braille without a dot
        case 0x303F:   // a Chinese half-width fill space
        case 0xFFFC:   // the object replacement character
        case 0xFFFD:   // the replacement character
        case 0x13441:  // blanks of hieroglyphs
        case 0x13442:
        case 0x1D159:  // a musical note without a head
            return false;
        default:
            return true;
    }
}

bool says_something(const icu::UnicodeString& text) {
    for (int32_t position = 0; position < text.length(); position = text.moveIndex32(position, 1)) {
        if (is_seen(text.char32At(position))) return true;
    }
    return false;
}

icu::UnicodeString trimmed(const icu::UnicodeString& text) {
    int32_t begin = 0;
    int32_t end = text.length();
    // All white space is in the first plane, so looking at single code units is enough.
    while (begin < end && u_isUWhiteSpace(text.charAt(begin))) ++begin;
    while (end > begin && u_isUWhiteSpace(text.charAt(end - 1))) --end;
    return text.tempSubStringBetween(begin, end);
}

// Marks are sorted before composing, and the sorting time grows with the square of their number.
std::size_t longest_run_of_marks(const icu::UnicodeString& text) {
    std::size_t longest = 0, run = 0;
    const char16_t* const units = text.getBuffer();
    for (int32_t position = 0; position < text.length();) {
        UChar32 character = 0;
        U16_NEXT(units, position, text.length(), character);
        const bool is_mark = character >= 0x300 && (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
        run = is_mark ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

// Two ASCII characters always belong to different clusters, except CR LF.
bool is_border(std::string_view text, std::size_t at) {
    const auto before = static_cast<unsigned char>(text[at - 1]), after = static_cast<unsigned char>(text[at]);
    return before < 0x80 && after < 0x80 && !(before == '\r' && after == '\n');
}

// Counts with ICU.
std::optional<std::size_t> clusters_of(icu::BreakIterator& clusters, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    UText* reader = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    if (U_SUCCESS(status)) clusters.setText(reader, status);
    std::size_t count = 0;
    if (U_SUCCESS(status)) {
        while (clusters.next() != icu::BreakIterator::DONE) ++count;
    }
    utext_close(reader);
    return U_SUCCESS(status) ? std::optional(count) : std::nullopt;
}

huddle::Problem refused(std::string sentence) { return {huddle::ProblemKind::invalid, std::move(sentence)}; }

huddle::Problem too_many_marks() { return refused("There are too many marks on one letter; please remove some."); }

huddle::Problem too_long() { return refused("This is too long to send; please shorten your note."); }

}  // namespace

bool is_utf8(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int32_t>::max())) return false;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t position = 0; position < length;) {
        UChar32 character = 0;
        U8_NEXT(bytes, position, length, character);
        if (character < 0) return false;
    }
    return true;
}

huddle::Result<huddle::CleanText> clean_note_text(std::string_view raw) {
    if (raw.size() > huddle::text_bytes_at_most) return too_long();
    if (!is_utf8(raw)) return refused("These letters did not arrive as text; please type the note again.");

    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return refused("This kiosk cannot read text now; please tell whoever looks after it.");
    const auto given = icu::UnicodeString::fromUTF8({raw.data(), static_cast<int32_t>(raw.size())});
    const icu::UnicodeString signs = in_our_signs(given);
    const icu::UnicodeString plain = trimmed(signs);  // a part of it, no copy
    if (longest_run_of_marks(plain) > marks_in_a_row_at_most) return too_many_marks();
    if (!says_something(plain)) return refused("The note is empty; a word or two is enough.");
    std::string text;
    plain.toUTF8String(text);
    // Counted before composing, which changes no cluster (Unicode Standard Annex 29) and takes long.
    const std::size_t graphemes = count_graphemes(text);
    if (graphemes > note_graphemes_at_most) {
        std::string sentence = "The note has " + std::to_string(graphemes) + " characters; " +
                               std::to_string(note_graphemes_at_most) + " is the most it can hold.";
        return refused(std::move(sentence));
    }

    // Composed last, because a removed character may have been between a letter and its mark.
    const icu::UnicodeString composed = normalizer->normalize(plain, status);
    if (U_FAILURE(status)) return refused("This text is too long to read; please make it shorter.");
    // Composing can turn one mark into two.
    if (longest_run_of_marks(composed) > marks_in_a_row_at_most) return too_many_marks();
    text.clear();
    composed.toUTF8String(text);
    if (text.size() > huddle::text_bytes_at_most) return too_long();
    return huddle::CleanText(std::move(text));
}

std::size_t count_graphemes(std::string_view text) {
    constexpr std::size_t worth_leaping = 32;  // bytes; restarting ICU costs as much as this many
    std::unique_ptr<icu::BreakIterator> clusters;
    std::size_t count = 0;
    std::size_t for_icu = 0;  // ICU counts from here on
    const auto by_icu = [&](std::size_t end) {
        if (end == for_icu) return true;
        UErrorCode status = U_ZERO_ERROR;
        if (!clusters) clusters.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        const auto more =
            U_SUCCESS(status) ? clusters_of(*clusters, text.substr(for_icu, end - for_icu)) : std::nullopt;
        count += more.value_or(0);
        return more.has_value();
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;  // the end of a stretch with a border after each byte
        while (end < text.size() && static_cast<unsigned char>(text[end]) < 0x80 &&
               (end + 1 == text.size() || is_border(text, end + 1))) {
            ++end;
        }
        if (end - at < worth_leaping) {
            at = end + 1;
            continue;
        }
        // The first character of the stretch may belong to the cluster before it.
        // The limit must hold without ICU's data too. There are never fewer bytes than clusters.
        if (!by_icu(at + 1)) return text.size();
        count += end - at - 1;
        at = for_icu = end;
    }
    return by_icu(text.size()) ? count : text.size();
}

}  // namespace hearthside::text
