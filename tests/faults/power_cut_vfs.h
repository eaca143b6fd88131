// SPDX-License-Identifier: Apache-2.0
// A modelled disk under the whole store (SAFETY 12): an SQLite VFS and the store's Disk, both on the same memory.
// Written bytes wait until their file is synced. Created, renamed and removed names wait until the folder is synced. A
// power cut loses a random part of what waits, and tears writes at 512-byte sectors.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/store/disk.h"
#include "tests/faults/registered_vfs.h"

namespace hearthside::faults {

using Bytes = std::vector<unsigned char>;

// A file's bytes as programs see them, as the disk certainly holds them, and the writes in between.
struct ModelFile {
    struct Step {
        std::uint64_t at = 0;
        Bytes bytes;
        bool truncates = false;  // to `at` bytes
    };
    Bytes seen;
    Bytes durable;
    std::vector<Step> waiting;
    std::vector<std::unique_ptr<Bytes>> shared;  // the journal's index; memory only

    void take(Step step);
    void sync();
    void cut(std::mt19937_64& random);
};

class ModelDisk final : public store::Disk {
public:
    ModelDisk();
    ModelDisk(const ModelDisk&) = delete;
    ModelDisk& operator=(const ModelDisk&) = delete;

    const std::string& vfs() const { return vfs_.name(); }  // to be given to SQLite

    // Makes this a disk with the same durable contents and nothing waiting.
    void copy_durable_from(const ModelDisk& other);
    // Makes this a disk in exactly the same state, with everything that waits.
    void copy_from(const ModelDisk& other);
    // As if everything had been synced now.
    void sync_all();

    // Counts every input or output operation that changes something. After the `operation`-th (from now, counted from
    // 1) is half done, every further one fails until power_on().
    void cut_after(std::uint64_t operation);
    bool is_off() const { return off_; }
    // Called before each such operation. A cut there is a copy of this disk, switched on again.
    void before_each(std::function<void()> look) { look_ = std::move(look); }
    std::uint64_t operations() const { return operations_; }

    // Leaves what is there after the cut. `random` decides which part of what waited got through.
    void power_on(std::mt19937_64& random);

    // The bytes that all files together may have. Beyond it writes fail as on a full disk.
    void set_capacity(std::uint64_t bytes) { capacity_ = bytes; }

    bool exists(const std::filesystem::path& path) override;
    std::uint64_t size(const std::filesystem::path& path) override;
    std::vector<std::string> names(const std::filesystem::path& folder) override;
    void make_folder(const std::filesystem::path& folder) override;
    void make_file(const std::filesystem::path& file) override;
    void write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) override;
    std::string read(const std::filesystem::path& file, std::size_t bytes_at_most) override;
    void sync_file(const std::filesystem::path& file) override;
    void sync_folder(const std::filesystem::path& folder) override;
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    void remove(const std::filesystem::path& file) override;

    // For the VFS.
    using FilePointer = std::shared_ptr<ModelFile>;
    FilePointer find(const std::string& name) const;
    FilePointer create(const std::string& name);
    void unlink(const std::string& name);
    void sync_names();
    bool has_room_for(std::uint64_t more) const;
    // One operation that changes something. Returns false when the power is off already. `cut` becomes true when the
    // cut hits this operation.
    bool operate(bool& cut);

private:
    // One step of the file system's own journal, whole or not at all. A rename is two changes.
    struct NameChange {
        std::string name;
        FilePointer file;  // none: the name goes
    };
    using NameStep = std::vector<NameChange>;
    void step(NameStep step);
    void refuse_when_off(const char* what, const std::filesystem::path& path);

    RegisteredVfs vfs_;
    std::map<std::string, FilePointer> seen_;
    std::map<std::string, FilePointer> durable_;
    std::vector<NameStep> waiting_;
    std::uint64_t operations_ = 0;
    std::uint64_t cut_at_ = 0;
    std::uint64_t capacity_ = UINT64_MAX;
    bool off_ = false;
    std::function<void()> look_;
};

}  // namespace hearthside::faults
