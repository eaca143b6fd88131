// SPDX-License-Identifier: Apache-2.0
// The searchable texts of the record, kept in step with the database. It keeps only the folded form of each
// text. Results are read from the database again, so a deleted text is never shown.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/search/search_index.h"
#include "core/store/archive.h"
#include "core/store/connection.h"

namespace hearthside::store {

class ArchiveTexts {
public:
    ArchiveTexts(SQLite::Database& database, Statements& statements) : database_(database), statements_(statements) {}

    // Reads what has changed, then searches. Throws SQLite::Exception and Unreadable.
    PageOf<Found> search(const SearchFilter& filter, PageChoice page);

private:
    struct Text {
        std::uint64_t id = 0;
        std::uint32_t huddle = 0;  // index into huddles_
        FoundKind kind = FoundKind::note;
        huddle::RoundCategory category = huddle::RoundCategory::wins;
    };
    struct HuddleOfTexts {
        huddle::HuddleId id;
        huddle::Day day;
        std::string layout_id, layout_name;
    };
    struct Hit {
        Text text;
        std::uint32_t rank = 0;  // rank of its huddle, the newest last
    };
    void catch_up();
    void read_huddles();
    void read_notes();
    void read_kept();
    void add_kept(FoundKind kind, std::string_view sql);
    void collect(const search::SearchIndex& index, const std::vector<Text>& texts, const SearchFilter& filter,
                 std::vector<Hit>& hits) const;
    std::string text_of(const Text& text);

    SQLite::Database& database_;
    Statements& statements_;
    std::int64_t version_ = -1;  // the database's counter of changes by other connections
    // In the order in which they were first seen, so that a text's index into this list stays valid.
    std::vector<HuddleOfTexts> huddles_;
    std::vector<std::uint32_t> rank_;  // one for each of huddles_
    std::unordered_map<std::uint64_t, std::uint32_t> place_of_huddle_;
    search::SearchIndex notes_index_, kept_index_;
    std::vector<Text> notes_, kept_;  // as in the indexes
};

}  // namespace hearthside::store
