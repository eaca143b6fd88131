// SPDX-License-Identifier: Apache-2.0
#include "core/room/draft.h"

#include "core/huddle/apply.h"

namespace hearthside::room {

Draft::~Draft() {
    if (kept_ || copy_) return;
    for (const huddle::SealedNoteId id : sealed_) {
        std::erase_if(committed_.sealed, [&](const huddle::SealedNote& note) { return note.id == id; });
    }
}

void Draft::take(const huddle::Change& change) {
    if (!only_notes_ && !copy_) copy_ = committed_;
    if (const auto* sealed = std::get_if<huddle::NoteSealed>(&change)) sealed_.push_back(sealed->note.id);
    huddle::apply(copy_ ? *copy_ : committed_, change);
}

void Draft::keep() {
    if (copy_) committed_ = std::move(*copy_);
    kept_ = true;
}

}  // namespace hearthside::room
