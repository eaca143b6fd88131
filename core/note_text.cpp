#include "core/note_text.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <limits>
#include <memory>

namespace hearthside {

namespace {

bool is_bidi_control(UChar32 character) {
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

// Line ends become LF, tabs become spaces, other control characters and bidi controls go.
icu::UnicodeString without_controls(const icu::UnicodeString& text) {
    icu::UnicodeString kept;
    for (int32_t position = 0; position < text.length(); position = text.moveIndex32(position, 1)) {
        const UChar32 character = text.char32At(position);
        if (character == '\r' || character == '\n') {
            const bool first_of_pair = character == '\r' && text.charAt(position + 1) == '\n';
            if (!first_of_pair) kept.append(static_cast<UChar32>('\n'));
        } else if (character == '\t') {
            kept.append(static_cast<UChar32>(' '));
        } else if (u_charType(character) != U_CONTROL_CHAR && !is_bidi_control(character)) {
            kept.append(character);
        }
    }
    return kept;
}

icu::UnicodeString trimmed(const icu::UnicodeString& text) {
    int32_t begin = 0;
    int32_t end = text.length();
    // All white space lies in the first plane, so that single code units are enough.
    while (begin < end && u_isUWhiteSpace(text.charAt(begin))) ++begin;
    while (end > begin && u_isUWhiteSpace(text.charAt(end - 1))) --end;
    return text.tempSubStringBetween(begin, end);
}

Problem refused(std::string sentence) { return {ProblemKind::invalid, std::move(sentence)}; }

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

Result<std::string> clean_note_text(std::string_view raw) {
    if (!is_utf8(raw)) return refused("These letters did not arrive as text; please type the note again.");

    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status))
        return refused("This kiosk cannot read text now; please tell whoever looks after it.");
    const auto given = icu::UnicodeString::fromUTF8({raw.data(), static_cast<int32_t>(raw.size())});
    const icu::UnicodeString composed = normalizer->normalize(given, status);
    if (U_FAILURE(status)) return refused("This text is too long to read; please make it shorter.");

    std::string text;
    trimmed(without_controls(composed)).toUTF8String(text);
    const std::size_t graphemes = count_graphemes(text);
    if (graphemes == 0) return refused("The note is empty; a word or two is enough.");
    if (graphemes > note_graphemes_at_most) {
        std::string sentence = "The note has " + std::to_string(graphemes) + " characters; " +
                               std::to_string(note_graphemes_at_most) + " is the most it can hold.";
        return refused(std::move(sentence));
    }
    return text;
}

std::size_t count_graphemes(std::string_view text) {
    if (text.empty()) return 0;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> clusters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    UText* reader = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    if (U_SUCCESS(status)) clusters->setText(reader, status);
    std::size_t count = 0;
    if (U_SUCCESS(status)) {
        while (clusters->next() != icu::BreakIterator::DONE) ++count;
    }
    utext_close(reader);
    // Without ICU's data a limit must still hold: bytes are never fewer than clusters.
    return U_SUCCESS(status) ? count : text.size();
}

}  // namespace hearthside
