// Finds texts by the words in them, in any language, without knowing whose texts they are: case, accents and
// width do not matter, and a part of a word is enough. In memory only. A full-text table of the database
// (FTS5) would be the ready answer, but its segments keep the words of deleted rows until they are merged;
// here a text that is deleted is gone, because nothing of this is ever on a disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

// How texts and questions are compared: Unicode's NFKC casefold, without accents and vowel points that people
// leave out, with one form for letters that look alike in Arabic script and for each kind of apostrophe, quotation mark,
// dash, blank and stop: phones write the curly ones, keyboards the straight ones. Marks that make another letter
// (Japanese voicing, Indic vowel signs) stay. Any thread.
std::string folded_for_search(std::string_view text);

// Belongs to one thread. Texts are numbered from 0 in the order they were added.
class SearchIndex {
public:
    static constexpr std::size_t words_at_most = 8;

    void add(std::string_view text);  // folds it
    // Takes out every text of which `gone(number)` is true, and wipes it; the others keep their order and get
    // new numbers.
    void remove_if(const std::function<bool(std::size_t number)>& gone);
    std::size_t size() const { return starts_.size(); }
    std::size_t bytes() const { return text_.size(); }

    // The numbers of the texts that hold every word of `question`, ascending. None for a question without a
    // word; words beyond the first eight do not count.
    std::vector<std::uint32_t> find(std::string_view question) const;

private:
    std::string_view of(std::size_t number) const;

    std::string text_;                  // all of them, each ended by a zero byte
    std::vector<std::size_t> starts_;   // where each begins
};

}  // namespace hearthside
