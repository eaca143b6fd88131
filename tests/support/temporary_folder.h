// SPDX-License-Identifier: Apache-2.0
// A folder that is deleted with everything in it when the test ends.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hearthside::support {

class TemporaryFolder {
public:
    // In memory where the machine has such a place, for tests that commit very often.
    enum class Where { on_disk, in_memory };

    explicit TemporaryFolder(Where where = Where::on_disk) {
        std::error_code ignored;
        const bool memory = where == Where::in_memory && std::filesystem::is_directory("/dev/shm", ignored);
        std::string pattern = (memory ? std::string{"/dev/shm"} : std::filesystem::temp_directory_path().string()) +
                              "/hearthside-test-XXXXXX";
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The names of the files below `folder` that hold these bytes.
inline std::string files_with(const std::filesystem::path& folder, const std::string& marker) {
    std::string found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && bytes_of(entry.path()).find(marker) != std::string::npos) {
            found += entry.path().filename().string() + " ";
        }
    }
    return found;
}

}  // namespace hearthside::support
