// SPDX-License-Identifier: Apache-2.0
// A self-signed certificate for kiosks without one from their IT, and the fingerprint by which people
// recognise it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside::secrets {

// After this call, private keys that the program makes or reads are in memory that is never swapped and is
// wiped. Call it once, before the first key. Where memory cannot be locked, keys are still wiped.
void lock_key_memory();

struct OwnCertificate {
    std::string certificate, key;  // PEM
    std::string fingerprint;       // as below
    std::vector<std::string> names;
};

// The most that browsers accept.
inline constexpr int certificate_days = 825;

// ECDSA on P-256, self-signed, for a server only, valid from an hour before `wall` for 825 days in all.
// `names` are host names and IP addresses, at least one. Problems: a name that is neither (invalid).
huddle::Result<OwnCertificate> make_certificate(const std::vector<std::string>& names, huddle::Instant wall);

// SHA-256 of the first certificate in a PEM file, in the form browsers show: "AB:CD:...". Problem: it cannot
// be read (invalid).
huddle::Result<std::string> certificate_fingerprint(const std::filesystem::path& file);

}  // namespace hearthside::secrets
