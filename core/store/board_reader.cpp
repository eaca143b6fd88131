// SPDX-License-Identifier: Apache-2.0
#include "core/store/board_reader.h"

#include "core/store/connection.h"
#include "core/store/history.h"
#include "core/store/load.h"
#include "core/store/read_connection.h"

namespace hearthside::store {

huddle::Result<huddle::Board> read_board(const std::filesystem::path& folder) {
    // History reports with its own sentences whether there is a record that this version can read.
    const auto history = History::open(folder);
    if (!history) return history.problem();
    try {
        std::shared_lock opening(record_replacement());
        SQLite::Database database =
            open_connection(std::filesystem::absolute(folder) / "hearthside.db", Access::read_only, "");
        SQLite::Transaction moment(database);
        (void)schema_of(database);  // this opens the journal too
        opening.unlock();
        Statements statements(database);
        const huddle::State state = load_state(statements);
        return huddle::board_of(state, huddle::bands_of(state));
    } catch (const std::exception& error) {
        return huddle::Problem{means_damage(error) ? huddle::ProblemKind::damaged : huddle::ProblemKind::not_saved,
                               "The record cannot be read: " + reason_for(error) + "."};
    }
}

}  // namespace hearthside::store
