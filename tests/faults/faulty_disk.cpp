// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/faulty_disk.h"

#include <sqlite3.h>

#include <cerrno>
#include <system_error>
#include <thread>

namespace hearthside::faults {

namespace {

// SQLite provides the memory: this comes first, then the platform's own file.
struct OpenFile {
    sqlite3_file base;
    FaultyDisk* disk;
    bool concerned;
};

sqlite3_vfs* platform() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

FaultyDisk& disk_of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file)->disk; }
FaultyDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }
bool is_concerned(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file)->concerned; }
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<OpenFile*>(file) + 1);
}
const sqlite3_io_methods& does(sqlite3_file* file) { return *real(file)->pMethods; }

int close_file(sqlite3_file* file) { return does(file).xClose(real(file)); }
int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    const int trouble = is_concerned(file) ? disk_of(file).at_read() : SQLITE_OK;
    return trouble != SQLITE_OK ? trouble : does(file).xRead(real(file), to, count, at);
}
int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    const int trouble = is_concerned(file) ? disk_of(file).at_write(SQLITE_IOERR_WRITE) : SQLITE_OK;
    return trouble != SQLITE_OK ? trouble : does(file).xWrite(real(file), from, count, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const int trouble = is_concerned(file) ? disk_of(file).at_write(SQLITE_IOERR_TRUNCATE) : SQLITE_OK;
    return trouble != SQLITE_OK ? trouble : does(file).xTruncate(real(file), size);
}
int sync_file_now(sqlite3_file* file, int flags) {
    const int trouble = is_concerned(file) ? disk_of(file).at_sync() : SQLITE_OK;
    return trouble != SQLITE_OK ? trouble : does(file).xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return does(file).xFileSize(real(file), size); }
int lock_file(sqlite3_file* file, int level) { return does(file).xLock(real(file), level); }
int unlock_file(sqlite3_file* file, int level) { return does(file).xUnlock(real(file), level); }
int check_reserved(sqlite3_file* file, int* held) { return does(file).xCheckReservedLock(real(file), held); }
int control(sqlite3_file* file, int operation, void* with) {
    return does(file).xFileControl(real(file), operation, with);
}
int sector_size(sqlite3_file* file) { return does(file).xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return does(file).xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
    return does(file).xShmMap(real(file), region, size, extend, to);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return does(file).xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { does(file).xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return does(file).xShmUnmap(real(file), remove); }

const sqlite3_io_methods methods = {
    2,           close_file,  read_file,      write_file, truncate_file, sync_file_now,   file_size,
    lock_file,   unlock_file, check_reserved, control,    sector_size,   characteristics, map_shared,
    lock_shared, barrier,     unmap_shared,   nullptr,    nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    reinterpret_cast<OpenFile*>(file)->disk = &disk_of(vfs);
    const bool concerned = name && disk_of(vfs).concerns(name);
    reinterpret_cast<OpenFile*>(file)->concerned = concerned;
    if (concerned && disk_of(vfs).forbids_opening((flags & SQLITE_OPEN_READWRITE) != 0)) return SQLITE_CANTOPEN;
    const int opened = platform()->xOpen(platform(), name, real(file), flags, out_flags);
    if (real(file)->pMethods) file->pMethods = &methods;
    return opened;
}
int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    const int trouble = disk_of(vfs).concerns(name) ? disk_of(vfs).at_write(SQLITE_IOERR_DELETE) : SQLITE_OK;
    return trouble != SQLITE_OK ? trouble : platform()->xDelete(platform(), name, sync_folder);
}
int access_file(sqlite3_vfs*, const char* name, int flags, int* answer) {
    return platform()->xAccess(platform(), name, flags, answer);
}
int full_name(sqlite3_vfs*, const char* name, int count, char* to) {
    return platform()->xFullPathname(platform(), name, count, to);
}
int random_bytes(sqlite3_vfs*, int count, char* to) { return platform()->xRandomness(platform(), count, to); }
int sleep(sqlite3_vfs*, int microseconds) { return platform()->xSleep(platform(), microseconds); }
int current_time(sqlite3_vfs*, double* days) { return platform()->xCurrentTime(platform(), days); }
int current_time_milliseconds(sqlite3_vfs*, sqlite3_int64* time) {
    return platform()->xCurrentTimeInt64(platform(), time);
}
int last_error(sqlite3_vfs*, int count, char* to) { return platform()->xGetLastError(platform(), count, to); }

}  // namespace

FaultyDisk::FaultyDisk()
    : vfs_("faulty", this,
           {static_cast<int>(sizeof(OpenFile)) + platform()->szOsFile, platform()->mxPathname, open_file, delete_file,
            access_file, full_name, random_bytes, sleep, current_time, current_time_milliseconds, last_error}) {}

void FaultyDisk::set(Fault fault, std::uint64_t after) {
    well_ = static_cast<std::int64_t>(after);
    fault_ = fault;
}

bool FaultyDisk::strikes() { return well_ <= 0 || --well_ < 0; }

void FaultyDisk::take_time() {
    ++waiting_;
    std::this_thread::sleep_for(pause);
    --waiting_;
}

int FaultyDisk::at_read() {
    const Fault fault = fault_;
    return (fault == Fault::unreadable || fault == Fault::stale) && strikes() ? SQLITE_IOERR_READ : SQLITE_OK;
}

int FaultyDisk::at_write(int when_failing) {
    switch (fault_.load()) {
        case Fault::full:
            return strikes() ? SQLITE_FULL : SQLITE_OK;
        case Fault::failing:
        case Fault::stale:
        case Fault::read_only:
            return strikes() ? when_failing : SQLITE_OK;
        default:
            return SQLITE_OK;
    }
}

int FaultyDisk::at_sync() {
    if (fault_ == Fault::slow && strikes()) take_time();
    return at_write(SQLITE_IOERR_FSYNC);
}

void FaultyDisk::refuse_writing(const char* what, const std::filesystem::path& path) {
    if (!concerns(path)) return;
    const auto refuse = [&](std::errc reason) {
        throw std::filesystem::filesystem_error(what, path, std::make_error_code(reason));
    };
    switch (fault_.load()) {
        case Fault::full:
            if (strikes()) refuse(std::errc::no_space_on_device);
            break;
        case Fault::failing:
            if (strikes()) refuse(std::errc::io_error);
            break;
        case Fault::read_only:
            if (strikes()) refuse(std::errc::read_only_file_system);
            break;
        case Fault::slow:
            if (strikes()) take_time();
            break;
        case Fault::stale:
            if (strikes())
                throw std::filesystem::filesystem_error(what, path, std::error_code(ESTALE, std::generic_category()));
            break;
        case Fault::none:
        case Fault::no_folder_sync:
        case Fault::unreadable:
            break;
    }
}

void FaultyDisk::refuse_stale(const char* what, const std::filesystem::path& path) {
    if (fault_ == Fault::stale) refuse_writing(what, path);
}

bool FaultyDisk::exists(const std::filesystem::path& path) {
    refuse_stale("look", path);
    return store::platform_disk().exists(path);
}
std::uint64_t FaultyDisk::size(const std::filesystem::path& path) {
    return fault_ == Fault::stale && concerns(path) && well_ <= 0 ? 0 : store::platform_disk().size(path);
}
std::vector<std::string> FaultyDisk::names(const std::filesystem::path& folder) {
    refuse_stale("list", folder);
    return store::platform_disk().names(folder);
}

void FaultyDisk::make_folder(const std::filesystem::path& folder) {
    if (!exists(folder)) refuse_writing("make", folder);
    store::platform_disk().make_folder(folder);
}
void FaultyDisk::make_file(const std::filesystem::path& file) {
    if (!exists(file)) refuse_writing("make", file);
    store::platform_disk().make_file(file);
}
void FaultyDisk::write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) {
    if (fault_ != Fault::slow) refuse_writing("write", file);
    store::platform_disk().write(file, at, bytes);
}
std::string FaultyDisk::read(const std::filesystem::path& file, std::size_t bytes_at_most) {
    return at_read() == SQLITE_OK ? store::platform_disk().read(file, bytes_at_most) : "";
}
void FaultyDisk::sync_file(const std::filesystem::path& file) {
    refuse_writing("sync", file);
    store::platform_disk().sync_file(file);
}
void FaultyDisk::sync_folder(const std::filesystem::path& folder) {
    if (fault_ == Fault::no_folder_sync && concerns(folder) && strikes())
        throw std::filesystem::filesystem_error("sync", folder, std::make_error_code(std::errc::io_error));
    refuse_writing("sync", folder);
    store::platform_disk().sync_folder(folder);
}
void FaultyDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    refuse_writing("rename", from);
    store::platform_disk().rename(from, to);
}
void FaultyDisk::remove(const std::filesystem::path& file) {
    if (exists(file)) refuse_writing("remove", file);
    store::platform_disk().remove(file);
}

}  // namespace hearthside::faults
