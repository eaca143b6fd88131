// A certificate of the kiosk's own making, for places without one from their IT, and the fingerprint by which
// people know that it is the kiosk's. Knows no socket and no command.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

// From now on private keys, this program's own and those that are read, are in memory that is in no swap and is wiped.
// Once, before the first. Where memory cannot be locked they are wiped all the same.
void lock_key_memory();

struct OwnCertificate {
    std::string certificate, key;  // PEM
    std::string fingerprint;       // as below
    std::vector<std::string> names;
};

// What browsers take at most.
inline constexpr int certificate_days = 825;

// ECDSA on P-256, signed by itself, for a server only, valid from an hour before `wall` for 825 days in all.
// `names` are host names and IP addresses, at least one. Problems: a name that is neither (invalid).
Result<OwnCertificate> make_certificate(const std::vector<std::string>& names, Instant wall);

// SHA-256 of the first certificate in a PEM file, as browsers show it: "AB:CD:...". Problem: it cannot be
// read (invalid).
Result<std::string> certificate_fingerprint(const std::filesystem::path& file);

}  // namespace hearthside
