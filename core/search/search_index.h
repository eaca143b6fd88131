// SPDX-License-Identifier: Apache-2.0
// Finds texts by the words in them, in any language. Case, accents and width do not matter, and a part of a
// word is enough. The index is in memory only. A full-text table of the database (FTS5) was not chosen,
// because its segments keep the words of deleted rows until they are merged. Here a deleted text is gone,
// because nothing of the index is ever on a disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::search {

// The form in which texts and questions are compared: Unicode's NFKC casefold without accents and without
// vowel points, which people often omit. Letters that look alike in Arabic script have one form. Each kind of
// apostrophe, quotation mark, dash, blank and stop has one form too: phones write the curly ones, keyboards
// the straight ones. Marks that make another letter (Japanese voicing, Indic vowel signs) stay. Any thread.
std::string folded_for_search(std::string_view text);

// Belongs to one thread. Texts are numbered from 0 in the order of adding.
class SearchIndex {
public:
    static constexpr std::size_t words_at_most = 8;

    void add(std::string_view text);  // folds it
    // Removes and wipes every text for which `gone(number)` is true. The others keep their order and get new
    // numbers.
    void remove_if(const std::function<bool(std::size_t number)>& gone);
    std::size_t size() const { return starts_.size(); }
    std::size_t bytes() const { return text_.size(); }

    // The numbers of the texts that hold every word of `question`, ascending. None for a question without a
    // word. Only the first eight words count.
    std::vector<std::uint32_t> find(std::string_view question) const;

private:
    std::string_view of(std::size_t number) const;

    std::string text_;                 // all of them, each ended by a zero byte
    std::vector<std::size_t> starts_;  // where each text begins
};

}  // namespace hearthside::search
