// SPDX-License-Identifier: Apache-2.0
#include "kiosk/targets_file.h"

#include "core/files/json.h"
#include "core/files/safe_file.h"

namespace hearthside {

void write_targets(const std::filesystem::path& file, int width, int height, const std::vector<ui::Target>& targets) {
    files::Json list = files::Json::array();
    for (const ui::Target& target : targets) {
        list.push_back({{"name", target.name},
                        {"x", target.rect.x},
                        {"y", target.rect.y},
                        {"w", target.rect.w},
                        {"h", target.rect.h}});
    }
    // Painted frames are frequent, and this file is not needed after a power cut.
    files::write_beside(file, {.synced = false}, [&](std::ostream& out) -> huddle::Result<void> {
        out << files::Json{{"screen", files::Json::array({width, height})}, {"targets", std::move(list)}}.dump()
            << '\n';
        return {};
    });
}

}  // namespace hearthside
