#include "kiosk/targets_file.h"

#include <fstream>
#include <nlohmann/json.hpp>

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
    std::filesystem::path part = file;
    part += ".part";
    {
        std::ofstream out(part, std::ios::trunc);
        out << nlohmann::json{{"screen", {width, height}}, {"targets", std::move(list)}} << '\n';
    }
    std::error_code ignored;
    std::filesystem::rename(part, file, ignored);
}

}  // namespace hearthside
