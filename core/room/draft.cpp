// SPDX-License-Identifier: Apache-2.0
#include "core/room/draft.h"

#include "core/huddle/apply.h"

namespace hearthside {

Draft::~Draft() {
    if (kept_ || copy_) return;
    for (const SealedNoteId id : sealed_) {
        std::erase_if(committed_.sealed, [&](const SealedNote& note) { return note.id == id; });
    }
}

void Draft::take(const Change& change) {
    if (!only_notes_ && !copy_) copy_ = committed_;
    if (const auto* sealed = std::get_if<NoteSealed>(&change)) sealed_.push_back(sealed->note.id);
    apply(copy_ ? *copy_ : committed_, change);
}

void Draft::keep() {
    if (copy_) committed_ = std::move(*copy_);
    kept_ = true;
}

}  // namespace hearthside
