// SPDX-License-Identifier: Apache-2.0
#include "core/store/archive_texts.h"

#include <algorithm>

#include "core/huddle/board.h"
#include "core/store/rows.h"

namespace hearthside::store {

PageOf<Found> ArchiveTexts::search(const SearchFilter& filter, PageChoice page) {
    catch_up();
    std::vector<Hit> hits;
    if (!filter.kind || *filter.kind == FoundKind::note) collect(notes_index_, notes_, filter, hits);
    if (!filter.round && filter.kind != FoundKind::note) collect(kept_index_, kept_, filter, hits);

    PageOf<Found> found{.items = {}, .total = static_cast<std::int64_t>(hits.size())};
    const auto from = std::min<std::size_t>(static_cast<std::size_t>(page.skip), hits.size());
    const auto to = std::min<std::size_t>(from + static_cast<std::size_t>(page.at_most), hits.size());
    // Within one huddle, lessons, actions and questions come before notes, each sorted by its random id.
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(to), hits.end(),
                      [](const Hit& one, const Hit& other) {
                          if (one.rank != other.rank) return one.rank > other.rank;
                          const bool kept = one.text.kind != FoundKind::note;
                          if (kept != (other.text.kind != FoundKind::note)) return kept;
                          return one.text.id < other.text.id;
                      });
    for (std::size_t at = from; at < to; ++at) {
        const Text& text = hits[at].text;
        const HuddleOfTexts& huddle = huddles_[text.huddle];
        Found item{.kind = text.kind,
                   .huddle = huddle.id,
                   .day = huddle.day,
                   .layout_name = huddle.layout_name,
                   .round = {},
                   .text = text_of(text)};
        if (text.kind == FoundKind::note) item.round = text.category;
        found.items.push_back(std::move(item));
    }
    return found;
}

void ArchiveTexts::collect(const search::SearchIndex& index, const std::vector<Text>& texts, const SearchFilter& filter,
                           std::vector<Hit>& hits) const {
    for (const std::uint32_t number : index.find(filter.words)) {
        const Text& text = texts[number];
        const HuddleOfTexts& huddle = huddles_[text.huddle];
        const bool wanted = (!filter.kind || text.kind == *filter.kind) &&
                            (!filter.round || text.category == *filter.round) &&
                            (!filter.span.from || huddle.day >= *filter.span.from) &&
                            (!filter.span.to || huddle.day <= *filter.span.to) &&
                            (filter.layout.empty() || huddle.layout_id == filter.layout);
        if (wanted) hits.push_back({text, rank_[text.huddle]});
    }
}

void ArchiveTexts::catch_up() {
    // All reads see one moment of the record. Otherwise a note could name a huddle that was not read.
    SQLite::Transaction moment(database_);
    // The transaction begins with its first read. Only then does the version match what will be read.
    std::int64_t version = 0;
    for (auto row = statements_.query("SELECT count(*) FROM huddles"); row.next();) {
    }
    for (auto row = statements_.query("PRAGMA data_version"); row.next();) version = row[0].getInt64();
    if (version == version_) return;
    try {
        read_huddles();
        read_notes();
        read_kept();
        version_ = version;
    } catch (...) {
        // A partial update is useless, so the next search starts from the beginning.
        version_ = -1;
        for (search::SearchIndex* index : {&notes_index_, &kept_index_})
            index->remove_if([](std::size_t) { return true; });
        notes_.clear();
        kept_.clear();
        place_of_huddle_.clear();
        huddles_.clear();
        rank_.clear();
        throw;
    }
}

void ArchiveTexts::read_huddles() {
    std::uint32_t rank = 0;
    auto row = statements_.query("SELECT id, day, layout_id, layout_name FROM huddles ORDER BY day, started, id");
    while (row.next()) {
        const auto id = id_of<huddle::HuddleId>(row[0]);
        const auto [known, is_new] =
            place_of_huddle_.try_emplace(id.value, static_cast<std::uint32_t>(huddles_.size()));
        if (is_new) {
            huddles_.push_back({id, day_of(row[1]), row[2].getString(), row[3].getString()});
            rank_.push_back(0);
        }
        rank_[known->second] = rank++;
    }
}

// A note's text never changes, so a known text is not folded again. Both lists are sorted by id.
void ArchiveTexts::read_notes() {
    std::vector<std::pair<std::uint64_t, std::size_t>> known;
    known.reserve(notes_.size());
    for (std::size_t number = 0; number < notes_.size(); ++number) known.emplace_back(notes_[number].id, number);
    std::ranges::sort(known);
    std::vector<bool> gone(notes_.size(), true);
    std::size_t at = 0;
    std::vector<Text> fresh;
    search::SearchIndex& index = notes_index_;
    auto row = statements_.query("SELECT id, huddle, theme, text FROM notes WHERE state != 'set_aside' ORDER BY id");
    while (row.next()) {
        const auto id = static_cast<std::uint64_t>(row[0].getInt64());
        while (at < known.size() && known[at].first < id) ++at;
        if (at < known.size() && known[at].first == id) {
            gone[known[at].second] = false;
            continue;
        }
        const auto huddle = place_of_huddle_.find(static_cast<std::uint64_t>(row[1].getInt64()));
        if (huddle == place_of_huddle_.end()) throw Unreadable("a note belongs to no huddle");
        fresh.push_back({id, huddle->second, FoundKind::note, word_of(row[2], huddle::category_from_text)});
        index.add(row[3].getString());
    }
    notes_.insert(notes_.end(), fresh.begin(), fresh.end());
    gone.resize(notes_.size(), false);
    if (std::ranges::find(gone, true) == gone.end()) return;
    index.remove_if([&](std::size_t number) { return gone[number]; });
    std::size_t number = 0;
    std::erase_if(notes_, [&](const Text&) { return gone[number++]; });
}

void ArchiveTexts::read_kept() {
    kept_index_.remove_if([](std::size_t) { return true; });
    kept_.clear();
    add_kept(FoundKind::lesson,
             "SELECT id, huddle, text || ' ' || cause FROM lessons WHERE " HEARTHSIDE_LESSON_IS_SHOWN);
    add_kept(FoundKind::action, "SELECT id, huddle, condition || ' ' || response || ' ' || role FROM actions");
    add_kept(FoundKind::question,
             "SELECT id, huddle, text || ' ' || answer || ' ' || for_role FROM questions "
             "WHERE " HEARTHSIDE_QUESTION_IS_SHOWN);
}

void ArchiveTexts::add_kept(FoundKind kind, std::string_view sql) {
    for (auto row = statements_.query(sql); row.next();) {
        const auto huddle = place_of_huddle_.find(static_cast<std::uint64_t>(row[1].getInt64()));
        if (huddle == place_of_huddle_.end()) continue;
        kept_.push_back(
            {static_cast<std::uint64_t>(row[0].getInt64()), huddle->second, kind, huddle::RoundCategory::wins});
        kept_index_.add(row[2].getString());
    }
}

std::string ArchiveTexts::text_of(const Text& text) {
    const auto id = static_cast<std::int64_t>(text.id);
    if (text.kind == FoundKind::action) {
        auto row = statements_.query("SELECT condition, response FROM actions WHERE id = ?", id);
        if (!row.next()) return "";
        huddle::Action action;
        action.condition = row[0].getString();
        action.response = row[1].getString();
        return huddle::sentence_of(action);
    }
    const char* sql = text.kind == FoundKind::note ? "SELECT text, '' FROM notes WHERE id = ? AND state != 'set_aside'"
                      : text.kind == FoundKind::lesson ? "SELECT text, cause FROM lessons WHERE id = ?"
                                                       : "SELECT text, answer FROM questions WHERE id = ?";
    auto row = statements_.query(sql, id);
    if (!row.next()) return "";
    const std::string also = row[1].getString();
    return row[0].getString() + (also.empty() ? "" : "\n" + also);
}

}  // namespace hearthside::store
