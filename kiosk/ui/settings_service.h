// What the settings ask of the machine: the configuration and its saving, the passcode, the Wi-Fi's
// code, the state of the kiosk. The frame loop's keeper stands behind it; the screens never wait for
// it, and know no file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/retention.h"
#include "core/huddle/types.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside {

using Ticket = std::uint64_t;  // 0 is no ticket

// One of the addresses by which phones could come.
struct KioskAddress {
    std::string interface, address;
    std::string reason;  // a sentence, in English
    bool usable = false;
    bool in_code = false;
};

// How the kiosk is. Read from time to time; zero or empty is unknown.
struct KioskStatus {
    std::string version;
    std::uint64_t disk_free_bytes = 0, database_bytes = 0;
    std::optional<int> checking;  // how far the check of the record is, in percent; none when it is over
    std::optional<Instant> last_backup;
    bool backup_failed = false;  // the newest one is older than it should be
    std::string data_folder;
    std::vector<KioskAddress> addresses;  // the likeliest first
    std::string second_backup_folder;        // empty when the place sets none
    std::optional<Instant> second_backup;    // the newest one there
    std::string second_backup_trouble;       // why the last one did not get there; empty when it did
    // Where a browser on the kiosk finds the record, "http://127.0.0.1:8081/review"; empty when its port cannot be had.
    std::string review_address;
    std::string certificate_fingerprint;  // SHA-256, "AB CD ..."; empty without a certificate
};

// All calls are cheap, on the frame loop's thread. What a ticket came to is Services::outcome(); when it
// was accepted, the outcome's sentence may still say something.
class SettingsService {
public:
    virtual ~SettingsService() = default;

    // What the file says, as last read or saved.
    virtual const Configuration& saved() const = 0;
    // Whether there is a file: the first start is over.
    virtual bool set_up() const = 0;
    virtual Ticket save(const Configuration& wanted) = 0;

    virtual bool has_passcode() const = 0;
    // The text is wiped behind the service; whoever calls wipes its own.
    virtual Ticket check_passcode(std::string passcode) = 0;
    virtual Ticket set_passcode(std::string passcode) = 0;
    virtual Ticket remove_passcode() = 0;

    // Asks anew; status() brings it some frames later.
    virtual void look_at_status() = 0;
    virtual const KioskStatus& status() const = 0;
    // The same for what is kept; none before it was read, or when it could not be.
    virtual void look_at_kept() = 0;
    virtual const std::optional<KeptDays>& kept() const = 0;
    // Whether phones can reach the address of the code: refused says why not.
    virtual Ticket test_phones() = 0;

    // Names of the time zone list, sorted.
    virtual const std::vector<std::string>& time_zones() const = 0;
};

}  // namespace hearthside
