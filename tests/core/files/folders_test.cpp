// SPDX-License-Identifier: Apache-2.0
// The data folder and the shipped files are where the environment says.
#include "core/files/folders.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "tests/support/temporary_folder.h"

namespace hearthside::files {
namespace {

// Sets an environment variable for one test.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) old_ = old;
        set(value);
    }
    ~Variable() { set(old_ ? old_->c_str() : nullptr); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const char* value) {
        if (value == nullptr) {
            unsetenv(name_);
        } else {
            setenv(name_, value, 1);
        }
    }
    const char* name_;
    std::optional<std::string> old_;
};

TEST(Folders, KeepDataWhereXdgSays) {
    const Variable home("HOME", "/home/somebody");
    {
        const Variable data("XDG_DATA_HOME", "/srv/data");
        EXPECT_EQ(default_data_folder(), "/srv/data/hearthside");
    }
    for (const char* value : {static_cast<const char*>(nullptr), "", "relative/path"}) {
        const Variable data("XDG_DATA_HOME", value);
        EXPECT_EQ(default_data_folder(), "/home/somebody/.local/share/hearthside");
    }
}

TEST(Folders, KeepDataSomewhereAbsoluteWithoutAHome) {
    const Variable data("XDG_DATA_HOME", nullptr);
    const Variable home("HOME", nullptr);
    EXPECT_TRUE(default_data_folder().is_absolute());
}

TEST(Folders, FindTheShippedFiles) {
    {
        const Variable share("HEARTHSIDE_SHARE", nullptr);
        EXPECT_TRUE(std::filesystem::exists(share_folder() / "layouts" / "learning-huddle.toml"));
    }
    const Variable share("HEARTHSIDE_SHARE", "/opt/hearthside/share");
    EXPECT_EQ(share_folder(), "/opt/hearthside/share");
}

TEST(Folders, AreReadNameByName) {
    const support::TemporaryFolder folder;
    for (const char* name : {"a", "b", ".c"}) std::ofstream(folder / name);
    std::filesystem::create_directory(folder / "d");
    std::set<std::string, std::less<>> names;
    EXPECT_FALSE(each_name(folder.path(), [&](std::string_view name) { return names.emplace(name).second; }));
    EXPECT_EQ(names, (std::set<std::string, std::less<>>{"a", "b", ".c", "d"}));
    int visited = 0;
    EXPECT_FALSE(each_name(folder.path(), [&](std::string_view) { return ++visited < 2; }));
    EXPECT_EQ(visited, 2);
    EXPECT_EQ(each_name(folder / "none", [](std::string_view) { return true; }), std::errc::no_such_file_or_directory);
    EXPECT_EQ(each_name(folder / "a", [](std::string_view) { return true; }), std::errc::not_a_directory);
    EXPECT_THROW(each_name(folder.path(), [](std::string_view) -> bool { throw std::bad_alloc(); }), std::bad_alloc);
}

}  // namespace
}  // namespace hearthside::files
