// SPDX-License-Identifier: Apache-2.0
// What the settings screens ask of the machine: the configuration and its saving, the passcode, the Wi-Fi
// code, and the state of the kiosk. A service of the frame loop does the work; the screens never wait for it
// and never touch a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/retention.h"
#include "core/huddle/types.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside::ui {

using Ticket = std::uint64_t;  // 0 is no ticket

// One of the addresses that phones might use.
struct KioskAddress {
    std::string interface, address;
    std::string reason;  // a sentence, in English
    bool usable = false;
    bool in_code = false;
};

// The state of the kiosk, read from time to time. Zero or empty means unknown.
struct KioskStatus {
    std::string version;
    std::uint64_t disk_free_bytes = 0, database_bytes = 0;
    std::optional<int> checking;  // percent done of the record's check; none when it is over
    std::optional<huddle::Instant> last_backup;
    bool backup_failed = false;  // the newest backup is older than it should be
    std::string data_folder;
    std::vector<KioskAddress> addresses;           // the likeliest first
    std::string second_backup_folder;              // empty when none is configured
    std::optional<huddle::Instant> second_backup;  // time of the newest backup there
    std::string second_backup_trouble;             // why the last backup failed there; empty when it succeeded
    // Where a browser on the kiosk finds the record: "http://127.0.0.1:8081/review". Empty when the port is
    // not available.
    std::string review_address;
    std::string certificate_fingerprint;  // SHA-256, "AB CD ..."; empty without a certificate
};

// All calls are cheap. Call them on the frame loop's thread. Services::outcome() says what became of a
// ticket; an accepted outcome may also have a sentence.
class SettingsService {
public:
    virtual ~SettingsService() = default;

    // The file's contents, as last read or saved.
    virtual const configuration::Configuration& saved() const = 0;
    // Whether the file exists, so that the first start is over.
    virtual bool set_up() const = 0;
    virtual Ticket save(const configuration::Configuration& wanted) = 0;

    virtual bool has_passcode() const = 0;
    // The service wipes its copy of the passcode; the caller wipes its own.
    virtual Ticket check_passcode(std::string passcode) = 0;
    virtual Ticket set_passcode(std::string passcode) = 0;
    virtual Ticket remove_passcode() = 0;

    // Starts a new reading; status() returns it some frames later.
    virtual void look_at_status() = 0;
    virtual const KioskStatus& status() const = 0;
    // The same for what is kept. None before it was read, or when it could not be read.
    virtual void look_at_kept() = 0;
    virtual const std::optional<huddle::KeptDays>& kept() const = 0;
    // Whether phones can reach the address in the code. A refused outcome says why not.
    virtual Ticket test_phones() = 0;

    // The names in the time zone list, sorted.
    virtual const std::vector<std::string>& time_zones() const = 0;
};

}  // namespace hearthside::ui
