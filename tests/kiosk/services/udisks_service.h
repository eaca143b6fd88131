// SPDX-License-Identifier: Apache-2.0
// A UDisks2 for tests on a bus of its own: a small real D-Bus service with one USB stick, whose file system is a
// folder, and one disk of the machine. It records the calls.
#pragma once

#include <fmt/format.h>
#include <gio/gio.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace hearthside::services {

class UdisksService {
public:
    static bool possible() { return std::system("command -v dbus-daemon >/dev/null 2>&1") == 0; }

    explicit UdisksService(std::filesystem::path stick) : stick_(std::move(stick)) {
        dbus_ = g_test_dbus_new(G_TEST_DBUS_NONE);
        g_test_dbus_up(dbus_);
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address(dbus_), 1);
        context_ = g_main_context_new();
        loop_ = g_main_loop_new(context_, FALSE);
        thread_ = std::thread([this] { serve(); });
        while (!ready_) std::this_thread::yield();
    }
    ~UdisksService() {
        g_main_loop_quit(loop_);
        g_main_context_wakeup(context_);
        thread_.join();
        g_main_loop_unref(loop_);
        g_main_context_unref(context_);
        g_test_dbus_stop(dbus_);
        g_object_unref(dbus_);
        ::unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
    }
    UdisksService(const UdisksService&) = delete;
    UdisksService& operator=(const UdisksService&) = delete;

    std::atomic<bool> plugged{true}, mounted{false};
    // Errors that it returns: the end of a name below org.freedesktop.UDisks2.Error.
    void refuse(const std::string& method, const std::string& error) {
        const std::lock_guard lock(mutex_);
        refused_ = {method, error};
    }
    void keep_silent(const std::string& method) { silent_ = method; }  // before it is asked
    std::vector<std::string> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    static constexpr const char* interfaces =
        "<node>"
        "<interface name='org.freedesktop.DBus.ObjectManager'><method name='GetManagedObjects'>"
        "<arg type='a{oa{sa{sv}}}' direction='out'/></method></interface>"
        "<interface name='org.freedesktop.UDisks2.Filesystem'>"
        "<method name='Mount'><arg type='a{sv}' direction='in'/><arg type='s' direction='out'/></method>"
        "<method name='Unmount'><arg type='a{sv}' direction='in'/></method></interface>"
        "<interface name='org.freedesktop.UDisks2.Drive'><method name='PowerOff'><arg type='a{sv}' direction='in'/>"
        "</method></interface></node>";

    std::string objects() const {
        constexpr const char* block =
            "'org.freedesktop.UDisks2.Block': {{'Drive': <objectpath '{}'>, 'IdLabel': <'{}'>, "
            "'HintSystem': <{}>, 'HintIgnore': <false>, 'Size': <uint64 {}>}}";
        constexpr const char* files = "'org.freedesktop.UDisks2.Filesystem': {{'MountPoints': <{}>}}";
        constexpr const char* drive =
            "'org.freedesktop.UDisks2.Drive': {{'Removable': <{}>, 'ConnectionBus': <'{}'>, "
            "'Vendor': <'Hearth'>, 'Model': <'Stick'>, 'CanPowerOff': <true>}}";
        constexpr const char* root = "/org/freedesktop/UDisks2/";
        std::string all = fmt::format(
            "'{}block_devices/vda1': {{{}, {}}}, '{}drives/disk': {{{}}}", root,
            fmt::format(fmt::runtime(block), std::string(root) + "drives/disk", "root", "true", 9),
            fmt::format(fmt::runtime(files), "[b'/']"), root, fmt::format(fmt::runtime(drive), "false", ""));
        if (plugged) {
            const std::string points = mounted ? "[b'" + stick_.string() + "']" : "@aay []";
            all += fmt::format(
                ", '{}block_devices/sda1': {{{}, {}}}, '{}drives/stick': {{{}}}", root,
                fmt::format(fmt::runtime(block), std::string(root) + "drives/stick", "WILLOW", "false", 1000),
                fmt::format(fmt::runtime(files), points), root, fmt::format(fmt::runtime(drive), "true", "usb"));
        }
        return "({" + all + "},)";
    }

    void answer(const std::string& method, GDBusMethodInvocation* call) {
        std::string error;
        {
            const std::lock_guard lock(mutex_);
            if (method != "GetManagedObjects") asked_.push_back(method);
            if (refused_.first == method) error = refused_.second;
        }
        if (!error.empty())
            return g_dbus_method_invocation_return_dbus_error(call, ("org.freedesktop.UDisks2.Error." + error).c_str(),
                                                              "no");
        if (method == "GetManagedObjects") {
            GVariant* all =
                g_variant_parse(G_VARIANT_TYPE("(a{oa{sa{sv}}})"), objects().c_str(), nullptr, nullptr, nullptr);
            if (!all) throw std::runtime_error("the test's own objects: " + objects());
            return g_dbus_method_invocation_return_value(call, all);
        }
        // Nobody ever answers, as with a stick that never becomes idle.
        if (method == silent_) return;
        if (method == "Mount") mounted = true;
        if (method == "Unmount") mounted = false;
        g_dbus_method_invocation_return_value(call, method == "Mount" ? g_variant_new("(s)", stick_.c_str()) : nullptr);
    }

    void serve() {
        g_main_context_push_thread_default(context_);
        const auto flags = static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
        GDBusConnection* bus = g_dbus_connection_new_for_address_sync(g_test_dbus_get_bus_address(dbus_), flags,
                                                                      nullptr, nullptr, nullptr);
        GDBusNodeInfo* node = g_dbus_node_info_new_for_xml(interfaces, nullptr);
        const GDBusInterfaceVTable table{
            [](GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar* method, GVariant*,
               GDBusMethodInvocation* call, gpointer self) { static_cast<UdisksService*>(self)->answer(method, call); },
            nullptr,
            nullptr,
            {}};
        const char* const paths[] = {"/org/freedesktop/UDisks2", "/org/freedesktop/UDisks2/block_devices/sda1",
                                     "/org/freedesktop/UDisks2/drives/stick"};
        for (int i = 0; i < 3; ++i)
            g_dbus_connection_register_object(bus, paths[i], node->interfaces[i], &table, this, nullptr, nullptr);
        g_variant_unref(g_dbus_connection_call_sync(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                    "org.freedesktop.DBus", "RequestName",
                                                    g_variant_new("(su)", "org.freedesktop.UDisks2", 0u), nullptr,
                                                    G_DBUS_CALL_FLAGS_NONE, -1, nullptr, nullptr));
        ready_ = true;
        g_main_loop_run(loop_);
        g_dbus_connection_close_sync(bus, nullptr, nullptr);
        g_object_unref(bus);
        g_dbus_node_info_unref(node);
        g_main_context_pop_thread_default(context_);
    }

    const std::filesystem::path stick_;
    GTestDBus* dbus_ = nullptr;
    GMainContext* context_ = nullptr;
    GMainLoop* loop_ = nullptr;
    std::atomic<bool> ready_{false};
    mutable std::mutex mutex_;
    std::pair<std::string, std::string> refused_;
    std::vector<std::string> asked_;
    std::string silent_;
    std::thread thread_;
};

}  // namespace hearthside::services
