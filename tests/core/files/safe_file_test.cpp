// SPDX-License-Identifier: Apache-2.0
// A file is either whole or absent, whatever is under its name and whatever the disk refuses.
#include "core/files/safe_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <stdexcept>

#include "tests/support/temporary_folder.h"

namespace {
// The error of the next fsync of a folder. 0 asks the system.
std::atomic<int> folder_fault = 0, file_fault = 0;
}  // namespace

// A disk that refuses, as some shares do. The program's own calls arrive here.
extern "C" int fsync(int descriptor) {
    struct stat status {};
    ::fstat(descriptor, &status);
    if (const int fault = S_ISDIR(status.st_mode) ? folder_fault : file_fault) {
        errno = fault;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace hearthside::files {
namespace {

namespace fs = std::filesystem;
using support::TemporaryFolder;
using Kind = FileTrouble::Kind;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

std::string text_of(const fs::path& file) { return read_whole_file(file, 1 << 20).value_or("nothing"); }

unsigned mode_of(const fs::path& file) {
    struct stat status {};
    ::lstat(file.c_str(), &status);
    return status.st_mode & 07777;
}

huddle::Result<void> hello(std::ostream& out) {
    out << "hello";
    return {};
}

// People saw this: an export as root onto a link or a device wrote through it, or replaced it.
TEST(SafeFile, LeavesALinkAPipeADeviceAndAFolderAlone) {
    const TemporaryFolder folder;
    std::ofstream(folder / "elsewhere") << "kept";
    fs::create_symlink(folder / "elsewhere", folder / "link");
    fs::create_symlink(folder / "nowhere", folder / "dangling");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    fs::create_directory(folder / "folder");
    // Like /dev/null; only root may make one.
    const bool device = ::mknod((folder / "device").c_str(), S_IFCHR | 0600, makedev(1, 3)) == 0;
    const auto before = names_in(folder.path());
    for (const std::string& each : before) {
        if (each == "elsewhere") continue;
        const fs::path name = folder / each;
        EXPECT_EQ(write_beside(name, {}, hello).kind, Kind::not_a_file) << name;
        EXPECT_FALSE(write_whole_file(name, "hello")) << name;
    }
    EXPECT_EQ(names_in(folder.path()), before);
    EXPECT_EQ(text_of(folder / "elsewhere"), "kept");
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    if (device) {
        EXPECT_TRUE(fs::is_character_file(folder / "device"));
    }
    EXPECT_EQ(read_whole_file(folder / "pipe", 100), std::nullopt) << "and nobody waits for a pipe";
}

TEST(SafeFile, WritesOverNoOtherNameOfTheSameFile) {
    const TemporaryFolder folder;
    std::ofstream(folder / "theirs") << "kept";
    fs::create_hard_link(folder / "theirs", folder / "ours");
    ASSERT_TRUE(write_whole_file(folder / "ours", "new"));
    EXPECT_EQ(text_of(folder / "theirs"), "kept");
    EXPECT_EQ(text_of(folder / "ours"), "new");
}

TEST(SafeFile, HasANameOfItsOwnWhileItIsWritten) {
    const TemporaryFolder folder;
    const auto trouble = write_beside(folder / "file", {.mode = 0600}, [&](std::ostream& out) -> huddle::Result<void> {
        const auto names = names_in(folder.path());
        EXPECT_EQ(names.size(), 1u);
        EXPECT_FALSE(names.contains("file"));
        EXPECT_EQ(mode_of(folder / *names.begin()), 0600u) << "it is nobody else's at any moment";
        return hello(out);
    });
    EXPECT_EQ(trouble.kind, Kind::none);
    EXPECT_EQ(names_in(folder.path()), std::set<std::string>{"file"});
}

TEST(SafeFile, KeepsAFilesRightsUnlessItIsForItsOwnerAlone) {
    const TemporaryFolder folder;
    const mode_t old = ::umask(022);
    EXPECT_TRUE(write_whole_file(folder / "new", "1"));
    EXPECT_EQ(mode_of(folder / "new"), 0644u);
    fs::permissions(folder / "new", fs::perms(0640));
    EXPECT_TRUE(write_whole_file(folder / "new", "2"));
    EXPECT_EQ(mode_of(folder / "new"), 0640u);
    EXPECT_TRUE(write_whole_file(folder / "new", "3", 0600));
    EXPECT_EQ(mode_of(folder / "new"), 0600u);
    ::umask(old);
}

TEST(SafeFile, LeavesWhatWasThereWhenItIsStoppedFailsOrThrows) {
    const TemporaryFolder folder;
    const fs::path file = folder / "file";
    ASSERT_TRUE(write_whole_file(file, "before"));
    const auto long_text = [](std::ostream& out) -> huddle::Result<void> {
        for (int i = 0; i < 100'000; ++i) out << "hello ";
        return {};
    };
    int pieces = 0;
    EXPECT_EQ(write_beside(file, {.should_continue = [&] { return ++pieces < 3; }}, long_text).kind, Kind::stopped);
    const auto refused = write_beside(file, {}, [](std::ostream&) -> huddle::Result<void> {
        return huddle::Problem{huddle::ProblemKind::invalid, "This cannot be written."};
    });
    ASSERT_TRUE(refused.problem);
    EXPECT_EQ(refused.problem->sentence, "This cannot be written.");
    EXPECT_THROW(write_beside(file, {}, [](std::ostream&) -> huddle::Result<void> { throw std::bad_alloc(); }),
                 std::bad_alloc);
    for (const int fault : {EIO, ENOSPC}) {
        file_fault = fault;
        EXPECT_EQ(write_beside(file, {}, hello).error, fault);
        file_fault = 0;
    }
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{10'000, limit.rlim_max};
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto full = write_beside(file, {}, long_text);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_EQ(full.kind, Kind::full);
    EXPECT_EQ(reason_of(full), "the disk is full");
    EXPECT_EQ(text_of(file), "before");
    EXPECT_EQ(names_in(folder.path()), std::set<std::string>{"file"});
}

// People saw this: exports to a share that cannot sync a folder failed, though each file was there.
TEST(SafeFile, IsWrittenWhereAFolderCannotBeSynced) {
    const TemporaryFolder folder;
    for (const int fault : {EINVAL, ENOTSUP, EIO}) {
        folder_fault = fault;
        EXPECT_EQ(write_beside(folder / "file", {}, hello).kind, Kind::none) << std::strerror(fault);
        EXPECT_TRUE(write_whole_file(folder / "file", std::to_string(fault)));
        folder_fault = 0;
        EXPECT_EQ(text_of(folder / "file"), std::to_string(fault));
    }
}

TEST(SafeFile, TakesAwayWhatAPowerCutLeftUnfinished) {
    const TemporaryFolder folder;
    for (const char* name : {".hearthside-old.part", ".hearthside-young.part", ".hearthside-old", "old.part"})
        std::ofstream(folder / name) << "half of it";
    for (const char* name : {".hearthside-old.part", ".hearthside-old", "old.part"})
        fs::last_write_time(folder / name, fs::file_time_type::clock::now() - std::chrono::hours(2));
    ASSERT_TRUE(write_whole_file(folder / "file", "whole"));
    EXPECT_EQ(names_in(folder.path()),
              (std::set<std::string>{"file", ".hearthside-young.part", ".hearthside-old", "old.part"}));
}

}  // namespace
}  // namespace hearthside::files
