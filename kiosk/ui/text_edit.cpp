// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_edit.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace hearthside::ui {

namespace {

// A grapheme break iterator over UTF-8, with byte indices.
class Graphemes {
public:
    explicit Graphemes(std::string_view text) : size_(text.size()) {
        UErrorCode status = U_ZERO_ERROR;
        iterator_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        source_ = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
        if (iterator_) iterator_->setText(source_, status);
        usable_ = iterator_ != nullptr && U_SUCCESS(status);
    }
    ~Graphemes() { utext_close(source_); }
    Graphemes(const Graphemes&) = delete;
    Graphemes& operator=(const Graphemes&) = delete;

    std::size_t before(std::size_t index) {
        if (index == 0) return 0;
        if (!usable_) return index - 1;
        const int at = iterator_->preceding(static_cast<std::int32_t>(std::min(index, size_)));
        return at == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(at);
    }
    std::size_t after(std::size_t index) {
        if (index >= size_) return size_;
        if (!usable_) return index + 1;
        const int at = iterator_->following(static_cast<std::int32_t>(index));
        return at == icu::BreakIterator::DONE ? size_ : static_cast<std::size_t>(at);
    }
    bool is_boundary(std::size_t index) {
        if (index == 0 || index >= size_) return true;
        return usable_ ? iterator_->isBoundary(static_cast<std::int32_t>(index)) != 0 : true;
    }

private:
    std::size_t size_;
    std::unique_ptr<icu::BreakIterator> iterator_;
    UText* source_ = nullptr;
    bool usable_ = false;
};

icu::UnicodeString code_points(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

std::string insertable(std::string_view utf8) {
    constexpr UChar32 stands_for_broken_bytes = 0xfffd;
    const icu::UnicodeString all = code_points(utf8);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        const UChar32 character = all.char32At(at);
        if (character == stands_for_broken_bytes) continue;
        if (u_charType(character) == U_CONTROL_CHAR && character != '\n') continue;
        kept.append(character);
    }
    std::string result;
    kept.toUTF8String(result);
    return result;
}

std::size_t line_start(const TextEdit& edit) {
    if (edit.caret == 0) return 0;
    const std::size_t found = edit.text.rfind('\n', edit.caret - 1);
    return found == std::string::npos ? 0 : found + 1;
}

std::size_t line_end(const TextEdit& edit) {
    const std::size_t found = edit.text.find('\n', edit.caret);
    return found == std::string::npos ? edit.text.size() : found;
}

bool reads_right_to_left(const TextEdit& edit) {
    const std::size_t from = line_start(edit);
    const std::string_view line = std::string_view(edit.text).substr(from, line_end(edit) - from);
    const icu::UnicodeString characters = code_points(line);
    for (std::int32_t at = 0; at < characters.length(); at = characters.moveIndex32(at, 1)) {
        const UChar32 character = characters.char32At(at);
        const UCharDirection direction = u_charDirection(character);
        if (direction == U_LEFT_TO_RIGHT) return false;
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
    }
    return false;
}

}  // namespace

std::size_t boundary_before(std::string_view text, std::size_t index) { return Graphemes(text).before(index); }

std::size_t boundary_after(std::string_view text, std::size_t index) { return Graphemes(text).after(index); }

void insert(TextEdit& edit, std::string_view utf8) {
    const std::string piece = insertable(utf8);
    edit.text.insert(edit.caret, piece);
    edit.caret += piece.size();
    // The inserted text may have joined with the text after it, like a joiner between two emoji.
    Graphemes graphemes(edit.text);
    if (!graphemes.is_boundary(edit.caret)) edit.caret = graphemes.after(edit.caret);
}

void erase_before(TextEdit& edit) {
    const std::size_t from = boundary_before(edit.text, edit.caret);
    edit.text.erase(from, edit.caret - from);
    place_caret(edit, from);
}

void erase_after(TextEdit& edit) {
    edit.text.erase(edit.caret, boundary_after(edit.text, edit.caret) - edit.caret);
    place_caret(edit, edit.caret);
}

void move_back(TextEdit& edit) { edit.caret = boundary_before(edit.text, edit.caret); }
void move_on(TextEdit& edit) { edit.caret = boundary_after(edit.text, edit.caret); }

void move_left(TextEdit& edit) { reads_right_to_left(edit) ? move_on(edit) : move_back(edit); }
void move_right(TextEdit& edit) { reads_right_to_left(edit) ? move_back(edit) : move_on(edit); }

void move_to_line_start(TextEdit& edit) { edit.caret = line_start(edit); }
void move_to_line_end(TextEdit& edit) { edit.caret = line_end(edit); }

void place_caret(TextEdit& edit, std::size_t index) {
    index = std::min(index, edit.text.size());
    const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(edit.text[at]) & 0xc0u) == 0x80u; };
    while (index < edit.text.size() && index > 0 && continues(index)) --index;
    Graphemes graphemes(edit.text);
    edit.caret = graphemes.is_boundary(index) ? index : graphemes.before(index);
}

void replace_all(TextEdit& edit, std::string text) {
    clear(edit);
    edit.text = std::move(text);
    edit.caret = edit.text.size();
}

void clear(TextEdit& edit) {
    // A volatile write is not optimised away, so the words do not remain in freed memory.
    for (char& byte : edit.text) *static_cast<volatile char*>(&byte) = 0;
    edit.text.clear();
    edit.text.shrink_to_fit();
    edit.caret = 0;
}

}  // namespace hearthside::ui
