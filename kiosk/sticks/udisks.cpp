// SPDX-License-Identifier: Apache-2.0
#include "kiosk/sticks/udisks.h"

#include <gio/gio.h>

#include <algorithm>
#include <map>

#include "core/text/language.h"

namespace hearthside::sticks {

namespace {

namespace fs = std::filesystem;

constexpr int look_ms = 5'000;    // UDisks2 may have to be started first
constexpr int work_ms = 120'000;  // a slow stick needs time to take all pending data

constexpr const char* service = "org.freedesktop.UDisks2";
constexpr const char* of_block = "org.freedesktop.UDisks2.Block";
constexpr const char* of_file_system = "org.freedesktop.UDisks2.Filesystem";
constexpr const char* of_drive = "org.freedesktop.UDisks2.Drive";

struct Unref {
    void operator()(GVariant* value) const { g_variant_unref(value); }
    void operator()(GDBusConnection* bus) const { g_object_unref(bus); }
    void operator()(GError* error) const { g_error_free(error); }
    void operator()(GCancellable* cancellable) const { g_object_unref(cancellable); }
};
using Value = std::unique_ptr<GVariant, Unref>;
using Bus = std::unique_ptr<GDBusConnection, Unref>;
using Error = std::unique_ptr<GError, Unref>;

using Properties = std::map<std::string, Value, std::less<>>;
using Interfaces = std::map<std::string, Properties, std::less<>>;
using Objects = std::map<std::string, Interfaces, std::less<>>;

// A property that is missing, or has another type than expected, counts as empty.
const GVariant* find(const Properties& properties, const char* name, const char* type) {
    const auto found = properties.find(name);
    if (found == properties.end() || !g_variant_is_of_type(found->second.get(), G_VARIANT_TYPE(type))) return nullptr;
    return found->second.get();
}
bool truth(const Properties& properties, const char* name) {
    const GVariant* value = find(properties, name, "b");
    return value && g_variant_get_boolean(const_cast<GVariant*>(value));
}
std::string text(const Properties& properties, const char* name, const char* type = "s") {
    const GVariant* value = find(properties, name, type);
    return value ? g_variant_get_string(const_cast<GVariant*>(value), nullptr) : std::string{};
}
std::uint64_t number(const Properties& properties, const char* name) {
    const GVariant* value = find(properties, name, "t");
    return value ? g_variant_get_uint64(const_cast<GVariant*>(value)) : 0;
}
fs::path first_path(const Properties& properties, const char* name) {
    const GVariant* value = find(properties, name, "aay");
    if (!value || g_variant_n_children(const_cast<GVariant*>(value)) == 0) return {};
    const Value path{g_variant_get_child_value(const_cast<GVariant*>(value), 0)};
    return g_variant_get_bytestring(path.get());
}

const Properties* interface_of(const Objects& objects, std::string_view path, const char* name) {
    const auto object = objects.find(path);
    if (object == objects.end()) return nullptr;
    const auto found = object->second.find(name);
    return found == object->second.end() ? nullptr : &found->second;
}

Objects objects_in(GVariant* answer) {
    Objects objects;
    const Value all{g_variant_get_child_value(answer, 0)};
    for (gsize i = 0; i < g_variant_n_children(all.get()); ++i) {
        const Value object{g_variant_get_child_value(all.get(), i)};
        const Value path{g_variant_get_child_value(object.get(), 0)},
            inside{g_variant_get_child_value(object.get(), 1)};
        Interfaces& interfaces = objects[g_variant_get_string(path.get(), nullptr)];
        for (gsize k = 0; k < g_variant_n_children(inside.get()); ++k) {
            const Value entry{g_variant_get_child_value(inside.get(), k)};
            const Value name{g_variant_get_child_value(entry.get(), 0)},
                all_of{g_variant_get_child_value(entry.get(), 1)};
            Properties& properties = interfaces[g_variant_get_string(name.get(), nullptr)];
            for (gsize p = 0; p < g_variant_n_children(all_of.get()); ++p) {
                const Value pair{g_variant_get_child_value(all_of.get(), p)};
                const Value key{g_variant_get_child_value(pair.get(), 0)},
                    boxed{g_variant_get_child_value(pair.get(), 1)};
                properties[g_variant_get_string(key.get(), nullptr)] = Value{g_variant_get_variant(boxed.get())};
            }
        }
    }
    return objects;
}

// A drive that people plug in; never an internal disk.
bool is_plugged_in(const Properties& drive) {
    if (truth(drive, "Optical")) return false;
    const std::string bus = text(drive, "ConnectionBus"), media = text(drive, "Media");
    return truth(drive, "Removable") || bus == "usb" || bus == "sdio" || media == "thumb" || media.starts_with("flash");
}

std::string name_of(const Properties& block, const Properties& drive) {
    if (std::string label = text(block, "IdLabel"); !label.empty()) return label;
    std::string name = text(drive, "Vendor");
    const std::string model = text(drive, "Model");
    if (!name.empty() && !model.empty()) name += ' ';
    return name + model;
}

bool says(const GError* error, const char* name) {
    gchar* remote = g_dbus_error_get_remote_error(error);
    const bool same = g_strcmp0(remote, name) == 0;
    g_free(remote);
    return same;
}

// Nobody at the kiosk's screen can answer polkit's questions.
GVariant* quietly() {
    GVariantBuilder options;
    g_variant_builder_init(&options, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&options, "{sv}", "auth.no_user_interaction", g_variant_new_boolean(TRUE));
    return g_variant_new("(a{sv})", &options);
}

class UdisksSticks final : public Sticks {
public:
    huddle::Result<std::vector<Stick>> look() override {
        const auto objects = all_objects();
        if (!objects) return objects.problem();
        std::vector<Stick> found;
        for (const auto& [path, interfaces] : *objects) {
            const auto block = interfaces.find(of_block), files = interfaces.find(of_file_system);
            if (block == interfaces.end() || files == interfaces.end()) continue;
            if (truth(block->second, "HintIgnore") || truth(block->second, "HintSystem")) continue;
            const Properties* drive = interface_of(*objects, text(block->second, "Drive", "o"), of_drive);
            if (!drive || !is_plugged_in(*drive)) continue;
            found.push_back({.id = path,
                             .name = name_of(block->second, *drive),
                             .size_bytes = number(block->second, "Size"),
                             .folder = first_path(files->second, "MountPoints")});
        }
        std::ranges::sort(found, {}, &Stick::name);
        return found;
    }

    huddle::Result<fs::path> open(const Stick& stick) override {
        // The stick may have been opened, closed or pulled out since the last look.
        const auto there = look();
        if (!there) return there.problem();
        const auto now = std::ranges::find(*there, stick.id, &Stick::id);
        if (now == there->end()) return stick_has_gone();
        if (!now->folder.empty()) return now->folder;
        Error error;
        const Value answer = call(stick.id, of_file_system, "Mount", quietly(), "(s)", work_ms, error);
        if (answer) {
            const Value path{g_variant_get_child_value(answer.get(), 0)};
            return fs::path(g_variant_get_string(path.get(), nullptr));
        }
        if (error && (says(error.get(), "org.freedesktop.UDisks2.Error.NotAuthorized") ||
                      says(error.get(), "org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain"))) {
            return huddle::Problem{
                huddle::ProblemKind::forbidden,
                text::translatable(
                    "This kiosk is not allowed to open USB sticks. Whoever looks after it can allow that.")};
        }
        return huddle::Problem{huddle::ProblemKind::forbidden,
                               text::translatable("This stick cannot be opened here. Please try another one.")};
    }

    huddle::Result<Release> let_go(const Stick& stick, const fs::path& folder) override {
        if (auto written = write_out(folder); !written) return written.problem();
        Error error;
        if (!call(stick.id, of_file_system, "Unmount", quietly(), "()", work_ms, error)) {
            const bool busy = error && says(error.get(), "org.freedesktop.UDisks2.Error.DeviceBusy");
            return busy ? Release::in_use : Release::written;
        }
        // Switching off only adds safety: the stick is already unmounted.
        if (const std::string drive = drive_to_switch_off(stick.id); !drive.empty())
            call(drive, of_drive, "PowerOff", quietly(), "()", work_ms, error);
        return Release::safe;
    }

    void stop() override { g_cancellable_cancel(stopped_.get()); }

private:
    // A private bus connection: GLib ends the whole program when the shared one is lost.
    GDBusConnection* bus() {
        if (bus_ && !g_dbus_connection_is_closed(bus_.get())) return bus_.get();
        bus_.reset();
        gchar* address = g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SYSTEM, nullptr, nullptr);
        if (!address) return nullptr;
        const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
        bus_.reset(g_dbus_connection_new_for_address_sync(address, flags, nullptr, stopped_.get(), nullptr));
        g_free(address);
        return bus_.get();
    }

    // Null when the call failed; `error` then says why, if an answer came. Takes ownership of `parameters`.
    Value call(const std::string& path, const char* interface, const char* method, GVariant* parameters,
               const char* answer, int milliseconds, Error& error) {
        error.reset();
        const Value held{parameters ? g_variant_ref_sink(parameters) : nullptr};
        GDBusConnection* const connection = bus();
        if (!connection) return nullptr;
        GError* raw = nullptr;
        Value result{g_dbus_connection_call_sync(connection, service, path.c_str(), interface, method, held.get(),
                                                 G_VARIANT_TYPE(answer), G_DBUS_CALL_FLAGS_NONE, milliseconds,
                                                 stopped_.get(), &raw)};
        error.reset(raw);
        return result;
    }

    huddle::Result<Objects> all_objects() {
        Error error;
        const Value answer = call("/org/freedesktop/UDisks2", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects",
                                  nullptr, "(a{oa{sa{sv}}})", look_ms, error);
        if (!answer) return huddle::Problem{huddle::ProblemKind::invalid, "There is no UDisks2 on this machine."};
        return objects_in(answer.get());
    }

    // Empty when the drive cannot be switched off, or another part of it is still open.
    std::string drive_to_switch_off(const std::string& stick) {
        const auto objects = all_objects();
        if (!objects) return {};
        const Properties* block = interface_of(*objects, stick, of_block);
        if (!block) return {};
        const std::string path = text(*block, "Drive", "o");
        const Properties* drive = interface_of(*objects, path, of_drive);
        if (!drive || !truth(*drive, "CanPowerOff")) return {};
        for (const auto& [other, interfaces] : *objects) {
            const auto its = interfaces.find(of_block), files = interfaces.find(of_file_system);
            if (its == interfaces.end() || files == interfaces.end()) continue;
            if (text(its->second, "Drive", "o") == path && !first_path(files->second, "MountPoints").empty()) return {};
        }
        return path;
    }

    Bus bus_;
    const std::unique_ptr<GCancellable, Unref> stopped_{g_cancellable_new()};
};

}  // namespace

std::unique_ptr<Sticks> sticks_of_udisks() { return std::make_unique<UdisksSticks>(); }

}  // namespace hearthside::sticks
