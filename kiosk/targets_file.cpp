// SPDX-License-Identifier: Apache-2.0
#include "kiosk/targets_file.h"

#include <nlohmann/json.hpp>

#include "core/files/safe_file.h"

namespace hearthside {

void write_targets(const std::filesystem::path& file, int width, int height, const std::vector<Target>& targets) {
    nlohmann::json list = nlohmann::json::array();
    for (const Target& target : targets) {
        list.push_back({{"name", target.name},
                        {"x", target.rect.x},
                        {"y", target.rect.y},
                        {"w", target.rect.w},
                        {"h", target.rect.h}});
    }
    // Painted frames are frequent, and this file is not needed after a power cut.
    write_beside(file, {.synced = false}, [&](std::ostream& out) -> Result<void> {
        out << nlohmann::json{{"screen", {width, height}}, {"targets", std::move(list)}} << '\n';
        return {};
    });
}

}  // namespace hearthside
