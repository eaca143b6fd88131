// SPDX-License-Identifier: Apache-2.0
// What the modelled disk keeps, loses and tears. Its interface to SQLite is power_cut_vfs.cpp.
#include <algorithm>
#include <cstring>
#include <system_error>

#include "tests/faults/power_cut_vfs.h"

namespace hearthside::faults {

namespace {

constexpr std::size_t sector = 512;

void put(Bytes& into, std::uint64_t at, const unsigned char* bytes, std::size_t count) {
    if (into.size() < at + count) into.resize(at + count);
    std::memcpy(into.data() + at, bytes, count);
}

template <class Names, class Step>
void make_changes(Names& names, const Step& step) {
    for (const auto& change : step) {
        if (change.file) {
            names[change.name] = change.file;
        } else {
            names.erase(change.name);
        }
    }
}

}  // namespace

void ModelFile::take(Step step) {
    if (step.truncates) {
        seen.resize(step.at);
    } else {
        put(seen, step.at, step.bytes.data(), step.bytes.size());
    }
    waiting.push_back(std::move(step));
}

void ModelFile::sync() {
    for (const Step& step : waiting) {
        if (step.truncates) {
            durable.resize(step.at);
        } else {
            put(durable, step.at, step.bytes.data(), step.bytes.size());
        }
    }
    waiting.clear();
}

void ModelFile::cut(std::mt19937_64& random) {
    // Sometimes almost everything got through, sometimes almost nothing; sometimes in order, more often not.
    std::uniform_real_distribution<> one{0, 1};
    const double kept = one(random);
    const bool torn = one(random) < 0.5;
    const bool in_order = one(random) < 0.25;
    bool stopped = false;
    for (const Step& step : waiting) {
        const bool lost = one(random) >= kept;
        if (in_order && lost) stopped = true;
        if (stopped) break;
        if (step.truncates) {
            if (!lost) durable.resize(step.at);
            continue;
        }
        if (lost && !torn) continue;
        for (std::size_t from = 0; from < step.bytes.size();) {
            const std::size_t to_edge = sector - (step.at + from) % sector;
            const std::size_t count = std::min(to_edge, step.bytes.size() - from);
            const bool through = lost ? one(random) < 0.5 : !torn || one(random) < 0.9;
            if (through) put(durable, step.at + from, step.bytes.data() + from, count);
            from += count;
        }
    }
    waiting.clear();
    shared.clear();
    seen = durable;
}

void ModelDisk::copy_durable_from(const ModelDisk& other) {
    durable_.clear();
    for (const auto& [name, file] : other.durable_) {
        auto copy = std::make_shared<ModelFile>();
        copy->durable = file->durable;
        copy->seen = file->durable;
        durable_[name] = std::move(copy);
    }
    seen_ = durable_;
    waiting_.clear();
    operations_ = 0;
    cut_at_ = 0;
    off_ = false;
}

void ModelDisk::copy_from(const ModelDisk& other) {
    std::map<FilePointer, FilePointer> copies;
    const auto copy = [&](const FilePointer& file) -> FilePointer {
        if (!file) return nullptr;
        FilePointer& made = copies[file];
        if (!made) {
            made = std::make_shared<ModelFile>();
            made->durable = file->durable;
            made->waiting = file->waiting;
        }
        return made;
    };
    durable_.clear();
    for (const auto& [name, file] : other.durable_) durable_[name] = copy(file);
    waiting_.clear();
    for (const NameStep& step : other.waiting_) {
        waiting_.emplace_back();
        for (const NameChange& change : step) waiting_.back().push_back({change.name, copy(change.file)});
    }
    seen_.clear();
    operations_ = 0;
    cut_at_ = 0;
    off_ = true;
}

void ModelDisk::sync_all() {
    for (const auto& [name, file] : seen_) file->sync();
    sync_names();
}

void ModelDisk::cut_after(std::uint64_t operation) { cut_at_ = operations_ + operation; }

void ModelDisk::power_on(std::mt19937_64& random) {
    std::uniform_real_distribution<> one{0, 1};
    const double kept = one(random);
    for (const NameStep& step : waiting_) {
        if (one(random) < kept) make_changes(durable_, step);
    }
    waiting_.clear();
    for (const auto& [name, file] : durable_) file->cut(random);
    seen_ = durable_;
    cut_at_ = 0;
    off_ = false;
}

bool ModelDisk::operate(bool& cut) {
    if (off_) return false;
    if (look_) look_();
    ++operations_;
    cut = operations_ == cut_at_;
    off_ = cut;
    return true;
}

ModelDisk::FilePointer ModelDisk::find(const std::string& name) const {
    const auto found = seen_.find(name);
    return found == seen_.end() ? nullptr : found->second;
}

void ModelDisk::step(NameStep step) {
    make_changes(seen_, step);
    waiting_.push_back(std::move(step));
}

ModelDisk::FilePointer ModelDisk::create(const std::string& name) {
    auto file = std::make_shared<ModelFile>();
    step({{name, file}});
    return file;
}

void ModelDisk::unlink(const std::string& name) { step({{name, nullptr}}); }

void ModelDisk::sync_names() {
    durable_ = seen_;
    waiting_.clear();
}

bool ModelDisk::has_room_for(std::uint64_t more) const {
    std::uint64_t used = 0;
    for (const auto& [name, file] : seen_) used += file->seen.size();
    return used + more <= capacity_;
}

void ModelDisk::refuse_when_off(const char* what, const std::filesystem::path& path) {
    bool cut = false;
    if (!operate(cut) || cut) {
        throw std::filesystem::filesystem_error(what, path, std::make_error_code(std::errc::io_error));
    }
}

bool ModelDisk::exists(const std::filesystem::path& path) { return find(path.string()) != nullptr; }

std::uint64_t ModelDisk::size(const std::filesystem::path& path) {
    const auto file = find(path.string());
    return file ? file->seen.size() : 0;
}

std::vector<std::string> ModelDisk::names(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const auto& [name, file] : seen_) {
        const std::filesystem::path path{name};
        if (path.parent_path() == folder) found.push_back(path.filename().string());
    }
    return found;
}

// Folders always exist. Only the names in them can be lost.
void ModelDisk::make_folder(const std::filesystem::path&) {}

void ModelDisk::make_file(const std::filesystem::path& file) {
    if (exists(file)) return;
    refuse_when_off("make", file);
    create(file.string());
}

void ModelDisk::write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) {
    bool cut = false;
    const auto found = find(file.string());
    if (!operate(cut) || !found)
        throw std::filesystem::filesystem_error("write", file, std::make_error_code(std::errc::io_error));
    if (!has_room_for(bytes.size()))
        throw std::filesystem::filesystem_error("write", file, std::make_error_code(std::errc::no_space_on_device));
    found->take({.at = at, .bytes = Bytes(bytes.begin(), bytes.end()), .truncates = false});
    if (cut) throw std::filesystem::filesystem_error("write", file, std::make_error_code(std::errc::io_error));
}

std::string ModelDisk::read(const std::filesystem::path& file, std::size_t bytes_at_most) {
    const auto found = find(file.string());
    if (!found) return "";
    return {found->seen.begin(),
            found->seen.begin() + static_cast<std::ptrdiff_t>(std::min(bytes_at_most, found->seen.size()))};
}

void ModelDisk::sync_file(const std::filesystem::path& file) {
    refuse_when_off("sync", file);
    if (const auto found = find(file.string())) found->sync();
}

void ModelDisk::sync_folder(const std::filesystem::path& folder) {
    refuse_when_off("sync", folder);
    sync_names();
}

void ModelDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    refuse_when_off("rename", from);
    const auto file = find(from.string());
    if (!file)
        throw std::filesystem::filesystem_error("rename", from,
                                                std::make_error_code(std::errc::no_such_file_or_directory));
    step({{to.string(), file}, {from.string(), nullptr}});
}

void ModelDisk::remove(const std::filesystem::path& file) {
    if (!exists(file)) return;
    refuse_when_off("remove", file);
    unlink(file.string());
}

}  // namespace hearthside::faults
