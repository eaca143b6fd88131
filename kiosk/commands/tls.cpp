// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

#include "core/files/safe_file.h"
#include "core/secrets/certificate.h"
#include "core/secrets/passcode.h"
#include "kiosk/commands/commands.h"
#include "kiosk/web/address.h"

namespace hearthside::commands {

namespace {

constexpr unsigned owner_only = 0600;

// What people type to reach the kiosk: the given names, or else this machine's name; and its addresses.
std::vector<std::string> names_for(const std::vector<std::string>& given) {
    std::vector<std::string> names = given;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    };
    if (given.empty()) {
        char name[256] = {};
        if (gethostname(name, sizeof name - 1) == 0) add(name);
    }
    add("localhost");
    for (const std::string& address : web::own_addresses()) add(address);
    return names;
}

}  // namespace

int run_tls_init(const TlsOptions& options) {
    const std::filesystem::path data = std::filesystem::absolute(options.data);
    const std::filesystem::path certificate_file = data / "tls-certificate.pem", key_file = data / "tls-key.pem";
    std::error_code error;
    if (!options.replace &&
        (std::filesystem::exists(certificate_file, error) || std::filesystem::exists(key_file, error))) {
        return fail({huddle::ProblemKind::conflict,
                     fmt::format("There is a certificate in {} already; --replace makes a new one.", data.string())});
    }
    auto made = secrets::make_certificate(names_for(options.names),
                                          std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
    if (!made)
        return fail(made.problem(), made.problem().kind == huddle::ProblemKind::invalid ? exit_usage : exit_failed);
    if (std::filesystem::create_directories(data, error))
        std::filesystem::permissions(data, std::filesystem::perms::owner_all, error);
    const auto saved_key = files::write_whole_file(key_file, made->key, owner_only);
    secrets::forget(made->key);
    if (!saved_key) return fail(saved_key.problem());
    if (const auto saved = files::write_whole_file(certificate_file, made->certificate); !saved)
        return fail(saved.problem());
    std::string names;
    for (const std::string& name : made->names) names += (names.empty() ? "" : ", ") + name;
    fmt::print("A certificate for {} is in {}.\n", names, data.string());
    fmt::print("It holds for {} days. So that the kiosk uses it from its next start, hearthside.toml needs:\n\n",
               secrets::certificate_days);
    fmt::print("[phone]\ntls_certificate = \"{}\"\ntls_key = \"{}\"\n\n", certificate_file.string(), key_file.string());
    fmt::print(
        "A browser warns once, because nobody else has signed it. It shows this fingerprint (SHA-256), as the kiosk's\n"
        "status does; only then is it the kiosk:\n{}\n",
        made->fingerprint);
    return exit_fine;
}

}  // namespace hearthside::commands
