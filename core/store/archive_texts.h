// The texts of the record that can be searched, kept in step with the database. Of a text it keeps only the
// form that is compared; what is shown is read from the database again, so nothing that has gone is ever shown.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/search/search_index.h"
#include "core/store/archive.h"
#include "core/store/connection.h"

namespace hearthside {

class ArchiveTexts {
public:
    ArchiveTexts(SQLite::Database& database, Statements& statements)
        : database_(database), statements_(statements) {}

    // Takes in what has changed, then looks. Throws SQLite::Exception and Unreadable.
    PageOf<Found> search(const SearchFilter& filter, PageChoice page);

private:
    struct Text {
        std::uint64_t id = 0;
        std::uint32_t huddle = 0;  // index into huddles_
        FoundKind kind = FoundKind::note;
        RoundCategory category = RoundCategory::wins;
    };
    struct HuddleOfTexts {
        HuddleId id;
        Day day;
        std::string layout_id, layout_name;
    };
    struct Hit {
        Text text;
        std::uint32_t rank = 0;  // of its huddle, the newest last
    };
    void catch_up();
    void read_huddles();
    void read_notes();
    void read_kept();
    void add_kept(FoundKind kind, std::string_view sql);
    void collect(const SearchIndex& index, const std::vector<Text>& texts, const SearchFilter& filter,
                 std::vector<Hit>& hits) const;
    std::string text_of(const Text& text);

    SQLite::Database& database_;
    Statements& statements_;
    std::int64_t version_ = -1;  // the database's own count of other people's changes
    // In the order they were first seen: a text keeps its huddle's place in here.
    std::vector<HuddleOfTexts> huddles_;
    std::vector<std::uint32_t> rank_;  // of each of huddles_
    std::unordered_map<std::uint64_t, std::uint32_t> place_of_huddle_;
    SearchIndex notes_index_, kept_index_;
    std::vector<Text> notes_, kept_;  // as in the indexes
};

}  // namespace hearthside
