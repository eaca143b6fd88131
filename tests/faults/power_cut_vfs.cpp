// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace hearthside::faults {

namespace {

// One open file of SQLite. SQLite provides the memory; `base` must come first.
struct OpenFile {
    sqlite3_file base;
    ModelDisk* disk;
    ModelDisk::FilePointer* file;
    std::string* name;
    bool delete_on_close;
    bool sync_makes_name_durable;  // as the platform's VFS does for journals
};

OpenFile& opened(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
ModelFile& model(sqlite3_file* file) { return **opened(file).file; }

int close_file(sqlite3_file* file) {
    OpenFile& it = opened(file);
    bool cut = false;
    if (it.delete_on_close && it.disk->operate(cut)) it.disk->unlink(*it.name);
    delete it.file;
    delete it.name;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    if (opened(file).disk->is_off()) return SQLITE_IOERR_READ;
    const Bytes& seen = model(file).seen;
    const auto start = static_cast<std::size_t>(at);
    const std::size_t wanted = static_cast<std::size_t>(count);
    const std::size_t there = start < seen.size() ? std::min(wanted, seen.size() - start) : 0;
    if (there > 0) std::memcpy(to, seen.data() + start, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    const auto start = static_cast<std::uint64_t>(at);
    const auto bytes = static_cast<const unsigned char*>(from);
    const std::uint64_t end = start + static_cast<std::uint64_t>(count);
    const std::uint64_t size = model(file).seen.size();
    if (end > size && !opened(file).disk->has_room_for(end - size)) return SQLITE_FULL;
    bool cut = false;
    if (!opened(file).disk->operate(cut)) return SQLITE_IOERR_WRITE;
    model(file).take({start, Bytes(bytes, bytes + count), false});
    return cut ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    bool cut = false;
    if (!opened(file).disk->operate(cut)) return SQLITE_IOERR_TRUNCATE;
    model(file).take({static_cast<std::uint64_t>(size), {}, true});
    return cut ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int sync_file_now(sqlite3_file* file, int) {
    bool cut = false;
    // A cut in the middle of a sync. The cut itself decides which of the waiting writes got through.
    if (!opened(file).disk->operate(cut) || cut) return SQLITE_IOERR_FSYNC;
    model(file).sync();
    if (opened(file).sync_makes_name_durable) {
        opened(file).disk->sync_names();
        opened(file).sync_makes_name_durable = false;
    }
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(model(file).seen.size());
    return SQLITE_OK;
}

// There is one process, and two connections never write one file, so nobody must be locked out.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved(sqlite3_file*, int* held) {
    *held = 0;
    return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
// The same promise as the platform's VFS makes on Linux, and no more.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
    auto& shared = model(file).shared;
    const auto index = static_cast<std::size_t>(region);
    *to = nullptr;
    if (index >= shared.size() && !extend) return SQLITE_OK;
    while (shared.size() <= index) shared.push_back(std::make_unique<Bytes>(static_cast<std::size_t>(size)));
    *to = shared[index]->data();
    return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void barrier(sqlite3_file*) { std::atomic_thread_fence(std::memory_order_seq_cst); }
int unmap_shared(sqlite3_file* file, int remove) {
    if (remove) model(file).shared.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    2,           close_file, read_file,      write_file, truncate_file, sync_file_now,   file_size,
    lock_file,   lock_file,  check_reserved, control,    sector_size,   characteristics, map_shared,
    lock_shared, barrier,    unmap_shared,   nullptr,    nullptr};

ModelDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<ModelDisk*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    ModelDisk& disk = disk_of(vfs);
    file->pMethods = nullptr;
    if (disk.is_off()) return SQLITE_CANTOPEN;
    const bool temporary = name == nullptr;
    ModelDisk::FilePointer found = temporary ? std::make_shared<ModelFile>() : disk.find(name);
    bool made = false;
    if (!found) {
        if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
        bool cut = false;
        if (!disk.operate(cut)) return SQLITE_CANTOPEN;
        found = disk.create(name);
        if (cut) return SQLITE_CANTOPEN;
        made = true;
    }
    const bool journal = flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL);
    OpenFile& it = opened(file);
    it.base.pMethods = &methods;
    it.disk = &disk;
    it.file = new ModelDisk::FilePointer(std::move(found));
    it.name = new std::string(temporary ? "" : name);
    it.delete_on_close = !temporary && (flags & SQLITE_OPEN_DELETEONCLOSE);
    it.sync_makes_name_durable = made && journal;
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    ModelDisk& disk = disk_of(vfs);
    if (!disk.find(name)) return SQLITE_IOERR_DELETE_NOENT;
    bool cut = false;
    if (!disk.operate(cut)) return SQLITE_IOERR_DELETE;
    disk.unlink(name);
    if (cut) return SQLITE_IOERR_DELETE;
    if (sync_folder) {
        if (!disk.operate(cut) || cut) return SQLITE_IOERR_DIR_FSYNC;
        disk.sync_names();
    }
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* name, int flags, int* answer) {
    const auto found = disk_of(vfs).find(name);
    *answer = found && (flags != SQLITE_ACCESS_EXISTS || !found->seen.empty());
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int count, char* to) {
    sqlite3_snprintf(count, to, "%s", name);
    return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int count, char* to) {
    static thread_local std::mt19937 random(1);
    for (int i = 0; i < count; ++i) to[i] = static_cast<char>(random());
    return count;
}
int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int current_time(sqlite3_vfs*, double* days) {
    *days = 2461000.5;
    return SQLITE_OK;
}
int current_time_milliseconds(sqlite3_vfs*, sqlite3_int64* milliseconds) {
    *milliseconds = 212630443200000;
    return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

ModelDisk::ModelDisk()
    : vfs_("model", this,
           {sizeof(OpenFile), 512, open_file, delete_file, access_file, full_name, random_bytes, sleep, current_time,
            current_time_milliseconds, last_error}) {}

}  // namespace hearthside::faults
